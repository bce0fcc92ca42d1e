/* SPDX-License-Identifier: MIT */
/* One row of a lexicon, checked. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "classify/fold.h"
#include "classify/han.h"
#include "classify/lexicon.h"
#include "classify/words.h"

#define BESIDE_DRUG '~'	/* stands for the drug that a term goes with, */
#define NEAR_DRUG "~~"	/* and need only be near */
#define WIDE_COMMA "\uff0c"	/* as Chinese has it */

/* Is it a letter or a digit that folding leaves one, as most are? */
static bool
is_plain(uint32_t point)
{
	return (point >= '0' && point <= '9') ||
	    (point >= 'a' && point <= 'z') ||
	    (point >= 0x00f8 && point <= 0x024f) ||	/* Latin */
	    (point >= 0x0430 && point <= 0x0481) ||	/* Cyrillic */
	    (point >= 0x048a && point <= 0x052f) ||
	    (point >= 0x0621 && point <= 0x063a) ||	/* Arabic */
	    (point >= 0x0641 && point <= 0x064a) ||
	    (point >= 0x0671 && point <= 0x06d3) ||
	    (point >= 0x0905 && point <= 0x0939) ||	/* Devanagari */
	    (point >= HAN_FIRST && point <= HAN_LAST);
}

/* Does the term hold at least one word once it is folded? */
static bool
has_words(const char *term)
{
	struct folded folded = { 0 };
	struct words words = { 0 };
	uint32_t first = 0;
	bool has;

	fold_decode(term, strlen(term) + 1, &first);
	if (is_plain(first))
		return true;
	has = fold_text(&folded, term, strlen(term)) == 0 &&
	    words_split(&words, &folded) == 0 && words.count > 0;
	fold_free(&folded);
	words_free(&words);
	return has;
}

/* The number that a cell is; NAN if it is none. */
static double
read_number(const char *cell)
{
	char *end;
	double number;

	/* Nearly all are as 2 or 2.5. */
	if (isdigit((unsigned char)cell[0])) {
		if (cell[1] == '\0')
			return cell[0] - '0';
		if (cell[1] == '.' && isdigit((unsigned char)cell[2]) &&
		    cell[3] == '\0')
			return (10 * (cell[0] - '0') + cell[2] - '0') / 10.0;
	}
	number = strtod(cell, &end);
	return *cell == '\0' || *end != '\0' ? NAN : number;
}

/* Read the weight: a number, or `off`. */
static int
read_weight(struct entry *entry, const char *cell, const struct table *table,
    struct fault *f)
{
	double weight;

	if (strcmp(cell, "off") == 0) {
		entry->off = true;
		return 0;
	}
	weight = read_number(cell);
	if (!isfinite(weight))
		return fault(f, "%s:%u: weight \"%s\" is no number",
		    table->path, table->line, cell);
	if (entry->category == CATEGORY_IGNORE)
		weight = 0;
	else if (weight <= 0 || weight > LEXICON_WEIGHT_MAX)
		return fault(f, "%s:%u: weight %s is not over 0 and at most "
		    "%g", table->path, table->line, cell, LEXICON_WEIGHT_MAX);
	entry->weight = (float)weight;
	return 0;
}

/* The category of a row, which is most often that of the row before; or -1. */
static int
read_category(const struct lexicon *lexicon, const char *name)
{
	const struct entry *entries = lexicon->entries;
	size_t count = lexicon->count;

	if (count > 0 && strcmp(name, category_name(
	    (enum category)entries[count - 1].category)) == 0)
		return entries[count - 1].category;
	return category_find(name);
}

/* Note where the drug stands that a term goes with. */
static void
read_drug(struct entry *entry, const char *term)
{
	const char *drug = strchr(term, BESIDE_DRUG);

	if (drug == NULL)
		return;
	entry->after_drug = drug == term;
	entry->before_drug = term[strlen(term) - 1] == BESIDE_DRUG;
	entry->near_drug = strstr(drug, NEAR_DRUG) != NULL;
}

int
lexicon_read_row(const struct lexicon *lexicon, struct entry *entry,
    char **cells, const struct table *table, struct fault *f)
{
	int category = read_category(lexicon, cells[1]);
	int substance = -1;

	if (!has_words(cells[0]))
		return fault(f, "%s:%u: term \"%s\" folds to nothing",
		    table->path, table->line, cells[0]);
	if (category < 0)
		return fault(f, "%s:%u: no category \"%s\"", table->path,
		    table->line, cells[1]);
	if (strcmp(cells[2], "-") != 0 && cells[2][0] != '\0' &&
	    (substance = lexicon_substance(lexicon, cells[2])) < 0)
		return fault(f, "%s:%u: no substance \"%s\" in substances.tsv",
		    table->path, table->line, cells[2]);
	entry->category = (uint8_t)category;
	entry->substance = (int16_t)substance;
	if (read_weight(entry, cells[3], table, f) < 0)
		return -1;
	if (strlen(cells[4]) == 1 && cells[4][0] >= '0' && cells[4][0] <= '2')
		entry->ambiguity = (uint8_t)(cells[4][0] - '0');
	else if (category != CATEGORY_IGNORE && !entry->off)
		return fault(f, "%s:%u: ambiguity \"%s\" is not 0, 1 or 2",
		    table->path, table->line, cells[4]);
	read_drug(entry, cells[0]);
	entry->over_comma = strchr(cells[0], ',') != NULL ||
	    strstr(cells[0], WIDE_COMMA) != NULL;
	entry->line = table->line;
	return 0;
}
