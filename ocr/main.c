/* SPDX-License-Identifier: MIT */
/*
 * klad-ocr: read the text and the codes on the pictures of records.
 *
 * A map of this folder, in the order in which a picture goes through it:
 *
 *	stage, queue, desk	records in and out; pictures (media) to the memo
 *				(phash) or, by pool and message, to a worker
 *	worker, sandbox		the process that decodes and reads them
 *	image			a file to frames, upright (orientation);
 *				image-NAME.c is a format
 *	codes			bar codes: copy, squares, blocks, zxing, utf8
 *	reader			text: lines are found, then read, and the
 *				picture is turned if need be (light, turn)
 *	  finder		channels -> regions (tree) -> letters -> lines
 *				(judge, relief, settle)
 *	  places		each place a line was found at: crop (ink,
 *				slant) cuts it out; effort says by its texture
 *				whether and how often model asks Tesseract;
 *				attempt judges the answer
 *	  page, kindred, column, han	what is not read line by line
 *	  names			names again: handle, vote, outvoted; amount
 *	  language, script	which models are asked
 *	reading, result, answer	what was read and where (box), as it goes into
 *				the record, with the models that were asked;
 *				draw for --draw
 *	installed		what else readings in the memo depend on
 *	serial, unpacked	put in the place of functions of libraries
 */
#include <stdio.h>

#include "ocr/options.h"
#include "ocr/stage.h"
#include "wire/arguments.h"
#include "wire/filter.h"
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
	if (options.action == OPTIONS_VERSION)
		return arguments_answer("klad-ocr " KLAD_VERSION, "\n");
	if (options.action == OPTIONS_HELP)
		return arguments_answer(options_synopsis, options_help);
	return stage_run(&options);
}
