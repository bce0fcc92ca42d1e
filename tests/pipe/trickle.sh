# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Records that arrive one by one are not held back by any stage: each alert is
# out while the input stays open.
. tests/tap.sh

record() {
	printf '{"v":1,"id":"t:%s","post":{"text":"%s"}}\n' "$1" \
		'соль мука меф, клады по городу, пиши @klad_demo_shop'
}

# Wait up to a minute for so many lines in $out.
wait_for() {
	i=0
	while [ "$(wc -l <"$out")" -lt "$1" ] && [ $i -lt 600 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	wc -l <"$out" | tr -d ' '
}

mkfifo "$scratch/in"
: >"$out"
{ klad-ocr -l eng <"$scratch/in" | klad-classify >"$out"; } 2>"$err" &
exec 3>"$scratch/in"
record 1 >&3
is "a first record is alerted to while the input stays open" "$(wait_for 1)" 1
record 2 >&3
is "so is a second" "$(wait_for 2)" 2
record 3 | head -c 40 >&3
sleep 0.2
is "half a record is waited for" "$(wc -l <"$out" | tr -d ' ')" 2
record 3 | tail -c +41 >&3
is "and taken when the rest comes" "$(wait_for 3)" 3
exec 3>&-
wait
is "in the order in which they came" "$(jq -r .record.id "$out" | tr '\n' ' ')" \
	"t:1 t:2 t:3 "
unlike "without a word of complaint" "$(cat "$err")" 'stdin:'

echo "1..$count"

# What a stage was killed in the middle of is not joined with what comes next.
record 1 >"$scratch/whole"
half() {
	printf '{"v":1,"id":"t:0","po' >"$scratch/half"
	"$@" <"$scratch/whole" >>"$scratch/half" 2>"$err"
	sed 1d "$scratch/half" | jq -r '.record.id // .id'
}
is "half a line in the file is ended first: klad-ingest" \
	"$(half klad-ingest lines --media "$scratch/media" -)" t:1
is "half a line in the file is ended first: klad-ocr" "$(half klad-ocr)" t:1
is "half a line in the file is ended first: klad-classify" \
	"$(half klad-classify)" t:1
record 0 >"$scratch/records"
klad-ocr <"$scratch/whole" >>"$scratch/records" 2>"$err"
is "after a whole line there is no blank one" \
	"$(jq -r .id "$scratch/records" | tr '\n' ' ') $(wc -l \
	<"$scratch/records")" "t:0 t:1  2"
printf 'x' >"$scratch/records"
klad-ocr <"$scratch/whole" 1<>"$scratch/records" 2>"$err"
is "nor where a file is written over" "$(head -c 5 "$scratch/records")" '{"v":'
