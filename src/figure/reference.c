/*
 * In: a text with {{…}}, the figures, a language.  Out: the text with every
 * reference replaced (see reference.h).
 *
 * Terms: body, what stands between the braces; particle, a Korean ending that
 * depends on the sound before it, written 은(는) or 은/는 behind a reference.
 */
#include "figure/reference.h"

#include <string.h>

#include "base/error.h"
#include "figure/convert.h"
#include "figure/phrase.h"

typedef struct {
    SbJob *job;
    const SbReferenceContext *context;
    const char *where; /* may be NULL */
    GString *out;
} Resolver;

static void fail(const Resolver *resolver, SbErrorCode code, GError **error,
    const char *format, ...) G_GNUC_PRINTF(4, 5);

static void
fail(const Resolver *resolver, SbErrorCode code, GError **error, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    sb_error_set(error, code, "%s%s%s", resolver->where != NULL ? resolver->where : "",
        resolver->where != NULL ? ": " : "", message);
}

/* --- the figure that is meant --- */

static const char *
nearest_id(const SbFigureTable *figures, const char *id)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();

    for (size_t i = 0; i < sb_figure_table_count(figures); i++) {
        g_ptr_array_add(ids, (void *)sb_figure_table_at(figures, i)->fact_id);
    }
    return sb_error_nearest(id, (const char *const *)ids->pdata, ids->len);
}

static const SbFigure *
find(const Resolver *resolver, const char *id, GError **error)
{
    const SbFigureTable *figures = resolver->context->figures;

    if (figures == NULL) {
        fail(resolver, SB_ERROR_INPUT, error,
            "{{%s}}: no figures are given; expected a data file", id);
        return NULL;
    }
    const SbFigure *figure = sb_figure_table_find(figures, id);

    if (figure == NULL) {
        const char *near = nearest_id(figures, id);

        fail(resolver, SB_ERROR_INPUT, error,
            "{{%s}}: no figure has this fact_id; %s%s%s", id,
            near != NULL ? "did you mean \"" : "expected one of the figures' fact_ids",
            near != NULL ? near : "", near != NULL ? "\"?" : "");
        return NULL;
    }
    if (*figure->same_as != '\0' && figure->status != SB_STATUS_REJECTED) {
        fail(resolver, SB_ERROR_INPUT, error,
            "{{%s}}: the row is the same fact as another; expected {{%s}}", id,
            figure->same_as);
        return NULL;
    }
    if (sb_figure_is_published(figure) ||
        (resolver->context->draft && figure->status == SB_STATUS_NEW)) {
        return figure;
    }
    fail(resolver, SB_ERROR_INPUT, error,
        "{{%s}}: the figure is %s, not published; expected one that is accepted, edited "
        "or added",
        id, sb_status_name(figure->status));
    return NULL;
}

/* --- options --- */

static gboolean
refuse_option(
    const Resolver *resolver, const char *id, const char *option, GError **error)
{
    static const char *const known[] = { "decimals", "scale", "sign", "unit", "bare",
        "as" };
    g_autofree char *name = g_strndup(option, strcspn(option, "="));
    const char *near = sb_error_nearest(name, known, G_N_ELEMENTS(known));
    g_autofree char *hint =
        near != NULL ? g_strdup_printf(" (is it \"%s\"?)", near) : g_strdup("");

    fail(resolver, SB_ERROR_INPUT, error,
        "{{%s}}: option \"%s\"%s; expected decimals=N, scale=bn tn mn k 만 억 조 none, "
        "sign=always, unit=no, bare or as=CURRENCY",
        id, option, hint);
    return FALSE;
}

/* One of the words behind the id.  *as gets the currency of as=. */
static gboolean
read_option(const Resolver *resolver, const char *id, const char *option,
    SbPhraseOptions *options, const char **as, GError **error)
{
    const char *value = strchr(option, '=');

    value = value != NULL ? value + 1 : "";
    if (strcmp(option, "bare") == 0) {
        options->bare = TRUE;
    } else if (strcmp(option, "sign=always") == 0) {
        options->sign_always = TRUE;
    } else if (strcmp(option, "unit=no") == 0) {
        options->no_unit = TRUE;
    } else if (g_str_has_prefix(option, "scale=") && sb_phrase_scale_power(value) >= 0) {
        options->scale = value;
    } else if (g_str_has_prefix(option, "as=") && strlen(value) == 3) {
        *as = value;
    } else if (g_str_has_prefix(option, "decimals=") && g_ascii_isdigit(*value) &&
               (value[1] == '\0' ||
                   (value[1] <= '8' && *value == '1' && value[2] == '\0'))) {
        options->has_decimals = TRUE;
        options->decimals = (int)g_ascii_strtoull(value, NULL, 10);
    } else {
        return refuse_option(resolver, id, option, error);
    }
    return TRUE;
}

/* --- replacing --- */

static gboolean
put_param(Resolver *resolver, const char *name, GError **error)
{
    GHashTable *params = resolver->context->params;
    const char *text = params != NULL ? g_hash_table_lookup(params, name) : NULL;

    if (text == NULL) {
        fail(resolver, SB_ERROR_INPUT, error,
            "{{param.%s}}: no such parameter; expected one that the manifest or --param "
            "gives",
            name);
        return FALSE;
    }
    g_string_append(resolver->out, text);
    return TRUE;
}

