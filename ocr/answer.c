/* SPDX-License-Identifier: MIT */
#include "ocr/answer.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The medium of a job in its record; not a new reference. */
static const json_t *
medium_of(const struct job *job)
{
	return json_array_get(json_object_get(job->item->record, "media"),
	    job->index);
}

const char *
answer_path(const struct job *job)
{
	return json_string_value(json_object_get(medium_of(job),
	    "path"));
}

/* An element that says which medium it is of, as far as that is known. */
static json_t *
start(const struct job *job)
{
	json_t *element = json_object();
	json_t *named = json_object_get(medium_of(job), "sha256");

	if (json_is_string(named))
		json_object_set(element, "media", named);
	else if (job->digest[0] != '\0')
		json_object_set_new(element, "media",
		    json_string(job->digest));
	return element;
}

static void
set_hash(json_t *element, uint64_t bits)
{
	char text[17];

	snprintf(text, sizeof(text), "%016" PRIx64, bits);
	json_object_set_new(element, "phash", json_string(text));
}

/* Take over lines, codes and what read them, and nothing else. */
static void
set_reading(json_t *element, const json_t *reading)
{
	static const char *const keys[] = { "lines", "codes" };
	json_t *reader = json_object_get(reading, "reader");

	for (int i = 0; i < 2; i++) {
		json_t *array = json_object_get(reading, keys[i]);

		if (json_is_array(array))
			json_object_set(element, keys[i], array);
		else
			json_object_set_new(element, keys[i], json_array());
	}
	if (json_is_object(reader))
		json_object_set(element, "reader", reader);
}

json_t *
answer_error(const struct job *job, const char *why)
{
	json_t *element = start(job);

	if (job->hash != NULL)
		set_hash(element, job->hash->bits);
	json_object_set_new(element, "error", json_string(why));
	return element;
}

json_t *
answer_result(const struct job *job, const char *json, size_t length)
{
	json_t *result = json_loadb(json, length, 0, NULL);
	json_t *element, *error;

	if (!json_is_object(result)) {
		json_decref(result);
		return NULL;
	}
	element = start(job);
	if (job->hash != NULL) {
		set_hash(element, job->hash->bits);
		set_reading(element, result);
	}
	error = json_object_get(result, "error");
	if (json_is_string(error))
		json_object_set(element, "error", error);
	json_decref(result);
	return element;
}

json_t *
answer_memo(const struct job *job, const struct memo_reading *found)
{
	json_t *element = start(job);

	set_hash(element, job->hash != NULL ? job->hash->bits : found->bits);
	json_object_set_new(element, "same_as", json_string(found->digest));
	set_reading(element, found->reading);
	return element;
}

json_t *
answer_reading(const json_t *element)
{
	json_t *reading = json_object();

	set_reading(reading, element);
	return reading;
}
