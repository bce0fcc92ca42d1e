/* SPDX-License-Identifier: MIT */
#include "ingest/html-tree.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE 32768	/* bytes of memory at a time, or more */
/* Of one tree, in bytes: a page of the greatest size needs half of it. */
#define TREE_MAX ((size_t)256 << 20)

struct block {
	struct block *next;
	size_t size;
	max_align_t bytes[];
};

/* Zeroed memory that lives as long as the tree; NULL: it has failed. */
static void *
new(struct html_tree *tree, size_t size)
{
	size_t step = sizeof(max_align_t), whole;
	struct block *block = tree->blocks;

	size = (size + step - 1) / step * step;
	if (block == NULL || tree->used + size > block->size) {
		whole = size > BLOCK_SIZE ? size : BLOCK_SIZE;
		tree->size += whole;
		block = tree->size > TREE_MAX ? NULL :
		    malloc(sizeof(*block) + whole);
		if (block == NULL) {
			tree->failed = true;
			return NULL;
		}
		block->size = whole;
		block->next = tree->blocks;
		tree->blocks = block;
		tree->used = 0;
	}
	tree->used += size;
	return memset((char *)block->bytes + tree->used - size, 0, size);
}

static const char *
copy(struct html_tree *tree, const char *bytes, size_t length)
{
	char *copied = new(tree, length + 1);

	return copied == NULL ? "" : memcpy(copied, bytes, length);
}

void
tree_begin(struct html_tree *tree, unsigned depth_max)
{
	*tree = (struct html_tree){ .depth_max = depth_max };
	tree->root = new(tree, sizeof(*tree->root));
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
	struct html_node *node = new(tree, sizeof(*node));

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

static void
add_attributes(struct html_tree *tree, struct html_node *node,
    const char *const *from)
{
	struct html_attribute **last = &node->attributes;

	for (; from != NULL && from[0] != NULL; from += 2) {
		struct html_attribute *one = new(tree, sizeof(*one));

		if (one == NULL)
			return;
		one->name = from[0];
		one->value = from[1] == NULL ? "" :
		    copy(tree, from[1], strlen(from[1]));
		*last = one;
		last = &one->next;
	}
}

void
tree_start(struct html_tree *tree, const char *name,
    const char *const *attributes)
{
	struct html_node *node = tree->failed ? NULL : append(tree);

	if (node == NULL)
		return;
	node->name = name;
	add_attributes(tree, node, attributes);
	node->classes = html_class_bits(html_attribute(node, "class"));
	if (node->depth > tree->depth_max)
		tree->failed = true;
	tree->open = node;
}

void
tree_text(struct html_tree *tree, const char *text, size_t length)
{
	struct html_node *node = tree->failed ? NULL : append(tree);

	if (node != NULL)
		node->text = copy(tree, text, length);
}

/* The innermost element is complete. */
static void
leave(struct html_tree *tree)
{
	struct html_node *node = tree->open;

	tree->open = node->parent;
	tree->open->below |= node->below | node->classes;
}

void
tree_end(struct html_tree *tree, const char *name)
{
	const struct html_node *node = tree->open;

	while (!tree->failed && node->parent != NULL && !html_is(node, name))
		node = node->parent;
	if (tree->failed || node->parent == NULL)
		return;
	while (tree->open != node)
		leave(tree);
	leave(tree);
}

void
tree_finish(struct html_tree *tree)
{
	while (!tree->failed && tree->open->parent != NULL)
		leave(tree);
}
