/* SPDX-License-Identifier: MIT */
#include "classify/cut.h"

#include <string.h>

#include "classify/sixteen.h"

/* What is known at the beginning of a block. */
struct state {
	size_t from;	/* where the last token begins, */
	bool inside;	/* and whether it goes on, */
	bool wide;	/* and what it has so far */
};

/* A bit for each byte of a block, that of the first as the lowest: blank? */
static uint64_t
find_blanks(const char *bytes)
{
	uint64_t found = 0;

	for (unsigned i = 0; i < CUT_BLOCK; i += 16)
		found |= (uint64_t)sixteen_bits((sixteen)(
		    sixteen_load(bytes + i) <= CUT_BLANK)) << i;
	return found;
}

/* The same: does a Han character begin here, or one of four bytes? */
static uint64_t
find_wide(const char *bytes)
{
	uint64_t found = 0;

	for (unsigned i = 0; i < CUT_BLOCK; i += 16) {
		sixteen own = sixteen_load(bytes + i);

		found |= (uint64_t)sixteen_bits((sixteen)(
		    ((own >= 0xe4) & (own <= 0xe9)) | (own >= 0xf0))) << i;
	}
	return found;
}

static size_t
lowest(uint64_t bits)
{
	return (size_t)__builtin_ctzll(bits);
}

/* Cut off the tokens that end in a block. */
static void
cut_block(struct window *window, size_t block, struct state *state)
{
	uint64_t blanks = find_blanks(window->bytes + block);
	uint64_t wide = find_wide(window->bytes + block);
	uint64_t starts = ~blanks & (blanks << 1 | !state->inside);
	uint64_t ends = blanks & (~blanks << 1 | state->inside);

	for (; ends != 0; ends &= ends - 1) {
		uint64_t before = ends ^ (ends - 1);

		if (!state->inside) {
			state->from = block + lowest(starts);
			starts &= starts - 1;
		}
		window->pieces[window->count++] = (struct piece){
		    (uint16_t)state->from,
		    (uint16_t)(block + lowest(ends) - state->from),
		    state->wide || (wide & before) != 0 };
		wide &= ~before;
		state->wide = state->inside = false;
	}
	if (starts != 0) {
		state->from = block + lowest(starts);
		state->inside = true;
	}
	state->wide |= wide != 0;
}

void
cut_window(struct window *window, const char *text, size_t length)
{
	struct state state = { 0, false, false };
	size_t size = length < CUT_WINDOW ? length : CUT_WINDOW;
	/* Behind the last token of the text there is a blank. */
	size_t all = length < CUT_WINDOW ? size + 1 : size;

	memcpy(window->bytes, text, size);
	memset(window->bytes + size, CUT_BLANK,
	    sizeof(window->bytes) - CUT_WINDOW);
	window->count = 0;
	for (size_t at = 0; at < all; at += CUT_BLOCK)
		cut_block(window, at, &state);
	window->used = state.inside ? state.from : size;
}
