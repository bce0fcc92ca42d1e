# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034 # $serve is for web.inc
# vk, mastodon, bluesky, feed and page from end to end, against a server on
# this machine: pages, second runs, and what goes wrong.
. tests/tap.sh
serve=services
. tests/ingest/web.inc
KLAD_VK_TOKEN=demo-token
export KLAD_VK_TOKEN

# posts N: from now on each account has N posts.
posts() {
	echo "$1" >"$work/posts"
	rm -f "$work/gone" "$work/edited" "$work/grow" "$work/pinned" \
		"$work/marked" "$work/vanish"
	: >"$work/requests.log"
}
# numbers: those of the posts that were given, in their order.
numbers() {
	jq -r '.post.text' "$out" | sed 's/[^0-9]*\([0-9]*\).*/\1/' | tr '\n' ' '
}
given() {
	jq -r .id "$out" | sort -u | wc -l
}
pictures() {
	jq -r '.media[].path // empty' "$out" | wc -l
}
# rounds SOURCE TARGET: what holds for the second run of each source that
# reads backwards.
rounds() {
	state=$scratch/$1.db
	posts 25
	ingest "$1" --state "$state" --page-size 10 --pages 0 "$2"
	is "$1: all pages are read" "$status $(given) $(cat "$err")" "0 25 "
	is "$1: and the pictures of all" "$(pictures)" 25
	: >"$work/requests.log"
	ingest "$1" --state "$state" --page-size 10 --pages 0 "$2"
	is "$1: a second run gives none" "$status$(cat "$out")" 0
	is "$1: and asks for one page, and no picture" "$(wc -l \
		<"$work/requests.log")" 1
	posts 40
	echo 39 >"$work/edited"
	ingest "$1" --state "$state" --page-size 10 --pages 0 "$2"
	is "$1: then all that is new comes, over two pages" "$(given)" 15
	echo 38 >>"$work/edited"
	ingest "$1" --state "$state" --page-size 10 --pages 0 "$2"
	is "$1: an edited post comes again" \
		"$(numbers)$(jq -r .change.kind "$out")" "38 edited"
}

rounds vk klad_demo
is "vk: the greatest picture is taken" \
	"$(jq -r '.media[0].url' "$out" | sed 's|.*/||')" vk-38
posts 25
echo 3 >"$work/pinned"
ingest vk --state "$scratch/pinned.db" --page-size 10 --pages 2 klad_demo
is "vk: the pinned post comes first, and once" \
	"$(numbers | cut -d' ' -f1-3) $(given)" "3 25 24 19"
echo 28 >"$work/posts"
ingest vk --state "$scratch/pinned.db" --page-size 2 --pages 0 klad_demo
is "vk: a pinned post that is known does not end the reading" \
	"$(numbers | cut -d' ' -f1-3)" "28 27 26"
posts 25
echo 3 >"$work/pinned"
ingest vk --page-size 10 --pages 0 --since 2026-01-01T20:00:00Z klad_demo
is "vk: nor does an old one with --since" "$(numbers)" \
	"25 24 23 22 21 20 "
posts 25
echo 2 >"$work/grow"
ingest vk --state "$scratch/grow.db" --page-size 10 --pages 0 klad_demo
is "vk: posts that come meanwhile shift the rest, and none is lost" \
	"$(numbers | tr ' ' '\n' | grep -c .) $(numbers | tr ' ' '\n' |
	sort -n | grep . | head -1) $(numbers | cut -d' ' -f1)" "27 1 27"

posts 20
ingest vk --state "$scratch/gone.db" --page-size 10 --pages 0 klad_demo
echo 15 >"$work/pinned"
echo '17 4' >"$work/gone"
ingest vk --state "$scratch/gone.db" --page-size 10 --pages 0 --recheck 2 \
	klad_demo
is "vk: a post that is gone from the newest page is noticed, and no other" \
	"$(jq -r '[.id, .post.native_id, .post.url, .change.kind] | join(" ")' \
	"$out")" "vk:-77_17 -77_17 https://vk.com/wall-77_17 deleted"
ingest vk --state "$scratch/gone.db" --page-size 10 --pages 0 klad_demo
is "vk: once" "$status$(cat "$out")" 0
echo 18 >"$work/marked"
ingest vk --state "$scratch/gone.db" --page-size 10 --pages 0 klad_demo
is "vk: one that is marked as deleted is, too" \
	"$(jq -r '[.post.native_id, .change.kind] | join(" ")' "$out")" \
	"-77_18 deleted"

