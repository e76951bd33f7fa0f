#include "scenario/comparison.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "check/seam_list.h"
#include "scenario/perform.h"

/* ---- the organization ---- */

static raci_status take_label(raci_comparison *c, const raci_scenario *const *scenarios, size_t n,
                              raci_error *err)
{
    ri_text label = RI_TEXT_INIT;
    raci_status status = RACI_OK;
    for (size_t i = 0; i < n; i++) {
        ri_text_add(&label, i > 0 ? "; " : "");
        ri_text_add(&label, raci_scenario_name(scenarios[i]));
    }
    c->label = n > 0 ? ri_arena_string(c->arena, ri_text_string(&label)) : NULL;
    if (label.failed || (n > 0 && c->label == NULL)) {
        status = ri_fail_nomem(err);
    }
    ri_text_free(&label);
    return status;
}

static raci_status begin(raci_comparison *c, const char *date,
                         const raci_scenario *const *scenarios, size_t n, raci_problem_fn problem,
                         void *payload, raci_error *err)
{
    int32_t base = 0;
    if (date == NULL || !ri_day_parse(date, strlen(date), &base)) {
        return ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'",
                       date != NULL ? date : "");
    }
    raci_status status = take_label(c, scenarios, n, err);
    if (status == RACI_OK) {
        status = ri_stack_make(&c->stack, scenarios, n, base, c->arena, problem, payload, err);
    }
    c->date = c->stack.last;
    if (status == RACI_OK) { /* nobody changes it meanwhile */
        status = ri_store_hold(ri_model_store(c->model), err);
        c->reading = status == RACI_OK;
    }
    if (status == RACI_OK && n > 0) {
        status = ri_model_copy(&c->copy, c->model, err);
    }
    if (status == RACI_OK && n > 0) {
        status = ri_perform_on(c->copy, &c->stack, &c->unfits, c->arena, err);
    }
    return status;
}

