/* SPDX-License-Identifier: MIT */
#include "classify/language.h"

#include <stddef.h>
#include <string.h>

static const struct language languages[LANGUAGE_COUNT] = {
	{ "any", SCRIPT_ALL, NULL },
	{ "emoji", SCRIPT_OTHER, NULL },
	{ "ru", SCRIPT_CYRILLIC, "russian" },
	{ "uk", SCRIPT_CYRILLIC, NULL },
	{ "be", SCRIPT_CYRILLIC, NULL },
	{ "kk", SCRIPT_CYRILLIC, NULL },
	{ "ky", SCRIPT_CYRILLIC, NULL },
	{ "uz", SCRIPT_LATIN | SCRIPT_CYRILLIC, NULL },
	{ "tg", SCRIPT_CYRILLIC, NULL },
	{ "en", SCRIPT_LATIN, "english" },
	{ "es", SCRIPT_LATIN, "spanish" },
	{ "fr", SCRIPT_LATIN, "french" },
	{ "de", SCRIPT_LATIN, "german" },
	{ "tr", SCRIPT_LATIN, "turkish" },
	{ "ar", SCRIPT_ARABIC, "arabic" },
	{ "fa", SCRIPT_ARABIC, NULL },
	{ "ur", SCRIPT_ARABIC, NULL },
	{ "hi", SCRIPT_LATIN | SCRIPT_DEVANAGARI, "hindi" },
	{ "zh", SCRIPT_HAN, NULL }
};

/* Blocks.txt of Unicode 15, as far as letters of these scripts go. */
static const struct {
	uint32_t first, last;
	enum script script;
} blocks[] = {
	{ '0', '9', SCRIPT_DIGIT },
	{ 'A', 'Z', SCRIPT_LATIN },
	{ 'a', 'z', SCRIPT_LATIN },
	{ 0x00c0, 0x024f, SCRIPT_LATIN },
	{ 0x02bb, 0x02bc, SCRIPT_LATIN },
	{ 0x0400, 0x052f, SCRIPT_CYRILLIC },
	{ 0x0600, 0x06ff, SCRIPT_ARABIC },
	{ 0x0750, 0x077f, SCRIPT_ARABIC },
	{ 0x0900, 0x097f, SCRIPT_DEVANAGARI },
	{ 0x1c80, 0x1c8f, SCRIPT_CYRILLIC },
	{ 0x1e00, 0x1eff, SCRIPT_LATIN },
	{ 0x3005, 0x3007, SCRIPT_HAN },
	{ 0x3400, 0x4dbf, SCRIPT_HAN },
	{ 0x4e00, 0x9fff, SCRIPT_HAN },
	{ 0xa640, 0xa69f, SCRIPT_CYRILLIC },
	{ 0xf900, 0xfaff, SCRIPT_HAN },
	{ 0x20000, 0x3ffff, SCRIPT_HAN }
};

const struct language *
language_at(unsigned i)
{
	return &languages[i];
}

int
language_find(const char *code)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		if (strcmp(languages[i].code, code) == 0)
			return i;
	return -1;
}

enum script
script_find(uint32_t point)
{
	size_t low = 0, high = sizeof(blocks) / sizeof(blocks[0]);

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (point > blocks[middle].last)
			low = middle + 1;
		else if (point < blocks[middle].first)
			high = middle;
		else
			return blocks[middle].script;
	}
	return SCRIPT_OTHER;
}

unsigned
scripts_of(const uint32_t *points, size_t count)
{
	unsigned scripts = 0;

	for (size_t i = 0; i < count; i++)
		scripts |= script_of(points[i]);
	return scripts;
}
