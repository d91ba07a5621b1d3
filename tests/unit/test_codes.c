/* figure/codes.c, unit.c, romanise.c, ids.c: names found in text, units, ids. */
#include <string.h>

#include "figure/codes.h"
#include "figure/ids.h"
#include "figure/romanise.h"
#include "figure/unit.h"

static SbCodes *
load(SbJob *job)
{
    g_autoptr(GError) error = NULL;
    SbCodes *codes = sb_codes_load(job, &error);

    g_assert_no_error(error);
    return codes;
}

static void
test_places(void)
{
    static const struct {
        const char *text, *code;
        size_t length;
    } cases[] = {
        { "Chungnam's exports", "KR-44", 8 },
        { "CHUNGNAM", "KR-44", 8 },
        { "Chungnamville", NULL, 0 },
        { "충남은 2022년", "KR-44", 6 },
        { "충남도의 수출", "KR-44", 6 },
        { "South Korea and", "KR", 11 },
        { "South\n  Korea", "KR", 13 },
        { "Gyeonggi-do, the", "KR-41", 11 },
        { "Iceland", "IS", 7 },
        { "아이슬란드에서", "IS", 15 },
        { "china", NULL, 0 },
        { "", NULL, 0 },
    };
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(SbCodes) codes = load(job);

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t length = 0;
        const SbPlaceCode *place =
            sb_codes_place_at(codes, cases[i].text, strlen(cases[i].text), &length);

        g_test_message("%s", cases[i].text);
        g_assert_cmpstr(place != NULL ? place->code : NULL, ==, cases[i].code);
        if (place != NULL) {
            g_assert_cmpuint(length, ==, cases[i].length);
        }
    }
    g_assert_cmpstr(sb_codes_place_named(codes, "chungnam")->code, ==, "KR-44");
    g_assert_cmpstr(sb_codes_place(codes, "IS")->ko, ==, "아이슬란드");
    g_assert_null(sb_codes_place(codes, "ZZ-99"));
}

static void
test_units(void)
{
    static const struct {
        const char *text;
        SbUnitSide side;
        const char *unit;
        size_t length;
    } cases[] = {
        { "won in", SB_UNIT_AFTER, "KRW", 3 },
        { "wonderful", SB_UNIT_AFTER, NULL, 0 },
        { "원을", SB_UNIT_AFTER, "KRW", 3 },
        { "원자로", SB_UNIT_AFTER, NULL, 0 },
        { "%p", SB_UNIT_AFTER, "pp", 2 },
        { "%로", SB_UNIT_AFTER, "%", 1 },
        { "percentage points", SB_UNIT_AFTER, "pp", 17 },
        { "square  kilometers,", SB_UNIT_AFTER, "km2", 18 },
        { "MW", SB_UNIT_AFTER, "MW", 2 },
        { "mW", SB_UNIT_AFTER, NULL, 0 },
        { "개사가", SB_UNIT_AFTER, "{company}", 6 },
        { "AU$100", SB_UNIT_BEFORE, "AUD", 3 },
        { "$100", SB_UNIT_BEFORE, "USD", 1 },
        { "Million", SB_UNIT_AFTER, NULL, 0 },
        { "-year plan", SB_UNIT_AFTER, "a", 5 },
        { "Tonnes", SB_UNIT_AFTER, "t", 6 },
        { "inches.", SB_UNIT_AFTER, "in", 6 },
        { "inchess", SB_UNIT_AFTER, NULL, 0 },
        { "kt", SB_UNIT_AFTER, NULL, 0 }, /* a thousand tonnes, no unit */
        { "US $5", SB_UNIT_BEFORE, "USD", 4 },
        { "KRW", SB_UNIT_AFTER, "KRW", 3 },
        { "개 업체", SB_UNIT_AFTER, "{company}", 10 },
        { "개업체는", SB_UNIT_AFTER, "{company}", 9 },
        { "년", SB_UNIT_AFTER, "a", 3 },
    };
    size_t length;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *unit =
            sb_unit_at(cases[i].text, strlen(cases[i].text), cases[i].side, &length);

        g_test_message("%s", cases[i].text);
        g_assert_cmpstr(unit, ==, cases[i].unit);
        if (unit != NULL) {
            g_assert_cmpuint(length, ==, cases[i].length);
        }
    }
    g_assert_cmpint(sb_unit_kind("KRW/USD"), ==, SB_UNIT_RATE);
    g_assert_cmpint(sb_unit_kind("{business}"), ==, SB_UNIT_COUNT);
    g_assert_cmpint(sb_unit_kind("pp"), ==, SB_UNIT_POINTS);
    g_assert_cmpint(sb_unit_kind("XOF"), ==, SB_UNIT_MONEY);
}

/* A unit of the list, a counted thing, or one per another of both. */
static gboolean
is_known(const char *unit)
{
    g_auto(GStrv) parts = g_strsplit(unit, "/", 2);

    if (sb_unit_find(unit) != NULL || sb_unit_kind(unit) == SB_UNIT_COUNT) {
        return TRUE;
    }
    return parts[0] != NULL && parts[1] != NULL && is_known(parts[0]) &&
           is_known(parts[1]);
}

/* What a name stands for, what is printed and what data/codes/units.csv has are the
 * same units. */
