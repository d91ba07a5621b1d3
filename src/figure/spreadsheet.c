/*
 * In: a cell as we wrote it and as it came back.  Out: may a spreadsheet have
 * made the one of the other (see spreadsheet.h)?
 *
 * Terms: figures, the digits of a number without point and leading zeros; piece,
 * a number or the name of a month within a date.
 */
#include "figure/spreadsheet.h"

#include <string.h>

#include "base/date.h"

/* A double holds so many digits; a spreadsheet writes no more. */
enum { DOUBLE_DIGITS = 15, MOST_DIGITS = 80 };

/* --- numbers --- */

typedef struct {
    gboolean negative, percent, scientific, money;
    char figures[MOST_DIGITS + 1];
    int count;
    int exponent; /* of the last figure */
} Number;

/* Takes one of the n words from the front of *p. */
static gboolean
take_any(const char **p, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (g_str_has_prefix(*p, words[i])) {
            *p += strlen(words[i]);
            return TRUE;
        }
    }
    return FALSE;
}

/* Signs, currencies and blanks before the digits; the won of a Korean keyboard is a
 * backslash. */
static void
take_front(const char **p, Number *out)
{
    static const char *const minus[] = { "-", "\xE2\x88\x92", "△", "▲" };
    static const char *const other[] = { "+", " " };
    static const char *const money[] = { "US$", "$", "₩", "￦", "\\", "€", "£", "¥",
        "?" };

    for (;;) {
        if (take_any(p, minus, G_N_ELEMENTS(minus))) {
            out->negative = TRUE;
        } else if (take_any(p, money, G_N_ELEMENTS(money))) {
            out->money = TRUE;
        } else if (!take_any(p, other, G_N_ELEMENTS(other))) {
            return;
        }
    }
}

/* Digits with a point, grouped by commas or not; comma: it is the point. */
static gboolean
take_digits(const char **p, gboolean comma, Number *out)
{
    gboolean point = FALSE, any = FALSE;
    int since = -1; /* digits behind the last grouping comma */
    const char *q = *p;

    for (;; q++) {
        if (g_ascii_isdigit(*q)) {
            any = TRUE;
            since += since >= 0 && !point;
            if (out->count > 0 || *q != '0') {
                if (out->count == MOST_DIGITS) {
                    return FALSE;
                }
                out->figures[out->count++] = *q;
            }
            out->exponent -= point;
        } else if (*q == (comma ? ',' : '.') && !point) {
            if (since >= 0 && since != 3) {
                return FALSE;
            }
            point = TRUE;
        } else if (*q == (comma ? '.' : ',') && any && !point &&
                   (since < 0 || since == 3)) {
            since = 0;
        } else {
            break;
        }
    }
    *p = q;
    return any && (point || since < 0 || since == 3);
}

static gboolean
take_exponent(const char **p, Number *out)
{
    if (**p != 'E' && **p != 'e') {
        return TRUE;
    }
    const char *q = *p + 1;
    gboolean negative = *q == '-';
    int power = 0, digits = 0;

    q += *q == '-' || *q == '+';
    for (; g_ascii_isdigit(*q) && digits < 4; q++, digits++) {
        power = power * 10 + (*q - '0');
    }
    *p = q;
    out->scientific = TRUE;
    out->exponent += negative ? -power : power;
    return digits > 0;
}

static gboolean
read_number(const char *text, gboolean comma, Number *out)
{
    const char *p = text;

    memset(out, 0, sizeof *out);
    gboolean round = *p == '(';

    p += round;
    out->negative = round;
    take_front(&p, out);
    if (!take_digits(&p, comma, out) || !take_exponent(&p, out)) {
        return FALSE;
    }
    p += strspn(p, " ");
    if (*p == '%') {
        out->percent = TRUE;
        p++;
    } else if (g_str_has_prefix(p, "원")) {
        out->money = TRUE;
        p += strlen("원");
    }
    p += round && *p == ')';
    return *p == '\0';
}

