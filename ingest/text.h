/* SPDX-License-Identifier: MIT */
/* Bytes that grow, for text put together from parts. */
#ifndef INGEST_TEXT_H
#define INGEST_TEXT_H

#include <stddef.h>

struct text {
	char *bytes;	/* always ends with a zero once something was added */
	size_t length, size;
	int failed;	/* out of memory: what follows is not added */
};

/* Add bytes. Returns 0, or -1 without memory, now or earlier. */
int text_add(struct text *, const void *bytes, size_t length);

/* Add a string; NULL adds nothing. */
int text_add_string(struct text *, const char *);

/* Forget the content, keep the memory. */
void text_clear(struct text *);

void text_free(struct text *);

#endif
