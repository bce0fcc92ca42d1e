/* SPDX-License-Identifier: MIT */
#include "classify/figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classify/map.h"

#define ALL "all"

/* Clusters seen so far: by language and name, whether one was raised. */
struct clusters {
	struct map keys;
	bool *raised;
};

void
figures_free(struct figures *figures)
{
	free(figures->groups);
	*figures = (struct figures){ 0 };
}

static double
share(size_t part, size_t whole)
{
	return whole == 0 ? 0 : (double)part / (double)whole;
}

double
figures_recall(const struct group *group)
{
	return share(group->found, group->adverts);
}

double
figures_precision(const struct group *group)
{
	return share(group->found, group->found + group->raised);
}

double
figures_f1(const struct group *group)
{
	double recall = figures_recall(group);
	double precision = figures_precision(group);

	return recall + precision > 0 ?
	    2 * recall * precision / (recall + precision) : 0;
}

double
figures_false(const struct group *group)
{
	return 1000 * share(group->raised, group->others);
}

/* The group of that name, made if need be; NULL without memory. */
static struct group *
group_of(struct figures *figures, const char *lang, const char *label)
{
	struct group *group;

	for (size_t i = 0; i < figures->count; i++)
		if (strcmp(figures->groups[i].lang, lang) == 0 &&
		    strcmp(figures->groups[i].label, label) == 0)
			return &figures->groups[i];
	if (figures->count == figures->room) {
		size_t room = figures->room * 2 + 32;
		struct group *more = reallocarray(figures->groups, room,
		    sizeof(*more));

		if (more == NULL)
			return NULL;
		figures->groups = more;
		figures->room = room;
	}
	group = &figures->groups[figures->count++];
	*group = (struct group){ .lang = lang };
	snprintf(group->label, sizeof(group->label), "%s", label);
	return group;
}

static int
count_in(struct figures *figures, const struct labelled *post,
    const char *lang, const char *label, bool raised)
{
	struct group *group = group_of(figures, lang, label);

	if (group == NULL)
		return -1;
	group->adverts += post->advert;
	group->found += post->advert && raised;
	group->others += !post->advert;
	group->raised += !post->advert && raised;
	return 0;
}

/* What sort of its label a post is: "advert, explicit"; "" for none. */
static void
sort_of(const struct labelled *post, char *sort, size_t size)
{
	const char *explicit = labelled_text(post, "explicit");
	const char *kind = labelled_text(post, "kind");

	sort[0] = '\0';
	if (post->advert && explicit != NULL)
		snprintf(sort, size, "%s, %s", post->label,
		    strcmp(explicit, "1") == 0 ? "explicit" : "implicit");
	else if (!post->advert && kind != NULL && kind[0] != '\0')
		snprintf(sort, size, "%s, %s", post->label, kind);
}

/* Count an advert's cluster once, and once more when it is first raised. */
static int
count_cluster(struct clusters *clusters, struct figures *figures,
    const struct labelled *post, const char *lang, bool raised)
{
	const char *cluster = labelled_text(post, "cluster");
	struct group *group = group_of(figures, lang, "");
	char key[512];
	uint32_t number;
	int length = snprintf(key, sizeof(key), "%.16s\t%.400s", lang,
	    cluster != NULL ? cluster : post->name);

	number = map_find(&clusters->keys, key, (size_t)length);
	if (number == MAP_NONE) {
		number = (uint32_t)map_count(&clusters->keys);
		if (map_add(&clusters->keys, key, (size_t)length, number) < 0)
			return -1;
		clusters->raised[number] = false;
		group->clusters++;
	}
	group->clusters_found += raised && !clusters->raised[number];
	clusters->raised[number] |= raised;
	return 0;
}

static int
count_post(struct figures *figures, struct clusters *clusters,
    const struct labelled *post, double threshold)
{
	bool raised = post->score >= threshold;
	char sort[64];

	sort_of(post, sort, sizeof(sort));
	if (count_in(figures, post, ALL, "", raised) < 0 ||
	    count_in(figures, post, post->lang, "", raised) < 0 ||
	    count_in(figures, post, post->lang, post->label, raised) < 0)
		return -1;
	if (sort[0] != '\0' &&
	    count_in(figures, post, post->lang, sort, raised) < 0)
		return -1;
	if (!post->advert)
		return 0;
	return count_cluster(clusters, figures, post, ALL, raised) < 0 ? -1 :
	    count_cluster(clusters, figures, post, post->lang, raised);
}

static int
by_name(const void *a, const void *b)
{
	const struct group *one = a, *other = b;
	int order = strcmp(one->lang, other->lang);

	/* All languages together come before each. */
	if (order != 0 && strcmp(one->lang, ALL) == 0)
		return -1;
	if (order != 0 && strcmp(other->lang, ALL) == 0)
		return 1;
	return order != 0 ? order : strcmp(one->label, other->label);
}

int
figures_make(struct figures *figures, const struct labelled_posts *posts,
    double threshold)
{
	struct clusters clusters = { 0 };
	int status = -1;

	*figures = (struct figures){ 0 };
	/* A cluster is counted in its language, and in all of them. */
	clusters.raised = calloc(2 * posts->count + 1,
	    sizeof(*clusters.raised));
	if (clusters.raised != NULL)
		status = 0;
	for (size_t i = 0; i < posts->count && status == 0; i++)
		status = count_post(figures, &clusters, &posts->list[i],
		    threshold);
	if (status < 0)
		figures_free(figures);
	else if (figures->count > 0)
		qsort(figures->groups, figures->count,
		    sizeof(*figures->groups), by_name);
	map_free(&clusters.keys);
	free(clusters.raised);
	return status;
}
