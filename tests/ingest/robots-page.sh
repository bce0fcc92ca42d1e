# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What robots.txt says is obeyed by the source page.
. tests/tap.sh

mkdir "$scratch/site"
page='<html><title>Demo</title><body><p>Some words of a page.</p></body>'
echo "$page" >"$scratch/site/open"
echo "$page" >"$scratch/site/private"
/usr/bin/python3 -u tests/serve "$scratch/site" >"$scratch/port" &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$scratch"' EXIT
until [ -s "$scratch/port" ]; do sleep 0.05; done
web=http://127.0.0.1:$(cat "$scratch/port")
ingest() {
	run klad-ingest page --allow-private --progress never --no-media \
		--rate 1000/s --media "$scratch/media" "$@"
}
ingest "$web/private"
is "a site without robots.txt is read" "$status" 0
printf 'User-agent: *\nDisallow: /private\n' >"$scratch/site/robots.txt"
ingest --events "$scratch/events" "$web/open" "$web/private"
is "what it forbids exits 1" "$status" 1
is "and is not read" "$(jq -r .post.url "$out")" "$web/open"
is "and the event says so" "$(jq -r .fetch.outcome "$scratch/events" |
	sort | tr '\n' ' ')" "denied ok "
ingest --ignore-robots "$web/private"
is "unless asked to" "$status" 0
