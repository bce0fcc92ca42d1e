/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "classify/offers.h"

enum {
	OFFERS_MAX = 200
};

/* The text gives these offers: "amount unit price currency", with commas. */
static void
gives(const char *text, const char *wanted)
{
	struct offer offers[OFFERS_MAX];
	size_t count = offers_find(text, strlen(text), offers, OFFERS_MAX);
	char got[1024] = "";

	for (size_t i = 0; i < count; i++) {
		size_t used = strlen(got);

		snprintf(got + used, sizeof(got) - used, "%s%g %s %g %s",
		    i > 0 ? ", " : "", offers[i].amount,
		    offers[i].unit != NULL ? offers[i].unit : "?",
		    offers[i].price,
		    offers[i].currency != NULL ? offers[i].currency : "?");
		assert_true(offers[i].offset + offers[i].length <=
		    strlen(text));
	}
	if (strcmp(got, wanted) != 0)
		fail_msg("'%s' gives '%s', not '%s'", text, got, wanted);
}

static void
words_that_name_an_amount(void **state)
{
	(void)state;
	gives("qp 600, lb 2100", "0.25 lb 600 ?, 1 lb 2100 ?");
	gives("Zips - 180\nQps - $600\nLbs 2k",
	    "1 oz 180 ?, 0.25 lb 600 USD, 1 lb 2000 ?");
	gives("8 ball 200 z 1100", "0.125 oz 200 ?, 1 oz 1100 ?");
	gives("8th 40 q 75 half oz 140",
	    "0.125 oz 40 ?, 0.25 oz 75 ?, 0.5 oz 140 ?");
	gives("qp 600", "");
	gives("half 1 quarter 2", "");
	gives("oz 28 g, lb 453 g", "");
	gives("half past 10, quarter to 11", "");
	gives("lb 50% oz 20%", "");
	gives("schlb 600 fooz 700", "");
}

static void
lists_of_prices(void **state)
{
	(void)state;
	gives("1г - 2500р, 2г - 4500р", "1 g 2500 RUB, 2 g 4500 RUB");
	gives("2 gr 100$", "2 g 100 USD");
	gives("0,5/1500", "0.5 ? 1500 ?");
	gives("0.5 - 1500\n1 - 2800\n", "0.5 ? 1500 ?, 1 ? 2800 ?");
	gives("1гр.=1 800 руб", "1 g 1800 RUB");
	gives("3 шт — 1200 грн", "3 piece 1200 UAH");
	gives("1г: 15к тг", "1 g 15000 KZT");
	gives("5 г за 2,5к", "5 g 2500 ?");
	gives("5 г за 2,5к руб", "5 g 2500 RUB");
	gives("10 gramm 150 ming so'm", "10 g 150000 UZS");
	gives("5 г - 2 тыс руб", "5 g 2000 RUB");
	gives("1克500元", "1 g 500 CNY");
	gives("10 tabs for €150", "10 piece 150 EUR");
	gives("1kg - $12,000", "1 kg 12000 USD");
	gives("10g 50e 25g 110e", "10 g 50 EUR, 25 g 110 EUR");
	gives("0.5г - 1500с, 2г с 100", "0.5 g 1500 KGS");
	gives("1 tola 3500 rs, 10 uds 70€",
	    "1 tola 3500 INR, 10 piece 70 EUR");
}

static void has_amounts(const char *, const char *);

