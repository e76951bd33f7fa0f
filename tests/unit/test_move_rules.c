/* Two policies on one model, and by which rules letters move from one to the other. */
#define _POSIX_C_SOURCE 200809L

#include "recording.h"

#include "record/run_diff.h"

#define OTHER_HEAD "policy { name = \"other\", version = \"2\", scheme = \"RACI\" }\n"

typedef struct both {
    recording r;
    raci_policy *other;
} both;

static void make_both(both *b, const char *from, const char *to)
{
    char path[SCRATCH_PATH];
    raci_error err = {0};
    recording_make(&b->r, RECORDING_ORGANIZATION, from);
    const char *paths[1] = {scratch_path(&b->r.s, "other.lua", path)};
    scratch_write(&b->r.s, "other.lua", to, strlen(to));
    b->other = NULL;
    if (raci_policy_load(&b->other, b->r.model, paths, 1, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s:%d: %s", err.file, err.line, err.message);
    }
}

static void remove_both(both *b)
{
    raci_policy_free(b->other);
    recording_remove(&b->r);
}

static void describe_rules(ri_text *out, const ri_move *move, int side)
{
    for (size_t i = 0; i < move->n_rules[side]; i++) {
        const ri_recorded_rule *rule = &move->rules[side][i];
        const char *slash = strrchr(rule->file, '/');
        ri_text_format(out, " %c%s (%s:%d)", side == 0 ? '-' : '+', rule->name,
                       slash != NULL ? slash + 1 : rule->file, rule->line);
    }
}

static void describe(ri_text *out, const raci_diff *diff)
{
    for (size_t i = 0; i < diff->difference.n_findings; i++) {
        const ri_diff_finding *item = &diff->difference.findings[i];
        ri_text_format(out, "%s %s %s\n", ri_change_name(item->change), item->finding.row.code,
                       item->finding.row.subject);
    }
    for (size_t i = 0; i < diff->difference.n_moves; i++) {
        const ri_move *move = &diff->difference.moves[i];
        ri_text_format(out, "%s %s:", move->subject, move->letter);
        describe_rules(out, move, 0);
        describe_rules(out, move, 1);
        ri_text_char(out, '\n');
    }
    for (size_t i = 0; i < diff->loads.n; i++) {
        const ri_load *load = &diff->loads.items[i];
        ri_text_format(out, "%s %s %zu %zu\n", load->holder, load->letter, load->from, load->to);
    }
}

typedef struct row {
    const char *name;
    const char *from;
    const char *to;
    const char *expected;
    size_t errors; /* new or changed */
} row;

static const row rows[] = {
    {"equal ones", RECORDING_POLICY, RECORDING_POLICY, "", 0},
    {"one more", RECORDING_POLICY, RECORDING_POLICY RECORDING_TWO,
     "new many-accountable touchpoint:pay\n"
     "touchpoint:pay A: -heads answer (policy.lua:3) +heads answer (other.lua:3) "
     "+two answer (other.lua:4)\n"
     "position:cmo A 1 2\n",
     1},
    {"one less", RECORDING_POLICY RECORDING_TWO, RECORDING_POLICY,
     "gone many-accountable touchpoint:pay\n"
     "touchpoint:pay A: -heads answer (policy.lua:3) -two answer (policy.lua:4) "
     "+heads answer (other.lua:3)\n"
     "position:cmo A 2 1\n",
     0},
    {"a ban", RECORDING_POLICY,
     RECORDING_POLICY "exception \"not R\" { because = \"so\", forbid = { R = \"unit:ops\" } }\n",
     "new no-responsible touchpoint:pay\n"
     "touchpoint:pay R: -heads answer (policy.lua:3) +heads answer (other.lua:3) "
     "+not R (other.lua:4)\n"
     "unit:ops R 1 0\n",
     1},
    {"other letters", RECORDING_POLICY,
     OTHER_HEAD RECORDING_CALM
     "scheme \"RACI\" { letters = { A = { min = 1, max = 1 }, B = {}, R = { min = 1 } } }\n"
     "rule \"heads answer\" { because = \"so\", assign = { A = head_of_delivering_unit(), "
     "B = \"unit:acme\", R = delivering_units() } }\n",
     "touchpoint:look B: +heads answer (other.lua:4)\n"
     "touchpoint:pay B: +heads answer (other.lua:4)\n"
     "unit:acme B 0 2\n",
     0},
};

static raci_status compare(raci_diff **out, both *b, int all, raci_error *err)
{
    return raci_diff_policies(out, b->r.model, b->r.policy, b->other, "a", "b", "2027-01-01", all,
                              err);
}

static void tells(void **state)
{
    const row *x = *state;
    raci_diff *diff = NULL;
    raci_error err = {0};
    ri_text told = RI_TEXT_INIT;
    both b;
    make_both(&b, x->from, x->to);
    if (compare(&diff, &b, 0, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    describe(&told, diff);
    assert_string_equal(ri_text_string(&told), x->expected);
    assert_int_equal(raci_diff_count(diff, RACI_ERROR), x->errors);
    assert_true(diff->difference.reasoned);
    raci_diff_free(diff);
    ri_text_free(&told);
    remove_both(&b);
}

static bool diff_once(void *payload)
{
    raci_diff *diff = NULL;
    raci_error err = {0};
    const raci_status status = compare(&diff, payload, 1, &err);
    assert_true(status == RACI_OK ? diff != NULL : status == RACI_NOMEM && diff == NULL);
    assert_int_equal(err.status, status);
    raci_diff_free(diff);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    both b;
    (void)state;
    make_both(&b, RECORDING_POLICY, RECORDING_POLICY RECORDING_TWO);
    assert_true(with_all_failures(diff_once, &b) > 100);
    remove_both(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(survives_want_of_memory)};
    int failed = RUN_ROWS("move rules", rows, tells);
    return failed + cmocka_run_group_tests_name("move rules", tests, NULL, NULL);
}
