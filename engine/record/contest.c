/* Assignments contested, and that withdrawn. */
#include <string.h>

#include "base/fail.h"
#include "check/result.h"
#include "check/seeking.h"
#include "model/lookup.h"
#include "record/acting.h"

typedef struct contesting {
    ri_act act;
    const raci_answer *answer;
    uint8_t letter;
    uint32_t position;   /* of the actor, in its snapshot */
    const char *claims;  /* a reference, or NULL */
    const char *claimed; /* and its name */
    ri_text subject;
    ri_text title;
} contesting;

static const ri_snapshot *answered(const contesting *c)
{
    return c->answer->snapshot;
}

/* Whether a dispute of the answer is one of the actor's position on the letter. */
static bool is_own(const contesting *c, const ri_dispute *dispute)
{
    const ri_snapshot *s = answered(c);
    const char *own = c->act.actor.s->positions.rows.key[c->position];
    if (dispute->subject != c->answer->subject ||
        ri_scheme_letter(&ri_resolver_policy(c->answer->resolver)->scheme, dispute->letter) !=
            (int)c->letter) {
        return false;
    }
    const uint32_t position = ri_position_meant(s, dispute->by);
    return position != RI_NONE && strcmp(s->positions.rows.key[position], own) == 0;
}

static const ri_dispute *own_dispute(const contesting *c)
{
    const ri_snapshot *s = answered(c);
    for (uint32_t i = 0; i < s->n_disputes; i++) {
        if (is_own(c, &s->disputes[i])) {
            return &s->disputes[i];
        }
    }
    return NULL;
}

/* What both begin with: whose letter on what, and who says so. */
static raci_status begin(contesting *c, const char *kind, const char *letter,
                         const raci_act_options *options, bool reasoned, raci_error *err)
{
    const raci_answer *answer = c->answer;
    raci_status status = ri_act_options_check(options, reasoned, err);
    if (status == RACI_OK && answer->settlement == NULL) {
        return ri_fail(err, RACI_INVALID, "several subjects are meant; name one");
    }
    if (status == RACI_OK) {
        status =
            ri_letter_named(&c->letter, &ri_resolver_policy(answer->resolver)->scheme, letter, err);
    }
    if (status == RACI_OK) {
        status = ri_act_new(&c->act, answer->model, kind, answer->date, options, NULL, 0, err);
    }
    if (status == RACI_OK) {
        status = ri_actor_position(&c->position, &c->act.actor, err);
    }
    ri_snapshot_reference(answer->snapshot, answer->subject, &c->subject);
    return status == RACI_OK && c->subject.failed ? ri_fail_nomem(err) : status;
}

static raci_status end(contesting *c, raci_status status)
{
    ri_act_end(&c->act);
    ri_text_free(&c->subject);
    ri_text_free(&c->title);
    return status;
}

/* "A of 'Checkout'" */
static void name_letter(contesting *c)
{
    const ri_letter *letter = &ri_resolver_policy(c->answer->resolver)->scheme.letters[c->letter];
    ri_text_format(&c->title, "%s of '%s'", letter->letter,
                   ri_snapshot_name(answered(c), c->answer->subject));
}

