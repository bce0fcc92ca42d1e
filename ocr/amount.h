/* SPDX-License-Identifier: MIT */
/*
 * Weights and prices, which stand on every advert: "2г 3000₽". No model has
 * the sign of the rouble, which is read as the letter P of either script, and
 * the г of a weight is read as a Latin r.
 */
#ifndef OCR_AMOUNT_H
#define OCR_AMOUNT_H

/*
 * The weight or price that a word was misread from: "2r" is "2г", "3000P" is
 * "3000₽". Returns NULL for other words, and when memory is short; the caller
 * frees the text.
 */
char *amount_guess(const char *word);

#endif
