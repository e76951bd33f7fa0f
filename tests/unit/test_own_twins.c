/*
 * Core checks against the same checks written as a policy's own (own_twins.lua), on
 * random organizations and policies: equal subjects, equal parties.
 */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#define add_holder random_holder
#include "random_organization.h"
#undef add_holder
#include "base/order.h"
#include "evaluation.h"

#if defined(__SANITIZE_ADDRESS__)
#define SEEDS 100
#else
#define SEEDS 400
#endif
#define POLICIES 4
#define LEAST (SEEDS / 16) /* findings of each core check, on all kinds of subjects together */

/* ---- random policies ---- */

static void add_reference(ri_text *out)
{
    static const char *const others[] = {
        "head_of_delivering_unit()",  "delivering_units()",   "journey_lead()",
        "team_of_journey()",          "head_of(\"unit:u2\")", "lead_of(\"team:g1\")",
        "manager_of(\"position:p3\")"};
    if (chance(25)) {
        ri_text_add(out, others[random_below(COUNT(others))]);
        return;
    }
    ri_text_char(out, '"');
    random_holder(out);
    ri_text_char(out, '"');
}

static void add_expression(ri_text *out)
{
    uint32_t n = chance(60) ? 1 : 2 + random_below(3);
    ri_text_add(out, n > 1 ? "{ " : "");
    for (uint32_t i = 0; i < n; i++) {
        ri_text_add(out, i > 0 ? ", " : "");
        add_reference(out);
    }
    ri_text_add(out, n > 1 ? " }" : "");
}

static void add_rule(ri_text *out, uint32_t i)
{
    static const char *const tiers[] = {"default", "rule", "rule", "exception", "law"};
    static const char *const kinds[] = {"touchpoint", "touchpoint", "touchpoint",
                                        "handoff",    "journey",    "enterprise"};
    static const char *const matches[] = {"stage = \"s0\"", "channel = except { \"c0\" }",
                                          "key = { \"t1\", \"t3\", \"t5\" }", "unit = \"u1\"",
                                          "journey = \"j0\""};
    const char *on = kinds[random_below(COUNT(kinds))];
    ri_text_format(out, "%s \"r%u\" { because = \"x\", on = \"%s\", ",
                   tiers[random_below(COUNT(tiers))], i, on);
    if (strcmp(on, "touchpoint") == 0 && chance(50)) {
        ri_text_format(out, "match = { %s }, ", matches[random_below(COUNT(matches))]);
    }
    ri_text_add(out, "assign = { ");
    const uint32_t only = chance(20) ? random_below(4) : 4;
    const uint32_t sure = random_below(4); /* one letter at least */
    for (uint32_t letter = 0; letter < 4; letter++) {
        if (only == 4 ? letter == sure || chance(40) : letter == only) {
            ri_text_format(out, "%c = ", "ACIR"[letter]);
            add_expression(out);
            ri_text_add(out, ", ");
        }
    }
    ri_text_add(out, "}, forbid = { A = \"position:p8\" } }\n");
}

