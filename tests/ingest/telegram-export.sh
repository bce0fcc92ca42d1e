# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# klad-ingest telegram-export on exports in each shape that is known.
. tests/tap.sh

samples=tests/samples/ingest/telegram-export
ingest() {
	run klad-ingest telegram-export --progress never \
		--media "$scratch/media" "$@"
}
# Without what differs from run to run.
steady() {
	jq -c 'del(.evidence.fetched)' "$1"
}

for shape in single full odd; do
	ingest "$samples/$shape"
	steady "$out" >"$scratch/$shape"
	ok "the $shape export gives the records that it should" \
		diff -u "tests/golden/ingest/telegram-export-$shape.ndjson" \
		"$scratch/$shape"
done
ingest "$samples/full/result.json"
is "a good export exits 0" "$status" 0
ingest "$samples/single"
is "a picture that is missing exits 1" "$status" 1
like "and is named" "$(cat "$err")" 'outside.jpg: No such file'
ok "pictures are in the store" sh -c \
	"cd '$scratch/media' && sha256sum */*.jpg | grep -q '^34a406ed.*34/34a406ed'"

mkdir -p "$scratch/evil/inner"
cp tests/samples/ingest/telegram-export/single/photos/photo_1.jpg \
	"$scratch/evil/secret.jpg"
ln -s ../secret.jpg "$scratch/evil/inner/link.jpg"
cat >"$scratch/evil/inner/result.json" <<'END'
{"name":"n","type":"public_channel","id":1,"messages":[
{"id":1,"type":"message","photo":"../secret.jpg","text":"a"},
{"id":2,"type":"message","photo":"link.jpg","text":"b"},
{"id":3,"type":"message","photo":"/etc/passwd","text":"c"}]}
END
ingest "$scratch/evil/inner"
is "pictures outside the export are refused" \
	"$(grep -c 'leads out of\|not a name within' "$err")" 3
is "and their messages go on" "$(grep -c '"error"' "$out")" 3

ingest --channel klad_demo_shop "$samples/single"
like "a public name gives the ids of the channel" "$(sed -n 2p "$out")" \
	'"id":"telegram:klad_demo_shop/3".*"url":"https://t.me/klad_demo_shop/3"'
cp "$out" "$scratch/named"
for name in @klad_demo_shop https://t.me/klad_demo_shop; do
	ingest --channel "$name" "$samples/single"
	is "also as $name" "$(jq -r '.id, .post.url' "$out")" \
		"$(jq -r '.id, .post.url' "$scratch/named")"
done
ingest --channel 'klad demo/shop' "$samples/single"
is "what is no name exits 2" "$status$(cat "$out")" 2
ingest --channel klad_demo_shop "$samples/full"
like "a name is not given to several chats" "$status $(cat "$err")" \
	'^1 .*--channel is for the export of one chat'
is "but to the first" "$(jq -r .post.channel_title "$out" | sort -u | wc -l)" 1
ingest --zone +05:00 "$samples/full"
like "a zone puts clocks right" "$(head -1 "$out")" '2020-05-01T07:00:00Z'
unlike "and is no more unknown" "$(head -1 "$out")" '"zone"'

ingest "$samples/truncated"
is "an export that is cut short exits 1" "$status" 1
like "and says where" "$(cat "$err")" 'cut short inside the message at byte'
is "what came before is there" "$(wc -l <"$out")" 1
ingest "$samples/html"
like "an HTML export says what to do" "$(cat "$err")" 'machine-readable JSON'
: >"$scratch/empty.json"
ingest "$scratch/empty.json"
is "an empty file exits 1" "$status" 1
like "and is no export" "$(cat "$err")" 'not a Telegram Desktop export'
ingest "$scratch/absent"
like "a missing file is named" "$(cat "$err")" 'absent: No such file'
printf '%s' "$(cat "$samples/full/result.json")" >"$scratch/last.json"
ingest "$scratch/last.json"
is "a last line without newline is read" "$(wc -l <"$out")" 3
is "a full disk exits 2" "$(klad-ingest telegram-export "$samples/full" \
	>/dev/full 2>/dev/null; echo $?)" 2
ok "a closed pipe ends quietly" sh -c "klad-ingest telegram-export \
	--progress never $samples/full 2>'$err' | head -1 >/dev/null &&
	! grep . '$err'"
printf '{"id":1,"messages":[{"id":1,"type":"message","text":"%s"}]}' \
	"$(head -c 9000000 /dev/zero | tr '\0' x)" >"$scratch/long.json"
ingest "$scratch/long.json"
like "a message of 9 MB is reported" "$(cat "$err")" 'byte 20: too long'

mkdir "$scratch/poll"
cat >"$scratch/poll/result.json" <<'END'
{"name":"n","type":"public_channel","id":1,"messages":[
{"id":1,"type":"message","text":"","poll":{"question":{"text":"Which?"},
"answers":[{"text":{"text":"bread"}},{"text":[{"text":"salt"}]}]}}]}
END
ingest --no-media "$scratch/poll"
is "--no-media is refused where nothing is fetched" "$status$(cat "$out")" 2
ingest "$scratch/poll"
is "a poll whose words are objects is read" \
	"$(jq -c '.post.parts' "$out")" \
	'[{"kind":"poll","text":"Which?\nbread\nsalt"}]'
cat >"$scratch/poll/result.json" <<'END'
{"name":"n","type":"public_channel","id":1,"messages":[
{"id":1,"type":"message","text":"","todo_list":{"title":"Прайс",
"answers":[{"text":"хлеб","id":1},{"text":[{"text":"соль"}],"id":2}]}}]}
END
ingest "$scratch/poll"
is "so is a checklist" "$(jq -c '.post.parts' "$out")" \
	'[{"kind":"poll","text":"Прайс\nхлеб\nсоль"}]'
printf '%s' '{"chats":{"list":[{"name":null,"type":"private_group","id":1,' \
	'"messages":[{"id":1,"type":"message","text":"a"}]},' \
	'{"type":"saved_messages","id":2,"messages":[{"id":1,"type":"message",' \
	'"text":"b"}]}]}}' >"$scratch/poll/result.json"
ingest "$scratch/poll"
is "chats without a name have no title" \
	"$(jq -c '[.post.text, .post.channel_title]' "$out" | tr '\n' ' ')" \
	'["a",null] ["b",null] '
