# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# The screen passes over lines that could raise no alert, and over no others:
# with it and without it, klad-classify says the same.
. tests/tap.sh

# timeless FILE: alerts without the time at which they were made.
timeless() {
	jq -c 'del(."@timestamp", .event.created)' "$1"
}

# agrees NAME POSTS THRESHOLD...: both ways give the same alerts, for posts
# that are new and for those that come again.
agrees() {
	what=$1
	posts=$scratch/twice
	cat "$2" "$2" >"$posts"
	shift 2
	for threshold in "$@"; do
		klad-classify --progress=never -t "$threshold" <"$posts" \
			>"$scratch/screened" 2>"$scratch/said"
		klad-classify --progress=never -t "$threshold" --no-screen \
			<"$posts" >"$scratch/whole" 2>"$scratch/said_whole"
		timeless "$scratch/screened" >"$scratch/screened.txt"
		timeless "$scratch/whole" >"$scratch/whole.txt"
		ok "$what, threshold $threshold: the same alerts" \
			cmp "$scratch/screened.txt" "$scratch/whole.txt"
		ok "$what, threshold $threshold: the same complaints" \
			cmp "$scratch/said" "$scratch/said_whole"
	done
}

# Texts that are hard on a screen: each in a post, in two halves, in a line
# that was read from a picture, in a code, and with all letters escaped.
/usr/bin/python3 - >"$scratch/hard" <<'END'
import json
texts = """соль мука меф, клады по городу, пиши @klad_demo_shop
П Р О Б Н И К МЕФ ГАШ 50 адресов, пиши @klad_demo_shop
м.е.ф г.а.ш в наличии, кла-ды, про-бы
купить  мефедрон\tоптом\nдоставка — закладками
м3ф @мф с0ль шшшишшшки МЕФЕДРОООН kupit mefedron zakladka
𝐌𝐄𝐅𝐄𝐃𝐑𝐎𝐍 ⓜⓔⓕ мeфeдpoн мефе\u200bдрон ме\u00adф
出售 冰毒 麻古，飞机 klad_demo_shop 支持埋包
出冰 有货 要的加微信 klad_demo_shop
❄️🍄🌿🍫💎 пиши в лс
1г - 2500р, 2г/4500, 0,5 г за 1500 руб. меф соль
кристалл 10гр 200$ https://t.me/klad_demo_shop
магазин http://%s.onion меф
меф, оплата на карту 4276 3801 2345 6789 или киви 7 900 123 45 67
гашиш, Юмани: 4100 1123 4567 890, Яндекс.Деньги 410011234567890
кокс, платёж DE89 3704 0044 0532 0130 00, GB33BUKB20201555555555
шишки EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N в наличии
соль  5      г   —   2500    р., $   40 / g, 100 U 1 g
coke weed mdma pills for sale, dm wickr klad_demo_shop
а б в 1 2 3 и т. д. 142,460
гашиш,шишки;бошки|экстази/мдма(лсд)
грн за закладку-варщик
взял, спрятал, скинул фото. взял,спрятал ,скинул; поднял , раскидал
раскидал, отчитался\tзабрал,\nразложил; положил,\u00a0сфоткал
меф １г — ２５００р, ＠ｋｌａｄ＿ｄｅｍｏ, пиши @kl\u200bad_demo в лс
шишки 1️⃣г 2️⃣5️⃣0️⃣0️⃣р, соль ۲٫۵ گرم ۱٬۵۰۰ تومان
магазин %s.ｏｎｉｏｎ меф, зеркало http://%s.onion
меф полтора грамма стоимость --- 2500р, шишки пол грамма 🔥 цена: 1500 руб
соль ✅ 1г (от 2500р), 5 колёс за 3000, 0,3 1000р, 2000 за грамм, тел 0555 01 02 03
карта 4276 3801/2345_6789 меф, соль 1\u200b\u200b\u200bг\u200b2500\u200bр
""" % ("a" * 56, "ａ" * 56, "\u200b".join("a" * 56))
def put(post, ocr=None, escaped=False):
    record = {"v": 1, "id": "h", "post": post}
    if ocr:
        record["ocr"] = ocr
    print(json.dumps(record, ensure_ascii=escaped))
