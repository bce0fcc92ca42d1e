/* SPDX-License-Identifier: MIT */
#include "classify/look.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "classify/bound.h"
#include "classify/cut.h"
#include "classify/han.h"
#include "classify/plain.h"
#include "classify/spelled.h"

enum {
	TEXTS = 1 << 15,	/* remembered whole, */
	TEXT_MIN = 32,		/* of so many bytes or more */
	CUT_MIN = 40,		/* bytes of a token that is cut at signs */
	PIECE_MAX = 256,	/* bytes of a token that is worth a look */
	WAITING_MAX = 16,	/* tokens until memory has brought them */
	CHECK_MAX = 2048	/* bytes; in more there is likely something */
};

/* A token whose marks are not yet looked at. */
struct waiting {
	uint64_t hash;
	const char *text;
	size_t length;
};

/* What was seen so far of one text. */
struct scan {
	struct look *look;
	bool ocr;
	bool tells;
	const char *text, *end;
	const char *checked;	/* up to here */
	uint32_t partner;	/* marks of a pair with the token before, */
	const char *last_text;	/* which begins here */
	size_t singles;		/* letters or digits apart, up to here */
	struct waiting waiting[WAITING_MAX];
	size_t waiting_count;
};

int
look_open(struct look *look, struct examiner *examiner, double threshold,
    size_t tokens, struct fault *f)
{
	*look = (struct look){ .han = NULL };
	if (telling_open(&look->telling, examiner, threshold, f) < 0)
		return -1;
	look->han = calloc(HAN_LAST - HAN_FIRST + 1, sizeof(*look->han));
	if (cache_open(&look->tokens, tokens) < 0 ||
	    cache_open(&look->texts, TEXTS) < 0 || look->han == NULL) {
		look_close(look);
		return fault(f, "out of memory");
	}
	return 0;
}

void
look_close(struct look *look)
{
	telling_close(&look->telling);
	cache_close(&look->tokens);
	cache_close(&look->texts);
	free(look->han);
}

/* Does no term go on over this place? See gap_between() in words.c. */
static bool
is_break(const char *at, const char *end)
{
	return *at == '\n' || (end - at >= 2 && at[1] == ' ' &&
	    strchr(".!?;:", *at) != NULL && *at != '\0');
}

/* What is remembered of bytes, each by a hash of its own. */
enum remembered {
	REMEMBER_TOKEN,
	REMEMBER_PAIR,		/* is it one in truth? */
	REMEMBER_PIECE		/* does it tell, once matched? */
};

/*
 * Is this true of the bytes? That is remembered as what tokens are; the lowest
 * bits of a hash say only where it stands.
 */
static bool
is_true(struct scan *scan, enum remembered what, const char *from,
    size_t length)
{
	struct look *look = scan->look;
	uint64_t hash = cache_hash(&look->tokens, from, length, scan->ocr) ^
	    what;
	uint32_t marks = cache_find(&look->tokens, hash);
	bool tells;

	if (marks != CACHE_NEW)
		return (marks & MARK_TELLS) != 0;
	tells = what == REMEMBER_PAIR ?
	    telling_meet(&look->telling, from, length, scan->ocr) :
	    telling_text(&look->telling, from, length, scan->ocr);
	cache_keep(&look->tokens, hash, tells ? MARK_TELLS : 0);
	return tells;
}

/*
 * Something in this token may tell: match the terms of what it stands in, up
 * to where no term goes on.
 */
static void
check(struct scan *scan, const char *text, size_t length)
{
	const char *from = text, *to = text + length;

	if (text < scan->checked)
		return;
	while (from > scan->text && !is_break(from - 1, scan->end))
		from--;
	while (to < scan->end && !is_break(to, scan->end))
		to++;
	scan->checked = to;
	if (to - from > CHECK_MAX || is_true(scan, REMEMBER_PIECE, from,
	    (size_t)(to - from)))
		scan->tells = true;
}

