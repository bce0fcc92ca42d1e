/* SPDX-License-Identifier: MIT */
#include "wire/arguments.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wire/filter.h"
#include "wire/say.h"

int
arguments_next(int count, char **arguments, const char *letters,
    const struct option *longs, struct fault *f)
{
	int option;

	opterr = 0;
	option = getopt_long(count, arguments, letters, longs, NULL);
	if (option != ':' && option != '?')
		return option;
	fault(f, "%s: %s", arguments[optind - 1],
	    option == ':' ? "needs a value" : "no such option");
	return '?';
}

int
arguments_end(int count, char **arguments, struct fault *f)
{
	return optind == count ? 0 :
	    fault(f, "%s: records are read from stdin", arguments[optind]);
}

int
arguments_number(const char *name, const char *text,
    unsigned long long most, unsigned long long *number, struct fault *f)
{
	char *end;

	errno = 0;
	*number = strtoull(text, &end, 10);
	if (errno != 0 || *end != '\0' || text[0] < '0' || text[0] > '9' ||
	    *number < 1 || *number > most)
		return fault(f, "--%s: %s: not a number from 1 to %llu", name,
		    text, most);
	return 0;
}

int
arguments_answer(const char *text, const char *more)
{
	if (fputs(text, stdout) >= 0 && fputs(more, stdout) >= 0 &&
	    fflush(stdout) == 0)
		return FILTER_DONE;
	say("stdout", "write: %s", strerror(errno));
	return FILTER_CANNOT;
}

unsigned
arguments_processors(unsigned most)
{
	long there = sysconf(_SC_NPROCESSORS_ONLN);

	if (there < 1)
		return 1;
	return there > (long)most ? most : (unsigned)there;
}
