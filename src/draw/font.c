/*
 * In: fonts/fonts.conf, in which @fonts@ stands for the folder of the faces that
 * were cut down for us and @cache@ for a folder that can be written.
 * Out: a private fontconfig configuration with only the faces it names, a Pango
 * font map over it, and faces looked up once.
 *
 * Nothing of the machine's own configuration is read.
 */
#include "draw/font.h"

#include <errno.h>
#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <glib/gstdio.h>
#include <hyphen.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/source.h"
#include "draw/shape.h"

static const char ENGLISH_HYPHENS[] = "/usr/share/hyphen/hyph_en_US.dic";

#define A_CUT_FACE "NotoSansKR-Regular.otf"

struct SbFace {
    SbFont font; /* the key; family is ours */
    PangoFontDescription *description;
    PangoAttrList *attributes;
    GHashTable *lines; /* text → SbTextLine */
    gboolean measured;
    double ascent, descent;
    PangoContext *context; /* lent */
};

struct SbFonts {
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
    GHashTable *faces; /* SbFont (in the face) → SbFace */
    HyphenDict *english;
    gboolean english_tried;
};

/* --- faces ------------------------------------------------------------------ */

static guint
font_hash(gconstpointer key)
{
    const SbFont *f = key;
    guint flags = (f->italic ? 1u : 0u) | (f->tabular ? 2u : 0u);

    return g_str_hash(f->family) * 31 + g_double_hash(&f->size) * 7 +
           (guint)f->weight * 4 + flags;
}

static gboolean
font_equal(gconstpointer a, gconstpointer b)
{
    const SbFont *f = a, *g = b;

    return f->size == g->size && f->weight == g->weight && !f->italic == !g->italic &&
           !f->tabular == !g->tabular && strcmp(f->family, g->family) == 0;
}

static void
line_free(void *data)
{
    SbTextLine *line = data;

    for (guint i = 0; i < line->parts->len; i++) {
        SbGlyphs *part = &g_array_index(line->parts, SbGlyphs, i);

        g_free(part->glyphs);
        g_free(part->clusters);
        g_free((char *)part->text);
    }
    g_array_unref(line->parts);
    g_free(line);
}

static void
face_free(void *data)
{
    SbFace *face = data;

    pango_font_description_free(face->description);
    pango_attr_list_unref(face->attributes);
    g_hash_table_unref(face->lines);
    g_free((char *)face->font.family);
    g_free(face);
}

/* A CSS list of families, which may be quoted, as Pango's: bare, by commas. */
static char *
bare_families(const char *css)
{
    GString *out = g_string_new(NULL);

    for (const char *p = css; *p != '\0'; p++) {
        if (*p != '"' && *p != '\'') {
            g_string_append_c(out, *p);
        }
    }
    return g_string_free(out, FALSE);
}

static PangoFontDescription *
describe(const SbFont *font)
{
    PangoFontDescription *d = pango_font_description_new();
    g_autofree char *families = bare_families(font->family);
    /* Pango's sizes are integers of 1/1024; a line of size 0 has no width */
    double size = CLAMP(font->size, 0.01, 10000.0);

    pango_font_description_set_family(d, families);
    pango_font_description_set_absolute_size(d, size * PANGO_SCALE);
    pango_font_description_set_weight(
        d, (PangoWeight)(font->weight > 0 ? CLAMP(font->weight, 100, 1000) : 400));
    pango_font_description_set_style(
        d, font->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    return d;
}

SbFace *
sb_fonts_face(SbFonts *fonts, const SbFont *font)
{
    SbFace *face = g_hash_table_lookup(fonts->faces, font);

    if (face != NULL) {
        return face;
    }
    face = g_new0(SbFace, 1);
    face->font = *font;
    face->font.family = g_strdup(font->family);
    face->description = describe(font);
    face->context = fonts->context;
    face->attributes = pango_attr_list_new();
    pango_attr_list_insert(face->attributes, pango_attr_font_desc_new(face->description));
    if (font->tabular) {
        pango_attr_list_insert(
            face->attributes, pango_attr_font_features_new("tnum=1,lnum=1"));
    }
    face->lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, line_free);
    g_hash_table_insert(fonts->faces, &face->font, face);
    return face;
}

static void
measure(SbFace *face)
{
    if (face->measured) {
        return;
    }
    PangoFontMetrics *m =
        pango_context_get_metrics(face->context, face->description, NULL);

    face->ascent = pango_font_metrics_get_ascent(m) / (double)PANGO_SCALE;
    face->descent = pango_font_metrics_get_descent(m) / (double)PANGO_SCALE;
    face->measured = TRUE;
    pango_font_metrics_unref(m);
}

double
sb_face_ascent(SbFace *face)
{
    measure(face);
    return face->ascent;
}

double
sb_face_descent(SbFace *face)
{
    measure(face);
    return face->descent;
}

const PangoFontDescription *
sb_face_description(const SbFace *face)
{
    return face->description;
}

PangoAttrList *
sb_face_attributes(SbFace *face)
{
    return face->attributes;
}

GHashTable *
sb_face_lines(SbFace *face)
{
    return face->lines;
}

PangoContext *
sb_fonts_context(SbFonts *fonts)
{
    return fonts->context;
}

