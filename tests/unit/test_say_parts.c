/* The sentences of say_parts.c and say_seats.c, word by word. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "evaluation.h"

#define POLICY "policy { name = \"t\", version = \"1\", scheme = \"RACI\" }\n"
#define MINE "rule \"r\" { because = \"so\", match = { key = \"pay\" }, assign = "

/* The CEO's seat is empty, and these others are filled; one touchpoint. */
#define ONE_TOUCHPOINT "== touchpoints.csv\nkey,name,units\npay,Pay an invoice,billing\n"
#define WITHOUT_CEO(seats)                                                                         \
    EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_PEOPLE                                        \
        "== seats.csv\nposition,person,kind\ncmo,mia,holder\ncoo,dan,holder\n" seats               \
            ONE_TOUCHPOINT

static const struct said {
    const char *name;
    const char *files;
    const char *policy;
    ri_code code;
    const char *subject;
    const char *message;
} rows[] = {
    {"nobody told", EVALUATION_ORGANIZATION, POLICY MINE "{ R = \"unit:billing\" } }\n",
     RI_NOBODY_TOLD, "touchpoint:pay",
     "Nobody else hears of the touchpoint 'Pay an invoice': nobody has C (Consulted) or I "
     "(Informed) on it."},
    {"only informed", EVALUATION_ORGANIZATION,
     POLICY MINE "{ I = { \"unit:billing\", \"position:cmo\" } } }\n", RI_ONLY_INFORMED,
     "touchpoint:pay",
     "Chief Marketing Officer and the unit 'Billing' are informed about the touchpoint 'Pay an "
     "invoice', and nobody has any other part in it."},
    {"an inverted line", EVALUATION_ORGANIZATION,
     POLICY MINE "{ A = \"position:billing-lead\", R = \"unit:ops\" } }\n", RI_INVERTED_LINE,
     "touchpoint:pay",
     "Head of Billing is accountable for the touchpoint 'Pay an invoice', but is under whoever is "
     "responsible for it: the unit 'Operations'."},
    {"too high", EVALUATION_ORGANIZATION,
     POLICY MINE "{ A = \"position:ceo\", R = \"unit:billing\" } }\n", RI_TOO_HIGH,
     "touchpoint:pay",
     "Chief Executive Officer is accountable for the touchpoint 'Pay an invoice', though whoever "
     "is responsible for it is at or below Head of Billing."},
    {"one person", EVALUATION_ORGANIZATION, POLICY MINE "{ R = \"unit:billing\" } }\n",
     RI_SINGLE_POINT_OF_FAILURE, "touchpoint:pay",
     "Bob Low alone is responsible for the touchpoint 'Pay an invoice': there is nobody else in "
     "the unit 'Billing'."},
    {"a silo", EVALUATION_ORGANIZATION,
     POLICY MINE "{ A = \"position:coo\", R = \"unit:billing\" } }\n", RI_SILO_TOUCHPOINT,
     "touchpoint:pay",
     "All who have a part in the touchpoint 'Pay an invoice' are of one department, the unit "
     "'Operations': Chief Operations Officer and the unit 'Billing'."},
    {"a missing deliverer", EVALUATION_ORGANIZATION, POLICY MINE "{ R = \"position:cmo\" } }\n",
     RI_MISSING_DELIVERER, "touchpoint:pay",
     "The unit 'Billing' delivers the touchpoint 'Pay an invoice', but neither it nor anybody in "
     "it has a letter there."},
    {"out of remit", EVALUATION_ORGANIZATION,
     "policy { name = \"t\", version = \"1\", scheme = \"RACI\", owner = \"office:cmo\" }\n" MINE
     "{ A = \"position:coo\" } }\n",
     RI_OUT_OF_REMIT, "touchpoint:pay",
     "Chief Operations Officer is accountable for the touchpoint 'Pay an invoice', but the policy "
     "is that of Chief Marketing Officer, who does not command that position."},
    {"a silent passage", EVALUATION_ORGANIZATION,
     POLICY "rule \"r\" { because = \"so\", assign = { A = head_of_delivering_unit() } }\n",
     RI_SILENT_HANDOFF, "handoff:look->pay",
     "The two sides of the passage 'Look around → Pay an invoice' answer to different departments, "
     "and none of Head of Billing and Chief Marketing Officer is asked or told on the other side."},
    {"a dispute",
     EVALUATION_ORGANIZATION "== disputes.csv\nsubject,letter,by,claims,reason\n"
                             "touchpoint:pay,A,position:cmo,office:cmo,\"we\tsold\nit\"\n",
     POLICY MINE "{ A = \"position:coo\" } }\n", RI_DISPUTED, "touchpoint:pay",
     "Chief Marketing Officer contests that Chief Operations Officer is accountable for the "
     "touchpoint 'Pay an invoice', and says it should be the office 'cmo': we sold it."},
    {"clashing letters", EVALUATION_ORGANIZATION,
     "policy { name = \"t\", version = \"1\", scheme = \"V\" }\n"
     "scheme \"V\" { letters = { A = {}, R = {}, V = { name = \"Verifies\" } }, accountable = "
     "\"A\", responsible = \"R\", exclusive = { { \"R\", \"V\" } } }\n" MINE
     "{ R = \"unit:ops\", V = \"unit:billing\" } }\n",
     RI_CLASHING_LETTERS, "touchpoint:pay",
     "The unit 'Billing' has letters on the touchpoint 'Pay an invoice' that exclude each other: R "
     "and V (Verifies)."},
    {"a lead whom one other is before", EVALUATION_ORGANIZATION,
     POLICY
     "rule \"r\" { on = \"journey\", because = \"so\", assign = { A = \"position:coo\" } }\n",
     RI_LEAD_DISAGREES, "journey:buy",
     "Chief Marketing Officer leads the journey 'Buying', but Chief Operations Officer is "
     "accountable for it."},
    {"a lead whom two others are before", EVALUATION_ORGANIZATION,
     POLICY "rule \"r\" { on = \"journey\", because = \"so\", assign = { A = { \"position:coo\", "
            "\"position:ceo\" } } }\n",
     RI_LEAD_DISAGREES, "journey:buy",
     "Chief Marketing Officer leads the journey 'Buying', but Chief Executive Officer and Chief "
     "Operations Officer are accountable for it."},
    {"nobody to decide: an empty seat, and another", WITHOUT_CEO(""),
     POLICY MINE "{ R = \"unit:billing\" } }\n", RI_NO_FINAL_ARBITER, "enterprise",
     "Nobody can decide no-accountable on the touchpoint 'Pay an invoice': Chief Experience Officer "
     "is vacant and Chief Executive Officer is vacant."},
    {"nobody to decide: a party", WITHOUT_CEO("cxo,xia,holder\n"),
     POLICY MINE "{ A = { \"position:cxo\", \"position:coo\" } } }\n", RI_NO_FINAL_ARBITER,
     "enterprise",
     "Nobody can decide many-accountable on the touchpoint 'Pay an invoice': Chief Experience "
     "Officer is a party and Chief Executive Officer is vacant."},
    {"nobody to decide: no mandate, and no CEO",
     "== units.csv\nkey,name,head\nacme,Acme,cxo\nbilling,Billing,\n"
     "== positions.csv\nkey,title,unit,office\ncxo,Chief Experience Officer,acme,cxo\n"
     "== mandates.csv\nposition,scope\ncxo,unit:acme\n"
     "== people.csv\nkey,name\nxia,Xia Wu\n"
     "== seats.csv\nposition,person,kind\ncxo,xia,holder\n" ONE_TOUCHPOINT,
     POLICY MINE "{ R = \"unit:billing\" } }\n", RI_NO_FINAL_ARBITER, "enterprise",
     "Nobody can decide no-accountable on the touchpoint 'Pay an invoice': Chief Experience Officer "
     "has no mandate over it and no position has the office CEO."},
};

