#!/bin/sh
# SPDX-License-Identifier: MIT
# How fast a Telegram Desktop export of 1 GiB is read, and in what memory.
# Asked for: 100 MB/s and 64 MiB. EXPORT_MIB makes a smaller one.
set -eu

mib=${EXPORT_MIB:-1024}
file=$BENCH_WORK/export.json
trap 'rm -f "$file"' EXIT
/usr/bin/python3 tests/bench/make-export "$mib" "$file"
cat "$file" >/dev/null
/usr/bin/python3 - "$file" <<'END'
import os, resource, subprocess, sys, time
start = time.time()
with open("/dev/null", "w") as null:
    subprocess.run(["klad-ingest", "telegram-export", "--progress", "never",
                    sys.argv[1]], stdout=null, check=True)
wall = time.time() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
size = os.path.getsize(sys.argv[1]) / 1e6
print(f"export: {size:.0f} MB in {wall:.1f} s: {size / wall:.0f} MB/s, "
      f"{size / (used.ru_utime + used.ru_stime):.0f} MB per CPU second, "
      f"peak {used.ru_maxrss / 1024:.0f} MiB")
END
