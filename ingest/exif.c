/* SPDX-License-Identifier: MIT */
#include "ingest/exif.h"

#include <libexif/exif-data.h>
#include <libheif/heif.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/exif-tiff.h"
#include "ingest/kind.h"
#include "ingest/text.h"

#define EXIF_MAX ((size_t)1024 * 1024)	/* libexif looks at 64 KiB */
#define EXIF_HEADER "Exif\0\0"		/* what libexif wants to see first */
#define EXIF_HEADER_SIZE 6

#define QUARTER (15 * 60)	/* seconds: zones differ by so much */
#define ZONE_MAX (14 * 3600)	/* the most that a zone is off UTC */

/* A piece of the file. */
struct block {
	const unsigned char *bytes;
	size_t length;		/* 0: there is none */
};

static size_t
big_endian(const unsigned char *p, int count)
{
	size_t n = 0;

	for (int i = 0; i < count; i++)
		n = n << 8 | p[i];
	return n;
}

/* The APP1 segment of a JPEG that holds EXIF (CIPA DC-008, 4.5.4). */
static struct block
find_in_jpeg(const unsigned char *p, size_t length)
{
	size_t at = 2;

	while (at + 4 <= length && p[at] == 0xff) {
		size_t size = big_endian(p + at + 2, 2);

		if (p[at + 1] == 0xff) {	/* fill */
			at++;
			continue;
		}
		if (p[at + 1] == 0xda || p[at + 1] == 0xd9 || size < 2 ||
		    at + 2 + size > length)
			break;
		if (p[at + 1] == 0xe1 && size > 2 + EXIF_HEADER_SIZE &&
		    memcmp(p + at + 4, EXIF_HEADER, EXIF_HEADER_SIZE) == 0)
			return (struct block){ p + at + 4, size - 2 };
		at += 2 + size;
	}
	return (struct block){ NULL, 0 };
}

/* The eXIf chunk of a PNG (PNG 3rd edition, 11.3.2.9). */
static struct block
find_in_png(const unsigned char *p, size_t length)
{
	size_t at = 8;

	while (at + 12 <= length) {
		size_t size = big_endian(p + at, 4);

		if (size > length - at - 12)
			break;
		if (memcmp(p + at + 4, "eXIf", 4) == 0)
			return (struct block){ p + at + 8, size };
		at += 12 + size;
	}
	return (struct block){ NULL, 0 };
}

/* The EXIF chunk of a WebP (RFC 9649, 2.7.1.5). */
static struct block
find_in_webp(const unsigned char *p, size_t length)
{
	size_t at = 12;

	while (at + 8 <= length) {
		size_t size = (size_t)p[at + 4] | (size_t)p[at + 5] << 8 |
		    (size_t)p[at + 6] << 16 | (size_t)p[at + 7] << 24;

		if (size > length - at - 8)
			break;
		if (memcmp(p + at, "EXIF", 4) == 0)
			return (struct block){ p + at + 8, size };
		at += 8 + size + (size & 1);
	}
	return (struct block){ NULL, 0 };
}

/* The block itself, with the header that libexif wants. To be freed. */
static unsigned char *
with_header(struct block block, size_t *size)
{
	bool has = block.length > EXIF_HEADER_SIZE &&
	    memcmp(block.bytes, EXIF_HEADER, EXIF_HEADER_SIZE) == 0;
	size_t before = has ? 0 : EXIF_HEADER_SIZE;
	unsigned char *copy;

	if (block.length == 0 || block.length > EXIF_MAX)
		return NULL;
	copy = malloc(before + block.length);
	if (copy == NULL)
		return NULL;
	memcpy(copy, EXIF_HEADER, before);
	memcpy(copy + before, block.bytes, block.length);
	*size = before + block.length;
	return copy;
}

/* The EXIF item of the primary picture; it starts with an offset. */
static unsigned char *
copy_item(struct heif_image_handle *handle, size_t *size)
{
	heif_item_id id;
	size_t length, skip;
	unsigned char *raw, *copy = NULL;

	if (heif_image_handle_get_list_of_metadata_block_IDs(handle, "Exif",
	    &id, 1) < 1)
		return NULL;
	length = heif_image_handle_get_metadata_size(handle, id);
	if (length < 8 || length > EXIF_MAX || (raw = malloc(length)) == NULL)
		return NULL;
	if (heif_image_handle_get_metadata(handle, id, raw).code ==
	    heif_error_Ok) {
		skip = 4 + big_endian(raw, 4);	/* ISO/IEC 23008-12, A.2.1 */
		if (skip < length)
			copy = with_header((struct block){ raw + skip,
			    length - skip }, size);
	}
	free(raw);
	return copy;
}

