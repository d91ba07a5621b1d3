/*
 * In: a number as text and its unit.  Out: both, as a language joins them (see
 * phrase_unit.h), and the unit by itself.
 *
 * What units.csv says of a unit goes before figure/units.def, save the short
 * signs of measures.
 */
#include "figure/phrase_unit.h"

#include <string.h>

#include "base/csv.h"
#include "figure/phrase.h"
#include "figure/unit.h"

#define NBSP "\xC2\xA0"

/* The words of one unit; free the strings. */
typedef struct {
    char *one, *many, *ko;
    gboolean ko_space; /* a blank between a number's last digit and ko */
} Words;

static void
words_clear(Words *words)
{
    g_free(words->one);
    g_free(words->many);
    g_free(words->ko);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, words_clear)

static gboolean
is_korean(const char *lang)
{
    return lang != NULL && strcmp(lang, "ko") == 0;
}

/* The line of units.csv that is unit's; FALSE when there is none.  The job
 * keeps the file, so this is a search in memory. */
static gboolean
look_up(SbJob *job, const char *unit, Words *words)
{
    g_autofree char *path = sb_job_data_path(job, "codes/units.csv");
    const SbSource *source = sb_source_read(job, path, NULL, NULL);
    g_autofree char *start = g_strdup_printf("\n%s,", unit);

    if (source == NULL || *unit == '\0') {
        return FALSE;
    }
    const char *text = sb_source_text(source), *line = strstr(text, start);

    if (line == NULL) {
        return FALSE;
    }
    size_t at = (size_t)(line + 1 - text);
    g_autoptr(SbCsv) csv = sb_csv_parse(source, at, strcspn(line + 1, "\r\n"), ',', NULL);

    if (csv == NULL || sb_csv_rows(csv) == 0 || sb_csv_row(csv, 0)->count < 4) {
        return FALSE;
    }
    const SbCsvRow *row = sb_csv_row(csv, 0);

    words->one = g_strdup(row->fields[1]);
    words->many = g_strdup(row->fields[2]);
    words->ko = g_strdup(row->fields[3]);
    words->ko_space = row->count > 4 && strcmp(row->fields[4], "space") == 0;
    return TRUE;
}

/* "{wind turbine}" without the braces, in both numbers. */
static void
name_count(const char *unit, Words *words)
{
    words->one = g_strndup(unit + 1, strlen(unit) - 2);
    words->many = sb_unit_plural(words->one);
    words->ko = g_strdup("개");
}

static void find_words(SbJob *job, const char *unit, Words *words);

/* "1000{person}", what a rate is per: "1,000 people", "1,000명" */
static void
name_many(SbJob *job, const char *unit, Words *words)
{
    g_autoptr(GString) number = g_string_new(NULL);
    g_auto(Words) each = { 0 };
    size_t digits = strspn(unit, "0123456789");

    for (size_t i = 0; i < digits; i++) {
        if (i > 0 && (digits - i) % 3 == 0) {
            g_string_append_c(number, ',');
        }
        g_string_append_c(number, unit[i]);
    }
    if (unit[digits] == '\0') {
        words->one = g_strdup(number->str);
        words->many = g_strdup(number->str);
        words->ko = g_strdup(number->str);
        return;
    }
    find_words(job, unit + digits, &each);
    words->one = g_strconcat(number->str, NBSP, each.many, NULL);
    words->many = g_strdup(words->one);
    words->ko = g_strconcat(number->str, each.ko, NULL);
}

static void
find_words(SbJob *job, const char *unit, Words *words)
{
    const SbUnit *known = sb_unit_find(unit);
    gboolean found = look_up(job, unit, words);

    if (found && (known == NULL || known->kind == SB_UNIT_MONEY)) {
        return;
    }
    words_clear(words);
    *words = (Words){ 0 };
    if (known != NULL) {
        words->one = g_strdup(known->one);
        words->many = g_strdup(known->many);
        words->ko = g_strdup(known->ko);
        words->ko_space = known->kind == SB_UNIT_MONEY;
    } else if (sb_unit_kind(unit) == SB_UNIT_COUNT) {
        name_count(unit, words);
    } else if (g_ascii_isdigit(*unit)) {
        name_many(job, unit, words);
    } else {
        words->one = g_strdup(unit);
        words->many = g_strdup(unit);
        words->ko = g_strdup(unit);
    }
}

