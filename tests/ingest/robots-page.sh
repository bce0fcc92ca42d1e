# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # site, of nginx.inc
# What robots.txt says is obeyed by the source page, for each host that it is
# led to, and asked for once.
. tests/tap.sh
. tests/ingest/nginx.inc

mkdir -p "$scratch/one/closed" "$scratch/two"
words='<p>Some words of a page.</p>'
for name in a b c private away old; do
	echo "<html><title>$name</title><body>$words</body>" \
		>"$scratch/one/$name"
done
cp "$scratch/one/a" "$scratch/two/open"
cp "$scratch/one/a" "$scratch/two/private"
cp tests/samples/ingest/photos/a.jpg "$scratch/one/open.jpg"
cp tests/samples/ingest/photos/a.jpg "$scratch/one/closed/b.jpg"
echo "<html><body>$words<img src=/open.jpg><img src=/closed/b.jpg>" \
	>"$scratch/one/pictures"
# shellcheck disable=SC2046 # a list of words
set -- $(free_ports 3)
one=http://127.0.0.1:$1 two=http://127.0.0.1:$2 ill=http://127.0.0.1:$3
nginx_start "
server { listen 127.0.0.1:$1; root $scratch/one;
	location = /to-open { return 302 $two/open; }
	location = /to-private { return 302 $two/private; }
	location = /old { return 301 /private; } }
server { listen 127.0.0.1:$2; root $scratch/two; }
server { listen 127.0.0.1:$3; root $scratch/two;
	location = /robots.txt { return 503; } }
" || exit 1
ingest() {
	: >"$site/access.log"
	run klad-ingest page --allow-private --progress never --backoff 0.05 \
		--rate 1000/s --media "$scratch/media" "$@"
}
# outcomes: those of the run before, with the last part of the address.
outcomes() {
	jq -r '"\(.fetch.target | sub(".*/"; "")) \(.fetch.outcome)"' \
		"$scratch/events" | sort | tr '\n' ' '
	rm "$scratch/events"
}
ingest "$one/private"
is "a site without robots.txt is read" "$status" 0
printf 'User-agent: *\nDisallow: /private\nDisallow: /closed/\n' \
	>"$scratch/one/robots.txt"
printf 'User-agent: *\nDisallow: /\n\nUser-agent: klad-ingest\nAllow: /\n%s' \
	'Disallow: /private' >"$scratch/two/robots.txt"

ingest --events "$scratch/events" "$one/a" "$one/b" "$one/c" \
	"$one/private" "$two/open" "$two/private"
is "what it forbids exits 1" "$status" 1
is "each host has its own" "$(outcomes)" \
	"a ok b ok c ok open ok private denied private denied "
is "and is asked once" "$(grep -c robots.txt "$site/access.log")" 2
is "what is forbidden is not asked for" \
	"$(grep -c /private "$site/access.log")" 0
ingest --events "$scratch/events" "$one/to-open" "$one/to-private" "$one/old"
is "nor what a redirect leads to, here or there" "$(outcomes)" \
	"old denied to-open ok to-private denied "
is "that is not asked for either" "$(grep -c ' /private' "$site/access.log")" 0
ingest "$one/pictures"
is "pictures of a page are asked for only where that is allowed" \
	"$(jq -c '[.media[] | has("sha256"), .error]' "$out")" \
	'[true,null,false,"robots.txt asks robots to stay away"]'
ingest --retries 1 --events "$scratch/events" "$ill/open" "$ill/private"
is "a site whose robots.txt fails is left alone" "$(outcomes)" \
	"open unreachable private unreachable "
like "and it says why" "$(cat "$err")" 'robots.txt cannot be read: status 503'
is "having asked for nothing else" \
	"$(asked 6 .)" /robots.txt
ingest --ignore-robots "$one/private"
is "all is read if one insists" "$status $(asked 6 .)" "0 /private"
