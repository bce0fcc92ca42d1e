/* SPDX-License-Identifier: MIT */
/*
 * A file is a header, the entries, their terms, and the arrays of the index,
 * in that order, each at a multiple of ALIGNMENT. No array has pointers in it.
 */
#include "classify/compiled.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "classify/identity.h"
#include "classify/store.h"

enum {
	ALIGNMENT = 64,		/* bytes: a line of the processor's cache */
	LANES = 4		/* of a hash */
};

struct header {
	uint32_t hash;		/* of all behind it, with what lies between
				 * arrays */
	char name[DIGEST_SIZE];	/* of the file */
	size_t entry_count, terms_size;
	struct index index;	/* in which pointers mean nothing */
};

/* The place that is at, or behind, a number of bytes. */
static size_t
aligned(size_t at)
{
	return (at + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

/*
 * The hash of what came before and of some bytes more, which may be NULL: as
 * slots_hash() has it, but in four lanes, since one would wait for itself.
 */
static uint32_t
hash_on(uint32_t before, const void *from, size_t size)
{
	uint64_t lanes[LANES + 1] = { before, size }, words[LANES];
	const char *bytes = from;

	for (; size >= sizeof(words); size -= sizeof(words)) {
		memcpy(words, bytes, sizeof(words));
		for (size_t i = 0; i < LANES; i++) {
			lanes[i] = (lanes[i] ^ words[i]) * 0xff51afd7ed558ccdu;
			lanes[i] ^= lanes[i] >> 32;
		}
		bytes += sizeof(words);
	}
	lanes[LANES] = size > 0 ? slots_hash(bytes, size) : 0;
	return slots_hash(lanes, sizeof(lanes));
}

static uint32_t
hash_header(const struct header *header)
{
	return hash_on(0, &header->name,
	    sizeof(*header) - offsetof(struct header, name));
}

/* Is told where the pointer to an array stands, and how many bytes it has. */
typedef void visitor(void *context, void *pointer, size_t size);

static void
visit_map(struct map *map, visitor *visit, void *context)
{
	visit(context, &map->slots.list,
	    map->slots.size * sizeof(*map->slots.list));
	visit(context, &map->records, map->used);
}

static void
visit_all(struct lexicon *lexicon, struct index *index, visitor *visit,
    void *context)
{
	visit(context, &lexicon->entries,
	    lexicon->count * sizeof(*lexicon->entries));
	visit(context, &lexicon->terms, lexicon->terms_size);
	for (size_t i = 0; i <= LANGUAGE_COUNT; i++)
		visit_map(&index->keys[i], visit, context);
	visit(context, &index->of_keys,
	    index->key_count * sizeof(*index->of_keys));
	visit(context, &index->heads.sets,
	    HEADS_SETS * sizeof(*index->heads.sets));
	visit(context, &index->heads.tails,
	    (LANGUAGE_COUNT + 1) * sizeof(*index->heads.tails));
	visit(context, &index->ends, index->end_count * sizeof(*index->ends));
	visit(context, &index->nodes,
	    index->node_count * sizeof(*index->nodes));
	visit(context, &index->steps.list,
	    index->steps.size * sizeof(*index->steps.list));
}

/*
 * The name of the file. Entries name their file by its number among all that
 * were looked for, so that which of them are there goes into it as well.
 * Returns false if it is not known what program this is.
 */
static bool
name_of(const struct lexicon *lexicon, char name[DIGEST_SIZE])
{
	struct sha256_ctx digest;
	bool known;

	sha256_init(&digest);
	sha256_update(&digest, strlen(lexicon->version),
	    (const uint8_t *)lexicon->version);
	for (size_t i = 0; i < lexicon->file_count; i++)
		sha256_update(&digest, 1, (const uint8_t *)
		    (lexicon->files[i].bytes != NULL ? "1" : "0"));
	known = identity_add(&digest);
	digest_end(&digest, name);
	return known;
}

/* ---- finding ---------------------------------------------------------- */

struct reading {
	char *bytes;
	size_t size, at;
	uint32_t hash;
	bool ends;		/* too early */
};

static void
read_array(void *context, void *pointer, size_t size)
{
	struct reading *reading = context;
	size_t at = aligned(reading->at);
	char *array;

	if (reading->ends || at > reading->size ||
	    size > reading->size - at) {
		reading->ends = true;
		return;
	}
	array = reading->bytes + at;
	reading->hash = hash_on(reading->hash, reading->bytes + reading->at,
	    at - reading->at);
	reading->hash = hash_on(reading->hash, array, size);
	reading->at = at + size;
	memcpy(pointer, &array, sizeof(array));
}

static bool
read_all(const struct compiled *compiled, struct lexicon *lexicon,
    struct index *index, const char *name)
{
	const struct header *header = (const void *)compiled->bytes;
	struct reading reading = { .bytes = compiled->bytes,
	    .size = compiled->size, .at = sizeof(*header) };

	if (compiled->size < sizeof(*header) ||
	    memcmp(header->name, name, sizeof(header->name)) != 0)
		return false;
	reading.hash = hash_header(header);
	lexicon->count = header->entry_count;
	lexicon->terms_size = header->terms_size;
	*index = header->index;
	visit_all(lexicon, index, read_array, &reading);
	return !reading.ends && reading.at == compiled->size &&
	    reading.hash == header->hash;
}

static void
forget_array(void *context, void *pointer, size_t size)
{
	char *none = NULL;

	(void)context;
	(void)size;
	memcpy(pointer, &none, sizeof(none));
}

void
compiled_close(struct compiled *compiled, struct lexicon *lexicon,
    struct index *index)
{
	if (compiled->bytes == NULL)
		return;
	visit_all(lexicon, index, forget_array, NULL);
	lexicon->count = lexicon->terms_size = 0;
	*index = (struct index){ .key_count = 0 };
	munmap(compiled->bytes, compiled->size);
	compiled->bytes = NULL;
}

bool
compiled_find(struct compiled *compiled, struct lexicon *lexicon,
    struct index *index)
{
	char name[DIGEST_SIZE];
	struct store store;

	*compiled = (struct compiled){ .bytes = NULL };
	if (!name_of(lexicon, name) || store_open(&store) < 0)
		return false;
	compiled->bytes = store_map(&store, name, &compiled->size);
	store_close(&store);
	if (compiled->bytes == NULL)
		return false;
	if (read_all(compiled, lexicon, index, name))
		return true;
	compiled_close(compiled, lexicon, index);
	return false;
}

/* ---- keeping ---------------------------------------------------------- */

struct writing {
	FILE *file;
	size_t at;
	uint32_t hash;
};

static void
write_bytes(struct writing *writing, const void *bytes, size_t size)
{
	/* fwrite() wants no NULL, even of no bytes. */
	if (size > 0)
		fwrite(bytes, 1, size, writing->file);
	writing->hash = hash_on(writing->hash, bytes, size);
	writing->at += size;
}

static void
write_array(void *context, void *pointer, size_t size)
{
	static const char zeros[ALIGNMENT];
	struct writing *writing = context;
	const char *array;

	memcpy(&array, pointer, sizeof(array));
	write_bytes(writing, zeros, aligned(writing->at) - writing->at);
	write_bytes(writing, array, size);
}

/* Write the file. Returns 0, or -1 if it cannot be written whole. */
static int
write_all(FILE *file, struct header *header, struct lexicon *lexicon)
{
	struct writing writing = { .file = file, .at = sizeof(*header),
	    .hash = hash_header(header) };

	/* The header once more at the end, when the hash is known. */
	fwrite(header, sizeof(*header), 1, file);
	visit_all(lexicon, &header->index, write_array, &writing);
	header->hash = writing.hash;
	rewind(file);
	fwrite(header, sizeof(*header), 1, file);
	return fflush(file) != 0 || ferror(file) ? -1 : 0;
}

void
compiled_keep(struct lexicon *lexicon, const struct index *index)
{
	struct header *header = calloc(1, sizeof(*header));
	struct store store;
	FILE *file;

	if (header == NULL || !name_of(lexicon, header->name) ||
	    store_open(&store) < 0) {
		free(header);
		return;
	}
	header->entry_count = lexicon->count;
	header->terms_size = lexicon->terms_size;
	header->index = *index;
	file = store_create(&store);
	if (file != NULL)
		store_keep(&store, file, write_all(file, header, lexicon) == 0 ?
		    header->name : NULL);
	store_close(&store);
	free(header);
}
