/* SPDX-License-Identifier: MIT */
/*
 * klad-classify: which of the records on stdin are adverts for drugs.
 *
 * A map of this folder, in the order in which a line goes through it:
 *
 *	stage, crew, batch	lines to threads, alerts in the order of lines;
 *				hangup has the lexicons read again
 *	classifier		what is done with one line
 *	screen			may it raise an alert at all? skim finds its
 *				texts unparsed, look and telling look at their
 *				tokens (cut, cache), bound at what they score
 *	examine			all signs in the carriers of a record (post)
 *	  match			terms: text is folded (fold, han), split
 *				(words), and each word may be in disguise
 *				(forms, disguise, spelled); stem, index
 *	  plain			what hides selectors and offers, undone
 *	  contacts		selectors; contact-KIND.c, address, base,
 *				digits, caseless
 *	  offers		prices and amounts: measure, measure-join,
 *				measures.h, portions, bare, apart
 *	score, weights		signs to parts of the model to the score
 *	alert			with alert-findings, region, excerpt,
 *				alert-record and masked
 *
 * The lexicons: lexicon reads them (table, lexicon-row, category, language),
 * index makes them ready (term, map, slots, heads, tails), affixes stems where
 * libstemmer has no language; compiled keeps what was made for the next start
 * (store, identity); detector holds all of it.
 *
 * For analysts: explain and page, eval (labelled, figures), lint, stats.
 */
#include <stdio.h>

#include "classify/eval.h"
#include "classify/lint.h"
#include "classify/options.h"
#include "classify/stage.h"
#include "wire/arguments.h"
#include "wire/standard.h"

int
main(int count, char **arguments)
{
	struct options options;
	struct fault f;

	if (standard_hold() < 0)
		return FILTER_CANNOT;
	if (options_parse(&options, count, arguments, &f) < 0) {
		filter_fail(&f);
		fputs(options_synopsis, stderr);
		return FILTER_CANNOT;
	}
	switch (options.mode) {
	case MODE_HELP:
		return arguments_answer(options_synopsis, options_help);
	case MODE_VERSION:
		return arguments_answer("klad-classify " KLAD_VERSION, "\n");
	case MODE_EVAL:
		return eval_run(&options);
	case MODE_LINT:
		return lint_run(&options);
	default:
		return stage_run(&options);
	}
}