/* Without zeros at the end. */
static void
shorten(Number *n)
{
    while (n->count > 0 && n->figures[n->count - 1] == '0') {
        n->count--;
        n->exponent++;
    }
    n->figures[n->count] = '\0';
}

/* To so many figures; half upwards, or cut. */
static void
round_to(Number *n, int figures, gboolean cut)
{
    if (n->count <= figures) {
        return;
    }
    gboolean up = !cut && n->figures[figures] >= '5';

    n->exponent += n->count - figures;
    n->count = figures;
    for (int i = figures; up && i-- > 0;) {
        up = n->figures[i] == '9';
        n->figures[i] = up ? '0' : (char)(n->figures[i] + 1);
    }
    if (up) { /* 99.9 -> 100 */
        n->figures[0] = '1';
        n->exponent += n->count - 1;
        n->exponent++;
        n->count = 1;
    }
}

static gboolean
equal_numbers(Number a, Number b)
{
    shorten(&a);
    shorten(&b);
    if (a.count == 0 || b.count == 0) {
        return a.count == b.count;
    }
    return a.negative == b.negative && a.exponent == b.exponent &&
           strcmp(a.figures, b.figures) == 0;
}

/* Does the cell say was, to the digits that it shows? */
static gboolean
agree(const Number *was, const Number *cell)
{
    Number short_was = *was;
    int shown = cell->scientific ? cell->count : DOUBLE_DIGITS;

    if (equal_numbers(*was, *cell)) {
        return TRUE;
    }
    shorten(&short_was);
    if (shown == 0 || (!cell->scientific && short_was.count <= DOUBLE_DIGITS)) {
        return FALSE;
    }
    Number cut = short_was;

    round_to(&short_was, shown, FALSE);
    round_to(&cut, shown, TRUE);
    return equal_numbers(short_was, *cell) ||
           (shown >= DOUBLE_DIGITS && equal_numbers(cut, *cell));
}

/* 0.157 shows as 15.70 %, and a typed 15.7% may be kept as 0.157.  A column of
 * numbers may get signs of money or percent; a text that gets one is edited. */