static void
test_lists(void)
{
    static const char *const written[] = {
#define UNIT(name, code, kind, power) code,
#define SYMBOL(name, code, kind, power) code,
#define BEFORE(name, code) code,
#define ALONE(name, code) code,
#include "figure/unit_names.def"
    };
    static const char *const printed[] = {
#define UNIT(unit, kind, sign, one, many, ko) unit,
#include "figure/units.def"
#undef UNIT
    };
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(SbCodes) codes = load(job);
    g_autofree char *path = sb_job_data_path(job, "codes/units.csv");
    const SbSource *source = sb_source_read(job, path, NULL, NULL);

    g_assert_nonnull(source);
    g_auto(GStrv) lines = g_strsplit(sb_source_text(source), "\n", -1);

    for (size_t i = 0; i < G_N_ELEMENTS(written); i++) {
        g_test_message("name of %s", written[i]);
        g_assert_true(is_known(written[i]));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(printed); i++) {
        g_test_message("printed %s", printed[i]);
        g_assert_nonnull(sb_codes_unit(codes, printed[i]));
    }
    for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++) {
        g_autofree char *unit = g_strndup(lines[i], strcspn(lines[i], ","));

        g_test_message("row %s", unit);
        g_assert_true(is_known(unit));
    }
}

static void
test_nouns(void)
{
    static const char *const pairs[][2] = { { "businesses", "business" },
        { "cities", "city" }, { "people", "person" }, { "companies", "company" },
        { "universities", "university" }, { "tasks", "task" },
        { "employees", "employee" }, { "churches", "church" },
        { "megalopolises", "megalopolis" }, { "autonomous regions", "autonomous region" },
        { "series", "series" }, { "classes", "class" }, { "ministries", "ministry" },
        { "keys", "key" } };

    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *one = sb_unit_singular(pairs[i][0]);
        g_autofree char *many = sb_unit_plural(pairs[i][1]);

        g_assert_cmpstr(one, ==, pairs[i][1]);
        g_assert_cmpstr(many, ==, pairs[i][0]);
    }
}

static void
test_romanise(void)
{
    /* the examples of the Revised Romanisation's own rules */
    static const char *const pairs[][2] = { { "구미", "gumi" }, { "영동", "yeongdong" },
        { "백암", "baegam" }, { "옥천", "okcheon" }, { "합덕", "hapdeok" },
        { "호법", "hobeop" }, { "월곶", "wolgot" }, { "벚꽃", "beotkkot" },
        { "한밭", "hanbat" }, { "구리", "guri" }, { "설악", "seorak" },
        { "칠곡", "chilgok" }, { "임실", "imsil" }, { "울릉", "ulleung" },
        { "대관령", "daegwallyeong" }, { "백마", "baengma" }, { "종로", "jongno" },
        { "왕십리", "wangsimni" }, { "별내", "byeollae" }, { "신라", "silla" },
        { "해돋이", "haedoji" }, { "같이", "gachi" }, { "좋고", "joko" },
        { "놓다", "nota" }, { "낳지", "nachi" }, { "압구정", "apgujeong" },
        { "낙동강", "nakdonggang" }, { "독립문", "dongnimmun" },
        { "수출 실적(2022)", "suchul-siljeok-2022" }, { "São Paulo's", "sao-paulos" },
        { "福井", "" }, { "없어", "eopseo" }, { "읽다", "ikda" } };

    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *got = sb_romanise(pairs[i][0]);

        g_assert_cmpstr(got, ==, pairs[i][1]);
    }
}

static void
test_ids(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(SbCodes) codes = load(job);
    g_autoptr(SbFigureTable) table = sb_figure_table_new();
    static const char *const wanted[] = { "kr-44-exports-2022",
        "kr-44-exports-2022-share", "kr-44-exports-2022-2", "f-may-2022", "f-2022",
        "x-th-bangkok-jeongchaek-2022-10", "fact" };
    SbFigure *f[G_N_ELEMENTS(wanted)];

    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        f[i] = sb_figure_table_add(table);
        f[i]->source = "a";
        f[i]->fact_id = i == 0 ? "f0" : i == 1 ? "f1" : "";
    }
    for (int i = 0; i < 3; i++) {
        f[i]->place_code = "KR-44";
        f[i]->indicator_code = "exports";
        f[i]->period = "2022";
    }
    f[1]->role = SB_ROLE_SHARE;
    f[1]->relations = "part-of:f0;from:elsewhere";
    f[1]->base = "f0";
    f[2]->derived_from = "100 * {f1} / {f0}";
    f[3]->indicator = "May";
    f[3]->period = f[4]->period = "2022";
    f[5]->place = "Bangkok";
    f[5]->indicator = "정책";
    f[5]->period = "2022-10";
    sb_ids_assign(table, codes, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        g_assert_cmpstr(f[i]->fact_id, ==, wanted[i]);
        g_assert_true(sb_ids_is_sound(f[i]->fact_id));
    }
    g_assert_cmpstr(f[1]->relations, ==, "part-of:kr-44-exports-2022;from:elsewhere");
    g_assert_cmpstr(f[1]->base, ==, "kr-44-exports-2022");
    g_assert_cmpstr(f[2]->derived_from, ==,
        "100 * {kr-44-exports-2022-share} / {kr-44-exports-2022}");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/codes/places", test_places);
    g_test_add_func("/unit/forms", test_units);
    g_test_add_func("/unit/lists", test_lists);
    g_test_add_func("/unit/nouns", test_nouns);
    g_test_add_func("/romanise", test_romanise);
    g_test_add_func("/ids", test_ids);
    return g_test_run();
}
