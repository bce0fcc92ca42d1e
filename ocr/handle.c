/* SPDX-License-Identifier: MIT */
#include "ocr/handle.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ocr/script.h"

#define DARK 120		/* of 255, in a crop dark on light */
#define BAR_SHARE 0.55		/* of the gap's columns that the bar covers */
#define STRAY_SHARE 0.25	/* of them that may be dark higher up */
#define MIN_GAP 0.25		/* of the height: less is no underscore */
#define MIN_HOST 3		/* letters of a site's name */

/*
 * Share of the columns of a crop's part that have a dark pixel.
 */
static double
dark_columns(PIX *crop, int left, int right, int top, int bottom)
{
	int width = pixGetWidth(crop), height = pixGetHeight(crop), dark = 0;

	left = left < 0 ? 0 : left;
	top = top < 0 ? 0 : top;
	right = right > width ? width : right;
	bottom = bottom > height ? height : bottom;
	if (right <= left)
		return 0;
	for (int x = left; x < right; x++) {
		bool found = false;

		for (int y = top; y < bottom && !found; y++) {
			l_uint32 value;

			pixGetPixel(crop, x, y, &value);
			found = value < DARK;
		}
		dark += found;
	}
	return (double)dark / (right - left);
}

static bool
shows_bar(PIX *crop, const struct box *before, const struct box *after)
{
	int left = before->x + before->width, right = after->x;
	int top = before->y < after->y ? before->y : after->y;
	int bottom_before = before->y + before->height;
	int bottom_after = after->y + after->height;
	int foot = bottom_before > bottom_after ? bottom_before :
	    bottom_after;
	int height = foot - top, split = foot - height * 3 / 10;

	if (right - left < MIN_GAP * height)
		return false;
	return dark_columns(crop, left, right, split, foot + height / 4) >=
	    BAR_SHARE &&
	    dark_columns(crop, left, right, top, split) <= STRAY_SHARE;
}

/*
 * The last part of an address, of those that sites of shops are at; a dot
 * before any other word ends a sentence.
 */
static bool
is_domain(const char *text, size_t length)
{
	static const char *const domains[] = { "biz", "club", "com", "info",
	    "kz", "me", "net", "one", "onion", "online", "org", "pro", "ru",
	    "shop", "site", "store", "top", "ua", "uz", "wiki", "ws", "xyz" };

	for (size_t i = 0; i < sizeof(domains) / sizeof(domains[0]); i++)
		if (strlen(domains[i]) == length &&
		    strncasecmp(domains[i], text, length) == 0)
			return true;
	return false;
}

static bool
is_host(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!isalnum((unsigned char)text[i]) &&
		    strchr("-_.", text[i]) == NULL)
			return false;
	return length >= MIN_HOST;
}

/*
 * Whether two words are the address of a site, broken at its last dot.
 */
static bool
is_broken_site(const char *host, const char *domain)
{
	size_t length = strlen(host);

	if (domain[0] == '.')
		domain++;
	else if (length > 0 && host[length - 1] == '.')
		length--;
	else
		return false;
	return is_host(host, length) && is_domain(domain, strlen(domain));
}

static bool
is_site(const char *word, size_t length)
{
	size_t at = length;

	while (at > 0 && word[at - 1] != '.')
		at--;
	return at > 0 && is_host(word, at - 1) &&
	    is_domain(word + at, length - at);
}

const char *
handle_find(const char *line)
{
	const char *found = strchr(line, '@');

	if (found == NULL)
		found = strcasestr(line, "t.me/");
	while (found == NULL && *line != '\0') {
		size_t length = strcspn(line, " ");

		if (is_site(line, length))
			found = line;
		line += length + strspn(line + length, " ");
	}
	return found;
}

static bool
ends_name(const char *text)
{
	size_t length = strlen(text);

	return length == 0 || (!isalnum((unsigned char)text[length - 1]) &&
	    text[length - 1] != '_');
}

/*
 * Join the word after `at` to it, with an underscore between them if there is
 * none yet and one is wanted.
 */
static int
join_next(struct words *words, size_t at, bool wanted)
{
	struct reading_word *word = &words->items[at], *next = word + 1;
	size_t room = strlen(word->text) + strlen(next->text) + 2;
	bool bar = !wanted || next->text[0] == '_' ||
	    word->text[strlen(word->text) - 1] == '_';
	char *text = realloc(word->text, room);

	if (text == NULL)
		return -1;
	word->text = text;
	if (!bar)
		strcat(text, "_");
	strcat(text, next->text);
	word->box.width = next->box.x + next->box.width - word->box.x;
	if (next->confidence < word->confidence)
		word->confidence = next->confidence;
	free(next->text);
	words->count--;
	memmove(next, next + 1, (words->count - at - 1) * sizeof(*next));
	memmove(words->line + at + 1, words->line + at + 2,
	    (words->count - at - 1) * sizeof(*words->line));
	return 0;
}

/*
 * Whether two words are one that was broken where no name or address is: after
 * the @, or at the last dot.
 */
static bool
is_broken(const char *before, const char *after)
{
	return (strcmp(before, "@") == 0 && isalnum((unsigned char)*after)) ||
	    is_broken_site(before, after);
}

int
handle_join(struct words *words, PIX *crop)
{
	bool handle = false;

	for (size_t i = 0; i + 1 < words->count; i++)
		if (is_broken(words->items[i].text,
		    words->items[i + 1].text) &&
		    join_next(words, i, false) != 0)
			return -1;
	for (size_t i = 0; i < words->count; i++) {
		struct script_count n = script_of(words->items[i].text);

		handle = handle || script_is_handle(words->items[i].text);
		if (!handle || n.cyrillic > n.latin)
			continue;
		while (i + 1 < words->count &&
		    !ends_name(words->items[i].text) &&
		    words->items[i + 1].text[0] != '@' &&
		    shows_bar(crop, &words->items[i].box,
		    &words->items[i + 1].box))
			if (join_next(words, i, true) != 0)
				return -1;
	}
	return 0;
}

