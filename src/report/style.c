/*
 * In: the name of a template.  Out: all values of a page (see style.h).
 *
 * The text stands on a measure of 154 mm, 48 lines of 14.25 pt; every space
 * that parts paragraphs from heads is a part of that grid.
 */
#include "report/style.h"

#define SERIF "Noto Serif, Noto Serif KR"
#define SANS "Noto Sans, Noto Sans KR"
#define MM (72 / 25.4)

#define INK                                                                              \
    {                                                                                    \
        0x1E / 255.0, 0x21 / 255.0, 0x24 / 255.0, 1                                      \
    }
#define GREY                                                                             \
    {                                                                                    \
        0x58 / 255.0, 0x61 / 255.0, 0x6A / 255.0, 1                                      \
    }
#define BLUE                                                                             \
    {                                                                                    \
        0x08 / 255.0, 0x38 / 255.0, 0x91 / 255.0, 1                                      \
    }
#define GOLD                                                                             \
    {                                                                                    \
        0xC7 / 255.0, 0x85 / 255.0, 0, 1                                                 \
    }
#define RED                                                                              \
    {                                                                                    \
        0x7A / 255.0, 0x1F / 255.0, 0x26 / 255.0, 1                                      \
    }
#define SKY                                                                              \
    {                                                                                    \
        0x20 / 255.0, 0x98 / 255.0, 0xF3 / 255.0, 1                                      \
    }
#define RULE                                                                             \
    {                                                                                    \
        0xC8 / 255.0, 0xCD / 255.0, 0xD3 / 255.0, 1                                      \
    }
#define TINT                                                                             \
    {                                                                                    \
        0xF1 / 255.0, 0xF4 / 255.0, 0xF9 / 255.0, 1                                      \
    }

static const SbStyle BRIEF = {
    .width = 595.276,
    .height = 841.89,
    .top = 84,
    .right = 28 * MM,
    .bottom = 73.89,
    .left = 28 * MM,
    .grid = 14.25,
    .column_gap = 18,
    .letter_stretch = 0.007,
    .letter_shrink = 0.004,
    .letter_stretch_ko = 0.030,
    .letter_shrink_ko = 0.012,
    .list_indent = 16,
    .float_space = 14.25,
    .band = TRUE,
    .ink = INK,
    .grey = GREY,
    .rule = RULE,
    .accent = BLUE,
    .second = GOLD,
    .alarm = RED,
    .bright = SKY,
    .tint = TINT,
    .code_family = "DejaVu Sans Mono, Noto Sans KR",
    .text = {
        [SB_TEXT_BODY] = { .font = { SERIF, 10, 400 },
            .color = INK, .leading = 14.25, .before = 7.125, .after = 7.125,
            .justify = TRUE, .hyphenate = TRUE },
        [SB_TEXT_LEDE] = { .font = { SERIF, 10.5, 400 },
            .color = INK, .leading = 15.5, .before = 6, .after = 6,
            .justify = TRUE, .hyphenate = TRUE },
        [SB_TEXT_TITLE] = { .font = { SANS, 25, 700 },
            .color = BLUE, .leading = 31, .before = 8, .after = 6, .together = TRUE },
        [SB_TEXT_SUBTITLE] = { .font = { SANS, 13, 400 },
            .color = GREY, .leading = 18.5, .before = 4, .after = 8, .together = TRUE },
        [SB_TEXT_BYLINE] = { .font = { SANS, 8.5, 400 },
            .color = GREY, .leading = 12, .before = 6, .after = 16, .together = TRUE },
        [SB_TEXT_KICKER] = { .font = { SANS, 8.5, 700 },
            .color = GOLD, .leading = 12, .before = 0, .after = 6, .together = TRUE },
        [SB_TEXT_H1] = { .font = { SANS, 15, 700 },
            .color = BLUE, .leading = 19.5, .before = 26, .after = 7, .together = TRUE },
        [SB_TEXT_H2] = { .font = { SANS, 11.5, 700 },
            .color = INK, .leading = 15.5, .before = 18, .after = 5, .together = TRUE },
        [SB_TEXT_H3] = { .font = { SANS, 10, 700 },
            .color = GREY, .leading = 14.25, .before = 14, .after = 3, .together = TRUE },
        [SB_TEXT_QUOTE] = { .font = { SERIF, 10, 400, TRUE },
            .color = GREY, .leading = 14.25, .before = 7.125, .after = 7.125,
            .justify = TRUE, .hyphenate = TRUE },
        [SB_TEXT_BOX] = { .font = { SANS, 9, 400 },
            .color = INK, .leading = 13.5, .before = 4, .after = 4, .hyphenate = TRUE },
        [SB_TEXT_BOX_HEAD] = { .font = { SANS, 9.5, 700 },
            .color = BLUE, .leading = 13.5, .before = 0, .after = 3, .together = TRUE },
        [SB_TEXT_HEADLINE] = { .font = { SANS, 10.5, 700 },
            .color = INK, .leading = 14.25, .before = 0, .after = 1, .together = TRUE },
        [SB_TEXT_DECK] = { .font = { SANS, 8.75, 400 },
            .color = GREY, .leading = 12, .before = 0, .after = 5, .together = TRUE },
        [SB_TEXT_SOURCE] = { .font = { SANS, 7.5, 400 },
            .color = GREY, .leading = 10.25, .before = 1, .after = 0 },
        [SB_TEXT_CELL] = { .font = { SANS, 8.5, 400, FALSE, TRUE },
            .color = INK, .leading = 11.75, .before = 0, .after = 0 },
        [SB_TEXT_CELL_HEAD] = { .font = { SANS, 8.25, 700, FALSE, TRUE },
            .color = INK, .leading = 11.25, .before = 0, .after = 0, .together = TRUE },
        [SB_TEXT_NOTE] = { .font = { SERIF, 8.25, 400 },
            .color = INK, .leading = 11, .before = 2, .after = 0,
            .justify = TRUE, .hyphenate = TRUE },
        [SB_TEXT_CODE] = { .font = { "DejaVu Sans Mono, Noto Sans KR", 8.25,
                               400 },
            .color = INK, .leading = 12, .before = 7, .after = 7 },
        [SB_TEXT_CONTENTS_1] = { .font = { SANS, 9.5, 400 },
            .color = INK, .leading = 15.5, .before = 0, .after = 0 },
        [SB_TEXT_CONTENTS_2] = { .font = { SANS, 8.75, 400 },
            .color = GREY, .leading = 13.5, .before = 0, .after = 0 },
        [SB_TEXT_TILE_LABEL] = { .font = { SANS, 8, 400 },
            .color = GREY, .leading = 10.5 },
        [SB_TEXT_TILE_VALUE] = { .font = { SANS, 19, 700 },
            .color = BLUE, .leading = 24 },
        [SB_TEXT_TILE_CHANGE] = { .font = { SANS, 8, 700 },
            .color = INK, .leading = 10.5 },
        [SB_TEXT_RUNNING] = { .font = { SANS, 7.5, 400 }, .color = GREY, .leading = 10 },
    },
};

