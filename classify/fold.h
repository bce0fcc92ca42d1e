/* SPDX-License-Identifier: MIT */
/*
 * Text brought to one form, without losing where each character came from.
 *
 * Folding undoes case and compatibility forms (Unicode's NFKC_Casefold:
 * maths alphabets, circled digits, full width), composes what was decomposed,
 * and drops what cannot be seen: zero-width characters, soft hyphens, marks
 * that only decorate. It also makes one of the Cyrillic ё and е, of the many
 * apostrophes and of the many dashes, since people do not keep them apart.
 * Look-alike letters of other scripts stay: what they stand for depends on
 * the word that they are in (see forms.h).
 */
#ifndef CLASSIFY_FOLD_H
#define CLASSIFY_FOLD_H

#include <stddef.h>
#include <stdint.h>

struct folded_point {
	uint32_t point;
	uint32_t start, end;	/* bytes of the original that it stands for */
};

/* Begins as all zero; the members may be read, not written. */
struct folded {
	struct folded_point *points;
	size_t count, room;
};

/*
 * Fold length bytes (less than 4 GiB), replacing what `folded` held. A byte
 * that is no UTF-8 becomes U+FFFD. Returns 0, or -1 without memory.
 */
int fold_text(struct folded *, const char *bytes, size_t length);

void fold_free(struct folded *);

/*
 * Read the code point at bytes[0] into point. Returns its length in bytes, or
 * 0 if the bytes are no valid UTF-8 (RFC 3629); length must not be 0.
 */
size_t fold_decode(const char *bytes, size_t length, uint32_t *point);

/* Write point as UTF-8; returns the number of bytes, at most 4. */
size_t fold_encode(uint32_t point, char bytes[4]);

#endif
