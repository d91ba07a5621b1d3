/*
 * In: a canonical unit, or a text that may begin with a unit.  Out: what is
 * known of it (see unit.h).
 */
#include "figure/unit.h"

#include <string.h>

typedef struct {
    const char *surface;
    SbUnitSide side;
    const char *unit;
} Form;

static const SbUnit units[] = {
#define UNIT(unit, kind, sign, one, many, ko)                                            \
    { unit, SB_UNIT_##kind, sign, one, many, ko },
#define FORM(surface, side, unit)
#include "figure/units.def"
#undef UNIT
#undef FORM
};

static const Form forms[] = {
#define UNIT(unit, kind, sign, one, many, ko)
#define FORM(surface, side, unit) { surface, SB_UNIT_##side, unit },
#include "figure/units.def"
#undef UNIT
#undef FORM
};

const SbUnit *
sb_unit_find(const char *unit)
{
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (strcmp(units[i].unit, unit) == 0) {
            return &units[i];
        }
    }
    return NULL;
}

static gboolean
has_currency_shape(const char *unit)
{
    return strlen(unit) == 3 && g_ascii_isupper(unit[0]) && g_ascii_isupper(unit[1]) &&
           g_ascii_isupper(unit[2]);
}

SbUnitKind
sb_unit_kind(const char *unit)
{
    const SbUnit *known = sb_unit_find(unit);

    if (known != NULL) {
        return known->kind;
    }
    if (*unit == '\0') {
        return SB_UNIT_NONE;
    }
    if (*unit == '{' && strchr(unit, '}') == unit + strlen(unit) - 1) {
        return SB_UNIT_COUNT;
    }
    if (strchr(unit, '/') != NULL) {
        return SB_UNIT_RATE;
    }
    return has_currency_shape(unit) ? SB_UNIT_MONEY : SB_UNIT_NONE;
}

gboolean
sb_unit_is_money(const char *unit)
{
    return sb_unit_kind(unit) == SB_UNIT_MONEY;
}

/* --- forms in text --- */

/* Small Latin letters only (blanks and hyphens among them), four or more. */
static gboolean
is_any_case(const char *surface)
{
    size_t letters = 0;

    for (const char *p = surface; *p != '\0'; p++) {
        if (g_ascii_islower(*p)) {
            letters++;
        } else if (*p != ' ' && *p != '-') {
            return FALSE;
        }
    }
    return letters >= 4;
}

/* The bytes of text that surface covers, or 0.  A blank covers any white space. */
static size_t
cover(const char *surface, const char *text, size_t left)
{
    gboolean any_case = is_any_case(surface);
    size_t at = 0;

    for (const char *p = surface; *p != '\0'; p++) {
        if (*p == ' ') {
            size_t start = at;

            while (at < left &&
                   (g_ascii_isspace(text[at]) ||
                       (at + 1 < left && memcmp(text + at, "\xC2\xA0", 2) == 0))) {
                at += g_ascii_isspace(text[at]) ? 1 : 2;
            }
            if (at == start) {
                return 0;
            }
            continue;
        }
        if (at >= left) {
            return 0;
        }
        char c = any_case ? g_ascii_tolower(text[at]) : text[at];

        if (c != *p) {
            return 0;
        }
        at++;
    }
    return at;
}

static gboolean
is_hangul(gunichar c)
{
    return c >= 0xAC00 && c <= 0xD7A3;
}

/* Hangul that may follow a unit: a particle, a suffix of amounts, or a word that
 * a careless writer did not part ("400억원규모"). */
