/* SPDX-License-Identifier: MIT */
#include "ingest/fetch.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
page_outcome(struct page *page, enum outcome outcome, const char *why, ...)
{
	va_list arguments;

	page->outcome = outcome;
	va_start(arguments, why);
	vsnprintf(page->why, sizeof(page->why), why, arguments);
	va_end(arguments);
	return 0;
}

int
page_open(struct page *page)
{
	*page = (struct page){
		.records = json_array(),
		.others = json_array()
	};
	return page->records == NULL || page->others == NULL ? -1 : 0;
}

void
page_missed(struct page *page, size_t count)
{
	size_t missed = count - json_array_size(page->records);

	if (missed > 0)
		page_outcome(page, OUTCOME_MARKUP_CHANGED,
		    "%zu posts, and %zu of them are not understood", count,
		    missed);
}

int
page_also_shows(struct page *page, long long number)
{
	return json_array_append_new(page->others, json_integer(number));
}

int
page_shows(struct page *page, json_t *record)
{
	if (page->shown == NULL)
		page->shown = json_array();
	return json_array_append(page->shown, record);
}

void
page_close(struct page *page)
{
	json_decref(page->records);
	json_decref(page->others);
	json_decref(page->shown);
	free(page->next);
	free(page->mark);
	*page = (struct page){ .records = NULL };
}

int
request_address(struct request *request, const char *target,
    const char *accept, struct fault *f)
{
	if (strncmp(target, "http://", 7) != 0 &&
	    strncmp(target, "https://", 8) != 0)
		return fault(f, "not an http or https address");
	request->url = strdup(target);
	request->accept = accept == NULL ? NULL : strdup(accept);
	request->named = true;
	return request->url == NULL || (accept != NULL &&
	    request->accept == NULL) ? fault(f, "out of memory") : 0;
}

void
request_close(struct request *request)
{
	free(request->url);
	free(request->accept);
	if (request->secret != NULL)
		explicit_bzero(request->secret, strlen(request->secret));
	free(request->secret);
	*request = (struct request){ .url = NULL };
}
