/* SPDX-License-Identifier: MIT */
#include "ocr/tree.h"

#include <stdlib.h>
#include <string.h>

#define LEVELS 256

enum {				/* what is known of a pixel */
	INSIDE = 1,		/* counted in a component */
	SEEN = 2,		/* reached by the water: in a queue or inside */
	SIDE = 4		/* times the side to look at next, 0 to 4 */
};

#define PLACE_BITS 40		/* see place_of() */

struct component {		/* a patch that is still growing */
	struct measures measures;
	int level;
	int first, last;	/* finished nodes that it contains, in a list */
};

/*
 * The flood. The plane is copied with a border of one pixel that counts as
 * seen, so that no step needs a check of the edges.
 */
struct flood {
	struct tree *tree;
	size_t capacity;
	int min_area, max_area;

	int stride;
	uint64_t per_row;	/* 1 / stride, in 1 / 2^PLACE_BITS */
	uint8_t *level;
	uint8_t *state;
	int *queued;		/* pixels that wait, last in, first out */
	int *first[LEVELS];	/* where each level's begin among them */
	int *last[LEVELS];	/* and end */
	uint64_t filled[LEVELS / 64];	/* which levels have any */

	struct component stack[LEVELS + 2];
	struct component *top;
};

static void
push_pixel(struct flood *flood, int pixel)
{
	int level = flood->level[pixel];

	*flood->last[level]++ = pixel;
	flood->filled[level / 64] |= UINT64_C(1) << (level % 64);
}

/*
 * Take a pixel of the lowest level that waits, or TREE_NONE. None is lower
 * than the component on top, whose level is tried first; it alone may be
 * marked as filled when it is not.
 */
static int
pop_pixel(struct flood *flood)
{
	int word = 0, level = flood->top->level;

	if (flood->last[level] != flood->first[level])
		return *--flood->last[level];
	flood->filled[level / 64] &= ~(UINT64_C(1) << (level % 64));
	while (word < LEVELS / 64 && flood->filled[word] == 0)
		word++;
	if (word == LEVELS / 64)
		return TREE_NONE;
	level = word * 64 + __builtin_ctzll(flood->filled[word]);
	return *--flood->last[level];
}

static void
push_component(struct flood *flood, int level)
{
	struct component *new = ++flood->top;

	*new = (struct component){ .level = level, .first = TREE_NONE,
		.last = TREE_NONE };
	new->measures.left = new->measures.top = INT32_MAX;
}

/*
 * The row of a pixel: a division, by multiplying, since there is one for
 * each pixel. Right as long as pixel * stride stays below 2^PLACE_BITS.
 */
static int
row_of(const struct flood *flood, int pixel)
{
	return (int)((uint64_t)pixel * flood->per_row >> PLACE_BITS);
}

/*
 * Count a pixel into the component on top. Its sides that touch a pixel
 * already inside cease to be outline; pixels less adjacent pairs plus full
 * squares of four is the Euler number (Gray 1971, for 4-connected patches).
 */
