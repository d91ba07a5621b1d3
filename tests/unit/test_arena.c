/* base/arena.c: zeroed, aligned, large and small; owned objects go last in first out. */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

static void
test_alloc(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();

    for (size_t size = 0; size < 400000; size = size * 2 + 1) {
        guint8 *memory = sb_arena_alloc(arena, size);

        g_assert_cmpuint((uintptr_t)memory % 16, ==, 0);
        for (size_t i = 0; i < size; i++) {
            g_assert_cmpuint(memory[i], ==, 0);
        }
        memset(memory, 0xFF, size);
    }
}

/* Strings leave no gap that a struct behind them would lie in askew; what was
 * cleared is zero again. */
static void
test_mixed(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();

    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 30000; i++) {
            char text[8];
            g_snprintf(text, sizeof text, "%d", i);
            const char *copy = sb_arena_strdup(arena, text);
            gint64 *zero = i % 7 == 0 ? sb_arena_new_many(arena, gint64, 3) : NULL;

            g_assert_cmpstr(copy, ==, text);
            if (zero != NULL) {
                g_assert_cmpuint((uintptr_t)zero % 16, ==, 0);
                g_assert_true(zero[0] == 0 && zero[1] == 0 && zero[2] == 0);
                memset(zero, 0xFF, 3 * sizeof *zero);
                g_assert_cmpstr(copy, ==, text);
            }
        }
        sb_arena_clear(arena);
    }
}

static GString *released;

static void
note(void *object)
{
    g_string_append(released, object);
}

static void
test_own(void)
{
    released = g_string_new(NULL);
    SbArena *arena = sb_arena_new();

    sb_arena_own(arena, (void *)"a", note);
    sb_arena_own(arena, (void *)"b", note);
    sb_arena_free(arena);
    g_assert_cmpstr(released->str, ==, "ba");
    g_string_free(released, TRUE);
}

static void
test_text(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();

    g_assert_cmpstr(sb_arena_strndup(arena, "abcdef", 3), ==, "abc");
    g_assert_null(sb_arena_strdup(arena, NULL));
    g_assert_cmpstr(sb_arena_printf(arena, "%d-%s", 7, "x"), ==, "7-x");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/arena/alloc", test_alloc);
    g_test_add_func("/arena/mixed", test_mixed);
    g_test_add_func("/arena/own", test_own);
    g_test_add_func("/arena/text", test_text);
    return g_test_run();
}
