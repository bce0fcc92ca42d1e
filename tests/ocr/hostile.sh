# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Each hostile picture has its error in its record, and costs no other one.
. tests/tap.sh

media=$scratch/media
mkdir "$media"
tests/ocr/make-pictures "$media"
cp tests/samples/ocr/image/cmyk.jpg tests/samples/ocr/codes/qr.png "$media"
mkfifo "$media/pipe"
ln -s /etc/passwd "$media/link.png"

record() { # NAME
	printf '{"v":1,"id":"test:%s","mystery":{"a":[1,0.1]},"media":[{"path":"%s"}]}\n' "$1" "$1"
}

for name in zip.jpg empty.png huge50.png huge60.png huge.jpg huge.tif \
	huge.bmp truncated.jpg truncated.png wrong-name.gif bomb.png bomb.tif \
	packed.tif packed-huge.tif \
	frames.gif strip.png lying.png cycle.tif black.png white.png noise.png \
	text.jpg cmyk.jpg missing.png pipe link.png ../secret.png \
	/etc/passwd qr.png; do
	record "$name"
done >"$scratch/in"

run klad-ocr -l eng -j 2 --media "$media" --seconds 120 <"$scratch/in"
is "records with bad pictures exit 1" "$status" 1
is "every record comes out, in order" "$(jq -r .id "$out")" \
	"$(jq -r .id "$scratch/in")"
is "keys nobody knows pass through" \
	"$(jq -c .mystery "$out" | sort -u)" '{"a":[1,0.1]}'

error() { # NAME
	jq -r --arg id "test:$1" 'select(.id == $id) | .ocr[0].error // "none"' "$out"
}

like "a zip archive is named" "$(error zip.jpg)" 'not an image: a zip archive'
like "an empty file" "$(error empty.png)" 'empty file'
like "a header of 50,000 x 50,000" "$(error huge50.png)" \
	'50000 x 50000 pixels, over the limit'
like "a header of 60,000 x 60,000" "$(error huge60.png)" 'over the limit'
like "the same as JPEG" "$(error huge.jpg)" 'over the limit'
like "the same as TIFF" "$(error huge.tif)" 'over the limit'
like "the same as BMP" "$(error huge.bmp)" 'over the limit'
like "a truncated JPEG" "$(error truncated.jpg)" 'jpeg: truncated'
like "a truncated PNG" "$(error truncated.png)" 'png: '
is "a wrong extension does not matter" "$(error wrong-name.gif)" none
like "a bomb with more than it says" "$(error bomb.png)" '^none$|png: '
like "a TIFF that ends early" "$(error bomb.tif)" 'tiff: damaged'
is "a TIFF packed a thousand times" "$(error packed.tif)" none
like "one that claims more than the limit" "$(error packed-huge.tif)" \
	'70000 x 70000 pixels, over the limit'
is "a GIF of a million frames" "$(error frames.gif)" none
is "a strip of 1 x 100,000" "$(error strip.png)" none
like "a strip that ends early" "$(error lying.png)" 'png: '
like "a TIFF whose directories form a ring" "$(error cycle.tif)" \
	'tiff: damaged after page 0'
is "all black" "$(error black.png)" none
is "all white" "$(error white.png)" none
is "noise" "$(error noise.png)" none
is "nothing is read on black, white and a strip" "$(jq -c \
	'select(.id | test("black|white|strip")).ocr[0].lines' "$out" |
	sort -u)" '[]'
like "text is no picture" "$(error text.jpg)" 'not an image'
is "a CMYK JPEG without profile" "$(error cmyk.jpg)" none
like "a missing file" "$(error missing.png)" 'No such file'
like "a pipe is not waited for" "$(error pipe)" 'not a regular file'
like "a link out of the store" "$(error link.png)" 'outside the media store|Too many'
like "../ leads nowhere" "$(error ../secret.png)" 'outside the media store'
like "an absolute path neither" "$(error /etc/passwd)" 'outside the media store'
is "the last one is read all the same" \
	"$(jq -r 'select(.id == "test:qr.png").ocr[0].codes[0].data' "$out")" \
	https://t.me/klad_demo_shop
like "each failure is reported with its line" "$(cat "$err")" \
	'^klad-ocr: stdin:1: zip.jpg: not an image'

record qr.png >"$scratch/in"
run klad-ocr -l eng --media "$media" --bytes 100 <"$scratch/in"
like "--bytes holds" "$(error qr.png)" 'over the limit of 100'
run klad-ocr -l eng --media "$media" --pixels 100 <"$scratch/in"
like "--pixels holds" "$(error qr.png)" 'over the limit of 100'
run klad-ocr -l eng+rus+kaz+ukr+bel+kir+tgk --media "$media" <"$scratch/in"
is "more models than are asked are refused" "$status" 2
like "and it is said" "$(cat "$err")" 'languages: more than 6 models'
run klad-ocr -l eng --media "$scratch/nowhere" <"$scratch/in"
like "a store that is not there" "$(error qr.png)" 'nowhere: No such file'
