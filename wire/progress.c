/* SPDX-License-Identifier: MIT */
#include "wire/progress.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "wire/say.h"

#define REDRAW_SECONDS 0.2

int
progress_parse(const char *word, enum progress_mode *mode, struct fault *f)
{
	static const char *const words[] = { "auto", "always", "never" };

	for (int i = 0; i < 3; i++) {
		if (strcmp(word, words[i]) == 0) {
			*mode = (enum progress_mode)i;
			return 0;
		}
	}
	return fault(f, "--progress=%s: not auto, always or never", word);
}

static double
seconds_since(const struct timespec *then)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - then->tv_sec) +
	    (double)(now.tv_nsec - then->tv_nsec) / 1e9;
}

void
progress_start(struct progress *p, enum progress_mode mode, const char *made)
{
	memset(p, 0, sizeof(*p));
	p->mode = mode;
	p->made = made;
	p->line = mode == PROGRESS_ALWAYS ||
	    (mode == PROGRESS_AUTO && isatty(STDERR_FILENO));
	clock_gettime(CLOCK_MONOTONIC, &p->start);
	p->shown = p->start;
}

void
progress_show(struct progress *p)
{
	double elapsed;

	if (!p->line || seconds_since(&p->shown) < REDRAW_SECONDS)
		return;
	clock_gettime(CLOCK_MONOTONIC, &p->shown);
	elapsed = seconds_since(&p->start);
	fprintf(stderr, "\r%lu records, %.0f/s, %lu %s, %lu failed\033[K",
	    p->read, (double)p->read / elapsed, p->written, p->made,
	    p->failed + p->rejected);
	fflush(stderr);
}

void
progress_end(struct progress *p)
{
	double elapsed = seconds_since(&p->start);

	if (p->mode == PROGRESS_NEVER)
		return;
	if (p->line)
		fputs("\r\033[K", stderr);
	say(NULL, "%lu records in %.1f s, %lu %s, %lu failed, %lu rejected",
	    p->read, elapsed, p->written, p->made, p->failed, p->rejected);
}
