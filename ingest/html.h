/* SPDX-License-Identifier: MIT */
/*
 * Reading HTML as it is found: a tree by libxml2 that forgives everything,
 * and the few questions that the sources ask of it. A class attribute is a
 * list of tokens; a class here always means one token of it.
 */
#ifndef INGEST_HTML_H
#define INGEST_HTML_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "wire/fault.h"

/*
 * Parse. charset, from the Content-Type, may be NULL: then the document's
 * own word is taken, and UTF-8 if it has none. Free with xmlFreeDoc().
 * Returns NULL with the reason; a document nested deeper than
 * html_set_depth() allows is refused.
 */
xmlDoc *html_read(const char *bytes, size_t length, const char *charset,
    struct fault *);

/* The charset in a Content-Type, copied to name; false if it has none. */
bool html_charset(const char *type, char *name, size_t size);

/* The deepest nesting taken from now on, for the whole process. */
void html_set_depth(unsigned depth);

/* True if the node is an element with this token in its class. */
bool html_has_class(const xmlNode *, const char *class);

/*
 * The next element after `from` in document order, below `top`, with this
 * class; from = top starts, NULL is the end. Nested matches are found too.
 */
xmlNode *html_next(const xmlNode *top, const xmlNode *from,
    const char *class);

/* The first one, or NULL. top may be NULL. */
xmlNode *html_find(const xmlNode *top, const char *class);

/* The first element of this name below top, or NULL. */
xmlNode *html_element(const xmlNode *top, const char *name);

/* The first child element that has the class, or NULL. */
xmlNode *html_child(const xmlNode *, const char *class);

/* An attribute's text; NULL if there is none. The document's own. */
const char *html_attribute(const xmlNode *, const char *name);

/*
 * The text below a node as people see it: <br> and the ends of blocks are
 * newlines, runs of blanks are one blank, script and style are left out,
 * blank ends are cut. Free it; NULL without memory. node may be NULL: "".
 */
char *html_text(const xmlNode *node);

/*
 * The same for a piece of HTML in a string, as APIs and feeds send it.
 */
char *html_text_of(const char *bytes, size_t length);

#endif