static gboolean
same_number(const char *text, const char *cell, gboolean numbers)
{
    Number was, is;

    if (!read_number(text, FALSE, &was)) {
        return FALSE;
    }
    if (strcmp(cell, "-") == 0) { /* a nought of the accountants' */
        shorten(&was);
        return was.count == 0;
    }
    for (int comma = 0; comma < 2; comma++) {
        if (!read_number(cell, comma == 1, &is) || (!numbers && is.money && !was.money)) {
            continue;
        }
        if ((numbers || is.percent == was.percent) && agree(&was, &is)) {
            return TRUE;
        }
        Number shifted = was;

        shifted.exponent += is.percent ? 2 : -2;
        if (is.percent != was.percent && agree(&shifted, &is)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* --- dates --- */

typedef struct {
    int value, digits;
    char part; /* 'y' 'm' 'd', or 0: by its place */
} Piece;

typedef struct {
    int year, month, day; /* -1: not said */
    gboolean short_year;
} Day;

static const char *const months[] = { "january", "february", "march", "april", "may",
    "june", "july", "august", "september", "october", "november", "december" };

/* 1…12 for "Oct", "october", "Sept"; 0: none. */
static int
month_named(const char *word, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(months); i++) {
        gboolean usual = length == 3 || length == strlen(months[i]);

        if ((usual || (i == 8 && length == 4)) &&
            g_ascii_strncasecmp(word, months[i], length) == 0) {
            return (int)i + 1;
        }
    }
    return 0;
}

/* Is all the rest the time of midnight, or nothing? */
static gboolean
is_midnight(const char *p)
{
    gboolean colon = strchr(p, ':') != NULL;

    for (; *p != '\0'; p++) {
        if (g_str_has_prefix(p, "오전")) {
            p += strlen("오전") - 1;
        } else if (strchr("012: .TZAMam", *p) == NULL) {
            return FALSE;
        }
    }
    return colon;
}

/* A day of the week says nothing new. */
static size_t
weekday_at(const char *p)
{
    size_t letters = 0;

    while (g_ascii_isalpha(p[letters])) {
        letters++;
    }
    if (letters > 4 && g_ascii_strncasecmp(p + letters - 3, "day", 3) == 0) {
        return letters;
    }
    size_t first = (size_t)(g_utf8_next_char(p) - p);

    return g_str_has_prefix(p + first, "요일") ? first + strlen("요일") : 0;
}

static gboolean
take_number_piece(const char **p, Piece *out)
{
    static const struct {
        const char *word;
        char part;
    } suffixes[] = { { "년", 'y' }, { "월", 'm' }, { "일", 'd' } };

    while (g_ascii_isdigit(**p)) {
        out->value = out->value * 10 + (*(*p)++ - '0');
        if (++out->digits > 4) {
            return FALSE;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        if (g_str_has_prefix(*p, suffixes[i].word)) {
            out->part = suffixes[i].part;
            *p += strlen(suffixes[i].word);
            break;
        }
    }
    return TRUE;
}

/* How many pieces text has as a date: 2 or 3; 0 when it is none. */
static int
read_pieces(const char *text, Piece out[3])
{
    int n = 0;

    memset(out, 0, 3 * sizeof(Piece));
    for (const char *p = text; *p != '\0';) {
        if (n >= 2 && (*p == ' ' || *p == 'T') && is_midnight(p)) {
            break;
        }
        if (strchr(" -/.,'", *p) != NULL) {
            p++;
            continue;
        }
        size_t letters = 0, weekday = weekday_at(p);

        while (g_ascii_isalpha(p[letters])) {
            letters++;
        }
        if (weekday > 0) {
            p += weekday;
            continue;
        }
        if (n == 3) {
            return 0;
        }
        if (letters > 0) {
            out[n] = (Piece){ month_named(p, letters), 0, 'm' };
            p += letters;
        } else if (!g_ascii_isdigit(*p) || !take_number_piece(&p, &out[n])) {
            return 0;
        }
        if (out[n].value == 0 && out[n].part == 'm') {
            return 0;
        }
        n++;
    }
    return n >= 2 ? n : 0;
}

/* The pieces as parts in this order ("ymd"); FALSE when they can't be. */
static gboolean
as_day(const Piece *pieces, int n, const char *parts, Day *out)
{
    *out = (Day){ -1, -1, -1, FALSE };
    for (int i = 0; i < n; i++) {
        const Piece *piece = &pieces[i];

        if (piece->part != 0 && piece->part != parts[i]) {
            return FALSE;
        }
        if (parts[i] == 'y') {
            if (piece->digits != 2 && piece->digits != 4) {
                return FALSE;
            }
            out->year = piece->value;
            out->short_year = piece->digits == 2;
        } else if (piece->digits > 2 || piece->value < 1 ||
                   piece->value > (parts[i] == 'm' ? 12 : 31)) {
            return FALSE;
        } else if (parts[i] == 'm') {
            out->month = piece->value;
        } else {
            out->day = piece->value;
        }
    }
    return TRUE;
}

/* All days that text may mean; at most 4. */
static int
days_of(const char *text, SbDayOrder order, Day out[4])
{
    static const char *const three[] = { "ymd", "mdy", "dmy" };
    static const char *const two[] = { "ym", "my", "md", "dm" };
    Piece pieces[3];
    int n = read_pieces(text, pieces), found = 0;
    int orders = n == 3 ? 3 : n == 2 ? 4 : 0;

    for (int i = 0; i < orders; i++) {
        const char *parts = n == 3 ? three[i] : two[i];
        gboolean named = pieces[0].part != 0 || pieces[1].part != 0;

        if (n == 3 && !named &&
            ((order == SB_DAY_ORDER_MONTH_FIRST && *parts == 'd') ||
                (order == SB_DAY_ORDER_DAY_FIRST && *parts == 'm'))) {
            continue;
        }
        found += as_day(pieces, n, parts, &out[found]);
    }
    return found;
}

static gboolean
same_day(const Day *a, const Day *b)
{
    gboolean years = a->year >= 0 && b->year >= 0;

    if (a->month != b->month) {
        return FALSE;
    }
    if (years && (a->short_year || b->short_year ? a->year % 100 != b->year % 100
                                                 : a->year != b->year)) {
        return FALSE;
    }
    if (a->day >= 0 && b->day >= 0) {
        return a->day == b->day;
    }
    /* a month becomes its first day */
    return years && (a->day == b->day || MAX(a->day, b->day) == 1);
}

/* Days since the spreadsheet's epoch; the Macintosh's began in 1904. */
static gboolean
is_serial(const Day *day, const char *cell)
{
    size_t digits = strspn(cell, "0123456789");

    if (digits < 4 || digits > 5 || cell[digits] != '\0' || day->year < 1900 ||
        day->short_year) {
        return FALSE;
    }
    int64_t serial = sb_date_days(day->year, day->month, MAX(day->day, 1)) + 25569;
    int64_t said = (int64_t)g_ascii_strtoll(cell, NULL, 10);

    return said == serial || said == serial - 1462;
}

/* Two bare numbers, as in "3/4": a spreadsheet may add noughts, not turn them. */
static gboolean
is_turned(const char *text, const char *cell)
{
    Piece was[3], is[3];

    return read_pieces(text, was) == 2 && read_pieces(cell, is) == 2 &&
           was[0].part == 0 && was[1].part == 0 && is[0].part == 0 && is[1].part == 0 &&
           (was[0].value != is[0].value || was[1].value != is[1].value);
}

static gboolean
same_date(const char *text, const char *cell, SbDayOrder order)
{
    Day was[4], is[4];

    if (is_turned(text, cell)) {
        return FALSE;
    }
    /* what we write never depends on the order */
    int n_was = days_of(text, SB_DAY_ORDER_OPEN, was), n_is = days_of(cell, order, is);

    for (int i = 0; i < n_was; i++) {
        for (int k = 0; k < n_is; k++) {
            if (same_day(&was[i], &is[k])) {
                return TRUE;
            }
        }
        if (is_serial(&was[i], cell)) {
            return TRUE;
        }
    }
    for (int k = 0; k < n_is; k++) { /* a year taken for a serial number */
        if (is[k].day > 0 && is_serial(&is[k], text)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* --- times of day, truth --- */

/* "16:9" -> seconds; -1 when it is no time. */
static int
seconds_of(const char *text)
{
    int parts[3] = { 0 }, n = 0;
    gboolean late = FALSE, twelve = FALSE;
    const char *p = text;

    if (g_str_has_prefix(p, "오전 ") || g_str_has_prefix(p, "오후 ")) {
        twelve = TRUE;
        late = g_str_has_prefix(p, "오후");
        p += strlen("오전 ");
    }
    for (; n < 3 && g_ascii_isdigit(*p); n++) {
        for (int digits = 0; g_ascii_isdigit(*p) && digits < 4; digits++) {
            parts[n] = parts[n] * 10 + (*p++ - '0');
        }
        if (*p != ':') {
            n++;
            break;
        }
        p++;
    }
    if (g_ascii_strcasecmp(p, " am") == 0 || g_ascii_strcasecmp(p, " pm") == 0) {
        twelve = TRUE;
        late = g_ascii_tolower(p[1]) == 'p';
        p += 3;
    }
    if (n < 2 || *p != '\0') {
        return -1;
    }
    int hour = twelve ? parts[0] % 12 + (late ? 12 : 0) : parts[0];

    return (hour * 60 + parts[1]) * 60 + parts[2];
}

/* 1 true, 0 false, -1 neither. */
static int
truth_of(const char *text)
{
    return g_ascii_strcasecmp(text, "true") == 0 || strcmp(text, "참") == 0      ? 1
           : g_ascii_strcasecmp(text, "false") == 0 || strcmp(text, "거짓") == 0 ? 0
                                                                                 : -1;
}

/* --- characters --- */

/* One form of line ends, blanks and composed letters.  Free it. */
static char *
tidied(const char *text)
{
    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    g_autoptr(GString) out = g_string_new(NULL);

    for (const char *p = composed != NULL ? composed : text; *p != '\0'; p++) {
        if (*p == '\r') {
            g_string_append_c(out, '\n');
            p += p[1] == '\n';
        } else if (g_str_has_prefix(p, "\xC2\xA0")) {
            g_string_append_c(out, ' ');
            p++;
        } else {
            g_string_append_c(out, *p);
        }
    }
    return g_strdup(g_strstrip(out->str));
}

/* Is the character missing from the Korean code pages? */
static gboolean
is_missing(const char *p, size_t length)
{
    if (length == 1) {
        return FALSE;
    }
    g_autofree char *bytes =
        g_convert(p, (gssize)length, "EUC-KR", "UTF-8", NULL, NULL, NULL);

    return bytes == NULL;
}

/* The plain letter that stands for an accented one; 0: none. */
static char
plain_letter(const char *p, size_t length)
{
    g_autofree char *parts = g_utf8_normalize(p, (gssize)length, G_NORMALIZE_NFKD);

    return parts != NULL && g_ascii_isprint(*parts) ? *parts : '\0';
}

/* text with "?" or a plain letter for what the code page lacks. */
static gboolean
same_but_lost(const char *text, const char *cell)
{
    while (*text != '\0') {
        size_t length = (size_t)(g_utf8_next_char(text) - text);

        if (strncmp(text, cell, length) == 0) {
            text += length, cell += length;
            continue;
        }
        gboolean mark = *cell == '?' || *cell == '_';

        if (!is_missing(text, length) || (!mark && *cell != plain_letter(text, length))) {
            return FALSE;
        }
        /* two halves of a character beyond the first plane: two marks */
        if (mark && length == 4 && cell[1] == '?' &&
            same_but_lost(text + length, cell + 2)) {
            return TRUE;
        }
        text += length, cell++;
    }
    return *cell == '\0';
}

/* --- all of it --- */

gboolean
sb_spreadsheet_made(
    const char *text, const char *cell, gboolean numbers, SbDayOrder order)
{
    if (strcmp(text, cell) == 0) {
        return TRUE;
    }
    g_autofree char *was = tidied(text);
    g_autofree char *is = tidied(cell);

    if (strcmp(was, is) == 0 || (*was == '\'' && strcmp(was + 1, is) == 0)) {
        return TRUE;
    }
    if (*was == '\0' || *is == '\0') {
        return FALSE;
    }
    if (numbers) {
        return same_number(was, is, TRUE);
    }
    int seconds = seconds_of(was), truth = truth_of(was);

    return same_number(was, is, FALSE) || same_date(was, is, order) ||
           (seconds >= 0 && seconds == seconds_of(is)) ||
           (truth >= 0 && truth == truth_of(is)) || same_but_lost(was, is);
}

SbDayOrder
sb_spreadsheet_order(const char *text, const char *cell)
{
    gboolean month = same_date(text, cell, SB_DAY_ORDER_MONTH_FIRST);
    gboolean day = same_date(text, cell, SB_DAY_ORDER_DAY_FIRST);

    return month == day ? SB_DAY_ORDER_OPEN
           : month      ? SB_DAY_ORDER_MONTH_FIRST
                        : SB_DAY_ORDER_DAY_FIRST;
}

gboolean
sb_spreadsheet_is_broken(const char *cell)
{
    static const char *const words[] = { "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!",
        "#NULL!", "#N/A", "#SPILL!", "#CALC!", "#FIELD!" };
    g_autofree char *bare = g_strstrip(g_strdup(cell));
    size_t hashes = strspn(bare, "#");

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strcmp(bare, words[i]) == 0) {
            return TRUE;
        }
    }
    return (hashes > 2 && bare[hashes] == '\0') ||
           (g_str_has_prefix(bare, "Err:") && strspn(bare + 4, "0123456789") == 3 &&
               bare[7] == '\0');
}
