/* SPDX-License-Identifier: MIT */
/*
 * Eight bytes of a text looked at in one step, as a number (S. E. Anderson,
 * "Bit Twiddling Hacks", "Determine if a word has a byte less than n").
 */
#ifndef INGEST_EIGHT_H
#define INGEST_EIGHT_H

#include <stdint.h>

/* The same byte eight times. */
#define EIGHT(byte) ((byte) * UINT64_C(0x0101010101010101))
#define EIGHT_HIGH EIGHT(0x80)

#endif
