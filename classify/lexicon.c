/* SPDX-License-Identifier: MIT */
#include "classify/lexicon.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "classify/table.h"

#define HEADER "term\tcategory\tsubstance\tweight\tambiguity\tnote"
#define SUBSTANCES_HEADER "key\tname\tclass\teffect\tnote"

static void
free_terms(struct lexicon *lexicon)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		slots_free(&lexicon->terms[i]);
}

void
lexicon_free(struct lexicon *lexicon)
{
	for (size_t i = 0; i < lexicon->file_count; i++) {
		free(lexicon->files[i].path);
		free(lexicon->files[i].bytes);
	}
	free(lexicon->files);
	free_terms(lexicon);
	map_free(&lexicon->substance_keys);
	free(lexicon->entries);
	free(lexicon->substances);
	*lexicon = (struct lexicon){ 0 };
}

int
lexicon_substance(const struct lexicon *lexicon, const char *key)
{
	uint32_t number = map_find(&lexicon->substance_keys, key, strlen(key));

	return number == MAP_NONE ? -1 : (int)number;
}

/* Have two entries of a language the same key? */
static bool
is_same(const struct entry *a, const struct entry *b)
{
	return a->category == b->category && strcmp(a->term, b->term) == 0;
}

/* The slot of the entry with this key, or the empty one where it belongs. */
static struct slot *
slot_of(const struct lexicon *lexicon, uint32_t hash,
    const struct entry *entry)
{
	const struct slots *terms = &lexicon->terms[entry->language];
	struct slot *slot = NULL;

	do
		slot = slots_next(terms, hash, slot);
	while (slot->number != 0 &&
	    !is_same(&lexicon->entries[slot->number - 1], entry));
	return slot;
}

/* A row with the same key: an error in one file, a change from an overlay. */
static int
replace_entry(struct entry *old, const struct entry *entry, struct fault *f)
{
	const char *term = old->term;

	/* NOLINTNEXTLINE(*NonNullParamChecker): never so here */
	if (strcmp(old->file, entry->file) == 0)
		return fault(f, "%s:%u: \"%s\" as %s stands in line %u "
		    "already", entry->file, entry->line, term,
		    category_name(old->category), old->line);
	*old = *entry;
	old->term = term;
	return 0;
}

/* Room for one entry more. Returns 0, or -1 without memory. */
static int
grow_entries(struct lexicon *lexicon)
{
	size_t room = lexicon->room * 2 + 256;
	struct entry *more;

	if (lexicon->count < lexicon->room)
		return 0;
	more = reallocarray(lexicon->entries, room, sizeof(*more));
	if (more == NULL)
		return -1;
	lexicon->entries = more;
	lexicon->room = room;
	return 0;
}

/* Take one row. Returns 0; -1 with the reason. */
static int
take_row(struct lexicon *lexicon, unsigned language, char **cells,
    const struct table *table, struct fault *f)
{
	struct entry entry = { .term = cells[0],
	    .language = (uint8_t)language };
	uint32_t hash = slots_hash(entry.term, strlen(entry.term));
	struct slots *terms = &lexicon->terms[language];
	struct slot *slot;

	if (lexicon_read_row(lexicon, &entry, cells, table, f) < 0)
		return -1;
	if (grow_entries(lexicon) < 0 || slots_reserve(terms) < 0)
		return fault(f, "%s: out of memory", table->path);
	slot = slot_of(lexicon, hash, &entry);
	if (slot->number != 0)
		return replace_entry(&lexicon->entries[slot->number - 1],
		    &entry, f);
	/* Only worth a word to whoever looks for faults: ours may change. */
	if (entry.off && lexicon->complain != NULL)
		return fault(f, "%s:%u: no \"%s\" as %s to take away",
		    table->path, table->line, cells[0],
		    category_name(entry.category));
	lexicon->entries[lexicon->count++] = entry;
	slots_take(terms, slot, hash, (uint32_t)lexicon->count);
	return 0;
}

int
lexicon_read(struct lexicon *lexicon, unsigned language, const char *path,
    char *bytes, size_t length, struct fault *f)
{
	struct table table;
	char *cells[TABLE_COLUMNS_MAX];
	int got;

	if (table_open(&table, path, bytes, length, HEADER, f) < 0)
		return -1;
	while (!table_ended(&table)) {
		got = table_next(&table, cells, 1, f);
		if (got == 0 || (got > 0 && take_row(lexicon, language, cells,
		    &table, f) == 0))
			continue;
		if (lexicon->complain == NULL)
			return -1;
		lexicon->complain(f->text);
		lexicon->bad_rows++;
	}
	return 0;
}

static int
add_substance(struct lexicon *lexicon, char **cells)
{
	uint32_t number = (uint32_t)lexicon->substance_count;

	if (lexicon->substance_count == lexicon->substance_room) {
		size_t room = lexicon->substance_room * 2 + 256;
		struct substance *more = reallocarray(lexicon->substances,
		    room, sizeof(*more));

		if (more == NULL)
			return -1;
		lexicon->substances = more;
		lexicon->substance_room = room;
	}
	lexicon->substances[lexicon->substance_count++] = (struct substance){
	    .key = cells[0], .name = cells[1], .class = cells[2],
	    .effect = cells[3] };
	return map_add(&lexicon->substance_keys, cells[0], strlen(cells[0]),
	    number);
}

