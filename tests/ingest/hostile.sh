#!/bin/sh
# SPDX-License-Identifier: MIT
# Servers that stall, lie, loop, drip and storm: each has its own outcome,
# none takes the run down, and what is good goes on.
. tests/tap.sh
. tests/ingest/web.inc

# bad WHAT OUTCOME [OPTION...]
bad() {
	what=$1 wanted=$2
	shift 2
	ingest telegram --retries 1 "$@" "klad_bad_$what" klad_make_3_5_0
	like "$what is $wanted" "$(cat "$err")" \
		"^klad-ingest: klad_bad_$what: $wanted: "
	is "and the channel beside it is read" "$(jq -r .id "$out" | wc -l)" 3
	is "and the status is 1" "$status" 1
}
# Those that never end are not waited for: the server would take minutes. Ten
# seconds, so that what is good beside them gets through on a busy machine.
ingest telegram --retries 0 --stall-timeout 10s klad_bad_stall \
	klad_bad_silent klad_make_3_5_0
is "who stalls, or says nothing, is given up" "$(grep -c \
	'klad_bad_[a-z]*: unreachable: http://[^ ]*: Timeout' "$err")" 2
is "and the channel beside them is read" "$(jq -r .id "$out" | wc -l)" 3
ingest telegram --retries 0 --timeout 10s klad_bad_drip klad_make_3_5_0
like "so is who drips" "$(cat "$err")" \
	'klad_bad_drip: unreachable: http://[^ ]*: Timeout'
is "and that beside it is read, too" "$(jq -r .id "$out" | wc -l)" 3
bad reset unreachable
bad lie unreachable
bad garbage unreachable
bad headers unreachable
bad huge too_large
bad endless too_large --max-page-bytes 1M
bad bomb too_large --max-decoded-bytes 16M
bad brokengzip unreachable
bad unmodified unreachable
bad cutchunks unreachable
bad file denied
bad loop unreachable
bad deep markup_changed

ingest telegram klad_storm_500_2
is "two failures of the server are outlived" "$(wc -l <"$out")" 3
ingest telegram klad_storm_503_9
like "a lasting failure is unreachable" "$(cat "$err")" "unreachable: status"
started=$(date +%s)
ingest telegram klad_storm_429_1_2
is "a rate limit is waited for" "$(wc -l <"$out")" 3
ok "as long as Retry-After says" test $(($(date +%s) - started)) -ge 2
started=$(date +%s)
ingest telegram klad_storm_429_1_d3
is "one that is a date, too" "$(wc -l <"$out")" 3
ok "until then" test $(($(date +%s) - started)) -ge 2
ingest telegram klad_storm_429_9
like "a lasting rate limit is rate_limited" "$(cat "$err")" rate_limited
ingest telegram --max-wait 1s klad_storm_429_8_9999
like "a wait that is too long is not waited for" "$(cat "$err")" rate_limited

ingest telegram --max-wait 2s --connections 1 klad_storm_429_7_9998 \
	klad_make_3_5_0
is "and the others of this host are not asked either" \
	"$(grep -c ': rate_limited: ' "$err")" 2

# Each outcome there is, each in the event of its target.
cat >"$scratch/list" <<END
telegram klad_demo_shop klad_demo_empty klad_demo_private klad_new_page
telegram klad_denied klad_absent klad_bad_reset klad_bad_huge
telegram klad_storm_429_99
END
ingest --watch "$scratch/list" --events "$scratch/events" --retries 1 \
	--state "$scratch/state"
is "each outcome has its event" "$(jq -r '.fetch | "\(.target) \(.outcome)"' \
	"$scratch/events" | sort)" "klad_absent gone
klad_bad_huge too_large
klad_bad_reset unreachable
klad_demo_empty empty
klad_demo_private preview_unavailable
klad_demo_shop ok
klad_denied denied
klad_new_page markup_changed
klad_storm_429_99 rate_limited"
is "all of one shape" "$(jq -c '[.event.kind, .event.category[], .event.type[],
	.event.action, .event.dataset, (.event.duration | type), .ecs.version,
	.observer.name, (.url.full | type), .event.outcome]' \
	"$scratch/events" | sort | uniq -c | tr -s ' ')" \
	' 2 ["event","network","access","fetch","klad.ingest","number","8.11.0","klad-ingest","string","success"]
 7 ["event","network","error","fetch","klad.ingest","number","8.11.0","klad-ingest","string","failure"]'
rm "$scratch/events"
ingest --watch "$scratch/list" --events "$scratch/events" --retries 0 \
	--state "$scratch/state"
is "and one that has not changed, too" "$(jq -r '.fetch |
	select(.target == "klad_demo_shop").outcome' "$scratch/events")" \
	not_modified
