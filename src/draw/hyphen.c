/*
 * In: a shaped paragraph.  Out: the bytes where its words may be hyphenated, by
 * libhyphen and by the soft hyphens that it already has.
 *
 * At least two letters stay before a hyphen and three come after.  Words with
 * digits, in capitals only, and parts of web addresses are left alone.
 */
#include <hyphen.h>
#include <stdlib.h>
#include <string.h>

#include "draw/text_run.h"

enum { SHORTEST = 5, LONGEST = 100, BEFORE = 2, AFTER = 3 };

typedef struct {
    const SbTextRun *run;
    GArray *out; /* of size_t */
} Finder;

/* The length of a word of ASCII letters at byte at. */
static size_t
word_length(const char *text, size_t at, size_t end)
{
    size_t n = 0;

    while (at + n < end && g_ascii_isalpha(text[at + n])) {
        n++;
    }
    return n;
}

/* TRUE when what stands beside the word says that it is no plain word. */
static gboolean
is_joined(const SbTextRun *run, size_t at, size_t n)
{
    const char before = at > 0 ? run->text[at - 1] : ' ';
    const char *after = run->text + at + n;

    if (g_ascii_isdigit(before) || strchr("@/_.\\#&=", before) != NULL) {
        return TRUE;
    }
    if ((guchar)before >= 0x80 && at >= 2) {
        const char *p = g_utf8_find_prev_char(run->text, run->text + at);

        if (p != NULL && g_unichar_isalpha(g_utf8_get_char(p)) &&
            g_utf8_get_char(p) < 0x250) {
            return TRUE;
        }
    }
    if ((guchar)*after >= 0x80) {
        gunichar c = g_utf8_get_char(after);

        return c < 0x250 && g_unichar_isalpha(c);
    }
    return g_ascii_isdigit(*after) || *after == '@' || *after == '_' || *after == '/' ||
           (*after == '.' && g_ascii_isalpha(after[1])) ||
           (*after == ':' && after[1] == '/');
}

/* TRUE for "OECD" and "GDPs": more than one capital. */
static gboolean
is_abbreviation(const char *word, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        if (g_ascii_isupper(word[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
hyphenate(Finder *f, HyphenDict *dictionary, size_t at, size_t n)
{
    char word[LONGEST + 1], marks[LONGEST + 6] = { 0 };
    char **replaced = NULL;
    int *position = NULL, *cut = NULL;

    for (size_t i = 0; i < n; i++) {
        word[i] = g_ascii_tolower(f->run->text[at + i]);
    }
    word[n] = '\0';
    if (hnj_hyphen_hyphenate2(
            dictionary, word, (int)n, marks, NULL, &replaced, &position, &cut) != 0) {
        return;
    }
    for (size_t i = BEFORE; i + AFTER <= n; i++) {
        size_t byte = at + i;

        /* replacements ("eight-teen") are not for English */
        if ((marks[i - 1] & 1) != 0 && (replaced == NULL || replaced[i - 1] == NULL)) {
            g_array_append_val(f->out, byte);
        }
    }
    if (replaced != NULL) {
        for (size_t i = 0; i < n; i++) {
            free(replaced[i]);
        }
    }
    free(replaced);
    free(position);
    free(cut);
}

static void
search_span(Finder *f, const SbTextSpan *span)
{
    const SbTextRun *run = f->run;
    const char *lang = span->lang != NULL ? span->lang : run->lang;
    HyphenDict *dictionary = sb_fonts_hyphens(run->fonts, lang);

    for (size_t at = span->start; at < span->end;) {
        if (strncmp(run->text + at, "\u00AD", 2) == 0) {
            at += 2;
            g_array_append_val(f->out, at);
            continue;
        }
        size_t n = word_length(run->text, at, span->end);

        if (n == 0) {
            at += (size_t)(g_utf8_next_char(run->text + at) - (run->text + at));
            continue;
        }
        if (dictionary != NULL && n >= SHORTEST && n <= LONGEST &&
            !is_joined(run, at, n) && !is_abbreviation(run->text + at, n)) {
            hyphenate(f, dictionary, at, n);
        }
        at += n;
    }
}

GArray *
sb_text_hyphens(SbTextRun *run, SbArena *arena)
{
    Finder f = { run, sb_arena_array(arena, size_t) };

    for (size_t s = 0; s < run->n_spans; s++) {
        search_span(&f, &run->spans[s]);
    }
    return f.out;
}
