/* SPDX-License-Identifier: MIT */
#include "ocr/regions.h"

#include <stdlib.h>
#include <string.h>

#include "ocr/tree.h"

/*
 * A region nested in another that is less than this much larger shows the
 * same letter again (the diversity rule of the MSER of VLFeat).
 */
#define SAME_SHARE 0.8

#define MOST 0.6	/* share of its pixels that make a region known */

/*
 * Share by which a node grows when the level rises by the margin.
 */
static double
growth(const struct tree *tree, size_t index, int margin)
{
	const struct tree_node *node = &tree->nodes[index], *up = node;

	while (up->parent != TREE_NONE &&
	    tree->nodes[up->parent].level <= node->level + margin)
		up = &tree->nodes[up->parent];
	return (double)(up->measures.area - node->measures.area) /
	    node->measures.area;
}

/*
 * The lowest level at which a node had most of its pixels already. Writing
 * and ground are best parted halfway between that and the level at which the
 * region floods the ground, not at the flood.
 */
static void
find_floors(const struct tree *tree, int *floors)
{
	for (size_t i = 0; i < tree->count; i++)
		floors[i] = tree->nodes[i].level;
	for (size_t i = 0; i < tree->count; i++) {
		const struct tree_node *node = &tree->nodes[i];
		int up = node->parent;

		while (up != TREE_NONE && node->measures.area >
		    MOST * tree->nodes[up].measures.area) {
			if (node->level < floors[up])
				floors[up] = node->level;
			up = tree->nodes[up].parent;
		}
	}
}

/*
 * Mark the nodes that no parent and no child surpasses in stability. Equals
 * all stay: on a clean sign the plate is as stable as the letters on it.
 */
static void
mark_stable(const struct tree *tree, const double *growths, double limit,
    bool *stable)
{
	for (size_t i = 0; i < tree->count; i++)
		stable[i] = growths[i] <= limit;
	for (size_t i = 0; i < tree->count; i++) {
		int parent = tree->nodes[i].parent;

		if (parent == TREE_NONE)
			continue;
		if (growths[i] < growths[parent])
			stable[parent] = false;
		else if (growths[i] > growths[parent])
			stable[i] = false;
	}
}

/*
 * A stable node whose next stable ancestor is hardly larger is a repetition;
 * the calmer of the two stays.
 */
static void
drop_repeated(const struct tree *tree, const double *growths, bool *stable)
{
	for (size_t i = 0; i < tree->count; i++) {
		int up = tree->nodes[i].parent;

		while (stable[i] && up != TREE_NONE &&
		    tree->nodes[i].measures.area >
		    SAME_SHARE * tree->nodes[up].measures.area) {
			if (stable[up] && growths[up] <= growths[i])
				stable[i] = false;
			else
				stable[up] = false;
			up = tree->nodes[up].parent;
		}
	}
}

static struct region
as_region(const struct tree_node *node, int floor_level, double grown)
{
	const struct measures *m = &node->measures;

	return (struct region){
		.box = { m->left, m->top, m->right - m->left + 1,
		    m->bottom - m->top + 1 },
		.area = m->area,
		.perimeter = m->perimeter,
		.holes = 1 - m->euler,
		.level = (floor_level + node->level) / 2,
		.growth = grown,
	};
}

static int
select_stable(const struct tree *tree, const struct regions_bounds *bounds,
    struct regions *out)
{
	double *growths = malloc((tree->count + 1) * sizeof(*growths));
	bool *stable = malloc((tree->count + 1) * sizeof(*stable));
	int *floors = malloc((tree->count + 1) * sizeof(*floors));
	int result = -1;

	if (growths == NULL || stable == NULL || floors == NULL)
		goto out;
	for (size_t i = 0; i < tree->count; i++)
		growths[i] = growth(tree, i, bounds->margin);
	find_floors(tree, floors);
	mark_stable(tree, growths, bounds->max_growth, stable);
	drop_repeated(tree, growths, stable);
	for (size_t i = 0; i < tree->count; i++) {
		if (tree->nodes[i].measures.area > bounds->max_area)
			stable[i] = false;
		out->count += stable[i];
	}
	out->items = calloc(out->count + 1, sizeof(*out->items));
	if (out->items == NULL)
		goto out;
	out->count = 0;
	for (size_t i = 0; i < tree->count; i++)
		if (stable[i])
			out->items[out->count++] =
			    as_region(&tree->nodes[i], floors[i],
			    growths[i]);
	result = 0;
out:
	free(growths);
	free(stable);
	free(floors);
	return result;
}

int
regions_find(const struct plane *plane, bool light,
    const struct regions_bounds *bounds, struct regions *out)
{
	struct tree tree;
	int result;

	memset(out, 0, sizeof(*out));
	if (tree_build(&tree, plane, light, bounds->min_area,
	    bounds->max_area) != 0)
		return -1;
	result = select_stable(&tree, bounds, out);
	tree_free(&tree);
	return result;
}

void
regions_free(struct regions *regions)
{
	free(regions->items);
	memset(regions, 0, sizeof(*regions));
}
