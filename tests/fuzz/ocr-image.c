/* SPDX-License-Identifier: MIT */
/* Any bytes as a picture. */
#include <stddef.h>
#include <stdint.h>

#include "ocr/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);
const char *__asan_default_options(void);
const char *__lsan_default_suppressions(void);

/*
 * As in a worker, whose memory is bounded: the frame of an AVIF may be larger
 * than its header says, and dav1d asks for gigabytes at once.
 */
const char *
__asan_default_options(void)
{
	return "max_allocation_size_mb=256:allocator_may_return_null=1";
}

/* libheif forgets 40 bytes of dav1d's when an AVIF is damaged. */
const char *
__lsan_default_suppressions(void)
{
	return "leak:libdav1d\nleak:libheif";
}

static int
look(void *context, const struct image_frame *frame)
{
	(void)context;
	return pixGetWidth(frame->rgb) < 1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	/* Small, so that time goes into files and not into pixels. */
	struct image_limits limits = { 1 << 20, 256 * 1024, 3 };
	struct fault f;

	image_decode(bytes, length, &limits, look, NULL, &f);
	return 0;
}
