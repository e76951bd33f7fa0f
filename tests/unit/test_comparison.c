/* Policies side by side: what each finds, what it would take, and where they part. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"
#include "recording.h"

#include "scenario/comparison.h"

/* Marketing is filled, sales has an empty seat, the depot no head, and buying no lead. */
#define ORGANIZATION                                                                               \
    "== units.csv\nkey,name,parent,head,kind\nacme,Acme,,ceo,company\n"                            \
    "marketing,,acme,cmo,department\nsales,,acme,cso,department\ndepot,,sales,,team\n"             \
    "== positions.csv\nkey,title,unit,reports_to,office\nceo,,acme,,ceo\ncmo,,marketing,ceo,cmo\n" \
    "cso,,sales,ceo,cso\nclerk,,depot,cso,\nporter,,depot,clerk,\n"                                \
    "== people.csv\nkey\nann\nbob\ncid\nappointed-1\n"                                             \
    "== seats.csv\nposition,person\nceo,ann\ncmo,bob\nclerk,cid\nporter,cid\n"                     \
    "== journeys.csv\nkey,name\nbuy,\n"                                                            \
    "== touchpoints.csv\nkey,name,journey,order,units,criticality\n"                               \
    "ad,An ad,buy,1,marketing,2\noffer,An offer,buy,2,sales,5\nparcel,,buy,3,depot,\n"             \
    "letter,,,,marketing,\n"

#define DELIVERERS                                                                                 \
    "== policy/heads.lua\npolicy { name = 'heads', version = '1' }\n"                              \
    "default 'heads' { because = 'so', assign = { A = head_of_delivering_unit(), "                 \
    "R = delivering_units() } }\n"
#define ONE                                                                                        \
    "== policy/one.lua\npolicy { name = 'one' }\n"                                                 \
    "rule 'marketing answers' { because = 'so', "                                                  \
    "assign = { A = 'office:cmo', R = delivering_units() } }\n"                                    \
    "check 'sold-by-marketing' { severity = 'info', test = function(t)\n"                          \
    "  if t:delivered_under('sales') then return 'sales sells it' end end }\n"

