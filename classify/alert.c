/* SPDX-License-Identifier: MIT */
#include "classify/alert.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "wire/digest.h"
#include "wire/record.h"

#define ECS_VERSION "8.11.0"

/*
 * The digest of the post's id, of what it holds and of the ruleset: the same
 * post under the same rules is the same event, however often it is sent.
 */
static void
event_id(const struct examiner *examiner, const json_t *record,
    char hex[DIGEST_SIZE])
{
	const json_t *id = json_object_get(record, "id");
	struct sha256_ctx context;

	sha256_init(&context);
	sha256_update(&context, json_string_length(id) + 1,
	    (const uint8_t *)json_string_value(id));
	for (size_t i = 0; i < examiner->post.count; i++) {
		const struct carrier *carrier = &examiner->post.carriers[i];

		sha256_update(&context, strlen(carrier->name) + 1,
		    (const uint8_t *)carrier->name);
		sha256_update(&context, carrier->length + 1,
		    (const uint8_t *)carrier->text);
	}
	sha256_update(&context, DIGEST_SIZE - 1,
	    (const uint8_t *)examiner->detector->lexicon.version);
	digest_end(&context, hex);
}

/* An object with a single text. */
static void
add_single(struct compact *w, const char *name, const char *key,
    const char *text)
{
	compact_begin(w, name, '{');
	compact_pair(w, key, text);
	compact_close(w, '}');
}

/* An array with a single text. */
static void
add_list(struct compact *w, const char *key, const char *text)
{
	compact_begin(w, key, '[');
	compact_string(w, text, strlen(text));
	compact_close(w, ']');
}

static void
add_event(struct compact *w, const struct examiner *examiner,
    const json_t *record, double threshold, const char *created)
{
	double total = examiner->score.total;
	char id[DIGEST_SIZE];

	event_id(examiner, record, id);
	compact_begin(w, "event", '{');
	compact_pair(w, "kind", total >= threshold ? "alert" : "event");
	add_list(w, "category", "threat");
	add_list(w, "type", "indicator");
	compact_pair(w, "id", id);
	compact_pair(w, "created", created);
	compact_pair_integer(w, "severity", (long long)(total + 0.5));
	compact_pair_real(w, "risk_score", total);
	compact_pair(w, "dataset", "klad.alert");
	compact_close(w, '}');
}

static void
add_score(struct compact *w, const struct examiner *examiner,
    double threshold)
{
	const struct weights *weights = &examiner->detector->weights;
	const struct score *score = &examiner->score;

	compact_begin(w, "score", '{');
	compact_pair_real(w, "total", score->total);
	compact_pair_real(w, "threshold", threshold);
	compact_begin(w, "carriers", '{');
	compact_pair_real(w, "text", score->carriers[CARRIER_TEXT]);
	compact_pair_real(w, "ocr", score->carriers[CARRIER_OCR]);
	compact_pair_real(w, "code", score->carriers[CARRIER_CODE]);
	compact_close(w, '}');
	compact_begin(w, "parts", '[');
	for (size_t i = 0; i < weights->count; i++) {
		if (score->values[i] <= 0 || weights->parts[i].points == 0)
			continue;
		compact_open(w, '{');
		compact_pair(w, "name", weights->parts[i].name);
		compact_pair_real(w, "weight", score->parts[i]);
		compact_close(w, '}');
	}
	compact_close(w, ']');
	compact_close(w, '}');
}

/*
 * When the post was published, in UTC and whole seconds. False where the
 * record has no time of RFC 3339: a store of dates would refuse the alert.
 */
static bool
published_at(const json_t *record, char text[RECORD_TIME_SIZE])
{
	const char *rest = json_string_value(json_object_get(
	    json_object_get(record, "post"), "published"));
	struct tm parts = { .tm_year = 0 };
	long offset;

	if (rest == NULL ||
	    (rest = strptime(rest, "%Y-%m-%dT%H:%M:%S", &parts)) == NULL)
		return false;
	if (*rest == '.')
		rest += 1 + strspn(rest + 1, "0123456789");
	rest = strptime(rest, "%z", &parts);
	if (rest == NULL || *rest != '\0')
		return false;
	offset = parts.tm_gmtoff;
	record_time(timegm(&parts) - offset, text);
	return strlen(text) == strlen("2026-01-31T12:00:00Z");
}

/* The whole alert; or without the texts of the post, which may be too long. */
static char *
write_alert(const struct examiner *examiner, const json_t *record,
    double threshold, time_t now, bool whole, size_t *length)
{
	struct compact w = { .bytes = NULL };
	char published[RECORD_TIME_SIZE], created[RECORD_TIME_SIZE];

	record_time(now, created);
	compact_open(&w, '{');
	compact_pair(&w, "@timestamp", published_at(record, published) ?
	    published : created);
	add_single(&w, "ecs", "version", ECS_VERSION);
	add_event(&w, examiner, record, threshold, created);
	compact_begin(&w, "observer", '{');
	compact_pair(&w, "name", "klad-classify");
	compact_pair(&w, "version", KLAD_VERSION);
	compact_close(&w, '}');
	compact_begin(&w, "rule", '{');
	compact_pair(&w, "ruleset", "klad");
	compact_pair(&w, "version", examiner->detector->lexicon.version);
	compact_close(&w, '}');
	add_score(&w, examiner, threshold);
	alert_add_findings(&w, examiner);
	alert_add_record(&w, record, whole);
	compact_close(&w, '}');
	return compact_end(&w, length);
}

char *
alert_text(const struct examiner *examiner, const json_t *record,
    double threshold, time_t now, struct fault *f)
{
	size_t length;
	char *text = write_alert(examiner, record, threshold, now, true,
	    &length);

	if (text != NULL && length > RECORD_MAX) {
		free(text);
		text = write_alert(examiner, record, threshold, now, false,
		    &length);
	}
	if (text != NULL && length <= RECORD_MAX)
		return text;
	if (text == NULL)
		fault(f, "out of memory");
	else
		fault(f, "alert over %zu bytes", RECORD_MAX);
	free(text);
	return NULL;
}
