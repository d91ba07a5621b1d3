/*
 * An arena: many small allocations that live and die together.
 *
 * Every stage result (an article, a figure table, a chart, a scene) owns one
 * arena.  Whatever is reachable from the result lives in it, so a result has
 * one free function and its parts have none.
 *
 * GObjects and library handles that a result must keep are handed over with
 * sb_arena_own(); they are released, last in first out, when the arena goes.
 */
#pragma once

#include <glib.h>

typedef struct SbArena SbArena;

SbArena *sb_arena_new(void);
void sb_arena_free(SbArena *arena);
/* Everything in it goes, for the next use as scratch; it must own no object. */
void sb_arena_clear(SbArena *arena);

/* Zeroed memory, aligned for any type.  Never NULL. */
void *sb_arena_alloc(SbArena *arena, size_t size);
/* A copy of length bytes of text (which may lack a NUL), NUL-terminated.
 * sb_arena_strdup(arena, NULL) is NULL. */
char *sb_arena_strndup(SbArena *arena, const char *text, size_t length);
char *sb_arena_strdup(SbArena *arena, const char *text);
char *sb_arena_printf(SbArena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* At most so many bytes of UTF-8, in whole characters. */
char *sb_arena_cut(SbArena *arena, const char *text, size_t most);

/* Takes ownership of object; returns it. */
void *sb_arena_own(SbArena *arena, void *object, GDestroyNotify release);

#define sb_arena_new_of(arena, Type) ((Type *)sb_arena_alloc((arena), sizeof(Type)))
#define sb_arena_new_many(arena, Type, n)                                                \
    ((Type *)sb_arena_alloc((arena), sizeof(Type) * (n)))
/* A GPtrArray or GArray of the arena's. */
#define sb_arena_ptr_array(arena)                                                        \
    ((GPtrArray *)sb_arena_own(                                                          \
        (arena), g_ptr_array_new(), (GDestroyNotify)g_ptr_array_unref))
#define sb_arena_array(arena, Type)                                                      \
    ((GArray *)sb_arena_own(                                                             \
        (arena), g_array_new(FALSE, TRUE, sizeof(Type)), (GDestroyNotify)g_array_unref))

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbArena, sb_arena_free)