void *
sb_fonts_hyphens(SbFonts *fonts, const char *lang)
{
    if (lang == NULL || g_ascii_strncasecmp(lang, "en", 2) != 0 ||
        g_ascii_isalpha(lang[2])) {
        return NULL;
    }
    if (!fonts->english_tried) {
        fonts->english_tried = TRUE;
        fonts->english = hnj_hyphen_load(ENGLISH_HYPHENS);
    }
    return fonts->english;
}

/* --- the configuration -------------------------------------------------------- */

/* TRUE when folder is there (made if need be), ours, and can be written. */
static gboolean
usable_folder(const char *folder)
{
    struct stat st;

    if (g_mkdir_with_parents(folder, 0700) != 0 || lstat(folder, &st) != 0) {
        return FALSE;
    }
    return S_ISDIR(st.st_mode) && st.st_uid == geteuid() && access(folder, W_OK) == 0;
}

/* A folder for fontconfig's tables: beside the faces when that can be written,
 * else the user's cache, else below a temporary folder.  NULL: none. */
static char *
cache_folder(const char *faces)
{
    g_autofree char *user =
        g_build_filename(g_get_user_cache_dir(), "statbrief", "fonts", NULL);
    g_autofree char *name = g_strdup_printf("statbrief-fonts-%u", (unsigned)geteuid());
    g_autofree char *temp = g_build_filename(g_get_tmp_dir(), name, NULL);
    g_autofree char *above = g_path_get_dirname(faces);
    g_autofree char *beside = g_build_filename(above, "font-cache", NULL);
    g_autofree char *cut = g_build_filename(faces, A_CUT_FACE, NULL);
    const size_t first = g_file_test(cut, G_FILE_TEST_EXISTS) ? 0 : 1;
    g_autofree char *var = g_build_filename("/var/tmp", name, NULL);
    g_autofree char *memory = g_build_filename("/dev/shm", name, NULL);
    char *const tried[] = { beside, user, temp, var, memory };

    for (size_t i = first; i < G_N_ELEMENTS(tried); i++) {
        if (usable_folder(tried[i])) {
            return g_strdup(tried[i]);
        }
    }
    return NULL;
}

/* fonts.conf with @fonts@ and @cache@ filled in.  NULL and *error. */
static char *
configuration(SbJob *job, GError **error)
{
    g_autofree char *path = sb_job_data_path(job, "fonts/fonts.conf");
    g_autofree char *face = sb_job_data_path(job, "fonts/" A_CUT_FACE);
    g_autofree char *faces = g_path_get_dirname(face);
    g_autofree char *cache = cache_folder(faces);
    g_autofree char *text = NULL;
    g_autoptr(GError) local = NULL;

    if (!g_file_get_contents(path, &text, NULL, &local)) {
        sb_error_set(error, SB_ERROR_READ, "%s: %s", path, local->message);
        return NULL;
    }
    g_autofree char *faces_xml = g_markup_escape_text(faces, -1);
    g_autofree char *cache_xml =
        g_markup_escape_text(cache != NULL ? cache : "/nonexistent", -1);
    GString *out = g_string_new(text);

    g_string_replace(out, "@fonts@", faces_xml, 0);
    g_string_replace(out, "@cache@", cache_xml, 0);
    return g_string_free(out, FALSE);
}

static FcConfig *
load_config(SbJob *job, GError **error)
{
    g_autofree char *text = configuration(job, error);

    if (text == NULL) {
        return NULL;
    }
    FcConfig *config = FcConfigCreate();

    if (config == NULL ||
        !FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)text, FcTrue) ||
        !FcConfigBuildFonts(config)) {
        if (config != NULL) {
            FcConfigDestroy(config);
        }
        sb_error_set(error, SB_ERROR_READ, "fonts/fonts.conf: fontconfig refuses it");
        return NULL;
    }
    FcFontSet *set = FcConfigGetFonts(config, FcSetSystem);

    if (set == NULL || set->nfont == 0) {
        FcConfigDestroy(config);
        sb_error_set(error, SB_ERROR_READ,
            "no fonts found; install fonts-noto-core, fonts-dejavu-core and "
            "fonts-dejavu-extra");
        return NULL;
    }
    return config;
}

static PangoContext *
new_context(PangoFontMap *map)
{
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();

    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_subpixel_order(options, CAIRO_SUBPIXEL_ORDER_DEFAULT);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    /* told, or Pango takes them from the locale */
    pango_context_set_language(context, pango_language_from_string("en"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    return context;
}

SbFonts *
sb_fonts_new(SbJob *job, GError **error)
{
    FcConfig *config = load_config(job, error);

    if (config == NULL) {
        return NULL;
    }
    SbFonts *fonts = g_new0(SbFonts, 1);

    fonts->config = config;
    /* Pango loads the machine's fonts in a thread of its own unless there is a
     * configuration already */
    FcConfigSetCurrent(config);
    fonts->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), config);
    fonts->context = new_context(fonts->map);
    fonts->faces = g_hash_table_new_full(font_hash, font_equal, NULL, face_free);
    return fonts;
}

void
sb_fonts_free(SbFonts *fonts)
{
    if (fonts == NULL) {
        return;
    }
    g_hash_table_unref(fonts->faces);
    g_object_unref(fonts->context);
    g_object_unref(fonts->map);
    FcConfigDestroy(fonts->config);
    if (fonts->english != NULL) {
        hnj_hyphen_free(fonts->english);
    }
    g_free(fonts);
}
