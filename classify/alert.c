/* SPDX-License-Identifier: MIT */
#include "classify/alert.h"

#include <stdlib.h>
#include <string.h>

#include "classify/excerpt.h"
#include "wire/digest.h"
#include "wire/record.h"

#define ECS_VERSION "8.11.0"

/* Set a key unless the value is missing, which says that it is unknown. */
static void
set_known(json_t *object, const char *key, json_t *value)
{
	if (value != NULL)
		json_object_set_new(object, key, value);
}

/* A copy of a text with bank cards masked; NULL for what is no text. */
static json_t *
masked(const json_t *text)
{
	size_t length = json_string_length(text);
	json_t *result;
	char *copy;

	if (!json_is_string(text) || (copy = malloc(length + 1)) == NULL)
		return NULL;
	memcpy(copy, json_string_value(text), length + 1);
	contacts_mask_cards(copy, length);
	result = json_stringn(copy, length);
	free(copy);
	return result;
}

/* Any value, copied with all the texts in it masked. */
static json_t *
masked_copy(const json_t *value)
{
	const json_t *item;
	const char *key;
	json_t *copy;
	size_t i;
	/* jansson's iterators take no const. */
	json_t *walked = json_incref((json_t *)(uintptr_t)value);

	if (json_is_string(value)) {
		copy = masked(value);
	} else if (json_is_array(value)) {
		copy = json_array();
		json_array_foreach(walked, i, item)
			json_array_append_new(copy, masked_copy(item));
	} else if (json_is_object(value)) {
		copy = json_object();
		json_object_foreach(walked, key, item)
			json_object_set_new(copy, key, masked_copy(item));
	} else {
		copy = json_deep_copy(value);
	}
	json_decref(walked);
	return copy;
}

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

static json_t *
make_event(const struct examiner *examiner, const json_t *record,
    double threshold, const char *created)
{
	bool alert = examiner->score.total >= threshold;
	char id[DIGEST_SIZE];

	event_id(examiner, record, id);
	return json_pack("{s:s, s:[s], s:[s], s:s, s:s, s:i, s:f, s:s}",
	    "kind", alert ? "alert" : "event", "category", "threat",
	    "type", "indicator", "id", id, "created", created, "severity",
	    (int)(examiner->score.total + 0.5), "risk_score",
	    examiner->score.total,
	    "dataset", "klad.alert");
}

static json_t *
make_parts(const struct examiner *examiner)
{
	const struct weights *weights = &examiner->detector->weights;
	const struct score *score = &examiner->score;
	json_t *parts = json_array();

	for (size_t i = 0; i < weights->count; i++)
		if (score->values[i] > 0 && weights->parts[i].points != 0)
			json_array_append_new(parts, json_pack(
			    "{s:s, s:f}", "name", weights->parts[i].name,
			    "weight", score->parts[i]));
	return parts;
}

static json_t *
make_score(const struct examiner *examiner, double threshold)
{
	const struct score *score = &examiner->score;

	return json_pack("{s:f, s:f, s:{s:f, s:f, s:f}, s:o}",
	    "total", score->total, "threshold", threshold,
	    "carriers", "text", score->carriers[CARRIER_TEXT],
	    "ocr", score->carriers[CARRIER_OCR],
	    "code", score->carriers[CARRIER_CODE],
	    "parts", make_parts(examiner));
}

/* The bytes of a carrier's text, with bank cards masked. */
static json_t *
cut(const struct carrier *carrier, size_t start, size_t end)
{
	char *bytes = excerpt_masked(carrier->text, carrier->length, start,
	    end);
	json_t *text = bytes == NULL ? NULL : json_string(bytes);

	free(bytes);
	return text;
}

static json_t *
make_hit(const struct examiner *examiner, const struct sign *sign)
{
	const struct carrier *carrier =
	    &examiner->post.carriers[sign->carrier];
	const struct entry *entry = sign->entry;
	size_t start = sign->offset, end = start + sign->length;
	json_t *hit = json_pack("{s:s, s:s, s:s, s:s, s:I, s:I, s:f}",
	    "lexeme", entry != NULL ? entry->term : sign->type,
	    "language", entry != NULL ? language_at(entry->language)->code :
	    "any", "category", entry != NULL ?
	    category_name(entry->category) :
	    feature_name(sign->amounts[0].feature),
	    "carrier", carrier->name, "offset", (json_int_t)sign->offset,
	    "length", (json_int_t)sign->length, "weight", sign->points);

	set_known(hit, "term", cut(carrier, start, end));
	excerpt_widen(carrier->text, carrier->length, &start, &end);
	set_known(hit, "excerpt", cut(carrier, start, end));
	if (sign->how != FORM_PLAIN)
		set_known(hit, "undone", json_string(form_name(sign->how)));
	if (entry != NULL && entry->substance >= 0)
		set_known(hit, "substance", json_string(examiner->detector->
		    lexicon.substances[entry->substance].key));
	return hit;
}

static json_t *
make_hits(const struct examiner *examiner)
{
	json_t *hits = json_array();

	for (size_t i = 0; i < examiner->sign_count; i++)
		json_array_append_new(hits, make_hit(examiner,
		    &examiner->signs[i]));
	return hits;
}

