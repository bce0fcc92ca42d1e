/* SPDX-License-Identifier: MIT */
/*
 * Words for units and currencies, as measure.c reads them in price lists.
 */
#ifndef CLASSIFY_MEASURES_H
#define CLASSIFY_MEASURES_H

/* A word for a unit or a currency, and the name that we give it. */
struct word {
	const char *word, *name;
};

static const struct word units[] = {
	{ "г", "g" }, { "гр", "g" }, { "грамм", "g" }, { "грамма", "g" },
	{ "граммов", "g" }, { "грам", "g" }, { "грамів", "g" }, { "g", "g" },
	{ "gr", "g" }, { "gm", "g" }, { "gram", "g" }, { "grams", "g" },
	{ "gramm", "g" }, { "gramme", "g" }, { "grammes", "g" },
	{ "gramo", "g" }, { "gramos", "g" }, { "克", "g" }, { "گرم", "g" },
	{ "غرام", "g" }, { "جرام", "g" }, { "گرام", "g" }, { "ग्राम", "g" },
	{ "кг", "kg" }, { "kg", "kg" }, { "公斤", "kg" }, { "کیلو", "kg" },
	{ "كيلو", "kg" }, { "мг", "mg" }, { "mg", "mg" }, { "мкг", "ug" },
	{ "ug", "ug" }, { "mcg", "ug" }, { "мл", "ml" }, { "ml", "ml" },
	{ "毫升", "ml" }, { "л", "l" }, { "литр", "l" }, { "oz", "oz" },
	{ "ounce", "oz" }, { "lb", "lb" }, { "шт", "piece" },
	{ "штук", "piece" }, { "штуки", "piece" }, { "штука", "piece" },
	{ "таб", "piece" }, { "таблеток", "piece" }, { "капсул", "piece" },
	{ "марка", "piece" }, { "марок", "piece" }, { "дана", "piece" },
	{ "дона", "piece" }, { "dona", "piece" }, { "pcs", "piece" },
	{ "pc", "piece" }, { "pills", "piece" }, { "tabs", "piece" },
	{ "stk", "piece" }, { "stück", "piece" }, { "adet", "piece" },
	{ "片", "piece" }, { "颗", "piece" }, { "粒", "piece" },
	{ "عدد", "piece" }, { "x", "piece" }, { "граммы", "g" },
	{ "gms", "g" }, { "grs", "g" }, { "جم", "g" }, { "грами", "g" },
	{ "ud", "piece" }, { "uds", "piece" }, { "unidad", "piece" },
	{ "unidades", "piece" }, { "pièce", "piece" },
	{ "pièces", "piece" }, { "tane", "piece" }, { "حبة", "piece" },
	{ "قرص", "piece" }, { "таблетка", "piece" },
	{ "таблетки", "piece" }, { "штуку", "piece" },
	{ "tola", "tola" }, { "तोला", "tola" }, { "تولہ", "tola" },
	{ "个", "piece" }, { "個", "piece" }, { "支", "piece" },
	{ "张", "piece" }, { "張", "piece" }, { "条", "piece" },
	{ "包", "pack" }, { "板", "pack" }, { "盒", "pack" },
	{ "袋", "pack" }, { "瓶", "pack" }, { "斤", "jin" },
	{ "千克", "kg" }, { "кило", "kg" }, { "килограмм", "kg" },
	{ "килограммов", "kg" }, { "kilo", "kg" }, { "kilos", "kg" },
	{ "किलो", "kg" }, { "کلو", "kg" }, { "کیلویی", "kg" },
};

/*
 * What else is counted where a price in a currency follows; without one, such
 * amounts are of anything.
 */
