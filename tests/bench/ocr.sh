# SPDX-License-Identifier: MIT
# Speed of reading, side by side on the same pictures, with the share of words
# read beside each: the command line once per picture, once over a list, and
# klad-ocr. Without the labelled pictures, the bundled ones are measured, and
# no share is given. OCR_PICTURES bounds how many there are.
set -eu

work=$BENCH_WORK/ocr
rm -rf "$work"
mkdir -p "$work/pictures"
export OMP_THREAD_LIMIT=1
languages=rus+eng

# Every n-th picture of each set that has words.
if [ -n "$BENCH_DATA" ]; then
	for set in spb_signs svt demo_scene synth; do
		mkdir "$work/pictures/$set"
		find "$BENCH_DATA/images/$set" -type f ! -name '*.tsv' | sort |
			awk -v n="${OCR_PICTURES:-40}" 'NR % 4 == 1 && NR / 4 < n / 4' |
			xargs -I{} cp {} "$work/pictures/$set"
		cp "$BENCH_DATA/images/$set/truth.tsv" "$work/pictures/$set"
	done
	blank=$(find "$BENCH_DATA/images/notext" -type f ! -name '*.tsv' | sort)
else
	mkdir "$work/pictures/demo"
	cp tests/samples/demo/photos/* "$work/pictures/demo"
	blank=
fi
find "$work/pictures" -type f ! -name '*.tsv' | sort >"$work/list"
count=$(wc -l <"$work/list")
klad-ingest photos --progress=never --media "$work/media" "$work/pictures" \
	>"$work/records" 2>/dev/null || true

rm -f "$BENCH_WORK/timed"
timed() { # NAME PICTURES COMMAND...
	tests/bench/timed "$@" || echo "  failed, $?"
}

# ratio WHAT COLUMN TIMES NAME NAME: the first's time, as often as said, over
# the second's; column 2 is all CPU time, 3 that of the busiest process.
ratio() {
	awk -F '\t' -v what="$1" -v column="$2" -v times="$3" \
		-v first="$4" -v second="$5" '
		$1 == first { a = $column }
		$1 == second { b = $column }
		END { printf "%s: %.2f times\n", what, times * a / b }' \
		"$BENCH_WORK/timed"
}

# share RECORDS: of the words, those read, of all sets together.
share() {
	if [ -z "$BENCH_DATA" ]; then
		echo
		return
	fi
	/usr/bin/python3 - "$1" "$work/pictures" <<-'PYTHON'
	import json, os, re, sys
	def words(text):
	    return {w for w in re.findall(r"\w{2,}", text.casefold())}
	got = {}
	for line in open(sys.argv[1], encoding="utf-8"):
	    record = json.loads(line)
	    name = "/".join(record["post"]["native_id"].split("/")[-2:])
	    got[name] = words(" ".join(l["text"] for m in record.get("ocr", [])
	                               for l in m.get("lines", [])))
	read = want = 0
	for folder in os.listdir(sys.argv[2]):
	    for row in open(f"{sys.argv[2]}/{folder}/truth.tsv", encoding="utf-8"):
	        cells = row.rstrip("\n").split("\t")
	        name = f"{folder}/{cells[0]}"
	        if name in got and len(cells) > 2:
	            truth = words(cells[2])
	            want += len(truth)
	            read += len(truth & got[name])
	print(f"  {read / max(1, want):.3f} of words read")
	PYTHON
}

# Tesseract's text files as records, to be measured in the same way.
as_records() { # FILE-OF-EACH...
	/usr/bin/python3 - "$work/list" "$1" <<-'PYTHON'
	import json, sys
	paths = open(sys.argv[1]).read().split("\n")[:-1]
	texts = open(sys.argv[2], encoding="utf-8", errors="replace").read().split("\f")
	for path, text in zip(paths, texts):
	    print(json.dumps({"post": {"native_id": path},
	                      "ocr": [{"lines": [{"text": text}]}]}))
	PYTHON
}

if command -v tesseract >/dev/null; then
	timed "tesseract, once per picture" "$count" sh -c "while read -r p; do
		tesseract \"\$p\" - -l $languages --psm 11 2>/dev/null;
		printf '\\f'; done <'$work/list' >'$work/each.txt'"
	as_records "$work/each.txt" >"$work/each.ndjson"
	share "$work/each.ndjson"
	timed "tesseract, over a list" "$count" sh -c "tesseract '$work/list' - \
		-l $languages --psm 11 >'$work/list.txt' 2>/dev/null"
	as_records "$work/list.txt" >"$work/list.ndjson"
	share "$work/list.ndjson"
fi
for jobs in 1 2; do
	timed "klad-ocr -j $jobs" "$count" sh -c "klad-ocr -l $languages -j $jobs \
		--progress=never --media '$work/media' <'$work/records' \
		>'$work/read.ndjson'"
	share "$work/read.ndjson"
done

# What two processes lose to each other on this machine, whoever shares out
# the work.
awk 'NR % 2' "$work/records" >"$work/odd"
awk 'NR % 2 == 0' "$work/records" >"$work/even"
timed "two klad-ocr -j 1 at once" "$count" sh -c "for half in odd even; do
	klad-ocr -l $languages -j 1 --progress=never --media '$work/media' \
	<'$work/'\$half >'$work/read-'\$half & done; wait"
echo

# A stream of five times as many records, in which each picture comes five
# times: 80 % are reposts.
for _ in 1 2 3 4 5; do
	cat "$work/records"
done >"$work/reposts"
timed "klad-ocr -j 1, 80 % reposts" $((5 * count)) sh -c "klad-ocr \
	-l $languages -j 1 --progress=never --media '$work/media' \
	<'$work/reposts' >/dev/null"
echo
if [ -n "$blank" ]; then
	mkdir "$work/blank"
	echo "$blank" | xargs -I{} cp {} "$work/blank"
	klad-ingest photos --progress=never --media "$work/media" \
		"$work/blank" >"$work/blank.ndjson"
	timed "klad-ocr -j 1, pictures without text" \
		"$(wc -l <"$work/blank.ndjson")" sh -c "klad-ocr -l $languages \
		-j 1 --progress=never --media '$work/media' \
		<'$work/blank.ndjson' >/dev/null"
	echo
fi
! command -v tesseract >/dev/null || ratio \
	"klad-ocr faster than the command line once per picture" 2 1 \
	"tesseract, once per picture" "klad-ocr -j 1"
ratio "-j 2 faster than -j 1" 3 1 "klad-ocr -j 1" "klad-ocr -j 2"
ratio "two -j 1 at once, half each, faster than one" 3 1 "klad-ocr -j 1" \
	"two klad-ocr -j 1 at once"
ratio "with 80 % reposts faster than without" 2 5 "klad-ocr -j 1" \
	"klad-ocr -j 1, 80 % reposts"
