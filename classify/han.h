/* SPDX-License-Identifier: MIT */
/*
 * Han characters: one form for the traditional and the simplified script, so
 * that a term written in either is found in both.
 */
#ifndef CLASSIFY_HAN_H
#define CLASSIFY_HAN_H

#include <stdint.h>

/* The simplified form of a Han character; any other point is itself. */
uint32_t han_simplify(uint32_t point);

/* The CJK Unified Ideographs, without the rare ones of the extensions. */
#define HAN_FIRST 0x4e00
#define HAN_LAST 0x9fff

/* The character of that block at a place in UTF-8, or 0 if there is none. */
uint32_t han_at(const char *at, const char *end);

#endif