/*
 * Length of a garbled "t.me/" at the start of a text, or 0: "t.me", "t-me/",
 * "t me/", "tme/", "T.MEI".
 */
static size_t
garbled_link(const char *text)
{
	size_t at = 1;

	if (tolower((unsigned char)text[0]) != 't')
		return 0;
	if (text[at] != '\0' && strchr(".,-: _'", text[at]) != NULL)
		at++;
	if (strncasecmp(text + at, "me", 2) != 0)
		return 0;
	at += 2;
	if (text[at] == '\0' || strchr("/|Il1!)( ,.", text[at]) == NULL)
		return 0;
	at++;
	return text[at] == ' ' ? at + 1 : at;
}

static bool
has(const char *set, char sign)
{
	return sign != '\0' && strchr(set, sign) != NULL;
}

/*
 * Where the digits that end a part of a name begin, an O or l among them and
 * a capital O after a small letter counted in.
 */
static size_t
find_tail(const char *part, size_t length)
{
	size_t tail = length;

	while (tail > 0 && has("0123456789OoQlI", part[tail - 1]))
		tail--;
	while (tail < length && !isdigit((unsigned char)part[tail]))
		tail++;
	while (tail > 0 && tail < length && has("OQ", part[tail - 1]) &&
	    (tail == 1 || islower((unsigned char)part[tail - 2])))
		tail--;
	return tail;
}

/*
 * Whether a letter would have the case of those beside it: a 0 that is as high
 * as capitals is no small o.
 */
static bool
fits(const char *part, size_t length, size_t at, char letter)
{
	int (*against)(int) = isupper((unsigned char)letter) ? islower :
	    isupper;

	return (at == 0 || !against((unsigned char)part[at - 1])) &&
	    (at + 1 == length || !against((unsigned char)part[at + 1]));
}

/*
 * A part of a name, between underscores, is most often letters and then
 * digits: what stands on the wrong side is taken for the sign that looks like
 * it, if its case fits.
 */
static void
mend_part(char *part, size_t length)
{
	static const char digits[] = "0158", letters[] = "OlSB";
	size_t tail = find_tail(part, length);

	for (size_t i = 0; i < tail; i++) {
		const char *digit = strchr(digits, part[i]);

		if (digit != NULL && fits(part, length, i,
		    letters[digit - digits]))
			part[i] = letters[digit - digits];
	}
	for (size_t i = tail; i < length; i++)
		if (has("OoQ", part[i]))
			part[i] = '0';
		else if (has("lI", part[i]))
			part[i] = '1';
}

/*
 * Whether a part ends as names of bots must (core.telegram.org/bots), after
 * which come no digits.
 */
static bool
is_bot(const char *part, size_t length)
{
	return length > 3 && has("bB", part[length - 3]) &&
	    has("oO0", part[length - 2]) && has("tT", part[length - 1]);
}

/*
 * Put signs of names for those that they are misread as, and leave out what
 * no name has: bars side by side, or anything but a letter or digit at its
 * end.
 */
static void
clean(char *name)
{
	size_t kept = 0;

	for (size_t i = 0; name[i] != '\0'; i++) {
		char sign = name[i];

		if (has("\\|", sign) ||
		    (sign == '!' && isalnum((unsigned char)name[i + 1])))
			sign = kept > 0 && isupper((unsigned char)
			    name[kept - 1]) ? 'I' : 'l';
		else if (has("=-~", sign))
			sign = '_';
		if (sign != '_' || (kept > 0 && name[kept - 1] != '_'))
			name[kept++] = sign;
	}
	while (kept > 0 && !isalnum((unsigned char)name[kept - 1]))
		kept--;
	name[kept] = '\0';
}

void
handle_mend(char *name)
{
	static const char link[] = "t.me/";

	if (name[0] == '@')
		name++;
	else if (strncasecmp(name, link, strlen(link)) == 0)
		name += strlen(link);
	else
		return;
	if (name[0] == '+')	/* an invitation: any signs, case counts */
		return;
	clean(name);
	while (*name != '\0') {
		size_t length = strcspn(name, "_");
		size_t stem = length - (is_bot(name, length) ? 3 : 0);

		mend_part(name, stem);
		mend_part(name + stem, length - stem);
		name += length + (name[length] == '_');
	}
}

char *
handle_guess(const char *line)
{
	const char *from = strchr(line, '@');
	char *guess, *name, *to;

	for (const char *at = line; from == NULL && *at != '\0'; at++)
		if ((at == line || has(" /", at[-1])) && garbled_link(at) > 0)
			from = at;
	guess = from == NULL ? NULL : malloc(strlen(line) + 8);
	if (guess == NULL)
		return NULL;
	memcpy(guess, line, (size_t)(from - line));
	name = to = guess + (from - line);
	if (*from == '@') {
		*to++ = *from++;
		from += *from == ' ';
	} else {
		from += garbled_link(from);
		to = stpcpy(to, "t.me/");
	}
	for (char last = to[-1]; *from != '\0'; from++) {
		if (*from == ' ' && from[1] != '_' && last != '_')
			last = '_';
		else if (*from != ' ' && (from[1] != ' ' ||
		    strchr(":.,;-", *from) == NULL))
			last = *from;
		else
			continue;
		*to++ = last;
	}
	*to = '\0';
	handle_mend(name);
	if (strcmp(guess, line) == 0) {
		free(guess);
		return NULL;
	}
	return guess;
}
