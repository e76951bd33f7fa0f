/*
 * raci_ask: one subject, loading only what its answer touches. The answer is made
 * again as long as it asked for something that was not loaded.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "check/checking.h"
#include "check/why_not.h"

/* The rows of a handoff and its two sides, as the checks of passages want them. */
enum { FROM, TO, OWN };

static raci_status resolve_row(ri_matrix *rows, raci_answer *answer, ri_ref subject,
                               raci_error *err)
{
    raci_status status = ri_resolve(&answer->settlement, answer->resolver, subject, err);
    if (status == RACI_OK) {
        const uint32_t n_letters = ri_resolver_policy(answer->resolver)->scheme.n;
        status = ri_matrix_add(rows, answer->settlement, n_letters, err);
    }
    return status;
}

/* The subject last: its settlement is the one to stay. */
static raci_status resolve_rows(ri_matrix *rows, raci_answer *answer, raci_error *err)
{
    raci_status status = RACI_OK;
    if (ri_ref_kind(answer->subject) == RI_HANDOFF) {
        const uint32_t handoff = ri_ref_index(answer->subject);
        const ri_handoffs *handoffs = &answer->snapshot->handoffs;
        status =
            resolve_row(rows, answer, ri_ref_make(RI_TOUCHPOINT, handoffs->from[handoff]), err);
        if (status == RACI_OK) {
            status =
                resolve_row(rows, answer, ri_ref_make(RI_TOUCHPOINT, handoffs->to[handoff]), err);
        }
    }
    return status == RACI_OK ? resolve_row(rows, answer, answer->subject, err) : status;
}

static raci_status check_subject(raci_answer *answer, ri_checking *c, const ri_matrix *rows,
                                 raci_error *err)
{
    ri_finding *accepted = NULL;
    size_t n_accepted = 0;
    const ri_settlement *t = answer->settlement;
    ri_check_subject(c, t);
    if (ri_ref_kind(t->subject) == RI_HANDOFF) {
        const ri_row own = ri_matrix_row_of(rows, OWN);
        const ri_row from = ri_matrix_row_of(rows, FROM);
        const ri_row to = ri_matrix_row_of(rows, TO);
        ri_check_passage(c, t->subject, &own, &from, &to);
    }
    ri_check_rule_failed(c, NULL);
    c->stuck.any = false; /* that nobody decides is a finding about the enterprise */
    if (!ri_findings_finish(c) ||
        !ri_checking_give(c, &answer->findings, &answer->n_findings, &accepted, &n_accepted)) {
        return ri_fail_nomem(err);
    }
    return RACI_OK;
}

/* The people of a unit that holds a letter are shown, so the answer needs them. */
static void need_people(const raci_answer *answer)
{
    const uint32_t n_letters = ri_resolver_policy(answer->resolver)->scheme.n;
    for (uint32_t letter = 0; letter < n_letters; letter++) {
        const ri_outcome *outcome = &answer->settlement->letters[letter];
        for (uint32_t i = 0; i < outcome->n_holders; i++) {
            if (ri_ref_kind(outcome->holders[i]) == RI_UNIT) {
                ri_snapshot_need_below(answer->snapshot, ri_ref_index(outcome->holders[i]));
            }
        }
    }
}

/* Since when the subject's findings have been there. */
static raci_status recall(raci_answer *answer, raci_error *err)
{
    ri_text subject = RI_TEXT_INIT;
    ri_snapshot_reference(answer->snapshot, answer->subject, &subject);
    raci_status status = subject.failed
                             ? ri_fail_nomem(err)
                             : ri_snapshot_recall(answer->snapshot, answer->model,
                                                  ri_text_string(&subject), answer->date, err);
    ri_text_free(&subject);
    return status;
}

/* Answers with what is loaded. */
static raci_status answer_once(raci_answer *answer, const ri_sought *sought, raci_error *err)
{
    ri_matrix rows = {0};
    ri_summary summary = {0};
    ri_checking checking = {0};
    raci_status status = ri_snapshot_focus(&answer->snapshot, answer->focus, err);
    if (status != RACI_OK) {
        return status;
    }
    answer->subject = sought->kind == RI_ENTERPRISE
                          ? ri_ref_make(RI_ENTERPRISE, 0)
                          : ri_snapshot_find(answer->snapshot, sought->kind, sought->key);
    if (answer->subject == RI_NONE) {
        return RACI_OK;
    }
    status = ri_resolver_new(&answer->resolver, answer->policy, answer->snapshot, err);
    ri_policy_set_model(answer->policy, answer->model);
    if (status == RACI_OK && answer->why_not != NULL) {
        status = ri_why_not_gather(answer, err);
    }
    if (status == RACI_OK) {
        status = resolve_rows(&rows, answer, err);
    }
    if (status == RACI_OK && answer->why_not != NULL) {
        status = ri_why_not_settle(answer, err);
    }
    if (status == RACI_OK) {
        need_people(answer);
        status = ri_resolver_end(answer->resolver, err);
    }
    if (status == RACI_OK) {
        status = recall(answer, err);
    }
    if (status == RACI_OK) {
        status = ri_checking_begin(&checking, answer->resolver, NULL, answer->arena, &summary, true,
                                   err);
    }
    if (status == RACI_OK) {
        status = check_subject(answer, &checking, &rows, err);
    }
    if (status == RACI_OK && ri_snapshot_failed(answer->snapshot)) {
        status = ri_fail_nomem(err);
    }
    ri_checking_free(&checking);
    ri_matrix_free(&rows);
    return status;
}

