/*
 * In: sizes.  Out: memory from blocks that grow to 2 MiB, which the system is asked to
 * back by one large page each; a large request gets a block of its own.  Owned objects
 * are kept in a list.
 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    FIRST_BLOCK = 4096,
    LARGE_PAGE = 2 * 1024 * 1024,
    LARGEST_BLOCK = LARGE_PAGE - 64, /* with its head */
    ALIGN = 16
};

typedef struct Block {
    struct Block *next;
    size_t size, used;
} Block;

typedef struct Owned {
    struct Owned *next;
    void *object;
    GDestroyNotify release;
} Owned;

struct SbArena {
    Block *blocks; /* the first is the one being filled */
    Owned *owned;
    size_t next_size;
};

/* at most 64 */
static const size_t HEAD = (sizeof(Block) + ALIGN - 1) / ALIGN * ALIGN;

SbArena *
sb_arena_new(void)
{
    SbArena *arena = g_new0(SbArena, 1);

    arena->next_size = FIRST_BLOCK;
    return arena;
}

void
sb_arena_free(SbArena *arena)
{
    if (arena == NULL) {
        return;
    }
    for (Owned *o = arena->owned; o != NULL; o = o->next) {
        o->release(o->object);
    }
    for (Block *b = arena->blocks, *next; b != NULL; b = next) {
        next = b->next;
        g_free(b);
    }
    g_free(arena);
}

static Block *
new_block(size_t size)
{
    Block *block = size == LARGEST_BLOCK ? aligned_alloc(LARGE_PAGE, LARGE_PAGE) : NULL;

    if (block == NULL) {
        block = g_malloc(HEAD + size);
    } else {
        madvise(block, LARGE_PAGE, MADV_HUGEPAGE); /* if not, it is only slower */
    }
    *block = (Block){ .size = size };
    return block;
}

/* size bytes at a multiple of align (a power of two). */
static void *
take(SbArena *arena, size_t size, size_t align)
{
    g_assert(size < G_MAXSIZE / 2);
    Block *block = arena->blocks;
    size_t at = block != NULL ? (block->used + align - 1) & ~(align - 1) : 0;

    if (block == NULL || at > block->size || block->size - at < size) {
        if (size > LARGEST_BLOCK / 4 && block != NULL) {
            /* a block of its own, behind the one being filled */
            Block *own = new_block(size);

            own->used = size;
            own->next = block->next;
            block->next = own;
            return (char *)own + HEAD;
        }
        block = new_block(MAX(size, arena->next_size));
        arena->next_size = MIN(arena->next_size * 2, LARGEST_BLOCK);
        block->next = arena->blocks;
        arena->blocks = block;
        at = 0;
    }
    block->used = at + size;
    return (char *)block + HEAD + at;
}

void *
sb_arena_alloc(SbArena *arena, size_t size)
{
    size = MAX(size, 1);
    return memset(take(arena, size, ALIGN), 0, size);
}

char *
sb_arena_strndup(SbArena *arena, const char *text, size_t length)
{
    Block *block = arena->blocks;
    char *copy;

    if (block != NULL && block->size - block->used > length) {
        copy = (char *)block + HEAD + block->used;
        block->used += length + 1;
    } else {
        copy = take(arena, length + 1, 1);
    }

    if (length > 0) {
        memcpy(copy, text, length);
    }
    copy[length] = '\0';
    return copy;
}

char *
sb_arena_cut(SbArena *arena, const char *text, size_t most)
{
    size_t length = strnlen(text, most + 1);

    if (length > most) {
        for (length = most; length > 0 && ((guchar)text[length] & 0xC0) == 0x80;
             length--) {
        }
    }
    return sb_arena_strndup(arena, text, length);
}

void
sb_arena_clear(SbArena *arena)
{
    g_assert(arena->owned == NULL);
    if (arena->blocks == NULL) {
        return;
    }
    for (Block *b = arena->blocks->next, *next; b != NULL; b = next) {
        next = b->next;
        g_free(b);
    }
    arena->blocks->next = NULL;
    arena->blocks->used = 0;
}

char *
sb_arena_strdup(SbArena *arena, const char *text)
{
    return text == NULL ? NULL : sb_arena_strndup(arena, text, strlen(text));
}

char *
sb_arena_printf(SbArena *arena, const char *format, ...)
{
    char room[256];
    va_list args;

    va_start(args, format);
    int length = g_vsnprintf(room, sizeof room, format, args);
    va_end(args);
    if (length >= 0 && length < (int)sizeof room) {
        return sb_arena_strndup(arena, room, (size_t)length);
    }
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    return sb_arena_strdup(arena, text);
}

void *
sb_arena_own(SbArena *arena, void *object, GDestroyNotify release)
{
    Owned *o = sb_arena_alloc(arena, sizeof *o);

    o->object = object;
    o->release = release;
    o->next = arena->owned;
    arena->owned = o;
    return object;
}