static void
what_stands_between_amount_and_price(void **state)
{
	(void)state;
	gives("1г(2500р), 1г (2500 р)", "1 g 2500 RUB, 1 g 2500 RUB");
	gives("1г ✅ 2500р, 2г➡4500, 3г👉6000₽, 4г💰8000",
	    "1 g 2500 RUB, 2 g 4500 ?, 3 g 6000 RUB, 4 g 8000 ?");
	gives("1 г...2500 р, 2г……4500", "1 g 2500 RUB, 2 g 4500 ?");
	gives("1г:2500, 1 г. цена 2500р, 1г от 2000р",
	    "1 g 2500 ?, 1 g 2500 RUB, 1 g 2000 RUB");
	gives("1 г стоит 2500 р, 1 г коштує 600 грн",
	    "1 g 2500 RUB, 1 g 600 UAH");
	gives("1г бағасы 25000 тг, 1 г баасы 3000 сом, 1 gr narxi 300000 sum",
	    "1 g 25000 KZT, 1 g 3000 KGS, 1 g 300000 UZS");
	gives("1 gr fiyatı 2000 TL, 1g price 100$, 1g prix 10€",
	    "1 g 2000 TRY, 1 g 100 USD, 1 g 10 EUR");
	gives("1g preis 10€, 1g cuesta 10€, 1 ग्राम कीमत 500 रुपये",
	    "1 g 10 EUR, 1 g 10 EUR, 1 g 500 INR");
	gives("1г; 2500", "");
	gives("100 г (200 ккал), 2 г (1500 мг)", "");
}

static void
currencies_of_all_languages(void **state)
{
	(void)state;
	gives("1г 60 бел.руб, 1г 300 000 сум, 1г 250 сомони",
	    "1 g 60 BYN, 1 g 300000 UZS, 1 g 250 TJS");
	gives("1 g 300 som, 1г 3000 сома", "1 g 300 UZS, 1 g 3000 KGS");
	gives("1 گرم 500000 ﷼, 10 گرام 5000 روپیہ",
	    "1 g 500000 IRR, 10 g 5000 PKR");
	gives("1 غرام 50 دولار, 1 ग्राम 40 डॉलर, 1克50美元",
	    "1 g 50 USD, 1 g 40 USD, 1 g 50 USD");
	gives("1g 500 CNY, 1 gramo 500 pesos, 1克3千块",
	    "1 g 500 CNY, 1 g 500 MXN, 1 g 3000 CNY");
	gives("1г 3 тысячи руб, 1г 2 тис грн, 1г - 2т.р",
	    "1 g 3000 RUB, 1 g 2000 UAH, 1 g 2000 ?");
}

static void
goods_with_a_price(void **state)
{
	(void)state;
	gives("5 табл 3000р, 1 колесо - 500р, 2 марки 1500 грн",
	    "5 piece 3000 RUB, 1 piece 500 RUB, 2 piece 1500 UAH");
	gives("10 tablets $30, 5 bars 50€, 2 bags - 100$",
	    "10 piece 30 USD, 5 piece 50 EUR, 2 pack 100 USD");
	gives("10 pastillas 50€, 5 comprimés 40€, 5 hap 500 TL",
	    "10 piece 50 EUR, 5 piece 40 EUR, 5 piece 500 TRY");
	gives("1 стакан 5000р, 5 bars, 2 bags 100", "1 pack 5000 RUB");
	has_amounts("5 bars, 10 колес, 3 bags", "");
}

static void
one_gram_needs_no_number(void **state)
{
	(void)state;
	gives("грамм 2500р, полграмма - 1500 руб",
	    "1 g 2500 RUB, 0.5 g 1500 RUB");
	gives("Gramm 10€, half gram: $40, gramı 2000 tl",
	    "1 g 10 EUR, 0.5 g 40 USD, 1 g 2000 TRY");
	gives("گرمی ۵۰۰ تومن, نیم گرم 300 تومان",
	    "1 g 500 IRT, 0.5 g 300 IRT");
	gives("2500 за грамм, 3000 за 1 гр", "1 g 2500 ?, 1 g 3000 ?");
	gives("соль 0,3 1000р", "0.3 ? 1000 RUB");
	gives("грамм 2500, 20 за грамм, 300 на 100 грамм", "");
	gives("рейтинг 4,5 1000р", "");
}

