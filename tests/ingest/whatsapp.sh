# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# klad-ingest whatsapp: chats of several phones and languages.
. tests/tap.sh

samples=tests/samples/ingest/whatsapp
ingest() {
	run klad-ingest whatsapp --progress never --media "$scratch/media" "$@"
}
brief() {
	jq -c '[.post.author, .post.published // .post.date_as_written,
		.post.text]' "$out"
}

ingest "$samples/android.txt"
is "a chat of Android" "$(brief)" \
'["klad_demo","2026-01-31T12:01:00Z","Прайс тут\nвторая строка: с двоеточием"]
["+7 000 000-00-00","2026-01-31T12:02:00Z","есть: меф"]
["klad_demo","2026-02-01T09:05:00Z","<Media omitted>"]'
is "its ids are the digest and the byte" "$(jq -r .post.native_id "$out" |
	head -1)" "$(sha256sum "$samples/android.txt" | cut -d" " -f1):$(head -1 "$samples/android.txt" | wc -c)"
is "exits 0" "$status" 0
ingest "$samples/ios-us.txt"
is "a chat of iOS in America, without a last newline" "$(brief)" \
'["klad_demo","2026-01-31T15:04:05Z","afternoon"]
["klad_demo","2026-02-01T00:00:00Z","midnight"]'
ingest "$samples/french.txt" "$samples/spanish.txt" "$samples/year.txt"
is "French, Spanish, and the year first" \
	"$(jq -r .post.published "$out" | tr '\n' ' ')" \
	"2026-01-31T12:00:00Z 2026-01-31T15:04:00Z 2026-01-31T12:00:00Z "
is "which is not ambiguous" "$status$(cat "$err")" 0
ingest "$samples/halves.txt"
is "AM and PM in other scripts, before the time" \
	"$(jq -r .post.published "$out" | cut -c12-16 | tr '\n' ' ')" \
	"15:04 00:04 15:04 15:04 15:04 "
ingest "$samples/figures.txt"
is "figures of other scripts, and AM and PM in more" \
	"$(jq -r .post.published "$out" | tr '\n' ' ')" \
	"2024-03-14T15:04:00Z 2024-03-14T22:04:00Z 2024-03-14T15:04:00Z "
ingest "$samples/persian.txt"
is "a year of another calendar stands as written" "$(brief)" \
	'["klad_demo","۱۴۰۲/۱۲/۲۴،‏ ۱۵:۰۴","по солнечной хиджре"]'
printf '%s\n' '16/3/2569 12:00 - klad_demo: по тайскому' \
	'17/3/69, 12:00 - klad_demo: и коротко' >"$scratch/thai.txt"
ingest "$scratch/thai.txt"
is "one of a calendar that is ahead, too" "$(brief)" \
'["klad_demo","16/3/2569 12:00","по тайскому"]
["klad_demo","17/3/69, 12:00","и коротко"]'
ingest "$samples/korean.txt"
is "words for year, month and day" "$(brief)" \
'["klad_demo","2024-05-03T15:05:00Z","по-корейски"]
["klad_demo","2024-05-03T15:05:00Z","с точками"]
["klad_demo","2024-05-03T15:05:00Z","по-японски"]'
ingest "$samples/bulgarian.txt"
is "words after the date and the time" "$(brief)" \
'["klad_demo","2024-05-31T15:05:00Z","по-болгарски"]
["klad_demo","2024-05-31T15:06:00Z","без часа"]'
ingest "$samples/vietnamese.txt"
is "the time before the date" "$(brief)" \
'["klad_demo","2024-05-31T15:05:00Z","по-вьетнамски\nвторая строка"]
["klad_demo","2024-05-31T15:06:00Z","ещё"]
["klad_demo","2024-05-31T15:07:09Z","пополудни"]'
ingest "$samples/ios-old.txt"
is "lines of an old iOS, which end as those of DOS" "$(brief)" \
	'["klad_demo","2015-03-14T12:00:01Z","two colons\nsecond line"]'
ingest "$samples/dashes.txt"
is "dashes, no comma, and lines that go on" "$(brief)" \
'["klad_demo","2026-01-31T12:00:00Z","дефисы"]
["klad_demo","2026-01-31T12:01:00Z","и пустая\n\nстрока внутри"]'
ingest "$samples/names.txt"
is "names with a colon are cut there, and what WhatsApp says is no post" \
	"$(brief)" \
