#!/bin/sh
# SPDX-License-Identifier: MIT
# --discover, and the sandbox.
. tests/tap.sh
. tests/ingest/web.inc
ingest telegram --discover klad_demo_shop klad_demo_shop --pages 2
is "each channel that posts mention is printed once" \
	"$(jq -r .discovered.url "$out" | sort | tr '\n' ' ')" \
	"https://t.me/klad_demo_operator https://t.me/klad_demo_source "
is "with the post that mentions it" "$(jq -r \
	'select(.discovered.value == "klad_demo_source").discovered.found_in' \
	"$out")" telegram:klad_demo_shop/104

ingest telegram --discover klad_demo_empty
is "what a channel says of itself is looked at" "$(jq -r .discovered.value \
	"$out" | tr '\n' ' ')" "klad_demo_moved klad_demo_operator "

state=$scratch/discover.db
found() {
	jq -r '.discovered.value // "post"' "$out" | sort | uniq -c | tr -s ' ' |
		tr '\n' ','
}
ingest telegram --discover --state "$state" klad_demo_shop
is "with a state, too" "$(found)" " 1 klad_demo_operator, 1 klad_demo_source,"
ingest telegram --discover --state "$state" klad_demo_shop
is "and in no later run again" "$status$(cat "$out")" 0
ingest telegram --state "$state" klad_demo_shop
is "posts that were looked at are not kept from who reads them" "$(found)" \
	" 18 post,"
rm "$state"
ingest telegram --state "$state" klad_demo_shop
ingest telegram --discover --state "$state" klad_demo_shop
is "nor posts that were read from who looks for channels" "$(found)" \
	" 1 klad_demo_operator, 1 klad_demo_source,"
klad-ingest telegram --discover --every 0.1s --base-url "$web" --media \
	"$scratch/media" --progress never klad_demo_shop >"$out" 2>"$err" &
pid=$!
tries=0
asked=$(requests /s/klad_demo_shop)
until [ "$(requests /s/klad_demo_shop)" -ge $((asked + 3)) ] ||
	[ $tries -ge 1200 ]; do
	sleep 0.05
	tries=$((tries + 1))
done
kill $pid
wait $pid
is "rounds of one run print each once, without a state" "$(found)" \
	" 1 klad_demo_operator, 1 klad_demo_source,"

ingest telegram --verbose klad_demo_shop --state "$scratch/s.db"
like "--verbose says what the sandbox closes" "$(cat "$err")" sandbox:
is "and all is written in spite of it" \
	"$status $(jq -r '.media[]?.path // empty' "$out" | wc -l)" "0 5"
