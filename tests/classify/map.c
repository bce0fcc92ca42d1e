/* SPDX-License-Identifier: MIT */
/* The table of byte strings, far past the places where it grows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "classify/map.h"

enum {
	KEYS = 5000,
	HASHES = 1000
};

/* A key of its own for each number, from no bytes on. */
static size_t
make_key(uint32_t number, char key[16])
{
	return number == 0 ? 0 : (size_t)snprintf(key, 16, "%u", number);
}

static void
fill(struct map *map)
{
	char key[16];

	for (uint32_t i = 0; i < KEYS; i++)
		assert_int_equal(map_add(map, key, make_key(i, key), i), 0);
	assert_int_equal(map_count(map), KEYS);
}

static void
every_key_has_its_value(void **state)
{
	struct map map = { 0 };
	char key[16];

	(void)state;
	assert_int_equal(map_find(&map, "", 0), MAP_NONE);
	fill(&map);
	for (uint32_t i = 0; i < KEYS; i++)
		assert_int_equal(map_find(&map, key, make_key(i, key)), i);
	assert_int_equal(map_find(&map, key, make_key(KEYS, key)), MAP_NONE);
	map_empty(&map);
	assert_int_equal(map_find(&map, "7", 1), MAP_NONE);
	fill(&map);
	map_free(&map);
}

static void
a_place_is_of_a_new_key_once(void **state)
{
	struct map map = { 0 };
	uint32_t *place;

	(void)state;
	place = map_place(&map, "соль", 8);
	assert_non_null(place);
	assert_int_equal(*place, MAP_NONE);
	*place = 3;
	place = map_place(&map, "соль", 8);
	assert_non_null(place);
	assert_int_equal(*place, 3);
	assert_int_equal(map_count(&map), 1);
	map_free(&map);
}

static void
records_come_in_their_order(void **state)
{
	struct map map = { 0 };
	const struct map_record *record = NULL;
	uint32_t count = 0;
	char key[16];

	(void)state;
	assert_null(map_next(&map, NULL));
	fill(&map);
	while ((record = map_next(&map, record)) != NULL) {
		assert_int_equal(record->value, count);
		assert_int_equal(record->length, make_key(count, key));
		assert_memory_equal(record->key, key, record->length);
		count++;
	}
	assert_int_equal(count, KEYS);
	map_free(&map);
}

/* As many as the table grows by several times, of few hashes. */
static void
numbers_of_one_hash_are_all_found(void **state)
{
	struct slots slots = { .list = NULL };
	uint32_t found = 0;

	(void)state;
	for (uint32_t i = 1; i <= KEYS; i++) {
		struct slot *slot = NULL;

		assert_int_equal(slots_reserve(&slots), 0);
		do
			slot = slots_next(&slots, i % HASHES, slot);
		while (slot->number != 0);
		slots_take(&slots, slot, i % HASHES, i);
	}
	for (uint32_t hash = 0; hash < HASHES; hash++) {
		struct slot *slot = NULL;

		while ((slot = slots_next(&slots, hash, slot))->number != 0) {
			assert_int_equal(slot->number % HASHES, hash);
			found++;
		}
	}
	assert_int_equal(found, KEYS);
	slots_free(&slots);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_has_its_value),
		cmocka_unit_test(a_place_is_of_a_new_key_once),
		cmocka_unit_test(records_come_in_their_order),
		cmocka_unit_test(numbers_of_one_hash_are_all_found)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
