/*
 * In: the words of a command line and the options known.  Out: options with
 * their values, and operands, in the order given.
 */
#include "cmd/option.h"

#include <math.h>
#include <string.h>

#include "base/error.h"

typedef struct {
    const SbOption *option;
    GPtrArray *values; /* of const char*; of NULLs for a flag */
} Given;

struct SbOptions {
    const char *who;
    const SbOption *const *known;
    size_t n_known;
    Given *given; /* one for each known */
    GPtrArray *operands;
};

static SbOptions *
options_new(const char *who, const SbOption *const *known, size_t n)
{
    SbOptions *options = g_new0(SbOptions, 1);

    options->who = who;
    options->known = known;
    options->n_known = n;
    options->given = g_new0(Given, MAX(n, 1));
    for (size_t i = 0; i < n; i++) {
        options->given[i] = (Given){ known[i], g_ptr_array_new() };
    }
    options->operands = g_ptr_array_new();
    return options;
}

void
sb_option_free(SbOptions *options)
{
    if (options == NULL) {
        return;
    }
    for (size_t i = 0; i < options->n_known; i++) {
        g_ptr_array_unref(options->given[i].values);
    }
    g_ptr_array_unref(options->operands);
    g_free(options->given);
    g_free(options);
}

static Given *
find_name(const SbOptions *options, const char *name, size_t length)
{
    for (size_t i = 0; i < options->n_known; i++) {
        const char *known = options->known[i]->name;

        if (strlen(known) == length && memcmp(known, name, length) == 0) {
            return &options->given[i];
        }
    }
    return NULL;
}

static Given *
find_letter(const SbOptions *options, char letter)
{
    for (size_t i = 0; i < options->n_known; i++) {
        if (options->known[i]->letter == letter) {
            return &options->given[i];
        }
    }
    return NULL;
}

static void
refuse_name(const SbOptions *options, const char *name, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new(); /* of const char* */

    for (size_t i = 0; i < options->n_known; i++) {
        g_ptr_array_add(names, (gpointer)options->known[i]->name);
    }
    const char *near =
        sb_error_nearest(name, (const char *const *)names->pdata, names->len);

    if (near != NULL) {
        sb_error_set(error, SB_ERROR_USAGE, "%s: unknown option --%s; did you mean --%s?",
            options->who, name, near);
    } else {
        sb_error_set(error, SB_ERROR_USAGE,
            "%s: unknown option --%s; %s --help lists the options", options->who, name,
            options->who);
    }
}

/* --name or --name=value; *next is the index of the word after it. */
static gboolean
take_long(SbOptions *options, char *const *words, int count, int *next, GError **error)
{
    const char *name = words[*next - 1] + 2, *equals = strchr(name, '=');
    size_t length = equals != NULL ? (size_t)(equals - name) : strlen(name);
    Given *given = find_name(options, name, length);

    if (given == NULL) {
        g_autofree char *bare = g_strndup(name, length);

        refuse_name(options, bare, error);
        return FALSE;
    }
    if (given->option->argument == NULL) {
        if (equals != NULL) {
            sb_error_set(error, SB_ERROR_USAGE, "%s: --%s takes no value", options->who,
                given->option->name);
            return FALSE;
        }
        g_ptr_array_add(given->values, NULL);
        return TRUE;
    }
    if (equals == NULL && *next >= count) {
        sb_error_set(error, SB_ERROR_USAGE, "%s: --%s lacks its value; expected --%s %s",
            options->who, given->option->name, given->option->name,
            given->option->argument);
        return FALSE;
    }
    g_ptr_array_add(
        given->values, (gpointer)(equals != NULL ? equals + 1 : words[(*next)++]));
    return TRUE;
}

/* -abc, -ovalue or -o value. */
static gboolean
take_short(SbOptions *options, char *const *words, int count, int *next, GError **error)
{
    for (const char *p = words[*next - 1] + 1; *p != '\0'; p++) {
        Given *given = find_letter(options, *p);

        if (given == NULL) {
            sb_error_set(error, SB_ERROR_USAGE,
                "%s: unknown option -%.*s; %s --help lists the options", options->who,
                (int)(g_utf8_next_char(p) - p), p, options->who);
            return FALSE;
        }
        if (given->option->argument == NULL) {
            g_ptr_array_add(given->values, NULL);
            continue;
        }
        if (p[1] == '\0' && *next >= count) {
            sb_error_set(error, SB_ERROR_USAGE,
                "%s: -%c lacks its value; expected -%c %s", options->who, *p, *p,
                given->option->argument);
            return FALSE;
        }
        g_ptr_array_add(
            given->values, (gpointer)(p[1] != '\0' ? p + 1 : words[(*next)++]));
        return TRUE;
    }
    return TRUE;
}

