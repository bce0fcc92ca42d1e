/* SPDX-License-Identifier: MIT */
#include "classify/examine.h"

#include <stdlib.h>
#include <string.h>

#include "classify/plain.h"

enum {
	/* Text is worked on in pieces of about this many bytes. */
	PIECE = 32 * 1024,
	/* Terms of fewer letters are not believed in doubtful lines. */
	DOUBTFUL_BYTES_MIN = 5,
	COIN_AMOUNT = 2,	/* what the address of a coin says */
	LOAD = 2		/* and goods by the sack: lawful */
};

static const char *const intent_names[] = {
	"sale", "recruitment", "marketplace", "purchase"
};

/* Which feature a selector counts towards, and how much it says. */
static const struct {
	const char *type;
	enum feature feature;
	double amount;
} contact_values[] = {
	{ "telegram", FEATURE_HANDLE, 1 },
	{ "telegram_bot", FEATURE_HANDLE, 1.2 },
	{ "telegram_invite", FEATURE_HANDLE, 1.2 },
	{ "whatsapp", FEATURE_HANDLE, 1 },
	{ "signal", FEATURE_HANDLE, 1.2 },
	{ "session", FEATURE_HANDLE, 1.5 },
	{ "wickr", FEATURE_HANDLE, 1.5 },
	{ "threema", FEATURE_HANDLE, 1.2 },
	{ "matrix", FEATURE_HANDLE, 1 },
	{ "jabber", FEATURE_HANDLE, 1.5 },
	{ "phone", FEATURE_HANDLE, 0.7 },
	{ "email", FEATURE_HANDLE, 0.7 },
	{ "url", FEATURE_HANDLE, 0.4 },
	{ "vk", FEATURE_HANDLE, 0.5 },
	{ "instagram", FEATURE_HANDLE, 0.5 },
	{ "discord", FEATURE_HANDLE, 0.7 },
	{ "wechat", FEATURE_HANDLE, 1 },
	{ "qq", FEATURE_HANDLE, 0.7 },
	{ "onion", FEATURE_MARKETPLACE, 2 },
	{ "card", FEATURE_PAYMENT, 1 },
	{ "qiwi", FEATURE_PAYMENT, 1.5 },
	{ "yoomoney", FEATURE_PAYMENT, 1 },
	{ "iban", FEATURE_PAYMENT, 0.5 }
};

const char *
intent_name(enum intent intent)
{
	return intent_names[intent];
}

int
examine_open(struct examiner *examiner, const struct detector *detector,
    struct fault *f)
{
	int status;

	*examiner = (struct examiner){ .detector = detector };
	if (detector_stemmers(detector, &examiner->stemmers, f) < 0)
		return -1;
	status = match_open(&examiner->matcher, &detector->lexicon,
	    &detector->index, &examiner->stemmers);
	examiner->signs = calloc(SIGNS_MAX, sizeof(*examiner->signs));
	examiner->contacts = calloc(CONTACTS_MAX,
	    sizeof(*examiner->contacts));
	examiner->offers = calloc(EXAMINE_OFFERS_MAX,
	    sizeof(*examiner->offers));
	if (status < 0 || examiner->signs == NULL ||
	    examiner->contacts == NULL || examiner->offers == NULL) {
		examine_close(examiner);
		return fault(f, "out of memory");
	}
	return 0;
}

static void
drop_contacts(struct examiner *examiner)
{
	for (size_t i = 0; i < examiner->contact_count; i++)
		free(examiner->contacts[i].contact.value);
	examiner->contact_count = 0;
}

void
examine_close(struct examiner *examiner)
{
	drop_contacts(examiner);
	match_close(&examiner->matcher);
	stemmers_close(&examiner->stemmers);
	post_free(&examiner->post);
	free(examiner->signs);
	free(examiner->contacts);
	free(examiner->offers);
}

/* A new sign in this carrier, or NULL when there are enough. */
static struct sign *
add_sign(struct examiner *examiner, uint32_t carrier, size_t offset,
    size_t length)
{
	struct sign *sign;

	if (examiner->sign_count == SIGNS_MAX)
		return NULL;
	sign = &examiner->signs[examiner->sign_count++];
	*sign = (struct sign){ .carrier = carrier,
	    .carrier_kind =
	    (uint8_t)examiner->post.carriers[carrier].kind,
	    .offset = (uint32_t)offset, .length = (uint32_t)length };
	return sign;
}

/* Does a selector of this carrier stand here? Its name says nothing more. */
static bool
is_in_contact(const struct examiner *examiner, uint32_t carrier,
    size_t start, size_t end)
{
	for (size_t i = 0; i < examiner->contact_count; i++) {
		const struct found_contact *found = &examiner->contacts[i];

		if (found->carrier == carrier &&
		    start < found->contact.offset + found->contact.length &&
		    end > found->contact.offset)
			return true;
	}
	return false;
}

