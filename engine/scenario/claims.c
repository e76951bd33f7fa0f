#include "scenario/claims.h"

#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "model/power.h"

typedef struct claiming {
    const ri_snapshot *s;
    const ri_scheme *scheme;
    const ri_finding *finding;
    const ri_settlement *t;
    ri_arena *arena;
    ri_claims *out;
    ri_indexes claimants; /* references */
    bool failed;
} claiming;

/* Whom a holder stands for, an office for the position that has it. */
static ri_ref stands_for(const claiming *c, ri_ref holder)
{
    const uint32_t position = ri_position_meant(c->s, holder);
    return position != RI_NONE ? ri_ref_make(RI_POSITION, position) : holder;
}

static void push(claiming *c, ri_indexes *to, uint32_t item)
{
    if (!RI_PUSH(to->items, to->n, to->capacity, item)) {
        c->failed = true;
    }
}

/* ---- who claims it ---- */

static bool is_about(const claiming *c, const ri_dispute *dispute)
{
    return dispute->subject == c->finding->subject &&
           ri_scheme_letter(c->scheme, dispute->letter) == (int)c->out->letter;
}

static void add_holder(claiming *c, ri_ref holder)
{
    if (holder != RI_NONE) {
        push(c, &c->claimants, stands_for(c, holder));
    }
}

static void find_claimants(claiming *c)
{
    const ri_finding *finding = c->finding;
    for (uint32_t i = 0; i < finding->n_parties; i++) {
        push(c, &c->claimants, finding->parties[i]);
    }
    if (ri_ref_kind(finding->subject) == RI_POSITION) {
        push(c, &c->claimants, finding->subject);
    }
    if (c->t != NULL) {
        const ri_outcome *outcome = &c->t->letters[c->out->letter];
        for (uint32_t i = 0; i < outcome->n_givings; i++) {
            add_holder(c, outcome->givings[i].holder);
        }
        for (uint32_t i = 0; i < c->s->n_disputes; i++) {
            if (is_about(c, &c->s->disputes[i])) {
                add_holder(c, c->s->disputes[i].by);
                add_holder(c, c->s->disputes[i].claims);
            }
        }
    }
}

static bool is_party(const claiming *c, ri_ref claimant)
{
    for (uint32_t i = 0; i < c->finding->n_parties; i++) {
        if (c->finding->parties[i] == claimant) {
            return true;
        }
    }
    return false;
}

/* ---- by what ---- */

/* Of the givings of one holder, which stand together. */
static bool take_ground(claiming *c, ri_ground *out, uint8_t letter, const ri_giving *givings,
                        uint32_t n)
{
    uint32_t n_bans = 0;
    *out = (ri_ground){.letter = letter, .holder = givings[0].holder, .fate = givings[0].fate};
    for (uint32_t i = 0; i < n; i++) {
        out->fate = givings[i].fate < out->fate ? givings[i].fate : out->fate;
        n_bans += givings[i].n_bans;
    }
    out->rules = ri_arena_array(c->arena, n, sizeof *out->rules);
    out->against = ri_arena_array(c->arena, n_bans, sizeof *out->against);
    if (out->rules == NULL || out->against == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        out->rules[out->n_rules++] = givings[i].winner;
        for (uint32_t k = 0; out->fate != RI_KEPT && k < givings[i].n_bans; k++) {
            out->against[out->n_against++] = c->t->bans[givings[i].first_ban + k];
        }
    }
    out->n_against = (uint32_t)ri_order_unique(out->against, out->n_against);
    return true;
}

/* Of other letters than the one that is claimed the work counts that parties really do. */
static bool counts(const claiming *c, ri_ref claimant, uint8_t letter, const ri_giving *giving)
{
    return stands_for(c, giving->holder) == claimant &&
           (letter == c->out->letter ||
            (letter == c->scheme->responsible && giving->fate == RI_KEPT && is_party(c, claimant)));
}

