# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Pathological posts take work in proportion to their length: the instructions
# for 4n are compared with those for n, less what starting takes. Linear is 4,
# quadratic 16; a ratio up to 6 is let pass. Instructions are counted by
# valgrind, so the figures do not depend on the machine or what else it does.
. tests/tap.sh

case $(command -v klad-classify) in
*/san/*) counted= ;; # valgrind runs no program of the sanitizers
*) counted=counted ;;
esac
/usr/bin/python3 - "$scratch" $counted >"$scratch/results" <<'END'
import json, os, re, subprocess, sys
from concurrent.futures import ThreadPoolExecutor

SCRATCH = sys.argv[1]
COUNTED = len(sys.argv) > 2
# The options, and the bytes of n: with the screen, 4n is still short enough
# to be screened whole; without it, posts take the path of all longer ones.
MODES = {"without the screen": (["--no-screen"], 32000),
         "with it": ([], 8000)}

NONCHARACTERS = "".join(
    chr(plane << 16 | 0xfffe) + chr(plane << 16 | 0xffff)
    for plane in range(17)) + "".join(map(chr, range(0xfdd0, 0xfdf0)))
KINDS = {  # what is repeated
    "one letter": "ш",
    "one letter of ASCII": "a",
    "one digit": "7",
    "letters apart": "м ",
    "letters with dots": "м.",
    "hyphens": "про-",
    "combining marks": "\u0301",
    "right-to-left overrides": "\u202e\u202d\u2066меф",
    "noncharacters": NONCHARACTERS,
    "terms": "меф соль ",
    "Chinese terms": "出售冰毒",
    "offers": "1г - 2500р, ",
    "at signs": "@",
    "halves of mail addresses": "a.b-c@",
    "labels without names": "тг: ",
    "digits and separators": "1 2-3(4)",
    "pictographs": "❄️🍄",
    "handles": None,  # each another
}

def text(piece, size):
    if piece is None:
        return "".join("@klad_demo_%06d " % i for i in range(size // 18))
    return piece * (size // len(piece.encode()))

def post(content):
    record = {"v": 1, "id": "h", "post": {"text": content}}
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"

def instructions(data, options):
    """How many a run of klad-classify takes, starting included."""
    log = os.path.join(SCRATCH, "log-%d" % id(data))
    counter = ["valgrind", "--tool=cachegrind", "--cache-sim=no",
               "--cachegrind-out-file=/dev/null", "--log-file=" + log]
    subprocess.run([*(counter if COUNTED else []), "klad-classify",
                    "--progress=never", "-j1", *options], input=data,
                   stdout=subprocess.DEVNULL, check=True)
    if not COUNTED:
        return 0
    with open(log, encoding="utf-8") as file:
        refs = re.search(r"I +refs: +([0-9,]+)", file.read()).group(1)
    return int(refs.replace(",", ""))

cases = [(kind, mode) for kind in KINDS for mode in MODES]
instructions(b"", [])  # what is kept of the lexicons for the next start
with ThreadPoolExecutor(os.cpu_count()) as pool:
    start = {mode: instructions(b"", options)
             for mode, (options, _) in MODES.items()}
    runs = [[pool.submit(instructions, post(text(KINDS[kind], times * size)),
                         options) for times in (1, 4)]
            for kind, mode in cases for options, size in [MODES[mode]]]
    for (kind, mode), pair in zip(cases, runs):
        n, four_n = (run.result() - start[mode] for run in pair)
        ratio = "%.1f" % (four_n / n) if COUNTED else "read"
        print(kind, mode, ratio, sep="\t", flush=True)
END

while IFS='	' read -r kind how ratio; do
	if [ -n "$counted" ]; then
		ok "$kind, $how: 4n takes at most 6 times as much ($ratio)" \
			awk -v r="$ratio" 'BEGIN { exit !(r <= 6) }'
	else
		is "$kind, $how: both are read to the end" "$ratio" read
	fi
done <"$scratch/results"
is "all kinds were tried" "$(wc -l <"$scratch/results" | tr -d ' ')" 36

echo "1..$count"
