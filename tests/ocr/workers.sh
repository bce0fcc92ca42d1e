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

# until_true COMMAND...: wait for it to succeed, two minutes at most.
until_true() {
	tries=0
	until "$@" || [ $tries -ge 1200 ]; do
		sleep 0.1
		tries=$((tries + 1))
	done
}

has_lines() { # LINES
	[ "$(wc -l <"$out")" -ge "$1" ]
}

# await LINES: until so many have come out.
await() {
	until_true has_lines "$1"
}

# Where nobody waits for orphans, a dead process stays as a zombie.
is_gone() { # PROCESS
	! grep -q '^State:.[^ZX]' "/proc/$1/status" 2>/dev/null
}

finish() {
	exec 3>&-
	status=0
	wait $stage || status=$?
}

start --seconds 3
kill -STOP "$worker"
record noise.png >&3
await 2
record qr.png >&3
finish
like "a worker that hangs is ended in time" \
	"$(sed -n 2p "$out" | jq -r '.ocr[0].error')" 'not read within 15 s by the clock'
is "and the next picture is read" \
	"$(sed -n 3p "$out" | jq -r '.ocr[0].codes[0].data')" \
	https://t.me/klad_demo_shop
is "the exit status tells" "$status" 1

start --seconds 4
kill -STOP "$worker"
record qr.png >&3
sleep 6
kill -CONT "$worker"
finish
is "one that waits for the processor is waited for" \
	"$status $(sed -n 2p "$out" | jq -r '.ocr[0].codes[0].data')" \
	"0 https://t.me/klad_demo_shop"

for name in slow.gif white.png; do
	record $name
done >"$scratch/in"
run klad-ocr -l eng -j 1 --frames 1000 --seconds 1 --media "$media" \
	<"$scratch/in"
is "one that computes too long is ended, and the next is read" \
	"$(jq -r '.ocr[0].error // "none"' "$out")" \
	"not read within 1 s of the processor
none"

# lose_worker SIGNAL SECONDS: give the worker a picture, and after so long end
# it. It is stopped first, so that it is sure to have the picture when it dies.
lose_worker() {
	start --seconds 60
	kill -STOP "$worker"
	record noise.png >&3
	sleep "$2"
	kill -"$1" "$worker"
	kill -CONT "$worker" 2>/dev/null || true
	await 2
	record qr.png >&3
	finish
	failure=$(sed -n 2p "$out" | jq -r '.ocr[0].error')
}

for signal in SEGV KILL; do
	# On a busy machine the picture may come too late for the first try.
	for seconds in 0.3 1 4 16; do
		lose_worker $signal $seconds
		[ "$failure" = null ] || break
	done
	# The sanitizers make status 1 of SIGSEGV.
	like "a picture whose worker dies of SIG$signal has an error" \
		"$failure" 'worker ended (by signal (11|9) |with status 1)'
	is "and the next picture is read" \
		"$(sed -n 3p "$out" | jq -r '.ocr[0].codes[0].data')" \
		https://t.me/klad_demo_shop
done

start
kill -KILL "$worker"
until_true is_gone "$worker"
record qr.png >&3
finish
is "an idle worker that is killed is replaced" "$status" 0
is "and nothing is lost" "$(wc -l <"$out")" 2

start
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

start
kill -TERM $stage
wait $stage 2>/dev/null || true
exec 3>&-
until_true is_gone "$worker"
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
is_replaced() {
	! pgrep -P $stage | grep -qx "$worker"
}
until_true is_replaced
unlike "a worker that has grown is replaced" "$(pgrep -P $stage)" \
	"^$worker\$"
finish
is "and nothing is lost by that" "$status $(wc -l <"$out")" "0 2"
