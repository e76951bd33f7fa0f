/*
 * Calls of checks for tests: an organization as of 2026-03-01, a matrix in which
 * somebody has letters on one touchpoint, and what a check said as one text.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_CALLED_CHECKS_H
#define TEST_CALLED_CHECKS_H

#include "rows.h"

#include "policies.h"

static raci_model *model;
static ri_snapshot *snapshot; /* as of 2026-03-01 */

/* ---- a matrix of two touchpoints ---- */

static ri_ref held[4];

/* ad: A the CMO, R the unit campaigns and its lead. Elsewhere nobody. */
static inline const ri_ref *holders_of(void *payload, ri_ref subject, uint8_t letter, uint32_t *n)
{
    const ri_scheme *scheme = payload;
    const char *name = scheme->letters[letter].letter;
    *n = 0;
    if (subject != named(snapshot, "touchpoint:ad")) {
        return held;
    }
    if (name[0] == 'A') {
        held[0] = named(snapshot, "position:cmo");
        *n = 1;
    } else if (name[0] == 'R') {
        held[0] = named(snapshot, "position:campaign-lead");
        held[1] = named(snapshot, "unit:campaigns");
        *n = 2;
    }
    return held;
}

static inline bool subjects_of(void *payload, ri_ref holder, uint8_t letter,
                               const ri_ref **subjects, uint32_t *n)
{
    const ri_scheme *scheme = payload;
    const bool has =
        holder == named(snapshot, "position:cmo") && scheme->letters[letter].letter[0] == 'A';
    held[0] = named(snapshot, "touchpoint:ad");
    *subjects = held;
    *n = has ? 1 : 0;
    return true;
}

/* ---- calling ---- */

struct row {
    const char *name;
    const char *body; /* of test = function(s), called with the touchpoint ad; on line 3 */
    const char *expected;
};

#define AT "policy.lua:3: "

static inline void add_answer(ri_text *out, const ri_check_answer *answer)
{
    ri_text_add(out, answer->message != NULL ? answer->message : "nothing");
    for (uint32_t i = 0; i < answer->n_parties; i++) {
        ri_text_add(out, i == 0 ? " | " : ", ");
        ri_snapshot_reference(snapshot, answer->parties[i], out);
    }
}

static inline void add_failure(ri_text *out, const ri_call_failure *failure)
{
    const char *slash = strrchr(failure->file, '/');
    ri_text_format(out, "%s:%d: %s", slash != NULL ? slash + 1 : failure->file, failure->line,
                   failure->message);
}

static inline raci_policy *run_of(const char *text)
{
    raci_policy *policy = policy_of(model, text);
    assert_int_equal(ri_policy_begin(policy, snapshot, NULL), RACI_OK);
    ri_policy_set_model(policy, model);
    return policy;
}

static inline raci_policy *run_of_body(const char *body)
{
    char text[1024];
    (void)snprintf(text, sizeof text,
                   "policy {} local leads = { 'position:coo', 'position:cmo' }\n"
                   "check 'c' {\ntest = function(s) %s end }",
                   body);
    return run_of(text);
}

static inline bool unreasoned_of(void *payload, ri_ref subject, uint32_t i, ri_override *out)
{
    (void)payload, (void)subject;
    *out = (ri_override){0, "this rule", "that rule", "office:cxo"};
    return i == 0;
}

static inline ri_letters letters_for(raci_policy *policy)
{
    return (ri_letters){(void *)&ri_policy_data_of(policy)->scheme, holders_of, subjects_of,
                        unreasoned_of};
}

static inline void call_check(ri_text *said, raci_policy *policy, uint32_t check, const char *thing)
{
    const ri_letters seen = letters_for(policy);
    ri_check_answer answer = {0};
    ri_call_failure failure = {"", 0, ""};
    if (ri_policy_call_check(policy, check, named(snapshot, thing), &seen, &answer, &failure) ==
        RACI_OK) {
        add_answer(said, &answer);
    } else {
        add_failure(said, &failure);
    }
}

static inline void says(void **state)
{
    const struct row *row = *state;
    ri_text said = RI_TEXT_INIT;
    raci_policy *policy = run_of_body(row->body);
    for (int i = 0; i < 2; i++) { /* the second time it must be as the first */
        ri_text_clear(&said);
        call_check(&said, policy, 0, "touchpoint:ad");
        assert_string_equal(ri_text_string(&said), row->expected);
    }
    ri_text_free(&said);
    raci_policy_free(policy);
}

static inline void calls_begin(void)
{
    model = organization(policy_organization);
    snapshot = snapshot_at(model, "2026-03-01");
}

static inline void calls_end(void)
{
    ri_snapshot_free(snapshot);
    raci_model_close(model);
}

#endif
