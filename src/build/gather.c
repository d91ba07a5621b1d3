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
        sb_extract_lexicon_free(gathering->lexicon);
        g_free(gathering);
    }
}

static SbGathering *
gathering_new(void)
{
    SbGathering *gathering = g_new0(SbGathering, 1);

    gathering->figures = sb_figure_table_new();
    gathering->lexicon = sb_extract_lexicon();
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
read_article(
    const Gathering *g, SbJob *job, const char *path, const char *opened, GError **error)
{
    SbSourceOptions how = { .article = TRUE, .encoding = g->options->encoding };

    if (!sb_extract_may_read(opened, error)) {
        return NULL;
    }
    if (g->options->root == NULL) {
        return sb_source_read(job, path, &how, error);
    }
    return sb_source_read_below(
        job, g->options->root, g->options->beside, path, &how, error);
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
 * the table; the first article's table is the beginning of it.  Takes own. */
static void
add_figures(Gathering *g, SbFigureTable *own)
{
    SbFigureTable *all = g->gathering->figures;
    gboolean first = sb_figure_table_count(all) == 0;

    sb_ids_assign(own, g->codes, g->taken);
    for (size_t i = 0; i < sb_figure_table_count(own); i++) {
        SbFigure *figure = sb_figure_table_at(own, i);
        const SbFigure *kept = first ? figure : sb_figure_table_copy(all, figure);

        g_hash_table_add(g->taken, (gpointer)kept->fact_id);
    }
    if (first) {
        g->gathering->figures = own;
    }
    sb_figure_table_free(first ? all : own);
}

/* --- several at once ----------------------------------------------------------------
 *
 * Each article is read in a job of its own by the next free thread; what comes of
 * it is taken in the order of the articles, so that the result and its remarks are
 * the same as one by one.
 */

typedef struct {
    const char *path;
    char *opened, *said;
    const char *key;
    /* by the thread, once done */
    gboolean done;
    SbJob *job;
    const SbSource *source;
    SbExtraction *extraction;
    GError *why;
} Work;

typedef struct {
    const Gathering *gathering;
    GThreadPool *threads; /* NULL: one by one */
    GMutex lock;
    GCond ready;
} Pool;

static void
work_free(Work *work)
{
    sb_extraction_free(work->extraction);
    g_clear_error(&work->why);
    sb_job_free(work->job);
    g_free(work->opened);
    g_free(work->said);
    g_free(work);
}

static void
read_work(const Gathering *g, SbJob *job, Work *work)
{
    work->source = read_article(g, job, work->path, work->opened, &work->why);
    work->extraction = work->source != NULL
                           ? sb_extract_article_with(job, g->codes, g->gathering->lexicon,
                                 work->source, work->key, &work->why)
                           : NULL;
}

/* In a thread. */
static void
run_work(gpointer data, gpointer user_data)
{
    Work *work = data;
    Pool *pool = user_data;

    read_work(pool->gathering, work->job, work);
    g_mutex_lock(&pool->lock);
    work->done = TRUE;
    g_cond_broadcast(&pool->ready);
    g_mutex_unlock(&pool->lock);
}

static gboolean
is_read(const SbJob *job, const SbSource *source)
{
    const GPtrArray *sources = sb_job_sources(job);

    for (guint i = 0; i < sources->len; i++) {
        if (strcmp(sb_source_path(sources->pdata[i]), sb_source_path(source)) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* What the thread read, as if it were read now.  A file that the run has read
 * already is not read twice. */
static void
wait_for(Gathering *g, Pool *pool, Work *work)
{
    if (work->job == NULL) {
        read_work(g, g->job, work);
        return;
    }
    g_mutex_lock(&pool->lock);
    while (!work->done) {
        g_cond_wait(&pool->ready, &pool->lock);
    }
    g_mutex_unlock(&pool->lock);
    if (work->source == NULL || !is_read(g->job, work->source)) {
        sb_job_take(g->job, g_steal_pointer(&work->job));
        return;
    }
    g_clear_pointer(&work->extraction, sb_extraction_free);
    g_clear_error(&work->why);
    g_clear_pointer(&work->job, sb_job_free);
    read_work(g, g->job, work);
}

static void
take_work(Gathering *g, Work *work)
{
    SbGathering *gathering = g->gathering;

    if (work->extraction == NULL) {
        g_hash_table_add(gathering->unread, g_strdup(work->key));
        g_ptr_array_add(gathering->errors, g_steal_pointer(&work->why));
        return;
    }
    add_source(
        g, work->key, work->said, work->source, sb_extraction_info(work->extraction));
    add_captions(g, work->key, work->extraction);
    SbFigureTable *figures = sb_extraction_take_figures(work->extraction);

    if (g->options->keep) {
        g_ptr_array_add(gathering->kept, g_steal_pointer(&work->extraction));
    }
    g_clear_pointer(&work->extraction, sb_extraction_free);
    add_figures(g, figures);
}

/* Names and keys of all articles, in their order. */
static GPtrArray *
plan_works(Gathering *g, const char *const *paths, size_t n, gboolean threads)
{
    GPtrArray *works = g_ptr_array_new_with_free_func((GDestroyNotify)work_free);

    for (size_t i = 0; i < n; i++) {
        Work *work = g_new0(Work, 1);

        work->path = paths[i];
        work->opened = opened_path(g, paths[i]);
        work->said = said_path(g, work->opened);
        work->key = key_of(g, paths[i], work->said);
        work->job =
            threads && strcmp(paths[i], "-") != 0 ? sb_job_new_beside(g->job) : NULL;
        g_ptr_array_add(works, work);
    }
    return works;
}

static void
gather_all(Gathering *g, const char *const *paths, size_t n)
{
    guint jobs = g->options->jobs > 0 ? g->options->jobs : g_get_num_processors();
    g_autoptr(GPtrArray) works = plan_works(g, paths, n, jobs > 1 && n > 1);
    Pool pool = { .gathering = g };

    if (jobs > 1 && n > 1) {
        g_mutex_init(&pool.lock);
        g_cond_init(&pool.ready);
        pool.threads = g_thread_pool_new(run_work, &pool, (int)MIN(jobs, n), TRUE, NULL);
        for (size_t i = 0; i < n; i++) {
            if (((Work *)works->pdata[i])->job != NULL) {
                g_thread_pool_push(pool.threads, works->pdata[i], NULL);
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        wait_for(g, &pool, works->pdata[i]);
        take_work(g, works->pdata[i]);
    }
    if (pool.threads != NULL) {
        g_thread_pool_free(pool.threads, FALSE, TRUE);
        g_cond_clear(&pool.ready);
        g_mutex_clear(&pool.lock);
    }
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

    gather_all(&g, paths, n);
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
