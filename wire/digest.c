/* SPDX-License-Identifier: MIT */
#include "wire/digest.h"

#include <nettle/base16.h>
#include <stdint.h>

void
digest_end(struct sha256_ctx *context, char hex[DIGEST_SIZE])
{
	uint8_t raw[SHA256_DIGEST_SIZE];

	sha256_digest(context, sizeof(raw), raw);
	base16_encode_update(hex, sizeof(raw), raw);
	hex[DIGEST_SIZE - 1] = '\0';
}

void
digest_bytes(const void *bytes, size_t length, char hex[DIGEST_SIZE])
{
	struct sha256_ctx context;

	sha256_init(&context);
	sha256_update(&context, length, bytes);
	digest_end(&context, hex);
}
