/* SPDX-License-Identifier: MIT */
#include "ingest/whatsapp.h"

#include <stdio.h>
#include <string.h>

#include "wire/line.h"

#define WORD_MAX 16	/* bytes of a word between date and time: "à", "um" */

enum half { NONE, MORNING, AFTERNOON };

struct rest {
	const char *at, *end;
};

static bool
pass(struct rest *rest, const char *bytes)
{
	size_t length = strlen(bytes);

	if ((size_t)(rest->end - rest->at) < length ||
	    memcmp(rest->at, bytes, length) != 0)
		return false;
	rest->at += length;
	return true;
}

/* Marks of direction, which iOS sets before lines and names. */
static void
pass_marks(struct rest *rest)
{
	while (pass(rest, "\xe2\x80\x8e") || pass(rest, "\xe2\x80\x8f") ||
	    pass(rest, "\xe2\x80\xaa") || pass(rest, "\xe2\x80\xac") ||
	    pass(rest, LINE_MARK))
		continue;
}

/* Blanks, narrow and unbreakable ones too. */
static void
pass_blanks(struct rest *rest)
{
	while (pass(rest, " ") || pass(rest, "\xe2\x80\xaf") ||
	    pass(rest, "\xc2\xa0"))
		continue;
}

/* The figure here, of any script that phones write in; -1: it is none. */
static int
figure(const struct rest *rest, size_t *length)
{
	static const char *const zeros[] = {
		"0", "\xd9\xa0", "\xdb\xb0", "\xe0\xa5\xa6"
	};
	size_t left = (size_t)(rest->end - rest->at);

	for (size_t i = 0; i < sizeof(zeros) / sizeof(*zeros); i++) {
		size_t last = strlen(zeros[i]) - 1;
		int value = last >= left ||
		    memcmp(rest->at, zeros[i], last) != 0 ? -1 :
		    (unsigned char)rest->at[last] -
		    (unsigned char)zeros[i][last];

		*length = last + 1;
		if (value >= 0 && value <= 9)
			return value;
	}
	return -1;
}

/* A number of one to `most` figures; -1 if there is none. */
static int
number(struct rest *rest, int most)
{
	int value = 0, count = 0, one;
	size_t length;

	while ((one = figure(rest, &length)) >= 0) {
		if (++count > most)
			return -1;
		value = value * 10 + one;
		rest->at += length;
	}
	return count == 0 ? -1 : value;
}

/* Between the parts of a date: signs, or words for year and month. */
static bool
pass_separator(struct rest *rest)
{
	bool got;

	pass_marks(rest);
	got = pass(rest, "/") || pass(rest, ".") || pass(rest, "-") ||
	    pass(rest, "년") || pass(rest, "월") || pass(rest, "年") ||
	    pass(rest, "月");
	pass_blanks(rest);
	return got;
}

static bool
read_date(struct rest *rest, struct whatsapp_line *line)
{
	line->parts[0] = number(rest, 4);
	line->year_first = line->parts[0] > 99;
	line->dotted = rest->at < rest->end && *rest->at == '.';
	if (line->parts[0] < 0 || !pass_separator(rest))
		return false;
	line->parts[1] = number(rest, 2);
	if (line->parts[1] < 0 || !pass_separator(rest))
		return false;
	line->parts[2] = number(rest, 4);
	if (!line->year_first && line->parts[2] >= 0 && line->parts[2] < 100)
		line->parts[2] += 2000;
	return line->parts[2] >= 0;
}

