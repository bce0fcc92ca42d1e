/* SPDX-License-Identifier: MIT */
#include "ingest/decode.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

#define GZIP_OR_ZLIB (15 + 32)	/* windowBits: told apart by the header */
#define RAW_DEFLATE (-15)

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

/* Unfold; says in *bad whether zlib took offence. */
static enum outcome
unfold(int bits, const char *bytes, size_t length, size_t max,
    struct text *to, bool *bad)
{
	static const size_t step = 64 * 1024;
	z_stream z = { .avail_in = (uInt)length };
	enum outcome outcome = OUTCOME_OK;
	unsigned char *piece = malloc(step);
	int result = Z_OK;

	/* zlib's next_in is not const for old compilers' sake only. */
	memcpy(&z.next_in, &bytes, sizeof(z.next_in));
	*bad = piece == NULL || inflateInit2(&z, bits) != Z_OK;
	while (!*bad && result == Z_OK) {
		z.next_out = piece;
		z.avail_out = (uInt)step;
		result = inflate(&z, Z_NO_FLUSH);
		if (to->length + (step - z.avail_out) > max) {
			outcome = OUTCOME_TOO_LARGE;
			break;
		}
		if (text_add(to, piece, step - z.avail_out) < 0)
			*bad = true;
		/* Members may follow one another (RFC 1952, 2.2). */
		if (result == Z_STREAM_END && z.avail_in > 0 &&
		    bits == GZIP_OR_ZLIB && inflateReset(&z) == Z_OK)
			result = Z_OK;
	}
	if (outcome == OUTCOME_OK && result != Z_STREAM_END)
		*bad = true;
	inflateEnd(&z);
	free(piece);
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