static void says(void **state)
{
    const struct said *said = *state;
    evaluation e = evaluate(said->files, said->policy);
    const ri_finding *finding = evaluation_finding(e.result, said->code, said->subject);
    assert_string_equal(finding->message, said->message);
    evaluation_free(&e);
}

/* ---- seats ---- */

/* Everybody in their seats but the COO. */
#define SEATED(coo)                                                                                \
    EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_PEOPLE                                        \
        "== seats.csv\nposition,person,kind,from,to\n"                                             \
        "ceo,ann,holder,,\ncxo,xia,holder,,\ncmo,mia,holder,,\nbilling-lead,bob,holder,,\n" coo    \
        "== touchpoints.csv\nkey,name,units,moment_of_truth,reviewed_on\n"                         \
        "pay,Pay an invoice,billing,yes,2026-03-01\n"

#define OPERATIONS                                                                                 \
    POLICY "rule \"r\" { because = \"so\", assign = { A = \"position:coo\" } }\n"                  \
           "checks { [\"stale-row\"] = { days = 100 } }\n"
#define DECIDING                                                                                   \
    "policy { name = \"t\", version = \"1\", scheme = \"BD\" }\n"                                  \
    "scheme \"BD\" { letters = { B = {}, D = { name = \"Decides\" } }, accountable = \"D\", "      \
    "responsible = \"B\" }\n"

