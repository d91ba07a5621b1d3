/* In: a scene and a file's ending.  Out: the bytes that its writer gives. */
#include "draw/target.h"

#include <string.h>

#include "draw/target_part.h"

gboolean
sb_target_by_name(const char *path, SbTargetKind *out)
{
    static const char *const endings[] = { ".png", ".svg", ".pdf" };
    g_autofree char *lower = g_ascii_strdown(path, -1);

    for (int i = 0; i < (int)G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(lower, endings[i])) {
            *out = (SbTargetKind)i;
            return TRUE;
        }
    }
    return FALSE;
}

char *
sb_target_date(const SbTargetOptions *options)
{
    const char *date =
        options->date != NULL && *options->date != '\0' ? options->date : "1970-01-01";

    g_autofree char *full = strchr(date, 'T') != NULL
                                ? g_strdup(date)
                                : g_strconcat(date, "T00:00:00Z", NULL);
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GDateTime) read = g_date_time_new_from_iso8601(full, utc);
    g_autoptr(GDateTime) at = read != NULL ? g_date_time_to_utc(read) : NULL;

    return at != NULL ? g_date_time_format(at, "%Y-%m-%dT%H:%M:%SZ")
                      : g_strdup("1970-01-01T00:00:00Z");
}

/* A scene as a document of one page; with an alt text it is a Figure. */
static GBytes *
one_page(
    SbFonts *fonts, const SbScene *scene, const SbTargetOptions *options, GError **error)
{
    const double mm = options->physical_width_mm;
    double points = options->points > 0 ? options->points : 0.75;
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    g_autoptr(GArray) structure = g_array_new(FALSE, TRUE, sizeof(SbStructNode));
    SbStructNode nodes[] = {
        { .parent = -1, .type = "Document", .lang = options->lang },
        { .parent = 0, .type = "Figure", .alt = options->alt },
    };
    SbScene *page = sb_scene_new(sb_scene_width(scene), sb_scene_height(scene));
    SbItem *item = sb_scene_add(page, SB_ITEM_SCENE);

    item->tag = 1;
    item->u.scene.scene = scene;
    item->u.scene.rect = (SbRect){ 0, 0, sb_scene_width(scene), sb_scene_height(scene) };
    if (mm > 0 && sb_scene_width(scene) > 0) {
        points = mm / 25.4 * 72 / sb_scene_width(scene);
    }
    g_array_append_vals(structure, nodes, G_N_ELEMENTS(nodes));
    g_ptr_array_add(pages, page);
    SbDocumentPages document = { .pages = pages,
        .structure = options->alt != NULL ? structure : NULL };
    GBytes *bytes = sb_pdf_write(fonts, &document, points, options, error);

    sb_scene_free(page);
    return bytes;
}

GBytes *
sb_target_render(SbJob *job, SbFonts *fonts, const SbScene *scene, SbTargetKind kind,
    const SbTargetOptions *options, GError **error)
{
    static const SbTargetOptions none = { 0 };

    options = options != NULL ? options : &none;
    switch (kind) {
    case SB_TARGET_PNG:
        return sb_png_write(fonts, scene, options, error);
    case SB_TARGET_SVG:
        return sb_svg_write(fonts, scene, options, error);
    case SB_TARGET_PDF:
        break;
    }
    return one_page(fonts, scene, options, error);
}

GBytes *
sb_target_document(SbJob *job, SbFonts *fonts, const SbDocumentPages *pages,
    const SbTargetOptions *options, GError **error)
{
    static const SbTargetOptions none = { 0 };

    options = options != NULL ? options : &none;
    return sb_pdf_write(fonts, pages, 1, options, error);
}
