/* What could be decided about a finding. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "evaluation.h"
#include "scenario/decision_options.h"

#define POLICY "policy { name = \"t\", scheme = \"RACI\" }\n"
#define DISPUTED                                                                                   \
    "== disputes.csv\nsubject,letter,by,claims,reason\n"                                           \
    "touchpoint:look,A,position:coo,position:billing-lead,we do it\n"

/* "claimant A touchpoint:look position:cmo; acting appoint { … }" */
static void list(ri_text *out, const raci_result *result, const ri_finding *finding)
{
    ri_arena *arena = ri_arena_new();
    ri_option *options = NULL;
    size_t n = 0;
    raci_error err = {0};
    assert_non_null(arena);
    assert_int_equal(ri_options_of(&options, &n, result, finding, arena, &err), RACI_OK);
    for (size_t i = 0; i < n; i++) {
        const ri_option *o = &options[i];
        ri_text_format(out, "%s%s", i > 0 ? "; " : "", ri_option_name(o->kind));
        if (o->step != NULL) {
            ri_text_format(out, " %s %s: %s", o->person, o->position, o->step);
            continue;
        }
        ri_text_format(out, " %s %s", o->letter, o->subject);
        for (uint32_t k = 0; k < o->n_holders; k++) {
            ri_text_format(out, " %s", o->holders[k]);
        }
    }
    ri_arena_free(arena);
}

static const struct listed {
    const char *name;
    const char *files;
    const char *policy;
    ri_code code;
    const char *subject;
    const char *options;
} listed[] = {
    {"two who both have it: each, whoever is above both, both on purpose", EVALUATION_ORGANIZATION,
     "rule \"two\" { assign = { A = { \"position:cmo\", \"position:coo\" } } }\n",
     RI_MANY_ACCOUNTABLE, "touchpoint:look",
     "claimant A touchpoint:look position:cmo; claimant A touchpoint:look position:coo; "
     "superior A touchpoint:look position:ceo; "
     "joint A touchpoint:look position:cmo position:coo"},
    {"one is above the other: nobody else is", EVALUATION_ORGANIZATION,
     "rule \"two\" { assign = { A = { \"position:billing-lead\", \"position:coo\" } } }\n",
     RI_MANY_ACCOUNTABLE, "touchpoint:pay",
     "claimant A touchpoint:pay position:billing-lead; claimant A touchpoint:pay position:coo; "
     "joint A touchpoint:pay position:billing-lead position:coo"},
    {"a dispute: whom the contester names claims it too", EVALUATION_ORGANIZATION DISPUTED,
     "rule \"one\" { assign = { A = \"position:cmo\" } }\n", RI_DISPUTED, "touchpoint:look",
     "claimant A touchpoint:look position:billing-lead; claimant A touchpoint:look position:cmo; "
     "claimant A touchpoint:look position:coo; superior A touchpoint:look position:ceo; "
     "joint A touchpoint:look position:billing-lead position:cmo position:coo"},
    {"nobody has it: the heads of those who do the work", EVALUATION_ORGANIZATION,
     "rule \"work\" { assign = { R = delivering_units() } }\n", RI_NO_ACCOUNTABLE, "touchpoint:pay",
     "claimant A touchpoint:pay position:billing-lead"},
    {"an empty seat: its superior, or somebody from above acts in it",
     EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_PEOPLE EVALUATION_TOUCHPOINTS
     "== seats.csv\nposition,person,kind\nceo,ann,holder\n",
     "rule \"lead\" { assign = { A = \"position:billing-lead\" } }\n", RI_VACANT_ACCOUNTABLE,
     "touchpoint:pay",
     "superior A touchpoint:pay position:ceo; acting person:ann position:billing-lead: "
     "appoint { position = \"billing-lead\", person = \"ann\", kind = \"acting\" }"},
    {"the seat itself",
     EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_PEOPLE EVALUATION_TOUCHPOINTS
     "== seats.csv\nposition,person,kind\nceo,ann,holder\n",
     "rule \"lead\" { assign = { A = \"position:coo\" } }\n", RI_VACANT_SEAT, "position:coo",
     "acting person:ann position:coo: "
     "appoint { position = \"coo\", person = \"ann\", kind = \"acting\" }"},
    {"nobody sits anywhere: nothing", EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_TOUCHPOINTS,
     "rule \"lead\" { assign = { A = \"position:coo\" } }\n", RI_VACANT_ACCOUNTABLE,
     "touchpoint:pay", ""},
    {"about an office: nothing",
     "== units.csv\nkey,name,parent,head,kind\nacme,Acme,,boss,company\n"
     "== positions.csv\nkey,title,unit,reports_to,office\nboss,Boss,acme,,\n",
     "", RI_NO_CEO, "enterprise", ""},
};

static void lists_options(void **state)
{
    const struct listed *row = *state;
    char policy[1024];
    ri_text text = RI_TEXT_INIT;
    (void)snprintf(policy, sizeof policy, "%s%s", POLICY, row->policy);
    evaluation e = evaluate(row->files, policy);
    list(&text, e.result, evaluation_finding(e.result, row->code, row->subject));
    assert_string_equal(ri_text_string(&text), row->options);
    ri_text_free(&text);
    evaluation_free(&e);
}

typedef struct attempt {
    const raci_result *result;
    const ri_finding *finding;
} attempt;

static bool try_listing(void *payload)
{
    const attempt *of = payload;
    ri_arena *arena = ri_arena_new();
    ri_option *options = NULL;
    size_t n = 0;
    raci_error err = {0};
    const raci_status status =
        arena != NULL ? ri_options_of(&options, &n, of->result, of->finding, arena, &err)
                      : RACI_NOMEM;
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    ri_arena_free(arena);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    evaluation e =
        evaluate(EVALUATION_ORGANIZATION, POLICY
                 "rule \"two\" { assign = { A = { \"position:cmo\", \"position:coo\" } } }\n");
    attempt of = {e.result, evaluation_finding(e.result, RI_MANY_ACCOUNTABLE, "touchpoint:look")};
    assert_true(with_all_failures(try_listing, &of) > 1);
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survives_want_of_memory),
    };
    return RUN_ROWS("listed", listed, lists_options) +
           cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
