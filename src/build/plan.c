/*
 * In: a manifest.  Out: steps, each with its recipe and outputs.
 *
 * Charts: charts/NAME.LANG.{png,svg,pdf}, charts/NAME.LANG.PRESET.{…},
 * charts/NAME.LANG.alt.txt, and once charts/NAME.data.csv.  Reports:
 * NAME.LANG.pdf.  A draft's files are called *.draft.*.
 */
#include "build/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

typedef struct {
    SbPlan plan; /* first: the same address */
    SbArena *arena;
    GPtrArray *steps;
    GHashTable *outputs; /* path -> what its step is made from */
} Planning;

static SbStep *
add_step(Planning *p, SbStepKind kind, const char *name, const char *path)
{
    SbStep *step = sb_arena_new_of(p->arena, SbStep);

    step->kind = kind;
    step->name = name;
    step->path = path;
    step->lang = "";
    step->stem = "";
    step->inputs = sb_arena_ptr_array(p->arena);
    step->outputs = sb_arena_ptr_array(p->arena);
    g_ptr_array_add(p->steps, step);
    return step;
}

static void
add_input(SbStep *step, const char *path)
{
    if (path != NULL && *path != '\0') {
        g_ptr_array_add((GPtrArray *)step->inputs, (gpointer)path);
    }
}

/* Takes name. */
static gboolean
take_output(Planning *p, SbStep *step, char *name, GError **error)
{
    const char *path = sb_arena_own(p->arena, name, g_free);
    const char *other = g_hash_table_lookup(p->outputs, path);

    if (other != NULL) {
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: %s and %s would both write %s; expected different names",
            p->plan.manifest->path, other, step->path, path);
        return FALSE;
    }
    g_hash_table_insert(p->outputs, (gpointer)path, (gpointer)step->path);
    g_ptr_array_add((GPtrArray *)step->outputs, (gpointer)path);
    return TRUE;
}

/* Params and colours in the order written, so that a recipe is a text. */
static void
put_tree(GString *out, const char *label, const json_t *tree)
{
    if (tree != NULL) {
        char *text = json_dumps(tree, JSON_COMPACT | JSON_ENCODE_ANY);

        g_string_append_printf(out, " %s=%s", label, text);
        free(text);
    }
}

static void
put_list(GString *out, const char *label, const GPtrArray *list)
{
    g_string_append_printf(out, " %s=", label);
    for (guint i = 0; i < list->len; i++) {
        g_string_append_printf(out, "%s%s", i > 0 ? "," : "", (char *)list->pdata[i]);
    }
}

static void
set_recipe(Planning *p, SbStep *step)
{
    const SbManifest *m = p->plan.manifest;
    g_autoptr(GString) out = g_string_new(step->path);

    put_list(out, "inputs", step->inputs);
    if (step->kind == SB_STEP_CHART || step->kind == SB_STEP_REPORT) {
        g_string_append_printf(out, " draft=%d date=%s", p->plan.draft,
            p->plan.date != NULL ? p->plan.date : "");
        put_tree(out, "params", m->params_tree);
        put_tree(out, "colours", m->colours);
    }
    if (step->kind == SB_STEP_REPORT) {
        g_string_append_printf(out, " strict=%d", p->plan.strict);
    }
    put_list(out, "outputs", step->outputs);
    step->recipe = sb_arena_strndup(p->arena, out->str, out->len);
}

char *
sb_plan_picture(
    const SbPlan *plan, const SbStep *step, const char *preset, const char *format)
{
    return g_strdup_printf("%s.%s%s%s%s.%s", step->stem, step->lang,
        preset != NULL ? "." : "", preset != NULL ? preset : "",
        plan->draft ? ".draft" : "", format);
}

char *
sb_plan_text(const SbPlan *plan, const SbStep *step, const char *ending)
{
    const char *draft = plan->draft ? ".draft" : "";

    /* the data are those of every edition */
    return strcmp(ending, "data.csv") == 0
               ? g_strdup_printf("%s%s.%s", step->stem, draft, ending)
               : g_strdup_printf("%s.%s%s.%s", step->stem, step->lang, draft, ending);
}

