/* SPDX-License-Identifier: MIT */
/*
 * Telephone numbers as people write them at home, without the code of their
 * country. Which country that is, the beginning and the length of the number
 * say, and where these are not enough the script of the text.
 */
#include <stdio.h>
#include <string.h>

#include "classify/caseless.h"
#include "classify/contact.h"
#include "classify/digits.h"
#include "classify/fold.h"

/* What a text is written in, a set of: */
enum {
	WRITING_KNOWN = 1,	/* it was looked at */
	WRITING_LATIN = 2,	/* and nothing else */
	WRITING_CYRILLIC = 4,
	WRITING_KYRGYZ = 8,
	WRITING_TAJIK = 16,
	WRITING_UZBEK = 32,
	WRITING_ARABIC = 64,	/* Persian and Urdu too */
	WRITING_DEVANAGARI = 128,
	WRITING_SPANISH = 256,
	WRITING_FRENCH = 512,	/* or not told apart from it */
	WRITING_ANY = WRITING_KNOWN
};

/* Letters that tell the language, in the order of their bits. */
static const struct {
	const char *letters;
	unsigned writing, not;
} telling[] = {
	{ "ñáíóú¿¡", WRITING_SPANISH, WRITING_FRENCH },
	{ "äößğış", 0, WRITING_FRENCH },
	{ "ңөү", WRITING_KYRGYZ, 0 },
	{ "әғқұһ", 0, WRITING_KYRGYZ },
	{ "ӣӯҷ", WRITING_TAJIK, WRITING_UZBEK },
	{ "ўʻ", WRITING_UZBEK, 0 },
};

/*
 * The national numbering plans (ITU-T E.164, national numbering plans),
 * mobile numbers first of all; of two that fit, the first. The digits stand
 * in groups of these sizes ('a' is ten), or undivided where there is a '*';
 * before a '-' no blank parts the last of them.
 */
static const struct home {
	const char *starts;	/* the number's first digits, one of these */
	unsigned char fewest, most;	/* digits, with the prefix */
	unsigned short prefix;	/* digits that are dropped abroad */
	unsigned writing;	/* the text has one of these */
	const char *code;
	const char *groups;
} homes[] = {
	/* Russia, Kazakhstan; Belarus */
	{ "83 84 87 89 73 74 77 79", 11, 11, 1, WRITING_ANY, "7",
	    "* 13322 1334 137 1343 1a 4322 434 47" },
	{ "8015 8016 8017 8021 8022 8023 8025 8029 8033 8044", 11, 11, 2,
	    WRITING_ANY, "375", "* 13322 1334 137 22322 4322 47" },
	{ "9", 10, 10, 0, WRITING_CYRILLIC, "7", "3322" },
	/* Kyrgyzstan, Ukraine */
	{ "050 099", 10, 10, 1, WRITING_KYRGYZ, "996",
	    "* 4222 433 46 3322 37" },
	{ "022 055 070 077", 10, 10, 1, WRITING_CYRILLIC, "996",
	    "* 4222 433 46 3322 37" },
	{ "044 050 06 073 09", 10, 10, 1, WRITING_CYRILLIC, "380",
	    "* 3322 334 343 37" },
	/* Uzbekistan, Tajikistan */
	{ "9 20 33 50 71 77 88", 9, 9, 0, WRITING_UZBEK, "998", "2322" },
	{ "9 11 50 55 77 88", 9, 9, 0, WRITING_TAJIK, "992", "2322" },
	/* Iran, Pakistan, Egypt, Iraq, Saudi Arabia; India */
	{ "09", 11, 11, 1, WRITING_ARABIC, "98", "* 4322 434 443 47" },
	{ "03", 11, 11, 1, WRITING_ANY, "92", "* 434 443 47" },
	{ "010 011 012 015", 11, 11, 1, WRITING_ARABIC, "20",
	    "* 344 38 434 47" },
	{ "07", 11, 11, 1, WRITING_ARABIC, "964", "* 434 443 47" },
	{ "05", 10, 10, 1, WRITING_ARABIC, "966", "* 334 343 37 3322" },
	{ "6 7 8 9", 10, 10, 0, WRITING_DEVANAGARI, "91", "* 55 334 46" },
	{ "06 07 08 09", 11, 11, 1, WRITING_DEVANAGARI, "91", "* 155 56 65" },
	/* Turkey, Great Britain, Germany, France, Spain; China, America */
	{ "05", 11, 11, 1, WRITING_LATIN, "90", "* 13322 1334 4322 434 47" },
	{ "07", 11, 11, 1, WRITING_LATIN, "44", "* 533 56 434" },
	{ "015 016 017", 11, 12, 1, WRITING_LATIN, "49",
	    "* 47 48 434 443 444" },
	{ "06 07", 10, 10, 1, WRITING_FRENCH, "33", "* 22222 4222" },
	{ "6 7", 9, 9, 0, WRITING_SPANISH, "34", "333 3222" },
	{ "13 14 15 16 17 18 19", 11, 11, 0, WRITING_ANY, "86", "* 344" },
	{ "2 3 4 5 6 7 8 9", 10, 10, 0, WRITING_LATIN, "1", "334-" },
};

