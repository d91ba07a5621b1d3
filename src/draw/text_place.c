/* In: a TEXT item and its line's width.  Out: where that line begins. */
#include "draw/text_place.h"

#include <math.h>

char **
sb_text_place_lines(const SbItem *item)
{
    const char *text = item->u.text.text;

    return g_strsplit(text != NULL ? text : "", "\n", -1);
}

double
sb_text_place_height(const SbItem *item)
{
    return item->u.text.line_height > 0 ? item->u.text.line_height
                                        : item->u.text.font.size + 2;
}

/* Vega rounds to whole pixels; so all its charts stand on them. */
static double
baseline_offset(const SbItem *item)
{
    const double size = item->u.text.font.size, height = sb_text_place_height(item);

    switch (item->u.text.baseline) {
    case SB_BASELINE_TOP:
        return floor(0.79 * size + 0.5);
    case SB_BASELINE_MIDDLE:
        return floor(0.30 * size + 0.5);
    case SB_BASELINE_BOTTOM:
        return floor(-0.21 * size + 0.5);
    case SB_BASELINE_LINE_TOP:
        return floor(0.29 * size + 0.5 * height + 0.5);
    case SB_BASELINE_LINE_BOTTOM:
        return floor(0.29 * size - 0.5 * height + 0.5);
    case SB_BASELINE_ALPHABETIC:
        break;
    }
    return 0;
}

void
sb_text_place(const SbItem *item, int line, double width, double *x, double *y)
{
    *x = item->u.text.dx;
    *y = item->u.text.dy + baseline_offset(item) + line * sb_text_place_height(item);
    if (item->u.text.align == SB_ALIGN_CENTER) {
        *x -= width / 2;
    } else if (item->u.text.align == SB_ALIGN_RIGHT) {
        *x -= width;
    }
}
