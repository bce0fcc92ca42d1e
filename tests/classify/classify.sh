# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# klad-classify on its command line.
. tests/tap.sh

record() {
	printf '{"v":1,"id":"t:%s","post":{"text":"%s"}}\n' "$1" "$2"
}

scores() {
	jq -r '"\(.record.id) \(.event.kind)"' "$out"
}

{
	record advert 'соль мука меф, клады по городу, пиши @klad_demo_shop'
	record court 'Суд приговорил его за мефедрон к пяти годам.'
	record recipe 'Добавьте соль и муку по вкусу.'
	record spelled 'П Р О Б Н И К МЕФ ГАШ 50 адресов, пиши @klad_demo_shop'
	record dots 'Это и т. д., А Б В, 142,460 и прочее.'
	record leaves '出葉子 現貨 同城 埋包 加 @klad_demo_shop'
	record asked '有人抽过发霉的叶子吗 我朋友抽了没感觉'
} >"$scratch/posts"

run klad-classify <"$scratch/posts"
is "adverts raise alerts, talk and recipes do not" "$(scores)" \
	"t:advert alert
t:spelled alert
t:leaves alert"
is "and that is a success" "$status" 0

run klad-classify --all <"$scratch/posts"
is "--all writes every record" "$(wc -l <"$out" | tr -d ' ')" 7
like "and counts what it wrote, not all as alerts" "$(cat "$err")" \
	'7 records in .*, 7 written, 0 failed'
ok "alerts keep the schema, and their sums and offsets are right" \
	/usr/bin/python3 tests/pipe/check-alerts "$out" "$scratch/posts"

head -1 "$scratch/posts" | jq -c '.change = {kind: "edited",
	noticed: "2026-03-14T06:00:00Z"}' >"$scratch/edited"
run klad-classify <"$scratch/edited"
is "an alert of a post that was edited says so" \
	"$(jq -r '.change | "\(.kind) \(.noticed)"' "$out")" \
	"edited 2026-03-14T06:00:00Z"
ok "in keeping with the schema" \
	/usr/bin/python3 tests/pipe/check-alerts "$out" "$scratch/edited"

# A store of dates takes no other alert than one with a time.
for time in 2026-03-13T20:05:00Z 2026-03-13T20:05:00.25+03:00 yesterday \
	"2026-03-13 20:05:00" 2026-13-13T20:05:00Z; do
	head -1 "$scratch/posts" | jq -c --arg time "$time" \
		'.post.published = $time'
done >"$scratch/times"
run klad-classify <"$scratch/times"
is "the time of an alert is that of the post, in UTC, where it has one" \
	"$(jq -r '."@timestamp" | select(startswith("2026-03-13"))' "$out")" \
	"2026-03-13T20:05:00Z
2026-03-13T17:05:00Z"
is "else that of its making" \
	"$(jq 'select(."@timestamp" == .event.created) | 1' "$out" | wc -l)" 3

# What an expert needs to see a hit again: where it stands, what read it.
cat >"$scratch/picture" <<'END'
{"v":1,"id":"t:picture","media":[
{"sha256":"aa00000000000000000000000000000000000000000000000000000000000000"},
{"error":"404"},{"path":"ab/x.gif"}],
"ocr":[{"media":"aa","phash":"5d98c28a02777775",
"same_as":"bb00000000000000000000000000000000000000000000000000000000000000",
"reader":{"name":"klad-ocr","version":"0.1.0","tesseract":"5.3.0",
"models":"eng+rus","models_sha256":
"cc00000000000000000000000000000000000000000000000000000000000000"},
"lines":[{"text":"мефедрон клады @klad_demo_shop","confidence":80,
"box":[10,20,300,40],"frame":2,"words":[
{"text":"мефедрон","confidence":91.5,"box":[10,20,90,40]},
{"text":"клады","confidence":44,"box":[110,21,50,39]},
{"text":"@klad_demo_shop","confidence":77,"box":[170,20,140,40]}]}],
"codes":[]},{"error":"no file"},
{"lines":[],"codes":[],"error":"gif: truncated"}]}
END
tr -d '\n' <"$scratch/picture" >"$scratch/record"
run klad-classify <"$scratch/record"
is "a hit in a picture says where it stands there, and how surely" \
	"$(jq -c '.hits[] | select(.term == "мефедрон") |
		[.carrier, .box, .confidence, .frame]' "$out")" \
	'["ocr:0/0",[10,20,90,40],91.5,2]'
