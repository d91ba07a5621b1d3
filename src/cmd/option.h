/*
 * The words of a command line, sorted into options and operands.
 *
 * GNU habits: --name value, --name=value, -n value, -nvalue, -abc for flags,
 * "--" ends the options, "-" is an operand.  Names are not abbreviated, so that
 * a script does not break when an option is added; a near miss is suggested.
 */
#pragma once

#include <glib.h>

typedef struct {
    const char *name;     /* without the dashes */
    char letter;          /* 0: none */
    const char *argument; /* what the value is called in the help; NULL: a flag */
    const char *help;
} SbOption;

typedef struct SbOptions SbOptions;

/* Sorts words[0..count) by the n options known.  who ("statbrief chart") begins
 * the message of an error.  The result keeps pointers into words and known. */
SbOptions *sb_option_parse(const char *who, char *const *words, int count,
    const SbOption *const *known, size_t n, GError **error);
void sb_option_free(SbOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbOptions, sb_option_free)

gboolean sb_option_flag(const SbOptions *options, const char *name);
/* The last value given, or fallback. */
const char *sb_option_text(
    const SbOptions *options, const char *name, const char *fallback);
/* All values given, in order.  Lends. */
const GPtrArray *sb_option_list(const SbOptions *options, const char *name);
const GPtrArray *sb_option_operands(const SbOptions *options); /* of const char* */
/* A number between least and most into *out, which stays when the option was
 * not given.  FALSE and *error when it is none. */
gboolean sb_option_number(const SbOptions *options, const char *name, double least,
    double most, double *out, GError **error);
/* A length such as "640", "12cm", "85mm", "6.1in", "400pt" in CSS px; *physical
 * becomes TRUE when it has a unit of the world (cm, mm, in, pt). */
gboolean sb_option_length(const SbOptions *options, const char *name, double *px,
    gboolean *physical, GError **error);
/* One of n words; its index into *out, which stays when the option was not
 * given. */
gboolean sb_option_choice(const SbOptions *options, const char *name,
    const char *const *words, size_t n, int *out, GError **error);