/* Fills grounds, or with NULL only counts them. */
static uint32_t take_grounds(claiming *c, ri_ground *out, ri_ref claimant)
{
    uint32_t n = 0;
    for (uint8_t letter = 0; c->t != NULL && letter < c->scheme->n; letter++) {
        const ri_outcome *outcome = &c->t->letters[letter];
        for (uint32_t i = 0, next = 0; i < outcome->n_givings; i = next) {
            const ri_giving *first = &outcome->givings[i];
            for (next = i + 1;
                 next < outcome->n_givings && outcome->givings[next].holder == first->holder;
                 next++) {
            }
            if (!counts(c, claimant, letter, first)) {
                continue;
            }
            if (out != NULL && !take_ground(c, &out[n], letter, first, next - i)) {
                c->failed = true;
                return n;
            }
            n++;
        }
    }
    return n;
}

static void take_disputes(claiming *c, ri_claim *claim)
{
    claim->disputes = ri_arena_array(c->arena, c->s->n_disputes, sizeof *claim->disputes);
    if (claim->disputes == NULL) {
        c->failed = true;
        return;
    }
    for (uint32_t i = 0; c->t != NULL && i < c->s->n_disputes; i++) {
        const ri_dispute *dispute = &c->s->disputes[i];
        const bool theirs =
            (dispute->by != RI_NONE && stands_for(c, dispute->by) == claim->claimant) ||
            (dispute->claims != RI_NONE && stands_for(c, dispute->claims) == claim->claimant);
        if (theirs && is_about(c, dispute)) {
            claim->disputes[claim->n_disputes++] = i;
        }
    }
}

/* ---- the whole ---- */

static void find_common(claiming *c)
{
    uint32_t *positions = ri_arena_array(c->arena, c->out->n, sizeof *positions);
    size_t n = 0;
    for (size_t i = 0; positions != NULL && i < c->out->n; i++) {
        if (ri_ref_kind(c->out->items[i].claimant) == RI_POSITION) {
            positions[n++] = ri_ref_index(c->out->items[i].claimant);
        }
    }
    c->failed = c->failed || positions == NULL;
    c->out->common = n > 1 ? ri_lowest_common_superior(c->s, positions, n) : RI_NONE;
}

static void take_claim(claiming *c, ri_claim *claim)
{
    claim->n_grounds = take_grounds(c, NULL, claim->claimant);
    claim->grounds = ri_arena_array(c->arena, claim->n_grounds, sizeof *claim->grounds);
    if (claim->grounds == NULL) {
        c->failed = true;
        return;
    }
    (void)take_grounds(c, claim->grounds, claim->claimant);
    take_disputes(c, claim);
}

bool ri_claims_find(ri_claims *out, const raci_result *result, const ri_finding *finding,
                    const ri_settlement *settlement, ri_arena *arena)
{
    claiming c = {.s = result->snapshot,
                  .scheme = &ri_policy_data_of(result->policy)->scheme,
                  .finding = finding,
                  .t = settlement,
                  .arena = arena,
                  .out = out};
    *out = (ri_claims){.letter = RI_NO_LETTER, .common = RI_NONE};
    if (settlement != NULL) {
        out->letter = finding->letter != RI_NO_LETTER ? finding->letter : c.scheme->accountable;
    }
    find_claimants(&c);
    const size_t n = ri_order_unique(c.claimants.items, c.claimants.n);
    const ri_ref *claimants = ri_arena_keep(arena, c.claimants.items, n, sizeof *claimants);
    ri_free(c.claimants.items);
    out->items = ri_arena_array(arena, n, sizeof *out->items);
    if (claimants == NULL || out->items == NULL) {
        return false;
    }
    for (size_t i = 0; !c.failed && i < n; i++) {
        out->items[out->n] = (ri_claim){.claimant = claimants[i]};
        take_claim(&c, &out->items[out->n++]);
    }
    find_common(&c);
    return !c.failed;
}
