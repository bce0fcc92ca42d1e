/* SPDX-License-Identifier: MIT */
/*
 * What passes between klad-ocr and its workers over a socket pair.
 *
 * To the worker go requests, each with up to two descriptors: the picture,
 * and a file to draw on. Back come messages of a kind, a length and bytes.
 * A worker has decoded bytes from outside and is not trusted: lengths have a
 * ceiling, and the receiving side never waits for the rest of a message.
 */
#ifndef OCR_MESSAGE_H
#define OCR_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#include "wire/fault.h"

#define MESSAGE_MAX ((size_t)8 * 1024 * 1024)	/* bytes of one message */

enum request_kind {
	REQUEST_PICTURE = 1,	/* read this */
	REQUEST_GO_ON,		/* the hash is new: read on */
	REQUEST_SKIP		/* it is known: leave it */
};

struct request {
	uint32_t kind;
	int picture;		/* descriptor, or -1 */
	int drawing;		/* descriptor, or -1 */
};

enum message_kind {
	MESSAGE_READY = 1,	/* the worker can take pictures */
	MESSAGE_FAILED,		/* it cannot start; the reason */
	MESSAGE_HASH,		/* a struct phash; it awaits a request */
	MESSAGE_RESULT		/* JSON, see result.h; it awaits a picture */
};

struct message {
	uint32_t kind;
	uint32_t length;
	const char *bytes;	/* valid until the next inbox call */
};

/* Bytes received so far; zeroed at the start. */
struct inbox {
	char *bytes;
	size_t used, size, taken;
};

/* Send a request. Returns 0 or -1; the descriptors stay the caller's. */
int request_send(int socket, const struct request *, struct fault *);

/* Wait for one. Returns 1, or 0 when the other side is gone. */
int request_receive(int socket, struct request *);

/* Send a whole message, waiting as long as it takes. Returns 0 or -1. */
int message_send(int socket, enum message_kind, const void *bytes, size_t,
    struct fault *);

/* Receive what is there without waiting. Returns 1, 0 at the end, or -1. */
int inbox_fill(struct inbox *, int socket, struct fault *);

/* Take one message. Returns 1, 0 when there is no whole one, -1: nonsense. */
int inbox_take(struct inbox *, struct message *, struct fault *);

void inbox_free(struct inbox *);

#endif
