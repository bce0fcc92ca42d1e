/* SPDX-License-Identifier: MIT */
/*
 * Maximally stable extremal regions: patches of a plane that are darker (or
 * lighter) than all around them and hardly grow when the threshold moves.
 * Painted letters are such patches, whatever the light on the wall.
 *
 * Matas, Chum, Urban, Pajdla: "Robust wide baseline stereo from maximally
 * stable extremal regions", BMVC 2002.
 */
#ifndef OCR_REGIONS_H
#define OCR_REGIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocr/channels.h"
#include "ocr/box.h"

struct region {
	struct box box;
	int area;		/* pixels in the region */
	int perimeter;		/* pixel edges between inside and outside */
	int holes;		/* counted with 4-connected insides */
	int level;		/* threshold at which it was taken */
	double growth;		/* share by which it grows over the margin */
};

struct regions {
	struct region *items;
	size_t count;
};

struct regions_bounds {
	int margin;		/* levels over which a region must be stable */
	int min_area;		/* smaller ones are noise */
	int max_area;		/* larger ones are no letters */
	double max_growth;	/* 0.5: grows by half over the margin */
};

/*
 * Find the regions of a plane that are darker than their surroundings, or
 * lighter where `light` is set. Returns 0 and a list that the caller frees
 * with regions_free(), or -1 when memory is short. Time and memory are linear
 * in the pixels.
 */
int regions_find(const struct plane *plane, bool light,
    const struct regions_bounds *bounds, struct regions *out);

void regions_free(struct regions *regions);

#endif
