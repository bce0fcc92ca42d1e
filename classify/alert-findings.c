/* SPDX-License-Identifier: MIT */
/* What was found in a record, and where: hits, drugs, selectors, offers. */
#include <stdlib.h>
#include <string.h>

#include "classify/alert.h"
#include "classify/excerpt.h"
#include "classify/masked.h"
#include "classify/region.h"

/* Where on its picture it stands, as far as that is known. */
static void
add_region(struct compact *w, const struct region *region, const json_t *frame)
{
	if (!region_is_empty(region)) {
		compact_begin(w, "box", '[');
		compact_integer(w, region->left);
		compact_integer(w, region->top);
		compact_integer(w, region->right - region->left);
		compact_integer(w, region->bottom - region->top);
		compact_close(w, ']');
	}
	if (region->confidence >= 0)
		compact_pair_real(w, "confidence", region->confidence);
	if (json_is_integer(frame))
		compact_pair_integer(w, "frame", json_integer_value(frame));
}

/* Where a sign, a selector or an offer stands. */
static void
add_place(struct compact *w, const struct carrier *carrier, size_t offset,
    size_t length)
{
	struct region region;

	compact_pair(w, "carrier", carrier->name);
	compact_pair_integer(w, "offset", (long long)offset);
	compact_pair_integer(w, "length", (long long)length);
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
		compact_pair(w, "substance",
		    examiner->detector->lexicon.substances[number].key);
}

/* A hit; masked is the text that it stands in. */
static void
add_hit(struct compact *w, const struct examiner *examiner,
    const struct sign *sign, const char *masked)
{
	const struct carrier *carrier =
	    &examiner->post.carriers[sign->carrier];
	const struct entry *entry = sign->entry;
	size_t start = sign->offset, end = start + sign->length;

	compact_open(w, '{');
	compact_pair(w, "lexeme", entry != NULL ? lexicon_term(
	    &examiner->detector->lexicon, entry) : sign->type);
	compact_pair(w, "language", entry != NULL ?
	    language_at(entry->language)->code : "any");
	compact_pair(w, "category", entry != NULL ?
	    category_name(entry->category) :
	    feature_name(sign->amounts[AMOUNT_OWN].feature));
	add_place(w, carrier, sign->offset, sign->length);
	compact_pair_real(w, "weight", sign->points);
	compact_key(w, "term");
	compact_string(w, masked + start, end - start);
	excerpt_widen(carrier->text, carrier->length, &start, &end);
	compact_key(w, "excerpt");
	compact_string(w, masked + start, end - start);
	if (sign->how != FORM_PLAIN)
		compact_pair(w, "undone", form_name(sign->how));
	add_substance(w, examiner, entry != NULL ? entry->substance : -1);
	compact_close(w, '}');
}

static void
add_hits(struct compact *w, const struct examiner *examiner)
{
	struct masked masked = { 0 };

	compact_begin(w, "hits", '[');
	masked_add_post(&masked, &examiner->post);
	if (masked_end(&masked) < 0)
		w->failed = true;
	for (size_t i = 0; i < examiner->sign_count && !w->failed; i++)
		add_hit(w, examiner, &examiner->signs[i],
		    masked_text(&masked, examiner->signs[i].carrier));
	compact_close(w, ']');
	masked_free(&masked);
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
	compact_begin(w, class ? "class" : "substance", '[');
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
	compact_begin(w, "drug", '{');
	add_substances(w, examiner, true);
	add_substances(w, examiner, false);
	compact_pair(w, "intent", intent_name(examiner->intent));
	compact_close(w, '}');
}

static void
add_selectors(struct compact *w, const struct examiner *examiner)
{
	compact_begin(w, "selectors", '[');
	for (size_t i = 0; i < examiner->contact_count; i++) {
		const struct found_contact *found = &examiner->contacts[i];

		compact_open(w, '{');
		compact_pair(w, "type", found->contact.type);
		compact_pair(w, "value", found->contact.value);
		add_place(w, &examiner->post.carriers[found->carrier],
		    found->contact.offset, found->contact.length);
		compact_close(w, '}');
	}
	compact_close(w, ']');
}

/* The substance named last before an offer, which it depends on; or -1. */
static int
substance_before(const struct examiner *examiner, uint32_t carrier,
    size_t offset)
{
	int substance = -1;
	size_t nearest = 0;

	for (size_t i = 0; i < examiner->sign_count; i++) {
		const struct sign *sign = &examiner->signs[i];

		if (sign->entry == NULL || sign->entry->substance < 0 ||
		    sign->carrier != carrier || sign->offset > offset ||
		    sign->offset < nearest)
			continue;
		nearest = sign->offset;
		substance = sign->entry->substance;
	}
	return substance;
}

static void
add_offer(struct compact *w, const struct examiner *examiner,
    const struct found_offer *found)
{
	const struct offer *offer = &found->offer;

	compact_open(w, '{');
	compact_pair_real(w, "amount", offer->amount);
	compact_pair_real(w, "price", offer->price);
	add_place(w, &examiner->post.carriers[found->carrier], offer->offset,
	    offer->length);
	if (offer->unit != NULL)
		compact_pair(w, "unit", offer->unit);
	if (offer->currency != NULL)
		compact_pair(w, "currency", offer->currency);
	add_substance(w, examiner, substance_before(examiner, found->carrier,
	    offer->offset));
	compact_close(w, '}');
}

static void
add_offers(struct compact *w, const struct examiner *examiner)
{
	compact_begin(w, "offers", '[');
	for (size_t i = 0; i < examiner->offer_count; i++)
		add_offer(w, examiner, &examiner->offers[i]);
	compact_close(w, ']');
}

void
alert_add_findings(struct compact *w, const struct examiner *examiner)
{
	add_hits(w, examiner);
	add_drug(w, examiner);
	add_selectors(w, examiner);
	add_offers(w, examiner);
}
