/*
 * In: a figure and a column, or a cell as typed.  Out: the cell as text, or
 * the figure's field set (see column.h).
 *
 * Terms: plain, a number of digits, sign and point only; hand, any other
 * spelling of a number ("107.4 billion", "1,074억").
 */
#include "figure/column.h"

#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/numeral.h"

static const SbColumnDef columns[] = {
#define COLUMN(field, owner, kind, concept, meaning)                                     \
    { #field, SB_COLUMN_OWNER_##owner, SB_COLUMN_KIND_##kind, offsetof(SbFigure, field), \
        concept, meaning },
#include "figure/columns.def"
#undef COLUMN
};

static const char *const names[] = {
#define COLUMN(field, owner, kind, concept, meaning) #field,
#include "figure/columns.def"
#undef COLUMN
};

const SbColumnDef *
sb_column_def(SbColumnId id)
{
    return &columns[id];
}

const char *const *
sb_column_names(void)
{
    return names;
}

int
sb_column_named(const char *head)
{
    gboolean bom = g_str_has_prefix(head, "\xEF\xBB\xBF");
    g_autofree char *trimmed = g_strstrip(g_strdup(head + (bom ? 3 : 0)));

    for (int i = 0; i < SB_COLUMN_COUNT; i++) {
        if (g_ascii_strcasecmp(trimmed, names[i]) == 0) {
            return i;
        }
    }
    return -1;
}

gboolean
sb_column_is_number(SbColumnId id)
{
    SbColumnKind kind = columns[id].kind;

    return kind == SB_COLUMN_KIND_VALUE || kind == SB_COLUMN_KIND_HIGH ||
           kind == SB_COLUMN_KIND_PRECISION || kind == SB_COLUMN_KIND_INTEGER;
}

static void
append_integer(GString *out, int number)
{
    sb_decimal_append(out, (SbDecimal){ number, 0 });
}

static void
append_precision(GString *out, const SbFigure *figure)
{
    if (figure->has_precision) {
        append_integer(out, figure->precision);
    } else if (figure->has_value && figure->value.exponent > 0) {
        /* "107400000000" alone would claim twelve digits */
        append_integer(out, figure->value.exponent);
    }
}

const char *
sb_column_text(const SbFigure *figure, SbColumnId id)
{
    const char *const *field =
        (const char *const *)(const void *)((const char *)figure + columns[id].offset);

    switch (columns[id].kind) {
    case SB_COLUMN_KIND_TEXT:
        return *field != NULL ? *field : "";
    case SB_COLUMN_KIND_STATUS:
        return sb_status_name(figure->status);
    case SB_COLUMN_KIND_QUALIFIER:
        return sb_qualifier_name(figure->qualifier);
    case SB_COLUMN_KIND_ROLE:
        return sb_role_name(figure->role);
    case SB_COLUMN_KIND_MODALITY:
        return sb_modality_name(figure->modality);
    case SB_COLUMN_KIND_VALUE:
    case SB_COLUMN_KIND_HIGH:
    case SB_COLUMN_KIND_PRECISION:
    case SB_COLUMN_KIND_INTEGER:
        break;
    }
    return NULL;
}

void
sb_column_append_number(GString *out, const SbFigure *figure, SbColumnId id)
{
    SbColumnKind kind = columns[id].kind;

    if (kind == SB_COLUMN_KIND_VALUE && figure->has_value) {
        sb_decimal_append(out, figure->value);
    } else if (kind == SB_COLUMN_KIND_HIGH && figure->has_high) {
        sb_decimal_append(out, figure->value_high);
    } else if (kind == SB_COLUMN_KIND_PRECISION) {
        append_precision(out, figure);
    } else if (kind == SB_COLUMN_KIND_INTEGER) {
        int number =
            *(const int *)(const void *)((const char *)figure + columns[id].offset);

        if (number > 0) {
            append_integer(out, number);
        }
    }
}

char *
sb_column_get(const SbFigure *figure, SbColumnId id)
{
    const char *text = sb_column_text(figure, id);

    if (text != NULL) {
        return g_strdup(text);
    }
    GString *number = g_string_new(NULL);

    sb_column_append_number(number, figure, id);
    return g_string_free(number, FALSE);
}

static gboolean
is_empty_number(const char *cell)
{
    return *cell == '\0' || g_ascii_strcasecmp(cell, "n/a") == 0 ||
           strcmp(cell, "-") == 0 || strcmp(cell, "…") == 0;
}

/* As we write large numbers: digits and then zeros, more than 64 bits hold. */
static gboolean
read_long(const char *cell, size_t length, SbDecimal *out)
{
    size_t zeros = 0;

    while (zeros < length && zeros < SB_DECIMAL_MOST && cell[length - 1 - zeros] == '0') {
        zeros++;
    }
    return zeros > 0 && strcspn(cell, ".,") >= length &&
           sb_decimal_parse(cell, length - zeros, out) &&
           sb_decimal_shift(*out, (int)zeros, out);
}

/* A number as a person types it; a trailing % is the unit's and ignored. */
static gboolean
read_number(const char *cell, SbDecimal *out)
{
    size_t length = strlen(cell);

    if (length > 0 && cell[length - 1] == '%') {
        length--;
        while (length > 0 && cell[length - 1] == ' ') {
            length--;
        }
    }
    return sb_decimal_parse(cell, length, out) || sb_numeral_read(cell, length, out) ||
           read_long(cell, length, out);
}

