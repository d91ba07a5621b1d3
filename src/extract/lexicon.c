/*
 * In: the .def tables.  Out: one hash from words to what they do (lexicon.h).
 *
 * Verb forms and plurals are made by rule from the base form when the table is
 * filled, so that a lookup is one probe.
 */
#include "extract/lexicon.h"

#include <string.h>

#include "extract/korean.h"

typedef struct {
    const char *name;
    SbUnitName unit;
    int symbol; /* 0: any case, 1: as written, 2: stands before its number */
} UnitRow;

#define UNIT(name, code, kind, power) { name, { code, SB_NAMED_##kind, power }, 0 },
#define SYMBOL(name, code, kind, power) { name, { code, SB_NAMED_##kind, power }, 1 },
#define BEFORE(name, code) { name, { code, SB_NAMED_MONEY, 0 }, 2 },
static const UnitRow UNITS[] = {
#include "figure/unit_names.def"
};

typedef struct {
    guint classes;
    gboolean verbs;
    const char *words;
} List;

static const List ENGLISH[] = {
#define WORDS(class, words) { SB_WORD_##class, FALSE, words },
#define VERBS(class, words) { SB_WORD_##class | SB_WORD_VERB, TRUE, words },
#include "extract/words_en.def"
#undef WORDS
#undef VERBS
};

#define PARTICLES(words)
#define LEADERS(words)
static const List KOREAN[] = {
#define WORDS_KO(class, words) { SB_WORD_##class, FALSE, words },
#include "extract/words_ko.def"
#undef WORDS_KO
};
#undef PARTICLES
#undef LEADERS

static const char PARTICLES_KO[] = {
#define WORDS_KO(class, words)
#define PARTICLES(words) " " words " "
#define LEADERS(words)
#include "extract/words_ko.def"
#undef WORDS_KO
#undef PARTICLES
#undef LEADERS
};
static const char LEADERS_KO[] = {
#define WORDS_KO(class, words)
#define PARTICLES(words)
#define LEADERS(words) " " words " "
#include "extract/words_ko.def"
#undef WORDS_KO
#undef PARTICLES
#undef LEADERS
};

static const char *const MONTHS[] = { "january", "february", "march", "april", "may",
    "june", "july", "august", "september", "october", "november", "december" };

enum { STEM_BUCKETS = 256, NONE = G_MAXUINT };

struct SbLexicon {
    SbArena *arena;
    GHashTable *words;   /* folded -> SbWord*, while it is filled */
    SbWord **slots;      /* the same by hash(), for looking up; NULL: free */
    guint16 *tags;       /* of each slot: other bits of the hash; 0: free */
    guint mask;          /* slots less one: a power of two less one */
    GHashTable *units;   /* folded -> SbUnitName* */
    GHashTable *symbols; /* as written -> SbUnitName* */
    GHashTable *before;  /* as written -> code */
    GPtrArray *stems;    /* of SbWord*: Korean, longest first */
    GArray *stem_chains; /* of guint: of each stem the next with its bucket, or NONE */
    guint stem_heads[STEM_BUCKETS]; /* by bucket(): its first stem, or NONE */
    gboolean leads[256];            /* is it the first byte of a sign before? */
    GPtrArray *korean;              /* of UnitRow*: Hangul names, longest first */
    GHashTable *particles;
};

/* --- filling --- */

/* The text stands right behind its word: who looks up one needs the other. */
static SbWord *
new_word(SbLexicon *lexicon, const char *text)
{
    size_t length = strlen(text);
    SbWord *word = sb_arena_alloc(lexicon->arena, sizeof *word + length + 1);

    word->text = memcpy(word + 1, text, length + 1);
    word->length = length;
    word->ends = sb_lexicon_ends(text, length);
    return word;
}

static SbWord *
word_of(SbLexicon *lexicon, const char *text)
{
    SbWord *word = g_hash_table_lookup(lexicon->words, text);

    if (word == NULL) {
        word = new_word(lexicon, text);
        g_hash_table_insert(lexicon->words, (char *)word->text, word);
    }
    return word;
}

