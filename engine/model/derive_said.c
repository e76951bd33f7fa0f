/*
 * What is said about things, once they are there, or are not: mandates, stated rows,
 * rulings, disputes, walks. And which rulings others deliver the subject of now.
 */
#include "model/deriving.h"

#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/order.h"

/* Whether things of some kind are there that were not, or the other way round. */
static bool presence_differs(const ri_deriving *d)
{
    return d->appears[RI_UNIT] || d->appears[RI_POSITION] || d->appears[RI_PERSON] ||
           d->appears[RI_TOUCHPOINT] || d->out->handoffs.absent != d->s->handoffs.absent;
}

static const char *shared_text(ri_deriving *d, const char *text)
{
    const uint32_t number = ri_intern_string(d->out->own->texts, text);
    d->failed = d->failed || number == RI_NONE;
    return number != RI_NONE ? ri_intern_get(d->out->own->texts, number) : "";
}

/* ---- mandates ---- */

static bool is_withdrawn(const ri_deriving *d, uint32_t mandate)
{
    return (d->p->withdrawn != NULL && d->p->withdrawn[mandate] != 0) ||
           !ri_row_there(&d->out->positions.rows, d->s->mandates[mandate].position);
}

static void gather_mandates(ri_deriving *d, ri_mandate *out, uint32_t *n)
{
    const ri_prospect *p = d->p;
    for (uint32_t i = 0; i < d->s->n_mandates; i++) {
        if (!is_withdrawn(d, i)) {
            out[(*n)++] = d->s->mandates[i];
        }
    }
    for (size_t i = 0; i < p->n_mandates && !d->failed; i++) {
        const ri_new_mandate *mandate = &p->mandates[i];
        if (!mandate->dropped && ri_row_there(&d->out->positions.rows, mandate->position)) {
            out[(*n)++] = (ri_mandate){.position = mandate->position,
                                       .scope_text = shared_text(d, mandate->scope),
                                       .from = d->s->date,
                                       .to = RI_DAY_MAX};
        }
    }
}

static void derive_mandates(ri_deriving *d)
{
    const ri_prospect *p = d->p;
    ri_snapshot *out = d->out;
    if (!presence_differs(d) && p->n_mandates == 0 && p->withdrawn == NULL) {
        return;
    }
    const size_t room = d->s->n_mandates + p->n_mandates;
    ri_mandate *mandates = ri_arena_array(d->arena, room, sizeof *mandates);
    uint32_t n = 0;
    if (mandates == NULL) {
        d->failed = true;
        return;
    }
    gather_mandates(d, mandates, &n);
    for (uint32_t i = 0; i < n && !d->failed; i++) {
        mandates[i].scope = ri_scope_of(out, mandates[i].scope_text);
    }
    d->failed = d->failed || !ri_order(mandates, n, sizeof *mandates, ri_mandate_order, NULL);
    out->mandates = mandates;
    out->n_mandates = n;
    out->has_mandates = n > 0;
    d->failed = d->failed || !ri_index_mandates(&d->l);
}

static void derive_walks(ri_deriving *d)
{
    ri_snapshot *out = d->out;
    if (!d->ends[RI_POSITION] || RI_DERIVE(d, out->walks, out->n_walks) == NULL) {
        return;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->n_walks; i++) {
        if (ri_row_there(&out->positions.rows, out->walks[i].position)) {
            out->walks[kept++] = out->walks[i];
        }
    }
    out->n_walks = kept;
}

/* ---- stated rows ---- */

/* Whether who is named may be there now and was not, or the other way round. */
static bool may_differ(const ri_deriving *d, ri_ref holder)
{
    const ri_kind kind = holder != RI_NONE ? ri_ref_kind(holder) : RI_KIND_COUNT;
    return holder == RI_NONE || kind == RI_OFFICE ||
           (d->ends[kind] && !ri_row_there(ri_snapshot_rows(d->out, kind), ri_ref_index(holder)));
}

static bool offices_differ(const ri_deriving *d)
{
    return d->out->own->offices.items != d->s->own->offices.items;
}

static ri_ref holder_now(ri_deriving *d, ri_ref holder, const char *text)
{
    return may_differ(d, holder) ? ri_loading_holder(&d->l, text) : holder;
}

/* A row as it is to be; *there is false for one that goes. */
static const ri_new_stated *said_of(const ri_deriving *d, const ri_stated *row)
{
    uint32_t at = RI_NONE;
    (void)ri_map_get(&d->p->stated_last, ri_ref_index(row->subject), &at);
    for (; at != RI_NONE; at = d->p->stated[at].before) {
        const ri_new_stated *said = &d->p->stated[at];
        if (strcmp(said->letter, row->letter) == 0 && strcmp(said->holder, row->holder_text) == 0) {
            return said;
        }
    }
    return NULL;
}

static const char *reason_of(ri_deriving *d, const ri_new_stated *said)
{
    return said->reason != NULL && *said->reason != '\0' ? shared_text(d, said->reason) : NULL;
}

static ri_stated state_anew(ri_deriving *d, const ri_new_stated *said)
{
    const char *key = d->s->touchpoints.rows.key[said->touchpoint];
    ri_stated row = {
        .subject = ri_ref_make(RI_TOUCHPOINT, said->touchpoint),
        .letter = shared_text(d, said->letter),
        .holder_text = shared_text(d, said->holder),
        .reason = reason_of(d, said),
        .name = ri_arena_format(d->arena, "stated:%s:%s:%s", key, said->letter, said->holder),
        .to = RI_DAY_MAX};
    row.holder = ri_loading_holder(&d->l, said->holder);
    d->failed = d->failed || row.name == NULL;
    return row;
}

