/* SPDX-License-Identifier: MIT */
#include "ocr/tree.h"

#include <stdlib.h>
#include <string.h>

#define LEVELS 256

enum {				/* what is known of a pixel */
	SEEN = 1,		/* reached by the water: in a queue or inside */
	INSIDE = 2		/* counted in a component */
};

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
	uint8_t *level;
	uint8_t *state;
	uint8_t *edge;		/* next side of a queued pixel to look at */
	int *next;		/* next pixel in the queue of the same level */
	int queue[LEVELS];	/* head of each level's queue, or TREE_NONE */
	uint64_t filled[LEVELS / 64];	/* which queues have a pixel */

	struct component stack[LEVELS + 2];
	int top;
};

static void
push_pixel(struct flood *flood, int pixel, int edge)
{
	int level = flood->level[pixel];

	flood->edge[pixel] = (uint8_t)edge;
	flood->next[pixel] = flood->queue[level];
	flood->queue[level] = pixel;
	flood->filled[level / 64] |= UINT64_C(1) << (level % 64);
}

/*
 * Take a pixel of the lowest level that waits, or TREE_NONE.
 */
static int
pop_pixel(struct flood *flood)
{
	int word = 0, level, pixel;

	while (word < LEVELS / 64 && flood->filled[word] == 0)
		word++;
	if (word == LEVELS / 64)
		return TREE_NONE;
	level = word * 64 + __builtin_ctzll(flood->filled[word]);
	pixel = flood->queue[level];
	flood->queue[level] = flood->next[pixel];
	if (flood->queue[level] == TREE_NONE)
		flood->filled[word] &= ~(UINT64_C(1) << (level % 64));
	return pixel;
}

static void
push_component(struct flood *flood, int level)
{
	struct component *new = &flood->stack[++flood->top];

	memset(new, 0, sizeof(*new));
	new->measures.left = new->measures.top = INT32_MAX;
	new->level = level;
	new->first = new->last = TREE_NONE;
}

/*
 * Count a pixel into the component on top. Its sides that touch a pixel
 * already inside cease to be outline; pixels less adjacent pairs plus full
 * squares of four is the Euler number (Gray 1971, for 4-connected patches).
 */
static void
add_pixel(struct flood *flood, int pixel)
{
	struct measures *m = &flood->stack[flood->top].measures;
	const uint8_t *at = flood->state + pixel;
	int stride = flood->stride;
	int x = pixel % stride - 1, y = pixel / stride - 1;
	int east = at[1] >> 1, west = at[-1] >> 1;
	int south = at[stride] >> 1, north = at[-stride] >> 1;
	int beside = east + west + south + north;
	int squares = (east & north & at[1 - stride] >> 1) +
	    (west & north & at[-1 - stride] >> 1) +
	    (east & south & at[1 + stride] >> 1) +
	    (west & south & at[-1 + stride] >> 1);

	flood->state[pixel] = SEEN | INSIDE;
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
	struct component *from = &flood->stack[flood->top--];
	struct component *into = &flood->stack[flood->top];
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
	while (flood->stack[flood->top].level < level) {
		struct component *top = &flood->stack[flood->top];

		if (finish(flood, top) != 0)
			return -1;
		if (flood->top == 1 || level < top[-1].level) {
			top->level = level;
			return 0;
		}
		merge(flood);
	}
	return 0;
}

/*
 * Look at the pixel's neighbours, letting lower ones be visited first.
 * Returns the pixel that has none left to wait for.
 */
static int
descend(struct flood *flood, int pixel, int edge)
{
	const int steps[4] = { 1, flood->stride, -1, -flood->stride };

	while (edge < 4) {
		int beside = pixel + steps[edge++];

		if (flood->state[beside] & SEEN)
			continue;
		flood->state[beside] = SEEN;
		if (flood->level[beside] >= flood->level[pixel]) {
			push_pixel(flood, beside, 0);
			continue;
		}
		push_pixel(flood, pixel, edge);
		push_component(flood, flood->level[beside]);
		pixel = beside;
		edge = 0;
	}
	return pixel;
}

static int
run(struct flood *flood)
{
	int pixel = flood->stride + 1;

	flood->state[pixel] = SEEN;
	push_component(flood, flood->level[pixel]);
	flood->edge[pixel] = 0;
	while (pixel != TREE_NONE) {
		pixel = descend(flood, pixel, flood->edge[pixel]);
		add_pixel(flood, pixel);
		pixel = pop_pixel(flood);
		if (pixel != TREE_NONE &&
		    rise(flood, flood->level[pixel]) != 0)
			return -1;
	}
	return rise(flood, LEVELS);
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

	flood->stride = (int)stride;
	flood->level = calloc(total, 1);
	flood->state = malloc(total);
	flood->edge = malloc(total);
	flood->next = malloc(total * sizeof(*flood->next));
	if (flood->level == NULL || flood->state == NULL ||
	    flood->edge == NULL || flood->next == NULL)
		return -1;
	memset(flood->state, SEEN, total);
	for (size_t y = 0; y + 2 < rows; y++) {
		uint8_t *to = flood->level + (y + 1) * stride + 1;
		const uint8_t *from = plane->pixels + y * (stride - 2);

		memset(flood->state + (y + 1) * stride + 1, 0, stride - 2);
		for (size_t x = 0; x + 2 < stride; x++)
			to[x] = light ? (uint8_t)(255 - from[x]) : from[x];
	}
	for (int i = 0; i < LEVELS; i++)
		flood->queue[i] = TREE_NONE;
	return 0;
}

static void
close_flood(struct flood *flood)
{
	free(flood->level);
	free(flood->state);
	free(flood->edge);
	free(flood->next);
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
