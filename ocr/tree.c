/* SPDX-License-Identifier: MIT */
#include "ocr/tree.h"

#include <stdlib.h>
#include <string.h>

#include "ocr/relief.h"

#define LEVELS PLANE_LEVELS

struct component {		/* a patch that is still growing */
	int area, pairs, squares;	/* see ocr/relief.h */
	int left, top, right, bottom;
	int level;
	int first, last;	/* finished nodes that it contains, in a list */
};

struct flood {
	struct tree *tree;
	size_t capacity;
	int min_area, max_area;

	struct relief relief;
	int *queued;		/* pixels that wait, last in, first out */
	int *first[LEVELS + 1];	/* where each level's begin among them */
	int *last[LEVELS + 1];	/* and end; the last level never is empty */

	struct component stack[LEVELS + 2];
	struct component *top;
};

static int
level_of(const struct flood *flood, int pixel)
{
	return (flood->relief.pixels[pixel] & LEVEL) / 2;
}

/*
 * Mark the tile that a pixel belongs to as seen. Returns its first pixel.
 */
static int
see_tile(struct flood *flood, int pixel)
{
	uint16_t *pixels = flood->relief.pixels;
	int stride = flood->relief.stride;
	int row = relief_row(&flood->relief, pixel), x = pixel - row * stride;

	pixel -= (row - 1) % TILE * stride + (x - 1) % TILE;
	for (int y = 0; y < TILE; y++)
		for (x = 0; x < TILE; x++)
			pixels[pixel + y * stride + x] |= SEEN;
	return pixel;
}

/* Mark a pixel or its tile as seen. Returns it, or the first of the tile. */
static inline int
see(struct flood *flood, int pixel)
{
	uint16_t *at = flood->relief.pixels + pixel;

	if (*at & EVEN)
		return see_tile(flood, pixel);
	*at |= SEEN;
	return pixel;
}

static inline void
push_pixel(struct flood *flood, int pixel)
{
	*flood->last[level_of(flood, pixel)]++ = pixel;
}

static inline void
push_unseen(struct flood *flood, int pixel, const int *steps, int count)
{
	for (int i = 0; i < count; i++)
		if (flood->relief.pixels[pixel + steps[i]] < SEEN)
			push_pixel(flood, see(flood, pixel + steps[i]));
}

/*
 * The lowest level that pixels wait at, LEVELS when none do. None wait lower
 * than the component on top.
 */
static inline int
lowest_waiting(const struct flood *flood)
{
	int level = flood->top->level;

	while (flood->last[level] == flood->first[level])
		level++;
	return level;
}

static void
push_component(struct flood *flood, int level)
{
	*++flood->top = (struct component){ .level = level,
		.first = TREE_NONE, .last = TREE_NONE,
		.left = INT32_MAX, .top = INT32_MAX };
}

/*
 * Count a square of pixels, its first one given, into the component on top.
 */
static inline void
add_square(struct flood *flood, int pixel, int side, int pairs, int squares)
{
	struct component *c = flood->top;
	int row = relief_row(&flood->relief, pixel), top = row - 1;
	int left = pixel - row * flood->relief.stride - 1;
	int right = left + side - 1, bottom = top + side - 1;

	c->area += side * side;
	c->pairs += pairs;
	c->squares += squares;
	c->left = left < c->left ? left : c->left;
	c->right = right > c->right ? right : c->right;
	c->top = top < c->top ? top : c->top;
	c->bottom = bottom > c->bottom ? bottom : c->bottom;
}

/*
 * Count a pixel or an even tile into the component on top.
 */
static inline void
add_pixel(struct flood *flood, int pixel)
{
	const uint8_t *form = flood->relief.forms + pixel;

	if (flood->relief.pixels[pixel] & EVEN)
		add_square(flood, pixel, TILE, form[0], form[1]);
	else
		add_square(flood, pixel, 1, form[0] % SQUARES,
		    form[0] / SQUARES);
}

/*
 * The sides of a patch that touch a pixel inside are no outline; pixels less
 * adjacent pairs plus full squares of four is the Euler number (Gray 1971,
 * for 4-connected patches).
 */
static struct measures
measure(const struct component *c)
{
	return (struct measures){ .area = c->area,
		.perimeter = 4 * c->area - 2 * c->pairs,
		.euler = c->area - c->pairs + c->squares,
		.left = c->left, .top = c->top,
		.right = c->right, .bottom = c->bottom };
}

/*
 * The component has its final form at its level: make a node of it that
 * holds the nodes found inside it. Returns -1 when memory is short.
 */
static int
finish(struct flood *flood, struct component *component)
{
	struct tree *tree = flood->tree;
	struct tree_node *node;

	bool large = component->area > flood->max_area;

	if (component->area < flood->min_area ||
	    (large && component->first == TREE_NONE))
		return 0;
	if (tree->count == flood->capacity) {
		size_t capacity = flood->capacity * 2 + 1024;
		void *grown = realloc(tree->nodes,
		    capacity * sizeof(*tree->nodes));

		if (grown == NULL)
			return -1;
		tree->nodes = grown;
		flood->capacity = capacity;
	}
	for (int i = component->first; i != TREE_NONE;
	    i = tree->nodes[i].sibling)
		tree->nodes[i].parent = (int)tree->count;
	component->first = component->last = (int)tree->count;
	node = &tree->nodes[tree->count++];
	node->measures = measure(component);
	node->level = component->level;
	node->parent = node->sibling = TREE_NONE;
	if (large)
		component->first = component->last = TREE_NONE;
	return 0;
}

