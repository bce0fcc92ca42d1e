/* SPDX-License-Identifier: MIT */
/*
 * The finder on any plane: the first byte is the width, the rest are pixels.
 * What it finds must lie on the plane and be as large as it says.
 */
#include <stdint.h>
#include <stdlib.h>

#include "ocr/lines.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct regions *regions, const struct plane *plane)
{
	for (size_t i = 0; i < regions->count; i++) {
		const struct region *region = &regions->items[i];
		const struct box *box = &region->box;

		if (box->x < 0 || box->y < 0 || box->width < 1 ||
		    box->height < 1 || box->x + box->width > plane->width ||
		    box->y + box->height > plane->height ||
		    region->area > box->width * box->height ||
		    region->perimeter < 4 || region->holes < 0)
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct regions_bounds bounds = { .margin = 5, .min_area = 4,
		.max_area = 4000, .max_growth = 0.5 };
	struct plane plane = { 0 };
	struct lines lines = { 0 };

	if (size < 2 || data[0] == 0)
		return 0;
	plane.width = data[0];
	plane.height = (int)((size - 1) / data[0]);
	plane.pixels = malloc(size);
	if (plane.pixels == NULL)
		return 0;
	for (size_t i = 1; i < size; i++)
		plane.pixels[i - 1] = data[i];
	for (int light = 0; light < 2; light++) {
		struct regions regions;
		struct letters letters;

		if (regions_find(&plane, light, &bounds, &regions) != 0)
			break;
		check(&regions, &plane);
		if (letters_select(&regions, &plane, &letters) == 0) {
			lines_chain(&letters, CHANNEL_GREY, light, &lines);
			letters_free(&letters);
		}
		regions_free(&regions);
	}
	lines_settle(&lines);
	lines_free(&lines);
	plane_free(&plane);
	return 0;
}
