# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# However many workers there are, klad-classify says the same in the same
# order, and waits for no line but its own.
. tests/tap.sh

/usr/bin/python3 - >"$scratch/posts" <<'END'
import json
for i in range(6000):
    text = "Погода сегодня хорошая, завтра дождь."
    if i % 7 == 0:
        text = "меф гаш шишки, клады по городу, пиши @klad_demo_%d" % i
    if i % 501 == 3:
        print("broken", i)
    if i % 2000 == 9:
        text += " и так далее" * 40000
    print(json.dumps({"v": 1, "id": "t:%d" % i, "post": {"text": text}}))
END

# said JOBS: what comes out for the posts, but for the time.
said() {
	klad-classify --progress=never -j "$1" --rejects "$scratch/rejects.$1" \
		<"$scratch/posts" 2>"$scratch/err.$1" |
		jq -c 'del(."@timestamp", .event.created)' >"$scratch/out.$1"
}

said 1
# Every seventh, but for one that drowns in words.
is "one job raises alerts" "$(wc -l <"$scratch/out.1" | tr -d " ")" 857
for jobs in 2 5; do
	said "$jobs"
	ok "$jobs jobs: the same alerts, in order" \
		cmp "$scratch/out.1" "$scratch/out.$jobs"
	ok "$jobs jobs: the same complaints, in order" \
		cmp "$scratch/err.1" "$scratch/err.$jobs"
	ok "$jobs jobs: the same lines set aside, in order" \
		cmp "$scratch/rejects.1" "$scratch/rejects.$jobs"
done

# A line that is too long is reported in its place.
{
	echo one
	head -c 17000000 /dev/zero | tr '\0' a
	echo
	echo three
} >"$scratch/long"
run klad-classify --progress=never -j 3 <"$scratch/long"
is "what is too long is reported in its place" \
	"$(sed 's/.*stdin:\([0-9]*\):.*/\1/' "$err" | tr '\n' ' ')" "1 2 3 "

# A record's alert comes while the input stays open.
mkfifo "$scratch/in"
klad-classify --progress=never -j 2 <"$scratch/in" >"$out" 2>"$err" &
exec 3>"$scratch/in"
for i in 1 2 3; do
	sed -n 1p "$scratch/posts" >&3
	tries=0
	while [ "$(wc -l <"$out")" -lt "$i" ] && [ $tries -lt 100 ]; do
		sleep 0.1
		tries=$((tries + 1))
	done
	is "alert $i comes while more input is awaited" \
		"$(wc -l <"$out" | tr -d ' ')" "$i"
done
exec 3>&-
wait

for jobs in 0 65 two ''; do
	run klad-classify -j "$jobs" </dev/null
	is "-j '$jobs' is refused" "$status" 2
done

echo "1..$count"
