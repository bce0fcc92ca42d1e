/* SPDX-License-Identifier: MIT */
/*
 * The tree of a document (html.h) as elements begin and end: one block of
 * memory for many nodes, and what classes are below each.
 */
#ifndef INGEST_HTML_TREE_H
#define INGEST_HTML_TREE_H

#include "ingest/html.h"

struct html_tree {
	struct html_node *root;
	struct html_node *open;	/* the innermost element that is open */
	unsigned depth_max;
	bool failed;		/* too great, nested too deep; no memory */
	struct block *blocks;	/* its memory; */
	size_t used;		/* of the first of them */
	size_t size;		/* of all */
};

/* An empty tree, to be freed in any case. */
void tree_begin(struct html_tree *, unsigned depth_max);

/*
 * An element begins. attributes are names and values in turn, up to a NULL,
 * or NULL; values are copied, names must live as long as the tree.
 */
void tree_start(struct html_tree *, const char *name,
    const char *const *attributes);

/* The innermost element of this name ends, and what is open in it. */
void tree_end(struct html_tree *, const char *name);

/* A piece of text, which is copied. */
void tree_text(struct html_tree *, const char *text, size_t length);

/* Nothing more comes: end what is open. */
void tree_finish(struct html_tree *);

void tree_free(struct html_tree *);

#endif
