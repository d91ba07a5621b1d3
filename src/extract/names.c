/*
 * In: an article.  Out: the names of places and organisations in it that no table
 * knows: capitals that the article itself uses like one.
 *
 * A name is taken when it owns something ("Ardania's exports"), when something
 * is in it ("in Ardania"), when it is said to be one ("Ardania is a port city"),
 * or when it ends in a word for a company ("Ardan Steel Co.").  Persons are not:
 * what stands behind a title or "said", or is half of a name that does.
 */
#include "extract/names.h"

#include <string.h>

#include "base/limits.h"

enum { MOST_WORDS = 4, MOST_BYTES = 60 };

typedef struct {
    const char *name; /* without Co., Ltd. */
    guint places, owners, agents, persons;
    gboolean organ, city;
    enum { NONE, IF_RARE, ALWAYS } taken; /* IF_RARE: unless a list has the word */
} Entry;

struct SbNames {
    SbArena *arena;
    GHashTable *entries;   /* words as written, single blanks -> Entry */
    GHashTable *lower;     /* words in lower case that are in no list */
    guint8 first[1 << 13]; /* bits by first_word(): a name that is taken begins so */
};

typedef struct {
    SbSpan span;
    gboolean capital, opens; /* first of its sentence or line */
    gboolean glued;          /* only a blank or "&" before it */
    gboolean owner;
    guint8 first, last; /* letters: what its first and last byte count as */
    const SbWord *word;
} Word;

typedef struct {
    SbNames *names;
    const SbArticle *article;
    const SbLexicon *lexicon;
    GArray *words;   /* of Word: of a block */
    GString *folded; /* scratch */
} Scan;

/* --- words --- */

static gboolean
is_letter(guchar c)
{
    return g_ascii_isalnum((char)c) || (c >= 0xC3 && c < 0xE0);
}

static size_t
word_end(const char *text, size_t at, size_t end)
{
    while (at < end) {
        guchar c = (guchar)text[at];

        if (g_ascii_isalnum((char)c)) {
            at++;
        } else if (is_letter(c) ||
                   (c >= 0x80 && c < 0xC0 && is_letter((guchar)text[at - 1]))) {
            at++;
        } else if (c == '-' && at + 1 < end && is_letter((guchar)text[at + 1])) {
            at++;
        } else {
            break;
        }
    }
    return at;
}

/* Bytes of 's at text. */
static size_t
owner_at(const char *text, size_t left)
{
    if (left >= 2 && memcmp(text, "'s", 2) == 0) {
        return 2;
    }
    return left >= 4 && memcmp(text, "\xE2\x80\x99s", 4) == 0 ? 4 : 0;
}

/* The text in lower case, until the next is; and its ends. */
static char *
fold(Scan *scan, const char *text, size_t n, SbWordEnds *ends)
{
    if (scan->folded->allocated_len <= n) {
        g_string_set_size(scan->folded, n);
    }
    sb_token_fold(scan->folded->str, text, n, ends);
    scan->folded->str[n] = '\0';
    return scan->folded->str;
}

static void
read_words(Scan *scan, SbSpan run)
{
    const char *text = scan->article->text;
    gboolean opens = TRUE, glued = FALSE;

    for (size_t i = run.start; i < run.end;) {
        guchar c = (guchar)text[i];

        if (!is_letter(c)) {
            gboolean blank = c == ' ' || c == '&' || c == '\n' || c == '\r';

            glued = glued && blank;
            opens = opens || (c != ' ' && (c >= 0x80 || strchr(".!?:;\"(-", c) != NULL));
            i++;
            continue;
        }
        size_t end = word_end(text, i, run.end);
        size_t owner = owner_at(text + end, run.end - end);

        SbWordEnds ends;
        const char *folded = fold(scan, text + i, end - i, &ends);
        Word word = { .span = { i, end },
            .capital = g_ascii_isupper(c) || (c >= 0xC3 && c < 0xC4),
            .opens = opens,
            .glued = glued,
            .owner = owner > 0,
            .first = sb_token_letter[(guchar)folded[0]],
            .last = sb_token_letter[(guchar)folded[end - i - 1]],
            .word = sb_lexicon_word_of(scan->lexicon, ends, folded, end - i) };

        if (!word.capital && word.word == NULL &&
            !g_hash_table_contains(scan->names->lower, folded)) {
            g_hash_table_add(
                scan->names->lower, sb_arena_strdup(scan->names->arena, folded));
        }
        g_array_append_val(scan->words, word);
        i = end + owner;
        glued = owner == 0;
        opens = FALSE;
    }
}

