# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034,SC2154 # $serve and $work: web.inc
# What --warc keeps is read by the source warc to the very same records, for
# each network source, photos and evidence included.
. tests/tap.sh
serve=services
. tests/ingest/web.inc
KLAD_VK_TOKEN=demo-token
export KLAD_VK_TOKEN
echo 12 >"$work/posts"

# same FILE: its records in one order. What the net did not give at all, not
# even a status, leaves nothing in a WARC file: why is not compared.
same() {
	jq -cS '(.media[]? | select(.error) | .error |
		select(startswith("status") | not)) = "not to be had"' "$1" | sort
}

# round NAME RECORDS OPTION...: fetch with --warc, read it again, compare.
round() {
	trip=$1 records=$2
	shift 2
	run klad-ingest --media "$scratch/media" --backoff 0.05 \
		--progress never --allow-private --ignore-robots \
		--warc "$scratch/$trip" "$@"
	same "$out" >"$scratch/fetched"
	is "$trip: there is something to keep" \
		"$(wc -l <"$scratch/fetched")" "$records"
	rm -rf "$scratch/again"
	run klad-ingest --progress never --media "$scratch/again" warc \
		"$scratch/$trip"
	same "$out" >"$scratch/read"
	ok "$trip: the same records come from its WARC files" \
		diff -u "$scratch/fetched" "$scratch/read"
	ok "$trip: and the same photos" sh -c "
		jq -r '.media[]?.path // empty' '$scratch/read' | sort -u |
		while read -r path; do
			cmp '$scratch/media'/\$path '$scratch/again'/\$path || exit 1
		done"
	ok "$trip: another reader finds each record where the evidence says" \
		sh -c "/usr/bin/python3 tests/ingest/check-warc '$scratch/$trip'/*.gz |
			cut -d' ' -f1-4 | sort >'$scratch/index'
		jq -r '.evidence.warc | \"\(.file) \(.offset) response \(.record_id)\"' \
			'$scratch/read' | sort -u >'$scratch/named'
		[ $records -eq 0 ] || test -s '$scratch/named' &&
			! grep -vxFf '$scratch/index' '$scratch/named'"
}

base() {
	round "$@" --base-url "$web"
}
base telegram 19 telegram klad_demo_shop klad_demo_shop/101
base vk 12 vk --page-size 5 --pages 0 klad_demo
base mastodon 12 mastodon --page-size 5 --pages 0 127.0.0.1
base tag 12 mastodon --page-size 5 --pages 0 127.0.0.1/tags/клад
base bluesky 12 bluesky --page-size 5 --pages 0 klad-demo.example.org
round feed 18 feed --pages 0 "$web/feed/paged.json" "$web/moved/feed/rss1.xml" \
	"$web/moved/feed/rss2.xml" "$web/feed/atom.xml"
round page 14 page "$web/shop" "$web/moved/shop" "$web/b/thread/1.json"
base rotated 12 vk --page-size 1 --pages 0 klad_demo --warc-size 1
is "and from many files, each begun after so much" \
	"$(find "$scratch/rotated" -name '*.warc.gz' | wc -l)" 24
base private 0 telegram klad_demo_private
like "a channel without preview is none from its WARC either" "$(cat "$err")" \
	preview_unavailable