raci_status raci_comparison_new(raci_comparison **out, raci_model *model, const char *date,
                                const raci_scenario *const *scenarios, size_t n,
                                raci_problem_fn problem, void *payload, raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    raci_comparison *c = arena != NULL ? ri_arena_take(arena, sizeof *c) : NULL;
    if (c == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *c = (raci_comparison){.arena = arena, .model = model, .sets = ri_intern_new()};
    raci_status status =
        c->sets != NULL ? begin(c, date, scenarios, n, problem, payload, err) : ri_fail_nomem(err);
    if (status != RACI_OK) {
        raci_comparison_free(c);
        return status;
    }
    *out = c;
    return RACI_OK;
}

raci_model *raci_comparison_model(raci_comparison *c)
{
    return c->copy != NULL ? c->copy : c->model;
}

void raci_comparison_free(raci_comparison *c)
{
    if (c == NULL) {
        return;
    }
    for (size_t i = 0; i < c->n; i++) {
        raci_answer_free(c->items[i].answer);
    }
    if (c->reading) {
        ri_store_release(ri_model_store(c->model));
    }
    ri_free(c->items);
    ri_free(c->unfits.items);
    ri_snapshot_free(c->snapshot);
    ri_intern_free(c->sets);
    raci_model_close(c->copy);
    ri_arena_free(c->arena); /* the comparison itself lies in it */
}

/* ---- what one of them gives ---- */

static bool say_policy(ri_compared *out, const char *name, const raci_policy *policy,
                       ri_arena *arena)
{
    out->name = ri_arena_string(arena, name);
    out->policy = ri_arena_string(arena, raci_policy_name(policy));
    out->version = ri_arena_string(arena, raci_policy_version(policy));
    out->digest = ri_arena_string(arena, raci_policy_digest(policy));
    return out->name != NULL && out->policy != NULL && out->version != NULL && out->digest != NULL;
}

/* What the policy's own checks find; they come after the core ones. */
static bool count_own(ri_compared *out, const raci_result *result, ri_arena *arena)
{
    const ri_policy_data *policy = ri_policy_data_of(result->policy);
    const uint32_t n = ri_code_total(policy);
    out->own = ri_arena_array(arena, n - RI_CODE_COUNT, sizeof *out->own);
    for (uint32_t code = RI_CODE_COUNT; out->own != NULL && code < n; code++) {
        if (result->summary.codes[code] > 0) {
            const char *name = ri_arena_string(arena, ri_code_name(policy, (ri_code)code));
            out->own[out->n_own++] = (ri_left){.code = name, .n = result->summary.codes[code]};
            if (name == NULL) {
                return false;
            }
        }
    }
    return out->own != NULL;
}

/* Puts a position among the busiest, of equal ones the first by key first. */
static bool offer_busy(ri_compared *out, const ri_snapshot *s, uint32_t position, size_t n,
                       ri_arena *arena)
{
    size_t at = out->n_busiest;
    while (at > 0 && out->busiest[at - 1].touchpoints < n) {
        at--;
    }
    if (at == RI_BUSIEST) {
        return true;
    }
    const char *key = s->positions.rows.key[position];
    const ri_busy busy = {ri_arena_format(arena, "position:%s", key),
                          ri_arena_string(arena, s->positions.rows.name[position]), n};
    out->n_busiest += out->n_busiest < RI_BUSIEST;
    memmove(&out->busiest[at + 1], &out->busiest[at],
            (out->n_busiest - at - 1) * sizeof out->busiest[0]);
    out->busiest[at] = busy;
    return busy.holder != NULL && busy.title != NULL;
}

static bool find_busiest(ri_compared *out, const raci_result *result, ri_arena *arena)
{
    const ri_snapshot *s = result->snapshot;
    const uint8_t a = ri_policy_data_of(result->policy)->scheme.accountable;
    bool done = true;
    for (uint32_t i = 0; done && i < s->positions.rows.n; i++) {
        const size_t n = ri_tally_on(&result->tally, RI_POSITION, i, a);
        done = n == 0 || offer_busy(out, s, i, n, arena);
    }
    return done;
}

static bool measure_power(ri_compared *out, const raci_result *result)
{
    const ri_scheme *scheme = &ri_policy_data_of(result->policy)->scheme;
    const ri_work work = {result->snapshot, &result->matrix, scheme->accountable,
                          scheme->responsible};
    ri_seam_list seams = {.n = 0};
    const bool done = ri_seam_list_make(&seams, &work);
    out->empowered = ri_empowered_count(&work).empowered;
    out->passages = seams.n;
    for (size_t i = 0; i < seams.n; i++) {
        out->owned += seams.items[i].owned;
    }
    ri_seam_list_free(&seams);
    return done;
}

/* Who is accountable for each touchpoint, as the number of a set of references. */
static bool note_accountable(raci_comparison *c, ri_compared *out, const raci_result *result)
{
    const ri_snapshot *s = result->snapshot;
    const uint8_t a = ri_policy_data_of(result->policy)->scheme.accountable;
    const uint32_t n = s->touchpoints.rows.n;
    ri_text text = RI_TEXT_INIT;
    bool done = true;
    out->accountable = ri_arena_array(c->arena, n, sizeof *out->accountable);
    for (uint32_t i = 0; done && out->accountable != NULL && i < n; i++) {
        const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, i);
        uint32_t holders = 0;
        const ri_ref *holder =
            ri_matrix_holders(&result->matrix, ri_subject_number(s, subject), a, &holders);
        ri_text_clear(&text);
        for (uint32_t k = 0; k < holders; k++) {
            ri_text_add(&text, k > 0 ? ";" : "");
            ri_snapshot_reference(s, holder[k], &text);
        }
        out->accountable[i] = ri_intern_string(c->sets, ri_text_string(&text));
        done = !text.failed && out->accountable[i] != RI_NONE;
    }
    ri_text_free(&text);
    return done && out->accountable != NULL;
}

