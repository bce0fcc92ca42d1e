/* SPDX-License-Identifier: MIT */
#include "ingest/telegram-parts.h"

#include <stdbool.h>
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
add_poll(json_t *record, const struct html_node *message)
{
	const struct html_node *poll = html_find(message, CLASS("poll"));
	int bad = add_part(record, "poll",
	    html_find(poll, CLASS("poll_question")), NULL);

	for (const struct html_node *node = html_find(poll,
	    CLASS("poll_option_text")); node != NULL;
	    node = html_next(poll, node, CLASS("poll_option_text")))
		bad |= add_part(record, "poll", node, NULL);
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

/* Documents have a title and a size on the page, but no bytes. */
static int
add_documents(json_t *record, const struct html_node *message)
{
	int bad = 0;

	for (const struct html_node *node = html_find(message,
	    CLASS("document")); node != NULL;
	    node = html_next(message, node, CLASS("document"))) {
		bad |= add_part(record, "document",
		    html_find(node, CLASS("document_title")), NULL);
		bad |= add_part(record, "document",
		    html_find(node, CLASS("document_extra")), NULL);
	}
	return bad;
}

static int
add_contact(json_t *record, const struct html_node *message)
{
	return add_part(record, "contact",
	    html_find(message, CLASS("contact_name")), NULL) |
	    add_part(record, "contact",
	    html_find(message, CLASS("contact_phone")), NULL);
}

int
telegram_add_parts(json_t *record, const struct html_node *message,
    const char *base)
{
	return add_poll(record, message) |
	    add_preview(record, message, base) |
	    add_documents(record, message) |
	    add_contact(record, message) |
	    add_buttons(record, message, base);
}
