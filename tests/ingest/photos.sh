# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# klad-ingest photos: folders, kinds, EXIF, and what is no picture.
. tests/tap.sh

samples=$PWD/tests/samples/ingest/photos
cp -r "$samples" "$scratch/photos"
cd "$scratch" || exit 2
ingest() {
	run klad-ingest photos --progress never --media "$scratch/media" "$@"
}

ingest photos
is "a folder with a broken picture exits 1" "$status" 1
is "pictures come in the order of their names" \
	"$(jq -r .post.native_id "$out" | tr '\n' ' ')" \
	"photos/a.jpg photos/b/c.png photos/b/d.webp photos/e.tiff photos/f.gif photos/g.bmp photos/gps.jpg photos/h.heic photos/offset.png "
like "what is no picture is passed over" "$(cat "$err")" \
	'photos/notes.txt: passed over: not a picture'
like "a ZIP that is named as a picture is reported" "$(cat "$err")" \
	'photos/zip.jpg: not a picture'
is "each picture has its kind and size" "$(jq -r '.media[0] |
	"\(.mime) \(.width)x\(.height)"' "$out" | sort -u | tr '\n' ' ')" \
	"image/bmp 16x12 image/gif 16x12 image/heic 64x64 image/jpeg 16x12 image/png 16x12 image/tiff 16x12 image/webp 16x12 "
is "a position and a time come from EXIF" "$(jq -c 'select(.post.native_id
	== "photos/gps.jpg") | .media[0] | [.taken, .taken_zone, .geo]' "$out")" \
	'["2026-03-14T03:21:30Z",null,{"lat":43.2385,"lon":76.8893}]'
is "a camera's zone is taken into account" "$(jq -c 'select(.post.native_id
	== "photos/offset.png") | .media[0] | [.taken, .taken_zone]' "$out")" \
	'["2026-03-14T03:21:30Z",null]'
is "a camera without zone is said to have none" "$(jq -c 'select(
	.post.native_id == "photos/b/d.webp") | .media[0] | [.taken, .taken_zone]' \
	"$out")" '["2026-03-14T08:21:30Z","unknown"]'
is "HEIC tells its time too" "$(jq -c 'select(.post.native_id
	== "photos/h.heic") | .media[0].taken' "$out")" '"2026-03-14T08:21:30Z"'
ingest --zone +05:00 photos/b
is "--zone puts clocks right" "$(jq -r '.media[0].taken // empty' "$out")" \
	'2026-03-14T03:21:30Z'
ingest --zone +05:00 photos/b
is "ids stay the same" "$(jq -r .id "$out" | tr '\n' ' ')" \
	"photos:photos/b/c.png photos:photos/b/d.webp "

ln -s . photos/b/loop
ln -s nowhere photos/b/dangling.jpg
ingest photos/b
like "a loop of links ends" "$(cat "$err")" 'loop: passed over: a link back'
like "a link that leads nowhere is reported" "$(cat "$err")" \
	'dangling.jpg: a link that leads nowhere'
is "and the pictures are there once" "$(wc -l <"$out")" 2
: >photos/b/empty.jpg
mkfifo photos/b/fifo.jpg
ingest photos/b
like "an empty file is reported" "$(cat "$err")" 'empty.jpg: empty file'
like "a pipe does not hold it up" "$(cat "$err")" 'fifo.jpg: passed over'
ingest photos/notes.txt
is "a file that was asked for and is no picture exits 1" "$status" 1
like "and is named" "$(cat "$err")" 'photos/notes.txt: not a picture'
ingest --events "$scratch/events" absent photos/notes.txt photos/a.jpg
is "events never call it an empty folder" \
	"$(jq -r '"\(.fetch.outcome) \(.event.outcome)"' "$scratch/events" |
	tr '\n' ' ')" \
	"unreachable failure unreachable failure ok success "
ingest absent
is "a missing path exits 1" "$status" 1
like "and is named" "$(cat "$err")" 'absent: No such file'
mkdir void
ingest void
is "an empty folder is no failure" "$status$(cat "$out")" 0
head -c 100 photos/a.jpg >cut.jpg
ingest cut.jpg
is "a picture that is cut short is kept as it is" \
	"$(jq -r '.media[0].bytes' "$out")" 100
ingest --max-media-bytes 50 photos/a.jpg
like "one that is too large goes on with the error" \
	"$(jq -r '.media[0].error' "$out")" 'too large'
mkdir odd
cp photos/a.jpg "odd/$(printf 'a\376')"
cp photos/a.jpg "odd/$(printf 'a\377')"
cp photos/a.jpg "odd/$(printf 'b\nc')"
ingest --state odd.db odd
is "names that are no UTF-8, or on two lines, are pictures as any" \
	"$(jq -c .id "$out" | sort -u | wc -l) $(jq -c .post.native_id "$out" |
	tr '\n' ' ')" '3 "odd/a�" "odd/a�" "odd/b\nc" '
ingest --state odd.db odd
is "each once" "$status$(cat "$out")" 0
ingest --max-media-bytes 50 odd
is "and one that cannot be kept does not hold up the others" \
	"$(jq -r '.media[0].error' "$out" | grep -c 'too large')" 3
is "a full disk exits 2" "$(klad-ingest photos photos >/dev/full 2>/dev/null
	echo $?)" 2
# As a loss of power may leave it: the name and the size, but not the bytes.
cd "$scratch" || exit 2
rm -rf media
ingest photos/a.jpg
kept=$(jq -r '.media[0].path' "$out")
head -c "$(wc -c <"media/$kept")" /dev/zero >media/zeros
mv media/zeros "media/$kept"
ingest photos/a.jpg
is "what is not what its name says is written anew" \
	"$(sha256sum <"media/$kept" | cut -c1-64)" \
	"$(jq -r '.media[0].sha256' "$out")"
