/* SPDX-License-Identifier: MIT */
/*
 * Sixteen bytes of a text looked at in one step. What is asked of them, with
 * the operators of C, is asked of each (GCC manual, "Vector Extensions"); for
 * that compilers have one instruction, where the processor has it.
 */
#ifndef CLASSIFY_SIXTEEN_H
#define CLASSIFY_SIXTEEN_H

#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef uint8_t sixteen __attribute__((vector_size(16)));

static inline sixteen
sixteen_load(const char *bytes)
{
	sixteen loaded;

	memcpy(&loaded, bytes, sizeof(loaded));
	return loaded;
}

/*
 * The highest bit of each byte, that of the first as the lowest. What was
 * asked of bytes has it set where the answer is yes.
 */
static inline unsigned
sixteen_bits(sixteen bytes)
{
#ifdef __SSE2__
	return (unsigned)_mm_movemask_epi8((__m128i)bytes);
#else
	unsigned bits = 0;

	for (int i = 0; i < 16; i++)
		bits |= (unsigned)(bytes[i] >> 7) << i;
	return bits;
#endif
}

#endif