static const char *const TEMPLATES[] = { "brief", "memo", NULL };

const char *const *
sb_style_templates(void)
{
    return TEMPLATES;
}

/* One or two pages: smaller heads, less space. */
static void
make_memo(SbStyle *style)
{
    style->band = FALSE;
    style->top = 70;
    style->bottom = style->height - style->top - 49 * style->grid;
    style->text[SB_TEXT_TITLE].font.size = 17;
    style->text[SB_TEXT_TITLE].leading = 22;
    style->text[SB_TEXT_SUBTITLE].font.size = 11;
    style->text[SB_TEXT_SUBTITLE].leading = 15.5;
    style->text[SB_TEXT_BYLINE].after = 8;
    style->text[SB_TEXT_H1].font.size = 12;
    style->text[SB_TEXT_H1].leading = 16;
    style->text[SB_TEXT_H1].before = 18;
    style->text[SB_TEXT_H1].after = 4;
    style->text[SB_TEXT_H2].font.size = 10.5;
    style->text[SB_TEXT_H2].before = 14;
}

gboolean
sb_style_template(SbStyle *style, const char *name, const char *lang)
{
    if (!g_strv_contains(TEMPLATES, name)) {
        return FALSE;
    }
    *style = BRIEF;
    if (g_str_equal(name, "memo")) {
        make_memo(style);
    }
    if (g_str_equal(lang, "ko")) {
        /* Hangul fills its square: it wants more space between lines. */
        style->grid = 15.25;
        style->text[SB_TEXT_BODY].leading = style->grid;
        style->text[SB_TEXT_QUOTE].leading = style->grid;
        style->text[SB_TEXT_BODY].before = style->text[SB_TEXT_BODY].after =
            style->grid / 2;
        style->text[SB_TEXT_QUOTE].before = style->text[SB_TEXT_QUOTE].after =
            style->grid / 2;
        style->text[SB_TEXT_LEDE].leading = 17;
        style->float_space = style->grid;
    }
    return TRUE;
}

gboolean
sb_style_paper(SbStyle *style, const char *paper)
{
    if (g_str_equal(paper, "A4")) {
        style->width = 595.276;
        style->height = 841.89;
    } else if (g_str_equal(paper, "letter")) {
        style->width = 612;
        style->height = 792;
    } else {
        return FALSE;
    }
    return TRUE;
}

double
sb_style_measure(const SbStyle *style)
{
    return style->width - style->left - style->right;
}

double
sb_style_column(const SbStyle *style)
{
    return (sb_style_measure(style) - style->column_gap) / 2;
}

double
sb_style_page_height(const SbStyle *style)
{
    return style->height - style->top - style->bottom;
}
