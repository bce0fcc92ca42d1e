#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""json, PyStemmer and a set of stems: which words of the records are of terms?

stems.py TERMS < RECORDS

All words are looked at, as klad-classify names all hits: half of the terms are
phrases, so that nearly every record has one of their words near its start.
"""
import json
import re
import sys

import Stemmer

word = re.compile(r"\w+")
stemmers = [Stemmer.Stemmer("russian"), Stemmer.Stemmer("english")]


def language(text):
    return stemmers[0] if "а" <= text[0] <= "я" else stemmers[1]


stems = set()
for line in open(sys.argv[1], encoding="utf-8"):
    for found in word.findall(line.lower()):
        stems.add(language(found).stemWord(found))
hits = 0
for line in sys.stdin.buffer:
    text = json.loads(line)["post"].get("text", "").lower()
    hits += sum(language(found).stemWord(found) in stems
                for found in word.findall(text))
print(hits, "words of terms", file=sys.stderr)
