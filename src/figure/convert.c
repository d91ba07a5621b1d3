/*
 * In: an amount of money, rates.csv.  Out: the amount in another currency (see
 * convert.h).
 */
#include "figure/convert.h"

#include <string.h>

#include "base/error.h"
#include "figure/codes.h"
#include "figure/period.h"
#include "figure/phrase.h"
#include "figure/unit.h"

/* Which kind of rate a figure asks for. */
static const char *
kind_of(const SbFigure *figure)
{
    /* what is held at a time, not made over a time */
    static const char *const stocks[] = { "debt", "asset", "reserve", "deposit", "stock",
        "balance sheet", "capital", "market value", "outstanding", "부채", "자산", "채무",
        "예금", "잔액", "시가총액" };

    if ((figure->modality == SB_MODALITY_AGREED ||
            figure->modality == SB_MODALITY_ANNOUNCED) &&
        strlen(figure->period) == 10) {
        return "spot";
    }
    for (size_t i = 0; i < G_N_ELEMENTS(stocks); i++) {
        if (strstr(figure->indicator, stocks[i]) != NULL) {
            return "end";
        }
    }
    return "average";
}

/* The rate for figure; *inverse when it leads from as to the figure's unit. */
static const SbRate *
find_rate(const SbCodes *codes, const SbFigure *figure, const char *as, const char *kind,
    gboolean *inverse)
{
    const GArray *rates = sb_codes_rates(codes);

    for (guint i = 0; i < rates->len; i++) {
        const SbRate *rate = &g_array_index(rates, SbRate, i);
        gboolean there =
            strcmp(rate->from, figure->unit) == 0 && strcmp(rate->to, as) == 0;
        gboolean back =
            strcmp(rate->to, figure->unit) == 0 && strcmp(rate->from, as) == 0;

        if ((there || back) && strcmp(rate->kind, kind) == 0 && *figure->period != '\0' &&
            sb_period_equal(rate->period, figure->period)) {
            *inverse = back;
            return rate;
        }
    }
    return NULL;
}

static int
significant(SbDecimal value)
{
    int64_t c = value.coefficient < 0 ? -value.coefficient : value.coefficient;
    int n = 1;

    for (; c >= 10; c /= 10) {
        n++;
    }
    return n;
}

/* a × b, or a / b, rounded half away from zero to so many significant digits. */
static gboolean
scale_by(SbDecimal a, SbDecimal b, gboolean divide, int keep, SbDecimal *out)
{
    __int128 number = a.coefficient < 0 ? -(__int128)a.coefficient : a.coefficient;
    int exponent = a.exponent + (divide ? -b.exponent : b.exponent);
    __int128 limit = 1, part = 1;

    if (b.coefficient <= 0) {
        return FALSE;
    }
    for (int i = 0; i < keep; i++) {
        limit *= 10;
    }
    if (!divide) {
        number *= b.coefficient;
    } else {
        /* enough digits that the quotient has more than are kept */
        part = b.coefficient;
        while (number != 0 && number / part < limit * 10 && number < (__int128)1 << 120) {
            number *= 10;
            exponent--;
        }
    }
    while (number / part >= limit) {
        part *= 10;
        exponent++;
    }
    number = (2 * number + part) / (2 * part);
    if (number > G_MAXINT64 || exponent < SB_DECIMAL_LEAST ||
        exponent > SB_DECIMAL_MOST) {
        return FALSE;
    }
    *out = (SbDecimal){ (int64_t)(a.coefficient < 0 ? -number : number), exponent };
    return TRUE;
}

static char *
note_of(SbJob *job, const SbRate *rate, const char *lang)
{
    static const char *const en[] = { "average", "end", "spot" };
    static const char *const ko[] = { "평균", "말", "현물" };
    gboolean korean = lang != NULL && strcmp(lang, "ko") == 0;
    g_autofree char *period = sb_phrase_period(rate->period, lang);
    g_autofree char *unit = g_strconcat(rate->to, "/", rate->from, NULL);
    SbPhraseOptions options = { .lang = lang };
    g_autofree char *phrase = sb_phrase_value(job, rate->rate, unit, &options);
    size_t kind = strcmp(rate->kind, "end") == 0    ? 1
                  : strcmp(rate->kind, "spot") == 0 ? 2
                                                    : 0;

    return korean ? g_strdup_printf(
                        "%s %s 환율: %s (%s)", period, ko[kind], phrase, rate->source)
                  : g_strdup_printf("Converted at the %s rate of %s: %s (%s).", en[kind],
                        period, phrase, rate->source);
}

gboolean
sb_convert_figure(SbJob *job, const SbFigure *figure, const char *as, const char *lang,
    SbFigure *out, char **note, GError **error)
{
    const char *kind = kind_of(figure);
    gboolean inverse = FALSE;
    g_autoptr(SbCodes) codes = sb_codes_load(job, error);

    if (codes == NULL) {
        return FALSE;
    }
    if (!sb_unit_is_money(figure->unit) || !figure->has_value) {
        sb_error_set(error, SB_ERROR_INPUT, "as=%s: the unit is \"%s\"; expected money",
            as, figure->unit);
        return FALSE;
    }
    const SbRate *rate = find_rate(codes, figure, as, kind, &inverse);

    if (rate == NULL) {
        sb_error_set(error, SB_ERROR_INPUT,
            "as=%s: codes/rates.csv has no %s rate %s to %s for period \"%s\"; expected "
            "one",
            as, kind, figure->unit, as, figure->period);
        return FALSE;
    }
    *out = *figure;
    out->unit = as;
    out->text = "";
    if (!scale_by(figure->value, rate->rate, inverse, MAX(significant(figure->value), 1),
            &out->value) ||
        (figure->has_high && !scale_by(figure->value_high, rate->rate, inverse,
                                 significant(figure->value_high), &out->value_high))) {
        sb_error_set(error, SB_ERROR_INPUT, "as=%s: the amount does not fit", as);
        return FALSE;
    }
    *note = note_of(job, rate, lang);
    return TRUE;
}
