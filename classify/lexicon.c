/* SPDX-License-Identifier: MIT */
#include "classify/lexicon.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "classify/table.h"

#define HEADER "term\tcategory\tsubstance\tweight\tambiguity\tnote"
#define SUBSTANCES_HEADER "key\tname\tclass\teffect\tnote"

static void
free_places(struct lexicon *lexicon)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		slots_free(&lexicon->places[i]);
}

void
lexicon_free(struct lexicon *lexicon)
{
	for (size_t i = 0; i < lexicon->file_count; i++) {
		free(lexicon->files[i].path);
		free(lexicon->files[i].bytes);
	}
	free(lexicon->files);
	free_places(lexicon);
	map_free(&lexicon->substance_keys);
	free(lexicon->entries);
	free(lexicon->terms);
	free(lexicon->substances);
	*lexicon = (struct lexicon){ 0 };
}

int
lexicon_substance(const struct lexicon *lexicon, const char *key)
{
	uint32_t number = map_find(&lexicon->substance_keys, key, strlen(key));

	return number == MAP_NONE ? -1 : (int)number;
}

/* The slot of the entry with this key, or the empty one where it belongs. */
static struct slot *
slot_of(const struct lexicon *lexicon, uint32_t hash, const char *term,
    const struct entry *entry)
{
	const struct slots *places = &lexicon->places[entry->language];
	struct slot *slot = NULL;
	const struct entry *other;

	do {
		slot = slots_next(places, hash, slot);
		other = &lexicon->entries[slot->number - 1];
	} while (slot->number != 0 && (other->category != entry->category ||
	    strcmp(lexicon_term(lexicon, other), term) != 0));
	return slot;
}

