# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Sourced by the command-line tests: a scratch folder, and checks that print
# TAP. Tests run from the root of the tree, with the programs in PATH.
#
#	. tests/tap.sh
#	run klad-classify --nonsense
#	is "a bad option exits 2" "$status" 2
#	like "and names it" "$(cat "$err")" nonsense

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
out=$scratch/out
err=$scratch/err
count=0

# ok NAME COMMAND...: the command must succeed.
ok() {
	name=$1
	shift
	count=$((count + 1))
	if "$@" >"$scratch/check" 2>&1; then
		echo "ok $count - $name"
	else
		echo "not ok $count - $name"
		sed 's/^/# /' "$scratch/check"
		[ ! -s "$err" ] || sed 's/^/# stderr: /' "$err" | head -20
	fi
}

# is NAME GOT WANTED: two strings must be the same.
is() {
	printf '%s\n' "$2" >"$scratch/got"
	printf '%s\n' "$3" >"$scratch/wanted"
	ok "$1" diff -u "$scratch/wanted" "$scratch/got"
}

# like NAME TEXT PATTERN: the text must match the extended pattern.
like() {
	printf '%s\n' "$2" >"$scratch/got"
	ok "$1" grep -Eq -- "$3" "$scratch/got"
}

# unlike NAME TEXT PATTERN: it must not.
unlike() {
	if printf '%s\n' "$2" | grep -Eq -- "$3"; then
		ok "$1" false
	else
		ok "$1" true
	fi
}

# run COMMAND...: keep stdout in $out, stderr in $err, the status in $status.
run() {
	status=0
	"$@" >"$out" 2>"$err" || status=$?
}
