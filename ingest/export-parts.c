/* SPDX-License-Identifier: MIT */
#include "ingest/export-parts.h"

#include <string.h>

#define EXPORT_LINKS_MAX ((size_t)256 * 1024)	/* bytes of a post's links */

/* The value under a key of the message itself. */
const struct loose *
export_field(const struct export_post *post, const char *key)
{
	return loose_member(&post->tree, post->tree.tokens, key);
}

/* Its text in the scratch, valid until the next call. */
const char *
export_word(struct export_post *post, const struct loose *value)
{
	text_clear(&post->word);
	loose_text(value, &post->word);
	return post->word.length == 0 ? "" : post->word.bytes;
}

/*
 * "text" is a string, or an array of strings and objects with a "text"
 * (tdesktop issue 25000). Adds to the scratch.
 */
static void
add_text(struct export_post *post, const struct loose *value)
{
	const struct loose *part = NULL;

	if (value != NULL && value->kind == LOOSE_STRING)
		loose_text(value, &post->word);
	if (value != NULL && value->kind == LOOSE_OBJECT)
		loose_text(loose_member(&post->tree, value, "text"),
		    &post->word);
	if (value == NULL || value->kind != LOOSE_ARRAY)
		return;
	while ((part = loose_next(&post->tree, value, part)) != NULL)
		loose_text(part->kind == LOOSE_OBJECT ?
		    loose_member(&post->tree, part, "text") : part,
		    &post->word);
}

/* True if the list of links holds this one, of `link` as JSON, already. */
static bool
has_link(const struct export_post *post, const struct compact *link)
{
	return post->links.length > 0 && memmem(post->links.bytes,
	    post->links.length, link->bytes, link->length) != NULL;
}

static void
add_link(struct export_post *post, const struct loose *url)
{
	struct compact link = { .bytes = NULL };

	if (loose_is_empty(url))
		return;
	if (post->links.length > EXPORT_LINKS_MAX) {
		post->left_out++;
		return;
	}
	export_word(post, url);
	compact_string(&link, post->word.bytes, post->word.length);
	if (!link.failed && !has_link(post, &link))
		compact_written(&post->links, link.bytes, link.length);
	compact_free(&link);
}

/* Links of the text: shown, and hidden behind other words. */
static void
add_links(struct export_post *post, const struct loose *parts)
{
	const struct loose *part = NULL, *type;

	if (parts == NULL || parts->kind != LOOSE_ARRAY)
		return;
	while ((part = loose_next(&post->tree, parts, part)) != NULL) {
		type = loose_member(&post->tree, part, "type");
		if (loose_is(type, "text_link"))
			add_link(post, loose_member(&post->tree, part,
			    "href"));
		else if (loose_is(type, "link"))
			add_link(post, loose_member(&post->tree, part,
			    "text"));
	}
}

void
export_set_text(struct export_post *post)
{
	const struct loose *text = export_field(post, "text");
	const struct loose *entities = export_field(post, "text_entities");

	text_clear(&post->word);
	add_text(post, text);
	if (post->word.length == 0)
		add_text(post, entities);
	if (post->word.length > 0) {
		compact_key(&post->post, "text");
		compact_string(&post->post, post->word.bytes,
		    post->word.length);
	}
	add_links(post, text);
	add_links(post, entities);
}

/* A text of the message that goes with the post as a part of this kind. */
static void
add_part(struct export_post *post, const char *kind, const char *text,
    const struct loose *url)
{
	struct compact *parts = &post->parts;

	if (text[0] == '\0')
		return;
	compact_open(parts, '{');
	compact_pair(parts, "kind", kind);
	compact_pair(parts, "text", text);
	if (url != NULL)
		compact_pair(parts, "url", export_word(post, url));
	compact_close(parts, '}');
}

/* A poll's question and answers, or a checklist's title and tasks, as one. */
static void
add_list(struct export_post *post, const char *key, const char *name,
    const char *items)
{
	const struct loose *list = export_field(post, key), *item = NULL;
	const struct loose *all = loose_member(&post->tree, list, items);

	if (list == NULL)
		return;
	text_clear(&post->word);
	add_text(post, loose_member(&post->tree, list, name));
	while ((item = loose_next(&post->tree, all, item)) != NULL) {
		text_add_string(&post->word, "\n");
		add_text(post, loose_member(&post->tree, item, "text"));
	}
	add_part(post, "poll", post->word.bytes == NULL ? "" :
	    post->word.bytes, NULL);
}

static void
add_contact(struct export_post *post)
{
	static const char *const keys[] = {
		"first_name", "last_name", "phone_number"
	};
	const struct loose *contact = export_field(post, "contact_information");

	text_clear(&post->word);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const struct loose *value = loose_member(&post->tree,
		    contact, keys[i]);

		if (!loose_is_empty(value) && post->word.length > 0)
			text_add_string(&post->word, " ");
		loose_text(value, &post->word);
	}
	if (post->word.length > 0)
		add_part(post, "contact", post->word.bytes, NULL);
}

/* Is it an address, of the web or of Telegram's own kind? */
static bool
is_address(struct export_post *post, const struct loose *value)
{
	const char *word = export_word(post, value);

	return strncmp(word, "http", 4) == 0 || strncmp(word, "tg:", 3) == 0;
}

/*
 * One button. What it leads to is in "data", whatever its type is called; so
 * is what it has people copy, which tells as much as its name.
 */
static void
add_button(struct export_post *post, const struct loose *button)
{
	const struct loose *data = loose_member(&post->tree, button, "data");
	const struct loose *type = loose_member(&post->tree, button, "type");
	const struct loose *url = loose_is(type, "url") ||
	    is_address(post, data) ? data : NULL;

	add_part(post, "button", export_word(post, loose_member(&post->tree,
	    button, "text")), url);
	if (loose_is(type, "copy_text"))
		add_part(post, "button", export_word(post, data), NULL);
	add_link(post, url);
}

static void
add_buttons(struct export_post *post)
{
	const struct loose *rows = export_field(post, "inline_bot_buttons");
	const struct loose *row = NULL, *button;

	while ((row = loose_next(&post->tree, rows, row)) != NULL) {
		button = NULL;
		while ((button = loose_next(&post->tree, row, button)) !=
		    NULL)
			add_button(post, button);
	}
}

void
export_add_parts(struct export_post *post)
{
	static const struct {
		const char *key, *kind;
	} parts[] = {
		{ "file_name", "document" }, { "performer", "title" },
		{ "title", "title" }, { "place_name", "title" },
		{ "address", "title" }, { "game_title", "title" },
		{ "game_description", "preview" },
		{ "information_text", "title" },
		{ "sticker_emoji", "caption" }
	};
	const struct loose *invoice = export_field(post, "invoice_information");

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		const struct loose *value = export_field(post, parts[i].key);

		if (value != NULL)
			add_part(post, parts[i].kind, export_word(post, value),
			    NULL);
	}
	if (invoice != NULL) {
		add_part(post, "title", export_word(post, loose_member(
		    &post->tree, invoice, "title")), NULL);
		add_part(post, "preview", export_word(post, loose_member(
		    &post->tree, invoice, "description")), NULL);
	}
	add_list(post, "poll", "question", "answers");
	add_list(post, "todo_list", "title", "answers");
	add_contact(post);
	add_buttons(post);
}
