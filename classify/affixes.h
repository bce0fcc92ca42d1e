/* SPDX-License-Identifier: MIT */
/*
 * Stems by suffix rules from a data file (lexicons/LANG.affixes), for the
 * languages that libstemmer does not have. The file format is described in
 * lexicon.5, section AFFIX FILES.
 *
 *	struct affixes *a = affixes_read(text, length, "kk.affixes", &f);
 *	size_t n = affixes_stem(a, word, word_length, stem, sizeof stem);
 *	affixes_free(a);
 *
 * A stem is a name for all forms of a word, not always a word itself.
 */
#ifndef CLASSIFY_AFFIXES_H
#define CLASSIFY_AFFIXES_H

#include <stddef.h>

#include "wire/fault.h"

#define AFFIXES_FILE_MAX (1 << 20)	/* bytes of one file */
#define AFFIXES_WORD_MAX 128		/* bytes; longer words stay as is */
#define AFFIXES_STEM_MAX 256		/* no stem of such a word is longer */

struct affixes;

/*
 * Read the rules in length bytes of text. name is put before the line number
 * in a reason of failure. Returns NULL and fills f on failure; free the result
 * with affixes_free(). text is not needed afterwards.
 */
struct affixes *affixes_read(const char *text, size_t length,
    const char *name, struct fault *f);

void affixes_free(struct affixes *affixes);

/*
 * Write the stem of a word of length bytes to out, which has room for size
 * bytes; no NUL is added. The word must be folded: NFKC and case-folded UTF-8.
 * Bytes that are no UTF-8 pass unchanged. Returns the bytes written, or 0 if
 * the stem does not fit; a stem of a word is never empty. Allocates nothing,
 * and any number of threads may share the rules.
 */
size_t affixes_stem(const struct affixes *affixes, const char *word,
    size_t length, char *out, size_t size);

#endif
