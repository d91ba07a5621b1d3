/*
 * In: a fresh extraction and the path of a reviewed table.  Out: the table that
 * both make, and what changed (see review.h).
 *
 *   read table, base, sources -> pair -> match -> apply
 */
#include "figure/review.h"

#include <string.h>

#include "base/error.h"
#include "base/output.h"
#include "figure/column.h"
#include "figure/datapackage.h"
#include "figure/review_work.h"
#include "figure/reviewed.h"
#include "figure/same_as.h"
#include "figure/tidy.h"

struct SbReview {
    SbFigureTable *table;
    SbSources *sources;
    SbCaptions *captions;
    GArray *changes; /* of SbChange */
    SbArena *arena;  /* of the changes' strings */
    char *sha256;    /* of the table that was read; NULL: there was none */
};

char *
sb_review_beside(const char *path, const char *what)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    gboolean package = strcmp(what, "datapackage") == 0;
    const char *ending = package ? "json" : "csv";
    g_autofree char *file = NULL;

    if (g_str_has_suffix(name, ".csv")) {
        name[strlen(name) - strlen(".csv")] = '\0';
    }
    gboolean usual = strcmp(name, "figures") == 0;

    /* base and tables keep the name of the table: several may lie in a folder */
    file = usual && (package || strcmp(what, "sources") == 0)
               ? g_strdup_printf("%s.%s", what, ending)
               : g_strdup_printf("%s.%s.%s", name, what, ending);
    return strcmp(folder, ".") == 0 && !g_str_has_prefix(path, "./")
               ? g_steal_pointer(&file)
               : g_build_filename(folder, file, NULL);
}

/* --- what the stages share --- */

void
sb_review_tell(SbReviewWork *work, SbChangeKind kind, const SbFigure *figure,
    const SbFigure *was, const SbFigure *now)
{
    gboolean changed = now != NULL;

    now = changed ? now : figure;
    SbChange change = { .kind = kind,
        .fact_id = figure->fact_id,
        .source = figure->source,
        .text = now->text,
        .now = now,
        .newer = changed ? now->fact_id : "",
        .details = was != NULL ? sb_review_details(was, now, work->arena) : "" };

    g_array_append_val(work->changes, change);
}

void
sb_review_remark(SbReviewWork *work, SbFigure *figure, const char *remark, gboolean on)
{
    g_auto(GStrv) ids = g_strsplit(figure->remarks, ";", -1);
    g_autoptr(GString) out = g_string_new(NULL);

    for (int i = 0; ids[i] != NULL; i++) {
        if (*ids[i] != '\0' && strcmp(ids[i], remark) != 0) {
            g_string_append_printf(out, "%s%s", out->len > 0 ? ";" : "", ids[i]);
        }
    }
    if (on) {
        g_string_append_printf(out, "%s%s", out->len > 0 ? ";" : "", remark);
    }
    figure->remarks = sb_arena_strdup(sb_figure_table_arena(work->table), out->str);
}

/* --- reading --- */

/* The file beside path, if it is there; NULL without error if not. */
static const SbSource *
read_beside(SbJob *job, const char *path, const char *what, GError **error)
{
    g_autofree char *beside = sb_review_beside(path, what);

    return g_file_test(beside, G_FILE_TEST_EXISTS)
               ? sb_source_read(job, beside, NULL, error)
               : NULL;
}

static gboolean
read_sources(SbJob *job, const char *path, SbSources **out, GError **error)
{
    GError *problem = NULL;
    const SbSource *source = read_beside(job, path, "sources", &problem);

    *out = source != NULL ? sb_sources_read(job, source, &problem) : NULL;
    if (problem != NULL) {
        g_propagate_error(error, problem);
        return FALSE;
    }
    return TRUE;
}

static gboolean
read_base(SbJob *job, const char *path, SbFigureTable **out, GError **error)
{
    GError *problem = NULL;
    const SbSource *source = read_beside(job, path, "base", &problem);

    *out = source != NULL ? sb_tidy_read(job, source, &problem) : NULL;
    if (problem != NULL) {
        g_propagate_error(error, problem);
        return FALSE;
    }
    return TRUE;
}

static gboolean
read_captions(SbJob *job, const char *path, SbCaptions **out, GError **error)
{
    GError *problem = NULL;
    const SbSource *source = read_beside(job, path, "tables", &problem);

    *out = source != NULL ? sb_captions_read(job, source, &problem) : NULL;
    if (problem != NULL) {
        g_propagate_error(error, problem);
        return FALSE;
    }
    return TRUE;
}

/* --- merging --- */

