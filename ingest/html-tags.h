/* SPDX-License-Identifier: MIT */
/* What is known of the elements of HTML by their names. */
#ifndef INGEST_HTML_TAGS_H
#define INGEST_HTML_TAGS_H

enum {
	HTML_BLOCK = 1,		/* stands on lines of its own */
	HTML_HIDDEN = 2,	/* its content is not shown */
	HTML_VOID = 4,		/* has no content and no end tag */
	HTML_RAW = 8,		/* its content is text up to its end tag */
	HTML_ESCAPED = 16,	/* the same, with entities in it */
	HTML_HEAD = 32,		/* may stand in <head> */
	HTML_SPECIAL = 64,	/* more than words: see end_tag() */
	HTML_SCOPE = 128,	/* what is outside is not ended from inside */
	HTML_LIST = 256,	/* nor are the items of another list */
	HTML_TABLE = 512,	/* nor the cells and rows of another table */
	HTML_ENDS_P = 1024,	/* its start tag ends an open <p> */
	/* Kinds of which the start tag of one ends the one before it. */
	HTML_ITEM = 2048,
	HTML_TERM = 4096,
	HTML_CELL = 8192,
	HTML_ROW = 16384,
	HTML_SECTION = 32768,
	HTML_OPTION = 65536
};

/* What is known of this name, lower case; 0 for any other. */
unsigned html_tag(const char *name);

#endif
