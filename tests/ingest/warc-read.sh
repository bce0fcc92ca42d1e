# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# klad-ingest warc: pages kept as evidence, read again by their parsers.
. tests/tap.sh

s=tests/samples/ingest
ingest() {
	run klad-ingest warc --progress never --media "$scratch/media" "$@"
}
make() {
	tests/ingest/make-warc "$1" \
		"https://t.me/s/klad_demo_shop=text/html=$s/telegram/shapes.html" \
		"https://example.org/shop=text/html=$s/page/shop.html" \
		"https://example.org/og.jpg=image/jpeg=$s/photos/gps.jpg" \
		"https://example.org/feed.xml=application/rss+xml=$s/feed/rss2.xml" \
		"https://api.vk.com/method/wall.get?domain=klad_demo&offset=0=application/json=$s/vk/wall.json"
}

make "$scratch/a.warc"
make "$scratch/a.warc.gz"
ingest "$scratch/a.warc"
is "a plain file is read" "$status$(cat "$err")" 0
is "each page by its own parser" "$(jq -r .post.platform "$out" | sort |
	uniq -c | awk '{print $2}' | tr '\n' ' ')" "feed page telegram vk "
is "a picture of the archive is kept, with what its EXIF says" \
	"$(jq -c 'select(.post.platform == "page") | .media[] |
		select(.sha256) | [.url, .geo.lat]' "$out")" \
	'["https://example.org/og.jpg",43.2385]'
is "one that is not there says so" "$(jq -r 'select(.post.platform ==
	"page") | .media[] | select(.sha256 | not) | .error' "$out" |
	sort -u)" "not in the archive"
is "the evidence names the record" "$(jq -c 'select(.post.platform ==
	"page") | .evidence | [.fetched, .warc.record_id]' "$out")" \
	'["2026-01-31T12:00:00Z","<urn:uuid:1>"]'
jq -c 'del(.evidence, .media[]?.warc)' "$out" >"$scratch/plain"
ingest "$scratch/a.warc.gz"
jq -c 'del(.evidence, .media[]?.warc)' "$out" >"$scratch/gzip"
ok "a compressed file gives the same" cmp "$scratch/plain" "$scratch/gzip"
# at FILE: the evidence of each record, read at its offset of this file.
at() {
	jq -r '.evidence.warc | "\(.offset) \(.record_id)"' "$out" | sort -u |
		/usr/bin/python3 -c '
import sys, zlib
data = open(sys.argv[1], "rb").read()
for line in sys.stdin:
    offset, name = line.split()
    part = data[int(offset):]
    if part[:2] == b"\x1f\x8b":
        part = zlib.decompressobj(31).decompress(part)
    assert part.startswith(b"WARC/1.") and name.encode() in part, line
    print("found")' "$1"
}
for file in a.warc a.warc.gz; do
	ingest "$scratch/$file"
	is "$file: the evidence says where each record begins" \
		"$(at "$scratch/$file" | sort | uniq -c | tr -s ' ')" " 4 found"
done
gzip -c "$scratch/a.warc" >"$scratch/one.warc.gz"
ingest "$scratch/one.warc.gz"
is "one gzip member of many records is read" "$(jq -c \
	'del(.evidence, .media[]?.warc)' "$out" | cmp - "$scratch/plain" && echo same)" same
for source in telegram vk mastodon bluesky photos nothing; do
	NOTE=$(printf 'source: %s\r\ntarget: ///\r\n' $source)
	export NOTE
	make "$scratch/noted.warc"
	ingest "$scratch/noted.warc"
	is "metadata that makes no sense ($source) breaks nothing" \
		"$(test "$status" -le 1 && grep -c 'out of memory' "$err")" 0
done
unset NOTE
tests/ingest/make-warc "$scratch/many.warc" \
	"https://example.org/s/shop=text/html=$s/page/shop.html" \
	"https://mirror.example.org/s/klad_demo=text/html=$s/telegram/words.html"
ingest "$scratch/many.warc"
is "a page is Telegram's by what is in it, not by /s/ in its address alone" \
	"$status $(jq -r .post.platform "$out" | sort -u | tr '\n' ' ')" \
	"0 page telegram "
tests/ingest/make-warc "$scratch/odd.warc" \
	"https://example.org/ODD=image/jpeg=$s/photos/a.jpg" \
	"https://example.org/og.jpg=image/jpeg=$s/photos/gps.jpg" \
	"https://example.org/shop=text/html=$s/page/shop.html"