/* Captions of articles that were not read now stay. */
static SbCaptions *
merge_captions(const SbCaptions *earlier, const SbFresh *fresh)
{
    SbCaptions *merged = sb_captions_new();

    for (size_t i = 0; earlier != NULL && i < sb_captions_count(earlier); i++) {
        const SbCaption *caption = sb_captions_at(earlier, i);

        if (sb_sources_find(fresh->sources, caption->source) == NULL) {
            sb_captions_add(merged, caption);
        }
    }
    for (size_t i = 0; fresh->captions != NULL && i < sb_captions_count(fresh->captions);
         i++) {
        sb_captions_add(merged, sb_captions_at(fresh->captions, i));
    }
    return merged;
}

static SbReview *
new_review(void)
{
    SbReview *review = g_new0(SbReview, 1);

    review->arena = sb_arena_new();
    review->changes = g_array_new(FALSE, TRUE, sizeof(SbChange));
    return review;
}

void
sb_review_free(SbReview *review)
{
    if (review == NULL) {
        return;
    }
    sb_figure_table_free(review->table);
    sb_sources_free(review->sources);
    sb_captions_free(review->captions);
    g_array_unref(review->changes);
    sb_arena_free(review->arena);
    g_free(review->sha256);
    g_free(review);
}

/* No table yet, or it does not count: all rows are new. */
static SbReview *
take_fresh(SbJob *job, const SbFresh *fresh)
{
    SbReview *review = new_review();
    SbReviewWork work = {
        .job = job, .fresh = fresh, .changes = review->changes, .arena = review->arena
    };

    review->table = sb_figure_table_ref(fresh->fresh);
    for (size_t i = 0; i < sb_figure_table_count(review->table); i++) {
        sb_review_tell(
            &work, SB_CHANGE_NEW, sb_figure_table_at(review->table, i), NULL, NULL);
    }
    sb_same_as_fill(review->table);
    review->sources = sb_sources_new();
    SbSources *sources = sb_sources_merge(review->sources, fresh->sources);

    sb_sources_free(review->sources);
    review->sources = sources;
    review->captions = merge_captions(NULL, fresh);
    return review;
}

static void
merge_tables(SbJob *job, SbReview *review, const SbFresh *fresh, SbFigureTable *base,
    const SbSources *sources)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(SbReviewRow));
    SbReviewWork work = { .job = job,
        .fresh = fresh,
        .table = review->table,
        .base = base,
        .sources = sources,
        .rows = rows,
        .changes = review->changes,
        .arena = review->arena };

    for (size_t i = 0; i < sb_figure_table_count(review->table); i++) {
        SbReviewRow row = { .figure = sb_figure_table_at(review->table, i) };

        g_array_append_val(rows, row);
    }
    sb_review_pair(&work);
    sb_review_match(&work);
    sb_review_apply(&work);
    sb_same_as_fill(review->table);
}

SbReview *
sb_review_merge(
    SbJob *job, const SbFresh *fresh, const char *path, gboolean alone, GError **error)
{
    gboolean there = path != NULL && g_file_test(path, G_FILE_TEST_EXISTS);

    if (!there || alone) {
        SbReview *review = take_fresh(job, fresh);

        if (there) {
            const SbSource *former =
                sb_source_read(job, path, &(SbSourceOptions){ .binary = TRUE }, error);

            if (former == NULL) {
                sb_review_free(review);
                return NULL;
            }
            review->sha256 = g_strdup(sb_source_sha256(former));
        }
        return review;
    }
    g_autoptr(SbReview) review = new_review();
    g_autoptr(SbFigureTable) base = NULL;
    g_autoptr(SbSources) sources = NULL;
    g_autoptr(SbCaptions) captions = NULL;
    const SbSource *source = sb_source_read(job, path, NULL, error);

    review->table = source != NULL ? sb_reviewed_read(job, source, error) : NULL;
    if (review->table == NULL || !read_base(job, path, &base, error) ||
        !read_sources(job, path, &sources, error) ||
        !read_captions(job, path, &captions, error)) {
        return NULL;
    }
    review->sha256 = g_strdup(sb_source_sha256(source));
    merge_tables(job, review, fresh, base, sources);
    g_autoptr(SbSources) none = sb_sources_new();

    review->sources = sb_sources_merge(sources != NULL ? sources : none, fresh->sources);
    review->captions = merge_captions(captions, fresh);
    return g_steal_pointer(&review);
}

/* --- the result --- */

const SbFigureTable *
sb_review_table(const SbReview *review)
{
    return review->table;
}

const SbSources *
sb_review_sources(const SbReview *review)
{
    return review->sources;
}

