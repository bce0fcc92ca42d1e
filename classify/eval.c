/* SPDX-License-Identifier: MIT */
#include "classify/eval.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classify/detector.h"
#include "classify/figures.h"
#include "classify/labelled.h"
#include "classify/page.h"
#include "wire/say.h"

enum {
	WORST = 10,		/* mistakes of each kind that are shown */
	WORST_TEXT = 200	/* bytes of each */
};

static const char *const levels[LEVEL_COUNT] = { "low", "medium", "high" };

static void
complain(const char *what)
{
	say(NULL, "%s", what);
}

/* "30/69 0.435" */
static void
write_share(size_t part, size_t whole)
{
	if (whole == 0)
		fputs("-", stdout);
	else
		printf("%zu/%zu %.3f", part, whole,
		    (double)part / (double)whole);
}

static void
write_language(const struct figures *figures, const struct group *total)
{
	if (total->adverts > 0) {
		fputs("recall ", stdout);
		write_share(total->found, total->adverts);
		fputs(", by cluster ", stdout);
		write_share(total->clusters_found, total->clusters);
		fputs(", precision ", stdout);
		write_share(total->found, total->found + total->raised);
		printf(", F1 %.3f; ", figures_f1(total));
	}
	printf("false alerts %zu/%zu", total->raised, total->others);
	if (total->others > 0)
		printf(" = %.2f per 1,000\n", figures_false(total));
	else
		fputs(" = -\n", stdout);
	for (size_t i = 0; i < figures->count; i++) {
		const struct group *group = &figures->groups[i];

		if (group == total || strcmp(group->lang, total->lang) != 0)
			continue;
		printf("    %-28s raised ", group->label);
		write_share(group->raised + group->found,
		    group->others + group->adverts);
		fputs("\n", stdout);
	}
}

static int
write_figures(const struct labelled_posts *posts, double threshold)
{
	struct figures figures;

	if (figures_make(&figures, posts, threshold) < 0)
		return -1;
	for (size_t i = 0; i < figures.count; i++)
		if (figures.groups[i].label[0] == '\0') {
			printf("%s: ", figures.groups[i].lang);
			write_language(&figures, &figures.groups[i]);
		}
	figures_free(&figures);
	return 0;
}

static void
write_row(const char *level, double threshold, const struct group *group)
{
	char precision[16] = "-";	/* of nothing that was raised */

	if (group->found + group->raised > 0)
		snprintf(precision, sizeof(precision), "%.3f",
		    figures_precision(group));
	printf("%-8s %9.2f  %-9s %9.3f %9s %9.3f %9.2f\n", level, threshold,
	    group->lang, figures_recall(group), precision, figures_f1(group),
	    figures_false(group));
}

/* One threshold: what all languages and each that has adverts reach. */
static int
write_level(const struct labelled_posts *posts, const char *level,
    double threshold)
{
	struct figures figures;

	if (figures_make(&figures, posts, threshold) < 0)
		return -1;
	for (size_t i = 0; i < figures.count; i++) {
		const struct group *group = &figures.groups[i];

		if (group->label[0] == '\0' && group->adverts > 0)
			write_row(level, threshold, group);
	}
	figures_free(&figures);
	return 0;
}

static int
write_levels(const struct labelled_posts *posts, const struct weights *weights)
{
	printf("\n%-8s %9s  %-9s %9s %9s %9s %9s\n", "level", "threshold",
	    "language", "recall", "precision", "F1", "per 1,000");
	for (size_t i = 0; i < LEVEL_COUNT; i++)
		if (write_level(posts, levels[i], weights->levels[i]) < 0)
			return -1;
	return 0;
}

/* The beginning of the text, in one line. */
static void
write_mistake(const char *what, const struct labelled *post)
{
	static const struct page page = { .terminal = false };
	char text[WORST_TEXT + 1];
	const char *whole = labelled_text(post, "text");
	size_t length = strnlen(whole, WORST_TEXT);

	/* Not half a character at the end. */
	while (length > 0 && ((unsigned char)whole[length] & 0xc0) == 0x80)
		length--;
	snprintf(text, sizeof(text), "%.*s", (int)length, whole);
	printf("%s %6.2f %s %s %s: ", what, post->score, post->lang,
	    post->label, post->name);
	page_cell(&page, stdout, TONE_PLAIN, 0, text);
	fputs("\n", stdout);
}

static int
by_score(const void *a, const void *b)
{
	double x = ((const struct labelled *)a)->score;
	double y = ((const struct labelled *)b)->score;

	return x < y ? -1 : x > y;
}

/* The adverts with the lowest scores, then the others with the highest. */
static void
write_worst(struct labelled_posts *posts, double threshold)
{
	size_t shown = 0;

	if (posts->count > 0)
		qsort(posts->list, posts->count, sizeof(*posts->list),
		    by_score);
	fputs("\n", stdout);
	for (size_t i = 0; i < posts->count && shown < WORST; i++)
		if (posts->list[i].advert &&
		    posts->list[i].score < threshold) {
			write_mistake("missed", &posts->list[i]);
			shown++;
		}
	shown = 0;
	for (size_t i = posts->count; i > 0 && shown < WORST; i--)
		if (!posts->list[i - 1].advert &&
		    posts->list[i - 1].score >= threshold) {
			write_mistake("false ", &posts->list[i - 1]);
			shown++;
		}
}

static int
evaluate(const struct options *options, struct examiner *examiner,
    double threshold, struct labelled_posts *posts, struct fault *f)
{
	if (labelled_read(posts, examiner, options->labelled, complain, f) < 0)
		return -1;
	if (write_figures(posts, threshold) < 0 ||
	    write_levels(posts, &examiner->detector->weights) < 0)
		return fault(f, "out of memory");
	write_worst(posts, threshold);
	if (fflush(stdout) != 0 || ferror(stdout))
		return fault(f, "stdout: write: %s", strerror(errno));
	return 0;
}

int
eval_run(const struct options *options)
{
	struct labelled_posts posts = { 0 };
	struct detector *detector;
	struct examiner examiner;
	struct fault f;
	double threshold;
	int status = -1;

	detector = detector_open(options->folders, options->folder_count, NULL,
	    &f);
	if (detector == NULL)
		return filter_fail(&f);
	if (weights_threshold(&detector->weights, options->threshold,
	    &threshold, &f) == 0 &&
	    examine_open(&examiner, detector, &f) == 0) {
		status = evaluate(options, &examiner, threshold, &posts, &f);
		examine_close(&examiner);
	}
	detector_close(detector);
	if (status == 0)
		status = posts.failed > 0 ? FILTER_SOME_FAILED : FILTER_DONE;
	else
		status = filter_fail(&f);
	labelled_free(&posts);
	return status;
}
