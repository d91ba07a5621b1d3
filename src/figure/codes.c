/*
 * In: data/codes/ and the list of countries.  Out: tables to look codes and
 * names up in (see codes.h).
 *
 * Names are found in running text by a trie over bytes; a blank in a name
 * stands for any run of white space, an apostrophe for the typographic one, a
 * hyphen for a dash.
 */
#include "figure/codes.h"

#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/error.h"
#include "figure/countries.h"

/* A node of the trie: children are a list by sibling. */
typedef struct {
    guint child, sibling; /* indices into nodes; 0: none */
    const SbPlaceCode *place;
    char byte;
} Node;

/* The same once all names are in: children stand side by side. */
typedef struct {
    const SbPlaceCode *place;
    guint child; /* the first */
    guint children;
} Leaf;

struct SbCodes {
    SbArena *arena;
    GPtrArray *places, *indicators, *units, *names; /* of the records */
    GArray *rates;                                  /* of SbRate */
    GHashTable *place_by_code, *place_by_name;
    GHashTable *indicator_by_code, *indicator_by_name;
    GHashTable *unit_by_code, *name_by_name;
    GArray *nodes;    /* of Node, while it grows; 0 is the root */
    Leaf *leaves;     /* the same, side by side */
    char *bytes;      /* of each of them */
    guint roots[256]; /* children of the root by byte: it has very many */
    guint *openings;  /* by opening(): the node that the three letters lead to */
};

/* A CSV of ours with the columns that a reader wants. */
typedef struct {
    SbCsv *csv;
    int columns[16];
} Table;

static char *
fold(const char *name)
{
    if (g_str_is_ascii(name)) {
        return g_ascii_strdown(name, -1);
    }
    g_autofree char *normal = g_utf8_normalize(name, -1, G_NORMALIZE_ALL_COMPOSE);

    return g_utf8_casefold(normal != NULL ? normal : name, -1);
}

static GHashTable *
hash_of(SbArena *arena)
{
    return sb_arena_own(arena,
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        (GDestroyNotify)g_hash_table_unref);
}

static void
index_name(GHashTable *hash, const char *name, void *record)
{
    if (*name != '\0') {
        char *folded = fold(name);

        if (g_hash_table_contains(hash, folded)) {
            g_free(folded);
        } else {
            g_hash_table_insert(hash, folded, record);
        }
    }
}

/* --- the trie --- */

/* One step of a name in text: a byte that stands for what is at *p, which
 * moves on; 0 at the end. */
static char
step(const char **p, const char *end)
{
    static const struct {
        const char *from;
        char to;
    } alike[] = { { "\xC2\xA0", ' ' }, { "\xE2\x80\x99", '\'' }, { "\xE2\x80\x90", '-' },
        { "\xE2\x80\x91", '-' }, { "\xE2\x80\x93", '-' } };
    const char *at = *p;

    if (at >= end) {
        return 0;
    }
    if (g_ascii_isspace(*at)) {
        while (at < end && g_ascii_isspace(*at)) {
            at++;
        }
        *p = at;
        return ' ';
    }
    for (size_t i = 0; i < G_N_ELEMENTS(alike) && (guchar)*at >= 0x80; i++) {
        size_t length = strlen(alike[i].from);

        if ((size_t)(end - at) >= length && memcmp(at, alike[i].from, length) == 0) {
            *p = at + length;
            return alike[i].to;
        }
    }
    *p = at + 1;
    return *at;
}

/* The three letters of ASCII at text as a number; OPENINGS: they are others, or not
 * three.  Most capitals begin like no name. */
enum { OPENINGS = 1 << 18 };

static guint
opening(const char *text, const char *end)
{
    guint bits = 0;

    if (end - text < 3) {
        return OPENINGS;
    }
    for (int i = 0; i < 3; i++) {
        if (!g_ascii_isalpha(text[i])) {
            return OPENINGS;
        }
        bits = bits << 6 | ((guchar)text[i] & 63);
    }
    return bits;
}

static guint
child_leaf(const SbCodes *codes, guint leaf, char byte)
{
    const Leaf *at = &codes->leaves[leaf];

    if (leaf == 0) {
        return codes->roots[(guchar)byte];
    }
    const char *found = memchr(codes->bytes + at->child, byte, at->children);

    return found != NULL ? (guint)(found - codes->bytes) : 0;
}

static guint
child_of(const SbCodes *codes, guint node, char byte)
{
    const GArray *nodes = codes->nodes;

    if (node == 0) {
        return codes->roots[(guchar)byte];
    }
    guint child = g_array_index(nodes, Node, node).child;

    while (child != 0 && g_array_index(nodes, Node, child).byte != byte) {
        child = g_array_index(nodes, Node, child).sibling;
    }
    return child;
}

