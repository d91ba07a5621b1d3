/*
 * In: a canonical unit, or a text that may begin with a unit.  Out: what is
 * known of it (see unit.h).
 */
#include "figure/unit.h"

#include <string.h>

typedef enum { ANY_CASE, AS_WRITTEN, SIGN } Spelling;

typedef struct {
    const char *name;
    const char *unit;
    Spelling spelling;
    int power; /* of ten; those with one are no units of their own */
} Name;

static const SbUnit units[] = {
#define UNIT(unit, kind, sign, one, many, ko)                                            \
    { unit, SB_UNIT_##kind, sign, one, many, ko },
#include "figure/units.def"
#undef UNIT
};

static const Name names[] = {
#define UNIT(name, code, kind, power) { name, code, ANY_CASE, power },
#define SYMBOL(name, code, kind, power) { name, code, AS_WRITTEN, power },
#define BEFORE(name, code) { name, code, SIGN, 0 },
#define ALONE(name, code) { name, code, AS_WRITTEN, 0 },
#include "figure/unit_names.def"
};

const SbUnit *
sb_unit_find(const char *unit)
{
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (*units[i].unit == *unit && strcmp(units[i].unit, unit) == 0) {
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

/* --- names in text --- */

/* The bytes of text that a name covers, or 0.  A blank covers any white space, in
 * Korean none too. */
static size_t
cover(const Name *name, const char *text, size_t left)
{
    gboolean korean = (guchar)name->name[0] >= 0xEA;
    size_t at = 0;

    for (const char *p = name->name; *p != '\0'; p++) {
        if (*p == ' ') {
            size_t start = at;

            while (at < left &&
                   (g_ascii_isspace(text[at]) ||
                       (at + 1 < left && memcmp(text + at, "\xC2\xA0", 2) == 0))) {
                at += g_ascii_isspace(text[at]) ? 1 : 2;
            }
            if (at == start && !korean) {
                return 0;
            }
            continue;
        }
        if (at >= left) {
            return 0;
        }
        char c = name->spelling == ANY_CASE ? g_ascii_tolower(text[at]) : text[at];

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

/* The bytes of a name behind its number, plural or not; 0: it does not end there. */
static size_t
cover_behind(const Name *name, const char *text, size_t left)
{
    size_t bytes = cover(name, text, left), many = 0;

    if (bytes == 0) {
        return 0;
    }
    if (name->spelling == ANY_CASE && g_ascii_isalpha(*name->name)) {
        const char *ending = g_str_has_suffix(name->name, "ch") ? "es" : "s";

        many = bytes + strlen(ending);
        many =
            many <= left && g_ascii_strncasecmp(text + bytes, ending, many - bytes) == 0
                ? many
                : 0;
    }
    if (many > 0 && ends_well(text, many, left)) {
        return many;
    }
    return ends_well(text, bytes, left) ? bytes : 0;
}

const char *
sb_unit_at(const char *text, size_t left, SbUnitSide side, size_t *length)
{
    /* "5-year" */
    size_t hyphen =
        side == SB_UNIT_AFTER && left > 1 && text[0] == '-' && g_ascii_isalpha(text[1]);
    const char *found = NULL;
    size_t longest = 0;

    for (size_t i = 0; left > 0 && i < G_N_ELEMENTS(names); i++) {
        const Name *name = &names[i];
        size_t bytes = 0;

        if (name->power != 0 || (side == SB_UNIT_BEFORE && name->spelling != SIGN)) {
            continue;
        }
        bytes = side == SB_UNIT_BEFORE ? cover(name, text, left)
                                       : cover_behind(name, text + hyphen, left - hyphen);
        /* a sign may stand behind its number too, if it is nothing else there */
        if (bytes > longest) {
            longest = bytes;
            found = name->unit;
        }
    }
    *length = longest + (found != NULL ? hyphen : 0);
    return found;
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
