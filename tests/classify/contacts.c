/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "classify/contacts.h"

static void
find(struct contacts *found, const char *text, size_t length)
{
	struct plain plain;

	contacts_init(found);
	assert_int_equal(plain_open(&plain, text, length), 0);
	assert_int_equal(contacts_find(found, &plain, NULL), 0);
	plain_close(&plain);
}

/*
 * The text must give exactly these selectors, as "type value" with commas
 * between; each must stand where it says.
 */
static void
gives(const char *text, const char *wanted)
{
	char got[2048] = "";
	struct contacts found;

	find(&found, text, strlen(text));
	for (size_t i = 0; i < found.count; i++) {
		const struct contact *c = &found.list[i];

		assert_true(c->offset + c->length <= strlen(text));
		assert_true(c->length > 0);
		assert_true(i == 0 || c->offset >= c[-1].offset +
		    c[-1].length);
		if (i > 0)
			strcat(got, ", ");
		strcat(got, c->type);
		strcat(got, " ");
		strcat(got, c->value);
	}
	if (strcmp(got, wanted) != 0)
		fail_msg("'%s' gives '%s', not '%s'", text, got, wanted);
	contacts_free(&found);
}

static void
telegram_in_its_many_forms(void **state)
{
	(void)state;
	gives("пиши @Klad_Demo_Shop!", "telegram klad_demo_shop");
	gives("@user @anna thanks, t.me/anna", "telegram anna");
	gives("t.me/klad_ demo", "url t.me/klad_");
	gives("t . me / klad_demo", "telegram klad_demo");
	gives("T(.)ME/klad_demo t[.]me/klad_two t{dot}me/klad_three",
	    "telegram klad_demo, telegram klad_two, telegram klad_three");
	gives("t dot me / klad_demo, т.ме/klad_two, t точка me/klad_bot",
	    "telegram klad_demo, telegram klad_two, telegram_bot klad_bot");
	gives("telegram [.] me/+AbC-d_1", "telegram_invite AbC-d_1");
	gives("t.me/klad_demo_shop", "telegram klad_demo_shop");
	gives("https://t.me/s/klad_demo_shop/12?x=1",
	    "telegram klad_demo_shop");
	gives("klad-demo.example (t.me/klad_demo_bot?start=1)",
	    "telegram_bot klad_demo_bot");
	gives("http://telegram.me/joinchat/AbC-d_1",
	    "telegram_invite AbC-d_1");
	gives("t.me/+AbC-d_1, t.me/+x", "telegram_invite AbC-d_1, "
	    "telegram_invite x");
	gives("klad_demo.t.me", "telegram klad_demo");
	gives("https://www.t.me/klad_demo", "telegram klad_demo");
	gives("t.me/+77015550100", "phone +77015550100");
	gives("tg://resolve?domain=klad_demo", "telegram klad_demo");
	gives("tg://join?invite=AbCd", "telegram_invite AbCd");
	gives("тг: klad_demo, ТЕЛЕГРАМ - Klad_two",
	    "telegram klad_demo, telegram klad_two");
	gives("в телеге klad_demo24", "telegram klad_demo24");
	gives("klad_demo (добавь собаку)", "telegram klad_demo");
	gives("собака klad_demo", "telegram klad_demo");
	gives("добавь собаку klad_demo", "telegram klad_demo");
	gives("klad_demo собака в начале, klad_two (собаку спереди)",
	    "telegram klad_demo, telegram klad_two");
	gives("тг: klad_demo (добавь собаку)", "telegram klad_demo");
	gives("Добавь собаку: klad", "telegram klad");
	gives("加飞机kladdemo88私聊", "telegram kladdemo88");
	gives("@ klad_demo", "telegram klad_demo");
	gives("@a_one/@b_two,@c_three",
	    "telegram a_one, telegram b_two, telegram c_three");
}