/* Take over what the matcher found in a piece that begins at `start`. */
static void
take_hits(struct examiner *examiner, uint32_t carrier, size_t start)
{
	const struct matcher *matcher = &examiner->matcher;
	bool doubtful = examiner->post.carriers[carrier].doubtful;

	for (size_t i = 0; i < matcher->hit_count; i++) {
		const struct hit *hit = &matcher->hits[i];
		const struct entry *entry = hit->entry == HIT_MIXED ? NULL :
		    &examiner->detector->lexicon.entries[hit->entry];
		struct sign *sign;

		if (entry != NULL && entry->category == CATEGORY_IGNORE)
			continue;
		if (is_in_contact(examiner, carrier, start + hit->start,
		    start + hit->end))
			continue;
		if (doubtful && hit->end - hit->start < DOUBTFUL_BYTES_MIN)
			continue;
		sign = add_sign(examiner, carrier, start + hit->start,
		    hit->end - hit->start);
		if (sign == NULL)
			return;
		sign->entry = entry;
		sign->how = hit->how;
		if (entry == NULL) {
			sign->type = "disguise";
			sign->amounts[AMOUNT_OWN] =
			    (struct amount){ FEATURE_DISGUISE, 1 };
		}
	}
}

/* Where a piece that begins at `start` may end: after a space, if any. */
static size_t
piece_end(const struct carrier *carrier, size_t start)
{
	size_t end = start + PIECE;

	if (carrier->length - start <= PIECE)
		return carrier->length;
	for (size_t i = end; i > start + PIECE / 2; i--)
		if (carrier->text[i - 1] == ' ' || carrier->text[i - 1] == '\n')
			return i;
	while (end > start + 1 && (carrier->text[end] & 0xc0) == 0x80)
		end--;
	return end;
}

static int
find_terms(struct examiner *examiner, uint32_t number)
{
	const struct carrier *carrier = &examiner->post.carriers[number];

	for (size_t start = 0; start < carrier->length;) {
		size_t end = piece_end(carrier, start);

		if (match_text(&examiner->matcher, carrier->text + start,
		    end - start, carrier->kind == CARRIER_OCR) < 0)
			return -1;
		examiner->words += words_measure(&examiner->matcher.words);
		take_hits(examiner, number, start);
		start = end;
	}
	return 0;
}

static void
value_contact(struct sign *sign, const char *type)
{
	sign->type = type;
	/* What is not in the table is the address of a coin. */
	sign->amounts[AMOUNT_OWN] = (struct amount){ FEATURE_PAYMENT,
	    COIN_AMOUNT };
	for (size_t i = 0; i < sizeof(contact_values) /
	    sizeof(contact_values[0]); i++)
		if (strcmp(contact_values[i].type, type) == 0)
			sign->amounts[AMOUNT_OWN] = (struct amount){
			    (uint8_t)contact_values[i].feature,
			    contact_values[i].amount };
}

/* Can a selector of this kind stand in a post that shows such a set? */
static bool
is_granted(size_t kind, unsigned set)
{
	if (strcmp(contact_values[kind].type, "onion") == 0)
		return (set & GRANT_ONION) != 0;
	return contact_values[kind].feature != FEATURE_PAYMENT ||
	    (set & GRANT_NUMBER) != 0;
}

void
examine_grant(unsigned set, double sums[FEATURE_COUNT])
{
	memset(sums, 0, FEATURE_COUNT * sizeof(*sums));
	if ((set & GRANT_NUMBER) != 0) {
		sums[FEATURE_OFFER] = sums[FEATURE_AMOUNT] = 1;
		sums[FEATURE_PAYMENT] = COIN_AMOUNT;
	}
	for (size_t i = 0; i < sizeof(contact_values) /
	    sizeof(contact_values[0]); i++) {
		double *sum = &sums[contact_values[i].feature];

		/* The first of a kind counts, and no other: is_again(). */
		if (is_granted(i, set) && contact_values[i].amount > *sum)
			*sum = contact_values[i].amount;
	}
}

static int
find_contacts(struct examiner *examiner, uint32_t number, struct plain *plain,
    struct fault *f)
{
	struct contacts contacts;
	int status;

	contacts_init(&contacts);
	status = contacts_find(&contacts, plain, f);
	for (size_t i = 0; i < contacts.count &&
	    examiner->contact_count < CONTACTS_MAX; i++) {
		struct contact *contact = &contacts.list[i];
		struct sign *sign = add_sign(examiner, number,
		    contact->offset, contact->length);

		if (sign != NULL)
			value_contact(sign, contact->type);
		examiner->contacts[examiner->contact_count++] =
		    (struct found_contact){ *contact, number };
		contact->value = NULL;
	}
	contacts_free(&contacts);
	return status;
}

