/* SPDX-License-Identifier: MIT */
/*
 * The rules of one .affixes file in memory: written by affixfile.c, run by
 * affixes.c, of no concern to anybody else.
 */
#ifndef CLASSIFY_AFFIXTABLE_H
#define CLASSIFY_AFFIXTABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AFFIX_BYTES_MAX 47	/* of an affix, a class, a kept word */
#define AFFIX_LETTERS_MAX 64	/* of one class */
#define AFFIX_SLOTS_MAX 32
#define AFFIX_ROWS_MAX 65536	/* after classes are written out */
#define AFFIX_BUCKETS 64	/* affixes of a slot, by their last byte */
#define AFFIX_TAIL 4		/* bytes of a suffix that are compared first */

struct affix_text {
	uint8_t length;
	char bytes[AFFIX_BYTES_MAX];
};

/* One affix, written out: no class letters are left in its text. */
struct affix {
	uint32_t tail, tail_mask;	/* of a suffix: the last bytes */
	struct affix_text text;
	struct affix_text replacement;
	uint32_t order;		/* in the file: breaks ties */
	uint8_t slot;
	uint8_t letters;	/* of text */
	uint8_t minimum;	/* letters that must remain */
	char beside;		/* class of the letter next to it, 0: any */
	bool unless;		/* the letter must not be in that class */
};

/* `letter`: one letter and what is written for it. */
struct affix_letter {
	uint32_t letter;
	struct affix_text replacement;
};

/* `word`: a form and its stem. */
struct affix_word {
	struct affix_text form;
	struct affix_text stem;
};

/* `class` and `harmony`: an ASCII capital that stands for letters. */
struct affix_class {
	bool harmony;
	size_t count;
	uint32_t letters[AFFIX_LETTERS_MAX];
};

struct affixes {
	struct affix_class classes[26];
	struct affix_letter *letters;	/* sorted by letter */
	size_t letter_count;
	uint64_t letter_bits;		/* their remainders by 64 */
	struct affix_word *words;	/* sorted by form */
	size_t word_count;
	/* of the forms of each length: the buckets of their last bytes */
	uint64_t word_bits[AFFIX_BYTES_MAX + 1];
	struct affix *prefixes;		/* sorted by slot, longest first */
	size_t prefix_count;
	struct affix *suffixes;		/* by slot, last byte, longest first */
	size_t suffix_count;
	size_t slot_count;
	/* where the suffixes of a slot with a last byte begin */
	uint32_t begin[AFFIX_SLOTS_MAX][AFFIX_BUCKETS + 1];
};

/* The bucket of a last byte: its six low bits tell letters of UTF-8 apart. */
static inline size_t
affix_bucket(char last)
{
	return (unsigned char)last % AFFIX_BUCKETS;
}

/* The same as one of 64 bits. */
static inline uint64_t
affix_bit(char last)
{
	return UINT64_C(1) << affix_bucket(last);
}

/*
 * Decode the letter at the start of length > 0 bytes, and put its size in
 * bytes into size. A byte that is no UTF-8 is a letter of its own value.
 */
static inline uint32_t
affix_letter_at(const char *bytes, size_t length, size_t *size)
{
	const unsigned char *b = (const unsigned char *)bytes;
	size_t need = b[0] >= 0xf0 ? 4 : b[0] >= 0xe0 ? 3 :
	    b[0] >= 0xc2 ? 2 : 1;
	uint32_t letter = need == 1 ? b[0] : b[0] & (0x7fu >> need);

	*size = 1;
	if (need > length)
		return b[0];
	for (size_t i = 1; i < need; i++) {
		if ((b[i] & 0xc0) != 0x80)
			return b[0];
		letter = letter << 6 | (b[i] & 0x3f);
	}
	*size = need;
	return letter;
}

static inline bool
affix_is_class(char byte)
{
	return byte >= 'A' && byte <= 'Z';
}

/*
 * Make room for one row after count rows of size bytes. Returns the rows,
 * perhaps moved, or NULL if there would be more than maximum or memory is out.
 */
void *affix_grow(void *rows, size_t count, size_t size, size_t maximum);

/*
 * Add what a pattern of length bytes, AFFIX or AFFIX>REPLACEMENT, stands for:
 * one affix for each combination of letters of its classes. rule has the other
 * columns. Returns NULL, or what is wrong with it.
 */
const char *affix_spell_out(struct affixes *affixes, const struct affix *rule,
    bool front, const char *pattern, size_t length);

/* Bring all rows into the order that affixes.c expects. */
void affix_sort(struct affixes *affixes);

#endif