static const struct seated {
    const char *name;
    const char *files;
    const char *policy;
    ri_code code;
    const char *message;
} seats[] = {
    {"acting for whoever decides", SEATED("coo,dan,acting,,2026-12-01\n"),
     DECIDING "rule \"r\" { because = \"so\", assign = { D = \"position:coo\" } }\n",
     RI_ACTING_TOO_LONG,
     "Chief Operations Officer has D (Decides) on the touchpoint 'Pay an invoice', but Dan Ruiz is "
     "only acting in that seat, and no beginning of that is set."},
    {"acting without beginning", SEATED("coo,dan,acting,,2026-12-01\n"), OPERATIONS,
     RI_ACTING_TOO_LONG,
     "Chief Operations Officer is accountable for the touchpoint 'Pay an invoice', but Dan Ruiz is "
     "only acting in that seat, and no beginning of that is set."},
    {"acting without end", SEATED("coo,dan,acting,2026-06-01,\n"), OPERATIONS, RI_ACTING_TOO_LONG,
     "Chief Operations Officer is accountable for the touchpoint 'Pay an invoice', but Dan Ruiz is "
     "only acting in that seat, and no end of that is set."},
    {"acting for long", SEATED("coo,dan,acting,2026-01-01,2026-12-01\n"), OPERATIONS,
     RI_ACTING_TOO_LONG,
     "Chief Operations Officer is accountable for the touchpoint 'Pay an invoice', but Dan Ruiz is "
     "only acting in that seat for 334 days, from 2026-01-01 until 2026-12-01: at most 180 were "
     "allowed."},
    {"acting until lately", SEATED("coo,dan,acting,2026-01-01,2026-06-01\n"), OPERATIONS,
     RI_ACTING_TOO_LONG,
     "Chief Operations Officer is accountable for the touchpoint 'Pay an invoice', but nobody sits "
     "in that seat; until 2026-06-01 somebody was acting in it."},
    {"a coming gap", SEATED("coo,dan,holder,,2026-08-01\n"), OPERATIONS, RI_COMING_GAP,
     "Chief Operations Officer is accountable for the touchpoint 'Pay an invoice', but from "
     "2026-08-01 on nobody sits in that seat."},
    {"come since the review", SEATED("coo,dan,holder,2026-04-01,\n"), OPERATIONS, RI_STALE_ROW,
     "The touchpoint 'Pay an invoice' was last reviewed on 2026-03-01; since then somebody came or "
     "went as Chief Operations Officer."},
    {"an old review", SEATED("coo,dan,holder,,\n"), OPERATIONS, RI_STALE_ROW,
     "The touchpoint 'Pay an invoice' was last reviewed on 2026-03-01, more than 100 days before "
     "2026-07-01."},
    {"an empty moment of truth", SEATED(""), OPERATIONS, RI_MOMENT_OF_TRUTH_UNPROTECTED,
     "The touchpoint 'Pay an invoice' is a moment of truth, but Chief Operations Officer is "
     "accountable for it, and nobody sits in that seat on 2026-07-01."},
};

static void says_of_seats(void **state)
{
    const struct seated *seated = *state;
    evaluation e = evaluate(seated->files, seated->policy);
    const ri_finding *finding = evaluation_finding(e.result, seated->code, "touchpoint:pay");
    assert_string_equal(finding->message, seated->message);
    evaluation_free(&e);
}

int main(void)
{
    int failed = RUN_ROWS("parts", rows, says);
    return failed + RUN_ROWS("seats", seats, says_of_seats);
}
