# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# klad-classify --lint, and overlays: -L adds, reweights and disables entries.
. tests/tap.sh

header='term	category	substance	weight	ambiguity	note'
ours=$scratch/ours
own=$scratch/own
mkdir "$ours" "$own"
cp lexicons/substances.tsv lexicons/weights.tsv "$ours"
export KLAD_LEXICONS="$ours"

lexicon() {
	{
		echo "$header"
		cat
	} >"$ours/ru.tsv"
}
lint() {
	run klad-classify --lint "$@"
	faults=$(sed "s|$scratch/||g" "$out")
}

lexicon <<'END'
закладка	drop	-	2	0	-
соль	substance	cathinone-other	2	1	-
END
lint
is "sound lexicons have no faults" "$faults" ""
is "which is a success" "$status" 0

lexicon <<'END'
закладка	drop	-	2	0	-
закладки	drop	-	1	0	-
соль	substance	cathinone-other	1	1	-
соли	cooking	-	2	1	-
соль по вкусу	cooking	-	2	1	-
=гаш	substance	hashish	3	0	-
2-ммс	substance	mephedrone	3	0	-
END
lint
is "duplicate stems and shadowed entries" "$faults" \
	'ours/ru.tsv:3: "закладки" has the same stems as "закладка" in ours/ru.tsv:2
ours/ru.tsv:4: "соль" as substance is shadowed by "соли" as cooking in ours/ru.tsv:5'
is "show in the status" "$status" 1

lexicon <<'END'
порошок	substance	kryptonite	2	1	-
клад	drop	-	nan	0	-
тайник	drop	-	1
магнит	dorp	-	1	1	-
прикоп	drop	-	2	0	-
прикоп	drop	-	3	0	-
...	drop	-	3	0	-
соль	substance	cathinone-other	2	3	-
END
lint
is "all rows with an error, not only the first" "$faults" \
	'ours/ru.tsv:2: no substance "kryptonite" in substances.tsv
ours/ru.tsv:3: weight "nan" is no number
ours/ru.tsv:4: 4 columns of 6: a column is missing
ours/ru.tsv:5: no category "dorp"
ours/ru.tsv:7: "прикоп" as drop stands in line 6 already
ours/ru.tsv:8: term "..." folds to nothing
ours/ru.tsv:9: ambiguity "3" is not 0, 1 or 2'
is "show in the status too" "$status" 1

# A corpus: one term in every post, one in every fifth, one in every 50th.
lexicon <<'END'
погода	drop	-	1	0	-
дождь	drop	-	1	1	-
снег	substance	cocaine	1	2	-
ветер	drop	-	1	0	-
солнце	news	-	1	0	-
END
i=0
while [ $i -lt 200 ]; do
	text="погода солнце"
	[ $((i % 5)) -ne 0 ] || text="$text дождь снег"
	[ $((i % 100)) -ne 0 ] || text="$text ветер"
	echo '{"v":1,"id":"t:'$i'","post":{"text":"'"$text"'"}}'
	i=$((i + 1))
done >"$scratch/corpus"
lint --corpus "$scratch/corpus"
is "terms that hit too often in a corpus" "$faults" \
	'ours/ru.tsv:2: "погода" hits 1000 in 1,000 posts: too often for ambiguity 0
ours/ru.tsv:3: "дождь" hits 200 in 1,000 posts: too often for ambiguity 1
ours/ru.tsv:4: "снег" hits 200 in 1,000 posts: too often for ambiguity 2'
head -50 "$scratch/corpus" >"$scratch/few"
lint --corpus "$scratch/few"
is "a small corpus is refused" "$status" 2
lint --corpus "$scratch/none"
like "a missing one is named" "$(cat "$err")" "none: No such file"
echo "not json" >>"$scratch/corpus"
lint --corpus "$scratch/corpus"
like "a broken line too" "$(cat "$err")" "corpus:201: not json"
run klad-classify --corpus "$scratch/corpus" </dev/null
is "a corpus without --lint is a bad option" "$status" 2
for options in "--lint -t low" "--lint -a" "--eval x -a" \
	"--lint --stats x" "--eval x --stats x" "--eval x --rejects x"; do
	# shellcheck disable=SC2086 # several words
	run klad-classify $options
	is "so is what does nothing there: $options" "$status" 2
	like "and it is named" "$(cat "$err")" ': goes without --'
