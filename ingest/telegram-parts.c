/* SPDX-License-Identifier: MIT */
#include "ingest/telegram-parts.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/html.h"
#include "ingest/post.h"
#include "ingest/url.h"

static int
add_part(json_t *record, const char *kind, const struct html_node *node,
    const char *url)
{
	char *text = html_text(node);
	int bad = text == NULL || post_add_part(record, kind, text, url) < 0;

	free(text);
	return bad ? -1 : 0;
}

char *
telegram_link(const struct html_node *anchor, const char *base)
{
	const char *href = html_attribute(anchor, "href");
	bool twice = html_attribute(anchor, "onclick") != NULL;
	char *plain, *to, *joined;

	if (href == NULL || href[0] == '?' || href[0] == '#')
		return NULL;
	plain = to = strdup(href);
	for (const char *s = href; plain != NULL && *s != '\0'; s++) {
		*to++ = *s;
		if (twice && strncmp(s, "&amp;", 5) == 0)
			s += 4;
	}
	if (plain == NULL)
		return NULL;
	*to = '\0';
	if (strncasecmp(plain, "tg:", 3) == 0 ||
	    strncasecmp(plain, "mailto:", 7) == 0 ||
	    strncasecmp(plain, "tel:", 4) == 0)
		return plain;
	joined = url_join(base, plain);
	free(plain);
	return joined;
}

static int
add_texts(json_t *record, const struct html_node *top, const char *class,
    const char *kind)
{
	int bad = 0;

	for (const struct html_node *node = html_find(top, class);
	    node != NULL; node = html_next(top, node, class))
		bad |= add_part(record, kind, node, NULL);
	return bad;
}

/*
 * What has no more on the page than its words: of documents there are no
 * bytes, of goods and games no address.
 */
static int
add_words(json_t *record, const struct html_node *message)
{
	static const struct {
		const char *within, *class[2], *kind[2];
	} shown[] = {
		{ CLASS("poll"), { CLASS("poll_question"),
		    CLASS("poll_option_text") }, { "poll", "poll" } },
		{ CLASS("document"), { CLASS("document_title"),
		    CLASS("document_extra") }, { "document", "document" } },
		{ CLASS("contact"), { CLASS("contact_name"),
		    CLASS("contact_phone") }, { "contact", "contact" } },
		{ CLASS("invoice"), { CLASS("invoice_title"),
		    CLASS("invoice_description") }, { "title", "preview" } },
		{ CLASS("game"), { CLASS("game_title"),
		    CLASS("game_description") }, { "title", "preview" } },
		{ CLASS("location_wrap"), { CLASS("location_title"),
		    CLASS("location_address") }, { "title", "title" } }
	};
	int bad = 0;

	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		for (const struct html_node *top = html_find(message,
		    shown[i].within); top != NULL;
		    top = html_next(message, top, shown[i].within))
			bad |= add_texts(record, top, shown[i].class[0],
			    shown[i].kind[0]) | add_texts(record, top,
			    shown[i].class[1], shown[i].kind[1]);
	return bad;
}

/* The degrees in an address of a map: "...?q=43.2385,76.9454&...". */
static int
set_place(json_t *record, const char *url)
{
	char *query = url == NULL ? NULL : url_query(url, "q");
	double latitude, longitude;
	int bad = 0;

	if (query != NULL && sscanf(query, "%lf,%lf", &latitude,
	    &longitude) == 2 && fabs(latitude) <= 90 && fabs(longitude) <= 180)
		bad = post_set_new(record, "geo", json_pack("{s:f, s:f}",
		    "lat", latitude, "lon", longitude));
	free(query);
	return bad;
}

/* A place is the link of a map; its words are above. */
static int
add_place(json_t *record, const struct html_node *message, const char *base)
{
	const struct html_node *place = html_find(message,
	    CLASS("location_wrap"));
	char *link = place == NULL ? NULL : telegram_link(place, base);
	int bad = set_place(record, link) | post_add_link(record, link);

	free(link);
	return bad;
}

static int
add_buttons(json_t *record, const struct html_node *message, const char *base)
{
	int bad = 0;

	for (const struct html_node *node = html_find(message,
	    CLASS("inline_button")); node != NULL;
	    node = html_next(message, node, CLASS("inline_button"))) {
		char *link = telegram_link(node, base);

		bad |= add_part(record, "button", node, link);
		bad |= post_add_link(record, link);
		free(link);
	}
	return bad;
}

static int
add_preview(json_t *record, const struct html_node *message, const char *base)
{
	const struct html_node *preview = html_find(message,
	    CLASS("link_preview"));
	char *link = preview == NULL ? NULL : telegram_link(preview, base);
	int bad = add_part(record, "preview",
	    html_find(preview, "link_preview_title"), link);

	bad |= add_part(record, "preview",
	    html_find(preview, "link_preview_description"), link);
	bad |= post_add_link(record, link);
	free(link);
	return bad;
}

int
telegram_add_parts(json_t *record, const struct html_node *message,
    const char *base)
{
	return add_words(record, message) |
	    add_place(record, message, base) |
	    add_preview(record, message, base) |
	    add_buttons(record, message, base);
}
