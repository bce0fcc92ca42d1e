/* SPDX-License-Identifier: MIT */
/* HTML as it is found, and what is read out of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ingest/html.h"

#define DEPTH 256

static void
text_is_what_people_see(void **state)
{
	static const struct {
		const char *html, *text;
	} samples[] = {
		{ "", "" }, { "plain", "plain" }, { " a \n b ", "a b" },
		{ "a<b>b</b> c", "ab c" }, { "a<br>b<br/>c", "a\nb\nc" },
		{ "<p>a<p>b", "a\nb" }, { "a</p>b", "a\nb" },
		{ "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "a\nb\nc\nd" },
		{ "<dl><dt>a<dd>b<dt>c</dl>d", "a\nb\nc\nd" },
		{ "<table><tr><td>a<td>b<tr><td>c<table><tr><td>d</table>"
		    "</table>e", "a b\nc\nd\ne" },
		/* Lines of what is set out by hand, as a price list. */
		{ "a<pre>\n1g  20\n  2g 35\n</pre>b", "a\n1g 20\n2g 35\nb" },
		{ "<pre><code>a\n\nb</code></pre>", "a\n\nb" },
		/* Two tags that cross; ends of what was never begun. */
		{ "<b>a<i>b</b>c</i>d", "abcd" }, { "a</b></div>b", "ab" },
		{ "<span><div>a</span>b</div>c", "ab\nc" },
		{ "<div><table><tr><td>a</div>b</table>c", "ab\nc" },
		/* Not tags at all. */
		{ "1 < 2 > 0", "1 < 2 > 0" }, { "a<", "a<" },
		{ "a<b", "a" }, { "a<b c='d", "a" }, { "a</", "a" },
		{ "a<!-- <b>c</b> -->d", "ad" },
		{ "a<!-- b", "a" }, { "<!DOCTYPE html>a", "a" },
		{ "<?xml version='1.0'?>a", "a" },
		/* What is not shown. */
		{ "a<script>b</b>'</p>'</script>c", "ac" },
		{ "a<style>b<!--</style>c", "ac" }, { "a<script>b", "a" },
		{ "<title>a</title>b", "b" },
		{ "<head><title>a</title>b", "b" },
		{ "<html><head><meta charset=utf-8><body>a", "a" },
		{ "a<SCRIPT>b</Script >c", "ac" },
		{ "<template>a</template>b", "b" },
		{ "<svg/>a<path d=''/>b", "ab" },
		/* Entities. */
		{ "a&amp;b&lt;c&gt;d&quot;e", "a&b<c>d\"e" },
		{ "&nbsp;&eacute;&euro;", "\xc2\xa0\xc3\xa9\xe2\x82\xac" },
		{ "&#1082;&#x43B;&#X430;&#1076;", "клад" },
		{ "&#x1F331;", "\xf0\x9f\x8c\xb1" },
		{ "&#0;&#xD800;&#x110000;&#99999999999999999999;",
		    "" },
		{ "&;&unknown;&amp", "&;&unknown;&amp" },
		/* Bytes that are not UTF-8. */
		{ "\xd0\xb0\xd0\xb1\xff\xd0\xb2", "аб\xef\xbf\xbdв" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char *text = html_text_of(samples[i].html,
		    strlen(samples[i].html));

		if (text == NULL || strcmp(text, samples[i].text) != 0)
			fail_msg("%s gives \"%s\"", samples[i].html, text);
		free(text);
	}
}

/* The first <a> of a document, to be asked for attributes. */
static const char *
attribute(struct html **document, const char *html, const char *name)
{
	*document = html_read(html, strlen(html), "utf-8", NULL);
	assert_non_null(*document);
	return html_attribute(html_element(html_root(*document), "a"), name);
}

