/*
 * In: an ordinal or a "No. 3" in its sentence.  Out: is it a place in an order,
 * and where it begins and ends.
 */
#include "extract/mention.h"

typedef struct {
    const SbMentionSetting *setting;
    guint start, end; /* of the sentence */
} Around;

static const SbToken *
at(const Around *f, guint i)
{
    return sb_token_at(f->setting->tokens, i);
}

static inline G_ALWAYS_INLINE gboolean
is(const Around *f, guint i, const char *list)
{
    return i >= f->start && i < f->end && sb_token_in(at(f, i), list);
}

/* "43rd largest of 47", "third-largest", "ranks second": tokens of the rank
 * behind the ordinal, 0: it is none. */
static guint
rank_length(const Around *f, const SbNumber *number)
{
    guint i = number->end;

    if (is(f, i, " - – ") && !at(f, i)->space) {
        i++;
    }
    if (i < f->end && sb_token_has(at(f, i), SB_WORD_SUPERLATIVE)) {
        gboolean most = is(f, i, " most least ");

        return i + 1 + (most && i + 1 < f->end ? 1 : 0) - number->end;
    }
    return 0;
}

/* What stands behind a rank that is told by its place alone. */
static gboolean
ends_rank(const Around *f, guint i)
{
    return i >= f->end || at(f, i)->kind == SB_TOKEN_PUNCT ||
           is(f, i, " overall worldwide ") ||
           sb_token_has(at(f, i), SB_WORD_PREPOSITION | SB_WORD_CONJUNCTION);
}

/* "fourth in the country", "third in Asia": among what */
static gboolean
is_among(const Around *f, guint i)
{
    guint in = i + 1 + is(f, i + 1, " the ");

    return is(f, i, " in ") && in < f->end &&
           (is(f, in,
                " world country nation region continent globe union bloc state "
                "province industry league ") ||
               (in == i + 1 && at(f, in)->capital &&
                   !sb_token_has(at(f, in), SB_WORD_MONTH)));
}

/* "in fourth place", "from 23rd to 17th place": tokens of the rank behind the
 * ordinal at i, 0: none. */
static guint
place_length(const Around *f, guint i)
{
    if (i > f->start &&
        is(f, i - 1, " in to from at into takes took taking held holds ") &&
        is(f, i + 1, " place position spot ")) {
        return 1;
    }
    return 0;
}

static gboolean
is_ranked(const Around *f, const SbNumber *number)
{
    guint i = number->start, verb = i - is(f, i - 1, " the in ");

    if (i == f->start) {
        return FALSE;
    }
    if (verb > f->start && is(f, verb - 1, " ranks ranked ranking rank placed ")) {
        return TRUE;
    }
    SbNumber next;
    gboolean to = is(f, i - 1, " from ") && is(f, number->end, " to ") &&
                  number->end + 1 < f->end &&
                  sb_number_read(f->setting->tokens, number->end + 1, f->end, &next) &&
                  next.ordinal;

    if (to) {
        return place_length(f, next.start) > 0 || is_among(f, next.end);
    }
    gboolean came = is(f, i - 1,
                        " came come comes coming finished finish finishes stands "
                        "finishing placed places ") &&
                    number->value.coefficient > 1 && ends_rank(f, number->end);

    return came ||
           (is_among(f, number->end) &&
               !sb_token_has(at(f, i - 1), SB_WORD_ARTICLE | SB_WORD_PREPOSITION));
}

/* "No. 3 in the world", "ranks No. 2": token where it begins; the number's own:
 * it is no rank. */
static guint
numbered(const Around *f, const SbNumber *number)
{
    guint i = number->start, no = i - 1;

    if (i == f->start || !number->digits || number->value.exponent != 0) {
        return i;
    }
    if (is(f, no, " . ") && no > f->start) {
        no--;
    }
    if (!is(f, no, " no no. number ")) {
        return i;
    }
    gboolean ranked = no > f->start && is(f, no - 1, " ranks ranked ranking rank ");

    return ranked || is_among(f, number->end) ||
                   is(f, number->end, " worldwide globally ")
               ? no
               : i;
}

gboolean
sb_rank_find(const SbMentionSetting *setting, guint start, guint end,
    const SbNumber *number, guint *length)
{
    Around around = { setting, start, end };

    *length = rank_length(&around, number);
    if (*length == 0) {
        *length = place_length(&around, number->start);
    }
    return *length > 0 || is_ranked(&around, number);
}

guint
sb_rank_numbered(
    const SbMentionSetting *setting, guint start, guint end, const SbNumber *number)
{
    Around around = { setting, start, end };

    return numbered(&around, number);
}
