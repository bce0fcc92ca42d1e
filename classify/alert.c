/* SPDX-License-Identifier: MIT */
#include "classify/alert.h"

#include <stdlib.h>
#include <string.h>

#include "classify/excerpt.h"
#include "classify/region.h"
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

static void
add_text(struct compact *w, const char *key, const char *text)
{
	compact_key(w, key);
	compact_string(w, text, strlen(text));
}

static void
add_integer(struct compact *w, const char *key, size_t number)
{
	compact_key(w, key);
	compact_integer(w, (long long)number);
}

static void
add_real(struct compact *w, const char *key, double real)
{
	compact_key(w, key);
	compact_real(w, real);
}

/* Begin an array or an object. */
static void
begin(struct compact *w, const char *key, char bracket)
{
	compact_key(w, key);
	compact_open(w, bracket);
}

/* An object with a single text. */
static void
add_single(struct compact *w, const char *name, const char *key,
    const char *text)
{
	begin(w, name, '{');
	add_text(w, key, text);
	compact_close(w, '}');
}

/* An array with a single text. */
static void
add_list(struct compact *w, const char *key, const char *text)
{
	begin(w, key, '[');
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
	begin(w, "event", '{');
	add_text(w, "kind", total >= threshold ? "alert" : "event");
	add_list(w, "category", "threat");
	add_list(w, "type", "indicator");
	add_text(w, "id", id);
	add_text(w, "created", created);
	add_integer(w, "severity", (size_t)(total + 0.5));
	add_real(w, "risk_score", total);
	add_text(w, "dataset", "klad.alert");
	compact_close(w, '}');
}

static void
add_score(struct compact *w, const struct examiner *examiner,
    double threshold)
{
	const struct weights *weights = &examiner->detector->weights;
	const struct score *score = &examiner->score;

	begin(w, "score", '{');
	add_real(w, "total", score->total);
	add_real(w, "threshold", threshold);
	begin(w, "carriers", '{');
	add_real(w, "text", score->carriers[CARRIER_TEXT]);
	add_real(w, "ocr", score->carriers[CARRIER_OCR]);
	add_real(w, "code", score->carriers[CARRIER_CODE]);
	compact_close(w, '}');
	begin(w, "parts", '[');
	for (size_t i = 0; i < weights->count; i++) {
		if (score->values[i] <= 0 || weights->parts[i].points == 0)
			continue;
		compact_open(w, '{');
		add_text(w, "name", weights->parts[i].name);
		add_real(w, "weight", score->parts[i]);
		compact_close(w, '}');
	}
	compact_close(w, ']');
	compact_close(w, '}');
}

/* The bytes of a carrier's text, with bank cards masked. */
static void
add_cut(struct compact *w, const char *key, const struct carrier *carrier,
    size_t start, size_t end)
{
	char *bytes = excerpt_masked(carrier->text, carrier->length, start,
	    end);

	if (bytes == NULL) {
		w->failed = true;
		return;
	}
	compact_key(w, key);
	compact_string(w, bytes, end - start);
	free(bytes);
}

/* Where on its picture it stands, as far as that is known. */
static void
add_region(struct compact *w, const struct region *region, const json_t *frame)
{
	if (!region_is_empty(region)) {
		begin(w, "box", '[');
		compact_integer(w, region->left);
		compact_integer(w, region->top);
		compact_integer(w, region->right - region->left);
		compact_integer(w, region->bottom - region->top);
		compact_close(w, ']');
	}
	if (region->confidence >= 0)
		add_real(w, "confidence", region->confidence);
	if (json_is_integer(frame)) {
		compact_key(w, "frame");
		compact_integer(w, json_integer_value(frame));
	}
}

/* Where a sign, a selector or an offer stands. */
static void
add_place(struct compact *w, const struct carrier *carrier, size_t offset,
    size_t length)
{
	struct region region;

	add_text(w, "carrier", carrier->name);
	add_integer(w, "offset", offset);
	add_integer(w, "length", length);
	if (carrier->seen == NULL)
		return;
	region = region_of(carrier->seen, offset, length);
	add_region(w, &region, json_object_get(carrier->seen, "frame"));
}

/* A substance by its number, if there is one. */
static void
add_substance(struct compact *w, const struct examiner *examiner, int number)
{
	if (number >= 0)
		add_text(w, "substance",
		    examiner->detector->lexicon.substances[number].key);
}

static void
add_hit(struct compact *w, const struct examiner *examiner,
    const struct sign *sign)
{
	const struct carrier *carrier =
	    &examiner->post.carriers[sign->carrier];
	const struct entry *entry = sign->entry;
	size_t start = sign->offset, end = start + sign->length;

	compact_open(w, '{');
	add_text(w, "lexeme", entry != NULL ? entry->term : sign->type);
	add_text(w, "language", entry != NULL ?
	    language_at(entry->language)->code : "any");
	add_text(w, "category", entry != NULL ?
	    category_name(entry->category) :
	    feature_name(sign->amounts[AMOUNT_OWN].feature));
	add_place(w, carrier, sign->offset, sign->length);
	add_real(w, "weight", sign->points);
	add_cut(w, "term", carrier, start, end);
	excerpt_widen(carrier->text, carrier->length, &start, &end);
	add_cut(w, "excerpt", carrier, start, end);
	if (sign->how != FORM_PLAIN)
		add_text(w, "undone", form_name(sign->how));
	add_substance(w, examiner, entry != NULL ? entry->substance : -1);
	compact_close(w, '}');
}