static void
add_form(SbLexicon *lexicon, guint classes, const char *stem, size_t length,
    const char *ending)
{
    g_autofree char *form = g_strdup_printf("%.*s%s", (int)length, stem, ending);

    word_of(lexicon, form)->classes |= classes;
}

static gboolean
ends_with_any(const char *text, const char *letters)
{
    return strchr(letters, text[strlen(text) - 1]) != NULL;
}

/* base[:past[:participle]] and its forms by rule */
static void
add_verb(SbLexicon *lexicon, guint classes, const char *entry)
{
    g_auto(GStrv) parts = g_strsplit(entry, ":", -1);
    const char *base = parts[0];
    size_t n = strlen(base);
    gboolean e = base[n - 1] == 'e';
    gboolean y = base[n - 1] == 'y' && strchr("aeiou", base[n - 2]) == NULL;
    gboolean hiss = ends_with_any(base, "sxz") || g_str_has_suffix(base, "ch") ||
                    g_str_has_suffix(base, "sh");

    add_form(lexicon, classes, base, n, "");
    add_form(lexicon, classes, base, y ? n - 1 : n, y ? "ies" : hiss ? "es" : "s");
    add_form(lexicon, classes, base, e && base[n - 2] != 'e' ? n - 1 : n, "ing");
    if (parts[1] == NULL) {
        add_form(lexicon, classes, base, e || y ? n - 1 : n, y ? "ied" : "ed");
        return;
    }
    gboolean finite = strcmp(parts[1], base) != 0 && !g_str_has_suffix(parts[1], "ed");

    add_form(
        lexicon, classes | (finite ? SB_WORD_FINITE : 0), parts[1], strlen(parts[1]), "");
    if (g_str_has_suffix(parts[1], "ed") && strlen(parts[1]) == n + 3) {
        add_form(lexicon, classes, parts[1], n + 1, "ing"); /* planned: planning */
    }
    if (parts[2] != NULL) {
        add_form(lexicon, classes, parts[2], strlen(parts[2]), "");
    }
}

static void
add_lists(SbLexicon *lexicon, const List *lists, size_t count, gboolean korean)
{
    for (size_t i = 0; i < count; i++) {
        g_auto(GStrv) words = g_strsplit(lists[i].words, " ", -1);

        for (int j = 0; words[j] != NULL; j++) {
            if (*words[j] == '\0') {
                continue;
            }
            if (korean) {
                SbWord *stem = new_word(lexicon, words[j]);

                stem->classes = lists[i].classes;
                g_ptr_array_add(lexicon->stems, stem);
            } else if (lists[i].verbs) {
                add_verb(lexicon, lists[i].classes, words[j]);
            } else {
                word_of(lexicon, words[j])->classes |= lists[i].classes;
            }
        }
    }
}

static void
add_numerals(SbLexicon *lexicon)
{
    size_t count;
    const SbNumeral *words = sb_numeral_words(&count);

    for (size_t i = 0; i < count; i++) {
        SbWord *word = word_of(lexicon, words[i].word);

        if (word->numeral == NULL) {
            word->numeral = &words[i];
        }
    }
    for (int i = 0; i < 12; i++) {
        g_autofree char *brief = g_strndup(MONTHS[i], 3);

        word_of(lexicon, MONTHS[i])->classes |= SB_WORD_MONTH;
        word_of(lexicon, MONTHS[i])->value = i + 1;
        word_of(lexicon, brief)->classes |= SB_WORD_MONTH;
        word_of(lexicon, brief)->value = i + 1;
    }
    word_of(lexicon, "sept")->classes |= SB_WORD_MONTH;
    word_of(lexicon, "sept")->value = 9;
    static const char *const days[] = { "monday", "tuesday", "wednesday", "thursday",
        "friday", "saturday", "sunday" };

    for (size_t i = 0; i < G_N_ELEMENTS(days); i++) {
        word_of(lexicon, days[i])->classes |= SB_WORD_WEEKDAY;
    }
}

