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

#include <stdbool.h>
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
 * Whether a point takes no room: zero-width characters, soft hyphens, and
 * what makes a picture of the character before it ("1️⃣").
 */
bool fold_is_unseen(uint32_t point);

/* fold_decode() and fold_encode() for the points that they leave to these. */
size_t fold_decode_rest(const char *bytes, size_t length, uint32_t *point);
size_t fold_encode_rest(uint32_t point, char bytes[4]);

/*
 * Read the code point at bytes[0] into point. Returns its length in bytes, or
 * 0 if the bytes are no valid UTF-8 (RFC 3629); length must not be 0.
 */
static inline size_t
fold_decode(const char *bytes, size_t length, uint32_t *point)
{
	const unsigned char *at = (const unsigned char *)bytes;

	if (at[0] < 0x80) {
		*point = at[0];
		return 1;
	}
	/* Two bytes a letter is what most scripts have. */
	if (at[0] >= 0xc2 && at[0] <= 0xdf && length >= 2 &&
	    (at[1] & 0xc0) == 0x80) {
		*point = (at[0] & 0x1fu) << 6 | (at[1] & 0x3fu);
		return 2;
	}
	return fold_decode_rest(bytes, length, point);
}

/* Write point as UTF-8; returns the number of bytes, at most 4. */
static inline size_t
fold_encode(uint32_t point, char bytes[4])
{
	if (point < 0x80) {
		bytes[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		bytes[0] = (char)(0xc0 | point >> 6);
		bytes[1] = (char)(0x80 | (point & 0x3f));
		return 2;
	}
	return fold_encode_rest(point, bytes);
}

#endif