static void
what_only_looks_like_telegram(void **state)
{
	(void)state;
	gives("t. me and you / he, t . me", "");
	gives("telegram channel, a signal, вк группа", "");
	gives("@abc @1klad", "");
	gives("t.me/addlist/AbCd", "url t.me/addlist/AbCd");
	gives("@klad_demo@mail.example.org",
	    "email klad_demo@mail.example.org");
	gives("@klad_demo@kladtwo.", "telegram klad_demo, telegram kladtwo");
	gives("meet me @ noon (at) night", "");
	gives("пишите на @gmail.com", "url gmail.com");
	gives("@kladdemo.Next @klad_demo.ru",
	    "telegram kladdemo, telegram klad_demo");
	gives("t.me/share/url?url=x", "url t.me/share/url?url=x");
	gives("телега с сеном", "");
	gives("тгу: студенты", "");
}

static void
links_and_mail(void **state)
{
	(void)state;
	gives("see HTTPS://Shop.Example.ORG/Path?q=1.",
	    "url https://shop.example.org/Path?q=1");
	gives("shop-demo.biz и конец.Начало", "url shop-demo.biz");
	gives("end of it.Next one. e.g. this", "");
	gives("a good one...best of all, I think..lol", "");
	gives("mail Klad.Demo+x@Example.org now",
	    "email klad.demo+x@example.org");
	gives("klad@xmpp.example.org", "jabber klad@xmpp.example.org");
	gives("Jabber: klad@example.org", "jabber klad@example.org");
	gives("xmpp:klad@example.org", "jabber klad@example.org");
	gives("жаба - klad@example.org", "jabber klad@example.org");
	gives("http://pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd"
	    ".onion/shop", "onion pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6n"
	    "ubxndf4pscryd.onion");
	gives("file.tar.gz and 12.5.2024", "");
	gives("a@mail.tuta.example x@b.c klad@exploit.im",
	    "email a@mail.tuta.example, jabber klad@exploit.im");
	gives("Жабер klad@example.org", "jabber klad@example.org");
	gives("tg://user?id=123456, tg://resolve?phone=79005550100",
	    "url tg://user?id=123456, phone +79005550100");
	gives("whatsapp://send?phone=77015550100&text=x",
	    "whatsapp +77015550100");
	gives("https://discord.com/users/1234567890", "discord 1234567890");
}