const GArray *
sb_review_changes(const SbReview *review)
{
    return review->changes;
}

size_t
sb_review_count(const SbReview *review, SbChangeKind kind)
{
    size_t count = 0;

    for (guint i = 0; i < review->changes->len; i++) {
        count += g_array_index(review->changes, SbChange, i).kind == kind;
    }
    return count;
}

char *
sb_review_summary(const SbReview *review)
{
    static const char *const words[SB_CHANGE_COUNT] = { "new", "changed", "vanished",
        "dropped", "edited", "deleted in review", "unread" };
    GString *out = g_string_new(NULL);

    for (int kind = 0; kind < SB_CHANGE_COUNT; kind++) {
        size_t count = sb_review_count(review, (SbChangeKind)kind);

        if (count > 0) {
            g_string_append_printf(out, "%s%" G_GSIZE_FORMAT " %s",
                out->len > 0 ? ", " : "", count, words[kind]);
        }
    }
    return g_string_free(out, FALSE);
}

/* --- writing --- */

static gboolean
stage(SbOutputSet *set, const char *path, GString *text, GError **error)
{
    gboolean ok = sb_output_set_add(set, path, text->str, text->len, error);

    g_string_free(text, TRUE);
    return ok;
}

static gboolean
stage_beside(
    SbOutputSet *set, const char *path, const char *what, GString *text, GError **error)
{
    g_autofree char *beside = sb_review_beside(path, what);

    return stage(set, beside, text, error);
}

/* The file as it is now must be what was read; it is kept as path~. */
static gboolean
keep_former(const SbReview *review, SbOutputSet *set, const char *path, GError **error)
{
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        if (review->sha256 == NULL) {
            return TRUE;
        }
    } else {
        g_autoptr(SbJob) now = sb_job_new();
        const SbSource *source =
            sb_source_read(now, path, &(SbSourceOptions){ .binary = TRUE }, error);

        if (source == NULL) {
            return FALSE;
        }
        if (g_strcmp0(review->sha256, sb_source_sha256(source)) == 0) {
            g_autofree char *former = g_strconcat(path, "~", NULL);

            return sb_output_set_add(
                set, former, sb_source_text(source), sb_source_length(source), error);
        }
    }
    sb_error_set(error, SB_ERROR_AGAIN,
        "%s: the file changed while it was merged; nothing was written, try again", path);
    return FALSE;
}

/* The table and its base, which is the same without the mark at its head; some rows
 * at a time.  The table is put in place before its base: rows that the base lacks
 * and that have a quote are known to be ours. */
static gboolean
stage_table(const SbFigureTable *table, SbOutputSet *set, const char *path, gboolean bom,
    GError **error)
{
    enum { PIECE = 1 << 18 };
    static const char mark[] = "\xEF\xBB\xBF";
    g_autofree char *base = sb_review_beside(path, "base");
    g_autoptr(GString) piece = g_string_sized_new(PIECE + PIECE / 4);
    size_t outputs[2], count = sb_figure_table_count(table), row = 0;

    if (!sb_output_set_begin(set, path, &outputs[0], error) ||
        !sb_output_set_begin(set, base, &outputs[1], error) ||
        !sb_output_set_append(set, outputs[0], mark, bom ? strlen(mark) : 0, error)) {
        return FALSE;
    }
    sb_tidy_write_head(table, piece);
    do {
        row = sb_tidy_write_rows(table, row, PIECE, piece);
        for (size_t i = 0; i < G_N_ELEMENTS(outputs); i++) {
            if (!sb_output_set_append(set, outputs[i], piece->str, piece->len, error)) {
                return FALSE;
            }
        }
        g_string_truncate(piece, 0);
    } while (row < count);
    return sb_output_set_end(set, outputs[0], error) &&
           sb_output_set_end(set, outputs[1], error);
}

gboolean
sb_review_write(
    const SbReview *review, SbJob *job, const char *path, gboolean bom, GError **error)
{
    g_autoptr(SbOutputSet) set = sb_output_set_new();
    g_autoptr(GString) package = sb_datapackage_write(job, path, error);

    if (package == NULL || !keep_former(review, set, path, error)) {
        return FALSE;
    }
    return stage_table(review->table, set, path, bom, error) &&
           stage_beside(
               set, path, "sources", sb_sources_write(review->sources, bom), error) &&
           stage_beside(
               set, path, "tables", sb_captions_write(review->captions, bom), error) &&
           stage_beside(set, path, "datapackage", g_steal_pointer(&package), error) &&
           sb_output_set_commit(set, error);
}
