/*
 * What the parts of the review page share (private to marked*.c).
 */
#pragma once

#include "extract/article.h"
#include "extract/extract.h"

typedef enum {
#define WORD(id, en, ko) SB_MARKED_##id,
#include "extract/marked_words.def"
#undef WORD
    SB_MARKED_WORD_COUNT
} SbMarkedWord;

typedef struct {
    size_t start, end; /* bytes of the source */
    const SbFigure *figure;
    gboolean shown; /* its id is on the page */
} SbMark;

/* One article on its way to the page. */
typedef struct {
    SbJob *job;
    const SbMarkedInput *input;
    const SbArticle *article;
    const char *key;
    const char *lang; /* "en" or "ko": of the words around */
    GArray *marks;    /* of SbMark, by place */
    guint next;       /* the mark that is looked at */
    guint left_alone; /* numbers outside of marks */
} SbMarkedArticle;

/* marked_words.c */
const char *sb_marked_word(const char *lang, SbMarkedWord word);
const char *sb_marked_status(const char *lang, SbStatus status);
const char *sb_marked_role(const char *lang, SbRole role);
const char *sb_marked_modality(const char *lang, SbModality modality);
/* What a remark means; the id itself where there are no words for it. */
const char *sb_marked_remark(const char *lang, const char *id);
/* Appends text for HTML (quotes too); what would not be seen or would turn the
 * line around is shown as its code point. */
void sb_marked_put(GString *out, const char *text, size_t length);
void sb_marked_puts(GString *out, const char *text);

/* marked_text.c: the article's blocks as HTML with marks, each with its cards. */
void sb_marked_blocks(SbMarkedArticle *a, GString *out);
/* The places of the rows of this article that stand in its text, in order. */
GArray *sb_marked_find(
    const SbArticle *article, const char *key, const SbFigureTable *figures);

/* marked_card.c */
/* ' class="f …" data-s="new" data-r="…"': what filters go by. */
void sb_marked_classes(GString *out, const SbFigure *figure, const char *also);
/* "USD 107.4 billion; exports; Harbour; 2022" for a tooltip.  Free it. */
char *sb_marked_summary(SbJob *job, const SbFigure *figure, const char *lang);
/* linked: its number leads back to a mark; else the note stands for the mark. */
void sb_marked_card(
    SbJob *job, GString *out, const SbFigure *figure, const char *lang, gboolean linked);
void sb_marked_index_row(
    SbJob *job, GString *out, const SbFigure *figure, const char *lang, guint number);
