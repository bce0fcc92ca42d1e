#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fits the points of weights.tsv to labelled posts.

  python3 lexicons/fit.py build/bin/klad-classify lexicons POSTS.ndjson >new.tsv

POSTS: one object a line {id, lang, label, set, text[, cluster][, kind]}; label
is advert, drug_talk or other, and posts of one cluster are near-copies.

Each part of the model (a row of weights.tsv) has a value from 0 to 1 for each
post, which klad-classify itself works out. Logistic regression over these
values, with few parameters and a strong pull to 0, gives each part its points;
the parts of TAKING may only take points away, all others only give them.

The points are scaled so that the level `medium` is 50: the least score at
which, among posts that were held out (FOLDS folds, clusters kept together;
in each of SEEDS ways to cut them), no language raises more than RATE of its
posts that are no adverts, or TALK_RATE of its talk about drugs. `low` and
`high` allow three times and a third of that. Terms in Chinese are so short
that the same signs say less there: the part `chinese` takes away what that
language's level is above the others', CHINESE_LEAST at the least.

The figures of the held-out posts go to stderr: those of each cut, and those
of every set of posts that holds adverts when trained on all other sets. Only
Python's own library is used; it takes some minutes.
"""
import collections
import json
import math
import os
import random
import subprocess
import sys
import tempfile

TAKING = {"court", "medicine", "help", "cooking", "gardening", "music",
          "games", "news", "talk", "prose", "goods", "denial", "purchase"}
TAKEN_LEAST = 1.2           # log odds of an innocent context, where the posts
                            # have too few such cases to tell
TAKEN_LEAST_OF = {          # more, of those that adverts lack
    "court": 7.2,           # sentences and arrests
    "purchase": 7.2,        # Chinese chats are full of who wants some
    "goods": 2.4,           # cars, flats and clothes
    "cooking": 3.6,         # flour, salt, herbs and mushrooms
    "gardening": 3.6,       # cones, seeds and grass
}
GIVEN_MOST = {              # log odds, for what sells other goods as well:
    "trade×density×chinese": 2.0,       # with nothing else, below medium
}
GIVEN_LEAST = {             # log odds, for what the posts have no adverts of
    "drug×request×density": 5.8,     # public requests to buy
    "request×contact": 2.0,          # and whom to write to, which talk lacks
}
ALONE = {"density"}         # says nothing by itself
CHINESE = "chinese"         # found from the levels, not from the posts
CHINESE_LEAST = 1.3         # its level above the others', in log odds: a
                            # hundred posts of talk are too few to tell
TIMES = "\u00d7"
LEFT_OUT = {"en-titles"}    # titles of listings: no posts
RATE = 0.001                # false alerts that medium may raise
TALK_RATE = 0.01            # the same, of talk about drugs
POSTS_MIN = 1000            # fewer posts of a language give no rate
TALK_MIN = 100              # the same, of talk about drugs
ADVERT_WEIGHT = 20          # of one advert; a cluster counts as two
TALK_WEIGHT = 16            # talk about drugs is rare here, and hard
DENIAL_WEIGHT = 50          # "no drugs" must never raise an alert
PULL = 0.02                 # to 0, per round over the posts
PULL_ALONE = 0.15           # the same, of ALONE
STEP = 0.3
ROUNDS = 60
FOLDS = 5
SEEDS = 5                   # ways to cut the posts into folds


def read_rows(path):
    """Comment lines, header and rows of weights.tsv, as written."""
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def is_row(line):
    """Is it a part that has points of its own?"""
    return (line and not line.startswith("#") and
            not line.startswith("part\t") and line.split("\t")[1] != "-")


def write_with(rows, points, file):
    """The rows again, with these points."""
    for line in rows:
        cells = line.split("\t")
        if is_row(line) and cells[0] in points:
            cells[1] = f"{points[cells[0]]:.1f}"
        print("\t".join(cells), file=file)


def measure(program, folder, rows, posts):
    """The values of all parts for each post, from klad-classify."""
    names = [line.split("\t")[0] for line in rows if is_row(line)]
    names = [name for name in names if not name.startswith("level:")]
    number_of = {name: number for number, name in enumerate(names)}
    units = {name: float(name != CHINESE) for name in names}
    with tempfile.TemporaryDirectory() as overlay:
        with open(os.path.join(overlay, "weights.tsv"), "w",
                  encoding="utf-8") as file:
            write_with(rows, units, file)
        with open(os.path.join(overlay, "records"), "w",
                  encoding="utf-8") as file:
            for number, post in enumerate(posts):
                print(json.dumps({"v": 1, "id": str(number),
                                  "post": {"text": post["text"]}}), file=file)
        environment = dict(os.environ, KLAD_LEXICONS=folder)
        with open(os.path.join(overlay, "records"), "rb") as records:
            run = subprocess.run([program, "--all", "--progress=never",
                                  "-L", overlay], stdin=records, check=True,
                                 stdout=subprocess.PIPE, env=environment)
    values = [()] * len(posts)
    for line in run.stdout.splitlines():
        alert = json.loads(line)
        values[int(alert["record"]["id"])] = tuple(sorted(
            (number_of[part["name"]], part["weight"])
            for part in alert["score"]["parts"] if part["weight"] > 0))
    return values, names


def bounds_of(name):
    """The least and the most that a part may be worth, in log odds."""
    if name in TAKING:
        return -math.inf, -TAKEN_LEAST_OF.get(name, TAKEN_LEAST)
    return GIVEN_LEAST.get(name, 0), GIVEN_MOST.get(name, math.inf)


def train(examples, names):
    """examples: (values, is advert, weight). Returns weights by number."""
    weights = [0.0] * len(names)
    scale = [1e-6] * len(names)
    least, most = zip(*(bounds_of(name) for name in names))
    keep = [1 - (PULL_ALONE if name in ALONE else PULL) for name in names]
    bias, bias_scale = -4.0, 1e-6
    order = list(examples)
    chance = random.Random(1)
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for values, advert, weight in order:
            z = bias + sum(weights[n] * x for n, x in values)
            slope = (1 / (1 + math.exp(-max(-30, min(30, z)))) -
                     advert) * weight
            bias_scale += slope * slope
            bias -= STEP * slope / math.sqrt(bias_scale)
            for n, x in values:
                scale[n] += (slope * x) ** 2
                new = weights[n] - STEP * slope * x / math.sqrt(scale[n])
                weights[n] = min(max(new, least[n]), most[n])
        weights = [min(max(weight * k, low), high) for weight, k, low, high
                   in zip(weights, keep, least, most)]
    return weights


def gather(posts, values, chosen):
    """Posts with the same values count together."""
    sizes = collections.Counter(post.get("cluster") for post in posts)
    counts = collections.Counter()
    for number in chosen:
        post = posts[number]
        advert = post["label"] == "advert"
        if advert:
            weight = ADVERT_WEIGHT * min(1.0, 2 / sizes[post.get("cluster")])
        elif post.get("kind") == "denies_drugs":
            weight = DENIAL_WEIGHT
        else:
            weight = TALK_WEIGHT if post["label"] == "drug_talk" else 1.0
        counts[values[number], advert] += weight
    return [(v, a, min(w, 300.0)) for (v, a), w in sorted(counts.items())]


def fold_of(post, seed):
    name = post.get("cluster") or post["set"] + "/" + post["id"]
    return random.Random(f"{seed} {name}").randrange(FOLDS)


def score_of(weights, values):
    return sum(weights[n] * x for n, x in values)


def score_held_out(posts, values, names, group_of):
    """The score of every post, its bias taken away, from the weights that all
    posts of other groups give; None for posts in no group."""
    groups = [group_of(post) for post in posts]
    scores = [None] * len(posts)
    for group in sorted(set(groups) - {None}):
        inside = [n for n, other in enumerate(groups) if other != group]
        weights = train(gather(posts, values, inside), names)
        for n, other in enumerate(groups):
            if other == group:
                scores[n] = score_of(weights, values[n])
    return scores


def least_for(scores, rate, fewest):
    """The least score that only this share of the scores reaches; 0 if they
    are too few to tell."""
    if len(scores) < fewest:
        return 0
    return sorted(scores, reverse=True)[int(rate * len(scores))] + 1e-6


def level_for(posts, scores, chinese, factor):
    """The level at which no language raises more than its share."""
    clean = collections.defaultdict(list)
    for post, score in zip(posts, scores):
        if post["label"] == "advert" or (post["lang"] == "zh") != chinese:
            continue
        clean[post["lang"], "all"].append(score)
        if post["label"] == "drug_talk":
            clean[post["lang"], "talk"].append(score)
    return max(least_for(some, factor * TALK_RATE, TALK_MIN)
               if kind == "talk" else
               least_for(some, factor * RATE, POSTS_MIN)
               for (_, kind), some in clean.items())


def find_levels(posts, seen, cuts, chinese):
    """The levels by name: the least that keeps the posts within the rates in
    every cut, and those seen in training."""
    return {name: max(level_for(posts, scores, chinese, factor)
                      for scores in [seen, *cuts])
            for name, factor in (("low", 3), ("medium", 1), ("high", 1 / 3))}


def report(posts, scores, name, levels, key="lang"):
    table = collections.defaultdict(collections.Counter)
    for post, score in zip(posts, scores):
        if score is None:
            continue
        raised = score >= levels[post["lang"] == "zh"]
        labels = [post["label"]]
        if post.get("explicit") == "1":
            labels.append("explicit")
        for label in labels:
            table[post[key]][label] += 1
            table[post[key]][label + " raised"] += raised
    for group, row in sorted(table.items()):
        if not any(row[label] for label in row if label.endswith("raised")):
            continue
        print(f"{name:10} {group}: " + ", ".join(
            f"{label} {row[label + ' raised']}/{row[label]}"
            for label in ("advert", "explicit", "drug_talk", "other")),
            file=sys.stderr)


def main(program, folder, path):
    with open(path, encoding="utf-8") as file:
        posts = [json.loads(line) for line in file]
    posts = [post for post in posts if post["label"] != "unlabelled" and
             post["lang"] not in LEFT_OUT]
    rows = read_rows(os.path.join(folder, "weights.tsv"))
    values, names = measure(program, folder, rows, posts)
    weights = train(gather(posts, values, range(len(posts))), names)
    seen = [score_of(weights, some) for some in values]
    cuts = [score_held_out(posts, values, names,
                           lambda post, seed=seed: fold_of(post, seed))
            for seed in range(SEEDS)]
    levels = find_levels(posts, seen, cuts, False)
    chinese = find_levels(posts, seen, cuts, True)
    above = max(CHINESE_LEAST, chinese["medium"] - levels["medium"])
    medium = levels["medium"], levels["medium"] + above
    for seed, scores in enumerate(cuts):
        report(posts, scores, f"cut {seed}", medium)
    adverts = {post["set"] for post in posts if post["label"] == "advert"}
    report(posts, score_held_out(posts, values, names, lambda post:
                                 post["set"] if post["set"] in adverts
                                 else None), "new set", medium, "set")
    for name, level in levels.items():
        report(posts, seen, name, (level, level + above))
    scale = 50 / levels["medium"]
    points = {name: weight * scale for name, weight in zip(names, weights)}
    points[CHINESE] = -above * scale
    for name, level in levels.items():
        points["level:" + name] = min(100, level * scale)
    write_with(rows, points, sys.stdout)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
