/*
 * In: sources.csv, or the articles just read.  Out: rows by key; the two merged
 * (see sources.h).
 */
#include "figure/sources.h"

#include <stddef.h>
#include <string.h>

#include "base/csv.h"
#include "base/error.h"
#include "figure/period.h"
#include "figure/spreadsheet.h"

typedef struct {
    const char *head;
    size_t offset;
    gboolean ours; /* the program's, not a person's */
} Column;

#define COLUMN(field, ours)                                                              \
    {                                                                                    \
#field, offsetof(SbSourceRow, field), ours                                       \
    }
static const Column columns[] = {
    COLUMN(source, FALSE),
    COLUMN(kind, FALSE),
    COLUMN(path, TRUE),
    COLUMN(sha256, TRUE),
    COLUMN(title, FALSE),
    COLUMN(publisher, FALSE),
    COLUMN(author, FALSE),
    COLUMN(date, FALSE),
    COLUMN(retrieved, FALSE),
    COLUMN(url, FALSE),
    COLUMN(lang, FALSE),
    COLUMN(rights, FALSE),
    COLUMN(replaces, FALSE),
    COLUMN(note, FALSE),
};
#undef COLUMN

struct SbSources {
    SbArena *arena;
    GPtrArray *rows;  /* of SbSourceRow */
    GPtrArray *extra; /* of const char*: heads that are not ours */
    GHashTable *keys; /* source -> SbSourceRow */
};

SbSources *
sb_sources_new(void)
{
    SbArena *arena = sb_arena_new();
    SbSources *sources = sb_arena_new_of(arena, SbSources);

    sources->arena = arena;
    sources->rows = sb_arena_ptr_array(arena);
    sources->extra = sb_arena_ptr_array(arena);
    sources->keys = sb_arena_own(arena, g_hash_table_new(g_str_hash, g_str_equal),
        (GDestroyNotify)g_hash_table_unref);
    return sources;
}

void
sb_sources_free(SbSources *sources)
{
    if (sources != NULL) {
        sb_arena_free(sources->arena);
    }
}

SbArena *
sb_sources_arena(SbSources *sources)
{
    return sources->arena;
}

static const char **
field(SbSourceRow *row, const Column *column)
{
    return (const char **)((char *)row + column->offset);
}

static const char *
value(const SbSourceRow *row, const Column *column)
{
    return *(const char *const *)((const char *)row + column->offset);
}

SbSourceRow *
sb_sources_add(SbSources *sources, const char *key)
{
    SbSourceRow *row = sb_arena_new_of(sources->arena, SbSourceRow);

    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        *field(row, &columns[i]) = "";
    }
    row->source = sb_arena_strdup(sources->arena, key);
    row->kind = "article";
    row->rights = "quote";
    g_ptr_array_add(sources->rows, row);
    g_hash_table_insert(sources->keys, (void *)row->source, row);
    return row;
}

size_t
sb_sources_count(const SbSources *sources)
{
    return sources->rows->len;
}

SbSourceRow *
sb_sources_at(const SbSources *sources, size_t index)
{
    g_assert(index < sources->rows->len);
    return sources->rows->pdata[index];
}

const SbSourceRow *
sb_sources_find(const SbSources *sources, const char *key)
{
    return g_hash_table_lookup(sources->keys, key);
}

/* --- reading --- */

static gboolean
check_word(const SbSource *source, int line, const SbSourceRow *row, const char *column,
    const char *word, const char *const *known, size_t n, GError **error)
{
    for (size_t i = 0; i < n; i++) {
        if (*word == '\0' || strcmp(word, known[i]) == 0) {
            return TRUE;
        }
    }
    const char *near = sb_error_nearest(word, known, n);
    g_autofree char *all = NULL;
    g_autoptr(GString) list = g_string_new(NULL);

    for (size_t i = 0; i < n; i++) {
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", known[i]);
    }
    all = near != NULL ? g_strdup_printf("did you mean \"%s\"?", near)
                       : g_strdup_printf("expected one of %s", list->str);
    sb_error_at(error, SB_ERROR_INPUT, source, sb_source_line_start(source, line),
        "row \"%s\", column %s: \"%s\"; %s", row->source, column, word, all);
    return FALSE;
}

