/* SPDX-License-Identifier: MIT */
#include "ingest/rounds.h"

#include <stdlib.h>
#include <time.h>

#include "ingest/clock.h"
#include "ingest/fetcher.h"
#include "ingest/keeper.h"
#include "ingest/walks.h"
#include "ingest/watch.h"
#include "wire/say.h"

#define WALKS_MAX 128	/* targets at once */

/* One run, of as many rounds as it has. */
struct circle {
	struct rounds *all;
	const struct command *command;
	struct watch watch;	/* empty without --watch */
	struct fetcher *fetcher; /* NULL until a network source wants it, */
	struct background *keeper;	/* and so is this */
	json_t *discovered;	/* printed by --discover in any round */
	struct fault evidence;	/* why evidence cannot be kept, or "" */
};

/* How many commands there are, and each of them. */
static size_t
command_count(const struct circle *circle)
{
	return option_given(&circle->command->options, "watch") ?
	    circle->watch.count : 1;
}

static const struct command *
command_at(const struct circle *circle, size_t i)
{
	return option_given(&circle->command->options, "watch") ?
	    &circle->watch.lines[i].command : circle->command;
}

static void
read_archive(const struct circle *circle, const struct command *command,
    const char *target)
{
	struct rounds *all = circle->all;
	struct run run = { &command->options, all->media, all->sink };
	struct event event = {
		.source = command->source->name, .target = target,
		.start = time(NULL), .pages = 1
	};
	unsigned long before = sink_written(all->sink);
	unsigned long failed = sink_failures(all->sink);
	double start = clock_now();
	struct fault f = { "" };

	if (command->source->run(&run, target, &f) < 0) {
		if (sink_is_broken(all->sink))
			return;
		sink_failed(all->sink, target, f.text);
		event.outcome = OUTCOME_UNREACHABLE;
		event.why = f.text;
		event.pages = 0;
	} else if (sink_written(all->sink) == before &&
	    sink_failures(all->sink) > failed) {
		event.outcome = OUTCOME_MARKUP_CHANGED;
		event.why = "nothing in it could be read";
	} else if (sink_written(all->sink) == before) {
		event.outcome = option_given(&command->options, "state") ?
		    OUTCOME_NOT_MODIFIED : OUTCOME_EMPTY;
	}
	event.records = sink_written(all->sink) - before;
	event.seconds = clock_now() - start;
	if (events_write(all->events, &event, &f) < 0)
		sink_failed(all->sink, "--events", f.text);
}

static void
read_archives(const struct circle *circle)
{
	for (size_t i = 0; i < command_count(circle); i++) {
		const struct command *command = command_at(circle, i);

		if (command->source->run == NULL)
			continue;
		for (int j = 0; j < command->target_count &&
		    !sink_stopping(circle->all->sink); j++)
			read_archive(circle, command, command->targets[j]);
	}
	sink_flush(circle->all->sink, NULL);
}

/* Keep an exchange as evidence. */
static void
keep(struct exchange *exchange, void *context)
{
	struct circle *circle = context;

	json_decref(exchange->kept);
	if (warc_add(circle->all->warc, exchange, &exchange->kept,
	    &circle->evidence) < 0)
		circle->all->signals->stop = true;
}

static int
need_fetcher(struct circle *circle, struct fault *f)
{
	if (circle->fetcher != NULL)
		return 0;
	circle->keeper = keeper_open(circle->all->media, f);
	if (circle->keeper == NULL)
		return -1;
	circle->fetcher = fetcher_open(&circle->command->options,
	    circle->all->signals, f);
	if (circle->fetcher == NULL)
		return -1;
	if (circle->all->warc != NULL)
		fetcher_watch(circle->fetcher, keep, circle);
	return 0;
}

/* All network targets of a round; the caller frees them. */
static struct task *
gather(const struct circle *circle, size_t *count)
{
	struct task *tasks = NULL;

	*count = 0;
	for (size_t i = 0; i < command_count(circle); i++) {
		const struct command *command = command_at(circle, i);
		struct task *grown;

		if (command->source->run != NULL)
			continue;
		grown = reallocarray(tasks, *count +
		    (size_t)command->target_count, sizeof(*tasks));
		if (grown == NULL)
			break;
		tasks = grown;
		for (int j = 0; j < command->target_count; j++)
			tasks[(*count)++] = (struct task){ command->source,
			    command->targets[j], &command->options };
	}
	return tasks;
}

static int
read_network(struct circle *circle, struct fault *f)
{
	size_t count;
	struct task *tasks = gather(circle, &count);
	struct walks walks = {
		.sink = circle->all->sink,
		.events = circle->all->events,
		.discovered = circle->discovered,
		.active_max = WALKS_MAX
	};
	int result = 0;

	if (count > 0 && !sink_stopping(circle->all->sink)) {
		result = need_fetcher(circle, f);
		walks.fetcher = circle->fetcher;
		walks.keeper = circle->keeper;
		if (result == 0)
			result = walks_run(&walks, tasks, count, f);
	}
	free(tasks);
	return result;
}

static int
read_list(struct circle *circle, struct watch *watch, struct fault *f)
{
	const struct options *options = &circle->command->options;

	*watch = (struct watch){ .lines = NULL };
	if (!option_given(options, "watch"))
		return 0;
	return watch_read(watch, option_text(options, "watch"), options, f);
}

static void
read_list_again(struct circle *circle)
{
	struct fault f = { "" };
	struct watch watch;

	circle->all->signals->reload = false;
	if (read_list(circle, &watch, &f) < 0) {
		say(NULL, "%s: the list as it was goes on", f.text);
		return;
	}
	watch_close(&circle->watch);
	circle->watch = watch;
}

static int
go_round(struct circle *circle, struct fault *f)
{
	const struct options *options = &circle->command->options;
	struct signals *signals = circle->all->signals;

	for (;;) {
		double next = clock_now() + option_span(options, "every");

		read_archives(circle);
		if (read_network(circle, f) < 0)
			return -1;
		if (circle->evidence.text[0] != '\0')
			return fault(f, "%s", circle->evidence.text);
		if (!option_given(options, "every"))
			return 0;
		while (!sink_stopping(circle->all->sink) &&
		    !signals->reload && clock_now() < next)
			signals_wait(signals, next - clock_now());
		if (sink_stopping(circle->all->sink))
			return 0;
		if (signals->reload)
			read_list_again(circle);
	}
}

int
rounds_run(struct rounds *rounds, const struct command *command,
    struct fault *f)
{
	struct circle circle = {
		.all = rounds,
		.command = command,
		.discovered = json_object()
	};
	int result = read_list(&circle, &circle.watch, f);

	if (result == 0)
		result = go_round(&circle, f);
	fetcher_close(circle.fetcher);
	keeper_close(circle.keeper);
	watch_close(&circle.watch);
	json_decref(circle.discovered);
	return result;
}
