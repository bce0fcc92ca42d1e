/* SPDX-License-Identifier: MIT */
/*
 * From bytes to tags and text: a part of chapter 13.2.5 of the HTML Standard.
 * All is worked on where it lies, in one copy of the bytes: no entity is
 * shorter than what it stands for.
 */
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/charset.h"
#include "ingest/html-entities.h"
#include "ingest/html-tags.h"
#include "ingest/html-tree.h"
#include "ingest/html.h"
#include "ingest/text.h"

struct parsing {
	struct html_tree *tree;
	char *at, *end;		/* a zero stands at the end, and nowhere else */
};

void
html_set_depth(unsigned depth)
{
	/* The library has one number for the whole process: ours, too. */
	xmlParserMaxDepth = depth;
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static void
skip_blanks(struct parsing *p)
{
	while (is_blank(*p->at))
		p->at++;
}

/* Go past a name, making it lower case. */
static void
take_name(struct parsing *p, bool of_attribute)
{
	for (; *p->at != '\0' && !is_blank(*p->at) && *p->at != '>' &&
	    *p->at != '/' && !(of_attribute && *p->at == '='); p->at++)
		*p->at = lower(*p->at);
}

/*
 * The value after "=", and past it. *end is where it ends, a byte that is
 * done with; NULL is returned if the document ends before.
 */
static char *
take_value(struct parsing *p, char **end)
{
	char quote, *value;

	p->at++;
	skip_blanks(p);
	quote = *p->at;
	value = p->at + 1;
	if (quote == '"' || quote == '\'') {
		*end = memchr(value, quote, (size_t)(p->end - value));
		p->at = *end == NULL ? p->end : *end + 1;
		return *end == NULL ? NULL : value;
	}
	value = p->at;
	while (*p->at != '\0' && !is_blank(*p->at) && *p->at != '>')
		p->at++;
	*end = p->at;
	return value;
}

/* How a tag goes on. */
enum tag_end { TAG_OPEN, TAG_DONE, TAG_CLOSED, TAG_CUT };

/* Past what is between attributes, and the end of the tag. */
static enum tag_end
take_space(struct parsing *p)
{
	bool slash = false;

	for (; is_blank(*p->at) || *p->at == '/'; p->at++)
		slash = *p->at == '/';
	if (*p->at == '\0')
		return TAG_CUT;
	if (*p->at != '>')
		return TAG_OPEN;
	p->at++;
	return slash ? TAG_CLOSED : TAG_DONE;
}

/*
 * One attribute, and what follows it: only then may a zero be written after
 * its name and its value.
 */
static enum tag_end
take_attribute(struct parsing *p, struct html_attribute **to)
{
	struct html_attribute *attribute = tree_new(p->tree,
	    sizeof(*attribute));
	char *name = p->at, *name_end, *value = NULL, *value_end = NULL;
	enum tag_end end;

	if (attribute == NULL)
		return TAG_CUT;
	p->at += *p->at == '=' ? 1 : 0;
	take_name(p, true);
	name_end = p->at;
	skip_blanks(p);
	if (*p->at == '=' && (value = take_value(p, &value_end)) == NULL)
		return TAG_CUT;
	end = take_space(p);
	*name_end = '\0';
	if (value != NULL) {
		*value_end = '\0';
		html_unescape(value, value_end, true);
	}
	attribute->name = name;
	attribute->value = value == NULL ? "" : value;
	*to = attribute;
	return end;
}

static void
take_start_tag(struct parsing *p)
{
	struct html_attribute *attributes = NULL, **last = &attributes;
	char *name = p->at, *name_end;
	enum tag_end end;

	take_name(p, false);
	name_end = p->at;
	end = take_space(p);
	while (end == TAG_OPEN) {
		end = take_attribute(p, last);
		if (*last != NULL)
			last = &(*last)->next;
	}
	if (end == TAG_CUT)
		return;
	*name_end = '\0';
	tree_start(p->tree, name, attributes, end == TAG_CLOSED);
}

/* Past the next of this text; the end of the document is as good. */
static void
skip_past(struct parsing *p, const char *text)
{
	char *found = memmem(p->at, (size_t)(p->end - p->at), text,
	    strlen(text));

	p->at = found == NULL ? p->end : found + strlen(text);
}

static void
take_end_tag(struct parsing *p)
{
	char *name = p->at, *name_end;

	take_name(p, false);
	name_end = p->at;
	skip_past(p, ">");
	*name_end = '\0';
	tree_end(p->tree, name);
}

/* What comes after a "<". */
static void
take_markup(struct parsing *p)
{
	if (is_letter(*p->at)) {
		take_start_tag(p);
	} else if (*p->at == '/' && is_letter(p->at[1])) {
		p->at++;
		take_end_tag(p);
	} else if (strncmp(p->at, "!--", 3) == 0) {
		p->at++;
		skip_past(p, "-->");
	} else {
		skip_past(p, ">");
	}
}

static bool
starts_markup(const char *at)
{
	return is_letter(at[1]) || at[1] == '!' || at[1] == '?' ||
	    at[1] == '/';
}

/* Where the end tag of this element is, or the end of the document. */
static char *
find_end_tag(const struct parsing *p, const char *name)
{
	size_t length = strlen(name);

	for (char *at = p->at; (at = memchr(at, '<', (size_t)(p->end -
	    at))) != NULL; at++) {
		char after = at[1] == '/' &&
		    strncasecmp(at + 2, name, length) == 0 ?
		    at[2 + length] : 'x';

		if (is_blank(after) || after == '>' || after == '/')
			return at;
	}
	return p->end;
}

/* Where the next tag is, or the end of the document. */
static char *
find_markup(const struct parsing *p)
{
	char *at = p->at;

	while ((at = memchr(at, '<', (size_t)(p->end - at))) != NULL &&
	    !starts_markup(at))
		at++;
	return at == NULL ? p->end : at;
}

/* Some text, which may be none, and the tag after it. */
static void
take_next(struct parsing *p)
{
	const struct html_node *open = p->tree->open;
	bool raw = (open->tag & (HTML_RAW | HTML_ESCAPED)) != 0;
	char *text = p->at, *end;
	bool more;

	end = raw ? find_end_tag(p, open->name) : find_markup(p);
	more = end < p->end;
	p->at = end + (more ? 1 : 0);
	*end = '\0';
	if ((open->tag & HTML_RAW) == 0)
		html_unescape(text, end, false);
	if (end > text)
		tree_text(p->tree, text);
	if (more)
		take_markup(p);
}

/*
 * A copy of the bytes as sound UTF-8 without zeros: what else there is
 * becomes U+FFFD. charset may be NULL.
 */
static void
take_bytes(struct text *text, const char *bytes, size_t length,
    const char *charset)
{
	if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		length -= 3;
	}
	text_add(text, "", 0);
	/* Many say UTF-8 of what is not: that is seen, and else guessed. */
	if (charset != NULL && strcasecmp(charset, "utf-8") != 0 &&
	    charset_convert(charset, bytes, length, text) == 0)
		return;
	charset = charset_guess(bytes, length);
	if (strcmp(charset, "utf-8") == 0 ||
	    charset_convert(charset, bytes, length, text) < 0)
		charset_repair(bytes, length, text);
}

