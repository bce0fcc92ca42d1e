/* SPDX-License-Identifier: MIT */
#include "ingest/page-read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wire/record.h"

int
page_read(struct page *page, const struct task *task, const char *url,
    unsigned number, const struct exchange *x, struct fault *f)
{
	char type[128], *link = strdup(http_header(x, "Link"));
	struct reply reply = {
		.target = task->target,
		.url = url,
		.final_url = x->url,
		.type = type,
		.link = link == NULL ? "" : link,
		.status = x->status,
		.bytes = x->body.bytes == NULL ? "" : x->body.bytes,
		.length = x->body.length,
		.fetched = x->fetched,
		.number = number
	};
	int result;

	snprintf(type, sizeof(type), "%s", http_header(x, "Content-Type"));
	page_close(page);
	result = page_open(page);
	if (result == 0)
		result = task->source->parse(task->options, &reply,
		    page, f);
	free(link);
	return result;
}

json_t *
page_evidence(const struct exchange *x)
{
	char when[RECORD_TIME_SIZE];

	record_time(x->fetched, when);
	return json_pack("{s:s, s:s, s:i, s:s, s:O*}", "fetched", when,
	    "final_url", x->url, "http_status", x->status, "sha256",
	    x->sha256, "warc", x->kept);
}

bool
page_is_since(const json_t *record, const struct options *options)
{
	char since[RECORD_TIME_SIZE];
	const char *when = json_string_value(json_object_get(
	    json_object_get(record, "post"), "published"));

	if (when == NULL || !option_given(options, "since"))
		return true;
	record_time(option_time(options, "since"), since);
	/* RFC 3339 in UTC sorts as text. */
	return strcmp(when, since) >= 0;
}

bool
page_reaches(const struct page *page, const struct options *options)
{
	json_t *record;
	size_t i;

	json_array_foreach(page->records, i, record)
		if (page_is_since(record, options))
			return true;
	return json_array_size(page->records) == 0;
}