static void
plant(SbCodes *codes, const char *name, const SbPlaceCode *place)
{
    const char *end = name + strlen(name);
    const char *start = name;
    guint node = 0, open = opening(name, end);

    for (char byte; (byte = step(&name, end)) != 0;) {
        guint child = child_of(codes, node, byte);

        if (child == 0) {
            Node fresh = { .byte = byte,
                .sibling = g_array_index(codes->nodes, Node, node).child };

            child = codes->nodes->len;
            g_array_append_val(codes->nodes, fresh);
            g_array_index(codes->nodes, Node, node).child = child;
            if (node == 0) {
                codes->roots[(guchar)byte] = child;
            }
        }
        node = child;
        if (open < OPENINGS && name - start == 3) {
            codes->openings[open] = node;
        }
    }
    if (node != 0 && g_array_index(codes->nodes, Node, node).place == NULL) {
        g_array_index(codes->nodes, Node, node).place = place;
    }
}

/* The name, and in capitals as headings have it ("INCHEON"). */
static void
plant_name(SbCodes *codes, const char *name, const SbPlaceCode *place)
{
    plant(codes, name, place);
    if (g_ascii_isalpha(*name) && strlen(name) > 3) {
        g_autofree char *capitals = g_utf8_strup(name, -1);

        plant(codes, capitals, place);
    }
}

/* The children of a node are neighbours in memory, and where there is but one, its own
 * child comes next: looking a name up is mostly waiting for memory. */
