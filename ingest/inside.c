/* SPDX-License-Identifier: MIT */
#include "ingest/inside.h"

#include <errno.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* True if path lies below folder; both as realpath() gives them. */
static bool
is_below(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	if (strcmp(folder, "/") == 0)
		return true;
	return strncmp(path, folder, length) == 0 && path[length] == '/';
}

int
inside_path(const char *folder, const char *name, char path[PATH_MAX],
    struct fault *f)
{
	char real_folder[PATH_MAX], real_path[PATH_MAX];
	struct stat st;
	int length = snprintf(path, PATH_MAX, "%s/%s", folder, name);

	if (name[0] == '\0' || name[0] == '/' || length >= PATH_MAX)
		return fault(f, "%s: not a name within the archive", name);
	if (realpath(folder, real_folder) == NULL)
		return fault(f, "%s: %s", folder, strerror(errno));
	if (realpath(path, real_path) == NULL)
		return fault(f, "%s: %s", path, strerror(errno));
	if (!is_below(real_path, real_folder))
		return fault(f, "%s: leads out of the archive", path);
	if (stat(real_path, &st) < 0)
		return fault(f, "%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return fault(f, "%s: not a regular file", path);
	return 0;
}

int
inside_folder(const char *path, char folder[PATH_MAX], struct fault *f)
{
	const char *slash = strrchr(path, '/');
	size_t length = slash == NULL ? 0 : (size_t)(slash - path);

	if (length >= PATH_MAX)
		return fault(f, "%s: path too long", path);
	if (slash == NULL)
		memcpy(folder, ".", 2);
	else if (length == 0)
		memcpy(folder, "/", 2);
	else {
		memcpy(folder, path, length);
		folder[length] = '\0';
	}
	return 0;
}
