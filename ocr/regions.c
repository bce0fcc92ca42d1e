/* SPDX-License-Identifier: MIT */
#include "ocr/regions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/tree.h"

/*
 * A region nested in another that is less than this much larger shows the
 * same letter again (the diversity rule of the MSER of VLFeat).
 */
#define SAME_SHARE 0.8

#define MOST 0.6		/* share of its pixels that make a region known */

/*
 * The level at which a node came to look as it does: just above that of its
 * last child.
 */
static void
find_births(const struct tree *tree, int *births)
{
	for (size_t i = 0; i < tree->count; i++)
		births[i] = -1;
	for (size_t i = 0; i < tree->count; i++) {
		int parent = tree->nodes[i].parent;

		if (births[i] < 0)
			births[i] = tree->nodes[i].level;
		if (parent != TREE_NONE &&
		    tree->nodes[i].level >= births[parent])
			births[parent] = tree->nodes[i].level + 1;
	}
}

/*
 * Share by which a node grows when the level rises by the margin; without
 * bound where it grows beyond the largest node of the tree.
 */
static double
growth(const struct tree *tree, size_t index, int birth, int margin)
{
	const struct tree_node *node = &tree->nodes[index], *up = node;

	while (up->level < birth + margin && up->parent != TREE_NONE)
		up = &tree->nodes[up->parent];
	if (up->level < birth + margin && up->level < 255)
		return INFINITY;
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
 * Mark the nodes that are more stable than their parent and than each of
 * their children.
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
		else
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
	int *births = malloc((tree->count + 1) * sizeof(*births));
	int result = -1;

	if (growths == NULL || stable == NULL || floors == NULL ||
	    births == NULL)
		goto out;
	find_births(tree, births);
	for (size_t i = 0; i < tree->count; i++)
		growths[i] = growth(tree, i, births[i],
		    bounds->margin);
	find_floors(tree, floors);
	mark_stable(tree, growths, bounds->max_growth, stable);
	drop_repeated(tree, growths, stable);
	for (size_t i = 0; i < tree->count; i++)
		out->count += stable[i];
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
	free(births);
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