static int
read_substances(struct lexicon *lexicon, unsigned unused, const char *path,
    char *bytes, size_t length, struct fault *f)
{
	struct table table;
	char *cells[TABLE_COLUMNS_MAX];
	int got;

	(void)unused;
	if (table_open(&table, path, bytes, length, SUBSTANCES_HEADER, f) < 0)
		return -1;
	while ((got = table_next(&table, cells, 1, f)) > 0) {
		if (lexicon_substance(lexicon, cells[0]) >= 0)
			return fault(f, "%s:%u: substance \"%s\" stands there "
			    "already", path, table.line, cells[0]);
		if (add_substance(lexicon, cells) < 0)
			return fault(f, "%s: out of memory", path);
	}
	return got;
}

typedef int reader(struct lexicon *, unsigned language, const char *path,
    char *bytes, size_t length, struct fault *);

/* Begin a file: its path stays, since entries point to it. */
static struct lexicon_file *
add_file(struct lexicon *lexicon, const char *folder, const char *name)
{
	struct lexicon_file *more = reallocarray(lexicon->files,
	    lexicon->file_count + 1, sizeof(*more));
	struct lexicon_file file = { .bytes = NULL };

	if (more == NULL)
		return NULL;
	lexicon->files = more;
	if (asprintf(&file.path, "%s/%s", folder, name) < 0)
		return NULL;
	more += lexicon->file_count++;
	*more = file;
	return more;
}

/*
 * Read one file if it is there. Every file goes into the version: its name
 * and its bytes. Returns 1 if it is there, 0 if not, -1 with the reason.
 */
static int
take_file(struct lexicon *lexicon, struct sha256_ctx *version,
    const char *folder, const char *name, reader *read, unsigned language,
    struct fault *f)
{
	struct lexicon_file *file = add_file(lexicon, folder, name);
	size_t length;

	if (file == NULL)
		return fault(f, "out of memory");
	if (access(file->path, F_OK) < 0)
		return errno == ENOENT ? 0 :
		    fault(f, "%s: %s", file->path, strerror(errno));
	file->bytes = table_read_file(file->path, LEXICON_FILE_MAX, &length,
	    f);
	if (file->bytes == NULL)
		return -1;
	sha256_update(version, strlen(name) + 1, (const uint8_t *)name);
	sha256_update(version, length, (const uint8_t *)file->bytes);
	if (read(lexicon, language, file->path, file->bytes, length, f) < 0)
		return -1;
	return 1;
}

/*
 * Others read these, from the same bytes, of which the version speaks: affixes,
 * or of no language the weights.
 */
static int
note_other(struct lexicon *lexicon, unsigned language, const char *path,
    char *bytes, size_t length, struct fault *f)
{
	struct lexicon_other *other = language == LANGUAGE_COUNT ?
	    &lexicon->weights : &lexicon->affixes[language];

	(void)f;
	*other = (struct lexicon_other){ path, bytes, length };
	return 0;
}

static int
load_folder(struct lexicon *lexicon, struct sha256_ctx *version,
    const char *folder, struct fault *f)
{
	char name[32];
	int got, found = 0;

	if (access(folder, F_OK) < 0)
		return fault(f, "%s: %s", folder, strerror(errno));
	if ((got = take_file(lexicon, version, folder, "substances.tsv",
	    read_substances, 0, f)) < 0)
		return -1;
	found += got;
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
		snprintf(name, sizeof(name), "%s.tsv", language_at(i)->code);
		if ((got = take_file(lexicon, version, folder, name,
		    lexicon_read, i, f)) < 0)
			return -1;
		found += got;
		snprintf(name, sizeof(name), "%s.affixes",
		    language_at(i)->code);
		if ((got = take_file(lexicon, version, folder, name,
		    note_other, i, f)) < 0)
			return -1;
		found += got;
	}
	if ((got = take_file(lexicon, version, folder, "weights.tsv",
	    note_other, LANGUAGE_COUNT, f)) < 0)
		return -1;
	if (found + got == 0)
		return fault(f, "%s: no lexicon in this folder", folder);
	return 0;
}

int
lexicon_load(struct lexicon *lexicon, const char *const *folders,
    size_t count, lexicon_complain *complain, struct fault *f)
{
	struct sha256_ctx version;

	*lexicon = (struct lexicon){ .complain = complain };
	sha256_init(&version);
	for (size_t i = 0; i < count; i++)
		if (load_folder(lexicon, &version, folders[i], f) < 0) {
			lexicon_free(lexicon);
			return -1;
		}
	/* No row comes any more. */
	free_terms(lexicon);
	digest_end(&version, lexicon->version);
	return 0;
}