static const Word *
at(const Scan *scan, guint i)
{
    return i < scan->words->len ? &g_array_index(scan->words, Word, i) : NULL;
}

static gboolean
is_listed(const Scan *scan, const Word *word, const char *list, size_t size)
{
    size_t n = word->span.end - word->span.start;
    char folded[64]; /* no list has a longer word */
    SbWordEnds ends;

    if (n > sizeof folded) {
        return FALSE;
    }
    sb_token_fold(folded, scan->article->text + word->span.start, n, &ends);
    return sb_token_list_has(list, size, folded, n);
}

/* Is word i one of list (" of in on ", all small)? */
static inline G_ALWAYS_INLINE gboolean
is(const Scan *scan, guint i, const char *list)
{
    const Word *word = at(scan, i);

    return word != NULL && sb_token_may_be_in(word->first, word->last, list) &&
           is_listed(scan, word, list, strlen(list));
}

static gboolean
has(const Scan *scan, guint i, guint classes)
{
    const Word *word = at(scan, i);

    return word != NULL && word->word != NULL && (word->word->classes & classes) != 0;
}

/* --- evidence --- */

static const char TITLES[] =
    " mr mrs ms dr sir governor mayor president minister professor prof chairman "
    "chairwoman ceo director analyst economist secretary senator king queen premier "
    "chancellor commissioner deputy by ";
static const char FORMS[] = " co corp corporation inc ltd llc plc company limited ag sa "
                            "gmbh ";
static const char OFFICES[] =
    " ministry agency association council committee commission authority department "
    "bureau office board union party government statistics administration service "
    "parliament assembly center centre act law treaty ";

static Entry *
entry_of(Scan *scan, guint start, guint end)
{
    char name[MOST_BYTES + 1];
    size_t length = 0;

    for (guint i = start; i < end; i++) {
        SbSpan span = at(scan, i)->span;
        size_t n = span.end - span.start;

        if (length + (i > start) + n > MOST_BYTES) {
            return NULL;
        }
        if (i > start) {
            name[length++] = ' ';
        }
        memcpy(name + length, scan->article->text + span.start, n);
        length += n;
    }
    name[length] = '\0';
    Entry *entry = g_hash_table_lookup(scan->names->entries, name);

    if (entry == NULL) {
        entry = sb_arena_new_of(scan->names->arena, Entry);
        entry->name = sb_arena_strndup(scan->names->arena, name, length);
        g_hash_table_insert(scan->names->entries, (char *)entry->name, entry);
    }
    return entry;
}

/* "Ardania is (not) a large port city", "the city of Ardania" */
static gboolean
is_called_place(const Scan *scan, guint end)
{
    if (!is(scan, end, " is was ")) {
        return FALSE;
    }
    for (guint i = end + 1; i < end + 7 && at(scan, i) != NULL && !at(scan, i)->opens;
         i++) {
        if (is(scan, i,
                " city town country nation province state region island village "
                "county district port prefecture municipality ")) {
            return TRUE;
        }
        if (has(scan, i, SB_WORD_PREPOSITION | SB_WORD_CONJUNCTION)) {
            return FALSE;
        }
    }
    return FALSE;
}

static void
mark_persons(Scan *scan, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        Entry *entry = entry_of(scan, i, i + 1);

        if (entry != NULL) {
            entry->persons++;
        }
    }
}

/* A run of capitals [start, end): what speaks for a place, an organisation, a
 * person. */
