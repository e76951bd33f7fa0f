/*
 * Assignments that a position contests.
 */
#include "base/memory.h"
#include "base/order.h"
#include "check/checking.h"

static int compare_subject(const void *dispute, const void *subject, const void *context)
{
    const ri_ref left = ((const ri_dispute *)dispute)->subject;
    const ri_ref right = *(const ri_ref *)subject;
    (void)context;
    return left < right ? -1 : left > right;
}

/* The position that contests; RI_NONE when it is not there. */
static ri_ref contester_of(const ri_snapshot *s, const ri_dispute *dispute)
{
    const uint32_t position = ri_position_meant(s, dispute->by);
    return position != RI_NONE ? ri_ref_make(RI_POSITION, position) : RI_NONE;
}

/* One position contests one letter: under its own name, its office's, its person's, and
   perhaps in periods that overlap. */
typedef struct contest {
    uint8_t letter;
    ri_ref contester;
    uint32_t dispute;
} contest;

static int compare_contests(const void *a, const void *b, const void *context)
{
    const contest *x = a;
    const contest *y = b;
    (void)context;
    if (x->letter != y->letter) {
        return x->letter < y->letter ? -1 : 1;
    }
    if (x->contester != y->contester) {
        return x->contester < y->contester ? -1 : 1;
    }
    return x->dispute < y->dispute ? -1 : x->dispute > y->dispute;
}

static void add_dispute(ri_checking *c, const ri_settlement *t, const ri_dispute *dispute,
                        uint8_t letter, ri_ref contester)
{
    const ri_outcome *outcome = &t->letters[letter];
    ri_draft draft = ri_draft_begin(c, RI_DISPUTED, t->subject, letter);
    draft.id.other = contester;
    draft.outcome = outcome;
    draft.named = outcome->holders;
    draft.n_named = outcome->n_holders;
    draft.dispute = dispute;
    ri_draft_party(c, contester);
    ri_draft_parties(c, outcome->holders, outcome->n_holders);
    ri_draft_winners(c, outcome);
    ri_draft_add(c, &draft);
}

/* The disputes of a subject that count: a letter that nobody holds is no assignment.
   false: memory is exhausted. */
static bool gather(contest **out, size_t *n, const ri_checking *c, const ri_settlement *t)
{
    const ri_snapshot *s = c->s;
    size_t capacity = 0;
    const size_t first = ri_order_place(s->disputes, s->n_disputes, sizeof *s->disputes,
                                        compare_subject, &t->subject, NULL);
    for (uint32_t i = (uint32_t)first; i < s->n_disputes && s->disputes[i].subject == t->subject;
         i++) {
        const int letter = ri_scheme_letter(&c->policy->scheme, s->disputes[i].letter);
        const ri_ref contester = contester_of(s, &s->disputes[i]);
        if (letter < 0 || t->letters[letter].n_holders == 0 || contester == RI_NONE) {
            continue;
        }
        const contest next = {(uint8_t)letter, contester, i};
        if (!RI_PUSH(*out, *n, capacity, next)) {
            return false;
        }
    }
    return ri_order(*out, *n, sizeof **out, compare_contests, NULL);
}

void ri_check_disputed(ri_checking *c, const ri_settlement *t)
{
    contest *contests = NULL;
    size_t n = 0;
    if (!gather(&contests, &n, c, t)) {
        c->out_of_memory = true;
    }
    for (size_t i = 0; i < n && !c->out_of_memory; i++) {
        const contest *last = i > 0 ? &contests[i - 1] : NULL;
        if (last == NULL || last->letter != contests[i].letter ||
            last->contester != contests[i].contester) {
            add_dispute(c, t, &c->s->disputes[contests[i].dispute], contests[i].letter,
                        contests[i].contester);
        }
    }
    ri_free(contests);
}
