/* SPDX-License-Identifier: MIT */
/*
 * The one voice for diagnostics: `program: place: what: why` on stderr, one
 * line, lower case, no full stop. Only main and the loop over the records
 * speak; everything below them returns a fault.
 */
#ifndef WIRE_SAY_H
#define WIRE_SAY_H

/*
 * Print one line on stderr. place says where: "stdin:17", a path, a URL; it
 * may be NULL. Control bytes in the text are shown as '?', since what is
 * quoted may come from outside. Written in one write(2), so that lines of
 * several processes do not mix.
 */
void say(const char *place, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* As say, for line `number` of standard input: `program: stdin:17: what`. */
void say_line(unsigned long number, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
