/* SPDX-License-Identifier: MIT */
/*
 * Locks a worker in before it sees the first byte of a picture. After that
 * it can read and write the descriptors it has, open files below one folder
 * for reading, take memory up to a limit, and nothing else: no network, no
 * new programs, no other processes, no files.
 */
#ifndef OCR_SANDBOX_H
#define OCR_SANDBOX_H

#include <stddef.h>

#include "wire/fault.h"

struct sandbox {
	const char *folder;	/* of the models */
	size_t memory;		/* bytes */
	size_t drawing;		/* bytes of a file that may be written */
};

/*
 * Enter, for good: resource limits, then Landlock where the kernel has it
 * (Linux 5.13), then seccomp. Returns 0, or -1 if seccomp cannot be had.
 */
int sandbox_enter(const struct sandbox *, struct fault *);

#endif