posts 25
echo 25 >"$work/vanish"
ingest vk --state "$scratch/vanish.db" --page-size 10 --pages 0 klad_demo
is "vk: none is passed over when one is deleted meanwhile" \
	"$status $(given) $(wc -l <"$out")" "0 25 25"
is "vk: since each page begins with the last post of the one before" \
	"$(grep -o 'offset=[0-9]*' "$work/requests.log" | tr '\n' ' ')" \
	"offset=0 offset=9 offset=18 "
posts 25
ingest vk --page-size 10 --pages 0 klad_demo
is "vk: without a state each is given once" "$(wc -l <"$out") $(
	grep -o 'offset=[0-9]*' "$work/requests.log" | tr '\n' ' ')" \
	"25 offset=0 offset=10 offset=20 "

# error CODE OUTCOME: what an error of the API comes to.
error() {
	ingest vk --max-wait 0.5s "klad_error_$1"
	like "vk: error $1 is $2" "$(cat "$err")" \
		"^klad-ingest: klad_error_$1: $2: .*(error $1)?"
}
posts 3
for code in 5 15 19 27 30 203; do error $code denied; done
for code in 6 9 14 29; do error $code rate_limited; done
for code in 18 100 113 125; do error $code gone; done
error 10 unreachable
ingest vk klad_slow_6
is "vk: too many requests a second are waited for" "$status $(given)" "0 3"
is "vk: and asked again" "$(requests slow)" 2
KLAD_VK_TOKEN=other
ingest vk klad_demo
like "vk: a token that is not good is denied" "$(cat "$err")" \
	"klad_demo: denied: the token is not good"
unset KLAD_VK_TOKEN
ingest vk --events "$scratch/no-token" klad_demo
like "vk: without a token it says where one goes" "$(cat "$err")" \
	"KLAD_VK_TOKEN"
is "vk: and never that the wall is gone" \
	"$(jq -r .fetch.outcome "$scratch/no-token")" unreachable
printf '\357\273\277demo-token\r\n' >"$scratch/token"
ingest vk --token-file "$scratch/token" --warc "$scratch/vk-warc" \
	--events "$scratch/vk-events" --verbose klad_demo
is "vk: a token comes from a file" "$status $(given)" "0 3"
unlike "vk: and is in no log, record, event or WARC file" "$(cat "$out" "$err" \
	"$scratch/vk-events"; zcat "$scratch"/vk-warc/*)" demo-token
run klad-ingest vk --token demo-token klad_demo
is "vk: the command line takes none" "$status" 2

posts 25
state=$scratch/mastodon.db
mastodon() {
	ingest mastodon --state "$state" --page-size 10 "$@"
}
mastodon --pages 0 127.0.0.1
is "mastodon: all pages are read, backwards" "$status $(given) $(pictures)" \
	"0 25 25"
: >"$work/requests.log"
mastodon 127.0.0.1
is "mastodon: a second run gives none" "$status$(cat "$out" "$err")" 0
is "mastodon: and asks for five posts again, and for what is newer" \
	"$(grep -o 'min_id=[^ ]*' "$work/requests.log" | tr '\n' ' ')" \
	"min_id=01HZ000020Q min_id=01HZ000025Q "
echo 60 >"$work/posts"
mastodon 127.0.0.1
is "mastodon: then all that is newer comes, without a gap, over five pages" \
	"$(given) $(numbers | tr ' ' '\n' | sort -n | grep . | head -1)" "35 26"
echo 90 >"$work/posts"
mastodon --pages 1 127.0.0.1
is "mastodon: --pages 1 takes those next to the mark" "$(numbers)" \
	"65 64 63 62 61 "
mastodon 127.0.0.1
is "mastodon: and the next run goes on from there" \
	"$(given) $(numbers | tr ' ' '\n' | sort -n | grep . | head -1)" "25 66"
echo '90 88 40' >"$work/gone"
mastodon 127.0.0.1
is "mastodon: posts gone from the last that were read are noticed" \
	"$(jq -r '[.id, .post.native_id, .post.url, .change.kind] | join(" ")' \
	"$out")" "$(for n in 90 88; do echo "mastodon:127.0.0.1/01HZ0000${n}Q" \
	"01HZ0000${n}Q https://example.org/@klad_demo/$n deleted"
	done)"
mastodon 127.0.0.1
is "mastodon: once" "$status$(cat "$out")" 0
rm "$work/gone"
mastodon 127.0.0.1
is "mastodon: and news if they are there again" "$(numbers)" "90 88 "
echo '89 86' >"$work/gone"
echo 140 >"$work/posts"
mastodon 127.0.0.1
is "mastodon: also when many newer ones have come" \
	"$(jq -r '.change.kind // "new"' "$out" | sort | uniq -c |
	tr -s ' ' | tr -d '\n')" " 2 deleted 50 new"
