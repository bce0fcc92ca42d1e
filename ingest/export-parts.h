/* SPDX-License-Identifier: MIT */
/* The words of a message of an export: its text, and what goes with it. */
#ifndef INGEST_EXPORT_PARTS_H
#define INGEST_EXPORT_PARTS_H

#include "ingest/export-post.h"

/* The value under a key of the message itself, or NULL. */
const struct loose *export_field(const struct export_post *,
    const char *key);

/* The text of a value, "" for NULL; valid until the next call. */
const char *export_word(struct export_post *, const struct loose *value);

/* Put the text into post->post, and where it leads into post->links. */
void export_set_text(struct export_post *);

/* Put polls, contacts, buttons and titles into post->parts. */
void export_add_parts(struct export_post *);

#endif
