/* SPDX-License-Identifier: MIT */
/*
 * The component tree of a plane: every connected patch of pixels at or below
 * some level, each inside the patch that it becomes part of when the level
 * rises. It is built by flooding from the lowest level upwards in linear time
 * as in Nister and Stewenius, "Linear time maximally stable extremal
 * regions", ECCV 2008. The measures that tell letters from blots are summed
 * up on the way, after Neumann and Matas, "Real-time scene text localization
 * and recognition", CVPR 2012, section 3.1.
 */
#ifndef OCR_TREE_H
#define OCR_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "ocr/channels.h"

#define TREE_NONE (-1)

struct measures {
	int area;
	int perimeter;	/* edges between a pixel inside and one outside */
	int euler;		/* pieces less holes; there is one piece */
	int left, top, right, bottom;	/* right and bottom inclusive */
};

struct tree_node {
	struct measures measures;
	int level;		/* lowest level at which it looks like this */
	int parent;		/* index, or TREE_NONE */
	int sibling;		/* used while building */
};

struct tree {
	struct tree_node *nodes;	/* a parent comes after its children */
	size_t count;
};

/*
 * Build the tree of a plane, leaving out nodes smaller than min_area, and
 * larger than max_area but for the first that holds a smaller one. With `light`
 * set the plane counts as inverted.
 * Returns 0, or -1 when memory is short. tree_free() releases it.
 */
int tree_build(struct tree *tree, const struct plane *plane, bool light,
    int min_area, int max_area);

void tree_free(struct tree *tree);

#endif