is "but what was not understood, or empty, is that each time" "$(jq -r '.fetch |
	select(.target | test("_(empty|new_page)$")).outcome' \
	"$scratch/events" | sort | tr '\n' ' ')" "empty markup_changed "

# Charsets: told well, told wrongly, unknown: the words are read.
for what in right utf16 lie unknown; do
	run klad-ingest page --progress never --media "$scratch/media" \
		--ignore-robots "$web/charset/$what"
	is "a page whose charset is $what is read" "$status" 0
	ok "into sound UTF-8" iconv -f utf-8 -t utf-8 "$out"
	like "with its words" "$(jq -r .post.text "$out")" \
		'^Скидка на торты$'
done

run klad-ingest page --progress never --no-media --ignore-robots \
	--events "$scratch/plain" "$web/plain/empty"
is "an empty text is no post" "$(cat "$out")$(jq -r .fetch.outcome \
	"$scratch/plain")" empty

ingest telegram --warc "$scratch/cut" klad_cut_once
is "a reply that is cut short is asked for again" "$(wc -l <"$out")" 3
is "and marked as such in the evidence" \
	"$(zcat "$scratch/cut"/*.gz | grep -ac '^WARC-Truncated: ')" 1
run klad-ingest warc --progress never --media "$scratch/media" "$scratch/cut"
is "from which comes what came of the whole one" \
	"$status$(cat "$err")$(wc -l <"$out")" 03

mkdir "$scratch/full"
(cd "$scratch/full" && seq 0 255 | xargs printf '%02x\n' | xargs touch)
run klad-ingest --media "$scratch/full" --base-url "$web" --progress never \
	telegram klad_make_1_2_1
is "a photo that cannot be kept here exits 1" "$status $(jq -r \
	'.media[0].error | sub(".*: "; "")' "$out")" "1 Not a directory"
like "and is named with the reason" "$(cat "$err")" \
	'^klad-ingest: http.*/photo/.*\.jpg: .*: Not a directory'

ingest telegram --max-media 4 klad_album
is "more media of a post than --max-media are not fetched" \
	"$(jq -c 'select(.media) | [.media[] | .error // "kept"] | group_by(.) |
		map([length, .[0]])' "$out")" \
	'[[4,"kept"],[5,"too many media in one post"]]'
ingest telegram klad_inside
is "a photo at a private address is not fetched, the others are" \
	"$(jq -c 'select(.media) | [.media[] | .error // "kept"]' "$out")" \
	'["a private address, from fetched content","kept"]'

# Addresses from fetched content.
printf 'http://127.0.0.1:%s/s/klad_make_3_5_0' 1 >"$work/other"
ingest telegram klad_to_other
like "a redirect to another port of this machine is denied" \
	"$(cat "$err")" "denied: a private address"
printf 'http://169.254.169.254/latest/meta-data' >"$work/other"
ingest telegram klad_to_other
like "one to the metadata service, too" "$(cat "$err")" "denied: a private"
printf 'http://[::ffff:10.0.0.1]/' >"$work/other"
ingest telegram klad_to_other
like "one to a private address in IPv6 clothes, too" "$(cat "$err")" \
	"denied: a private"
# A name that leads inside whatever it led to before: a resolver of our own.
cat >"$scratch/rebind.c" <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <string.h>
int
getaddrinfo(const char *name, const char *service,
    const struct addrinfo *hints, struct addrinfo **result)
{
	int (*real)(const char *, const char *, const struct addrinfo *,
	    struct addrinfo **) = dlsym(RTLD_NEXT, "getaddrinfo");
	return real(name != NULL && strstr(name, "rebind.example") ?
	    "127.0.0.1" : name, service, hints, result);
}
END
rebind() { # HOST: read a channel from there, or what it leads to
	ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=$scratch/rebind.so \
		run klad-ingest --progress never --media "$scratch/media" \
		telegram --base-url "$1" --retries 0 "$2"
}
if gcc -shared -fPIC -o "$scratch/rebind.so" "$scratch/rebind.c" -ldl; then
	: >"$work/requests.log"
	rebind "http://rebind.example:${web##*:}" klad_make_3_5_0
	like "a name that leads inside is denied when it is connected to" \
		"$(cat "$err")" "denied: leads to a private address"
	printf 'http://rebind.example:%s/s/klad_make_3_5_0' "${web##*:}" \
		>"$work/other"
	rebind "$web" klad_to_other
	like "one that a redirect names, too" "$(cat "$err")" \
		"denied: leads to a private address"
	is "and it is not asked" "$(requests klad_make)" 0
fi
run klad-ingest --progress never --media "$scratch/media" telegram \
	--base-url http://klad2222222222222222222222222222222222222222222222222d.onion \
	klad_make_3_5_0
like "a .onion name without a proxy is an error" "$(cat "$err")" \
	"denied: a .onion name needs --proxy"
