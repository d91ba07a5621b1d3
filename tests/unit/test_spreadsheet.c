/* figure/spreadsheet.c: what spreadsheets make of cells, and what a person types
 * that only looks like it. */
#include "figure/spreadsheet.h"

typedef struct {
    const char *text, *cell;
    gboolean numbers, made;
    SbDayOrder order;
} Case;

static const Case cases[] = {
    /* numbers */
    { "107400000000", "1.074E+11", TRUE, TRUE },
    { "107400000000", "1.07E+11", TRUE, TRUE },
    { "107400000000", "1.08E+11", TRUE, FALSE },
    { "107400000000", "1.075e11", TRUE, FALSE },
    { "99960000", "1.00E+08", TRUE, TRUE },
    { "0.000012", "1.2E-05", TRUE, TRUE },
    { "-0.000012", "1.2E-05", TRUE, FALSE },
    { "12345678901234567890123", "1.23456789012346E+022", TRUE, TRUE },
    { "12345678901234567890123", "1.23457E+22", TRUE, TRUE },
    { "12345678901234567890123", "12345678901234500000000", TRUE, TRUE },
    { "12345678901234567890123", "12345678901234600000000", TRUE, TRUE },
    { "12345678901234567890123", "12345678901234700000000", TRUE, FALSE },
    { "123456789012345", "123456789012346", TRUE, FALSE },
    { "0.10", "0.1", TRUE, TRUE },
    { "3.10", "3.1000", TRUE, TRUE },
    { "3.10", "3.11", TRUE, FALSE },
    { "15.7", "15.70%", TRUE, TRUE },
    { "0.157", "15.7%", TRUE, TRUE },
    { "15.7", "1570%", TRUE, TRUE },
    { "15.7", "15.8%", TRUE, FALSE },
    { "-2.3", "(2.3)", TRUE, TRUE },
    { "-2.3", "△2.30", TRUE, TRUE },
    { "-2.3", "2.3", TRUE, FALSE },
    { "0", "-", TRUE, TRUE },
    { "5", "-", TRUE, FALSE },
    { "1234567", "1,234,567", TRUE, TRUE },
    { "1234567", "1.234.567,00", TRUE, TRUE },
    { "1234567", "12,34,567", TRUE, FALSE },
    { "15.7", "15,7", TRUE, TRUE },
    { "1500000", "\\1,500,000", TRUE, TRUE },
    { "1500000", "1,500,000원", TRUE, TRUE },
    { "1500000", "1,500,000달러", TRUE, FALSE },
    { "5", "", TRUE, FALSE },
    { "", "5", TRUE, FALSE },
    { "5", "########", TRUE, FALSE },
    /* texts that look like numbers */
    { "00123", "123", FALSE, TRUE },
    { "1e5", "1.00E+05", FALSE, TRUE },
    { "1e5", "100000", FALSE, TRUE },
    { "15.70%", "0.157", FALSE, TRUE },
    { "$5", "5", FALSE, TRUE },
    { "5", "5%", FALSE, FALSE },
    { "5", "$5", FALSE, FALSE },
    { "737", "747", FALSE, FALSE },
    { "A380", "A350", FALSE, FALSE },
    /* dates */
    { "2022-10", "Oct-22", FALSE, TRUE },
    { "2022-10", "22-Oct", FALSE, TRUE },
    { "2022-10", "October 2022", FALSE, TRUE },
    { "2022-10", "2022-10-01", FALSE, TRUE },
    { "2022-10", "2022-10-01 00:00:00", FALSE, TRUE },
    { "2022-10", "10/1/2022 12:00:00 AM", FALSE, TRUE },
    { "2022-10", "10월-22", FALSE, TRUE },
    { "2022-10", "2022년 10월", FALSE, TRUE },
    { "2022-10", "2022년 10월 1일 토요일", FALSE, TRUE },
    { "2022-10", "Saturday, October 1, 2022", FALSE, TRUE },
    { "2022-10", "44835", FALSE, TRUE },
    { "2022-10", "44836", FALSE, FALSE },
    { "2022-10", "2022-10-02", FALSE, FALSE },
    { "2022-10", "Oct-23", FALSE, FALSE },
    { "2022-10", "Nov-22", FALSE, FALSE },
    { "2022-10", "2022-11", FALSE, FALSE },
    { "2022-10", "2022", FALSE, FALSE },
    { "2022-10", "", FALSE, FALSE },
    { "2023-06-05", "6/5/2023", FALSE, TRUE },
    { "2023-06-05", "05.06.23", FALSE, TRUE },
    { "2023-06-05", "2023. 6. 5.", FALSE, TRUE },
    { "2023-06-05", "5-Jun-23", FALSE, TRUE },
    { "2023-06-05", "45082", FALSE, TRUE },
    { "2023-06-05", "43620", FALSE, TRUE },
    { "2023-06-05", "2023-05-06", FALSE, FALSE },
    { "2023-06-05", "5/6/2023", FALSE, TRUE },
    { "2023-06-05", "5/6/2023", FALSE, FALSE, SB_DAY_ORDER_MONTH_FIRST },
    { "2023-06-05", "5/6/2023", FALSE, TRUE, SB_DAY_ORDER_DAY_FIRST },
    { "2023-06-05", "6/5/2023", FALSE, FALSE, SB_DAY_ORDER_DAY_FIRST },
    { "2023-06-05", "2023-06-05", FALSE, TRUE, SB_DAY_ORDER_DAY_FIRST },
    { "2022", "1905-07-14", FALSE, TRUE },
    { "2022", "2023", FALSE, FALSE },
    { "2019/2022", "2019/2023", FALSE, FALSE },
    { "2023-Q3", "2023-Q4", FALSE, FALSE },
    { "3/4", "4-Mar", FALSE, TRUE },
    { "3/4", "03월 04일", FALSE, TRUE },
    { "3/4", "2026-03-04", FALSE, TRUE },
    { "3/4", "4/3", FALSE, FALSE },
    { "3/4", "3/5", FALSE, FALSE },
    { "1-2", "2-Jan", FALSE, TRUE },
    { "1-2", "2-Feb", FALSE, FALSE },
    { "MARCH1", "1-Mar", FALSE, TRUE },
    { "16:9", "04:09:00 PM", FALSE, TRUE },
    { "16:9", "오후 4:09:00", FALSE, TRUE },
    { "16:9", "16:10", FALSE, FALSE },
    /* words and characters */
    { "TRUE", "true", FALSE, TRUE },
    { "true", "참", FALSE, TRUE },
    { "true", "false", FALSE, FALSE },
    { "a\nb", "a\r\nb", FALSE, TRUE },
    { "a b",
        "a\xC2\xA0"
        "b ",
        FALSE, TRUE },
    { "'t Harde", "t Harde", FALSE, TRUE },
    { "한글 – 🙂", "한글 ? ??", FALSE, TRUE },
    { "한글 – 🙂", "한글 ? ?", FALSE, TRUE },
    { "한글", "??", FALSE, FALSE },
    { "똠", "?", FALSE, TRUE },
    { "café", "cafe", FALSE, TRUE },
    { "cafe", "café", FALSE, FALSE },
    { "what?", "what!", FALSE, FALSE },
    { "ab", "a?", FALSE, FALSE },
};