static void forget(raci_answer *answer)
{
    ri_resolver_free(answer->resolver);
    ri_snapshot_free(answer->snapshot);
    answer->resolver = NULL;
    answer->snapshot = NULL;
    answer->settlement = NULL;
}

/* Ends because each turn asks for more of an organization that has an end. */
static raci_status answer_wholly(raci_answer *answer, const ri_sought *sought, raci_error *err)
{
    raci_status status = ri_focus_new(&answer->focus, answer->model, answer->date, err);
    if (status == RACI_OK && sought->kind != RI_ENTERPRISE) {
        status = ri_focus_add(answer->focus, sought->kind, sought->key, err);
    }
    if (status == RACI_OK && answer->why_not != NULL) {
        status = ri_focus_add(answer->focus, answer->why_not->kind, answer->why_not->key, err);
    }
    while (status == RACI_OK) {
        status = answer_once(answer, sought, err);
        if (status != RACI_OK) {
            break;
        }
        if (!ri_focus_extend(answer->focus, answer->snapshot)) {
            status = ri_snapshot_failed(answer->snapshot) ? ri_fail_nomem(err) : RACI_OK;
            break;
        }
        forget(answer);
    }
    if (status == RACI_OK && answer->subject == RI_NONE) {
        status = ri_seek_nothing(answer->model, answer->date, sought->kind, sought->key, err);
    }
    return status;
}

/* All of it of the model at one moment. `letter` is NULL where it is not asked why a holder has
   it not. */
static raci_status find_out(raci_answer *answer, ri_sought *sought, const char *text,
                            const char *letter, const char *holder, raci_error *err)
{
    raci_status status = ri_seek(sought, answer->arena, answer->model, answer->date, text, err);
    if (status == RACI_OK && letter != NULL) {
        status = ri_why_not_begin(answer, letter, holder, err);
    }
    if (status == RACI_OK && sought->n_candidates == 0) {
        status = answer_wholly(answer, sought, err);
    }
    return status;
}

static raci_status ask(raci_answer **out, raci_model *model, raci_policy *policy, const char *date,
                       const char *text, const char *letter, const char *holder, raci_error *err)
{
    int32_t day = 0;
    if (date == NULL || !ri_day_parse(date, strlen(date), &day)) {
        return ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'",
                       date != NULL ? date : "");
    }
    ri_arena *arena = ri_arena_new();
    raci_answer *answer = arena != NULL ? ri_arena_take(arena, sizeof *answer) : NULL;
    if (answer == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *answer = (raci_answer){
        .arena = arena, .model = model, .policy = policy, .subject = RI_NONE, .date = day};
    ri_sought sought = {0};
    raci_status status = ri_store_hold(ri_model_store(model), err);
    if (status == RACI_OK) {
        status = find_out(answer, &sought, text != NULL ? text : "", letter, holder, err);
        ri_store_release(ri_model_store(model));
    }
    if (status != RACI_OK) {
        raci_answer_free(answer);
        return status;
    }
    answer->candidates = sought.candidates;
    answer->n_candidates = sought.n_candidates;
    *out = answer;
    return RACI_OK;
}

raci_status raci_ask(raci_answer **out, raci_model *model, raci_policy *policy, const char *date,
                     const char *text, raci_error *err)
{
    return ask(out, model, policy, date, text, NULL, NULL, err);
}

raci_status raci_ask_why_not(raci_answer **out, raci_model *model, raci_policy *policy,
                             const char *date, const char *subject, const char *letter,
                             const char *holder, raci_error *err)
{
    return ask(out, model, policy, date, subject, letter != NULL ? letter : "",
               holder != NULL ? holder : "", err);
}

void raci_answer_free(raci_answer *answer)
{
    if (answer == NULL) {
        return;
    }
    forget(answer);
    ri_focus_free(answer->focus);
    ri_arena_free(answer->arena);
}

size_t raci_answer_candidates(const raci_answer *answer)
{
    return answer->n_candidates;
}

int raci_answer_failed(const raci_answer *answer, raci_error *err)
{
    return answer->resolver != NULL && ri_rules_failed(answer->resolver, err);
}
