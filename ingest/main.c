/* SPDX-License-Identifier: MIT */
/* klad-ingest: public posts, from wherever they appear, as records. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/command.h"
#include "ingest/html.h"
#include "ingest/manifest.h"
#include "ingest/media.h"
#include "ingest/rounds.h"
#include "ingest/sandbox.h"
#include "ingest/signals.h"
#include "ingest/sink.h"
#include "ingest/source.h"
#include "wire/arguments.h"
#include "wire/say.h"
#include "wire/standard.h"

enum status { DONE = 0, SOME_FAILED = 1, CANNOT = 2 };

/* Is there nothing to be kept? A list may name anything. */
static bool
keeps_nothing(const struct command *command)
{
	const struct source *source = command->source;

	if (source == NULL || source->run != NULL)
		return source != NULL && source->keeps_nothing;
	return option_given(&command->options, "no-media");
}

/* Returns 0, with NULL where nothing is to be kept; or -1. */
static int
open_media(struct media **media, const struct command *command,
    struct fault *f)
{
	const struct options *options = &command->options;

	if (keeps_nothing(command))
		return 0;
	*media = media_open(option_text(options, "media"),
	    option_bytes(options, "max-media-bytes"), f);
	return *media == NULL ? -1 : 0;
}

/* Returns 0, with NULL where none was asked for; or -1. */
static int
open_state(struct state **state, const struct options *options,
    struct fault *f)
{
	if (!option_given(options, "state"))
		return 0;
	*state = state_open(option_text(options, "state"), f);
	return *state == NULL ? -1 : 0;
}

/* Open what rounds need beside the media and the sink. */
static int
open_others(struct rounds *rounds, const struct options *options,
    struct fault *f)
{
	if (option_given(options, "events")) {
		rounds->events = events_open(option_text(options, "events"),
		    f);
		if (rounds->events == NULL)
			return -1;
	}
	if (option_given(options, "warc")) {
		rounds->warc = warc_open(option_text(options, "warc"),
		    option_bytes(options, "warc-size"), f);
		if (rounds->warc == NULL)
			return -1;
	}
	return 0;
}

static int
start(const struct command *command, struct fault *f)
{
	const struct options *options = &command->options;
	struct rounds run = { .signals = NULL };
	struct state *state = NULL;
	struct signals signals;
	enum progress_mode mode;
	int status = CANNOT;

	if (progress_parse(option_text(options, "progress"), &mode, f) < 0 ||
	    signals_open(&signals, f) < 0)
		return CANNOT;
	html_set_depth((unsigned)option_count(options, "max-depth"));
	if (open_media(&run.media, command, f) == 0 &&
	    open_state(&state, options, f) == 0)
		run.sink = sink_open(&signals, mode, state, f);
	if (run.sink != NULL && option_given(options, "manifest") &&
	    sink_keep_manifest(run.sink, option_text(options, "manifest"),
	    f) < 0) {
		sink_close(run.sink);
	} else if (run.sink != NULL) {
		int result = open_others(&run, options, f);

		sandbox_enter(options);
		run.signals = &signals;
		if (result == 0)
			result = rounds_run(&run, command, f);
		if (warc_close(run.warc, f) < 0)
			result = -1;
		/* The reason stands before what was done until then. */
		if (result < 0 && !sink_is_broken(run.sink))
			say(NULL, "%s", f->text);
		f->text[0] = '\0';
		status = sink_close(run.sink);
		if (result < 0)
			status = CANNOT;
	}
	if (state != NULL)
		state_close(state, status != CANNOT);
	events_close(run.events);
	media_close(run.media);
	signals_close(&signals);
	return status;
}

/* klad-ingest verify MANIFEST FILE */
static int
verify(int argc, char **argv)
{
	struct fault f = { "" };
	int result;

	if (argc != 4) {
		fputs("usage: klad-ingest verify MANIFEST FILE\n", stderr);
		return CANNOT;
	}
	result = manifest_verify(argv[2], argv[3], &f);
	if (result != 0)
		say(argv[3], "%s", f.text);
	return result == 0 ? DONE : result > 0 ? SOME_FAILED : CANNOT;
}

/* What is asked for must have a target, or be a list, and never both. */
static int
check(const struct command *command, struct fault *f)
{
	if (option_given(&command->options, "watch"))
		return command->source == NULL ? 0 :
		    fault(f, "--watch: goes without source and target");
	if (command->source == NULL)
		return fault(f, "no source given");
	if (command->target_count == 0)
		return fault(f, "%s: no target given", command->source->name);
	for (int i = 0; i < command->target_count; i++)
		if (command->targets[i][0] == '\0')
			return fault(f, "%s: a target that is empty",
			    command->source->name);
	return 0;
}

int
main(int argc, char **argv)
{
	struct command command;
	struct fault f = { "" };
	int status = CANNOT;

	if (standard_hold() < 0)
		return CANNOT;
	if (argc > 1 && strcmp(argv[1], "verify") == 0)
		return verify(argc, argv);
	if (command_read(&command, argc, argv, NULL, &f) < 0) {
		say(NULL, "%s", f.text);
		command_synopsis(stderr);
	} else if (option_given(&command.options, "help")) {
		command_usage(stdout);
		status = fflush(stdout) == 0 ? DONE : CANNOT;
	} else if (option_given(&command.options, "version")) {
		status = arguments_answer("klad-ingest " KLAD_VERSION, "\n");
	} else if (check(&command, &f) < 0) {
		say(NULL, "%s", f.text);
		command_synopsis(stderr);
	} else {
		status = start(&command, &f);
		if (f.text[0] != '\0')
			say(NULL, "%s", f.text);
	}
	command_close(&command);
	return status;
}
