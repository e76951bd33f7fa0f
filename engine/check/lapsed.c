/*
 * acceptance-expired: what was accepted is still there, but the acceptance has ended,
 * by its date or because the finding has changed. One finding for each subject.
 *
 * What is found tells by its key whether it was accepted once, so the collector notes
 * it here, and asks for these findings when all others are known.
 */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "check/overall.h"

bool ri_any_accepted(const ri_checking *c)
{
    return c->s->n_acceptances + c->s->n_ended_acceptances > 0;
}

static int compare_key(const void *acceptance, const void *key, const void *context)
{
    (void)context;
    return strcmp(((const ri_acceptance *)acceptance)->finding, key);
}

/* The first acceptance of a finding among n that stand in the order of keys, or NULL;
   *same counts them. */
static const ri_acceptance *acceptances_of(const ri_acceptance *rows, uint32_t n, const char *key,
                                           uint32_t *same)
{
    const size_t at = ri_order_place(rows, n, sizeof *rows, compare_key, key, NULL);
    for (*same = 0; at + *same < n && strcmp(rows[at + *same].finding, key) == 0;) {
        ++*same;
    }
    return *same > 0 ? &rows[at] : NULL;
}

const ri_acceptance *ri_acceptance_covering(const ri_snapshot *s, const char *key,
                                            const char *fingerprint)
{
    uint32_t n = 0;
    const ri_acceptance *of = acceptances_of(s->acceptances, s->n_acceptances, key, &n);
    while (n > 0 && strcmp(of[n - 1].fingerprint, fingerprint) != 0) {
        n--;
    }
    return n > 0 ? &of[n - 1] : NULL;
}

/* The acceptance that held last; one that is in force is of another look of it. */
static const ri_acceptance *last_acceptance(const ri_snapshot *s, const char *key)
{
    uint32_t n = 0;
    const ri_acceptance *last = acceptances_of(s->acceptances, s->n_acceptances, key, &n);
    if (last != NULL) {
        return last;
    }
    const ri_acceptance *ended =
        acceptances_of(s->acceptances + s->n_acceptances, s->n_ended_acceptances, key, &n);
    for (uint32_t i = 0; i < n; i++) {
        last = last == NULL || last->to < ended[i].to ? &ended[i] : last;
    }
    return last;
}

void ri_note_lapsed(ri_checking *c, const ri_finding *finding)
{
    if (!c->s->whole || !c->wanted[RI_ACCEPTANCE_EXPIRED] ||
        finding->code == RI_ACCEPTANCE_EXPIRED || !ri_any_accepted(c)) {
        return;
    }
    const ri_acceptance *acceptance = last_acceptance(c->s, finding->key);
    const ri_lapse lapse = {finding->subject, finding->code, finding->letter, acceptance};
    if (acceptance != NULL && !RI_PUSH(c->lapsed.items, c->lapsed.n, c->lapsed.capacity, lapse)) {
        c->out_of_memory = true;
    }
}

static int by_subject(const void *a, const void *b, const void *policy)
{
    const ri_lapse *x = a;
    const ri_lapse *y = b;
    if (x->subject != y->subject) {
        return x->subject < y->subject ? -1 : 1;
    }
    if (x->code != y->code) {
        return ri_code_order(policy, x->code, y->code);
    }
    return strcmp(x->acceptance->finding, y->acceptance->finding);
}

void ri_check_acceptance_expired(ri_checking *c)
{
    ri_lapse *items = c->lapsed.items;
    const size_t n = c->lapsed.n;
    if (!ri_order(items, n, sizeof *items, by_subject, c->policy)) {
        c->out_of_memory = true;
        return;
    }
    for (size_t i = 0, next = 0; i < n; i = next) {
        for (next = i + 1; next < n && items[next].subject == items[i].subject; next++) {
        }
        const ri_tale tale = {.lapse = &items[i], .count = next - i};
        ri_draft draft = ri_draft_begin(c, RI_ACCEPTANCE_EXPIRED, items[i].subject, RI_NO_LETTER);
        draft.tale = &tale;
        ri_draft_add(c, &draft);
    }
}
