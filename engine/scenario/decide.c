/*
 * Findings decided: somebody gets the letter that it is about, by a ruling, or acts in a seat that
 * is vacant. What was ruled and disputed about the letter before ends with it.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "check/seeking.h"
#include "record/act_finding.h"
#include "scenario/decision_options.h"
#include "scenario/perform.h"
#include "scenario/ruling_rows.h"

typedef struct deciding {
    ri_act act;
    const raci_result *result;
    const raci_act_options *options;
    const ri_finding *finding;
    const ri_scheme *scheme;
    ri_addressees to;
    ri_option choice;
    ri_ruling_next next; /* before which it ends */
    ri_arena *arena;
    ri_text title;
} deciding;

/* Whether a ruling says something of the letter that is decided. */
static bool is_about(const deciding *d, const ri_stated *ruling)
{
    return ruling->subject == d->finding->subject && d->choice.letter != NULL &&
           strcmp(ruling->letter, d->choice.letter) == 0;
}

/* ---- what is chosen ---- */

static raci_status choose_option(deciding *d, raci_error *err)
{
    ri_option *options = NULL;
    size_t n = 0;
    const size_t number = d->options->option;
    raci_status status = ri_options_of(&options, &n, d->result, d->finding, d->arena, err);
    if (status != RACI_OK) {
        return status;
    }
    if (n == 0) {
        return ri_fail(err, RACI_INVALID, "the finding %s has no options to choose from",
                       d->finding->key);
    }
    if (number > n) {
        return ri_fail(err, RACI_INVALID, "the finding %s has the options 1 to %zu, not %zu",
                       d->finding->key, n, number);
    }
    d->choice = options[number - 1];
    return RACI_OK;
}

static bool can_have_letters(ri_ref subject)
{
    const ri_kind kind = ri_ref_kind(subject);
    return kind == RI_TOUCHPOINT || kind == RI_HANDOFF || kind == RI_JOURNEY ||
           kind == RI_ENTERPRISE;
}

/* Who is accountable counts as a position, so somebody must be meant who is one. */
static raci_status choose_holder(deciding *d, raci_error *err)
{
    const ri_snapshot *s = d->result->snapshot;
    ri_named_fit fit;
    raci_status status = ri_seek_holder(&fit, d->arena, d->result->model, d->result->date,
                                        d->options->accountable, err);
    if (status != RACI_OK) {
        return status;
    }
    const ri_ref holder = ri_snapshot_find(s, fit.kind, fit.key);
    if (holder == RI_NONE || ri_holder_position(s, holder) == RI_NONE) {
        return ri_fail(err, RACI_INVALID,
                       "%s:%s stands for no one position, so it cannot be accountable",
                       ri_kind_name(fit.kind), fit.key);
    }
    const char **holders = ri_arena_array(d->arena, 1, sizeof *holders);
    if (holders == NULL) {
        return ri_fail_nomem(err);
    }
    holders[0] = ri_arena_format(d->arena, "%s:%s", ri_kind_name(fit.kind), fit.key);
    d->choice = (ri_option){.kind = RI_OPTION_CLAIMANT,
                            .subject = d->finding->subject_text,
                            .letter = d->scheme->letters[d->scheme->accountable].letter,
                            .holders = holders,
                            .n_holders = 1};
    return holders[0] != NULL ? RACI_OK : ri_fail_nomem(err);
}

static raci_status choose_accountable(deciding *d, raci_error *err)
{
    const ri_finding *finding = d->finding;
    if (!can_have_letters(finding->subject)) {
        return ri_fail(err, RACI_INVALID,
                       "the finding %s is about %s, of which nobody is accountable; choose one of "
                       "its options",
                       finding->key, finding->subject_text);
    }
    if (finding->letter != RI_NO_LETTER && finding->letter != d->scheme->accountable) {
        return ri_fail(err, RACI_INVALID,
                       "the finding %s is about %s, and who is accountable does not settle it; "
                       "choose one of its options",
                       finding->key, d->scheme->letters[finding->letter].letter);
    }
    return choose_holder(d, err);
}

static raci_status choose(deciding *d, raci_error *err)
{
    if ((d->options->accountable != NULL) == (d->options->option != 0)) {
        return ri_fail(
            err, RACI_INVALID,
            "say what is decided: either who is accountable, or the number of an option");
    }
    return d->options->option != 0 ? choose_option(d, err) : choose_accountable(d, err);
}

/* ---- who may ---- */

/* Those who ruled on the letter before, beside those to whom the finding went. */
static raci_status find_actor(deciding *d, raci_error *err)
{
    const ri_snapshot *s = d->result->snapshot;
    const char **others = ri_arena_array(d->arena, d->to.n + s->n_rulings, sizeof *others);
    size_t n = d->to.n;
    if (others == NULL) {
        return ri_fail_nomem(err);
    }
    memcpy((void *)others, (const void *)d->to.refs, n * sizeof *others);
    for (uint32_t i = 0; i < s->n_rulings; i++) {
        if (is_about(d, &s->rulings[i])) {
            others[n++] = s->rulings[i].by;
        }
    }
    raci_status status = ri_act_new(&d->act, d->result->model, "decide", d->result->date,
                                    d->options, others, n, err);
    if (status == RACI_OK) {
        status = ri_addressees_allow(&d->to, &d->act.actor, "decide", err);
    }
    for (size_t i = d->to.n; status == RACI_OK && i < n; i++) {
        if (!ri_actor_stands_for(&d->act.actor, others[i])) {
            status = ri_fail(err, RACI_INVALID,
                             "%s (%s) cannot set aside what %s decided: that is for them, or "
                             "whoever is above",
                             d->act.actor.name, d->act.actor.ref,
                             ri_act_name_of(d->act.actor.s, others[i]));
        }
    }
    return status;
}

