/* SPDX-License-Identifier: MIT */
/* Lines of WhatsApp: any bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/whatsapp.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct whatsapp_evidence seen = { .started = false };
	struct whatsapp_line line;
	struct clock clock;
	char *bytes = malloc(size + 1);

	if (bytes == NULL)
		return 0;
	memcpy(bytes, data, size);
	for (size_t at = 0; at < size; ) {
		const char *end = memchr(bytes + at, '\n', size - at);
		size_t length = end == NULL ? size - at :
		    (size_t)(end - bytes) - at;

		if (whatsapp_read(bytes + at, length, &line)) {
			whatsapp_note(&seen, &line);
			whatsapp_time(&line, whatsapp_order(&seen), &clock);
		}
		at += length + 1;
	}
	free(bytes);
	return 0;
}
