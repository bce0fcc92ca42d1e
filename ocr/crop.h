/* SPDX-License-Identifier: MIT */
/*
 * Cuts a line out of a picture as Tesseract likes it best: level, some fifty
 * pixels high, dark on light. How writing and ground differ is measured inside
 * the strip (ocr/ink.h), and the picture is mixed to that difference, so that
 * red on green of the same brightness becomes black on white. Where the two
 * cannot be parted that way, another look cuts out the channel in which the
 * letters stood out, with its contrast evened along the line.
 */
#ifndef OCR_CROP_H
#define OCR_CROP_H

#include "ocr/lines.h"

/*
 * A picture and its halves, quarters and so on, so that strips of any size
 * are sampled without aliasing. The first level is the caller's.
 */
#define VIEW_LEVELS 6

struct view {
	PIX *levels[VIEW_LEVELS];
	int count;
};

/*
 * Returns 0, or -1 when memory is short. rgb must outlive the view.
 */
int view_open(struct view *view, PIX *rgb);

void view_close(struct view *view);

struct crop {
	PIX *pix;		/* 8 bits a pixel, dark on light */
	double scale;		/* pixels of the crop for one of the picture */
	struct strip strip;	/* what it shows, margins included */
	double contrast;	/* distance of the two colours, 0 .. 441 */
};

struct crop_wish {
	int height;		/* of the writing, in pixels of the crop */
	double slant;		/* shear that sets slanted writing upright */
	int padding;		/* light pixels put around it */
	double further;		/* shows that many heights more at each end */
	bool clear;		/* paint over what touches its edges */
	bool plane;		/* from the channel of the line alone, evened */
	bool shaded;		/* evened narrowly, as shadows ask for */
	bool bridged;		/* narrow gaps in the writing are closed */
};

/*
 * Cut a line out. Its strip counts in pixels of the view's first level.
 * Returns 0 and a crop whose pix the caller destroys, or -1 when memory is
 * short or nothing of the strip is on the picture.
 */
int crop_cut(const struct view *view, const struct line *line,
    const struct crop_wish *wish, struct crop *crop);

/*
 * What paint a line is written in. Returns 0, or -1 when memory is short or
 * nothing of the strip is on the picture.
 */
int crop_paint(const struct view *view, const struct line *line,
    struct paint *out);

/*
 * Where a box of the crop is on the picture, as an upright box.
 */
struct box crop_place(const struct crop *crop, const struct box *box);

#endif
