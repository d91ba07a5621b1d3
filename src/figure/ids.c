/*
 * In: figures with temporary ids.  Out: the same with unique fact_ids made of
 * place, indicator, item, period and role (see ids.h).
 */
#include "figure/ids.h"

#include <stdlib.h>
#include <string.h>

#include "figure/romanise.h"

/* bytes of one part; a longer one is cut at a hyphen */
enum { LONGEST_PART = 28 };

gboolean
sb_ids_is_sound(const char *fact_id)
{
    if (!g_ascii_islower(*fact_id)) {
        return FALSE;
    }
    for (const char *p = fact_id; *p != '\0'; p++) {
        if (!g_ascii_islower(*p) && !g_ascii_isdigit(*p) && strchr("_.-", *p) == NULL) {
            return FALSE;
        }
    }
    return TRUE;
}

/* --- making --- */

static void
put_part(GString *id, const char *text)
{
    g_autofree char *part = sb_romanise(text);

    if (strlen(part) > LONGEST_PART) {
        size_t cut = LONGEST_PART;

        while (cut > LONGEST_PART / 2 && part[cut] != '-') {
            cut--;
        }
        part[part[cut] == '-' ? cut : LONGEST_PART] = '\0';
    }
    if (*part != '\0') {
        g_string_append(id, id->len > 0 ? "-" : "");
        g_string_append(id, part);
    }
}

/* A month by name, with digits or nothing behind it: "mar-2022", "sept2". */
static gboolean
looks_like_date(const char *id)
{
    static const char *const months[] = { "january", "february", "march", "april", "may",
        "june", "july", "august", "september", "october", "november", "december",
        "sept" };

    for (size_t i = 0; i < G_N_ELEMENTS(months); i++) {
        if (*id != *months[i]) {
            continue;
        }
        size_t n = strlen(months[i]);
        size_t same = strncmp(id, months[i], n) == 0   ? n
                      : strncmp(id, months[i], 3) == 0 ? 3
                                                       : 0;
        if (same == 0) {
            continue;
        }
        const char *rest = id + same;

        if (strspn(rest, "0123456789-._") == strlen(rest)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* What a spreadsheet or another program would turn into something else. */
static gboolean
is_taken_word(const char *id)
{
    static const char *const words[] = { "true", "false", "na", "n-a", "nan", "null",
        "none", "inf", "infinity" };

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strcmp(id, words[i]) == 0) {
            return TRUE;
        }
    }
    return looks_like_date(id);
}

static const char *
place_part(const SbFigure *figure, const SbCodes *codes)
{
    if (*figure->place_code != '\0') {
        /* "X-ORG-adb" by its own name */
        return g_str_has_prefix(figure->place_code, "X-ORG-") ? figure->place_code + 6
                                                              : figure->place_code;
    }
    const SbPlaceCode *place = codes != NULL && *figure->place != '\0'
                                   ? sb_codes_place_named(codes, figure->place)
                                   : NULL;

    return place != NULL ? place->code : figure->place;
}

static const char *
indicator_part(const SbFigure *figure, const SbCodes *codes)
{
    if (*figure->indicator_code != '\0') {
        return figure->indicator_code;
    }
    const SbIndicatorCode *indicator =
        codes != NULL && *figure->indicator != '\0'
            ? sb_codes_indicator_named(codes, figure->indicator)
            : NULL;

    return indicator != NULL ? indicator->code : figure->indicator;
}

char *
sb_ids_make(const SbFigure *figure, const SbCodes *codes)
{
    GString *id = g_string_new(NULL);

    put_part(id, place_part(figure, codes));
    put_part(id, indicator_part(figure, codes));
    if (*figure->item != '\0' && strcmp(figure->item, figure->indicator) != 0) {
        put_part(id, figure->item);
    }
    put_part(id, figure->period);
    if (figure->role != SB_ROLE_LEVEL) {
        put_part(id, sb_role_name(figure->role));
    }
    if (id->len == 0 || !g_ascii_islower(id->str[0]) || is_taken_word(id->str)) {
        g_string_prepend(id, id->len > 0 ? "f-" : "fact");
    }
    return g_string_free(id, FALSE);
}

/* --- rewriting --- */

static const char *
mapped(GHashTable *map, const char *id)
{
    const char *to = g_hash_table_lookup(map, id);

    return to != NULL ? to : id;
}

/* "kind:id;kind:id" */
static const char *
rewrite_relations(const char *relations, SbArena *arena, GHashTable *map)
{
    g_auto(GStrv) parts = g_strsplit(relations, ";", -1);
    g_autoptr(GString) out = g_string_new(NULL);

    for (int i = 0; parts[i] != NULL; i++) {
        char *colon = strchr(parts[i], ':');

        g_string_append(out, i > 0 ? ";" : "");
        if (colon == NULL) {
            g_string_append(out, parts[i]);
        } else {
            g_string_append_len(out, parts[i], colon + 1 - parts[i]);
            g_string_append(out, mapped(map, colon + 1));
        }
    }
    return sb_arena_strdup(arena, out->str);
}

/* "100 * {a} / {b}" */
static const char *
rewrite_expression(const char *expression, SbArena *arena, GHashTable *map)
{
    g_autoptr(GString) out = g_string_new(NULL);

    while (*expression != '\0') {
        const char *open = strchr(expression, '{');
        const char *close = open != NULL ? strchr(open, '}') : NULL;

        if (close == NULL) {
            break;
        }
        g_autofree char *id = g_strndup(open + 1, (gsize)(close - open - 1));

        g_string_append_len(out, expression, open + 1 - expression);
        g_string_append(out, mapped(map, id));
        expression = close;
    }
    g_string_append(out, expression);
    return sb_arena_strdup(arena, out->str);
}

void
sb_ids_rewrite(SbFigure *figure, SbArena *arena, GHashTable *map)
{
    if (*figure->relations != '\0') {
        figure->relations = rewrite_relations(figure->relations, arena, map);
    }
    if (*figure->derived_from != '\0') {
        figure->derived_from = rewrite_expression(figure->derived_from, arena, map);
    }
    if (*figure->same_as != '\0') {
        figure->same_as = mapped(map, figure->same_as);
    }
    if (*figure->base != '\0') {
        figure->base = mapped(map, figure->base);
    }
}

/* --- assigning --- */

/* wanted, or wanted-2 and so on; tried has for each wanted the number that comes
 * next, so that a thousand alike are not counted through a thousand times. */
static const char *
unique(const char *wanted, SbArena *arena, GHashTable *used, GHashTable *taken,
    GHashTable *tried)
{
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(tried, wanted));
    g_autofree char *id = n > 0 ? g_strdup_printf("%s-%u", wanted, n) : g_strdup(wanted);

    while (g_hash_table_contains(used, id) ||
           (taken != NULL && g_hash_table_contains(taken, id))) {
        n = MAX(n + 1, 2);
        g_free(id);
        id = g_strdup_printf("%s-%u", wanted, n);
    }
    g_hash_table_insert(tried, g_strdup(wanted), GUINT_TO_POINTER(MAX(n + 1, 2)));
    return sb_arena_strdup(arena, id);
}

