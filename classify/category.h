/* SPDX-License-Identifier: MIT */
/* What a term is a sign of. */
#ifndef CLASSIFY_CATEGORY_H
#define CLASSIFY_CATEGORY_H

#include <stdbool.h>

enum category {
	CATEGORY_SUBSTANCE,
	CATEGORY_FORM,
	CATEGORY_SALE,
	CATEGORY_PRICE,
	CATEGORY_QUALITY,
	CATEGORY_DROP,
	CATEGORY_DELIVERY,
	CATEGORY_CONTACT,
	CATEGORY_PAYMENT,
	CATEGORY_RECRUITMENT,
	CATEGORY_MARKETPLACE,
	CATEGORY_PURCHASE,
	CATEGORY_COURT,		/* from here on, signs of innocence */
	CATEGORY_MEDICINE,
	CATEGORY_HELP,
	CATEGORY_COOKING,
	CATEGORY_GARDENING,
	CATEGORY_MUSIC,
	CATEGORY_GAMES,
	CATEGORY_NEWS,
	CATEGORY_TALK,		/* users among themselves */
	CATEGORY_GOODS,		/* something else is on offer */
	CATEGORY_DENIAL,	/* said to be no drugs: "not stashes" */
	CATEGORY_IGNORE,	/* takes its words, and says nothing */
	CATEGORY_COUNT
};

/* The name of a category as the lexicons write it. */
const char *category_name(enum category);

/* The category of that name, or -1. */
int category_find(const char *name);

/* Is it one of the contexts that pull a score down? */
bool category_is_benign(enum category);

#endif
