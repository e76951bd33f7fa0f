/*
 * Checks of rules that could not do what they say: nobody answers a holder
 * expression, nobody meets a requirement, or the rule itself failed.
 */
#include <string.h>

#include "check/checking.h"

static ri_identity failed_rule(uint32_t rule)
{
    return (ri_identity){RI_RULE_FAILED, ri_ref_make(RI_RULE, rule), RI_NO_LETTER, RI_NONE, rule};
}

/* A gap follows from a winner that gave nobody, or from one that a rule of equal
   standing contests. A winner whose function failed says less than the failure. */
void ri_explain_gap(const ri_checking *c, ri_draft *draft, const ri_settlement *t)
{
    const ri_unresolved *failed = NULL;
    const bool unresolved_on = c->in_force[RI_UNRESOLVED_HOLDER].on;
    const bool failed_on = c->in_force[RI_RULE_FAILED].on;
    for (uint32_t i = 0; i < t->n_unresolved; i++) {
        const ri_unresolved *next = &t->unresolved[i];
        if (next->letter != draft->id.letter) {
            continue;
        }
        if (next->why == RI_NOBODY_FAILED && failed_on) {
            failed = failed != NULL ? failed : next;
        } else if (unresolved_on) {
            draft->cause = (ri_identity){RI_UNRESOLVED_HOLDER, t->subject, next->letter, RI_NONE,
                                         next->source};
            return;
        }
    }
    if (failed != NULL) {
        draft->cause = failed_rule(failed->source);
    } else if (t->letters[draft->id.letter].n_contested > 0 &&
               c->in_force[RI_CONTESTED_LETTER].on) {
        draft->cause =
            (ri_identity){RI_CONTESTED_LETTER, t->subject, draft->id.letter, RI_NONE, RI_NO_SOURCE};
    }
}

/* Two rulings of one name may hold at once where their periods overlap. They stand
   side by side, and are one finding. */
static bool is_repeated(const ri_checking *c, const ri_unresolved *next, const ri_unresolved *last)
{
    return last->letter == next->letter && strcmp(ri_source_name(c->resolver, last->source),
                                                  ri_source_name(c->resolver, next->source)) == 0;
}

void ri_check_unresolved_holder(ri_checking *c, const ri_settlement *t)
{
    for (uint32_t i = 0; i < t->n_unresolved; i++) {
        const ri_unresolved *next = &t->unresolved[i];
        if (i > 0 && is_repeated(c, next, next - 1)) {
            continue;
        }
        ri_draft draft = ri_draft_begin(c, RI_UNRESOLVED_HOLDER, t->subject, next->letter);
        draft.id.source = next->source;
        draft.outcome = &t->letters[next->letter];
        draft.unresolved = next;
        ri_draft_rule(c, next->source);
        if (next->why == RI_NOBODY_FAILED && c->in_force[RI_RULE_FAILED].on) {
            draft.cause = failed_rule(next->source);
        }
        ri_draft_add(c, &draft);
    }
}

void ri_check_required_missing(ri_checking *c, const ri_settlement *t)
{
    for (uint32_t i = 0; i < t->n_missing; i++) {
        const ri_missing *next = &t->missing[i];
        ri_draft draft = ri_draft_begin(c, RI_REQUIRED_MISSING, t->subject, next->letter);
        draft.id.source = next->source;
        draft.outcome = &t->letters[next->letter];
        draft.missing = next;
        ri_draft_rule(c, next->source);
        ri_explain_gap(c, &draft, t);
        ri_draft_add(c, &draft);
    }
}

void ri_check_rule_failed(ri_checking *c, const ri_matrix *matrix)
{
    (void)matrix;
    uint32_t n = 0;
    const ri_rule_failure *failures = ri_resolver_failures(c->resolver, &n);
    for (uint32_t i = 0; i < n; i++) {
        ri_draft draft =
            ri_draft_begin(c, RI_RULE_FAILED, ri_ref_make(RI_RULE, failures[i].rule), RI_NO_LETTER);
        draft.id = failed_rule(failures[i].rule);
        draft.failure = &failures[i];
        ri_draft_rule(c, failures[i].rule);
        ri_draft_add(c, &draft);
    }
}