static gboolean
set_number(const char *cell, gboolean *has, SbDecimal *out, char **why)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(cell));

    *has = FALSE;
    if (is_empty_number(trimmed)) {
        return TRUE;
    }
    if (!read_number(trimmed, out)) {
        *why = g_strdup("expected a number such as 107400000000, 107.4 billion or "
                        "1,074억");
        return FALSE;
    }
    *has = TRUE;
    return TRUE;
}

/* The value with its last remembered digit at 10^precision, or as near to that
 * as its digits allow. */
static SbDecimal
at_precision(SbDecimal value, int precision)
{
    while (value.exponent < precision && value.coefficient != 0 &&
           value.coefficient % 10 == 0) {
        value.coefficient /= 10;
        value.exponent++;
    }
    if (value.coefficient == 0 && value.exponent < precision) {
        value.exponent = precision;
    }
    while (value.exponent > precision && value.coefficient < G_MAXINT64 / 10 &&
           value.coefficient > -G_MAXINT64 / 10) {
        value.coefficient *= 10;
        value.exponent--;
    }
    return value;
}

static gboolean
set_precision(SbFigure *figure, const char *cell, char **why)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(cell));
    SbDecimal number;

    figure->has_precision = FALSE;
    if (*trimmed == '\0') {
        return TRUE;
    }
    if (!sb_decimal_parse(trimmed, strlen(trimmed), &number) || number.exponent != 0 ||
        number.coefficient < SB_DECIMAL_LEAST || number.coefficient > SB_DECIMAL_MOST) {
        *why = g_strdup_printf(
            "expected a power of ten from %d to %d", SB_DECIMAL_LEAST, SB_DECIMAL_MOST);
        return FALSE;
    }
    figure->has_precision = TRUE;
    figure->precision = (int)number.coefficient;
    if (figure->has_value) {
        figure->value = at_precision(figure->value, figure->precision);
        figure->precision = figure->value.exponent;
    }
    if (figure->has_high) {
        figure->value_high = at_precision(figure->value_high, figure->precision);
    }
    return TRUE;
}

static gboolean
set_integer(int *field, const char *cell, char **why)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(cell));
    SbDecimal number;

    *field = 0;
    if (*trimmed == '\0') {
        return TRUE;
    }
    if (!sb_decimal_parse(trimmed, strlen(trimmed), &number) || number.exponent != 0 ||
        number.coefficient < 0 || number.coefficient > G_MAXINT) {
        *why = g_strdup("expected a whole number from 1 up");
        return FALSE;
    }
    *field = (int)number.coefficient;
    return TRUE;
}

static gboolean
set_word(SbFigure *figure, SbColumnKind kind, const char *cell, char **why)
{
    static const char *const status[] = { "new", "accepted", "edited", "rejected",
        "added" };
    static const char *const qualifier[] = { "~", ">", ">=", "<", "<=" };
    static const char *const role[] = { "level", "share", "growth", "change", "rank",
        "rate", "price" };
    static const char *const modality[] = { "actual", "agreed", "announced", "target",
        "forecast", "rule" };
    g_autofree char *word = g_strstrip(g_strdup(cell));
    const char *const *words = status;
    size_t n = G_N_ELEMENTS(status);
    gboolean known;

    if (kind == SB_COLUMN_KIND_STATUS) {
        known = sb_status_parse(word, &figure->status);
    } else if (kind == SB_COLUMN_KIND_QUALIFIER) {
        known = sb_qualifier_parse(word, &figure->qualifier);
        words = qualifier, n = G_N_ELEMENTS(qualifier);
    } else if (kind == SB_COLUMN_KIND_ROLE) {
        known = sb_role_parse(word, &figure->role);
        words = role, n = G_N_ELEMENTS(role);
    } else {
        known = sb_modality_parse(word, &figure->modality);
        words = modality, n = G_N_ELEMENTS(modality);
    }
    if (!known) {
        const char *near = sb_error_nearest(word, words, n);
        g_autofree char *all = NULL;
        g_autoptr(GString) list = g_string_new(NULL);

        for (size_t i = 0; i < n; i++) {
            g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", words[i]);
        }
        *why = near != NULL ? g_strdup_printf("did you mean \"%s\"?", near)
                            : g_strdup_printf("expected one of %s", list->str);
    }
    return known;
}

gboolean
sb_column_set(
    SbFigure *figure, SbArena *arena, SbColumnId id, const char *cell, char **why)
{
    void *field = (char *)figure + columns[id].offset;

    *why = NULL;
    switch (columns[id].kind) {
    case SB_COLUMN_KIND_TEXT:
        *(const char **)field = *cell != '\0' ? sb_arena_strdup(arena, cell) : "";
        return TRUE;
    case SB_COLUMN_KIND_VALUE:
        return set_number(cell, &figure->has_value, &figure->value, why);
    case SB_COLUMN_KIND_HIGH:
        return set_number(cell, &figure->has_high, &figure->value_high, why);
    case SB_COLUMN_KIND_PRECISION:
        return set_precision(figure, cell, why);
    case SB_COLUMN_KIND_INTEGER:
        return set_integer(field, cell, why);
    default:
        return set_word(figure, columns[id].kind, cell, why);
    }
}