/* With the token before, is this a pair in truth? */
static bool
is_pair(struct scan *scan, const char *text, size_t length)
{
	const char *from = scan->last_text;
	size_t whole = (size_t)(text + length - from);

	return whole > PIECE_MAX ||
	    is_true(scan, REMEMBER_PAIR, from, whole);
}

/* Take a token into account that may be more than another word. */
static void
take_rare(struct scan *scan, uint32_t marks, const char *text, size_t length)
{
	bool tells;

	if ((marks & MARK_EMPTY) != 0)
		return;
	tells = (marks & MARK_TELLS) != 0 || ((marks & scan->partner) != 0 &&
	    is_pair(scan, text, length));
	scan->partner = telling_partner(marks);
	scan->last_text = text;
	if ((marks & MARK_FIRST_SINGLE) != 0 &&
	    ++scan->singles >= SPELLED_SINGLES_MIN)
		tells = true;
	if ((marks & (MARK_SEVERAL | MARK_FIRST_SINGLE)) != MARK_FIRST_SINGLE)
		scan->singles = (marks & MARK_LAST_SINGLE) != 0;
	if (tells)
		check(scan, text, length);
}

/* Take a token with these marks into account. */
static inline void
take(struct scan *scan, uint32_t marks, const char *text, size_t length)
{
	const uint32_t rare = MARK_TELLS | MARK_EMPTY | MARK_FIRST_SINGLE |
	    MARK_LAST_SINGLE;

	if (((marks | MARK_ANY) & (rare | scan->partner)) != 0) {
		take_rare(scan, marks, text, length);
		return;
	}
	scan->partner = telling_partner(marks);
	scan->last_text = text;
	scan->singles = 0;
}

static uint32_t
marks_of(struct scan *scan, const char *text, size_t length)
{
	return telling_marks(&scan->look->telling, text, length, scan->ocr);
}

/* Take the tokens that wait into account, in their order. */
static void
see_waiting(struct scan *scan)
{
	struct cache *tokens = &scan->look->tokens;

	for (size_t i = 0; i < scan->waiting_count && !scan->tells; i++) {
		const struct waiting *waiting = &scan->waiting[i];
		uint32_t marks = cache_find(tokens, waiting->hash);

		if (marks == CACHE_NEW) {
			marks = marks_of(scan, waiting->text, waiting->length);
			cache_keep(tokens, waiting->hash, marks);
		}
		take(scan, marks, waiting->text, waiting->length);
	}
	scan->waiting_count = 0;
}

static void
see_han(struct scan *scan, uint32_t point, const char *text)
{
	uint32_t *known = &scan->look->han[point - HAN_FIRST];

	see_waiting(scan);
	if (*known == 0)
		*known = MARK_ANY | marks_of(scan, text, 3);
	take(scan, *known, text, 3);
}

/* Are these letters and digits enough for an onion address? */
static bool
is_onion(const char *text, size_t length)
{
	size_t run = 0, bytes;

	for (size_t i = 0; i < length && run < BOUND_ONION; i += bytes) {
		int c = plain_at(text, length, i, &bytes);

		if (c == PLAIN_ITSELF)
			c = (unsigned char)text[i];
		if (c != PLAIN_NOTHING)
			run = isalnum(c) ? run + 1 : 0;
	}
	return run == BOUND_ONION;
}

static void
see_piece(struct scan *scan, const char *text, size_t length)
{
	const struct look *look = scan->look;
	uint64_t hash;

	if (length == 0)
		return;
	if (length > PIECE_MAX || (look->telling.onion &&
	    is_onion(text, length))) {
		scan->tells = true;
		return;
	}
	if (scan->waiting_count == WAITING_MAX)
		see_waiting(scan);
	hash = cache_hash(&look->tokens, text, length, scan->ocr);
	cache_prefetch(&look->tokens, hash);
	scan->waiting[scan->waiting_count++] =
	    (struct waiting){ hash, text, length };
}

/* May a token that is too long be cut here, without cutting a word? */
static bool
is_cut(char c)
{
	return (unsigned char)c < 0x80 && !isalnum((unsigned char)c) &&
	    strchr("'@$-._*", c) == NULL;
}

