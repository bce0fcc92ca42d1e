/* SPDX-License-Identifier: MIT */
/*
 * A token, which is a stretch of text between blanks, at a glance: the most
 * that it may add to the signs of a post, whatever stands around it. It is
 * found by the same matcher that examines posts, so that there is no second
 * truth about folding, stems and disguises.
 */
#ifndef CLASSIFY_GLANCE_H
#define CLASSIFY_GLANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/map.h"
#include "classify/match.h"
#include "classify/score.h"

enum mark_flag {
	MARK_EMPTY = 2,		/* no word in it */
	MARK_LOUD = 4,		/* too much to tell: examine the post */
	MARK_FIRST_SINGLE = 8,	/* its first word is one letter or digit */
	MARK_LAST_SINGLE = 16,
	MARK_NUMBER = 32,	/* may be in an offer or the like */
	MARK_DRUG = 64,		/* a term of it names a drug */
	MARK_ACCOUNT = 128,	/* may be an account, if digits are near */
	MARK_COIN = 256,	/* may be the address of a coin */
	MARK_DISGUISE = 512	/* a word of it may be in disguise */
};

#define MARK_DIGITS_MAX 15
#define GLANCE_ADDRESS_MIN 25	/* bytes of the shortest address of money */

/* What a token may mean. What is a list stands in the glancer's store. */
struct mark {
	uint32_t begins;	/* bits of the keys of its first word */
	uint32_t awaits;	/* bits of the keys that could go on after it */
	uint32_t terms;		/* its own terms; 0: none */
	uint32_t keys;		/* the keys of each word, after their number;
				 * if it begins with any */
	uint32_t nodes;		/* the nodes that phrases come to at its end,
				 * after their number; if it awaits any */
	uint32_t digits : 4;	/* up to MARK_DIGITS_MAX */
	uint32_t words : 4;
	uint32_t measure : 4;	/* the same as words_measure(), or less */
	uint32_t flags : 10;	/* set of enum mark_flag */
};

/* The terms that may begin in a token. */
struct terms {
	uint32_t entries;	/* how many entries of the lexicon they are */
	uint8_t own;		/* how many amounts they have, */
	uint8_t loose;		/* and more that count only beside a drug */
	struct amount amounts[2 * FEATURE_COUNT];
};

#define GLANCE_PLAIN_MAX (GLANCE_ADDRESS_MIN - 1)	/* letters of one */
#define GLANCE_ALIGNMENT sizeof(double)	/* of lists in the store */
#define PLAIN_POINTS 0x600	/* Latin, Greek, Cyrillic, Hebrew */

struct glancer {
	struct matcher *matcher;
	uint16_t plain[PLAIN_POINTS];	/* the letter that a point is folded
					 * to, or 0 if it is more than that */
	struct map lists;	/* of the store: equal ones are kept once */
	char *store;
	size_t used, room;
};

/*
 * Begin with a matcher, which must outlive it. Returns 0, or -1 without
 * memory; it may be closed then.
 */
int glance_open(struct glancer *, struct matcher *);

void glance_close(struct glancer *);

/*
 * Make the mark of a token. ocr says that it was read from a picture. Returns
 * 0, or -1 without memory.
 */
int glance(struct glancer *, const char *token, size_t length, bool ocr,
    struct mark *);

/* Where a list stands in the store, new or not; MAP_NONE without memory. */
uint32_t glance_keep_list(struct glancer *, const void *list, size_t size);

/*
 * Keep a mark. Returns its place, which is not 0, for glance_kept(); 0
 * without memory.
 */
uint32_t glance_keep(struct glancer *, const struct mark *);

/* The mark that is kept at a place, until the next glance. */
const struct mark *glance_kept(const struct glancer *, uint32_t place);

/*
 * Set digits and those flags of a mark, as glance() does, that say what may
 * make signs that are no terms. For links, which are not glanced at.
 */
void glance_numbers(const char *text, size_t length, struct mark *);

/*
 * Note which points are letters that are folded each by itself; the buffers
 * are the caller's. Returns 0, or -1 without memory.
 */
int glance_note_plain(struct glancer *, struct folded *, struct words *);

/*
 * Is the token a word of nothing but such letters, which names no purse? So
 * are most. Writes it as folded and returns how many letters it has, or 0.
 */
size_t glance_read_plain(const struct glancer *, const char *token,
    size_t length, uint32_t points[GLANCE_PLAIN_MAX]);

/* Does a folded word name a purse, where a number of it may stand behind? */
bool glance_names_purse(const uint32_t *points, size_t count);

/* The lists of a mark. */
const struct terms *glance_terms(const struct glancer *, const struct mark *);
const uint32_t *glance_keys(const struct glancer *, const struct mark *);
const uint32_t *glance_nodes(const struct glancer *, const struct mark *);

/* What terms may count, feature by feature. */
struct worth {
	double own[FEATURE_COUNT];
	double loose[FEATURE_COUNT];	/* if a drug is in the post */
	bool drug;			/* one of them names one */
};

/* Raise it to what a term counts. */
void glance_raise(struct worth *, const struct entry *);

/* Forget all lists: the marks made before are void. */
void glance_forget(struct glancer *);

#endif
