/* SPDX-License-Identifier: MIT */
/* Replies to the source feed: any bytes. */
#include "tests/fuzz/reply.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_reply("feed", "https://example.org/feed.xml",
	    "https://example.org/feed.xml",
	    data, size);
}