static void
lay_side_by_side(SbCodes *codes)
{
    guint count = codes->nodes->len, laid = 1, waiting = 1;
    const Node *nodes = (const Node *)(const void *)codes->nodes->data;
    Leaf *leaves = sb_arena_new_many(codes->arena, Leaf, count);
    g_autofree guint *from = g_new0(guint, count), *to = g_new0(guint, count);
    g_autofree guint *stack = g_new0(guint, count);

    codes->bytes = sb_arena_new_many(codes->arena, char, count);
    while (waiting > 0) {
        guint at = stack[--waiting];

        leaves[at].place = nodes[from[at]].place;
        codes->bytes[at] = nodes[from[at]].byte;
        leaves[at].child = laid;
        for (guint i = nodes[from[at]].child; i != 0; i = nodes[i].sibling) {
            leaves[at].children++;
            from[laid] = i;
            to[i] = laid;
            stack[waiting++] = laid++;
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(codes->roots); i++) {
        codes->roots[i] = to[codes->roots[i]];
    }
    for (guint i = 0; i < OPENINGS; i++) {
        codes->openings[i] = to[codes->openings[i]];
    }
    codes->leaves = leaves;
    g_array_set_size(codes->nodes, 0);
}

static gboolean
is_hangul(gunichar c)
{
    return c >= 0xAC00 && c <= 0xD7A3;
}

/* Whether the Hangul at text is a particle and then no Hangul. */
static gboolean
is_particle(const char *text, const char *end)
{
    static const char *const particles[] = { "은", "는", "이", "가", "을", "를", "의",
        "에", "에서", "에서는", "에서도", "에서의", "에는", "에도", "에게", "과", "와",
        "과의", "와의", "로", "으로", "로서", "으로서", "도", "만", "만의", "보다",
        "까지", "부터", "처럼", "이나", "나", "및", "등", "등의", "등은", "등이", "등에",
        "등을", "이라는", "라는", "시", "시는", "시가", "시의", "시에", "시에서", "시와",
        "시를", "도는", "도가", "도의", "도에", "도에서", "도와", "도를", "군", "군은",
        "군이", "군의", "군에", "구", "구는", "구의", "현", "현은", "현이", "현의",
        "현에", "현에서", "성", "성은", "성의", "성에", "성에서", "주", "주는", "주의",
        "주에", "주에서", "내", "내에", "산", "인", "인의", "측", "측은", "측이", "발" };
    const char *p = text;

    while (p < end && is_hangul(g_utf8_get_char(p))) {
        p = g_utf8_next_char(p);
    }
    size_t length = (size_t)(p - text);

    for (size_t i = 0; i < G_N_ELEMENTS(particles); i++) {
        if (strlen(particles[i]) == length && memcmp(particles[i], text, length) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* May a name end before at? */
static gboolean
is_end(const char *start, const char *at, const char *end)
{
    if (at >= end) {
        return TRUE;
    }
    gunichar last = g_utf8_get_char(g_utf8_find_prev_char(start, at));
    gunichar next = g_utf8_get_char(at);

    if (is_hangul(last)) {
        return !is_hangul(next) || is_particle(at, end);
    }
    /* a Latin name may bear a particle: "OECD는" */
    return last >= 0x2E80 || is_hangul(next) || !g_unichar_isalnum(next);
}

const SbPlaceCode *
sb_codes_place_at(const SbCodes *codes, const char *text, size_t left, size_t *length)
{
    const char *end = text + left, *p = text;
    const SbPlaceCode *found = NULL;
    guint node = 0, open = opening(text, end);

    if (open < OPENINGS) {
        /* no shorter name can end before a letter */
        node = codes->openings[open];
        p += 3;
        if (node == 0) {
            return NULL;
        }
    }
    while (TRUE) {
        const SbPlaceCode *place = codes->leaves[node].place;

        if (place != NULL && is_end(text, p, end)) {
            found = place;
            *length = (size_t)(p - text);
        }
        char byte = step(&p, end);

        node = byte != 0 ? child_leaf(codes, node, byte) : 0;
        if (node == 0) {
            return found;
        }
    }
}

/* --- reading --- */

/* An absent table has no rows. */
static gboolean
open_table(
    SbJob *job, const char *name, const char *const *heads, Table *table, GError **error)
{
    g_autofree char *path = sb_job_data_path(job, name);

    table->csv = NULL;
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        return TRUE;
    }
    const SbSource *source = sb_source_read(job, path, NULL, error);

    table->csv = source != NULL ? sb_csv_read(source, ',', error) : NULL;
    for (int i = 0; table->csv != NULL && heads[i] != NULL; i++) {
        table->columns[i] = sb_csv_column(table->csv, heads[i]);
    }
    if (table->csv != NULL && sb_csv_rows(table->csv) > 0 && table->columns[0] < 0) {
        sb_error_at(
            error, SB_ERROR_INPUT, source, 0, "no column \"%s\" in the head", heads[0]);
        g_clear_pointer(&table->csv, sb_csv_free);
    }
    return table->csv != NULL;
}

static size_t
rows_of(const Table *table)
{
    return table->csv != NULL ? sb_csv_rows(table->csv) : 0;
}

static const char *
cell(SbCodes *codes, const Table *table, size_t row, int column)
{
    const SbCsvRow *r = sb_csv_row(table->csv, row);
    int at = table->columns[column];

    return at < 0 || at >= r->count ? "" : sb_arena_strdup(codes->arena, r->fields[at]);
}

static const char *const *
aliases_of(SbCodes *codes, const char *list)
{
    g_auto(GStrv) parts = g_strsplit(list, ";", -1);
    guint n = g_strv_length(parts), kept = 0;
    const char **aliases = sb_arena_new_many(codes->arena, const char *, n + 1);

    for (guint i = 0; i < n; i++) {
        g_strstrip(parts[i]);
        if (*parts[i] != '\0') {
            aliases[kept++] = sb_arena_strdup(codes->arena, parts[i]);
        }
    }
    return aliases;
}

static void
add_place(SbCodes *codes, SbPlaceCode *place)
{
    if (g_hash_table_contains(codes->place_by_code, place->code)) {
        return;
    }
    g_ptr_array_add(codes->places, place);
    g_hash_table_insert(codes->place_by_code, g_strdup(place->code), place);
}

/* All names first, then all aliases: an alias never hides a name. */
static void
index_places(SbCodes *codes)
{
    for (guint i = 0; i < codes->places->len; i++) {
        SbPlaceCode *place = codes->places->pdata[i];

        index_name(codes->place_by_name, place->en, place);
        index_name(codes->place_by_name, place->ko, place);
        plant_name(codes, place->en, place);
        plant_name(codes, place->ko, place);
    }
    for (guint i = 0; i < codes->places->len; i++) {
        SbPlaceCode *place = codes->places->pdata[i];

        for (int k = 0; place->aliases[k] != NULL; k++) {
            index_name(codes->place_by_name, place->aliases[k], place);
            plant_name(codes, place->aliases[k], place);
        }
    }
}

static gboolean
load_places(SbCodes *codes, SbJob *job, GError **error)
{
    static const char *const heads[] = { "code", "parent", "kind", "en", "ko", "aliases",
        "mois", "kostat", "valid_from", "valid_to", NULL };
    Table table;

    if (!open_table(job, "codes/places.csv", heads, &table, error)) {
        return FALSE;
    }
    for (size_t i = 1; i < rows_of(&table); i++) {
        SbPlaceCode *place = sb_arena_new_of(codes->arena, SbPlaceCode);

        place->code = cell(codes, &table, i, 0);
        place->parent = cell(codes, &table, i, 1);
        place->kind = cell(codes, &table, i, 2);
        place->en = cell(codes, &table, i, 3);
        place->ko = cell(codes, &table, i, 4);
        place->aliases = aliases_of(codes, cell(codes, &table, i, 5));
        place->mois = cell(codes, &table, i, 6);
        place->kostat = cell(codes, &table, i, 7);
        place->valid_from = cell(codes, &table, i, 8);
        place->valid_to = cell(codes, &table, i, 9);
        add_place(codes, place);
    }
    g_clear_pointer(&table.csv, sb_csv_free);
    return TRUE;
}

/* A country that places.csv has too keeps what stands there. */
static void
add_country(
    const char *code, const char *en, const char *ko, const char *official, void *data)
{
    SbCodes *codes = data;
    SbPlaceCode *place = g_hash_table_lookup(codes->place_by_code, code);
    gboolean known = place != NULL;

    if (!known) {
        place = sb_arena_new_of(codes->arena, SbPlaceCode);
        place->code = sb_arena_strdup(codes->arena, code);
        place->en = sb_arena_strdup(codes->arena, en);
        place->ko = "";
        place->parent = place->mois = place->kostat = "";
        place->valid_from = place->valid_to = "";
        place->kind = "country";
        place->aliases = aliases_of(codes, official);
    }
    if (*place->ko == '\0') {
        place->ko = sb_arena_strdup(codes->arena, ko);
    }
    add_place(codes, place);
}

/* names.csv: organisations are places of their own; companies and products are
 * names only. */
static gboolean
load_names(SbCodes *codes, SbJob *job, GError **error)
{
    static const char *const heads[] = { "code", "kind", "en", "ko", "aliases", NULL };
    Table table;

    if (!open_table(job, "codes/names.csv", heads, &table, error)) {
        return FALSE;
    }
    for (size_t i = 1; i < rows_of(&table); i++) {
        SbPlaceCode *name = sb_arena_new_of(codes->arena, SbPlaceCode);

        name->code = cell(codes, &table, i, 0);
        name->kind = cell(codes, &table, i, 1);
        name->en = cell(codes, &table, i, 2);
        name->ko = cell(codes, &table, i, 3);
        name->aliases = aliases_of(codes, cell(codes, &table, i, 4));
        name->parent = name->mois = name->kostat = "";
        name->valid_from = name->valid_to = "";
        g_ptr_array_add(codes->names, name);
        index_name(codes->name_by_name, name->en, name);
        index_name(codes->name_by_name, name->ko, name);
        for (int k = 0; name->aliases[k] != NULL; k++) {
            index_name(codes->name_by_name, name->aliases[k], name);
        }
        if (strcmp(name->kind, "product") != 0) {
            add_place(codes, name);
        }
    }
    g_clear_pointer(&table.csv, sb_csv_free);
    return TRUE;
}

static gboolean
load_indicators(SbCodes *codes, SbJob *job, GError **error)
{
    static const char *const heads[] = { "code", "en", "ko", "aliases", NULL };
    Table table;

    if (!open_table(job, "codes/indicators.csv", heads, &table, error)) {
        return FALSE;
    }
    for (size_t i = 1; i < rows_of(&table); i++) {
        SbIndicatorCode *code = sb_arena_new_of(codes->arena, SbIndicatorCode);

        code->code = cell(codes, &table, i, 0);
        code->en = cell(codes, &table, i, 1);
        code->ko = cell(codes, &table, i, 2);
        code->aliases = aliases_of(codes, cell(codes, &table, i, 3));
        g_ptr_array_add(codes->indicators, code);
        index_name(codes->indicator_by_code, code->code, code);
        index_name(codes->indicator_by_name, code->en, code);
        index_name(codes->indicator_by_name, code->ko, code);
        for (int k = 0; code->aliases[k] != NULL; k++) {
            index_name(codes->indicator_by_name, code->aliases[k], code);
        }
    }
    g_clear_pointer(&table.csv, sb_csv_free);
    return TRUE;
}

static gboolean
load_units(SbCodes *codes, SbJob *job, GError **error)
{
    static const char *const heads[] = { "unit", "en_one", "en_many", "ko", "ko_join",
        NULL };
    Table table;

    if (!open_table(job, "codes/units.csv", heads, &table, error)) {
        return FALSE;
    }
    for (size_t i = 1; i < rows_of(&table); i++) {
        SbUnitCode *unit = sb_arena_new_of(codes->arena, SbUnitCode);

        unit->unit = cell(codes, &table, i, 0);
        unit->en_one = cell(codes, &table, i, 1);
        unit->en_many = cell(codes, &table, i, 2);
        unit->ko = cell(codes, &table, i, 3);
        unit->ko_join = cell(codes, &table, i, 4);
        g_ptr_array_add(codes->units, unit);
        g_hash_table_insert(codes->unit_by_code, g_strdup(unit->unit), unit);
    }
    g_clear_pointer(&table.csv, sb_csv_free);
    return TRUE;
}

static gboolean
load_rates(SbCodes *codes, SbJob *job, GError **error)
{
    static const char *const heads[] = { "from", "to", "period", "kind", "rate", "source",
        NULL };
    Table table;
    gboolean ok = TRUE;

    if (!open_table(job, "codes/rates.csv", heads, &table, error)) {
        return FALSE;
    }
    for (size_t i = 1; ok && i < rows_of(&table); i++) {
        SbRate rate = { cell(codes, &table, i, 0), cell(codes, &table, i, 1),
            cell(codes, &table, i, 2), cell(codes, &table, i, 3), { 0, 0 },
            cell(codes, &table, i, 5) };
        const char *number = cell(codes, &table, i, 4);

        ok = sb_decimal_parse(number, strlen(number), &rate.rate);
        if (ok) {
            g_array_append_val(codes->rates, rate);
        } else {
            sb_error_set(error, SB_ERROR_INPUT,
                "codes/rates.csv:%d: rate \"%s\"; expected a number",
                sb_csv_row(table.csv, i)->line, number);
        }
    }
    g_clear_pointer(&table.csv, sb_csv_free);
    return ok;
}

static SbCodes *
new_codes(void)
{
    SbArena *arena = sb_arena_new();
    SbCodes *codes = sb_arena_new_of(arena, SbCodes);
    Node root = { 0 };

    codes->arena = arena;
    codes->places = sb_arena_ptr_array(arena);
    codes->indicators = sb_arena_ptr_array(arena);
    codes->units = sb_arena_ptr_array(arena);
    codes->names = sb_arena_ptr_array(arena);
    codes->rates = sb_arena_array(arena, SbRate);
    codes->place_by_code = hash_of(arena);
    codes->place_by_name = hash_of(arena);
    codes->indicator_by_code = hash_of(arena);
    codes->indicator_by_name = hash_of(arena);
    codes->unit_by_code = hash_of(arena);
    codes->name_by_name = hash_of(arena);
    codes->nodes = sb_arena_array(arena, Node);
    codes->openings = sb_arena_new_many(arena, guint, OPENINGS);
    g_array_append_val(codes->nodes, root);
    return codes;
}

SbCodes *
sb_codes_load(SbJob *job, GError **error)
{
    g_autoptr(SbCodes) codes = new_codes();

    if (!load_places(codes, job, error) || !load_names(codes, job, error) ||
        !sb_countries_each(job, add_country, codes, error) ||
        !load_indicators(codes, job, error) || !load_units(codes, job, error) ||
        !load_rates(codes, job, error)) {
        return NULL;
    }
    index_places(codes);
    lay_side_by_side(codes);
    return g_steal_pointer(&codes);
}

void
sb_codes_free(SbCodes *codes)
{
    if (codes != NULL) {
        sb_arena_free(codes->arena);
    }
}

/* --- looking up --- */

static void *
named(GHashTable *hash, const char *name)
{
    g_autofree char *folded = fold(name);

    return g_hash_table_lookup(hash, folded);
}

const SbPlaceCode *
sb_codes_place(const SbCodes *codes, const char *code)
{
    return g_hash_table_lookup(codes->place_by_code, code);
}

const SbPlaceCode *
sb_codes_place_named(const SbCodes *codes, const char *name)
{
    return named(codes->place_by_name, name);
}

const SbPlaceCode *
sb_codes_name_named(const SbCodes *codes, const char *name)
{
    return named(codes->name_by_name, name);
}

const SbIndicatorCode *
sb_codes_indicator_named(const SbCodes *codes, const char *name)
{
    return named(codes->indicator_by_name, name);
}

const SbIndicatorCode *
sb_codes_indicator(const SbCodes *codes, const char *code)
{
    return named(codes->indicator_by_code, code);
}

const SbUnitCode *
sb_codes_unit(const SbCodes *codes, const char *unit)
{
    return g_hash_table_lookup(codes->unit_by_code, unit);
}

const GArray *
sb_codes_rates(const SbCodes *codes)
{
    return codes->rates;
}
