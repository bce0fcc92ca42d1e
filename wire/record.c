/* SPDX-License-Identifier: MIT */
#include "wire/record.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "wire/compact.h"

/*
 * Are there more values than a record may have? The first of an array or
 * object comes after the sign that opens it, each other after a comma.
 */
static bool
has_too_many(const char *bytes, size_t length)
{
	size_t values = 1;
	bool inside = false;	/* a string */

	/* No value takes less than two bytes, with what parts it. */
	if (length / 2 < RECORD_VALUES_MAX)
		return false;
	for (size_t i = 0; i < length && values <= RECORD_VALUES_MAX; i++)
		if (bytes[i] == '"')
			inside = !inside;
		else if (inside)
			i += bytes[i] == '\\';
		else
			values += bytes[i] == ',' || bytes[i] == '[' ||
			    bytes[i] == '{';
	return values > RECORD_VALUES_MAX;
}

json_t *
record_json(const char *bytes, size_t length, struct fault *f)
{
	enum json_error_code code;
	json_error_t error;
	json_t *value;

	if (has_too_many(bytes, length)) {
		fault(f, "not a record: more than %d values",
		    RECORD_VALUES_MAX);
		return NULL;
	}
	value = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
	if (value != NULL)
		return value;
	/* JSON has it; the texts of a record end at it. */
	code = json_error_code(&error);
	if (code == json_error_null_character ||
	    code == json_error_null_byte_in_key)
		fault(f, "not a record: a zero byte (\\u0000) in a text");
	else
		fault(f, "not json: %s at byte %d", error.text,
		    error.position);
	return NULL;
}

json_t *
record_parse(const char *bytes, size_t length, struct fault *f)
{
	json_t *record = record_json(bytes, length, f);

	if (record == NULL)
		return NULL;
	if (!json_is_object(record))
		fault(f, "not a record: no object");
	else if (json_integer_value(json_object_get(record, "v")) !=
	    RECORD_VERSION)
		fault(f, "not a record: \"v\" is not %d", RECORD_VERSION);
	else if (!json_is_string(json_object_get(record, "id")))
		fault(f, "not a record: no \"id\"");
	else
		return record;
	json_decref(record);
	return NULL;
}

char *
record_line(const json_t *record, size_t *length, struct fault *f)
{
	char *line = compact_json(record, false, length);

	if (line == NULL) {
		fault(f, "cannot be written as json");
		return NULL;
	}
	if (*length <= RECORD_MAX)
		return line;
	free(line);
	fault(f, "record over %zu bytes", RECORD_MAX);
	return NULL;
}

int
record_add_error(json_t *record, const char *stage, const char *error)
{
	json_t *errors = json_object_get(record, "errors");
	json_t *entry = json_pack("{s:s, s:s}", "stage", stage,
	    "error", error);

	if (!json_is_array(errors)) {
		errors = json_array();
		if (json_object_set_new(record, "errors", errors) < 0) {
			json_decref(entry);
			return -1;
		}
	}
	return json_array_append_new(errors, entry);
}

void
record_time(time_t time, char text[RECORD_TIME_SIZE])
{
	struct tm parts;

	if (gmtime_r(&time, &parts) == NULL ||
	    strftime(text, RECORD_TIME_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
		text[0] = '\0';
}
