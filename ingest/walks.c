/* SPDX-License-Identifier: MIT */
#include "ingest/walks.h"

#include "ingest/keeper.h"
#include "ingest/page-read.h"
#include "ingest/walk.h"

struct state *
walk_state(const struct walks *all, const struct task *task)
{
	return option_given(task->options, "discover") ? NULL :
	    sink_state(all->sink);
}

void
walks_begin_more(struct walks *all)
{
	while (all->waiting_count > 0 && all->active < all->active_max) {
		const struct task *task = all->waiting++;

		all->waiting_count--;
		walk_begin(all, task);
	}
}

/*
 * After each round of the fetcher: pages that are read are gone on with, and
 * those whose media are safe are written. True while some are still on their
 * way.
 */
static bool
step(void *context, int *wait)
{
	struct walks *all = context;
	bool more = background_collect(all->reader) > 0;

	if (background_collect(all->keeper) > 0)
		more = true;
	*wait = sink_flush_due(all->sink);
	return more;
}

int
walks_run(struct walks *all, const struct task *tasks, size_t count,
    struct fault *f)
{
	struct fetcher_beside beside = { .step = step, .context = all };
	int result;

	all->reader = reader_open(f);
	if (all->reader == NULL)
		return -1;
	beside.fds[0] = background_fd(all->reader);
	beside.fds[1] = background_fd(all->keeper);
	all->waiting = tasks;
	all->waiting_count = count;
	fetcher_go_beside(all->fetcher, &beside);
	walks_begin_more(all);
	result = fetcher_run(all->fetcher, f);
	sink_flush(all->sink, NULL);
	/* What it reads belongs to the walks. */
	reader_close(all->reader);
	all->reader = NULL;
	while (all->first != NULL)
		walk_free(all->first);
	return result;
}