/* The rows from first on that have the source of first: their new ids by the
 * temporary ones. */
static GHashTable *
map_of_source(GHashTable *maps, const char *source)
{
    GHashTable *map = g_hash_table_lookup(maps, source);

    if (map == NULL) {
        map = g_hash_table_new(g_str_hash, g_str_equal);
        g_hash_table_insert(maps, (void *)source, map);
    }
    return map;
}

void
sb_ids_assign(SbFigureTable *table, const SbCodes *codes, GHashTable *taken)
{
    SbArena *arena = sb_figure_table_arena(table);
    g_autoptr(GHashTable) used = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) tried =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) maps = g_hash_table_new_full(
        g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_hash_table_unref);

    for (size_t i = 0; i < sb_figure_table_count(table); i++) {
        SbFigure *figure = sb_figure_table_at(table, i);
        g_autofree char *wanted = sb_ids_make(figure, codes);
        const char *id = unique(wanted, arena, used, taken, tried);

        g_hash_table_add(used, (void *)id);
        if (*figure->fact_id != '\0') {
            g_hash_table_insert(
                map_of_source(maps, figure->source), (void *)figure->fact_id, (void *)id);
        }
        figure->fact_id = id;
    }
    for (size_t i = 0; i < sb_figure_table_count(table); i++) {
        SbFigure *figure = sb_figure_table_at(table, i);

        sb_ids_rewrite(figure, arena, map_of_source(maps, figure->source));
    }
    sb_figure_table_touch(table);
}