static gboolean
plan_chart(Planning *p, const SbManifestItem *chart, guint edition, GError **error)
{
    const SbManifest *m = p->plan.manifest;
    const char *lang = m->editions->pdata[edition];
    SbStep *step = add_step(p, SB_STEP_CHART,
        sb_arena_printf(p->arena, "chart %s %s", chart->name, lang), chart->path);

    step->lang = lang;
    step->stem = sb_arena_printf(p->arena, "charts/%s", chart->name);
    step->with_data = edition == 0;
    add_input(step, chart->path);
    add_input(step, m->data);
    for (guint i = 0; i <= m->presets->len; i++) {
        const char *preset = i > 0 ? m->presets->pdata[i - 1] : NULL;

        for (guint j = 0; j < m->formats->len; j++) {
            if (!take_output(p, step,
                    sb_plan_picture(&p->plan, step, preset, m->formats->pdata[j]),
                    error)) {
                return FALSE;
            }
        }
    }
    if (!take_output(p, step, sb_plan_text(&p->plan, step, "alt.txt"), error) ||
        (step->with_data &&
            !take_output(p, step, sb_plan_text(&p->plan, step, "data.csv"), error))) {
        return FALSE;
    }
    set_recipe(p, step);
    return TRUE;
}

static gboolean
plan_report(Planning *p, const SbManifestItem *report, GError **error)
{
    const SbManifest *m = p->plan.manifest;
    SbStep *step = add_step(p, SB_STEP_REPORT,
        sb_arena_printf(p->arena, "report %s %s", report->name, report->lang),
        report->path);

    step->lang = report->lang;
    step->stem = report->name;
    add_input(step, report->path);
    add_input(step, m->data);
    add_input(step, m->checks);
    if (!take_output(p, step,
            g_strdup_printf(
                "%s.%s%s.pdf", report->name, report->lang, p->plan.draft ? ".draft" : ""),
            error)) {
        return FALSE;
    }
    set_recipe(p, step);
    return TRUE;
}

/* What is told of articles and audit needs the reviewed figures. */
static void
plan_reading(Planning *p)
{
    const SbManifest *m = p->plan.manifest;

    if (m->data == NULL) {
        return;
    }
    if (m->articles->len > 0) {
        SbStep *merge = add_step(p, SB_STEP_MERGE, "merge", "");

        for (guint i = 0; i < m->articles->len; i++) {
            add_input(merge, m->articles->pdata[i]);
        }
        add_input(merge, m->data);
        set_recipe(p, merge);
    }
    SbStep *check = add_step(p, SB_STEP_CHECK, "check", "");

    add_input(check, m->data);
    add_input(check, m->checks);
    set_recipe(p, check);
}

SbPlan *
sb_plan_new(const SbManifest *manifest, const SbBuildOptions *options, GError **error)
{
    Planning *p = g_new0(Planning, 1);
    g_autoptr(SbPlan) plan = &p->plan;

    p->arena = sb_arena_new();
    p->steps = sb_arena_ptr_array(p->arena);
    p->outputs = g_hash_table_new(g_str_hash, g_str_equal);
    plan->manifest = manifest;
    plan->steps = p->steps;
    plan->draft = options->draft || manifest->draft;
    plan->strict = options->strict || manifest->strict;
    plan->date = options->date;
    plan_reading(p);
    for (guint i = 0; i < manifest->charts->len; i++) {
        for (guint j = 0; j < manifest->editions->len; j++) {
            if (!plan_chart(p, manifest->charts->pdata[i], j, error)) {
                return NULL;
            }
        }
    }
    for (guint i = 0; i < manifest->reports->len; i++) {
        if (!plan_report(p, manifest->reports->pdata[i], error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&plan);
}

void
sb_plan_free(SbPlan *plan)
{
    Planning *p = (Planning *)plan;

    if (p == NULL) {
        return;
    }
    g_hash_table_unref(p->outputs);
    sb_arena_free(p->arena);
    g_free(p);
}

GString *
sb_plan_dump(const SbPlan *plan)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < plan->steps->len; i++) {
        const SbStep *step = plan->steps->pdata[i];

        g_string_append_printf(out, "%s\n", step->name);
        for (guint j = 0; j < step->inputs->len; j++) {
            g_string_append_printf(out, "    from %s\n", (char *)step->inputs->pdata[j]);
        }
        for (guint j = 0; j < step->outputs->len; j++) {
            g_string_append_printf(out, "    to %s/%s\n", plan->manifest->outdir,
                (char *)step->outputs->pdata[j]);
        }
    }
    return out;
}
