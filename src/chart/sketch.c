/*
 * In: a chart said in a few words (a mark, a field for each channel, a condition) and
 * its data.  Out: the specification that draws it (see chart.h).
 *
 * Types are taken from the data; texts that all drawn rows share (indicator, unit,
 * place, period, sources) become the headline, the subtitle and the source.
 *
 * Terms: shorthand, "mean(amount):Q", a field with what is done to it and its type, as
 * Altair writes it.
 */
#include <string.h>

#include "chart/chart.h"
#include "chart/expr.h"
#include "chart/expr_lex.h"
#include "chart/figures_data.h"
#include "chart/load.h"
#include "chart/spec.h"
#include "chart/timeunit.h"
#include "chart/transform.h"

/* Bars with more rows than this have no room for their numbers. */
enum { MOST_LABELS = 40 };

typedef struct {
    const SbSketch *said;
    SbArena *arena;
    const SbTable *table; /* the rows drawn */
    GError **error;
} Sketch;

static gboolean fail(const Sketch *s, const char *option, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static gboolean
fail(const Sketch *s, const char *option, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *what = g_strdup_vprintf(format, args);
    va_end(args);
    sb_error_set(s->error, SB_ERROR_USAGE, "%s: %s", option, what);
    return FALSE;
}

/* --- the condition --------------------------------------------------------------------
 */

/* Names that stand for themselves in an expression. */
static gboolean
is_reserved(const char *name)
{
    static const char *const names[] = { "datum", "true", "false", "null", "undefined",
        "NaN", "PI", "E", "Infinity", "LN2", "LN10", "LOG2E", "LOG10E", "SQRT1_2",
        "SQRT2", "MIN_VALUE", "MAX_VALUE" };

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(names[i], name) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "place == 'Japan'" with each bare name as a field of datum; NULL on error. */
static const char *
condition(const Sketch *s, const char *text)
{
    SbExprLexer lexer;
    g_autoptr(GString) out = g_string_new(NULL);
    size_t done = 0;
    gboolean member = FALSE, ok;

    sb_expr_lex_start(&lexer, text);
    while (
        (ok = sb_expr_lex_next(&lexer, s->error)) && lexer.token != SB_EXPR_TOKEN_END) {
        gboolean name =
            lexer.token == SB_EXPR_TOKEN_NAME && !member && !is_reserved(lexer.word);
        const char *behind = text + lexer.next + strspn(text + lexer.next, " \t\n\r");

        g_string_append_len(out, text + done, (gssize)(lexer.at - done));
        if (name && *behind != '(') {
            g_string_append(out, "datum.");
        }
        g_string_append_len(out, text + lexer.at, (gssize)(lexer.next - lexer.at));
        done = lexer.next;
        member = lexer.token == SB_EXPR_TOKEN_PUNCTUATOR && strcmp(lexer.word, ".") == 0;
    }
    sb_expr_lex_stop(&lexer);
    if (!ok) {
        g_prefix_error(s->error, "--where: ");
        return NULL;
    }
    g_string_append(out, text + done);
    return sb_arena_strdup(s->arena, out->str);
}

/* A field that the table lacks, with the nearest that it has. */
static gboolean
refuse_field(const Sketch *s, const SbTable *table, const char *option, const char *field)
{
    size_t n = sb_table_columns(table);
    const char **names = sb_arena_new_many(s->arena, const char *, n + 1);

    for (size_t i = 0; i < n; i++) {
        names[i] = sb_table_column(table, i)->name;
    }
    const char *near = sb_error_nearest(field, names, n);
    g_autofree char *list = n <= 12 ? g_strjoinv(", ", (char **)names) : NULL;

    if (near != NULL) {
        return fail(
            s, option, "no field '%s' in the data; did you mean '%s'?", field, near);
    }
    return fail(s, option, "no field '%s' in the data%s%s", field,
        list != NULL ? "; expected one of " : "", list != NULL ? list : "");
}

/* The rows of table for which the condition holds; NULL on error. */
static const SbTable *
rows_where(const Sketch *s, const SbTable *table, const char *text)
{
    SbExprScope scope = { .locale = sb_format_locale(s->said->lang) };
    SbExpr *expr = sb_expr_parse(s->arena, text, s->error);
    size_t *rows = sb_arena_new_many(s->arena, size_t, sb_table_rows(table)), count = 0;

    if (expr == NULL || !sb_expr_check(expr, &scope, s->error)) {
        g_prefix_error(s->error, "--where: ");
        return NULL;
    }
    for (guint i = 0; i < sb_expr_fields(expr)->len; i++) {
        const char *field = g_ptr_array_index(sb_expr_fields(expr), i);
        SbField column = sb_table_field(table, field);

        if (!sb_field_exists(&column)) {
            refuse_field(s, table, "--where", field);
            return NULL;
        }
    }
    SbExprRun *run = sb_expr_bind(s->arena, expr, table, &scope);

    for (size_t row = 0; row < sb_table_rows(table); row++) {
        if (sb_value_to_boolean(sb_expr_run(run, s->arena, row))) {
            rows[count++] = row;
        }
    }
    return sb_table_pick(s->arena, table, rows, count);
}

/* --- channels -------------------------------------------------------------------------
 */

/* What a column of the figures is called where readers see it. */
static const char *
shown_field(const Sketch *s, const char *field)
{
    static const struct {
        const char *field, *shown;
    } table[] = { { "value", "amount" }, { "value_high", "amount_high" },
        { "place", "place_label" }, { "item", "item_label" },
        { "indicator", "indicator_label" }, { "period", "period_label" },
        { "unit", "unit_label" }, { "source", "source_title" } };

    for (size_t i = 0; s->said->figures && i < G_N_ELEMENTS(table); i++) {
        if (strcmp(table[i].field, field) == 0) {
            return table[i].shown;
        }
    }
    return field;
}

static const char *
type_of(const SbTable *table, const char *field)
{
    SbField column = sb_table_field(table, field);
    gboolean numbers = TRUE;

    if (strcmp(field, "period_label") == 0) {
        return "ordinal";
    }
    if (column.column != NULL && column.column->kind == SB_COLUMN_DATE) {
        return "temporal";
    }
    for (size_t row = 0; row < sb_table_rows(table); row++) {
        SbValue value = sb_field_at(&column, row);

        if (value.kind == SB_VALUE_DATE) {
            return "temporal";
        }
        numbers &= value.kind == SB_VALUE_NUMBER || value.kind == SB_VALUE_NULL;
    }
    return numbers ? "quantitative" : "nominal";
}

static gboolean
is_type(const json_t *channel, const char *type)
{
    return strcmp(sb_json_string(channel, "type", ""), type) == 0;
}

/* "mean" of "mean(amount)" onto a channel. */
static gboolean
put_operation(const Sketch *s, const char *option, const char *name, json_t *channel)
{
    SbAggregateOp op;
    SbTimeUnit unit;

    if (strcmp(name, "bin") == 0) {
        json_object_set_new(channel, "bin", json_true());
    } else if (sb_aggregate_op_parse(name, &op)) {
        json_object_set_new(channel, "aggregate", json_string(name));
    } else if (sb_timeunit_parse(s->arena, name, &unit)) {
        json_object_set_new(channel, "timeUnit", json_string(name));
    } else {
        return fail(s, option,
            "no operation '%s'; expected an aggregate (mean, sum, count …), a time unit "
            "(year, yearmonth …) or bin",
            name);
    }
    return TRUE;
}

/* The letter behind the colon: its type, or NULL. */
static const char *
type_by_letter(const char *letter)
{
    static const char *const types[] = { "quantitative", "nominal", "ordinal",
        "temporal" };

    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        if (g_ascii_toupper(letter[0]) == g_ascii_toupper(types[i][0]) &&
            (letter[1] == '\0' || strcmp(letter, types[i]) == 0)) {
            return types[i];
        }
    }
    return NULL;
}

/* A channel definition of shorthand; NULL on error. */
static json_t *
read_channel(const Sketch *s, const char *option, const char *shorthand)
{
    g_autoptr(json_t) channel = json_object();
    g_autofree char *text = g_strdup(shorthand);
    char *colon = strrchr(text, ':'), *open = strchr(text, '(');
    const char *field = text, *type = NULL;

    if (colon != NULL && (type = type_by_letter(colon + 1)) != NULL) {
        *colon = '\0';
    }
    if (open != NULL && g_str_has_suffix(text, ")")) {
        text[strlen(text) - 1] = '\0';
        *open = '\0';
        field = open + 1;
        if (!put_operation(s, option, text, channel)) {
            return NULL;
        }
    }
    if (*field != '\0') {
        field = shown_field(s, field);
        SbField column = sb_table_field(s->table, field);

        if (!sb_field_exists(&column)) {
            refuse_field(s, s->table, option, field);
            return NULL;
        }
        json_object_set_new(channel, "field", json_string(field));
        if (type == NULL && json_object_get(channel, "aggregate") == NULL) {
            type = json_object_get(channel, "timeUnit") != NULL ? "temporal"
                   : json_object_get(channel, "bin") != NULL    ? "quantitative"
                                                             : type_of(s->table, field);
        }
    } else if (json_object_get(channel, "aggregate") == NULL) {
        fail(s, option, "'%s' names no field; expected FIELD, mean(FIELD) or count()",
            shorthand);
        return NULL;
    }
    json_object_set_new(
        channel, "type", json_string(type != NULL ? type : "quantitative"));
    return g_steal_pointer(&channel);
}

/* --- what the rows share --------------------------------------------------------------
 */

/* The text that a field has in every row; "" when they differ or it is encoded. */
static const char *
shared(const Sketch *s, const json_t *encoding, const char *field)
{
    SbField column = sb_table_field(s->table, field);
    const char *found = "", *name;
    json_t *channel;

    json_object_foreach((json_t *)encoding, name, channel)
    {
        if (strcmp(sb_json_string(channel, "field", ""), field) == 0) {
            return "";
        }
    }
    for (size_t row = 0; row < sb_table_rows(s->table); row++) {
        SbValue value = sb_field_at(&column, row);

        if (value.kind != SB_VALUE_STRING ||
            (row > 0 && strcmp(value.string, found) != 0)) {
            return "";
        }
        found = value.string;
    }
    return found;
}

static void
put_part(GString *out, const char *part)
{
    if (*part != '\0') {
        g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", part);
    }
}

/* With its first letter large. */
static char *
as_title(const char *text)
{
    g_autofree char *first = g_utf8_strup(text, (gssize)(g_utf8_next_char(text) - text));

    return *text == '\0' ? g_strdup("")
                         : g_strconcat(first, g_utf8_next_char(text), NULL);
}

/* Each source once, in the order of the rows. */
static char *
sources_of(const Sketch *s)
{
    SbField column = sb_table_field(s->table, "source_title");
    GString *out = g_string_new(NULL);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (size_t row = 0; row < sb_table_rows(s->table); row++) {
        SbValue value = sb_field_at(&column, row);

        if (value.kind == SB_VALUE_STRING &&
            g_hash_table_add(seen, (gpointer)value.string)) {
            g_string_append_printf(out, "%s%s", out->len > 0 ? "; " : "", value.string);
        }
    }
    return g_string_free(out, FALSE);
}

static void
put_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL && *text != '\0') {
        json_object_set_new(object, key, json_string(text));
    }
}

