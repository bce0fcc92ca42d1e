/* SPDX-License-Identifier: MIT */
#include "classify/score.h"

#include <math.h>
#include <string.h>

/*
 * What is left of a term's weight by its ambiguity. They were chosen, not
 * fitted: a term with a common innocent sense says about half as much, and
 * one that is mostly innocent about a fifth.
 */
static const double ambiguity_share[3] = { 1, 0.5, 0.2 };

/* Posts up to this many words are as dense as adverts are. */
#define DENSE_WORDS 60.0

/* Shorter texts are taken for as long as this: a word alone is not dense. */
#define DENSE_BYTES 40.0

/* Hundredths of a point are the grain of all figures. */
#define GRAIN 100.0

static bool
is_chinese(const struct entry *entry)
{
	return strcmp(language_at(entry->language)->code, "zh") == 0;
}

static enum feature
feature_of(const struct entry *entry)
{
	switch ((enum category)entry->category) {
	case CATEGORY_SUBSTANCE:
		return entry->ambiguity == 0 ? FEATURE_SUBSTANCE :
		    FEATURE_SLANG;
	case CATEGORY_FORM: return FEATURE_FORM;
	case CATEGORY_SALE: return FEATURE_SALE;
	case CATEGORY_PRICE: return FEATURE_PRICE;
	case CATEGORY_QUALITY: return FEATURE_QUALITY;
	case CATEGORY_DROP: return FEATURE_DROP;
	case CATEGORY_DELIVERY: return FEATURE_DELIVERY;
	case CATEGORY_CONTACT: return FEATURE_CONTACT;
	case CATEGORY_PAYMENT: return FEATURE_PAYMENT;
	case CATEGORY_RECRUITMENT:
		return entry->ambiguity < 2 ? FEATURE_RECRUITMENT :
		    FEATURE_JOB;
	case CATEGORY_MARKETPLACE: return FEATURE_MARKETPLACE;
	case CATEGORY_PURCHASE:
		return is_chinese(entry) ? FEATURE_PURCHASE : FEATURE_REQUEST;
	case CATEGORY_COURT: return FEATURE_COURT;
	case CATEGORY_MEDICINE: return FEATURE_MEDICINE;
	case CATEGORY_HELP: return FEATURE_HELP;
	case CATEGORY_COOKING: return FEATURE_COOKING;
	case CATEGORY_GARDENING: return FEATURE_GARDENING;
	case CATEGORY_MUSIC: return FEATURE_MUSIC;
	case CATEGORY_GAMES: return FEATURE_GAMES;
	case CATEGORY_NEWS: return FEATURE_NEWS;
	case CATEGORY_TALK: return FEATURE_TALK;
	case CATEGORY_GOODS: return FEATURE_GOODS;
	case CATEGORY_DENIAL: return FEATURE_DENIAL;
	case CATEGORY_IGNORE: case CATEGORY_COUNT: break;
	}
	return FEATURE_COUNT;
}

void
score_amounts(const struct entry *entry, struct amount amounts[SIGN_AMOUNTS])
{
	double share = ambiguity_share[entry->ambiguity];

	memset(amounts, 0, SIGN_AMOUNTS * sizeof(*amounts));
	if (entry->category == CATEGORY_IGNORE)
		return;
	amounts[AMOUNT_OWN] = (struct amount){ (uint8_t)feature_of(entry),
	    (double)entry->weight * share };
	if (category_is_benign(entry->category))
		return;
	if (is_chinese(entry))
		amounts[AMOUNT_CHINESE] = (struct amount){ FEATURE_CHINESE, 1 };
	if (entry->substance < 0)
		return;
	amounts[AMOUNT_VARIETY] = (struct amount){ FEATURE_VARIETY, share };
	/* A term of the trade that names what is traded is a sign of both. */
	if (entry->category != CATEGORY_SUBSTANCE)
		amounts[AMOUNT_SUBSTANCE] = (struct amount){
		    entry->ambiguity == 0 ? FEATURE_SUBSTANCE : FEATURE_SLANG,
		    (double)entry->weight * share };
}

/* Is this sign the same as one of those before it? */
static bool
is_again(const struct sign *signs, size_t i, bool *same_substance)
{
	const struct sign *sign = &signs[i];
	bool again = false;

	*same_substance = false;
	for (size_t k = 0; k < i && !again; k++) {
		if (signs[k].entry == NULL || sign->entry == NULL) {
			again = sign->entry == NULL &&
			    signs[k].entry == NULL &&
			    signs[k].amounts[AMOUNT_OWN].feature ==
			    sign->amounts[AMOUNT_OWN].feature;
			continue;
		}
		again = signs[k].entry == sign->entry;
		*same_substance |= signs[k].entry->substance ==
		    sign->entry->substance &&
		    !category_is_benign(signs[k].entry->category);
	}
	return again;
}