static gboolean
is_unit_suffix(const char *text, const char *end)
{
    static const char *const suffixes[] = { "은", "는", "이", "가", "을", "를", "의",
        "에", "에서", "과", "와", "로", "으로", "도", "만", "보다", "까지", "부터", "나",
        "이나", "씩", "여", "대", "대의", "대에", "대로", "가량", "정도", "이상", "이하",
        "미만", "초과", "안팎", "규모", "규모의", "규모로", "상당", "상당의", "어치",
        "짜리", "당", "간", "간의", "째", "째로", "이다", "이며", "이고", "이었다",
        "였다", "으로서", "로서", "에는", "에도", "에서는", "에게", "밖에", "뿐", "들",
        "들이", "들은", "들의", "들을", "에서의", "에서도", "까지의", "인", "이라는",
        "이라고", "라는", "라고", "라며", "라도", "에달하는", "에달한다", "으로는",
        "로는", "으로도", "로도", "만이", "만을", "만의" };
    const char *p = text;

    while (p < end && is_hangul(g_utf8_get_char(p))) {
        p = g_utf8_next_char(p);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        if (strlen(suffixes[i]) == (size_t)(p - text) &&
            memcmp(suffixes[i], text, (size_t)(p - text)) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
ends_well(const char *text, size_t at, size_t left)
{
    if (at >= left) {
        return TRUE;
    }
    const char *here = text + at, *end = text + left;
    gunichar last = g_utf8_get_char(g_utf8_find_prev_char(text, here));
    gunichar next = g_utf8_get_char(here);

    if (is_hangul(last)) {
        return !is_hangul(next) || is_unit_suffix(here, end);
    }
    if (last < 0x80 && g_ascii_isalpha((char)last)) {
        return is_hangul(next) || !g_unichar_isalnum(next);
    }
    return TRUE;
}

const char *
sb_unit_at(const char *text, size_t left, SbUnitSide side, size_t *length)
{
    const char *found = NULL;
    size_t longest = 0;

    if (left == 0) {
        return NULL;
    }
    char first = g_ascii_tolower(*text);

    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (forms[i].side != side || g_ascii_tolower(*forms[i].surface) != first) {
            continue;
        }
        size_t bytes = cover(forms[i].surface, text, left);

        if (bytes > longest && (side == SB_UNIT_BEFORE || ends_well(text, bytes, left))) {
            longest = bytes;
            found = forms[i].unit;
        }
    }
    *length = longest;
    return found;
}

const char *
sb_unit_before(const char *text, size_t length, size_t *taken)
{
    const char *found = NULL;
    size_t longest = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        size_t bytes = strlen(forms[i].surface);

        if (forms[i].side != SB_UNIT_BEFORE || bytes <= longest || bytes > length ||
            memcmp(text + length - bytes, forms[i].surface, bytes) != 0) {
            continue;
        }
        /* "A$" in "DELTA$" is no Australian dollar */
        if (bytes < length && g_ascii_isalnum(text[length - bytes - 1]) &&
            g_ascii_isalpha(*forms[i].surface)) {
            continue;
        }
        longest = bytes;
        found = forms[i].unit;
    }
    *taken = longest;
    return found;
}

const char *
sb_unit_named(const char *word)
{
    const SbUnit *known = sb_unit_find(word);
    size_t length = strlen(word);

    if (known != NULL) {
        return known->unit;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (cover(forms[i].surface, word, length) == length && length > 0) {
            return forms[i].unit;
        }
    }
    return NULL;
}

/* --- counted nouns --- */

static const struct {
    const char *one, *many;
} irregular[] = { { "person", "people" }, { "man", "men" }, { "woman", "women" },
    { "child", "children" }, { "foot", "feet" }, { "head", "head" },
    { "series", "series" }, { "species", "species" }, { "fish", "fish" },
    { "sheep", "sheep" }, { "aircraft", "aircraft" }, { "staff", "staff" },
    { "personnel", "personnel" }, { "megalopolis", "megalopolises" },
    { "metropolis", "metropolises" }, { "basis", "bases" }, { "crisis", "crises" },
    { "analysis", "analyses" }, { "criterion", "criteria" }, { "half", "halves" },
    { "life", "lives" }, { "leaf", "leaves" }, { "bus", "buses" }, { "gas", "gases" },
    { "campus", "campuses" }, { "virus", "viruses" }, { "status", "statuses" },
    { "hero", "heroes" }, { "potato", "potatoes" }, { "movie", "movies" },
    { "tie", "ties" }, { "cookie", "cookies" }, { "shoe", "shoes" } };

/* Does text end in tail at the start of a word? */
static gboolean
ends_in_word(const char *text, const char *tail)
{
    size_t n = strlen(text), m = strlen(tail);

    return n >= m && g_ascii_strcasecmp(text + n - m, tail) == 0 &&
           (n == m || text[n - m - 1] == ' ' || text[n - m - 1] == '-');
}

static char *
swap_tail(const char *text, const char *from, const char *to)
{
    g_autofree char *stem = g_strndup(text, strlen(text) - strlen(from));

    return g_strconcat(stem, to, NULL);
}

static gboolean
is_vowel(char c)
{
    return strchr("aeiou", g_ascii_tolower(c)) != NULL;
}

char *
sb_unit_singular(const char *noun)
{
    size_t n = strlen(noun);

    for (size_t i = 0; i < G_N_ELEMENTS(irregular); i++) {
        if (ends_in_word(noun, irregular[i].many)) {
            return swap_tail(noun, irregular[i].many, irregular[i].one);
        }
    }
    if (n < 4 || noun[n - 1] != 's' || g_str_has_suffix(noun, "ss") ||
        g_str_has_suffix(noun, "us") || g_str_has_suffix(noun, "is")) {
        return g_strdup(noun);
    }
    if (g_str_has_suffix(noun, "ies") && n > 4 && !is_vowel(noun[n - 4])) {
        return swap_tail(noun, "ies", "y");
    }
    if (g_str_has_suffix(noun, "sses") || g_str_has_suffix(noun, "shes") ||
        g_str_has_suffix(noun, "ches") || g_str_has_suffix(noun, "xes") ||
        g_str_has_suffix(noun, "zzes")) {
        return swap_tail(noun, "es", "");
    }
    return swap_tail(noun, "s", "");
}

char *
sb_unit_plural(const char *noun)
{
    size_t n = strlen(noun);

    for (size_t i = 0; i < G_N_ELEMENTS(irregular); i++) {
        if (ends_in_word(noun, irregular[i].one)) {
            return swap_tail(noun, irregular[i].one, irregular[i].many);
        }
    }
    if (n > 1 && noun[n - 1] == 'y' && !is_vowel(noun[n - 2])) {
        return swap_tail(noun, "y", "ies");
    }
    if (g_str_has_suffix(noun, "s") || g_str_has_suffix(noun, "x") ||
        g_str_has_suffix(noun, "ch") || g_str_has_suffix(noun, "sh")) {
        return g_strconcat(noun, "es", NULL);
    }
    return g_strconcat(noun, "s", NULL);
}

char *
sb_unit_of_noun(const char *noun)
{
    g_autofree char *one = sb_unit_singular(noun);

    return g_strdup_printf("{%s}", one);
}
