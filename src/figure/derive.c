/*
 * In: an expression over {fact-id}s, the table.  Out: its value as an exact
 * interval (see derive.h).
 *
 *   sum     = product { ("+" | "-") product }
 *   product = power { ("*" | "/") power }
 *   power   = sign [ "^" ["-"] digits ]
 *   sign    = "-" sign | number | "{" id "}" | "(" sum ")" | name "(" sum {"," sum} ")"
 */
#include "figure/derive.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"

/* bytes of an expression in messages: MOST_SHOWN */
enum { MOST_POWER = 64, MOST_ARGUMENTS = 256, MOST_SHOWN = 120 };

/* A figure's value, kept while a table is worked through. */
typedef struct {
    SbInterval interval;
    SbRational point;
    gboolean open; /* being worked out: meeting it again is a cycle */
} Value;

typedef struct {
    const SbFigureTable *table;
    GHashTable *values; /* of Value by SbFigure: the derived ones */
    GError **error;
    int depth;
} Work;

typedef struct {
    Work *work;
    const char *text, *at;
    GString *shown;
} Parser;

static gboolean parse_sum(Parser *parser, Value *out);
static gboolean value_of_figure(Work *work, const SbFigure *figure, Value *out);

static gboolean fail(Parser *parser, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean
fail(Parser *parser, const char *format, ...)
{
    GError **error = parser->work->error;
    va_list args;

    if (error != NULL && *error != NULL) {
        return FALSE;
    }
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    sb_error_set(error, SB_ERROR_INPUT, "derived_from \"%.*s%s\": %s", MOST_SHOWN,
        parser->text, strlen(parser->text) > MOST_SHOWN ? "…" : "", message);
    return FALSE;
}

static gboolean
overflow(Parser *parser)
{
    return fail(parser, "the numbers are too large, or divided by zero");
}

/* --- the text --- */

static void
skip_blanks(Parser *parser)
{
    while (g_ascii_isspace(*parser->at)) {
        parser->at++;
    }
}

static gboolean
accept(Parser *parser, char c)
{
    skip_blanks(parser);
    if (*parser->at != c) {
        return FALSE;
    }
    parser->at++;
    return TRUE;
}

static gboolean
parse_number(Parser *parser, Value *out)
{
    size_t length = strspn(parser->at, "0123456789.");
    SbDecimal number;

    if (!sb_decimal_parse(parser->at, length, &number) ||
        !sb_rational_of(number, &out->point)) {
        return fail(parser, "\"%.*s\"; expected a number", (int)length, parser->at);
    }
    out->interval = sb_interval_exact(out->point);
    g_string_append_len(parser->shown, parser->at, (gssize)length);
    parser->at += length;
    return TRUE;
}

/* As printed, or, when a person has changed the value, as it is. */
static void
show_figure(GString *shown, const SbFigure *figure)
{
    if (*figure->text != '\0' && figure->status != SB_STATUS_EDITED &&
        *figure->derived_from == '\0') {
        g_string_append(shown, figure->text);
    } else if (*figure->derived_from != '\0') {
        g_string_append_printf(shown, "{%s}", figure->fact_id);
    } else {
        g_autofree char *value = sb_decimal_format(figure->value);

        g_string_append(shown, value);
    }
}

static gboolean
parse_reference(Parser *parser, Value *out)
{
    const char *end = strchr(parser->at, '}');

    if (end == NULL) {
        return fail(parser, "\"{\" without its end; expected \"}\"");
    }
    g_autofree char *inside = g_strndup(parser->at, (gsize)(end - parser->at));
    const char *id = g_strstrip(inside);
    const SbFigure *figure = sb_figure_table_find(parser->work->table, id);

    if (figure == NULL) {
        return fail(parser, "no figure has the fact_id \"%s\"", id);
    }
    if (figure->status == SB_STATUS_REJECTED) {
        return fail(
            parser, "the figure \"%s\" is rejected; expected one that counts", id);
    }
    parser->at = end + 1;
    show_figure(parser->shown, figure);
    if (!value_of_figure(parser->work, figure, out)) {
        return fail(parser, "\"%s\" has no value", id);
    }
    return TRUE;
}

/* --- functions --- */

static gboolean
fold_sum(const Value *args, int n, Value *out)
{
    *out = args[0];
    for (int i = 1; i < n; i++) {
        if (!sb_interval_add(out->interval, args[i].interval, &out->interval) ||
            !sb_rational_add(out->point, args[i].point, &out->point)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
fold_mean(const Value *args, int n, Value *out)
{
    SbRational count = { n, 1 };

    return fold_sum(args, n, out) &&
           sb_interval_divide(out->interval, sb_interval_exact(count), &out->interval) &&
           sb_rational_divide(out->point, count, &out->point);
}

/* The least (sign 1) or greatest (sign -1). */
static gboolean
fold_extreme(const Value *args, int n, int sign, Value *out)
{
    *out = args[0];
    for (int i = 1; i < n; i++) {
        if (sign * sb_rational_compare(args[i].interval.low, out->interval.low) < 0) {
            out->interval.low = args[i].interval.low;
        }
        if (sign * sb_rational_compare(args[i].interval.high, out->interval.high) < 0) {
            out->interval.high = args[i].interval.high;
        }
        if (sign * sb_rational_compare(args[i].point, out->point) < 0) {
            out->point = args[i].point;
        }
    }
    return TRUE;
}

static gboolean
fold_min(const Value *args, int n, Value *out)
{
    return fold_extreme(args, n, 1, out);
}

static gboolean
fold_max(const Value *args, int n, Value *out)
{
    return fold_extreme(args, n, -1, out);
}

/* 100 × (ratio^(1/years) − 1) as billionths, with a slip of at most slip of
 * them: a root is no rational, so its ends are moved outwards. */
static gboolean
yearly_growth(SbRational ratio, double years, double slip, SbRational *out)
{
    double percent = 100 * (pow(sb_rational_to_double(ratio), 1 / years) - 1);
    double parts = floor(percent * 1e9 + 0.5) + slip;

    if (!(fabs(parts) < 9e18)) {
        return FALSE;
    }
    return sb_rational_divide(
        (SbRational){ (__int128)parts, 1 }, (SbRational){ 1000000000, 1 }, out);
}

/* cagr(from, to, years): compound growth in % a year. */
static gboolean
fold_cagr(const Value *args, int n, Value *out)
{
    SbInterval ratio;
    SbRational point;
    double years = n == 3 ? sb_rational_to_double(args[2].point) : 0;

    if (n != 3 || !(years > 0) || args[0].interval.low.top <= 0 ||
        args[1].interval.low.top <= 0 ||
        !sb_interval_divide(args[1].interval, args[0].interval, &ratio) ||
        !sb_rational_divide(args[1].point, args[0].point, &point)) {
        return FALSE;
    }
    out->interval = (SbInterval){ 0 };
    return yearly_growth(point, years, 0, &out->point) &&
           yearly_growth(ratio.low, years, -10, &out->interval.low) &&
           yearly_growth(ratio.high, years, 10, &out->interval.high);
}

static const struct {
    const char *name;
    gboolean (*fold)(const Value *args, int n, Value *out);
} functions[] = { { "sum", fold_sum }, { "min", fold_min }, { "max", fold_max },
    { "mean", fold_mean }, { "cagr", fold_cagr } };

static gboolean
parse_call(Parser *parser, Value *out)
{
    size_t length = strspn(parser->at, "abcdefghijklmnopqrstuvwxyz");
    size_t which = 0;

    while (which < G_N_ELEMENTS(functions) &&
           (strlen(functions[which].name) != length ||
               memcmp(functions[which].name, parser->at, length) != 0)) {
        which++;
    }
    if (length == 0 || which == G_N_ELEMENTS(functions)) {
        return fail(parser,
            "\"%.12s\"; expected a number, {fact-id}, (, or sum min max mean cagr",
            parser->at);
    }
    parser->at += length;
    g_string_append_printf(parser->shown, "%s(", functions[which].name);
    if (!accept(parser, '(')) {
        return fail(parser, "%s without \"(\"", functions[which].name);
    }
    g_autofree Value *args = g_new0(Value, MOST_ARGUMENTS);
    int n = 0;

    do {
        g_string_append(parser->shown, n > 0 ? ", " : "");
        if (n == MOST_ARGUMENTS || !parse_sum(parser, &args[n++])) {
            return fail(
                parser, "too many arguments; expected at most %d", MOST_ARGUMENTS);
        }
    } while (accept(parser, ','));
    if (!accept(parser, ')')) {
        return fail(parser, "%s without its \")\"", functions[which].name);
    }
    g_string_append_c(parser->shown, ')');
    if (!functions[which].fold(args, n, out)) {
        return functions[which].fold == fold_cagr
                   ? fail(parser, "cagr; expected (from, to, years), all above zero")
                   : overflow(parser);
    }
    return TRUE;
}

/* --- operators --- */

static gboolean
parse_sign(Parser *parser, Value *out)
{
    const SbRational minus = { -1, 1 };

    if (++parser->work->depth > SB_LIMIT_EXPR_DEPTH) {
        return fail(
            parser, "nested too deeply; expected at most %d levels", SB_LIMIT_EXPR_DEPTH);
    }
    gboolean ok;

    if (accept(parser, '-')) {
        g_string_append(parser->shown, "-");
        ok = parse_sign(parser, out) && (sb_interval_multiply(sb_interval_exact(minus),
                                             out->interval, &out->interval) ||
                                            overflow(parser));
        out->point = sb_rational_negate(out->point);
    } else if (accept(parser, '(')) {
        g_string_append(parser->shown, "(");
        ok = parse_sum(parser, out) &&
             (accept(parser, ')') || fail(parser, "\"(\" without its \")\""));
        g_string_append(parser->shown, ")");
    } else if (accept(parser, '{')) {
        ok = parse_reference(parser, out);
    } else if (g_ascii_isdigit(*parser->at)) {
        ok = parse_number(parser, out);
    } else {
        ok = parse_call(parser, out);
    }
    parser->work->depth--;
    return ok;
}

static gboolean
parse_power(Parser *parser, Value *out)
{
    if (!parse_sign(parser, out)) {
        return FALSE;
    }
    if (!accept(parser, '^')) {
        return TRUE;
    }
    gboolean negative = accept(parser, '-');

    skip_blanks(parser);
    guint64 power = g_ascii_strtoull(parser->at, NULL, 10);

    if (!g_ascii_isdigit(*parser->at) || power > MOST_POWER) {
        return fail(parser, "\"^\"; expected a whole power of at most %d", MOST_POWER);
    }
    parser->at += strspn(parser->at, "0123456789");
    g_string_append_printf(parser->shown, "^%s%d", negative ? "-" : "", (int)power);
    SbInterval point;
    int signed_power = negative ? -(int)power : (int)power;

    if (!sb_interval_power(out->interval, signed_power, &out->interval) ||
        !sb_interval_power(sb_interval_exact(out->point), signed_power, &point)) {
        return overflow(parser);
    }
    out->point = point.low;
    return TRUE;
}

static gboolean
parse_product(Parser *parser, Value *out)
{
    if (!parse_power(parser, out)) {
        return FALSE;
    }
    while (TRUE) {
        gboolean divide = accept(parser, '/');
        Value right;

        if (!divide && !accept(parser, '*')) {
            return TRUE;
        }
        g_string_append(parser->shown, divide ? " / " : " × ");
        if (!parse_power(parser, &right)) {
            return FALSE;
        }
        gboolean ok =
            divide
                ? sb_interval_divide(out->interval, right.interval, &out->interval) &&
                      sb_rational_divide(out->point, right.point, &out->point)
                : sb_interval_multiply(out->interval, right.interval, &out->interval) &&
                      sb_rational_multiply(out->point, right.point, &out->point);
        if (!ok) {
            return overflow(parser);
        }
    }
}

static gboolean
parse_sum(Parser *parser, Value *out)
{
    if (!parse_product(parser, out)) {
        return FALSE;
    }
    while (TRUE) {
        gboolean minus = accept(parser, '-');
        Value right;

        if (!minus && !accept(parser, '+')) {
            return TRUE;
        }
        g_string_append(parser->shown, minus ? " - " : " + ");
        if (!parse_product(parser, &right)) {
            return FALSE;
        }
        if (minus) {
            right.point = sb_rational_negate(right.point);
        }
        if (!(minus ? sb_interval_subtract(out->interval, right.interval, &out->interval)
                    : sb_interval_add(out->interval, right.interval, &out->interval)) ||
            !sb_rational_add(out->point, right.point, &out->point)) {
            return overflow(parser);
        }
    }
}

/* All of expression. */
static gboolean
evaluate(Work *work, const char *expression, Value *out, GString *shown)
{
    Parser parser = { work, expression, expression, shown };

    if (!parse_sum(&parser, out)) {
        return FALSE;
    }
    skip_blanks(&parser);
    if (*parser.at != '\0') {
        return fail(&parser, "\"%.12s\"; expected an operator or the end", parser.at);
    }
    return TRUE;
}

/* --- figures --- */

static gboolean
value_of_figure(Work *work, const SbFigure *figure, Value *out)
{
    if (*figure->derived_from == '\0') {
        return figure->has_value && sb_interval_of_figure(figure, &out->interval) &&
               sb_rational_of(figure->value, &out->point);
    }
    Value *known = g_hash_table_lookup(work->values, figure);

    if (known != NULL && known->open) {
        sb_error_set(work->error, SB_ERROR_INPUT,
            "derived_from of \"%s\" leads back to itself; expected no cycle",
            figure->fact_id);
        return FALSE;
    }
    if (known == NULL) {
        g_autoptr(GString) shown = g_string_new(NULL);

        known = g_new0(Value, 1);
        known->open = TRUE;
        g_hash_table_insert(work->values, (void *)figure, known);
        if (!evaluate(work, figure->derived_from, known, shown)) {
            return FALSE;
        }
        known->open = FALSE;
    }
    *out = *known;
    return TRUE;
}

/* Does the number lie within the interval? */
static gboolean
is_within(SbDecimal number, const SbInterval *interval)
{
    SbRational exact;

    return sb_rational_of(number, &exact) &&
           sb_rational_compare(exact, interval->low) >= 0 &&
           sb_rational_compare(exact, interval->high) <= 0;
}

/* The finest place that the interval bears: it is at most four units wide, so
 * that the last digit is off by two at most; finer where rounding to it would
 * leave the interval. */
static gboolean
round_to_bearing(const Value *value, int most_decimals, SbDecimal *out)
{
    SbRational width, unit;
    const SbRational four = { 4, 1 };
    int finest = most_decimals >= 0 ? -most_decimals : -9;

    if (value->interval.no_low || value->interval.no_high ||
        !sb_rational_add(
            value->interval.high, sb_rational_negate(value->interval.low), &width)) {
        return sb_rational_round(value->point, MAX(finest, 0), out);
    }
    int exponent = finest;

    while (
        exponent < SB_DECIMAL_MOST && sb_rational_of((SbDecimal){ 1, exponent }, &unit) &&
        sb_rational_multiply(unit, four, &unit) && sb_rational_compare(unit, width) < 0) {
        exponent++;
    }
    while (!sb_rational_round(value->point, exponent, out)) {
        if (++exponent > SB_DECIMAL_MOST) {
            return FALSE;
        }
    }
    while (exponent > finest && !is_within(*out, &value->interval) &&
           sb_rational_round(value->point, exponent - 1, out)) {
        exponent--;
    }
    /* what is exact needs no zeros behind the point */
    while (width.top == 0 && out->exponent < 0 && out->coefficient % 10 == 0) {
        out->coefficient /= 10;
        out->exponent++;
    }
    return TRUE;
}

gboolean
sb_derive_expression(const SbFigureTable *table, const char *expression,
    int most_decimals, SbDerived *out, GError **error)
{
    GError *problem = NULL;
    g_autoptr(GHashTable) values =
        g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    g_autoptr(GString) shown = g_string_new(NULL);
    Work work = { table, values, &problem, 0 };
    Value value;

    if (!evaluate(&work, expression, &value, shown)) {
        g_propagate_error(error, problem);
        return FALSE;
    }
    out->interval = value.interval;
    out->point = value.point;
    if (!round_to_bearing(&value, most_decimals, &out->value)) {
        sb_error_set(error, SB_ERROR_INPUT, "derived_from \"%s\": the value does not fit",
            expression);
        return FALSE;
    }
    out->shown = g_string_free(g_steal_pointer(&shown), FALSE);
    return TRUE;
}

static gboolean
refuse_row(
    const SbFigure *figure, const SbSource *source, GError *problem, GError **error)
{
    if (source != NULL && figure->row_line > 0) {
        sb_error_at(error, SB_ERROR_INPUT, source,
            sb_source_line_start(source, figure->row_line), "row \"%s\": %s",
            figure->fact_id, problem->message);
    } else {
        sb_error_set(
            error, SB_ERROR_INPUT, "row \"%s\": %s", figure->fact_id, problem->message);
    }
    g_error_free(problem);
    return FALSE;
}

gboolean
sb_derive_table(SbFigureTable *table, const SbSource *source, GError **error)
{
    GError *problem = NULL;
    g_autoptr(GHashTable) values =
        g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    Work work = { table, values, &problem, 0 };

    for (size_t i = 0; i < sb_figure_table_count(table); i++) {
        SbFigure *figure = sb_figure_table_at(table, i);
        gboolean percent =
            figure->role == SB_ROLE_SHARE || figure->role == SB_ROLE_GROWTH;
        Value value;

        if (*figure->derived_from == '\0' || figure->status == SB_STATUS_REJECTED) {
            continue;
        }
        if (!value_of_figure(&work, figure, &value) ||
            !round_to_bearing(&value, percent ? 1 : -1, &figure->value)) {
            if (problem == NULL) {
                sb_error_set(&problem, SB_ERROR_INPUT, "the value does not fit");
            }
            return refuse_row(figure, source, problem, error);
        }
        figure->has_value = TRUE;
        figure->has_precision = TRUE;
        figure->precision = figure->value.exponent;
    }
    return TRUE;
}

GPtrArray *
sb_derive_ids(const char *expression)
{
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);

    for (const char *at = expression; (at = strchr(at, '{')) != NULL; at++) {
        const char *end = strchr(at, '}');

        if (end == NULL) {
            break;
        }
        g_autofree char *id = g_strstrip(g_strndup(at + 1, (gsize)(end - at - 1)));

        if (!g_ptr_array_find_with_equal_func(ids, id, g_str_equal, NULL)) {
            g_ptr_array_add(ids, g_steal_pointer(&id));
        }
    }
    return ids;
}
