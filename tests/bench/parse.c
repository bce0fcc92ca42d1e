/* SPDX-License-Identifier: MIT */
/* Jansson alone: parse each line of stdin, and do nothing with it. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

int
main(void)
{
	char *line = NULL;
	size_t room = 0, parsed = 0;
	ssize_t length;

	while ((length = getline(&line, &room, stdin)) > 0) {
		json_t *record = json_loadb(line, (size_t)length,
		    JSON_REJECT_DUPLICATES, NULL);

		parsed += record != NULL;
		json_decref(record);
	}
	free(line);
	fprintf(stderr, "%zu lines parsed\n", parsed);
	return 0;
}
