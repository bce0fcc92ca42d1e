# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # site, of nginx.inc
# A real web server: connections and versions of HTTP, compression, what has
# not changed, rates, and TLS that is verified.
. tests/tap.sh
. tests/ingest/nginx.inc

# A certificate of our own for localhost, and one that is for another host.
certify() { # NAME HOST
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout "$scratch/$1.key" -out "$scratch/$1.pem" -days 2 \
		-subj "/CN=$2" -addext "subjectAltName=DNS:$2" 2>/dev/null
}
certify good localhost
certify other elsewhere.example
# One for localhost that was good until yesterday.
openssl req -new -key "$scratch/good.key" -subj "/CN=localhost" \
	-addext "subjectAltName=DNS:localhost" -out "$scratch/old.csr"
openssl x509 -req -in "$scratch/old.csr" -signkey "$scratch/good.key" \
	-copy_extensions copy -days -1 -out "$scratch/old.pem" 2>/dev/null

# Channels of six pages: the newest is 0, then that before each tenth post.
/usr/bin/python3 - "$scratch/web" <<'PYTHON'
import os, sys
for channel in "abcdefgh":
    name = f"klad_nginx_{channel}"
    os.makedirs(f"{sys.argv[1]}/s/{name}")
    for top in range(60, 0, -10):
        body = "".join(
            '<div class="tgme_widget_message_wrap"><div class="'
            f'tgme_widget_message" data-post="{name}/{n}"><div class="'
            'tgme_widget_message_bubble"><div class="tgme_widget_message_text'
            f'">Пост {n}</div><a class="tgme_widget_message_date" href="/x">'
            '<time datetime="2026-03-14T12:00:00+00:00">12:00</time></a>'
            '</div></div></div>' for n in range(top - 9, top + 1))
        page = f"{sys.argv[1]}/s/{name}/{top + 1 if top < 60 else 0}"
        with open(page, "w", encoding="utf-8") as f:
            f.write('<html><meta charset="utf-8"><body><section class="'
                    f'tgme_channel_history">{body}</section></body></html>')
PYTHON
# shellcheck disable=SC2046 # a list of words
set -- $(free_ports 5)
plain=$1 secure=$2 wrong=$3 slow=$4 old=$5
# shellcheck disable=SC2016 # nginx's own variables
pages="root $scratch/web; location ~ ^/s/([a-z_]+)\$ {
	try_files /s/\$1/\$page =404; }
	location = /s/down { return 302 http://127.0.0.1:$plain/s/klad_nginx_a; }"
nginx_start "
gzip on; gzip_types text/html; gzip_min_length 1;
map \$arg_before \$page { '' 0; default \$arg_before; }
limit_req_zone \$binary_remote_addr zone=few:1m rate=1r/s; limit_req_status 429;
server { listen 127.0.0.1:$plain; $pages }
server { listen 127.0.0.1:$secure ssl http2; $pages
	ssl_certificate $scratch/good.pem;
	ssl_certificate_key $scratch/good.key; }
server { listen 127.0.0.1:$wrong ssl; $pages
	ssl_certificate $scratch/other.pem;
	ssl_certificate_key $scratch/other.key; }
server { listen 127.0.0.1:$old ssl; $pages
	ssl_certificate $scratch/old.pem;
	ssl_certificate_key $scratch/good.key; }
server { listen 127.0.0.1:$slow; limit_req zone=few; $pages }
" || exit 1

ingest() {
	: >"$site/access.log"
	run klad-ingest --media "$scratch/media" --backoff 0.3s \
		--progress never telegram "$@"
}
web=http://127.0.0.1:$plain
channels="klad_nginx_a klad_nginx_b klad_nginx_c klad_nginx_d
	klad_nginx_e klad_nginx_f klad_nginx_g klad_nginx_h"

# shellcheck disable=SC2086 # a list of words
ingest --base-url "$web" --pages 6 --connections 3 --state "$scratch/state" \
	--contact bot@example.org $channels
is "channels are read from nginx" "$status $(wc -l <"$out")" "0 480"
is "each page once" "$(wc -l <"$site/access.log")" 48
ok "over no more connections than asked for" \
	test "$(asked 1 .| wc -l)" -le 3
like "by a program that says who it is" "$(asked 7- .)" \
	'^klad-ingest/[0-9.]+ \(bot@example.org\)$'
bytes=$(awk '{ sum += $4 } END { print sum }' "$site/access.log")
size=$(cat "$scratch"/web/s/*/* | wc -c)
ok "compressed on the way" test "$bytes" -lt $((size / 2))
# shellcheck disable=SC2086 # a list of words
ingest --base-url "$web" --pages 6 --state "$scratch/state" \
	--events "$scratch/events" $channels
is "what has not changed is not sent again" "$(asked 3 .)" 304
is "and gives nothing" "$status $(wc -c <"$out")" "0 0"
is "and the events say so" "$(jq -r .fetch.outcome "$scratch/events" |
	sort | uniq -c | tr -s ' ')" " 8 not_modified"

started=$(date +%s.%N)
ingest --base-url "$web" --rate 4/s --pages 6 klad_nginx_a
last=$(tail -1 "$site/access.log" | cut -d' ' -f5)
ok "--rate is kept: the sixth request comes after five quarters of a second" \
	awk "BEGIN { exit !($last - $started >= 1.24) }"
ingest --base-url "http://127.0.0.1:$slow" --retries 9 klad_nginx_a \
	klad_nginx_b klad_nginx_c klad_nginx_d
is "a server that says 429 to all but some is asked until it answers" \
	"$status $(wc -l <"$out")" "0 40"
ok "and it had said so" grep -q ' 429 ' "$site/access.log"

secure=https://localhost:$secure
ingest --base-url "$secure" --retries 0 klad_nginx_a
like "a certificate of nobody we trust is not taken" "$(cat "$err")" \
	'unreachable: https://[a-z0-9.:]*: SSL peer certificate'
is "and nothing is asked for" "$(wc -l <"$site/access.log")" 0
ingest --base-url "$secure" --cacert "$scratch/good.pem" --pages 6 \
	klad_nginx_a
is "one of an authority that is given is" "$status $(wc -l <"$out")" "0 60"
is "and HTTP/2 is spoken there" "$(asked 2 .)" HTTP/2.0
ingest --base-url "https://localhost:$wrong" --retries 0 \
	--cacert "$scratch/other.pem" klad_nginx_a
like "one for another host is not taken" "$(cat "$err")" \
	'unreachable: https://[a-z0-9.:]*: SSL peer certificate'
ingest --base-url "https://localhost:$old" --retries 0 \
	--cacert "$scratch/old.pem" klad_nginx_a
like "one that has expired is not taken" "$(cat "$err")" \
	'unreachable: https://[a-z0-9.:]*: SSL peer certificate'
is "nothing is asked for either" "$(wc -l <"$site/access.log")" 0
ingest --base-url "$secure" --cacert "$scratch/good.pem" down
like "a redirect from https to http is not followed" "$(cat "$err")" \
	'down: denied: redirected from https to http'
is "not even asked for" "$(wc -l <"$site/access.log")" 1