/* ---- writing ---- */

static raci_status write_rulings(deciding *d, raci_error *err)
{
    const ri_ruling_said said = {.by = d->act.actor.ref,
                                 .reason = d->options->because,
                                 .from = d->act.day,
                                 .to = d->options->until};
    ri_text_format(&d->title, "%s of '%s' for ", d->choice.letter,
                   ri_snapshot_name(d->result->snapshot, d->finding->subject));
    for (uint32_t i = 0; i < d->choice.n_holders; i++) {
        ri_text_add(&d->title, i == 0 ? "" : i + 1 == d->choice.n_holders ? " and " : ", ");
        ri_text_add(&d->title, ri_act_name_of(d->result->snapshot, d->choice.holders[i]));
    }
    return ri_ruling_write(&d->next, &d->act.rewriting, d->result, d->finding, &d->choice, &said,
                           err);
}

/* The step, with its end. */
static raci_status read_step(raci_scenario **out, const deciding *d, raci_error *err)
{
    const size_t length = strlen(d->choice.step) - strlen(" }");
    const char *step = ri_arena_format(d->arena, "%.*s, to = \"%s\" }", (int)length, d->choice.step,
                                       d->options->until);
    return step != NULL ? raci_scenario_of_steps(out, &step, 1, NULL, NULL, err)
                        : ri_fail_nomem(err);
}

static raci_status take_step(deciding *d, const raci_scenario *scenario, raci_error *err)
{
    ri_stack stack = {.n = 0};
    ri_unfits unfits = {.n = 0};
    raci_change *change = d->act.change;
    raci_status status =
        ri_stack_make(&stack, &scenario, 1, d->result->date, change->arena, NULL, NULL, err);
    if (status == RACI_OK) {
        status = ri_perform(&d->act.rewriting, &stack, &unfits, change->arena, err);
    }
    if (status == RACI_OK && unfits.n > 0) {
        status = ri_fail(err, RACI_INVALID, "the option cannot be taken: %s", unfits.items[0].why);
    }
    if (status == RACI_OK && !ri_stack_say(change, &stack)) {
        status = ri_fail_nomem(err);
    }
    ri_free(unfits.items);
    ri_text_format(&d->title, "%s acts as %s",
                   ri_act_name_of(d->result->snapshot, d->choice.person),
                   ri_act_name_of(d->result->snapshot, d->choice.position));
    return status;
}

static raci_status write_appointment(deciding *d, raci_error *err)
{
    raci_scenario *scenario = NULL;
    raci_status status = read_step(&scenario, d, err);
    if (status == RACI_OK) {
        status = take_step(d, scenario, err);
    }
    raci_scenario_free(scenario);
    return status;
}

static raci_status write(raci_change **out, deciding *d, raci_error *err)
{
    raci_change *change = d->act.change;
    change->finding = ri_arena_string(change->arena, d->finding->key);
    change->fingerprint = ri_arena_string(change->arena, d->finding->fingerprint);
    if (change->finding == NULL || change->fingerprint == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_act_open(&d->act, d->result->model_digest, err);
    ri_text_format(&d->title, "%s decides: ", d->act.actor.name);
    if (status == RACI_OK) {
        status = d->choice.step != NULL ? write_appointment(d, err) : write_rulings(d, err);
    }
    if (d->next.from == NULL) {
        ri_text_format(&d->title, ", until %s", d->options->until);
    } else {
        ri_text_format(&d->title, ", until %s only, when what %s decided begins", d->next.from,
                       ri_act_name_of(d->result->snapshot, d->next.by));
    }
    return status == RACI_OK ? ri_act_finish(out, &d->act, &d->title, err) : status;
}

static raci_status decide(raci_change **out, deciding *d, const char *text, raci_error *err)
{
    raci_status status = ri_finding_meant(&d->finding, d->result, text, d->arena, err);
    if (status == RACI_OK) {
        status = ri_finding_addressees(&d->to, d->result, d->finding, d->arena, err);
    }
    if (status == RACI_OK && !d->to.any) {
        return ri_fail(err, RACI_INVALID,
                       "the finding %s goes to nobody for a decision: accept it, or change the "
                       "rules or the organization",
                       d->finding->key);
    }
    if (status == RACI_OK) {
        status = choose(d, err);
    }
    if (status == RACI_OK) {
        status = find_actor(d, err);
    }
    return status == RACI_OK ? write(out, d, err) : status;
}

raci_status raci_decide(raci_change **out, const raci_result *result, const char *finding,
                        const raci_act_options *options, raci_error *err)
{
    deciding d = {.result = result,
                  .options = options,
                  .scheme = &ri_policy_data_of(result->policy)->scheme,
                  .arena = ri_arena_new(),
                  .title = RI_TEXT_INIT};
    raci_status status = d.arena != NULL ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = ri_act_options_check(options, true, err);
    }
    if (status == RACI_OK) {
        status = ri_act_until_check(options, result->date, err);
    }
    if (status == RACI_OK) {
        status = decide(out, &d, finding, err);
    }
    ri_act_end(&d.act);
    ri_text_free(&d.title);
    ri_arena_free(d.arena);
    return status;
}
