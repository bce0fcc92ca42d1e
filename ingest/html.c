/* SPDX-License-Identifier: MIT */
#include "ingest/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/charset.h"
#include "ingest/text.h"

#define BLANKS " \t\n\r\f\v"

void
html_set_depth(unsigned depth)
{
	xmlParserMaxDepth = depth;
}

bool
html_charset(const char *type, char *name, size_t size)
{
	const char *from = strcasestr(type, "charset=");
	size_t length;

	if (from == NULL)
		return false;
	from += strlen("charset=");
	from += strspn(from, " \"'");
	length = strcspn(from, " ;,\"'");
	if (length == 0 || length >= size)
		return false;
	memcpy(name, from, length);
	name[length] = '\0';
	return true;
}

/* The charset that a <meta> near the top names, if any. */
static bool
names_charset(const char *bytes, size_t length)
{
	/* HTML 5, 4.2.5.4: it stands within the first 1024 bytes. */
	return memmem(bytes, length > 1024 ? 1024 : length, "charset=", 8) !=
	    NULL;
}

/* True if the library can read this charset. */
static bool
is_charset(const char *name)
{
	xmlCharEncodingHandler *handler = xmlFindCharEncodingHandler(name);

	if (handler == NULL)
		return false;
	/* Not the library's own, but one that was opened for us. */
	xmlCharEncCloseFunc(handler);
	return true;
}

xmlDoc *
html_read(const char *bytes, size_t length, const char *charset,
    struct fault *f)
{
	int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
	    HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT;
	htmlParserCtxt *parser = htmlNewParserCtxt();
	xmlDoc *document;

	if (parser == NULL || length > INT_MAX) {
		htmlFreeParserCtxt(parser);
		fault(f, "too large for a document");
		return NULL;
	}
	if (charset != NULL && !is_charset(charset))
		charset = NULL;
	if (charset == NULL && !names_charset(bytes, length))
		charset = charset_guess(bytes, length);
	document = htmlCtxtReadMemory(parser, bytes, (int)length, NULL,
	    charset, options);
	/* On too deep a nesting the parser stops where it is. */
	if (document != NULL && parser->instate == XML_PARSER_EOF) {
		xmlFreeDoc(document);
		document = NULL;
	}
	htmlFreeParserCtxt(parser);
	if (document == NULL)
		fault(f, "not a document that can be read");
	return document;
}

const char *
html_attribute(const xmlNode *node, const char *name)
{
	const xmlAttr *attribute;

	if (node == NULL || node->type != XML_ELEMENT_NODE)
		return NULL;
	for (attribute = node->properties; attribute != NULL;
	    attribute = attribute->next)
		/* The parser has made all names lower case. */
		if (strcmp((const char *)attribute->name, name) == 0)
			return attribute->children == NULL ? "" :
			    (const char *)attribute->children->content;
	return NULL;
}

bool
html_has_class(const xmlNode *node, const char *class)
{
	const char *list = html_attribute(node, "class");
	size_t length = strlen(class);

	while (list != NULL && *list != '\0') {
		size_t token;

		list += strspn(list, BLANKS);
		token = strcspn(list, BLANKS);
		if (token == length && memcmp(list, class, length) == 0)
			return true;
		list += token;
	}
	return false;
}

/* The node after this one in document order, below top. */
static xmlNode *
following(const xmlNode *top, const xmlNode *node)
{
	if (node->children != NULL && node->type == XML_ELEMENT_NODE)
		return node->children;
	while (node != NULL && node != top && node->next == NULL)
		node = node->parent;
	return node == NULL || node == top ? NULL : node->next;
}

xmlNode *
html_next(const xmlNode *top, const xmlNode *from, const char *class)
{
	xmlNode *node = following(top, from);

	while (node != NULL && !html_has_class(node, class))
		node = following(top, node);
	return node;
}

xmlNode *
html_find(const xmlNode *top, const char *class)
{
	return top == NULL ? NULL : html_next(top, top, class);
}

xmlNode *
html_element(const xmlNode *top, const char *name)
{
	xmlNode *node = top == NULL ? NULL : following(top, top);

	while (node != NULL && (node->type != XML_ELEMENT_NODE ||
	    strcasecmp((const char *)node->name, name) != 0))
		node = following(top, node);
	return node;
}

xmlNode *
html_child(const xmlNode *node, const char *class)
{
	xmlNode *child = node == NULL ? NULL : node->children;

	while (child != NULL && !html_has_class(child, class))
		child = child->next;
	return child;
}

static bool
is_one_of(const xmlNode *node, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcasecmp((const char *)node->name, *names) == 0)
			return true;
	return false;
}

static bool
is_hidden(const xmlNode *node)
{
	static const char *const names[] = { "script", "style", "template",
	    "head", "noscript", NULL };

	return is_one_of(node, names);
}

static bool
is_block(const xmlNode *node)
{
	static const char *const names[] = { "p", "div", "li", "tr", "h1",
	    "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol",
	    "table", "section", "article", "header", "footer", "figure",
	    "figcaption", "dt", "dd", "hr", NULL };

	return is_one_of(node, names);
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
add_words(struct text *text, const char *words)
{
	while (*words != '\0') {
		size_t blank = strspn(words, BLANKS);
		size_t word = strcspn(words + blank, BLANKS);

		if (blank > 0 && text->length > 0 &&
		    strchr(" \n", text->bytes[text->length - 1]) == NULL)
			text_add(text, " ", 1);
		text_add(text, words + blank, word);
		words += blank + word;
	}
}

static void
add_line_end(struct text *text)
{
	while (text->length > 0 && text->bytes[text->length - 1] == ' ')
		text->bytes[--text->length] = '\0';
	text_add(text, "\n", 1);
}

/*
 * The node where the walk goes on after `node` is done with: its sibling, or
 * the next above; blocks that end on the way break the line.
 */
static const xmlNode *
leave(const xmlNode *top, const xmlNode *node, struct text *text)
{
	while (node != NULL && node != top) {
		if (node->type == XML_ELEMENT_NODE && is_block(node))
			add_break(text);
		if (node->next != NULL)
			return node->next;
		node = node->parent;
	}
	return NULL;
}

static const xmlNode *
enter(const xmlNode *top, const xmlNode *node, struct text *text)
{
	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
		add_words(text, (const char *)node->content);
	if (node->type != XML_ELEMENT_NODE || is_hidden(node))
		return leave(top, node, text);
	if (strcasecmp((const char *)node->name, "br") == 0)
		add_line_end(text);
	else if (is_block(node))
		add_break(text);
	return node->children != NULL ? node->children :
	    leave(top, node, text);
}

char *
html_text(const xmlNode *top)
{
	struct text text = { .bytes = NULL };
	const xmlNode *node = top == NULL ? NULL : top->children;

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
	xmlDoc *document;
	char *text;

	if (length == 0)
		return strdup("");
	document = html_read(bytes, length, "utf-8", NULL);
	if (document == NULL)
		return strdup("");
	text = html_text(xmlDocGetRootElement(document));
	xmlFreeDoc(document);
	return text;
}
