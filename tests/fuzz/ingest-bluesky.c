/* SPDX-License-Identifier: MIT */
/* Replies to the source bluesky: any bytes. */
#include "tests/fuzz/reply.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_reply("bluesky", "klad-demo.example.org",
	    "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed"
	    "?limit=100",
	    data, size);
}