static void
put_cited(const Resolver *resolver, const SbFigure *figure)
{
    if (resolver->context->cited != NULL) {
        g_ptr_array_add(resolver->context->cited, (void *)figure->fact_id);
    }
}

static char *
converted(const Resolver *resolver, const SbFigure *figure, const char *as,
    const SbPhraseOptions *options, GError **error)
{
    SbFigure other;
    g_autofree char *note = NULL;
    g_autoptr(GError) problem = NULL;

    if (!sb_convert_figure(
            resolver->job, figure, as, options->lang, &other, &note, &problem)) {
        fail(resolver, SB_ERROR_INPUT, error, "{{%s}}: %s", figure->fact_id,
            problem->message);
        return NULL;
    }
    if (resolver->context->notes != NULL) {
        g_ptr_array_add(resolver->context->notes, g_steal_pointer(&note));
    }
    return sb_phrase_figure(resolver->job, &other, options);
}

static gboolean
put_figure(Resolver *resolver, const char *body, GError **error)
{
    g_auto(GStrv) words = g_strsplit_set(body, " \t\n", -1);
    SbPhraseOptions options = { .lang = resolver->context->lang };
    const char *id = NULL, *as = NULL;

    for (int i = 0; words[i] != NULL; i++) {
        if (*words[i] == '\0') {
            continue;
        }
        if (id == NULL) {
            id = words[i];
        } else if (!read_option(resolver, id, words[i], &options, &as, error)) {
            return FALSE;
        }
    }
    if (id == NULL) {
        fail(resolver, SB_ERROR_INPUT, error,
            "{{}}: nothing in it; expected a fact_id, param.NAME or = TEXT");
        return FALSE;
    }
    if (g_str_has_prefix(id, "param.")) {
        return put_param(resolver, id + strlen("param."), error);
    }
    const SbFigure *figure = find(resolver, id, error);

    if (figure == NULL) {
        return FALSE;
    }
    g_autofree char *phrase = as != NULL
                                  ? converted(resolver, figure, as, &options, error)
                                  : sb_phrase_figure(resolver->job, figure, &options);

    if (phrase == NULL) {
        return FALSE;
    }
    put_cited(resolver, figure);
    g_string_append(resolver->out, phrase);
    return TRUE;
}

/* --- particles --- */

/* The particle written at text in both its forms; its bytes, or 0. */
static size_t
particle_at(const char *text, const char **pair)
{
    static const struct {
        const char *written, *pair;
    } forms[] = { { "은(는)", "은/는" }, { "는(은)", "은/는" }, { "은/는", "은/는" },
        { "이(가)", "이/가" }, { "가(이)", "이/가" }, { "이/가", "이/가" },
        { "을(를)", "을/를" }, { "를(을)", "을/를" }, { "을/를", "을/를" },
        { "과(와)", "과/와" }, { "와(과)", "과/와" }, { "과/와", "과/와" },
        { "(으)로", "으로/로" }, { "으로/로", "으로/로" } };

    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (g_str_has_prefix(text, forms[i].written)) {
            *pair = forms[i].pair;
            return strlen(forms[i].written);
        }
    }
    return 0;
}

/* --- the scan --- */

/* The reference at text ("{{…}}"): its bytes, or 0 when it does not end. */
static size_t
reference_length(const char *text)
{
    const char *end = strstr(text + 2, "}}");

    return end != NULL ? (size_t)(end + 2 - text) : 0;
}

static gboolean
put_reference(Resolver *resolver, const char *text, size_t length, GError **error)
{
    g_autofree char *body = g_strndup(text + 2, length - 4);

    if (*body == '=') {
        g_string_append(resolver->out, g_strstrip(body + 1));
        return TRUE;
    }
    return put_figure(resolver, g_strstrip(body), error);
}

/* Resolves all of text into resolver->out. */
static gboolean
resolve(Resolver *resolver, const char *text, GError **error)
{
    while (*text != '\0') {
        const char *pair;

        if (g_str_has_prefix(text, "\\{{")) {
            g_string_append(resolver->out, "{{");
            text += 3;
            continue;
        }
        if (!g_str_has_prefix(text, "{{")) {
            g_string_append_c(resolver->out, *text++);
            continue;
        }
        size_t length = reference_length(text);

        if (length == 0) {
            fail(resolver, SB_ERROR_INPUT, error,
                "\"{{\" without its end; expected \"}}\", or \"\\{{\" for a brace "
                "itself");
            return FALSE;
        }
        if (!put_reference(resolver, text, length, error)) {
            return FALSE;
        }
        text += length;
        size_t particle = particle_at(text, &pair);

        if (particle > 0) {
            g_string_append(resolver->out, sb_phrase_particle(resolver->out->str, pair));
            text += particle;
        }
    }
    return TRUE;
}

gboolean
sb_reference_in(const char *text)
{
    for (const char *at = text; (at = strstr(at, "{{")) != NULL; at += 2) {
        if (at == text || at[-1] != '\\') {
            return TRUE;
        }
    }
    return FALSE;
}

char *
sb_reference_resolve(SbJob *job, const SbReferenceContext *context, const char *text,
    const char *where, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Resolver resolver = { job, context, where, out };

    if (!resolve(&resolver, text, error)) {
        return NULL;
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}
