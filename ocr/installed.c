/* SPDX-License-Identifier: MIT */
#include "ocr/installed.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tesseract/capi.h>

#include "ocr/model.h"

static int
is_model(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name), suffix = strlen(MODEL_SUFFIX);

	return length > suffix &&
	    strcmp(entry->d_name + length - suffix, MODEL_SUFFIX) == 0;
}

static void
add_model(struct sha256_ctx *context, const char *folder, const char *name)
{
	char path[PATH_MAX + NAME_MAX + 2], line[NAME_MAX + 64];
	struct stat file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (stat(path, &file) < 0)
		return;
	snprintf(line, sizeof(line), "%s %lld %lld.%09ld\n", name,
	    (long long)file.st_size, (long long)file.st_mtim.tv_sec,
	    file.st_mtim.tv_nsec);
	sha256_update(context, strlen(line), (const uint8_t *)line);
}

void
installed_digest(char hex[DIGEST_SIZE])
{
	const char *folder = models_folder(), *version = TessVersion();
	struct sha256_ctx context;
	struct dirent **found;
	int count = scandir(folder, &found, is_model, alphasort);

	sha256_init(&context);
	sha256_update(&context, strlen(version), (const uint8_t *)version);
	for (int i = 0; i < count; i++) {
		add_model(&context, folder, found[i]->d_name);
		free(found[i]);
	}
	if (count >= 0)
		free(found);
	digest_end(&context, hex);
}
