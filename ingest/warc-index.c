/* SPDX-License-Identifier: MIT */
#include "ingest/warc-index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/post.h"
#include "ingest/url.h"

#define FIELDS_LENGTH_MAX 65536	/* of metadata */
#define MOVES_MAX 20	/* redirects that are followed */

int
warc_index_open(struct warc_index *index)
{
	*index = (struct warc_index){
		.pictures = json_object(), .moved = json_object(),
		.asked = json_object()
	};
	return index->pictures == NULL || index->moved == NULL ||
	    index->asked == NULL ? -1 : 0;
}

void
warc_index_close(struct warc_index *index)
{
	json_decref(index->pictures);
	json_decref(index->moved);
	json_decref(index->asked);
}

/* The fields of a record of metadata, as an object of strings. */
static json_t *
read_fields(const struct text *block)
{
	json_t *fields = json_object();
	const char *at = block->bytes, *end = at + block->length;

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t length = (size_t)((stop == NULL ? end : stop) - at);
		const char *colon = memchr(at, ':', length);
		char key[32];

		if (length > 0 && at[length - 1] == '\r')
			length--;
		if (colon != NULL && (size_t)(colon - at) < sizeof(key) &&
		    colon + 2 <= at + length) {
			snprintf(key, sizeof(key), "%.*s", (int)(colon - at),
			    at);
			json_object_set_new(fields, key, post_string(
			    colon + 2, length - (size_t)(colon + 2 - at)));
		}
		at += length;
		at += strspn(at, "\r\n");
	}
	return fields;
}

/* What klad-ingest notes beside each page that it fetches (warc.h). */
static int
add_metadata(const struct warc_index *index,
    const struct warc_record *record)
{
	json_t *fields;
	int result = 0;

	if (record->block.length == 0 || record->concurrent[0] == '\0' ||
	    record->block.length > FIELDS_LENGTH_MAX)
		return 0;
	fields = read_fields(&record->block);
	if (json_is_string(json_object_get(fields, "source")) &&
	    json_is_string(json_object_get(fields, "target")))
		result = json_object_set(index->asked, record->concurrent,
		    fields);
	json_decref(fields);
	return result;
}

/* What was fetched again, and the same bytes as from another address. */
static int
add_revisit(const struct warc_index *index, const struct warc_record *record)
{
	if (record->refers_to[0] == '\0' ||
	    strcmp(record->refers_to, record->uri) == 0)
		return 0;
	return json_object_set_new(index->moved, record->uri,
	    json_string(record->refers_to));
}

/* Without a reply. */
static int
add_note(const struct warc_index *index, const struct warc_record *record)
{
	if (strcmp(record->type, "metadata") == 0)
		return add_metadata(index, record);
	return strcmp(record->type, "revisit") == 0 ?
	    add_revisit(index, record) : 0;
}

/* Why a picture is not there, unless it was had at another time. */
static int
add_error(const struct warc_index *index, const char *uri, const char *why)
{
	if (json_object_get(index->pictures, uri) != NULL)
		return 0;
	return json_object_set_new(index->pictures, uri,
	    json_pack("{s:s}", "error", why));
}

/* A redirect, or a failure, that stands for a picture that is not there. */
static int
add_other(const struct warc_index *index, const char *uri,
    const struct warc_reply *reply)
{
	char why[32], *to = reply->status / 100 == 3 &&
	    reply->location[0] != '\0' ? url_join(uri, reply->location) : NULL;
	int bad = 0;

	snprintf(why, sizeof(why), "status %d", reply->status);
	if (to != NULL)
		bad = json_object_set_new(index->moved, uri,
		    json_string(to));
	else if (reply->status >= 400)
		bad = add_error(index, uri, why);
	free(to);
	return bad;
}

json_t *
warc_index_place(const char *file, const struct warc_record *record)
{
	return json_pack("{s:o, s:I, s:o}", "file", post_string(file,
	    strlen(file)), "offset", (json_int_t)record->offset, "record_id",
	    post_string(record->id, strlen(record->id)));
}

static int
add_picture(const struct warc_index *index, const char *file,
    const struct warc_record *record, const struct warc_reply *reply,
    struct media *media, struct fault *f)
{
	json_t *medium = json_object();
	int bad = 0;

	if (record->date[0] != '\0')
		bad |= json_object_set_new(medium, "fetched",
		    post_string(record->date, strlen(record->date)));
	bad |= json_object_set_new(medium, "warc", warc_index_place(file,
	    record));
	if (bad || media_keep(media, reply->body.bytes, reply->body.length,
	    medium, f) < 0) {
		json_decref(medium);
		return bad ? fault(f, "out of memory") : -1;
	}
	return json_object_set_new(index->pictures, record->uri, medium);
}

int
warc_index_add(struct warc_index *index, const char *file,
    const struct warc_record *record, const struct warc_reply *reply,
    struct media *media, struct fault *f)
{
	if (reply == NULL)
		return add_note(index, record) < 0 ?
		    fault(f, "out of memory") : 0;
	if (reply->status / 100 != 2 || !warc_reply_is_picture(reply))
		return add_other(index, record->uri, reply) < 0 ?
		    fault(f, "out of memory") : 0;
	if (record->truncated)
		return add_error(index, record->uri, "cut short when it was "
		    "fetched") < 0 ? fault(f, "out of memory") : 0;
	return add_picture(index, file, record, reply, media, f);
}

int
warc_index_tell(const struct warc_index *index, json_t *medium)
{
	const char *first = json_string_value(json_object_get(medium, "url"));
	const char *url = first;
	json_t *known = NULL;
	int bad = 0;

	for (unsigned i = 0; url != NULL && i < MOVES_MAX; i++) {
		known = json_object_get(index->pictures, url);
		if (known != NULL)
			break;
		url = json_string_value(json_object_get(index->moved, url));
	}
	if (known == NULL)
		return json_object_get(medium, "sha256") != NULL ? 0 :
		    json_object_set_new(medium, "error",
		    json_string("not in the archive"));
	if (url != first && json_object_get(known, "sha256") != NULL)
		bad = json_object_set_new(medium, "final_url",
		    json_string(url));
	return bad | json_object_update(medium, known);
}
