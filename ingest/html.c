/* SPDX-License-Identifier: MIT */
#include "ingest/html.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/text.h"

#define SIGN_MAX 40	/* bytes of the longest: several joined, or its name */

const char *
html_attribute(const struct html_node *node, const char *name)
{
	const struct html_attribute *attribute =
	    node == NULL ? NULL : node->attributes;

	while (attribute != NULL && strcmp(attribute->name, name) != 0)
		attribute = attribute->next;
	return attribute == NULL ? NULL : attribute->value;
}

bool
html_is(const struct html_node *node, const char *name)
{
	return node->name != NULL && strcmp(node->name, name) == 0;
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The length of the token that a list starts with. */
static size_t
token_length(const char *list)
{
	size_t length = 0;

	while (list[length] != '\0' && !is_blank(list[length]))
		length++;
	return length;
}

/* By its length and last letters: names often begin alike. */
static uint64_t
class_bit(const char *token, size_t length)
{
	uint32_t end = 0;

	memcpy(&end, token + (length > sizeof(end) ? length - sizeof(end) :
	    0), length > sizeof(end) ? sizeof(end) : length);
	/* Knuth's multiplicative hashing: the highest six bits. */
	return (uint64_t)1 << ((end ^ (uint32_t)length << 16) * 2654435769U >>
	    26);
}

uint64_t
html_class_bits(const char *list)
{
	uint64_t bits = 0;

	while (list != NULL && *list != '\0') {
		size_t length = token_length(list);

		if (length > 0)
			bits |= class_bit(list, length);
		list += length + (list[length] != '\0' ? 1 : 0);
	}
	return bits;
}

static bool
has_token(const struct html_node *node, const char *token)
{
	const char *list = html_attribute(node, "class");
	size_t wanted = strlen(token);

	while (list != NULL && *list != '\0') {
		size_t length = token_length(list);

		if (length == wanted && memcmp(list, token, length) == 0)
			return true;
		list += length + (list[length] != '\0' ? 1 : 0);
	}
	return false;
}

bool
html_has_class(const struct html_node *node, const char *class)
{
	return (node->classes & class_bit(class, strlen(class))) != 0 &&
	    has_token(node, class);
}

/* The node in document order below top, not below this one. */
static const struct html_node *
beyond(const struct html_node *top, const struct html_node *node)
{
	while (node != top && node->next == NULL)
		node = node->parent;
	return node == top ? NULL : node->next;
}

const struct html_node *
html_following(const struct html_node *top, const struct html_node *from)
{
	return from->children != NULL ? from->children : beyond(top, from);
}

const struct html_node *
html_next(const struct html_node *top, const struct html_node *from,
    const char *class)
{
	uint64_t bit = class_bit(class, strlen(class));
	const struct html_node *node = from;

	do {
		/* Below most elements there is none: they are passed over. */
		node = (node->below & bit) != 0 ? node->children :
		    beyond(top, node);
	} while (node != NULL && ((node->classes & bit) == 0 ||
	    !has_token(node, class)));
	return node;
}

const struct html_node *
html_find(const struct html_node *top, const char *class)
{
	return top == NULL ? NULL : html_next(top, top, class);
}

const struct html_node *
html_element(const struct html_node *top, const char *name)
{
	const struct html_node *node =
	    top == NULL ? NULL : html_following(top, top);

	while (node != NULL && !html_is(node, name))
		node = html_following(top, node);
	return node;
}

const struct html_node *
html_child(const struct html_node *node, const char *class)
{
	const struct html_node *child = node == NULL ? NULL : node->children;

	while (child != NULL && !html_has_class(child, class))
		child = child->next;
	return child;
}

/* ---- what people see ---------------------------------------------------- */

static bool
is_one_of(const struct html_node *node, const char *const *names)
{
	while (*names != NULL && !html_is(node, *names))
		names++;
	return *names != NULL;
}

static bool
is_hidden(const struct html_node *node)
{
	static const char *const names[] = { "script", "style", "template",
	    "head", "title", "noscript", NULL };

	return node->name != NULL && is_one_of(node, names);
}

static bool
is_block(const struct html_node *node)
{
	static const char *const names[] = { "p", "div", "li", "tr", "h1",
	    "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol",
	    "table", "section", "article", "header", "footer", "figure",
	    "figcaption", "dt", "dd", "hr", "main", "nav", "aside", "form",
	    "option", "summary", "details", "caption", "address", "center",
	    NULL };

	return node->name != NULL && is_one_of(node, names);
}

/* Emojis are from U+2000 to U+2FFF and above U+10000, with U+FE0F. */
static bool
is_emoji(const char *words)
{
	for (; *words != '\0'; words++)
		if (((unsigned char)*words & 0xc0) != 0x80 &&
		    strchr("\xe2\xef\xf0", *words) == NULL)
			return false;
	return true;
}

const char *
html_sign(const struct html_node *node)
{
	const char *words = html_is(node, "img") ?
	    html_attribute(node, "alt") : NULL;
	const char *class = html_attribute(node, "class");

	if (words == NULL || words[0] == '\0' || strlen(words) > SIGN_MAX)
		return NULL;
	if (class != NULL && (strstr(class, "emoji") != NULL ||
	    strstr(class, "smil") != NULL))
		return words;
	return is_emoji(words) ? words : NULL;
}

/* One newline, unless the text starts here or has one already. */
static void
add_break(struct text *text)
{
	while (text->length > 0 && text->bytes[text->length - 1] == ' ')
		text->bytes[--text->length] = '\0';
	if (text->length > 0 && text->bytes[text->length - 1] != '\n')
		text_add(text, "\n", 1);
}

/* Add text, a run of blanks as one, none at the start of a line. */
static void
add_words(struct text *text, const char *words, const char *end)
{
	while (words < end) {
		const char *word = words;

		while (words < end && is_blank(*words))
			words++;
		if (words > word && text->length > 0 &&
		    strchr(" \n", text->bytes[text->length - 1]) == NULL)
			text_add(text, " ", 1);
		/* Words go together as long as one blank is between them. */
		for (word = words; words < end && (!is_blank(*words) ||
		    (*words == ' ' && words + 1 < end &&
		    !is_blank(words[1]))); words++)
			;
		text_add(text, word, (size_t)(words - word));
	}
}

static void
add_line_end(struct text *text)
{
	while (text->length > 0 && text->bytes[text->length - 1] == ' ')
		text->bytes[--text->length] = '\0';
	text_add(text, "\n", 1);
}

static bool
is_preformatted(const struct html_node *node)
{
	while (node != NULL && !html_is(node, "pre"))
		node = node->parent;
	return node != NULL;
}

/* A line of <pre> is one, elsewhere its end is as good as a blank. */
static void
add_piece(struct text *text, const struct html_node *node)
{
	const char *from = node->text, *end = from + strlen(from), *line;
	bool lines = memchr(from, '\n', (size_t)(end - from)) != NULL &&
	    is_preformatted(node);

	/* The one that <pre> begins with does not count (HTML, 13.1.2.5). */
	if (lines && *from == '\n' && node == node->parent->children &&
	    html_is(node->parent, "pre"))
		from++;
	while (lines && (line = strchr(from, '\n')) != NULL) {
		add_words(text, from, line);
		add_line_end(text);
		from = line + 1;
	}
	add_words(text, from, end);
}

/*
 * The node where the walk goes on after `node` is done with: its sibling, or
 * the next above; blocks that end on the way break the line.
 */
static const struct html_node *
leave(const struct html_node *top, const struct html_node *node,
    struct text *text)
{
	static const char blank[] = " ";
	static const char *const cells[] = { "td", "th", "button", NULL };

	while (node != top) {
		if (is_block(node))
			add_break(text);
		else if (is_one_of(node, cells))
			add_words(text, blank, blank + 1);
		if (node->next != NULL)
			return node->next;
		node = node->parent;
	}
	return NULL;
}

static const struct html_node *
enter(const struct html_node *top, const struct html_node *node,
    struct text *text)
{
	const char *sign = html_sign(node);

	if (node->text != NULL)
		add_piece(text, node);
	if (sign != NULL)
		add_words(text, sign, sign + strlen(sign));
	if (is_hidden(node))
		return leave(top, node, text);
	if (html_is(node, "br"))
		add_line_end(text);
	else if (is_block(node))
		add_break(text);
	return node->children != NULL ? node->children :
	    leave(top, node, text);
}

char *
html_text(const struct html_node *top)
{
	struct text text = { .bytes = NULL };
	const struct html_node *node = top == NULL ? NULL : top->children;

	text_add(&text, "", 0);
	while (node != NULL)
		node = enter(top, node, &text);
	while (text.length > 0 &&
	    strchr(" \n", text.bytes[text.length - 1]) != NULL)
		text.bytes[--text.length] = '\0';
	if (text.failed) {
		text_free(&text);
		return NULL;
	}
	return text.bytes;
}

char *
html_text_of(const char *bytes, size_t length)
{
	struct html *document = html_read(bytes, length, NULL, NULL);
	char *text = document == NULL ? strdup("") :
	    html_text(html_root(document));

	html_free(document);
	return text;
}
