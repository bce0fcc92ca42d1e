/* SPDX-License-Identifier: MIT */
/*
 * Text for people, on a terminal or in a file: columns that line up whatever
 * the script, and text with some of its bytes underlined. On a terminal that
 * is done by its own means (ECMA-48), elsewhere by a line of signs below.
 *
 * What comes from a post may hold anything: characters that would steer the
 * terminal, turn the direction of writing or cannot be seen are shown as
 * <U+202E>.
 */
#ifndef CLASSIFY_PAGE_H
#define CLASSIFY_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct page {
	bool terminal;		/* underline and colour by control sequences */
	size_t width;		/* columns */
};

/* How bytes are underlined; 0 for those that are not. */
enum stroke {
	STROKE_FOR = '^',	/* speaks for an advert */
	STROKE_AGAINST = '~'	/* speaks against one */
};

enum tone {
	TONE_PLAIN,
	TONE_STRONG,
	TONE_FAINT,
	TONE_FOR,		/* the colours of the strokes */
	TONE_AGAINST
};

/* What standard output is: its kind, and its width or 80. */
void page_open(struct page *);

/*
 * Write text in a tone, padded with spaces to at least `width` columns: before
 * it if width is negative. New lines and tabs become spaces.
 */
void page_cell(const struct page *, FILE *, enum tone, int width,
    const char *text);

/*
 * Write text in rows that fit the page, each begun by `indent` spaces but the
 * first, which the caller has begun. strokes has an enum stroke or 0 for each
 * byte. Ends with a new line.
 */
void page_underline(const struct page *, FILE *, size_t indent,
    const char *text, size_t length, const char *strokes);

#endif
