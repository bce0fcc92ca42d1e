/* SPDX-License-Identifier: MIT */
#include <dlfcn.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define THREADS 4
#define SECTIONS 5

typedef void body(void *);

void GOMP_parallel(body *, void *, unsigned, unsigned);
void GOMP_parallel_sections(body *, void *, unsigned, unsigned, unsigned);
unsigned GOMP_sections_next(void);
void GOMP_sections_end_nowait(void);

static void
count_run(void *data)
{
	++*(int *)data;
}

static void
count_sections(void *data)
{
	int *runs = data;

	for (unsigned i; (i = GOMP_sections_next()) != 0;) {
		assert_in_range(i, 1, SECTIONS);
		runs[i]++;
	}
	GOMP_sections_end_nowait();
}

static void
a_region_is_run_once_whatever_the_threads(void **state)
{
	int runs = 0;

	(void)state;
	GOMP_parallel(count_run, &runs, THREADS, 0);
	assert_int_equal(runs, 1);
}

static void
each_section_is_run_once(void **state)
{
	int runs[SECTIONS + 1] = { 0 };

	(void)state;
	for (int times = 1; times <= 2; times++) {
		GOMP_parallel_sections(count_sections, runs, THREADS, SECTIONS,
		    0);
		for (int i = 1; i <= SECTIONS; i++)
			assert_int_equal(runs[i], times);
	}
	assert_int_equal(GOMP_sections_next(), 0);
}

static void
tesseract_finds_them_before_those_of_openmp(void **state)
{
	static const char *const names[] = { "GOMP_parallel",
		"GOMP_parallel_sections", "GOMP_sections_next",
		"GOMP_sections_end_nowait" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		void *function = dlsym(RTLD_DEFAULT, names[i]);
		Dl_info found;

		assert_non_null(function);
		assert_int_not_equal(dladdr(function, &found), 0);
		assert_null(strstr(found.dli_fname, "libgomp"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_region_is_run_once_whatever_the_threads),
		cmocka_unit_test(each_section_is_run_once),
		cmocka_unit_test(tesseract_finds_them_before_those_of_openmp),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
