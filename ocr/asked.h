/* SPDX-License-Identifier: MIT */
/*
 * Which of Tesseract's models were asked about a picture, and a digest of
 * their files: what an expert needs to have it read again as it was.
 */
#ifndef OCR_ASKED_H
#define OCR_ASKED_H

#include <stdbool.h>
#include <stddef.h>

#include "wire/digest.h"

#define MODEL_SUFFIX ".traineddata"	/* of the name of a model's file */
#define MODEL_NAME_SIZE 32	/* bytes of the name, with the zero */
#define MODELS_MAX 24		/* open at once; further ones are not noted */
#define ASKED_NAMES_SIZE (MODELS_MAX * MODEL_NAME_SIZE)

/*
 * Begins as all zero. In the order of names, so that it does not matter what
 * was read before. The file of a model is digested when it is first asked.
 */
struct asked {
	struct asked_model {
		char name[MODEL_NAME_SIZE];
		char digest[DIGEST_SIZE];	/* empty: cannot be read */
		bool now;	/* since the last asked_take() */
	} models[MODELS_MAX];
	size_t count;
};

/* Note models, their names joined by '+', whose files are in the folder. */
void asked_note(struct asked *, const char *folder, const char *names);

/*
 * The models asked since the last call, their names joined by '+', and the
 * digest of what sha256sum(1) prints of their files, in the same order.
 * Returns how many there are.
 */
int asked_take(struct asked *, char names[ASKED_NAMES_SIZE],
    char digest[DIGEST_SIZE]);

#endif
