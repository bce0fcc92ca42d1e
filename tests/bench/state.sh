# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Look-ups of --state among ten thousand to ten million posts seen: ten posts
# of each of a thousand chats are read, all of them seen before, and the other
# posts lie between them. Asked for: the same time for all. STATE_POSTS names
# other sizes.
work=$BENCH_WORK/state
rm -rf "$work"
mkdir -p "$work"
/usr/bin/python3 - >"$work/result.json" <<'END'
import json
print(json.dumps({"chats": {"list": [
    {"name": f"chat {chat}", "type": "public_channel", "id": chat,
     "messages": [{"id": n, "type": "message", "date_unixtime": "1769860800",
                   "text": f"post {n}"} for n in range(1, 11)]}
    for chat in range(1, 1001)]}}))
END
# shellcheck disable=SC2086 # a list of numbers
/usr/bin/python3 - "$work" ${STATE_POSTS:-10000 100000 1000000 10000000} \
	<<'END'
import os, resource, sqlite3, subprocess, sys, time
work = sys.argv[1]
state = os.path.join(work, "state")

def read_all():
    """Returns seconds by the clock and of the processor, posts given."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.time()
    given = subprocess.run(
        ["klad-ingest", "telegram-export", "--progress", "never", "--media",
         os.path.join(work, "media"), "--state", state,
         os.path.join(work, "result.json")],
        stdout=subprocess.PIPE, check=True).stdout.count(b"\n")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (time.time() - start, after.ru_utime + after.ru_stime -
            before.ru_utime - before.ru_stime, given)

read_all()
have = 10
for posts in map(int, sys.argv[2:]):
    db = sqlite3.connect(state)
    db.execute("WITH RECURSIVE n(i) AS (SELECT ?1 + 1 UNION ALL SELECT i + 1"
               " FROM n WHERE i < ?2) INSERT INTO posts SELECT id, i, x'',"
               " randomblob(32), 0 FROM scopes CROSS JOIN n WHERE ?1 < ?2",
               (have, posts // 1000))
    db.commit()
    db.close()
    have = max(have, posts // 1000)
    runs = [read_all() for _ in range(5)]
    print(f"{posts} posts seen: {min(r[0] for r in runs) * 100:.1f} us a"
          f" look-up, {min(r[1] for r in runs) * 100:.1f} us of the processor"
          f" ({max(r[2] for r in runs)} given again),"
          f" {os.path.getsize(state) >> 20} MiB")
END
rm -rf "$work"