for text in texts.splitlines():
    half = len(text) // 2
    for t in text, text.upper(), text + " ничего " * 50:
        put({"text": t})
        put({"text": t}, escaped=True)
        put({}, [{"lines": [{"text": t, "confidence": 90}]}])
        put({"parts": [{"text": t}], "links": ["https://t.me/klad_demo_shop"]})
        put({"other": {"text": t}, "author": t})
    put({"text": text[:half], "parts": [{"text": text[half:]}]})
    put({}, [{"codes": [{"data": text}]}, {"lines": [
        {"text": w, "confidence": 90} for w in text.split()]}])
    put({"text": " ".join(text)})
END
agrees "hard texts" "$scratch/hard" 5 20 low medium high

# Words in every disguise that is undone, alone and in an advert.
/usr/bin/python3 - >"$scratch/disguised" <<'END'
import json
import unicodedata
words = """мефедрон соль гашиш шишки амфетамин хэш закладка кладмен
mephedrone weed xanax mdma мариҳуана есірткі кодеїн kokain heroína""".split()
looks = str.maketrans("асеорхуАСЕОРХ", "aceopxyACEOPX")
digits = str.maketrans("озчбвтаoelsag", "0346870031$@9")
latin = dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziyklmnoprstufhye"),
             ж="zh", ц="ts", ч="ch", ш="sh", щ="sch", ь="", ъ="", ю="yu",
             я="ya")
cyrillic = dict(zip("abdefghiklmnoprstuvyz", "абдефгхиклмнопрстувйз"))
def maths(word):
    return "".join(chr(0x1d41a + ord(c) - 97) if "a" <= c <= "z" else c
                   for c in word)
def wide(word):
    return "".join(chr(ord(c) + 0xfee0) if 33 <= ord(c) <= 126 else c
                   for c in word)
for word in words:
    half = len(word) // 2
    vowel = next((c for c in word if c in "аоеиуэaoeiu"), word[0])
    forms = [word, word.upper(), word.translate(looks), word.translate(digits),
             word.translate(looks).translate(digits), maths(word), wide(word),
             unicodedata.normalize("NFD", word), word + "ом", "5" + word,
             word.replace(vowel, vowel * 4), word[0] * 3 + word[1:],
             word.translate(looks).replace(vowel, vowel * 3),
             "".join(latin.get(c, c) for c in word),
             "".join(cyrillic.get(c, c) for c in word), "l'" + word,
             word[:half] + "\u200b" + word[half:],
             word[:half] + "\u00ad" + word[half:],
             word[:half] + "\u0301" + word[half:]]
    forms += [sign.join(word) for sign in " .-_*/"]
    forms += [word[:half] + sign + word[half:] for sign in ".-_*"]
    forms += [f"«{word}»", f"#{word}", f"({word})", f"ещё,{word}/ок",
              f"{word}1", f"https://{word}.example/{word}"]
    for form in forms:
        for text in (form, form + " в наличии, доставка, пиши @klad_demo_shop",
                     "клады " + form + " 1г - 2500р киви 79001234567"):
            print(json.dumps({"v": 1, "id": "d", "post": {"text": text}},
                             ensure_ascii=False))
            print(json.dumps({"v": 1, "id": "d", "ocr": [{"lines": [
                {"text": text, "confidence": 90}]}]}))
END
# Terms of several words, one of these in disguise.
/usr/bin/python3 - >>"$scratch/disguised" <<'END'
import json
rows = [row.split("\t")[0] for code in ("ru", "uk", "en", "es", "fr", "de")
        for row in open(f"lexicons/{code}.tsv", encoding="utf-8")]
terms = [row.replace("=", "").replace("~", "") for row in rows
         if " " in row and not row.startswith("#")]
ways = [lambda w: w + w[-1] * 3, lambda w: w.translate(looks),
        lambda w: w.translate(digits), lambda w: w[0] * 3 + w[1:]]
