/* SPDX-License-Identifier: MIT */
/* What program this is, to the byte, with the libraries that it runs with. */
#ifndef CLASSIFY_IDENTITY_H
#define CLASSIFY_IDENTITY_H

#include <nettle/sha2.h>
#include <stdbool.h>

/*
 * Add the build ids of the program and of all its libraries, which the linker
 * has put into them (ld(1), --build-id), to a digest. Returns false if one has
 * none, so that it cannot be told from another build.
 */
bool identity_add(struct sha256_ctx *);

#endif
