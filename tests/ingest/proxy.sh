#!/bin/sh
# SPDX-License-Identifier: MIT
# SOCKS5: everything goes through the proxy, names too, and nothing to DNS.
. tests/tap.sh
. tests/ingest/web.inc
command -v microsocks >/dev/null || { echo "ok 1 - no microsocks"; exit 0; }

socks=$(/usr/bin/python3 -c "import socket
s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])")
microsocks -i 127.0.0.1 -p "$socks" >"$scratch/socks.out" 2>"$scratch/socks" &
proxy=$!
trap 'kill $server $proxy 2>/dev/null; rm -rf "$scratch"' EXIT
until /usr/bin/python3 -c "import socket
socket.create_connection(('127.0.0.1', $socks))" 2>/dev/null; do
	kill -0 $proxy || exit 1
	sleep 0.1
done

ingest --proxy "socks5h://127.0.0.1:$socks" telegram klad_make_3_5_1
is "a channel is read through a proxy" "$(jq -r .id "$out" | wc -l)" 3
like "which saw the connection" "$(cat "$scratch/socks")" 'connected to 127'
onion=klad2222222222222222222222222222222222222222222222222d.onion
leaks() {
	run strace -f -qq -e trace=connect,sendto,sendmmsg -o "$scratch/trace" \
		klad-ingest --progress never --media "$scratch/media" \
		--retries 0 --base-url "http://$onion" "$@" telegram klad_demo_shop
}
if command -v strace >/dev/null; then
	leaks --proxy "socks5h://127.0.0.1:$socks"
	is "a .onion name goes to the proxy, and to no name server" \
		"$(grep -Ec 'htons\(53\)|nscd|resolve' "$scratch/trace")" 0
fi
NO_PROXY='*' no_proxy='*' ingest --proxy "socks5h://127.0.0.1:1" --retries 0 \
	telegram klad_make_3_5_0
like "NO_PROXY leads nothing past the proxy" "$(cat "$err")" unreachable
ingest --proxy "http://klad:demo@127.0.0.1:1" --retries 0 telegram klad_demo
like "what cannot be reached is named, with the proxy" "$(cat "$err")" \
	": unreachable: $web through the proxy 127.0.0.1:1: Couldn't connect"
is "and without its password" "$(grep -c demo@ "$err")" 0
# Without a proxy: an error for every source, and never looked up.
for target in "feed http://$onion/feed" "page http://$onion./" \
	"mastodon $onion"; do
	command -v strace >/dev/null || break
	# shellcheck disable=SC2086 # two words
	run strace -f -qq -e trace=connect,sendto,sendmmsg -o "$scratch/trace" \
		klad-ingest --progress never --media "$scratch/media" $target
	like "$target is denied without a proxy" "$(cat "$err")" \
		': denied: .*a \.onion name needs --proxy'
	is "and not looked up" \
		"$(grep -Ec 'htons\(53\)|nscd|resolve' "$scratch/trace")" 0
done
for host in 127.0.0.1. localhost. 0x7f.1; do
	printf 'http://%s:1/s/klad_demo_shop' $host >"$work/other"
	ingest --proxy "socks5h://127.0.0.1:$socks" telegram klad_to_other
	like "what leads to $host is not left to the proxy" "$(cat "$err")" \
		'denied: a private address, from fetched content'
done
for scheme in socks5 socks4; do
	run klad-ingest --progress never --media "$scratch/media" --retries 0 \
		--proxy "$scheme://127.0.0.1:$socks" --base-url "http://$onion" \
		telegram klad_demo_shop
	like "$scheme, which looks names up here, is not enough for .onion" \
		"$(cat "$err")" 'denied: a .onion name'
done
for proxy in '' ftp://127.0.0.1:1; do
	ingest --proxy "$proxy" telegram klad_demo_shop
	is "--proxy '$proxy' is none, and nothing goes without it" \
		"$status$(cat "$out")" 2
	like "and is named" "$(cat "$err")" \
		"^klad-ingest: --proxy: ${proxy:+$proxy: n}"
done

# A password in an address would stand in records, evidence and messages.
echo "page http://a.example.org/ http://me:secret@a.example.org/" \
	>"$scratch/list"
for words in "page http://me:secret@a.example.org/" \
	"telegram --base-url http://me:secret@a.example.org name" \
	"--proxy ftp://me:secret@a.example.org page http://a.example.org/" \
	"--watch $scratch/list"; do
	# shellcheck disable=SC2086 # several words
	run klad-ingest --no-media $words
	is "what has a password in it is refused: $words" "$status" 2
	unlike "and the password is not told" "$(cat "$err")" secret
done
