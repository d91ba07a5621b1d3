/* figure/phrase.c: numbers as English and Korean write them. */
#include <string.h>

#include "figure/phrase.h"

typedef struct {
    const char *text;
    SbDecimal value;
    const char *unit, *en, *ko;
    SbQualifier qualifier;
    SbRole role;
    int high; /* coefficient of the upper end; 0: none */
} Case;

/* "_" stands for the no-break space */
static const Case cases[] = {
    { "$107.4 billion", { 1074, 8 }, "USD", "$107.4_billion", "1,074억_달러" },
    { "$49.944 billion", { 49944, 6 }, "USD", "$49.944_billion", "499억_4,400만_달러" },
    { "1조 4,000억원", { 14000, 8 }, "KRW", "₩1.4_trillion", "1조_4,000억_원" },
    { "10.7 trillion won", { 107, 11 }, "KRW", "₩10.7_trillion", "10조_7,000억_원" },
    { "$13.010 billion", { 13010, 6 }, "USD", "$13.010_billion", "130억_1,000만_달러" },
    { "99.0865", { 990865, 8 }, "CNY", "99.0865_trillion_yuan", "99조_865억_위안" },
    { "$10.551", { 10551, -3 }, "USD", "$10.551", "10.551달러" },
    { "15.7%", { 157, -1 }, "%", "15.7%", "15.7%" },
    { "slid 2.3%", { -23, -1 }, "%", "−2.3%", "−2.3%" },
    { "3.2 percentage points", { 32, -1 }, "pp", "3.2_percentage points", "3.2%포인트" },
    { "128 businesses", { 128, 0 }, "{business}", "128_businesses", "128개사" },
    { "1 business", { 1, 0 }, "{business}", "1_business", "1개사" },
    { "26,000 jobs", { 26, 3 }, "{job}", "26,000_jobs", "2만_6,000개" },
    { "766,863", { 766863, 0 }, "{person}", "766,863_people", "76만_6,863명" },
    { "about 400,000", { 4, 5 }, "{person}", "about_400,000_people", "약_40만_명",
        SB_QUALIFIER_ABOUT },
    { "more than 95%", { 95, 0 }, "%", "more than_95%", "95%_초과", SB_QUALIFIER_OVER },
    { "at least 3", { 3, 0 }, "{city}", "at least_3_cities", "3개 도시_이상",
        SB_QUALIFIER_AT_LEAST },
    { "up to 5%", { 5, 0 }, "%", "up to_5%", "5%_이하", SB_QUALIFIER_AT_MOST },
    { "5th", { 5, 0 }, "1", "5th", "5위", SB_QUALIFIER_NONE, SB_ROLE_RANK },
    { "43rd", { 43, 0 }, "1", "43rd", "43위", SB_QUALIFIER_NONE, SB_ROLE_RANK },
    { "12th", { 12, 0 }, "1", "12th", "12위", SB_QUALIFIER_NONE, SB_ROLE_RANK },
    { "€40 to €55 billion", { 40, 9 }, "EUR", "€40–55_billion", "400억~550억_유로",
        SB_QUALIFIER_NONE, SB_ROLE_LEVEL, 55 },
    { "0.5 to 1.0 kWh", { 5, -1 }, "kW.h", "0.5–1.0_kWh", "0.5~1.0_kWh",
        SB_QUALIFIER_NONE, SB_ROLE_LEVEL, 10 },
    { "2.4 times", { 24, -1 }, "1", "2.4_times", "2.4배" },
    { "20 years", { 20, 0 }, "a", "20_years", "20년" },
    { "211,700", { 211700, 0 }, "km2", "211,700_km²", "21만_1,700㎢" },
    { "21 million tons", { 21, 6 }, "t", "21_million_tonnes", "2,100만_톤" },
    { "1,310 won", { 1310, 0 }, "KRW/USD", "1,310_won per dollar", "달러당_1,310원" },
    { "12 deaths per 1,000 people", { 12, 0 }, "{death}/1000{person}",
        "12_deaths_per_1,000_people", "1,000명당_12개" },
    { "4.2% a year", { 42, -1 }, "%/a", "4.2% a year", "연_4.2%" },
    { "", { 0, 0 }, "USD", "$0", "0달러" },
    { "", { -5, 9 }, "USD", "−$5_billion", "−50억_달러" },
    { "5 tn", { 5, 15 }, "KRW", "₩5,000_trillion", "5,000조_원" },
    { "3", { 3, 0 }, "{wind turbine}", "3_wind turbines", "3개" },
};

static char *
show_blank(char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "\xC2\xA0", -1);

    g_free(text);
    return g_strjoinv("_", parts);
}

