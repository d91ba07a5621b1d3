/* base/numeral.c: numbers as people type them, in both languages; exact, with the
 * place of the last digit; what is none is refused. */
#include <string.h>

#include "base/numeral.h"

static void
test_read(void)
{
    static const struct {
        const char *text, *value;
        int precision;
    } table[] = { { "107.4 billion", "107400000000", 8 },
        { "1,074억", "107400000000", 8 }, { "1조 4,000억", "1400000000000", 8 },
        { "3만 2천", "32000", 3 }, { "-2.30", "-2.30", -2 },
        { "\xE2\x88\x92"
          "5",
            "-5", 0 },
        { "five million", "5000000", 6 }, { "twenty-five", "25", 0 },
        { "two hundred and five", "205", 0 }, { "two hundred thousand", "200000", 5 },
        { "2천400억", "240000000000", 8 }, { "45백만", "45000000", 6 },
        { "3.4bn", "3400000000", 8 }, { "0.5", "0.5", -1 },
        { "thousand million", "1000000000", 9 } };

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        SbDecimal value;

        g_test_message("%s", table[i].text);
        g_assert_true(sb_numeral_read(table[i].text, strlen(table[i].text), &value));
        g_autofree char *text = sb_decimal_format(value);

        g_assert_cmpstr(text, ==, table[i].value);
        g_assert_cmpint(value.exponent, ==, table[i].precision);
    }
}

static void
test_refuse(void)
{
    static const char *const table[] = { "", "abc", "1,2,3,4", "1.2.3", "five five",
        "12 34", "million billion trillion quadrillion million", "1e5", "--3",
        "12억3조" };

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        SbDecimal value;

        g_test_message("%s", table[i]);
        g_assert_false(sb_numeral_read(table[i], strlen(table[i]), &value));
    }
}

static void
test_words(void)
{
    size_t length;

    g_assert_cmpint(sb_numeral_word("Billion", 7)->value, ==, 9);
    g_assert_null(sb_numeral_word("billions", 8));
    g_assert_cmpint(sb_numeral_scale_at("억원", strlen("억원"), &length)->value, ==, 8);
    g_assert_cmpuint(length, ==, 3);
    g_assert_null(sb_numeral_scale_at("원", 3, &length));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/numeral/read", test_read);
    g_test_add_func("/numeral/refuse", test_refuse);
    g_test_add_func("/numeral/words", test_words);
    return g_test_run();
}
