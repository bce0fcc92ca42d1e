/* SPDX-License-Identifier: MIT */
#include "ingest/exif-tiff.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define ENTRIES_MAX 16		/* kept of one directory */
#define VALUE_MAX 1024		/* bytes of a value */
#define ENTRY_SIZE 12
#define EXIF_POINTER 0x8769
#define GPS_POINTER 0x8825

/* Tags that are kept, of the file, the camera and the satellites. */
static const uint16_t file_tags[] = { 0x0132, EXIF_POINTER, GPS_POINTER, 0 };
static const uint16_t camera_tags[] = {
	0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0
};
static const uint16_t place_tags[] = { 1, 2, 3, 4, 7, 29, 0 };

struct tiff {
	const unsigned char *bytes;
	size_t length;
	bool big;	/* the high byte of a number comes first */
};

struct entry {
	uint16_t tag, type;
	uint32_t count;
	size_t at, size;	/* of its value in the file */
};

/* A number of 2 or 4 bytes; all of them must be there. */
static uint32_t
number(const struct tiff *tiff, size_t at, size_t size)
{
	uint32_t value = 0;

	for (size_t i = 0; i < size; i++)
		value = value << 8 | tiff->bytes[at + (tiff->big ? i :
		    size - 1 - i)];
	return value;
}

static void
put(const struct tiff *tiff, struct text *out, size_t at, uint32_t value,
    size_t size)
{
	if (out->failed || at + size > out->length)
		return;
	for (size_t i = 0; i < size; i++, value >>= 8)
		out->bytes[at + (tiff->big ? size - 1 - i : i)] =
		    (char)(value & 0xff);
}

/* Find where the value of an entry lies. False if it is none to keep. */
static bool
measure(const struct tiff *tiff, struct entry *entry)
{
	static const size_t sizes[] = { 0, 1, 1, 2, 4, 8 };

	if (entry->type >= sizeof(sizes) / sizeof(*sizes) ||
	    sizes[entry->type] == 0 || entry->count > VALUE_MAX)
		return false;
	entry->size = entry->count * sizes[entry->type];
	if (entry->size > 4)
		entry->at = number(tiff, entry->at, 4);
	return entry->size <= VALUE_MAX && entry->at <= tiff->length &&
	    entry->size <= tiff->length - entry->at;
}

/* The entries of the directory at `offset` that have one of the tags. */
static size_t
read_directory(const struct tiff *tiff, size_t offset, const uint16_t *tags,
    struct entry entries[ENTRIES_MAX])
{
	size_t used = 0, count;

	if (offset < 8 || offset + 2 > tiff->length)
		return 0;
	count = number(tiff, offset, 2);
	for (size_t at = offset + 2; count > 0 && used < ENTRIES_MAX &&
	    at + ENTRY_SIZE <= tiff->length; at += ENTRY_SIZE, count--) {
		struct entry entry = {
			.tag = (uint16_t)number(tiff, at, 2),
			.type = (uint16_t)number(tiff, at + 2, 2),
			.count = number(tiff, at + 4, 4), .at = at + 8
		};
		const uint16_t *tag = tags;

		while (*tag != 0 && *tag != entry.tag)
			tag++;
		if (*tag != 0 && measure(tiff, &entry))
			entries[used++] = entry;
	}
	return used;
}

/* Add bytes at an even place, as values must lie. Returns where. */
static size_t
add(struct text *out, const void *bytes, size_t length)
{
	size_t at;

	if (out->length % 2 != 0)
		text_add(out, "", 1);
	at = out->length;
	text_add(out, bytes, length);
	return at;
}

static size_t copy_directory(const struct tiff *, size_t offset,
    const uint16_t *tags, struct text *);

/* Put an entry at its place in the copy, and its value behind all else. */
static void
copy_entry(const struct tiff *tiff, const struct entry *entry,
    struct text *out, size_t at)
{
	size_t value;

	put(tiff, out, at, entry->tag, 2);
	put(tiff, out, at + 2, entry->type, 2);
	put(tiff, out, at + 4, entry->count, 4);
	if (entry->tag == EXIF_POINTER || entry->tag == GPS_POINTER)
		value = entry->size != 4 ? 0 : copy_directory(tiff,
		    number(tiff, entry->at, 4), entry->tag == GPS_POINTER ?
		    place_tags : camera_tags, out);
	else if (entry->size > 4)
		value = add(out, tiff->bytes + entry->at, entry->size);
	else {
		/* A short value stands here itself, to the left. */
		if (!out->failed)
			memcpy(out->bytes + at + 8, tiff->bytes + entry->at,
			    entry->size);
		return;
	}
	put(tiff, out, at + 8, (uint32_t)value, 4);
}

/* Only the tags of the file hold pointers: two levels at the most. */
static size_t
copy_directory(const struct tiff *tiff, size_t offset, const uint16_t *tags,
    struct text *out)
{
	struct entry entries[ENTRIES_MAX];
	static const char blank[2 + ENTRIES_MAX * ENTRY_SIZE + 4];
	size_t count = read_directory(tiff, offset, tags, entries);
	size_t at = add(out, blank, 2 + count * ENTRY_SIZE + 4);

	put(tiff, out, at, (uint32_t)count, 2);
	for (size_t i = 0; i < count; i++)
		copy_entry(tiff, &entries[i], out, at + 2 + i * ENTRY_SIZE);
	return at;
}

void
exif_tiff_gather(const void *bytes, size_t length, struct text *out)
{
	struct tiff tiff = { .bytes = bytes, .length = length };

	if (length < 8)
		return;
	tiff.big = tiff.bytes[0] == 'M';
	text_add(out, bytes, 8);
	put(&tiff, out, 4, 8, 4);
	copy_directory(&tiff, number(&tiff, 4, 4), file_tags, out);
	if (out->failed)
		text_free(out);
}
