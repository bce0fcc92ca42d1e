# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# --watch, --every, --events and --warc, and the list through the whole pipe.
. tests/tap.sh
. tests/ingest/web.inc

list=tests/samples/watch.list
events=$scratch/events
warc=$scratch/warc
watch() {
	run klad-ingest --base-url "$web" --allow-private --progress never \
		--rate 1000/s --media "$scratch/media" "$@"
}
watch --watch "$list" --events "$events" --warc "$warc" \
	--state "$scratch/state"
is "a watch list is read" "$status" 0
is "with all its sources" \
	"$(jq -r '.id | sub(":.*"; "")' "$out" | sort -u | tr '\n' ' ')" \
	"photos telegram telegram-export "
is "each target has its event" "$(jq -r '"\(.fetch.source) \(.fetch.target
	| sub(".*/"; "")) \(.fetch.outcome) \(.event.kind)"' "$events" | sort)" \
	"photos photos ok event
telegram klad_demo_shop ok event
telegram klad_make_30_10_1 ok event
telegram-export export ok event"
is "the events count the records" \
	"$(jq -s 'map(.fetch.records) | add' "$events")" "$(wc -l <"$out")"
cp "$out" "$scratch/records"
klad-ocr -l rus+eng --media "$scratch/media" <"$scratch/records" \
	2>"$scratch/ocr" | klad-classify >"$scratch/alerts" 2>/dev/null
ok "the whole pipe raises alerts of it" test -s "$scratch/alerts"

ok "the evidence is whole, to a reader of its own" sh -c "
	/usr/bin/python3 tests/ingest/check-warc '$warc'/*.gz >'$scratch/index'"
ok "each record of a channel names its evidence" sh -c "
	jq -r 'select(.id | startswith(\"telegram:\")).evidence | \"\(.warc.file)\" +
		\" \(.warc.offset) response \(.warc.record_id) \(.final_url)\"' \
		'$scratch/records' | sort -u >'$scratch/named'
	test -s '$scratch/named' && ! grep -vxFf '$scratch/index' '$scratch/named'"
like "photos are evidence, too" "$(cat "$scratch/index")" 'response .*\.(jpg|png)'

watch --watch "$list" --events "$events" --state "$scratch/state"
is "what was seen is not given again" "$status$(cat "$out")" 0
is "and the events say so" "$(tail -4 "$events" |
	jq -r .fetch.outcome | sort -u)" not_modified

printf 'telegram a\n\ntelegrm b\n' >"$scratch/bad"
watch --watch "$scratch/bad"
is "a bad list exits 2" "$status" 2
like "and is named with its line" "$(cat "$err")" \
	"$scratch/bad:3: telegrm: unknown source"
printf 'photos "a\n' >"$scratch/bad"
watch --watch "$scratch/bad"
like "so is a quote that is open" "$(cat "$err")" ':1: a quote that is not'
for option in --state --every --max-media-bytes; do
	echo "photos a $option 5" >"$scratch/bad"
	watch --watch "$scratch/bad"
	like "so is an option of the run, $option" \
		"$(cat "$err")" ":1: $option: not "
done
: >"$scratch/empty"
watch --watch "$scratch/empty"
is "an empty list is no failure" "$status$(cat "$out")" 0
echo "telegram klad_missing_channel" >"$scratch/missing"
watch --watch "$scratch/missing" --events "$scratch/missing-events"
is "a channel without preview exits 1" "$status" 1
is "and its event says why" "$(jq -r '[.fetch.outcome, .event.outcome] |
	join(" ")' "$scratch/missing-events" | grep -c failure)" 1
klad-ingest --watch "$scratch/missing" --base-url "$web" --allow-private \
	--progress never --events 3 3>"$scratch/fd" >/dev/null 2>&1
is "events go to a descriptor" "$(jq -r .event.kind "$scratch/fd")" event

# --every: SIGHUP rereads the list at once, SIGTERM ends the run.
echo "photos tests/samples/ingest/photos/a.jpg" >"$scratch/list"
klad-ingest --watch "$scratch/list" --every 1h --progress never \
	--media "$scratch/media" >"$scratch/rounds" 2>"$err" &
pid=$!
# until_lines N: wait until so many records are there, a minute at most.
until_lines() {
	tries=0
	until [ "$(wc -l <"$scratch/rounds")" -ge "$1" ]; do
		sleep 0.05
		tries=$((tries + 1))
		[ $tries -lt 1200 ] || return 1
	done
}
ok "the first round comes at once" until_lines 1
echo "photos tests/samples/ingest/photos/g.bmp" >"$scratch/list"
[ -e tests/samples/ingest/photos/g.bmp ] ||
	echo "photos tests/samples/ingest/photos" >"$scratch/list"
kill -HUP $pid
ok "SIGHUP rereads the list" until_lines 2
echo "nonsense" >"$scratch/list"
kill -HUP $pid
ok "a bad list then changes nothing" until_lines 3
kill -TERM $pid
wait $pid
is "SIGTERM ends the run" "$?" 0
like "and the bad list was reported" "$(cat "$err")" \
	'list:1: nonsense: unknown source'

run klad-ingest --watch "$scratch/absent"
is "a list that is missing cannot be begun with" "$status" 2
like "which is said first" "$(head -1 "$err")" 'absent: No such file'
run klad-ingest --warc /dev/null photos tests/samples/ingest/photos
is "nor can a folder for evidence that is none" "$status" 2
like "which is said first as well" "$(head -1 "$err")" '--warc: /dev/null: '
for option in every timeout connect-timeout stall-timeout; do
	ingest "--$option" 0s telegram klad_demo_shop
	is "--$option 0s exits 2, before anything is asked for" \
		"$status$(cat "$out")" 2
	like "and is named" "$(cat "$err")" "--$option: 0s: not a good SPAN"
done
