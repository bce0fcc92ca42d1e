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

	if (point < 0x4e00 || point > 0x9fff)
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