/* AM or PM in other scripts, before the time or after it. */
static bool
pass_half(struct rest *rest, enum half *half)
{
	static const struct {
		const char *word;
		enum half half;
	} halves[] = {
		{ "上午", MORNING }, { "下午", AFTERNOON },
		{ "凌晨", MORNING }, { "晚上", AFTERNOON },
		{ "午前", MORNING }, { "午後", AFTERNOON },
		{ "오전", MORNING }, { "오후", AFTERNOON },
		{ "पूर्वाह्न", MORNING }, { "अपराह्न", AFTERNOON },
		{ "π.μ.", MORNING }, { "μ.μ.", AFTERNOON },
		{ "ق.ظ", MORNING }, { "ب.ظ", AFTERNOON },
		{ "ص", MORNING }, { "م", AFTERNOON },
		{ "ÖÖ", MORNING }, { "ÖS", AFTERNOON },
		{ "SA", MORNING }, { "CH", AFTERNOON },
		{ "ч.", NONE }	/* in Bulgarian, of all hours */
	};

	for (size_t i = 0; i < sizeof(halves) / sizeof(*halves); i++)
		if (pass(rest, halves[i].word)) {
			*half = halves[i].half;
			return true;
		}
	return false;
}

/* "am", "PM", "p. m." in Spanish. */
static bool
pass_latin_half(struct rest *rest, enum half *half)
{
	char c = rest->at < rest->end ? (char)(*rest->at | 0x20) : '\0';

	if (c != 'a' && c != 'p')
		return false;
	rest->at++;
	pass(rest, ".");
	pass_blanks(rest);
	if (rest->at == rest->end || (*rest->at | 0x20) != 'm')
		return false;
	rest->at++;
	pass(rest, ".");
	*half = c == 'p' ? AFTERNOON : MORNING;
	return true;
}

/*
 * What stands between date and time: a comma, a word as in French "à", the
 * half of the day.
 */
static void
pass_between(struct rest *rest, enum half *half)
{
	const char *start = rest->at;
	size_t length;

	while (rest->at < rest->end && rest->at - start < WORD_MAX &&
	    !pass_half(rest, half) && figure(rest, &length) < 0)
		rest->at++;
	pass_blanks(rest);
}

/* What follows the time, or else what came before it. */
static void
read_half(struct rest *rest, struct whatsapp_line *line, enum half half)
{
	struct rest back = *rest;

	pass_blanks(rest);
	if (!pass_half(rest, &half) && !pass_latin_half(rest, &half))
		*rest = back;
	if (half != NONE && line->hour <= 12)
		line->hour = line->hour % 12 + (half == AFTERNOON ? 12 : 0);
}

static bool
read_hours(struct rest *rest, struct whatsapp_line *line, enum half half)
{
	line->hour = number(rest, 2);
	if (line->hour < 0 || (!pass(rest, ":") && !pass(rest, ".")))
		return false;
	line->minute = number(rest, 2);
	line->second = 0;
	if (pass(rest, ":") || pass(rest, "."))
		line->second = number(rest, 2);
	read_half(rest, line, half);
	return line->hour < 24 && line->minute >= 0 && line->minute < 60 &&
	    line->second >= 0 && line->second < 61;
}

/* The length of a name without marks of direction and blanks at its end. */
static size_t
trimmed(const char *name, size_t length)
{
	static const char *const marks[] = { "\xe2\x80\x8e", "\xe2\x80\xac" };

	for (size_t i = 0; i < 2 && length >= 3; i++)
		if (memcmp(name + length - 3, marks[i], 3) == 0)
			length -= 3;
	while (length > 0 && name[length - 1] == ' ')
		length--;
	return length;
}

/* "Name: text"; without a colon it is WhatsApp that speaks. */
static void
read_name(struct rest *rest, struct whatsapp_line *line)
{
	const char *colon;

	pass_marks(rest);
	if (pass(rest, "~"))	/* a number that is no contact */
		pass_blanks(rest);
	colon = memmem(rest->at, (size_t)(rest->end - rest->at), ": ", 2);
	if (colon == NULL && rest->at < rest->end && rest->end[-1] == ':')
		colon = rest->end - 1;
	line->name = colon == NULL ? NULL : rest->at;
	line->name_length = colon == NULL ? 0 :
	    trimmed(rest->at, (size_t)(colon - rest->at));
	if (colon != NULL) {
		rest->at = colon + 1;
		pass(rest, " ");
		pass_marks(rest);
	}
	line->text = rest->at;
	line->length = (size_t)(rest->end - rest->at);
}

