/* SPDX-License-Identifier: MIT */
/*
 * The reason of a failure, on its way from where it happened to the one
 * place that may speak of it (main and the loop over the records).
 *
 * A function that can fail takes a `struct fault *`, and on failure leaves
 * its reason there and returns -1, in one line:
 *
 *	return fault(f, "%s: not an image", path);
 */
#ifndef WIRE_FAULT_H
#define WIRE_FAULT_H

#define FAULT_MAX 512

struct fault {
	char text[FAULT_MAX];	/* one line, lower case, no full stop */
};

/*
 * Write a reason, cut to FAULT_MAX - 1 bytes and with control bytes made
 * visible as '?'. f may be NULL when nobody asks. Always returns -1.
 */
int fault(struct fault *f, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
