/* SPDX-License-Identifier: MIT */
/*
 * The process that decodes and reads pictures. It loads the models, enters
 * the sandbox, and then serves one picture after the other over its socket:
 * it sends the hash of the first frame, is told whether that is known
 * already, and if not, sends what it read.
 */
#ifndef OCR_WORKER_H
#define OCR_WORKER_H

#include "ocr/options.h"

/* Serve until the other side closes the socket; ends the process. */
_Noreturn void worker_serve(int socket, const struct options *);

#endif
