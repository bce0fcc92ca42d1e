/* SPDX-License-Identifier: MIT */
/* Where marks and the lists that they name stand: equal ones once. */
#include <stdlib.h>
#include <string.h>

#include "classify/glance.h"

void
glance_forget(struct glancer *glancer)
{
	map_empty(&glancer->lists);
	glancer->used = GLANCE_ALIGNMENT;
}

const struct terms *
glance_terms(const struct glancer *glancer, const struct mark *mark)
{
	return (const void *)(glancer->store + mark->terms);
}

const uint32_t *
glance_keys(const struct glancer *glancer, const struct mark *mark)
{
	return (const void *)(glancer->store + mark->keys);
}

const uint32_t *
glance_nodes(const struct glancer *glancer, const struct mark *mark)
{
	return (const void *)(glancer->store + mark->nodes);
}

uint32_t
glance_keep_list(struct glancer *glancer, const void *list, size_t size)
{
	uint32_t place = map_find(&glancer->lists, list, size);
	size_t room = (size + GLANCE_ALIGNMENT - 1) / GLANCE_ALIGNMENT *
	    GLANCE_ALIGNMENT;

	if (place != MAP_NONE)
		return place;
	if (glancer->used + room > glancer->room) {
		size_t wanted = glancer->room * 2 + room + 4096;
		char *more = realloc(glancer->store, wanted);

		if (more == NULL)
			return MAP_NONE;
		glancer->store = more;
		glancer->room = wanted;
	}
	place = (uint32_t)glancer->used;
	if (map_add(&glancer->lists, list, size, place) < 0)
		return MAP_NONE;
	memcpy(glancer->store + place, list, size);
	glancer->used += room;
	return place;
}

uint32_t
glance_keep(struct glancer *glancer, const struct mark *mark)
{
	uint32_t place = glance_keep_list(glancer, mark, sizeof(*mark));

	return place != MAP_NONE ? place : 0;
}

const struct mark *
glance_kept(const struct glancer *glancer, uint32_t place)
{
	return (const void *)(glancer->store + place);
}
