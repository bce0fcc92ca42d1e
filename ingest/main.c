/* SPDX-License-Identifier: MIT */
/*
 * klad-ingest: public posts, from wherever they appear, as records.
 *
 * A map of this folder:
 *
 *	what is asked for	options, command, watch; rounds does it, again
 *				and again with --every
 *	sources			source.h and sources.c; source-NAME.c is one,
 *				with its formats in telegram-, vk-, feed-,
 *				export-, board, lines-, whatsapp and warc-
 *				files
 *	a network source	walks are its targets, each a walk over pages,
 *				each page a visit: fetched by fetcher (http,
 *				hosts, gate, guard, robots, backoff), read by
 *				page-read, its media by page-media; fetch.h has
 *				what they hand each other, outcome how it ends,
 *				discover what --discover prints
 *	what was there before	state; progression and shown compare with it
 *	what comes out		post makes a record, content its digest, sink
 *				writes it, keeper and media keep its pictures
 *				(unfinished are those being written);
 *				manifest, warc and events bear witness;
 *				background does work on another thread
 *	formats			html and markup, feed-xml, input, loose-json and
 *				value, charset, decode, exif, kind, size, url,
 *				clock, text, vcard
 *	safety			sandbox, inside, guard
 */
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
#include "wire/filter.h"
#include "wire/say.h"
#include "wire/standard.h"

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

/* Open what is kept beside media and records. */
static int
open_others(struct rounds *rounds, const struct options *options,
    struct fault *f)
{
	if (option_given(options, "manifest") && sink_keep_manifest(
	    rounds->sink, option_text(options, "manifest"), f) < 0)
		return -1;
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

/* All rounds, once the sink is open, which is closed. */
static int
run_rounds(struct rounds *run, const struct command *command, struct fault *f)
{
	const struct options *options = &command->options;
	int result = open_others(run, options, f), status;

	sandbox_enter(options);
	if (result == 0)
		result = rounds_run(run, command, f);
	if (warc_close(run->warc, f) < 0)
		result = -1;
	/* The reason stands before what was done until then. */
	if (result < 0 && !sink_is_broken(run->sink))
		say(NULL, "%s", f->text);
	f->text[0] = '\0';
	status = sink_close(run->sink);
	return result < 0 ? FILTER_CANNOT : status;
}

static int
start(const struct command *command, struct fault *f)
{
	const struct options *options = &command->options;
	struct signals signals;
	struct rounds run = { .signals = &signals };
	struct state *state = NULL;
	enum progress_mode mode;
	int status = FILTER_CANNOT;

	if (progress_parse(option_text(options, "progress"), &mode, f) < 0 ||
	    signals_open(&signals, f) < 0)
		return FILTER_CANNOT;
	html_set_depth((unsigned)option_count(options, "max-depth"));
	if (open_media(&run.media, command, f) == 0 &&
	    open_state(&state, options, f) == 0)
		run.sink = sink_open(&signals, mode, state, f);
	if (run.sink != NULL)
		status = run_rounds(&run, command, f);
	if (state != NULL)
		state_close(state, status != FILTER_CANNOT);
	events_close(run.events);
	media_close(run.media);
	signals_close(&signals);
	return status;
}

/* klad-ingest verify MANIFEST FILE|- */
static int
verify(int argc, char **argv)
{
	struct fault f = { "" };
	int result;

	if (argc != 4) {
		fputs("usage: klad-ingest verify MANIFEST FILE|-\n", stderr);
		return FILTER_CANNOT;
	}
	result = manifest_verify(argv[2], argv[3], &f);
	if (result != 0)
		say(argv[3], "%s", f.text);
	return result == 0 ? FILTER_DONE : result > 0 ? FILTER_SOME_FAILED :
	    FILTER_CANNOT;
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
	int status = FILTER_CANNOT;

	if (standard_hold() < 0)
		return FILTER_CANNOT;
	if (argc > 1 && strcmp(argv[1], "verify") == 0)
		return verify(argc, argv);
	if (command_read(&command, argc, argv, NULL, &f) < 0) {
		say(NULL, "%s", f.text);
		command_synopsis(stderr);
	} else if (option_given(&command.options, "help")) {
		command_usage(stdout);
		status = fflush(stdout) == 0 ? FILTER_DONE : FILTER_CANNOT;
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
