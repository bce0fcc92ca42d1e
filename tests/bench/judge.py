#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Learn the weights of ocr/judge.c and of ocr/texture.c.

  make build/tests/bench/ocr-chains
  cd IMAGES && ocr-chains 40 SET/PICTURE... >chains.tsv
  judge.py IMAGES chains.tsv

IMAGES holds one folder a set with truth.tsv: file<TAB>language<TAB>words. A
chain is writing where a word of the picture, of three letters or more, is
read. A logistic regression (Cox, 1958) over the traits and their squares, each
kept within what all but one in a hundred lines of writing have, is fitted by
Newton's method with a small ridge. A spread is no better sign for being larger
still, so its bound is lowered to where its square would turn the sum up again.

First comes the judge of chains, then that of textures, which goes by the
log-odds that the former gave when the chains were printed. Prints how well
each parts the chains of pictures that it did not see (area under the ROC
curve, five folds), and the rows for the file. The bias of the first is such
that as many chains as now have log-odds above zero, so that the bounds of
ocr/places.c and ocr/effort.c keep their meaning.
"""
import math
import os
import re
import sys

FOLDS = 5
RIDGE = 1.0
STEPS = 12
CHAIN_TRAITS = 14    # of ocr/judge.h; those of ocr/texture.h follow
# Latin letters that look like Cyrillic ones count as these.
ALIKE = str.maketrans("abcehkmoptxyë", "авсенкмортхуе")


def words_of(text):
    words = re.findall(r"[^\W_]{3,}", text.casefold())
    return {word.translate(ALIKE) for word in words}


def truths(images):
    known = {}
    for name in sorted(os.listdir(images)):
        path = os.path.join(images, name, "truth.tsv")
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as rows:
                for row in rows:
                    cells = row.rstrip("\n").split("\t") + [""]
                    words = "" if cells[1] == "none" else cells[2]
                    known[f"{name}/{cells[0]}"] = words_of(words)
    return known


def read_chains(path, known):
    chains = []
    with open(path, encoding="utf-8", errors="replace") as rows:
        for row in rows:
            cells = row.rstrip("\n").split("\t")
            picture = "/".join(cells[0].split("/")[-2:])
            if picture in known:
                is_text = bool(words_of(cells[-1]) & known[picture])
                chains.append((picture, float(cells[1]), is_text,
                               [float(cell) for cell in cells[2:-1]]))
    return chains


def bounds_of(chains):
    """What all but one in a hundred lines of writing have, of each trait."""
    columns = zip(*[traits for _, _, is_text, traits in chains if is_text])
    ordered = [sorted(column) for column in columns]
    return [(column[len(column) // 200], column[-1 - len(column) // 200])
            for column in ordered]


def row_of(traits, bounds):
    kept = [min(max(value, low), high)
            for value, (low, high) in zip(traits, bounds)]
    return [1.0] + kept + [value * value for value in kept]


def capped(bounds, weights):
    """The bounds, less where a square would turn a falling sum up again."""
    lower = []
    for i, (low, high) in enumerate(bounds):
        linear, square = weights[1 + i], weights[1 + len(bounds) + i]
        if linear < 0 < square:
            high = min(high, -linear / (2 * square))
        lower.append((low, high))
    return lower


def solve(matrix, vector):
    """Gauss's elimination with the largest pivot."""
    n = len(vector)
    rows = [row[:] + [value] for row, value in zip(matrix, vector)]
    for i in range(n):
        best = max(range(i, n), key=lambda j: abs(rows[j][i]))
        rows[i], rows[best] = rows[best], rows[i]
        for j in range(i + 1, n):
            share = rows[j][i] / rows[i][i]
            for k in range(i, n + 1):
                rows[j][k] -= share * rows[i][k]
    for i in reversed(range(n)):
        known = sum(rows[i][k] * rows[k][n] for k in range(i + 1, n))
        rows[i][n] = (rows[i][n] - known) / rows[i][i]
    return [row[n] for row in rows]


