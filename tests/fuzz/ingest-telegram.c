/* SPDX-License-Identifier: MIT */
/* Preview pages of Telegram: any bytes. */
#include "tests/fuzz/reply.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_reply("telegram", "klad_demo_shop",
	    "https://t.me/s/klad_demo_shop?before=900",
	    data, size);
}
