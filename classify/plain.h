/* SPDX-License-Identifier: MIT */
/*
 * Text in the form in which selectors and offers are looked for: what stands
 * for a letter, a digit or a sign of ASCII is that (full width, mathematical
 * and circled letters, digits of other scripts, "[at]" and "[.]"), and what
 * cannot be seen is left out. All else stays; most texts are plain as they
 * came.
 */
#ifndef CLASSIFY_PLAIN_H
#define CLASSIFY_PLAIN_H

#include <stddef.h>

/* What a character is in plain text, other than a letter of ASCII. */
enum {
	PLAIN_NOTHING = 0,
	PLAIN_ITSELF = -1
};

struct plain {
	const char *text;	/* plain; valid until plain_close() */
	size_t length;
	char *bytes;		/* NULL where the original is plain */
	const char *original;
	size_t original_length;
	size_t at, place;	/* where plain_span() stands in both */
};

/*
 * Make a text plain; the original must outlive it. Returns 0, or -1 without
 * memory and with nothing to close.
 */
int plain_open(struct plain *, const char *text, size_t length);

void plain_close(struct plain *);

/*
 * Turn a stretch of the plain text, of a byte or more, into that of the
 * original which it stands for. Asked in the order of the text, it takes time
 * linear in its length.
 */
void plain_span(struct plain *, size_t *offset, size_t *length);

/*
 * Is a character left out of the original inside this stretch? Returns the
 * bytes of the plain text before the first of them, or the length.
 */
size_t plain_unbroken(struct plain *, size_t offset, size_t length);

/*
 * The character at a place of any text, and its bytes: a letter of ASCII that
 * it stands for, or one of the above.
 */
int plain_at(const char *text, size_t length, size_t at, size_t *bytes);

/* The bytes in plain text of a character that plain_at() told this of. */
static inline size_t
plain_size(int character, size_t bytes)
{
	return character == PLAIN_ITSELF ? bytes :
	    character == PLAIN_NOTHING ? 0 : 1;
}

#endif