'["Клад","2026-01-31T12:00:00Z","Демо: текст"]
["+7 000 000‑00‑01","2026-01-31T12:02:00Z","от номера"]
["klad_demo","2026-01-31T12:03:00Z","\nтекст со следующей строки"]'
ingest "$samples/ios-marks.txt"
is "marks of direction, narrow blanks, dots in the time" "$(brief)" \
'["klad_demo","2026-01-31T15:04:05Z","точки в часах"]
["klad_demo","2026-01-31T15:04:06Z","слово между"]
["klad_demo","2026-01-31T15:04:07Z","узкие пробелы"]'
ingest "$samples/changes.txt"
is "what changes more often is the day" "$(jq -r .post.published "$out" |
	tail -1)" "2026-02-03T12:00:00Z"
ingest --zone +05:00 "$samples/year.txt"
is "a zone puts clocks right" "$(jq -c '[.post.published, .post.zone]' \
	"$out")" '["2026-01-31T07:00:00Z",null]'
ingest "$samples/ambiguous.txt"
is "dates that nobody can tell exit 1" "$status" 1
like "and are called ambiguous" "$(cat "$err")" 'ambiguous dates'
is "and stand as written" "$(brief)" '["klad_demo","1/2/26, 12:00","which"]'
ingest --day-order mdy "$samples/ambiguous.txt"
is "unless the order is said" "$(brief)" \
	'["klad_demo","2026-01-02T12:00:00Z","which"]'
tr / . <"$samples/ambiguous.txt" >"$scratch/dots.txt"
ingest "$scratch/dots.txt"
is "with dots between, the day is first" "$(brief)" \
	'["klad_demo","2026-02-01T12:00:00Z","which"]'
ingest "$samples/backwards.txt"
is "time does not run backwards" "$(jq -r .post.published "$out" | tail -1)" \
	"2026-03-01T12:00:00Z"
ingest "$samples/ios"
is "attached pictures are kept, whatever the language" \
	"$(jq -c '[.media[0].width]' "$out" | tr '\n' ' ')" \
	'[40] [40] [null] [null] '
mkdir "$scratch/chat"
cp tests/samples/ingest/photos/a.jpg "$scratch/chat/фото (1).jpg"
echo x >"$scratch/chat/прайс (2).pdf"
printf 'BEGIN:VCARD\r\nFN:Клад Демо\r\nN:Демо;Клад\r\n%s\r\nEND:VCARD\r\n' \
	'item1.TEL;waid=70000000000:+7 000 000 00 00' >"$scratch/chat/Клад.vcf"
printf '31.01.2026, 12:0%s (файл добавлен)\n' '0 - Клад : фото (1).jpg' \
	'1 - Клад: прайс (2).pdf' '2 - Клад: Клад.vcf' >"$scratch/chat/_chat.txt"
ingest "$scratch/chat"
is "a file's name may have brackets" "$(jq -c '[.media[0].width,
	.post.parts[0].text]' "$out" | head -2 | tr '\n' ' ')" \
	'[16,null] [null,"прайс (2).pdf"] '
is "a contact is read" "$(jq -c '.post.parts[1]' "$out" | tail -1)" \
	'{"kind":"contact","text":"Клад Демо +7 000 000 00 00"}'
is "a name ends before the blank" "$(jq -r .post.author "$out" | sort -u)" Клад
printf '2026. 1. 31. 오후 3:04, klad_demo : 글\n' >"$scratch/comma.txt"
ingest "$scratch/comma.txt"
is "a comma before the name" "$(brief)" \
	'["klad_demo","2026-01-31T15:04:00Z","글"]'
: >"$scratch/empty.txt"
ingest "$scratch/empty.txt"
is "an empty file exits 1" "$status" 1
like "and is no chat" "$(cat "$err")" 'no message in it'
ingest "$scratch/absent.txt"
like "a missing file is named" "$(cat "$err")" 'absent.txt: No such file'
is "a full disk exits 2" "$(klad-ingest whatsapp "$samples/android.txt" \
	>/dev/full 2>/dev/null; echo $?)" 2
run klad-ingest whatsapp --day-order dym "$samples/ambiguous.txt"
is "an order that is none exits 2" "$status$(cat "$out")" 2
like "and is named, with those there are" "$(cat "$err")" \
	'--day-order: dym: none of dmy\|mdy'
run klad-ingest whatsapp --zone Asia/Almaty "$scratch/absent"
is "a zone that is none exits 2" "$status" 2
like "and is named" "$(cat "$err")" '--zone: Asia/Almaty: not a good ZONE, such as \+05:00'
