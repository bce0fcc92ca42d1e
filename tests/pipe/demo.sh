# SPDX-License-Identifier: MIT
# The demo raises alerts from a text, a picture, the export and the photos,
# and none from the samples that are no adverts.
. tests/tap.sh

run tests/demo "$(dirname "$(command -v klad-classify)" | sed "s|^$PWD/||")"
is "the demo runs" "$status" 0
is "it alerts on the adverts, and on nothing else" \
	"$(jq -r .record.id build/demo/alerts.ndjson | sed 's/photos:.*/photos/' |
		LC_ALL=C sort)" \
	"$(printf '%s\n' photos photos \
		telegram-export:1000000001/13 telegram-export:1000000001/15 \
		telegram-export:1000000001/16 telegram:klad_demo_shop/4 \
		telegram:klad_demo_shop/5 | LC_ALL=C sort)"
is "the photo on the wall leads to its name" "$(jq -r '
	select(.post.native_id == "photos/stencil.jpg") | .selectors[].value' \
	build/demo/alerts.ndjson | sort -u | grep klad)" klad_demo_shop
is "the photo keeps its place" "$(jq -c '
	select(.post.native_id == "photos/stencil.jpg") | .media[0].geo' \
	build/demo/alerts.ndjson)" '{"lat":43.2385,"lon":76.8893}'
like "alerts are shown to people" "$(cat "$out")" 'leads to +telegram'
ok "alerts keep the schema, sums and offsets, from texts, pictures and codes" \
	/usr/bin/python3 tests/pipe/check-alerts build/demo/alerts.ndjson \
	build/demo/records.ndjson
is "each says by which programs and models its pictures were read" \
	"$(jq -r '.media[]?.reader | "\(.name) \(.models)"' \
	build/demo/alerts.ndjson | sort -u)" "klad-ocr eng+rus"
is "with a digest of the models that sha256sum gives as well" \
	"$(jq -r '.media[]?.reader.models_sha256' build/demo/alerts.ndjson |
		sort -u)" \
	"$(cd "${TESSDATA_PREFIX:-/usr/share/tesseract-ocr/5/tessdata}" &&
		sha256sum eng.traineddata rus.traineddata |
		sha256sum | cut -c1-64)"
is "and every carrier is among them" "$(jq -r '.hits[].carrier' \
	build/demo/alerts.ndjson | sed 's/:.*//' | sort -u | tr '\n' ' ')" \
	"code link ocr text "

run klad-classify <build/demo/records.ndjson
is "the same records give the same events" \
	"$(jq -r .event.id "$out")" "$(jq -r .event.id build/demo/alerts.ndjson)"
mkdir "$scratch/own"
printf 'term\tcategory\tsubstance\tweight\tambiguity\tnote\n%s\n' \
	'слово	sale	-	1	0	-' >"$scratch/own/ru.tsv"
run klad-classify -L "$scratch/own" <build/demo/records.ndjson
is "other lexicons give others" "$(jq -r .event.id "$out" "$PWD/build/demo/alerts.ndjson" |
	sort | uniq -d)" ""

echo "1..$count"