static void
append_once(json_t *array, const char *text)
{
	json_t *item;
	size_t i;

	json_array_foreach(array, i, item)
		if (strcmp(json_string_value(item), text) == 0)
			return;
	json_array_append_new(array, json_string(text));
}

static json_t *
make_offer(const struct examiner *examiner, const struct found_offer *found)
{
	const struct offer *offer = &found->offer;
	json_t *made = json_pack("{s:f, s:f, s:s, s:I, s:I}",
	    "amount", offer->amount, "price", offer->price,
	    "carrier", examiner->post.carriers[found->carrier].name,
	    "offset", (json_int_t)offer->offset,
	    "length", (json_int_t)offer->length);
	int substance = excerpt_substance_before(examiner->signs,
	    examiner->sign_count, found->carrier, offer->offset);

	if (offer->unit != NULL)
		set_known(made, "unit", json_string(offer->unit));
	if (offer->currency != NULL)
		set_known(made, "currency", json_string(offer->currency));
	if (substance >= 0)
		set_known(made, "substance", json_string(examiner->detector->
		    lexicon.substances[substance].key));
	return made;
}

static json_t *
make_drug(const struct examiner *examiner)
{
	json_t *classes = json_array(), *keys = json_array();

	for (size_t i = 0; i < examiner->sign_count; i++) {
		const struct entry *entry = examiner->signs[i].entry;
		const struct substance *substance;

		if (entry == NULL || entry->substance < 0 ||
		    category_is_benign(entry->category))
			continue;
		substance = &examiner->detector->lexicon.
		    substances[entry->substance];
		append_once(keys, substance->key);
		append_once(classes, substance->class);
	}
	return json_pack("{s:o, s:o, s:s}", "class", classes,
	    "substance", keys, "intent", intent_name(examiner->intent));
}

static json_t *
make_offers(const struct examiner *examiner)
{
	json_t *offers = json_array();

	for (size_t i = 0; i < examiner->offer_count; i++)
		json_array_append_new(offers, make_offer(examiner,
		    &examiner->offers[i]));
	return offers;
}

static json_t *
make_selectors(const struct examiner *examiner)
{
	json_t *selectors = json_array();

	for (size_t i = 0; i < examiner->contact_count; i++) {
		const struct found_contact *found = &examiner->contacts[i];

		json_array_append_new(selectors, json_pack(
		    "{s:s, s:s, s:s, s:I, s:I}", "type", found->contact.type,
		    "value", found->contact.value, "carrier",
		    examiner->post.carriers[found->carrier].name,
		    "offset", (json_int_t)found->contact.offset,
		    "length", (json_int_t)found->contact.length));
	}
	return selectors;
}

/* One key of each object in an array, as an array of texts. */
static json_t *
texts_of(const json_t *objects, const char *key)
{
	json_t *texts = json_array();
	const json_t *object;
	size_t i;

	json_array_foreach(objects, i, object)
		if (json_is_string(json_object_get(object, key)))
			json_array_append_new(texts,
			    masked(json_object_get(object, key)));
	return texts;
}

/* The record's media, each with what was read in it. */
static json_t *
make_media(const json_t *record)
{
	const json_t *readings = json_object_get(record, "ocr");
	json_t *media = masked_copy(json_object_get(record, "media"));
	json_t *medium;
	size_t i;

	json_array_foreach(media, i, medium) {
		const json_t *reading = json_array_get(readings, i);

		if (reading == NULL || !json_is_object(medium))
			continue;
		json_object_set_new(medium, "ocr", texts_of(
		    json_object_get(reading, "lines"), "text"));
		json_object_set_new(medium, "codes", texts_of(
		    json_object_get(reading, "codes"), "data"));
	}
	return media;
}

json_t *
alert_make(const struct examiner *examiner, const json_t *record,
    double threshold, time_t now, struct fault *f)
{
	const json_t *post = json_object_get(record, "post");
	const char *published = json_string_value(json_object_get(post,
	    "published"));
	const json_t *url = json_object_get(post, "url");
	char created[RECORD_TIME_SIZE];
	json_t *alert;

	record_time(now, created);
	alert = json_pack("{s:s, s:{s:s}, s:o, s:{s:s, s:s}, s:{s:s, s:s}, "
	    "s:o, s:o, s:o, s:o, s:o}",
	    "@timestamp", published != NULL ? published : created,
	    "ecs", "version", ECS_VERSION,
	    "event", make_event(examiner, record, threshold, created),
	    "observer", "name", "klad-classify", "version", KLAD_VERSION,
	    "rule", "ruleset", "klad", "version",
	    examiner->detector->lexicon.version,
	    "score", make_score(examiner, threshold),
	    "hits", make_hits(examiner), "drug", make_drug(examiner),
	    "selectors", make_selectors(examiner),
	    "offers", make_offers(examiner));
	if (alert == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	set_known(alert, "record", json_pack("{s:o}", "id",
	    masked_copy(json_object_get(record, "id"))));
	set_known(alert, "post", json_is_object(post) ? masked_copy(post) :
	    json_object());
	if (json_is_string(url))
		set_known(alert, "url", json_pack("{s:o}", "full",
		    masked_copy(url)));
	if (json_is_array(json_object_get(record, "media")))
		set_known(alert, "media", make_media(record));
	if (json_object_get(record, "evidence") != NULL)
		set_known(alert, "evidence",
		    masked_copy(json_object_get(record, "evidence")));
	return alert;
}