SbOptions *
sb_option_parse(const char *who, char *const *words, int count,
    const SbOption *const *known, size_t n, GError **error)
{
    g_autoptr(SbOptions) options = options_new(who, known, n);
    gboolean ended = FALSE;

    for (int i = 0; i < count;) {
        const char *word = words[i++];

        if (!g_utf8_validate(word, -1, NULL)) {
            sb_error_set(error, SB_ERROR_USAGE,
                "%s: argument %d is not UTF-8; expected UTF-8", who, i);
            return NULL;
        }
        if (ended || word[0] != '-' || word[1] == '\0') {
            g_ptr_array_add(options->operands, (gpointer)word);
        } else if (strcmp(word, "--") == 0) {
            ended = TRUE;
        } else if (!(word[1] == '-' ? take_long : take_short)(
                       options, words, count, &i, error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&options);
}

const GPtrArray *
sb_option_list(const SbOptions *options, const char *name)
{
    Given *given = find_name(options, name, strlen(name));

    g_assert(given != NULL);
    return given->values;
}

gboolean
sb_option_flag(const SbOptions *options, const char *name)
{
    return sb_option_list(options, name)->len > 0;
}

const char *
sb_option_text(const SbOptions *options, const char *name, const char *fallback)
{
    const GPtrArray *values = sb_option_list(options, name);

    return values->len > 0 ? values->pdata[values->len - 1] : fallback;
}

const GPtrArray *
sb_option_operands(const SbOptions *options)
{
    return options->operands;
}

static gboolean
parse_number(const char *text, double *out, const char **end)
{
    char *stop = NULL;

    *out = g_ascii_strtod(text, &stop);
    *end = stop;
    return stop != text && isfinite(*out);
}

gboolean
sb_option_number(const SbOptions *options, const char *name, double least, double most,
    double *out, GError **error)
{
    const char *text = sb_option_text(options, name, NULL), *end;
    double value;

    if (text == NULL) {
        return TRUE;
    }
    if (!parse_number(text, &value, &end) || *end != '\0' || value < least ||
        value > most) {
        char from[G_ASCII_DTOSTR_BUF_SIZE], to[G_ASCII_DTOSTR_BUF_SIZE];

        sb_error_set(error, SB_ERROR_USAGE,
            "%s: --%s \"%s\"; expected a number from %s to %s", options->who, name, text,
            g_ascii_formatd(from, sizeof from, "%.6g", least),
            g_ascii_formatd(to, sizeof to, "%.6g", most));
        return FALSE;
    }
    *out = value;
    return TRUE;
}

gboolean
sb_option_length(const SbOptions *options, const char *name, double *px,
    gboolean *physical, GError **error)
{
    static const struct {
        const char *name;
        double px;
        gboolean physical;
    } units[] = {
        { "", 1, FALSE },
        { "px", 1, FALSE },
        { "pt", 96.0 / 72, TRUE },
        { "in", 96, TRUE },
        { "cm", 96 / 2.54, TRUE },
        { "mm", 96 / 25.4, TRUE },
    };
    const char *text = sb_option_text(options, name, NULL), *end;
    double value;

    if (text == NULL) {
        return TRUE;
    }
    if (parse_number(text, &value, &end) && value > 0) {
        for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
            if (strcmp(end, units[i].name) == 0) {
                *px = value * units[i].px;
                *physical = *physical || units[i].physical;
                return TRUE;
            }
        }
    }
    sb_error_set(error, SB_ERROR_USAGE,
        "%s: --%s \"%s\"; expected a length such as 640, 12cm, 85mm, 6.1in or 400pt",
        options->who, name, text);
    return FALSE;
}

gboolean
sb_option_choice(const SbOptions *options, const char *name, const char *const *words,
    size_t n, int *out, GError **error)
{
    const char *text = sb_option_text(options, name, NULL);

    if (text == NULL) {
        return TRUE;
    }
    for (size_t i = 0; i < n; i++) {
        if (strcmp(text, words[i]) == 0) {
            *out = (int)i;
            return TRUE;
        }
    }
    g_autoptr(GString) all = g_string_new(NULL);

    for (size_t i = 0; i < n; i++) {
        g_string_append_printf(all, "%s%s",
            i == 0      ? ""
            : i + 1 < n ? ", "
                        : " or ",
            words[i]);
    }
    sb_error_set(error, SB_ERROR_USAGE, "%s: --%s \"%s\"; expected %s", options->who,
        name, text, all->str);
    return FALSE;
}
