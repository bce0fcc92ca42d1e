/* SPDX-License-Identifier: MIT */
#include "ingest/decode.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

#define GZIP_OR_ZLIB (15 + 32)	/* windowBits: told apart by the header */
#define RAW_DEFLATE (-15)
#define ROOM ((size_t)32 * 1024)	/* bytes made for output at first */

int
decode_chunks(struct text *body, struct fault *f)
{
	char *from = body->bytes, *end = body->bytes + body->length;
	char *to = body->bytes;

	while (from < end) {
		char *after, *line = memchr(from, '\n', (size_t)(end - from));
		unsigned long size = strtoul(from, &after, 16);

		if (line == NULL || after == from || after > line)
			return fault(f, "broken chunks");
		if (size == 0)
			break;
		if (size > (size_t)(end - (line + 1)))
			return fault(f, "a chunk is cut off");
		memmove(to, line + 1, size);
		to += size;
		from = line + 1 + size;
		from += from + 2 <= end && from[0] == '\r' ? 2 : 1;
	}
	body->length = (size_t)(to - body->bytes);
	if (body->bytes != NULL)
		*to = '\0';
	return 0;
}

/*
 * Have zlib write behind the text, which grows to one byte over max at the
 * most. Returns what zlib says.
 */
static int
unfold_some(z_stream *z, struct text *to, size_t max)
{
	size_t room;
	int result;

	if (to->size - to->length < ROOM / 2)
		text_reserve(to, to->size * 2 + ROOM);
	if (to->size - to->length < ROOM / 2)
		return Z_MEM_ERROR;
	room = to->size - to->length - 1;
	room = room <= max - to->length ? room : max - to->length + 1;
	z->next_out = (unsigned char *)to->bytes + to->length;
	z->avail_out = room < UINT_MAX ? (uInt)room : UINT_MAX;
	result = inflate(z, Z_NO_FLUSH);
	to->length = (size_t)((char *)z->next_out - to->bytes);
	to->bytes[to->length] = '\0';
	return result;
}

/* Unfold; says in *bad whether zlib took offence. */
static enum outcome
unfold(int bits, const char *bytes, size_t length, size_t max,
    struct text *to, bool *bad)
{
	z_stream z = { .avail_in = (uInt)length };
	enum outcome outcome = OUTCOME_OK;
	int result = Z_OK;

	/* zlib's next_in is not const for old compilers' sake only. */
	memcpy(&z.next_in, &bytes, sizeof(z.next_in));
	*bad = inflateInit2(&z, bits) != Z_OK;
	while (!*bad && result == Z_OK && outcome == OUTCOME_OK) {
		result = unfold_some(&z, to, max);
		if (to->length > max)
			outcome = OUTCOME_TOO_LARGE;
		/*
		 * Members may follow one another (RFC 1952, 2.2); what else
		 * follows, such as zeros, is passed over, as by gzip(1).
		 */
		if (result == Z_STREAM_END && z.avail_in > 1 &&
		    bits == GZIP_OR_ZLIB && z.next_in[0] == 0x1f &&
		    z.next_in[1] == 0x8b && inflateReset(&z) == Z_OK)
			result = Z_OK;
	}
	if (outcome == OUTCOME_OK && result != Z_STREAM_END)
		*bad = true;
	inflateEnd(&z);
	return outcome;
}

enum outcome
decode_content(const char *encoding, const char *bytes, size_t length,
    size_t max, struct text *to, struct fault *f)
{
	enum outcome outcome;
	bool bad;

	text_clear(to);
	if (encoding[0] == '\0' || strcasecmp(encoding, "identity") == 0) {
		if (length > max)
			goto large;
		return text_add(to, bytes, length) < 0 ?
		    OUTCOME_UNREACHABLE : OUTCOME_OK;
	}
	if (strcasecmp(encoding, "gzip") != 0 &&
	    strcasecmp(encoding, "x-gzip") != 0 &&
	    strcasecmp(encoding, "deflate") != 0) {
		fault(f, "content encoding %.40s is not known", encoding);
		return OUTCOME_UNREACHABLE;
	}
	outcome = unfold(GZIP_OR_ZLIB, bytes, length, max, to, &bad);
	if (bad && strcasecmp(encoding, "deflate") == 0) {
		/* Some servers send it without the zlib wrapper. */
		text_clear(to);
		outcome = unfold(RAW_DEFLATE, bytes, length, max, to, &bad);
	}
	if (outcome == OUTCOME_TOO_LARGE)
		goto large;
	if (bad) {
		fault(f, "broken %s", encoding);
		return OUTCOME_UNREACHABLE;
	}
	return OUTCOME_OK;
large:
	fault(f, "too large: over %zu bytes when decoded", max);
	return OUTCOME_TOO_LARGE;
}