sed -i 's|org/ODD|org/\xff\xfe|' "$scratch/odd.warc"
ingest "$scratch/odd.warc"
is "an address that is no UTF-8 holds nothing up" \
	"$(jq -r '.media[] | select(.sha256).url' "$out")" \
	"https://example.org/og.jpg"
sed 's/^WARC-Date: .*Z/WARC-Date: 2026-01-31T12:00:00.25Z/' "$scratch/a.warc" \
	>"$scratch/dated.warc"
sed 's/^WARC-Date: .*Z/WARC-Date: yesterday/' "$scratch/a.warc" \
	>>"$scratch/dated.warc"
ingest "$scratch/dated.warc"
is "a date is written as in all records, or not at all" "$(jq -r \
	'select(.post.platform == "page").evidence.fetched' "$out")" \
	"2026-01-31T12:00:00Z
null"
TYPE=resource make "$scratch/resources.warc"
ingest "$scratch/resources.warc"
is "resources count as what was answered" "$status $(jq -c \
	'del(.evidence, .media[]?.warc)' "$out" | cmp - "$scratch/plain" &&
	echo same)" "0 same"
is "but nothing is said of a status" "$(jq -r .evidence.http_status "$out" |
	sort -u)" null
tests/ingest/make-warc "$scratch/again.warc" \
	"https://example.org/first.jpg=image/jpeg=$s/photos/gps.jpg" \
	"dns:example.org=text/dns=$s/page/plain.txt" \
	"https://example.org/og.jpg=revisit=https://example.org/first.jpg" \
	"https://example.org/shop=text/html=$s/page/shop.html"
ingest "$scratch/again.warc"
is "a picture that was the same as another is that" "$status $(jq -r \
	'.media[] | select(.sha256) | "\(.url) \(.final_url)"' "$out")" \
	"0 https://example.org/og.jpg https://example.org/first.jpg"
mkdir "$scratch/folder"
cp "$scratch/a.warc.gz" "$scratch/folder/b.warc.gz"
cp "$scratch/a.warc" "$scratch/folder/unfinished.warc.gz.open"
ingest "$scratch/folder"
is "a folder is read, but for files that are still written" \
	"$(jq -r .evidence.warc.file "$out" | sort -u)" b.warc.gz
mkdir "$scratch/none"
ingest "$scratch/none"
like "a folder without any says so" "$(cat "$err")" 'no WARC files in it'
head -c 15000 "$scratch/a.warc" >"$scratch/cut.warc"
ingest "$scratch/cut.warc"
is "a file that is cut short exits 1" "$status" 1
like "and says so" "$(cat "$err")" 'cut short'
# Bytes of the second member of four that are others now.
/usr/bin/python3 - "$scratch/a.warc.gz" "$scratch/hurt.warc.gz" <<'END'
import sys, zlib
data = bytearray(open(sys.argv[1], "rb").read())
z = zlib.decompressobj(31)
z.decompress(bytes(data))
second = len(data) - len(z.unused_data)
data[second + 200:second + 240] = bytes(40)
open(sys.argv[2], "wb").write(data)
END
ingest "$scratch/hurt.warc.gz"
is "what comes after a member that is broken is read" "$status $(jq -r \
	.post.platform "$out" | sort -u | tr '\n' ' ')" "1 feed telegram vk "
is "and the break is told, once" "$(grep -c . "$err") $(cat "$err")" \
	"1 klad-ingest: $scratch/hurt.warc.gz: broken or cut short; what \
comes after it is read"
echo rubbish >"$scratch/no.warc"
ingest --events "$scratch/events" "$scratch/no.warc"
is "what is no WARC is no success" "$(jq -r '"\(.fetch.outcome) " +
	.event.outcome' "$scratch/events")" "markup_changed failure"
like "what is no WARC is said to be none" "$(cat "$err")" 'not a record'
: >"$scratch/empty.warc"
ingest "$scratch/empty.warc"
is "an empty file is no failure" "$status$(cat "$out")" 0
ingest "$scratch/absent"
like "a missing file is named" "$(cat "$err")" 'absent: No such file'
run klad-ingest warc --source telegrm "$scratch/a.warc"
is "a source that is none exits 2" "$status" 2
is "and is named" "$(head -1 "$err")" \
	'klad-ingest: --source: telegrm: not a good SOURCE, such as telegram'
run klad-ingest warc --source photos "$scratch/a.warc"
is "so does one that has no pages" "$status" 2
is "a full disk exits 2" "$(klad-ingest warc --media "$scratch/media" \
	"$scratch/a.warc" >/dev/full 2>/dev/null; echo $?)" 2
