/* Keys and fingerprints against digests made by another program: sha256sum. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "evaluation.h"

#define POLICY "policy { name = \"t\", scheme = \"RACI\" }\n"

/* printf 'no-responsible\ntouchpoint:pay\nR\n\n' | sha256sum | cut -c1-16 */
static const struct row {
    const char *name;
    const char *policy;
    ri_code code;
    const char *subject;
    const char *key;
    const char *fingerprint;
} rows[] = {
    {"a subject and a letter", POLICY, RI_NO_RESPONSIBLE, "touchpoint:pay", "92f784df9940143c",
     "e3b0c44298fc1c14"},
    {"parties, then rules in the order of their names",
     POLICY "rule \"stated last\" { assign = { A = \"position:cmo\" } }\n", RI_MANY_ACCOUNTABLE,
     "touchpoint:pay", "ae640bb0b1dc281d", "96128a95dff3ff58"},
    {"no letter, a passage",
     POLICY "rule \"heads\" { assign = { A = head_of_delivering_unit() } }\n", RI_UNOWNED_HANDOFF,
     "handoff:look->pay", "e9f6255279c7f784", "e43e2ef6295f7a3d"},
    {"a position tells findings apart",
     POLICY "rule \"heads\" { assign = { A = \"position:empty\" } }\n", RI_VACANT_ACCOUNTABLE,
     "touchpoint:look", "02fc06bfa5fbdb65", "a69629324877edc9"},
    {"a vacant seat is told twice",
     POLICY "rule \"heads\" { assign = { A = \"position:empty\" } }\n", RI_VACANT_SEAT,
     "position:empty", "890e9aa90d6ec01e", "f5ea0e76ca84c014"},
    {"a rule tells findings apart",
     POLICY "rule \"must\" { match = { key = \"look\" }, "
            "require = { I = \"unit:ops\" } }\n",
     RI_REQUIRED_MISSING, "touchpoint:look", "88195ff682777b7a", "542764f962e4ca7e"},
    {"a stated row is a rule", POLICY, RI_UNRESOLVED_HOLDER, "touchpoint:look", "10ce6020bb0702f4",
     "2e57c20162e8c033"},
    {"a rule is a subject",
     POLICY "rule \"breaks\" { when = function(t) return t.criticality > 1 end, "
            "assign = { I = \"unit:ops\" } }\n",
     RI_RULE_FAILED, "rule:breaks", "8b9480b9adab123c", "a2c521335c86a6d4"},
    {"the enterprise", POLICY, RI_CXO_UNEMPOWERED, "enterprise", "a2f041fdc60908d5",
     "ea8110fca948f5b8"},
};

static const char files[] = EVALUATION_UNITS
    "headless,Headless,acme,,team\n" EVALUATION_POSITIONS
    "empty,Nobody's,ops,ceo,\n" EVALUATION_PEOPLE EVALUATION_SEATS EVALUATION_TOUCHPOINTS
    "== stated.csv\ntouchpoint,letter,holder,reason\npay,A,position:coo,\n"
    "look,A,unit:headless,\n"
    "== mandates.csv\nposition,scope\ncoo,unit:ops\n";

static void has_key(void **state)
{
    const struct row *row = *state;
    evaluation e = evaluate(files, row->policy);
    const ri_finding *finding = evaluation_finding(e.result, row->code, row->subject);
    assert_string_equal(finding->key, row->key);
    assert_string_equal(finding->fingerprint, row->fingerprint);
    evaluation_free(&e);
}

int main(void)
{
    return RUN_ROWS("finding_key", rows, has_key);
}
