# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# --manifest and klad-ingest verify: whatever is changed shows.
. tests/tap.sh

m=$scratch/manifest
r=$scratch/records
make() {
	printf '%b' "$1" | klad-ingest lines --progress never --manifest "$m" - \
		>>"$r"
}
verify() {
	run klad-ingest verify "$m" "$r"
}

make 'one\ntwo\nthree\n'
verify
is "what was written agrees" "$status$(cat "$err")" 0
make 'four\n'
verify
is "a later run goes on with the chain" "$status$(wc -l <"$m")" 04
cp "$r" "$scratch/sound"
sed -i '2s/two/too/' "$r"
verify
is "a line that is altered exits 1" "$status" 1
like "and is named" "$(cat "$err")" 'line 2: altered'
sed 2d "$scratch/sound" >"$r"
verify
like "a line that is missing shows" "$(cat "$err")" 'line 2: .*missing'
sed '$d' "$scratch/sound" >"$r"
verify
like "the last one, too" "$(cat "$err")" 'line 4: missing, as are all after it'
sed 'p' "$scratch/sound" | sed 1d >"$r"
verify
is "a line that was put in shows" "$status" 1
sed '1!G;h;$!d' "$scratch/sound" >"$r"
verify
is "lines that were moved show" "$status" 1
cp "$scratch/sound" "$r"
sed -i '3d' "$m"
verify
is "an entry that was taken out shows" "$status" 1
echo rubbish >"$m"
run klad-ingest lines --manifest "$m" - </dev/null
is "what is no manifest is not added to" "$status" 2
run klad-ingest verify "$scratch/absent" "$r"
is "what cannot be read is not called altered" "$status" 2
like "a missing manifest is named" "$(cat "$err")" \
	'manifest .*absent: No such file'
echo >"$m"
run klad-ingest verify "$m" "$scratch/absent"
is "and missing records, once" "$(cat "$err")" \
	"klad-ingest: $scratch/absent: No such file or directory"
run klad-ingest verify
is "verify wants two files" "$status" 2
run klad-ingest telegram-export --progress never --manifest "$scratch/m2" \
	tests/samples/ingest/telegram-export/full
cp "$out" "$r"
run klad-ingest verify "$scratch/m2" "$r"
is "exports are in the manifest too" "$status$(wc -l <"$scratch/m2")" 03
status=0
echo x | klad-ingest lines --manifest /dev/full - >"$out" 2>"$err" || status=$?
is "a manifest that cannot be written ends the run" "$status" 2
is "and is named" "$(cat "$err")" \
	"klad-ingest: /dev/full: write: No space left on device"
