#!/bin/sh
# SPDX-License-Identifier: MIT
# The telegram source against saved pages in every known shape.
. tests/tap.sh
. tests/ingest/web.inc

ingest telegram klad_demo_shop --pages 5
is "a channel is read to its first post" "$status" 0
jq -cS 'del(.evidence, .post.platform, .post.channel_title) |
	if .media then .media |= map({url: (.url | sub("^http://[^/]*"; "")),
		kind, page, mime, width, height} | del(..|nulls)) else . end' \
	"$out" >"$scratch/posts"
[ -z "${UPDATE:-}" ] || cp "$scratch/posts" tests/golden/ingest-telegram.ndjson
ok "every known shape of a message gives the record it should" \
	diff -u tests/golden/ingest-telegram.ndjson "$scratch/posts"
is "each record has the digest of the page as received" \
	"$(jq -r 'select(.post.native_id == "1").evidence |
		(.sha256 | length), .http_status' "$out" | tr '\n' ' ')" "64 200 "
ok "photos lie in the store under their digests" sh -c "
	jq -r '.media[]?.path // empty' '$out' | sort -u | while read -r p; do
		[ \"\$(sha256sum <'$scratch/media'/\$p | cut -c1-64)\" = \
			\"\$(basename \"\$p\" .jpg)\" ] || exit 1
	done"
cp "$out" "$scratch/first"
ingest telegram @klad_demo_shop --pages 5
is "a second run gives the same ids" "$(jq -r .id "$out")" \
	"$(jq -r .id "$scratch/first")"

ingest telegram klad_demo_shop --pages 1
is "--pages 1 reads one page" "$(jq -r .id "$out" | grep -c /1$)" 0
ingest telegram klad_make_50_10_1 --since 2026-01-02T12:00:00Z
is "--since reads back to a date, over several pages" \
	"$(jq -r .post.native_id "$out" | sort -n | head -1)" 36
ingest telegram klad_make_50_10_1 --pages 3
is "--pages 3 reads thirty of fifty posts" "$(wc -l <"$out")" 30
is "and the photos of each page" \
	"$(jq -r '.media[]?.sha256' "$out" | sort -u | wc -l)" 3
ingest telegram klad_make_50_10_0 --pages 0
is "--pages 0 reads all" "$(jq -r .id "$out" | sort -u | wc -l)" 50

ingest telegram klad_demo_shop/101
is "a single post is read from its embed page" "$(jq -r .id "$out")" \
	telegram:klad_demo_shop/101
ingest telegram https://t.me/s/klad_demo_shop/101
is "a link to a post is as good as its name" "$(jq -r .id "$out")" \
	telegram:klad_demo_shop/101

# outcome NAME WORD: reading the channel must end so, with status 1.
outcome() {
	ingest telegram "$1"
	like "$1 is $2" "$(cat "$err")" "^klad-ingest: $1: $2: "
	is "and the status is 1" "$status" 1
}
outcome klad_demo_private preview_unavailable
outcome klad_new_history markup_changed
outcome klad_new_message markup_changed
outcome klad_new_page markup_changed
outcome klad_new_date markup_changed
is "what is understood of a page without dates is kept" \
	"$(jq -r .post.text "$out")" "Соль, мука"
outcome klad_demo_shop/999 preview_unavailable
outcome klad_not_there gone
ingest telegram klad_demo_empty
is "an empty channel is no failure" "$status" 0
is "and what it says of itself is a record" "$(jq -r '"\(.id) \(.post.url) "
	+ "\(.post.links[0]) \(.post.text[:11])"' "$out")" \
	"telegram:klad_demo_empty/about https://t.me/klad_demo_empty https://t.me/klad_demo_moved Переехали: "
ingest telegram klad_demo_shop --query нет
is "a query that finds nothing is no failure" "$status $(wc -c <"$out")" "0 0"
ingest telegram 'klad demo'
is "a name that is none is refused" "$status" 1
like "and named" "$(cat "$err")" "klad demo: unreachable: not the name of a channel"

run klad-ingest telegram
is "without a target the status is 2" "$status" 2
like "and what is missing is named" "$(cat "$err")" \
	"telegram: no target given"
run klad-ingest telegram ""
is "an empty target is 2, too" "$status" 2
run klad-ingest --watch list telegram klad_demo_shop
like "a list and a source do not go together" "$(cat "$err")" \
	"--watch: goes without"
ingest telegram https://vk.com/klad_demo_shop
like "an address of another service is no channel" "$(cat "$err")" \
	"^klad-ingest: https://vk.com/klad_demo_shop: unreachable: neither an address"
is "and is not asked for under its name" "$(requests 'vk.com')$(wc -l <"$out")" 00
ingest telegram "$web/s/klad_demo_shop" t.me/klad_demo_shop \
	https://www.telegram.me/klad_demo_shop
is "one of Telegram is, or of its mirror" "$status" 0
run klad-ingest nowhere x
is "an unknown source is 2" "$status" 2
like "and named" "$(cat "$err")" "nowhere: unknown source"
run klad-ingest telegram --nonsense x
is "an unknown option is 2" "$status" 2
run klad-ingest --help
is "--help is 0" "$status" 0
klad-ingest --media "$scratch/media" --base-url "$web" --progress never \
	telegram klad_demo_shop >/dev/full 2>"$err"
is "a full disk is 2" "$?" 2
like "and said" "$(cat "$err")" "stdout: "
klad-ingest --media "$scratch/media" --base-url "$web" --progress never \
	telegram klad_make_50_10_0 --pages 0 2>"$err" | head -1 >"$out"
is "a reader that goes away is no error" "$(cat "$err")" ""
