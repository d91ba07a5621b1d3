/*
 * In: a scale and values.  Out: how an axis or a legend writes them: d3's formats in
 * theme vega, as readers write numbers in theme brief.
 */
#include "chart/scale.h"

#include <math.h>
#include <string.h>

static const char *
plain(SbArena *arena, SbValue value)
{
    return value.kind == SB_VALUE_UNDEFINED ? "undefined"
                                            : sb_value_to_string(arena, value);
}

static const char *
time_label(SbArena *arena, const SbLabelStyle *style, double ms, int zone)
{
    if (isnan(ms)) {
        return "Invalid Date";
    }
    if (style->format != NULL) {
        return sb_format_time(arena, style->locale, style->format, ms, zone);
    }
    return sb_format_time_multi(arena, style->locale, style->overrides, ms, zone);
}

/* Twelve digits, as many as are needed. */
static const char *
log_number(SbArena *arena, const SbLabelStyle *style, double value)
{
    SbFormatSpec spec;

    if (!sb_format_spec_parse(style->format != NULL ? style->format : ",", &spec)) {
        return "";
    }
    if (spec.precision < 0) {
        spec.precision = spec.type == '%' ? 10 : spec.type == 'e' ? 11 : 12;
        spec.trim = TRUE;
    }
    return sb_format_number(arena, style->locale, &spec, value);
}

/* On a log axis only some of the ticks are labelled. */
static gboolean
log_labelled(SbArena *arena, const SbScale *s, double count, double value)
{
    SbTickWish wish = { count, FALSE, 0, 0, NAN };
    double most, i;
    int n;

    sb_scale_ticks(arena, s, &wish, NULL, 0, &n);
    most = MAX(1, s->base * count / MAX(n, 1));
    i = value / pow(s->base, floor(log(value) / log(s->base) + 0.5));
    if (i * s->base < s->base - 0.5) {
        i *= s->base;
    }
    return i <= most;
}

static double
largest_of(const SbScale *s)
{
    double most = 0;

    for (int i = 0; i < s->n_domain; i++) {
        most = MAX(most, fabs(s->domain[i]));
    }
    return most;
}

static const char *
linear_label(SbArena *arena, const SbScale *s, const SbLabelStyle *style, double count,
    double value)
{
    SbFormatTick tick;
    double a = s->domain[0], b = s->domain[s->n_domain - 1];

    if (style->reader_lang != NULL && style->format == NULL) {
        return sb_format_reader_tick(arena, style->reader_lang, value,
            fabs(sb_scale_tick_step(a, b, count)), largest_of(s));
    }
    if (!sb_format_tick(a, b, count, style->format, &tick)) {
        return "";
    }
    return sb_format_tick_text(arena, style->locale, &tick, value);
}

const char *
sb_scale_label(SbArena *arena, const SbScale *s, const SbLabelStyle *style, double count,
    SbValue value)
{
    int flags = sb_scale_flags(s->type);
    const char *type = style->format_type != NULL ? style->format_type : "";

    if ((flags & SB_SCALE_IS_TIME) || strcmp(type, "time") == 0 ||
        strcmp(type, "utc") == 0) {
        return time_label(arena, style, sb_value_to_number(value),
            strcmp(type, "utc") == 0 ? 0 : s->zone);
    }
    if (s->type == SB_SCALE_LOG) {
        double number = sb_value_to_number(value);

        if (!style->values_given && !log_labelled(arena, s, count, number)) {
            return "";
        }
        return style->reader_lang != NULL && style->format == NULL
                   ? sb_format_reader(arena, style->reader_lang, number, 0)
                   : log_number(arena, style, number);
    }
    if ((flags & SB_SCALE_CONTINUOUS) && s->n_domain >= 2 &&
        !(flags & SB_SCALE_DISCRETIZING)) {
        return linear_label(arena, s, style, count, sb_value_to_number(value));
    }
    if (style->format != NULL) {
        const char *text = sb_format_number_text(
            arena, style->locale, style->format, sb_value_to_number(value), NULL);

        return text != NULL ? text : "";
    }
    return plain(arena, value);
}

const char **
sb_scale_labels(SbArena *arena, const SbScale *s, const SbLabelStyle *style, double count,
    const SbValue *values, int n)
{
    const char **out = sb_arena_new_many(arena, const char *, n + 1);

    for (int i = 0; i < n; i++) {
        out[i] = sb_scale_label(arena, s, style, count, values[i]);
    }
    return out;
}
