/* SPDX-License-Identifier: MIT */
#include "ingest/input.h"

#include <string.h>

int
input_take(struct input *input, char *to, int size)
{
	size_t count = size < 0 ? 0 : (size_t)size;

	count = count < input->length ? count : input->length;
	memcpy(to, input->bytes, count);
	input->bytes += count;
	input->length -= count;
	return (int)count;
}
