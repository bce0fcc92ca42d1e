/* SPDX-License-Identifier: MIT */
/*
 * Cut-outs of a text, for showing where a sign stands.
 */
#ifndef CLASSIFY_EXCERPT_H
#define CLASSIFY_EXCERPT_H

#include <stddef.h>

/*
 * Widen the bytes start..end of a text to what a person needs to see around
 * them: some words before and after, no other line, whole characters.
 */
void excerpt_widen(const char *text, size_t length, size_t *start,
    size_t *end);

#endif