static void
attributes_are_read_however_they_are_written(void **state)
{
	static const struct {
		const char *html, *value;	/* of "href" */
	} samples[] = {
		{ "<a href=\"x y\">", "x y" }, { "<a href='x\"y'>", "x\"y" },
		{ "<a href=x>", "x" }, { "<a href=x/>", "x/" },
		{ "<A HREF = 'x' >", "x" }, { "<a\nhref\n=\nx\nb>", "x" },
		{ "<a href>", "" }, { "<a href=>", "" },
		{ "<a href=x href=y>", "x" },
		{ "<a =b href=x>", "x" }, { "<a b='>' href=x>", "x" },
		{ "<a href='?a=1&amp;b=2&copy=3'>", "?a=1&b=2&copy=3" },
		{ "<a b>", NULL }, { "<a b=\"href=x\">", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct html *document;
		const char *value = attribute(&document, samples[i].html,
		    "href");

		if ((value == NULL) != (samples[i].value == NULL) ||
		    (value != NULL && strcmp(value, samples[i].value) != 0))
			fail_msg("%s gives \"%s\"", samples[i].html, value);
		html_free(document);
	}
}

static void
classes_are_found_in_document_order(void **state)
{
	static const char html[] = "<div class='a b'><i class=\"c\">1</i>"
	    "<p class=' a\tx '><u class=ab>2</u><s class='a'>3</s></p></div>"
	    "<div class=''>4</div><em class='b'>5</em>";
	struct html *document = html_read(html, sizeof(html) - 1, NULL, NULL);
	const struct html_node *root = html_root(document), *node, *inner;

	(void)state;
	node = html_find(root, "a");
	assert_string_equal(node->name, "div");
	inner = html_next(node, node, "a");
	assert_string_equal(inner->name, "p");
	inner = html_next(node, inner, "a");
	assert_string_equal(inner->name, "s");
	assert_null(html_next(node, inner, "a"));
	assert_null(html_find(node, "b"));	/* below it there is none */
	assert_string_equal(html_next(root, node, "b")->name, "em");
	assert_null(html_find(root, "ab c"));
	assert_null(html_find(root, "x\t"));
	assert_string_equal(html_find(root, "ab")->name, "u");
	assert_string_equal(html_child(node, "c")->name, "i");
	assert_null(html_child(node, "ab"));
	assert_null(html_find(NULL, "a"));
	html_free(document);
}

static void
charsets_are_told_or_guessed(void **state)
{
	static const struct {
		const char *html, *charset;
	} samples[] = {
		{ "\xea\xeb\xe0\xe4", "windows-1251" },
		{ "\xeb\xcc\xc1\xc4", "koi8-r" },
		{ "<meta charset=windows-1251>\xea\xeb\xe0\xe4", NULL },
		{ "<meta content='text/html; charset=koi8-r'>\xeb\xcc\xc1\xc4",
		    NULL },
		{ "\xea\xeb\xe0\xe4, \xea\xeb\xe0\xe4", NULL },
		{ "<meta charset=utf-8>\xea\xeb\xe0\xe4", NULL },
		{ "\xea\xeb\xe0\xe4", "no-such-charset" },
		{ "\xef\xbb\xbf\xd0\xba\xd0\xbb\xd0\xb0\xd0\xb4", NULL },
		{ "&#1082;&#1083;&#1072;&#1076;", "iso-8859-1" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct html *document = html_read(samples[i].html,
		    strlen(samples[i].html), samples[i].charset, NULL);
		char *text = html_text(html_root(document));

		if (strncasecmp(text, "клад", 8) != 0 &&
		    strncmp(text, "Клад", 8) != 0)
			fail_msg("%zu gives \"%s\"", i, text);
		free(text);
		html_free(document);
	}
}

static void
what_is_nested_too_deep_is_refused(void **state)
{
	struct fault f = { "" };
	char html[3 * (DEPTH + 1)];
	struct html *document;

	(void)state;
	for (size_t i = 0; i <= DEPTH; i++)
		memcpy(html + 3 * i, "<b>", 3);
	html_set_depth(DEPTH);
	assert_null(html_read(html, 3 * (DEPTH + 1), NULL, &f));
	assert_string_not_equal(f.text, "");
	/* The library puts <html> and <body> and <p> around it. */
	document = html_read(html, 3 * (DEPTH - 3), NULL, &f);
	assert_non_null(document);
	html_free(document);
	/* What ends itself does not nest. */
	for (size_t i = 0; i <= DEPTH; i++)
		memcpy(html + 3 * i, "<p>", 3);
	document = html_read(html, 3 * (DEPTH + 1), NULL, &f);
	assert_non_null(document);
	html_free(document);
}

/* The piece, and then the other piece so many times. */
static char *
repeated(const char *first, const char *again, size_t count, size_t *length)
{
	size_t one = strlen(again), at = strlen(first);
	char *html = malloc(at + count * one + 1);

	assert_non_null(html);
	memcpy(html, first, at);
	for (size_t i = 0; i < count; i++, at += one)
		memcpy(html + at, again, one);
	*length = at;
	return html;
}

/* A document of hostile size is refused, and one below it is read. */
static void
bounded(const char *first, const char *again, size_t fits, size_t too_many)
{
	struct fault f = { "" };
	size_t length;
	char *html = repeated(first, again, fits, &length);
	struct html *document = html_read(html, length, "utf-8", &f);

	assert_non_null(document);
	html_free(document);
	free(html);
	html = repeated(first, again, too_many, &length);
	assert_null(html_read(html, length, "utf-8", &f));
	assert_string_not_equal(f.text, "");
	free(html);
}

static void
what_would_fill_the_memory_is_refused(void **state)
{
	(void)state;
	bounded("", "<", 100000, 4000000);
}

/* Names that differ: "a0", "a1" ... */
static void
what_has_too_many_attributes_is_refused(void **state)
{
	static const unsigned counts[] = { 250, 40000 };
	struct html *document;
	char *html = malloc(16 * 40000), *at;

	(void)state;
	assert_non_null(html);
	for (size_t i = 0; i < 2; i++) {
		at = html + sprintf(html, "<a");
		for (unsigned k = 0; k < counts[i]; k++)
			at += sprintf(at, " a%u=b", k);
		at += sprintf(at, ">");
		document = html_read(html, (size_t)(at - html), "utf-8",
		    NULL);
		assert_true((document == NULL) == (i == 1));
		html_free(document);
	}
	free(html);
	/* The same name again is none more. */
	document = html_read("<a b b b>", 9, "utf-8", NULL);
	assert_non_null(document);
	html_free(document);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_what_people_see),
		cmocka_unit_test(attributes_are_read_however_they_are_written),
		cmocka_unit_test(classes_are_found_in_document_order),
		cmocka_unit_test(charsets_are_told_or_guessed),
		cmocka_unit_test(what_is_nested_too_deep_is_refused),
		cmocka_unit_test(what_would_fill_the_memory_is_refused),
		cmocka_unit_test(what_has_too_many_attributes_is_refused)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