static unsigned
writing_of(int32_t point)
{
	if (point >= 0x0400 && point <= 0x052f)
		return WRITING_CYRILLIC;
	if ((point >= 0x0600 && point <= 0x06ff) ||
	    (point >= 0xfb50 && point <= 0xfeff))
		return WRITING_ARABIC;
	if (point >= 0x0900 && point <= 0x097f)
		return WRITING_DEVANAGARI;
	return 0;
}

/* Is this letter, in lower case, one of those? */
static bool
has_letter(const char *letters, int32_t point)
{
	char letter[4];
	size_t size = fold_encode((uint32_t)point, letter);

	return memmem(letters, strlen(letters), letter, size) != NULL;
}

/* Look through a text once. */
static unsigned
look_at(const struct scan *scan)
{
	unsigned writing = WRITING_KNOWN, not = 0;
	size_t bytes = 1;

	for (size_t at = 0; at < scan->length; at += bytes) {
		int32_t point;

		bytes = 1;
		if ((unsigned char)scan->text[at] < 0x80)
			continue;
		point = caseless_at(scan->text, scan->length, at, &bytes);
		if (point == 0)
			continue;
		writing |= writing_of(point);
		if (caseless_is_han(point))
			not |= WRITING_LATIN | WRITING_FRENCH;
		for (size_t i = 0; i < sizeof(telling) / sizeof(*telling);
		    i++)
			if (has_letter(telling[i].letters, point)) {
				writing |= telling[i].writing;
				not |= telling[i].not;
			}
	}
	if ((writing & (WRITING_CYRILLIC | WRITING_ARABIC |
	    WRITING_DEVANAGARI)) == 0)
		writing |= WRITING_LATIN | WRITING_FRENCH;
	return writing & ~not;
}

/* Is the text, or its beginning, in a list with a blank between? */
static bool
is_listed(const char *list, const char *text, bool whole)
{
	size_t size;

	for (; *list != '\0'; list += size + (list[size] == ' ')) {
		size = strcspn(list, " ");
		if (strncmp(text, list, size) == 0 &&
		    (!whole || text[size] == '\0'))
			return true;
	}
	return false;
}

/* How the first digits of a number stand. */
struct form {
	char groups[DIGITS_GROUPS_MAX + 1];	/* as in the table */
	bool joined;	/* no blank before the last group */
	bool round;	/* each group ends in 0, as prices do */
};

static bool
describe(const struct scan *scan, const struct digits *number, size_t count,
    struct form *form)
{
	*form = (struct form){ .round = true };
	if (!digits_shape(number, count, form->groups))
		return false;
	if (form->groups[1] == '\0') {
		*form = (struct form){ .groups = "*" };
		return true;
	}
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && number->group[i] != number->group[i - 1])
			form->joined = scan->text[number->place[i] - 1] != ' ';
		if (i + 1 == count || number->group[i + 1] != number->group[i])
			form->round = form->round && number->value[i] == '0';
	}
	return true;
}

static bool
fits(const struct home *home, const struct form *form)
{
	char joined[DIGITS_GROUPS_MAX + 2];

	if (form->round && home->prefix == 0)
		return false;
	if (is_listed(home->groups, form->groups, true))
		return true;
	snprintf(joined, sizeof(joined), "%s-", form->groups);
	return form->joined && is_listed(home->groups, joined, true);
}

bool
phone_at_home(struct scan *scan, const struct digits *number, size_t count,
    bool sure, char value[PHONE_MAX])
{
	struct form form;

	if (!describe(scan, number, count, &form))
		return false;
	for (size_t i = 0; i < sizeof(homes) / sizeof(homes[0]); i++) {
		const struct home *home = &homes[i];

		if (count < home->fewest || count > home->most ||
		    !is_listed(home->starts, number->value, false) ||
		    (!sure && !fits(home, &form)))
			continue;
		if (scan->writing == 0)
			scan->writing = look_at(scan);
		if ((scan->writing & home->writing) == 0)
			continue;
		snprintf(value, PHONE_MAX, "+%s%.*s", home->code,
		    (int)(count - home->prefix),
		    number->value + home->prefix);
		return true;
	}
	return false;
}
