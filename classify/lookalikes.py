#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes lookalikes.h: which letters look like Latin and like Cyrillic ones.

    python3 classify/lookalikes.py confusables.json > classify/lookalikes.h

confusables.json is that of Debian's package python3-confusable-homoglyphs, in
usr/lib/python3/dist-packages/confusable_homoglyphs; it holds the data file
confusables.txt of Unicode Technical Standard 39. A letter counts under its
folded form (NFKC, lower case), so that В is like B, though в is not like b.
"""
import json
import sys
import unicodedata

# What the standard does not list and people type, or a printer's italics
# make of it: Latin on the left, Cyrillic on the right.
BY_HAND = [("m", "м"), ("t", "т"), ("k", "к"), ("b", "в"), ("h", "н"),
           ("n", "п"), ("u", "и"), ("r", "г"), ("e", "е"), ("d", "д"),
           ("i", "і"), ("s", "ѕ"), ("g", "д")]
LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяієґ"


def fold(character):
    return unicodedata.normalize("NFKC", character).lower()


def is_letter(character):
    return (len(character) == 1 and unicodedata.category(character)[0] == "L"
            and not "CJK" in unicodedata.name(character, ""))


def collect(data, letters):
    """Map each folded look-alike to a letter, equal case before the other."""
    found = {}
    for like, others in data.items():
        if len(like) != 1 or not is_letter(fold(like)):
            continue
        for other in others:
            letter = fold(other["c"])
            if len(other["c"]) != 1 or letter not in letters:
                continue
            if fold(like) in letters or fold(like) == letter:
                continue
            crossed = like.isupper() != other["c"].isupper()
            rank = (crossed, letters.index(letter))
            best = found.get(fold(like))
            if best is None or rank < best[0]:
                found[fold(like)] = (rank, letter)
    return {like: letter for like, (rank, letter) in found.items()}


def through(latin, cyrillic):
    """Letters that are like a Latin one which is like a Cyrillic one."""
    for like, letter in latin.items():
        if letter in cyrillic and like not in CYRILLIC:
            cyrillic.setdefault(like, cyrillic[letter])


def main(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    latin, cyrillic = collect(data, LATIN), collect(data, CYRILLIC)
    for a, b in BY_HAND:
        cyrillic.setdefault(a, b)
        latin.setdefault(b, a)
    through(latin, cyrillic)
    print("/* SPDX-License-Identifier: MIT */")
    print("/* Made by lookalikes.py from Unicode's confusables.txt: do not")
    print(" * edit. Folded letter, the Latin and the Cyrillic one like it; NEAR if")
    print(" * the letter is below U+0600. */")
    for like in sorted(set(latin) | set(cyrillic)):
        print("%s(0x%04x, 0x%04x, 0x%04x)" % (
            "NEAR" if ord(like) < 0x600 else "FAR", ord(like),
            ord(latin.get(like, "\0")), ord(cyrillic.get(like, "\0"))))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
