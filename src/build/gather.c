/*
 * In: paths of articles.  Out: their figures in one table with unique fact_ids,
 * and what is known of each article.
 *
 * A source's key is the article's name without its ending; a second one of that
 * name gets "-2".
 */
#include <string.h>

#include "build/build.h"
#include "build/paths.h"
#include "extract/extract.h"
#include "figure/ids.h"

typedef struct {
    SbJob *job;
    const SbCodes *codes;
    const SbGatherOptions *options;
    SbGathering *gathering;
    GHashTable *keys;  /* key -> itself */
    GHashTable *taken; /* fact_id -> itself */
} Gathering;

void
sb_build_gathering_free(SbGathering *gathering)
{
    if (gathering != NULL) {
        sb_figure_table_free(gathering->figures);
        sb_sources_free(gathering->sources);
        sb_captions_free(gathering->captions);
        g_hash_table_unref(gathering->unread);
        g_ptr_array_unref(gathering->errors);
        g_ptr_array_unref(gathering->kept);
        g_free(gathering);
    }
}

static SbGathering *
gathering_new(void)
{
    SbGathering *gathering = g_new0(SbGathering, 1);

    gathering->figures = sb_figure_table_new();
    gathering->sources = sb_sources_new();
    gathering->captions = sb_captions_new();
    gathering->unread = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gathering->errors = g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
    gathering->kept = g_ptr_array_new_with_free_func((GDestroyNotify)sb_extraction_free);
    return gathering;
}

/* --- names ------------------------------------------------------------------------- */

/* The path that an article is opened as.  Free it. */
static char *
opened_path(const Gathering *g, const char *path)
{
    if (g->options->root == NULL || strcmp(path, "-") == 0) {
        return g_strdup(path);
    }
    g_autofree char *folder = g_path_get_dirname(g->options->beside);

    return strcmp(folder, ".") == 0 ? g_strdup(path)
                                    : g_build_filename(folder, path, NULL);
}

/* The path that sources.csv says.  Free it. */
static char *
said_path(const Gathering *g, const char *opened)
{
    if (g->options->folder == NULL || strcmp(opened, "-") == 0) {
        return g_strdup(opened);
    }
    g_autofree char *real = sb_paths_resolve(opened);
    g_autofree char *folder = sb_paths_resolve(g->options->folder);

    return sb_paths_relative(real, folder);
}

/* The key that an earlier sources.csv gives the article, or one of its name.
 * Lends. */
static const char *
key_of(Gathering *g, const char *path, const char *said)
{
    const SbSources *known = g->options->known;
    g_autofree char *name = g_path_get_basename(path);
    char *dot = strrchr(name, '.'), *key = NULL;

    if (dot != NULL && dot != name) {
        *dot = '\0';
    }
    for (size_t i = 0; known != NULL && i < sb_sources_count(known); i++) {
        const SbSourceRow *row = sb_sources_at((SbSources *)known, i);

        if (strcmp(row->path, said) == 0 &&
            !g_hash_table_contains(g->keys, row->source)) {
            key = g_strdup(row->source);
        }
    }
    if (key == NULL) {
        key = g_strdup(strcmp(path, "-") == 0 ? "stdin" : name);
    }
    for (int n = 2; g_hash_table_contains(g->keys, key); n++) {
        g_free(key);
        key = g_strdup_printf("%s-%d", name, n);
    }
    g_hash_table_add(g->keys, key);
    return key;
}

/* --- one article ---------------------------------------------------------------------
 */

static const SbSource *
read_article(Gathering *g, const char *path, const char *opened, GError **error)
{
    SbSourceOptions how = { .article = TRUE, .encoding = g->options->encoding };

    if (!sb_extract_may_read(opened, error)) {
        return NULL;
    }
    if (g->options->root == NULL) {
        return sb_source_read(g->job, path, &how, error);
    }
    return sb_source_read_below(
        g->job, g->options->root, g->options->beside, path, &how, error);
}

