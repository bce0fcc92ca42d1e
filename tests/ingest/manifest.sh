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
chain=$(printf %064d 0)
while read -r line; do
	chain=$(printf %s "$chain$(printf %s "$line" | sha256sum | cut -c1-64)" |
		sha256sum | cut -c1-64)
done <"$r"
is "so it does by sha256sum alone" "$(tail -1 "$m" | cut -c66-)" "$chain"
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
# What a run that is killed may leave: records that it did not come to note,
# half a record, half an entry; the next run begins on a line of its own.
cp "$scratch/sound" "$r"
printf '{"v":1,"id":"lines:left"}\n{"v":1,"id":"li\n' >>"$r"
printf '%s' 0123456789abcdef >>"$m"
make 'five\n'
sed -i 's/^{"v":1,"id":"li$/&\n/' "$r"
verify
is "what comes after a run that was killed is proved all the same" "$status $(
	cat "$err")" "1 klad-ingest: $r: line 5: not in the manifest, \
the first of 2 such lines"
sed -i '/"five"/s/fetched/FETCHED/' "$r"
verify
like "and what was altered after it is told" "$(cat "$err")" \
	'line 5: altered, moved'
sed -i '/"five"/d; 5,6d' "$r"
verify
like "or is missing" "$(cat "$err")" 'line [0-9]*: missing, as are all'
run klad-ingest verify "$m" - <"$scratch/sound"
like "records are read from standard input, too" "$status $(cat "$err")" \
	'^1 klad-ingest: -: line 5: missing'
mkfifo "$scratch/fifo"
klad-ingest lines --progress never --manifest "$scratch/m3" - \
	<"$scratch/fifo" &
exec 9>"$scratch/fifo"
until [ -e "$scratch/m3" ]; do sleep 0.05; done
run klad-ingest lines --manifest "$scratch/m3" - </dev/null
is "two runs do not write one manifest" "$status $(head -1 "$err")" \
	"2 klad-ingest: $scratch/m3: in use by another run"
exec 9>&-
wait $!
head -n 4 "$m" >"$scratch/m4"
mv "$scratch/m4" "$m"
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
