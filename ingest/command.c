/* SPDX-License-Identifier: MIT */
#include "ingest/command.h"

#include <getopt.h>
#include <string.h>

#include "ingest/url.h"

#define ENTRIES_MAX 128	/* option names in all tables together */

/* Options as typed: which source they are for is only known at the end. */
struct typed {
	size_t count;
	struct {
		const char *name;
		const char *value;
	} option[OPTIONS_MAX];
};

struct names {
	size_t count;
	struct option option[ENTRIES_MAX];
};

static void
add_names(struct names *names, const struct option_entry *entries)
{
	for (; entries != NULL && entries->name != NULL; entries++) {
		size_t i = 0;

		while (i < names->count &&
		    strcmp(names->option[i].name, entries->name) != 0)
			i++;
		if (i < names->count || i + 1 >= ENTRIES_MAX)
			continue;
		names->option[names->count++] = (struct option){
			.name = entries->name,
			.has_arg = entries->kind == OPTION_FLAG ?
			    no_argument : required_argument,
			.val = 'l'
		};
	}
}

static const char *
long_name(int letter)
{
	switch (letter) {
	case 'h':
		return "help";
	case 'V':
		return "version";
	case 'v':
		return "verbose";
	}
	return NULL;
}

/* No option is abbreviated: "--token" must not become "--token-file". */
static bool
is_whole(const char *word, const char *name)
{
	size_t length = name == NULL ? 0 : strlen(name);

	return length > 0 && strncmp(word, "--", 2) == 0 &&
	    strncmp(word + 2, name, length) == 0 &&
	    (word[2 + length] == '\0' || word[2 + length] == '=');
}

/* Let getopt_long sort the words. */
static int
read_words(struct typed *typed, const struct names *names, int argc,
    char **argv, struct fault *f)
{
	int letter, which = 0;

	optind = 0;	/* GNU: start anew, also with another argv */
	opterr = 0;
	while ((letter = getopt_long(argc, argv, ":hVv", names->option,
	    &which)) != -1) {
		const char *word = argv[optind - (optarg != NULL &&
		    optarg == argv[optind - 1] ? 2 : 1)];

		if (letter == 'l' && !is_whole(word,
		    names->option[which].name))
			return fault(f, "%s: unknown option", word);
		if (letter == '?' && optopt != 0 && optopt != 'l')
			return fault(f, "-%c: unknown option", optopt);
		if (letter == '?')
			return fault(f, "%s: unknown option", word);
		if (letter == ':')
			return fault(f, "%s: needs a value", word);
		if (typed->count == OPTIONS_MAX)
			return fault(f, "%s: too many options", word);
		typed->option[typed->count].name = letter == 'l' ?
		    names->option[which].name : long_name(letter);
		typed->option[typed->count++].value =
		    optarg == NULL ? "" : optarg;
	}
	return 0;
}

/* The entry of an option that may stand for any source: in a watch. */
static const struct option_entry *
find_anywhere(const char *name)
{
	const struct option_entry *entry = NULL;

	for (size_t i = 0; entry == NULL && sources[i] != NULL; i++) {
		struct options one = { .entries = sources[i]->options };

		entry = options_find(&one, name);
	}
	return entry;
}

/*
 * It would stand in records, in evidence and in what is said; so it is not
 * said here either. Of a proxy's address nothing stands anywhere.
 */
static int
check_secrets(const struct command *command, const struct typed *typed,
    struct fault *f)
{
	for (int i = 0; i < command->target_count; i++)
		if (url_has_secret(command->targets[i]))
			return fault(f, "target %d: an address with a name "
			    "or password in it", i + 1);
	for (size_t i = 0; i < typed->count; i++)
		if (strcmp(typed->option[i].name, "proxy") != 0 &&
		    url_has_secret(typed->option[i].value))
			return fault(f, "--%s: an address with a name or "
			    "password in it", typed->option[i].name);
	return 0;
}

/* What this source makes of its options. */
static int
check_source(const struct command *command, struct fault *f)
{
	const struct source *source = command->source;
	struct options own = command->options;

	/* On the command line of a list it is for what the list fetches. */
	own.parent = NULL;
	if (source == NULL)
		return 0;
	if (source->run != NULL && !source->keeps_nothing &&
	    option_given(&own, "no-media"))
		return fault(f, "--no-media: %s fetches nothing, and keeps "
		    "the pictures that are there", source->name);
	return source->check == NULL ? 0 :
	    source->check(&command->options, f);
}

static int
set_options(struct command *command, const struct typed *typed,
    struct fault *f)
{
	for (size_t i = 0; i < typed->count; i++) {
		const char *name = typed->option[i].name;
		const struct option_entry *entry = command->source == NULL ?
		    find_anywhere(name) :
		    options_find(&command->options, name);

		if (entry == NULL)
			return fault(f, "--%s: not an option of %s", name,
			    command->source == NULL ? "any source" :
			    command->source->name);
		if (options_set(&command->options, entry,
		    typed->option[i].value, f) < 0)
			return -1;
	}
	return check_source(command, f);
}

int
command_read(struct command *command, int argc, char **argv,
    const struct options *parent, struct fault *f)
{
	struct typed typed = { .count = 0 };
	struct names names = { .count = 0 };

	*command = (struct command){ .options.parent = parent };
	add_names(&names, general_options);
	for (size_t i = 0; sources[i] != NULL; i++)
		add_names(&names, sources[i]->options);
	if (read_words(&typed, &names, argc, argv, f) < 0)
		return -1;
	if (optind < argc) {
		command->source = source_find(argv[optind]);
		if (command->source == NULL)
			return fault(f, "%s: unknown source: --help "
			    "lists them", argv[optind]);
		command->options.entries = command->source->options;
		command->targets = argv + optind + 1;
		command->target_count = argc - optind - 1;
	}
	return check_secrets(command, &typed, f) < 0 ? -1 :
	    set_options(command, &typed, f);
}

void
command_close(struct command *command)
{
	options_close(&command->options);
}

void
command_synopsis(FILE *out)
{
	fputs("usage: klad-ingest [OPTION...] SOURCE TARGET...\n"
	    "       klad-ingest [OPTION...] --watch FILE\n"
	    "       klad-ingest verify MANIFEST FILE|-\n", out);
}

void
command_usage(FILE *out)
{
	command_synopsis(out);
	fputs("\nFetch or read public posts, and write them as records, one "
	    "a line.\n\nsources:\n", out);
	for (size_t i = 0; sources[i] != NULL; i++)
		fprintf(out, "  %s %s%*s%s\n", sources[i]->name,
		    sources[i]->synopsis, (int)(28 > strlen(sources[i]->name) +
		    strlen(sources[i]->synopsis) ? 28 -
		    strlen(sources[i]->name) - strlen(sources[i]->synopsis) :
		    1), "", sources[i]->summary);
	fputs("\noptions:\n", out);
	options_print(general_options, out);
	for (size_t i = 0; sources[i] != NULL; i++) {
		if (sources[i]->options == NULL)
			continue;
		fprintf(out, "\noptions of %s:\n", sources[i]->name);
		options_print(sources[i]->options, out);
	}
}
