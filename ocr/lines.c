/* SPDX-License-Identifier: MIT */
#include "ocr/lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>


/* When two letters are neighbours in a line. */
#define MAX_GAP 1.1		/* between boxes, of the larger height */
#define MAX_HEIGHTS 2.6		/* capital against small letter */
#define MAX_STROKES 2.5
#define MIN_ALONGSIDE 0.4	/* share of the lower one's height */
#define MAX_LEVELS 60		/* difference of thresholds */

/* When a chain is a line. */
#define MAX_OFF 0.55		/* of a middle from the line, of the height */
#define MAX_SLOPE 1.0		/* 45 degrees */
#define MIN_LETTERS 2
#define MAX_CHAIN 400		/* letters; more is a texture */

static double
middle_x(const struct letter *letter)
{
	return letter->box.x + letter->box.width / 2.0;
}

static double
middle_y(const struct letter *letter)
{
	return letter->box.y + letter->box.height / 2.0;
}

static bool
near(double a, double b, double ratio)
{
	return a <= ratio * b && b <= ratio * a;
}

static bool
neighbours(const struct letter *a, const struct letter *b)
{
	const struct box *left = &a->box, *right = &b->box;
	int top = left->y > right->y ? left->y : right->y;
	int bottom = left->y + left->height < right->y + right->height ?
	    left->y + left->height : right->y + right->height;
	int lower = left->height < right->height ?
	    left->height : right->height;
	int higher = left->height > right->height ?
	    left->height : right->height;
	int gap = right->x - left->x - left->width;

	return gap <= MAX_GAP * higher &&
	    near(left->height, right->height, MAX_HEIGHTS) &&
	    bottom - top >= MIN_ALONGSIDE * lower &&
	    near(a->stroke, b->stroke, MAX_STROKES) &&
	    abs(a->level - b->level) <= MAX_LEVELS &&
	    box_overlap(left, right) < 0.5;
}

static size_t
root(size_t *parent, size_t item)
{
	while (parent[item] != item)
		item = parent[item] = parent[parent[item]];
	return item;
}

/*
 * Join neighbours into chains. The letters are ordered by their middles, and
 * the widest letter bounds how far to the right a neighbour can be.
 */
static void
join(const struct letters *letters, size_t *parent)
{
	double reach = 0;

	for (size_t i = 0; i < letters->count; i++) {
		double side = letters->items[i].box.width;

		reach = side > reach ? side : reach;
		parent[i] = i;
	}
	for (size_t i = 0; i < letters->count; i++) {
		const struct letter *a = &letters->items[i];
		double limit = middle_x(a) + a->box.width / 2.0 + reach / 2 +
		    MAX_GAP * MAX_HEIGHTS * a->box.height;

		for (size_t j = i + 1; j < letters->count; j++) {
			if (middle_x(&letters->items[j]) > limit)
				break;
			if (neighbours(a, &letters->items[j]))
				parent[root(parent, j)] = root(parent, i);
		}
	}
}

static int
by_value(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static double
median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), by_value);
	return count % 2 ? values[count / 2] :
	    (values[count / 2 - 1] + values[count / 2]) / 2;
}

/*
 * Lay a line through the middles: the median of the slopes between letters
 * that stand a few heights apart, and the median of what is left (Theil 1950,
 * Sen 1968), which a stray letter does not move. Returns -1 when memory is
 * short.
 */
static int
fit(struct chain *chain)
{
	size_t n = chain->count, slopes = 0, room = n * 16 + 1;
	double *values = malloc(room * sizeof(*values));

	if (values == NULL)
		return -1;
	for (size_t i = 0; i < n; i++)
		/* NOLINTNEXTLINE(*NullDereference): never so here */
		values[i] = chain->letters[i]->box.height;
	chain->height = median(values, n);
	for (size_t step = 1; step <= 16 && step < n; step++)
		for (size_t i = 0; i + step < n; i++) {
			const struct letter *a = chain->letters[i];
			const struct letter *b = chain->letters[i + step];
			double across = middle_x(b) - middle_x(a);

			if (across > 0.3 * chain->height && slopes < room)
				values[slopes++] =
				    (middle_y(b) - middle_y(a)) / across;
		}
	chain->slope = slopes > 0 ? median(values, slopes) : 0;
	for (size_t i = 0; i < n; i++)
		values[i] = middle_y(chain->letters[i]) -
		    chain->slope * middle_x(chain->letters[i]);
	chain->offset = median(values, n);
	free(values);
	return 0;
}

/*
 * Move the letters off the line to the end of the chain; returns how many
 * stay on it.
 */
static size_t
part(struct chain *chain, const struct letter **rest)
{
	size_t kept = 0, away = 0;

	for (size_t i = 0; i < chain->count; i++) {
		const struct letter *letter = chain->letters[i];
		double off = middle_y(letter) - chain->offset -
		    chain->slope * middle_x(letter);

		if (fabs(off) <= MAX_OFF * chain->height)
			chain->letters[kept++] = letter;
		else
			rest[away++] = letter;
	}
	memcpy(chain->letters + kept, rest, away * sizeof(*rest));
	return kept;
}

