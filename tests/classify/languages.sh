# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Adverts and posts that are none, in the languages of the lexicons: each line
# of tests/samples/classify/posts says what should come of it.
. tests/tap.sh

for file in tests/samples/classify/posts/*.txt; do
	language=${file##*/}
	jq -cR 'split("\t") | {v: 1, id: .[1], post: {text: .[1]}}' "$file" |
		klad-classify --progress=never 2>"$err" |
		jq -r .record.id | sort >"$scratch/raised"
	for wish in raise quiet; do
		sed -n "s/^$wish	//p" "$file" | sort >"$scratch/$wish"
	done
	is "${language%.txt}: every advert raises an alert" \
		"$(comm -13 "$scratch/raised" "$scratch/raise")" ""
	is "${language%.txt}: and nothing else does" \
		"$(comm -12 "$scratch/raised" "$scratch/quiet")" ""
done

echo "1..$count"