static raci_status find_claimed(contesting *c, raci_error *err)
{
    const char *text = c->act.options->claims;
    ri_arena *arena = c->act.change->arena;
    ri_named_fit fit;
    if (text == NULL) {
        return RACI_OK;
    }
    raci_status status = ri_seek_holder(&fit, arena, c->act.model, c->act.date, text, err);
    if (status == RACI_OK) {
        c->claims = ri_arena_format(arena, "%s:%s", ri_kind_name(fit.kind), fit.key);
        c->claimed = fit.name != NULL ? fit.name : fit.key;
        status = c->claims != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    return status;
}

/* Whether there is an assignment that was not contested by them yet. */
static raci_status look_at_letter(const contesting *c, raci_error *err)
{
    const ri_scheme *scheme = &ri_resolver_policy(c->answer->resolver)->scheme;
    const char *letter = scheme->letters[c->letter].letter;
    if (c->answer->settlement->letters[c->letter].n_holders == 0) {
        return ri_fail(err, RACI_INVALID, "nobody has %s on %s, so there is nothing to contest",
                       letter, ri_text_string(&c->subject));
    }
    const ri_dispute *own = own_dispute(c);
    return own == NULL
               ? RACI_OK
               : ri_fail(err, RACI_INVALID,
                         "%s contests %s on %s already, as %s; 'raci withdraw' ends that",
                         c->act.actor.name, letter, ri_text_string(&c->subject), own->by_text);
}

static raci_status write_dispute(raci_change **out, contesting *c, raci_error *err)
{
    const ri_scheme *scheme = &ri_resolver_policy(c->answer->resolver)->scheme;
    ri_act_cells cells = {[RI_DISPUTE_SUBJECT] = ri_text_string(&c->subject),
                          [RI_DISPUTE_LETTER] = scheme->letters[c->letter].letter,
                          [RI_DISPUTE_BY] = c->act.actor.ref,
                          [RI_DISPUTE_CLAIMS] = c->claims,
                          [RI_DISPUTE_REASON] = c->act.options->because};
    raci_status status = ri_act_open(&c->act, NULL, err);
    if (status == RACI_OK) {
        status = ri_act_add(&c->act, RI_TABLE_DISPUTES, cells, err);
    }
    ri_text_format(&c->title, "%s contests ", c->act.actor.name);
    name_letter(c);
    if (c->claims != NULL && strcmp(c->claimed, c->act.actor.name) == 0) {
        ri_text_add(&c->title, ", and claims it");
    } else if (c->claims != NULL) {
        ri_text_format(&c->title, ", and claims it for %s", c->claimed);
    }
    return status == RACI_OK ? ri_act_finish(out, &c->act, &c->title, err) : status;
}

raci_status raci_contest(raci_change **out, const raci_answer *answer, const char *letter,
                         const raci_act_options *options, raci_error *err)
{
    contesting c = {.answer = answer, .subject = RI_TEXT_INIT, .title = RI_TEXT_INIT};
    raci_status status = begin(&c, "contest", letter, options, true, err);
    if (status == RACI_OK) {
        status = look_at_letter(&c, err);
    }
    if (status == RACI_OK) {
        status = find_claimed(&c, err);
    }
    if (status == RACI_OK) {
        status = write_dispute(out, &c, err);
    }
    return end(&c, status);
}

/* Ends all disputes of theirs: under the position's name, its office's, its person's. */
static raci_status end_disputes(contesting *c, raci_error *err)
{
    const ri_snapshot *s = answered(c);
    size_t n = 0;
    raci_status status = RACI_OK;
    for (uint32_t i = 0; status == RACI_OK && i < s->n_disputes; i++) {
        const ri_dispute *dispute = &s->disputes[i];
        ri_act_cells key = {[RI_DISPUTE_SUBJECT] = ri_text_string(&c->subject),
                            [RI_DISPUTE_LETTER] = dispute->letter,
                            [RI_DISPUTE_BY] = dispute->by_text};
        if (is_own(c, dispute)) {
            status = ri_act_close(&c->act, RI_TABLE_DISPUTES, key, &n, err);
        }
    }
    return status == RACI_OK && n == 0
               ? ri_fail(err, RACI_BUSY, "the model has changed meanwhile; nothing was written")
               : status;
}

raci_status raci_withdraw(raci_change **out, const raci_answer *answer, const char *letter,
                          const raci_act_options *options, raci_error *err)
{
    contesting c = {.answer = answer, .subject = RI_TEXT_INIT, .title = RI_TEXT_INIT};
    raci_status status = begin(&c, "withdraw", letter, options, false, err);
    if (status == RACI_OK && own_dispute(&c) == NULL) {
        status = ri_fail(err, RACI_NOTFOUND, "%s contests no %s on %s on %s", c.act.actor.name,
                         letter, ri_text_string(&c.subject), c.act.day);
    }
    if (status == RACI_OK) {
        status = ri_act_open(&c.act, NULL, err);
    }
    if (status == RACI_OK) {
        status = end_disputes(&c, err);
    }
    if (status == RACI_OK) {
        ri_text_format(&c.title, "%s no longer contests ", c.act.actor.name);
        name_letter(&c);
        status = ri_act_finish(out, &c.act, &c.title, err);
    }
    return end(&c, status);
}
