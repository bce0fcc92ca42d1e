# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Pathological posts take time in proportion to their length: the processor
# time for 4n is compared with that for n, less what starting takes. Linear is
# 4, quadratic 16; a ratio up to 8 is let pass.
. tests/tap.sh

# The sanitizers take ten times as long: shorter posts will do there.
shorter=1
case $(command -v klad-classify) in
*/san/*) shorter=8 ;;
esac
/usr/bin/python3 - $shorter >"$scratch/results" <<'END'
import json, os, subprocess, sys

SHORTER = int(sys.argv[1])
ROUNDS = 12
TICK = 0.03  # seconds: a difference below this says nothing

NONCHARACTERS = "".join(
    chr(plane << 16 | 0xfffe) + chr(plane << 16 | 0xffff)
    for plane in range(17)) + "".join(map(chr, range(0xfdd0, 0xfdf0)))
KINDS = {  # what is repeated, and how many bytes of it n is
    "one letter": ("ш", 1 << 18),
    "one letter of ASCII": ("a", 1 << 18),
    "one digit": ("7", 1 << 18),
    "letters apart": ("м ", 1 << 16),
    "letters with dots": ("м.", 1 << 16),
    "hyphens": ("про-", 1 << 17),
    "combining marks": ("\u0301", 1 << 18),
    "right-to-left overrides": ("\u202e\u202d\u2066меф", 1 << 18),
    "noncharacters": (NONCHARACTERS, 1 << 17),
    "terms": ("меф соль ", 1 << 17),
    "Chinese terms": ("出售冰毒", 1 << 17),
    "offers": ("1г - 2500р, ", 1 << 17),
    "at signs": ("@", 1 << 18),
    "halves of mail addresses": ("a.b-c@", 1 << 18),
    "labels without names": ("тг: ", 1 << 17),
    "digits and separators": ("1 2-3(4)", 1 << 18),
    "pictographs": ("❄️🍄", 1 << 17),
}

def post(text):
    record = {"v": 1, "id": "h", "post": {"text": text}}
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"

def handles(count):
    return " ".join("@klad_demo_%06d" % i for i in range(count))

def seconds(data, *options):
    """The processor time that a post takes, starting included."""
    child = subprocess.Popen(["klad-classify", "--progress=never", "-j1",
                              *options], stdin=subprocess.PIPE,
                             stdout=subprocess.DEVNULL)
    child.stdin.write(data)
    child.stdin.close()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = status
    assert status == 0, status
    return used.ru_utime + used.ru_stime

def compare(name, once, four_times):
    """Print the ratio. What else runs on the machine only ever adds to a
    time, so the least of several tells; more rounds follow while the ratio
    looks too high."""
    for options in ["--no-screen"], []:
        inputs = b"", post(once), post(four_times)
        best = [float("inf")] * 3
        for done in range(1, ROUNDS + 1):
            best = [min(least, seconds(data, *options))
                    for least, data in zip(best, inputs)]
            start, n, four = best
            ratio = (four - start) / max(n - start, TICK)
            if done > 1 and ratio <= 8:
                break
        print("%s\t%s\t%.1f" % (name, "without the screen" if options else
                                "with it", ratio), flush=True)

for name, (piece, size) in KINDS.items():
    count = size // SHORTER // len(piece.encode())
    compare(name, piece * count, piece * count * 4)
compare("handles", handles(1000 // SHORTER), handles(4000 // SHORTER))
END

while IFS='	' read -r kind how ratio; do
	ok "$kind, $how: 4 times as long takes at most 8 times as long ($ratio)" \
		awk -v r="$ratio" 'BEGIN { exit !(r <= 8) }'
done <"$scratch/results"
is "all kinds were tried" "$(wc -l <"$scratch/results" | tr -d ' ')" 36

echo "1..$count"