static const struct word goods[] = {
	{ "табл", "piece" }, { "таблетку", "piece" }, { "табы", "piece" },
	{ "колесо", "piece" }, { "колеса", "piece" }, { "колес", "piece" },
	{ "марки", "piece" }, { "марку", "piece" }, { "капсула", "piece" },
	{ "капсулы", "piece" }, { "ампула", "piece" },
	{ "ампулы", "piece" }, { "ампул", "piece" }, { "пігулок", "piece" },
	{ "таблетак", "piece" }, { "даана", "piece" }, { "ta", "piece" },
	{ "tablets", "piece" }, { "tablet", "piece" }, { "tab", "piece" },
	{ "pill", "piece" }, { "caps", "piece" }, { "capsules", "piece" },
	{ "ct", "piece" }, { "bars", "piece" }, { "hits", "piece" },
	{ "pieces", "piece" },
	{ "piece", "piece" }, { "pastillas", "piece" },
	{ "pastilla", "piece" }, { "comprimidos", "piece" },
	{ "pilules", "piece" }, { "comprimés", "piece" },
	{ "cachets", "piece" }, { "pillen", "piece" },
	{ "tabletten", "piece" }, { "teile", "piece" }, { "hap", "piece" },
	{ "حبات", "piece" }, { "حبوب", "piece" }, { "گولی", "piece" },
	{ "گولیاں", "piece" }, { "गोली", "piece" }, { "गोलियां", "piece" },
	{ "пакет", "pack" }, { "пакета", "pack" }, { "пакетик", "pack" },
	{ "коробок", "pack" }, { "стакан", "pack" }, { "блистер", "pack" },
	{ "упаковка", "pack" }, { "уп", "pack" }, { "бутылка", "pack" },
	{ "флакон", "pack" }, { "pack", "pack" }, { "packs", "pack" },
	{ "bag", "pack" }, { "bags", "pack" }, { "bottle", "pack" },
	{ "bottles", "pack" }, { "vial", "pack" }, { "vials", "pack" },
	{ "strip", "pack" }, { "strips", "pack" }, { "paket", "pack" },
	{ "bolsa", "pack" }, { "sachet", "pack" }, { "packung", "pack" },
	{ "شريط", "pack" }, { "علبة", "pack" }, { "بسته", "pack" },
	{ "पैकेट", "pack" }, { "پیکٹ", "pack" },
};

