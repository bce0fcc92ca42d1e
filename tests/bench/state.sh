# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Look-ups of --state among ten thousand to ten million posts seen: the same
# ten thousand posts are read, all of them seen before. STATE_POSTS names
# other sizes.
work=$BENCH_WORK/state
rm -rf "$work"
mkdir -p "$work"
/usr/bin/python3 - >"$work/result.json" <<'END'
import json
print(json.dumps({"name": "demo", "type": "public_channel", "id": 1,
    "messages": [{"id": n, "type": "message", "date_unixtime": "1769860800",
        "text": f"post {n}"} for n in range(1, 10001)]}))
END
read_all() {
	klad-ingest telegram-export --progress never --media "$work/media" \
		--state "$work/state" "$work/result.json"
}
read_all >/dev/null
for posts in ${STATE_POSTS:-10000 100000 1000000 10000000}; do
	/usr/bin/python3 - "$work/state" "$posts" <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
have, = db.execute("SELECT count(*) FROM posts").fetchone()
db.execute("INSERT INTO scopes (id, name) VALUES (1000, 'telegram:demo/')"
           " ON CONFLICT DO NOTHING")
db.execute("WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n"
           " WHERE i < ?2) INSERT OR IGNORE INTO posts SELECT i % 1000 - 1000,"
           " i, x'', randomblob(32), 0 FROM n WHERE ?1 < ?2",
           (have, int(sys.argv[2])))
db.commit()
END
	start=$(date +%s%N)
	given=$(read_all | wc -l)
	end=$(date +%s%N)
	echo "$posts posts seen: $(((end - start) / 10000000)) us a look-up" \
		"($given given again), $(du -m "$work/state" | cut -f1) MiB"
done
rm -rf "$work"
