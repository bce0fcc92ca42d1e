/* SPDX-License-Identifier: MIT */
/*
 * What a post or a page in HTML says: its text, where its links lead, which
 * pictures it shows. For all sources whose posts are HTML.
 */
#ifndef INGEST_MARKUP_H
#define INGEST_MARKUP_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "ingest/html.h"

#define MARKUP_MEDIA_MAX 200	/* pictures named of one post */

/*
 * Add the links and pictures below a node to the record, with the words that
 * stand for a picture; base is the address that relative ones are meant from.
 * Returns 0, or not 0 without memory.
 */
int markup_add_links(json_t *record, const struct html_node *,
    const char *base);
int markup_add_pictures(json_t *record, const struct html_node *,
    const char *base);

/*
 * The same for a piece of HTML, whose text becomes that of the post. Plain
 * text comes through as it is.
 */
int markup_set_post(json_t *record, const char *html, size_t length,
    const char *base);

/*
 * Add a link by an address that may be relative, or be none of the web and yet
 * telling, such as mailto:.
 */
int markup_add_link(json_t *record, const char *base, const char *to);

/*
 * Add a picture once, by an address that may be relative; one that leads
 * nowhere, or is not of the web, is left out.
 */
int markup_add_picture(json_t *record, const char *base, const char *url);

/*
 * Add the name of a file as a part. Not its address: where that tells a token
 * which is new each time, the post would seem to be edited.
 */
int markup_add_file(json_t *record, const char *url);

/* True if an address ends as those of pictures do. */
bool markup_names_picture(const char *url);

/*
 * The address in style="...background-image:url('...')" at any place, as it
 * stands there, to be freed; NULL if there is none.
 */
char *markup_background(const struct html_node *);

#endif
