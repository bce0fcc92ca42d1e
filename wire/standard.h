/* SPDX-License-Identifier: MIT */
/* The three descriptors that a program finds open when it starts. */
#ifndef WIRE_STANDARD_H
#define WIRE_STANDARD_H

/*
 * Call it first in main. Where stdin, stdout or stderr is closed, the next
 * file that is opened would get its number, and records or messages would be
 * written into it. So each is taken by a descriptor that can neither be read
 * nor written as it should be: its use fails with EBADF. Returns 0, or -1 if
 * that cannot be done.
 */
int standard_hold(void);

#endif
