/* SPDX-License-Identifier: MIT */
/* Bytes that grow, for text put together from parts; and its UTF-8. */
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

/* Make room for so many bytes in all, as long as there is memory. */
void text_reserve(struct text *, size_t length);

/* Add a string; NULL adds nothing. */
int text_add_string(struct text *, const char *);

/* Forget the content, keep the memory. */
void text_clear(struct text *);

void text_free(struct text *);

/*
 * The length of the UTF-8 sequence at s (RFC 3629: no overlong forms, no
 * surrogates, nothing above U+10FFFF), or 0 if there is none; a zero byte
 * counts as none. left is how many bytes may be looked at, at least 1.
 */
size_t text_sequence(const unsigned char *s, size_t left);

/* How many bytes are sound UTF-8: up to the first that is not. */
size_t text_utf8(const char *bytes, size_t length);

/*
 * How many bytes are sound UTF-8, as text_sequence() has it, and no
 * backslash: up to the first that is not.
 */
size_t text_sound(const char *bytes, size_t length);

#endif
