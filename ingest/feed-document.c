/* SPDX-License-Identifier: MIT */
/*
 * What a document says of its charset is mostly right. One that is not the
 * UTF-8 that it ought to be is read as HTTP has it, or by a guess; and with
 * a few bad bytes in it, without these.
 */
#include "ingest/feed-document.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <string.h>
#include <strings.h>

#include "ingest/charset.h"
#include "ingest/html.h"
#include "ingest/input.h"

#define ERRORS_MAX 10000	/* of the form, in one document */
#define NODES_MAX 1000000	/* of its tree: 150 MiB */

/* True if the document says that it is UTF-8, or says nothing (XML 1.0). */
static bool
is_utf8_by_itself(const char *bytes, size_t length)
{
	size_t head = length < 200 ? length : 200;
	const char *said = memmem(bytes, head, "encoding=", 9);

	/* A byte order mark of UTF-16 says it, too. */
	if (head >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 ||
	    memcmp(bytes, "\xfe\xff", 2) == 0 || bytes[0] == '\0' ||
	    bytes[1] == '\0'))
		return false;
	return said == NULL || ((size_t)(said - bytes) + 15 < head &&
	    strncasecmp(said + 10, "utf-8", 5) == 0);
}

/* What the library is given, and how it gets on. */
struct given {
	struct input input;
	xmlParserCtxt *parser;
	unsigned errors, nodes;
	bool failed;		/* it would take too much time or memory */
};

static int
give(void *context, char *to, int size)
{
	struct given *given = context;

	/*
	 * Each attribute is compared with all others, each error copies the
	 * comment that it is in. An attribute takes five pointers, a name
	 * space two, and room is doubled when full.
	 */
	if (given->parser->maxatts > 2 * 5 * INPUT_ATTRIBUTES_MAX ||
	    given->parser->nsNr > 2 * INPUT_ATTRIBUTES_MAX ||
	    given->errors > ERRORS_MAX || given->nodes > NODES_MAX)
		given->failed = true;
	return given->failed ? 0 : input_take(&given->input, to, size);
}

static void
count_error(void *context, xmlError *error)
{
	xmlParserCtxt *parser = context;
	struct given *given = parser->_private;

	(void)error;
	given->errors++;
}

/* An element and the text after it; an attribute and its text. */
static void
/* NOLINTNEXTLINE(readability-function-size): the library's parameters */
count_nodes(void *context, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int space_count, const xmlChar **spaces,
    int attribute_count, int defaulted, const xmlChar **attributes)
{
	xmlParserCtxt *parser = context;
	struct given *given = parser->_private;

	given->nodes += 2 + 2 * (unsigned)attribute_count +
	    (unsigned)space_count;
	xmlSAX2StartElementNs(context, name, prefix, uri, space_count, spaces,
	    attribute_count, defaulted, attributes);
}

/* Into the tree go only elements and text, of which not too many. */
static void
set_handlers(xmlSAXHandler *sax)
{
	sax->serror = count_error;
	sax->startElementNs = count_nodes;
	sax->comment = NULL;
	sax->processingInstruction = NULL;
}

/* A document, or NULL. */
static xmlDoc *
parse(const char *bytes, size_t length, const char *charset)
{
	int options = XML_PARSE_RECOVER | XML_PARSE_NONET |
	    XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT |
	    XML_PARSE_NOCDATA;
	struct given given = { .input = { bytes, length } };
	xmlDoc *document;

	given.parser = xmlNewParserCtxt();
	if (given.parser == NULL)
		return NULL;
	given.parser->_private = &given;
	set_handlers(given.parser->sax);
	document = xmlCtxtReadIO(given.parser, give, NULL, &given, NULL,
	    charset, options);
	xmlFreeParserCtxt(given.parser);
	if (!given.failed)
		return document;
	xmlFreeDoc(document);
	return NULL;
}

xmlDoc *
feed_document(const struct reply *reply)
{
	struct text sound = { .bytes = NULL };
	char named[64];
	const char *charset = NULL;
	xmlDoc *document = NULL;

	if (is_utf8_by_itself(reply->bytes, reply->length)) {
		charset = charset_guess(reply->bytes, reply->length);
		if (strcmp(charset, "utf-8") != 0 &&
		    html_charset(reply->type, named, sizeof(named)) &&
		    strcasecmp(named, "utf-8") != 0)
			charset = named;
	}
	if (charset != NULL && strcmp(charset, "utf-8") == 0)
		charset_repair(reply->bytes, reply->length, &sound);
	else
		text_add(&sound, reply->bytes, reply->length);
	if (!sound.failed)
		document = parse(sound.bytes, sound.length, charset);
	text_free(&sound);
	return document;
}
