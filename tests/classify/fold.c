/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "classify/fold.h"

static void
folds_to(const char *text, const char *wanted)
{
	struct folded folded = { 0 };
	char got[256];
	size_t length = 0;

	assert_int_equal(fold_text(&folded, text, strlen(text)), 0);
	for (size_t i = 0; i < folded.count; i++)
		length += fold_encode(folded.points[i].point, got + length);
	got[length] = '\0';
	assert_string_equal(got, wanted);
	fold_free(&folded);
}

static void
case_and_compatibility_forms_are_undone(void **state)
{
	(void)state;
	folds_to("ＭｅＦ", "mef");
	folds_to("𝗪𝗲𝗲𝗱 𝟰𝗺𝗺𝗰", "weed 4mmc");
	folds_to("МЁД", "мед");
	folds_to("①", "1");
}

static void
traditional_characters_become_simplified_ones(void **state)
{
	(void)state;
	folds_to("葉子煙彈郵票", "叶子烟弹邮票");
	folds_to("叶子人龘丟龜", "叶子人龘丢龟");
	folds_to("菸裡著", "烟里着");
}

static void
what_cannot_be_seen_is_dropped(void **state)
{
	(void)state;
	folds_to("ме\u200bф\u00ad", "меф");
	folds_to("м\u0336е\u0336ф", "меф");
	folds_to("\u202eмеф", "меф");
}

static void
marks_are_composed(void **state)
{
	(void)state;
	folds_to("чаи\u0306", "чай");
	folds_to("cocai\u0308ne", "coca\u00efne");
}

static void
offsets_are_those_of_the_original(void **state)
{
	struct folded folded = { 0 };

	(void)state;
	assert_int_equal(fold_text(&folded, "x\u200bИ\u0306", 8), 0);
	assert_int_equal(folded.count, 2);
	assert_int_equal(folded.points[1].point, 0x0439);
	assert_int_equal(folded.points[1].start, 4);
	assert_int_equal(folded.points[1].end, 8);
	fold_free(&folded);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_and_compatibility_forms_are_undone),
		cmocka_unit_test(traditional_characters_become_simplified_ones),
		cmocka_unit_test(what_cannot_be_seen_is_dropped),
		cmocka_unit_test(marks_are_composed),
		cmocka_unit_test(offsets_are_those_of_the_original)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
