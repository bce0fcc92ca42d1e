/* SPDX-License-Identifier: MIT */
#include "ingest/page-media.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/post.h"
#include "ingest/url.h"
#include "wire/record.h"

#define MEDIA_RATE 8.0	/* files a second and host, if no --rate is given */

/* A medium that is being fetched, and then kept. */
struct errand {
	struct keeping keeping;	/* first, so that the keeper can free it */
	struct page_media *of;
	json_t *medium;		/* in the page's records */
};

static void
failed(json_t *medium, const char *why)
{
	json_object_set_new(medium, "error", post_string(why, strlen(why)));
}

static void
one_less(struct page_media *media)
{
	media->awaited--;
	if (media->awaited == 0 && !media->asking)
		media->done(media->owner);
}

static void
kept(struct keeping *keeping, void *owner)
{
	struct errand *errand = owner;
	struct page_media *media = errand->of;
	struct fault f = { "" };

	if (keeping->failed) {
		failed(errand->medium, keeping->why.text);
		/* It is this machine that fails: a full disk, say. */
		sink_failed(media->sink, json_string_value(json_object_get(
		    errand->medium, "url")), keeping->why.text);
	} else if (media_tell(&keeping->kept, errand->medium, &f) < 0) {
		failed(errand->medium, f.text);
	}
	free(errand);
	one_less(media);
}

/* When and where it came from, and where that is kept. */
static void
set_origin(json_t *medium, const struct exchange *x)
{
	const char *url = json_string_value(json_object_get(medium, "url"));
	char when[RECORD_TIME_SIZE];

	record_time(x->fetched, when);
	json_object_set_new(medium, "fetched", json_string(when));
	if (url != NULL && strcmp(url, x->url) != 0)
		json_object_set_new(medium, "final_url", post_string(x->url,
		    strlen(x->url)));
	if (x->kept != NULL)
		json_object_set(medium, "warc", x->kept);
}

static void
fetched(struct fetch *fetch, void *owner)
{
	struct page_media *media = owner;
	struct exchange *x = &fetch->exchange;
	struct errand *errand = fetch->owned;

	http_decode(x);
	if (x->outcome == OUTCOME_OK) {
		set_origin(errand->medium, x);
		/* The errand goes to the keeper, and the bytes with it. */
		errand->keeping.bytes = x->body;
		x->body = (struct text){ .bytes = NULL };
		fetch->owned = NULL;
		keeper_add(media->keeper, &errand->keeping);
		fetch_free(fetch);
		return;
	}
	failed(errand->medium, x->why);
	fetch_free(fetch);
	one_less(media);
}

static void
ask(struct page_media *media, json_t *medium, const char *url)
{
	struct fetch *fetch = calloc(1, sizeof(*fetch));
	struct errand *errand = calloc(1, sizeof(*errand));

	if (fetch == NULL || errand == NULL) {
		free(fetch);
		free(errand);
		failed(medium, "out of memory");
		return;
	}
	errand->of = media;
	errand->medium = medium;
	errand->keeping.done = kept;
	errand->keeping.owner = errand;
	fetch->exchange.url = strdup(url);
	/* The host that the user gave serves its own photos, too. */
	fetch->exchange.named = media->named &&
	    url_same_origin(url, media->page);
	fetch->exchange.max = option_bytes(media->options, "max-media-bytes");
	fetch->rate = MEDIA_RATE;
	fetch->obeys_robots = media->obeys_robots;
	fetch->done = fetched;
	fetch->owner = media;
	fetch->owned = errand;
	media->awaited++;
	fetcher_add(media->fetcher, fetch);
}

static void
ask_for(struct page_media *media, const json_t *record)
{
	const struct options *options = media->options;
	json_t *medium;
	size_t i;

	json_array_foreach(json_object_get(record, "media"), i, medium) {
		const char *url = json_string_value(json_object_get(medium,
		    "url"));

		if (url == NULL || json_object_get(medium, "sha256") != NULL)
			continue;
		if (i >= (size_t)option_count(options, "max-media"))
			failed(medium, "too many media in one post");
		else
			ask(media, medium, url);
	}
}

void
page_media_ask(struct page_media *media, const json_t *records,
    bool (*wants)(const void *owner, const json_t *record))
{
	json_t *record;
	size_t i;

	media->asking = true;
	json_array_foreach(records, i, record)
		if (json_object_get(record, "media") != NULL &&
		    wants(media->owner, record))
			ask_for(media, record);
	media->asking = false;
	if (media->awaited == 0)
		media->done(media->owner);
}
