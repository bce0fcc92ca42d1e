/* SPDX-License-Identifier: MIT */
#include "ocr/vote.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define ASCII 128
#define NONE 0			/* stands for no character at a place */
#define BAR 3	/* weight of an underscore: it is easily missed */
#define AGREED 0.8	/* share of the weight that one text has, */
#define AGREED_WEIGHT 0.9	/* and its weight: no reading has as much */

/* The weight of each character at, and before, each place of the pivot. */
struct ballot {
	double at[VOTE_LENGTH][ASCII];
	double before[VOTE_LENGTH][ASCII];
};

/* How many edits lead from the first so many characters to the others'. */
struct edits {
	int cost[VOTE_LENGTH][VOTE_LENGTH];
};

void
votes_add(struct votes *votes, const char *text, size_t length, double weight)
{
	struct vote *vote = &votes->items[votes->count];

	if (votes->count == VOTES_MAX || length == 0 || length >= VOTE_LENGTH)
		return;
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] >= ASCII || text[i] == '\0')
			return;
	memcpy(vote->text, text, length);
	vote->text[length] = '\0';
	vote->weight = weight;
	votes->count++;
}

static bool
same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static int
least(int a, int b, int c)
{
	int ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* Levenshtein's distance, with the whole table kept. */
static int
compare(const char *a, const char *b, struct edits *edits)
{
	size_t n = strlen(a), m = strlen(b);

	for (size_t i = 0; i <= n; i++)
		edits->cost[i][0] = (int)i;
	for (size_t j = 0; j <= m; j++)
		edits->cost[0][j] = (int)j;
	for (size_t i = 1; i <= n; i++)
		for (size_t j = 1; j <= m; j++)
			edits->cost[i][j] = least(edits->cost[i - 1][j] + 1,
			    edits->cost[i][j - 1] + 1,
			    edits->cost[i - 1][j - 1] +
			    !same(a[i - 1], b[j - 1]));
	return edits->cost[n][m];
}

bool
votes_agree(const struct votes *votes)
{
	double all = 0, most = 0;

	for (size_t i = 0; i < votes->count; i++) {
		double same = 0;

		for (size_t j = 0; j < votes->count; j++)
			if (strcasecmp(votes->items[i].text,
			    votes->items[j].text) == 0)
				same += votes->items[j].weight;
		most = same > most ? same : most;
		all += votes->items[i].weight;
	}
	return most >= AGREED_WEIGHT && most >= AGREED * all;
}

/* The text that is nearest to all others. */
static const struct vote *
nearest(const struct votes *votes, struct edits *edits)
{
	const struct vote *best = NULL;
	double least_sum = 0;

	for (size_t i = 0; i < votes->count; i++) {
		double sum = 0;

		for (size_t j = 0; j < votes->count; j++)
			sum += votes->items[j].weight * compare(
			    votes->items[i].text, votes->items[j].text, edits);
		if (best == NULL || sum < least_sum) {
			best = &votes->items[i];
			least_sum = sum;
		}
	}
	return best;
}

static void
mark(double *tally, char c, double weight)
{
	tally[tolower((unsigned char)c)] += c == '_' ? BAR * weight : weight;
}

/*
 * Cast one vote: walk back through the edits between it and the pivot.
 */
static void
cast(struct ballot *ballot, const char *pivot, const struct vote *vote,
    struct edits *edits)
{
	size_t i = strlen(pivot), j = strlen(vote->text);
	bool inserted = false;

	compare(pivot, vote->text, edits);
	while (i > 0 || j > 0) {
		int here = edits->cost[i][j];

		if (i > 0 && j > 0 && edits->cost[i - 1][j - 1] +
		    !same(pivot[i - 1], vote->text[j - 1]) == here) {
			if (!inserted)
				mark(ballot->before[i], NONE, vote->weight);
			mark(ballot->at[--i], vote->text[--j], vote->weight);
			inserted = false;
		} else if (i > 0 && edits->cost[i - 1][j] + 1 == here) {
			if (!inserted)
				mark(ballot->before[i], NONE, vote->weight);
			mark(ballot->at[--i], NONE, vote->weight);
			inserted = false;
		} else {
			j--;
			if (!inserted)
				mark(ballot->before[i], vote->text[j],
				    vote->weight);
			inserted = true;
		}
	}
	if (!inserted)
		mark(ballot->before[0], NONE, vote->weight);
}

static char
weightiest(const double *tally, char before)
{
	int best = tolower((unsigned char)before);

	for (int c = 0; c < ASCII; c++)
		if (tally[c] > tally[best])
			best = c;
	return same((char)best, before) ? before : (char)best;
}

static void
put(char *out, size_t *length, char c)
{
	if (c != NONE && *length + 1 < VOTE_LENGTH)
		out[(*length)++] = c;
}

void
votes_count(const struct votes *votes, char out[VOTE_LENGTH])
{
	struct ballot ballot = { 0 };
	struct edits edits;
	const struct vote *pivot = nearest(votes, &edits);
	size_t length = 0, i = 0;

	if (pivot != NULL) {
		for (size_t v = 0; v < votes->count; v++)
			cast(&ballot, pivot->text, &votes->items[v], &edits);
		for (; pivot->text[i] != '\0'; i++) {
			put(out, &length, weightiest(ballot.before[i], NONE));
			put(out, &length, weightiest(ballot.at[i],
			    pivot->text[i]));
		}
		put(out, &length, weightiest(ballot.before[i], NONE));
	}
	out[length] = '\0';
}
