# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# The lexicons that we ship: sound, as large as promised, and without hits in
# words that only look like drugs.
. tests/tap.sh

export KLAD_LEXICONS=lexicons

run klad-classify --lint
is "no two rows stand in each other's way" "$(cat "$out")" ""
is "and no row has an error" "$status" 0

# rows LANG: the entries of a lexicon that say something.
rows() {
	awk -F '\t' '!/^#/ && $2 != "category" && $2 != "ignore" && NF' \
		"lexicons/$1.tsv" | wc -l
}
least() {
	ok "$1 has $2 entries or more" test "$(rows "$1")" -ge "$2"
}
least ru 700
least en 500
least zh 250
for language in uk kk ky uz; do
	least $language 200
done
for language in be tg es fr de tr ar fa ur hi; do
	least $language 120
done

unnoted=$(awk -F '\t' '!/^#/ && NF && $6 == "" { print FILENAME ":" FNR }' \
	lexicons/??.tsv lexicons/any.tsv lexicons/emoji.tsv)
is "each entry has a note on its sense or source" "$unnoted" ""

named=$(cut -f 3 lexicons/??.tsv lexicons/any.tsv lexicons/emoji.tsv | sort -u)
awk -F '\t' '!/^#/ && NF && $1 != "key" { print $1 }' lexicons/substances.tsv |
	while read -r key; do
		printf '%s\n' "$named" | grep -qx "$key" || echo "$key"
	done >"$scratch/nameless"
is "each substance has a term that names it" "$(cat "$scratch/nameless")" ""

for category in substance form sale price quality drop delivery contact \
	payment recruitment marketplace purchase court medicine help cooking \
	gardening music games news talk goods denial; do
	cut -f 2 lexicons/??.tsv | grep -qx $category || echo $category
done >"$scratch/empty"
is "each category has terms" "$(cat "$scratch/empty")" ""

# drugs: the words of a list, one a line, that hit as a drug, a drop or its
# people. Each is a post by itself, so that nothing is in its company.
drugs() {
	awk '{ printf "{\"v\":1,\"id\":\"t:%d\",\"post\":{\"text\":\"%s\"}}\n",
		NR, $0 }' |
		klad-classify --all --progress=never 2>"$err" |
		jq -r 'select(any(.hits[]; .category == "substance" or
		.category == "slang" or .category == "drop" or
		.category == "recruitment")) | .post.text'
}
is "words that hold the stem of a drug are none" "$(drugs <<'END2'
законопроект
законопослушный
экономка
героиня романа
героический
буханка хлеба
прокладка
накладка
обкладка
вкладка браузера
раскладка клавиатуры
складской
кладовщик
кладовка
докладчик
окладистый
программист
телеграф
грамматика
диаграмма
упор лёжа
магнитола
магнитный
альфа-банк
наркоз
солнце
сольный концерт
солдат
солянка
гашение
гашетка
погашать
Босх
ботва
шишковидный
спидометр
метадата
кокосовый
фенол
маркетинг
планировать
законсервировать
програма
прокладка для труби
складати
вкладення
закладення
соняшник
кладка цегли
пракладка
наркоман з кіно
пакладзіся
закладывать фундамент
тұздық
шөпшіл
қарлығаш
сутегі
тузакчы
чөптүк
tuzatish
qorong'i
o'tkir
тузатиш
намакдон
speedometer
crackers
icebreaker
snowman
potential
weeding
dopamine
herbalism
methodology
acidity
codeword
heroine of the novel
heroic
pillow
grassroots
hashtag
coconut
salzburg
grasshalm
schneemann
kristallklar
herbier
neigeux
nevada
hierbabuena
otomobil
otel
buzdolabı
karlı
سلحفاة
مثلج
آبله
नमकीन
बर्फ़ीला
叶子媚
天麻
大麻烦
飞机场
草莓蛋糕
冰箱
可口可乐
猪肉饺子
奶茶店
神仙水套装
END2
)" ""

echo "1..$count"