/* The text has these amounts that stand alone: "amount unit". */
static void
has_amounts(const char *text, const char *wanted)
{
	struct offer offers[OFFERS_MAX];
	size_t count = amounts_find(text, strlen(text), offers, OFFERS_MAX);
	char got[1024] = "";

	for (size_t i = 0; i < count; i++) {
		size_t used = strlen(got);

		snprintf(got + used, sizeof(got) - used, "%s%g %s",
		    i > 0 ? ", " : "", offers[i].amount, offers[i].unit);
		assert_true(offers[i].price == 0);
		assert_null(offers[i].currency);
	}
	if (strcmp(got, wanted) != 0)
		fail_msg("'%s' has '%s', not '%s'", text, got, wanted);
}

static void
amounts_may_stand_alone(void **state)
{
	(void)state;
	has_amounts("Кристаллы 0,5 гр, 2шт", "0.5 g, 2 piece");
	has_amounts("10 pcs or 3.5g", "10 piece, 3.5 g");
	has_amounts("15 кг, 200 мл, 2x, 5000 г, 0 г, 1/2, 12 лет", "");
	has_amounts("", "");
}

static void
the_price_may_come_first(void **state)
{
	(void)state;
	gives("$40/g", "1 g 40 USD");
	gives("2500р за 1г", "1 g 2500 RUB");
	gives("40€ / gr", "1 g 40 EUR");
	gives("150 USDT per 10 g", "10 g 150 USDT");
	gives("$80 1/4 oz, $150 half", "0.25 oz 80 USD");
	gives("70€ le g", "1 g 70 EUR");
	gives("£60 a g", "1 g 60 GBP");
	gives("coke 80/g, ket 40/g", "1 g 80 ?, 1 g 40 ?");
	gives("5/г класс, 11/г", "");
	gives("$5 12 pm", "");
	gives("$40g", "");
}

static void
pairs_without_unit_and_currency(void **state)
{
	(void)state;
	gives("меф 0,5/1500", "0.5 ? 1500 ?");
	gives("меф 1/2500 2/4500, 3/6000",
	    "1 ? 2500 ?, 2 ? 4500 ?, 3 ? 6000 ?");
	gives("1г - 2500р 2/4500", "1 g 2500 RUB, 2 ? 4500 ?");
	gives("0,5/1500 1/2800\n2/5000", "0.5 ? 1500 ?, 1 ? 2800 ?, "
	    "2 ? 5000 ?");
	gives("1000/1г", "1 g 1000 ?");
	gives("2500 / 2 шт", "2 piece 2500 ?");
	gives("ск 0.3 - 900 / 0.5 - 1300 / 1 - 2400 сбп",
	    "0.3 ? 900 ?, 0.5 ? 1300 ?, 1 ? 2400 ?");
	gives("1.0=2800 0.5=1600 адрес", "1 ? 2800 ?, 0.5 ? 1600 ?");
	gives("версия 1.5 - 2023", "");
	gives("лента 0.5 - 1500 кг, 0.5-1000 кг", "");
	gives("дом 1/2500", "");
	gives("20.5/1500/3", "");
	gives("мелкие 500/125 мг", "");
	gives("12/25/2024", "");
	gives("приказ 3/1500 от 5/2012", "");
}

static void
parts_of_an_ounce(void **state)
{
	(void)state;
	gives("1/4 oz $80", "0.25 oz 80 USD");
	gives("1/2oz - 150$, 1/8 oz 45$", "0.5 oz 150 USD, 0.125 oz 45 USD");
	gives("\xc2\xbd oz $150", "0.5 oz 150 USD");
	gives("$80 for 1/4 oz", "0.25 oz 80 USD");
	gives("3/4 $80", "");
	gives("OG kush 1/8 50£, 1/4 - £95", "0.125 oz 50 GBP, 0.25 oz 95 GBP");
	gives("1/8 50, 1/8 finals", "");
	gives("1/8/2024 $50", "");
}