/*
 * Take back what was counted before: all of a sign that comes again, and of
 * the first substance, and of one named before, that it is a further one.
 */
static void
drop_repeated(struct sign *signs, size_t i, bool *substance)
{
	struct sign *sign = &signs[i];
	struct amount *amounts = sign->amounts;
	bool same_substance;

	sign->again = is_again(signs, i, &same_substance);
	if (sign->again) {
		amounts[AMOUNT_OWN].weight = 0;
		amounts[AMOUNT_SUBSTANCE].weight = 0;
	}
	if (sign->again || same_substance)
		amounts[AMOUNT_VARIETY].weight = 0;
	if (amounts[AMOUNT_VARIETY].weight > 0 && !*substance) {
		*substance = true;
		amounts[AMOUNT_VARIETY].weight = 0;
	}
}

/*
 * All signs say less in a long post, which tells a tale of its own whether it
 * is an advert or not. How much of it a sign takes is an amount of its own,
 * and is not diluted.
 */
static void
dilute(struct sign *sign, double dilution, double bytes)
{
	struct amount *amounts = sign->amounts;
	unsigned own = amounts[AMOUNT_OWN].feature;
	double part = sign->length / bytes;

	for (size_t k = 0; k < SIGN_AMOUNTS; k++)
		amounts[k].weight *= dilution;
	if (own == FEATURE_TALK)
		amounts[AMOUNT_SHARE] = (struct amount){ FEATURE_PROSE, part };
	else if (own < FEATURE_COURT && own != FEATURE_HANDLE &&
	    own != FEATURE_DISGUISE)
		amounts[AMOUNT_SHARE] = (struct amount){ FEATURE_DENSITY,
		    part };
}

/* Give each sign its weights. */
static void
weigh(struct sign *signs, size_t count, double dilution, double bytes)
{
	bool substance = false;

	for (size_t i = 0; i < count; i++) {
		signs[i].points = 0;
		if (signs[i].entry != NULL)
			score_amounts(signs[i].entry, signs[i].amounts);
		drop_repeated(signs, i, &substance);
		dilute(&signs[i], dilution, bytes);
	}
}

static void
add_up(const struct sign *signs, size_t count, double sums[FEATURE_COUNT])
{
	memset(sums, 0, FEATURE_COUNT * sizeof(*sums));
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < SIGN_AMOUNTS; k++)
			sums[signs[i].amounts[k].feature] +=
			    signs[i].amounts[k].weight;
}

static void
strengthen(const struct weights *weights, const double sums[FEATURE_COUNT],
    double strengths[FEATURE_COUNT])
{
	size_t count;
	const struct member *members = weights_members(&count);

	memset(strengths, 0, FEATURE_COUNT * sizeof(*strengths));
	for (size_t i = 0; i < FEATURE_GROUPS; i++)
		strengths[i] = fmin(1, sums[i] / weights->full[i]);
	for (size_t i = 0; i < count; i++)
		strengths[members[i].group] += members[i].share *
		    strengths[members[i].feature] /
		    weights->full[members[i].group];
	for (size_t i = FEATURE_GROUPS; i < FEATURE_COUNT; i++)
		strengths[i] = fmin(1, strengths[i]);
}

static double
part_value(const struct part *part, const double strengths[FEATURE_COUNT])
{
	double value = 1;

	for (size_t i = 0; i < part->count; i++)
		value *= strengths[part->features[i]];
	return value;
}

/* The factors that bring the sum of the parts into 0..100. */
static void
find_scale(const struct score *score, size_t count, double *up, double *down)
{
	double gain = 0, loss = 0;

	for (size_t i = 0; i < count; i++)
		if (score->parts[i] > 0)
			gain += score->parts[i];
		else
			loss -= score->parts[i];
	*up = *down = 1;
	if (loss > gain)
		*down = gain / loss;
	else if (gain - loss > 100)
		*up = *down = 100 / (gain - loss);
}

/* What the points of a part are shared out over. */
struct shares {
	struct sign *signs;
	size_t count;
	const double *sums, *strengths;	/* by feature */
};

/* Share points out over the signs of a feature. */
static void
share_feature(const struct shares *over, enum feature feature, double points)
{
	double each = points / over->sums[feature];

	for (size_t i = 0; i < over->count; i++)
		for (size_t k = 0; k < SIGN_AMOUNTS; k++)
			if (over->signs[i].amounts[k].feature == feature)
				over->signs[i].points += each *
				    over->signs[i].amounts[k].weight;
}