static void
other_services(void **state)
{
	(void)state;
	gives("wickr: klad-demo.1", "wickr klad-demo.1");
	gives("Wickr me kladdemo", "wickr kladdemo");
	gives("add my wickr kladdemo.\nopen 24/7", "wickr kladdemo");
	gives("on wickr kladdemo, or (wickr demoklad) too",
	    "wickr kladdemo, wickr demoklad");
	gives("wickr me anytime! wickr me for the menu", "");
	gives("my wickr name, and a wickr user, too", "");
	gives("電報 klad_demo 飞机号：klad_demo2",
	    "telegram klad_demo, telegram klad_demo2");
	gives("Threema ID ABCD1234", "threema ABCD1234");
	gives("session: 05aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "aaaaaaaaaaaaaaaaaaaaaaaaaa",
	    "session 05aaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	gives("@klad_demo:matrix.example.org",
	    "matrix @klad_demo:matrix.example.org");
	gives("Element: @k.lad:example.org, @anna: example.org",
	    "matrix @k.lad:example.org, url example.org");
	gives("vk.com/klad_demo", "vk klad_demo");
	gives("instagram.com/klad.demo/", "instagram klad.demo");
	gives("инста: klad.demo", "instagram klad.demo");
	gives("inst: @klad.demo", "instagram klad.demo");
	gives("discord.gg/AbCd", "discord AbCd");
	gives("дискорд klad#1234", "discord klad#1234");
	gives("signal: klad.42", "signal klad.42");
	gives("signal: +7 701 555-01-00", "signal +77015550100");
	gives("a weak signal was heard. 42 people", "");
	gives("threema.id/ABCD1234", "threema ABCD1234");
	gives("https://matrix.to/#/@klad:example.org",
	    "matrix @klad:example.org");
	gives("qiwi.com/n/KLADDEMO", "qiwi KLADDEMO");
	gives("yoomoney.ru/to/4100110000000000",
	    "yoomoney 4100110000000000");
	gives("wa.me/77015550100", "whatsapp +77015550100");
	gives("wa.me/+77015550100?text=x", "whatsapp +77015550100");
	gives("https://api.whatsapp.com/send/?phone=77015550100&text=x",
	    "whatsapp +77015550100");
	gives("api.whatsapp.com/send?phone=%2B77015550100",
	    "whatsapp +77015550100");
	gives("chat.whatsapp.com/AbCd", "whatsapp AbCd");
	gives("signal.me/#p/+77015550100", "signal +77015550100");
	gives("signal.me/#eu/AbC-d_1", "signal AbC-d_1");
	gives("m.vk.com/Klad_Demo vk.com/id5", "vk klad_demo, vk id5");
	gives("ВК: Klad_Demo, inst: Klad.Demo", "vk klad_demo, "
	    "instagram klad.demo");
	gives("discordapp.com/invite/AbCd", "discord AbCd");
	gives("Session 05AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaa",
	    "session 05aaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	/* Pages of a service that are nobody's. */
	gives("wa.me/message/ABCD", "url wa.me/message/ABCD");
	gives("instagram.com/p/AbCd vk.com/feed", "url instagram.com/p/AbCd, "
	    "url vk.com/feed");
	gives("vk.com/wall-1_2 vk.com/photo1_2 vk.com/wall_demo",
	    "url vk.com/wall-1_2, url vk.com/photo1_2, vk wall_demo");
	gives("WhatsApp: +7 701 555-01-00", "whatsapp +77015550100");
	gives("微信：klad_demo", "wechat klad_demo");
	gives("киви +79005550100", "qiwi +79005550100");
	gives("юмани 4100110000000000", "yoomoney 4100110000000000");
}

/* Each word must lead to this type, before a name or a number. */
static void
leads_to(const char *type, const char *value, const char *const *words)
{
	for (; *words != NULL; words++) {
		char text[128], wanted[128];

		snprintf(text, sizeof(text), "%s: %s", *words, value);
		snprintf(wanted, sizeof(wanted), "%s %s", type, value);
		gives(text, wanted);
	}
}

static void
every_word_for_a_service(void **state)
{
	(void)state;
	leads_to("telegram", "klad_demo", (const char *[]){ "ТГ", "tg",
	    "тлг", "TLG", "tele", "telega", "Telegram", "телега", "телеге",
	    "телеграм", "телеграмм", "Телеграме", "телеграмме", "собака",
	    "собачка", "добавь собаку", "Добавь собачку", "تلگرام",
	    "تلغرام", "تيليجرام", "टेलीग्राम", "纸飞机", "飞机", "电报",
	    "тгк", "телегу", "телегой", "телеграму", "Телеграмі",
	    "телеграмға", "телеграмда", "тэлеграм", "telegramda",
	    "telegramm", "télégram", "تلجرام", "تليجرام", "ٹیلیگرام",
	    "टेलिग्राम", "飛機", "через собаку", "додай собаку", NULL });
	leads_to("wickr", "klad.demo", (const char *[]){ "wickr", "Wickr me",
	    "wickrme", "викр", NULL });
	leads_to("signal", "klad.12", (const char *[]){ "Signal", "сигнал",
	    NULL });
	leads_to("threema", "ABCD1234", (const char *[]){ "threema",
	    "Threema ID", NULL });
	leads_to("whatsapp", "+79001234567", (const char *[]){ "WhatsApp",
	    "ватсап", "Вотсап", "вацап", "واتس", "واتساب", "whats app",
	    "ватсапп", "вотс ап", "уатсап", "wa", "واتس اب", "واتساپ",
	    "واٹس ایپ", "व्हाट्सएप", "वाट्सएप", NULL });
	leads_to("discord", "klad.demo", (const char *[]){ "Discord",
	    "дискорд", NULL });
	leads_to("instagram", "klad.demo", (const char *[]){ "Inst",
	    "insta", "instagram", "инста", "Инстаграм", "ig", "інстаграм",
	    "انستغرام", "اینستاگرام", "इंस्टाग्राम", NULL });
	leads_to("vk", "klad.demo", (const char *[]){ "VK", "вк",
	    "ВКонтакте", NULL });
	leads_to("wechat", "klad_demo", (const char *[]){ "WeChat", "微信",
	    "微信号", "V信", "薇信", "威信", "vx", "wx", NULL });
	leads_to("qq", "12345678", (const char *[]){ "QQ", "扣扣", "企鹅",
	    NULL });
	leads_to("qiwi", "+79001234567", (const char *[]){ "QIWI", "киви",
	    NULL });
	leads_to("yoomoney", "410011234567890", (const char *[]){ "юмани",
	    "YooMoney", "Яндекс деньги", "яндекс.деньги", "ЮMoney",
	    "ю.мани", "яндекс кошелек", NULL });
}

static void
what_stands_between_a_service_and_a_name(void **state)
{
	(void)state;
	gives("тг/klad_demo, тг(klad_two), tg | klad_three",
	    "telegram klad_demo, telegram klad_two, telegram klad_three");
	gives("tg➡️klad_demo tg💬 kladtwo ТГ⇒kladthree",
	    "telegram klad_demo, telegram kladtwo, telegram kladthree");
	gives("наш тг:\nklad_demo", "telegram klad_demo");
	gives("Telegram ID: kladdemo, telegram username - kladtwo",
	    "telegram kladdemo, telegram kladtwo");
	gives("телеграм канал: klad_demo", "telegram klad_demo");
	gives("飞机号：kladdemo 微信号kladdemo8",
	    "telegram kladdemo, wechat kladdemo8");
	gives("киви кошелёк +79005550100, whatsapp no. +91 98765 43210",
	    "qiwi +79005550100, whatsapp +919876543210");
	gives("в тг kladdemo, заходи", "telegram kladdemo");
	gives("threema id: abcd1234", "threema ABCD1234");
	/* A link or another service is no name, nor is a title. */
	gives("телеграм: https://t.me/klad_demo", "telegram klad_demo");
	gives("вк: vk.com/klad_demo", "vk klad_demo");
	gives("tg/wickr: kladdemo", "wickr kladdemo");
	gives("Telegram channel: Durov", "");
	gives("наш тг:\nHello", "");
	gives("пиши в тг. Anna_1 придёт", "");
	gives("тг завтра, в телеге premium, тг: завтра", "");
	gives("?utm_source=telegram&utm_medium=x", "");
	gives("instagram #klad_demo, insta-model", "");
	gives("vx106, вк2.2", "");
}

static void
telephone_numbers(void **state)
{
	(void)state;
	gives("+7 (900) 555-01-00", "phone +79005550100");
	gives("+ 7 900 5550100 (+7) 900-555-01-00",
	    "phone +79005550100, phone +79005550100");
	gives("8 900 555 01 00", "phone +79005550100");
	gives("89005550100 1500", "phone +79005550100");
	gives("+996 555 010 203", "phone +996555010203");
	gives("+998901234567", "phone +998901234567");
	gives("0044 20 7946 0000", "phone +442079460000");
	gives("+86 138 0013 8000 +90 532 555 01 00",
	    "phone +8613800138000, phone +905325550100");
	gives("13800138000", "phone +8613800138000");
	/* Each language's countries, by their plans; one digit less is none. */
	gives("+375 29 555-01-00", "phone +375295550100");
	gives("+380 44 555 01 00", "phone +380445550100");
	gives("+992 90 555 0100", "phone +992905550100");
	gives("+7 701 555 01 00", "phone +77015550100");
	gives("+1 202 555 0143", "phone +12025550143");
	gives("+34 600 555 010", "phone +34600555010");
	gives("+33 6 12 34 56 78", "phone +33612345678");
	gives("+49 151 23456789", "phone +4915123456789");
	gives("+90 532 555 01 00", "phone +905325550100");
	gives("+966 50 555 0100", "phone +966505550100");
	gives("+20 100 555 0100", "phone +201005550100");
	gives("+98 912 555 0100", "phone +989125550100");
	gives("+92 300 5550100", "phone +923005550100");
	gives("+91 98765 43210", "phone +919876543210");
	gives("+375 29 555-01-0", "");
	gives("+7 900 555", "");
	gives("цены 1500 2500 3500 4500", "");
	gives("1500, 8 900 555 01 00", "phone +79005550100");
	/* The end of a card with a digit that was misread. */
	gives("карта 4276 3800 1234 5671", "");
	gives("+100 +12345", "");
	gives("ISBN 978-5-00-000000-0", "");
}

static void
telephone_numbers_as_at_home(void **state)
{
	(void)state;
	gives("8 9005550100, 8-900-555-01-00, (900) 555-01-00 звони",
	    "phone +79005550100, phone +79005550100, phone +79005550100");
	gives("7 701 555 01 00", "phone +77015550100");
	gives("8 029 555-01-00 80295550100",
	    "phone +375295550100, phone +375295550100");
	gives("тут 050 555 01 00, (067)555-01-00, 0995550100",
	    "phone +380505550100, phone +380675550100, "
	    "phone +380995550100");
	gives("тут 0555 01 02 03, 0700 010 203",
	    "phone +996555010203, phone +996700010203");
	gives("өзүм 0990 01 02 03", "phone +996990010203");
	gives("ўзим 90 123 45 67, (93) 555-01-00",
	    "phone +998901234567, phone +998935550100");
	gives("худам ҷо 92 777 01 00", "phone +992927770100");
	gives("تماس ۰۹۱۲ ۵۵۵ ۰۱۰۰ و 09125550100",
	    "phone +989125550100, phone +989125550100");
	gives("فون 0300 5550100", "phone +923005550100");
	gives("اتصل 01005550100 او 050 555 0100 و 0770 555 0100",
	    "phone +201005550100, phone +966505550100, "
	    "phone +9647705550100");
	gives("मुझे 98765 43210, ०९८७६५४३२१०",
	    "phone +919876543210, phone +919876543210");
	gives("ara 0532 555 01 00", "phone +905325550100");
	gives("call 07700 900123", "phone +447700900123");
	gives("unter 0151 23456789, 016012345678",
	    "phone +4915123456789, phone +4916012345678");
	gives("appelle 06 12 34 56 78 ou 0612345678",
	    "phone +33612345678, phone +33612345678");
	gives("¡llama 612 345 678!", "phone +34612345678");
	gives("加我 138-0013-8000", "phone +8613800138000");
	gives("call (202) 555-0143", "phone +12025550143");
	gives("380 50 555 01 00, 91 98765 43210",
	    "phone +380505550100, phone +919876543210");
	gives("тел.: 050 5550100, whatsapp 0555 010203",
	    "phone +380505550100, whatsapp +996555010203");
	gives("киви: 9005550100 это", "qiwi +79005550100");
}

static void
what_is_no_telephone_number(void **state)
{
	(void)state;
	/* Prices, dates and sums; nor is it said which country's it is. */
	gives("¡precios 600 700 800!", "");
	gives("prices 200 300 4000, 200-300-4000", "");
	gives("06 12 2024 18:00, 07.10.2024 14", "");
	gives("¡600 000 000 euros!", "");
	gives("цены 380 500 600 700, 1500 2500 350", "");
	gives("0.0501234567 и 5 0501234567", "");
	gives("90 123 45 67 98765 43210", "");
	gives("номер 9005550100", "");
	gives("phone 500000 rubles, tel aviv 2024", "");
	gives("0660 303040 für", "");
}

static void
money(void **state)
{
	(void)state;
	gives("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
	    "bitcoin 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa");
	gives("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "");
	gives("карта 4111 1111 1111 1111", "card 411111******1111");
	gives("4111 1111 1111 1112", "");
	gives("DE89 3704 0044 0532 0130 00", "iban DE89370400440532013000");
	gives("DE89 3704 0044 0532 0130 01", "");
}

static void
coins_by_their_checksums(void **state)
{
	/* From the standards and the documents of each coin. */
	static const struct {
		const char *type, *right, *wrong;
	} coins[] = {
		{ "bitcoin", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
		    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLz" },
		{ "bitcoin", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
		    "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp" },
		{ "bitcoin", "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yq"
		    "jjwudpxqkedrcr", "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjr"
		    "s20cac6yqjjwudpxqkedrcq" },
		{ "litecoin", "LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9",
		    "LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH8" },
		{ "litecoin", "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9",
		    "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n8" },
		{ "ethereum", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
		    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD" },
		{ "tron", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
		    "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u" },
		{ "monero", "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3X"
		    "jrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A",
		    "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv"
		    "7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3B" },
		{ "ton", "EQDtFpEwcFAEcRe5mLVh2N6C0x-_hJEM7W61_JLnSF74p4q2",
		    "EQDtFpEwcFAEcRe5mLVh2N6C0x-_hJEM7W61_JLnSF74p4q3" },
		{ "ton", "UQAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eH0Bm",
		    "UQAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eH0BA" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(coins) / sizeof(coins[0]); i++) {
		char wanted[256];

		snprintf(wanted, sizeof(wanted), "%s %s", coins[i].type,
		    coins[i].right);
		if (strcmp(coins[i].type, "ethereum") == 0)
			for (char *c = wanted; *c != '\0'; c++)
				*c = (char)tolower((unsigned char)*c);
		gives(coins[i].right, wanted);
		gives(coins[i].wrong, "");
	}
	gives("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
	    "ethereum 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
	gives("BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ",
	    "bitcoin bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq");
	gives("KZ86125KZT5004100100", "iban KZ86125KZT5004100100");
	gives("KZ86125KZT5004100101", "");
	gives("kz86125kzt5004100100 IR06 2960 0000 0010 0324 2000 01",
	    "iban KZ86125KZT5004100100, iban IR062960000000100324200001");
	gives("мой 05ABababababababababababababababababababababababababababab"
	    "abababab", "session 05abababababababababababababababababababab"
	    "abababababababababababab");
	gives("04ababababababababababababababababababababababababababababab"
	    "abababab", "");
	gives("http://pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscrye"
	    ".onion", "url http://pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nu"
	    "bxndf4pscrye.onion");
}

static void
places_are_bytes_of_the_original(void **state)
{
	static const char text[] = "соль тг: Klad_Demo тут";
	struct contacts found;

	(void)state;
	find(&found, text, strlen(text));
	assert_int_equal(found.count, 1);
	assert_int_equal(found.list[0].length, 9);
	assert_memory_equal(text + found.list[0].offset, "Klad_Demo", 9);
	contacts_free(&found);
}

/* Nothing but this selector is in the text, and it stands on these bytes. */
static void
stands_on(const char *text, const char *type, const char *value,
    const char *bytes)
{
	struct contacts found;

	find(&found, text, strlen(text));
	assert_int_equal(found.count, 1);
	assert_string_equal(found.list[0].type, type);
	assert_string_equal(found.list[0].value, value);
	assert_int_equal(found.list[0].length, strlen(bytes));
	assert_memory_equal(text + found.list[0].offset, bytes,
	    strlen(bytes));
	contacts_free(&found);
}

static void
what_hides_a_selector_is_undone(void **state)
{
	(void)state;
	stands_on("к @kl\u200bad_\u00addemo\u200b!", "telegram", "klad_demo",
	    "@kl\u200bad_\u00addemo");
	stands_on("＠ｋｌａｄ＿ｄｅｍｏ", "telegram", "klad_demo",
	    "＠ｋｌａｄ＿ｄｅｍｏ");
	stands_on("тг: @𝐤𝐥𝐚𝐝_𝖽𝖾𝗆𝗈 тут", "telegram", "klad_demo", "𝐤𝐥𝐚𝐝_𝖽𝖾𝗆𝗈");
	stands_on("ｔ．ｍｅ／klad_demo", "telegram", "klad_demo", "klad_demo");
	stands_on("тел ＋７（９００）５５５－０１－００", "phone", "+79005550100",
	    "＋７（９００）５５５－０１－００");
	stands_on("+٩٦٦ ٥٠ ٥٥٥ ٠١٠٠", "phone", "+966505550100",
	    "+٩٦٦ ٥٠ ٥٥٥ ٠١٠٠");
	stands_on("whatsapp: +९१ ९८७६५ ४३२१०", "whatsapp", "+919876543210",
	    "+९१ ९८७६५ ४३२१०");
	stands_on("+7️⃣9️⃣0️⃣0️⃣5️⃣5️⃣5️⃣0️⃣1️⃣0️⃣0️⃣ в", "phone",
	    "+79005550100", "+7️⃣9️⃣0️⃣0️⃣5️⃣5️⃣5️⃣0️⃣1️⃣0️⃣0");
	stands_on("hxxps://klad-demo[.]biz/x", "url",
	    "https://klad-demo.biz/x", "hxxps://klad-demo[.]biz/x");
	stands_on("klad(собака)example.org", "email", "klad@example.org",
	    "klad(собака)example.org");
	stands_on("mail klad.demo @ Gmail . com, ", "email",
	    "klad.demo@gmail.com", "klad.demo @ Gmail . com");
	stands_on("klad [at] proton [dot] me", "email", "klad@proton.me",
	    "klad [at] proton [dot] me");
	stands_on("klad[at]example(dot)org", "email", "klad@example.org",
	    "klad[at]example(dot)org");
	/* A path ends at a sign that cannot be seen. */
	stands_on("https://example.org/ab\u200bNext", "url",
	    "https://example.org/ab", "https://example.org/ab");
	stands_on("https://exa\u200bmple.org/ab", "url",
	    "https://example.org/ab", "https://exa\u200bmple.org/ab");
}

static void
masked(const char *text, const char *wanted)
{
	char copy[256];

	strcpy(copy, text);
	contacts_mask_cards(copy, strlen(copy));
	assert_string_equal(copy, wanted);
}

static void
cards_are_masked_in_place(void **state)
{
	(void)state;
	masked("карта 4111 1111 1111 1111, ещё",
	    "карта 4111 11** **** 1111, ещё");
	masked("4111111111111111", "411111******1111");
	masked("5 4111-1111-1111-1111", "5 4111-11**-****-1111");
	masked("4111 1111 1111 1112", "4111 1111 1111 1112");
	masked("https://example.org/4111111111111111",
	    "https://example.org/411111******1111");
	masked("https://example.org/a?c=4111111111111111#4111111111111111",
	    "https://example.org/a?c=411111******1111#411111******1111");
	masked("карта-4111111111111111", "карта-411111******1111");
	masked("0.4111111111111111", "0.4111111111111111");
	masked("4111111111111111ab12", "4111111111111111ab12");
	masked("ab12ef4111111111111111", "ab12ef4111111111111111");
	masked("card=4111111111111111", "card=411111******1111");
	masked("карта/4111111111111111", "карта/411111******1111");
	masked("_4111111111111111_", "_411111******1111_");
	masked("photo7_4111111111111111", "photo7_4111111111111111");
	masked("t.me/4111111111111111", "t.me/411111******1111");
	masked("41\xe2\x80\x8b" "11\xc2\xad" "111111111111",
	    "41\xe2\x80\x8b" "11\xc2\xad" "11******1111");
	masked("٤١١١ ١١١١ ١١١١ ١١١١", "٤١١١ ١١×× ×××× ١١١١");
	masked("", "");
}

static void
cards_are_masked_whatever_parts_their_groups(void **state)
{
	(void)state;
	masked("4111\n1111\n1111\n1111", "4111\n11**\n****\n1111");
	masked("4111 1111 \r\n  1111 1111", "4111 11** \r\n  **** 1111");
	masked("4111/1111/1111/1111", "4111/11**/****/1111");
	masked("4111_1111_1111_1111", "4111_11**_****_1111");
	masked("4111**1111**1111**1111", "4111**11**********1111");
	masked("4111 ** 1111, 1111; 1111", "4111 ** 11**, ****; 1111");
	masked("4111|1111|1111|1111", "4111|11**|****|1111");
	masked("4111\xe2\x98\x85" "1111\xe2\x98\x85" "11111111",
	    "4111\xe2\x98\x85" "11**\xe2\x98\x85" "****1111");
	masked("4/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1",
	    "4/1/1/1/1/1/*/*/*/*/*/*/1/1/1/1");
	masked("3782/822463/10005", "3782/82****/*0005");
	masked("1.4111 1111 1111 1111", "1.4111 11** **** 1111");
	masked("card4111111111111111rub", "card411111******1111rub");
	masked("sber_4111/1111/1111/1111", "sber_4111/11**/****/1111");
	masked("2200~5970~0340~9140", "2200~59**~****~9140");
	/* No card, or one whose digit is wrong; a column of prices. */
	masked("4111/1111/1111/1112", "4111/1111/1111/1112");
	masked("41/1111/111111/1111", "41/1111/111111/1111");
	masked("4250\n4350\n4450\n4550", "4250\n4350\n4450\n4550");
	masked("+7 900 555-01-00/8 900 555-01-01",
	    "+7 900 555-01-00/8 900 555-01-01");
	masked("22.01.2026, 12:30:45, 22.01.2026",
	    "22.01.2026, 12:30:45, 22.01.2026");
}

static void
letters_that_look_like_digits_hide_no_card(void **state)
{
	(void)state;
	/* 4000 0000 0000 0002 and 4111 1111 1111 1111 */
	masked("4OOO OOOO OOOO OOO2", "4OOO OO** **** OOO2");
	masked("4ОООооооОООО0002", "4ОООоо××××××0002");
	masked("4lll 11Il I1l1 1111", "4lll 11** **** 1111");
	masked("4111 1111 1111 1111 Олег", "4111 11** **** 1111 Олег");
	masked("6200•7709•3907•2836•7l8", "6200•77**•****•***6•7l8");
	masked("4OOO OOOO OOOO OOO3", "4OOO OOOO OOOO OOO3");
	masked("6 ооо, 5 лет. Ооо, 1 раз", "6 ооо, 5 лет. Ооо, 1 раз");
	gives("карта 4lll 11Il I1l1 1111", "card 411111******1111");
	gives("_4111 1111 1111 1111_", "card 411111******1111");
	gives("card4111111111111111 4000/OOOO/OOOO/0002",
	    "card 411111******1111, card 400000******0002");
}

static void
what_is_cut_or_broken_does_no_harm(void **state)
{
	static const char *const texts[] = { "@", "t.me/", "http://", "tg:",
		"+", "тг", "тг:", "\xd1", "@\xff", "wickr:", "0x", "4111",
		"DE89", "a@", "a@b", "t.me", "добавь собаку", "飞机" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		/* In memory of its very size, so that a sanitizer sees. */
		size_t length = strlen(texts[i]);
		char *exact = malloc(length);
		struct contacts found;

		memcpy(exact, texts[i], length);
		find(&found, exact, length);
		contacts_mask_cards(exact, length);
		contacts_free(&found);
		free(exact);
	}
}

static void
words_that_lead_on_to_a_name(void **state)
{
	(void)state;
	gives("mon tg c'est klad_demo1", "telegram klad_demo1");
	gives("mi telegram es klad_demo1", "telegram klad_demo1");
	gives("Telegram adresim: klad_demo", "telegram klad_demo");
	gives("my telegram is down, mein Telegram ist gesperrt", "");
	gives("бот: klad_demo_bot", "telegram_bot klad_demo_bot");
	gives("бот: klad_demo", "");
	gives("加V：klademo88，加微信领红包", "wechat klademo88");
	gives("meet @ cafe . com, 2 @ 3.50", "");
	gives("в тг ищи klad_demo1, 联系TG：klad_demo", "telegram klad_demo1, "
	    "telegram klad_demo");
	gives("t●me/klad_demo1 t。me/klad_demo2", "telegram klad_demo1, "
	    "telegram klad_demo2");
	gives("пиши в тг ищи работу", "");
}

static void
an_onion_has_one_form(void **state)
{
	(void)state;
	gives("PG6MMJIYJMCRSSLVYKFWNNTLARU7P5SVN6Y2YMMJU6NUBXNDF4PSCRYD",
	    "onion pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4psc"
	    "ryd.onion");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(telegram_in_its_many_forms),
		cmocka_unit_test(what_only_looks_like_telegram),
		cmocka_unit_test(links_and_mail),
		cmocka_unit_test(other_services),
		cmocka_unit_test(every_word_for_a_service),
		cmocka_unit_test(what_stands_between_a_service_and_a_name),
		cmocka_unit_test(telephone_numbers),
		cmocka_unit_test(telephone_numbers_as_at_home),
		cmocka_unit_test(what_is_no_telephone_number),
		cmocka_unit_test(money),
		cmocka_unit_test(coins_by_their_checksums),
		cmocka_unit_test(places_are_bytes_of_the_original),
		cmocka_unit_test(what_hides_a_selector_is_undone),
		cmocka_unit_test(cards_are_masked_in_place),
		cmocka_unit_test(
		    cards_are_masked_whatever_parts_their_groups),
		cmocka_unit_test(
		    letters_that_look_like_digits_hide_no_card),
		cmocka_unit_test(words_that_lead_on_to_a_name),
		cmocka_unit_test(an_onion_has_one_form),
		cmocka_unit_test(what_is_cut_or_broken_does_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