/* A day, month or year as we write it; "2023. 6. 5." and the like, year first and so
 * without doubt, are put that way.  NULL when it is anything else. */
static const char *
plain_date(SbArena *arena, const char *text)
{
    SbPeriod period;
    int parts[3] = { 0 }, n = 0;

    if (*text == '\0' || sb_period_parse(text, &period)) {
        return text;
    }
    for (const char *p = text; *p != '\0' && n < 3;) {
        size_t digits = strspn(p, "0123456789");

        if (digits == 0 || digits != (n == 0 ? 4 : MIN(digits, 2))) {
            return NULL;
        }
        parts[n++] = (int)g_ascii_strtoll(p, NULL, 10);
        p += digits;
        p += strspn(p, " ./-");
        for (size_t i = 0; i < 3; i++) {
            static const char *const suffixes[] = { "년", "월", "일" };

            p += g_str_has_prefix(p, suffixes[i]) ? strlen(suffixes[i]) : 0;
        }
        p += strspn(p, " ");
        if (n == 3 && *p != '\0') {
            return NULL;
        }
    }
    const char *date =
        n == 3   ? sb_arena_printf(arena, "%04d-%02d-%02d", parts[0], parts[1], parts[2])
        : n == 2 ? sb_arena_printf(arena, "%04d-%02d", parts[0], parts[1])
                 : "";

    return sb_period_parse(date, &period) ? date : NULL;
}

/* Dates other than ours and not to be read without doubt wait for the merge, which
 * may know them from the article. */
static void
tidy_dates(SbSources *sources, SbSourceRow *row)
{
    const char **dates[] = { &row->date, &row->retrieved };

    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
        const char *plain = plain_date(sources->arena, *dates[i]);

        *dates[i] = plain != NULL ? plain : *dates[i];
    }
}

static gboolean
check_row(const SbSource *source, int line, const SbSourceRow *row, GError **error)
{
    static const char *const kinds[] = { "article", "series", "letter", "own" };
    static const char *const rights[] = { "open", "quote", "none" };

    return check_word(
               source, line, row, "kind", row->kind, kinds, G_N_ELEMENTS(kinds), error) &&
           check_word(source, line, row, "rights", row->rights, rights,
               G_N_ELEMENTS(rights), error);
}

