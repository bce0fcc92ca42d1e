/* SPDX-License-Identifier: MIT */
/*
 * Feeds in XML, by their elements' local names: what feeds in the wild call
 * themselves, and which namespaces they declare, is not to be relied on.
 */
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/feed-document.h"
#include "ingest/feed-items.h"
#include "ingest/html.h"
#include "ingest/markup.h"
#include "ingest/post.h"
#include "ingest/url.h"

static bool
is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	    strcmp((const char *)node->name, name) == 0;
}

/* True if the element is of the namespace with this prefix. */
static bool
has_prefix(const xmlNode *node, const char *prefix)
{
	const xmlChar *own = node->ns == NULL ? NULL : node->ns->prefix;

	return own != NULL && strcmp((const char *)own, prefix) == 0;
}

/* "" if there is none. Short text lies where elements have attributes. */
static const char *
attribute(const xmlNode *node, const char *name)
{
	const xmlAttr *one = node->type == XML_ELEMENT_NODE ?
	    node->properties : NULL;

	while (one != NULL && strcmp((const char *)one->name, name) != 0)
		one = one->next;
	return one == NULL || one->children == NULL ||
	    one->children->content == NULL ? "" :
	    (const char *)one->children->content;
}

/* The first child element of this name; prefix NULL: of any namespace. */
static const xmlNode *
child(const xmlNode *parent, const char *prefix, const char *name)
{
	const xmlNode *node = parent->children;

	while (node != NULL && (!is_named(node, name) ||
	    (prefix != NULL && !has_prefix(node, prefix))))
		node = node->next;
	return node;
}

/* The text of the first child of one of these names, to be freed. */
static char *
text_of(const xmlNode *parent, const char *const names[])
{
	for (size_t i = 0; names[i] != NULL; i++) {
		const xmlNode *node = child(parent, NULL, names[i]);
		char *text = node == NULL ? NULL :
		    (char *)xmlNodeGetContent(node);

		if (text != NULL && text[strspn(text, " \t\r\n")] != '\0')
			return text;
		xmlFree(text);
	}
	return NULL;
}

/* Markup of Atom's type="xhtml", as HTML again. */
static char *
inner_markup(const xmlNode *node)
{
	xmlBuffer *buffer = xmlBufferCreate();
	char *text = NULL;

	if (buffer == NULL)
		return NULL;
	for (xmlNode *inner = node->children; inner != NULL;
	    inner = inner->next)
		xmlNodeDump(buffer, node->doc, inner, 0, 0);
	text = (char *)xmlBufferDetach(buffer);
	xmlBufferFree(buffer);
	return text;
}

/* The fullest of the item's texts, to be freed. */
static char *
content_of(const xmlNode *item)
{
	static const char *const names[] = {
		"description", "summary", NULL
	};
	const xmlNode *node = child(item, NULL, "encoded");
	const xmlNode *group = child(item, "media", "group");
	char *text;

	if (node == NULL) {
		/* Not media:content, which has the same name. */
		for (node = item->children; node != NULL; node = node->next)
			if (is_named(node, "content") &&
			    !has_prefix(node, "media"))
				break;
	}
	if (node == NULL) {
		text = text_of(item, names);
		return text != NULL || group == NULL ? text :
		    text_of(group, names);
	}
	text = strcmp(attribute(node, "type"), "xhtml") == 0 ?
	    inner_markup(node) : (char *)xmlNodeGetContent(node);
	if (text != NULL && text[strspn(text, " \t\r\n")] != '\0')
		return text;
	xmlFree(text);
	return text_of(item, names);
}

/* In RSS 2.0 the guid is an address, unless it says that it is none. */
static char *
permalink_of(const xmlNode *item)
{
	const xmlNode *guid = child(item, NULL, "guid");
	char *text;

	if (guid == NULL || strcmp(attribute(guid, "isPermaLink"), "false") ==
	    0)
		return NULL;
	text = (char *)xmlNodeGetContent(guid);
	if (text != NULL && strncmp(text, "http", 4) == 0)
		return text;
	xmlFree(text);
	return NULL;
}

