/* SPDX-License-Identifier: MIT */
#include "classify/han.h"

#include <stddef.h>
#include <uchar.h>

#define PAIRS_A_LINE 16

/* Traditional and simplified in turn, in the order of the traditional. */
static const char16_t lines[][2 * PAIRS_A_LINE + 1] = {
#include "classify/simplified.h"
};

static const char16_t *
pair_at(size_t i)
{
	return &lines[i / PAIRS_A_LINE][i % PAIRS_A_LINE * 2];
}

uint32_t
han_simplify(uint32_t point)
{
	size_t low = 0, high = sizeof(lines) / sizeof(*lines) * PAIRS_A_LINE;

	if (point < HAN_FIRST || point > HAN_LAST)
		return point;
	while (low < high) {
		size_t middle = (low + high) / 2;
		const char16_t *pair = pair_at(middle);

		if (pair[0] == point)
			return pair[1];
		if (pair[0] < point)
			low = middle + 1;
		else
			high = middle;
	}
	return point;
}

uint32_t
han_at(const char *at, const char *end)
{
	const unsigned char *c = (const unsigned char *)at;
	uint32_t point;

	if (c[0] < 0xe4 || c[0] > 0xe9 || end - at < 3)
		return 0;
	point = (uint32_t)(c[0] & 15) << 12 | (uint32_t)(c[1] & 63) << 6 |
	    (c[2] & 63);
	return point >= HAN_FIRST && point <= HAN_LAST ? point : 0;
}
