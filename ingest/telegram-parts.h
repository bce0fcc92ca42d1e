/* SPDX-License-Identifier: MIT */
/*
 * What goes with a message of a preview page and is not its text: polls,
 * buttons, link previews, documents, contacts, goods, games, places.
 */
#ifndef INGEST_TELEGRAM_PARTS_H
#define INGEST_TELEGRAM_PARTS_H

#include <jansson.h>

#include "ingest/html.h"

/* A class of the widget, without the part that all of them share. */
#define CLASS(name) "tgme_widget_message_" name

/*
 * Add them to the record, and where they lead to its links. base is the
 * address of the page. Returns 0, or not 0 without memory.
 */
int telegram_add_parts(json_t *record, const struct html_node *message,
    const char *base);

/*
 * Where an anchor leads, absolute; NULL if nowhere. Free it. Anchors with
 * onclick have their ampersands escaped twice (since 2024-04).
 */
char *telegram_link(const struct html_node *anchor, const char *base);

#endif
