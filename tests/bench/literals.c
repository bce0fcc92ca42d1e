/* SPDX-License-Identifier: MIT */
/* Hyperscan: which lines of stdin hold a literal of the file of terms? */
#include <hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	TERMS_MAX = 100000
};

struct terms {
	const char *list[TERMS_MAX];
	unsigned flags[TERMS_MAX], ids[TERMS_MAX];
	unsigned count;
};

static int
stop(unsigned id, unsigned long long from, unsigned long long to,
    unsigned flags, void *found)
{
	(void)id, (void)from, (void)to, (void)flags;
	++*(unsigned *)found;
	return 1;
}

/* A term with everything that has a meaning in a pattern escaped. */
static char *
escape(const char *term)
{
	char *pattern = malloc(strlen(term) * 2 + 1), *out = pattern;

	for (; pattern != NULL && *term != '\0' && *term != '\n'; term++) {
		if (strchr("\\^$.[]|()?*+{}/#-", *term) != NULL)
			*out++ = '\\';
		*out++ = *term;
	}
	if (pattern != NULL)
		*out = '\0';
	return pattern;
}

static void
read_terms(struct terms *terms, const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;

	while (file != NULL && terms->count < TERMS_MAX &&
	    getline(&line, &room, file) > 1) {
		terms->flags[terms->count] = HS_FLAG_CASELESS | HS_FLAG_UTF8 |
		    HS_FLAG_SINGLEMATCH;
		terms->ids[terms->count] = terms->count;
		terms->list[terms->count++] = escape(line);
	}
	free(line);
	if (file != NULL)
		fclose(file);
}

int
main(int argc, char *argv[])
{
	static struct terms terms;
	hs_database_t *database;
	hs_scratch_t *scratch = NULL;
	hs_compile_error_t *error;
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	unsigned with = 0;

	if (argc != 2)
		return 2;
	read_terms(&terms, argv[1]);
	if (hs_compile_multi(terms.list, terms.flags, terms.ids, terms.count,
	    HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS ||
	    hs_alloc_scratch(database, &scratch) != HS_SUCCESS) {
		fprintf(stderr, "hyperscan cannot compile the terms\n");
		return 2;
	}
	while ((length = getline(&line, &room, stdin)) > 0) {
		unsigned found = 0;

		hs_scan(database, line, (unsigned)length, 0, scratch, stop,
		    &found);
		with += found > 0;
	}
	fprintf(stderr, "%u lines with a term\n", with);
	free(line);
	return 0;
}
