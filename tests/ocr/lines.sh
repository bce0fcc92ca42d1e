# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# The command line, and lines that are no records.
. tests/tap.sh

media=$scratch/media
mkdir "$media"
cp tests/samples/ocr/codes/qr.png "$media"
good='{"v":1,"id":"test:1","media":[{"path":"qr.png","sha256":"ab"}]}'

run klad-ocr --help
is "--help exits 0" "$status" 0
like "and says what there is" "$(cat "$out")" '--memo FILE'
run klad-ocr --version
like "--version" "$(cat "$out")" '^klad-ocr [0-9]'
run klad-ocr --nonsense
is "a bad option exits 2" "$status" 2
like "and is named, with the synopsis" "$(tr '\n' ' ' <"$err")" \
	'nonsense: no such option.*usage: klad-ocr'
run klad-ocr -j 0
is "no workers exit 2" "$status" 2
run klad-ocr file.ndjson
is "an operand exits 2" "$status" 2
run klad-ocr -l eng+xyz </dev/null
is "a missing model exits 2" "$status" 2
like "and is named with its package" "$(cat "$err")" \
	'xyz.*tesseract-ocr-xyz'
run klad-ocr -l eng --media "$media" </dev/null
is "empty input exits 0" "$status" 0
is "and gives nothing" "$(cat "$out")" ""

printf '%s\n\n[1]\n{"v":1}\n{"v":2,"id":"x"}\n{"v":1,"id":"t","post":{"text":"\\ud800"}}\nnonsense\n\377\n%s' \
	"$good" "$good" >"$scratch/in"
run klad-ocr -l eng --media "$media" --rejects "$scratch/rejects" \
	<"$scratch/in"
is "lines that are no records exit 1" "$status" 1
is "records before and after them come out" "$(jq -r .id "$out")" "test:1
test:1"
like "each is reported with its number" "$(cat "$err")" 'stdin:3: '
is "and kept" "$(wc -l <"$scratch/rejects")" 6
is "a known digest is the medium's" \
	"$(jq -r '.ocr[0].media' "$out" | sort -u)" ab
like "the second is a copy of the first" "$(tail -1 "$out")" '"same_as"'

printf '%s\n' '{"v":1,"id":"t","media":7}' >"$scratch/in"
run klad-ocr -l eng --media "$media" <"$scratch/in"
like "media that is no array" "$(cat "$out")" \
	'"errors":\[\{"stage":"klad-ocr","error":"media: no array"'

# As large as a record may be: there is no room for an error in it.
frame='{"v":1,"id":"large","media":7,"x":""}'
{
	printf '%s' "${frame%\"\"\}}\""
	head -c $((16 * 1024 * 1024 - ${#frame})) /dev/zero | tr '\0' x
	printf '"}\n%s\n' "$good"
} >"$scratch/in"
run klad-ocr -l eng --media "$media" --rejects "$scratch/aside" \
	<"$scratch/in"
is "a record without room for its error exits 1" "$status" 1
is "the one after it comes out" "$(jq -r .id "$out")" test:1
is "and it is kept" "$(jq -r .id "$scratch/aside")" large
printf '%s\n' '{"v":1,"id":"t","media":[{"error":"gone"},{"path":"qr.png"}]}' \
	>"$scratch/in"
run klad-ocr -l eng --media "$media" <"$scratch/in"
is "a medium that was not fetched is not read" \
	"$(jq -c '[.ocr[0].error, .ocr[1].codes[0].type]' "$out")" \
	'["no file","QR"]'
is "and is no failure of ours" "$status" 0
printf '%s\n' '{"v":1,"id":"t","post":{"text":"x"}}' >"$scratch/in"
run klad-ocr -l eng --media "$media" <"$scratch/in"
is "a record without media passes as it is" "$(cat "$out")" \
	"$(cat "$scratch/in")"

head -c 17825792 /dev/zero | tr '\0' x >"$scratch/in"
printf '\n%s\n' "$good" >>"$scratch/in"
run klad-ocr -l eng --media "$media" <"$scratch/in"
is "a line of 17 MiB is set aside, the next is read" \
	"$(jq -r .id "$out")" test:1

printf '%s\n' "$good" >"$scratch/in"
status=0
klad-ocr -l eng --media "$media" <"$scratch/in" >/dev/full 2>"$err" ||
	status=$?
is "a full disk exits 2" "$status" 2
is "and is reported once" "$(cat "$err")" \
	"klad-ocr: stdout: write: No space left on device"
jq -c '.post.text = ("x" * 100000)' "$scratch/in" >"$scratch/long"
status=0
klad-ocr -l eng --media "$media" <"$scratch/long" >/dev/full 2>"$err" ||
	status=$?
is "so does one that a long record meets" "$status$(cat "$err")" \
	"2klad-ocr: stdout: write: No space left on device"
run klad-ocr -l auto+rus </dev/null
is "auto with others cannot start" "$status" 2
like "and is no model of that name" "$(cat "$err")" 'auto goes without others'
run klad-ocr -l rus+ </dev/null
like "an empty name is shown" "$(cat "$err")" '--languages: "" is not'
run klad-ocr -V
like "-V tells the version" "$(cat "$out")" '^klad-ocr [0-9.]+$'
run klad-ocr -l eng --media "$media" <&-
is "a closed stdin is no empty input" "$status" 2
status=0
klad-ocr -l eng --media "$media" <"$scratch/in" >&- 2>"$err" || status=$?
is "a closed stdout exits 2" "$status" 2
is "and is reported" "$(cat "$err")" \
	"klad-ocr: stdout: write: Bad file descriptor"
for _ in 1 2 3 4 5 6 7 8; do
	cat "$scratch/in"
done | { klad-ocr -l eng --media "$media" 2>"$err"; echo $? >"$scratch/status"; } |
	head -n 1 >/dev/null
is "a closed pipe ends quietly" "$(grep -vc 'records in' "$err")" 0

mkdir "$scratch/drawn"
run klad-ocr -l eng --media "$media" --draw "$scratch/drawn" <"$scratch/in"
like "--draw writes a picture" "$(od -An -c "$scratch"/drawn/*.png |
	head -1)" 'P +N +G'
