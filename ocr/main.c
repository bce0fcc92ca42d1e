/* SPDX-License-Identifier: MIT */
/* klad-ocr: read the text and the codes on the pictures of records. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ocr/options.h"
#include "ocr/stage.h"
#include "wire/arguments.h"
#include "wire/filter.h"
#include "wire/standard.h"

/*
 * Tesseract's library reads OMP_THREAD_LIMIT when it is loaded, before main:
 * with more threads than one it takes five times as long. So set it and start
 * again. Where that is not possible, go on slowly.
 */
static void
limit_threads(char **arguments)
{
	const char *limit = getenv("OMP_THREAD_LIMIT");

	if (limit != NULL && strcmp(limit, "1") == 0)
		return;
	if (setenv("OMP_THREAD_LIMIT", "1", 1) == 0)
		execv("/proc/self/exe", arguments);
}

int
main(int count, char **arguments)
{
	struct options options;
	struct fault f;

	if (standard_hold() < 0)
		return FILTER_CANNOT;
	limit_threads(arguments);
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
