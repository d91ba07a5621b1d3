/*
 * In: what steps read, wrote and told.  Out: build.json, and back.
 */
#include "build/stamp.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct SbStamp {
    SbArena *arena;
    GPtrArray *steps;    /* of SbStampStep */
    GHashTable *by_name; /* name -> SbStampStep */
    GHashTable *outputs; /* path -> SbStampFile */
    GHashTable *told;    /* line -> line */
    const char *program; /* "" of a new one */
};

SbStamp *
sb_stamp_new(void)
{
    SbStamp *stamp = g_new0(SbStamp, 1);

    stamp->arena = sb_arena_new();
    stamp->steps = sb_arena_ptr_array(stamp->arena);
    stamp->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    stamp->outputs = g_hash_table_new(g_str_hash, g_str_equal);
    stamp->told = g_hash_table_new(g_str_hash, g_str_equal);
    stamp->program = "";
    return stamp;
}

void
sb_stamp_free(SbStamp *stamp)
{
    if (stamp == NULL) {
        return;
    }
    g_hash_table_unref(stamp->by_name);
    g_hash_table_unref(stamp->outputs);
    g_hash_table_unref(stamp->told);
    sb_arena_free(stamp->arena);
    g_free(stamp);
}

/* --- filling ---------------------------------------------------------------------- */

SbStampStep *
sb_stamp_add(SbStamp *stamp, const char *name, const char *recipe)
{
    SbStampStep *step = sb_arena_new_of(stamp->arena, SbStampStep);

    step->name = sb_arena_strdup(stamp->arena, name);
    step->recipe = sb_arena_strdup(stamp->arena, recipe);
    step->inputs = sb_arena_ptr_array(stamp->arena);
    step->outputs = sb_arena_ptr_array(stamp->arena);
    step->told = sb_arena_ptr_array(stamp->arena);
    g_ptr_array_add(stamp->steps, step);
    g_hash_table_insert(stamp->by_name, (gpointer)step->name, step);
    return step;
}

static SbStampFile *
add_file(SbStamp *stamp, const GPtrArray *files, const char *path, const char *sha256,
    size_t bytes)
{
    SbStampFile *file = sb_arena_new_of(stamp->arena, SbStampFile);

    file->path = sb_arena_strdup(stamp->arena, path);
    file->sha256 = sb_arena_strdup(stamp->arena, sha256);
    file->bytes = bytes;
    g_ptr_array_add((GPtrArray *)files, file);
    return file;
}

void
sb_stamp_add_input(
    SbStamp *stamp, SbStampStep *step, const char *path, const char *sha256)
{
    for (guint i = 0; i < step->inputs->len; i++) {
        if (strcmp(((SbStampFile *)step->inputs->pdata[i])->path, path) == 0) {
            return;
        }
    }
    add_file(stamp, step->inputs, path, sha256, 0);
}

void
sb_stamp_add_output(
    SbStamp *stamp, SbStampStep *step, const char *path, const char *sha256, size_t bytes)
{
    SbStampFile *file = add_file(stamp, step->outputs, path, sha256, bytes);

    g_hash_table_insert(stamp->outputs, (gpointer)file->path, file);
}

void
sb_stamp_add_told(SbStamp *stamp, SbStampStep *step, const char *line)
{
    char *copy = sb_arena_strdup(stamp->arena, line);

    g_ptr_array_add((GPtrArray *)step->told, copy);
    g_hash_table_add(stamp->told, copy);
}

SbStampStep *
sb_stamp_copy(SbStamp *stamp, const SbStampStep *step)
{
    SbStampStep *copy = sb_stamp_add(stamp, step->name, step->recipe);

    for (guint i = 0; i < step->inputs->len; i++) {
        const SbStampFile *file = step->inputs->pdata[i];

        sb_stamp_add_input(stamp, copy, file->path, file->sha256);
    }
    for (guint i = 0; i < step->outputs->len; i++) {
        const SbStampFile *file = step->outputs->pdata[i];

        sb_stamp_add_output(stamp, copy, file->path, file->sha256, file->bytes);
    }
    for (guint i = 0; i < step->told->len; i++) {
        sb_stamp_add_told(stamp, copy, step->told->pdata[i]);
    }
    copy->passed = step->passed;
    copy->failed = step->failed;
    copy->open = step->open;
    copy->unread = step->unread;
    return copy;
}

/* --- finding ---------------------------------------------------------------------- */

const GPtrArray *
sb_stamp_steps(const SbStamp *stamp)
{
    return stamp->steps;
}

const SbStampStep *
sb_stamp_find(const SbStamp *stamp, const char *name)
{
    return g_hash_table_lookup(stamp->by_name, name);
}

const SbStampFile *
sb_stamp_output(const SbStamp *stamp, const char *path)
{
    return g_hash_table_lookup(stamp->outputs, path);
}

gboolean
sb_stamp_has_told(const SbStamp *stamp, const char *line)
{
    return g_hash_table_contains(stamp->told, line);
}

gboolean
sb_stamp_is_of(const SbStamp *stamp, const char *program)
{
    return strcmp(stamp->program, program) == 0;
}

/* --- reading ---------------------------------------------------------------------- */

