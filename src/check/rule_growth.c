/*
 * growth: two levels against the printed rate, change or multiple.
 *
 *   growth in %   100 (to / from − 1)
 *   multiple      to / from
 *   change        to − from, in the levels' unit or in percentage points
 */
#include <string.h>

#include "check/audit.h"
#include "figure/period.h"
#include "figure/relation.h"
#include "figure/unit.h"

typedef enum { IS_NONE, IS_RATE, IS_MULTIPLE, IS_CHANGE } Kind;

static Kind
kind_of(const SbFigure *f)
{
    if (!f->has_value) {
        return IS_NONE;
    }
    if (f->role == SB_ROLE_GROWTH) {
        return strcmp(f->unit, "%") == 0   ? IS_RATE
               : strcmp(f->unit, "1") == 0 ? IS_MULTIPLE
                                           : IS_NONE;
    }
    return f->role == SB_ROLE_CHANGE ? IS_CHANGE : IS_NONE;
}

static gboolean
is_level_for(const SbFigure *f, const SbFigure *growth, Kind kind)
{
    if (!f->has_value || f == growth || f->role == SB_ROLE_GROWTH ||
        f->role == SB_ROLE_CHANGE || f->role == SB_ROLE_RANK) {
        return FALSE;
    }
    if (kind == IS_CHANGE) {
        return strcmp(growth->unit, "pp") == 0 ? strcmp(f->unit, "%") == 0
                                               : strcmp(f->unit, growth->unit) == 0;
    }
    return TRUE;
}

static gboolean
same_quantity(const SbFigure *a, const SbFigure *b)
{
    gboolean place = *a->place_code != '\0' && *b->place_code != '\0'
                         ? strcmp(a->place_code, b->place_code) == 0
                         : strcmp(a->place, b->place) == 0;

    return place && *a->indicator != '\0' &&
           g_ascii_strcasecmp(a->indicator, b->indicator) == 0 &&
           strcmp(a->item, b->item) == 0;
}

/* The one level of the source for the growth's quantity in a period. */
static const SbFigure *
level_in(const SbAudit *audit, const SbFigure *growth, Kind kind, const char *period)
{
    const SbFigure *found = NULL;

    if (period == NULL || *period == '\0') {
        return NULL;
    }
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *f = g_ptr_array_index(audit->rows, i);

        if (is_level_for(f, growth, kind) && sb_audit_is_amount(f) &&
            strcmp(f->source, growth->source) == 0 && same_quantity(f, growth) &&
            sb_period_equal(f->period, period)) {
            if (found != NULL) {
                return NULL;
            }
            found = f;
        }
    }
    return found;
}

static const SbFigure *
find_end(const SbAudit *audit, const SbFigure *growth, Kind kind, const char *relation,
    const char *period)
{
    const SbFigure *level = sb_relation_find(audit->figures, growth, relation);

    if (level != NULL && is_level_for(level, growth, kind)) {
        return level;
    }
    return level_in(audit, growth, kind, period);
}

static gboolean
compute(Kind kind, const SbInterval *from, const SbInterval *to, SbInterval *out)
{
    SbInterval hundred = sb_audit_whole(100);
    SbInterval one = sb_audit_whole(1);

    switch (kind) {
    case IS_RATE:
        return sb_interval_divide(*to, *from, out) &&
               sb_interval_subtract(*out, one, out) &&
               sb_interval_multiply(*out, hundred, out);
    case IS_MULTIPLE:
        return sb_interval_divide(*to, *from, out);
    default:
        return sb_interval_subtract(*to, *from, out);
    }
}