/*
 * Pour the component on top into the one below it.
 */
static void
merge(struct flood *flood)
{
	struct component *from = flood->top--;
	struct component *into = flood->top;

	into->area += from->area;
	into->pairs += from->pairs;
	into->squares += from->squares;
	into->left = from->left < into->left ? from->left : into->left;
	into->right = from->right > into->right ? from->right : into->right;
	into->top = from->top < into->top ? from->top : into->top;
	into->bottom = from->bottom > into->bottom ? from->bottom :
	    into->bottom;
	if (from->first == TREE_NONE)
		return;
	if (into->first == TREE_NONE)
		into->first = from->first;
	else
		flood->tree->nodes[into->last].sibling = from->first;
	into->last = from->last;
}

/*
 * The water rises to `level`: finish what is lower and merge what it joins.
 */
static int
rise(struct flood *flood, int level)
{
	while (flood->top->level < level) {
		struct component *top = flood->top;

		if (finish(flood, top) != 0)
			return -1;
		if (top == flood->stack + 1 || level < top[-1].level) {
			top->level = level;
			return 0;
		}
		merge(flood);
	}
	return 0;
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/*
 * The lowest value around a pixel: without a branch, as no processor could
 * foresee it.
 */
static inline unsigned
lowest_around(const uint16_t *pixel, const int *steps)
{
	return least(least(pixel[steps[0]], pixel[steps[1]]),
	    least(pixel[steps[2]], pixel[steps[3]]));
}

/* The same around a tile. */
static unsigned
lowest_around_tile(const uint16_t *pixel, const int *steps)
{
	unsigned lowest = SEEN;

	for (int i = 0; i < 4 * TILE; i++)
		lowest = least(lowest, pixel[steps[i]]);
	return lowest;
}

/*
 * Go down from a pixel or tile of the component on top, letting those above
 * wait, to one that has no lower neighbour unseen, whose neighbours then wait
 * too. Returns that.
 */
static inline int
descend(struct flood *flood, int pixel)
{
	const uint16_t *pixels = flood->relief.pixels;

	for (;;) {
		unsigned level = 2 * (unsigned)flood->top->level, lowest;
		bool even = pixels[pixel] & EVEN;
		const int *steps = even ? flood->relief.around_tile :
		    flood->relief.around_pixel;

		lowest = even ? lowest_around_tile(pixels + pixel, steps) :
		    lowest_around(pixels + pixel, steps);
		if (lowest >= level) {
			push_unseen(flood, pixel, steps, even ? 4 * TILE : 4);
			return pixel;
		}
		push_pixel(flood, pixel);
		while (pixels[pixel + *steps] != lowest)
			steps++;
		pixel = see(flood, pixel + *steps);
		push_component(flood, level_of(flood, pixel));
	}
}

static int
run(struct flood *flood)
{
	int pixel = see(flood, flood->relief.stride + 1);

	push_component(flood, level_of(flood, pixel));
	for (;;) {
		int level;

		pixel = descend(flood, pixel);
		add_pixel(flood, pixel);
		level = lowest_waiting(flood);
		if (level > flood->top->level && rise(flood, level) != 0)
			return -1;
		if (level == LEVELS)
			return 0;
		pixel = *--flood->last[level];
	}
}

/*
 * Give each level room for as many waiting pixels as it has. The level above
 * all has one that is never taken.
 */
static void
divide_queue(struct flood *flood, const struct plane *plane, bool light)
{
	size_t counts[LEVELS];
	int *place = flood->queued;

	plane_count(plane, counts);
	for (int i = 0; i < LEVELS; i++) {
		flood->first[i] = flood->last[i] = place;
		place += counts[light ? LEVELS - 1 - i : i];
	}
	flood->first[LEVELS] = place;
	flood->last[LEVELS] = place + 1;
}

/*
 * Returns -1 when memory is short; what was got is freed by close_flood() in
 * any case.
 */
static int
open_flood(struct flood *flood, const struct plane *plane, bool light)
{
	size_t total = (size_t)plane->width * (size_t)plane->height;

	flood->top = flood->stack;
	if (relief_open(&flood->relief, plane, light) != 0)
		return -1;
	flood->queued = malloc((total + 1) * sizeof(*flood->queued));
	if (flood->queued == NULL)
		return -1;
	divide_queue(flood, plane, light);
	return 0;
}

static void
close_flood(struct flood *flood)
{
	relief_close(&flood->relief);
	free(flood->queued);
	free(flood);
}

int
tree_build(struct tree *tree, const struct plane *plane, bool light,
    int min_area, int max_area)
{
	struct flood *flood;
	int result = -1;

	memset(tree, 0, sizeof(*tree));
	if (plane->width < 1 || plane->height < 1)
		return 0;
	flood = calloc(1, sizeof(*flood));
	if (flood == NULL)
		return -1;
	flood->tree = tree;
	flood->min_area = min_area;
	flood->max_area = max_area;
	if (open_flood(flood, plane, light) == 0)
		result = run(flood);
	close_flood(flood);
	if (result != 0)
		tree_free(tree);
	return result;
}

void
tree_free(struct tree *tree)
{
	free(tree->nodes);
	memset(tree, 0, sizeof(*tree));
}
