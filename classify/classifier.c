/* SPDX-License-Identifier: MIT */
#include "classify/classifier.h"

#include <jansson.h>
#include <time.h>

#include "classify/alert.h"
#include "classify/explain.h"
#include "wire/record.h"

static bool
screens(const struct classifier *c)
{
	return !c->settings.all && !c->settings.no_screen;
}

int
classifier_open(struct classifier *c, const struct detector *detector,
    const struct settings *settings, size_t tokens, struct fault *f)
{
	c->settings = *settings;
	if (examine_open(&c->examiner, detector, f) < 0)
		return -1;
	if (!screens(c))
		return 0;
	if (screen_open(&c->screen, &c->examiner, settings->threshold, tokens,
	    f) == 0)
		return 0;
	examine_close(&c->examiner);
	return -1;
}

void
classifier_close(struct classifier *c)
{
	if (screens(c))
		screen_close(&c->screen);
	examine_close(&c->examiner);
}

int
classifier_join(struct classifier *c, const struct classifier *other)
{
	return screens(c) ? cache_join(&c->screen.look.tokens,
	    &other->screen.look.tokens) : 0;
}

void
classifier_exchange(struct classifier *c, struct cache_news *news)
{
	if (screens(c))
		cache_exchange(&c->screen.look.tokens, news);
}

static enum verdict
classify(struct classifier *c, const json_t *record, char **text,
    struct fault *f)
{
	const struct settings *settings = &c->settings;
	bool alert;

	if (examine_record(&c->examiner, record, f) < 0)
		return VERDICT_FAULT;
	alert = c->examiner.score.total >= settings->threshold;
	if (settings->stats != NULL)
		stats_count(settings->stats, &c->examiner.detector->lexicon,
		    c->examiner.signs, c->examiner.sign_count, alert);
	if (settings->explain)
		*text = explain_text(&c->examiner, record,
		    settings->threshold, &settings->page, f);
	else if (settings->all || alert)
		*text = alert_text(&c->examiner, record,
		    settings->threshold, time(NULL), f);
	else
		return VERDICT_NOTHING;
	/* One line that cannot be written keeps no other from going on. */
	return *text != NULL ? VERDICT_ALERT : VERDICT_REJECT;
}

void
classifier_expect(struct classifier *c, const char *line, size_t length)
{
	if (screens(c))
		screen_expect(&c->screen, line, length);
}

enum verdict
classifier_take(struct classifier *c, const char *line, size_t length,
    char **text, struct fault *f)
{
	enum verdict verdict;
	json_t *record;

	*text = NULL;
	if (screens(c) && !screen_passes(&c->screen, line, length))
		return VERDICT_NOTHING;
	record = record_parse(line, length, f);
	if (record == NULL)
		return VERDICT_REJECT;
	verdict = classify(c, record, text, f);
	json_decref(record);
	return verdict;
}
