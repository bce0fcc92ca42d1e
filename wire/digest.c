/* SPDX-License-Identifier: MIT */
#include "wire/digest.h"

#include <errno.h>
#include <nettle/base16.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#define BLOCK (64 * 1024)

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

int
digest_file(int fd, char hex[DIGEST_SIZE], struct fault *f)
{
	struct sha256_ctx context;
	unsigned char block[BLOCK];
	off_t offset = 0;
	ssize_t got;

	sha256_init(&context);
	while ((got = pread(fd, block, sizeof(block), offset)) > 0) {
		sha256_update(&context, (size_t)got, block);
		offset += got;
	}
	if (got < 0)
		return fault(f, "read: %s", strerror(errno));
	digest_end(&context, hex);
	return 0;
}
