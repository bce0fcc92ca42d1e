# SPDX-License-Identifier: MIT
# Memory does not grow with the stream: 1 GiB of records through
# klad-classify, with the peak of its resident memory beside that of 16 MiB.
set -eu

records() { # MEBIBYTES
	/usr/bin/python3 - "$1" <<-'PYTHON'
	import json, sys
	left = int(sys.argv[1]) << 20
	texts = ["Тесто накрыть и оставить на ночь, мука и соль по вкусу. ",
	         "Соль, мука, меф, клады по городу, пиши @klad_demo_shop. ",
	         "The concert starts at nine, doors open at eight. "]
	number = 0
	while left > 0:
	    number += 1
	    text = texts[0 if number % 50 else 1] * 6 + texts[2] + str(number)
	    line = json.dumps({"v": 1, "id": f"bench:{number}", "post": {
	        "platform": "bench", "text": text}}, ensure_ascii=False)
	    sys.stdout.write(line + "\n")
	    left -= len(line.encode()) + 1
	PYTHON
}

for size in 16 1024; do
	records $size | /usr/bin/python3 -c '
import resource, subprocess, sys, time
start = time.time()
subprocess.run(["klad-classify", "--progress=never"], check=True,
               stdout=subprocess.DEVNULL)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(f"{sys.argv[1]} MiB through klad-classify: {time.time() - start:.1f} s, "
      f"peak {peak / 1024:.1f} MiB resident")' $size
done
