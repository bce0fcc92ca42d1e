# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Nothing is read twice, and a memo in trouble stops nothing.
. tests/tap.sh

media=$scratch/media
memo=$scratch/memo
mkdir "$media"
cp tests/samples/ocr/codes/*.png "$media"
for name in qr aztec datamatrix ean13; do
	printf '{"v":1,"id":"test:%s","media":[{"path":"%s.png"}]}\n' $name $name
done >"$scratch/in"

read_all() {
	klad-ocr -l eng -j 1 --media "$media" --memo "$memo" <"$scratch/in"
}

run read_all
is "a first run reads all" "$(grep -c same_as "$out")" 0
cp "$out" "$scratch/first"
run read_all
is "a second run reads none" "$(grep -c same_as "$out")" 4
is "and gives the same" \
	"$(jq -c 'del(.ocr[].same_as)' "$out")" "$(jq -c . "$scratch/first")"
run klad-ocr -l rus -j 1 --media "$media" --memo "$memo" <"$scratch/in"
is "readings in other languages do not count" \
	"$(grep -c same_as "$out")" 0

# Debian's models in another place, then one more, then one that is newer.
models=$scratch/models
mkdir "$models"
ln -s /usr/share/tesseract-ocr/5/tessdata/*.traineddata "$models"
TESSDATA_PREFIX=$models
export TESSDATA_PREFIX
run read_all
is "those of the same models in another place do" \
	"$(grep -c same_as "$out")" 4
ln -s eng.traineddata "$models/one-more.traineddata"
run read_all
is "those before another model was installed do not" \
	"$(grep -c same_as "$out")" 0
cp --remove-destination /usr/share/tesseract-ocr/5/tessdata/eng.traineddata \
	"$models"
run read_all
is "nor those before one was replaced" "$(grep -c same_as "$out")" 0
run read_all
is "until all is read again" "$(grep -c same_as "$out")" 4
unset TESSDATA_PREFIX

rm "$memo"*
tests/ocr/make-pictures "$media"
cp "$scratch/in" "$scratch/codes"
for name in poster poster-small poster-other; do
	printf '{"v":1,"id":"test:%s","media":[{"path":"%s.png"}]}\n' $name $name
done >"$scratch/in"
run read_all
is "a smaller copy is not read, another advert on the template is" \
	"$(jq -c '.ocr[0] | [.same_as, (.phash | length)]' "$out")" \
	"[null,16]
[\"$(sha256sum <"$media/poster.png" | cut -c1-64)\",16]
[null,16]"

rm "$memo"*
cp "$scratch/codes" "$scratch/in"
run klad-ocr -l eng -j 1 --media "$media" --memo "$memo" --memo-pictures 2 \
	<"$scratch/in"
run read_all
is "of four pictures a memo of two keeps the last" \
	"$(jq -c '[.id, (.ocr[0].same_as != null)]' "$out")" \
	'["test:qr",false]
["test:aztec",false]
["test:datamatrix",true]
["test:ean13",true]'

rm "$memo"*
read_all >"$out" 2>"$err" &
first=$!
read_all >"$scratch/out2" 2>"$scratch/err2" &
second=$!
wait $first
one=$?
wait $second
is "two processes share one memo" "$one $?" "0 0"
is "and both have all" "$(jq -c '.ocr[0].codes[0].data' "$out" |
	sort)" "$(jq -c '.ocr[0].codes[0].data' "$scratch/out2" | sort)"
unlike "without a word" "$(cat "$err" "$scratch/err2")" memo

rm "$memo"*
klad-ocr -l eng --media "$media" --memo "$memo" </dev/null 2>/dev/null
# Files may have 100 blocks of 512 bytes: too few for all the readings.
run sh -c "ulimit -f 100; trap '' XFSZ; klad-ocr -l eng --media '$media' \
	--memo '$memo' <'$scratch/in'"
is "with a full disk all is read" "$(jq -r '.ocr[0].codes[0].type' "$out" |
	wc -l)" 4
like "and it is said, once" "$(grep -c memo "$err")" '^1$'

printf 'this is no database, whatever its name may say, and long enough %s' \
	"$(cat "$scratch/in")" >"$scratch/bad"
run klad-ocr -l eng --media "$media" --memo "$scratch/bad" <"$scratch/in"
is "a file that is no memo exits 2" "$status" 2
like "and is named" "$(cat "$err")" 'bad: file is not a database'
