# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Every example of README.md and of the manuals does what it says, as typed.
# Only the far end is another: channels come from a server on this machine,
# Tor is a SOCKS proxy here, and what curl is given is looked at, not sent.
. tests/tap.sh

samples=$PWD/tests/samples/demo
shims=$scratch/shims
export HOME="$scratch/home"
mkdir -p "$shims" "$HOME/street" "$HOME/Downloads" "$HOME/our-lexicons" \
	"$scratch/commands" "$scratch/web/s"
for page in some_channel klad_demo_shop klad_demo_source; do
	sed "s/2026-03-1[0-9]T/$(date -u +%F)T/" \
		"$samples/web/s/klad_demo_shop" >"$scratch/web/s/$page"
done
cp -r "$samples/web/photos" "$scratch/web"
cp -r "$samples/photos" "$HOME/street/2026-03"
cp -r "$samples/export" "$HOME/Downloads/ChatExport_2026-03-01"
printf 'term\tcategory\tsubstance\tweight\tambiguity\tnote\n%s\n' \
	'витрина на районе	marketplace	-	2	0	a local word' \
	>"$HOME/our-lexicons/ru.tsv"

python3 -u tests/serve "$scratch/web" >"$scratch/port" &
server=$!
proxy_port=$(python3 -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
microsocks -i 127.0.0.1 -p "$proxy_port" >"$scratch/proxy" 2>&1 &
proxy=$!
trap 'kill $server $proxy 2>/dev/null; rm -rf "$scratch"' EXIT
until [ -s "$scratch/port" ]; do sleep 0.1; done

cat >"$shims/klad-ingest" <<END
#!/bin/sh
real=$(command -v klad-ingest)
[ "\$1" = --proxy ] && shift 2 &&
	set -- --proxy socks5h://127.0.0.1:$proxy_port "\$@"
[ "\$1" = telegram ] || [ "\$3" = telegram ] || [ "\$1" = --watch ] &&
	set -- --base-url http://127.0.0.1:$(cat "$scratch/port") \
		--allow-private --retries 0 "\$@"
exec "\$real" "\$@"
END
cat >"$shims/curl" <<'END'
#!/bin/sh
jq -c 'if .index then .index._id else .event.id end' | uniq -c
END
chmod +x "$shims"/*

# A folder to stand in, with the files that the examples name.
stand() {
	rm -rf "$scratch/here"
	mkdir "$scratch/here"
	cp -r "$HOME/our-lexicons" "$scratch/here/our-words"
	cp -r "$samples/photos" "$scratch/here/street"
	cp -r "$samples/export" "$scratch/here/export"
	cd "$scratch/here" || exit 2
	echo 'telegram some_channel klad_demo_shop --pages 1' >unit.list
	klad-ingest telegram-export export >records.ndjson 2>"$err"
	cp records.ndjson posts.ndjson
	klad-classify <records.ndjson >kept 2>>"$err"
}

# Wait up to a minute for an endless example to write an alert.
wait_for_alert() {
	i=0
	while [ ! -s "$1" ] && [ $i -lt 600 ]; do
		sleep 0.1
		i=$((i + 1))
	done
}

try() { # FILE
	stand
	case $(cat "$1") in
	*"tail -F"* | *--every*)
		: >"$out"	# of the example before
		PATH=$shims:$PATH setsid sh -e "$1" >"$out" 2>"$err" &
		endless=$!
		if grep -q '>> *alerts.ndjson' "$1"; then
			wait_for_alert alerts.ndjson
		else
			wait_for_alert "$out"
		fi
		kill -- -$endless 2>/dev/null
		wait $endless 2>/dev/null
		;;
	*'alerts.ndjson'*)
		grep -q '> *alerts.ndjson' "$1" || cp kept alerts.ndjson
		PATH=$shims:$PATH sh -e "$1" >"$out" 2>"$err" || return 1
		;;
	*)
		PATH=$shims:$PATH sh -e "$1" >"$out" 2>"$err" || return 1
		;;
	esac
	grep '^usage:' "$err" && return 1
	for made in alerts.ndjson read.ndjson "$out"; do
		[ ! -s "$made" ] || return 0
	done
	echo "nothing came of it"
	return 1
}

root=$PWD
tests/pipe/examples "$scratch/commands" >"$scratch/list"
while IFS='	' read -r file name; do
	ok "$name" try "$scratch/commands/$file"
	cd "$root" || exit 2
done <"$scratch/list"
is "there are as many as there were, or more" \
	"$([ $count -ge 16 ] && echo yes)" yes

echo "1..$count"
