/* SPDX-License-Identifier: MIT */
/* One post of a VK wall, as wall.get gives it (vk-api-schema), as a record. */
#ifndef INGEST_VK_POST_H
#define INGEST_VK_POST_H

#include <jansson.h>

/*
 * Make the record of an item; response holds the names of people and groups.
 * Returns 1 with a new reference; 0 if the item is deleted or has no number;
 * -1 without memory.
 */
int vk_post(const json_t *response, const json_t *item, json_t **record);

#endif
