# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# klad-ingest lines: text and JSON of other tools.
. tests/tap.sh

ingest() {
	run klad-ingest lines --progress never "$@"
}

printf 'просто текст\n\n{"body":"b","link":"https://example.org/1","no":5,"date":1769860800,"user":{"name":"n"}}\n{bad\nlast' >"$scratch/in"
ingest --map 'text=.body,url=.link,id=.no,author=.user.name' "$scratch/in"
is "text and mapped JSON become posts" "$(jq -c '[.id, .post.text, .post.url,
	.post.author, .post.published]' "$out" | sed 's/[0-9a-f]\{64\}/HEX/')" \
'["lines:HEX","просто текст",null,null,null]
["lines:5","b","https://example.org/1","n","2026-01-31T12:00:00Z"]
["lines:HEX","last",null,null,null]'
for map in text foo=.x text=body text= =.body text=.body,ulr=.link; do
	run klad-ingest lines --progress never --map "$map" "$scratch/in"
	is "--map $map, a slip, reads nothing" "$status$(cat "$out")" 2
	like "and is named" "$(cat "$err")" '--map: .*: not KEY=.PATH'
done
ingest --map 'text=.body,url=.link,id=.no,author=.user.name' "$scratch/in"
is "a line that is not JSON exits 1" "$status" 1
like "and is named with its number" "$(cat "$err")" 'in:4: not json'
echo '{"text":"t","url":"https://example.org/2","created_at":"Sat, 31 Jan 2026 17:00:00 +0500","images":[{"url":"https://example.org/a.jpg"},"https://example.org/b.jpg"],"title":"T"}' >"$scratch/in"
ingest "$scratch/in"
is "common names need no map" "$(jq -c '[.post.text, .post.published,
	.post.parts[0].text, .media[].url]' "$out")" \
'["t","2026-01-31T12:00:00Z","T","https://example.org/a.jpg","https://example.org/b.jpg"]'
echo '{"text":"t","user":{"id":5,"username":"u"},"date":"позавчера","outlinks":["https://example.org/1",{"url":"https://example.org/s","expanded_url":"https://example.org/2"}]}' >"$scratch/in"
ingest "$scratch/in"
is "an account, a date that is none, and links" "$(jq -c '[.post.author,
	.post.date_as_written, .post.links]' "$out")" \
	'["u","позавчера",["https://example.org/1","https://example.org/2"]]'
echo '{"v":1,"id":"telegram:klad_demo/1","post":{"platform":"telegram"},"x":1}' \
	>"$scratch/in"
ingest - <"$scratch/in"
is "records of klad pass as they are" "$(cat "$out")" "$(cat "$scratch/in")"
echo '{"id":"x:1","post":{"text":"t"}}
{"v":2,"id":"x:2","post":{"text":"t"}}' >"$scratch/in"
ingest "$scratch/in"
is "what looks like one and is none gets what a record needs" \
	"$(jq -c '[.v, .id]' "$out" | tr '\n' ' ')" \
	'[1,"lines:x:1"] [1,"lines:x:2"] '
long=$(printf %0420d 7)
echo '{"id":"'"$long"'1","text":"t"}
{"id":"'"$long"'2","text":"t"}' >"$scratch/in"
ingest --state "$scratch/state" "$scratch/in"
is "ids that differ late are two" "$(wc -l <"$out")" 2
echo '{"text":["a ",{"type":"bold","text":"b"}," c"],"date":"1769860800"}
{"message":{"no":"words"},"body":"b","date":"1769860800000"}
{"text":"t","date":"20260131120000"}' >"$scratch/in"
ingest "$scratch/in"
is "texts in pieces are put together, times in quotes read" \
	"$(jq -c '[.post.text, .post.published]' "$out" | tr '\n' ' ')" \
	'["a b c","2026-01-31T12:00:00Z"] ["b","2026-01-31T12:00:00Z"] ["t",null] '
printf '\357\273\277{"text":"mark"}\r\n  {"text":"blanks"}\n a \r\n' |
	klad-ingest lines --progress never - >"$out"
is "byte order marks, blanks and carriage returns are no text" \
	"$(jq -r .post.text "$out" | tr '\n' ,)" "mark,blanks,a,"
echo "lines '$scratch/in' --map foo=.x" >"$scratch/list"
run klad-ingest --watch "$scratch/list"
is "nor does one in a watch list" "$status$(cat "$out")" 2
like "which is named by its line" "$(cat "$err")" "list:1: --map: foo=.x"
printf 'мефедрон в наличии\nmañana\n' | iconv -t windows-1251//TRANSLIT \
	>"$scratch/in"
printf '{"text":"ma\361ana"}\n' >>"$scratch/in"
ingest "$scratch/in"
is "lines in windows-1251 and windows-1252 are read" \
	"$(jq -r .post.text "$out")" "мефедрон в наличии
manana
mañana"
printf 'text\n' | iconv -t utf-16 >"$scratch/in"
ingest "$scratch/in"
is "UTF-16 is not taken for text" "$status$(cat "$out")" 1
like "but named" "$(cat "$err")" 'in: UTF-16'
ingest - <&-
is "a closed stdin is no empty input" "$status$(cat "$out")" 1
mkfifo "$scratch/fifo"
klad-ingest lines --progress never - <"$scratch/fifo" >"$out" &
waiting=$!
exec 9>"$scratch/fifo"
echo one >&9
until [ -s "$out" ]; do sleep 0.05; done
(sleep 60; kill -KILL $waiting) 2>/dev/null 9>&- &
late=$!
kill -TERM $waiting
wait $waiting
is "SIGTERM ends a run that waits for input" "$?" 0
kill $late
exec 9>&-
: >"$scratch/in"
ingest "$scratch/in"
is "an empty file is no failure" "$status$(cat "$out")" 0
mkdir "$scratch/here"
(cd "$scratch/here" && klad-ingest lines --progress never ../in)
is "no store of photos is made where none are kept" \
	"$(ls "$scratch/here")" ""
run klad-ingest photos --media /dev/null "$scratch"
is "a store that is no folder is named" "$(cat "$err")" \
	"klad-ingest: --media: /dev/null: Not a directory"
ingest "$scratch/absent"
like "a missing file is named" "$(cat "$err")" 'absent: No such file'
{ head -c 17000000 /dev/zero | tr '\0' x; echo; echo after; } >"$scratch/in"
ingest "$scratch/in"
like "a line of 17 MB is reported" "$(cat "$err")" 'in:1: line over 16 MiB'
is "and the next is read" "$(jq -r .post.text "$out")" after
is "a full disk exits 2" "$(echo x | klad-ingest lines - >/dev/full \
	2>/dev/null; echo $?)" 2
echo x >"$scratch/in"
is "a closed stdout exits 2" "$(klad-ingest lines "$scratch/in" >&- \
	2>"$err"; echo $?)" 2
is "is reported once, and nothing called written" "$(cat "$err")" \
	"klad-ingest: stdout: write: Bad file descriptor"
is "and no record goes into a file that is opened" \
	"$(klad-ingest lines --events "$scratch/events" "$scratch/in" \
	>&- 2>/dev/null; cat "$scratch/events")" ""
# The input stays open; a minute is waited for at most.
mkfifo "$scratch/trickle"
: >"$out"
klad-ingest lines --progress never - <"$scratch/trickle" >"$out" &
exec 3>"$scratch/trickle"
echo early >&3
tries=0
until [ -s "$out" ] || [ $tries -ge 600 ]; do
	sleep 0.1
	tries=$((tries + 1))
done
is "a trickle is passed on at once" "$(jq -r .post.text "$out")" early
exec 3>&-
wait
