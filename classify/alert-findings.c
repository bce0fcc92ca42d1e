/* SPDX-License-Identifier: MIT */
/* What was found in a record, and where: hits, drugs, selectors, offers. */
#include <stdlib.h>
#include <string.h>

#include "classify/alert.h"
#include "classify/caseless.h"
#include "classify/excerpt.h"
#include "classify/masked.h"
#include "classify/region.h"

#define BEHIND_BYTES_MOST 6	/* between an offer and a name behind it */

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

/* The number of the substance that a term in this carrier names, or -1. */
static int
named_by(const struct sign *sign, uint32_t carrier)
{
	return sign->entry == NULL || sign->carrier != carrier ? -1 :
	    sign->entry->substance;
}

/* Whether it says no more than that it is a drug, as "stuff" does. */
static bool
is_unspecified(const struct examiner *examiner, const struct sign *sign)
{
	return strcmp(examiner->detector->lexicon.substances[
	    sign->entry->substance].key, "drug-unspecified") == 0;
}

/* Whether a sign is but an emoji that adorns the line of the other. */
static bool
adorns(const struct sign *sign, const struct sign *other, const char *text)
{
	size_t bytes;
	int32_t first = caseless_at(text, sign->offset + sign->length,
	    sign->offset, &bytes);

	return first > 0x2000 && !caseless_is_letter(first) &&
	    memchr(text + other->offset, '\n',
	    sign->offset - other->offset) == NULL;
}

/*
 * The sign that names a substance last before the end of an offer, since "1г
 * меф - 2100" names it inside; one that says which, if any does.
 */
static const struct sign *
name_before(const struct examiner *examiner, const struct found_offer *found)
{
	const char *text = examiner->post.carriers[found->carrier].text;
	size_t end = found->offer.offset + found->offer.length;
	const struct sign *best = NULL;

	for (size_t i = 0; i < examiner->sign_count; i++) {
		const struct sign *sign = &examiner->signs[i];

		if (named_by(sign, found->carrier) < 0 || sign->offset >= end)
			continue;
		if (best == NULL || is_unspecified(examiner, best) ||
		    (sign->offset >= best->offset &&
		    !is_unspecified(examiner, sign) &&
		    !adorns(sign, best, text)))
			best = sign;
	}
	return best;
}

/* The sign that names one right behind it: "1г 2500р меф", "1/8 $45 of weed" */
static const struct sign *
name_behind(const struct examiner *examiner, const struct found_offer *found)
{
	const char *text = examiner->post.carriers[found->carrier].text;
	size_t end = found->offer.offset + found->offer.length;

	for (size_t i = 0; i < examiner->sign_count; i++) {
		const struct sign *sign = &examiner->signs[i];
		size_t gap;

		if (named_by(sign, found->carrier) < 0 ||
		    sign->offset < end)
			continue;
		gap = sign->offset - end;
		if (gap <= BEHIND_BYTES_MOST &&
		    memchr(text + end, '\n', gap) == NULL &&
		    memchr(text + end, '+', gap) == NULL &&
		    memchr(text + end, ',', gap) == NULL)
			return sign;
	}
	return NULL;
}

/*
 * The substance that an offer is of, or -1: named in its line, else right
 * behind it, else in the lines above.
 */
static int
substance_of_offer(const struct examiner *examiner,
    const struct found_offer *found)
{
	const char *text = examiner->post.carriers[found->carrier].text;
	const struct sign *before = name_before(examiner, found);
	const struct sign *behind;

	if (before != NULL && (before->offset >= found->offer.offset ||
	    memchr(text + before->offset, '\n',
	    found->offer.offset - before->offset) == NULL))
		return before->entry->substance;
	behind = name_behind(examiner, found);
	if (behind != NULL)
		return behind->entry->substance;
	return before != NULL ? before->entry->substance : -1;
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
	add_substance(w, examiner, substance_of_offer(examiner, found));
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