/* Note an offer, or an amount, as a sign: of lawful goods, if by the sack. */
static void
note_offer(struct examiner *examiner, uint32_t number,
    const struct offer *offer)
{
	struct sign *sign = add_sign(examiner, number, offer->offset,
	    offer->length);

	if (sign == NULL)
		return;
	if (offer_is_load(offer)) {
		sign->type = "load";
		sign->amounts[AMOUNT_OWN] =
		    (struct amount){ FEATURE_GOODS, LOAD };
		return;
	}
	sign->type = offer->price > 0 ? "offer" : "amount";
	sign->amounts[AMOUNT_OWN] = (struct amount){ offer->price > 0 ?
	    FEATURE_OFFER : FEATURE_AMOUNT, 1 };
}

static bool
is_in_offer(const struct examiner *examiner, uint32_t number, size_t offset)
{
	for (size_t i = 0; i < examiner->offer_count; i++) {
		const struct found_offer *found = &examiner->offers[i];

		if (found->carrier == number &&
		    offset - found->offer.offset < found->offer.length)
			return true;
	}
	return false;
}

static void
find_offers(struct examiner *examiner, uint32_t number, struct plain *plain)
{
	struct offer offers[EXAMINE_OFFERS_MAX];
	size_t count = offers_find(plain->text, plain->length, offers,
	    EXAMINE_OFFERS_MAX - examiner->offer_count);

	for (size_t i = 0; i < count; i++) {
		plain_span(plain, &offers[i].offset, &offers[i].length);
		note_offer(examiner, number, &offers[i]);
		examiner->offers[examiner->offer_count++] =
		    (struct found_offer){ offers[i], number };
	}
	count = amounts_find(plain->text, plain->length, offers,
	    EXAMINE_OFFERS_MAX);
	for (size_t i = 0; i < count; i++) {
		plain_span(plain, &offers[i].offset, &offers[i].length);
		if (!is_in_offer(examiner, number, offers[i].offset))
			note_offer(examiner, number, &offers[i]);
	}
}

/* Find all signs in a carrier. */
static int
examine_carrier(struct examiner *examiner, uint32_t number, struct fault *f)
{
	const struct carrier *carrier = &examiner->post.carriers[number];
	struct plain plain;
	int status;

	if (plain_open(&plain, carrier->text, carrier->length) < 0)
		return fault(f, "out of memory");
	status = find_contacts(examiner, number, &plain, f);
	if (status == 0 && !carrier->link &&
	    find_terms(examiner, number) < 0)
		status = fault(f, "out of memory");
	if (status == 0 && !carrier->link && !carrier->doubtful)
		find_offers(examiner, number, &plain);
	plain_close(&plain);
	return status;
}

/*
 * What the post wants: of recruiting, leading to a market and buying, that
 * which is stronger than the offering of goods.
 */
static enum intent
find_intent(const double strengths[FEATURE_COUNT])
{
	double sale = strengths[FEATURE_SALE] / 2 + strengths[FEATURE_OFFER] +
	    strengths[FEATURE_VARIETY] / 2;
	double hiring = strengths[FEATURE_RECRUITMENT] +
	    strengths[FEATURE_JOB];

	if (hiring > 0.3 && hiring >= sale)
		return INTENT_RECRUITMENT;
	if (strengths[FEATURE_MARKETPLACE] > 0.3 &&
	    strengths[FEATURE_MARKETPLACE] > sale)
		return INTENT_MARKETPLACE;
	if (strengths[FEATURE_PURCHASE] + strengths[FEATURE_REQUEST] > sale)
		return INTENT_PURCHASE;
	return INTENT_SALE;
}

int
examine_record(struct examiner *examiner, const json_t *record,
    struct fault *f)
{
	drop_contacts(examiner);
	examiner->sign_count = examiner->offer_count = 0;
	examiner->words = examiner->bytes = 0;
	if (post_gather(&examiner->post, record) < 0)
		return fault(f, "out of memory");
	for (uint32_t i = 0; i < examiner->post.count; i++) {
		const struct carrier *carrier = &examiner->post.carriers[i];

		examiner->bytes += carrier->link ? 0 : carrier->length;
		if (examine_carrier(examiner, i, f) < 0)
			return -1;
	}
	score_signs(&examiner->detector->weights, examiner->signs,
	    examiner->sign_count, examiner->words, examiner->bytes,
	    &examiner->score);
	examiner->intent = find_intent(examiner->score.strengths);
	return 0;
}