static char *
arithmetic(Kind kind, const SbFigure *growth, const SbFigure *from, const SbFigure *to,
    const SbInterval *computed)
{
    SbDecimal f, t;

    if (!sb_audit_value(from, &f) || !sb_audit_value(to, &t)) {
        return g_strdup("");
    }
    g_autofree char *a = sb_audit_number(f), *b = sb_audit_number(t);
    g_autofree char *result = sb_audit_middle(computed, sb_audit_decimals(growth) + 1);

    if (kind == IS_RATE) {
        return g_strdup_printf(
            "100 × (%s / %s − 1) = %s %%, printed %s", b, a, result, growth->text);
    }
    return g_strdup_printf("%s %s %s = %s, printed %s", b,
        kind == IS_MULTIPLE ? "/" : "−", a, result, growth->text);
}

/* Growth of minus 3 printed as 3, or the ends exchanged. */
static const char *
guess(Kind kind, const SbInterval *from, const SbInterval *to, const SbInterval *printed)
{
    SbInterval other, minus = *printed, zero = sb_audit_whole(0);

    if (compute(kind, to, from, &other) && sb_interval_overlap(other, *printed)) {
        return "measured against the later level";
    }
    if (compute(kind, from, to, &other) && sb_interval_subtract(zero, *printed, &minus) &&
        sb_interval_overlap(other, minus)) {
        return "the direction is the other one";
    }
    return "";
}

static void
test_growth(SbAudit *audit, Kind kind, const SbFigure *growth, const SbFigure *from,
    const SbFigure *to)
{
    SbInterval f, t, f0, t0, printed, computed, point;

    if (!sb_audit_printed(from, &f) || !sb_audit_printed(to, &t) ||
        !sb_audit_printed(growth, &printed) || !compute(kind, &f, &t, &computed)) {
        sb_audit_add(audit, "growth", SB_VERDICT_UNTESTED,
            "the growth cannot be recomputed: a level is zero, open or too large", "", "",
            growth, from, to, NULL);
        return;
    }
    if (!sb_audit_point(from, &f0) || !sb_audit_point(to, &t0) ||
        !compute(kind, &f0, &t0, &point)) {
        point = computed;
    }
    g_autofree char *shown = arithmetic(kind, growth, from, to, &point);

    if (sb_interval_overlap(computed, printed)) {
        sb_audit_add(audit, "growth", SB_VERDICT_PASS,
            "the growth follows from its levels", shown, "", growth, from, to, NULL);
        return;
    }
    g_autofree char *follows = sb_audit_middle(&point, sb_audit_decimals(growth));
    g_autofree char *message = g_strdup_printf("%s is printed where %s%s follows",
        growth->text, follows, kind == IS_RATE ? " %" : "");

    const char *ends = guess(kind, &f, &t, &printed);
    SbDecimal value;
    g_autofree char *why =
        *ends == '\0' && sb_audit_value(growth, &value)
            ? sb_audit_guess(&computed, value, kind == IS_RATE ? -100 : 0)
            : g_strdup(ends);

    sb_audit_add(
        audit, "growth", SB_VERDICT_FAIL, message, shown, why, growth, from, to, NULL);
}

void
sb_rule_growth(SbAudit *audit)
{
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *growth = g_ptr_array_index(audit->rows, i);
        Kind kind = kind_of(growth);
        SbPeriod base;

        if (kind == IS_NONE) {
            continue;
        }
        gboolean dated = sb_period_parse(growth->base, &base);
        const SbFigure *to = find_end(audit, growth, kind, "to", growth->period);
        const SbFigure *from =
            find_end(audit, growth, kind, "from", dated ? growth->base : NULL);

        if (from == NULL || to == NULL || from == to) {
            sb_audit_add(audit, "growth", SB_VERDICT_UNTESTED,
                from == NULL ? "the earlier level is not given as a figure"
                             : "the later level is not given as a figure",
                "", "", growth, NULL);
        } else if (strcmp(from->unit, to->unit) != 0) {
            sb_audit_add(audit, "growth", SB_VERDICT_UNTESTED,
                "the two levels have different units", "", "", growth, from, to, NULL);
        } else {
            test_growth(audit, kind, growth, from, to);
        }
    }
}
