/* SPDX-License-Identifier: MIT */
#include "ingest/source.h"

#include <string.h>

/* A new source is one file, and its line here and in the list below. */
extern const struct source source_bluesky;
extern const struct source source_feed;
extern const struct source source_lines;
extern const struct source source_mastodon;
extern const struct source source_page;
extern const struct source source_photos;
extern const struct source source_telegram;
extern const struct source source_telegram_export;
extern const struct source source_vk;
extern const struct source source_warc;
extern const struct source source_whatsapp;

const struct source *const sources[] = {
	&source_telegram,
	&source_telegram_export,
	&source_whatsapp,
	&source_vk,
	&source_mastodon,
	&source_bluesky,
	&source_feed,
	&source_page,
	&source_photos,
	&source_lines,
	&source_warc,
	NULL
};

const struct source *
source_find(const char *name)
{
	for (size_t i = 0; sources[i] != NULL; i++)
		if (strcmp(sources[i]->name, name) == 0)
			return sources[i];
	return NULL;
}
