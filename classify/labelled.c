/* SPDX-License-Identifier: MIT */
#include "classify/labelled.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wire/line.h"
#include "wire/record.h"

const char *
labelled_text(const struct labelled *labelled, const char *key)
{
	return json_string_value(json_object_get(labelled->post, key));
}

void
labelled_free(struct labelled_posts *posts)
{
	for (size_t i = 0; i < posts->count; i++) {
		json_decref(posts->list[i].post);
		free(posts->list[i].name);
	}
	free(posts->list);
	*posts = (struct labelled_posts){ 0 };
}

static int
score(struct labelled *labelled, struct examiner *examiner, struct fault *f)
{
	json_t *record = json_pack("{s:{s:O}}", "post", "text",
	    json_object_get(labelled->post, "text"));
	int status;

	if (record == NULL)
		return fault(f, "out of memory");
	status = examine_record(examiner, record, f);
	labelled->score = examiner->score.total;
	json_decref(record);
	return status;
}

/* Name the post by its set and id; ids may be numbers. */
static int
name(struct labelled *labelled)
{
	const char *set = labelled_text(labelled, "set");
	const json_t *id = json_object_get(labelled->post, "id");
	int made;

	if (set == NULL)
		set = "posts";
	if (json_is_integer(id))
		made = asprintf(&labelled->name, "%s/%" JSON_INTEGER_FORMAT,
		    set, json_integer_value(id));
	else
		made = asprintf(&labelled->name, "%s/%s", set,
		    json_is_string(id) ? json_string_value(id) : "");
	return made < 0 ? -1 : 0;
}

/* Keep the post, which is then the list's. */
static struct labelled *
add(struct labelled_posts *posts, json_t *post)
{
	struct labelled *labelled;

	if (posts->count == posts->room) {
		size_t room = posts->room * 2 + 1024;
		struct labelled *more = reallocarray(posts->list, room,
		    sizeof(*more));

		if (more == NULL)
			return NULL;
		posts->list = more;
		posts->room = room;
	}
	labelled = &posts->list[posts->count];
	*labelled = (struct labelled){ .post = post };
	labelled->lang = labelled_text(labelled, "lang");
	labelled->label = labelled_text(labelled, "label");
	labelled->advert = strcmp(labelled->label, "advert") == 0;
	if (name(labelled) < 0)
		return NULL;
	posts->count++;
	return labelled;
}

/* Parse a line; NULL with the reason if it is no labelled post. */
static json_t *
parse(const struct line *line, struct fault *f)
{
	static const char *const needed[] = { "lang", "label", "text" };
	json_t *post;

	if (line->kind != LINE_WHOLE) {
		fault(f, "line over %zu bytes", RECORD_MAX);
		return NULL;
	}
	post = record_json(line->bytes, line->length, f);
	if (post == NULL)
		return NULL;
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		if (json_is_string(json_object_get(post, needed[i])))
			continue;
		fault(f, "not a labelled post: no \"%s\"", needed[i]);
		json_decref(post);
		return NULL;
	}
	return post;
}

static int
take(struct labelled_posts *posts, struct examiner *examiner, json_t *post,
    struct fault *f)
{
	const char *label = json_string_value(json_object_get(post, "label"));
	struct labelled *labelled;

	if (strcmp(label, "unlabelled") == 0) {
		json_decref(post);
		return 0;
	}
	labelled = add(posts, post);
	if (labelled == NULL) {
		json_decref(post);
		return fault(f, "out of memory");
	}
	return score(labelled, examiner, f);
}

static int
read_lines(struct labelled_posts *posts, struct examiner *examiner,
    struct lines *in, const char *path, void complain(const char *what),
    struct fault *f)
{
	struct line line;
	int got;

	while ((got = lines_next(in, &line, f)) > 0) {
		struct fault why, what;
		json_t *post;

		if (line.kind == LINE_PIECE ||
		    (line.kind == LINE_WHOLE && line_is_blank(&line)))
			continue;
		post = parse(&line, &why);
		if (post == NULL) {
			fault(&what, "%s:%lu: %.400s", path, line.number,
			    why.text);
			complain(what.text);
			posts->failed++;
		} else if (take(posts, examiner, post, f) < 0) {
			return -1;
		}
	}
	return got;
}

int
labelled_read(struct labelled_posts *posts, struct examiner *examiner,
    const char *path, void complain(const char *what), struct fault *f)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct lines in;
	struct fault why;
	int status;

	if (fd < 0)
		return fault(f, "%s: %s", path, strerror(errno));
	status = lines_open(&in, fd, RECORD_MAX, &why);
	if (status == 0) {
		status = read_lines(posts, examiner, &in, path, complain,
		    &why);
		lines_close(&in);
	}
	close(fd);
	return status < 0 ? fault(f, "%s: %.400s", path, why.text) : 0;
}