/* Does the number end in a digit, not in a scale word? */
static gboolean
ends_in_digit(const char *number)
{
    size_t n = strlen(number);

    return n > 0 && g_ascii_isdigit(number[n - 1]);
}

/* A blank before a Korean unit: after a scale word (40만 명), and where
 * units.csv wants it after digits too; never before % and signs. */
static const char *
korean_join(const char *number, const Words *words)
{
    gunichar first = g_utf8_get_char(words->ko);

    if (*words->ko == '\0' || *words->ko == '%' || first == 0x2030) {
        return "";
    }
    if (!ends_in_digit(number)) {
        return NBSP;
    }
    return g_ascii_isalpha(*words->ko) ? NBSP : "";
}

static char *
korean_around(SbJob *job, const char *sign, const char *number, const char *unit)
{
    g_auto(Words) words = { 0 };
    const char *slash = strchr(unit, '/');

    if (strcmp(unit, "%/a") == 0) {
        return g_strconcat("연" NBSP, sign, number, "%", NULL);
    }
    if (slash != NULL && sb_unit_find(unit) == NULL) {
        g_auto(Words) per = { 0 };
        g_autofree char *upper = g_strndup(unit, (gsize)(slash - unit));

        find_words(job, upper, &words);
        find_words(job, slash + 1, &per);
        /* 달러당 1,310원; 연간 500만 톤 */
        const char *before = strcmp(slash + 1, "a") == 0 ? "연간" : per.ko;

        return g_strconcat(before, strcmp(slash + 1, "a") == 0 ? "" : "당", NBSP, sign,
            number, korean_join(number, &words), words.ko, NULL);
    }
    find_words(job, unit, &words);
    return g_strconcat(sign, number, korean_join(number, &words), words.ko, NULL);
}

/* Before the unit: nothing for %, a blank that does not break for words. */
static const char *
english_join(const char *word)
{
    return *word == '\0' || *word == '%' || g_str_has_prefix(word, "°") ? "" : NBSP;
}

static char *
english_around(
    SbJob *job, const char *sign, const char *number, const char *unit, gboolean is_one)
{
    g_auto(Words) words = { 0 };
    const SbUnit *known = sb_unit_find(unit);
    const char *slash = strchr(unit, '/');

    if (known != NULL && *known->sign != '\0') {
        return g_strconcat(sign, known->sign, number, NULL);
    }
    if (slash != NULL && known == NULL && !look_up(job, unit, &words)) {
        g_auto(Words) per = { 0 };
        g_autofree char *upper = g_strndup(unit, (gsize)(slash - unit));
        g_autofree char *amount = english_around(job, sign, number, upper, is_one);

        find_words(job, slash + 1, &per);
        return g_strconcat(amount, NBSP "per" NBSP, per.one, NULL);
    }
    words_clear(&words);
    words = (Words){ 0 };
    find_words(job, unit, &words);
    const char *word = is_one ? words.one : words.many;

    return g_strconcat(sign, number, english_join(word), word, NULL);
}

char *
sb_phrase_unit_around(SbJob *job, const char *sign, const char *number, const char *unit,
    const char *lang, gboolean is_one, gboolean no_unit)
{
    if (no_unit || *unit == '\0') {
        return g_strconcat(sign, number, NULL);
    }
    return is_korean(lang) ? korean_around(job, sign, number, unit)
                           : english_around(job, sign, number, unit, is_one);
}

char *
sb_phrase_unit(SbJob *job, const char *unit, const char *lang)
{
    g_auto(Words) words = { 0 };
    const char *slash = strchr(unit, '/');

    if (slash != NULL && sb_unit_find(unit) == NULL && !look_up(job, unit, &words)) {
        g_autofree char *upper = g_strndup(unit, (gsize)(slash - unit));
        g_autofree char *many = sb_phrase_unit(job, upper, lang);
        g_auto(Words) per = { 0 };

        find_words(job, slash + 1, &per);
        return is_korean(lang) ? g_strconcat(many, "/", per.ko, NULL)
                               : g_strconcat(many, " per ", per.one, NULL);
    }
    words_clear(&words);
    words = (Words){ 0 };
    if (slash == NULL || sb_unit_find(unit) != NULL) {
        find_words(job, unit, &words);
    } else {
        look_up(job, unit, &words);
    }
    return g_strdup(is_korean(lang) ? words.ko : words.many);
}
