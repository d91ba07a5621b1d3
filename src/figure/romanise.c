/*
 * In: text of any script.  Out: a-z, 0-9 and hyphens (see romanise.h).
 *
 * Hangul goes syllable by syllable; where a final consonant meets the next
 * initial, the table of the Revised Romanisation says what both become.
 * Departures: between ㄱ ㄷ ㅂ and ㅎ the sounds merge as in pronunciation, also
 * in nouns; no hyphen parts what may be misread.
 */
#include "figure/romanise.h"

#include <string.h>

enum {
    INITIALS = 19,
    VOWELS = 21,
    FINALS = 28,
    NIEUN = 2,
    RIEUL = 5,
    IEUNG = 11,
    HIEUT = 18
};

static const char *const initial_text[INITIALS] = { "g", "kk", "n", "d", "tt", "r", "m",
    "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h" };

static const char *const vowel_text[VOWELS] = { "a", "ae", "ya", "yae", "eo", "e", "yeo",
    "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i" };

/* What a final is heard as: nothing, k, n, t, l, m, p, ng. */
typedef enum { NO, K, N, T, L, M, P, NG } Heard;

static const Heard heard[FINALS] = { NO, K, K, K, N, N, N, T, L, K, M, L, L, L, P, L, M,
    P, P, T, T, NG, T, T, K, T, P, T };

static const char *const heard_text[] = { "", "k", "n", "t", "l", "m", "p", "ng" };

/* Before a vowel a final moves over. */
static const char *const carried[FINALS] = { "", "g", "kk", "ks", "n", "nj", "n", "d",
    "r", "lg", "lm", "lb", "ls", "lt", "lp", "r", "m", "b", "ps", "s", "ss", "ng", "j",
    "ch", "k", "t", "p", "" };

/* Is there a ㅎ at the end of final, and what is left without it? */
static gboolean
ends_in_hieut(int final, Heard *rest)
{
    *rest = final == 6 ? N : final == 15 ? L : NO;
    return final == 6 || final == 15 || final == 27;
}

/* ㄱ ㄷ ㅂ ㅈ after ㅎ, or before it. */
static const char *
aspirated(int initial)
{
    switch (initial) {
    case 0:
        return "k";
    case 3:
        return "t";
    case 7:
        return "p";
    case 12:
        return "ch";
    default:
        return NULL;
    }
}

static void
put_before_vowel(GString *out, int final, int vowel)
{
    gboolean before_i = vowel == 20;

    if (before_i && final == 7) {
        g_string_append(out, "j");
    } else if (before_i && final == 25) {
        g_string_append(out, "ch");
    } else if (before_i && final == 13) {
        g_string_append(out, "lch");
    } else {
        g_string_append(out, carried[final]);
    }
}

/* The final and the initial after it, both as heard. */
static void
put_meeting(GString *out, int final, int initial, int vowel)
{
    Heard end = heard[final], rest;
    const char *begin = initial_text[initial];

    if (initial == IEUNG) {
        put_before_vowel(out, final, vowel);
        return;
    }
    if (ends_in_hieut(final, &rest) && aspirated(initial) != NULL) {
        g_string_append(out, heard_text[rest]);
        g_string_append(out, aspirated(initial));
        return;
    }
    if (final == 6 || final == 15) {
        end = rest;
    }
    if (initial == HIEUT && (end == K || end == P || (end == T && final != 27))) {
        g_string_append(out, end == K ? "k" : end == P ? "p" : final == 22 ? "ch" : "t");
        return;
    }
    gboolean nasal = initial == NIEUN || initial == 6;

    if (initial == RIEUL && end != NO && end != L && end != N) {
        begin = "n";
        nasal = TRUE;
    } else if ((initial == RIEUL && (end == L || end == N)) ||
               (initial == NIEUN && end == L)) {
        g_string_append(out, "ll");
        return;
    }
    if (nasal && (end == K || end == T || end == P)) {
        end = end == K ? NG : end == T ? N : M;
    }
    g_string_append(out, heard_text[end]);
    g_string_append(out, begin);
}

static gboolean
split(gunichar c, int *initial, int *vowel, int *final)
{
    if (c < 0xAC00 || c > 0xD7A3) {
        return FALSE;
    }
    c -= 0xAC00;
    *final = (int)(c % FINALS);
    *vowel = (int)(c / FINALS % VOWELS);
    *initial = (int)(c / FINALS / VOWELS);
    return TRUE;
}

/* A run of Hangul from *p on, which moves behind it. */
static void
put_hangul(GString *out, const char **p)
{
    int initial, vowel, final, held = 0;

    for (gboolean first = TRUE; split(g_utf8_get_char(*p), &initial, &vowel, &final);
         first = FALSE, *p = g_utf8_next_char(*p)) {
        if (first || held == 0) {
            g_string_append(out, initial_text[initial]);
        } else {
            put_meeting(out, held, initial, vowel);
        }
        g_string_append(out, vowel_text[vowel]);
        held = final;
    }
    g_string_append(out, heard_text[heard[held]]);
}

static void
put_hyphen(GString *out)
{
    if (out->len > 0 && out->str[out->len - 1] != '-') {
        g_string_append_c(out, '-');
    }
}

char *
sb_romanise(const char *text)
{
    /* composed for Hangul, decomposed for accents */
    g_autofree char *composed =
        g_str_is_ascii(text) ? NULL : g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
    GString *out = g_string_new(NULL);
    int initial, vowel, final;

    for (const char *p = composed != NULL ? composed : text; *p != '\0';) {
        gunichar c = g_utf8_get_char(p);

        if (c < 0x80) {
            p++;
            if (g_ascii_isalnum((char)c)) {
                g_string_append_c(out, g_ascii_tolower((char)c));
            } else if (c != '\'') {
                put_hyphen(out);
            }
            continue;
        }
        if (split(c, &initial, &vowel, &final)) {
            put_hangul(out, &p);
            continue;
        }
        p = g_utf8_next_char(p);
        gunichar base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

        g_unichar_fully_decompose(c, TRUE, base, G_N_ELEMENTS(base));
        if (base[0] < 0x80 && g_ascii_isalnum((char)base[0])) {
            g_string_append_c(out, g_ascii_tolower((char)base[0]));
        } else if (c == 0x2019 || g_unichar_ismark(c)) {
            continue;
        } else {
            put_hyphen(out);
        }
    }
    while (out->len > 0 && out->str[out->len - 1] == '-') {
        g_string_truncate(out, out->len - 1);
    }
    return g_string_free(out, FALSE);
}
