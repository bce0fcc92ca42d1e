# SPDX-License-Identifier: MIT
# Channels from a local nginx, 200 of them with 5 pages and 2 photos a page:
# klad-ingest, parsing and storing included, beside curl --parallel that
# fetches the same addresses to files; and a second run with nothing new.
set -eu

work=$BENCH_WORK/ingest
rm -rf "$work"
mkdir -p "$work/web/s" "$work/web/photo" "$work/curl"
/usr/bin/python3 - "$work" <<'PYTHON'
import os, random, sys
work = sys.argv[1]
random.seed(1)
urls = []
for c in range(200):
    name = f"klad_bench_{c:03}"
    os.mkdir(f"{work}/web/s/{name}")
    for page in range(5):
        top = 100 - page * 20
        body = []
        for n in range(top - 19, top + 1):
            photo = ""
            if n % 10 == 0:
                path = f"/photo/{name}-{n}.jpg"
                with open(f"{work}/web{path}", "wb") as f:
                    f.write(b"\xff\xd8\xff\xe0" + random.randbytes(40000))
                photo = ('<a class="tgme_widget_message_photo_wrap x" href='
                         '"/x" style="background-image:url(\'' + path +
                         '\')"></a>')
                urls.append(path)
            body.append(
                '<div class="tgme_widget_message_wrap"><div class="'
                f'tgme_widget_message" data-post="{name}/{n}"><div class="'
                f'tgme_widget_message_bubble">{photo}<div class="'
                'tgme_widget_message_text" dir="auto">'
                f'Пост {n}. ' + "Тесто накрыть и оставить на ночь. " * 8 +
                '</div><span class="tgme_widget_message_views">12</span>'
                f'<a class="tgme_widget_message_date" href="/{name}/{n}">'
                '<time datetime="2026-03-14T12:00:00+00:00">12:00</time></a>'
                '</div></div></div>\n')
        query = f"?before={top + 1}" if page else ""
        with open(f"{work}/web/s/{name}/{top + 1 if page else 0}", "w") as f:
            f.write('<html><head><meta charset="utf-8"></head><body><section'
                    ' class="tgme_channel_history">' + "".join(body) +
                    "</section></body></html>")
        urls.append(f"/s/{name}{query}")
port = 20000 + os.getpid() % 20000
with open(f"{work}/nginx.conf", "w") as f:
    f.write(f"""daemon on; pid {work}/nginx.pid; error_log {work}/error.log;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    log_format sent '$bytes_sent';
    access_log {work}/access.log sent; client_body_temp_path {work}/body;
    proxy_temp_path {work}/p; fastcgi_temp_path {work}/f;
    uwsgi_temp_path {work}/u; scgi_temp_path {work}/c;
    gzip on; gzip_types text/html; gzip_comp_level 1; keepalive_requests 9999;
    map $arg_before $page {{ "" 0; default $arg_before; }}
    server {{
        listen 127.0.0.1:{port}; root {work}/web;
        location ~ ^/s/([a-z0-9_]+)$ {{
            default_type text/html; try_files /s/$1/$page =404;
        }}
    }}
}}
""")
with open(f"{work}/port", "w") as f:
    f.write(str(port))
with open(f"{work}/curl.conf", "w") as f:
    for i, url in enumerate(urls):
        f.write(f'url = "http://127.0.0.1:{port}{url}"\n'
                f'output = "{work}/curl/{i}"\n')
PYTHON
web=http://127.0.0.1:$(cat "$work/port")
/usr/sbin/nginx -c "$work/nginx.conf" 2>"$work/nginx.err"
trap 'kill "$(cat "$work/nginx.pid")"' EXIT
sleep 0.5

# seconds COMMAND...: its wall time and processor time.
seconds() {
	/usr/bin/python3 -c 'import resource, subprocess, sys, time
start = time.time()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL,
               stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{time.time() - start:.2f} {used.ru_utime + used.ru_stime:.2f}")' "$@"
}
# shellcheck disable=SC2046 # a list of words
set -- $(seq -f 'klad_bench_%03.0f' 0 199)
# Each run writes into a folder of its own: where files were just deleted,
# ext4 is slow to make new ones.
ingest() {
	seconds klad-ingest --progress never --base-url "$web" --pages 5 \
		--connections 50 --parallel 50 --media "$to/media" \
		--state "$to/state.db" telegram "$@"
}
by_curl() {
	mkdir -p "$to/curl"
	sed "s|$work/curl/|$to/curl/|" "$work/curl.conf" >"$to/curl.conf"
	sync
	seconds curl -s --compressed --parallel --parallel-max 50 \
		-K "$to/curl.conf"
}
sent() { # bytes that nginx has sent
	awk '{ sum += $1 } END { print sum + 0 }' "$work/access.log"
}
echo "seconds, and in brackets those of the processor:"
for run in 1 2 3 4; do
	to=$work/run$run
	mkdir -p "$to"
	[ $((run % 2)) -eq 0 ] || curl_time=$(by_curl)
	sync
	: >"$work/access.log"
	ingest_time=$(ingest "$@")
	first=$(sent)
	: >"$work/access.log"
	again=$(ingest "$@")
	second=$(sent)
	[ $((run % 2)) -eq 1 ] || curl_time=$(by_curl)
	echo "$curl_time $ingest_time $again $first $second" | awk '{
		printf "run '"$run"': curl --parallel %s (%s), klad-ingest " \
		    "%s (%s): %.2f times (%.2f); again %s (%s) with %.2f %% " \
		    "of the bytes\n", $1, $2, $3, $4, $3 / $1, $4 / $2, $5, \
		    $6, 100 * $8 / $7 }'
done
echo "$(find "$work/run1/media" -type f | wc -l) photos kept"
rm -rf "${work:?}"/web "${work:?}"/run*
