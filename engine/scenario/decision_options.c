#include "scenario/decision_options.h"

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/power.h"

typedef struct listing {
    const raci_result *result;
    const ri_snapshot *s;
    const ri_scheme *scheme;
    const ri_finding *finding;
    ri_arena *arena;
    uint8_t letter;       /* that would be given */
    ri_indexes claimants; /* positions, in the order of keys */
    ri_option *items;
    size_t n;
    size_t capacity;
} listing;

const char *ri_option_name(ri_option_kind kind)
{
    static const char *const names[] = {"claimant", "superior", "joint", "acting"};
    return names[kind];
}

/* ---- who is in contention ---- */

static bool claim(listing *l, uint32_t position)
{
    return position == RI_NONE ||
           RI_PUSH(l->claimants.items, l->claimants.n, l->claimants.capacity, position);
}

/* Whom those who dispute the letter say it should be. */
static bool claim_disputed(listing *l)
{
    const ri_snapshot *s = l->s;
    bool done = true;
    for (uint32_t i = 0; done && i < s->n_disputes; i++) {
        const ri_dispute *dispute = &s->disputes[i];
        if (dispute->subject == l->finding->subject && dispute->claims != RI_NONE &&
            ri_ref_kind(dispute->claims) != RI_OFFICE &&
            ri_scheme_letter(l->scheme, dispute->letter) == (int)l->letter) {
            done = claim(l, ri_holder_position(s, dispute->claims));
        }
    }
    return done;
}

static bool claim_heads(listing *l, uint32_t unit_set)
{
    const ri_lists *sets = &l->s->unit_sets.of;
    bool done = true;
    for (uint32_t i = sets->first[unit_set]; done && i < sets->first[unit_set + 1]; i++) {
        done = claim(l, l->s->units.head[sets->items[i]]);
    }
    return done;
}

/* Of a gap nobody claims anything: those who do the work could. */
static bool claim_workers(listing *l)
{
    const ri_snapshot *s = l->s;
    const ri_ref subject = l->finding->subject;
    const uint32_t at = ri_ref_index(subject);
    uint32_t n = 0;
    const ri_ref *holders = ri_matrix_holders(&l->result->matrix, ri_subject_number(s, subject),
                                              l->scheme->responsible, &n);
    bool done = true;
    for (uint32_t i = 0; done && i < n; i++) {
        done = claim(l, ri_holder_position(s, holders[i]));
    }
    if (done && ri_ref_kind(subject) == RI_TOUCHPOINT) {
        done = claim_heads(l, s->touchpoints.unit_set[at]);
    }
    if (done && ri_ref_kind(subject) == RI_HANDOFF) {
        done = claim_heads(l, ri_handoff_passing(&s->handoffs, at).unit_set);
    }
    return done && (ri_ref_kind(subject) != RI_JOURNEY || claim(l, s->journeys.lead[at]));
}

static bool find_claimants(listing *l)
{
    const ri_finding *finding = l->finding;
    bool done = true;
    for (uint32_t i = 0; done && i < finding->n_parties; i++) {
        done = claim(l, ri_ref_index(finding->parties[i]));
    }
    if (done && finding->code == RI_DISPUTED) {
        done = claim_disputed(l);
    }
    if (done && l->claimants.n == 0) {
        done = claim_workers(l);
    }
    l->claimants.n = ri_order_unique(l->claimants.items, l->claimants.n);
    return done;
}

/* ---- options ---- */

static const char *reference(listing *l, ri_kind kind, uint32_t row)
{
    return ri_arena_format(l->arena, "%s:%s", ri_kind_name(kind),
                           ri_snapshot_key(l->s, ri_ref_make(kind, row)));
}

static bool add_ruling(listing *l, ri_option_kind kind, const uint32_t *positions, uint32_t n)
{
    const char **holders = ri_arena_array(l->arena, n, sizeof *holders);
    bool done = holders != NULL;
    for (uint32_t i = 0; done && i < n; i++) {
        holders[i] = reference(l, RI_POSITION, positions[i]);
        done = holders[i] != NULL;
    }
    const ri_option option = {
        .kind = kind,
        .subject = ri_arena_string(l->arena, l->finding->subject_text),
        .letter = ri_arena_string(l->arena, l->scheme->letters[l->letter].letter),
        .holders = holders,
        .n_holders = n,
    };
    return done && option.subject != NULL && option.letter != NULL &&
           RI_PUSH(l->items, l->n, l->capacity, option);
}