/* A token that is too long, or with characters that are words each. */
static void
see_parts(struct scan *scan, const char *at, const char *end)
{
	bool cut = end - at > CUT_MIN;
	const char *from = at;

	while (at < end && !scan->tells) {
		uint32_t han = han_at(at, end);
		size_t length = han != 0 ? 3 : cut_is_picture(at, end) ? 4 :
		    cut && is_cut(*at) ? 1 : 0;

		if (length == 0) {
			at++;
			continue;
		}
		see_piece(scan, from, (size_t)(at - from));
		if (han != 0 && !scan->ocr)
			see_han(scan, han, at);
		else if (length > 1)
			see_piece(scan, at, length);
		from = at += length;
	}
	see_piece(scan, from, (size_t)(at - from));
}

static const char *
token_end(const char *at, const char *end)
{
	while (at < end && (unsigned char)*at > CUT_BLANK)
		at++;
	return at;
}

/*
 * Let the tokens of a window wait from token i on, up to one that is taken
 * apart, or as many as there is room for. Returns which comes next.
 */
static size_t
let_all_wait(struct scan *scan, const struct window *window, size_t i,
    const char *text)
{
	const struct cache *tokens = &scan->look->tokens;
	size_t count = scan->waiting_count;

	for (; i < window->count && count < WAITING_MAX; i++, count++) {
		size_t from = window->edges[2 * i];
		size_t length = window->edges[2 * i + 1] - from;
		const char *bytes = window->bytes + from;
		uint64_t hash;

		if (length > CUT_TOKEN ||
		    (window->wide && cut_is_wide(bytes, length)))
			break;
		hash = cache_hash_fast(tokens, bytes, length, scan->ocr);
		cache_prefetch(tokens, hash);
		scan->waiting[count] =
		    (struct waiting){ hash, text + from, length };
	}
	scan->waiting_count = count;
	return i;
}

/* Take the tokens of a window into account, and return where to go on. */
static const char *
see_window(struct scan *scan, const char *text)
{
	struct window window;
	const char *end;

	cut_window(&window, text, (size_t)(scan->end - text));
	for (size_t i = 0; i < window.count && !scan->tells;) {
		i = let_all_wait(scan, &window, i, text);
		if (scan->waiting_count == WAITING_MAX) {
			see_waiting(scan);
		} else if (i < window.count) {
			see_parts(scan, text + window.edges[2 * i],
			    text + window.edges[2 * i + 1]);
			i++;
		}
	}
	if (window.used > 0)
		return text + window.used;
	end = token_end(text, scan->end);
	see_parts(scan, text, end);
	return end;
}

static bool
look_anew(struct look *look, const char *text, size_t length, bool ocr)
{
	struct scan scan;

	scan.look = look;
	scan.ocr = ocr;
	scan.tells = false;
	scan.text = scan.checked = scan.last_text = text;
	scan.end = text + length;
	scan.partner = telling_partner(0);
	scan.singles = scan.waiting_count = 0;
	while (text < scan.end && !scan.tells)
		text = see_window(&scan, text);
	see_waiting(&scan);
	return scan.tells;
}

uint64_t
look_expect(const struct look *look, const char *text, size_t length,
    bool ocr)
{
	uint64_t hash = cache_hash(&look->texts, text, length, ocr);

	cache_prefetch(&look->texts, hash);
	return hash;
}

bool
look_text(struct look *look, uint64_t hash, const char *text, size_t length,
    bool ocr)
{
	uint32_t marks;

	if (length < TEXT_MIN)
		return look_anew(look, text, length, ocr);
	marks = cache_find(&look->texts, hash);
	if (marks == CACHE_NEW) {
		marks = look_anew(look, text, length, ocr) ? MARK_TELLS : 0;
		cache_keep(&look->texts, hash, marks);
	}
	return marks != 0;
}

bool
look_link(const struct look *look, const char *text, size_t length)
{
	return look->telling.onion && is_onion(text, length);
}
