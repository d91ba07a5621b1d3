/*
 * In: words of the tidy CSV, or of a person who reviews it.  Out: the enums of
 * a figure, and back (see figure.h).
 */
#include "figure/figure.h"

#include <string.h>

typedef struct {
    const char *word;
    int value;
} Word;

/* The first word of a value is the one that we write. */
static const Word statuses[] = {
    { "new", SB_STATUS_NEW },
    { "", SB_STATUS_NEW },
    { "신규", SB_STATUS_NEW },
    { "accepted", SB_STATUS_ACCEPTED },
    { "accept", SB_STATUS_ACCEPTED },
    { "ok", SB_STATUS_ACCEPTED },
    { "y", SB_STATUS_ACCEPTED },
    { "yes", SB_STATUS_ACCEPTED },
    { "승인", SB_STATUS_ACCEPTED },
    { "edited", SB_STATUS_EDITED },
    { "수정", SB_STATUS_EDITED },
    { "rejected", SB_STATUS_REJECTED },
    { "reject", SB_STATUS_REJECTED },
    { "x", SB_STATUS_REJECTED },
    { "n", SB_STATUS_REJECTED },
    { "no", SB_STATUS_REJECTED },
    { "제외", SB_STATUS_REJECTED },
    { "added", SB_STATUS_ADDED },
    { "추가", SB_STATUS_ADDED },
};

static const Word qualifiers[] = {
    { "", SB_QUALIFIER_NONE },
    { "~", SB_QUALIFIER_ABOUT },
    { "≈", SB_QUALIFIER_ABOUT },
    { ">", SB_QUALIFIER_OVER },
    { ">=", SB_QUALIFIER_AT_LEAST },
    { "≥", SB_QUALIFIER_AT_LEAST },
    { "<", SB_QUALIFIER_UNDER },
    { "<=", SB_QUALIFIER_AT_MOST },
    { "≤", SB_QUALIFIER_AT_MOST },
};

static const Word roles[] = {
    { "level", SB_ROLE_LEVEL },
    { "", SB_ROLE_LEVEL },
    { "share", SB_ROLE_SHARE },
    { "growth", SB_ROLE_GROWTH },
    { "change", SB_ROLE_CHANGE },
    { "rank", SB_ROLE_RANK },
    { "rate", SB_ROLE_RATE },
    { "price", SB_ROLE_PRICE },
};

static const Word modalities[] = {
    { "actual", SB_MODALITY_ACTUAL },
    { "", SB_MODALITY_ACTUAL },
    { "agreed", SB_MODALITY_AGREED },
    { "announced", SB_MODALITY_ANNOUNCED },
    { "target", SB_MODALITY_TARGET },
    { "forecast", SB_MODALITY_FORECAST },
    { "rule", SB_MODALITY_RULE },
};

static const char *
name_of(const Word *words, size_t n, int value)
{
    for (size_t i = 0; i < n; i++) {
        if (words[i].value == value) {
            return words[i].word;
        }
    }
    g_assert_not_reached();
}

static gboolean
parse(const Word *words, size_t n, const char *word, int *out)
{
    for (size_t i = 0; i < n; i++) {
        if (g_ascii_strcasecmp(words[i].word, word) == 0) {
            *out = words[i].value;
            return TRUE;
        }
    }
    return FALSE;
}

const char *
sb_status_name(SbStatus status)
{
    return name_of(statuses, G_N_ELEMENTS(statuses), (int)status);
}

const char *
sb_qualifier_name(SbQualifier qualifier)
{
    return name_of(qualifiers, G_N_ELEMENTS(qualifiers), (int)qualifier);
}

const char *
sb_role_name(SbRole role)
{
    return name_of(roles, G_N_ELEMENTS(roles), (int)role);
}

const char *
sb_modality_name(SbModality modality)
{
    return name_of(modalities, G_N_ELEMENTS(modalities), (int)modality);
}

gboolean
sb_status_parse(const char *word, SbStatus *out)
{
    int value;

    if (!parse(statuses, G_N_ELEMENTS(statuses), word, &value)) {
        return FALSE;
    }
    *out = (SbStatus)value;
    return TRUE;
}

gboolean
sb_qualifier_parse(const char *word, SbQualifier *out)
{
    int value;

    if (!parse(qualifiers, G_N_ELEMENTS(qualifiers), word, &value)) {
        return FALSE;
    }
    *out = (SbQualifier)value;
    return TRUE;
}

gboolean
sb_role_parse(const char *word, SbRole *out)
{
    int value;

    if (!parse(roles, G_N_ELEMENTS(roles), word, &value)) {
        return FALSE;
    }
    *out = (SbRole)value;
    return TRUE;
}

gboolean
sb_modality_parse(const char *word, SbModality *out)
{
    int value;

    if (!parse(modalities, G_N_ELEMENTS(modalities), word, &value)) {
        return FALSE;
    }
    *out = (SbModality)value;
    return TRUE;
}

gboolean
sb_figure_is_published(const SbFigure *figure)
{
    return (figure->status == SB_STATUS_ACCEPTED || figure->status == SB_STATUS_EDITED ||
               figure->status == SB_STATUS_ADDED) &&
           *figure->same_as == '\0';
}
