/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "classify/cache.h"

static uint32_t
find(const struct cache *cache, const char *text)
{
	return cache_find(cache, cache_hash(cache, text, strlen(text),
	    false));
}

static void
keep(struct cache *cache, const char *text, uint32_t marks)
{
	cache_keep(cache, cache_hash(cache, text, strlen(text), false),
	    marks);
}

static void
what_was_kept_is_known(void **state)
{
	static const char *const words[] = { "x", "дым", "sixteen of bytes",
	    "a stretch of text of many more bytes than that" };
	struct cache cache;

	(void)state;
	assert_int_equal(cache_open(&cache, 1024), 0);
	for (uint32_t i = 0; i < 4; i++) {
		assert_int_equal(find(&cache, words[i]), CACHE_NEW);
		keep(&cache, words[i], i);
		assert_int_equal(find(&cache, words[i] + 1), CACHE_NEW);
	}
	for (uint32_t i = 0; i < 4; i++)
		assert_int_equal(find(&cache, words[i]), i);
	cache_empty(&cache);
	for (uint32_t i = 0; i < 4; i++)
		assert_int_equal(find(&cache, words[i]), CACHE_NEW);
	cache_close(&cache);
}

static void
what_came_first_gives_way(void **state)
{
	static const char *const words[] = { "one", "two", "three", "four",
	    "five", "six", "seven" };
	struct cache cache;

	(void)state;
	/* All stand in one place. */
	assert_int_equal(cache_open(&cache, 4), 0);
	for (uint32_t i = 0; i < CACHE_SET; i++)
		keep(&cache, words[i], i);
	for (uint32_t i = 0; i < CACHE_SET; i++)
		assert_int_equal(find(&cache, words[i]), i);
	keep(&cache, words[CACHE_SET], CACHE_SET);
	assert_int_equal(find(&cache, words[0]), CACHE_NEW);
	for (uint32_t i = 1; i <= CACHE_SET; i++)
		assert_int_equal(find(&cache, words[i]), i);
	cache_close(&cache);
}

/* Of all beginnings of a text, whichever way, read from a picture or not. */
static void
each_string_has_one_hash(void **state)
{
	static const char text[] = "Every beginning of this text is a token of "
	    "its own.                ";
	const size_t most = sizeof(text) - 1 - CACHE_READ;
	struct cache cache;

	(void)state;
	assert_int_equal(cache_open(&cache, 1024), 0);
	for (size_t length = 1; length <= most; length++) {
		for (int ocr = 0; ocr < 2; ocr++) {
			uint64_t hash = cache_hash(&cache, text, length,
			    ocr != 0);

			assert_int_equal(hash, cache_hash_fast(&cache, text,
			    length, ocr != 0));
			assert_int_equal(cache_find(&cache, hash),
			    CACHE_NEW);
			cache_keep(&cache, hash, 7);
		}
	}
	cache_close(&cache);
}

/* What is known in one cache tells nothing of the hashes in another. */
static void
hashes_have_a_key(void **state)
{
	struct cache one, other;

	(void)state;
	assert_int_equal(cache_open(&one, 64), 0);
	assert_int_equal(cache_open(&other, 64), 0);
	assert_int_not_equal(cache_hash(&one, "word", 4, false),
	    cache_hash(&other, "word", 4, false));
	cache_close(&one);
	cache_close(&other);
}

/* With more words than there is room for, none is taken for another. */
static void
a_full_cache_forgets_and_never_errs(void **state)
{
	struct cache cache;
	size_t known = 0;
	char word[16];

	(void)state;
	assert_int_equal(cache_open(&cache, 64), 0);
	for (uint32_t i = 1; i <= 1000; i++) {
		(void)snprintf(word, sizeof(word), "word %u", i);
		assert_int_equal(find(&cache, word), CACHE_NEW);
		keep(&cache, word, i);
	}
	for (uint32_t i = 1; i <= 1000; i++) {
		uint32_t marks;

		(void)snprintf(word, sizeof(word), "word %u", i);
		marks = find(&cache, word);
		assert_true(marks == CACHE_NEW || marks == i);
		known += marks == i;
	}
	assert_int_equal(known, 64 / 4 * CACHE_SET);
	cache_close(&cache);
}

/* Two caches that tell each other what they keep. */
static void
open_joined(struct cache *one, struct cache *other)
{
	assert_int_equal(cache_open(one, 64), 0);
	assert_int_equal(cache_open(other, 64), 0);
	assert_int_equal(cache_join(one, one), 0);
	assert_int_equal(cache_join(other, one), 0);
}

/* Words that one cache keeps are known to another after an exchange. */
static void
what_one_kept_another_hears(void **state)
{
	struct cache_news *news = calloc(1, sizeof(*news));
	struct cache one, other;

	(void)state;
	assert_non_null(news);
	open_joined(&one, &other);
	keep(&one, "соль", 3);
	assert_int_equal(find(&other, "соль"), CACHE_NEW);
	cache_exchange(&one, news);
	cache_exchange(&other, news);
	assert_int_equal(find(&other, "соль"), 3);
	keep(&other, "мука", 4);
	cache_exchange(&other, news);
	cache_exchange(&one, news);
	assert_int_equal(find(&one, "мука"), 4);
	assert_int_equal(news->count, 2);
	cache_close(&one);
	cache_close(&other);
	free(news);
}

/* More than the news have room for: the last are told, once each. */
static void
old_news_are_forgotten(void **state)
{
	struct cache_news *news = calloc(1, sizeof(*news));
	struct cache one, other;
	char word[16];

	(void)state;
	assert_non_null(news);
	open_joined(&one, &other);
	for (uint32_t i = 1; i <= CACHE_NEWS + 1000; i++) {
		(void)snprintf(word, sizeof(word), "word %u", i);
		keep(&one, word, i);
		if (i % 1000 == 0 || i == CACHE_NEWS + 1000)
			cache_exchange(&one, news);
	}
	assert_int_equal(news->count, CACHE_NEWS + 1000);
	cache_exchange(&other, news);
	assert_int_equal(find(&other, word), CACHE_NEWS + 1000);
	cache_close(&one);
	cache_close(&other);
	free(news);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_kept_is_known),
		cmocka_unit_test(what_came_first_gives_way),
		cmocka_unit_test(each_string_has_one_hash),
		cmocka_unit_test(hashes_have_a_key),
		cmocka_unit_test(a_full_cache_forgets_and_never_errs),
		cmocka_unit_test(what_one_kept_another_hears),
		cmocka_unit_test(old_news_are_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
