/*
 * check/: each rule on small tables, passes as well as failures.  The figures
 * are invented.
 */
#include <string.h>

#include "check/check.h"
#include "figure/tidy.h"

#define HEAD                                                                             \
    "fact_id,text,value,unit,indicator,place,period,role,modality,base,quote,source,"    \
    "line,cell,relations,remarks,qualifier,precision\n"

typedef struct {
    const char *name, *rows, *want; /* findings as "rule verdict arithmetic|" */
} Case;

static const char *const verdicts[] = { "pass", "fail", "remark", "untested" };

static const Case cases[] = {
    { "share passes",
        "a,$200 million,200000000,USD,exports,Utopia,2020,level,,,q,s,1,,,,,6\n"
        "b,$50 million,50000000,USD,tea exports,Utopia,2020,level,,,q,s,1,,,,,6\n"
        "c,25%,25,%,tea exports,Utopia,2020,share,,exports,q,s,1,,part-of:a;to:b,,,\n",
        "share pass 50 million / 200 million = 25.0 %, printed 25%|" },
    { "share fails",
        "a,$200 million,200000000,USD,exports,Utopia,2020,level,,,q,s,1,,,,,6\n"
        "b,$50 million,50000000,USD,tea exports,Utopia,2020,level,,,q,s,1,,,,,6\n"
        "c,29.0%,29.0,%,tea "
        "exports,Utopia,2020,share,,exports,q,s,1,,part-of:a;to:b,,,\n",
        "share fail 50 million / 200 million = 25.00 %, printed 29.0% one digit is "
        "another: 25.0|" },
    { "rounding is no failure",
        "a,$2.0 million,2000000,USD,exports,Utopia,2020,level,,,q,s,1,,,,,5\n"
        "b,$0.5 million,500000,USD,tea exports,Utopia,2020,level,,,q,s,1,,,,,5\n"
        "c,27%,27,%,tea exports,Utopia,2020,share,,exports,q,s,1,,part-of:a;to:b,,,\n",
        "share pass 500000 / 2.0 million = 25.0 %, printed 27%|" },
    { "a whole named by words, of the part's period",
        "a,$200 million,200000000,USD,province exports,Utopia,2020,level,,,q1,s,1,,,,,6\n"
        "z,$190 million,190000000,USD,province exports,Utopia,2019,level,,,q1,s,1,,,,,6\n"
        "b,$50 million,50000000,USD,tea exports,Utopia,2020,level,,,q,s,1,,,,,6\n"
        "c,31%,31,%,tea exports,Utopia,,share,,the province's total "
        "exports,q,s,1,,to:b,,,\n",
        "share fail 50 million / 200 million = 25.0 %, printed 31%|" },
    { "a value without precision has the digits of its text",
        "a,$200 million,200000000,USD,exports,Utopia,2020,level,,,q,s,1,,,,,\n"
        "b,$50.0 million,50000000,USD,tea exports,Utopia,2020,level,,,q,s,1,,,,,\n"
        "c,25%,25,%,tea exports,Utopia,2020,share,,exports,q,s,1,,part-of:a;to:b,,,\n",
        "share pass 50.0 million / 200 million = 25.0 %, printed 25%|" },
    { "rows of one table do not conflict",
        "a,15,15,t,output,Utopia,2020,level,,,q1,s,1,t1.r1.c1,,,,\n"
        "b,17,17,t,output,Utopia,2020,level,,,q2,s,2,t1.r2.c1,,,,\n",
        "" },
    { "a share without its whole is not tested",
        "b,$50 million,50000000,USD,tea exports,Utopia,2020,level,,,q,s,1,,,,,6\n"
        "c,27%,27,%,tea exports,Utopia,2020,share,,world market,q,s,1,,to:b,,,\n",
        "share untested |" },
    { "growth passes and fails",
        "a,104,104,t,output,Utopia,2021,level,,,q,s,1,,,,,\n"
        "b,107,107,t,output,Utopia,2022,level,,,q,s,1,,,,,\n"
        "c,2.9%,2.9,%,output,Utopia,2022,growth,,2021,q,s,1,,from:a;to:b,,,\n"
        "d,9.2%,9.2,%,output,Utopia,2022,growth,,2021,q,s,1,,from:a;to:b,,,\n",
        "growth pass 100 × (107 / 104 − 1) = 2.88 %, printed 2.9%|"
        "growth fail 100 × (107 / 104 − 1) = 2.88 %, printed 9.2% two digits "
        "changed places: 2.9|" },
    { "percentage points",
        "a,4.1%,4.1,%,jobless rate,Utopia,2021,rate,,,q,s,1,,,,,\n"
        "b,3.7%,3.7,%,jobless rate,Utopia,2022,rate,,,q,s,1,,,,,\n"
        "c,0.4 percentage points,-0.4,pp,jobless rate,Utopia,2022,change,,,q,s,1,,"
        "from:a;to:b,,,\n",
        "growth pass 3.7 − 4.1 = -0.40, printed 0.4 percentage points|" },
    { "sum fails by more than rounding",
        "a,10.0,10.0,t,output,North,2020,level,,,q1,s,1,t1.r1.c1,,,,\n"
        "b,20.0,20.0,t,output,South,2020,level,,,q2,s,2,t1.r2.c1,,,,\n"
        "c,31.0,31.0,t,output,All,2020,level,,,q3,s,3,t1.r3.c1.total,,,,\n",
        "sum fail 10.0 + 20.0 = 30.0, printed 31.0 two digits changed places: 30.1|" },
    { "sum passes within rounding",
        "a,10.0,10.0,t,output,North,2020,level,,,q1,s,1,t1.r1.c1,,,,\n"
        "b,20.0,20.0,t,output,South,2020,level,,,q2,s,2,t1.r2.c1,,,,\n"
        "c,30.1,30.1,t,output,All,2020,level,,,q3,s,3,t1.r3.c1.total,,,,\n",
        "sum pass 10.0 + 20.0 = 30.0, printed 30.1|" },
    { "scale word missing",
        "a,$3.4 billion,3400000000,USD,exports,Utopia,2020,level,,,q,s,1,,,,,8\n"
        "b,$2.7,2.7,USD,exports,Utopia,2020,level,,,q,s,1,,,,,\n",
        "scale fail 2.7 beside 3.4 billion 2.7 billion USD|" },
    { "a price beside billions is no missing scale",
        "a,$3.4 billion,3400000000,USD,exports,Utopia,2020,level,,,q,s,1,,,,,8\n"
        "b,$2.7,2.7,USD,price,Utopia,2020,price,,,q,s,1,,,,,\n",
        "" },
    { "a conflict is a remark",
        "a,150,150,t,output,Utopia,2020,level,,,q1,s,1,,,,,\n"
        "b,170,170,t,output,Utopia,2020,level,,,q2,s,9,,,,,\n",
        "conflict remark 170 against 150|" },
    { "about widens",
        "a,about 150,150,t,output,Utopia,2020,level,,,q1,s,1,,,,~,\n"
        "b,153,153,t,output,Utopia,2020,level,,,q2,s,9,,,,,\n",
        "" },
    { "amounts and percentages imply one whole",
        "a,\"97,277.77\",9727777000000,CNY,gdp,G,,level,,,q1,s,1,t2.r1.c6,,,,6\n"
        "b,10.80%,10.80,%,gdp,G,,share,,national gdp,q1,s,1,t2.r1.c7,,,,-2\n"
        "c,\"189,295.32\",18929532000000,CNY,gdp,Y,,level,,,q2,s,2,t2.r2.c6,,,,6\n"
        "d,21.03%,21.03,%,gdp,Y,,share,,national gdp,q2,s,2,t2.r2.c7,,,,-2\n",
        "share untested |implied pass |share untested |" },
    { "guesses",
        "a,$200,200,USD,exports,Utopia,2020,level,,,q,s,1,,,,,\n"
        "b,$50,50,USD,tea exports,Utopia,2020,level,,,q,s,1,,,,,\n"
        "c,52%,52,%,tea exports,Utopia,2020,share,,x,q,s,1,,part-of:a;to:b,,,\n"
        "d,15.0%,15.0,%,tea exports,Utopia,2020,share,,x,q,s,1,,part-of:a;to:b,,,\n"
        "e,2.5%,2.5,%,tea exports,Utopia,2020,share,,x,q,s,1,,part-of:a;to:b,,,\n",
        "share fail 50 / 200 = 25.0 %, printed 52% two digits changed places: 25|"
        "share fail 50 / 200 = 25.00 %, printed 15.0% one digit is another: 25.0|"
        "share fail 50 / 200 = 25.00 %, printed 2.5% a scale is off by 10^1|" },
    { "a share above one hundred",
        "c,127%,127,%,tea exports,Utopia,2020,share,,x,q,s,1,,,,,\n",
        "share untested |part fail |" },
};

static void
test_case(gconstpointer data)
{
    const Case *c = data;
    g_autoptr(SbJob) job = sb_job_new();
    g_autofree char *text = g_strconcat(HEAD, c->rows, NULL);
    g_autoptr(GError) error = NULL;
    const SbSource *source =
        sb_source_from_text(job, "f.csv", text, strlen(text), &error);
    g_autoptr(SbFigureTable) table = sb_tidy_read(job, source, &error);

    g_assert_no_error(error);
    g_autoptr(SbCodes) codes = sb_codes_load(job, &error);

    g_assert_no_error(error);
    g_autoptr(SbFindings) findings = sb_check_figures(job, codes, table, &error);
    g_autoptr(GString) got = g_string_new(NULL);

    for (size_t i = 0; i < sb_findings_count(findings); i++) {
        const SbFinding *f = sb_findings_at(findings, i);

        g_string_append_printf(got, "%s %s %s%s%s|", f->rule, verdicts[f->verdict],
            f->arithmetic, *f->guess != '\0' ? " " : "", f->guess);
    }
    g_assert_cmpstr(got->str, ==, c->want);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf("/check/%s", cases[i].name);

        g_test_add_data_func(path, &cases[i], test_case);
    }
    return g_test_run();
}
