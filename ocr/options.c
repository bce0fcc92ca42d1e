/* SPDX-License-Identifier: MIT */
#include "ocr/options.h"

#include <getopt.h>

#include "wire/arguments.h"

const char options_synopsis[] =
    "usage: klad-ocr [-j workers] [-l languages] [--media dir] [--memo file]\n"
    "                [--memo-pictures n] [--rejects file] [--draw dir]\n"
    "                [--seconds n] [--pixels n] [--bytes n] [--frames n]\n"
    "                [--memory mib] [--progress auto|always|never]\n";

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
    "      --seconds N      of processor time for one picture; default: 60\n"
    "      --pixels N       of one picture; default: 64000000\n"
    "      --bytes N        of one file; default: 64000000\n"
    "      --frames N       of one file; default: 4\n"
    "      --memory MIB     for one worker; default: 1200\n"
    "      --progress WHEN  auto, always or never\n"
    "  -h, --help           this text\n"
    "  -V, --version        the version\n";

enum {
	OPTION_BYTES = 256, OPTION_DRAW, OPTION_FRAMES, OPTION_MEDIA,
	OPTION_MEMO, OPTION_MEMORY, OPTION_PICTURES, OPTION_PIXELS,
	OPTION_PROGRESS, OPTION_REJECTS, OPTION_SECONDS
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
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 }
};

/* The options that take a number, and the most it may be. */
static const struct limit {
	int option;
	const char *name;
	unsigned long long most;
} limits[] = {
	{ 'j', "jobs", OPTIONS_WORKERS_MAX },
	{ OPTION_BYTES, "bytes", 1 << 30 },
	{ OPTION_FRAMES, "frames", 1000 },
	{ OPTION_MEMORY, "memory", 1 << 20 },
	{ OPTION_PICTURES, "memo-pictures", 10000000 },
	{ OPTION_PIXELS, "pixels", 1 << 30 },
	{ OPTION_SECONDS, "seconds", 86400 }
};

static int
take_limit(struct options *o, int option, const char *text, struct fault *f)
{
	const struct limit *limit = limits;
	unsigned long long n;

	while (limit->option != option)
		limit++;
	if (arguments_number(limit->name, text, limit->most, &n, f) < 0)
		return -1;
	switch (option) {
	case 'j':
		o->workers = (unsigned)n;
		break;
	case OPTION_BYTES:
		o->limits.bytes = (size_t)n;
		break;
	case OPTION_FRAMES:
		o->limits.frames = (unsigned)n;
		break;
	case OPTION_MEMORY:
		o->memory = (unsigned)n;
		break;
	case OPTION_PICTURES:
		o->memo_pictures = (unsigned long)n;
		break;
	case OPTION_PIXELS:
		o->limits.pixels = n;
		break;
	default:
		o->seconds = (unsigned)n;
	}
	return 0;
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
	case 'V':
		o->action = OPTIONS_VERSION;
		return 0;
	default:
		return take_limit(o, option, text, f);
	}
}

int
options_parse(struct options *o, int count, char **arguments,
    struct fault *f)
{
	int option;

	*o = (struct options){
		.languages = "auto",
		.workers = arguments_processors(OPTIONS_WORKERS_MAX),
		.media = "media", .memo_pictures = 20000, .seconds = 60,
		.memory = 1200, .limits = IMAGE_LIMITS,
		.progress = PROGRESS_AUTO, .action = OPTIONS_RUN,
	};
	while (o->action == OPTIONS_RUN && (option = arguments_next(count,
	    arguments, ":hj:l:V", longs, f)) != -1) {
		if (option == '?')
			return -1;
		if (take_option(o, option, optarg, f) < 0)
			return -1;
	}
	return o->action == OPTIONS_RUN ?
	    arguments_end(count, arguments, f) : 0;
}
