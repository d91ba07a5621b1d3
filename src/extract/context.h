/*
 * What a mention is about: place, period, indicator, role, modality, base and
 * relations, from its sentence, then the paragraph, the heading, the article.
 */
#pragma once

#include "extract/article.h"
#include "extract/mention.h"
#include "extract/names.h"

/* A place named in a sentence: tokens [start, end). */
typedef struct {
    guint start, end;
    const char *name, *code;
    const char *kind; /* "city", "company" …; "" when unknown */
    gboolean company; /* no place: whose own figure it may be */
    gboolean stands;  /* "the city": stands for one named before */
    gboolean dateline;
    gboolean owner;   /* "Korea's" */
    gboolean weak;    /* within a name, behind "according to", the world */
    gboolean partner; /* behind to, from, with */
    gboolean late;    /* directly before its verb */
    gboolean subject; /* before the first verb */
} SbPlaceHit;

/* A time named in a sentence: tokens [start, end). */
typedef struct {
    guint start, end;
    const char *period;
    gboolean base; /* what something is compared with */
} SbPeriodHit;

typedef struct {
    const char *name, *code;
    gboolean company;
    const char *kind; /* "city", "company" …; "" or NULL when unknown */
} SbPlaceRef;

/* Carried from sentence to sentence. */
typedef struct {
    const SbCodes *codes;
    const SbArticle *article;
    SbNames *names;     /* NULL: none, or a Korean article */
    SbArena *arena;     /* of the extraction: strings of the figures */
    SbPlaceRef heading; /* of the nearest heading that names one */
    int heading_level;
    SbPlaceRef title;           /* of the article */
    SbPlaceRef sentence;        /* of the sentence before, in the paragraph */
    const char *period;         /* of the sentence before, or "" */
    const char *lead_period;    /* the latest of the article, if recent; or "" */
    const char *heading_period; /* of the nearest heading that names one, or "" */
    GArray *all;                /* of SbMention: of the article, the latest of them */
    gboolean national;          /* Korean, and of the whole country by its words */
    guint paragraph;            /* index in all where the paragraph begins */
    GArray *named;              /* of SbPlaceRef: the places of the article so far */
    GArray *places, *periods;   /* hits of the sentence at hand */
} SbContext;

typedef struct {
    SbContext *context;
    const SbMentionSetting *setting;
    guint start, end;  /* tokens of the sentence */
    guint first, last; /* mentions [first, last) of context->all */
} SbScene;

void sb_context_init(SbContext *context, const SbCodes *codes, const SbArticle *article,
    const SbLexicon *lexicon, SbArena *arena);
void sb_context_clear(SbContext *context);
/* A heading's tokens: its place is carried on. */
void sb_context_heading(SbContext *context, const SbMentionSetting *setting, int level,
    guint start, guint end);
/* Lets mentions go that no rule of a further block looks back to, from the first one
 * on; how many. */
guint sb_context_forget(SbContext *context);
/* item: of a list, which goes on with what was spoken of. */
void sb_context_paragraph(SbContext *context, gboolean item);
/* Fills mentions [first, all->len), found in tokens [start, end). */
void sb_context_sentence(SbContext *context, const SbMentionSetting *setting, guint start,
    guint end, guint first);

/* --- the parts, one file each --- */
void sb_context_place_hits(
    SbContext *context, const SbMentionSetting *setting, guint start, guint end);
void sb_context_place(SbScene *scene);
/* "in Peru (2.1 percent)": is m of the hit before its bracket?  Does the sentence
 * tell of three places or more, so that none is carried on? */
gboolean sb_place_list_bracketed(
    const SbScene *scene, const SbPlaceHit *hit, const SbMention *m);
gboolean sb_place_list_many(const SbScene *scene);
/* May "the city", "this company" begin at the token?  Then: what it stands for. */
static inline gboolean
sb_place_standing_may(const SbToken *token)
{
    return sb_token_is(token, "the") || sb_token_is(token, "this");
}
gboolean sb_place_standing_find(const SbContext *context, const SbMentionSetting *setting,
    guint i, guint end, SbPlaceHit *hit);
/* The same of Korean: names by form or by what stands for one at token i. */
gboolean sb_place_korean_find(const SbContext *context, const SbMentionSetting *setting,
    guint i, guint end, SbPlaceHit *hit);
void sb_context_place_korean(SbScene *scene);
void sb_context_period_hits(const SbMentionSetting *setting, const char *date,
    guint start, guint end, GArray *hits);
void sb_context_period(SbScene *scene);
void sb_context_indicator(SbScene *scene);
const char *sb_context_indicator_english(
    const SbScene *scene, const SbMention *m, guint me);
/* What is foreseen ("the bank expects prices to rise by"), and what moved ("to cut
 * emissions by 4%", "a 12% fall in exports"); "": m is no such figure. */
/* Does token i foresee ("the bank projects"), and is no noun ("4 projects")? */
gboolean sb_context_foresees(const SbScene *scene, guint i);
const char *sb_context_foreseen(const SbScene *scene, const SbMention *m);
/* "invested" before token i: "investment"; "": none. */
const char *sb_context_noun_of_verb(const SbScene *scene, guint i);
const char *sb_context_moved_object(const SbScene *scene, const SbMention *m);
const char *sb_context_moved_behind(const SbScene *scene, const SbMention *m);
/* "서비스수지는 9억 달러 적자": less than nothing. */
void sb_context_deficit_korean(const SbScene *scene, SbMention *m);
const char *sb_context_indicator_korean(
    const SbScene *scene, const SbMention *m, guint me);
void sb_context_respective(SbScene *scene);
void sb_context_respective_korean(SbScene *scene);
void sb_context_role(SbScene *scene);
void sb_context_modality(SbScene *scene);
/* In Korean: what the verb behind m says, SB_WORD_UP or SB_WORD_DOWN or 0; the
 * same only where m says by how much ("3만 명 늘었다"); does m say what was reached
 * ("3%로 올랐다")? */
guint sb_role_korean_direction(const SbScene *scene, const SbMention *m);
guint sb_role_korean_moved(const SbScene *scene, const SbMention *m);
guint sb_role_korean_led(const SbScene *scene, const SbMention *m);
gboolean sb_role_korean_reached(const SbScene *scene, const SbMention *m);
SbModality sb_role_korean_modality(const SbScene *scene, const SbMention *m);
void sb_context_relation(SbScene *scene);

static inline SbMention *
sb_scene_mention(const SbScene *scene, guint i)
{
    return &g_array_index(scene->context->all, SbMention, i);
}
static inline const SbToken *
sb_scene_token(const SbScene *scene, guint i)
{
    return sb_token_at(scene->setting->tokens, i);
}
/* The hit that covers token i, or NULL. */
const SbPlaceHit *sb_scene_place_at(const SbScene *scene, guint i);
const SbPeriodHit *sb_scene_period_at(const SbScene *scene, guint i);
/* The mention that covers token i, or -1. */
int sb_scene_mention_at(const SbScene *scene, guint i);
/* The noun phrase of tokens [start, end) in lower case without articles,
 * places, periods and vague words; "" when nothing is left. */
const char *sb_scene_phrase(const SbScene *scene, guint start, guint end);
/* The same tokens as they are written, single blanks, places kept. */
const char *sb_scene_words(const SbScene *scene, guint start, guint end);
/* Does a clause end at token i (comma, semicolon, bracket, dash)? */
gboolean sb_scene_breaks(const SbScene *scene, guint i);
