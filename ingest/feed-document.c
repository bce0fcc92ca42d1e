/* SPDX-License-Identifier: MIT */
/*
 * The library is given sound UTF-8: at a letter that its charset does not have
 * it would end the document.
 */
#include "ingest/feed-document.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

#include "ingest/charset.h"
#include "ingest/input.h"

#define ERRORS_MAX 10000	/* of the form, in one document */
#define NODES_MAX 1000000	/* of its tree: 150 MiB */

/* What the document says that it is written in, if anything. */
static void
find_charset(const struct reply *reply, char name[64])
{
	char top[201];
	size_t length = reply->length < sizeof(top) ? reply->length :
	    sizeof(top) - 1;
	const char *said;

	memcpy(top, reply->bytes, length);
	top[length] = '\0';
	said = strstr(top, "encoding=");
	if (said != NULL)
		sscanf(said, "encoding=%*1[\"']%63[^\"']", name);
}

/* The document as sound UTF-8, by its own word before that of HTTP. */
static int
take_bytes(const struct reply *reply, struct text *text)
{
	char own[64] = "", http[64] = "";

	find_charset(reply, own);
	charset_named(reply->type, http, sizeof(http));
	return charset_decode(reply->bytes, reply->length, own, http, text);
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

/*
 * An element and the text after it; an attribute and its text. A prefix that is
 * declared nowhere is one all the same: else it would be part of the name.
 */
static void
/* NOLINTNEXTLINE(readability-function-size): the library's parameters */
count_nodes(void *context, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int space_count, const xmlChar **spaces,
    int attribute_count, int defaulted, const xmlChar **attributes)
{
	xmlParserCtxt *parser = context;
	struct given *given = parser->_private;
	const xmlChar *own[] = { prefix, prefix };

	if (uri == NULL && prefix != NULL && space_count == 0) {
		uri = prefix;
		spaces = own;
		space_count = 1;
	}
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
parse(const char *bytes, size_t length)
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
	    "utf-8", options);
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
	xmlDoc *document = NULL;

	if (take_bytes(reply, &sound) == 0 && sound.length > 0)
		document = parse(sound.bytes, sound.length);
	text_free(&sound);
	return document;
}
