/* report/flow.c on bare boxes: a page is 100 high, a line 10. */
#include "report/flow.h"

typedef struct {
    SbArena *arena;
    GArray *boxes, *repeats, *groups;
    GPtrArray *notes;
} Sample;

static Sample
sample(SbArena *arena)
{
    return (Sample){ arena, sb_arena_array(arena, SbBox), sb_arena_array(arena, SbBox),
        sb_arena_array(arena, SbGroup), sb_arena_ptr_array(arena) };
}

static SbBox *
add(Sample *s, double height)
{
    SbBox box = { .height = height };

    g_array_append_val(s->boxes, box);
    return &g_array_index(s->boxes, SbBox, s->boxes->len - 1);
}

static void
add_lines(Sample *s, int n)
{
    for (int i = 0; i < n; i++) {
        add(s, 10);
    }
}

/* Pages as numbers of boxes, repeats as r, joined with '|'. */
static char *
flow(const Sample *s)
{
    SbFlowInput input = { s->boxes, s->repeats, s->groups, s->notes, NULL, 100, 10, 100,
        6 };
    GPtrArray *pages = sb_flow_pages(s->arena, &input);
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < pages->len; i++) {
        const SbPage *page = g_ptr_array_index(pages, i);

        g_string_append(out, i ? " |" : "");
        for (guint k = 0; k < page->placed->len; k++) {
            const SbPlaced *p = &g_array_index(page->placed, SbPlaced, k);
            const SbBox *first = (const SbBox *)(const void *)s->boxes->data;
            gboolean of_text = p->box >= first && p->box < first + s->boxes->len;

            g_string_append_printf(out,
                p->repeat ? " r"
                : of_text ? " %d"
                          : " n",
                (int)(p->box - first));
            g_assert_cmpfloat(p->y + p->box->height, <=, 100.02);
        }
    }
    return g_string_free(out, FALSE);
}

static void
check(const Sample *s, const char *want)
{
    g_autofree char *got = flow(s);

    g_assert_cmpstr(got, ==, want);
}

static void
test_plain(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    Sample s = sample(arena);

    check(&s, "");
    add_lines(&s, 10);
    check(&s, " 0 1 2 3 4 5 6 7 8 9");
    add_lines(&s, 2);
    check(&s, " 0 1 2 3 4 5 6 7 8 9 | 10 11");
}

static void
test_together(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    Sample s = sample(arena);

    add_lines(&s, 9);
    add(&s, 10)->together = TRUE; /* a heading goes with its text */
    add_lines(&s, 2);
    check(&s, " 0 1 2 3 4 5 6 7 8 | 9 10 11");
}

static void
test_spaces(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    Sample s = sample(arena);

    add(&s, 10)->before = 50; /* dropped at the head of a page */
    add(&s, 10)->after = 20;
    add(&s, 10)->before = 30; /* the larger of the two */
    add(&s, 50);
    check(&s, " 0 1 2 | 3");
}

static void
test_floats(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    Sample s = sample(arena);

    add_lines(&s, 7);
    add(&s, 50)->floats = TRUE; /* 7: no room, waits for the next page */
    add_lines(&s, 5);
    check(&s, " 0 1 2 3 4 5 6 8 9 10 | 7 11 12");
    g_array_index(s.boxes, SbBox, 6).together = TRUE; /* a heading before it */
    check(&s, " 0 1 2 3 4 5 6 8 9 10 | 7 11 12");
    add(&s, 90)->floats = TRUE; /* at the end it stands by itself */
    check(&s, " 0 1 2 3 4 5 6 8 9 10 | 7 11 12 | 13");
}

static void
test_new_page(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    Sample s = sample(arena);

    add_lines(&s, 2);
    add(&s, 0)->kind = SB_BOX_NEW_PAGE;
    add_lines(&s, 1);
    check(&s, " 0 1 | 3");
}

static void
test_notes(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    Sample s = sample(arena);
    GArray *note = sb_arena_array(arena, SbBox), *marks = sb_arena_array(arena, int);
    SbBox line = { .height = 14 };
    int one = 1;

    g_array_append_val(note, line);
    g_ptr_array_add(s.notes, note);
    g_array_append_val(marks, one);
    add_lines(&s, 8);
    add(&s, 10)->notes = marks; /* 8 lines, this one and its note: too much */
    add_lines(&s, 1);
    check(&s, " 0 1 2 3 4 5 6 7 | 8 9 n");
    g_array_index(s.boxes, SbBox, 8).notes = NULL;
    g_array_index(s.boxes, SbBox, 7).notes = marks;
    check(&s, " 0 1 2 3 4 5 6 7 n | 8 9");
}

/* A note of 20 lines on a page of 10: it begins on the page of its mark. */
static void
test_long_note(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    Sample s = sample(arena);
    GArray *note = sb_arena_array(arena, SbBox), *marks = sb_arena_array(arena, int);
    SbBox line = { .height = 10 };
    int one = 1;

    for (int i = 0; i < 20; i++) {
        g_array_append_val(note, line);
    }
    g_ptr_array_add(s.notes, note);
    g_array_append_val(marks, one);
    add_lines(&s, 5);
    add(&s, 10)->notes = marks;
    add_lines(&s, 4);
    check(&s, " 0 1 2 3 4 5 n n n | 6 7 8 n n n n n n | 9 n n n n n n n n | n n n");
}

static void
test_long_table(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    Sample s = sample(arena);
    SbBox head = { .height = 10 };
    SbGroup group = { 0, 1 };

    g_array_append_val(s.repeats, head);
    g_array_append_val(s.groups, group);
    for (int i = 0; i < 21; i++) {
        SbBox *box = add(&s, 10);

        box->group = 1;
        box->together = i == 0;
    }
    check(&s, " 0 1 2 3 4 5 6 7 8 9 | r 10 11 12 13 14 15 16 17 18 | r 19 20");
}

static void
test_long_chain(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    Sample s = sample(arena);

    for (int i = 0; i < 12; i++) {
        add(&s, 10)->together = TRUE;
    }
    check(&s, " 0 1 2 3 4 5 6 7 8 9 | 10 11");
}

static void
test_grid(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    Sample s = sample(arena);
    SbFlowInput input = { s.boxes, s.repeats, s.groups, s.notes, NULL, 100, 10, 100, 6 };

    add(&s, 12.5);
    add(&s, 10)->grid = TRUE;
    const SbPage *page = g_ptr_array_index(sb_flow_pages(arena, &input), 0);

    g_assert_cmpfloat(g_array_index(page->placed, SbPlaced, 1).y, ==, 15);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/flow/plain", test_plain);
    g_test_add_func("/flow/together", test_together);
    g_test_add_func("/flow/spaces", test_spaces);
    g_test_add_func("/flow/floats", test_floats);
    g_test_add_func("/flow/new-page", test_new_page);
    g_test_add_func("/flow/notes", test_notes);
    g_test_add_func("/flow/long-note", test_long_note);
    g_test_add_func("/flow/long-table", test_long_table);
    g_test_add_func("/flow/long-chain", test_long_chain);
    g_test_add_func("/flow/grid", test_grid);
    return g_test_run();
}
