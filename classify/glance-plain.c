/* SPDX-License-Identifier: MIT */
/* Plain words, which most tokens are, read without the matcher. */
#include <string.h>

#include "classify/glance.h"

int
glance_note_plain(struct glancer *glancer, struct folded *folded,
    struct words *words)
{
	for (uint32_t point = 'A'; point < PLAIN_POINTS; point++) {
		char bytes[4];
		size_t size = fold_encode(point, bytes);

		if (fold_text(folded, bytes, size) < 0 ||
		    words_split(words, folded) < 0)
			return -1;
		if (folded->count == 1 && words->count == 1 &&
		    words->words[0].kind == WORD_LETTERS)
			glancer->plain[point] =
			    (uint16_t)folded->points[0].point;
	}
	return 0;
}

static bool
is_punctuation(char c)
{
	return c != '\0' && strchr(".,!?:;\"()", c) != NULL;
}

size_t
glance_read_plain(const struct glancer *glancer, const char *token,
    size_t length, uint32_t points[GLANCE_PLAIN_MAX])
{
	size_t count = 0, used;

	for (; length > 0 && is_punctuation(*token); length--)
		token++;
	while (length > 0 && is_punctuation(token[length - 1]))
		length--;
	for (; length > 0; token += used, length -= used) {
		uint32_t point;

		used = fold_decode(token, length, &point);
		if (used == 0 || point >= PLAIN_POINTS ||
		    glancer->plain[point] == 0 || count == GLANCE_PLAIN_MAX)
			return 0;
		points[count++] = glancer->plain[point];
	}
	return count >= 2 && !glance_names_purse(points, count) ? count : 0;
}
