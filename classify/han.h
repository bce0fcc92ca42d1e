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

#endif
