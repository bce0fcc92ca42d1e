/* SPDX-License-Identifier: MIT */
/* A feed in XML as libxml2's tree of elements and text, of bounded size. */
#ifndef INGEST_FEED_DOCUMENT_H
#define INGEST_FEED_DOCUMENT_H

#include <libxml/tree.h>

#include "ingest/source.h"

/*
 * Never loads anything and never puts an entity in its place. Returns NULL
 * if it is no XML, or would take the library too much time or memory; else
 * xmlFreeDoc() it.
 */
xmlDoc *feed_document(const struct reply *);

#endif
