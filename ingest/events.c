/* SPDX-License-Identifier: MIT */
#include "ingest/events.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ingest/post.h"
#include "wire/output.h"
#include "wire/record.h"

#define ECS_VERSION "8.11.0"

struct events {
	struct output out;
	bool ours;	/* the descriptor is to be closed */
};

struct events *
events_open(const char *where, struct fault *f)
{
	struct events *events = calloc(1, sizeof(*events));
	bool number = where[0] != '\0' && strlen(where) < 6 &&
	    strspn(where, "0123456789") == strlen(where);
	int fd = number ? (int)strtol(where, NULL, 10) :
	    open(where, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);

	if (events == NULL) {
		fault(f, "out of memory");
	} else if (fd < 0 || fcntl(fd, F_GETFD) < 0) {
		fault(f, "--events: %s: %s", where, strerror(errno));
	} else if (output_open(&events->out, fd, f) == 0) {
		events->ours = !number;
		return events;
	}
	if (fd >= 0 && !number)
		close(fd);
	free(events);
	return NULL;
}

void
events_close(struct events *events)
{
	if (events == NULL)
		return;
	if (events->ours)
		close(events->out.fd);
	output_close(&events->out);
	free(events);
}

/* Absent is what is unknown: a NULL or 0 adds nothing. */
static int
set_text(json_t *object, const char *key, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return 0;
	return json_object_set_new(object, key,
	    post_string(text, strlen(text)));
}

static json_t *
what_happened(const struct event *event)
{
	bool good = outcome_is_good(event->outcome);
	char start[RECORD_TIME_SIZE];
	json_t *object;

	record_time(event->start, start);
	object = json_pack("{s:s, s:[s], s:[s], s:s, s:s, s:s, s:s, s:I}",
	    "kind", "event", "category", "network", "type",
	    good ? "access" : "error", "action", "fetch", "outcome",
	    good ? "success" : "failure", "dataset", "klad.ingest", "start",
	    start, "duration", (json_int_t)(event->seconds * 1e9));
	set_text(object, "reason", event->why);
	return object;
}

static json_t *
what_was_read(const struct event *event)
{
	json_t *object = json_pack("{s:s, s:i, s:I}", "outcome",
	    outcome_name(event->outcome), "pages", (int)event->pages,
	    "records", (json_int_t)event->records);

	set_text(object, "source", event->source);
	set_text(object, "target", event->target);
	return object;
}

int
events_write(struct events *events, const struct event *event,
    struct fault *f)
{
	char now[RECORD_TIME_SIZE];
	json_t *object;
	size_t length;
	char *line;
	int result;

	if (events == NULL)
		return 0;
	record_time(time(NULL), now);
	object = json_pack("{s:s, s:{s:s}, s:o, s:{s:s, s:s}, s:o}",
	    "@timestamp", now, "ecs", "version", ECS_VERSION, "event",
	    what_happened(event), "observer", "name", "klad-ingest",
	    "version", KLAD_VERSION, "fetch", what_was_read(event));
	if (event->url != NULL)
		json_object_set_new(object, "url", json_pack("{s:o}", "full",
		    post_string(event->url, strlen(event->url))));
	if (event->status != 0)
		json_object_set_new(object, "http",
		    json_pack("{s:{s:i}}", "response", "status_code",
		    event->status));
	line = object == NULL ? NULL : record_line(object, &length, f);
	json_decref(object);
	if (line == NULL)
		return object == NULL ? fault(f, "out of memory") : -1;
	result = output_line(&events->out, line, length, f);
	free(line);
	return result < 0 ? -1 : output_flush(&events->out, f);
}
