/* SPDX-License-Identifier: MIT */
/*
 * The tree of a document (html.h) that tags and text are put into as they
 * come: which elements are open, and which of them a tag ends. From chapter
 * 13.2.6 of the HTML Standard, without what only browsers need.
 */
#ifndef INGEST_HTML_TREE_H
#define INGEST_HTML_TREE_H

#include "ingest/html.h"

struct html_tree {
	struct html_node *root;
	struct html_node *open;	/* the innermost element that is open */
	unsigned depth_max;
	bool has_html, has_body;
	bool failed;		/* without memory, or nested too deep */
	struct block *blocks;	/* its memory; */
	size_t used;		/* of the first of them */
};

/* An empty tree, to be freed in any case. */
void tree_begin(struct html_tree *, unsigned depth_max);

/* Zeroed memory that lives as long as the tree; NULL: it has failed. */
void *tree_new(struct html_tree *, size_t size);

/*
 * What comes next. Strings are not copied: they must live as long, names be
 * lower case. closed is true for <name/>.
 */
void tree_text(struct html_tree *, const char *text);
void tree_start(struct html_tree *, const char *name,
    struct html_attribute *, bool closed);
void tree_end(struct html_tree *, const char *name);

/* Nothing more comes: end what is open. */
void tree_finish(struct html_tree *);

void tree_free(struct html_tree *);

#endif
