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
	started=$(date +%s)
	ingest telegram --retries 1 "$@" "klad_bad_$what" klad_make_3_5_0
	like "$what is $wanted" "$(cat "$err")" \
		"^klad-ingest: klad_bad_$what: $wanted: "
	is "and the channel beside it is read" "$(jq -r .id "$out" | wc -l)" 3
	is "and the status is 1" "$status" 1
	ok "and it takes no more than 8 seconds" \
		test $(($(date +%s) - started)) -le 8
}
bad stall unreachable --stall-timeout 1s --timeout 3s
bad silent unreachable --stall-timeout 1s --timeout 2s
bad drip unreachable --timeout 2s
bad reset unreachable
bad lie unreachable
bad garbage unreachable
bad headers unreachable
bad huge too_large
bad endless too_large --max-page-bytes 1M
bad bomb too_large --max-decoded-bytes 16M
bad brokengzip unreachable
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
ingest telegram klad_storm_429_9
like "a lasting rate limit is rate_limited" "$(cat "$err")" rate_limited
ingest telegram --max-wait 1s klad_storm_429_8_9999
like "a wait that is too long is not waited for" "$(cat "$err")" rate_limited

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
name=$(hostname)
if getent ahosts "$name" | grep -Eq '^(127|10|172|192|fe80|::1)'; then
	run klad-ingest --progress never --media "$scratch/media" telegram \
		--base-url "http://$name:9" --retries 0 klad_make_3_5_0
	like "a name that leads inside is denied at connect time" \
		"$(cat "$err")" "denied: leads to a private address"
fi
run klad-ingest --progress never --media "$scratch/media" telegram \
	--base-url http://klad2222222222222222222222222222222222222222222222222d.onion \
	klad_make_3_5_0
like "a .onion name without a proxy is an error" "$(cat "$err")" \
	"denied: a .onion name needs --proxy"
