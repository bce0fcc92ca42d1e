/* SPDX-License-Identifier: MIT */
/*
 * klad-classify: which of the records on stdin are adverts for drugs.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classify/alert.h"
#include "classify/detector.h"
#include "classify/examine.h"
#include "classify/screen.h"
#include "wire/filter.h"
#include "wire/record.h"

enum {
	FOLDERS_MAX = 16
};

struct options {
	const char *folders[FOLDERS_MAX];
	size_t folder_count;
	const char *threshold;	/* low, medium, high or a number */
	bool all;		/* write every record, whatever its score */
	bool no_screen;		/* examine every record */
	struct filter_options filter;
};

struct classifier {
	struct detector *detector;
	struct examiner examiner;
	struct screen screen;
	double threshold;
	bool all, screened;
};

static const char synopsis[] =
	"usage: klad-classify [-ah] [-L folder] [-t threshold]\n"
	"           [--no-screen] [--progress when] [--rejects file]\n"
	"           [--version]\n";

static int
usage(void)
{
	fputs(synopsis, stderr);
	return FILTER_CANNOT;
}

static int
classify(struct classifier *c, struct filter *filter, const json_t *record,
    struct fault *f)
{
	json_t *alert;
	int status;

	if (examine_record(&c->examiner, record, f) < 0)
		return -1;
	if (!c->all && c->examiner.score.total < c->threshold)
		return 0;
	alert = alert_make(&c->examiner, record, c->threshold, time(NULL), f);
	if (alert == NULL)
		return -1;
	status = record_write(alert, &filter->out, f);
	json_decref(alert);
	if (status == 0)
		filter->progress.written++;
	return status;
}

static int
take(void *context, struct filter *filter, const struct line *line,
    struct fault *f)
{
	struct classifier *c = context;
	json_t *record;
	int status;

	if (c->screened && !screen_passes(&c->screen, line->bytes,
	    line->length))
		return 0;
	record = record_parse(line->bytes, line->length, f);
	if (record == NULL) {
		filter_reject(filter, line, f->text);
		return 0;
	}
	status = classify(c, filter, record, f);
	json_decref(record);
	return status;
}

static int
set_threshold(struct classifier *c, const char *word, struct fault *f)
{
	int level = level_find(word);
	char *end;

	if (level >= 0) {
		c->threshold = c->detector->weights.levels[level];
		return 0;
	}
	errno = 0;
	c->threshold = strtod(word, &end);
	if (*word == '\0' || *end != '\0' || errno != 0 ||
	    !(c->threshold > 0 && c->threshold <= 100))
		return fault(f, "--threshold: %s: neither low, medium, high "
		    "nor a number over 0 and up to 100", word);
	return 0;
}

static int
run(const struct options *options)
{
	struct classifier c = { .all = options->all };
	struct filter filter;
	struct fault f;
	int status;

	c.detector = detector_open(options->folders, options->folder_count,
	    &f);
	if (c.detector == NULL)
		return filter_fail(&f);
	if (set_threshold(&c, options->threshold, &f) < 0 ||
	    examine_open(&c.examiner, c.detector, &f) < 0) {
		detector_close(c.detector);
		return filter_fail(&f);
	}
	c.screened = !options->all && !options->no_screen;
	if (c.screened &&
	    screen_open(&c.screen, &c.examiner, c.threshold, &f) < 0) {
		examine_close(&c.examiner);
		detector_close(c.detector);
		return filter_fail(&f);
	}
	if (filter_open(&filter, &options->filter, &f) < 0) {
		status = filter_fail(&f);
	} else {
		filter_run(&filter, take, &c);
		status = filter_close(&filter);
	}
	if (c.screened)
		screen_close(&c.screen);
	examine_close(&c.examiner);
	detector_close(c.detector);
	return status;
}

enum {
	OPTION_NO_SCREEN = 256,
	OPTION_PROGRESS,
	OPTION_REJECTS,
	OPTION_VERSION
};

static const struct option long_options[] = {
	{ "all", no_argument, NULL, 'a' },
	{ "help", no_argument, NULL, 'h' },
	{ "lexicons", required_argument, NULL, 'L' },
	{ "threshold", required_argument, NULL, 't' },
	{ "no-screen", no_argument, NULL, OPTION_NO_SCREEN },
	{ "progress", required_argument, NULL, OPTION_PROGRESS },
	{ "rejects", required_argument, NULL, OPTION_REJECTS },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ NULL, 0, NULL, 0 }
};

/* Returns -1 to go on, or the exit status. */
static int
parse_option(struct options *options, int option)
{
	struct fault f;

	switch (option) {
	case 'a':
		options->all = true;
		return -1;
	case 'h':
		fputs(synopsis, stdout);
		return fflush(stdout) == 0 ? FILTER_DONE : FILTER_CANNOT;
	case 'L':
		if (options->folder_count == FOLDERS_MAX) {
			fault(&f, "-L: more than %d folders", FOLDERS_MAX);
			return filter_fail(&f);
		}
		options->folders[options->folder_count++] = optarg;
		return -1;
	case 't':
		options->threshold = optarg;
		return -1;
	case OPTION_NO_SCREEN:
		options->no_screen = true;
		return -1;
	case OPTION_PROGRESS:
		return progress_parse(optarg, &options->filter.progress,
		    &f) < 0 ? filter_fail(&f) : -1;
	case OPTION_REJECTS:
		options->filter.rejects = optarg;
		return -1;
	case OPTION_VERSION:
		printf("klad-classify %s\n", KLAD_VERSION);
		return fflush(stdout) == 0 ? FILTER_DONE : FILTER_CANNOT;
	default:
		return usage();
	}
}

int
main(int argc, char *argv[])
{
	const char *own = getenv("KLAD_LEXICONS");
	struct options options = { .threshold = "medium", .folder_count = 1,
	    .folders = { own != NULL ? own : KLAD_LEXICONS },
	    .filter = { .made = "alerts" } };
	int option, status;

	while ((option = getopt_long(argc, argv, "ahL:t:", long_options,
	    NULL)) != -1) {
		status = parse_option(&options, option);
		if (status >= 0)
			return status;
	}
	if (optind < argc)
		return usage();
	return run(&options);
}
