/* SPDX-License-Identifier: MIT */
/* A file of gzip members, each written whole: see warc.h. */
#ifndef INGEST_WARC_FILE_H
#define INGEST_WARC_FILE_H

#include <stddef.h>

#include "ingest/text.h"
#include "wire/fault.h"

#define WARC_NAME_MAX 96

struct warc_file {
	int folder;		/* descriptor, the caller's */
	int fd;			/* -1: none is open */
	char name[WARC_NAME_MAX];	/* without ".open" */
	long long size;
};

/* Begin a new file in the folder, locked. Returns 0 or -1. */
int warc_file_begin(struct warc_file *, struct fault *);

/* Add these bytes as one gzip member. Returns 0 or -1. */
int warc_file_add(struct warc_file *, const struct text *, struct fault *);

/* Sync and give the file its name. Returns 0 or -1. */
int warc_file_end(struct warc_file *, struct fault *);

/* Close what a killed run left open in the folder. Returns 0 or -1. */
int warc_file_repair(int folder, struct fault *);

#endif
