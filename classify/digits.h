/* SPDX-License-Identifier: MIT */
/*
 * Decimal digits as people write them: of ASCII, Arabic-Indic, Persian and
 * Urdu, Devanagari, full-width and mathematical; in groups, with separators
 * between.
 */
#ifndef CLASSIFY_DIGITS_H
#define CLASSIFY_DIGITS_H

#include <stdbool.h>
#include <stddef.h>

#define DIGITS_MAX 24	/* more in a row are no number of ours */
#define DIGIT_BYTES 4	/* that one takes, at most */

struct digits {
	char value[DIGITS_MAX + 1];	/* '0' to '9', terminated */
	size_t count;
	size_t place[DIGITS_MAX];	/* of each digit in the text */
	unsigned char size[DIGITS_MAX];	/* its bytes */
	unsigned char group[DIGITS_MAX]; /* the group it stands in, from 0 */
	size_t end;			/* after the last digit */
};

#define DIGITS_GROUPS_MAX 5	/* of a shape */

/*
 * The sizes of the groups that the first count digits stand in, a character
 * each, from 'a' on for ten and more. False if there are too many of them.
 */
bool digits_shape(const struct digits *, size_t count,
    char shape[DIGITS_GROUPS_MAX + 1]);

/*
 * The digit at a place of the text: writes its bytes and returns 0 to 9, or
 * returns -1.
 */
int digit_at(const char *text, size_t length, size_t at, unsigned char *size);

/*
 * Read a number at a place: digits, with up to three of " -().", tabs, spaces
 * of other widths, dashes and dots between groups. What takes no room parts
 * no groups. Stops before a digit beyond DIGITS_MAX.
 */
void digits_read(const char *text, size_t length, size_t at,
    struct digits *);

/*
 * Likewise as a number may stand on a wall, or hide: with any signs and ends
 * of lines between groups, and behind its first digit with letters that look
 * like digits, O, l, I and the Cyrillic О and З.
 */
void digits_read_loose(const char *text, size_t length, size_t at,
    struct digits *);

#endif
