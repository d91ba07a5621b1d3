/*
 * In: what rules found; checks.csv with a person's decisions.  Out: findings
 * with their digests and decisions (see finding.h).
 */
#include "figure/finding.h"

#include <string.h>

#include "base/csv.h"
#include "base/error.h"

enum { SHORT_DIGEST = 6, DIGEST = 16, COLUMNS = 9 };

struct SbFindings {
    SbArena *arena;
    GPtrArray *findings; /* of SbFinding */
};

static const char *const heads[COLUMNS] = { "finding", "rule", "facts", "digest",
    "decision", "by", "date", "note_en", "note_ko" };

SbFindings *
sb_findings_new(void)
{
    SbArena *arena = sb_arena_new();
    SbFindings *findings = sb_arena_new_of(arena, SbFindings);

    findings->arena = arena;
    findings->findings = sb_arena_ptr_array(arena);
    return findings;
}

void
sb_findings_free(SbFindings *findings)
{
    if (findings != NULL) {
        sb_arena_free(findings->arena);
    }
}

SbArena *
sb_findings_arena(SbFindings *findings)
{
    return findings->arena;
}

size_t
sb_findings_count(const SbFindings *findings)
{
    return findings->findings->len;
}

const SbFinding *
sb_findings_at(const SbFindings *findings, size_t index)
{
    g_assert(index < findings->findings->len);
    return findings->findings->pdata[index];
}

/* Of rule, values and precisions: a renamed or moved row keeps its decision. */
static char *
digest_of(const SbFinding *finding)
{
    g_autoptr(GString) text = g_string_new(finding->rule);

    for (guint i = 0; i < finding->facts->len; i++) {
        const SbFigure *fact = finding->facts->pdata[i];
        g_autofree char *value =
            fact->has_value ? sb_decimal_format(fact->value) : g_strdup("");
        g_autofree char *high =
            fact->has_high ? sb_decimal_format(fact->value_high) : g_strdup("");

        g_string_append_printf(text, "|%s %d %s %s %s", value, fact->value.exponent, high,
            sb_qualifier_name(fact->qualifier), fact->unit);
    }
    g_autofree char *sum = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, (const guchar *)text->str, text->len);

    return g_strndup(sum, DIGEST);
}