is "so does a selector" "$(jq -c '.selectors[] | [.box, .confidence]' \
	"$out")" '[[170,20,140,40],77]'
is "a medium says whose reading it has, and what read it" \
	"$(jq -r '.media[0] | "\(.same_as[:2]) \(.phash) \(.reader.models)"' \
	"$out")" "bb 5d98c28a02777775 eng+rus"
is "or why it was not read, first of all that it was not fetched" \
	"$(jq -r '.media[].error' "$out")" "null
404
gif: truncated"
ok "in keeping with the schema" \
	/usr/bin/python3 tests/pipe/check-alerts "$out" "$scratch/record"

# A post of just 16 MiB, which no alert of that size can hold.
advert=$(jq -r .post.text "$scratch/posts" | head -1)
{
	printf '{"v":1,"id":"t:long","post":{"url":"https://example.org/1"'
	printf ',"text":"%s ' "$advert"
	head -c 16776900 /dev/zero | tr '\0' ' '
	printf '"},"evidence":{"sha256":"%064d"}}\n' 0
	head -1 "$scratch/posts"
} >"$scratch/long"
run klad-classify <"$scratch/long"
is "an alert that would be too long goes out without its texts" "$(jq -c \
	'[.record.id, .event.kind, .post, .url.full, (.hits | length > 3),
	(.evidence.sha256 | length), .errors[0].stage]' "$out" | head -1)" \
	'["t:long","alert",{"url":"https://example.org/1"},"https://example.org/1",true,64,"klad-classify"]'
is "and the next record is not lost" "$(scores | tail -1)" "t:advert alert"
is "which is a success" "$status" 0

run klad-classify </dev/null
is "no input is no failure" "$status" 0
is "and gives no output" "$(cat "$out")" ""

head -1 "$scratch/posts" | tr -d '\n' >"$scratch/cut"
run klad-classify <"$scratch/cut"
is "a last line without newline counts" "$(scores)" "t:advert alert"

{
	head -1 "$scratch/posts"
	echo 'not json'
	printf '{"v":1,"id":"x","post":{"text":"\377"}}\n'
	echo '{"v":1,"id":"x","post":{"text":"\ud800"}}'
	awk 'BEGIN { while (n++ < 9000) printf "["; print "" }'
	echo '{"v":1,"id":"x","post":{"te'
	head -1 "$scratch/posts"
} >"$scratch/bad"
run klad-classify --rejects "$scratch/rejects" <"$scratch/bad"
is "bad lines are reported in the status" "$status" 1
is "and nothing else is lost" "$(scores)" "t:advert alert
t:advert alert"
is "each by its line" "$(grep -c '^klad-classify: stdin:[2-6]: ' "$err")" 5
is "and kept" "$(wc -l <"$scratch/rejects" | tr -d ' ')" 5

status=0
klad-classify --all <"$scratch/posts" >/dev/full 2>"$err" || status=$?
is "a full disk is an error" "$status" 2
like "that is named" "$(cat "$err")" "No space left"
is "and nothing is said to be written" "$(wc -l <"$err" | tr -d ' ')" 1
status=0
(ulimit -f 1; exec klad-classify --all <"$scratch/posts" >"$out" 2>"$err") ||
	status=$?
is "so is a file that may not grow" "$status" 2
like "which is named as well" "$(cat "$err")" "File too large"
mkdir "$scratch/cache"
for _ in once again; do
	(ulimit -f 1; export XDG_CACHE_HOME="$scratch/cache"
	exec klad-classify --all <"$scratch/posts" 2>"$err") | cat >"$out"
	is "lexicons need not be kept" "$(wc -l <"$out"),$(ls \
		"$scratch/cache/klad")" "$(klad-classify --all \
		<"$scratch/posts" 2>/dev/null | wc -l),"
done
run klad-classify <&-
is "a closed stdin is no empty input" "$status" 2
status=0
klad-classify <"$scratch/posts" >&- 2>"$err" || status=$?
is "a closed stdout is an error" "$status" 2
is "that is named" "$(cat "$err")" \
	"klad-classify: stdout: write: Bad file descriptor"
