/* SPDX-License-Identifier: MIT */
/*
 * The shape of a line: all that stands between its values. Most lines come
 * from one program, and are built like the one before; of such a line only
 * the values are read anew.
 */
#include <string.h>

#include "classify/skim-reader.h"
#include "classify/sixteen.h"

void
shape_begin(struct shape *shape)
{
	shape->used = shape->count = 0;
	shape->whole = false;
}

/* Keep bytes, if there is room. */
static bool
keep(struct shape *shape, const char *from, const char *to)
{
	size_t length = (size_t)(to - from);

	if (length > SHAPE_BYTES - shape->used)
		return false;
	memcpy(shape->bytes + shape->used, from, length);
	shape->used += length;
	return true;
}

void
shape_add(struct shape *shape, const char *since, const char *at,
    enum skim_place place)
{
	/* Of a line with more values, nothing is of use. */
	if (shape->count == SHAPE_VALUES || !keep(shape, since, at))
		shape->used = SHAPE_BYTES;
	else
		shape->values[shape->count++] = (struct shape_value){
		    (uint16_t)(at - since), (uint8_t)place };
}

void
shape_end(struct shape *shape, const char *since, const char *end)
{
	shape->whole = keep(shape, since, end);
}

/* Take bytes of the shape, if they stand here. */
static inline bool
pass(struct skim_reader *r, const struct shape *shape, size_t from,
    size_t length)
{
	const char *bytes = shape->bytes + from;
	unsigned differs;

	/* Most are so few that they are looked at in one step. */
	if (length > 16 || r->end - r->at < 16)
		return skim_pass(r, bytes, length);
	differs = sixteen_bits((sixteen)(sixteen_load(bytes) !=
	    sixteen_load(r->at)));
	r->at += length;
	return (differs & ((1u << length) - 1)) == 0;
}

bool
shape_skim(const struct shape *shape, struct skim_reader *r)
{
	size_t used = 0;

	if (!shape->whole)
		return false;
	for (size_t i = 0; i < shape->count; i++) {
		const struct shape_value *value = &shape->values[i];

		if (!pass(r, shape, used, value->before) ||
		    r->at == r->end || !skim_scalar(r, value->place))
			return false;
		used += value->before;
	}
	return pass(r, shape, used, shape->used - used) &&
	    r->at == r->end && r->version && r->id;
}
