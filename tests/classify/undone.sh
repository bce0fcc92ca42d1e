# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Disguises are undone, neighbours are kept apart, and all that is found
# points at the original bytes. tests/samples/classify/undone.tsv is the table.
. tests/tap.sh

cat >"$scratch/records.py" <<'END'
import json
import sys
for row in open("tests/samples/classify/undone.tsv", encoding="utf-8"):
    if not row.startswith("#"):
        text = row.rstrip("\n").split("\t")[0]
        print(json.dumps({"v": 1, "id": row, "post": {"text": "тут " + text + ", да"}}))
END
cat >"$scratch/check.py" <<'END'
import json
import sys
number = 0
for line in sys.stdin:
    alert = json.loads(line)
    text, substance, how = alert["record"]["id"].rstrip("\n").split("\t")
    whole = alert["post"]["text"].encode()
    hits = [h for h in alert["hits"] if "substance" in h]
    right = {(h["substance"], h.get("undone", "plain")) for h in hits} == (
        {(substance, how)} if substance != "-" else set())
    inside = text.encode()
    for hit in alert["hits"]:
        part = whole[hit["offset"]:hit["offset"] + hit["length"]]
        right = right and part.decode() == hit["term"] and part in whole
        if "substance" in hit:
            right = right and part in inside
    mixed = any(h["category"] == "disguise" for h in alert["hits"])
    disguised = how in ("look-alike", "digits", "spelled-out", "stretched")
    right = right and mixed == disguised
    number += 1
    print("ok" if right else "not ok", number, "-", ascii(text), substance, how)
    if not right:
        print("#", [(h["lexeme"], h["category"], h.get("substance"),
            h.get("undone"), h["term"]) for h in alert["hits"]])
END
/usr/bin/python3 "$scratch/records.py" >"$scratch/records"
klad-classify --all --progress never <"$scratch/records" |
	/usr/bin/python3 "$scratch/check.py"
count=$(grep -vc '^#' tests/samples/classify/undone.tsv)

# Letters that reading machines confuse count in pictures only.
# words FILTER: what is read so in the record that this jq program makes.
words() {
	jq -nc "{v: 1, id: \"t\", $1}" | klad-classify --all --progress never |
		jq -r '[.hits[] | select(.undone == "ocr") | .lexeme] | join(" ")'
}
is "OCR confusions are undone in what was read from pictures" \
	"$(words 'ocr: [{media: "x", lines: [{text: "rnarijuana", confidence: 90}]}]')" \
	"marijuana"
is "and nowhere else" "$(words 'post: {text: "rnarijuana"}')" ""

echo "1..$count"
