/* SPDX-License-Identifier: MIT */
#include "classify/page.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#include "classify/fold.h"

enum {
	WIDTH_DEFAULT = 80,
	WIDTH_MIN = 20,		/* narrower rows are not believed */
	SHOWN_MAX = 16		/* bytes of "<U+10FFFF>" */
};

/* One character of a text as it is shown. */
struct glyph {
	size_t bytes;		/* that it stands for */
	size_t width;		/* columns */
	char shown[SHOWN_MAX];	/* "" where the bytes are shown themselves */
};

/* A stretch of text that fits into a row. */
struct row {
	size_t end;		/* of what is shown */
	size_t next;		/* where the next row begins */
};

static const char *const tones[] = {
	"", "\033[1m", "\033[2m", "\033[1;31m", "\033[32m"
};

void
page_open(struct page *page)
{
	const char *term = getenv("TERM");
	struct winsize size;

	*page = (struct page){ .width = WIDTH_DEFAULT,
	    .terminal = isatty(STDOUT_FILENO) &&
	    term != NULL && strcmp(term, "dumb") != 0 };
	if (page->terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
	    size.ws_col >= WIDTH_MIN)
		page->width = size.ws_col;
}

/* Joiners are part of how Persian, Hindi and emoji are written. */
static bool
is_joiner(uint32_t point)
{
	return point == 0x200c || point == 0x200d;
}

/* Must it be spelled out, lest it steers the terminal or is not seen? */
static bool
is_hidden(uint32_t point)
{
	switch (utf8proc_category((utf8proc_int32_t)point)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	case UTF8PROC_CATEGORY_CF:
		return !is_joiner(point);
	default:
		return false;
	}
}

static struct glyph
glyph_at(const char *text, size_t length)
{
	struct glyph glyph = { .bytes = 1 };
	uint32_t point;
	size_t bytes = fold_decode(text, length, &point);

	if (bytes == 0) {
		glyph.width = (size_t)snprintf(glyph.shown, SHOWN_MAX,
		    "<%02X>", (unsigned char)text[0]);
	} else if (point == '\t' || point == '\n') {
		glyph.width = 1;
		strcpy(glyph.shown, " ");
	} else if (is_hidden(point)) {
		glyph.bytes = bytes;
		glyph.width = (size_t)snprintf(glyph.shown, SHOWN_MAX,
		    "<U+%04X>", (unsigned)point);
	} else {
		glyph.bytes = bytes;
		glyph.width = (size_t)utf8proc_charwidth(
		    (utf8proc_int32_t)point);
	}
	return glyph;
}

/* The columns that the text takes when it is written here. */
static size_t
width_of(const char *text, size_t length)
{
	size_t width = 0;

	for (size_t at = 0; at < length;) {
		struct glyph glyph = glyph_at(text + at, length - at);

		width += glyph.width;
		at += glyph.bytes;
	}
	return width;
}

static void
show(FILE *out, const char *text, const struct glyph *glyph)
{
	if (glyph->shown[0] != '\0')
		fputs(glyph->shown, out);
	else
		fwrite(text, 1, glyph->bytes, out);
}

static void
pad(FILE *out, char with, size_t width)
{
	while (width-- > 0)
		fputc(with, out);
}

void
page_cell(const struct page *page, FILE *out, enum tone tone, int width,
    const char *text)
{
	size_t length = strlen(text), taken = width_of(text, length);
	size_t wanted = (size_t)abs(width);
	size_t space = wanted > taken ? wanted - taken : 0;

	if (width < 0)
		pad(out, ' ', space);
	if (page->terminal)
		fputs(tones[tone], out);
	for (size_t at = 0; at < length;) {
		struct glyph glyph = glyph_at(text + at, length - at);

		show(out, text + at, &glyph);
		at += glyph.bytes;
	}
	if (page->terminal && tone != TONE_PLAIN)
		fputs("\033[m", out);
	if (width > 0)
		pad(out, ' ', space);
}

/* The longest row from here on: to a new line, a space, or what fits. */
static struct row
row_at(const char *text, size_t length, size_t start, size_t width)
{
	struct row row = { start, start };
	size_t at = start, used = 0;

	while (at < length && text[at] != '\n') {
		struct glyph glyph = glyph_at(text + at, length - at);

		used += glyph.width;
		if (used > width && at > start)
			break;
		at += glyph.bytes;
		if (text[at - 1] == ' ')
			row = (struct row){ at - 1, at };
	}
	if (at == length)
		return (struct row){ at, at };
	if (text[at] == '\n')
		return (struct row){ at, at + 1 };
	if (text[at] == ' ')
		return (struct row){ at, at + 1 };
	return row.next > start ? row : (struct row){ at, at };
}

static void
show_row(const struct page *page, FILE *out, const char *text, size_t start,
    size_t end, const char *strokes)
{
	char stroke = 0;

	for (size_t at = start; at < end;) {
		struct glyph glyph = glyph_at(text + at, end - at);

		if (page->terminal && strokes[at] != stroke) {
			stroke = strokes[at];
			fprintf(out, "\033[m%s%s", stroke ? "\033[4m" : "",
			    stroke == 0 ? "" : stroke == STROKE_FOR ?
			    tones[TONE_FOR] : tones[TONE_AGAINST]);
		}
		show(out, text + at, &glyph);
		at += glyph.bytes;
	}
	fputs(stroke != 0 ? "\033[m\n" : "\n", out);
}

/* The signs below a row, if it has any. */
static void
show_strokes(FILE *out, size_t indent, const char *text, size_t start,
    size_t end, const char *strokes)
{
	size_t space = indent;
	bool any = false;

	for (size_t at = start; at < end;) {
		struct glyph glyph = glyph_at(text + at, end - at);

		if (strokes[at] != 0 && glyph.width > 0) {
			pad(out, ' ', space);
			pad(out, strokes[at], glyph.width);
			space = 0;
			any = true;
		} else {
			space += glyph.width;
		}
		at += glyph.bytes;
	}
	if (any)
		fputc('\n', out);
}

void
page_underline(const struct page *page, FILE *out, size_t indent,
    const char *text, size_t length, const char *strokes)
{
	size_t width = page->width > indent + WIDTH_MIN ?
	    page->width - indent : WIDTH_MIN;
	size_t at = 0;

	do {
		struct row row = row_at(text, length, at, width);

		if (at > 0)
			pad(out, ' ', indent);
		show_row(page, out, text, at, row.end, strokes);
		if (!page->terminal)
			show_strokes(out, indent, text, at, row.end, strokes);
		at = row.next;
	} while (at < length);
}
