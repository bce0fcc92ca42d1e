/* SPDX-License-Identifier: MIT */
/* Replies to the source page: any bytes. */
#include "tests/fuzz/reply.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_reply("page", "https://example.org/b/1",
	    "https://example.org/b/1",
	    data, size);
}