/* RSS has the link as text, Atom as an attribute. To be freed. */
static char *
link_of(const xmlNode *item)
{
	for (const xmlNode *node = item->children; node != NULL;
	    node = node->next) {
		const char *relation = attribute(node, "rel");

		if (!is_named(node, "link"))
			continue;
		if (attribute(node, "href")[0] == '\0' &&
		    !has_prefix(node, "atom") && node->children != NULL)
			return (char *)xmlNodeGetContent(node);
		if (attribute(node, "href")[0] != '\0' && (relation[0] ==
		    '\0' || strcmp(relation, "alternate") == 0))
			return (char *)xmlStrdup((const xmlChar *)
			    attribute(node, "href"));
	}
	return permalink_of(item);
}

static char *
author_of(const xmlNode *item)
{
	static const char *const names[] = { "name", NULL };
	static const char *const plain[] = { "creator", "author", NULL };
	const xmlNode *author = child(item, NULL, "author");
	char *name = author == NULL ? NULL : text_of(author, names);

	return name != NULL ? name : text_of(item, plain);
}

/* By its type; where that tells nothing, by its address. */
static bool
is_picture(const xmlNode *node, const char *url)
{
	const char *type = attribute(node, "type");

	if (type[0] == '\0')
		type = attribute(node, "medium");
	return type[0] == '\0' ? markup_names_picture(url) :
	    strncmp(type, "image", 5) == 0;
}

/* Is it a file that goes with the item: enclosure, link, media:content? */
static bool
is_file(const xmlNode *node)
{
	return is_named(node, "enclosure") || (is_named(node, "link") &&
	    strcmp(attribute(node, "rel"), "enclosure") == 0) ||
	    (has_prefix(node, "media") && is_named(node, "content"));
}

/* The words of a file: of media:content. */
static int
add_captions(json_t *record, const xmlNode *file)
{
	static const char *const names[] = { "title", "description" };
	int bad = 0;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const xmlNode *node = child(file, "media", names[i]);
		char *html = node == NULL ? NULL :
		    (char *)xmlNodeGetContent(node);
		char *text = html == NULL ? NULL :
		    html_text_of(html, strlen(html));

		bad |= post_add_part(record, "caption", text, NULL);
		xmlFree(html);
		free(text);
	}
	return bad;
}

/* Pictures, in groups too, and the names of other files. */
static int
add_media(json_t *record, const char *base, const xmlNode *item)
{
	int bad = 0;

	for (const xmlNode *node = item->children; node != NULL && !bad;
	    node = node->next) {
		const char *url = attribute(node, is_named(node, "link") ?
		    "href" : "url");
		bool media = has_prefix(node, "media");

		if ((media && is_named(node, "thumbnail")) ||
		    (is_file(node) && is_picture(node, url)))
			bad = markup_add_picture(record, base, url);
		else if (is_file(node) && !media)
			bad = markup_add_file(record, url);
		if (media && is_named(node, "content"))
			bad |= add_captions(record, node);
		if (media && (is_named(node, "group") ||
		    is_named(node, "content")))
			bad |= add_media(record, base, node);
	}
	return bad;
}

/* Categories: the text, or in Atom an attribute. */
static int
add_tags(json_t *record, const xmlNode *item)
{
	int bad = 0;

	for (const xmlNode *node = item->children; node != NULL && !bad;
	    node = node->next) {
		char *text = is_named(node, "category") ?
		    (char *)xmlNodeGetContent(node) : NULL;

		if (text == NULL)
			continue;
		if (text[0] != '\0')
			bad = post_add_part(record, "tag", text, NULL);
		else
			bad = post_add_part(record, "tag", attribute(node,
			    attribute(node, "label")[0] != '\0' ? "label" :
			    "term"), NULL);
		xmlFree(text);
	}
	return bad;
}

/*
 * Where xml:base of this element has addresses meant from, if not `base`.
 * Free it. Those above it are the caller's: thousands of items have them in
 * common.
 */
static char *
base_of(const char *base, const xmlNode *node)
{
	xmlChar *said = xmlGetNsProp(node, (const xmlChar *)"base",
	    XML_XML_NAMESPACE);
	char *found = url_base(base, (const char *)said);

	xmlFree(said);
	return found;
}