static const struct word currencies[] = {
	{ "р", "RUB" }, { "руб", "RUB" }, { "рублей", "RUB" },
	{ "рубль", "RUB" }, { "rub", "RUB" }, { "₽", "RUB" },
	{ "$", "USD" }, { "usd", "USD" }, { "долларов", "USD" },
	{ "dollars", "USD" }, { "€", "EUR" }, { "eur", "EUR" },
	{ "euro", "EUR" }, { "евро", "EUR" }, { "£", "GBP" },
	{ "gbp", "GBP" }, { "грн", "UAH" }, { "гривень", "UAH" },
	{ "₴", "UAH" }, { "uah", "UAH" }, { "тг", "KZT" },
	{ "тенге", "KZT" }, { "теңге", "KZT" }, { "₸", "KZT" },
	{ "kzt", "KZT" }, { "сом", "KGS" }, { "сомов", "KGS" },
	{ "kgs", "KGS" }, { "сум", "UZS" }, { "сўм", "UZS" },
	{ "so'm", "UZS" }, { "so‘m", "UZS" }, { "uzs", "UZS" },
	{ "сомони", "TJS" }, { "сомонӣ", "TJS" }, { "tjs", "TJS" },
	{ "byn", "BYN" }, { "₺", "TRY" }, { "tl", "TRY" },
	{ "元", "CNY" }, { "块", "CNY" }, { "¥", "CNY" }, { "￥", "CNY" },
	{ "rmb", "CNY" }, { "₹", "INR" }, { "rs", "INR" },
	{ "تومان", "IRT" }, { "تومن", "IRT" }, { "ریال", "IRR" },
	{ "ريال", "SAR" }, { "درهم", "AED" }, { "روپے", "PKR" },
	{ "btc", "BTC" }, { "биток", "BTC" }, { "usdt", "USDT" },
	{ "xmr", "XMR" }, { "ltc", "LTC" },
	{ "euros", "EUR" }, { "баксов", "USD" }, { "bucks", "USD" },
	{ "quid", "GBP" }, { "pounds", "GBP" }, { "гривен", "UAH" },
	{ "грв", "UAH" }, { "сумов", "UZS" }, { "chf", "CHF" },
	{ "mxn", "MXN" }, { "pln", "PLN" }, { "zł", "PLN" },
	{ "try", "TRY" }, { "lira", "TRY" }, { "aed", "AED" },
	{ "sar", "SAR" }, { "جنيه", "EGP" }, { "रु", "INR" },
	{ "रुपये", "INR" }, { "रुपए", "INR" }, { "rupees", "INR" },
	{ "रुपया", "INR" }, { "rupee", "INR" }, { "inr", "INR" },
	{ "рубля", "RUB" }, { "rubles", "RUB" }, { "доллар", "USD" },
	{ "доллара", "USD" }, { "бакс", "USD" }, { "dollar", "USD" },
	{ "dolar", "USD" }, { "dólares", "USD" }, { "dollari", "USD" },
	{ "دولار", "USD" }, { "دلار", "USD" }, { "डॉलर", "USD" },
	{ "美元", "USD" }, { "美金", "USD" }, { "刀", "USD" },
	{ "євро", "EUR" }, { "еўра", "EUR" }, { "يورو", "EUR" },
	{ "یورو", "EUR" }, { "pound", "GBP" }, { "гривні", "UAH" },
	{ "гривны", "UAH" }, { "гривня", "UAH" }, { "тнг", "KZT" },
	{ "tenge", "KZT" }, { "сома", "KGS" }, { "сомдан", "KGS" },
	{ "sum", "UZS" }, { "som", "UZS" }, { "soʻm", "UZS" },
	{ "so’m", "UZS" }, { "so`m", "UZS" }, { "сумга", "UZS" },
	{ "somoni", "TJS" }, { "бел.руб", "BYN" }, { "бел. руб", "BYN" },
	{ "бел руб", "BYN" }, { "белруб", "BYN" }, { "рублёў", "BYN" },
	{ "liraya", "TRY" }, { "lirası", "TRY" }, { "лир", "TRY" },
	{ "cny", "CNY" }, { "块钱", "CNY" }, { "人民币", "CNY" },
	{ "圆", "CNY" }, { "﷼", "IRR" }, { "irr", "IRR" },
	{ "tomans", "IRT" }, { "toman", "IRT" },
	{ "ر.س", "SAR" }, { "ريالات", "SAR" }, { "دراهم", "AED" },
	{ "دينار", "IQD" }, { "جنيهات", "EGP" }, { "ج.م", "EGP" },
	{ "egp", "EGP" }, { "روپیہ", "PKR" }, { "روپئے", "PKR" },
	{ "روپیے", "PKR" }, { "روپیا", "PKR" }, { "₨", "PKR" },
	{ "pkr", "PKR" }, { "peso", "MXN" }, { "pesos", "MXN" },
	{ "soles", "PEN" }, { "франков", "CHF" }, { "злотых", "PLN" },
	{ "лари", "GEL" }, { "манат", "AZN" }, { "eth", "ETH" },
	{ "/-", "INR" }, { "₿", "BTC" }, { "monero", "XMR" },
};

/* Letters for a currency that stand right behind the number. */
static const struct word letters[] = {
	{ "e", "EUR" }, { "с", "KGS" }, { "u", "USDT" },
};

/*
 * Amounts that are one character: parts of one, Chinese numerals, and "each".
 */
static const struct {
	const char *sign;
	double value;
} signs[] = {
	{ "¼", 0.25 }, { "½", 0.5 }, { "¾", 0.75 }, { "⅛", 0.125 },
	{ "⅓", 1.0 / 3 }, { "半", 0.5 }, { "一", 1 }, { "两", 2 },
	{ "兩", 2 }, { "二", 2 }, { "三", 3 }, { "四", 4 }, { "五", 5 },
	{ "六", 6 }, { "七", 7 }, { "八", 8 }, { "九", 9 }, { "十", 10 },
	{ "每", 1 },
};

/* "2,5к", "150 ming": words for a thousand */
static const char *const thousands[] = { "к", "k", "тыс", "тр", "ming",
	"минг", "мың", "миң", "bin", "हज़ार", "हजार", "ہزار", "هزار",
	"ألف", "الف", "тысяч", "тысячи", "тысячу", "тыщ", "т.р", "тис",
	"тисяч", "ҳазор", "mil", "mille", "tausend", "thousand", "千" };

#endif