static void
grams_without_a_sign_before_the_price(void **state)
{
	(void)state;
	gives("ск 1г 2200 закладка", "1 g 2200 ?");
	gives("1г 3000", "1 g 3000 ?");
	gives("1g 70 3.5g 220 7g 400", "1 g 70 ?, 3.5 g 220 ?, 7 g 400 ?");
	gives("1г 2000", "1 g 2000 ?");
	gives("с 1 г 2015 года", "");
	gives("1 г 2500 мг", "");
	gives("1 г 2500ккал", "");
	gives("1g 70 of fat", "");
	gives("500 г 2 яйца, 200 г 3", "");
	gives("сахар 200 г 1500 мл воды", "");
	gives("1970 г 5000", "");
}

static void
units_and_numerals_of_chinese(void **state)
{
	(void)state;
	gives("10包4500", "10 pack 4500 ?");
	gives("一个800，五个3500", "1 piece 800 ?, 5 piece 3500 ?");
	gives("两支1000元 半克500", "2 piece 1000 CNY, 0.5 g 500 ?");
	gives("一斤260元", "1 jin 260 CNY");
	gives("三十五个1200", "");
	gives("一盒80", "");
	gives("2克2000毫升", "");
}

static void
digits_of_other_scripts(void **state)
{
	(void)state;
	gives("۲ گرم ۱۵۰۰ تومان", "2 g 1500 IRT");
	gives("١٠ جرام - ٥٠٠ ريال", "10 g 500 SAR");
	gives("１克５００元", "1 g 500 CNY");
	has_amounts("۲ گرم", "2 g");
	has_amounts("a۲ گرم", "");
}

static void
goods_by_the_sack_are_loads(void **state)
{
	struct offer offer;

	(void)state;
	has_amounts("оптом от 50 кг, 19 кг, 25 kg", "50 kg, 25 kg");
	has_amounts("50斤 39斤 20公斤", "50 jin, 20 kg");
	gives("50 kg 900 TL", "50 kg 900 TRY");
	assert_int_equal(offers_find("50 kg 900 TL", 12, &offer, 1), 1);
	assert_true(offer_is_load(&offer));
	assert_int_equal(offers_find("5 kg 900 TL", 11, &offer, 1), 1);
	assert_false(offer_is_load(&offer));
	assert_int_equal(offers_find("50 g 900 TL", 11, &offer, 1), 1);
	assert_false(offer_is_load(&offer));
	assert_int_equal(offers_find("50/2500", 7, &offer, 1), 1);
	assert_false(offer_is_load(&offer));
}

static void
names_and_ends_of_lines_between(void **state)
{
	(void)state;
	gives("1г меф - 2100\n1г гаш: 1600", "1 g 2100 ?, 1 g 1600 ?");
	gives("1 грамм мефедрона: 2000 рублей", "1 g 2000 RUB");
	gives("10 mdma pills for 80€", "10 piece 80 EUR");
	gives("1 г\n2500 р\n2 г\n4800 р", "1 g 2500 RUB, 2 g 4800 RUB");
	gives("афган 5г\r\nцена: 6000", "5 g 6000 ?");
	gives("2500р\n1г\n4800р\n2г", "");
	gives("5 г мефа - 228 статья, 5 г мефа - 2019", "");
	gives("в 2025 г. составит 22440 руб, 10mg ritalin for $150", "");
	gives("60mg vyvanse @$18/pill", "1 piece 18 USD");
	gives("隔天1020元9点, подработка.700-900 руб", "");
	gives("10 г кокаина стоимостью 50 тыс рублей", "");
}

static void
the_price_may_be_of_one(void **state)
{
	(void)state;
	gives("5g 70€/g, 30mg - $25 each", "1 g 70 EUR, 1 piece 25 USD");
	gives("2г 4500р / г.Москва", "2 g 4500 RUB");
	gives("每毫升200元 500一个，1200三个 500一个月",
	    "1 ml 200 CNY, 1 piece 500 ?, 3 piece 1200 ?");
}

