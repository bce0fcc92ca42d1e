/* SPDX-License-Identifier: MIT */
/* Telephone numbers. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "classify/contact.h"
#include "classify/digits.h"

/*
 * Country codes and how many digits follow them (ITU-T E.164 and the
 * national numbering plans), for the countries of our languages. Longer
 * codes come before the shorter that they begin with.
 */
static const struct plan {
	const char *code;
	unsigned char fewest, most;
} plans[] = {
	{ "994", 9, 9 }, { "995", 9, 9 }, { "996", 9, 9 }, { "998", 9, 9 },
	{ "992", 9, 9 }, { "993", 8, 8 }, { "976", 8, 8 }, { "961", 7, 8 },
	{ "962", 9, 9 }, { "963", 9, 9 }, { "964", 10, 10 }, { "965", 8, 8 },
	{ "966", 9, 9 }, { "967", 9, 9 }, { "968", 8, 8 }, { "971", 8, 9 },
	{ "972", 8, 9 }, { "973", 8, 8 }, { "974", 8, 8 }, { "977", 10, 10 },
	{ "880", 10, 10 }, { "852", 8, 8 }, { "853", 8, 8 }, { "886", 9, 9 },
	{ "855", 8, 9 }, { "856", 10, 10 }, { "351", 9, 9 }, { "352", 6, 9 },
	{ "353", 9, 9 }, { "358", 6, 10 }, { "359", 8, 9 }, { "370", 8, 8 },
	{ "371", 8, 8 }, { "372", 7, 8 }, { "373", 8, 8 }, { "374", 8, 8 },
	{ "375", 9, 9 }, { "380", 9, 9 }, { "381", 8, 9 }, { "420", 9, 9 },
	{ "212", 9, 9 }, { "213", 9, 9 }, { "216", 8, 8 }, { "218", 9, 9 },
	{ "225", 10, 10 }, { "237", 9, 9 }, { "221", 9, 9 }, { "249", 9, 9 },
	{ "502", 8, 8 }, { "503", 8, 8 }, { "504", 8, 8 }, { "505", 8, 8 },
	{ "506", 8, 8 }, { "507", 7, 8 }, { "591", 8, 8 }, { "593", 8, 9 },
	{ "595", 9, 9 }, { "598", 8, 8 },
	{ "20", 10, 10 }, { "27", 9, 9 }, { "30", 10, 10 }, { "31", 9, 9 },
	{ "32", 8, 9 }, { "33", 9, 9 }, { "34", 9, 9 }, { "36", 8, 9 },
	{ "39", 9, 10 }, { "40", 9, 9 }, { "41", 9, 9 }, { "43", 10, 12 },
	{ "44", 10, 10 }, { "45", 8, 8 }, { "46", 9, 9 }, { "47", 8, 8 },
	{ "48", 9, 9 }, { "49", 10, 11 }, { "51", 9, 9 }, { "52", 10, 10 },
	{ "53", 8, 8 }, { "54", 10, 11 }, { "55", 10, 11 }, { "56", 9, 9 },
	{ "57", 10, 10 }, { "58", 10, 10 }, { "60", 8, 10 }, { "61", 9, 9 },
	{ "62", 9, 12 }, { "63", 10, 10 }, { "64", 8, 10 }, { "65", 8, 8 },
	{ "66", 8, 9 }, { "81", 9, 10 }, { "82", 9, 10 }, { "84", 9, 9 },
	{ "86", 11, 11 }, { "90", 10, 10 }, { "91", 10, 10 },
	{ "92", 10, 10 }, { "93", 9, 9 }, { "98", 10, 10 }, { "1", 10, 10 },
	{ "7", 10, 10 },
};

static bool
fits_a_plan(const char *digits, size_t count)
{
	for (size_t i = 0; i < sizeof(plans) / sizeof(plans[0]); i++) {
		size_t code = strlen(plans[i].code);

		if (count > code &&
		    strncmp(digits, plans[i].code, code) == 0)
			return count - code >= plans[i].fewest &&
			    count - code <= plans[i].most;
	}
	return false;
}

bool
phone_normalise(const char *digits, size_t count, bool plus,
    char value[PHONE_MAX])
{
	if (!plus && count > 2 && strncmp(digits, "00", 2) == 0) {
		digits += 2;
		count -= 2;
		plus = true;
	}
	if ((!plus && count != 12) || !fits_a_plan(digits, count))
		return false;
	snprintf(value, PHONE_MAX, "+%.*s", (int)count, digits);
	return true;
}

/* Do decimals begin here, or goes a date on, a range, a fraction? */
static bool
is_decimal(const struct scan *scan)
{
	return scan->at >= 2 &&
	    strchr(".,-/", scan->text[scan->at - 1]) != NULL &&
	    isdigit((unsigned char)scan->text[scan->at - 2]);
}

/*
 * Whether a number goes on here, after a space, that began earlier. Groups of
 * four are then the rest of a card of which a digit is wrong.
 */
static bool
is_later_group(const struct scan *scan)
{
	return scan->at >= 2 && scan->text[scan->at - 1] == ' ' &&
	    isdigit((unsigned char)scan->text[scan->at - 2]);
}

/*
 * May these digits without a plus be a number in its international form:
 * undivided, or in groups as these are? A column of prices is not.
 */
static bool
grouped_as_phone(const struct digits *number, size_t count)
{
	static const char *const groups[] = { "c", "32322", "327", "39",
		"3234", "255", "2a", "23322", "246" };
	char shape[DIGITS_GROUPS_MAX + 1];

	if (strncmp(number->value, "00", 2) == 0)
		return true;
	if (!digits_shape(number, count, shape))
		return false;
	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
		if (strcmp(shape, groups[i]) == 0)
			return true;
	return false;
}

/*
 * How many of the first digits, in whole groups, are a telephone number.
 * Returns 0 if there is none.
 */
static size_t
phone_digits(struct scan *scan, const struct digits *number, bool plus,
    char value[PHONE_MAX])
{
	for (size_t n = number->count; n >= 8; n--) {
		bool ends = n == number->count ||
		    number->group[n] != number->group[n - 1];

		if (!ends || (!plus &&
		    number->group[n - 1] >= DIGITS_GROUPS_MAX))
			continue;
		if ((plus || grouped_as_phone(number, n)) &&
		    phone_normalise(number->value, n, plus, value))
			return n;
		if (!plus && phone_at_home(scan, number, n, false, value))
			return n;
	}
	return 0;
}

size_t
contact_match_number(struct scan *scan, struct contact *contact)
{
	bool plus = scan->text[scan->at] == '+';
	char value[PHONE_MAX];
	struct digits number;
	unsigned char size;
	size_t count, end, at = scan->at + plus;

	at += plus && scan_byte(scan, at) == ' ';
	if (at >= scan->length ||
	    digit_at(scan->text, scan->length, at, &size) < 0)
		return 0;
	digits_read(scan->text, scan->length, at, &number);
	count = !plus && is_decimal(scan) ? 0 :
	    phone_digits(scan, &number, plus, value);
	if (count == 0 || (!plus && is_later_group(scan) &&
	    (number.value[0] == '0' || number.group[4] == 1)))
		return 0;
	end = number.place[count - 1] + number.size[count - 1];
	if (is_word_byte(scan_byte(scan, end)))
		return 0;
	return contact_take_value(scan, contact, "phone", strdup(value),
	    scan->at, end - scan->at, end - scan->at);
}
