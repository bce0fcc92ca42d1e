/* SPDX-License-Identifier: MIT */
/* Characters that HTML writes as &name; or &#number;. */
#ifndef INGEST_HTML_ENTITIES_H
#define INGEST_HTML_ENTITIES_H

#include <stdbool.h>

/*
 * Put what each entity stands for in its place; the text becomes no longer,
 * and ends with a zero, as it did at `end`. In an attribute "&copy=" is none
 * (HTML, 13.2.5.73).
 */
void html_unescape(char *text, const char *end, bool in_attribute);

#endif
