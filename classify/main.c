/* SPDX-License-Identifier: MIT */
/*
 * klad-classify: which of the records on stdin are adverts for drugs.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "classify/crew.h"
#include "classify/detector.h"
#include "wire/filter.h"

enum {
	FOLDERS_MAX = 16
};

struct options {
	const char *folders[FOLDERS_MAX];
	size_t folder_count;
	const char *threshold;	/* low, medium, high or a number */
	struct settings settings;	/* but for the threshold */
	size_t jobs;
	struct filter_options filter;
};

static const char synopsis[] =
	"usage: klad-classify [-ah] [-j jobs] [-L folder] [-t threshold]\n"
	"           [--no-screen] [--progress when] [--rejects file]\n"
	"           [--version]\n";

static int
usage(void)
{
	fputs(synopsis, stderr);
	return FILTER_CANNOT;
}

static int
read_threshold(const struct detector *detector, const char *word,
    double *threshold, struct fault *f)
{
	int level = level_find(word);
	char *end;

	if (level >= 0) {
		*threshold = detector->weights.levels[level];
		return 0;
	}
	errno = 0;
	*threshold = strtod(word, &end);
	if (*word == '\0' || *end != '\0' || errno != 0 ||
	    !(*threshold > 0 && *threshold <= 100))
		return fault(f, "--threshold: %s: neither low, medium, high "
		    "nor a number over 0 and up to 100", word);
	return 0;
}

static int
classify(const struct options *options, const struct detector *detector)
{
	struct settings settings = options->settings;
	struct filter filter;
	struct crew crew;
	struct fault f;

	if (read_threshold(detector, options->threshold, &settings.threshold,
	    &f) < 0 || filter_open(&filter, &options->filter, &f) < 0)
		return filter_fail(&f);
	if (crew_open(&crew, &filter, detector, &settings, options->jobs,
	    &f) < 0) {
		filter_stop(&filter, &f);
		return filter_close(&filter);
	}
	crew_run(&crew);
	crew_close(&crew);
	return filter_close(&filter);
}

static int
run(const struct options *options)
{
	struct detector *detector;
	struct fault f;
	int status;

	detector = detector_open(options->folders, options->folder_count, &f);
	if (detector == NULL)
		return filter_fail(&f);
	status = classify(options, detector);
	detector_close(detector);
	return status;
}

/* How many workers there are if nobody says: one for each processor. */
static size_t
default_jobs(void)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (processors < 1)
		return 1;
	return processors > CREW_JOBS_MAX ? CREW_JOBS_MAX :
	    (size_t)processors;
}

static int
read_jobs(const char *word, size_t *jobs, struct fault *f)
{
	char *end;
	long number = strtol(word, &end, 10);

	if (*word == '\0' || *end != '\0' || number < 1 ||
	    number > CREW_JOBS_MAX)
		return fault(f, "--jobs: %s: not a number from 1 to %d", word,
		    CREW_JOBS_MAX);
	*jobs = (size_t)number;
	return 0;
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
	{ "jobs", required_argument, NULL, 'j' },
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
		options->settings.all = true;
		return -1;
	case 'h':
		fputs(synopsis, stdout);
		return fflush(stdout) == 0 ? FILTER_DONE : FILTER_CANNOT;
	case 'j':
		return read_jobs(optarg, &options->jobs, &f) < 0 ?
		    filter_fail(&f) : -1;
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
		options->settings.no_screen = true;
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
	    .jobs = default_jobs(),
	    .folders = { own != NULL ? own : KLAD_LEXICONS },
	    .filter = { .made = "alerts" } };
	int option, status;

	while ((option = getopt_long(argc, argv, "ahj:L:t:", long_options,
	    NULL)) != -1) {
		status = parse_option(&options, option);
		if (status >= 0)
			return status;
	}
	if (optind < argc)
		return usage();
	return run(&options);
}
