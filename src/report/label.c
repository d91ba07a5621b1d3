/*
 * In: a figure.  Out: its names, from the row, else from data/codes/, else the raw
 * words with remark label-missing.
 */
#include "report/label.h"

#include <string.h>

#include "figure/phrase.h"

static gboolean
is_korean(const SbPress *press)
{
    return g_str_equal(press->lang, "ko");
}

const SbCodes *
sb_label_codes(SbPress *press)
{
    if (!press->codes) {
        SbCodes *codes = sb_codes_load(press->job, NULL);

        press->codes =
            codes ? sb_arena_own(press->arena, codes, (GDestroyNotify)sb_codes_free)
                  : NULL;
    }
    return press->codes;
}

static const char *
capitalised(SbArena *arena, const char *text)
{
    char *copy = sb_arena_strdup(arena, text);

    copy[0] = g_ascii_toupper(copy[0]);
    return copy;
}

const char *
sb_label_place(SbPress *press, const SbFigure *figure)
{
    const SbCodes *codes = sb_label_codes(press);
    const SbPlaceCode *place =
        codes && *figure->place_code ? sb_codes_place(codes, figure->place_code) : NULL;

    if (place) {
        return is_korean(press) ? place->ko : place->en;
    }
    return figure->place;
}

const char *
sb_label_indicator(SbPress *press, const SbFigure *figure)
{
    const SbCodes *codes = sb_label_codes(press);
    const SbIndicatorCode *indicator =
        codes && *figure->indicator_code
            ? sb_codes_indicator(codes, figure->indicator_code)
            : NULL;

    if (indicator) {
        return is_korean(press) ? indicator->ko : indicator->en;
    }
    return figure->indicator;
}

const char *
sb_label_modality(const SbPress *press, SbModality modality)
{
    static const struct {
        const char *en, *ko;
    } NAMES[] = {
        [SB_MODALITY_ACTUAL] = { "actual", "실적" },
        [SB_MODALITY_AGREED] = { "agreed", "협약" },
        [SB_MODALITY_ANNOUNCED] = { "announced", "발표" },
        [SB_MODALITY_TARGET] = { "target", "목표" },
        [SB_MODALITY_FORECAST] = { "forecast", "전망" },
        [SB_MODALITY_RULE] = { "rule", "규정" },
    };

    return is_korean(press) ? NAMES[modality].ko : NAMES[modality].en;
}

const char *
sb_label_period(SbPress *press, const char *period)
{
    if (!*period) {
        return "";
    }
    return sb_arena_own(press->arena, sb_phrase_period(period, press->lang), g_free);
}

const char *
sb_label_figure(SbPress *press, const SbFigure *figure, gboolean period)
{
    const char *label = is_korean(press) ? figure->label_ko : figure->label_en;

    if (*label) {
        return label;
    }
    const char *place = sb_label_place(press, figure);
    const char *indicator = sb_label_indicator(press, figure);
    const char *when = period ? sb_label_period(press, figure->period) : "";
    g_autoptr(GString) out = g_string_new(NULL);

    sb_job_remark(press->job, SB_REMARK_LABEL_MISSING, press->data, 0,
        "%s has no label in %s", figure->fact_id, press->lang);
    if (is_korean(press)) {
        g_string_append_printf(out, "%s%s%s%s%s", place, *place ? " " : "", indicator,
            *figure->item ? " " : "", figure->item);
    } else {
        g_string_append_printf(out, "%s%s%s%s%s", indicator, *figure->item ? ", " : "",
            figure->item, *place ? ", " : "", place);
    }
    if (*when) {
        g_string_append_printf(out, "%s%s", out->len ? ", " : "", when);
    }
    return capitalised(press->arena, out->str);
}