static int
column_named(const char *head)
{
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        if (g_ascii_strcasecmp(head, columns[i].head) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static gboolean
read_row(SbSources *sources, const SbSource *source, const SbCsvRow *head,
    const SbCsvRow *row, GError **error)
{
    int key = 0;
    guint extra = 0;

    while (key < head->count && column_named(head->fields[key]) != 0) {
        key++;
    }
    if (key >= row->count || *row->fields[key] == '\0') {
        return TRUE;
    }
    if (sb_sources_find(sources, row->fields[key]) != NULL) {
        sb_error_at(error, SB_ERROR_INPUT, source,
            sb_source_line_start(source, row->line),
            "source \"%s\" stands here a second time; expected a name used once",
            row->fields[key]);
        return FALSE;
    }
    SbSourceRow *out = sb_sources_add(sources, row->fields[key]);

    out->extra =
        sb_arena_new_many(sources->arena, const char *, MAX(sources->extra->len, 1));
    for (int i = 0; i < head->count; i++) {
        g_autofree char *text =
            i < row->count ? sb_csv_unguard(row->fields[i]) : g_strdup("");
        const char *kept = *text != '\0' ? sb_arena_strdup(sources->arena, text) : "";
        int own = column_named(head->fields[i]);

        if (own > 0) {
            *field(out, &columns[own]) = kept;
        } else if (own < 0 && *head->fields[i] != '\0') {
            out->extra[extra++] = kept;
        }
    }
    if (*out->kind == '\0') {
        out->kind = "article";
    }
    if (*out->rights == '\0') {
        out->rights = "quote";
    }
    tidy_dates(sources, out);
    return check_row(source, row->line, out, error);
}

SbSources *
sb_sources_read(SbJob *job, const SbSource *source, GError **error)
{
    g_autoptr(SbCsv) csv = sb_csv_read(source, 0, error);
    g_autoptr(SbSources) sources = sb_sources_new();

    if (csv == NULL) {
        return NULL;
    }
    if (sb_csv_rows(csv) == 0 || sb_csv_column(csv, "source") < 0) {
        sb_error_at(error, SB_ERROR_INPUT, source, 0,
            "no column \"source\"; expected the head of a sources.csv");
        return NULL;
    }
    const SbCsvRow *head = sb_csv_row(csv, 0);

    for (int i = 0; i < head->count; i++) {
        if (column_named(head->fields[i]) < 0 && *head->fields[i] != '\0') {
            g_ptr_array_add(
                sources->extra, sb_arena_strdup(sources->arena, head->fields[i]));
        }
    }
    for (size_t i = 1; i < sb_csv_rows(csv); i++) {
        if (!read_row(sources, source, head, sb_csv_row(csv, i), error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&sources);
}

/* --- writing --- */

static void
put(GString *out, const char *text, gboolean first)
{
    g_autofree char *guarded = sb_csv_guard(text);

    sb_csv_put(out, guarded, first);
}

GString *
sb_sources_write(const SbSources *sources, gboolean bom)
{
    GString *out = g_string_new(bom ? "\xEF\xBB\xBF" : "");

    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        put(out, columns[i].head, i == 0);
    }
    for (guint k = 0; k < sources->extra->len; k++) {
        put(out, sources->extra->pdata[k], FALSE);
    }
    sb_csv_end(out);
    for (guint r = 0; r < sources->rows->len; r++) {
        const SbSourceRow *row = sources->rows->pdata[r];

        for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
            put(out, value(row, &columns[i]), i == 0);
        }
        for (guint k = 0; k < sources->extra->len; k++) {
            put(out, row->extra != NULL ? row->extra[k] : "", FALSE);
        }
        sb_csv_end(out);
    }
    return out;
}

/* --- merging --- */

static void
copy_row(SbSources *into, const SbSourceRow *row, guint n_extra)
{
    SbSourceRow *copy = sb_sources_add(into, row->source);

    for (size_t i = 1; i < G_N_ELEMENTS(columns); i++) {
        *field(copy, &columns[i]) =
            *value(row, &columns[i]) != '\0'
                ? sb_arena_strdup(into->arena, value(row, &columns[i]))
                : "";
    }
    if (n_extra > 0 && row->extra != NULL) {
        copy->extra = sb_arena_new_many(into->arena, const char *, n_extra);
        for (guint k = 0; k < n_extra; k++) {
            copy->extra[k] = sb_arena_strdup(into->arena, row->extra[k]);
        }
    }
}

/* What only a spreadsheet changed, or a person left empty, is as the article says. */
static void
refresh(SbSources *into, SbSourceRow *row, const SbSourceRow *fresh)
{
    for (size_t i = 1; i < G_N_ELEMENTS(columns); i++) {
        const char **mine = field(row, &columns[i]);
        const char *now = value(fresh, &columns[i]);

        if (*now != '\0' &&
            (columns[i].ours || **mine == '\0' ||
                sb_spreadsheet_made(now, *mine, FALSE, SB_DAY_ORDER_OPEN))) {
            *mine = sb_arena_strdup(into->arena, now);
        }
    }
}

SbSources *
sb_sources_merge(const SbSources *earlier, const SbSources *fresh)
{
    SbSources *merged = sb_sources_new();

    for (guint k = 0; k < earlier->extra->len; k++) {
        g_ptr_array_add(
            merged->extra, sb_arena_strdup(merged->arena, earlier->extra->pdata[k]));
    }
    for (guint r = 0; r < earlier->rows->len; r++) {
        copy_row(merged, earlier->rows->pdata[r], earlier->extra->len);
    }
    for (guint r = 0; r < fresh->rows->len; r++) {
        const SbSourceRow *row = fresh->rows->pdata[r];
        SbSourceRow *known = g_hash_table_lookup(merged->keys, row->source);

        if (known == NULL) {
            copy_row(merged, row, 0);
        } else {
            refresh(merged, known, row);
        }
    }
    return merged;
}
