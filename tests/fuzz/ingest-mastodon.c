/* SPDX-License-Identifier: MIT */
/* Replies to the source mastodon: any bytes. */
#include "tests/fuzz/reply.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_reply("mastodon", "example.org",
	    "https://example.org/api/v1/timelines/public?min_id=1",
	    data, size);
}