static void
add_hits(struct compact *w, const struct examiner *examiner)
{
	begin(w, "hits", '[');
	for (size_t i = 0; i < examiner->sign_count; i++)
		add_hit(w, examiner, &examiner->signs[i]);
	compact_close(w, ']');
}

/* The substance that a sign speaks of, or NULL. */
static const struct substance *
substance_of(const struct examiner *examiner, size_t sign)
{
	const struct entry *entry = examiner->signs[sign].entry;

	if (entry == NULL || entry->substance < 0 ||
	    category_is_benign(entry->category))
		return NULL;
	return &examiner->detector->lexicon.substances[entry->substance];
}

/* Does a sign before this one speak of the same? */
static bool
is_named(const struct examiner *examiner, size_t sign, bool class)
{
	const struct substance *own = substance_of(examiner, sign);

	for (size_t i = 0; i < sign; i++) {
		const struct substance *other = substance_of(examiner, i);

		if (other != NULL && strcmp(class ? other->class : other->key,
		    class ? own->class : own->key) == 0)
			return true;
	}
	return false;
}

/* The substances that signs speak of, or the classes of these, each once. */
static void
add_substances(struct compact *w, const struct examiner *examiner, bool class)
{
	begin(w, class ? "class" : "substance", '[');
	for (size_t i = 0; i < examiner->sign_count; i++) {
		const struct substance *own = substance_of(examiner, i);
		const char *name;

		if (own == NULL || is_named(examiner, i, class))
			continue;
		name = class ? own->class : own->key;
		compact_string(w, name, strlen(name));
	}
	compact_close(w, ']');
}

static void
add_drug(struct compact *w, const struct examiner *examiner)
{
	begin(w, "drug", '{');
	add_substances(w, examiner, true);
	add_substances(w, examiner, false);
	add_text(w, "intent", intent_name(examiner->intent));
	compact_close(w, '}');
}

static void
add_selectors(struct compact *w, const struct examiner *examiner)
{
	begin(w, "selectors", '[');
	for (size_t i = 0; i < examiner->contact_count; i++) {
		const struct found_contact *found = &examiner->contacts[i];

		compact_open(w, '{');
		add_text(w, "type", found->contact.type);
		add_text(w, "value", found->contact.value);
		add_place(w, &examiner->post.carriers[found->carrier],
		    found->contact.offset, found->contact.length);
		compact_close(w, '}');
	}
	compact_close(w, ']');
}

static void
add_offer(struct compact *w, const struct examiner *examiner,
    const struct found_offer *found)
{
	const struct offer *offer = &found->offer;

	compact_open(w, '{');
	add_real(w, "amount", offer->amount);
	add_real(w, "price", offer->price);
	add_place(w, &examiner->post.carriers[found->carrier], offer->offset,
	    offer->length);
	if (offer->unit != NULL)
		add_text(w, "unit", offer->unit);
	if (offer->currency != NULL)
		add_text(w, "currency", offer->currency);
	add_substance(w, examiner, excerpt_substance_before(examiner->signs,
	    examiner->sign_count, found->carrier, offer->offset));
	compact_close(w, '}');
}

static void
add_offers(struct compact *w, const struct examiner *examiner)
{
	begin(w, "offers", '[');
	for (size_t i = 0; i < examiner->offer_count; i++)
		add_offer(w, examiner, &examiner->offers[i]);
	compact_close(w, ']');
}

/* The whole alert; or without the texts of the post, which may be too long. */
static char *
write_alert(const struct examiner *examiner, const json_t *record,
    double threshold, time_t now, bool whole, size_t *length)
{
	const char *published = json_string_value(json_object_get(
	    json_object_get(record, "post"), "published"));
	struct compact w = { .bytes = NULL };
	char created[RECORD_TIME_SIZE];

	record_time(now, created);
	compact_open(&w, '{');
	add_text(&w, "@timestamp", published != NULL ? published : created);
	add_single(&w, "ecs", "version", ECS_VERSION);
	add_event(&w, examiner, record, threshold, created);
	begin(&w, "observer", '{');
	add_text(&w, "name", "klad-classify");
	add_text(&w, "version", KLAD_VERSION);
	compact_close(&w, '}');
	begin(&w, "rule", '{');
	add_text(&w, "ruleset", "klad");
	add_text(&w, "version", examiner->detector->lexicon.version);
	compact_close(&w, '}');
	add_score(&w, examiner, threshold);
	add_hits(&w, examiner);
	add_drug(&w, examiner);
	add_selectors(&w, examiner);
	add_offers(&w, examiner);
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