static void
test_figures(void)
{
    g_autoptr(SbJob) job = sb_job_new();

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Case *c = &cases[i];
        SbFigure figure = { .text = c->text,
            .has_value = TRUE,
            .value = c->value,
            .unit = c->unit,
            .qualifier = c->qualifier,
            .role = c->role,
            .has_high = c->high != 0,
            .value_high = { c->high, c->value.exponent } };
        SbPhraseOptions en = { .lang = "en" }, ko = { .lang = "ko" };
        g_autofree char *in_en = show_blank(sb_phrase_figure(job, &figure, &en));
        g_autofree char *in_ko = show_blank(sb_phrase_figure(job, &figure, &ko));

        g_assert_cmpstr(in_en, ==, c->en);
        g_assert_cmpstr(in_ko, ==, c->ko);
    }
}

typedef struct {
    SbDecimal value;
    const char *unit;
    SbPhraseOptions options;
    const char *want;
} Asked;

static const Asked asked[] = {
    { { 1074, 8 }, "USD", { .lang = "en", .has_decimals = TRUE }, "$107_billion" },
    { { 1075, 8 }, "USD", { .lang = "en", .has_decimals = TRUE }, "$108_billion" },
    { { -1075, 8 }, "USD", { .lang = "en", .has_decimals = TRUE }, "−$108_billion" },
    { { 99996, 4 }, "USD", { .lang = "en", .has_decimals = TRUE, .decimals = 1 },
        "$1.0_billion" },
    { { 1074, 8 }, "USD", { .lang = "en", .scale = "none" }, "$107,400,000,000" },
    { { 1074, 8 }, "USD", { .lang = "en", .scale = "mn" }, "$107,400_million" },
    { { 1074, 8 }, "USD", { .lang = "en", .scale = "tn" }, "$0.1074_trillion" },
    { { 1074, 8 }, "USD", { .lang = "en", .scale = "억" }, "$107.4_billion" },
    { { 14, 11 }, "KRW", { .lang = "ko", .scale = "억" }, "14,000억_원" },
    { { 14, 11 }, "KRW", { .lang = "ko", .scale = "조" }, "1.4조_원" },
    { { 14, 11 }, "KRW", { .lang = "ko", .has_decimals = TRUE, .decimals = 1 },
        "1.4조_원" },
    { { 32, -1 }, "%", { .lang = "en", .sign_always = TRUE }, "+3.2%" },
    { { 32, -1 }, "%", { .lang = "en", .no_unit = TRUE }, "3.2" },
    { { 1074, 8 }, "USD", { .lang = "en", .no_unit = TRUE }, "107.4_billion" },
    { { 1074, 8 }, "USD",
        { .lang = "en", .no_unit = TRUE, .scale = "bn", .no_scale_word = TRUE },
        "107.4" },
    { { 157, -1 }, "%", { .lang = "en", .has_decimals = TRUE }, "16%" },
    { { 157, -1 }, "%", { .lang = "en", .has_decimals = TRUE, .decimals = 2 }, "15.70%" },
    { { 46500000, -6 }, "%", { .lang = "en", .has_decimals = TRUE, .decimals = 1 },
        "46.5%" },
};

static void
test_options(void)
{
    g_autoptr(SbJob) job = sb_job_new();

    for (size_t i = 0; i < G_N_ELEMENTS(asked); i++) {
        g_autofree char *got = show_blank(
            sb_phrase_value(job, asked[i].value, asked[i].unit, &asked[i].options));

        g_assert_cmpstr(got, ==, asked[i].want);
    }
}

static void
test_periods(void)
{
    static const char *const periods[][3] = {
        { "2022", "2022", "2022년" },
        { "2022-10", "October_2022", "2022년 10월" },
        { "2023-Q3", "Q3_2023", "2023년 3분기" },
        { "2023-H1", "first half of 2023", "2023년 상반기" },
        { "FY2023", "FY2023", "2023 회계연도" },
        { "2023-06-05", "June_5, 2023", "2023년 6월 5일" },
        { "2019/2022", "2019–2022", "2019~2022년" },
        { "2022-11/2023-02", "November_2022–February_2023", "2022년 11월~2023년 2월" },
        { "some time", "some time", "some time" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(periods); i++) {
        g_autofree char *en = show_blank(sb_phrase_period(periods[i][0], "en"));
        g_autofree char *ko = sb_phrase_period(periods[i][0], "ko");

        g_assert_cmpstr(en, ==, periods[i][1]);
        g_assert_cmpstr(ko, ==, periods[i][2]);
    }
}

static void
test_particles(void)
{
    static const char *const words[][3] = { { "1,074억 달러", "은/는", "는" },
        { "10조 7,000억 원", "은/는", "은" }, { "15.7%", "을/를", "를" },
        { "128개사", "이/가", "가" }, { "OECD", "은/는", "는" }, { "3", "과/와", "과" },
        { "7", "으로/로", "로" }, { "6", "으로/로", "으로" }, { "서울", "으로/로", "로" },
        { "충남(2022)", "은/는", "는" }, { "㎢", "이/가", "가" } };

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        g_assert_cmpstr(sb_phrase_particle(words[i][0], words[i][1]), ==, words[i][2]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/phrase/figures", test_figures);
    g_test_add_func("/phrase/options", test_options);
    g_test_add_func("/phrase/periods", test_periods);
    g_test_add_func("/phrase/particles", test_particles);
    return g_test_run();
}