static void
add_unit_name(SbLexicon *lexicon, const char *name, const SbUnitName *unit)
{
    const char *blank = strchr(name, ' ');
    g_autofree char *first =
        blank != NULL ? g_strndup(name, (gsize)(blank - name)) : NULL;

    if (!g_hash_table_contains(lexicon->units, name)) {
        g_hash_table_insert(
            lexicon->units, sb_arena_strdup(lexicon->arena, name), (void *)unit);
    }
    if (blank != NULL) {
        word_of(lexicon, first)->unit_begins = TRUE;
    } else {
        word_of(lexicon, name)->unit = unit;
    }
}

static void
add_units(SbLexicon *lexicon)
{
    for (size_t i = 0; i < G_N_ELEMENTS(UNITS); i++) {
        const UnitRow *row = &UNITS[i];

        if (row->symbol == 2) {
            g_hash_table_insert(
                lexicon->before, (char *)row->name, (char *)row->unit.code);
            lexicon->leads[(guchar)row->name[0]] = TRUE;
        } else if (row->symbol == 1) {
            g_hash_table_insert(lexicon->symbols, (char *)row->name, (void *)&row->unit);
        } else {
            add_unit_name(lexicon, row->name, &row->unit);
        }
        if (row->symbol == 0 && g_ascii_isalpha(row->name[0])) {
            g_autofree char *many = g_strdup_printf(
                "%s%s", row->name, g_str_has_suffix(row->name, "ch") ? "es" : "s");

            add_unit_name(lexicon, many, &row->unit);
        }
        if ((guchar)row->name[0] >= 0xEA || row->name[0] == '%') {
            g_ptr_array_add(lexicon->korean, (void *)row);
        }
    }
}

static int
longer_unit(const void *a, const void *b)
{
    const UnitRow *x = *(UnitRow *const *)a, *y = *(UnitRow *const *)b;
    size_t m = strlen(x->name), n = strlen(y->name);

    return m != n ? (m < n ? 1 : -1) : strcmp(x->name, y->name);
}

static int
longer_stem(const void *a, const void *b)
{
    const SbWord *x = *(SbWord *const *)a, *y = *(SbWord *const *)b;
    size_t m = strlen(x->text), n = strlen(y->text);

    return m != n ? (m < n ? 1 : -1) : strcmp(x->text, y->text);
}

/* The ends and the length, mixed (the finisher of MurmurHash3): words that differ only
 * in their middle share a hash. */
static guint64
hash(SbWordEnds ends, size_t length)
{
    guint64 h = (ends.first ^ length) * 0x9E3779B97F4A7C15u + ends.last;

    h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDu;
    return h ^ h >> 33;
}

static guint16
tag_of(guint64 hashed)
{
    return (guint16)(hashed >> 48 | 1);
}

static void
mark_beginners(SbLexicon *lexicon, const char *list, guint8 begins)
{
    g_auto(GStrv) words = g_strsplit(list, " ", -1);

    for (int i = 0; words[i] != NULL; i++) {
        SbWord *word = g_hash_table_lookup(lexicon->words, words[i]);

        if (word != NULL) {
            word->begins |= begins;
        }
    }
}

/* What may begin at a word of the table; a capital is the token's. */
static void
mark_begins(SbLexicon *lexicon)
{
    GHashTableIter iter;
    gpointer key;

    mark_beginners(lexicon, SB_BEGINNERS_NUMBER, SB_BEGINS_NUMBER);
    mark_beginners(lexicon, SB_BEGINNERS_TIME, SB_BEGINS_TIME);
    mark_beginners(lexicon, SB_BEGINNERS_PLACE, SB_BEGINS_PLACE);
    g_hash_table_iter_init(&iter, lexicon->words);
    while (g_hash_table_iter_next(&iter, NULL, &key)) {
        SbWord *word = key;

        word->begins |= word->numeral != NULL ? SB_BEGINS_NUMBER | SB_BEGINS_TIME : 0;
        word->begins |= (word->classes & SB_WORD_MONTH) != 0 ? SB_BEGINS_TIME : 0;
    }
}

