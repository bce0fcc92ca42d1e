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
ingest telegram --verbose klad_demo_shop --state "$scratch/s.db"
like "--verbose says what the sandbox closes" "$(cat "$err")" sandbox:
is "and all is written in spite of it" \
	"$status $(jq -r '.media[]?.path // empty' "$out" | wc -l)" "0 5"
