/* SPDX-License-Identifier: MIT */
#include "ocr/blocks.h"

#define REDUCE 4	/* times that the picture is made smaller */
#define REDUCE_AGAIN 2	/* and once more, for codes of large squares */
#define CLOSE 5		/* pixels, after that, that a gap may have */
#define SIDE_MIN 6	/* pixels, after that, of a block */
#define SHAPE_MAX 4	/* a Data Matrix may be four times as wide as high */
#define FILLED_MIN 0.45	/* of its box: a square on its corner has a half */
#define LARGEST 0.8	/* of the picture's width: more is the picture */

/* Whether a patch of the closed picture may be a code. */
static int
is_block(PIX *closed, BOX *box)
{
	l_int32 width, height, filled = 0;

	boxGetGeometry(box, NULL, NULL, &width, &height);
	if (width < SIDE_MIN || height < SIDE_MIN ||
	    width > SHAPE_MAX * height || height > SHAPE_MAX * width ||
	    width > LARGEST * pixGetWidth(closed))
		return 0;
	pixCountPixelsInRect(closed, box, &filled, NULL);
	return filled >= FILLED_MIN * width * height;
}

/* Add the blocks of a reduced picture, each with a margin, to boxes. */
static void
add_blocks(PIX *reduced, int factor, BOXA *boxes)
{
	PIX *closed = pixCloseSafeBrick(NULL, reduced, CLOSE, CLOSE);
	BOXA *patches = closed != NULL ? pixConnCompBB(closed, 8) : NULL;

	for (int i = 0; i < boxaGetCount(patches); i++) {
		BOX *box = boxaGetBox(patches, i, L_CLONE);
		l_int32 x, y, width, height;

		boxGetGeometry(box, &x, &y, &width, &height);
		if (is_block(closed, box)) {
			int margin = 1 + (width > height ? width : height) / 6;

			boxaAddBox(boxes, boxCreate((x - margin) * factor,
			    (y - margin) * factor,
			    (width + 2 * margin) * factor,
			    (height + 2 * margin) * factor), L_INSERT);
		}
		boxDestroy(&box);
	}
	boxaDestroy(&patches);
	pixDestroy(&closed);
}

/* Sort by area, and drop the smallest. Takes the boxes. */
static BOXA *
keep_largest(BOXA *boxes)
{
	BOXA *sorted;

	/* Leptonica complains about an empty list. */
	if (boxaGetCount(boxes) == 0)
		return boxes;
	sorted = boxaSort(boxes, L_SORT_BY_AREA, L_SORT_DECREASING, NULL);
	boxaDestroy(&boxes);
	while (boxaGetCount(sorted) > BLOCKS_MAX)
		boxaRemoveBox(sorted, boxaGetCount(sorted) - 1);
	return sorted;
}

BOXA *
blocks_find(PIX *bytes)
{
	PIX *bits = pixConvertTo1(bytes, 128);
	PIX *reduced = pixReduceRankBinaryCascade(bits, 1, 1, 0, 0);
	PIX *again = pixReduceRankBinaryCascade(reduced, 1, 0, 0, 0);
	BOXA *boxes = boxaCreate(0);

	if (boxes != NULL && reduced != NULL)
		add_blocks(reduced, REDUCE, boxes);
	if (boxes != NULL && again != NULL)
		add_blocks(again, REDUCE * REDUCE_AGAIN, boxes);
	pixDestroy(&again);
	pixDestroy(&reduced);
	pixDestroy(&bits);
	return keep_largest(boxes);
}
