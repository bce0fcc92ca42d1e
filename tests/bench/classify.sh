# SPDX-License-Identifier: MIT
# Speed of klad-classify over 100 MB of posts, of which 2 in 100 are adverts,
# beside programs that do less of the same: all on one core, one after the
# other, CLASSIFY_RUNS times, of which the fastest counts. CLASSIFY_MB is the
# size of the corpus. The rows with few hits are of another corpus of that size:
# of its posts 2 in 100 have any hit at all, and are seldom adverts.
# tests/bench/README.md explains the figures.
set -eu

work=$BENCH_WORK/classify
mkdir -p "$work"
corpus=$work/posts
[ -s "$corpus.ndjson" ] || /usr/bin/python3 tests/bench/make-posts \
	"$BENCH_DATA" "${CLASSIFY_MB:-100}" 0.02 "$corpus"
[ -s "$corpus.new.ndjson" ] || /usr/bin/python3 tests/bench/make-hits \
	"$corpus.ndjson" "${CLASSIFY_MB:-100}" 0.02 "$corpus.hits.ndjson" \
	"$corpus.new.ndjson"
awk -F'\t' 'FNR > 1 && $1 !~ /^#/ { sub(/^[=~]/, "", $1); print $1 }' \
	lexicons/??.tsv lexicons/any.tsv | grep -v '[~=]' | sort -u \
	>"$work/terms"

# The lexicons that are made ready in the first run are kept here.
export XDG_CACHE_HOME="$work/cache"

# Ten times the lexicon: nine more words for each term, that no post has.
rm -rf "$work/more"
mkdir "$work/more"
for file in lexicons/??.tsv; do
	awk -F'\t' -v OFS='\t' '$1 == "term" { print; next }
		/^#/ || $1 ~ /[~=]/ || length($1) < 4 { next }
		{ for (i = 1; i < 10; i++) {
			row = $0; sub(/^[^\t]*/, $1 "qx" i "zj", row)
			print row } }' "$file" >"$work/more/${file##*/}"
done

parse=$work/parse
# shellcheck disable=SC2046 # lists of options
cc -O2 -o "$parse" tests/bench/parse.c $(pkg-config --cflags --libs jansson)
literals=$work/literals
# shellcheck disable=SC2046
cc -O2 -o "$literals" tests/bench/literals.c \
	$(pkg-config --cflags --libs libhs) 2>/dev/null || literals=

cat >"$work/compare.py" <<'PYTHON'
import os, resource, subprocess, sys
runs = int(sys.argv[1])
corpus, terms, more = sys.argv[2:5]
parse, literals = sys.argv[5:7]
hits = corpus.replace(".ndjson", ".hits.ndjson")
new = corpus.replace(".ndjson", ".new.ndjson")
classify = ["klad-classify", "--progress=never", "-j1"]
anew = ["env", "XDG_CACHE_HOME=/dev/null"] + classify
rows = [
    ("jansson alone", [parse], corpus),
    ("python, json and stems", ["/usr/bin/python3", "tests/bench/stems.py",
                                terms], corpus),
    ("ripgrep -w -i -F -f", ["rg", "-c", "-w", "-i", "-F", "-f", terms],
     corpus),
    ("hyperscan, caseless literals", [literals, terms], corpus),
    ("klad-classify -j1", classify, corpus),
    ("klad-classify -j1 --no-screen", classify + ["--no-screen"], corpus),
    ("klad-classify -j1, ten times the lexicon", classify + ["-L", more],
     corpus),
    ("klad-classify -j1, escaped letters", classify,
     corpus.replace(".ndjson", ".escaped.ndjson")),
    ("jansson alone, few hits", [parse], hits),
    ("python, json and stems, few hits", ["/usr/bin/python3",
                                          "tests/bench/stems.py", terms],
     hits),
    ("klad-classify -j1, few hits", classify, hits),
    ("klad-classify -j1, few hits, texts new", classify, new),
    ("the same few hits, ten times the lexicon", classify + ["-L", more],
     hits),
    ("klad-classify -j1, corpus twice", classify, (corpus, corpus)),
    ("klad-classify, nothing", classify, "/dev/null"),
    ("the same, ten times the lexicon", classify + ["-L", more],
     "/dev/null"),
    ("klad-classify, nothing, none kept", anew, "/dev/null"),
    ("the same, ten times the lexicon, none kept", anew + ["-L", more],
     "/dev/null"),
]
def run(command, paths):
    paths = paths if isinstance(paths, tuple) else (paths,)
    feeder = subprocess.Popen(["cat", *paths], stdout=subprocess.PIPE)
    child = subprocess.Popen(command, stdin=feeder.stdout,
                             stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    feeder.stdout.close()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = status
    feeder.wait()
    if status != 0:
        sys.exit(f"{command[0]}: failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
best = {}
for _ in range(runs):
    for name, command, paths in rows:
        if command[0]:
            took, peak = run(command, paths)
            best[name] = min(best.get(name, (1e9, 0)), (took, peak))
for name, command, paths in rows:
    if name not in best:
        print(f"{name:<42} not installed")
        continue
    took, peak = best[name]
    size = sum(os.path.getsize(p) for p in
               (paths if isinstance(paths, tuple) else (paths,)))
    print(f"{name:<42} {took:7.2f} s CPU {size / 1e6 / took:7.1f} MB/s "
          f"peak {peak:4.0f} MiB")
PYTHON
taskset -c 0 /usr/bin/python3 "$work/compare.py" "${CLASSIFY_RUNS:-2}" \
	"$corpus.ndjson" "$work/terms" "$work/more" "$parse" "$literals"

# Two workers against one, by the clock, in turn.
for jobs in 1 2 1 2; do
	/usr/bin/time -f "klad-classify -j$jobs: %e s by the clock" \
		klad-classify --progress=never -j$jobs <"$corpus.ndjson" \
		>"$work/alerts.$jobs"
done
