# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# -l auto finds out what a picture is written in: a line in each language, as
# on a screenshot, several on one picture, and Chinese set in a column. Urdu
# is left out: its model was made for another style of letters than the fonts
# here have.
. tests/tap.sh

draw() { # NAME TEXT
	pango-view -q --no-display --font="Sans 34" --margin=30 --text="$2" \
		-o "$scratch/photos/$1.png"
}

# All that was read on a picture, without the blanks.
read_on() { # NAME
	jq -r --arg name "$1.png" 'select(.post.native_id | endswith("/" +
		$name)) | .ocr[0].lines[].text' "$out" | tr -d ' '
}

mkdir "$scratch/photos"
while IFS='	' read -r language text; do
	draw "$language" "$text"
done <tests/samples/ocr/languages.tsv
draw mixed "$(printf '%s\n' 'Сегодня открыта новая выставка' \
	'Tonight the museum opens' '今天城市里有一个大型展览')"
draw sign "$(printf '%s\n' 大量现货批发 'Kaspar Bakery 1923')"
draw column "$(printf '%s\n' 今 天 城 市 里 有 展 览)"

klad-ingest --progress never --media "$scratch/media" photos \
	"$scratch/photos" >"$scratch/records"
run klad-ocr --progress never --media "$scratch/media" <"$scratch/records"
is "all pictures are read" "$status" 0
while IFS='	' read -r language text; do
	like "$language" "$(read_on "$language")" \
		"$(echo "$text" | tr -d ' ')"
done <tests/samples/ocr/languages.tsv
like "Russian beside others" "$(read_on mixed)" Сегодняоткрытановаявыставка
like "English beside others" "$(read_on mixed)" Tonightthemuseumopens
like "Chinese beside others" "$(read_on mixed)" 城市里有一个大型展览
like "Chinese beside a sure name" "$(read_on sign)" 大量现货批发
like "the name beside it" "$(read_on sign)" KasparBakery1923
like "a column of Chinese" "$(read_on column)" 今天城市里有

echo "1..$count"