/* Open addressing, at most a quarter full: most words of a text are in none of
 * the lists and meet a free slot at once, or another tag. */
static void
index_words(SbLexicon *lexicon)
{
    GHashTableIter iter;
    gpointer word;
    guint size = 1024;

    while (size < 4 * g_hash_table_size(lexicon->words)) {
        size *= 2;
    }
    lexicon->mask = size - 1;
    lexicon->slots = sb_arena_new_many(lexicon->arena, SbWord *, size);
    lexicon->tags = sb_arena_new_many(lexicon->arena, guint16, size);
    g_hash_table_iter_init(&iter, lexicon->words);
    while (g_hash_table_iter_next(&iter, NULL, &word)) {
        guint64 h = hash(((SbWord *)word)->ends, ((SbWord *)word)->length);
        guint at = (guint)h & lexicon->mask;

        while (lexicon->slots[at] != NULL) {
            at = (at + 1) & lexicon->mask;
        }
        lexicon->slots[at] = word;
        lexicon->tags[at] = tag_of(h);
    }
}

/* By the first syllable, three bytes. */
static guint
bucket(const char *text)
{
    return ((guchar)text[1] * 7u + (guchar)text[2]) % STEM_BUCKETS;
}

static void
index_stems(SbLexicon *lexicon)
{
    for (guint i = 0; i < STEM_BUCKETS; i++) {
        lexicon->stem_heads[i] = NONE;
    }
    g_array_set_size(lexicon->stem_chains, lexicon->stems->len);
    for (guint i = lexicon->stems->len; i > 0; i--) {
        const SbWord *stem = g_ptr_array_index(lexicon->stems, i - 1);
        guint *head = &lexicon->stem_heads[bucket(stem->text)];

        g_array_index(lexicon->stem_chains, guint, i - 1) = *head;
        *head = i - 1;
    }
}

SbLexicon *
sb_lexicon_new(void)
{
    SbLexicon *lexicon = g_new0(SbLexicon, 1);

    lexicon->arena = sb_arena_new();
    lexicon->words = g_hash_table_new(g_str_hash, g_str_equal);
    lexicon->units = g_hash_table_new(g_str_hash, g_str_equal);
    lexicon->symbols = g_hash_table_new(g_str_hash, g_str_equal);
    lexicon->before = g_hash_table_new(g_str_hash, g_str_equal);
    lexicon->particles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    lexicon->stems = g_ptr_array_new();
    lexicon->stem_chains = g_array_new(FALSE, FALSE, sizeof(guint));
    lexicon->korean = g_ptr_array_new();
    add_lists(lexicon, ENGLISH, G_N_ELEMENTS(ENGLISH), FALSE);
    add_lists(lexicon, KOREAN, G_N_ELEMENTS(KOREAN), TRUE);
    add_numerals(lexicon);
    add_units(lexicon);
    mark_begins(lexicon);
    index_words(lexicon);
    g_ptr_array_sort(lexicon->korean, longer_unit);
    g_ptr_array_sort(lexicon->stems, longer_stem);
    index_stems(lexicon);
    return lexicon;
}

void
sb_lexicon_free(SbLexicon *lexicon)
{
    if (lexicon == NULL) {
        return;
    }
    g_hash_table_unref(lexicon->words);
    g_hash_table_unref(lexicon->units);
    g_hash_table_unref(lexicon->symbols);
    g_hash_table_unref(lexicon->before);
    g_hash_table_unref(lexicon->particles);
    g_ptr_array_unref(lexicon->stems);
    g_array_unref(lexicon->stem_chains);
    g_ptr_array_unref(lexicon->korean);
    sb_arena_free(lexicon->arena);
    g_free(lexicon);
}

/* --- looking up --- */

