/* SPDX-License-Identifier: MIT */
/* What a program finds when it starts. */
#ifndef WIRE_STANDARD_H
#define WIRE_STANDARD_H

/*
 * Call it first in main. Where stdin, stdout or stderr is closed, the next
 * file that is opened would get its number, and records or messages would be
 * written into it. So each is taken by a descriptor that can neither be read
 * nor written as it should be: its use fails with EBADF. And a file that grows
 * over the limit of the shell (ulimit -f) fails its write with EFBIG, as a full
 * disk does, in place of killing the program. Returns 0, or -1 if that cannot
 * be done.
 */
int standard_hold(void);

#endif
