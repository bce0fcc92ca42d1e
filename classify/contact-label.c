/* SPDX-License-Identifier: MIT */
/* Names after the word for their service: "tg: name", "wickr name". */
#include <ctype.h>
#include <endian.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <utf8proc.h>

#include "classify/caseless.h"
#include "classify/contact.h"
#include "classify/contact-labels.h"
#include "classify/digits.h"
#include "classify/fold.h"

enum {
	FULL_WIDTH_COLON = 0xff1a
};

#define ATTACHED_MIN 6	/* letters of a name right behind its label */
#define HAN_BYTES 3	/* of a Chinese character */
#define SIGNS_MAX 8	/* between the word for a service and a name */

/* Does this sign lead on to a name? Others only stand before it, or end. */
static bool
leads_on(int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	if (point < 0x80)
		return point != 0 && strchr(":@-=>", point) != NULL;
	return point == FULL_WIDTH_COLON || category == UTF8PROC_CATEGORY_PD ||
	    category == UTF8PROC_CATEGORY_SM ||
	    category == UTF8PROC_CATEGORY_SO;
}

/* May this sign stand before a name: a blank, a bracket that opens? */
static bool
leaves_open(int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	if (point < 0x80)
		return point != 0 && strchr(" \t/\"*~|<(`", point) != NULL;
	return category == UTF8PROC_CATEGORY_ZS ||
	    category == UTF8PROC_CATEGORY_PI ||
	    category == UTF8PROC_CATEGORY_PS;
}

/*
 * Pass over the signs between a service and a name, into the next line too.
 * *strong says whether they lead on: "tg: name" is meant, "telegram channel"
 * is prose.
 */
static size_t
pass_signs(const struct scan *scan, size_t at, bool *strong)
{
	for (size_t i = 0; i < SIGNS_MAX && at < scan->length; i++) {
		size_t bytes = 0;
		int32_t point = caseless_at(scan->text, scan->length, at,
		    &bytes);
		bool ends = point == '\n' || point == '\r';

		if (leads_on(point))
			*strong = true;
		else if (!leaves_open(point) && !(ends && *strong))
			break;
		/* What begins a line may be a sentence. */
		if (point == '\n')
			*strong = false;
		at += bytes;
	}
	return at;
}

static bool
is_han(const char *word)
{
	size_t bytes;

	return caseless_is_han(caseless_at(word, strlen(word), 0, &bytes));
}

/*
 * Pass over all that stands between a service and a name: signs, and a word
 * such as "id". Returns where the name begins.
 */
static size_t
pass_between(const struct scan *scan, size_t at, bool *strong)
{
	*strong = false;
	at = pass_signs(scan, at, strong);
	for (size_t i = 0; i < sizeof(betweens) / sizeof(betweens[0]) &&
	    at < scan->length; i++) {
		size_t bytes = caseless_word(scan->text, scan->length, at,
		    betweens[i].word);

		if (bytes == 0 || (!is_han(betweens[i].word) &&
		    is_word_byte(scan_byte(scan, at + bytes))))
			continue;
		at += bytes;
		at += scan_byte(scan, at) == '.';
		at = pass_signs(scan, at, strong);
		*strong = *strong && !betweens[i].titled;
		break;
	}
	return at;
}

/* Is a word of ASCII itself one for a service: "tg / wickr: name"? */
static bool
is_service(const char *name, size_t length)
{
	for (size_t i = 0; i < LABEL_COUNT &&
	    (unsigned char)labels[i].word[0] < 0x80; i++)
		if (strlen(labels[i].word) == length &&
		    strncasecmp(labels[i].word, name, length) == 0)
			return true;
	return false;
}

/* Whether a name is one that prose could write: it ends its clause. */
static bool
ends_clause(const struct scan *scan, size_t at, size_t length)
{
	static const char *const words[] = { "anytime", "please", "today",
		"directly", "first", "asap", "here", "only", "order",
		"details", "prices", "menu", "account", "handle", "username",
		"below", "again", "instead", "there", "then", "info", "back",
		"name", "user", "contact", "message", "messenger", "number",
		"premium", "desktop", "stories", "stars", "channel", "chat",
		"group", "wallet", "android", "online" };
	size_t end = at + length;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == length &&
		    strncasecmp(scan->text + at, words[i], length) == 0)
			return false;
	while (end < scan->length && strchr(" \t.!", scan->text[end]))
		end++;
	return length >= 4 && (end == scan->length ||
	    strchr("\r\n,;|)", scan->text[end]) != NULL);
}