/* A row with the same key: an error in one file, a change from an overlay. */
static int
replace_entry(const struct lexicon *lexicon, struct entry *old,
    const struct entry *entry, struct fault *f)
{
	uint32_t term = old->term;

	if (old->file == entry->file)
		return fault(f, "%s:%u: \"%s\" as %s stands in line %u "
		    "already", lexicon_path(lexicon, entry), entry->line,
		    lexicon_term(lexicon, old), category_name(old->category),
		    old->line);
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

/* Add a term, with its zero. Returns 0, or -1 without memory. */
static int
add_term(struct lexicon *lexicon, const char *term, uint32_t *at)
{
	size_t size = strlen(term) + 1;

	if (size > lexicon->terms_room - lexicon->terms_size) {
		size_t room = lexicon->terms_room * 2 + size + 4096;
		char *more = room > UINT32_MAX ? NULL :
		    realloc(lexicon->terms, room);

		if (more == NULL)
			return -1;
		lexicon->terms = more;
		lexicon->terms_room = room;
	}
	*at = (uint32_t)lexicon->terms_size;
	memcpy(lexicon->terms + *at, term, size);
	lexicon->terms_size += size;
	return 0;
}

/* Take one row into an entry that has its file. Returns 0; -1 and why. */
static int
take_row(struct lexicon *lexicon, struct entry *entry, char **cells,
    const struct table *table, struct fault *f)
{
	const char *term = cells[0];
	uint32_t hash = slots_hash(term, strlen(term));
	struct slots *places = &lexicon->places[entry->language];
	struct slot *slot;

	if (lexicon_read_row(lexicon, entry, cells, table, f) < 0)
		return -1;
	if (grow_entries(lexicon) < 0 || slots_reserve(places) < 0)
		return fault(f, "%s: out of memory", table->path);
	slot = slot_of(lexicon, hash, term, entry);
	if (slot->number != 0)
		return replace_entry(lexicon,
		    &lexicon->entries[slot->number - 1], entry, f);
	/* Only worth a word to whoever looks for faults: ours may change. */
	if (entry->off && lexicon->complain != NULL)
		return fault(f, "%s:%u: no \"%s\" as %s to take away",
		    table->path, table->line, term,
		    category_name(entry->category));
	if (add_term(lexicon, term, &entry->term) < 0)
		return fault(f, "%s: out of memory", table->path);
	lexicon->entries[lexicon->count++] = *entry;
	slots_take(places, slot, hash, (uint32_t)lexicon->count);
	return 0;
}

/* Read all terms of a file. Returns 0; -1 with the reason. */
static int
read_terms(struct lexicon *lexicon, size_t number, struct fault *f)
{
	const struct lexicon_file *file = &lexicon->files[number];
	struct table table;
	char *cells[TABLE_COLUMNS_MAX];
	int got;

	if (table_open(&table, file->path, file->bytes, file->length, HEADER,
	    f) < 0)
		return -1;
	while (!table_ended(&table)) {
		struct entry entry = { .file = (uint16_t)number,
		    .language = file->language };

		got = table_next(&table, cells, 1, f);
		if (got == 0 || (got > 0 &&
		    take_row(lexicon, &entry, cells, &table, f) == 0))
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
read_substances(struct lexicon *lexicon, const struct lexicon_file *file,
    struct fault *f)
{
	struct table table;
	char *cells[TABLE_COLUMNS_MAX];
	int got;

	if (table_open(&table, file->path, file->bytes, file->length,
	    SUBSTANCES_HEADER, f) < 0)
		return -1;
	while ((got = table_next(&table, cells, 1, f)) > 0) {
		if (lexicon_substance(lexicon, cells[0]) >= 0)
			return fault(f, "%s:%u: substance \"%s\" stands there "
			    "already", file->path, table.line, cells[0]);
		if (add_substance(lexicon, cells) < 0)
			return fault(f, "%s: out of memory", file->path);
	}
	return got;
}

struct lexicon_file *
lexicon_add(struct lexicon *lexicon, const char *path, enum lexicon_kind kind,
    unsigned language, char *bytes, size_t length)
{
	struct lexicon_file *more = lexicon->file_count == LEXICON_FILES_MAX ?
	    NULL : reallocarray(lexicon->files, lexicon->file_count + 1,
	    sizeof(*more));
	struct lexicon_file file = { strdup(path), bytes, length, kind,
	    (uint8_t)language };

	if (more != NULL)
		lexicon->files = more;
	if (more == NULL || file.path == NULL) {
		free(file.path);
		free(bytes);
		return NULL;
	}
	more += lexicon->file_count++;
	*more = file;
	return more;
}

/*
 * Read the bytes of one file if it is there. Every file goes into the version:
 * its name and its bytes. Returns 1 if it is there, 0 if not, -1 with the
 * reason.
 */
static int
take_file(struct lexicon *lexicon, struct sha256_ctx *version,
    const char *folder, const char *name, enum lexicon_kind kind,
    unsigned language, struct fault *f)
{
	char path[PATH_MAX], *bytes = NULL;
	const struct lexicon_file *file;
	size_t length = 0;

	if (snprintf(path, sizeof(path), "%s/%s", folder, name) >= PATH_MAX)
		return fault(f, "%s: path too long", folder);
	if (access(path, F_OK) == 0) {
		bytes = table_read_file(path, LEXICON_FILE_MAX, &length, f);
		if (bytes == NULL)
			return -1;
		sha256_update(version, strlen(name) + 1,
		    (const uint8_t *)name);
		sha256_update(version, length, (const uint8_t *)bytes);
	} else if (errno != ENOENT) {
		return fault(f, "%s: %s", path, strerror(errno));
	}
	file = lexicon_add(lexicon, path, kind, language, bytes, length);
	if (file == NULL)
		return fault(f, "out of memory");
	if (file->bytes == NULL)
		return 0;
	return kind == LEXICON_SUBSTANCES &&
	    read_substances(lexicon, file, f) < 0 ? -1 : 1;
}

static int
take_folder(struct lexicon *lexicon, struct sha256_ctx *version,
    const char *folder, struct fault *f)
{
	char name[32];
	int got, found = 0;

	if (access(folder, F_OK) < 0)
		return fault(f, "%s: %s", folder, strerror(errno));
	if ((got = take_file(lexicon, version, folder, "substances.tsv",
	    LEXICON_SUBSTANCES, 0, f)) < 0)
		return -1;
	found += got;
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
		snprintf(name, sizeof(name), "%s.tsv", language_at(i)->code);
		if ((got = take_file(lexicon, version, folder, name,
		    LEXICON_TERMS, i, f)) < 0)
			return -1;
		found += got;
		snprintf(name, sizeof(name), "%s.affixes",
		    language_at(i)->code);
		if ((got = take_file(lexicon, version, folder, name,
		    LEXICON_AFFIXES, i, f)) < 0)
			return -1;
		found += got;
	}
	if ((got = take_file(lexicon, version, folder, "weights.tsv",
	    LEXICON_WEIGHTS, 0, f)) < 0)
		return -1;
	if (found + got == 0)
		return fault(f, "%s: no lexicon in this folder", folder);
	return 0;
}

int
lexicon_open(struct lexicon *lexicon, const char *const *folders,
    size_t count, struct fault *f)
{
	struct sha256_ctx version;

	*lexicon = (struct lexicon){ .count = 0 };
	sha256_init(&version);
	for (size_t i = 0; i < count; i++)
		if (take_folder(lexicon, &version, folders[i], f) < 0) {
			lexicon_free(lexicon);
			return -1;
		}
	digest_end(&version, lexicon->version);
	return 0;
}

int
lexicon_load(struct lexicon *lexicon, lexicon_complain *complain,
    struct fault *f)
{
	lexicon->complain = complain;
	for (size_t i = 0; i < lexicon->file_count; i++)
		if (lexicon->files[i].kind == LEXICON_TERMS &&
		    lexicon->files[i].bytes != NULL &&
		    read_terms(lexicon, i, f) < 0)
			return -1;
	return 0;
}

void
lexicon_settle(struct lexicon *lexicon)
{
	free_places(lexicon);
	for (size_t i = 0; i < lexicon->file_count; i++) {
		struct lexicon_file *file = &lexicon->files[i];

		if (file->kind == LEXICON_SUBSTANCES)
			continue;
		free(file->bytes);
		file->bytes = NULL;
	}
}

const struct lexicon_file *
lexicon_last(const struct lexicon *lexicon, enum lexicon_kind kind,
    unsigned language)
{
	const struct lexicon_file *last = NULL;

	for (size_t i = 0; i < lexicon->file_count; i++) {
		const struct lexicon_file *file = &lexicon->files[i];

		if (file->bytes != NULL && file->kind == kind &&
		    file->language == language)
			last = file;
	}
	return last;
}
