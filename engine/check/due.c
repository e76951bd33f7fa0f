/*
 * Which subjects are to be looked at again: those that differ themselves, that are delivered,
 * led or held by what differs, or whose answer or findings pass it on their way. Too many are
 * no mistake, too few are.
 */
#include <string.h>

#include "base/memory.h"
#include "check/affected.h"
#include "check/outlook.h"
#include "model/basis.h"

typedef struct due {
    const ri_outlook *outlook;
    const ri_snapshot *was;
    const ri_snapshot *now;
    ri_affected facts;
    uint8_t *sets; /* of the grounds: those that were met */
    uint8_t *out;  /* by number of subject */
} due;

/* ---- subjects ---- */

static void mark(due *d, ri_ref subject)
{
    d->out[ri_subject_number(d->now, subject)] = 1;
}

static bool is_marked(const due *d, ri_kind kind, uint32_t index)
{
    return d->out[ri_subject_number(d->now, ri_ref_make(kind, index))] != 0;
}

/* The next of n flags that is set, from `at` on; n when there is none. */
static uint32_t next_flag(const uint8_t *of, uint32_t at, uint32_t n)
{
    const uint8_t *next = at < n ? memchr(of + at, 1, n - at) : NULL;
    return next != NULL ? (uint32_t)(next - of) : n;
}

/* The subjects that rest on a row of a kind. */
static void mark_resting(due *d, ri_kind kind, uint32_t row)
{
    const ri_grounds *grounds = &d->outlook->grounds;
    const ri_backwards *sets = &grounds->rests[kind];
    for (uint32_t i = sets->first[row]; i < sets->first[row + 1]; i++) {
        const uint32_t set = sets->items[i];
        if (d->sets[set] != 0) {
            continue;
        }
        d->sets[set] = 1;
        for (uint32_t k = grounds->subjects.first[set]; k < grounds->subjects.first[set + 1]; k++) {
            d->out[grounds->subjects.items[k]] = 1;
        }
    }
}

/* Whether something is there that was not, or somebody has another office. */
static bool anything_appears(const due *d)
{
    bool any = false;
    for (int kind = 0; kind < RI_KIND_COUNT && !any; kind++) {
        const ri_rows *was = ri_snapshot_rows(d->was, (ri_kind)kind);
        const ri_rows *now = ri_snapshot_rows(d->now, (ri_kind)kind);
        for (uint32_t i = 0; was != NULL && was->absent != now->absent && !any && i < was->n; i++) {
            any = !ri_row_there(was, i) && ri_row_there(now, i);
        }
    }
    for (uint32_t p = 0; p < d->now->positions.rows.n && !any; p++) {
        any = d->was->positions.office[p] != d->now->positions.office[p];
    }
    return any;
}

/* Whom the answer passes, and what a function may have seen, or missed. */
static void mark_by_grounds(due *d)
{
    const struct {
        ri_kind kind;
        const uint8_t *of;
        uint32_t n;
    } flagged[] = {
        {RI_JOURNEY, d->facts.journeys, d->now->journeys.rows.n},
        {RI_OFFICE, d->facts.offices, ri_intern_count(d->was->words)},
        {RI_PERSON, d->facts.people, d->now->people.rows.n},
        {RI_POSITION, d->facts.positions, d->now->positions.rows.n},
        {RI_TEAM, d->facts.teams, d->now->teams.rows.n},
        {RI_UNIT, d->facts.units, d->now->units.rows.n},
    };
    const ri_grounds *grounds = &d->outlook->grounds;
    for (size_t i = 0; i < sizeof flagged / sizeof flagged[0]; i++) {
        const uint32_t n = flagged[i].n;
        for (uint32_t row = next_flag(flagged[i].of, 0, n); row < n;
             row = next_flag(flagged[i].of, row + 1, n)) {
            mark_resting(d, flagged[i].kind, row);
        }
    }
    const uint8_t open = anything_appears(d) ? RI_OPEN_LOOKED | RI_OPEN_LACKED : RI_OPEN_LOOKED;
    for (uint32_t i = 0; (grounds->any & open) != 0 && i < grounds->n; i++) {
        d->out[i] |= (grounds->open[i] & open) != 0;
    }
    d->out[0] = 1; /* the enterprise */
}

