/* SPDX-License-Identifier: MIT */
/*
 * From the HTML Standard, chapters 13.1.2 (kinds of elements), 13.2.4.2 (the
 * stack of open elements) and 13.2.6.4 (the rules for parsing tokens).
 */
#include "ingest/html-tags.h"

#include <stdlib.h>
#include <string.h>

#define FLOW (HTML_BLOCK | HTML_SPECIAL | HTML_ENDS_P)
#define UNSEEN (HTML_HEAD | HTML_HIDDEN | HTML_SPECIAL)

static const struct tag {
	const char *name;
	unsigned flags;
} tags[] = {	/* sorted by name */
	{ "address", HTML_SPECIAL | HTML_ENDS_P },
	{ "area", HTML_VOID },
	{ "article", FLOW },
	{ "aside", HTML_SPECIAL | HTML_ENDS_P },
	{ "base", HTML_VOID | HTML_HEAD },
	{ "blockquote", FLOW },
	{ "body", HTML_SPECIAL | HTML_SCOPE },
	{ "br", HTML_VOID },
	{ "button", HTML_SPECIAL | HTML_SCOPE },
	{ "caption", HTML_SPECIAL | HTML_SCOPE },
	{ "center", HTML_SPECIAL | HTML_ENDS_P },
	{ "col", HTML_VOID },
	{ "dd", FLOW | HTML_TERM },
	{ "details", HTML_SPECIAL | HTML_ENDS_P },
	{ "div", FLOW },
	{ "dl", HTML_SPECIAL | HTML_ENDS_P | HTML_LIST },
	{ "dt", FLOW | HTML_TERM },
	{ "embed", HTML_VOID },
	{ "fieldset", HTML_SPECIAL | HTML_ENDS_P },
	{ "figcaption", FLOW },
	{ "figure", FLOW },
	{ "footer", FLOW },
	{ "form", HTML_SPECIAL | HTML_ENDS_P },
	{ "h1", FLOW },
	{ "h2", FLOW },
	{ "h3", FLOW },
	{ "h4", FLOW },
	{ "h5", FLOW },
	{ "h6", FLOW },
	{ "head", HTML_HIDDEN | HTML_SPECIAL },
	{ "header", FLOW },
	{ "hr", HTML_BLOCK | HTML_VOID | HTML_ENDS_P },
	{ "html", HTML_SPECIAL | HTML_SCOPE },
	{ "iframe", HTML_RAW | HTML_HIDDEN },
	{ "img", HTML_VOID },
	{ "input", HTML_VOID },
	{ "li", FLOW | HTML_ITEM },
	{ "link", HTML_VOID | HTML_HEAD },
	{ "main", HTML_SPECIAL | HTML_ENDS_P },
	{ "menu", HTML_SPECIAL | HTML_ENDS_P | HTML_LIST },
	{ "meta", HTML_VOID | HTML_HEAD },
	{ "nav", HTML_SPECIAL | HTML_ENDS_P },
	{ "noembed", HTML_RAW | HTML_HIDDEN },
	{ "noframes", HTML_RAW | HTML_HIDDEN | HTML_HEAD },
	{ "noscript", HTML_HIDDEN | HTML_HEAD },
	{ "object", HTML_SPECIAL | HTML_SCOPE },
	{ "ol", FLOW | HTML_LIST },
	{ "option", HTML_OPTION },
	{ "p", FLOW },
	{ "param", HTML_VOID },
	{ "pre", FLOW },
	{ "script", HTML_RAW | UNSEEN },
	{ "section", FLOW },
	{ "select", HTML_SPECIAL },
	{ "source", HTML_VOID },
	{ "style", HTML_RAW | UNSEEN },
	{ "summary", HTML_SPECIAL | HTML_ENDS_P },
	{ "table", FLOW | HTML_SCOPE | HTML_TABLE },
	{ "tbody", HTML_SPECIAL | HTML_SECTION },
	{ "td", HTML_SPECIAL | HTML_SCOPE | HTML_CELL },
	{ "template", HTML_SCOPE | UNSEEN },
	{ "textarea", HTML_ESCAPED | HTML_SPECIAL },
	{ "tfoot", HTML_SPECIAL | HTML_SECTION },
	{ "th", HTML_SPECIAL | HTML_SCOPE | HTML_CELL },
	{ "thead", HTML_SPECIAL | HTML_SECTION },
	{ "title", HTML_ESCAPED | UNSEEN },
	{ "tr", HTML_BLOCK | HTML_SPECIAL | HTML_ROW },
	{ "track", HTML_VOID },
	{ "ul", FLOW | HTML_LIST },
	{ "wbr", HTML_VOID },
	{ "xmp", HTML_RAW | HTML_BLOCK | HTML_ENDS_P },
};

static int
compare(const void *name, const void *tag)
{
	return strcmp(name, ((const struct tag *)tag)->name);
}

unsigned
html_tag(const char *name)
{
	const struct tag *tag = bsearch(name, tags,
	    sizeof(tags) / sizeof(*tags), sizeof(*tags), compare);

	return tag == NULL ? 0 : tag->flags;
}
