/* SPDX-License-Identifier: MIT */
/* The command line of a stage that reads records: what all of them do alike. */
#ifndef WIRE_ARGUMENTS_H
#define WIRE_ARGUMENTS_H

#include "wire/fault.h"

struct option;

/*
 * The next option, as from getopt_long(3), with letters that begin with ':':
 * -1 after the last, '?' with the reason for one that there is not, or that
 * lacks its value.
 */
int arguments_next(int count, char **arguments, const char *letters,
    const struct option *longs, struct fault *);

/*
 * Nothing may stand behind the options: records come from stdin. Returns 0,
 * or -1 with the reason.
 */
int arguments_end(int count, char **arguments, struct fault *);

/*
 * Read a whole number from 1 to most, the value of the option of this name.
 * Returns 0, or -1 with the reason.
 */
int arguments_number(const char *name, const char *text,
    unsigned long long most, unsigned long long *number, struct fault *);

/*
 * Print two texts on stdout, one after the other, as --help and --version ask
 * for. Returns the exit status; a failure is said.
 */
int arguments_answer(const char *text, const char *more);

/* How many processors there are: 1 to most. */
unsigned arguments_processors(unsigned most);

#endif