static void
test_cases(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Case *c = &cases[i];

        if (sb_spreadsheet_made(c->text, c->cell, c->numbers, c->order) != c->made) {
            g_test_message("\"%s\" -> \"%s\"", c->text, c->cell);
            g_test_fail();
        }
    }
}

static void
test_order(void)
{
    g_assert_cmpint(
        sb_spreadsheet_order("2023-06-25", "6/25/2023"), ==, SB_DAY_ORDER_MONTH_FIRST);
    g_assert_cmpint(
        sb_spreadsheet_order("2023-06-05", "05-06-2023"), ==, SB_DAY_ORDER_DAY_FIRST);
    g_assert_cmpint(
        sb_spreadsheet_order("2023-06-06", "6/6/2023"), ==, SB_DAY_ORDER_OPEN);
    g_assert_cmpint(sb_spreadsheet_order("2022-10", "Oct-22"), ==, SB_DAY_ORDER_OPEN);
}

static void
test_broken(void)
{
    static const char *const broken[] = { "#NAME?", " #REF! ", "#######", "Err:508" };
    static const char *const whole[] = { "", "#1", "##", "# of ships", "Err", "Err:1" };

    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_assert_true(sb_spreadsheet_is_broken(broken[i]));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(whole); i++) {
        g_assert_false(sb_spreadsheet_is_broken(whole[i]));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/spreadsheet/cases", test_cases);
    g_test_add_func("/spreadsheet/order", test_order);
    g_test_add_func("/spreadsheet/broken", test_broken);
    return g_test_run();
}
