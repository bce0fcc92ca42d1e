/* SPDX-License-Identifier: MIT */
/* What klad-ocr was asked for on its command line; see ocr.1. */
#ifndef OCR_OPTIONS_H
#define OCR_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "ocr/image.h"
#include "wire/fault.h"
#include "wire/progress.h"

#define OPTIONS_WORKERS_MAX 64

struct options {
	const char *languages;	/* "auto" or models joined by '+' */
	unsigned workers;
	const char *media;	/* folder that media[].path is below */
	const char *rejects;	/* file, or NULL */
	const char *memo;	/* file of the store, or NULL: in memory only */
	unsigned long memo_pictures;	/* ceiling of the store */
	const char *draw;	/* folder for debugging pictures, or NULL */
	unsigned seconds;	/* of the processor, for one picture */
	unsigned memory;	/* MiB for one worker */
	struct image_limits limits;
	enum progress_mode progress;
	enum { OPTIONS_RUN, OPTIONS_HELP, OPTIONS_VERSION } action;
};

/*
 * Read the arguments; what is not given has its default. Strings point into
 * arguments. Returns 0, or -1 with the reason.
 */
int options_parse(struct options *, int count, char **arguments,
    struct fault *);

/* The text for --help, and its first lines for a mistake. */
extern const char options_synopsis[], options_help[];

#endif
