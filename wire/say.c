/* SPDX-License-Identifier: MIT */
#include "wire/say.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TEXT_MAX 2048	/* bytes of what and why */
#define PLACE_MAX 1024

/* What is quoted may come from outside: no control byte gets through. */
static void
make_plain(char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			*text = '?';
}

static void put(const char *, const char *, va_list)
    __attribute__((format(printf, 2, 0)));

static void
put(const char *place, const char *format, va_list arguments)
{
	char where[PLACE_MAX] = "", text[TEXT_MAX];

	if (place != NULL)
		snprintf(where, sizeof(where), "%s", place);
	vsnprintf(text, sizeof(text), format, arguments);
	make_plain(where);
	make_plain(text);
	/* A progress line may stand on the terminal: wipe it first. */
	dprintf(STDERR_FILENO, "%s%s: %s%s%s\n",
	    isatty(STDERR_FILENO) ? "\r\033[K" : "",
	    program_invocation_short_name, where, place != NULL ? ": " : "",
	    text);
}

void
say(const char *place, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	put(place, format, arguments);
	va_end(arguments);
}

void
say_line(unsigned long number, const char *format, ...)
{
	char place[32];
	va_list arguments;

	snprintf(place, sizeof(place), "stdin:%lu", number);
	va_start(arguments, format);
	put(place, format, arguments);
	va_end(arguments);
}