/* Keys of the hashes end in NUL; what is looked up does not. */
static void *
look(GHashTable *hash, const char *text, size_t length)
{
    char key[64];

    if (length >= sizeof key) {
        return NULL;
    }
    memcpy(key, text, length);
    key[length] = '\0';
    return g_hash_table_lookup(hash, key);
}

/* The longest stem in a word of Hangul: wherever it stands, one of one syllable only
 * at the beginning (늘었다, not 오늘).  NULL: none. */
static const SbWord *
find_stem(const SbLexicon *lexicon, const char *folded, size_t length)
{
    guint best = NONE;

    for (size_t at = 0; at + 3 <= length; at++) {
        guint i =
            (guchar)folded[at] >= 0xE0 ? lexicon->stem_heads[bucket(folded + at)] : NONE;

        for (; i < best; i = g_array_index(lexicon->stem_chains, guint, i)) {
            const SbWord *stem = g_ptr_array_index(lexicon->stems, i);
            size_t n = stem->length;

            if ((at == 0 || n > 3) && n <= length - at &&
                memcmp(folded + at, stem->text, n) == 0) {
                best = i;
            }
        }
    }
    return best != NONE ? g_ptr_array_index(lexicon->stems, best) : NULL;
}

const SbWord *
sb_lexicon_word(const SbLexicon *lexicon, const char *folded, size_t length)
{
    return sb_lexicon_word_of(lexicon, sb_lexicon_ends(folded, length), folded, length);
}

const SbWord *
sb_lexicon_word_of(
    const SbLexicon *lexicon, SbWordEnds ends, const char *folded, size_t length)
{
    guint64 h = hash(ends, length);
    guint16 tag = tag_of(h);
    guint at = (guint)h & lexicon->mask;

    for (; lexicon->tags[at] != 0; at = (at + 1) & lexicon->mask) {
        const SbWord *word = lexicon->tags[at] == tag ? lexicon->slots[at] : NULL;

        if (word != NULL && word->length == length && word->ends.first == ends.first &&
            word->ends.last == ends.last &&
            (length <= 16 || memcmp(word->text, folded, length) == 0)) {
            return word;
        }
    }
    return length > 0 && (guchar)folded[0] >= 0xEA ? find_stem(lexicon, folded, length)
                                                   : NULL;
}

const SbUnitName *
sb_lexicon_unit(const SbLexicon *lexicon, const char *folded, size_t length)
{
    return look(lexicon->units, folded, length);
}

const SbUnitName *
sb_lexicon_symbol(const SbLexicon *lexicon, const char *text, size_t length)
{
    return look(lexicon->symbols, text, length);
}

const char *
sb_lexicon_before(const SbLexicon *lexicon, const char *text, size_t length)
{
    return length > 0 && lexicon->leads[(guchar)text[0]]
               ? look(lexicon->before, text, length)
               : NULL;
}

static gboolean
is_hangul(const char *text, size_t left)
{
    if (left < 3) {
        return FALSE;
    }
    gunichar c = g_utf8_get_char(text);

    return c >= 0xAC00 && c <= 0xD7A3;
}

/* name matches at text, a blank in it standing for one blank or none */
static size_t
match_name(const char *name, const char *text, size_t left)
{
    size_t i = 0;

    for (; *name != '\0'; name++) {
        if (*name == ' ' && (i >= left || text[i] != ' ')) {
            continue;
        }
        if (i >= left || text[i] != *name) {
            return 0;
        }
        i++;
    }
    return i;
}

const SbUnitName *
sb_lexicon_korean_unit(
    const SbLexicon *lexicon, const char *text, size_t left, size_t *length)
{
    for (guint i = 0; i < lexicon->korean->len; i++) {
        const UnitRow *row = g_ptr_array_index(lexicon->korean, i);
        size_t n = match_name(row->name, text, left), rest = 0;

        if (n == 0) {
            continue;
        }
        while (is_hangul(text + n + rest, left - n - rest)) {
            rest += 3;
        }
        if (rest == 0 || sb_lexicon_is_particle(text + n, rest)) {
            *length = n;
            return &row->unit;
        }
    }
    return NULL;
}

