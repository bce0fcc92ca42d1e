# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# SIGHUP: klad-classify reads the lexicons again while records stream.
. tests/tap.sh

header='term	category	substance	weight	ambiguity	note'
own=$scratch/own
mkdir "$own"

# lexicon WEIGHT: an overlay with one word of that weight.
lexicon() {
	printf '%s\nкладдемо\tsale\t-\t%s\t0\t-\n' "$header" "$1" \
		>"$scratch/fresh"
	mv "$scratch/fresh" "$own/ru.tsv"
}

# records FROM TO: one a line.
records() {
	seq -f '{"v":1,"id":"t:%.0f","post":{"text":"кладдемо"}}' "$1" "$2"
}

# wait_for COMMAND...: until it succeeds, or a minute is over.
wait_for() {
	tries=0
	until "$@" 2>/dev/null; do
		tries=$((tries + 1))
		[ $tries -lt 600 ] || return 1
		sleep 0.1
	done
}
alerts_are() { [ "$(wc -l <"$out")" -eq "$1" ]; }
said() { grep -q "$1" "$err"; }
reread_are() { [ "$(grep -c 'read again$' "$err")" -eq "$1" ]; }

mkfifo "$scratch/pipe"
lexicon 1
klad-classify --all -L "$own" <"$scratch/pipe" >"$out" 2>"$err" &
classifier=$!
exec 3>"$scratch/pipe"

records 1 100 >&3
ok "records are answered as they come" wait_for alerts_are 100
lexicon 4
kill -HUP $classifier
ok "SIGHUP reads the lexicons again, even when nothing comes" \
	wait_for said 'the lexicons were read again$'
records 101 200 >&3
ok "and the stream goes on" wait_for alerts_are 200

lexicon heavy
kill -HUP $classifier
ok "a broken lexicon is reported, and the old one kept" \
	wait_for said "own/ru.tsv:2: weight \"heavy\" is no number: the lexicons"
records 201 300 >&3
ok "and the stream goes on" wait_for alerts_are 300

# A record cut in two by a signal, and signals in the middle of a stream.
lexicon 2
printf '{"v":1,"id":"t:301","post":' >&3
kill -HUP $classifier
ok "lexicons are read again in the middle of a line" \
	wait_for reread_are 2
printf '{"text":"кладдемо"}}\n' >&3
i=0
while [ $i -lt 20 ]; do
	records $((302 + i * 50)) $((351 + i * 50)) >&3
	kill -HUP $classifier
	i=$((i + 1))
done
exec 3>&-
status=0
wait $classifier || status=$?
is "all records were done" "$status" 0
is "each once, in its order" \
	"$(jq -r .record.id "$out" | cksum)" "$(seq -f 't:%.0f' 1 1301 | cksum)"
is "the first under one ruleset, up to the signal" \
	"$(jq -r .rule.version "$out" | head -100 | uniq | wc -l)" 1
is "those after it under another" "$(jq -r .rule.version "$out" |
	sed -n '100,101p' | uniq | wc -l)" 2
is "which was kept when its successor was broken" \
	"$(jq -r .rule.version "$out" | sed -n '101,300p' | uniq | wc -l)" 1
is "a third at the end" \
	"$(jq -r .rule.version "$out" | uniq | sort -u | wc -l)" 3

echo "1..$count"
