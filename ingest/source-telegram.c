/* SPDX-License-Identifier: MIT */
#include "ingest/source.h"

static int
begin(const struct options *options, const char *target, const char *mark,
    struct request *request, struct fault *f)
{
	(void)options; (void)mark; (void)request;
	return fault(f, "%s: not yet", target);
}

const struct source source_telegram = {
	.name = "telegram",
	.synopsis = "NAME...",
	.summary = "the public preview page of a channel",
	.begin = begin,
};
