/* SPDX-License-Identifier: MIT */
/* Names after the word for their service: "tg: name", "wickr name". */
#include <ctype.h>
#include <endian.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "classify/caseless.h"
#include "classify/contact.h"
#include "classify/digits.h"
#include "classify/fold.h"

/* What may stand behind the word for a service. */
enum shape {
	SHAPE_NAME,	/* letters, digits, '_', '.', '-' */
	SHAPE_CASELESS,	/* likewise; the same in capitals */
	SHAPE_WICKR,	/* likewise; at the end of a clause, any word */
	SHAPE_TELEGRAM,
	SHAPE_THREEMA,	/* 8 letters and digits, in capitals */
	SHAPE_SESSION,	/* 05 and 64 hexadecimal digits */
	SHAPE_SIGNAL,	/* name.12, or a telephone number */
	SHAPE_NUMBER	/* a telephone or account number */
};

/* In the order of their bytes. */
static const struct label {
	char word[32];		/* in lower case, of two letters or more */
	const char *type;
	enum shape shape;
} labels[] = {
	{ "discord", "discord", SHAPE_NAME },
	{ "inst", "instagram", SHAPE_CASELESS },
	{ "insta", "instagram", SHAPE_CASELESS },
	{ "instagram", "instagram", SHAPE_CASELESS },
	{ "qiwi", "qiwi", SHAPE_NUMBER },
	{ "qq", "qq", SHAPE_NUMBER },
	{ "session", "session", SHAPE_SESSION },
	{ "session id", "session", SHAPE_SESSION },
	{ "signal", "signal", SHAPE_SIGNAL },
	{ "tele", "telegram", SHAPE_TELEGRAM },
	{ "telega", "telegram", SHAPE_TELEGRAM },
	{ "telegram", "telegram", SHAPE_TELEGRAM },
	{ "tg", "telegram", SHAPE_TELEGRAM },
	{ "threema", "threema", SHAPE_THREEMA },
	{ "threema id", "threema", SHAPE_THREEMA },
	{ "tlg", "telegram", SHAPE_TELEGRAM },
	{ "vk", "vk", SHAPE_CASELESS },
	{ "wechat", "wechat", SHAPE_NAME },
	{ "whatsapp", "whatsapp", SHAPE_NUMBER },
	{ "wickr", "wickr", SHAPE_WICKR },
	{ "wickr me", "wickr", SHAPE_WICKR },
	{ "wickrme", "wickr", SHAPE_WICKR },
	{ "yoomoney", "yoomoney", SHAPE_NUMBER },
	{ "ватсап", "whatsapp", SHAPE_NUMBER },
	{ "вацап", "whatsapp", SHAPE_NUMBER },
	{ "викр", "wickr", SHAPE_WICKR },
	{ "вк", "vk", SHAPE_CASELESS },
	{ "вотсап", "whatsapp", SHAPE_NUMBER },
	{ "дискорд", "discord", SHAPE_NAME },
	{ "добавь собаку", "telegram", SHAPE_TELEGRAM },
	{ "добавь собачку", "telegram", SHAPE_TELEGRAM },
	{ "инста", "instagram", SHAPE_CASELESS },
	{ "инстаграм", "instagram", SHAPE_CASELESS },
	{ "киви", "qiwi", SHAPE_NUMBER },
	{ "сигнал", "signal", SHAPE_SIGNAL },
	{ "собака", "telegram", SHAPE_TELEGRAM },
	{ "собачка", "telegram", SHAPE_TELEGRAM },
	{ "тг", "telegram", SHAPE_TELEGRAM },
	{ "телега", "telegram", SHAPE_TELEGRAM },
	{ "телеге", "telegram", SHAPE_TELEGRAM },
	{ "телеграм", "telegram", SHAPE_TELEGRAM },
	{ "телеграме", "telegram", SHAPE_TELEGRAM },
	{ "телеграмм", "telegram", SHAPE_TELEGRAM },
	{ "телеграмме", "telegram", SHAPE_TELEGRAM },
	{ "тлг", "telegram", SHAPE_TELEGRAM },
	{ "юмани", "yoomoney", SHAPE_NUMBER },
	{ "яндекс деньги", "yoomoney", SHAPE_NUMBER },
	{ "яндекс.деньги", "yoomoney", SHAPE_NUMBER },
	{ "تلغرام", "telegram", SHAPE_TELEGRAM },
	{ "تلگرام", "telegram", SHAPE_TELEGRAM },
	{ "تيليجرام", "telegram", SHAPE_TELEGRAM },
	{ "واتس", "whatsapp", SHAPE_NUMBER },
	{ "واتساب", "whatsapp", SHAPE_NUMBER },
	{ "टेलीग्राम", "telegram", SHAPE_TELEGRAM },
	{ "微信", "wechat", SHAPE_NAME },
	{ "微信号", "wechat", SHAPE_NAME },
	{ "电报", "telegram", SHAPE_TELEGRAM },
	{ "电报号", "telegram", SHAPE_TELEGRAM },
	{ "纸飞机", "telegram", SHAPE_TELEGRAM },
	{ "電報", "telegram", SHAPE_TELEGRAM },
	{ "飞机", "telegram", SHAPE_TELEGRAM },
	{ "飞机号", "telegram", SHAPE_TELEGRAM },
};