/* Those that a unit delivers which differs, and those on a journey that does. */
static void mark_touchpoints(due *d)
{
    const ri_snapshot *of[] = {d->was, d->now};
    const uint32_t n = d->now->touchpoints.rows.n;
    const uint8_t *differ = d->facts.differing.of[RI_TOUCHPOINT];
    uint8_t *out = d->out + ri_subject_number(d->now, ri_ref_make(RI_TOUCHPOINT, 0));
    for (uint32_t set = 0; set < d->was->unit_sets.n; set++) {
        const uint32_t *rows = NULL;
        const uint32_t n_rows = ri_any_flagged(d->facts.units, &d->was->unit_sets.of, set)
                                    ? ri_basis_delivered(d->was, set, &rows)
                                    : 0;
        for (uint32_t i = 0; i < n_rows; i++) {
            out[rows[i]] = 1;
        }
    }
    for (uint32_t j = 0; j < d->now->journeys.rows.n; j++) {
        for (size_t side = 0; d->facts.journeys[j] != 0 && side < 2; side++) {
            const ri_lists *on = &of[side]->journeys.touchpoints;
            for (uint32_t i = on->first[j]; i < on->first[j + 1]; i++) {
                out[on->items[i]] = 1;
            }
        }
    }
    for (uint32_t t = next_flag(differ, 0, n); t < n; t = next_flag(differ, t + 1, n)) {
        out[t] = 1;
    }
}

/* ---- what was said and found about subjects ---- */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_stated(const ri_stated *a, const ri_stated *b)
{
    return a->subject == b->subject && a->holder == b->holder && a->from == b->from &&
           a->to == b->to && a->moved == b->moved && same_text(a->letter, b->letter) &&
           same_text(a->holder_text, b->holder_text) && same_text(a->reason, b->reason) &&
           same_text(a->by, b->by);
}

/* Rows that only one side has, or that are others: both lists stand by subject. */
static void mark_stated(due *d, const ri_stated *was, uint32_t n, const ri_stated *now, uint32_t m)
{
    uint32_t i = 0;
    uint32_t k = 0;
    for (uint32_t at = 0; at < m; at++) {
        if (ri_affected_is(&d->facts, now[at].holder)) {
            mark(d, now[at].subject);
        }
    }
    while (was != now && (i < n || k < m)) {
        if (i < n && k < m && same_stated(&was[i], &now[k])) {
            i++;
            k++;
        } else if (k == m || (i < n && was[i].subject <= now[k].subject)) {
            mark(d, was[i++].subject);
        } else {
            mark(d, now[k++].subject);
        }
    }
}

static void mark_disputes(due *d)
{
    const ri_snapshot *of[] = {d->was, d->now};
    for (size_t side = 0; side < 2; side++) {
        for (uint32_t i = 0; i < of[side]->n_disputes; i++) {
            const ri_dispute *dispute = &of[side]->disputes[i];
            if (d->was->disputes != d->now->disputes || ri_affected_is(&d->facts, dispute->by) ||
                ri_affected_is(&d->facts, dispute->claims)) {
                mark(d, dispute->subject);
            }
        }
    }
}

/* Numbers of stated rows are others once there are more or fewer of them. */
static void mark_unreasoned(due *d)
{
    const ri_unreasoned_list *list = &d->outlook->unreasoned;
    for (size_t i = 0; d->was->stated != d->now->stated && i < list->n; i++) {
        mark(d, list->items[i].subject);
    }
}

static bool arbiters_differ(const due *d)
{
    return d->was->has_mandates != d->now->has_mandates || ri_affected_office(&d->facts, "cxo") ||
           ri_affected_office(&d->facts, "ceo");
}

/* Where those who decide differ, all that went to somebody may go elsewhere. */
static void mark_escalated(due *d, const ri_finding *findings, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (findings[i].escalate.any && ri_is_subject(findings[i].subject)) {
            mark(d, findings[i].subject);
        }
    }
}

/* ---- from touchpoints to links, passages and journeys ---- */

static void mark_linked(due *d, const ri_snapshot *s)
{
    for (uint32_t i = 0; i < s->n_links; i++) {
        if (is_marked(d, RI_TOUCHPOINT, s->links[i].to)) {
            mark(d, ri_ref_make(RI_TOUCHPOINT, s->links[i].from));
        }
    }
}

/* The passages of marked touchpoints, and those that differ themselves. */
static void mark_handoffs(due *d)
{
    const uint32_t n = d->now->touchpoints.rows.n;
    const uint32_t n_handoffs = d->now->handoffs.n;
    const uint8_t *touchpoints = d->out + ri_subject_number(d->now, ri_ref_make(RI_TOUCHPOINT, 0));
    const uint8_t *differ = d->facts.differing.of[RI_HANDOFF];
    uint8_t *out = d->out + 1;
    for (uint32_t t = next_flag(touchpoints, 0, n); t < n; t = next_flag(touchpoints, t + 1, n)) {
        uint32_t first = 0;
        uint32_t end = 0;
        const uint32_t *arriving = NULL;
        const uint32_t n_arriving = ri_basis_handoffs(d->was, t, &first, &end, &arriving);
        memset(out + first, 1, end - first);
        for (uint32_t i = 0; i < n_arriving; i++) {
            out[arriving[i]] = 1;
        }
    }
    for (uint32_t i = next_flag(differ, 0, n_handoffs); i < n_handoffs;
         i = next_flag(differ, i + 1, n_handoffs)) {
        out[i] = 1;
    }
}