done

# Overlays.
lexicon <<'END'
закладка	drop	-	2	0	-
шишки	substance	cannabis	2	1	-
END
overlay() {
	{
		echo "$header"
		cat
	} >"$own/ru.tsv"
}
# hits: term, category and place of each entry that hits in a text.
hits() {
	echo '{"v":1,"id":"t","post":{"text":"закладки шишки новинка"}}' |
		klad-classify --explain -L "$own" 2>"$err" |
		awk '/^signs/ { on = 1; next } /^parts/ { exit }
		on && NF { print $(NF < 6 ? 2 : 3), $(NF < 6 ? 3 : 4) }' |
		sort | tr '\n' ';'
}
# weights: of the entries, as --stats knows them.
weights() {
	klad-classify -L "$own" --stats "$scratch/stats" </dev/null 2>"$err" &&
		sed 1d "$scratch/stats" | cut -f 5-7,9 |
		sed "s|$scratch/||" | sort
}
overlay <<'END'
новинка	sale	-	1.5	1	of our own
END
is "an overlay adds an entry" "$(weights)" \
	"закладка	drop	2	ours/ru.tsv:2
новинка	sale	1.5	own/ru.tsv:2
шишки	substance	2	ours/ru.tsv:3"
overlay <<'END'
закладка	drop	-	0.5	0	-
END
is "reweights a single one" "$(weights)" \
	"закладка	drop	0.5	own/ru.tsv:2
шишки	substance	2	ours/ru.tsv:3"
overlay <<'END'
закладка	drop	-	off	0	-
END
is "and disables one" "$(weights)" "шишки	substance	2	ours/ru.tsv:3"
like "which hits no more" "$(hits)" 'шишки'
unlike "at all" "$(hits)" 'закладки'
overlay <<'END'
закладка	sale	-	1	0	-
END
is "another category is another entry" "$(weights)" \
	"закладка	drop	2	ours/ru.tsv:2
закладка	sale	1	own/ru.tsv:2
шишки	substance	2	ours/ru.tsv:3"
lint -L "$own"
is "which the heavier one shadows" "$faults" \
	'own/ru.tsv:2: "закладка" as sale is shadowed by "закладка" as drop in ours/ru.tsv:2'
rm "$own/ru.tsv"
printf '%s\n' "$header" >"$own/kk.tsv"
printf '%s\nвитрина\tsale\t-\t1\t0\t-\n' "$header" >"$own/russian.tsv"
lint -L "$own"
is "a file that is of no language is named" "$faults" \
	'own/russian.tsv:1: not read: "russian" is no language'
rm "$own"/*
overlay <<'END'
закладка	drop	-	9	0	-
END
run klad-classify -L "$own" </dev/null
is "an error in an overlay: cannot start" "$status" 2
is "says where" "$(sed "s|$scratch/||" "$err")" \
	"klad-classify: own/ru.tsv:2: weight 9 is not over 0 and at most 5"
run klad-classify -L "$scratch/nowhere" </dev/null
like "a missing folder is named" "$(cat "$err")" "nowhere: No such file"
mkdir "$scratch/empty"
run klad-classify -L "$scratch/empty" </dev/null
like "so is an empty one" "$(cat "$err")" "empty: no lexicon in this folder"

# What is taken away is no longer there.
rm -f "$own"/*
lexicon <<'END'
мефедрон	substance	mephedrone	3	0	-
END
cp "$ours/ru.tsv" "$ours/uk.tsv"
printf '%s\n%s\toff\t0\t-\n%s\toff\t0\t-\n' "$header" \
	'мефедрон	substance	mephedrone' 'меф	substance	mephedrone' >"$own/ru.tsv"
lint -L "$own"
is "rows taken away that stand elsewhere, or nowhere" "$faults" \
	'own/ru.tsv:3: no "меф" as substance to take away
own/ru.tsv:2: "мефедрон" as substance still stands in ours/uk.tsv:2'
run klad-classify -L "$own" </dev/null
is "are no error to work with" "$status" 0
rm "$ours/uk.tsv"
echo 'term,category,substance,weight,ambiguity,note' >"$own/ru.tsv"
run klad-classify --lint -L "$own"
like "the columns are named as a person reads them" "$(cat "$err")" \
	'ru.tsv:1: .*a tab between them: term category substance weight'
rm -f "$own"/*

echo "1..$count"
