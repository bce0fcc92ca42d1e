/* SPDX-License-Identifier: MIT */
/* What joins an amount to its price: see measure.h. */
#include "classify/measure.h"

#include <string.h>
#include <utf8proc.h>

#include "classify/caseless.h"
#include "classify/fold.h"

#define JOINS_MAX 12	/* signs between an amount and its price */

enum {
	ELLIPSIS = 0x2026,
	FIRST_EMOJI = 0x2300,	/* behind the arrows */
	FULL_WIDTH_COLON = 0xff1a
};

/* "a hundred for two" */
static const char *const joins[] = { "за", "по", "for", "per", "à", "für",
	"par", "por", "üçün", "үшін", "үчүн", "uchun", "на",
	"le", "la", "das", "pro", "je", "al", "el", "a", "an", "the",
	"цена", "цене", "стоит", "стоимость", "от", "всего", "ціна",
	"коштує", "від", "цана", "баасы", "бағасы", "narxi", "нархи",
	"fiyatı", "fiyat", "price", "cost", "costs", "only", "at", "preis",
	"kostet", "ab", "prix", "coûte", "precio", "cuesta", "السعر",
	"سعر", "بسعر", "سعره", "قیمت", "कीमत", "दाम", "में", "ب", "بـ",
	"价格", "只要" };

/*
 * A sign that joins an amount to its price, at the cursor: '-' for dashes,
 * arrows and rows of dots, ' ' for emoji, '(' or its own byte; or 0.
 */
static char
take_sign_between(struct cursor *c)
{
	char byte = measure_byte(c);
	utf8proc_category_t category;
	uint32_t point;
	size_t bytes;

	if (byte == '.' && c->length - c->at > 1 && c->text[c->at + 1] == '.') {
		while (measure_byte(c) == '.')
			c->at++;
		return '-';
	}
	if (byte != '\0' && strchr("-=/:>|(~@", byte) != NULL) {
		c->at++;
		return byte == '@' ? ':' : byte;
	}
	if ((unsigned char)byte < 0xe2)
		return 0;
	bytes = fold_decode(c->text + c->at, c->length - c->at, &point);
	if (bytes == 0)
		return 0;
	category = utf8proc_category((utf8proc_int32_t)point);
	if (category != UTF8PROC_CATEGORY_PD &&
	    category != UTF8PROC_CATEGORY_SM &&
	    category != UTF8PROC_CATEGORY_SO && point != FULL_WIDTH_COLON &&
	    point != ELLIPSIS)
		return 0;
	c->at += bytes;
	return category == UTF8PROC_CATEGORY_SO && point >= FIRST_EMOJI ?
	    ' ' : '-';
}

bool
measure_join_word(struct cursor *c)
{
	for (size_t i = 0; i < sizeof(joins) / sizeof(joins[0]); i++) {
		size_t bytes = caseless_word(c->text, c->length, c->at,
		    joins[i]);

		if (bytes > 0) {
			c->at += bytes;
			measure_blanks(c);
			return true;
		}
	}
	return false;
}

char
measure_join(struct cursor *c)
{
	size_t from = c->at;
	char join = 0, sign;

	measure_blanks(c);
	if (c->at > from)
		join = ' ';
	for (int i = 0; i < JOINS_MAX; i++) {
		if (join != 0 && measure_join_word(c)) {
			measure_join_word(c);	/* "only for" */
			return 'w';
		}
		sign = take_sign_between(c);
		if (sign == 0)
			break;
		join = sign == ' ' && join != 0 ? join : sign;
		measure_blanks(c);
	}
	/* In brackets anything may stand. */
	return join == '(' ? 'w' : join == '~' ? '-' : join;
}
