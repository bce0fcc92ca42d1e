/* SPDX-License-Identifier: MIT */
/* Records leave in their order, and a slow one holds up no more than it may. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ocr/queue.h"

/* Add a record with so many pictures. */
static void
add(struct queue *queue, unsigned long number, int pictures, size_t bytes)
{
	json_t *record = json_pack("{s:[]}", "media");
	struct fault f;

	for (int i = 0; i < pictures; i++)
		json_array_append_new(json_object_get(record, "media"),
		    json_object());
	assert_int_equal(queue_add(queue, record, number, bytes, &f), 0);
}

static void
records_leave_in_their_order(void **state)
{
	struct queue queue = { 0 };
	struct job *slow, *second, *third;

	(void)state;
	add(&queue, 1, 1, 100);
	add(&queue, 2, 2, 100);
	add(&queue, 3, 0, 100);
	slow = queue_waiting(&queue, NULL);
	second = queue_waiting(&queue, slow);
	third = queue_waiting(&queue, second);
	assert_null(queue_waiting(&queue, third));
	queue_finish(&queue, third, json_object());
	queue_finish(&queue, second, json_object());
	assert_null(queue_front(&queue));
	queue_finish(&queue, slow, json_object());
	for (unsigned long number = 1; number <= 3; number++) {
		assert_int_equal(queue_front(&queue)->number, number);
		queue_pop(&queue);
	}
	assert_null(queue_front(&queue));
	assert_int_equal(queue.bytes, 0);
}

static void
records_behind_a_slow_picture_are_bounded(void **state)
{
	struct queue queue = { 0 };
	unsigned long count = 0;

	(void)state;
	add(&queue, count++, 1, 100);
	while (queue_has_room(&queue))
		add(&queue, count++, 0, 100);
	assert_int_equal(count, QUEUE_RECORDS_MAX);
	queue_clear(&queue);
}

static void
so_are_their_bytes_and_those_of_readings(void **state)
{
	struct queue queue = { 0 };
	struct job *slow, *job;
	size_t before;

	(void)state;
	add(&queue, 1, 1, 100);
	add(&queue, 2, 1, 100);
	slow = queue_waiting(&queue, NULL);
	job = queue_waiting(&queue, slow);
	before = queue.bytes;
	queue_finish(&queue, job, json_pack("{s:s}", "text", "abcdefgh"));
	assert_int_equal(queue.bytes, before + sizeof("{\"text\":\"abcdefgh\"}")
	    - 1);
	add(&queue, 3, 0, QUEUE_BYTES_MAX);
	assert_false(queue_has_room(&queue));
	queue_clear(&queue);
	assert_true(queue_has_room(&queue));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_leave_in_their_order),
		cmocka_unit_test(records_behind_a_slow_picture_are_bounded),
		cmocka_unit_test(so_are_their_bytes_and_those_of_readings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
