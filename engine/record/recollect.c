/*
 * `who` of a recorded run: who holds what, and what was found, is read from the record;
 * why is found by evaluating the run's own policy, whose text was kept, on the model as
 * of the run's date. Where the model has been altered since, the record wins.
 */
#include "record/recollect.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/known.h"
#include "record/chain.h"
#include "record/rewound.h"

raci_status raci_policy_recorded(raci_policy **out, raci_model *model, int64_t run,
                                 raci_problem_fn problem, void *payload, raci_error *err)
{
    ri_run_row row;
    ri_policy_file *files = NULL;
    size_t n = 0;
    ri_store *store = ri_model_store(model);
    ri_arena *arena = ri_arena_new();
    if (arena == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_run_row_get(&row, store, run, arena, err);
    if (status == RACI_OK) {
        status = ri_run_files(&files, &n, store, row.policy_id, true, arena, err);
    }
    if (status == RACI_OK && n == 0) {
        status = ri_fail(err, RACI_FORMAT, "the record has no file of the policy of run %lld",
                         (long long)run);
    }
    if (status == RACI_OK) {
        status = ri_policy_load_kept(out, model, files, n, problem, payload, err);
    }
    ri_arena_free(arena);
    return status;
}

/* The run recorded for a date. */
static raci_status find_run(raci_recollection *r, ri_store *store, const char *date,
                            raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_RUN_ON, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, date);
    status = ri_step(stmt, &row, err);
    const int64_t number = status == RACI_OK && row ? ri_column_int(stmt, 0) : 0;
    ri_reset(stmt);
    if (status == RACI_OK && number == 0) {
        return ri_fail(err, RACI_NOTFOUND,
                       "no run is recorded for %s or an earlier date; 'raci log' lists the runs, "
                       "and 'raci check --record' records one",
                       date);
    }
    return status == RACI_OK ? ri_run_row_get(&r->run, store, number, r->arena, err) : status;
}

/* The model that says what it said when the run was recorded, as far as there is one. */
static raci_model *model_of(const raci_recollection *r, raci_model *model)
{
    return r->then != NULL ? r->then : model;
}

static raci_status ask(raci_recollection *r, raci_model *model, const char *text,
                       raci_problem_fn problem, void *payload, raci_error *err)
{
    const char *digest = NULL;
    const char *recorded = r->run.model_digest != NULL ? r->run.model_digest : "";
    raci_status status = raci_model_digest(&digest, model, err);
    if (status == RACI_OK && strcmp(digest, recorded) != 0) {
        status = ri_model_rewound(&r->then, &r->changes, model, r->run.entry, recorded, err);
        r->altered = r->then == NULL;
    }
    if (status == RACI_OK) {
        status = raci_policy_recorded(&r->policy, model_of(r, model), r->run.number, problem,
                                      payload, err);
    }
    if (status == RACI_OK) {
        status = raci_ask(&r->answer, model_of(r, model), r->policy, r->run.date, text, err);
    }
    return status;
}

/* Whether the evaluation gives the holder the letter. */
static bool explains(const raci_answer *answer, uint8_t letter, ri_ref holder)
{
    const ri_outcome *outcome = &answer->settlement->letters[letter];
    for (uint32_t i = 0; i < outcome->n_holders; i++) {
        if (outcome->holders[i] == holder) {
            return true;
        }
    }
    return false;
}

static ri_ref find(const ri_snapshot *s, const char *reference)
{
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    return ri_reference_split(reference, &kind, &key) ? ri_snapshot_find(s, kind, key) : RI_NONE;
}

/* Takes one recorded letter. A letter that the scheme has not cannot be there: the
   policy is the run's own. */
static bool take_holder(raci_recollection *r, const char *letter, const char *reference)
{
    const ri_scheme *scheme = &ri_policy_data_of(r->policy)->scheme;
    int index = ri_scheme_letter(scheme, letter);
    if (index < 0) {
        return true;
    }
    ri_recorded_holder holder = {.letter = (uint8_t)index,
                                 .reference = ri_arena_string(r->arena, reference),
                                 .holder = find(r->answer->snapshot, reference)};
    holder.explained =
        holder.holder != RI_NONE && explains(r->answer, holder.letter, holder.holder);
    return holder.reference != NULL &&
           RI_PUSH(r->holders, r->n_holders, r->holders_capacity, holder);
}