static int
read_item(const struct feed *feed, const xmlNode *item, struct page *page)
{
	static const char *const guid[] = { "guid", "id", NULL };
	static const char *const title[] = { "title", NULL };
	static const char *const published[] = {
		"pubDate", "published", "issued", "date", NULL
	};
	static const char *const updated[] = { "updated", "modified", NULL };
	char *texts[] = {
		text_of(item, guid), link_of(item), text_of(item, title),
		author_of(item), text_of(item, published),
		text_of(item, updated), content_of(item),
		base_of(feed->base, item)
	};
	struct feed_item read = {
		.guid = texts[0], .link = texts[1], .title = texts[2],
		.author = texts[3], .published = texts[4],
		.updated = texts[5], .content = texts[6], .base = texts[7]
	};
	json_t *record = read.base == NULL ? NULL : feed_record(feed, &read);
	int bad = record == NULL;

	if (!bad)
		bad = add_media(record, read.base, item) |
		    add_tags(record, item);
	bad |= feed_keep(page, record);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		xmlFree(texts[i]);
	return bad ? -1 : 0;
}

/*
 * Items stand in <channel> (RSS 2.0), beside it (RSS 1.0), or are <entry> in
 * <feed> (Atom).
 */
static int
read_items(const struct feed *feed, const xmlNode *parent, struct page *page)
{
	for (const xmlNode *node = parent->children; node != NULL;
	    node = node->next) {
		if (!is_named(node, "item") && !is_named(node, "entry"))
			continue;
		if (json_array_size(page->records) == FEED_ITEMS_MAX)
			return page_outcome(page, OUTCOME_TOO_LARGE,
			    "over %d items: the rest is left out",
			    FEED_ITEMS_MAX);
		if (read_item(feed, node, page) < 0)
			return -1;
	}
	return 0;
}

/* An empty feed, or no more than the beginning of one? */
static int
judge_empty(const xmlDoc *document, struct page *page)
{
	if ((document->properties & XML_DOC_WELLFORMED) != 0)
		return page_outcome(page, OUTCOME_EMPTY, "no items");
	return page_outcome(page, OUTCOME_MARKUP_CHANGED,
	    "no items, and not xml to its end");
}

static int
read_tree(const struct reply *reply, const xmlNode *root, struct page *page)
{
	static const char *const names[] = { "title", NULL };
	const xmlNode *channel = child(root, NULL, "channel");
	struct feed feed = { .reply = reply };
	char *title;
	int result;

	if (!is_named(root, "rss") && !is_named(root, "RDF") &&
	    !is_named(root, "feed"))
		return page_outcome(page, OUTCOME_MARKUP_CHANGED,
		    "not a feed: <%s>", (const char *)root->name);
	feed.base = base_of(reply->final_url, root);
	if (feed.base == NULL)
		return -1;
	title = text_of(channel != NULL ? channel : root, names);
	feed.title = title;
	result = channel == NULL ? 0 : read_items(&feed, channel, page);
	if (result == 0)
		result = read_items(&feed, root, page);
	xmlFree(title);
	free(feed.base);
	if (result == 0 && json_array_size(page->records) == 0)
		judge_empty(root->doc, page);
	return result;
}

int
feed_read_xml(const struct reply *reply, struct page *page)
{
	xmlDoc *document;
	const xmlNode *root;
	int result;

	/* Before the parser can be made to put one into another. */
	if (memmem(reply->bytes, reply->length, "<!ENTITY", 8) != NULL)
		return page_outcome(page, OUTCOME_MARKUP_CHANGED,
		    "brings a DTD of its own: refused");
	document = feed_document(reply);
	root = xmlDocGetRootElement(document);
	/* Feeds of 1999 name a DTD, which is never loaded; none brings one. */
	if (root == NULL || (document->intSubset != NULL &&
	    document->intSubset->children != NULL))
		result = page_outcome(page, OUTCOME_MARKUP_CHANGED,
		    root == NULL ? "not xml that can be read" :
		    "brings a DTD of its own: refused");
	else
		result = read_tree(reply, root, page);
	xmlFreeDoc(document);
	return result;
}