static gboolean
is_used(const SbFindings *findings, const char *id)
{
    for (guint i = 0; i < findings->findings->len; i++) {
        if (strcmp(((const SbFinding *)findings->findings->pdata[i])->id, id) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static const char *
or_empty(SbArena *arena, const char *text)
{
    return text == NULL || *text == '\0' ? "" : sb_arena_strdup(arena, text);
}

SbFinding *
sb_findings_add(SbFindings *findings, const SbFinding *finding)
{
    SbArena *arena = findings->arena;
    SbFinding *copy = sb_arena_new_of(arena, SbFinding);
    GPtrArray *facts = sb_arena_ptr_array(arena);
    g_autofree char *digest = digest_of(finding);

    for (guint i = 0; i < finding->facts->len; i++) {
        g_ptr_array_add(facts, finding->facts->pdata[i]);
    }
    copy->rule = sb_arena_strdup(arena, finding->rule);
    copy->verdict = finding->verdict;
    copy->facts = facts;
    copy->arithmetic = or_empty(arena, finding->arithmetic);
    copy->message = or_empty(arena, finding->message);
    copy->guess = or_empty(arena, finding->guess);
    copy->digest = sb_arena_strdup(arena, digest);
    copy->decision = copy->by = copy->date = copy->note_en = copy->note_ko = "";
    copy->id = sb_arena_printf(arena, "%s-%.*s", copy->rule, SHORT_DIGEST, digest);
    /* two findings over the same numbers */
    for (int n = 2; is_used(findings, copy->id); n++) {
        copy->id =
            sb_arena_printf(arena, "%s-%.*s-%d", copy->rule, SHORT_DIGEST, digest, n);
    }
    g_ptr_array_add(findings->findings, copy);
    return copy;
}

typedef struct {
    SbFinding *finding;
    guint row, number;
} Placed;

static int
by_row(gconstpointer a, gconstpointer b)
{
    const Placed *x = a, *y = b;

    if (x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    return x->number < y->number ? -1 : x->number > y->number;
}

void
sb_findings_sort(SbFindings *findings, const SbFigureTable *figures)
{
    g_autoptr(GHashTable) rows = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GArray) placed = g_array_new(FALSE, FALSE, sizeof(Placed));

    for (size_t i = 0; i < sb_figure_table_count(figures); i++) {
        g_hash_table_insert(
            rows, sb_figure_table_at(figures, i), GUINT_TO_POINTER((guint)i));
    }
    for (guint i = 0; i < findings->findings->len; i++) {
        SbFinding *finding = findings->findings->pdata[i];
        const void *first = finding->facts->len > 0 ? finding->facts->pdata[0] : NULL;
        Placed one = { finding, GPOINTER_TO_UINT(g_hash_table_lookup(rows, first)), i };

        g_array_append_val(placed, one);
    }
    g_array_sort(placed, by_row);
    for (guint i = 0; i < placed->len; i++) {
        findings->findings->pdata[i] = g_array_index(placed, Placed, i).finding;
    }
}

size_t
sb_findings_open(const SbFindings *findings)
{
    size_t open = 0;

    for (guint i = 0; i < findings->findings->len; i++) {
        const SbFinding *finding = findings->findings->pdata[i];

        open += finding->verdict == SB_VERDICT_FAIL && *finding->decision == '\0';
    }
    return open;
}

/* --- checks.csv --- */

typedef struct {
    const SbSource *source;
    SbCsv *csv;
    int column[COLUMNS];
} Checks;

static void
checks_clear(Checks *checks)
{
    sb_csv_free(checks->csv);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Checks, checks_clear)

/* A cell, unguarded.  Free it. */
static char *
cell(const Checks *checks, const SbCsvRow *row, int which)
{
    int at = checks->column[which];

    return at < 0 || at >= row->count ? g_strdup("") : sb_csv_unguard(row->fields[at]);
}

static gboolean
check_decisions(const Checks *checks, GError **error)
{
    static const char *const known[] = { "source-error", "our-error", "explained",
        "cannot-tell" };

    for (size_t i = 1; i < sb_csv_rows(checks->csv); i++) {
        const SbCsvRow *row = sb_csv_row(checks->csv, i);
        g_autofree char *decision = g_strstrip(cell(checks, row, 4));
        gboolean ok = *decision == '\0';

        for (size_t k = 0; k < G_N_ELEMENTS(known); k++) {
            ok = ok || strcmp(decision, known[k]) == 0;
        }
        if (!ok) {
            const char *near = sb_error_nearest(decision, known, G_N_ELEMENTS(known));

            sb_error_at(error, SB_ERROR_INPUT, checks->source,
                sb_source_line_start(checks->source, row->line),
                "row \"%s\", column decision: \"%s\"; %s%s%s", row->fields[0], decision,
                near != NULL
                    ? "did you mean \""
                    : "expected source-error, our-error, explained or cannot-tell",
                near != NULL ? near : "", near != NULL ? "\"?" : "");
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
open_checks(Checks *checks, const SbSource *source, GError **error)
{
    checks->source = source;
    checks->csv = sb_csv_read(source, 0, error);
    if (checks->csv == NULL) {
        return FALSE;
    }
    for (int i = 0; i < COLUMNS; i++) {
        checks->column[i] =
            sb_csv_rows(checks->csv) > 0 ? sb_csv_column(checks->csv, heads[i]) : -1;
    }
    if (sb_csv_rows(checks->csv) > 0 &&
        (checks->column[3] < 0 || checks->column[4] < 0)) {
        sb_error_at(error, SB_ERROR_INPUT, source, 0,
            "no column \"%s\"; expected the head finding,rule,facts,digest,decision,by,"
            "date,note_en,note_ko",
            checks->column[3] < 0 ? "digest" : "decision");
        return FALSE;
    }
    return check_decisions(checks, error);
}

static void
decide(const Checks *checks, const SbCsvRow *row, SbArena *arena, SbFinding *finding)
{
    const char **fields[] = { &finding->decision, &finding->by, &finding->date,
        &finding->note_en, &finding->note_ko };

    for (int i = 0; i < 5; i++) {
        g_autofree char *text = cell(checks, row, 4 + i);

        *fields[i] = or_empty(arena, g_strstrip(text));
    }
}

gboolean
sb_findings_decide(
    SbFindings *findings, SbJob *job, const SbSource *source, GError **error)
{
    g_auto(Checks) checks = { 0 };

    if (!open_checks(&checks, source, error)) {
        return FALSE;
    }
    for (size_t i = 1; i < sb_csv_rows(checks.csv); i++) {
        const SbCsvRow *row = sb_csv_row(checks.csv, i);
        g_autofree char *digest = cell(&checks, row, 3);

        for (guint k = 0; k < findings->findings->len; k++) {
            SbFinding *finding = findings->findings->pdata[k];

            if (*digest != '\0' && strcmp(finding->digest, digest) == 0) {
                decide(&checks, row, findings->arena, finding);
            }
        }
    }
    return TRUE;
}

/* What a person is asked to decide. */
static gboolean
is_decidable(const SbFinding *finding)
{
    return finding->verdict == SB_VERDICT_FAIL || finding->verdict == SB_VERDICT_REMARK;
}

static void
put_row(GString *out, const char *const *cells)
{
    for (int i = 0; i < COLUMNS; i++) {
        g_autofree char *guarded = sb_csv_guard(cells[i]);

        sb_csv_put(out, guarded, i == 0);
    }
    sb_csv_end(out);
}

static void
put_finding(GString *out, const SbFinding *finding)
{
    g_autoptr(GString) facts = g_string_new(NULL);

    for (guint i = 0; i < finding->facts->len; i++) {
        g_string_append_printf(facts, "%s%s", i > 0 ? ";" : "",
            ((const SbFigure *)finding->facts->pdata[i])->fact_id);
    }
    const char *const cells[COLUMNS] = { finding->id, finding->rule, facts->str,
        finding->digest, finding->decision, finding->by, finding->date, finding->note_en,
        finding->note_ko };

    put_row(out, cells);
}

static const SbFinding *
with_digest(const SbFindings *findings, const char *digest)
{
    for (guint i = 0; i < findings->findings->len; i++) {
        const SbFinding *finding = findings->findings->pdata[i];

        if (strcmp(finding->digest, digest) == 0) {
            return finding;
        }
    }
    return NULL;
}

/* Decisions on what is not found any more stay: it may come back. */
static void
put_earlier(GString *out, const SbFindings *findings, const Checks *checks)
{
    for (size_t i = 1; i < sb_csv_rows(checks->csv); i++) {
        const SbCsvRow *row = sb_csv_row(checks->csv, i);
        g_autofree char *digest = cell(checks, row, 3);
        g_autofree char *decision = cell(checks, row, 4);
        const SbFinding *now = with_digest(findings, digest);

        if (*decision == '\0' || (now != NULL && is_decidable(now))) {
            continue;
        }
        char *cells[COLUMNS];

        for (int k = 0; k < COLUMNS; k++) {
            cells[k] = cell(checks, row, k);
        }
        put_row(out, (const char *const *)cells);
        for (int k = 0; k < COLUMNS; k++) {
            g_free(cells[k]);
        }
    }
}

GString *
sb_findings_write(
    const SbFindings *findings, SbJob *job, const SbSource *earlier, GError **error)
{
    g_auto(Checks) checks = { 0 };
    GString *out;

    if (earlier != NULL && !open_checks(&checks, earlier, error)) {
        return NULL;
    }
    if (earlier != NULL) {
        /* the decisions there are, on copies that die here */
        for (size_t i = 1; i < sb_csv_rows(checks.csv); i++) {
            const SbCsvRow *row = sb_csv_row(checks.csv, i);
            g_autofree char *digest = cell(&checks, row, 3);
            SbFinding *finding = (SbFinding *)with_digest(findings, digest);

            if (*digest != '\0' && finding != NULL && *finding->decision == '\0') {
                decide(&checks, row, findings->arena, finding);
            }
        }
    }
    out = g_string_new(NULL);
    for (int i = 0; i < COLUMNS; i++) {
        sb_csv_put(out, heads[i], i == 0);
    }
    sb_csv_end(out);
    for (guint i = 0; i < findings->findings->len; i++) {
        const SbFinding *finding = findings->findings->pdata[i];

        if (is_decidable(finding)) {
            put_finding(out, finding);
        }
    }
    if (earlier != NULL) {
        put_earlier(out, findings, &checks);
    }
    return out;
}