/* The charset that a <meta> near the top names, if any. */
static bool
names_charset(const char *bytes, size_t length, char *name, size_t size)
{
	char top[1025];	/* HTML, 4.2.5.4: it stands within 1024 bytes */

	length = length < sizeof(top) ? length : sizeof(top) - 1;
	memcpy(top, bytes, length);
	top[length] = '\0';
	return html_charset(top, name, size);
}

static void
parse(struct html_tree *tree, struct text *text)
{
	struct parsing p = {
		.tree = tree, .at = text->bytes,
		.end = text->bytes + text->length
	};

	while (!tree->failed && p.at < p.end)
		take_next(&p);
	tree_finish(tree);
}

struct html {
	struct html_tree tree;
	struct text text;	/* all that its strings are in */
};

struct html *
html_read(const char *bytes, size_t length, const char *charset,
    struct fault *f)
{
	struct html *document = calloc(1, sizeof(*document));
	char named[64];

	if (document == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	if (charset == NULL && names_charset(bytes, length, named,
	    sizeof(named)))
		charset = named;
	take_bytes(&document->text, bytes, length, charset);
	tree_begin(&document->tree, (unsigned)xmlParserMaxDepth);
	document->tree.failed |= document->text.failed != 0;
	if (!document->tree.failed)
		parse(&document->tree, &document->text);
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
	text_free(&document->text);
	free(document);
}

const struct html_node *
html_root(const struct html *document)
{
	return document == NULL ? NULL : document->tree.root;
}
