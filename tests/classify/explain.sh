# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What klad-classify writes for people: --explain and --stats.
. tests/tap.sh

# explained TEXT: the rows of a post's text, without what follows.
explained() {
	jq -nc --arg text "$1" '{v: 1, id: "t:1", post: {text: $text}}' \
		>"$scratch/post"
	run klad-classify --explain <"$scratch/post"
	sed '1,2d; /^$/q' "$out"
}

is "hits are underlined" \
	"$(explained 'Дом меф, клады по городу, пиши @klad_demo_shop')" \
	"text      Дом меф, клады по городу, пиши @klad_demo_shop
              ^^^  ^^^^^^^^^^^^^^^  ^^^^ ^^^^^^^^^^^^^^^"
is "innocent contexts by another sign" \
	"$(explained 'Суд, полиция, мефедрон')" \
	"text      Суд, полиция, мефедрон
          ~~~  ~~~~~~~  ^^^^^^^^"
is "wide characters by two signs each" "$(explained '好的出葉子現貨')" \
	"text      好的出葉子現貨
              ^^^^^^^^^^"
is "marks that take no room by none" "$(explained "ме$(printf '\314\201')ф дом меф")" \
	"text      ме$(printf '\314\201')ф дом меф
          ^^^     ^^^"
is "a long text is broken at spaces, with the signs below each row" \
	"$(explained 'Первый второй третий четвёртый пятый шестой седьмой восьмой девятый меф и гаш')" \
	"text      Первый второй третий четвёртый пятый шестой седьмой восьмой девятый
          меф и гаш
          ^^^   ^^^"
is "a word too long for a row is broken where it must be" \
	"$(explained "$(printf '%0100d' 0)" | head -2 | awk '{ print length }' | tr '\n' ' ')" \
	"80 40 "
is "lines stay lines" "$(explained 'меф

и
')" "text      меф
          ^^^
          
          и"
is "what steers a terminal or turns the text is spelled out" \
	"$(explained "$(printf '\033[31m \342\200\256меф \342\200\213')")" \
	"text      <U+001B>[31m <U+202E>меф <U+200B>
                               ^^^"
is "bank cards are masked" "$(explained 'карта 4111 1111 1111 1111' |
	head -1)" "text      карта 4111 11** **** 1111"

explained 'меф, пиши @klad_demo_shop' >/dev/null
like "the head says what it scored" "$(head -1 "$out")" \
	'^ *[0-9.]+ of 100  (no alert|alert: sale) \(from [0-9]+ on\)  t:1$'
like "a sign says its points, sort, word and entry" "$(cat "$out")" \
	'^ +\+[0-9.]+  \+* +substance +меф  ru: меф, mephedrone$'
is "the parts add up to the score" "$(awk '/^parts/ { parts = 1; next }
	parts && NF > 1 { sum += $1 }
	parts && NF == 1 { d = sum - $1; printf "%.2f", d < 0 ? -d : d }' "$out")" "0.00"
is "so do the signs" "$(awk '/^signs/ { signs = 1; next } /^parts/ { signs = 0 }
	signs && NF > 1 { sum += $1 }
	!signs && NF == 1 && $1 + 0 { d = sum - $1; printf "%.2f", d < 0 ? -d : d }' "$out")" "0.00"

printf '%s\n' '{"v":1,"id":"t:2","post":{"text":"Привет","channel":"klad_demo_shop",
"channel_title":"Лавка","published":"2026-03-14T06:00:00Z",
"url":"https://t.me/klad_demo_shop/2"},"media":[{"path":"ab/abcd.jpg"}],
"ocr":[{"media":"x","lines":[{"text":"МЕФ","confidence":90}],"codes":[{"data":"https://t.me/klad_demo_bot"}]}]}' |
	tr -d '\n' >"$scratch/post"
run klad-classify --explain <"$scratch/post"
like "lines of pictures are shown" "$(cat "$out")" '^ocr:0/0   МЕФ$'
like "and codes" "$(cat "$out")" '^code:0/0  https://t.me/klad_demo_bot$'
is "and when and where the post is, and which picture" \
	"$(sed -n '2,/^$/p' "$out")" \
	"published 2026-03-14T06:00:00Z
channel   Лавка
url       https://t.me/klad_demo_shop/2
medium 0  ab/abcd.jpg"
echo '{"v":1,"id":"t:3","post":{"text":""}}' | klad-classify --explain \
	>"$out" 2>"$err"
like "a post without signs says so" "$(cat "$out")" '^nothing was found$'

# On a terminal, by its own means. script(1) makes one.
printf '{"v":1,"id":"t:4","post":{"text":"Суд и меф."}}\n' >"$scratch/post"
TERM=xterm script -qec "klad-classify --explain --progress never \
	<'$scratch/post'" /dev/null </dev/null >"$out" 2>"$err"
bold=$(printf '\033[m\033[4m\033[1;31m')
like "a terminal underlines" "$(tr -d '\r' <"$out")" "$(printf '%sмеф' "$bold" |
	sed 's/\[/\\[/g')"
unlike "and needs no signs below" "$(cat "$out")" '\^\^'
TERM=dumb script -qec "klad-classify --explain --progress never \
	<'$scratch/post'" /dev/null </dev/null >"$out" 2>"$err"
like "a dumb one does" "$(cat "$out")" '\^\^\^'

run klad-classify --explain --lint </dev/null
is "two tasks at once are refused" "$status" 2

# --stats
header='term	category	substance	weight	ambiguity	note'
mkdir "$scratch/own"
printf '%s\nкладдемо\tsale\t-\t2\t0\t-\nнигдедемо\tsale\t-\t1.5\t1\t-\n%s' \
	"$header" 'демоутро	news	-	1	0	-
' >"$scratch/own/ru.tsv"
{
	echo '{"v":1,"id":"t:1","post":{"text":"кладдемо кладдемо"}}'
	echo '{"v":1,"id":"t:2","post":{"text":"кладдемо демоутро"}}'
	printf '{"v":1,"id":"t:3","post":{"text":"%s"}}\n' \
		'кладдемо, меф гаш, клады по городу, пиши @klad_demo_shop'
} >"$scratch/posts"
run klad-classify -L "$scratch/own" --stats "$scratch/stats" <"$scratch/posts"
is "--stats counts hits, posts and alerts of each entry" \
	"$(grep демо "$scratch/stats" | sed "s|$scratch/||")" \
	"4	3	1	ru	кладдемо	sale	2	0	own/ru.tsv:2
1	1	0	ru	демоутро	news	1	0	own/ru.tsv:4
0	0	0	ru	нигдедемо	sale	1.5	1	own/ru.tsv:3"
is "under a row that names the columns" "$(head -1 "$scratch/stats")" \
	"hits	posts	alerts	language	term	category	weight	ambiguity	place"
is "the most frequent first" \
	"$(sed 1d "$scratch/stats" | cut -f 1 | sort -crn 2>&1)" ""
is "and alerts as ever" "$(jq -r .record.id "$out")" t:3
run klad-classify --stats "$scratch/no/where" <"$scratch/posts"
is "a file that cannot be written is an error before all records" \
	"$status$(cat "$out")" 2
like "and named" "$(cat "$err")" "no/where: No such file"
run klad-classify --stats /dev/full <"$scratch/posts"
is "so is a full disk" "$status" 2

echo "1..$count"