static raci_policy *load(const scratch *s, raci_model *model, const char *name)
{
    char file[SCRATCH_PATH];
    char path[SCRATCH_PATH];
    const char *one = path;
    raci_policy *policy = NULL;
    raci_error err = {0};
    (void)snprintf(file, sizeof file, "policy/%s.lua", name);
    scratch_path(s, file, path);
    if (raci_policy_load(&policy, model, &one, 1, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return policy;
}

typedef struct pair {
    changing c;
    raci_comparison *comparison;
    raci_policy *policies[2];
} pair;

static const char *const names[] = {"heads", "one"};

/* Both policies, on the organization or after some steps. */
static void pair_make(pair *p, const char *steps)
{
    raci_scenario *scenario = NULL;
    raci_error err = {0};
    p->c = changing_begin(ORGANIZATION);
    folder_write(p->c.s.dir, DELIVERERS ONE);
    if (steps != NULL) {
        assert_int_equal(raci_scenario_of_steps(&scenario, &steps, 1, NULL, NULL, &err), RACI_OK);
    }
    const raci_scenario *one = scenario;
    if (raci_comparison_new(&p->comparison, p->c.model, CHANGING_DAY, &one, steps != NULL, NULL,
                            NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    for (size_t i = 0; i < 2; i++) {
        p->policies[i] = load(&p->c.s, raci_comparison_model(p->comparison), names[i]);
        if (raci_comparison_add(p->comparison, names[i], p->policies[i], &err) != RACI_OK) {
            fail_msg("%s", err.message);
        }
    }
    raci_scenario_free(scenario);
}

static void pair_free(pair *p)
{
    raci_comparison_free(p->comparison);
    raci_policy_free(p->policies[0]);
    raci_policy_free(p->policies[1]);
    changing_end(&p->c);
}

static void expect_steps(const ri_remedy *remedy, const char *expected)
{
    ri_text told = RI_TEXT_INIT;
    for (size_t i = 0; i < remedy->n; i++) {
        ri_text_format(&told, "%s %s %s: %s\n", ri_remedy_name(remedy->steps[i].kind),
                       remedy->steps[i].position,
                       remedy->steps[i].about != NULL ? remedy->steps[i].about : "-",
                       remedy->steps[i].step);
    }
    assert_string_equal(ri_text_string(&told), expected);
    ri_text_free(&told);
}

/* What a step says is taken on a copy: a seat gets somebody whom nobody is called. */
static void tries_what_it_would_take(void **state)
{
    pair p;
    (void)state;
    pair_make(&p, NULL);
    const ri_compared *heads = &p.comparison->items[0];
    expect_steps(
        &heads->remedy,
        "appointment position:cso -: appoint { position = \"cso\", "
        "person = { key = \"appointed-2\" } }\n"
        "lead position:cmo journey:buy: set_lead { journey = \"buy\", position = \"cmo\" }\n"
        "head position:clerk unit:depot: set_head { unit = \"depot\", position = \"clerk\" }\n");
    assert_int_equal(heads->remedy.severities[RACI_ERROR], 0);
    const ri_compared *one = &p.comparison->items[1];
    expect_steps(
        &one->remedy,
        "lead position:cmo journey:buy: set_lead { journey = \"buy\", position = \"cmo\" }\n"
        "mandate position:cmo journey:buy: "
        "grant { position = \"cmo\", scope = \"journey:buy\" }\n"
        "head position:clerk unit:depot: set_head { unit = \"depot\", position = \"clerk\" }\n"
        "appointment position:cso -: appoint { position = \"cso\", "
        "person = { key = \"appointed-2\" } }\n");
    assert_int_equal(one->remedy.severities[RACI_ERROR], 0);
    assert_int_equal(one->remedy.kinds[RI_REMEDY_MANDATE], 1);
    pair_free(&p);
}

/* ---- what is proposed ---- */

typedef struct proposal_row {
    const char *name;
    const char *files; /* imported beside the organization */
    const char *policy;
    const char *expected; /* steps */
} proposal_row;

#define ANSWERS(who)                                                                               \
    "rule 'r' { because = 'so', assign = { A = '" who "', R = delivering_units() } }\n"
#define BY_SALES(more) "== policy/p.lua\npolicy { name = 'p' }\n" more
/* Nothing else to be found: a lead, a head and somebody in each seat. */
#define IN_ORDER                                                                                   \
    "== seats.csv\nposition,person\ncso,bob\n"                                                     \
    "== units.csv\nkey,head\ndepot,clerk\n== journeys.csv\nkey,lead\nbuy,cmo\n"

static const proposal_row proposals[] = {
    /* The grant brings the check cxo-unempowered, which is not answered with everything. */
    {"no power over everything for what a step brought",
     IN_ORDER "== positions.csv\nkey,title,unit,reports_to,office\ncxo,,acme,ceo,cxo\n"
              "== people.csv\nkey\ndan\n== touchpoints.csv\nkey,units\nletter,sales\n"
              "== seats.csv\nposition,person\ncxo,dan\n",
     BY_SALES("rule 'r' { because = 'so', match = { key = 'letter' }, assign = { A = "
              "'position:cmo', R = delivering_units() } }\n"
              "default 'd' { because = 'so', assign = { A = head_of_delivering_unit(), "
              "R = delivering_units() } }\nchecks { ['only-by-default'] = 'off' }\n"),
     "mandate position:cmo touchpoint:letter: "
     "grant { position = \"cmo\", scope = \"touchpoint:letter\" }\n"},
    {"everything makes the rest needless", IN_ORDER,
     BY_SALES(ANSWERS("position:cmo") "check 'owner-without-power' { on = 'position', test = "
                                      "function(p) if p.key == 'cmo' and not "
                                      "p:commands('position:cso') then return 'no', p end end }\n"),
     "mandate position:cmo *: grant { position = \"cmo\", scope = \"*\" }\n"},
    {"an empty seat is filled before it gets power",
     "== units.csv\nkey,head\ndepot,clerk\n== journeys.csv\nkey,lead\nbuy,cmo\n",
     BY_SALES("check 'owner-without-power' { on = 'position', test = function(p) if p.key == 'cso' "
              "and not p:commands('position:cmo') then return 'no', p end end }\n"
              "default 'd' { because = 'so', assign = { A = head_of_delivering_unit(), "
              "R = delivering_units() } }\nchecks { ['only-by-default'] = 'off' }\n"),
     "appointment position:cso -: appoint { position = \"cso\", "
     "person = { key = \"appointed-2\" } }\n"
     "mandate position:cso *: grant { position = \"cso\", scope = \"*\" }\n"},
    {"somebody who is there goes before an empty seat",
     IN_ORDER "== units.csv\nkey,parent\nvan,sales\n"
              "== positions.csv\nkey,unit,reports_to\na-van,van,cso\nb-van,van,cso\n"
              "== people.csv\nkey\ndan\n== seats.csv\nposition,person\nb-van,dan\n",
     BY_SALES("default 'd' { because = 'so', assign = { A = head_of_delivering_unit(), "
              "R = delivering_units() } }\nchecks { ['only-by-default'] = 'off' }\n"),
     "head position:b-van unit:van: set_head { unit = \"van\", position = \"b-van\" }\n"},
};

static void proposes(void **state)
{
    const proposal_row *row = *state;
    const changing c = changing_begin(ORGANIZATION);
    raci_comparison *comparison = NULL;
    raci_error err = {0};
    const char *next = NULL;
    for (const char *at = row->files; at != NULL; at = next) { /* a file may be there twice */
        char one[2048];
        next = strstr(at + 1, "\n== ");
        next = next != NULL ? next + 1 : NULL;
        (void)snprintf(one, sizeof one, "%.*s", next != NULL ? (int)(next - at) : 2000, at);
        folder_take(&c.s, c.model, one);
    }
    folder_write(c.s.dir, row->policy);
    raci_policy *policy = load(&c.s, c.model, "p");
    assert_int_equal(
        raci_comparison_new(&comparison, c.model, CHANGING_DAY, NULL, 0, NULL, NULL, &err),
        RACI_OK);
    if (raci_comparison_add(comparison, "p", policy, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    expect_steps(&comparison->items[0].remedy, row->expected);
    raci_comparison_free(comparison);
    raci_policy_free(policy);
    changing_end(&c);
}

static void expect_busiest(const ri_compared *item, const char *expected)
{
    ri_text told = RI_TEXT_INIT;
    for (size_t i = 0; i < item->n_busiest; i++) {
        ri_text_format(&told, "%s %zu\n", item->busiest[i].holder, item->busiest[i].touchpoints);
    }
    assert_string_equal(ri_text_string(&told), expected);
    ri_text_free(&told);
}

static void measures_each(void **state)
{
    pair p;
    (void)state;
    pair_make(&p, NULL);
    const ri_compared *heads = &p.comparison->items[0];
    const ri_compared *one = &p.comparison->items[1];
    assert_string_equal(heads->policy, "heads");
    assert_string_equal(heads->version, "1");
    assert_int_equal(heads->empowered, 3); /* the parcel is nobody's */
    assert_int_equal(one->empowered, 2);   /* the ad and the letter */
    assert_int_equal(heads->passages, 1);  /* the ad -> the offer; sales has the depot */
    assert_int_equal(heads->owned, 0);
    expect_busiest(heads, "position:cmo 2\nposition:cso 1\n");
    expect_busiest(one, "position:cmo 4\n");
    assert_int_equal(heads->n_own, 0);
    assert_int_equal(one->n_own, 1);
    assert_string_equal(one->own[0].code, "sold-by-marketing");
    assert_int_equal(one->own[0].n, 2);
    assert_int_equal(one->summary.escalated_ceo, 2); /* without power over two; no CXO */
    pair_free(&p);
}

static void tells_where_they_part(void **state)
{
    pair p;
    size_t answers = 0;
    (void)state;
    pair_make(&p, NULL);
    static const ri_agreement expected[] = {RI_AGREED, RI_AGREED, RI_PARTED, RI_PARTED};
    for (uint32_t i = 0; i < 4; i++) { /* ad, letter, offer, parcel */
        assert_int_equal(ri_comparison_agreement(p.comparison, i, &answers), expected[i]);
        assert_int_equal(answers, expected[i] == RI_AGREED ? 1 : 2);
    }
    pair_free(&p);
}

/* The same on what the organization would be; steps that do not fit are left out. */
static void compares_after_a_scenario(void **state)
{
    pair p;
    (void)state;
    pair_make(&p, "close_touchpoint { key = 'letter' },\n"
                  "set_head { unit = 'depot', position = 'clerk', on = '2027-02-01' },\n"
                  "leave { person = 'zoe' }");
    assert_int_equal(p.comparison->date - p.comparison->stack.base, 31);
    assert_int_equal(p.comparison->unfits.n, 1);
    assert_string_equal(p.comparison->label, "change");
    assert_int_equal(p.comparison->snapshot->touchpoints.rows.n, 3);
    assert_int_equal(p.comparison->items[0].remedy.kinds[RI_REMEDY_HEAD], 0);
    pair_free(&p);
}

/* ---- one subject ---- */

static void asks_each(void **state)
{
    const changing c = changing_begin(ORGANIZATION);
    raci_comparison *comparison = NULL;
    (void)state;
    folder_write(c.s.dir, DELIVERERS ONE);
    assert_int_equal(
        raci_comparison_new(&comparison, c.model, CHANGING_DAY, NULL, 0, NULL, NULL, NULL),
        RACI_OK);
    raci_policy *policy = load(&c.s, c.model, "one");
    assert_null(raci_comparison_subject(comparison));
    assert_int_equal(raci_comparison_ask(comparison, "one", policy, "nothing", NULL),
                     RACI_NOTFOUND);
    assert_int_equal(raci_comparison_ask(comparison, "one", policy, "an", NULL), RACI_OK);
    assert_null(raci_comparison_subject(comparison)); /* the ad, or the offer */
    assert_int_equal(raci_comparison_ask(comparison, "one", policy, "offer", NULL), RACI_OK);
    assert_string_equal(raci_comparison_subject(comparison), "touchpoint:offer");
    raci_comparison_free(comparison);
    raci_policy_free(policy);
    changing_end(&c);
}

static void wants_a_date(void **state)
{
    const changing c = changing_begin(ORGANIZATION);
    raci_comparison *comparison = NULL;
    raci_error err = {0};
    (void)state;
    assert_int_equal(raci_comparison_new(&comparison, c.model, "soon", NULL, 0, NULL, NULL, &err),
                     RACI_INVALID);
    assert_string_equal(err.message, "expected a date as YYYY-MM-DD, found 'soon'");
    assert_null(comparison);
    changing_end(&c);
}

/* ---- memory ---- */

typedef struct attempt {
    const changing *c;
    raci_policy *policy;
} attempt;

static bool compare_once(void *payload)
{
    const attempt *x = payload;
    raci_comparison *comparison = NULL;
    raci_error err = {0};
    raci_status status =
        raci_comparison_new(&comparison, x->c->model, CHANGING_DAY, NULL, 0, NULL, NULL, &err);
    if (status == RACI_OK) {
        status = raci_comparison_add(comparison, "one", x->policy, &err);
    }
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    raci_comparison_free(comparison);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    const changing c = changing_begin(ORGANIZATION);
    (void)state;
    folder_write(c.s.dir, DELIVERERS ONE);
    attempt x = {&c, load(&c.s, c.model, "one")};
    assert_true(changing_with_every_failure(c.model, compare_once, &x) > 300);
    raci_policy_free(x.policy);
    changing_end(&c);
}

static int keep(const char *bytes, size_t length, void *payload)
{
    ri_text *out = payload;
    ri_text_bytes(out, bytes, length);
    return 0;
}

/* The document while some allocations fail: it is told, or nothing of it is missing. */
static void is_whole_or_fails(void **state)
{
    static const raci_format formats[] = {RACI_TEXT, RACI_JSON};
    pair p;
    (void)state;
    pair_make(&p, NULL);
    for (size_t i = 0; i < COUNT(formats); i++) {
        ri_text whole = RI_TEXT_INIT;
        ri_text again = RI_TEXT_INIT;
        raci_status status =
            raci_report_comparison(p.comparison, formats[i], NULL, keep, &whole, NULL);
        assert_int_equal(status, RACI_OK);
        ri_text_add(&again, ri_text_string(&whole)); /* has room for all of it */
        status = RACI_NOMEM;
        for (size_t first = 0; status != RACI_OK; first++) {
            ri_text_clear(&again);
            ri_alloc_fail_from(first);
            status = raci_report_comparison(p.comparison, formats[i], NULL, keep, &again, NULL);
            (void)ri_alloc_fail_from(SIZE_MAX);
            assert_true(status == RACI_OK || status == RACI_NOMEM);
        }
        assert_string_equal(ri_text_string(&whole), ri_text_string(&again));
        ri_text_free(&whole);
        ri_text_free(&again);
    }
    pair_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tries_what_it_would_take),
        cmocka_unit_test(measures_each),
        cmocka_unit_test(tells_where_they_part),
        cmocka_unit_test(compares_after_a_scenario),
        cmocka_unit_test(asks_each),
        cmocka_unit_test(wants_a_date),
        cmocka_unit_test(survives_want_of_memory),
        cmocka_unit_test(is_whole_or_fails),
    };
    const int failed = RUN_ROWS("proposals", proposals, proposes);
    return failed + cmocka_run_group_tests_name("comparison", tests, NULL, NULL);
}
