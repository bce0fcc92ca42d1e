/* SPDX-License-Identifier: MIT */
#include "classify/category.h"

#include <string.h>

static const char *const category_names[CATEGORY_COUNT] = {
	"substance", "form", "sale", "price", "quality", "drop", "delivery",
	"contact", "payment", "recruitment", "marketplace", "purchase",
	"court", "medicine", "help", "cooking", "gardening", "music", "games",
	"news", "talk", "goods", "denial", "ignore"
};

const char *
category_name(enum category category)
{
	return category_names[category];
}

int
category_find(const char *name)
{
	for (int i = 0; i < CATEGORY_COUNT; i++)
		if (category_names[i][0] == name[0] &&
		    strcmp(category_names[i], name) == 0)
			return i;
	return -1;
}

bool
category_is_benign(enum category category)
{
	return category >= CATEGORY_COURT && category <= CATEGORY_DENIAL;
}