static json_t *
usermeta(const Sketch *s, const json_t *encoding)
{
    json_t *own = json_object();
    const SbSketch *said = s->said;

    put_text(own, "theme", said->theme != NULL ? said->theme : "brief");
    put_text(own, "headline", said->headline);
    put_text(own, "subtitle", said->subtitle);
    put_text(own, "source", said->source);
    if (said->figures) {
        g_autoptr(GString) rest = g_string_new(NULL);
        g_autofree char *sources = sources_of(s);
        g_autofree char *title = as_title(shared(s, encoding, "indicator_label"));

        if (said->headline == NULL) {
            put_text(own, "headline", title);
        } else {
            put_part(rest, title);
        }
        put_part(rest, shared(s, encoding, "item_label"));
        put_part(rest, shared(s, encoding, "place_label"));
        put_part(rest, shared(s, encoding, "period_label"));
        put_part(rest, shared(s, encoding, "unit_label"));
        if (said->subtitle == NULL) {
            put_text(own, "subtitle", rest->str);
        }
        if (said->source == NULL) {
            put_text(own, "source", sources);
        }
    }
    return json_pack("{s:o}", "statbrief", own);
}

/* --- the specification ----------------------------------------------------------------
 */

static json_t *
encoding_of(const Sketch *s)
{
    g_autoptr(json_t) encoding = json_object();

    for (size_t i = 0; s->said->channels[i] != NULL; i += 2) {
        const char *name = s->said->channels[i];
        g_autofree char *option = g_strconcat(name[1] == '\0' ? "-" : "--", name, NULL);
        json_t *channel = read_channel(s, option, s->said->channels[i + 1]);

        if (channel == NULL) {
            return NULL;
        }
        json_object_set_new(encoding, name, channel);
    }
    return g_steal_pointer(&encoding);
}

