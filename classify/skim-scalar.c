/* SPDX-License-Identifier: MIT */
/* Strings, numbers and words of a line that is skimmed. */
#include <endian.h>
#include <string.h>

#include "classify/fold.h"
#include "classify/skim-reader.h"
#include "wire/eight.h"

enum {
	NUMBER_MAX = 17		/* bytes: fits any integer or real */
};

/*
 * Are these ASCII and whole letters of two bytes in UTF-8 (0xc2 to 0xdf, and
 * a byte that goes on), if a letter of the eight bytes before goes on (in the
 * lowest byte, as its high bit) or does not (0)? *on says the same of the next.
 */
static bool
is_two_bytes(uint64_t eight, uint64_t *on)
{
	uint64_t leads = eight & eight << 1 & EIGHT_HIGH;
	uint64_t others = eight & ~(eight << 1) & EIGHT_HIGH;
	/* The five low bits of a lead: all but the lowest must not be 0. */
	uint64_t real = ((eight & EIGHT(0x1e)) + EIGHT(0x7e)) & EIGHT_HIGH;

	if ((leads & (~real | eight << 2)) != 0 ||
	    others != (leads << 8 | *on))
		return false;
	*on = leads >> 56;
	return true;
}

/*
 * Pass over bytes of a string that need no look, eight at a time: neither
 * quotes nor escapes, and valid UTF-8. Returns where one that may need it is.
 */
static const char *
pass_plain(const char *at, const char *end)
{
	uint64_t eight, special, on = 0;

	for (; end - at >= 8; at += 8) {
		memcpy(&eight, at, 8);
		eight = le64toh(eight);
		special = eight_less(eight, 0x20) | eight_equal(eight, '"') |
		    eight_equal(eight, '\\');
		if (special != 0) {
			/* Of the bytes before it, the same is asked. */
			int bits = __builtin_ctzll(special) & ~7;

			eight &= (UINT64_C(1) << bits) - 1;
			return is_two_bytes(eight, &on) ? at + bits / 8 :
			    at - (on != 0);
		}
		if (((eight & EIGHT_HIGH) | on) != 0 &&
		    !is_two_bytes(eight, &on))
			break;
	}
	/* The first byte of a letter that goes on is not passed. */
	return on != 0 ? at - 1 : at;
}

/*
 * The bytes of all letters from here on that are not ASCII, or 0 if they are
 * no valid UTF-8.
 */
static size_t
letters_length(const char *at, const char *end)
{
	const char *from = at;
	uint32_t point;

	while (at < end && (unsigned char)*at >= 0x80) {
		size_t length = fold_decode(at, (size_t)(end - at), &point);

		if (length == 0)
			return 0;
		at += length;
	}
	return (size_t)(at - from);
}

bool
skim_string(struct skim_reader *r, struct stretch *string)
{
	const char *at = r->at + 1;

	if (!skim_take(r, '"'))
		return false;
	*string = (struct stretch){ .bytes = at };
	while ((at = pass_plain(at, r->end)) < r->end && *at != '"') {
		size_t length = 1;

		if (*at == '\\') {
			length = skim_escape(at, r->end);
			string->escaped = true;
		} else if ((unsigned char)*at >= 0x80) {
			length = letters_length(at, r->end);
		} else if ((unsigned char)*at < 0x20) {
			length = 0;
		}
		if (length == 0)
			return false;
		at += length;
	}
	string->length = (size_t)(at - string->bytes);
	r->at = at;
	return skim_take(r, '"');
}

static size_t
pass_digits(struct skim_reader *r)
{
	const char *from = r->at;

	while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
		r->at++;
	return (size_t)(r->at - from);
}

/* A number without an exponent, and not too long for one. */
static bool
take_number(struct skim_reader *r)
{
	const char *from = r->at;

	skim_take(r, '-');
	if (!skim_take(r, '0') && pass_digits(r) == 0)
		return false;
	if (skim_take(r, '.') && pass_digits(r) == 0)
		return false;
	return r->at - from <= NUMBER_MAX;
}

static bool
take_text(struct skim_reader *r, enum skim_place place)
{
	struct skim *skim = r->skim;
	struct stretch string;

	if (!skim_string(r, &string))
		return false;
	r->id |= place == PLACE_ID;
	if (place < PLACE_TEXT || string.length == 0)
		return true;
	if (skim->count == POST_CARRIERS_MAX)
		return false;
	string.ocr = place == PLACE_OCR_TEXT;
	string.link = place == PLACE_LINK;
	skim->stretches[skim->count++] = string;
	return true;
}

bool
skim_scalar(struct skim_reader *r, enum skim_place place)
{
	const char *from = r->at;

	switch (*r->at) {
	case '"':
		return take_text(r, place);
	case 't':
		return skim_pass(r, "true", 4);
	case 'f':
		return skim_pass(r, "false", 5);
	case 'n':
		return skim_pass(r, "null", 4);
	default:
		if (!take_number(r))
			return false;
		r->version |= place == PLACE_VERSION && r->at - from == 1 &&
		    *from == '1';
		return true;
	}
}