static void gather_stated(ri_deriving *d, ri_stated *out, uint32_t *n)
{
    const ri_rows *rows = &d->out->touchpoints.rows;
    for (uint32_t i = 0; i < d->s->n_stated && !d->failed; i++) {
        ri_stated row = d->s->stated[i];
        const ri_new_stated *said = d->p->n_stated > 0 ? said_of(d, &row) : NULL;
        if (!ri_row_there(rows, ri_ref_index(row.subject)) || (said != NULL && said->gone)) {
            continue;
        }
        row.reason = said != NULL ? reason_of(d, said) : row.reason;
        row.holder = holder_now(d, row.holder, row.holder_text);
        out[(*n)++] = row;
    }
    for (size_t i = 0; i < d->p->n_stated && !d->failed; i++) {
        const ri_new_stated *said = &d->p->stated[i];
        if (!said->was && !said->gone && ri_row_there(rows, said->touchpoint)) {
            out[(*n)++] = state_anew(d, said);
        }
    }
}

static void derive_stated(ri_deriving *d)
{
    const size_t room = d->s->n_stated + d->p->n_stated;
    ri_stated *stated = NULL;
    uint32_t n = 0;
    if (!presence_differs(d) && !offices_differ(d) && d->p->n_stated == 0) {
        return;
    }
    stated = ri_arena_array(d->arena, room, sizeof *stated);
    if (stated == NULL) {
        d->failed = true;
        return;
    }
    gather_stated(d, stated, &n);
    d->failed = d->failed || !ri_order(stated, n, sizeof *stated, ri_stated_order, &d->s->date);
    d->out->stated = stated;
    d->out->n_stated = n;
}

/* ---- rulings and disputes ---- */

static bool subject_there(const ri_deriving *d, ri_ref subject)
{
    const ri_rows *rows = ri_snapshot_rows(d->out, ri_ref_kind(subject));
    return ri_ref_kind(subject) == RI_HANDOFF
               ? ri_handoff_there(&d->out->handoffs, ri_ref_index(subject))
               : rows == NULL || ri_row_there(rows, ri_ref_index(subject));
}

/* Rulings of which others deliver the subject may be other ones, whatever else is. */
static bool deliverers_differ(const ri_deriving *d)
{
    return d->out->touchpoints.unit_set != d->s->touchpoints.unit_set ||
           d->out->handoffs.n_repassing > 0;
}

static void derive_rulings(ri_deriving *d)
{
    const ri_snapshot *s = d->s;
    const uint32_t all = s->n_rulings + s->n_ended_rulings;
    ri_stated *rulings = ri_arena_array(d->arena, all, sizeof *rulings);
    uint32_t kept = 0;
    if (rulings == NULL) {
        d->failed = true;
        return;
    }
    d->out->n_rulings = 0;
    for (uint32_t i = 0; i < all; i++) {
        if (subject_there(d, s->rulings[i].subject)) {
            ri_stated *row = &rulings[kept++];
            *row = s->rulings[i];
            row->holder = holder_now(d, row->holder, row->holder_text);
            d->out->n_rulings += i < s->n_rulings;
        }
    }
    d->out->rulings = rulings;
    d->out->n_ended_rulings = kept - d->out->n_rulings;
}

/* What began with units that are not there any more, or are only now, differs too. */
static void compare_rulings(ri_deriving *d)
{
    const ri_basis *basis = d->basis;
    ri_ruled_unit *rows = ri_arena_array(d->arena, basis->n_ruled, sizeof *rows);
    uint32_t kept = 0;
    for (uint32_t i = 0; rows != NULL && i < basis->n_ruled; i++) {
        ri_ruled_unit row = basis->ruled[i];
        if (row.unit != RI_NO_UNIT) {
            row.unit = ri_derive_link(d, RI_UNIT, row.unit);
        }
        if (subject_there(d, row.subject)) {
            rows[kept++] = row;
        }
    }
    d->failed = d->failed || rows == NULL || ri_rulings_compare(&d->l, rows, kept, NULL) != RACI_OK;
}

static void derive_disputes(ri_deriving *d)
{
    ri_snapshot *out = d->out;
    ri_dispute *disputes = ri_arena_array(d->arena, d->s->n_disputes, sizeof *disputes);
    uint32_t kept = 0;
    if (disputes == NULL) {
        d->failed = true;
        return;
    }
    for (uint32_t i = 0; i < d->s->n_disputes; i++) {
        const ri_dispute *was = &d->s->disputes[i];
        if (subject_there(d, was->subject)) {
            ri_dispute *row = &disputes[kept++];
            *row = *was;
            row->by = holder_now(d, row->by, row->by_text);
            row->claims = holder_now(d, row->claims, row->claims_text);
        }
    }
    out->disputes = disputes;
    out->n_disputes = kept;
}

void ri_derive_said(ri_deriving *d)
{
    const bool decided = d->s->n_rulings + d->s->n_ended_rulings > 0;
    const bool anew = presence_differs(d) || offices_differ(d);
    derive_mandates(d);
    derive_walks(d);
    derive_stated(d);
    if (decided && (anew || deliverers_differ(d))) {
        derive_rulings(d);
        compare_rulings(d);
    }
    if (d->s->n_disputes > 0 && anew) {
        derive_disputes(d);
    }
}
