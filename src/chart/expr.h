/*
 * Vega's expression language: read once, evaluated for every row.
 *
 * The grammar is ECMAScript 5's expressions without assignment, function
 * literals, new, this and ++; https://vega.github.io/vega/docs/expressions/
 * lists the functions (functions.def here).  An expression cannot loop, so its
 * cost is bounded by its text.  There is no clock: now() is refused, and so is
 * random().
 */
#pragma once

#include <glib.h>

#include "chart/format.h"
#include "chart/table.h"
#include "chart/timeunit.h"

typedef struct SbExpr SbExpr;

/* What an expression may see besides its row. */
typedef struct SbExprScope SbExprScope;
struct SbExprScope {
    int zone; /* of local dates: minutes east of UTC */
    const SbFormatLocale *locale;
    /* A parameter or signal (width, height, a param's name): FALSE if unknown.
     * May be NULL. */
    gboolean (*param)(void *data, const char *name, SbValue *out);
    /* A function that is not in functions.def (scale, invert, domain, range,
     * bandwidth, data, …): FALSE if unknown.  With args NULL: only whether it is
     * known.  May be NULL. */
    gboolean (*call)(void *data, SbArena *arena, const char *name, const SbValue *args,
        size_t count, SbValue *out);
    void *data;
};

/* Reads text.  Errors say the character (1-based): "expression: character 7:
 * …".  The tree lives in arena. */
SbExpr *sb_expr_parse(SbArena *arena, const char *text, GError **error);
/* Refuses names and functions that scope doesn't know (datum, event, item,
 * parent and constants are always known), by name and with the nearest one. */
gboolean sb_expr_check(const SbExpr *expr, const SbExprScope *scope, GError **error);
/* The fields of datum that it names: "a", "a.b"; in order, each once. */
const GPtrArray *sb_expr_fields(const SbExpr *expr); /* of const char* */
/* The names it uses that are not datum's: parameters. */
const GPtrArray *sb_expr_names(const SbExpr *expr); /* of const char* */

/* Ready to run over the rows of one table. */
typedef struct SbExprRun SbExprRun;
SbExprRun *sb_expr_bind(
    SbArena *arena, const SbExpr *expr, const SbTable *table, const SbExprScope *scope);
/* Values made (strings, arrays) live in results, which may differ from call to
 * call. */
SbValue sb_expr_run(SbExprRun *run, SbArena *results, size_t row);
/* Once, over a datum that is a value (an object {value, label} of a guide, or
 * undefined). */
SbValue sb_expr_eval(
    const SbExpr *expr, SbArena *results, SbValue datum, const SbExprScope *scope);
/* parse, check and eval. */
gboolean sb_expr_value(SbArena *arena, const char *text, SbValue datum,
    const SbExprScope *scope, SbValue *out, GError **error);