/* Names of places and things need no title; bars of them stand by their length. */
static void
set_axes(const Sketch *s, json_t *encoding)
{
    static const char *const axes[][2] = { { "x", "y" }, { "y", "x" } };
    /* the subtitle that we make says the unit */
    const char *unit = s->said->subtitle != NULL ? shared(s, encoding, "unit_label") : "";

    for (size_t i = 0; i < G_N_ELEMENTS(axes); i++) {
        json_t *channel = json_object_get(encoding, axes[i][0]);
        json_t *other = json_object_get(encoding, axes[i][1]);
        const char *field = sb_json_string(channel, "field", "");

        if (channel == NULL) {
            continue;
        }
        if (is_type(channel, "nominal") || strcmp(field, "period_label") == 0) {
            json_object_set_new(channel, "title", json_null());
        } else if (g_str_has_prefix(field, "amount")) {
            json_object_set_new(
                channel, "title", *unit != '\0' ? json_string(unit) : json_null());
        }
        if (is_type(channel, "nominal") && s->said->sort != NULL) {
            json_object_set_new(channel, "sort",
                strcmp(s->said->sort, "none") == 0 ? json_null()
                                                   : json_string(s->said->sort));
        } else if (is_type(channel, "nominal") && other != NULL &&
                   is_type(other, "quantitative") && strcmp(s->said->mark, "bar") == 0) {
            g_autofree char *by = g_strconcat("-", axes[i][1], NULL);

            json_object_set_new(channel, "sort", json_string(by));
        } else if (strcmp(field, "period_label") == 0) {
            json_object_set_new(
                channel, "sort", json_pack("{s:s,s:s}", "field", "period", "op", "min"));
        }
    }
    if (json_object_get(encoding, "color") != NULL) {
        json_object_set_new(json_object_get(encoding, "color"), "title", json_null());
    }
}

