/* SPDX-License-Identifier: MIT */
#include "classify/region.h"

#include <stdint.h>

static const struct region nowhere = { 0, 0, 0, 0, -1 };

bool
region_is_empty(const struct region *region)
{
	return region->right <= region->left || region->bottom <= region->top;
}

/* The box and the confidence of a line, a word or a code. */
static struct region
whole(const json_t *seen)
{
	const json_t *sure = json_object_get(seen, "confidence");
	struct region region = nowhere;
	long long box[4];

	for (size_t i = 0; i < 4; i++) {
		const json_t *value = json_array_get(
		    json_object_get(seen, "box"), i);

		/* What is no pixel of any picture may not add up either. */
		box[i] = json_integer_value(value);
		if (box[i] < INT32_MIN || box[i] > INT32_MAX)
			return nowhere;
	}
	region = (struct region){ box[0], box[1], box[0] + box[2],
	    box[1] + box[3], json_is_number(sure) ?
	    json_number_value(sure) : -1 };
	return region;
}

static void
join(struct region *all, const struct region *word)
{
	bool first = region_is_empty(all);

	if (region_is_empty(word))
		return;
	if (first || word->left < all->left)
		all->left = word->left;
	if (first || word->top < all->top)
		all->top = word->top;
	if (first || word->right > all->right)
		all->right = word->right;
	if (first || word->bottom > all->bottom)
		all->bottom = word->bottom;
	if (first || word->confidence < all->confidence)
		all->confidence = word->confidence;
}

struct region
region_of(const json_t *seen, size_t offset, size_t length)
{
	struct region all = nowhere;
	const json_t *word;
	size_t i, at = 0;

	/* The text of a line is its words with a blank between two. */
	json_array_foreach(json_object_get(seen, "words"), i, word) {
		size_t end = at +
		    json_string_length(json_object_get(word, "text"));

		if (at < offset + length && end > offset) {
			struct region one = whole(word);

			join(&all, &one);
		}
		at = end + 1;
	}
	return region_is_empty(&all) ? whole(seen) : all;
}
