#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fits the points of weights.tsv to labelled posts.

  python3 lexicons/fit.py build/bin/klad-classify lexicons POSTS.ndjson >new.tsv

POSTS: one object a line {id, lang, label, set, text[, cluster]}; label is
advert, drug_talk or other, and posts of one cluster are near-copies.

Each part of the model (a row of weights.tsv) has a value from 0 to 1 for each
post, which klad-classify itself works out. Logistic regression over these
values, with few parameters and a strong pull to 0, gives each part its points;
the parts of innocent contexts may only take points away, all others only give
them. The points are scaled so that the level `medium` is 50 and raises, on
posts that were held out (five folds, clusters kept together), RATE of the
posts that are no adverts; `low` and `high` raise three times and a third of
that. The figures of the folds go to stderr. Only Python's own library is used.
"""
import collections
import json
import math
import os
import random
import subprocess
import sys
import tempfile

BENIGN = {"court", "medicine", "help", "cooking", "gardening", "music",
          "games", "news", "talk", "goods"}
TIMES = "\u00d7"
LEFT_OUT = {"en-titles"}    # titles of listings: no posts
RATE = 0.0004               # false alerts that medium may raise
PULL = 0.02                 # L2, per round over the posts
PULL_ALONE = 0.15           # the same for single features: no sign is an
                            # advert by itself
STEP = 0.3
ROUNDS = 60
FOLDS = 5


def read_rows(path):
    """Comment lines, header and rows of weights.tsv, as written."""
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def is_row(line):
    return line and not line.startswith("#") and not line.startswith("part\t")


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
    units = {name: 1.0 for name in names if not name.startswith("level:")}
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
    values = [None] * len(posts)
    for line in run.stdout.splitlines():
        alert = json.loads(line)
        values[int(alert["record"]["id"])] = tuple(sorted(
            (part["name"], part["weight"])
            for part in alert["score"]["parts"]))
    return values, [name for name in units]


def train(examples):
    """examples: (values, is advert, weight). Returns weights and bias."""
    weights = collections.defaultdict(float)
    scale = collections.defaultdict(lambda: 1e-6)
    bias, bias_scale = -4.0, 1e-6
    total = sum(weight for _, _, weight in examples)
    order = list(examples)
    chance = random.Random(1)
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for values, advert, weight in order:
            z = bias + sum(weights[name] * x for name, x in values)
            p = 1 / (1 + math.exp(-max(-30, min(30, z))))
            slope = (p - advert) * weight
            bias_scale += slope * slope
            bias -= STEP * slope / math.sqrt(bias_scale)
            for name, x in values:
                slope_here = slope * x + PULL * weights[name] * weight / total
                scale[name] += slope_here * slope_here
                new = weights[name] - STEP * slope_here / math.sqrt(
                    scale[name])
                weights[name] = (min(new, 0) if name in BENIGN
                                 else max(new, 0))
        for name in weights:
            weights[name] *= 1 - (PULL if TIMES in name or name in BENIGN
                                  else PULL_ALONE)
    return weights, bias


def gather(posts, values, chosen):
    """Equal posts count together; a cluster of adverts counts as two."""
    sizes = collections.Counter(post.get("cluster") for post in posts)
    counts = collections.Counter()
    for number in chosen:
        post = posts[number]
        advert = post["label"] == "advert"
        weight = 1.0
        if advert:
            weight = 20 * min(1.0, 2 / sizes[post.get("cluster")])
        counts[values[number], advert] += weight
    return [(v, a, min(w, 300.0)) for (v, a), w in counts.items()]


def fold_of(post):
    name = post.get("cluster") or post["set"] + "/" + post["id"]
    return random.Random(name).randrange(FOLDS)


def threshold_at(scores, rate):
    """The score that this share of the posts without adverts reaches."""
    clean = sorted(scores, reverse=True)
    return max(clean[min(int(rate * len(clean)), len(clean) - 1)], 1e-3)


def cross_validate(posts, values):
    """The held-out score of every post, its bias taken away."""
    scores = [0.0] * len(posts)
    for fold in range(FOLDS):
        inside = [n for n, post in enumerate(posts) if fold_of(post) != fold]
        weights, _ = train(gather(posts, values, inside))
        for n, post in enumerate(posts):
            if fold_of(post) == fold:
                scores[n] = sum(weights[name] * x for name, x in values[n])
    return scores


def report(posts, scores, levels):
    for name, level in levels.items():
        table = collections.defaultdict(collections.Counter)
        for post, score in zip(posts, scores):
            row = table[post["lang"]]
            kind = "advert" if post["label"] == "advert" else "clean"
            row[kind] += 1
            row[kind + " raised"] += score >= level
        for lang, row in sorted(table.items()):
            print(f"{name:7} {lang}: adverts {row['advert raised']}/"
                  f"{row['advert']}, others {row['clean raised']}/"
                  f"{row['clean']}", file=sys.stderr)


def main(program, folder, path):
    with open(path, encoding="utf-8") as file:
        posts = [json.loads(line) for line in file]
    posts = [post for post in posts if post["label"] != "unlabelled" and
             post["lang"] not in LEFT_OUT]
    rows = read_rows(os.path.join(folder, "weights.tsv"))
    values, names = measure(program, folder, rows, posts)
    scores = cross_validate(posts, values)
    clean = [score for post, score in zip(posts, scores)
             if post["label"] != "advert"]
    levels = {"low": threshold_at(clean, RATE * 3),
              "medium": threshold_at(clean, RATE),
              "high": threshold_at(clean, RATE / 3)}
    report(posts, scores, levels)
    weights, _ = train(gather(posts, values, range(len(posts))))
    scale = 50 / levels["medium"]
    points = {name: weights[name] * scale for name in names}
    for name, level in levels.items():
        points["level:" + name] = min(100, level * scale)
    write_with(rows, points, sys.stdout)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