/*
 * The strip that holds all letters of the chain.
 */
static struct strip
enclose(const struct chain *chain)
{
	double angle = atan(chain->slope), c = cos(angle), s = sin(angle);
	double left = INFINITY, right = -INFINITY;
	double top = INFINITY, bottom = -INFINITY;
	struct strip strip = { .angle = angle };

	for (size_t i = 0; i < chain->count; i++) {
		const struct letter *letter = chain->letters[i];
		double x = middle_x(letter), y = middle_y(letter);
		double along = x * c + y * s, across = y * c - x * s;
		double half_width = letter->box.width / 2.0;
		double half_height = letter->box.height / 2.0;

		left = fmin(left, along - half_width);
		right = fmax(right, along + half_width);
		top = fmin(top, across - half_height);
		bottom = fmax(bottom, across + half_height);
	}
	strip.x = (left + right) / 2 * c - (top + bottom) / 2 * s;
	strip.y = (left + right) / 2 * s + (top + bottom) / 2 * c;
	strip.length = right - left;
	strip.height = bottom - top;
	return strip;
}

static int
middle_level(const struct chain *chain)
{
	long sum = 0;

	for (size_t i = 0; i < chain->count; i++)
		sum += chain->letters[i]->level;
	return (int)(sum / (long)chain->count);
}

static int
add(struct lines *lines, const struct line *line)
{
	if (lines->count == lines->capacity) {
		size_t capacity = lines->capacity * 2 + 64;
		void *grown = realloc(lines->items,
		    capacity * sizeof(*lines->items));

		if (grown == NULL)
			return -1;
		lines->items = grown;
		lines->capacity = capacity;
	}
	lines->items[lines->count++] = *line;
	return 0;
}

/*
 * Make lines of a chain: one through most of its letters, then others through
 * those that are off it, until too few are left.
 */
static int
make_lines(struct chain chain, struct line form,
    const struct letter **scratch, struct lines *out)
{
	while (chain.count >= MIN_LETTERS && chain.count <= MAX_CHAIN) {
		size_t total = chain.count;

		if (fit(&chain) != 0)
			return -1;
		if (fabs(chain.slope) > MAX_SLOPE)
			return 0;
		chain.count = part(&chain, scratch);
		if (chain.count == 0)
			return 0;
		if (chain.count >= MIN_LETTERS) {
			form.strip = enclose(&chain);
			form.level = middle_level(&chain);
			form.letters = chain.count;
			judge_look(&chain, form.strip.length,
			    form.strip.height, form.traits);
			form.score = judge_traits(form.traits);
			if (add(out, &form) != 0)
				return -1;
		}
		chain.letters += chain.count;
		chain.count = total - chain.count;
	}
	return 0;
}

/*
 * Put the letters of each chain side by side, each chain in their order.
 * `start` gets the beginning of each root's chain.
 */
static void
gather(const struct letters *letters, size_t *parent, size_t *start,
    const struct letter **sorted)
{
	size_t n = letters->count, at = 0;

	memset(start, 0, (n + 1) * sizeof(*start));
	for (size_t i = 0; i < n; i++)
		start[root(parent, i)]++;
	for (size_t i = 0; i < n; i++) {
		size_t size = start[i];

		start[i] = at;
		at += size;
	}
	start[n] = n;
	for (size_t i = 0; i < n; i++)
		sorted[start[root(parent, i)]++] = &letters->items[i];
	for (size_t i = n; i > 0; i--)
		start[i] = start[i - 1];
	start[0] = 0;
}

int
lines_chain(const struct letters *letters, enum channel channel, bool light,
    struct lines *out)
{
	size_t n = letters->count;
	size_t *parent = malloc((n + 1) * sizeof(*parent));
	size_t *start = malloc((n + 2) * sizeof(*start));
	const struct letter **sorted = malloc((n + 1) * sizeof(*sorted));
	const struct letter **scratch = malloc((n + 1) * sizeof(*scratch));
	struct line form = { .channel = channel, .light = light };
	int result = -1;

	if (parent == NULL || start == NULL || sorted == NULL ||
	    scratch == NULL)
		goto out;
	join(letters, parent);
	gather(letters, parent, start, sorted);
	result = 0;
	for (size_t i = 0; i < n && result == 0; i++) {
		struct chain chain = { .letters = sorted + start[i],
		    .count = start[i + 1] - start[i] };

		result = make_lines(chain, form, scratch, out);
	}
out:
	free(parent);
	free(start);
	free(sorted);
	free(scratch);
	return result;
}

struct box
strip_box(const struct strip *strip)
{
	double c = fabs(cos(strip->angle)), s = fabs(sin(strip->angle));
	double width = strip->length * c + strip->height * s;
	double height = strip->length * s + strip->height * c;

	return (struct box){ (int)floor(strip->x - width / 2),
	    (int)floor(strip->y - height / 2), (int)ceil(width),
	    (int)ceil(height) };
}

void
lines_free(struct lines *lines)
{
	free(lines->items);
	memset(lines, 0, sizeof(*lines));
}
