/* SPDX-License-Identifier: MIT */
#include "ingest/markup.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/html.h"
#include "ingest/post.h"
#include "ingest/url.h"

int
markup_add_links(json_t *record, const struct html_node *top,
    const char *base)
{
	int bad = 0;

	for (const struct html_node *node = top; node != NULL && !bad;
	    node = html_following(top, node)) {
		const char *to = html_is(node, "a") ?
		    html_attribute(node, "href") : NULL;
		char *url;

		if (to == NULL || to[0] == '#')
			continue;
		url = url_join(base, to);
		/* Not of the web, yet telling: tg:, mailto:, tel:. */
		if (url == NULL && strncasecmp(to, "javascript:", 11) != 0 &&
		    strncasecmp(to, "data:", 5) != 0 && strchr(to, ':'))
			bad |= post_add_link(record, to);
		if (url != NULL)
			bad |= post_add_link(record, url);
		free(url);
	}
	return bad;
}

int
markup_add_picture(json_t *record, const char *base, const char *reference)
{
	const json_t *media = json_object_get(record, "media"), *medium;
	char *url;
	size_t i;
	int bad = 0, known = 0;

	if (reference[0] != '\0' && json_array_size(media) >=
	    MARKUP_MEDIA_MAX)
		return post_leave_out(record, "media");
	url = reference[0] == '\0' ? NULL : url_join(base, reference);
	if (url == NULL)
		return 0;
	json_array_foreach(media, i, medium) {
		const char *old = json_string_value(json_object_get(medium,
		    "url"));

		known |= old != NULL && strcmp(old, url) == 0;
	}
	if (!known)
		bad = post_add_media(record, url) == NULL;
	free(url);
	return bad;
}

/* The address of an <img>: pages that load late keep it elsewhere. */
static const char *
picture_of(const struct html_node *image)
{
	static const char *const names[] = {
		"data-src", "data-original", "data-lazy-src", "src"
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *url = html_attribute(image, names[i]);

		if (url != NULL && url[0] != '\0' &&
		    strncmp(url, "data:", 5) != 0)
			return url;
	}
	return "";
}

/* A picture of one or two pixels a side counts visitors. */
static bool
is_counter(const struct html_node *image)
{
	const char *width = html_attribute(image, "width");
	const char *height = html_attribute(image, "height");

	return width != NULL && height != NULL && width[0] >= '0' &&
	    width[0] <= '9' && strtol(width, NULL, 10) <= 2 &&
	    strtol(height, NULL, 10) <= 2;
}

int
markup_add_pictures(json_t *record, const struct html_node *top,
    const char *base)
{
	int bad = 0;

	for (const struct html_node *node = top; node != NULL && !bad;
	    node = html_following(top, node))
		if (html_is(node, "img") && !is_counter(node))
			bad = markup_add_picture(record, base,
			    picture_of(node));
	return bad;
}

int
markup_set_post(json_t *record, const char *html, size_t length,
    const char *base)
{
	struct html *document = length == 0 ? NULL :
	    html_read(html, length, NULL, NULL);
	const struct html_node *root;
	char *text;
	int bad;

	if (document == NULL)
		return 0;
	root = html_root(document);
	text = html_text(root);
	bad = text == NULL;
	bad |= post_set(record, "text", text);
	bad |= markup_add_links(record, root, base);
	bad |= markup_add_pictures(record, root, base);
	free(text);
	html_free(document);
	return bad;
}
