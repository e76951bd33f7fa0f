#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "check/seam_list.h"
#include "evaluation.h"

/* Marketing and operations; one journey goes to and fro between them. */
static const char acme[] =
    EVALUATION_UNITS "desk,Desk,ops,,team\n" EVALUATION_POSITIONS EVALUATION_PEOPLE EVALUATION_SEATS
                     "== journeys.csv\nkey,name\nbuy,Buying\n"
                     "== touchpoints.csv\nkey,journey,order,criticality,units\n"
                     "a,buy,1,2,marketing\nb,buy,2,5,billing\nc,buy,3,,desk\nd,buy,4,,marketing\n"
                     "e,buy,5,3,ops\nf,buy,6,1,ops\ng,buy,7,,billing\n"
                     "== links.csv\nfrom,to,kind\ng,a,handoff\ng,e,handoff\n";

static const char policy[] =
    "policy {}\n"
    "rule 'a' { match = { key = { 'a', 'd' } }, assign = { A = 'position:cmo' } }\n"
    "rule 'b' { match = { key = { 'b', 'e' } }, assign = { A = 'position:coo' } }\n"
    "rule 'f' { match = { key = 'f' }, assign = { A = 'position:cmo' } }\n"
    "rule 'g' { match = { key = 'g' }, assign = { A = 'position:billing-lead' } }\n"
    "rule 'told' { match = { key = 'e' }, assign = { I = 'unit:marketing' } }\n"
    "rule 'done' { match = { key = 'g' }, assign = { R = 'position:cmo' } }\n"
    "rule 'owned' { on = 'handoff', match = { from = { key = 'a' } },\n"
    "               assign = { A = 'position:cxo' } }\n";

/* All passages between departments, in their order; those that are not there are within one. */
static const struct {
    const char *handoff;
    uint8_t criticality;
    const char *is; /* the letters of its marks */
} expected[] = {
    {"a->b", 5, "crosses apart owned answered silent"},
    {"d->e", 3, "crosses apart answered"},
    {"e->f", 3, "apart answered"},
    {"g->a", 2, "crosses apart answered silent"},
    {"f->g", 1, "apart answered silent"},
    {"c->d", 0, "crosses"},
};

static void say(ri_text *out, const char *mark, bool is)
{
    if (is) {
        ri_text_add(out, out->length > 0 ? " " : "");
        ri_text_add(out, mark);
    }
}

static void lists_passages(void **state)
{
    evaluation e = evaluate(acme, policy);
    const ri_snapshot *s = e.result->snapshot;
    const ri_scheme *scheme = &ri_policy_data_of(e.policy)->scheme;
    const ri_work work = {s, &e.result->matrix, scheme->accountable, scheme->responsible};
    ri_seam_list list;
    (void)state;
    assert_true(ri_seam_list_make(&list, &work));
    for (size_t i = 0; i < list.n && i < COUNT(expected); i++) {
        const ri_seam *seam = &list.items[i];
        ri_text is = RI_TEXT_INIT;
        assert_string_equal(ri_snapshot_key(s, ri_ref_make(RI_HANDOFF, seam->handoff)),
                            expected[i].handoff);
        assert_int_equal(seam->criticality, expected[i].criticality);
        say(&is, "crosses", seam->crosses);
        say(&is, "apart", seam->apart);
        say(&is, "owned", seam->owned);
        say(&is, "answered", seam->answered);
        say(&is, "silent", seam->silent);
        assert_string_equal(ri_text_string(&is), expected[i].is);
        ri_text_free(&is);
    }
    assert_int_equal(list.n, COUNT(expected));
    ri_seam_list_free(&list);
    evaluation_free(&e);
}

/* What the checks find of passages is what the list says of them. */
static void agrees_with_the_checks(void **state)
{
    evaluation e = evaluate(acme, policy);
    const ri_scheme *scheme = &ri_policy_data_of(e.policy)->scheme;
    const ri_work work = {e.result->snapshot, &e.result->matrix, scheme->accountable,
                          scheme->responsible};
    ri_seam_list list;
    size_t silent = 0;
    size_t unowned = 0;
    (void)state;
    assert_true(ri_seam_list_make(&list, &work));
    for (size_t i = 0; i < list.n; i++) {
        silent += list.items[i].silent;
        unowned += list.items[i].apart && !list.items[i].owned;
    }
    assert_int_equal(silent, e.result->summary.codes[RI_SILENT_HANDOFF]);
    assert_int_equal(unowned, e.result->summary.codes[RI_UNOWNED_HANDOFF]);
    assert_true(silent > 0 && unowned > 0);
    ri_seam_list_free(&list);
    evaluation_free(&e);
}

static bool list_with_little_memory(void *payload)
{
    ri_seam_list list;
    const bool done = ri_seam_list_make(&list, payload);
    ri_seam_list_free(&list);
    return done;
}

static void survives_want_of_memory(void **state)
{
    evaluation e = evaluate(acme, policy);
    const ri_scheme *scheme = &ri_policy_data_of(e.policy)->scheme;
    ri_work work = {e.result->snapshot, &e.result->matrix, scheme->accountable,
                    scheme->responsible};
    (void)state;
    assert_true(with_all_failures(list_with_little_memory, &work) > 0);
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_passages),
        cmocka_unit_test(agrees_with_the_checks),
        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
