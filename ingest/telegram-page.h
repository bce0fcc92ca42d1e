/* SPDX-License-Identifier: MIT */
/*
 * One message of a channel's preview page, as a record. The markup is
 * nowhere specified; what is known of it comes from the parsers of RSSHub
 * (telegram/channel.ts), RSS-Bridge (TelegramBridge.php) and snscrape
 * (telegram.py).
 */
#ifndef INGEST_TELEGRAM_PAGE_H
#define INGEST_TELEGRAM_PAGE_H

#include <jansson.h>
#include <stdbool.h>

#include "ingest/html.h"

/* What holds for all messages of a page. */
struct telegram_page {
	const char *url;	/* of the page: what is relative is to it */
	const char *title;	/* of the channel, or "" */
};

/*
 * The record of a message, or NULL if it says nothing (or without memory).
 */
json_t *telegram_message(const struct telegram_page *,
    const struct html_node *);

/*
 * What the channel says of itself, as a record that is no post: "NAME/about".
 * NULL if it says nothing (or without memory).
 */
json_t *telegram_about(const struct telegram_page *,
    const struct html_node *root, const char *channel);

/* The number in data-post="Name/123"; 0 if there is none. */
long long telegram_number(const struct html_node *message);

/* True for "channel created" and the like. */
bool telegram_is_service(const struct html_node *message);

/* "1.48M", "1 200", "87" as a number; -1 if it is none. */
long long telegram_views(const char *label);

/* A time of RFC 3339 with an offset; -1 if it is none. */
long long telegram_time(const char *text);

#endif
