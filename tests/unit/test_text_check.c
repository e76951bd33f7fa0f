/* What follows from one finding stands below it, and of much of it the first. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>

#include "appended.h"
#include "rows.h"

#include "evaluation.h"
#include "raci/report.h"

#define POLICY                                                                                     \
    "policy { name = \"t\" }\n"                                                                    \
    "rule \"all\" { because = \"x\", match = { key = \"t*\" }, assign = { A = \"position:coo\","   \
    " R = \"unit:billing\", C = \"unit:marketing\" } }\n"                                          \
    "checks { [\"single-point-of-failure\"] = \"off\", [\"silo-touchpoint\"] = \"off\","           \
    " [\"vacant-head\"] = \"off\" }\n"

struct row {
    const char *name;
    int touchpoints;
    const char *policy;  /* added */
    const char *has;     /* lines that stand there */
    const char *has_not; /* one that does not */
    int told;            /* how many effects are told */
};

static const struct row rows[] = {
    {"one effect", 1, "", "    1 finding follows from it:\n", "more, which", 1},
    {"as many as are told", 5, "", "    5 findings follow from it: 5 vacant-accountable\n",
     "more, which", 5},
    {"one more is told rather than announced", 6, "",
     "    6 findings follow from it: 6 vacant-accountable\n", "more, which", 6},
    {"many", 40, "",
     "vacant-seat\n  Chief Operations Officer  position:coo\n"
     "    Nobody sits in the seat of Chief Operations Officer on 2026-07-01, though it\n"
     "    holds letters.\n"
     "    40 findings follow from it: 40 vacant-accountable\n"
     "      vacant-accountable: A of Touchpoint 100  touchpoint:t100\n",
     "Touchpoint 105", 5},
    {"how many more there are", 40, "", "      and 35 more, which --format json lists\n",
     "Touchpoint 105", 5},
    {"without their cause they stand by themselves", 8, "checks { [\"vacant-seat\"] = \"off\" }\n",
     "vacant-accountable (8)\n  A of Touchpoint 100  touchpoint:t100\n", "follow", 8},
    {"as many of one check as are told", 11, "checks { [\"vacant-seat\"] = \"off\" }\n",
     "  A of Touchpoint 110  touchpoint:t110\n", " more: ", 11},
    {"of more the others are named", 12, "checks { [\"vacant-seat\"] = \"off\" }\n",
     "  and 2 more: Touchpoint 110; Touchpoint 111 (each in full: --code\n"
     "    vacant-accountable)\n",
     "others", 10},
    {"and of very many so many", 90, "checks { [\"vacant-seat\"] = \"off\" }\n",
     "; and 20 others (each in full:", "Touchpoint 170", 10},
};

static int count(const char *text, const char *what)
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, what)) != NULL; at++) {
        n++;
    }
    return n;
}

static void folds(void **state)
{
    const struct row *row = *state;
    ri_text files = RI_TEXT_INIT;
    ri_text policy = RI_TEXT_INIT;
    ri_text text = RI_TEXT_INIT;
    raci_error err = {0};
    ri_text_add(&files, EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_PEOPLE
                "== seats.csv\nposition,person,kind\nceo,ann,holder\ncxo,xia,holder\n"
                "cmo,mia,holder\nbilling-lead,bob,holder\n"
                "== touchpoints.csv\nkey,name,units\n");
    for (int i = 0; i < row->touchpoints; i++) {
        ri_text_format(&files, "t%d,Touchpoint %d,billing\n", 100 + i, 100 + i);
    }
    ri_text_add(&policy, POLICY);
    ri_text_add(&policy, row->policy);
    evaluation e = evaluate(ri_text_string(&files), ri_text_string(&policy));
    assert_int_equal(raci_report_check(e.result, RACI_TEXT, NULL, append_text, &text, &err),
                     RACI_OK);
    if (strstr(ri_text_string(&text), row->has) == NULL) {
        fail_msg("%s", ri_text_string(&text));
    }
    assert_null(strstr(ri_text_string(&text), row->has_not));
    /* The counts stand first; and last, where much stands between. */
    assert_true(strstr(ri_text_string(&text), "error") < strchr(ri_text_string(&text), '\n'));
    if (row->touchpoints == 1 || row->touchpoints == 90) {
        assert_int_equal(count(ri_text_string(&text), "Escalated: "),
                         row->touchpoints == 1 ? 1 : 2);
    }
    assert_int_equal(count(ri_text_string(&text), "  touchpoint:t"), row->told);
    assert_int_equal(e.result->summary.codes[RI_VACANT_ACCOUNTABLE], row->touchpoints);
    ri_text_free(&files);
    ri_text_free(&policy);
    ri_text_free(&text);
    evaluation_free(&e);
}

int main(void)
{
    return RUN_ROWS("folds", rows, folds);
}
