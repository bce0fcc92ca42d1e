/* SPDX-License-Identifier: MIT */
/* klad-ocr: read the text and the codes on the pictures of records. */
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
