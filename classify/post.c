/* SPDX-License-Identifier: MIT */
#include "classify/post.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "wire/record.h"

void
post_free(struct post *post)
{
	free(post->carriers);
	*post = (struct post){ 0 };
}

static struct carrier *add(struct post *, enum carrier_kind, const json_t *,
    const char *, ...) __attribute__((format(printf, 4, 5)));

/* Add a carrier and return it, or NULL if there is no text or no room. */
static struct carrier *
add(struct post *post, enum carrier_kind kind, const json_t *text,
    const char *name, ...)
{
	struct carrier *carrier;
	va_list arguments;

	if (json_string_length(text) == 0 || post->count == POST_CARRIERS_MAX)
		return NULL;
	if (post->count == post->room) {
		size_t room = post->room * 2 + 16;
		struct carrier *more = reallocarray(post->carriers, room,
		    sizeof(*more));

		if (more == NULL)
			return NULL;
		post->carriers = more;
		post->room = room;
	}
	carrier = &post->carriers[post->count++];
	*carrier = (struct carrier){ .kind = kind,
	    .text = json_string_value(text),
	    .length = json_string_length(text) };
	va_start(arguments, name);
	vsnprintf(carrier->name, sizeof(carrier->name), name, arguments);
	va_end(arguments);
	return carrier;
}

static void
gather_post(struct post *post, const json_t *object)
{
	const json_t *value;
	struct carrier *carrier;
	size_t i;

	add(post, CARRIER_TEXT, json_object_get(object, "text"), "text");
	json_array_foreach(json_object_get(object, "parts"), i, value)
		add(post, CARRIER_TEXT, json_object_get(value, "text"),
		    "part:%zu", i);
	json_array_foreach(json_object_get(object, "links"), i, value) {
		carrier = add(post, CARRIER_TEXT, value, "link:%zu", i);
		if (carrier != NULL)
			carrier->link = true;
	}
}

static void
gather_medium(struct post *post, const json_t *medium, size_t number)
{
	const json_t *value;
	size_t i;

	json_array_foreach(json_object_get(medium, "lines"), i, value) {
		const json_t *sure = json_object_get(value, "confidence");
		struct carrier *carrier = add(post, CARRIER_OCR,
		    json_object_get(value, "text"), "ocr:%zu/%zu", number, i);

		if (carrier == NULL)
			continue;
		carrier->seen = value;
		carrier->doubtful = json_is_number(sure) &&
		    json_number_value(sure) < RECORD_SURE;
	}
	json_array_foreach(json_object_get(medium, "codes"), i, value) {
		struct carrier *carrier = add(post, CARRIER_CODE,
		    json_object_get(value, "data"), "code:%zu/%zu", number,
		    i);

		if (carrier != NULL)
			carrier->seen = value;
	}
}

int
post_gather(struct post *post, const json_t *record)
{
	const json_t *medium;
	size_t i;

	post->count = 0;
	gather_post(post, json_object_get(record, "post"));
	json_array_foreach(json_object_get(record, "ocr"), i, medium)
		gather_medium(post, medium, i);
	return 0;
}