static gboolean
is_listed(const char *list, const char *text, size_t length)
{
    char key[40];

    if (length == 0 || length + 3 > sizeof key) {
        return FALSE;
    }
    key[0] = ' ';
    memcpy(key + 1, text, length);
    key[length + 1] = ' ';
    key[length + 2] = '\0';
    return strstr(list, key) != NULL;
}

gboolean
sb_lexicon_is_particle(const char *text, size_t length)
{
    if (is_listed(PARTICLES_KO, text, length)) {
        return TRUE;
    }
    /* "가량이다", "이상으로는": a word that leads on to a particle */
    for (size_t n = 3; n + 3 <= length; n += 3) {
        if (is_listed(LEADERS_KO, text, n) &&
            sb_lexicon_is_particle(text + n, length - n)) {
            return TRUE;
        }
    }
    return FALSE;
}

size_t
sb_lexicon_particles(const char *text, size_t length)
{
    return length - sb_korean_noun(text, length);
}

/* Is the word in list (" overseas news ")? */
static gboolean
is_in(const char *list, const char *word, size_t n)
{
    for (const char *p = list; *p != '\0';) {
        if (*p++ == ' ' && *p == *word && strncmp(p, word, n) == 0 && p[n] == ' ') {
            return TRUE;
        }
    }
    return FALSE;
}

char *
sb_lexicon_singular(const char *folded, size_t n)
{
    static const struct {
        const char *many, *one;
    } odd[] = { { "people", "person" }, { "children", "child" }, { "men", "man" },
        { "women", "woman" }, { "persons", "person" }, { "criteria", "criterion" },
        { "phenomena", "phenomenon" }, { "feet", "foot" }, { "teeth", "tooth" },
        { "lives", "life" }, { "wives", "wife" }, { "knives", "knife" },
        { "leaves", "leaf" }, { "shelves", "shelf" }, { "halves", "half" },
        { "aircraft", "aircraft" }, { "staff", "staff" }, { "personnel", "personnel" },
        { "cattle", "head" }, { "fishermen", "fisherman" },
        { "businessmen", "businessman" }, { "series", "series" },
        { "species", "species" }, { "analyses", "analysis" }, { "crises", "crisis" },
        { "bases", "base" }, { "movies", "movie" }, { "cookies", "cookie" },
        { "ties", "tie" }, { "gases", "gas" }, { "buses", "bus" }, { "viruses", "virus" },
        { "campuses", "campus" }, { "bonuses", "bonus" } };
    static const char not_many[] =
        " overseas news economics politics physics electronics logistics robotics "
        "besides "
        "mathematics statistics always perhaps afterwards sometimes nowadays whereas "
        "yes gas bus lens towards upwards downwards genetics ";
    if (n == 0 || is_in(not_many, folded, n)) {
        return NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++) {
        if (*odd[i].many == *folded && strlen(odd[i].many) == n &&
            memcmp(odd[i].many, folded, n) == 0) {
            return g_strdup(odd[i].one);
        }
    }
    if (folded[n - 1] != 's') {
        return NULL;
    }
    char *one = g_strndup(folded, n);

    if (n > 4 && g_str_has_suffix(one, "ies")) {
        strcpy(one + n - 3, "y");
    } else if (n > 4 &&
               (g_str_has_suffix(one, "sses") || g_str_has_suffix(one, "shes") ||
                   g_str_has_suffix(one, "ches") || g_str_has_suffix(one, "xes") ||
                   g_str_has_suffix(one, "polises"))) {
        one[n - 2] = '\0';
    } else if (n > 2 && one[n - 1] == 's' && strchr("sui", one[n - 2]) == NULL) {
        one[n - 1] = '\0';
    } else {
        g_clear_pointer(&one, g_free);
    }
    return one;
}