static void
add_pixel(struct flood *flood, int pixel)
{
	struct measures *m = &flood->top->measures;
	uint8_t *at = flood->state + pixel;
	int stride = flood->stride, row = row_of(flood, pixel);
	int x = pixel - row * stride - 1, y = row - 1;
	int east = at[1] & INSIDE, west = at[-1] & INSIDE;
	int south = at[stride] & INSIDE, north = at[-stride] & INSIDE;
	int beside = east + west + south + north;
	int squares = (east & north & at[1 - stride]) +
	    (west & north & at[-1 - stride]) +
	    (east & south & at[1 + stride]) +
	    (west & south & at[-1 + stride]);

	*at = SEEN | INSIDE;
	m->area++;
	m->perimeter += 4 - 2 * beside;
	m->euler += 1 - beside + squares;
	m->left = x < m->left ? x : m->left;
	m->right = x > m->right ? x : m->right;
	m->top = y < m->top ? y : m->top;
	m->bottom = y > m->bottom ? y : m->bottom;
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

	bool large = component->measures.area > flood->max_area;

	if (component->measures.area < flood->min_area ||
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
	node->measures = component->measures;
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
	struct measures *a = &into->measures, *b = &from->measures;

	a->area += b->area;
	a->perimeter += b->perimeter;
	a->euler += b->euler;
	a->left = b->left < a->left ? b->left : a->left;
	a->right = b->right > a->right ? b->right : a->right;
	a->top = b->top < a->top ? b->top : a->top;
	a->bottom = b->bottom > a->bottom ? b->bottom : a->bottom;
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

/*
 * The sides of a pixel, from the given one on, where one lies that was not
 * seen: a bit for each, so that there is one branch and not four.
 */
static unsigned
unseen_sides(const struct flood *flood, int pixel, int side)
{
	const uint8_t *at = flood->state + pixel;
	unsigned seen = (unsigned)((at[1] & SEEN) |
	    (at[flood->stride] & SEEN) << 1 |
	    (at[-1] & SEEN) << 2 | (at[-flood->stride] & SEEN) << 3);

	return (~seen / SEEN & 15) >> side << side;
}

/*
 * Look at the pixel's neighbours, letting lower ones be visited first.
 * Returns the pixel that has none left to wait for.
 */
static int
descend(struct flood *flood, int pixel)
{
	const int steps[4] = { 1, flood->stride, -1, -flood->stride };
	unsigned sides = unseen_sides(flood, pixel,
	    flood->state[pixel] / SIDE);

	while (sides != 0) {
		int side = __builtin_ctz(sides), beside = pixel + steps[side];

		sides &= sides - 1;
		flood->state[beside] = SEEN;
		if (flood->level[beside] >= flood->level[pixel]) {
			push_pixel(flood, beside);
			continue;
		}
		flood->state[pixel] = (uint8_t)(SEEN + SIDE * (side + 1));
		push_pixel(flood, pixel);
		push_component(flood, flood->level[beside]);
		pixel = beside;
		sides = unseen_sides(flood, pixel, 0);
	}
	return pixel;
}

static int
run(struct flood *flood)
{
	int pixel = flood->stride + 1;

	flood->state[pixel] = SEEN;
	push_component(flood, flood->level[pixel]);
	while (pixel != TREE_NONE) {
		pixel = descend(flood, pixel);
		add_pixel(flood, pixel);
		pixel = pop_pixel(flood);
		if (pixel != TREE_NONE &&
		    flood->level[pixel] > flood->top->level &&
		    rise(flood, flood->level[pixel]) != 0)
			return -1;
	}
	return rise(flood, LEVELS);
}

/*
 * Give each level room for as many waiting pixels as it has.
 */
static void
divide_queue(struct flood *flood, const size_t counts[LEVELS])
{
	int *place = flood->queued;

	for (int i = 0; i < LEVELS; i++) {
		flood->first[i] = flood->last[i] = place;
		place += counts[i];
	}
}

/*
 * Copy the plane into the flood with its border. Returns -1 when memory is
 * short; what was got is freed by close_flood() in any case.
 */
static int
open_flood(struct flood *flood, const struct plane *plane, bool light)
{
	size_t stride = (size_t)plane->width + 2;
	size_t rows = (size_t)plane->height + 2, total = stride * rows;
	size_t counts[LEVELS] = { 0 };

	flood->stride = (int)stride;
	flood->per_row = (UINT64_C(1) << PLACE_BITS) / stride + 1;
	flood->top = flood->stack;
	flood->level = calloc(total, 1);
	flood->state = malloc(total);
	flood->queued = malloc(total * sizeof(*flood->queued));
	if (flood->level == NULL || flood->state == NULL ||
	    flood->queued == NULL)
		return -1;
	memset(flood->state, SEEN, total);
	for (size_t y = 0; y + 2 < rows; y++) {
		uint8_t *to = flood->level + (y + 1) * stride + 1;
		const uint8_t *from = plane->pixels + y * (stride - 2);

		memset(flood->state + (y + 1) * stride + 1, 0, stride - 2);
		for (size_t x = 0; x + 2 < stride; x++) {
			to[x] = light ? (uint8_t)(255 - from[x]) : from[x];
			counts[to[x]]++;
		}
	}
	divide_queue(flood, counts);
	return 0;
}

static void
close_flood(struct flood *flood)
{
	free(flood->level);
	free(flood->state);
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