/* The lowest filled position at one or above it, or RI_NONE. */
static uint32_t filled_above(const ri_snapshot *s, uint32_t position)
{
    while (position != RI_NONE && ri_position_vacant(s, position)) {
        position = s->positions.up[position];
    }
    return position;
}

static bool add_superior(listing *l)
{
    const uint32_t lowest = ri_lowest_common_superior(l->s, l->claimants.items, l->claimants.n);
    const uint32_t superior = filled_above(l->s, lowest);
    return superior == RI_NONE || ri_order_has(l->claimants.items, l->claimants.n, superior) ||
           add_ruling(l, RI_OPTION_SUPERIOR, &superior, 1);
}

/* The letter to each of them; to somebody above them; to all of them. */
static bool add_rulings(listing *l)
{
    bool done = true;
    for (size_t i = 0; done && i < l->claimants.n; i++) {
        done = ri_position_vacant(l->s, l->claimants.items[i]) ||
               add_ruling(l, RI_OPTION_CLAIMANT, &l->claimants.items[i], 1);
    }
    if (done && l->claimants.n > 0) {
        done = add_superior(l);
    }
    if (done && l->claimants.n > 1 && l->letter == l->scheme->accountable) {
        done = add_ruling(l, RI_OPTION_JOINT, l->claimants.items, (uint32_t)l->claimants.n);
    }
    return done;
}

/* By whoever sits first in the lowest filled position above it. */
static bool add_acting(listing *l, uint32_t position)
{
    const ri_snapshot *s = l->s;
    const uint32_t above = filled_above(s, position);
    if (above == RI_NONE || above == position) {
        return true;
    }
    const uint32_t person = s->seats[s->positions.first_seat[above]].person;
    const ri_option option = {
        .kind = RI_OPTION_ACTING,
        .step = ri_arena_format(l->arena,
                                "appoint { position = \"%s\", person = \"%s\", kind = \"acting\" }",
                                s->positions.rows.key[position], s->people.rows.key[person]),
        .position = reference(l, RI_POSITION, position),
        .person = reference(l, RI_PERSON, person),
    };
    return option.step != NULL && option.position != NULL && option.person != NULL &&
           RI_PUSH(l->items, l->n, l->capacity, option);
}

/* The seats that the finding names and, where it is about a unit, that of its head. */
static bool add_appointments(listing *l)
{
    const ri_ref subject = l->finding->subject;
    ri_indexes seats = {.n = 0};
    uint32_t own = RI_NONE;
    bool done = true;
    if (ri_ref_kind(subject) == RI_POSITION) {
        own = ri_ref_index(subject);
    } else if (ri_ref_kind(subject) == RI_UNIT) {
        own = l->s->units.head[ri_ref_index(subject)];
    }
    done = own == RI_NONE || RI_PUSH(seats.items, seats.n, seats.capacity, own);
    for (size_t i = 0; done && i < l->claimants.n; i++) {
        done = RI_PUSH(seats.items, seats.n, seats.capacity, l->claimants.items[i]);
    }
    seats.n = ri_order_unique(seats.items, seats.n);
    for (size_t i = 0; done && i < seats.n; i++) {
        done = add_acting(l, seats.items[i]);
    }
    ri_free(seats.items);
    return done;
}

/* ---- the list ---- */

static bool can_be_ruled(ri_ref subject)
{
    const ri_kind kind = ri_ref_kind(subject);
    return kind == RI_TOUCHPOINT || kind == RI_HANDOFF || kind == RI_JOURNEY ||
           kind == RI_ENTERPRISE;
}

raci_status ri_options_of(ri_option **out, size_t *n, const raci_result *result,
                          const ri_finding *finding, ri_arena *arena, raci_error *err)
{
    listing l = {.result = result,
                 .s = result->snapshot,
                 .scheme = &ri_policy_data_of(result->policy)->scheme,
                 .finding = finding,
                 .arena = arena};
    l.letter = finding->letter != RI_NO_LETTER ? finding->letter : l.scheme->accountable;
    bool done = true;
    if (can_be_ruled(finding->subject)) {
        done = find_claimants(&l) && add_rulings(&l);
    }
    done = done && add_appointments(&l);
    ri_option *items = done ? ri_arena_keep(arena, l.items, l.n, sizeof *items) : NULL;
    ri_free(l.items);
    ri_free(l.claimants.items);
    if (items == NULL) {
        return ri_fail_nomem(err);
    }
    *out = items;
    *n = l.n;
    return RACI_OK;
}
