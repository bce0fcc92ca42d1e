/* SPDX-License-Identifier: MIT */
#include "ingest/walks.h"

#include "ingest/walk.h"

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
 * After each round of the fetcher: the pages whose media are safe are
 * written, all of them together. True while some media are still on their
 * way to the disk.
 */
static bool
write_out(void *context)
{
	struct walks *all = context;
	bool more = keeper_collect(all->keeper) > 0;

	sink_flush(all->sink, NULL);
	return more;
}

int
walks_run(struct walks *all, const struct task *tasks, size_t count,
    struct fault *f)
{
	struct fetcher_beside beside = { write_out, all,
	    keeper_fd(all->keeper) };
	int result;

	if (all->discovered == NULL)
		all->discovered = json_object();
	all->waiting = tasks;
	all->waiting_count = count;
	fetcher_go_beside(all->fetcher, &beside);
	walks_begin_more(all);
	result = fetcher_run(all->fetcher, f);
	while (all->first != NULL)
		walk_free(all->first);
	json_decref(all->discovered);
	all->discovered = NULL;
	return result;
}
