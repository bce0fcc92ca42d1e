/* SPDX-License-Identifier: MIT */
/*
 * A text cut into tokens at its blanks, a window of it at a time.
 */
#ifndef CLASSIFY_CUT_H
#define CLASSIFY_CUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CUT_BLANK 0x20	/* this and every byte below it ends a token */

enum {
	CUT_BLOCK = 64,		/* bytes whose blanks are found in one step */
	CUT_WINDOW = 8 * CUT_BLOCK,
	CUT_TOKEN = 32		/* bytes of a token that is not taken apart */
};

struct window {
	/* The text, and blanks: of all, CUT_TOKEN bytes may be read. */
	char bytes[CUT_WINDOW + CUT_BLOCK + CUT_TOKEN];
	/* Where each token begins and where it ends, in turn. */
	uint16_t edges[CUT_WINDOW + 2];
	size_t count;	/* of tokens */
	size_t used;	/* bytes of the text that were cut up */
	bool wide;	/* may any have wide characters? */
};

/*
 * Cut up as much of a text as fits. Nothing is used if its first token has
 * more bytes than a window.
 */
void cut_window(struct window *, const char *text, size_t length);

/*
 * May there be wide characters in a token of a window of no more than
 * CUT_TOKEN bytes? That is a Han character, or one of four bytes.
 */
bool cut_is_wide(const char *bytes, size_t length);

/*
 * Is this, at least a byte, a pictograph, from U+1F300 on? These are no part
 * of any word.
 */
bool cut_is_picture(const char *at, const char *end);

#endif
