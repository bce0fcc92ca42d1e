# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Adverts and posts that are none, in the languages of the lexicons: each line
# of tests/samples/classify/posts says what should come of it.
. tests/tap.sh

for file in tests/samples/classify/posts/*.txt; do
	language=${file##*/}
	jq -cR 'split("\t") | {v: 1, id: .[1], post: {text: .[1]}}' "$file" |
		klad-classify --progress=never 2>"$err" |
		jq -r .record.id | sort >"$scratch/raised"
	for wish in raise quiet; do
		sed -n "s/^$wish	//p" "$file" | sort >"$scratch/$wish"
	done
	is "${language%.txt}: every advert raises an alert" \
		"$(comm -13 "$scratch/raised" "$scratch/raise")" ""
	is "${language%.txt}: and nothing else does" \
		"$(comm -12 "$scratch/raised" "$scratch/quiet")" ""
done

# What a post wants is told beside the score.
cat >"$scratch/intents" <<'END'
sale	Меф крис 1г - 2500р, гашиш 1г - 1500р, шишки, пиши @klad_demo_shop
recruitment	Требуются кладмены, 300 руб за клад, залог 5000 @klad_demo_work
marketplace	Рабочее зеркало Кракен, даркнет площадка, ссылка для тор браузера
purchase	куплю мефедрон в Казани, кто продает, пишите в лс
purchase	anyone got weed in Bristol dm me
purchase	suche koks in münchen pn
purchase	alguien vende cocaína en Madrid, md
purchase	qui vend du shit à toulouse mp
purchase	kimde esrar var izmir dm
purchase	мефедрон кайдан алса болот Ошто
purchase	mefedron kerak Toshkentda, kimda bor
purchase	مين عنده حشيش في جدة
purchase	चरस चाहिए दिल्ली में
END
jq -cR 'split("\t") | {v: 1, id: .[1], post: {text: .[1]}}' \
	"$scratch/intents" | klad-classify --progress=never 2>"$err" |
	jq -r '.drug.intent + "\t" + .record.id' >"$scratch/told"
is "what a post wants is told" "$(diff "$scratch/intents" "$scratch/told")" ""

echo "1..$count"