/* The numbers at the ends of plain bars of figures. */
static json_t *
labels_of(const Sketch *s, const json_t *encoding)
{
    gboolean across = is_type(json_object_get(encoding, "x"), "quantitative");
    const json_t *measure = json_object_get(encoding, across ? "x" : "y");

    if (!s->said->figures || strcmp(s->said->mark, "bar") != 0 ||
        strcmp(sb_json_string(measure, "field", ""), "amount") != 0 ||
        json_object_get(measure, "aggregate") != NULL ||
        json_object_get(encoding, "color") != NULL ||
        json_object_get(encoding, "facet") != NULL ||
        sb_table_rows(s->table) > MOST_LABELS) {
        return NULL;
    }
    return json_pack("{s:{s:s,s:s,s:s,s:i,s:i},s:{s:{s:s,s:s}}}", "mark", "type", "text",
        "align", across ? "left" : "center", "baseline", across ? "middle" : "bottom",
        "dx", across ? 4 : 0, "dy", across ? 0 : -4, "encoding", "text", "field",
        "value_text", "type", "nominal");
}

static json_t *
mark_of(const Sketch *s)
{
    json_t *mark = json_pack("{s:s}", "type", s->said->mark);

    if (strcmp(s->said->mark, "line") == 0) {
        json_object_set_new(mark, "point", json_true());
    }
    return mark;
}