static unsigned char *
copy_from_heif(const void *bytes, size_t length, size_t *size,
    struct exif *exif)
{
	struct heif_context *context = heif_context_alloc();
	struct heif_image_handle *handle = NULL;
	unsigned char *copy = NULL;

	if (context == NULL)
		return NULL;
	if (heif_context_read_from_memory_without_copy(context, bytes, length,
	    NULL).code == heif_error_Ok &&
	    heif_context_get_primary_image_handle(context, &handle).code ==
	    heif_error_Ok) {
		exif->width = heif_image_handle_get_width(handle);
		exif->height = heif_image_handle_get_height(handle);
		copy = copy_item(handle, size);
	}
	heif_image_handle_release(handle);
	heif_context_free(context);
	return copy;
}

static unsigned char *
copy_from_tiff(const void *bytes, size_t length, size_t *size)
{
	struct text gathered = { .bytes = NULL };
	unsigned char *copy;

	exif_tiff_gather(bytes, length, &gathered);
	copy = with_header((struct block){
	    (const unsigned char *)gathered.bytes, gathered.length }, size);
	text_free(&gathered);
	return copy;
}

/* The EXIF block of a picture as libexif wants it; free it. Or NULL. */
static unsigned char *
copy_block(const void *bytes, size_t length, size_t *size,
    struct exif *exif)
{
	const char *mime = kind_of(bytes, length).mime;
	struct block block = { NULL, 0 };

	if (mime == NULL)
		return NULL;
	if (strcmp(mime, "image/jpeg") == 0)
		block = find_in_jpeg(bytes, length);
	else if (strcmp(mime, "image/png") == 0)
		block = find_in_png(bytes, length);
	else if (strcmp(mime, "image/webp") == 0)
		block = find_in_webp(bytes, length);
	else if (strcmp(mime, "image/tiff") == 0)
		return copy_from_tiff(bytes, length, size);
	else if (strcmp(mime, "image/heic") == 0 ||
	    strcmp(mime, "image/heif") == 0 ||
	    strcmp(mime, "image/avif") == 0)
		return copy_from_heif(bytes, length, size, exif);
	return with_header(block, size);
}

/* The text of a tag, cut to size; false if there is none. */
static bool
read_text(ExifData *data, ExifIfd ifd, ExifTag tag, char *text, size_t size)
{
	const ExifEntry *entry = exif_content_get_entry(data->ifd[ifd], tag);

	if (entry == NULL || entry->format != EXIF_FORMAT_ASCII ||
	    entry->data == NULL || entry->size == 0)
		return false;
	snprintf(text, size, "%.*s", (int)(entry->size < size ? entry->size :
	    size - 1), (const char *)entry->data);
	return text[0] != '\0' && text[0] != ' ';
}

/* Up to three numbers; false if they are not there or not numbers. */
static bool
read_numbers(ExifData *data, ExifTag tag, double numbers[3])
{
	const ExifEntry *entry =
	    exif_content_get_entry(data->ifd[EXIF_IFD_GPS], tag);
	ExifByteOrder order = exif_data_get_byte_order(data);

	if (entry == NULL || entry->format != EXIF_FORMAT_RATIONAL ||
	    entry->components < 3 || entry->size < 24)
		return false;
	for (int i = 0; i < 3; i++) {
		ExifRational r = exif_get_rational(entry->data + 8 * i,
		    order);

		if (r.denominator == 0 && r.numerator != 0)
			return false;
		numbers[i] = r.denominator == 0 ? 0 :
		    (double)r.numerator / (double)r.denominator;
	}
	return true;
}

/* Degrees, minutes and seconds as degrees; NAN where there is no such. */
static double
read_angle(ExifData *data, ExifTag tag, ExifTag reference, double most)
{
	double parts[3], degrees;
	char side[4] = "";

	if (!read_numbers(data, tag, parts) || !read_text(data, EXIF_IFD_GPS,
	    reference, side, sizeof(side)))
		return NAN;
	degrees = parts[0] + parts[1] / 60 + parts[2] / 3600;
	if (degrees > most || parts[1] > 60 || parts[2] > 60)
		return NAN;
	return side[0] == 'S' || side[0] == 'W' ? -degrees : degrees;
}

