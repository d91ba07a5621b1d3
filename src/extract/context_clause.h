/*
 * The grammar of an English sentence as far as figures need it.
 */
#pragma once

#include "extract/context.h"

/* May the token stand in a noun phrase? */
gboolean sb_clause_is_noun(const SbScene *scene, guint i);
/* Is it a finite verb? */
gboolean sb_clause_is_verb(const SbScene *scene, guint i);
/* Tokens [*start, *end) of the noun phrase that ends before i. */
gboolean sb_clause_phrase_before(const SbScene *scene, guint i, guint *start, guint *end);
/* The same with places and periods in it ("sales to China", "output in 2022"); an
 * adverbial before it ("in May sales") is not taken. */
gboolean sb_clause_noun_phrase(const SbScene *scene, guint i, guint *start, guint *end);
/* Steps back over qualifiers and the like: "of more than | 5". */
guint sb_clause_skip_back(const SbScene *scene, guint i);
/* Where the clause of the verb begins. */
guint sb_clause_start(const SbScene *scene, guint verb);
/* The verb that rules token i, or scene->end. */
guint sb_clause_verb_before(const SbScene *scene, guint i);
/* The subject of that verb as a phrase, or "". */
const char *sb_clause_subject(const SbScene *scene, guint i);
/* The tokens of the subject of the verb that rules token i; FALSE: none. */
gboolean sb_clause_subject_range(const SbScene *scene, guint i, guint *start, guint *end);
/* The last of the verbs from verb on: "is expected to | grow". */
guint sb_clause_main_verb(const SbScene *scene, guint verb, guint end);
