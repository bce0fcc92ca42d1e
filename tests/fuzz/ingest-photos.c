/* SPDX-License-Identifier: MIT */
/* EXIF in pictures: any bytes. */
#include <stdint.h>

#include "ingest/exif.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	exif_read(data, size);
	return 0;
}