/* Share points out over the members of a group, as strong as they are. */
static void
share_group(const struct shares *over, enum feature group, double points)
{
	size_t count;
	const struct member *members = weights_members(&count);
	double all = 0;

	for (size_t i = 0; i < count; i++)
		if (members[i].group == group)
			all += members[i].share *
			    over->strengths[members[i].feature];
	for (size_t i = 0; i < count; i++) {
		double strength = over->strengths[members[i].feature];

		if (members[i].group == group && strength > 0)
			share_feature(over, members[i].feature,
			    points * members[i].share * strength / all);
	}
}

/* Share a part's points out over the signs that made it. */
static void
share(const struct shares *over, const struct part *part, double points)
{
	for (size_t i = 0; i < part->count; i++) {
		enum feature feature = part->features[i];

		if (feature >= FEATURE_GROUPS)
			share_group(over, feature, points / part->count);
		else
			share_feature(over, feature, points / part->count);
	}
}

/*
 * Round figures to the grain so that their sum is kept: what rounding takes
 * from one is carried to the next.
 */
static void
round_all(double *figures, size_t count, size_t stride)
{
	double exact = 0, rounded = 0;

	for (size_t i = 0; i < count; i++) {
		double *figure = (double *)((char *)figures + i * stride);
		double next;

		if (*figure == 0)
			continue;
		exact += *figure;
		next = round(exact * GRAIN);
		*figure = (next - rounded) / GRAIN;
		rounded = next;
	}
}

void
score_signs(const struct weights *weights, struct sign *signs, size_t count,
    size_t words, size_t bytes, struct score *score)
{
	double sums[FEATURE_COUNT], up, down, total = 0;
	const struct shares over = { signs, count, sums, score->strengths };

	memset(score, 0, sizeof(*score));
	weigh(signs, count, score_dilution(words),
	    fmax((double)bytes, DENSE_BYTES));
	add_up(signs, count, sums);
	strengthen(weights, sums, score->strengths);
	for (size_t i = 0; i < weights->count; i++) {
		score->values[i] = part_value(&weights->parts[i],
		    score->strengths);
		score->parts[i] = score->values[i] * weights->parts[i].points;
	}
	find_scale(score, weights->count, &up, &down);
	for (size_t i = 0; i < weights->count; i++) {
		score->parts[i] *= score->parts[i] > 0 ? up : down;
		total += score->parts[i];
		if (score->parts[i] != 0)
			share(&over, &weights->parts[i], score->parts[i]);
	}
	score->total = fabs(round(total * GRAIN) / GRAIN);
	round_all(score->parts, weights->count, sizeof(*score->parts));
	if (count > 0)
		round_all(&signs[0].points, count, sizeof(*signs));
	for (size_t i = 0; i < count; i++)
		score->carriers[signs[i].carrier_kind] += signs[i].points;
	for (size_t i = 0; i < CARRIER_KIND_COUNT; i++)
		score->carriers[i] = round(score->carriers[i] * GRAIN) / GRAIN;
}

double
score_dilution(size_t words)
{
	return (double)words <= DENSE_WORDS ? 1 :
	    sqrt(DENSE_WORDS / (double)words);
}

double
score_density(size_t sign_bytes, size_t bytes)
{
	return (double)sign_bytes / fmax((double)bytes, DENSE_BYTES);
}

/* Note which features count against a post by themselves. */
static void
find_against(const struct weights *weights, bool against[FEATURE_COUNT])
{
	memset(against, 0, FEATURE_COUNT * sizeof(*against));
	for (size_t i = 0; i < weights->count; i++)
		if (weights->parts[i].points < 0 &&
		    weights->parts[i].count == 1)
			against[weights->parts[i].features[0]] = true;
}

double
score_ceiling(const struct weights *weights, const double sums[FEATURE_COUNT])
{
	double strengths[FEATURE_COUNT], total = 0;
	/* By the feature that counts against it; the last if none does. */
	double points[FEATURE_COUNT + 1] = { 0 };
	bool against[FEATURE_COUNT];

	find_against(weights, against);
	strengthen(weights, sums, strengths);
	for (size_t i = 0; i < weights->count; i++) {
		const struct part *part = &weights->parts[i];
		size_t feature = FEATURE_COUNT;

		for (size_t k = 0; k < part->count; k++)
			if (against[part->features[k]])
				feature = part->features[k];
		if (part->points > 0 || part->count == 1)
			points[feature] += part->points *
			    part_value(part, strengths);
	}
	/* Without such a feature, what it gives and what it costs is gone. */
	for (size_t i = 0; i <= FEATURE_COUNT; i++)
		total += fmax(0, points[i]);
	return total;
}