static void
read_place(ExifData *data, struct exif *exif)
{
	exif->latitude = read_angle(data, (ExifTag)EXIF_TAG_GPS_LATITUDE,
	    (ExifTag)EXIF_TAG_GPS_LATITUDE_REF, 90);
	exif->longitude = read_angle(data, (ExifTag)EXIF_TAG_GPS_LONGITUDE,
	    (ExifTag)EXIF_TAG_GPS_LONGITUDE_REF, 180);
	/* 0, 0 is what cameras without a fix write. */
	exif->has_place = !isnan(exif->latitude) &&
	    !isnan(exif->longitude) &&
	    (fabs(exif->latitude) > 0 || fabs(exif->longitude) > 0);
}

/* The satellites' own time is UTC (CIPA DC-008, 4.6.6, tags 7 and 29). */
static bool
read_satellite_time(ExifData *data, struct clock *taken)
{
	char day[16];
	double parts[3];

	if (!read_text(data, EXIF_IFD_GPS, (ExifTag)EXIF_TAG_GPS_DATE_STAMP,
	    day, sizeof(day)) || !read_numbers(data,
	    (ExifTag)EXIF_TAG_GPS_TIME_STAMP, parts) || parts[0] > 24 ||
	    parts[1] > 60 || parts[2] > 61 ||
	    clock_iso(day, taken) < 0)
		return false;
	taken->when += (time_t)(parts[0] * 3600 + parts[1] * 60 + parts[2]);
	taken->zoned = true;
	return true;
}

/* The best of the times noted: of the photo, of its scan, of the file. */
static bool
read_camera_time(ExifData *data, struct exif *exif)
{
	static const struct {
		ExifIfd ifd;
		ExifTag time, offset;
	} tags[] = {
		{ EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL,
		    EXIF_TAG_OFFSET_TIME_ORIGINAL },
		{ EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_DIGITIZED,
		    EXIF_TAG_OFFSET_TIME_DIGITIZED },
		{ EXIF_IFD_0, EXIF_TAG_DATE_TIME, EXIF_TAG_OFFSET_TIME }
	};
	char when[32], zone[16];

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++) {
		if (!read_text(data, tags[i].ifd, tags[i].time, when,
		    sizeof(when)) || clock_iso(when, &exif->taken) < 0)
			continue;
		if (read_text(data, EXIF_IFD_EXIF, tags[i].offset, zone,
		    sizeof(zone)))
			clock_assume(&exif->taken, zone);
		return true;
	}
	return false;
}

/*
 * A camera that knows no zone but has a fix tells both clocks: their
 * difference is the zone, a whole number of quarters of an hour.
 */
static void
compare_clocks(struct clock *camera, const struct clock *satellite)
{
	double quarters = round(difftime(camera->when, satellite->when) /
	    QUARTER);

	if (fabs(quarters) * QUARTER > ZONE_MAX)
		return;
	camera->when -= (time_t)quarters * QUARTER;
	camera->zoned = true;
}

static void
read_time(ExifData *data, struct exif *exif)
{
	struct clock satellite;
	bool has_satellite = read_satellite_time(data, &satellite);

	exif->has_taken = read_camera_time(data, exif);
	if (!exif->has_taken && has_satellite) {
		exif->taken = satellite;
		exif->has_taken = true;
	} else if (exif->has_taken && !exif->taken.zoned && has_satellite) {
		compare_clocks(&exif->taken, &satellite);
	}
}

struct exif
exif_read(const void *bytes, size_t length)
{
	struct exif exif = { .has_taken = false };
	size_t size = 0;
	unsigned char *block = copy_block(bytes, length, &size, &exif);
	ExifData *data;

	if (block == NULL)
		return exif;
	data = exif_data_new();
	if (data != NULL) {
		exif_data_unset_option(data,
		    EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
		exif_data_load_data(data, block, (unsigned)size);
		read_place(data, &exif);
		read_time(data, &exif);
		exif_data_unref(data);
	}
	free(block);
	return exif;
}
