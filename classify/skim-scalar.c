/* SPDX-License-Identifier: MIT */
/* Strings, numbers and words of a line that is skimmed. */
#include <string.h>

#include "classify/skim-reader.h"
#include "classify/sixteen.h"

enum {
	NUMBER_MAX = 17		/* bytes: fits any integer or real */
};

/* The bytes that a string cannot hold as they are, or not as one of many. */
static unsigned
find_special(sixteen own)
{
	return sixteen_bits((sixteen)((own == '"') | (own == '\\') |
	    (own < 0x20)));
}

/*
 * The bytes that cannot stand where they do in UTF-8 (RFC 3629, section 4);
 * the three before them are looked at too. Those after a letter that is not
 * whole are among them.
 */
static unsigned
find_invalid(const char *at)
{
	sixteen own = sixteen_load(at), before = sixteen_load(at - 1);
	sixteen second = sixteen_load(at - 2), third = sixteen_load(at - 3);
	sixteen goes_on = (sixteen)((own & 0xc0) == 0x80);
	sixteen must = (sixteen)((before >= 0xc0) | (second >= 0xe0) |
	    (third >= 0xf0));
	sixteen never = (sixteen)(((own & 0xfe) == 0xc0) | (own > 0xf4));
	unsigned found = sixteen_bits((goes_on ^ must) | never);

	/* What else cannot follow the first byte of three or four. */
	if (sixteen_bits((sixteen)(before >= 0xe0)) != 0)
		found |= sixteen_bits((sixteen)(
		    ((before == 0xe0) & (own < 0xa0)) |
		    ((before == 0xed) & (own >= 0xa0)) |
		    ((before == 0xf0) & (own < 0x90)) |
		    ((before == 0xf4) & (own >= 0x90))));
	return found;
}

/*
 * Pass over bytes of a string that need no look by themselves: sixteen at a
 * time, or, of the last of a line, those that are left. Returns where one is
 * that does, or NULL if they are not valid UTF-8 beyond doubt.
 */
static const char *
pass_plain(const struct skim_reader *r, const char *at)
{
	bool wide = false;	/* were there others than ASCII just before? */

	while (at < r->end) {
		const char *from = r->end - at < 16 ? r->end - 16 : at;
		unsigned skip = (unsigned)(at - from);
		sixteen own = sixteen_load(from);
		unsigned special = find_special(own) >> skip;
		/* Those up to it, or all. */
		unsigned asked = special ^ (special - 1);
		unsigned others = sixteen_bits(own) >> skip;

		if ((wide || (others & asked) != 0) && (from - r->line < 3 ||
		    (find_invalid(from) >> skip & asked) != 0))
			return NULL;
		if (special != 0)
			return at + __builtin_ctz(special);
		wide = others != 0;
		at = from + 16;
	}
	return NULL;
}

/*
 * Pass over a string of plain ASCII, as most are that are not looked at.
 * Returns false, where it stands, if it is none.
 */
static inline bool
pass_ascii(struct skim_reader *r)
{
	for (const char *at = r->at + 1; r->end - at >= 16; at += 16) {
		sixteen own = sixteen_load(at);
		unsigned special = find_special(own);
		/* Those up to it, or all. */
		unsigned asked = special ^ (special - 1);

		if ((sixteen_bits(own) & asked) != 0)
			return false;
		if (special == 0)
			continue;
		at += __builtin_ctz(special);
		if (*at != '"')
			return false;
		r->at = at + 1;
		return true;
	}
	return false;
}

bool
skim_string(struct skim_reader *r, struct stretch *string)
{
	const char *at = r->at + 1;

	if (!skim_take(r, '"') || r->end - r->line < 16)
		return false;
	*string = (struct stretch){ .bytes = at };
	while ((at = pass_plain(r, at)) != NULL && *at == '\\') {
		size_t length = skim_escape(at, r->end);

		if (length == 0)
			return false;
		string->escaped = true;
		at += length;
	}
	if (at == NULL || *at != '"')
		return false;
	string->length = (size_t)(at - string->bytes);
	r->at = at + 1;
	return true;
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

	r->id |= place == PLACE_ID;
	if (place < PLACE_TEXT && pass_ascii(r))
		return true;
	if (!skim_string(r, &string))
		return false;
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
