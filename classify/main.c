/* SPDX-License-Identifier: MIT */
/*
 * klad-classify: which of the records on stdin are adverts for drugs.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "classify/eval.h"
#include "classify/lint.h"
#include "classify/options.h"
#include "classify/stage.h"
#include "wire/standard.h"

/* Print what was asked for. Returns the exit status. */
static int
print(const char *text, const char *more)
{
	struct fault f;

	if (fputs(text, stdout) < 0 || fputs(more, stdout) < 0 ||
	    fflush(stdout) != 0) {
		fault(&f, "stdout: write: %s", strerror(errno));
		return filter_fail(&f);
	}
	return FILTER_DONE;
}

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
		return print(options_synopsis, options_help);
	case MODE_VERSION:
		return print("klad-classify " KLAD_VERSION, "\n");
	case MODE_EVAL:
		return eval_run(&options);
	case MODE_LINT:
		return lint_run(&options);
	default:
		return stage_run(&options);
	}
}