/* The time follows the date, or in Vietnamese stands before it. */
static bool
read_moment(struct rest *rest, struct whatsapp_line *line)
{
	struct rest start = *rest;
	enum half half = NONE;

	if (read_date(rest, line)) {
		pass_between(rest, &half);
		return read_hours(rest, line, half);
	}
	*rest = start;
	if (!read_hours(rest, line, NONE))
		return false;
	pass(rest, ",");
	pass_blanks(rest);
	return read_date(rest, line);
}

bool
whatsapp_read(const char *bytes, size_t length, struct whatsapp_line *line)
{
	struct rest rest = { bytes, bytes + length };
	const char *moment;
	bool bracket;

	while (rest.end > bytes && rest.end[-1] == '\r')
		rest.end--;
	pass_marks(&rest);
	bracket = pass(&rest, "[");
	moment = rest.at;
	if (!read_moment(&rest, line))
		return false;
	snprintf(line->written, sizeof(line->written), "%.*s",
	    (int)(rest.at - moment), moment);
	if (bracket ? !pass(&rest, "]") : !pass(&rest, " - ") &&
	    !pass(&rest, " \xe2\x80\x93 ") && !pass(&rest, ": ") &&
	    !pass(&rest, ", "))
		return false;
	pass_blanks(&rest);
	read_name(&rest, line);
	return true;
}

void
whatsapp_note(struct whatsapp_evidence *seen, const struct whatsapp_line *line)
{
	const int *now = line->parts, *last = seen->last;

	if (line->year_first)
		return;
	for (int i = 0; i < 2; i++)
		seen->over[i] += now[i] > 12 ? 1 : 0;
	if (seen->started && now[2] == last[2]) {
		for (int i = 0; i < 2; i++)
			seen->changes[i] += now[i] != last[i] ? 1 : 0;
		/* back[0]: were the day first, back[1]: were the month. */
		seen->back[0] += now[1] < last[1] ||
		    (now[1] == last[1] && now[0] < last[0]) ? 1 : 0;
		seen->back[1] += now[0] < last[0] ||
		    (now[0] == last[0] && now[1] < last[1]) ? 1 : 0;
	}
	memcpy(seen->last, now, sizeof(seen->last));
	seen->dotted = line->dotted;
	seen->started = true;
}

enum whatsapp_order
whatsapp_order(const struct whatsapp_evidence *seen)
{
	if (!seen->started)	/* no date asks for it */
		return WHATSAPP_DAY_FIRST;
	if (seen->over[0] > 0 || seen->over[1] > 0)
		return seen->over[1] == 0 ? WHATSAPP_DAY_FIRST :
		    seen->over[0] == 0 ? WHATSAPP_MONTH_FIRST :
		    WHATSAPP_AMBIGUOUS;
	if (seen->back[0] != seen->back[1])
		return seen->back[0] < seen->back[1] ? WHATSAPP_DAY_FIRST :
		    WHATSAPP_MONTH_FIRST;
	if (seen->changes[0] != seen->changes[1])
		return seen->changes[0] > seen->changes[1] ?
		    WHATSAPP_DAY_FIRST : WHATSAPP_MONTH_FIRST;
	return seen->dotted ? WHATSAPP_DAY_FIRST : WHATSAPP_AMBIGUOUS;
}

int
whatsapp_time(const struct whatsapp_line *line, enum whatsapp_order order,
    struct clock *clock)
{
	const int *parts = line->parts;
	int year = line->year_first ? parts[0] : parts[2];
	int month = line->year_first || order == WHATSAPP_DAY_FIRST ?
	    parts[1] : parts[0];
	int day = line->year_first ? parts[2] :
	    order == WHATSAPP_DAY_FIRST ? parts[0] : parts[1];
	char text[64];

	/* Day and month alike: the order does not matter. */
	if (order == WHATSAPP_AMBIGUOUS && !line->year_first &&
	    parts[0] != parts[1])
		return -1;
	snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02d", year,
	    month, day, line->hour, line->minute, line->second);
	return clock_iso(text, clock);
}