/* Writes the policy into the file and loads it with the twins. */
static raci_policy *random_policy(raci_model *model, const scratch *folder)
{
    ri_text text = RI_TEXT_INIT;
    raci_policy *policy = NULL;
    raci_error err = {0};
    ri_text_add(&text, "policy {}\nchecks { [\"too-many-responsible\"] = { max = 1 },\n"
                       "  [\"too-many-consulted\"] = { max = 1 },\n"
                       "  [\"overloaded-accountable\"] = { max = 2 } }\n");
    uint32_t n = 1 + random_below(6);
    for (uint32_t i = 0; i < n; i++) {
        add_rule(&text, i);
    }
    char path[SCRATCH_PATH];
    const char *const paths[] = {scratch_path(folder, "policy.lua", path),
                                 "tests/unit/own_twins.lua"};
    scratch_write(folder, "policy.lua", text.bytes, text.length);
    if (raci_policy_load(&policy, model, paths, COUNT(paths), NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s:%d: %s\n%s", err.file, err.line, err.message, text.bytes);
    }
    ri_text_free(&text);
    return policy;
}

/* ---- comparing ---- */

/* What one side says of a pair on a subject: parties of all its findings together. */
typedef struct said {
    uint32_t pair; /* the twin's number among the policy's checks */
    ri_ref subject;
    bool core;
    ri_ref parties[64];
    size_t n;
} said;

#define SAID_MAX 2000

static said list[SAID_MAX];
static size_t n_list;
static size_t times[128]; /* that each pair found something */

/* The twin that the finding is one of, or is to be compared with; n_checks: none. */
static uint32_t pair_of(const ri_policy_data *policy, const ri_finding *finding)
{
    char name[256];
    if (finding->code >= RI_CODE_COUNT) {
        return (uint32_t)finding->code - RI_CODE_COUNT;
    }
    (void)snprintf(name, sizeof name, "%s@%s", finding->code_name,
                   ri_kind_name(ri_ref_kind(finding->subject)));
    int code = ri_code_find_any(policy, name);
    return code < RI_CODE_COUNT ? policy->n_checks : (uint32_t)code - RI_CODE_COUNT;
}

static void take(uint32_t pair, const ri_finding *finding)
{
    const bool core = finding->code < RI_CODE_COUNT;
    said *at = NULL;
    for (size_t i = n_list; i > 0 && at == NULL && list[i - 1].subject == finding->subject; i--) {
        at = list[i - 1].pair == pair && list[i - 1].core == core ? &list[i - 1] : NULL;
    }
    if (at == NULL) {
        assert_true(n_list < SAID_MAX);
        at = &list[n_list++];
        *at = (said){.pair = pair, .subject = finding->subject, .core = core};
    }
    for (uint32_t i = 0; i < finding->n_parties; i++) {
        assert_true(at->n < COUNT(at->parties));
        at->parties[at->n++] = finding->parties[i];
    }
    at->n = at->n > 0 ? ri_order_unique(at->parties, at->n) : 0;
}

static bool is_equal(const said *left, const said *right)
{
    return left->pair == right->pair && left->subject == right->subject &&
           left->core != right->core && left->n == right->n &&
           memcmp(left->parties, right->parties, left->n * sizeof *left->parties) == 0;
}

/* Each has its equal on the other side. */
static void compare(const raci_result *result, uint64_t seed, const char *path)
{
    const ri_policy_data *policy = ri_resolver_policy(result->resolver);
    for (size_t i = 0; i < n_list; i++) {
        bool found = false;
        for (size_t k = 0; k < n_list && !found; k++) {
            found = is_equal(&list[i], &list[k]);
        }
        times[list[i].pair] += list[i].core;
        if (!found) {
            ri_text text = RI_TEXT_INIT;
            ri_snapshot_reference(result->snapshot, list[i].subject, &text);
            fail_msg("seed %u, %s: only the %s one says %s of %s, with %zu parties", (unsigned)seed,
                     path, list[i].core ? "core" : "own", policy->checks[list[i].pair].name,
                     ri_text_string(&text), list[i].n);
        }
    }
}

static void check_on(raci_model *model, raci_policy *policy, const char *date, uint64_t seed,
                     const char *path)
{
    raci_result *result = NULL;
    raci_error err = {0};
    const raci_check_options options = {.date = date};
    if (raci_check(&result, model, policy, &options, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    const ri_policy_data *data = ri_policy_data_of(policy);
    n_list = 0;
    for (size_t i = 0; i < result->n_findings; i++) {
        const uint32_t pair = pair_of(data, &result->findings[i]);
        if (result->findings[i].code == RI_RULE_FAILED) {
            fail_msg("seed %u: %s", (unsigned)seed, result->findings[i].message);
        }
        if (pair < data->n_checks) {
            if (strstr(data->checks[pair].name, "@") == NULL) {
                fail_msg("seed %u: %s", (unsigned)seed, result->findings[i].message);
            }
            take(pair, &result->findings[i]);
        }
    }
    compare(result, seed, path);
    raci_result_free(result);
}

/* Pairs that never find anything compare nothing. The pairs of one core check stand
   together, for their names begin alike. */
static void expect_enough(const ri_policy_data *policy)
{
    size_t n = 0;
    for (uint32_t i = 0; i < policy->n_checks; i++) {
        const char *name = policy->checks[i].name;
        const char *at = strchr(name, '@');
        const char *next = i + 1 < policy->n_checks ? policy->checks[i + 1].name : "";
        n += times[i];
        if (at == NULL || strncmp(name, next, (size_t)(at - name) + 1) == 0) {
            continue;
        }
        if (n < LEAST) {
            fail_msg("%s was found %zu times only", name, n);
        }
        n = 0;
    }
}

static void find_the_same(void **state)
{
    char path[SCRATCH_PATH];
    scratch folder;
    size_t evaluations = 0;
    (void)state;
    scratch_make_small(&folder);
    (void)scratch_path(&folder, "policy.lua", path);
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        random_state = seed;
        raci_model *model = random_organization();
        for (uint32_t i = 0; model != NULL && i < POLICIES; i++) {
            raci_policy *policy = random_policy(model, &folder);
            assert_true(ri_policy_data_of(policy)->n_checks < COUNT(times));
            for (uint32_t day = 0; day < 2; day++, evaluations++) {
                check_on(model, policy, dates[(seed + i + day) % COUNT(dates)], seed, path);
            }
            if (seed == SEEDS && i + 1 == POLICIES) {
                expect_enough(ri_policy_data_of(policy));
            }
            raci_policy_free(policy);
        }
        raci_model_close(model);
    }
    assert_true(evaluations > SEEDS * 5);
    scratch_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(find_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
