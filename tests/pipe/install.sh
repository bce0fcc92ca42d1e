# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What "make install" puts in place is whole, and works from there.
. tests/tap.sh

bin=$(dirname "$(command -v klad-classify)")
build=${bin#"$PWD/"}
run make -s BUILD="${build%/bin}" DESTDIR="$scratch/root" install
is "make install succeeds" "$status" 0
prefix=$scratch/root/usr/local
is "the programs and manuals are there" "$(cd "$prefix" &&
	find bin share/man -type f | LC_ALL=C sort)" \
"bin/klad-classify
bin/klad-ingest
bin/klad-ocr
share/man/man1/klad-classify.1
$(for page in ingest/source-*.1; do
	echo "share/man/man1/klad-ingest-${page#*-}"
done)
share/man/man1/klad-ingest.1
share/man/man1/klad-ocr.1
share/man/man5/klad-alert.5
share/man/man5/klad-lexicon.5
share/man/man5/klad-record.5"
is "every lexicon is there as it is" "$(diff -rq "$prefix/share/klad/lexicons" \
	lexicons | grep -v '^Only in lexicons: .*\.\(py\|5\)$')" ""
for manual in "$prefix"/share/man/man*/*; do
	ok "${manual##*/} is clean" mandoc -T lint -W warning "$manual"
done
# What the usage names has an entry in the manual, and the other way round.
# (tests/ingest/manual.sh does the same for klad-ingest, and its sources.)
for program in ocr classify; do
	"$prefix/bin/klad-$program" --help | grep -E '^  ' |
		grep -oE -- '--[a-z-]+' | sort -u >"$scratch/usage"
	grep -oE '^\.It Fl .*' "$prefix/share/man/man1/klad-$program.1" |
		grep -oE ' -[a-z][a-z-]*' | sed 's/^ -/--/' | sort -u \
		>"$scratch/manual"
	is "klad-$program: usage and manual name the same options" \
		"$(cat "$scratch/usage")" "$(cat "$scratch/manual")"
done
for program in ingest ocr classify; do
	run "$prefix/bin/klad-$program" --version
	like "klad-$program tells its version" "$(cat "$out")" \
		"^klad-$program [0-9]+\.[0-9]+\.[0-9]+$"
done

export KLAD_LEXICONS="$prefix/share/klad/lexicons"
echo '{"v":1,"id":"t:1","post":{"text":"соль мука меф, клады по городу, пиши @klad_demo_shop"}}' \
	>"$scratch/record"
run "$prefix/bin/klad-classify" <"$scratch/record"
is "the installed lexicons raise an alert" \
	"$(jq -r .record.id "$out")" t:1

echo "1..$count"
