#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""json, PyStemmer and a set of stems: which records hold a word of the terms?

stems.py TERMS < RECORDS
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
records = 0
for line in sys.stdin.buffer:
    text = json.loads(line)["post"].get("text", "").lower()
    for found in word.findall(text):
        if language(found).stemWord(found) in stems:
            records += 1
            break
print(records, "records with a term", file=sys.stderr)