static raci_status read_holders(raci_recollection *r, ri_store *store, const char *subject,
                                raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    int64_t since = 0;
    raci_status status = ri_store_stmt(&stmt, store, STMT_RUN_HOLDERS_OF, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, r->run.number);
    ri_bind_text(stmt, 2, subject);
    while ((status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        const char *letter = ri_column_needed(stmt, 0, NULL);
        const char *holder = ri_column_needed(stmt, 1, NULL);
        if (letter == NULL || holder == NULL || !take_holder(r, letter, holder)) {
            status = ri_fail_nomem(err);
            break;
        }
        if (since != 0 && ri_column_int(stmt, 2) != since) { /* nobody may be named twice */
            status = ri_chain_broken_at(err, r->run.entry, "run_assignments",
                                        "two rows say who holds what on %s", subject);
            break;
        }
        since = ri_column_int(stmt, 2);
    }
    ri_reset(stmt);
    return status;
}

/* A focus on the holders whom the evaluation does not give, so that they have names and
   people; *any says whether there are some. */
static raci_status focus_on_others(raci_recollection *r, raci_model *model, bool *any,
                                   raci_error *err)
{
    raci_status status = ri_focus_new(&r->focus, model, r->answer->date, err);
    *any = false;
    for (size_t i = 0; status == RACI_OK && i < r->n_holders; i++) {
        ri_kind kind = RI_ENTERPRISE;
        const char *key = NULL;
        if (!r->holders[i].explained && ri_reference_split(r->holders[i].reference, &kind, &key)) {
            *any = true;
            status = ri_focus_add(r->focus, kind, key, err);
        }
    }
    return status;
}

static void find_others(raci_recollection *r)
{
    for (size_t i = 0; i < r->n_holders; i++) {
        ri_recorded_holder *holder = &r->holders[i];
        if (!holder->explained) {
            holder->holder = find(r->others, holder->reference);
            if (holder->holder != RI_NONE && ri_ref_kind(holder->holder) == RI_UNIT) {
                ri_snapshot_need_below(r->others, ri_ref_index(holder->holder));
            }
        }
    }
}

static raci_status load_others(raci_recollection *r, raci_model *model, raci_error *err)
{
    bool any = false;
    raci_status status = focus_on_others(r, model, &any, err);
    while (status == RACI_OK && any) {
        status = ri_snapshot_focus(&r->others, r->focus, err);
        if (status != RACI_OK) {
            break;
        }
        find_others(r);
        bool more = ri_focus_extend(r->focus, r->others);
        if (ri_snapshot_failed(r->others)) {
            status = ri_fail_nomem(err);
        }
        if (status != RACI_OK || !more) {
            break;
        }
        ri_snapshot_free(r->others);
        r->others = NULL;
    }
    return status;
}

static raci_status read_record(raci_recollection *r, raci_model *model, raci_error *err)
{
    ri_store *store = ri_model_store(model);
    ri_text subject = RI_TEXT_INIT;
    ri_snapshot_reference(r->answer->snapshot, r->answer->subject, &subject);
    raci_status status =
        subject.failed ? ri_fail_nomem(err) : read_holders(r, store, ri_text_string(&subject), err);
    if (status == RACI_OK) {
        status = ri_recorded_findings_of(&r->findings, &r->n_findings, store, r->run.number,
                                         ri_text_string(&subject), r->arena, err);
    }
    ri_text_free(&subject);
    if (status == RACI_OK && ri_snapshot_failed(r->answer->snapshot)) {
        status = ri_fail_nomem(err);
    }
    return status == RACI_OK ? load_others(r, model_of(r, model), err) : status;
}

raci_status raci_ask_recorded(raci_recollection **out, raci_model *model, const char *date,
                              const char *text, raci_problem_fn problem, void *payload,
                              raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    raci_recollection *r = arena != NULL ? ri_arena_take(arena, sizeof *r) : NULL;
    if (r == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *r = (raci_recollection){.arena = arena};
    raci_status status = find_run(r, ri_model_store(model), date != NULL ? date : "", err);
    if (status == RACI_OK) {
        status = ask(r, model, text, problem, payload, err);
    }
    if (status == RACI_OK && raci_answer_candidates(r->answer) == 0) {
        status = read_record(r, model, err);
    }
    if (status != RACI_OK) {
        raci_recollection_free(r);
        return status;
    }
    *out = r;
    return RACI_OK;
}

void raci_recollection_free(raci_recollection *r)
{
    if (r == NULL) {
        return;
    }
    ri_free(r->holders);
    ri_snapshot_free(r->others);
    ri_focus_free(r->focus);
    raci_answer_free(r->answer);
    raci_policy_free(r->policy);
    raci_model_close(r->then);
    ri_arena_free(r->arena); /* the recollection itself lies in it */
}

const raci_answer *raci_recollection_answer(const raci_recollection *r)
{
    return r->answer;
}
