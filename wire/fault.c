/* SPDX-License-Identifier: MIT */
#include "wire/fault.h"

#include <stdarg.h>
#include <stdio.h>

int
fault(struct fault *f, const char *format, ...)
{
	va_list arguments;

	if (f == NULL)
		return -1;
	va_start(arguments, format);
	vsnprintf(f->text, sizeof(f->text), format, arguments);
	va_end(arguments);
	for (char *c = f->text; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = '?';
	return -1;
}