echo 139 >>"$work/gone"
ingest mastodon --state "$state" --page-size 1 127.0.0.1
is "mastodon: what smaller pages do not show at once is not gone" \
	"$(jq -r '"\(.id) \(.change.kind)"' "$out")" ""
rm "$work/gone"
ingest mastodon 127.0.0.1/tags/клад
is "mastodon: a tag is read" "$(requests \
	'/timelines/tag/%D0%BA%D0%BB%D0%B0%D0%B4') $(given)" "1 40"
for target in "mastodon 127.0.0.1" "bluesky klad-demo.example.org"; do
	# shellcheck disable=SC2086 # two words
	run klad-ingest --progress never --no-media --base-url "$web/" $target
	is "a slash at the end of --base-url does no harm: $target" \
		"$status $(test "$(given)" -gt 0; echo $?)" "0 0"
done
ingest mastodon https://127.0.0.1/tags/%D0%BA%D0%BB%D0%B0%D0%B4
is "mastodon: also one as browsers write it" "$(requests \
	'/timelines/tag/%D0%BA%D0%BB%D0%B0%D0%B4') $(given)" "2 40"
run klad-ingest --progress never --media "$scratch/media" mastodon \
	--base-url "$web/members" 127.0.0.1
like "mastodon: a timeline for members only is denied" "$(cat "$err")" \
	"127.0.0.1: denied: "
run klad-ingest --progress never --media "$scratch/media" mastodon \
	--base-url "$web/off" --events "$scratch/off" 127.0.0.1
is "mastodon: one that is switched off is empty, and its event says so" \
	"$status $(jq -r '.fetch.outcome, .event.reason' "$scratch/off" |
	tr '\n' ' ')" "0 empty no posts, or the timeline is switched off "

posts 20
for kind in time seconds; do
	echo "$kind 3" >"$work/limit"
	started=$(date +%s)
	ingest mastodon --no-media --page-size 10 --pages 2 127.0.0.1
	ok "mastodon: a limit that ends at a time, in $kind, is waited for" \
		test $(($(date +%s) - started)) -ge 2
	is "mastodon: and then the rest is read" "$(given)" 20
done
rm "$work/limit"

rounds bluesky klad-demo.example.org
posts 20
gone() {
	ingest bluesky --no-media --state "$scratch/gone-b.db" --page-size 10 \
		--pages 2 klad-demo.example.org
}
gone
echo '20 15 4' >"$work/gone"
gone
is "bluesky: posts gone from the newest page are noticed, and no other" \
	"$(jq -r '[.id, .post.native_id, .post.url, .change.kind] | join(" ")' \
	"$out")" "$(for n in 20 15; do echo "bluesky:did:plc:demo/3k0000$n" \
	"at://did:plc:demo/app.bsky.feed.post/3k0000$n" \
	"https://bsky.app/profile/klad-demo.example.org/post/3k0000$n deleted"
	done)"
gone
is "bluesky: once" "$status$(cat "$out")" 0
rm "$work/gone"
gone
is "bluesky: and news if they are there again" "$(numbers)" "20 15 "
echo 60 >"$work/posts"
gone
is "bluesky: those that newer ones have pushed away are not gone" \
	"$(jq -r '.change.kind // "new"' "$out" | sort | uniq -c |
	tr -s ' ')" " 20 new"
posts 20
since() {
	ingest bluesky --no-media --state "$scratch/since.db" --page-size 10 \
		--since 2026-01-01T17:00:00Z klad-demo.example.org
}
since
is "bluesky: --since keeps back what is older" "$(numbers)" "20 19 18 17 "
echo '18 15' >"$work/gone"
since
is "bluesky: and that is not told to be gone" \
	"$(jq -r '"\(.id) \(.change.kind)"' "$out")" \
	"bluesky:did:plc:demo/3k000018 deleted"
ingest bluesky nobody.example.org
like "bluesky: an account that is not there is gone" "$(cat "$err")" \
	"nobody.example.org: gone: .*Profile not found"
ingest bluesky busy.example.org
like "bluesky: a long rate limit is rate_limited" "$(cat "$err")" \
	"busy.example.org: rate_limited: "