static void
lines_of_numbers_for_numbers(void **state)
{
	(void)state;
	gives("5 for 40\n10 for 70", "5 ? 40 ?, 10 ? 70 ?");
	gives("5 for 40 today\n10 for 70 tomorrow 1920x1080 = 65", "");
	gives("2шт 2500\n5шт 4500", "2 piece 2500 ?, 5 piece 4500 ?");
	gives("x10 = 65 EUR, х2-3800р", "10 piece 65 EUR, 2 piece 3800 RUB");
}

static void
a_heading_names_the_currency(void **state)
{
	(void)state;
	gives("Прайс ₸\n1г - 17000", "1 g 17000 KZT");
	gives("Prices in USDT:\n1g - 40, 2g - 70€",
	    "1 g 40 USDT, 2 g 70 EUR");
	gives("price $5\n1g - 40", "1 g 40 ?");
}

static void
signs_that_belong_to_a_price(void **state)
{
	(void)state;
	gives("1 gm Rs. 4,500, 25g 1000/-", "1 g 4500 INR, 25 g 1000 INR");
	gives("1g @ 35usd, tusi 1g $800 MXN", "1 g 35 USD, 1 g 800 MXN");
	gives("1г 2500,2г 4500", "1 g 2500 ?, 2 g 4500 ?");
	gives("一克500,5克2000", "1 g 500 ?, 5 g 2000 ?");
	gives("charas tola 8k, 2 tola 100", "1 tola 8000 ?");
	gives("half oz 140 bucks, $45 an eighth",
	    "0.5 oz 140 USD, 0.125 oz 45 USD");
	gives("полтора грамма за 3 тысячи", "1.5 g 3000 ?");
	gives("1 кг = 1000 г, в 2020 г - 1500 заболевших", "");
	gives("2600р - 1г, от 500р - 2г - 4500р", "1 g 2600 RUB, 2 g 4500 RUB");
	gives("5г всего за 9к!, .5g $50, 100ct - $220",
	    "5 g 9000 ?, 0.5 g 50 USD, 100 piece 220 USD");
	gives("7g $60 oz $200", "7 g 60 USD, 1 oz 200 USD");
	gives("0.2 for £20, 50元一粒", "0.2 ? 20 GBP, 1 piece 50 CNY");
}

static void
what_is_no_offer(void **state)
{
	(void)state;
	gives("мука 500 г, соль 10 г, вода 350 мл", "");
	gives("12/2024", "");
	gives("10:30 - 18:00", "");
	gives("1/2", "");
	gives("8 900 555-01-00", "");
	gives("счёт 3-1500 за игру", "");
	gives("в 2010-2015 годах", "");
	gives("скидка 10 - 50%", "");
	gives("142,460", "");
	gives("", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_that_name_an_amount),
		cmocka_unit_test(lists_of_prices),
		cmocka_unit_test(what_stands_between_amount_and_price),
		cmocka_unit_test(currencies_of_all_languages),
		cmocka_unit_test(goods_with_a_price),
		cmocka_unit_test(one_gram_needs_no_number),
		cmocka_unit_test(amounts_may_stand_alone),
		cmocka_unit_test(the_price_may_come_first),
		cmocka_unit_test(pairs_without_unit_and_currency),
		cmocka_unit_test(parts_of_an_ounce),
		cmocka_unit_test(grams_without_a_sign_before_the_price),
		cmocka_unit_test(units_and_numerals_of_chinese),
		cmocka_unit_test(digits_of_other_scripts),
		cmocka_unit_test(goods_by_the_sack_are_loads),
		cmocka_unit_test(names_and_ends_of_lines_between),
		cmocka_unit_test(the_price_may_be_of_one),
		cmocka_unit_test(lines_of_numbers_for_numbers),
		cmocka_unit_test(a_heading_names_the_currency),
		cmocka_unit_test(signs_that_belong_to_a_price),
		cmocka_unit_test(what_is_no_offer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