static raci_status push(raci_comparison *c, const ri_compared *item, raci_error *err)
{
    return RI_PUSH(c->items, c->n, c->capacity, *item) ? RACI_OK : ri_fail_nomem(err);
}

static raci_status measure(raci_comparison *c, const char *name, raci_policy *policy,
                           raci_result *result, raci_error *err)
{
    ri_compared item = {.summary = result->summary};
    item.summary.codes = NULL; /* the result's */
    if (!c->failed) {
        c->failed = raci_result_failed(result, &c->failure) != 0;
    }
    if (!say_policy(&item, name, policy, c->arena) || !count_own(&item, result, c->arena) ||
        !find_busiest(&item, result, c->arena) || !measure_power(&item, result) ||
        !note_accountable(c, &item, result)) {
        return ri_fail_nomem(err);
    }
    raci_status status =
        ri_remedy_find(&item.remedy, raci_comparison_model(c), policy, result, c->arena, err);
    if (status == RACI_OK) {
        status = push(c, &item, err);
    }
    if (status == RACI_OK && c->snapshot == NULL) {
        c->snapshot = result->snapshot; /* of equal ones one is kept */
        result->snapshot = NULL;
    }
    return status;
}

raci_status raci_comparison_add(raci_comparison *c, const char *name, raci_policy *policy,
                                raci_error *err)
{
    char day[11];
    raci_result *result = NULL;
    const raci_check_options how = {.date = ri_day_format(c->date, day)};
    raci_status status = raci_check(&result, raci_comparison_model(c), policy, &how, err);
    if (status == RACI_OK) {
        status = measure(c, name, policy, result, err);
    }
    raci_result_free(result);
    return status;
}

/* Keeps what was asked about, unless the text fits several. */
static raci_status keep_subject(ri_compared *item, ri_arena *arena, raci_error *err)
{
    const raci_answer *answer = item->answer;
    ri_text text = RI_TEXT_INIT;
    if (answer->n_candidates > 0) {
        return RACI_OK;
    }
    ri_snapshot_reference(answer->snapshot, answer->subject, &text);
    item->subject = text.failed ? NULL : ri_arena_string(arena, ri_text_string(&text));
    ri_text_free(&text);
    return item->subject != NULL ? RACI_OK : ri_fail_nomem(err);
}

raci_status raci_comparison_ask(raci_comparison *c, const char *name, raci_policy *policy,
                                const char *subject, raci_error *err)
{
    char day[11];
    ri_compared item = {.name = NULL};
    raci_status status = raci_ask(&item.answer, raci_comparison_model(c), policy,
                                  ri_day_format(c->date, day), subject, err);
    if (status != RACI_OK) {
        return status;
    }
    if (!c->failed) {
        c->failed = raci_answer_failed(item.answer, &c->failure) != 0;
    }
    status = say_policy(&item, name, policy, c->arena) ? keep_subject(&item, c->arena, err)
                                                       : ri_fail_nomem(err);
    status = status == RACI_OK ? push(c, &item, err) : status;
    if (status != RACI_OK) {
        raci_answer_free(item.answer);
    }
    return status;
}

/* ---- what is asked of it ---- */

const char *raci_comparison_subject(const raci_comparison *c)
{
    return c->n > 0 ? c->items[c->n - 1].subject : NULL;
}

int raci_comparison_failed(const raci_comparison *c, raci_error *err)
{
    if (c->failed && err != NULL) {
        *err = c->failure;
    }
    return c->failed;
}

ri_agreement ri_comparison_agreement(const raci_comparison *c, uint32_t touchpoint, size_t *answers)
{
    const char *first = c->n > 0 ? ri_intern_get(c->sets, c->items[0].accountable[touchpoint]) : "";
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        size_t k = 0;
        while (c->items[k].accountable[touchpoint] != c->items[i].accountable[touchpoint]) {
            k++;
        }
        n += k == i; /* nobody before it said the same */
    }
    *answers = n;
    return n > 1 ? RI_PARTED : *first != '\0' ? RI_AGREED : RI_NOBODYS;
}
