/* SPDX-License-Identifier: MIT */
#include "ocr/asked.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A file that cannot be read now, though Tesseract could, has no digest. */
static void
note_digest(struct asked_model *model, const char *folder)
{
	char path[PATH_MAX + MODEL_NAME_SIZE + sizeof(MODEL_SUFFIX)];
	int fd;

	snprintf(path, sizeof(path), "%s/%s" MODEL_SUFFIX, folder, model->name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	if (digest_file(fd, model->digest, NULL) < 0)
		model->digest[0] = '\0';
	close(fd);
}

/* The place of a model in the list, which is in the order of names. */
static size_t
place_of(const struct asked *asked, const char *name)
{
	size_t at = 0;

	while (at < asked->count && strcmp(asked->models[at].name, name) < 0)
		at++;
	return at;
}

static void
note(struct asked *asked, const char *folder, const char *name)
{
	size_t at = place_of(asked, name);
	struct asked_model *model = &asked->models[at];

	if (at == asked->count || strcmp(model->name, name) != 0) {
		if (asked->count == MODELS_MAX)
			return;
		memmove(model + 1, model,
		    (asked->count++ - at) * sizeof(*model));
		*model = (struct asked_model){ .name = "" };
		strcpy(model->name, name);
		note_digest(model, folder);
	}
	model->now = true;
}

void
asked_note(struct asked *asked, const char *folder, const char *names)
{
	char name[MODEL_NAME_SIZE];

	for (bool more = true; more;) {
		size_t length = strcspn(names, "+");

		if (length < sizeof(name)) {
			memcpy(name, names, length);
			name[length] = '\0';
			note(asked, folder, name);
		}
		more = names[length] == '+';
		names += length + more;
	}
}

int
asked_take(struct asked *asked, char names[ASKED_NAMES_SIZE],
    char digest[DIGEST_SIZE])
{
	struct sha256_ctx context;
	int count = 0;

	sha256_init(&context);
	names[0] = '\0';
	for (size_t i = 0; i < asked->count; i++) {
		struct asked_model *model = &asked->models[i];
		char line[DIGEST_SIZE + MODEL_NAME_SIZE + 16];

		if (!model->now)
			continue;
		if (count++ > 0)
			strcat(names, "+");
		strcat(names, model->name);
		snprintf(line, sizeof(line), "%s  %s" MODEL_SUFFIX "\n",
		    model->digest, model->name);
		sha256_update(&context, strlen(line), (const uint8_t *)line);
		model->now = false;
	}
	digest_end(&context, digest);
	return count;
}
