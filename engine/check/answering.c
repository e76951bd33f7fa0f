#include "check/answering.h"

#include "base/memory.h"
#include "resolve/subjects.h"

static const ri_kind kinds[] = {RI_POSITION, RI_UNIT, RI_TEAM, RI_PERSON};
#define KINDS (sizeof kinds / sizeof kinds[0])

/* A unit while one touchpoint is looked at: the last one, + 1, at which it was met. */
typedef struct met {
    uint32_t accountable;
    uint32_t powerless; /* somebody of it is accountable and does not command */
    uint32_t responsible;
} met;

typedef struct reading {
    const ri_work *work;
    ri_answering *out;
    met *units;
} reading;

static bool get_ready(reading *r, ri_answering *out)
{
    const ri_snapshot *s = r->work->s;
    const uint32_t n_units = s->units.rows.n;
    bool done = true;
    for (size_t i = 0; i < KINDS; i++) {
        const ri_kind kind = kinds[i];
        out->by[kind] = ri_alloc_zeroed(ri_snapshot_rows(s, kind)->n * sizeof *out->by[kind]);
        done = done && out->by[kind] != NULL;
    }
    out->under = ri_alloc_zeroed(n_units * sizeof *out->under);
    r->units = ri_alloc_zeroed(n_units * sizeof *r->units);
    return done && out->under != NULL && r->units != NULL;
}

/* The unit in which a holder is, RI_NONE for none. */
static uint32_t unit_of(const ri_snapshot *s, ri_ref holder)
{
    const uint32_t at = ri_ref_index(holder);
    return ri_ref_kind(holder) == RI_UNIT       ? at
           : ri_ref_kind(holder) == RI_POSITION ? s->positions.unit[at]
                                                : RI_NONE;
}

static bool commands(const ri_work *work, ri_ref holder, uint32_t touchpoint)
{
    uint32_t one = RI_NONE;
    size_t n = 0;
    ri_hurdle hurdle;
    const uint32_t *positions = ri_commanding_positions(work->s, holder, &one, &n);
    return ri_commands_work(work, positions, n, touchpoint, &hurdle) != RI_WAY_NONE;
}

/* All who are accountable themselves first: whether all of a unit have power is known when its
   units count it. */
static void meet_accountable(reading *r, const ri_row *row, uint32_t touchpoint)
{
    const ri_snapshot *s = r->work->s;
    for (uint32_t i = 0; i < row->n; i++) {
        const ri_ref holder = row->holder[i];
        if (row->letter[i] != r->work->accountable) {
            continue;
        }
        ri_answers_for *own = &r->out->by[ri_ref_kind(holder)][ri_ref_index(holder)];
        own->accountable++;
        if (commands(r->work, holder, touchpoint)) {
            own->commanded++;
            continue;
        }
        for (uint32_t at = unit_of(s, holder); at != RI_NONE; at = s->units.up[at]) {
            r->units[at].powerless = touchpoint + 1;
        }
    }
}

/* Then the units of one of them. */
static void add_accountable(reading *r, ri_ref holder, uint32_t touchpoint)
{
    const ri_units *units = &r->work->s->units;
    for (uint32_t at = unit_of(r->work->s, holder); at != RI_NONE; at = units->up[at]) {
        if (r->units[at].accountable != touchpoint + 1) {
            r->units[at].accountable = touchpoint + 1;
            r->out->under[at].accountable++;
            r->out->under[at].commanded += r->units[at].powerless != touchpoint + 1;
        }
    }
}

static void add_responsible(reading *r, ri_ref holder, uint32_t touchpoint)
{
    const ri_units *units = &r->work->s->units;
    r->out->by[ri_ref_kind(holder)][ri_ref_index(holder)].responsible++;
    for (uint32_t at = unit_of(r->work->s, holder); at != RI_NONE; at = units->up[at]) {
        if (r->units[at].responsible != touchpoint + 1) {
            r->units[at].responsible = touchpoint + 1;
            r->out->under[at].responsible++;
        }
    }
}

bool ri_answering_count(ri_answering *out, const ri_work *work)
{
    const ri_snapshot *s = work->s;
    reading r = {.work = work, .out = out};
    *out = (ri_answering){.under = NULL};
    const bool ready = get_ready(&r, out);
    for (uint32_t t = 0; ready && t < s->touchpoints.rows.n; t++) {
        const uint32_t subject = ri_subject_number(s, ri_ref_make(RI_TOUCHPOINT, t));
        const ri_row row = ri_matrix_row_of(work->matrix, subject);
        meet_accountable(&r, &row, t);
        for (uint32_t i = 0; i < row.n; i++) {
            if (row.letter[i] == work->accountable) {
                add_accountable(&r, row.holder[i], t);
            } else if (row.letter[i] == work->responsible) {
                add_responsible(&r, row.holder[i], t);
            }
        }
    }
    ri_free(r.units);
    return ready;
}

void ri_answering_free(ri_answering *answering)
{
    for (size_t i = 0; i < KINDS; i++) {
        ri_free(answering->by[kinds[i]]);
    }
    ri_free(answering->under);
    *answering = (ri_answering){.under = NULL};
}