def scale_of(rows):
    columns = list(zip(*rows))
    means = [sum(column) / len(column) for column in columns]
    spreads = [math.sqrt(sum((value - mean) ** 2 for value in column) /
                         len(column)) or 1.0
               for column, mean in zip(columns, means)]
    means[0], spreads[0] = 0.0, 1.0
    return means, spreads


def fit(rows, labels):
    means, spreads = scale_of(rows)
    scaled = [[(value - mean) / spread for value, mean, spread
               in zip(row, means, spreads)] for row in rows]
    n = len(means)
    weights = [0.0] * n
    for _ in range(STEPS):
        slope = [0.0] + [-RIDGE * weight for weight in weights[1:]]
        curve = [[RIDGE if i == j and i > 0 else 0.0 for j in range(n)]
                 for i in range(n)]
        for row, label in zip(scaled, labels):
            odds = sum(weight * value for weight, value in zip(weights, row))
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
            size = chance * (1 - chance)
            for i in range(n):
                slope[i] += (label - chance) * row[i]
                part, line = size * row[i], curve[i]
                for j in range(i + 1):
                    line[j] += part * row[j]
        for i in range(n):
            for j in range(i):
                curve[j][i] = curve[i][j]
        weights = [weight + step for weight, step
                   in zip(weights, solve(curve, slope))]
    plain = [weight / spread for weight, spread in zip(weights, spreads)]
    plain[0] -= sum(weight * mean for weight, mean
                    in zip(plain[1:], means[1:]))
    return plain


def odds_of(weights, row):
    return sum(weight * value for weight, value in zip(weights, row))


def area(scores, labels):
    """Chance that a line of writing gets more than another chain."""
    seen = under = 0
    for _, label in sorted(zip(scores, labels)):
        if label:
            under += seen
        else:
            seen += 1
    return under / max(1, seen * sum(labels))


def try_folds(chains, bounds):
    pictures = sorted({chain[0] for chain in chains})
    fold = {picture: i % FOLDS for i, picture in enumerate(pictures)}
    scores = [0.0] * len(chains)
    for held in range(FOLDS):
        learn = [chain for chain in chains if fold[chain[0]] != held]
        weights = fit([row_of(chain[3], bounds) for chain in learn],
                      [chain[2] for chain in learn])
        kept = capped(bounds, weights)
        for i, chain in enumerate(chains):
            if fold[chain[0]] == held:
                scores[i] = odds_of(weights, row_of(chain[3], kept))
    return scores


def learn_weights(chains, labels):
    bounds = bounds_of(chains)
    print(f"area {area(try_folds(chains, bounds), labels):.3f}")
    weights = fit([row_of(chain[3], bounds) for chain in chains], labels)
    return weights, capped(bounds, weights)


def print_weights(bias, weights, bounds):
    print(f"bias {bias:.2f}\nlow, high, linear, square:")
    count = len(bounds)
    for i, (low, high) in enumerate(bounds):
        print(f"\t{{ {low:.3g}, {high:.3g}, {weights[1 + i]:.3g}, "
              f"{weights[1 + count + i]:.3g} }},")


def main(images, path):
    every = read_chains(path, truths(images))
    labels = [chain[2] for chain in every]
    now = [chain[1] for chain in every]
    print(f"{len(every)} chains, {sum(labels)} of writing")
    print(f"chains: area now {area(now, labels):.3f}, learned anew: ", end="")
    chains = [chain[:3] + (chain[3][:CHAIN_TRAITS],) for chain in every]
    weights, bounds = learn_weights(chains, labels)
    odds = sorted(odds_of(weights, row_of(chain[3], bounds))
                  for chain in chains)
    print_weights(weights[0] - odds[sum(score <= 0 for score in now) - 1],
                  weights, bounds)
    print("textures: ", end="")
    chains = [chain[:3] + (chain[3][CHAIN_TRAITS:],) for chain in every]
    weights, bounds = learn_weights(chains, labels)
    print_weights(weights[0], weights, bounds)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