looks = str.maketrans("асеорхaceopx", "aceopxасеорх")
digits = str.maketrans("озчбвтаoelsa", "034687@031$@")
for n, term in enumerate(terms[::3]):
    words = term.split()
    words[n % len(words)] = ways[n // 2 % 4](words[n % len(words)])
    for text in (" ".join(words), "и " + "\n".join(words) + " там",
                 "we say: " + " ".join(words) + ", 2 gr, @klad_demo_shop"):
        print(json.dumps({"v": 1, "id": "t", "post": {"text": text}}))
END
cut -f1 tests/samples/classify/undone.tsv | grep -v '^#' |
	jq -Rc '{v: 1, id: "u", post: {text: .}},
		{v: 1, id: "u", post: {text: (. + " клады, доставка")}}' \
	>>"$scratch/disguised"
agrees "disguised words" "$scratch/disguised" 1 20

# What is no record must be said, whatever is in it.
head -1 "$scratch/hard" >"$scratch/good"
/usr/bin/python3 - "$scratch/good" >"$scratch/bad" <<'END'
import sys
good = open(sys.argv[1], "rb").read().rstrip(b"\n")
out = sys.stdout.buffer
quiet = b'{"v":1,"id":"x","post":{"text":"ok"},"n":[12,-3.5,true,"\xd1\x84"]}'
for line in good, quiet:
    for i in range(len(line)):
        # Each behind one that is whole, and else built like it.
        for bad in (line[:i], line[:i] + b"," + line[i:], line[:i] + b"\xff" +
                    line[i + 1:], line[:i] + b"\\ud800" + line[i:],
                    line[:i] + b"0" + line[i + 1:], line[:i] + line[i + 1:]):
            out.write(line + b"\n" + bad + b"\n")
for rest in (b'"v":1,"v":1,"id":"x"', b'"v":2,"id":"x"', b'"v":1.0,"id":"x"',
             b'"v":1,"id":7', b'"v":1', b'"id":"x"', b'"v":1,"id":"x","n":01',
             b'"v":1,"id":"x","n":1e999', b'"v":1,"id":"x","n":-',
             b'"v":1,"id":"x","n":99999999999999999999',
             b'"v":1,"id":"x","n":tru', b'"v":1,"id":"x",',
             b'"v":1,"id":"x","n":[1 2]', b'"v":1,"id":"x","n":[,1]',
             b'"v":1,"id":"x","n":"\\u0000"', b'"v":1,"id":"x","n":"\\x"',
             b'"v":1,"id":"x","n":"\t"', b'"v":1,"id":"x","n":{"a":1,"a":2}',
             b'"v":1,"id":"x","n":{"a" 1}', b'"v":1,"id":"x","n":[1}',
             b'"v":1,"id":"x","n":"\xed\xa0\x80"',
             b'"v":1,"id":"x","n":"\xc0\xaf"'):
    out.write(b"{" + rest + b"}\n{" + rest + b"} {}\n")
END
agrees "broken lines" "$scratch/bad" medium

# Records of as many values as they may have, of one more, and of 16 MiB.
/usr/bin/python3 - >"$scratch/many" <<'END'
for count in 49990, 99994, 99995, 99996, 99997, 100000, 8000000:
    for post in '{"text":"ok"}', '{"text":"соль мука меф, клады, пиши @klad_x"}':
        ones = ",".join(["1"] * count)
        print('{"v":1,"id":"x","post":' + post + ',"n":[' + ones + "]}")
    print('{"v":1,"id":"x","n":[' + ",".join(["[]"] * (count // 2)) + "]}")
END
agrees "many values" "$scratch/many" medium
ok "too many values are said, and the stage goes on" \
	[ "$(grep -c 'more than 100000 values' "$scratch/said")" -ge 8 ]

cat tests/samples/classify/posts/*.txt tests/samples/classify/paradigms/*.txt |
	jq -Rc '{v: 1, id: "s", post: {text: .}}' >"$scratch/samples"
agrees "the samples" "$scratch/samples" 10 low medium

if [ -r ../shared/data/text/posts.ndjson ]; then
	jq -c '{v: 1, id: .id, post: {text: .text}}' \
		../shared/data/text/posts.ndjson >"$scratch/posts"
	agrees "labelled posts" "$scratch/posts" low
fi

echo "1..$count"
