/* SPDX-License-Identifier: MIT */
/*
 * klad-classify: which of the records on stdin are adverts for drugs.
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