/* Whether all of a name's bytes are of a set. */
static bool
is_made_of(const char *name, size_t length, const char *set)
{
	for (size_t i = 0; i < length; i++)
		if (strchr(set, name[i]) == NULL)
			return false;
	return true;
}

/*
 * The user name of Signal, a name of 3 to 32 letters and a number of two
 * digits or more, "name.12"; or 0.
 */
static size_t
signal_length(const struct scan *scan, size_t at)
{
	size_t name = scan_name(scan, at), digits = 0;

	if (name < 3 || name > NAME_MAX_BYTES ||
	    isdigit((unsigned char)scan_byte(scan, at)) ||
	    scan_byte(scan, at + name) != '.')
		return 0;
	while (digits < 10 &&
	    isdigit((unsigned char)scan_byte(scan, at + name + 1 + digits)))
		digits++;
	return digits < 2 || is_word_byte(scan_byte(scan,
	    at + name + 1 + digits)) ? 0 : name + 1 + digits;
}

/* The length of a name at a place that fits the shape, or 0. */
static size_t
name_length(const struct scan *scan, size_t at, enum shape shape)
{
	const char *name = scan->text + at;
	size_t length = scan_name(scan, at);
	char next = scan_byte(scan, at + length);

	if (shape == SHAPE_SIGNAL)
		return signal_length(scan, at);
	if (shape == SHAPE_NAME || shape == SHAPE_CASELESS ||
	    shape == SHAPE_WICKR || shape == SHAPE_WECHAT)
		while (length > 0 && length < 64 && (next == '.' ||
		    next == '-') && scan_name(scan, at + length + 1) > 0) {
			length += 1 + scan_name(scan, at + length + 1);
			next = scan_byte(scan, at + length);
		}
	else if (next == '.' &&
	    isalnum((unsigned char)scan_byte(scan, at + length + 1)))
		return 0;
	/* A link, which has a matcher of its own; another service. */
	if (next == '/' || (next == ':' &&
	    scan_byte(scan, at + length + 1) == '/') ||
	    is_service(name, length))
		return 0;
	switch (shape) {
	case SHAPE_WECHAT:
		return length >= 6 && length <= 20 &&
		    isalnum((unsigned char)name[0]) ? length : 0;
	case SHAPE_TELEGRAM:
		return contact_is_telegram_name(name, length) ? length : 0;
	case SHAPE_BOT:
		return contact_is_telegram_name(name, length) &&
		    strcmp(contact_telegram_type(name, length),
		    "telegram_bot") == 0 ? length : 0;
	case SHAPE_THREEMA:
		return length == 8 && (contact_is_made_up(name, length) ||
		    is_made_of(name, length, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) &&
		    memchr(name, '_', length) == NULL ? length : 0;
	case SHAPE_SESSION:
		return contact_is_session(name, length) ? length : 0;
	default:
		return length >= 3 && length <= 64 &&
		    isalnum((unsigned char)name[0]) ? length : 0;
	}
}

/* A number behind the word for a service: a telephone, an account. */
static size_t
take_number(struct scan *scan, struct contact *contact,
    const struct label *label, size_t at)
{
	bool plus = scan_byte(scan, at) == '+';
	char value[DIGITS_MAX + 1];
	struct digits number;

	digits_read(scan->text, scan->length, at + plus, &number);
	if (number.count < 6 || number.count > 16)
		return 0;
	if (strcmp(label->type, "qq") == 0 ||
	    strcmp(label->type, "yoomoney") == 0)
		snprintf(value, sizeof(value), "%s", number.value);
	else if (!phone_normalise(number.value, number.count, plus, value) &&
	    (plus || !phone_at_home(scan, &number, number.count, true,
	    value)))
		return 0;
	return contact_take_value(scan, contact, label->type, strdup(value), at,
	    number.end - at, number.end - scan->at);
}

/* The "#1234" that Discord put behind names. */
static size_t
discriminator_length(const struct scan *scan, size_t at)
{
	size_t digits = 0;

	if (scan_byte(scan, at) != '#')
		return 0;
	while (isdigit((unsigned char)scan_byte(scan, at + 1 + digits)))
		digits++;
	return digits == 4 ? 5 : 0;
}

/* Identities of Threema are written in capitals. */
static size_t
take_threema(struct scan *scan, struct contact *contact, size_t at)
{
	size_t bytes = contact_take(scan, contact, "threema", at, 8,
	    at + 8 - scan->at);

	for (char *c = contact->value; bytes > 0 && *c != '\0'; c++)
		*c = (char)toupper((unsigned char)*c);
	return bytes;
}

/*
 * Is any word of ASCII behind this label a name, where it ends its clause?
 * "wickr name"; and where the text is in another script, "в телеге name".
 */
static bool
is_plainly_name(const struct scan *scan, const struct label *label,
    size_t at)
{
	if (memchr(scan->text + scan->at, '\n', at - scan->at) != NULL)
		return false;
	return label->shape == SHAPE_WICKR ||
	    (label->shape == SHAPE_TELEGRAM && scan->first >= 0x80 &&
	    !caseless_is_han(scan->first));
}

static size_t
take_label(struct scan *scan, struct contact *contact,
    const struct label *label, size_t word)
{
	bool strong;
	size_t at = pass_between(scan, scan->at + word, &strong), length;

	if (at >= scan->length)
		return 0;
	/* "insta-model" is one word. */
	if (at == scan->at + word + 1 && scan->text[at - 1] == '-' &&
	    scan->first < 0x80)
		strong = false;
	/* "vx106": only what is long enough needs nothing between. */
	if (at == scan->at + word && !is_han(label->word) &&
	    scan_name(scan, at) < ATTACHED_MIN)
		return 0;
	if (label->shape == SHAPE_NUMBER ||
	    (label->shape == SHAPE_SIGNAL &&
	    signal_length(scan, at) == 0))
		return take_number(scan, contact, label, at);
	length = name_length(scan, at, label->shape);
	if (length > 0 && strcmp(label->type, "discord") == 0)
		length += discriminator_length(scan, at + length);
	if (length == 0 || (!strong &&
	    !contact_is_made_up(scan->text + at, length) &&
	    !(is_plainly_name(scan, label, at) &&
	    ends_clause(scan, at, length))))
		return 0;
	if (label->shape == SHAPE_TELEGRAM || label->shape == SHAPE_BOT)
		return contact_take_lower(scan, contact,
		    contact_telegram_type(scan->text + at, length), at,
		    length, at + length - scan->at);
	if (label->shape == SHAPE_THREEMA)
		return take_threema(scan, contact, at);
	if (label->shape == SHAPE_CASELESS || label->shape == SHAPE_SESSION)
		return contact_take_lower(scan, contact, label->type, at,
		    length, at + length - scan->at);
	return contact_take(scan, contact, label->type, at, length,
	    at + length - scan->at);
}

/* The first two letters of a word, which has so many bytes in them. */
static uint64_t
beginning(const char *word, size_t bytes)
{
	uint64_t eight;

	memcpy(&eight, word, sizeof(eight));
	return be64toh(eight) >> (64 - 8 * bytes);
}

/* The first label that begins with these bytes, or with later ones. */
static size_t
find_label(uint64_t wanted, size_t bytes)
{
	size_t low = 0, high = LABEL_COUNT;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (beginning(labels[middle].word, bytes) < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Does a word go on here? Words stand right behind Chinese ones: "加TG". */
static bool
is_inside_word(const struct scan *scan)
{
	size_t bytes = 0;

	return scan_is_inside(scan) && !caseless_is_han(scan->first) &&
	    !(scan->at >= HAN_BYTES && caseless_is_han(caseless_at(scan->text,
	    scan->length, scan->at - HAN_BYTES, &bytes)));
}

size_t
contact_match_label(struct scan *scan, struct contact *contact)
{
	const struct label *label = NULL;
	size_t best = 0, bytes;
	char letters[8] = "";
	uint64_t wanted;

	if (!caseless_is_letter(scan->first))
		return 0;
	bytes = fold_encode((uint32_t)scan->first, letters);
	bytes += fold_encode((uint32_t)caseless_at(scan->text, scan->length,
	    scan->at + scan->size, &best), letters + bytes);
	wanted = beginning(letters, bytes);
	best = 0;
	for (size_t i = find_label(wanted, bytes); i < LABEL_COUNT &&
	    beginning(labels[i].word, bytes) == wanted; i++) {
		size_t length = caseless_word(scan->text, scan->length,
		    scan->at, labels[i].word);

		if (length > best) {
			best = length;
			label = &labels[i];
		}
	}
	if (label == NULL || is_inside_word(scan))
		return 0;
	return take_label(scan, contact, label, best);
}
