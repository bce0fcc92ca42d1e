# SPDX-License-Identifier: MIT
# How long a record that trickles in waits for its alert: from the write into
# klad-classify to the line that comes out, one record at a time. Asked: 50 ms.
set -eu

/usr/bin/python3 - <<'PYTHON'
import json, subprocess, time
post = "соль мука меф, клады по городу, пиши @klad_demo_shop"
pipe = subprocess.Popen(["klad-classify", "--progress=never"],
                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
waits = []
for number in range(201):
    record = {"v": 1, "id": f"bench:{number}", "post": {"text": post}}
    line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
    time.sleep(0.01)
    start = time.perf_counter()
    pipe.stdin.write(line)
    pipe.stdin.flush()
    pipe.stdout.readline()
    waits.append(1000 * (time.perf_counter() - start))
pipe.stdin.close()
first, waits = waits[0], sorted(waits[1:])
print(f"from record to alert: median {waits[100]:.2f} ms, "
      f"longest of 200 {waits[-1]:.2f} ms "
      f"(the first, with start-up: {first:.0f} ms)")
PYTHON
