/* SPDX-License-Identifier: MIT */
#include "classify/stage.h"

#include <stdlib.h>
#include <unistd.h>

#include "classify/crew.h"
#include "classify/detector.h"
#include "classify/hangup.h"
#include "wire/say.h"

/* The lexicons may change while records stream; the rest may not. */
struct stage {
	const struct options *options;
	struct detector *detector;
	struct settings settings;
	struct stats *stats;	/* or NULL */
	int hangup;
};

/* Read the lexicons, and the threshold from them, into a fresh stage. */
static int
read_lexicons(struct stage *stage, const struct options *options,
    struct fault *f)
{
	stage->options = options;
	stage->settings = options->settings;
	stage->settings.stats = stage->stats;
	stage->detector = detector_open(options->folders,
	    options->folder_count, NULL, f);
	if (stage->detector == NULL)
		return -1;
	if (weights_threshold(&stage->detector->weights, options->threshold,
	    &stage->settings.threshold, f) == 0)
		return 0;
	detector_close(stage->detector);
	return -1;
}

/* All lines read so far are for the old lexicons, all others for the new. */
static int
reread(struct crew *crew, struct stage *stage, struct fault *f)
{
	struct stage fresh = { .stats = stage->stats,
	    .hangup = stage->hangup };

	if (read_lexicons(&fresh, stage->options, f) < 0)
		return -1;
	if (crew_change(crew, fresh.detector, &fresh.settings, f) < 0) {
		detector_close(fresh.detector);
		return -1;
	}
	detector_close(stage->detector);
	*stage = fresh;
	return 0;
}

/* Wait for input, and read the lexicons again at each SIGHUP. */
static void
attend(struct crew *crew, void *context)
{
	struct stage *stage = context;
	struct fault f;

	while (hangup_came(stage->hangup, crew->filter->in.fd)) {
		if (reread(crew, stage, &f) == 0)
			say(NULL, "the lexicons were read again");
		else
			say(NULL, "%s: the lexicons in use are kept", f.text);
	}
}

static int
work(struct stage *stage)
{
	struct filter filter;
	struct crew crew;
	struct fault f;

	if (filter_open(&filter, &stage->options->filter, &f) < 0)
		return filter_fail(&f);
	if (crew_open(&crew, &filter, stage->detector, &stage->settings,
	    stage->options->jobs, &f) < 0) {
		filter_stop(&filter, &f);
		return filter_close(&filter);
	}
	crew.attend = attend;
	crew.context = stage;
	crew_run(&crew);
	crew_close(&crew);
	if (stage->stats != NULL && stats_write(stage->stats,
	    &stage->detector->lexicon, stage->options->stats, &f) < 0)
		filter_stop(&filter, &f);
	return filter_close(&filter);
}

int
stage_run(const struct options *options)
{
	struct stats stats;
	struct stage stage = { 0 };
	struct fault f;
	int status;

	if (options->stats != NULL && stats_try(options->stats, &f) < 0)
		return filter_fail(&f);
	stats_open(&stats);
	if (options->stats != NULL)
		stage.stats = &stats;
	/* Before the lexicons: a SIGHUP may come while they are read. */
	stage.hangup = hangup_open(&f);
	if (stage.hangup < 0 || read_lexicons(&stage, options, &f) < 0) {
		status = filter_fail(&f);
	} else {
		status = work(&stage);
		detector_close(stage.detector);
	}
	if (stage.hangup >= 0)
		close(stage.hangup);
	stats_close(&stats);
	return status;
}
