# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Workers that crash, hang or are killed take one picture with them at most.
. tests/tap.sh

media=$scratch/media
mkdir "$media"
tests/ocr/make-pictures "$media"
cp tests/samples/ocr/codes/qr.png "$media"

record() {
	printf '{"v":1,"id":"test:%s","media":[{"path":"%s"}]}\n' "$1" "$1"
}

# Start klad-ocr with input from a pipe that stays open, and wait until its
# worker is ready for more.
start() {
	rm -f "$scratch/pipe"
	: >"$out"
	mkfifo "$scratch/pipe"
	klad-ocr -l eng -j 1 --media "$media" "$@" <"$scratch/pipe" \
		>"$out" 2>"$err" &
	stage=$!
	exec 3>"$scratch/pipe"
	record white.png >&3
	await 1
	worker=$(pgrep -P $stage)
}

# await LINES: until so many have come out, 20 seconds at most.
await() {
	tries=0
	while [ "$(wc -l <"$out")" -lt "$1" ] && [ $tries -lt 200 ]; do
		sleep 0.1
		tries=$((tries + 1))
	done
}

finish() {
	exec 3>&-
	status=0
	wait $stage || status=$?
}

start --seconds 6
kill -STOP "$worker"
record noise.png >&3
await 2
record qr.png >&3
finish
like "a worker that hangs is ended in time" \
	"$(sed -n 2p "$out" | jq -r '.ocr[0].error')" 'not read within 6 s'
is "and the next picture is read" \
	"$(sed -n 3p "$out" | jq -r '.ocr[0].codes[0].data')" \
	https://t.me/klad_demo_shop
is "the exit status tells" "$status" 1

for signal in SEGV KILL; do
	start --seconds 20
	# Stopped first, so that it is sure to have the picture when it dies.
	kill -STOP "$worker"
	record noise.png >&3
	sleep 0.3
	kill -$signal "$worker"
	kill -CONT "$worker" 2>/dev/null || true
	await 2
	record qr.png >&3
	finish
	# The sanitizers make status 1 of SIGSEGV.
	like "a picture whose worker dies of SIG$signal has an error" \
		"$(sed -n 2p "$out" | jq -r '.ocr[0].error')" \
		'worker ended (by signal (11|9) |with status 1)'
	is "and the next picture is read" \
		"$(sed -n 3p "$out" | jq -r '.ocr[0].codes[0].data')" \
		https://t.me/klad_demo_shop
done

start --seconds 20
kill -KILL "$worker"
sleep 0.2
record qr.png >&3
finish
is "an idle worker that is killed is replaced" "$status" 0
is "and nothing is lost" "$(wc -l <"$out")" 2

start --seconds 20
like "a worker is under seccomp" "$(cat "/proc/$worker/status")" \
	'^Seccomp:.2'
like "and may gain no privileges" "$(cat "/proc/$worker/status")" \
	'^NoNewPrivs:.1'
# Under the sanitizers a worker keeps stderr, for their reports.
case $(command -v klad-ocr) in
*/san/*) kept="^$err" ;;
*) kept='^$' ;;
esac
is "it holds its socket, nothing of the stage's" \
	"$(readlink "/proc/$worker/fd/"* | grep "$scratch" | grep -cv "$kept")" 0
finish

start --seconds 20
kill -TERM $stage
wait $stage 2>/dev/null || true
exec 3>&-
sleep 0.2
# Where nobody waits for orphans, a dead one stays as a zombie.
unlike "workers do not outlive the stage" \
	"$(cat "/proc/$worker/status" 2>/dev/null)" '^State:.[^ZX]'

# The sanitizers take addresses without end, so memory has no limit there.
case $(command -v klad-ocr) in
*/san/*) exit ;;
esac
for name in white bomb qr; do
	record "$name.png"
done >"$scratch/in"
run klad-ocr -l eng -j 1 --memory 120 --media "$media" <"$scratch/in"
is "a picture that wants more memory than allowed has an error, no other" \
	"$(jq -r '.ocr[0].error // "none"' "$out")" \
	"none
out of memory for the pixels
none"

start --memory 60
record qr.png >&3
await 2
unlike "a worker that has grown is replaced" "$(pgrep -P $stage)" \
	"^$worker\$"
finish
is "and nothing is lost by that" "$status $(wc -l <"$out")" "0 2"
