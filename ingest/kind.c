/* SPDX-License-Identifier: MIT */
#include "ingest/kind.h"

#include <string.h>

struct magic {
	size_t offset;
	const char *bytes;
	size_t length;
	struct kind kind;
};

#define MAGIC(offset, bytes, mime, suffix) \
	{ offset, bytes, sizeof(bytes) - 1, { mime, suffix } }

/* From the formats' own specifications; the first that fits wins. */
static const struct magic magics[] = {
	MAGIC(0, "\xff\xd8\xff", "image/jpeg", "jpg"),
	MAGIC(0, "\x89PNG\r\n\x1a\n", "image/png", "png"),
	MAGIC(0, "GIF87a", "image/gif", "gif"),
	MAGIC(0, "GIF89a", "image/gif", "gif"),
	MAGIC(8, "WEBP", "image/webp", "webp"),
	MAGIC(0, "II*\0", "image/tiff", "tiff"),
	MAGIC(0, "MM\0*", "image/tiff", "tiff"),
	MAGIC(0, "II+\0", "image/tiff", "tiff"),
	MAGIC(0, "MM\0+", "image/tiff", "tiff"),
	MAGIC(4, "ftypheic", "image/heic", "heic"),
	MAGIC(4, "ftypheix", "image/heic", "heic"),
	MAGIC(4, "ftyphevc", "image/heic", "heic"),
	MAGIC(4, "ftypmif1", "image/heif", "heif"),
	MAGIC(4, "ftypmsf1", "image/heif", "heif"),
	MAGIC(4, "ftypavif", "image/avif", "avif"),
	MAGIC(4, "ftypqt  ", "video/quicktime", "mov"),
	MAGIC(4, "ftyp", "video/mp4", "mp4"),
	MAGIC(0, "\x1a\x45\xdf\xa3", "video/webm", "webm"),
	MAGIC(0, "OggS", "audio/ogg", "ogg"),
	MAGIC(0, "ID3", "audio/mpeg", "mp3"),
	MAGIC(0, "%PDF-", "application/pdf", "pdf"),
	MAGIC(0, "PK\x03\x04", "application/zip", "zip"),
	MAGIC(0, "\x1f\x8b", "application/gzip", "gz"),
};

struct kind
kind_of(const void *bytes, size_t length)
{
	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++) {
		const struct magic *m = &magics[i];

		if (length < m->offset + m->length)
			continue;
		if (memcmp((const char *)bytes + m->offset, m->bytes,
		    m->length) == 0)
			return m->kind;
	}
	if (length > 1 && memcmp(bytes, "BM", 2) == 0)
		return (struct kind){ "image/bmp", "bmp" };
	return (struct kind){ NULL, "bin" };
}