klad-classify --rejects "$scratch/kept" <"$scratch/bad" 2>&- >/dev/null
is "without stderr no message goes into a file that is opened" \
	"$(cat "$scratch/kept")" "$(cat "$scratch/rejects")"

i=0
while [ $i -lt 2000 ]; do
	cat "$scratch/cut"
	echo
	i=$((i + 1))
done >"$scratch/many"
(
	klad-classify <"$scratch/many" 2>"$err"
	echo $? >"$scratch/status"
) | head -1 >/dev/null
is "a closed pipe ends quietly" "$(cat "$scratch/status")" 0

run klad-classify --nonsense
is "a bad option exits 2" "$status" 2
run klad-classify -t 101 </dev/null
is "so does a bad threshold" "$status" 2
like "which is named" "$(cat "$err")" 101
run klad-classify --stats "$scratch/stats" --lint
is "so does a file that nothing would be written to" "$status" 2
run klad-classify -V
like "-V tells the version" "$(cat "$out")" '^klad-classify [0-9.]+$'
run klad-classify -L /dev/null </dev/null
like "what is no folder is called so" "$(cat "$err")" 'null.*: Not a directory'
is "an empty KLAD_LEXICONS is none" "$(KLAD_LEXICONS='' klad-classify \
	--progress never </dev/null 2>&1)" "$(unset KLAD_LEXICONS
	klad-classify --progress never </dev/null 2>&1)"
run klad-classify --help
is "help goes to stdout" "$status-$(head -c 6 "$out")" 0-usage:

lexicon() {
	mkdir -p "$scratch/own"
	rm -f "$scratch/own/"*
	cat >"$scratch/own/ru.tsv"
}
header='term	category	substance	weight	ambiguity	note'

complains() {
	run klad-classify -L "$scratch/own" </dev/null
	is "$1: cannot start" "$status" 2
	like "$1: says where and why" "$(cat "$err")" "own/ru.tsv:$2: .*$3"
}

printf '%s\nслово\tsale\t-\t1\n' "$header" | lexicon
complains "a missing column" 2 "column is missing"
printf '%s\nслово\tsale\t-\tnan\t0\t-\n' "$header" | lexicon
complains "a weight of NaN" 2 "no number"
printf '%s\nслово\tsale\t-\t1\t0\t-\nслово\tsale\t-\t2\t0\t-\n' "$header" |
	lexicon
complains "a duplicate" 3 "already"
printf '%s\n...\tsale\t-\t1\t0\t-\n' "$header" | lexicon
complains "a term of nothing" 2 "folds to nothing"
printf '%s\nслово\tslae\t-\t1\t0\t-\n' "$header" | lexicon
complains "an unknown category" 2 "no category"
printf '%s\nслово\tsale\tkryptonite\t1\t0\t-\n' "$header" | lexicon
complains "an unknown substance" 2 "no substance"
printf '\357\273\277%s\r\nклады по городу\tdrop\t-\toff\t0\t\r\n' "$header" |
	lexicon
run klad-classify --all -L "$scratch/own" <"$scratch/cut"
is "a byte order mark and CRLF are taken" "$status" 0
is "an overlay takes an entry away" \
	"$(jq '[.hits[].lexeme == "клады по городу"] | any' "$out")" false

/usr/bin/python3 - >"$scratch/hard" <<'END'
import json
def post(text):
    print(json.dumps({"v": 1, "id": "h", "post": {"text": text}},
                     ensure_ascii=False))
post("ш" * (7 << 20))
post(" ".join("@klad_demo_%06d" % i for i in range(100000)))
post("\u0301" * (4 << 20))
post("".join("\u202e\u202d\u2066меф" for i in range(20000)))
post("".join(chr(p * 65536 + 0xfffe) + chr(p * 65536 + 0xffff)
             for p in range(17)) + "".join(map(chr, range(0xfdd0, 0xfdf0))))
post("м " * 300000)
END
run klad-classify --all <"$scratch/hard"
is "hard texts are dealt with" "$status" 0
is "all of them" "$(wc -l <"$out" | tr -d ' ')" 6

echo "1..$count"
