/* SPDX-License-Identifier: MIT */
/*
 * Files of the media store that are being written: under names of their own,
 * .PID-N beside the file that they become, and locked, so that what a run that
 * was killed left behind can be told from what another writes just now.
 */
#ifndef INGEST_UNFINISHED_H
#define INGEST_UNFINISHED_H

#define UNFINISHED_SIZE 64	/* of a name, with its folder */

/*
 * Open a new file in this folder below the store, and put its name into name;
 * count makes it new. The lock ends when it is closed. Returns a descriptor,
 * or -1 with errno.
 */
int unfinished_open(int store, const char *folder, unsigned long *count,
    char name[UNFINISHED_SIZE]);

/* Remove those in this folder that nobody is writing any more. */
void unfinished_sweep(int store, const char *folder);

#endif
