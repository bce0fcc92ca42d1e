/* SPDX-License-Identifier: MIT */
#include "classify/weights.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "classify/table.h"

#define HEADER "part\tpoints\tfull\tnote"
#define TIMES "\xc3\x97"	/* × */
#define LEVEL "level:"
#define NO_POINTS "-"	/* of a feature that is no part by itself */

static const char *const feature_names[FEATURE_COUNT] = {
	"substance", "slang", "form", "sale", "price", "quality", "drop",
	"delivery", "contact", "payment", "recruitment", "job", "marketplace",
	"purchase", "request", "handle", "offer", "amount", "variety",
	"disguise", "density", "chinese", "court", "medicine", "help",
	"cooking", "gardening", "music", "games", "news", "talk", "goods",
	"denial", "prose", "drug", "trade"
};

/*
 * The shares were chosen, not fitted: what is said of other goods or of work
 * as well says less.
 */
static const struct member members[] = {
	{ FEATURE_DRUG, FEATURE_SUBSTANCE, 1 },
	{ FEATURE_DRUG, FEATURE_SLANG, 1 },
	{ FEATURE_TRADE, FEATURE_SALE, 1 },
	{ FEATURE_TRADE, FEATURE_PRICE, 1 },
	{ FEATURE_TRADE, FEATURE_QUALITY, 1 },
	{ FEATURE_TRADE, FEATURE_DROP, 1 },
	{ FEATURE_TRADE, FEATURE_DELIVERY, 1 },
	{ FEATURE_TRADE, FEATURE_OFFER, 1 },
	{ FEATURE_TRADE, FEATURE_FORM, 0.7 },
	{ FEATURE_TRADE, FEATURE_CONTACT, 0.7 },
	{ FEATURE_TRADE, FEATURE_PAYMENT, 0.7 },
	{ FEATURE_TRADE, FEATURE_MARKETPLACE, 0.7 },
	{ FEATURE_TRADE, FEATURE_AMOUNT, 0.5 }
};

static const char *const level_names[LEVEL_COUNT] = {
	"low", "medium", "high"
};

const char *
feature_name(enum feature feature)
{
	return feature_names[feature];
}

const struct member *
weights_members(size_t *count)
{
	*count = sizeof(members) / sizeof(members[0]);
	return members;
}

/* The number of the level low, medium or high; -1 for another word. */
static int
find_level(const char *name)
{
	for (int i = 0; i < LEVEL_COUNT; i++)
		if (strcmp(level_names[i], name) == 0)
			return i;
	return -1;
}

static int
find_feature(const char *name, size_t length)
{
	for (int i = 0; i < FEATURE_COUNT; i++)
		if (strlen(feature_names[i]) == length &&
		    memcmp(feature_names[i], name, length) == 0)
			return i;
	return -1;
}

static int
read_number(const char *cell, double *number, const struct table *table,
    struct fault *f)
{
	char *end;

	*number = strtod(cell, &end);
	if (*cell == '\0' || *end != '\0' || !isfinite(*number) ||
	    fabs(*number) > 1000)
		return fault(f, "%s:%u: \"%s\" is no number of points",
		    table->path, table->line, cell);
	return 0;
}

static int
read_features(struct part *part, const char *name, const struct table *table,
    struct fault *f)
{
	const char *rest = name;

	if (strlen(name) >= sizeof(part->name))
		return fault(f, "%s:%u: \"%s\" is too long", table->path,
		    table->line, name);
	strcpy(part->name, name);
	while (rest != NULL) {
		const char *next = strstr(rest, TIMES);
		size_t length = next != NULL ? (size_t)(next - rest) :
		    strlen(rest);
		int feature = find_feature(rest, length);

		if (feature < 0)
			return fault(f, "%s:%u: no feature \"%.*s\"",
			    table->path, table->line, (int)length, rest);
		if (part->count == PART_FEATURES_MAX)
			return fault(f, "%s:%u: more than %d features",
			    table->path, table->line, PART_FEATURES_MAX);
		part->features[part->count++] = (uint8_t)feature;
		rest = next != NULL ? next + strlen(TIMES) : NULL;
	}
	return 0;
}

static int
read_part(struct weights *weights, char **cells, const struct table *table,
    struct fault *f)
{
	struct part part = { .count = 0 };

	if (weights->count == PART_MAX)
		return fault(f, "%s:%u: more than %d parts", table->path,
		    table->line, PART_MAX);
	if (read_features(&part, cells[0], table, f) < 0)
		return -1;
	if ((part.count > 1 || strcmp(cells[1], NO_POINTS) != 0) &&
	    read_number(cells[1], &part.points, table, f) < 0)
		return -1;
	for (size_t i = 0; i < weights->count; i++)
		if (strcmp(weights->parts[i].name, part.name) == 0)
			return fault(f, "%s:%u: \"%s\" stands there already",
			    table->path, table->line, part.name);
	if (part.count == 1) {
		double *full = &weights->full[part.features[0]];

		if (read_number(cells[2], full, table, f) < 0)
			return -1;
		if (*full <= 0)
			return fault(f, "%s:%u: full \"%s\" is not over 0",
			    table->path, table->line, cells[2]);
	}
	weights->parts[weights->count++] = part;
	return 0;
}

static int
read_row(struct weights *weights, char **cells, const struct table *table,
    struct fault *f)
{
	int level;

	if (strncmp(cells[0], LEVEL, strlen(LEVEL)) != 0)
		return read_part(weights, cells, table, f);
	level = find_level(cells[0] + strlen(LEVEL));
	if (level < 0)
		return fault(f, "%s:%u: no level \"%s\"", table->path,
		    table->line, cells[0]);
	return read_number(cells[1], &weights->levels[level], table, f);
}

int
weights_threshold(const struct weights *weights, const char *word,
    double *threshold, struct fault *f)
{
	int level = find_level(word);
	char *end;

	if (level >= 0) {
		*threshold = weights->levels[level];
		return 0;
	}
	*threshold = strtod(word, &end);
	if (*word == '\0' || *end != '\0' ||
	    !(*threshold > 0 && *threshold <= 100))
		return fault(f, "--threshold: %s: neither low, medium, high "
		    "nor a number over 0 and up to 100", word);
	return 0;
}

int
weights_read(struct weights *weights, const char *path, char *bytes,
    size_t length, struct fault *f)
{
	struct table table;
	char *cells[TABLE_COLUMNS_MAX];
	int got;

	*weights = (struct weights){ .count = 0 };
	if (table_open(&table, path, bytes, length, HEADER, f) < 0)
		return -1;
	while ((got = table_next(&table, cells, 1, f)) > 0)
		if (read_row(weights, cells, &table, f) < 0)
			return -1;
	if (got < 0)
		return -1;
	for (size_t i = 0; i < FEATURE_COUNT; i++)
		if (weights->full[i] <= 0)
			return fault(f, "%s: no row for \"%s\"", path,
			    feature_names[i]);
	for (size_t i = 0; i < LEVEL_COUNT; i++)
		if (weights->levels[i] <= 0)
			return fault(f, "%s: no row for \"" LEVEL "%s\"",
			    path, level_names[i]);
	return 0;
}