static void
weigh(Scan *scan, guint start, guint end, gboolean heading)
{
    gboolean organ = FALSE, office = FALSE;
    guint bare = end;

    for (guint i = start; i < end; i++) {
        office |= is(scan, i, OFFICES);
    }
    while (bare > start + 1 && is(scan, bare - 1, FORMS)) {
        bare--;
        organ = TRUE;
    }
    organ |= end > start + 1 && has(scan, end - 1, SB_WORD_ORGAN) &&
             at(scan, start)->word == NULL; /* not "Large Battery Materials" */
    Entry *entry = office || end - start > MOST_WORDS ? NULL : entry_of(scan, start, end);

    if (entry == NULL) {
        return;
    }
    gboolean said = is(scan, start - 1, " said says ") ||
                    (end - start == 2 && is(scan, end, " said says ") && !organ);

    if (!organ && start > 0 && !at(scan, start)->opens &&
        (said || is(scan, start - 1, TITLES))) {
        mark_persons(scan, start, end);
        entry->persons++;
        return;
    }
    if (organ) {
        Entry *shorter = entry_of(scan, start, bare);
        Entry *first = entry_of(scan, start, start + 1);

        entry->organ = TRUE;
        if (shorter != NULL) {
            shorter->organ = TRUE;
            entry->name = shorter->name;
        }
        if (first != NULL && at(scan, start)->word == NULL && bare > start + 1) {
            first->name = shorter != NULL && !first->organ ? shorter->name : first->name;
            first->organ = TRUE;
        }
        return;
    }
    const Word *last = at(scan, end - 1);

    entry->owners += last->owner;
    entry->city |= is_called_place(scan, end) ||
                   (start > 1 && is(scan, start - 1, " of ") &&
                       is(scan, start - 2, " city town province island village "));
    entry->places +=
        entry->city ||
        (!heading && is(scan, start - 1, " in near throughout across from to "));
    entry->agents += is(scan, end,
        " plans aims announced signed pledged posted reported hired exported "
        "imported invests employs generated welcomed attracted ");
}

/* "FY2024", "Q3", "H1": a time */
static gboolean
is_fiscal(const Scan *scan, const Word *word)
{
    const char *text = scan->article->text + word->span.start;
    size_t n = word->span.end - word->span.start;

    return (n >= 3 && text[0] == 'F' && text[1] == 'Y' && g_ascii_isdigit(text[2])) ||
           (n == 2 && (text[0] == 'Q' || text[0] == 'H') && g_ascii_isdigit(text[1]));
}

/* "July-September" */
static gboolean
is_of_months(const Scan *scan, const Word *word)
{
    const char *text = scan->article->text + word->span.start;
    size_t n = word->span.end - word->span.start;
    const char *dash = memchr(text, '-', n);
    char month[12];

    if (dash == NULL || (size_t)(dash - text) >= sizeof month) {
        return FALSE;
    }
    for (size_t i = 0; i < (size_t)(dash - text); i++) {
        month[i] = g_ascii_tolower(text[i]);
    }
    const SbWord *found = sb_lexicon_word(scan->lexicon, month, (size_t)(dash - text));

    return found != NULL && (found->classes & SB_WORD_MONTH) != 0;
}

/* A capital that opens a sentence may be any word. */
static gboolean
is_name_word(const Scan *scan, guint i)
{
    const Word *word = at(scan, i);

    return word != NULL && word->capital && word->span.end - word->span.start >= 2 &&
           !is_fiscal(scan, word) && !is_of_months(scan, word) &&
           !has(scan, i,
               SB_WORD_MONTH | SB_WORD_WEEKDAY | SB_WORD_ARTICLE | SB_WORD_PRONOUN |
                   SB_WORD_CONJUNCTION | SB_WORD_AUXILIARY) &&
           !(has(scan, i, SB_WORD_PREPOSITION | SB_WORD_ADVERB) && word->opens) &&
           !is(scan, i,
               " korean english chinese japanese french german internet covid-19 "
               "mr mrs ms dr ");
}

