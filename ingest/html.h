/* SPDX-License-Identifier: MIT */
/*
 * Reading HTML as it is found: a tree of what libxml2 makes of it, and the few
 * questions that the sources ask of it. A class attribute is a list of
 * tokens; a class here always means one token of it.
 */
#ifndef INGEST_HTML_H
#define INGEST_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire/fault.h"

struct html_attribute {
	const char *name, *value;	/* lower case; without entities */
	struct html_attribute *next;
};

/* An element, or a piece of text; all of it the document's. */
struct html_node {
	const char *name;	/* lower case; NULL for text */
	const char *text;	/* UTF-8, without entities; NULL for others */
	struct html_attribute *attributes;
	struct html_node *parent, *next, *children, *last;
	unsigned depth;		/* of the root: 0 */
	/* A bit a class, of its own and of all below: html_class_bits(). */
	uint64_t classes, below;
};

struct html;

/*
 * Parse. charset is what the Content-Type names, or NULL: charset_decode()
 * says when that, and what a <meta> names, is believed. Free with html_free().
 * Returns NULL with the reason; a document nested deeper than
 * html_set_depth() allows is refused.
 */
struct html *html_read(const char *bytes, size_t length, const char *charset,
    struct fault *);

/* Free it with all its nodes; NULL is passed over. */
void html_free(struct html *);

/* What holds the whole document: an element without a name. */
const struct html_node *html_root(const struct html *);

/* The deepest nesting taken from now on, for the whole process. */
void html_set_depth(unsigned depth);

/* True if the node is an element of this name, in lower case. */
bool html_is(const struct html_node *, const char *name);

/* True if the node is an element with this token in its class. */
bool html_has_class(const struct html_node *, const char *class);

/* A bit for each class of a list, which may be NULL: others may share it. */
uint64_t html_class_bits(const char *list);

/*
 * The node after this one in document order, below top; from = top starts,
 * NULL is the end.
 */
const struct html_node *html_following(const struct html_node *top,
    const struct html_node *from);

/*
 * The next element after `from` in document order, below `top`, with this
 * class; from = top starts, NULL is the end. Nested matches are found too.
 */
const struct html_node *html_next(const struct html_node *top,
    const struct html_node *from, const char *class);

/* The first one, or NULL. top may be NULL. */
const struct html_node *html_find(const struct html_node *top,
    const char *class);

/* The first element of this name below top, or NULL. top may be NULL. */
const struct html_node *html_element(const struct html_node *top,
    const char *name);

/* The first child element that has the class, or NULL. */
const struct html_node *html_child(const struct html_node *,
    const char *class);

/* An attribute's text; NULL if there is none. The document's own. */
const char *html_attribute(const struct html_node *, const char *name);

/*
 * The alt of a small picture that stands for a sign, such as an emoji; NULL
 * for anything else. html_text() has it as text.
 */
const char *html_sign(const struct html_node *);

/*
 * The text below a node as people see it: <br> and the ends of blocks are
 * newlines, runs of blanks are one blank, script and style are left out,
 * blank ends are cut. Free it; NULL without memory. node may be NULL: "".
 */
char *html_text(const struct html_node *node);

/*
 * The same for a piece of HTML in a string, as APIs and feeds send it.
 */
char *html_text_of(const char *bytes, size_t length);

#endif
