/* SPDX-License-Identifier: MIT */
#include "ingest/html-tree.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/html-tags.h"

#define BLOCK_SIZE 32768	/* bytes of memory at a time */

struct block {
	struct block *next;
	max_align_t bytes[BLOCK_SIZE / sizeof(max_align_t)];
};

void *
tree_new(struct html_tree *tree, size_t size)
{
	size_t step = sizeof(max_align_t);
	struct block *block;

	size = (size + step - 1) / step * step;
	if (tree->blocks == NULL || tree->used + size > BLOCK_SIZE) {
		block = calloc(1, sizeof(*block));
		if (block == NULL) {
			tree->failed = true;
			return NULL;
		}
		block->next = tree->blocks;
		tree->blocks = block;
		tree->used = 0;
	}
	tree->used += size;
	return (char *)tree->blocks->bytes + tree->used - size;
}

void
tree_begin(struct html_tree *tree, unsigned depth_max)
{
	*tree = (struct html_tree){ .depth_max = depth_max };
	tree->root = tree_new(tree, sizeof(*tree->root));
	tree->open = tree->root;
}

void
tree_free(struct html_tree *tree)
{
	struct block *block;

	while ((block = tree->blocks) != NULL) {
		tree->blocks = block->next;
		free(block);
	}
}

static struct html_node *
append(struct html_tree *tree)
{
	struct html_node *node = tree_new(tree, sizeof(*node));

	if (node == NULL)
		return NULL;
	node->parent = tree->open;
	node->depth = tree->open->depth + 1;
	if (tree->open->last != NULL)
		tree->open->last->next = node;
	else
		tree->open->children = node;
	tree->open->last = node;
	return node;
}

/* The innermost element is complete. */
static void
leave(struct html_tree *tree)
{
	struct html_node *node = tree->open;

	tree->open = node->parent;
	tree->open->below |= node->below | node->classes;
}

static void
leave_up_to(struct html_tree *tree, const struct html_node *last)
{
	while (tree->open != last)
		leave(tree);
	leave(tree);
}

void
tree_text(struct html_tree *tree, const char *text)
{
	bool blank = text[strspn(text, " \t\n\r\f")] == '\0';
	struct html_node *node;

	if (!blank && html_is(tree->open, "head"))
		leave(tree);
	node = append(tree);
	if (node != NULL)
		node->text = text;
}

/*
 * The open element of this name, or if it is NULL of this kind, unless one of
 * `stop` lies between.
 */
static const struct html_node *
find_open(const struct html_tree *tree, const char *name, unsigned kind,
    unsigned stop)
{
	const struct html_node *node = tree->open;

	for (; node->parent != NULL; node = node->parent) {
		if (name != NULL ? html_is(node, name) :
		    (node->tag & kind) != 0)
			return node;
		if ((node->tag & stop) != 0)
			return NULL;
	}
	return NULL;
}

/* Returns false if there is none to end. */
static bool
end_open(struct html_tree *tree, const char *name, unsigned kind, unsigned stop)
{
	const struct html_node *node = find_open(tree, name, kind, stop);

	if (node != NULL)
		leave_up_to(tree, node);
	return node != NULL;
}

/* What a start tag ends by itself. */
static void
end_implied(struct html_tree *tree, const char *name, unsigned tag)
{
	static const struct {
		unsigned kind, stop;
	} kinds[] = {
		{ HTML_ITEM, HTML_SCOPE | HTML_LIST },
		{ HTML_TERM, HTML_SCOPE | HTML_LIST },
		{ HTML_CELL, HTML_TABLE },
		{ HTML_ROW, HTML_TABLE },
		{ HTML_SECTION, HTML_TABLE },
		{ HTML_OPTION, HTML_SPECIAL }
	};

	if (html_is(tree->open, "head") && (tag & HTML_HEAD) == 0)
		leave(tree);
	if ((tag & HTML_ENDS_P) != 0)
		end_open(tree, "p", 0, HTML_SCOPE);
	for (size_t i = 0; tag >= HTML_ITEM &&
	    i < sizeof(kinds) / sizeof(*kinds); i++)
		if ((tag & kinds[i].kind) != 0)
			end_open(tree, NULL, kinds[i].kind, kinds[i].stop);
	/* An anchor in an anchor cannot be: the first was not ended. */
	if (strcmp(name, "a") == 0 && html_is(tree->open, "a"))
		leave(tree);
}

/* There is one <html> and one <body>, whatever the page says. */
static bool
is_second(struct html_tree *tree, const char *name)
{
	bool *has = strcmp(name, "html") == 0 ? &tree->has_html :
	    strcmp(name, "body") == 0 ? &tree->has_body : NULL;
	bool second = has != NULL && *has;

	if (has != NULL)
		*has = true;
	return second;
}

void
tree_start(struct html_tree *tree, const char *name,
    struct html_attribute *attributes, bool closed)
{
	unsigned tag = html_tag(name);
	struct html_node *node;

	if (is_second(tree, name))
		return;
	end_implied(tree, name, tag);
	node = append(tree);
	if (node == NULL)
		return;
	node->name = name;
	node->tag = tag;
	node->attributes = attributes;
	node->classes = html_class_bits(html_attribute(node, "class"));
	if (node->depth > tree->depth_max)
		tree->failed = true;
	tree->open = node;
	if (closed || (tag & HTML_VOID) != 0)
		leave(tree);
}

/*
 * The end tag of a word (<b>, <span>, <a>) ends nothing that is outside of
 * the block around it; that of a block nothing outside of its table cell.
 */
void
tree_end(struct html_tree *tree, const char *name)
{
	unsigned tag = html_tag(name);
	unsigned stop = (tag & HTML_TABLE) != 0 ? 0 :
	    (tag & (HTML_CELL | HTML_ROW | HTML_SECTION)) != 0 ? HTML_TABLE :
	    (tag & HTML_SPECIAL) != 0 ? HTML_SCOPE : HTML_SPECIAL;

	/* What follows these belongs to the body all the same. */
	if (strcmp(name, "body") == 0 || strcmp(name, "html") == 0)
		return;
	if (strcmp(name, "br") == 0)
		tree_start(tree, name, NULL, false);
	else if (!end_open(tree, name, 0, stop) && strcmp(name, "p") == 0)
		tree_start(tree, name, NULL, true);
}

void
tree_finish(struct html_tree *tree)
{
	while (!tree->failed && tree->open->parent != NULL)
		leave(tree);
}
