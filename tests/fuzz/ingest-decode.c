/* SPDX-License-Identifier: MIT */
/* Chunks and compressed bodies: any bytes, at most so many out. */
#include <stdint.h>
#include <stdlib.h>

#include "ingest/decode.h"

#define MOST 100000

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const encodings[] = { "gzip", "deflate", "" };
	struct text body = { .bytes = NULL }, plain = { .bytes = NULL };

	text_add(&body, data, size);
	for (size_t i = 0; i < 3; i++) {
		decode_content(encodings[i], (const char *)data, size, MOST,
		    &plain, NULL);
		if (plain.length > MOST)
			abort();
	}
	decode_chunks(&body, NULL);
	if (body.length > size)
		abort();
	text_free(&body);
	text_free(&plain);
	return 0;
}
