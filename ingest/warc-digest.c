/* SPDX-License-Identifier: MIT */
#include "ingest/warc-digest.h"

#include <nettle/base16.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define DIGITS_SIZE 72	/* of a SHA-256 in either way */

/* RFC 4648, as most readers of WARC expect a digest; without padding. */
static void
base32(const unsigned char *digest, size_t length, char text[DIGITS_SIZE])
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	unsigned buffer = 0, bits = 0;
	size_t used = 0;

	for (size_t i = 0; i < length; i++) {
		buffer = (buffer << 8 | digest[i]) & 0xffff;
		for (bits += 8; bits >= 5; bits -= 5)
			text[used++] = digits[buffer >> (bits - 5) & 31];
	}
	if (bits > 0)
		text[used++] = digits[buffer << (5 - bits) & 31];
	text[used] = '\0';
}

static void
add_sha256(struct sha256_ctx *sha, const struct text *text)
{
	if (text != NULL && text->length > 0)
		sha256_update(sha, text->length,
		    (const uint8_t *)text->bytes);
}

void
warc_digest(const struct text *head, const struct text *body,
    char text[WARC_DIGEST_SIZE])
{
	unsigned char bytes[SHA256_DIGEST_SIZE];
	char digits[DIGITS_SIZE];
	struct sha256_ctx sha;

	sha256_init(&sha);
	add_sha256(&sha, head);
	add_sha256(&sha, body);
	sha256_digest(&sha, sizeof(bytes), bytes);
	base32(bytes, sizeof(bytes), digits);
	snprintf(text, WARC_DIGEST_SIZE, "sha256:%.52s====", digits);
}

/* True if the digits, padding or not, are those of the digest. */
static bool
is_digest(const char *said, const unsigned char *bytes, size_t length)
{
	char hex[DIGITS_SIZE] = "", letters[DIGITS_SIZE];
	size_t digits = strcspn(said, "=");

	base16_encode_update(hex, length, bytes);
	base32(bytes, length, letters);
	return (digits == strlen(hex) &&
	    strncasecmp(said, hex, digits) == 0) ||
	    (digits == strlen(letters) &&
	    strncasecmp(said, letters, digits) == 0);
}

bool
warc_digest_agrees(const char *said, const struct text *bytes)
{
	unsigned char digest[SHA256_DIGEST_SIZE];

	if (strncasecmp(said, "sha256:", 7) == 0) {
		struct sha256_ctx sha;

		sha256_init(&sha);
		add_sha256(&sha, bytes);
		sha256_digest(&sha, SHA256_DIGEST_SIZE, digest);
		return is_digest(said + 7, digest, SHA256_DIGEST_SIZE);
	}
	if (strncasecmp(said, "sha1:", 5) == 0) {
		struct sha1_ctx sha;

		sha1_init(&sha);
		if (bytes->length > 0)
			sha1_update(&sha, bytes->length,
			    (const uint8_t *)bytes->bytes);
		sha1_digest(&sha, SHA1_DIGEST_SIZE, digest);
		return is_digest(said + 5, digest, SHA1_DIGEST_SIZE);
	}
	return true;
}