#define LABEL_COUNT (sizeof(labels) / sizeof(labels[0]))

/*
 * Pass over what stands between a service and a name. *strong says whether
 * it is more than spaces: "tg: name" is meant, "telegram channel" is prose.
 */
static size_t
pass_separator(const struct scan *scan, size_t at, bool *strong)
{
	static const char *const strong_ones[] = { ":", "@", "-", "=", ">",
		"\xef\xbc\x9a" /* full-width colon */,
		"\xe2\x80\x94", "\xe2\x80\x93", "\xe2\x86\x92",
		"\xf0\x9f\x91\x89" /* a hand that points */ };
	size_t from = at, before;

	*strong = false;
	do {
		before = at;
		if (strchr(" \t", scan_byte(scan, at)) != NULL &&
		    scan_byte(scan, at) != '\0')
			at++;
		for (size_t i = 0; i < sizeof(strong_ones) /
		    sizeof(strong_ones[0]); i++) {
			size_t size = strlen(strong_ones[i]);

			if (scan->length - at >= size && memcmp(scan->text +
			    at, strong_ones[i], size) == 0) {
				at += size;
				*strong = true;
			}
		}
	} while (at > before && at - from < 8);
	return at - from;
}

/* Whether a name is one that prose could write: it ends its clause. */
static bool
ends_clause(const struct scan *scan, size_t at, size_t length)
{
	static const char *const words[] = { "anytime", "please", "today",
		"directly", "first", "asap", "here", "only", "order",
		"details", "prices", "menu", "account", "handle", "username",
		"below", "again", "instead", "there", "then", "info", "back",
		"name", "user", "contact", "message", "messenger", "number" };
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
	    shape == SHAPE_WICKR)
		while (length > 0 && length < 64 && (next == '.' ||
		    next == '-') && scan_name(scan, at + length + 1) > 0) {
			length += 1 + scan_name(scan, at + length + 1);
			next = scan_byte(scan, at + length);
		}
	else if (next == '/' || (next == '.' && isalnum(
	    (unsigned char)scan_byte(scan, at + length + 1))))
		return 0;	/* a link, which has a matcher of its own */
	switch (shape) {
	case SHAPE_TELEGRAM:
		return contact_is_telegram_name(name, length) ? length : 0;
	case SHAPE_THREEMA:
		return length == 8 && is_made_of(name, length,
		    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") ? length : 0;
	case SHAPE_SESSION:
		return length == 66 && strncmp(name, "05", 2) == 0 &&
		    is_made_of(name, length, "0123456789abcdefABCDEF") ?
		    length : 0;
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
	else if (!phone_normalise(number.value, number.count, plus, value))
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

static size_t
take_label(struct scan *scan, struct contact *contact,
    const struct label *label, size_t word)
{
	bool strong;
	size_t at = scan->at + word, length;

	at += pass_separator(scan, at, &strong);
	if (at >= scan->length)
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
	    !(label->shape == SHAPE_WICKR && ends_clause(scan, at, length))))
		return 0;
	if (label->shape == SHAPE_TELEGRAM)
		return contact_take_lower(scan, contact,
		    contact_telegram_type(scan->text + at, length), at,
		    length, at + length - scan->at);
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
	if (label == NULL || (scan_is_inside(scan) &&
	    !caseless_is_han(scan->first)))
		return 0;
	return take_label(scan, contact, label, best);
}
