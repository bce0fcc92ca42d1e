/* SPDX-License-Identifier: MIT */
#include "classify/portions.h"

#include <ctype.h>
#include <string.h>

#include "classify/caseless.h"
#include "classify/fold.h"

#define PRICE_LEAST 20	/* of a price that names no currency */

struct portion {
	const char *word;
	double amount;
	const char *unit;
};

/*
 * The longest of those that fit is meant. Of grams there is one where no
 * number says how many.
 */
static const struct portion portions[] = {
	{ "8th", 0.125, "oz" }, { "8ths", 0.125, "oz" },
	{ "eighth", 0.125, "oz" }, { "eighths", 0.125, "oz" },
	{ "8ball", 0.125, "oz" }, { "8 ball", 0.125, "oz" },
	{ "eightball", 0.125, "oz" }, { "ball", 0.125, "oz" },
	{ "q", 0.25, "oz" }, { "quarter", 0.25, "oz" },
	{ "quarters", 0.25, "oz" }, { "half", 0.5, "oz" },
	{ "halves", 0.5, "oz" }, { "half oz", 0.5, "oz" },
	{ "half zip", 0.5, "oz" }, { "oz", 1, "oz" }, { "ounce", 1, "oz" },
	{ "zip", 1, "oz" }, { "zips", 1, "oz" }, { "z", 1, "oz" },
	{ "qp", 0.25, "lb" }, { "qps", 0.25, "lb" }, { "hp", 0.5, "lb" },
	{ "half p", 0.5, "lb" }, { "lb", 1, "lb" }, { "lbs", 1, "lb" },
	{ "tola", 1, "tola" }, { "तोला", 1, "tola" }, { "تولہ", 1, "tola" },
	{ "elbow", 1, "lb" }, { "elbows", 1, "lb" },
	{ "грамм", 1, "g" }, { "грам", 1, "g" }, { "полграмма", 0.5, "g" },
	{ "пол грамма", 0.5, "g" }, { "пол-грамма", 0.5, "g" },
	{ "полтора грамма", 1.5, "g" }, { "півграма", 0.5, "g" },
	{ "жарты грамм", 0.5, "g" }, { "жарым грамм", 0.5, "g" },
	{ "ярим грамм", 0.5, "g" }, { "yarim gramm", 0.5, "g" },
	{ "gramm", 1, "g" }, { "gram", 1, "g" }, { "gramı", 1, "g" },
	{ "yarım gram", 0.5, "g" }, { "gramme", 1, "g" },
	{ "demi gramme", 0.5, "g" }, { "gramo", 1, "g" },
	{ "medio gramo", 0.5, "g" }, { "half gram", 0.5, "g" },
	{ "half a gram", 0.5, "g" }, { "گرم", 1, "g" }, { "گرمی", 1, "g" },
	{ "یک گرم", 1, "g" }, { "نیم گرم", 0.5, "g" }, { "دو گرم", 2, "g" },
	{ "جرام", 1, "g" }, { "الجرام", 1, "g" }, { "غرام", 1, "g" },
	{ "الغرام", 1, "g" }, { "نص جرام", 0.5, "g" },
	{ "نصف جرام", 0.5, "g" }, { "گرام", 1, "g" },
	{ "ایک گرام", 1, "g" }, { "آدھا گرام", 0.5, "g" },
	{ "ग्राम", 1, "g" }, { "एक ग्राम", 1, "g" },
	{ "आधा ग्राम", 0.5, "g" },
};

static const struct portion *
take_portion(struct cursor *c)
{
	const struct portion *best = NULL;
	size_t most = 0, size = 0;
	int32_t first = caseless_at(c->text, c->length, c->at, &size);
	char letter[4];

	size = fold_encode((uint32_t)first, letter);
	for (size_t i = 0; i < sizeof(portions) / sizeof(portions[0]); i++) {
		size_t bytes;

		if (strncmp(portions[i].word, letter, size) != 0)
			continue;
		bytes = caseless_word(c->text, c->length, c->at,
		    portions[i].word);
		if (bytes > most) {
			most = bytes;
			best = &portions[i];
		}
	}
	c->at += most;
	return best;
}

bool
portion_starts(const struct cursor *c)
{
	struct cursor word = *c;
	unsigned char before = c->at == 0 ? ' ' :
	    (unsigned char)c->text[c->at - 1];

	return before < 0x80 && !isalnum(before) &&
	    strchr("./$", before) == NULL && take_portion(&word) != NULL;
}

bool
portion_is_weight(const struct cursor *c)
{
	struct cursor word = *c;
	const struct portion *portion = take_portion(&word);

	return portion != NULL && strstr(portion->word, portion->unit) != NULL;
}

bool
portion_take(struct cursor *c, struct offer *offer)
{
	const struct portion *portion = take_portion(c);

	if (portion == NULL)
		return false;
	offer->amount = portion->amount;
	offer->unit = portion->unit;
	return true;
}

bool
portion_offer(struct cursor *c, struct offer *offer)
{
	size_t behind;
	struct cursor price, next;
	char join;

	*offer = (struct offer){ .price = 0 };
	if (!portion_take(c, offer))
		return false;
	behind = c->at;
	join = measure_join(c);
	price = *c;
	if (join == 0 || c->at == behind ||
	    !measure_priced(c, &offer->price, &offer->currency))
		return false;
	if (offer->currency != NULL)
		return offer->price > 0;
	if (strcmp(offer->unit, "g") == 0)
		return join == 'w' && measure_in_thousands(price, c);
	next = *c;
	return offer->price >= PRICE_LEAST && measure_unit(&next) == NULL &&
	    !isalnum((unsigned char)measure_byte(c)) &&
	    measure_byte(c) != '%' && measure_byte(c) != '/';
}

/* "1/8" without its unit: of an ounce, if a price in a currency follows. */
static bool
take_eighth(struct cursor *c, struct offer *offer)
{
	double parts;

	if (!measure_number(c, &offer->amount) || offer->amount != 1 ||
	    measure_byte(c) != '/')
		return false;
	c->at++;
	if (!measure_number(c, &parts) ||
	    (parts != 2 && parts != 4 && parts != 8))
		return false;
	offer->amount = 1 / parts;
	offer->unit = "oz";
	return true;
}

bool
portion_eighth(struct cursor *c, struct offer *offer)
{
	char join;

	if (!take_eighth(c, offer))
		return false;
	join = measure_join(c);
	if (join != ' ' && join != '-' && join != '=' && join != ':')
		return false;
	return measure_priced(c, &offer->price, &offer->currency) &&
	    offer->currency != NULL;
}
