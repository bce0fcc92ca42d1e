/* SPDX-License-Identifier: MIT */
/*
 * From bytes to a tree: libxml2 says which elements begin and end and what
 * text there is (its SAX interface), and html-tree.c puts them together.
 */
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/charset.h"
#include "ingest/html-tree.h"
#include "ingest/html.h"
#include "ingest/input.h"
#include "ingest/text.h"

struct html {
	struct html_tree tree;
	xmlDict *names;		/* all names are the library's */
};

void
html_set_depth(unsigned depth)
{
	/* The library has one number for the whole process: ours, too. */
	xmlParserMaxDepth = depth;
}

/* The charset that a <meta> near the top names, if any. */
static void
find_charset(const char *bytes, size_t length, char *name, size_t size)
{
	char top[1025];	/* HTML, 4.2.5.4: it stands within 1024 bytes */

	length = length < sizeof(top) ? length : sizeof(top) - 1;
	memcpy(top, bytes, length);
	top[length] = '\0';
	charset_named(top, name, size);
}

/* ---- what the library calls -------------------------------------------- */

/* It stops where it is when the tree has failed. */
static struct html_tree *
tree_of(void *context)
{
	xmlParserCtxt *parser = context;
	struct html_tree *tree = parser->_private;

	if (tree->failed)
		xmlStopParser(parser);
	return tree;
}

static void
start(void *context, const xmlChar *name, const xmlChar **attributes)
{
	tree_start(tree_of(context), (const char *)name,
	    (const char *const *)attributes);
}

static void
end(void *context, const xmlChar *name)
{
	tree_end(tree_of(context), (const char *)name);
}

static void
add_text(void *context, const xmlChar *text, int length)
{
	tree_text(tree_of(context), (const char *)text, (size_t)length);
}

/* ---- what the library is given ----------------------------------------- */

struct source {
	struct input input;
	xmlParserCtxt *parser;
};

static int
give(void *context, char *to, int size)
{
	struct source *source = context;
	struct html_tree *tree = source->parser->_private;

	/* Room for twice two pointers each: it is doubled when full. */
	if (source->parser->maxatts > 4 * INPUT_ATTRIBUTES_MAX)
		tree->failed = true;
	return tree->failed ? 0 : input_take(&source->input, to, size);
}

static xmlParserInput *
open_input(struct source *source)
{
	xmlParserInputBuffer *buffer = xmlParserInputBufferCreateIO(give,
	    NULL, source, XML_CHAR_ENCODING_NONE);
	xmlParserInput *input = buffer == NULL ? NULL : xmlNewIOInputStream(
	    source->parser, buffer, XML_CHAR_ENCODING_NONE);

	if (buffer != NULL && input == NULL)
		xmlFreeParserInputBuffer(buffer);
	return input;
}

/* The text is UTF-8, whatever it says of itself. Returns 0 or -1. */
static int
parse(xmlParserCtxt *parser, const struct text *text)
{
	struct source source = { { text->bytes, text->length }, parser };
	xmlParserInput *input = open_input(&source);
	static const xmlSAXHandler handler = {
		.startElement = start, .endElement = end,
		.characters = add_text, .cdataBlock = add_text,
		.ignorableWhitespace = add_text
	};

	if (input == NULL)
		return -1;
	inputPush(parser, input);
	*parser->sax = handler;
	htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
	    HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
	htmlParseDocument(parser);
	return 0;
}

static void
read_text(struct html *document, const struct text *text)
{
	struct html_tree *tree = &document->tree;
	xmlParserCtxt *parser = NULL;

	tree_begin(tree, (unsigned)xmlParserMaxDepth);
	if (text->length == 0 && !text->failed)
		return;
	if (!text->failed && !tree->failed)
		parser = htmlNewParserCtxt();
	if (parser == NULL) {
		tree->failed = true;
		return;
	}
	parser->_private = tree;
	if (parse(parser, text) < 0)
		tree->failed = true;
	tree_finish(tree);
	document->names = parser->dict;
	xmlDictReference(document->names);
	htmlFreeParserCtxt(parser);
}

struct html *
html_read(const char *bytes, size_t length, const char *charset,
    struct fault *f)
{
	struct html *document = calloc(1, sizeof(*document));
	struct text text = { .bytes = NULL };
	char named[64] = "";

	if (document == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	find_charset(bytes, length, named, sizeof(named));
	text_reserve(&text, length);
	charset_decode(bytes, length, charset, named, &text);
	read_text(document, &text);
	text_free(&text);
	if (!document->tree.failed)
		return document;
	html_free(document);
	fault(f, "not a document that can be read");
	return NULL;
}

void
html_free(struct html *document)
{
	if (document == NULL)
		return;
	tree_free(&document->tree);
	xmlDictFree(document->names);
	free(document);
}

const struct html_node *
html_root(const struct html *document)
{
	return document == NULL ? NULL : document->tree.root;
}
