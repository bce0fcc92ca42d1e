# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# The manual names every option, with its default, and has a page a source
# that says what this source cannot see.
. tests/tap.sh

run klad-ingest --help
# options_of HEADING: "NAME DEFAULT" of each option under it in the usage.
options_of() {
	sed -n "/^$1:\$/,/^\$/p" "$out" |
		sed -n 's/^  --\([a-z-]*\).*[^(]*(\([^ ()]*\))$/\1 \2/p
			t
			s/^  --\([a-z-]*\).*/\1/p'
}
# names PAGE OPTION DEFAULT: the entry of the option holds its default.
names() {
	sed -n "/^\.It .* -$2\( .*\)*\$/,/^\.\(It\|El\)/p" "$1" \
		>"$scratch/entry"
	cat "$scratch/entry"
	test -s "$scratch/entry" && grep -qF -- "$3" "$scratch/entry"
}
options_of options >"$scratch/general"
ok "the usage lists the options" test "$(wc -l <"$scratch/general")" -gt 30
while read -r option default; do
	ok "klad-ingest(1) has --$option ($default)" \
		names ingest/ingest.1 "$option" "$default"
done <"$scratch/general"

sed -n '/^sources:$/,/^$/s/^  \([a-z-]*\) .*/\1/p' "$out" >"$scratch/sources"
is "there are eleven sources" "$(wc -l <"$scratch/sources")" 11
while read -r source; do
	page=ingest/source-$source.1
	ok "$source has a page, that klad-ingest(1) names" \
		grep -qF "klad-ingest-$source 1" ingest/ingest.1
	ok "$source: it says what it cannot see" \
		grep -Eq '^It cannot (see|search)' "$page"
	options_of "options of $source" >"$scratch/options"
	while read -r option default; do
		ok "$source: its page has --$option ($default)" \
			names "$page" "$option" "$default"
	done <"$scratch/options"
done <"$scratch/sources"
