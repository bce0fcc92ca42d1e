# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Pictures that lie on their side, slant or stand on their head are read like
# others.
. tests/tap.sh

mkdir "$scratch/photos"
for angle in 30 60 90 180 270 305; do
	pango-view -q --no-display --font="Sans 34" --margin=30 \
		--rotate=$angle -o "$scratch/photos/$angle.png" --text="$(
		printf '%s\n' 'The garden market' 'opens on Sunday' \
		'behind the station')"
done

klad-ingest --progress never --media "$scratch/media" photos \
	"$scratch/photos" >"$scratch/records"
run klad-ocr -l eng --seconds 600 --progress never --media "$scratch/media" \
	<"$scratch/records"
is "all pictures are read" "$status" 0
for angle in 30 60 90 180 270 305; do
	words=$(jq -r --arg name "$angle.png" 'select(.post.native_id |
		endswith("/" + $name)) | .ocr[0].lines[].words[] |
		select(.confidence >= 60) | .text' "$out" | tr '\n' ' ')
	for word in garden market Sunday behind station; do
		like "$word, turned by $angle degrees" "$words" "$word"
	done
done

# The boxes lie on the picture as it is: "garden" of the last one, which runs
# upwards or downwards, is higher than it is wide.
shape=$(jq -r 'select(.post.native_id | endswith("/90.png")) |
	.ocr[0].lines[].words[] | select(.text == "garden" and
	.confidence >= 60) | .box | if .[3] > .[2] then "high" else "wide"
	end' "$out" | sort -u)
is "a turned word has a turned box" "$shape" high

echo "1..$count"