static const char *
or_empty(const char *text)
{
    return text != NULL ? text : "";
}

static void
add_source(Gathering *g, const char *key, const char *said, const SbSource *source,
    const SbArticleInfo *info)
{
    SbArena *arena = sb_sources_arena(g->gathering->sources);
    SbSourceRow *row = sb_sources_add(g->gathering->sources, key);

    row->path = sb_arena_strdup(arena, said);
    row->sha256 = sb_arena_strdup(arena, sb_source_sha256(source));
    row->title = sb_arena_strdup(arena, or_empty(info->title));
    row->publisher = sb_arena_strdup(arena, or_empty(info->publisher));
    row->author = sb_arena_strdup(arena, or_empty(info->author));
    row->date = sb_arena_strdup(arena, or_empty(info->date));
    row->url = sb_arena_strdup(arena, or_empty(info->url));
    row->lang = sb_arena_strdup(arena, or_empty(info->lang));
}

static void
add_captions(Gathering *g, const char *key, const SbExtraction *extraction)
{
    const GArray *tables = sb_extraction_tables(extraction);

    for (guint i = 0; tables != NULL && i < tables->len; i++) {
        const SbArticleTable *table = &g_array_index(tables, SbArticleTable, i);
        SbCaption caption = { key, table->id, table->line, or_empty(table->caption),
            or_empty(table->unit_line), or_empty(table->head) };

        sb_captions_add(g->gathering->captions, &caption);
    }
}

/* The article's figures with fact_ids that no other article's has, at the end of
 * the table. */
static void
add_figures(Gathering *g, SbFigureTable *own)
{
    SbFigureTable *all = g->gathering->figures;

    sb_ids_assign(own, g->codes, g->taken);
    for (size_t i = 0; i < sb_figure_table_count(own); i++) {
        const SbFigure *figure = sb_figure_table_copy(all, sb_figure_table_at(own, i));

        g_hash_table_add(g->taken, (gpointer)figure->fact_id);
    }
}

static void
gather_article(Gathering *g, const char *path)
{
    g_autofree char *opened = opened_path(g, path);
    g_autofree char *said = said_path(g, opened);
    const char *key = key_of(g, path, said);
    GError *why = NULL;
    const SbSource *source = read_article(g, path, opened, &why);
    g_autoptr(SbExtraction) extraction =
        source != NULL ? sb_extract_article(g->job, g->codes, source, key, &why) : NULL;

    if (extraction == NULL) {
        g_hash_table_add(g->gathering->unread, g_strdup(key));
        g_ptr_array_add(g->gathering->errors, why);
        return;
    }
    add_source(g, key, said, source, sb_extraction_info(extraction));
    add_captions(g, key, extraction);
    g_autoptr(SbFigureTable) figures = sb_extraction_take_figures(extraction);

    if (g->options->keep) {
        g_ptr_array_add(g->gathering->kept, g_steal_pointer(&extraction));
    }
    g_clear_pointer(&extraction, sb_extraction_free);
    add_figures(g, figures);
}

SbGathering *
sb_build_gather(SbJob *job, const SbCodes *codes, const char *const *paths, size_t n,
    const SbGatherOptions *options, GError **error)
{
    static const SbGatherOptions plain = { 0 };
    g_autoptr(SbGathering) gathering = gathering_new();
    g_autoptr(GHashTable) keys =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    Gathering g = { job, codes, options != NULL ? options : &plain, gathering, keys,
        taken };

    for (size_t i = 0; i < n; i++) {
        gather_article(&g, paths[i]);
    }
    if (n > 0 && gathering->errors->len == n) {
        for (size_t i = 0; i + 1 < n; i++) {
            sb_job_remark(job, SB_REMARK_SOURCE_UNREAD, NULL, 0, "%s",
                ((GError *)gathering->errors->pdata[i])->message);
        }
        g_propagate_error(
            error, g_error_copy(gathering->errors->pdata[gathering->errors->len - 1]));
        return NULL;
    }
    return g_steal_pointer(&gathering);
}