static void
read_files(SbStamp *stamp, SbStampStep *step, const json_t *from, const char *key)
{
    const json_t *files = json_object_get(from, key);
    json_t *file;
    size_t i;

    json_array_foreach(files, i, file)
    {
        const char *path = sb_json_string(file, "path", ""),
                   *sha256 = sb_json_string(file, "sha256", "");

        if (strcmp(key, "inputs") == 0) {
            sb_stamp_add_input(stamp, step, path, sha256);
        } else {
            sb_stamp_add_output(
                stamp, step, path, sha256, (size_t)sb_json_number(file, "bytes", 0));
        }
    }
}

static void
read_step(SbStamp *stamp, const json_t *from)
{
    SbStampStep *step = sb_stamp_add(
        stamp, sb_json_string(from, "step", ""), sb_json_string(from, "recipe", ""));
    json_t *line;
    size_t i;

    read_files(stamp, step, from, "inputs");
    read_files(stamp, step, from, "outputs");
    json_array_foreach(json_object_get(from, "told"), i, line)
    {
        if (json_is_string(line)) {
            sb_stamp_add_told(stamp, step, json_string_value(line));
        }
    }
    step->passed = (int)sb_json_number(from, "passed", 0);
    step->failed = (int)sb_json_number(from, "failed", 0);
    step->open = (int)sb_json_number(from, "open", 0);
    step->unread = sb_json_boolean(from, "unread", FALSE);
}

SbStamp *
sb_stamp_read(const char *path)
{
    SbStamp *stamp = sb_stamp_new();
    g_autoptr(SbJob) job = sb_job_new();
    const SbSource *source = sb_source_read(job, path, NULL, NULL);
    g_autoptr(json_t) tree = NULL;
    json_t *step;
    size_t i;

    if (source != NULL) {
        tree = sb_json_parse(source, 0, sb_source_length(source), FALSE, NULL);
    }
    if (json_is_object(tree)) {
        stamp->program =
            sb_arena_strdup(stamp->arena, sb_json_string(tree, "program", ""));
        json_array_foreach(json_object_get(tree, "steps"), i, step)
        {
            read_step(stamp, step);
        }
    }
    return stamp;
}

/* --- writing ---------------------------------------------------------------------- */

static json_t *
files_json(const GPtrArray *files, gboolean sizes)
{
    json_t *list = json_array();

    for (guint i = 0; i < files->len; i++) {
        const SbStampFile *file = files->pdata[i];
        json_t *entry =
            json_pack("{s:s, s:s}", "path", file->path, "sha256", file->sha256);

        if (sizes) {
            json_object_set_new(entry, "bytes", json_integer((json_int_t)file->bytes));
        }
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *
step_json(const SbStampStep *step)
{
    json_t *told = json_array();
    json_t *entry = json_pack("{s:s, s:s, s:o, s:o, s:o}", "step", step->name, "recipe",
        step->recipe, "inputs", files_json(step->inputs, FALSE), "outputs",
        files_json(step->outputs, TRUE), "told", told);

    for (guint i = 0; i < step->told->len; i++) {
        json_array_append_new(told, json_string(step->told->pdata[i]));
    }
    if (step->passed + step->failed + step->open > 0) {
        json_object_set_new(entry, "passed", json_integer(step->passed));
        json_object_set_new(entry, "failed", json_integer(step->failed));
        json_object_set_new(entry, "open", json_integer(step->open));
    }
    if (step->unread) {
        json_object_set_new(entry, "unread", json_true());
    }
    return entry;
}

GString *
sb_stamp_write(const SbStamp *stamp, const char *program)
{
    json_t *steps = json_array();
    g_autoptr(json_t) tree = json_pack(
        "{s:s, s:s, s:o}", "statbrief", SB_VERSION, "program", program, "steps", steps);

    for (guint i = 0; i < stamp->steps->len; i++) {
        json_array_append_new(steps, step_json(stamp->steps->pdata[i]));
    }
    char *text = json_dumps(tree, JSON_INDENT(1));
    GString *out = g_string_new(text);

    free(text);
    return g_string_append_c(out, '\n');
}

/* --- the program -------------------------------------------------------------------- */

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names and sizes of the faces in a folder: their content is in the megabytes,
 * and a face that changes without changing its size is no case worth a second
 * of every run. */
static void
digest_folder(GChecksum *sum, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        if (g_str_has_suffix(name, ".otf") || g_str_has_suffix(name, ".ttf")) {
            g_ptr_array_add(names, g_strdup(name));
        }
    }
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
        g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
        g_autofree char *line = g_strdup_printf("%s %" G_GSIZE_FORMAT "\n",
            (char *)names->pdata[i], file != NULL ? g_mapped_file_get_length(file) : 0);

        g_checksum_update(sum, (const guchar *)line, -1);
    }
}

static void
digest_file(GChecksum *sum, const char *path)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);

    if (file != NULL && g_mapped_file_get_length(file) > 0) {
        g_checksum_update(sum, (const guchar *)g_mapped_file_get_contents(file),
            (gssize)g_mapped_file_get_length(file));
    }
}

char *
sb_stamp_program(const SbJob *job)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *conf = sb_job_data_path(job, "fonts/fonts.conf");
    g_autofree char *face = sb_job_data_path(job, "fonts/NotoSerifKR-Regular.otf");
    g_autofree char *faces = g_path_get_dirname(face);

    g_checksum_update(sum, (const guchar *)SB_VERSION, -1);
    digest_file(sum, "/proc/self/exe");
    digest_file(sum, conf);
    digest_folder(sum, faces);
    return g_strdup(g_checksum_get_string(sum));
}