posts 25
feed() {
	run klad-ingest --progress never --media "$scratch/media" \
		--allow-private --backoff 0.05 "$@"
}
for shape in rss1.xml rss2.xml atom.xml feed.json; do
	feed feed --no-media --state "$scratch/feed.db" "$web/feed/$shape"
	ok "feed: $shape gives posts" test -s "$out"
	feed feed --no-media --state "$scratch/feed.db" --events \
		"$scratch/feed-events" "$web/feed/$shape"
	is "feed: and none the second time, unmodified" "$status$(cat "$out") $(
		jq -r '.http.response.status_code' "$scratch/feed-events" |
		tail -1)" "0 304"
done
feed feed --state "$scratch/feed.db" --pages 0 "$web/feed/paged.json"
is "feed: the pages of a JSON Feed follow each other" \
	"$(given) $(pictures)" "25 25"
: >"$work/lost"
feed feed --no-media --state "$scratch/lost.db" --pages 0 "$web/feed/paged.json"
like "feed: a page of it that is no more is told" "$status $(given) $(
	cat "$err")" '^1 10 .*: gone: status 404'
feed feed --no-media --state "$scratch/lost.db" --pages 0 "$web/feed/paged.json"
is "feed: once" "$status$(cat "$out" "$err")" 0
rm "$work/lost"
feed feed --no-media "$web/moved/feed/rss2.xml"
is "feed: one that has moved is found" "$status $(given)" "0 3"
is "feed: with the ids of the address that was given" \
	"$(jq -r .id "$out" | grep -c "^feed:$web/moved/feed")" 3
for source in page feed; do
	feed $source --no-media --ignore-robots --state "$scratch/two.db" \
		"$web/moved/feed/rss2.xml"
	ok "$source: reads an address that another source has read" \
		test -s "$out"
	feed $source --no-media --ignore-robots --state "$scratch/two.db" \
		--events "$scratch/two" "$web/moved/feed/rss2.xml"
	is "$source: and is told that it has not changed, where it has moved" \
		"$status$(cat "$out") $(jq -r .http.response.status_code \
		"$scratch/two" | tail -1)" "0 304"
done
feed feed --no-media "$web/feed/entities.xml"
like "feed: one that brings a DTD is refused" "$(cat "$err")" \
	"markup_changed: brings a DTD"
feed feed "$web/feed2/rss.xml"
like "feed: one that is not there is gone" "$(cat "$err")" "gone: status 404"

posts 3
feed page --ignore-robots --state "$scratch/page.db" "$web/b/thread/1.json"
is "page: the thread of a board is read" "$status $(given)" "0 3"
feed page --ignore-robots --state "$scratch/page.db" "$web/b/thread/1.json"
is "page: and not again, by If-Modified-Since" "$status$(cat "$out") $(
	tail -1 "$work/requests.log" | grep -c 'since=.*GMT')" "0 1"
posts 4
feed page --ignore-robots --state "$scratch/page.db" "$web/b/thread/1.json"
is "page: until there is a new message" "$(numbers)" "4 "
echo 3 >"$work/gone"
echo 5 >"$work/posts"
feed page --ignore-robots --state "$scratch/page.db" "$web/b/thread/1.json"
is "page: an answer that is gone is noticed" \
	"$(jq -r '"\(.post.native_id) \(.change.kind // "new")"' "$out" |
	tr '\n' ' ')" "3 deleted 5 new "

ingest telegram --discover klad_demo_links klad_demo_links
is "telegram: --discover gives each channel and invitation once" \
	"$(jq -r '.discovered | "\(.type) \(.value)"' "$out")" \
	"channel klad_demo_reserve
invitation DemoDemoDemo123
invitation AAAAAEdemoDEMOdemo-_1
channel klad_demo_bot
channel klad_demo_deep
invitation DemoInviteDeep
channel klad_demo_preview
channel klad_demo_host
channel klad_demo_origin"
ingest telegram klad_demo_links
is "telegram: a round video has its picture, and the time of the post" \
	"$(jq -r 'select(.post.native_id == "6") | .media[0].kind,
		.post.published' "$out" | tr '\n' ' ')" "video 2026-03-14T12:00:00Z "
: >"$work/requests.log"
ingest telegram 'https://t.me/klad_demo_shop/101?single'
is "telegram: an item of an album is asked for alone" "$(requests \
	'/klad_demo_shop/101?embed=1&single=1')" 1

: >"$work/requests.log"
ingest telegram --query 'соль 24' --pages 3 klad_demo_shop
is "telegram: a search goes on over the pages of the search" \
	"$(cut -d' ' -f1 "$work/requests.log" | grep '^/s/' | tr '\n' ' ')" \
	"/s/klad_demo_shop?q=%D1%81%D0%BE%D0%BB%D1%8C%2024 /s/klad_demo_shop?q=%D1%81%D0%BE%D0%BB%D1%8C%2024&before=100 "
