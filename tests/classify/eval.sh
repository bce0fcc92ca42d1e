# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# klad-classify --eval: figures from labelled posts.
. tests/tap.sh

advert='меф гаш шишки, клады по городу, пиши @klad_demo_shop'
{
	echo '{"id":"1","lang":"ru","label":"advert","set":"s","text":"'"$advert"'","cluster":"a","explicit":"1"}'
	echo '{"id":"2","lang":"ru","label":"advert","set":"s","text":"'"$advert"'","cluster":"a","explicit":"1"}'
	echo '{"id":"3","lang":"ru","label":"advert","set":"s","text":"Нужны люди","cluster":"a","explicit":"0"}'
	echo '{"id":"4","lang":"ru","label":"advert","set":"s","text":"Пиши в личку, ждём тебя","explicit":"0"}'
	echo '{"id":"5","lang":"ru","label":"other","set":"s","text":"'"$advert"' сегодня","kind":"odd"}'
	i=6
	while [ $i -lt 13 ]; do
		echo '{"id":'$i',"lang":"ru","label":"other","text":"Погода"}'
		i=$((i + 1))
	done
	echo '{"id":"13","lang":"ru","label":"drug_talk","set":"s","text":"Суд осудил за мефедрон"}'
	echo '{"id":"14","lang":"ru","label":"unlabelled","set":"s","text":"'"$advert"'"}'
	echo '{"id":"15","lang":"en","label":"other","set":"s","text":"Nice weather"}'
} >"$scratch/posts"

run klad-classify --eval "$scratch/posts"
is "figures are a success" "$status" 0
is "recall, precision, F1 and false alerts, by language and label" \
	"$(sed '/^$/,$d' "$out")" \
	"all: recall 2/4 0.500, by cluster 1/2 0.500, precision 2/3 0.667, F1 0.571; false alerts 1/10 = 100.00 per 1,000
en: false alerts 0/1 = 0.00 per 1,000
    other                        raised 0/1 0.000
ru: recall 2/4 0.500, by cluster 1/2 0.500, precision 2/3 0.667, F1 0.571; false alerts 1/9 = 111.11 per 1,000
    advert                       raised 2/4 0.500
    advert, explicit             raised 2/2 1.000
    advert, implicit             raised 0/2 0.000
    drug_talk                    raised 0/1 0.000
    other                        raised 1/8 0.125
    other, odd                   raised 1/1 1.000"
is "at all levels" "$(grep -cE '^(low|medium|high) +[0-9.]+  (all|ru) ' "$out")" 6
is "the worst misses and false alerts, by name" \
	"$(sed -nE 's/^(missed|false ) +[0-9.]+ ru [a-z_]+ ([^ ]+: .*)/\1 \2/p' "$out" | sort)" \
	"false  s/5: $advert сегодня
missed s/3: Нужны люди
missed s/4: Пиши в личку, ждём тебя"

run klad-classify --eval "$scratch/posts" -t 100
like "another threshold, other figures" "$(grep '^ru' "$out")" 'recall [0-2]/4'

sed -n 3p "$scratch/posts" >"$scratch/missed"
run klad-classify --eval "$scratch/missed"
like "of nothing that was raised no share is right" "$(head -1 "$out")" \
	'recall 0/1 0.000, by cluster 0/1 0.000, precision -, F1 0.000;'
like "at any level" "$(grep '^high' "$out")" 'all +0.000 +- +0.000 +0.00$'

# The worst mistakes are cut between characters, wherever the cut falls.
i=0
while [ $i -lt 4 ]; do
	printf '{"id":"%s","lang":"ru","label":"advert","text":"%s%s"}\n' $i \
		"$(printf '%0*d' $i 0)" "$(printf 'ы%.0s' $(seq 200))"
	printf '{"id":"%s","lang":"en","label":"advert","text":"%0220d"}\n' \
		$i $i
	i=$((i + 1))
done >"$scratch/long"
run timeout 60 klad-classify --eval "$scratch/long"
is "long texts are cut" "$status" 0
ok "between characters" iconv -f UTF-8 -t UTF-8 "$out"

{
	echo 'not json'
	echo '{"lang":"ru","text":"no label"}'
	echo
	head -1 "$scratch/posts" | tr -d '\n'
} >"$scratch/bad"
run klad-classify --eval "$scratch/bad"
is "bad lines show in the status" "$status" 1
like "each by its place" "$(cat "$err")" 'bad:1: not json'
like "and its fault" "$(cat "$err")" 'bad:2: not a labelled post: no "label"'
like "the others count" "$(cat "$out")" '^ru: recall 1/1'

# Each value takes memory, so a line may hold no more than a record may.
awk 'BEGIN { printf "{\"lang\":\"ru\",\"label\":\"other\",\"text\":\"x\",\"l\":[0";
	for (i = 0; i < 100000; i++) printf ",0"; print "]}" }' >"$scratch/many"
head -1 "$scratch/posts" >>"$scratch/many"
run klad-classify --eval "$scratch/many"
is "a line of too many values shows in the status" "$status" 1
like "by its place" "$(cat "$err")" 'many:1: .*more than 100000 values'
like "and the next one counts" "$(cat "$out")" '^ru: recall 1/1'

run klad-classify --eval "$scratch/none"
is "a missing file is an error" "$status" 2
like "and named" "$(cat "$err")" 'none: No such file'
: >"$scratch/empty"
run klad-classify --eval "$scratch/empty"
is "an empty one is none" "$status" 0
status=0
klad-classify --eval "$scratch/posts" >/dev/full 2>"$err" || status=$?
is "a full disk is an error" "$status" 2

echo "1..$count"
