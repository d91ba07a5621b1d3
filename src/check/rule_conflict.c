/*
 * conflict: the same quantity (indicator, item, place, period, role, unit,
 * modality, base) printed twice in values that exclude each other.
 *
 * Nobody states that both are the same, so a conflict is a remark.
 */
#include <string.h>

#include "check/audit.h"

static void
add_key(GString *key, const char *text)
{
    g_autofree char *folded = g_utf8_casefold(text, -1);

    g_string_append(key, folded);
    g_string_append_c(key, '\x1f');
}

/* What a figure is about, as one text; NULL when it does not say enough. */
static char *
quantity(const SbFigure *f)
{
    gboolean base_needed = f->role == SB_ROLE_SHARE || f->role == SB_ROLE_GROWTH ||
                           f->role == SB_ROLE_CHANGE;

    if (!f->has_value || *f->indicator == '\0' || *f->period == '\0' ||
        (*f->place == '\0' && *f->place_code == '\0') ||
        (base_needed && *f->base == '\0')) {
        return NULL;
    }
    GString *key = g_string_new(NULL);

    add_key(key, *f->indicator_code != '\0' ? f->indicator_code : f->indicator);
    add_key(key, f->item);
    add_key(key, *f->place_code != '\0' ? f->place_code : f->place);
    add_key(key, f->period);
    add_key(key, f->unit);
    add_key(key, base_needed ? f->base : "");
    add_key(key, sb_role_name(f->role));
    add_key(key, sb_modality_name(f->modality));
    return g_string_free(key, FALSE);
}

static gboolean
in_one_table(const SbFigure *a, const SbFigure *b)
{
    int table_a, table_b, row, column;
    gboolean total;

    return strcmp(a->source, b->source) == 0 &&
           sb_audit_cell_parse(a, &table_a, &row, &column, &total) &&
           sb_audit_cell_parse(b, &table_b, &row, &column, &total) && table_a == table_b;
}

static void
compare(SbAudit *audit, const SbFigure *first, const SbFigure *second)
{
    SbInterval a, b;

    /* the rows of one table, and a list in one sentence, give parts, not
     * repetitions */
    if (in_one_table(first, second) ||
        (strcmp(first->source, second->source) == 0 && *first->quote != '\0' &&
            strcmp(first->quote, second->quote) == 0) ||
        !sb_audit_printed(first, &a) || !sb_audit_printed(second, &b) ||
        sb_interval_overlap(a, b)) {
        return;
    }
    g_autofree char *arithmetic =
        g_strdup_printf("%s against %s", second->text, first->text);
    g_autofree char *message = g_strdup_printf(
        "%s is printed for what is %s elsewhere", second->text, first->text);

    sb_audit_add(audit, "conflict", SB_VERDICT_REMARK, message, arithmetic, "", second,
        first, NULL);
}

void
sb_rule_conflict(SbAudit *audit)
{
    g_autoptr(GHashTable) first =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *f = g_ptr_array_index(audit->rows, i);
        char *key = quantity(f);

        if (key == NULL) {
            continue;
        }
        const SbFigure *before = g_hash_table_lookup(first, key);

        if (before == NULL) {
            g_hash_table_insert(first, key, (gpointer)f);
        } else {
            compare(audit, before, f);
            g_free(key);
        }
    }
}
