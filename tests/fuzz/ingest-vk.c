/* SPDX-License-Identifier: MIT */
/* Replies to the source vk: any bytes. */
#include "tests/fuzz/reply.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_reply("vk", "klad_demo",
	    "https://api.vk.com/method/wall.get?offset=100",
	    data, size);
}