/* Names up the side get a line each; what else there is fills a slide's shape. */
static void
set_size(json_t *spec, const json_t *encoding)
{
    const json_t *x = json_object_get(encoding, "x"), *y = json_object_get(encoding, "y");
    gboolean facet = json_object_get(encoding, "facet") != NULL;

    json_object_set_new(spec, "width", json_integer(facet ? 200 : x != NULL ? 560 : 60));
    if (y != NULL && (is_type(y, "nominal") || is_type(y, "ordinal"))) {
        json_object_set_new(spec, "height", json_pack("{s:i}", "step", 28));
    } else {
        json_object_set_new(spec, "height",
            json_integer(facet       ? 150
                         : y != NULL ? 315
                                     : 60));
    }
    if (facet) {
        json_object_set_new(spec, "columns", json_integer(3));
    }
}

static json_t *
build(const Sketch *s, const char *where)
{
    json_t *encoding = encoding_of(s);

    if (encoding == NULL) {
        return NULL;
    }
    set_axes(s, encoding);
    json_t *labels = labels_of(s, encoding);
    json_t *spec =
        json_pack("{s:s}", "$schema", "https://vega.github.io/schema/vega-lite/v6.json");

    json_object_set_new(spec, "usermeta", usermeta(s, encoding));
    json_object_set_new(spec, "data",
        s->said->figures ? json_pack("{s:s}", "name", "figures")
                         : json_pack("{s:s}", "url", s->said->url));
    if (where != NULL) {
        json_object_set_new(spec, "transform", json_pack("[{s:s}]", "filter", where));
    }
    set_size(spec, encoding);
    json_object_set_new(spec, "encoding", encoding);
    if (labels != NULL) {
        json_object_set_new(
            spec, "layer", json_pack("[{s:o},o]", "mark", mark_of(s), labels));
    } else {
        json_object_set_new(spec, "mark", mark_of(s));
    }
    return spec;
}

json_t *
sb_chart_sketch(
    SbJob *job, const SbSketch *said, const SbChartOptions *options, GError **error)
{
    g_autoptr(SbJob) own = sb_job_new_beside(job); /* the chart tells the remarks */
    g_autoptr(SbArena) arena = sb_arena_new();
    Sketch s = { .said = said, .arena = arena, .error = error };
    const SbReferenceContext *refs = options->references;
    const char *where = NULL;

    if (said->figures) {
        SbFiguresOptions how = { .lang = said->lang,
            .draft = refs->draft,
            .codes = refs->codes,
            .sources = refs->sources };

        s.table = sb_figures_data_table(own, arena, refs->figures, &how, error);
    } else {
        SbLoadOptions how = { .root = options->root,
            .locale = sb_format_locale(said->lang) };
        SbJsonPlace place = { .source = said->beside };
        SbLoad *load = sb_load_new(arena, own, &place, &how);
        g_autoptr(json_t) data =
            json_pack("{s:s,s:{s:s}}", "url", said->url, "format", "parse", "auto");

        s.table = sb_load_data(load, data, "/data", error);
    }
    if (s.table == NULL) {
        return NULL;
    }
    if (said->where != NULL) {
        where = condition(&s, said->where);
        s.table = where != NULL ? rows_where(&s, s.table, where) : NULL;
        if (s.table == NULL) {
            return NULL;
        }
    }
    json_t *spec = build(&s, where);
    SbJsonPlace place = { .source = said->beside };

    if (spec != NULL && !sb_spec_check(spec, &place, error)) {
        g_clear_pointer(&spec, json_decref);
    }
    return spec;
}
