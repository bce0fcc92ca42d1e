/* SPDX-License-Identifier: MIT */
#include "ocr/options.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WORKERS_MAX 64

const char options_synopsis[] =
    "usage: klad-ocr [-j workers] [-l languages] [--media dir] [--memo file]\n"
    "                [--rejects file] [--draw dir] [--seconds n] [--pixels n]\n"
    "                [--bytes n] [--frames n] [--memory mib]\n"
    "                [--memo-pictures n] [--progress auto|always|never]\n";

const char options_help[] =
    "Add to each record on stdin what can be read on its pictures.\n"
    "\n"
    "  -l, --languages L    Tesseract models, \"rus+eng\"; default: auto\n"
    "  -j, --jobs N         worker processes; default: one a core\n"
    "      --media DIR      where the pictures are; default: media\n"
    "      --memo FILE      keep readings, and use them for copies\n"
    "      --memo-pictures N  how many it keeps; default: 20000\n"
    "      --rejects FILE   keep lines that are no record\n"
    "      --draw DIR       write each picture with what was seen on it\n"
    "      --seconds N      for one picture; default: 60\n"
    "      --pixels N       of one picture; default: 64000000\n"
    "      --bytes N        of one file; default: 64000000\n"
    "      --frames N       of one file; default: 4\n"
    "      --memory MIB     for one worker; default: 1200\n"
    "      --progress WHEN  auto, always or never\n"
    "  -h, --help           this text\n"
    "      --version        the version\n";

enum {
	OPTION_BYTES = 256, OPTION_DRAW, OPTION_FRAMES, OPTION_MEDIA,
	OPTION_MEMO, OPTION_MEMORY, OPTION_PICTURES, OPTION_PIXELS,
	OPTION_PROGRESS, OPTION_REJECTS, OPTION_SECONDS, OPTION_VERSION
};

static const struct option longs[] = {
	{ "bytes", required_argument, NULL, OPTION_BYTES },
	{ "draw", required_argument, NULL, OPTION_DRAW },
	{ "frames", required_argument, NULL, OPTION_FRAMES },
	{ "help", no_argument, NULL, 'h' },
	{ "jobs", required_argument, NULL, 'j' },
	{ "languages", required_argument, NULL, 'l' },
	{ "media", required_argument, NULL, OPTION_MEDIA },
	{ "memo", required_argument, NULL, OPTION_MEMO },
	{ "memo-pictures", required_argument, NULL, OPTION_PICTURES },
	{ "memory", required_argument, NULL, OPTION_MEMORY },
	{ "pixels", required_argument, NULL, OPTION_PIXELS },
	{ "progress", required_argument, NULL, OPTION_PROGRESS },
	{ "rejects", required_argument, NULL, OPTION_REJECTS },
	{ "seconds", required_argument, NULL, OPTION_SECONDS },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ NULL, 0, NULL, 0 }
};

/* A whole number between 1 and most. */
static int
take_number(const char *name, const char *text, unsigned long long most,
    unsigned long long *number, struct fault *f)
{
	char *end;

	errno = 0;
	*number = strtoull(text, &end, 10);
	if (errno != 0 || *end != '\0' || text[0] < '0' || text[0] > '9' ||
	    *number < 1 || *number > most)
		return fault(f, "--%s=%s: not a number from 1 to %llu", name,
		    text, most);
	return 0;
}

static int
take_limit(struct options *o, int option, const char *text, struct fault *f)
{
	unsigned long long n;

	switch (option) {
	case 'j':
		if (take_number("jobs", text, WORKERS_MAX, &n, f) < 0)
			return -1;
		o->workers = (unsigned)n;
		return 0;
	case OPTION_BYTES:
		if (take_number("bytes", text, 1 << 30, &n, f) < 0)
			return -1;
		o->limits.bytes = (size_t)n;
		return 0;
	case OPTION_FRAMES:
		if (take_number("frames", text, 1000, &n, f) < 0)
			return -1;
		o->limits.frames = (unsigned)n;
		return 0;
	case OPTION_MEMORY:
		if (take_number("memory", text, 1 << 20, &n, f) < 0)
			return -1;
		o->memory = (unsigned)n;
		return 0;
	case OPTION_PICTURES:
		if (take_number("memo-pictures", text, 10000000, &n, f) < 0)
			return -1;
		o->memo_pictures = (unsigned long)n;
		return 0;
	case OPTION_PIXELS:
		if (take_number("pixels", text, 1 << 30, &n, f) < 0)
			return -1;
		o->limits.pixels = n;
		return 0;
	default:
		if (take_number("seconds", text, 86400, &n, f) < 0)
			return -1;
		o->seconds = (unsigned)n;
		return 0;
	}
}

static int
take_option(struct options *o, int option, const char *text, struct fault *f)
{
	switch (option) {
	case 'h':
		o->action = OPTIONS_HELP;
		return 0;
	case 'l':
		o->languages = text;
		return 0;
	case OPTION_DRAW:
		o->draw = text;
		return 0;
	case OPTION_MEDIA:
		o->media = text;
		return 0;
	case OPTION_MEMO:
		o->memo = text;
		return 0;
	case OPTION_PROGRESS:
		return progress_parse(text, &o->progress, f);
	case OPTION_REJECTS:
		o->rejects = text;
		return 0;
	case OPTION_VERSION:
		o->action = OPTIONS_VERSION;
		return 0;
	default:
		return take_limit(o, option, text, f);
	}
}

static unsigned
count_cores(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (cores < 1)
		return 1;
	return cores > WORKERS_MAX ? WORKERS_MAX : (unsigned)cores;
}

int
options_parse(struct options *o, int count, char **arguments,
    struct fault *f)
{
	int option;

	*o = (struct options){
		.languages = "auto", .workers = count_cores(),
		.media = "media", .memo_pictures = 20000, .seconds = 60,
		.memory = 1200, .limits = IMAGE_LIMITS,
		.progress = PROGRESS_AUTO, .action = OPTIONS_RUN,
	};
	opterr = 0;
	while (o->action == OPTIONS_RUN && (option = getopt_long(count,
	    arguments, ":hj:l:", longs, NULL)) != -1) {
		if (option == ':')
			return fault(f, "%s: needs a value",
			    arguments[optind - 1]);
		if (option == '?')
			return fault(f, "%s: no such option",
			    arguments[optind - 1]);
		if (take_option(o, option, optarg, f) < 0)
			return -1;
	}
	if (o->action == OPTIONS_RUN && optind < count)
		return fault(f, "%s: records are read from stdin",
		    arguments[optind]);
	return 0;
}
