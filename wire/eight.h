/* SPDX-License-Identifier: MIT */
/*
 * Eight bytes of a text looked at in one step, as a number (S. E. Anderson,
 * "Bit Twiddling Hacks", "Determine if a word has a byte less than n").
 */
#ifndef WIRE_EIGHT_H
#define WIRE_EIGHT_H

#include <stdint.h>

/* The same byte eight times. */
#define EIGHT(byte) ((byte) * UINT64_C(0x0101010101010101))
#define EIGHT_HIGH EIGHT(0x80)

/*
 * The high bits of the bytes that are less than that, which is at most 0x80;
 * 0 if none is. Above the lowest of them there may be bits too many.
 */
static inline uint64_t
eight_less(uint64_t eight, unsigned char than)
{
	return (eight - EIGHT(than)) & ~eight & EIGHT_HIGH;
}

/* The same for the bytes that are equal to it. */
static inline uint64_t
eight_equal(uint64_t eight, unsigned char byte)
{
	return eight_less(eight ^ EIGHT(byte), 1);
}

#endif
