/* SPDX-License-Identifier: MIT */
#include "classify/slots.h"

#include <stdlib.h>

enum {
	SLOTS_MIN = 64
};

int
slots_grow(struct slots *slots)
{
	size_t size = slots->size == 0 ? SLOTS_MIN : 2 * slots->size;
	struct slots more = { .list = calloc(size, sizeof(*more.list)),
	    .size = size, .count = slots->count };

	if (more.list == NULL)
		return -1;
	for (size_t i = 0; i < slots->size; i++) {
		const struct slot *old = &slots->list[i];
		size_t at = old->hash & (size - 1);

		if (old->number == 0)
			continue;
		while (more.list[at].number != 0)
			at = (at + 1) & (size - 1);
		more.list[at] = *old;
	}
	free(slots->list);
	*slots = more;
	return 0;
}

void
slots_empty(struct slots *slots)
{
	if (slots->size > 0)
		memset(slots->list, 0, slots->size * sizeof(*slots->list));
	slots->count = 0;
}

void
slots_free(struct slots *slots)
{
	free(slots->list);
	*slots = (struct slots){ .list = NULL };
}