/* The journeys that marked touchpoints are on, or were. */
static void mark_journeys(due *d)
{
    const ri_snapshot *of[] = {d->was, d->now};
    const uint32_t first = ri_subject_number(d->now, ri_ref_make(RI_TOUCHPOINT, 0));
    const uint32_t n = d->now->touchpoints.rows.n;
    for (uint32_t j = 0; j < d->now->journeys.rows.n; j++) {
        if (d->facts.journeys[j] != 0 || d->facts.differing.of[RI_JOURNEY][j] != 0) {
            mark(d, ri_ref_make(RI_JOURNEY, j));
        }
    }
    const uint8_t *marked = d->out + first;
    for (uint32_t t = next_flag(marked, 0, n); t < n; t = next_flag(marked, t + 1, n)) {
        for (size_t side = 0; side < 2; side++) {
            const uint32_t set = of[side]->touchpoints.journey_set[t];
            const ri_lists *sets = &of[side]->journey_sets.of;
            for (uint32_t i = sets->first[set]; i < sets->first[set + 1]; i++) {
                mark(d, ri_ref_make(RI_JOURNEY, sets->items[i]));
            }
        }
    }
}

/* ---- everything ---- */

/* Whether the owner of the policy is another one, or something about it: then all that is
   out of its remit may be within. */
static bool owner_differs(const due *d)
{
    const char *owner = ri_resolver_policy(d->outlook->result->resolver)->owner;
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    if (owner == NULL || !ri_reference_split(owner, &kind, &key)) {
        return false;
    }
    if (kind == RI_OFFICE) {
        return ri_affected_office(&d->facts, key);
    }
    const ri_ref was = ri_snapshot_find(d->was, kind, key);
    const ri_ref now = ri_snapshot_find(d->now, kind, key);
    return was != now || ri_affected_is(&d->facts, now);
}

static bool all_differ(const due *d)
{
    uint32_t n_failed = 0;
    (void)ri_resolver_failures(d->outlook->result->resolver, &n_failed);
    return n_failed > 0 || d->was->several_departments != d->now->several_departments ||
           owner_differs(d);
}

/* false: memory is exhausted. */
static bool pack(ri_bits *out, const uint8_t *of, uint32_t n, ri_arena *arena)
{
    uint64_t *words = ri_arena_array(arena, (size_t)n / 64 + 1, sizeof *words);
    for (uint32_t i = next_flag(of, 0, n); words != NULL && i < n; i = next_flag(of, i + 1, n)) {
        words[i / 64] |= UINT64_C(1) << (i % 64);
    }
    *out = (ri_bits){words, n};
    return words != NULL;
}

static void mark_all(due *d)
{
    const raci_result *result = d->outlook->result;
    mark_by_grounds(d);
    mark_touchpoints(d);
    mark_stated(d, d->was->stated, d->was->n_stated, d->now->stated, d->now->n_stated);
    mark_stated(d, d->was->rulings, d->was->n_rulings, d->now->rulings, d->now->n_rulings);
    mark_disputes(d);
    mark_unreasoned(d);
    if (arbiters_differ(d)) {
        mark_escalated(d, result->findings, result->n_findings);
        mark_escalated(d, result->accepted, result->n_accepted);
    }
    mark_linked(d, d->was);
    mark_linked(d, d->now);
    mark_handoffs(d);
    mark_journeys(d);
}

bool ri_due_find(ri_bits *out, const ri_outlook *outlook, const ri_snapshot *now, ri_arena *arena)
{
    const raci_result *result = outlook->result;
    const bool superiors = ri_resolver_policy(result->resolver)->escalation.lowest_first;
    const uint32_t n = ri_subject_count(now);
    due d = {.outlook = outlook, .was = result->snapshot, .now = now};
    ri_arena *scratch = ri_arena_new();
    bool done = scratch != NULL && ri_affected_find(&d.facts, d.was, now, superiors, scratch);
    if (done) {
        d.out = ri_arena_array(scratch, n, 1);
        d.sets = ri_arena_array(scratch, ri_set_count(&outlook->grounds.sets), 1);
        done = d.out != NULL && d.sets != NULL;
    }
    if (done && all_differ(&d)) {
        memset(d.out, 1, n);
    } else if (done) {
        mark_all(&d);
    }
    done = done && pack(out, d.out, n, arena);
    ri_arena_free(scratch);
    return done;
}