/* "Jobs and Industry in the North": every word of weight is a capital. */
static gboolean
is_capitalised(const Scan *scan)
{
    for (guint i = 0; i < scan->words->len; i++) {
        if (!at(scan, i)->capital &&
            at(scan, i)->span.end - at(scan, i)->span.start > 3 &&
            !has(scan, i, SB_WORD_PREPOSITION | SB_WORD_CONJUNCTION | SB_WORD_ARTICLE)) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
read_block(Scan *scan, const SbBlock *block)
{
    for (guint r = 0; r < block->runs->len; r++) {
        g_array_set_size(scan->words, 0);
        read_words(scan, g_array_index(block->runs, SbSpan, r));
        gboolean heading = block->kind == SB_BLOCK_HEADING && is_capitalised(scan);

        for (guint i = 0; i < scan->words->len;) {
            guint end = i;

            while (is_name_word(scan, end) && (end == i || at(scan, end)->glued)) {
                end++;
            }
            guint start = i;

            /* "Governor Park": the title is no part */
            while (start + 1 < end && is(scan, start, TITLES)) {
                start++;
            }
            if (end > start) {
                weigh(scan, start, end, heading);
            }
            i = MAX(end, i + 1);
        }
    }
}

/* --- asking --- */

/* The first word of a name, as the number of a bit. */
static guint
first_word(const char *text)
{
    guint h = 2166136261u; /* FNV-1a */

    for (; *text != '\0' && *text != ' '; text++) {
        h = (h ^ (guchar)*text) * 16777619u;
    }
    return (h ^ h >> 16) & 0xFFFF;
}

/* Is it a name?  A word that the article also writes small is none. */
static void
judge(const SbNames *names, const char *text, Entry *entry)
{
    g_autofree char *folded = g_ascii_strdown(text, -1);
    gboolean spoken = entry->owners + entry->places + entry->agents > 0;

    if (entry->organ || (entry->city && entry->persons == 0)) {
        entry->taken = ALWAYS;
    } else if (entry->persons == 0 && spoken && strlen(text) >= 3 &&
               !g_hash_table_contains(names->lower, folded)) {
        entry->taken = IF_RARE;
    }
}

static const Entry *
accepted(const SbNames *names, const char *text, gboolean lexical)
{
    const Entry *entry = g_hash_table_lookup(names->entries, text);

    return entry != NULL && entry->taken > (lexical ? IF_RARE : NONE) ? entry : NULL;
}

static void
mark_firsts(SbNames *names)
{
    GHashTableIter iter;
    gpointer name, entry;

    g_hash_table_iter_init(&iter, names->entries);
    while (g_hash_table_iter_next(&iter, &name, &entry)) {
        guint bit = first_word(name);

        judge(names, name, entry);
        if (((Entry *)entry)->taken != NONE) {
            names->first[bit / 8] |= (guint8)(1u << bit % 8);
        }
    }
}

SbNames *
sb_names_new(const SbArticle *article, const SbLexicon *lexicon)
{
    if (article->korean) {
        return NULL;
    }
    SbNames *names = g_new0(SbNames, 1);
    g_autoptr(GArray) words = g_array_new(FALSE, TRUE, sizeof(Word));
    g_autoptr(GString) folded = g_string_new(NULL);
    Scan scan = { names, article, lexicon, words, folded };

    names->arena = sb_arena_new();
    names->entries = g_hash_table_new(g_str_hash, g_str_equal);
    names->lower = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < article->blocks->len; i++) {
        const SbBlock *block = g_ptr_array_index(article->blocks, i);

        if (block->runs == NULL || block->runs->len == 0 ||
            block->kind == SB_BLOCK_TABLE) {
            continue;
        }
        if (g_array_index(block->runs, SbSpan, 0).start > SB_LIMIT_NAMES) {
            break;
        }
        read_block(&scan, block);
    }
    mark_firsts(names);
    return names;
}

void
sb_names_free(SbNames *names)
{
    if (names != NULL) {
        g_hash_table_unref(names->entries);
        g_hash_table_unref(names->lower);
        sb_arena_free(names->arena);
        g_free(names);
    }
}

guint
sb_names_find(const SbNames *names, const SbTokens *tokens, guint i, guint end,
    const char **name, gboolean *organ)
{
    guint bit = names != NULL ? first_word(sb_token_at(tokens, i)->text) : 0;

    if (names == NULL || (names->first[bit / 8] >> bit % 8 & 1) == 0) {
        return 0;
    }
    char text[MOST_BYTES + 1]; /* no name is longer */
    size_t length = 0;
    guint best = 0;

    for (guint k = i; k < end && k < i + MOST_WORDS + 1; k++) {
        const SbToken *token = sb_token_at(tokens, k);
        gboolean word = token->kind == SB_TOKEN_WORD || token->kind == SB_TOKEN_CODE;

        if (!word || !token->capital || token->hangul ||
            length + (k > i) + token->length > MOST_BYTES) {
            break;
        }
        if (k > i) {
            text[length++] = ' ';
        }
        memcpy(text + length, token->text, token->length + 1);
        length += token->length;
        const Entry *entry = accepted(names, text, k == i && token->word != NULL);

        if (entry != NULL) {
            best = k + 1 - i;
            *name = entry->name;
            *organ = entry->organ;
        }
    }
    /* more capitals go on: another name */
    if (best > 0 && i + best < end && !*organ) {
        const SbToken *next = sb_token_at(tokens, i + best);

        if (next->kind == SB_TOKEN_WORD && next->capital && next->space &&
            !sb_token_has(next, SB_WORD_MONTH)) {
            return 0;
        }
    }
    return best;
}
