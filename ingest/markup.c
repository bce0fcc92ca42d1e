/* SPDX-License-Identifier: MIT */
#include "ingest/markup.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/html.h"
#include "ingest/post.h"
#include "ingest/url.h"

int
markup_add_link(json_t *record, const char *base, const char *to)
{
	char *url = url_join(base, to);
	int bad = 0;

	/* Not of the web, yet telling: tg:, mailto:, tel:. */
	if (url == NULL && strncasecmp(to, "javascript:", 11) != 0 &&
	    strncasecmp(to, "data:", 5) != 0 && strchr(to, ':'))
		bad = post_add_link(record, to);
	if (url != NULL)
		bad = post_add_link(record, url);
	free(url);
	return bad;
}

static bool
is_frame(const struct html_node *node)
{
	return html_is(node, "iframe") || html_is(node, "frame");
}

/* What people follow, or is shown within the page. */
static bool
is_link(const struct html_node *node)
{
	return html_is(node, "a") || html_is(node, "area") || is_frame(node);
}

int
markup_add_links(json_t *record, const struct html_node *top,
    const char *base)
{
	int bad = 0;

	for (const struct html_node *node = top; node != NULL && !bad;
	    node = html_following(top, node)) {
		const char *to = html_attribute(node, is_frame(node) ? "src" :
		    "href");

		if (to != NULL && to[0] != '#' && is_link(node))
			bad = markup_add_link(record, base, to);
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

/* The first address of an attribute that may be a list: "a.jpg 1x, b.jpg". */
static char *
address_in(const struct html_node *node, const char *name)
{
	const char *list = html_attribute(node, name);

	if (list == NULL)
		return NULL;
	list += strspn(list, " \t\r\n");
	if (list[0] == '\0' || strncmp(list, "data:", 5) == 0)
		return NULL;
	return strstr(name, "srcset") == NULL ? strdup(list) :
	    strndup(list, strcspn(list, " ,\t\r\n"));
}

char *
markup_background(const struct html_node *node)
{
	const char *style = html_attribute(node, "style");
	const char *from = style == NULL ? NULL : strstr(style, "background");

	from = from == NULL ? NULL : strstr(from, "url(");
	if (from == NULL)
		return NULL;
	from += 4 + strspn(from + 4, " '\"");
	return strndup(from, strcspn(from, "'\")"));
}

/*
 * The address of what is shown, to be freed: pages that load late keep it
 * elsewhere, galleries show their pictures as backgrounds.
 */
static char *
picture_of(const struct html_node *node)
{
	static const char *const names[] = {
		"data-src", "data-original", "data-lazy-src", "src", "srcset",
		"data-srcset"
	};
	char *url = NULL;

	if (html_is(node, "video"))
		return address_in(node, "poster");
	/* Emojis may be drawn so, too, with the sign inside. */
	if (!html_is(node, "img"))
		return html_has_class(node, "emoji") ? NULL :
		    markup_background(node);
	for (size_t i = 0; url == NULL && i < sizeof(names) / sizeof(*names);
	    i++)
		url = address_in(node, names[i]);
	return url;
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

/* A picture, and the words that stand in its place where it is not seen. */
static int
add_shown(json_t *record, const struct html_node *node, const char *base)
{
	size_t before = json_array_size(json_object_get(record, "media"));
	char *url = picture_of(node);
	const char *words = html_attribute(node, "alt");
	int bad = url == NULL ? 0 : markup_add_picture(record, base, url);

	free(url);
	if (json_array_size(json_object_get(record, "media")) == before ||
	    words == NULL)
		return bad;
	return bad | post_add_part(record, "caption", words +
	    strspn(words, " \t\r\n"), NULL);
}

int
markup_add_pictures(json_t *record, const struct html_node *top,
    const char *base)
{
	int bad = 0;

	for (const struct html_node *node = top; node != NULL && !bad;
	    node = html_following(top, node))
		if (node->name != NULL && !is_counter(node) &&
		    html_sign(node) == NULL)
			bad = add_shown(record, node, base);
	return bad;
}

int
markup_add_file(json_t *record, const char *url)
{
	size_t length = strcspn(url, "?#");
	char *path = strndup(url, length);
	char *name = path == NULL ? NULL : url_unescape(path);
	const char *slash = name == NULL ? NULL : strrchr(name, '/');
	int bad = name == NULL || post_add_part(record, "document",
	    slash == NULL ? name : slash + 1, NULL) < 0;

	free(name);
	free(path);
	return bad ? -1 : 0;
}

bool
markup_names_picture(const char *url)
{
	static const char *const suffixes[] = {
		".jpg", ".jpeg", ".png", ".gif", ".webp"
	};
	size_t length = strcspn(url, "?#");

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		size_t size = strlen(suffixes[i]);

		if (length > size && strncasecmp(url + length - size,
		    suffixes[i], size) == 0)
			return true;
	}
	return false;
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
