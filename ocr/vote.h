/* SPDX-License-Identifier: MIT */
/*
 * What several readings of one name say together, character by character, as
 * speech recognisers combine theirs (J. G. Fiscus, "A post-processing system
 * to yield reduced word error rates: recognizer output voting error
 * reduction", ASRU 1997): the readings are laid beside the one that is nearest
 * to all, by least edits, and at each place the weightiest character counts.
 */
#ifndef OCR_VOTE_H
#define OCR_VOTE_H

#include <stdbool.h>
#include <stddef.h>

#define VOTE_LENGTH 64		/* bytes of a text, its end included */
#define VOTES_MAX 48

struct vote {
	char text[VOTE_LENGTH];	/* ASCII */
	double weight;		/* above 0 */
};

struct votes {
	struct vote items[VOTES_MAX];
	size_t count;
};

/*
 * Add a text of the given length. One that is empty, too long or not ASCII is
 * left out, and so are all after the first VOTES_MAX.
 */
void votes_add(struct votes *votes, const char *text, size_t length,
    double weight);

/*
 * Whether nearly all votes say the same, case aside, and more than one does.
 */
bool votes_agree(const struct votes *votes);

/*
 * Write the text that the votes agree on, empty when there are none. Case does
 * not count, and is that of the nearest text.
 */
void votes_count(const struct votes *votes, char out[VOTE_LENGTH]);

#endif
