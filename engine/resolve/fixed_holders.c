#include "resolve/fixed_holders.h"

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "base/text.h"
#include "model/power.h"

raci_status ri_fixing_begin(ri_fixing *out, ri_arena *arena, const ri_snapshot *s, raci_error *err)
{
    *out = (ri_fixing){.arena = arena, .s = s, .said = ri_intern_new(), .whom = ri_intern_new()};
    return out->said != NULL && out->whom != NULL ? RACI_OK : ri_fail_nomem(err);
}

void ri_fixing_free(ri_fixing *fixing)
{
    ri_intern_free(fixing->said);
    ri_intern_free(fixing->whom);
}

/* ---- what is said ---- */

/* Writes an expression so that equal texts mean the same. false: it has a function. */
static bool say(ri_text *out, const ri_holder *holder)
{
    bool plain = holder->form != RI_HOLD_FUNCTION;
    ri_text_format(out, "%d", (int)holder->form);
    if (holder->key != NULL) {
        ri_text_format(out, " %s:%s", ri_kind_name(holder->kind), holder->key);
    }
    ri_text_add(out, "(");
    for (uint32_t i = 0; i < holder->n_items; i++) {
        plain = say(out, holder->items[i]) && plain;
    }
    ri_text_add(out, ")");
    return plain;
}

/* ---- whom it means ---- */

typedef struct meaning {
    const ri_snapshot *s;
    bool as_positions;
    bool known;
    bool failed; /* memory is exhausted */
    ri_indexes found;
} meaning;

static void add(meaning *m, ri_ref ref)
{
    if (m->as_positions && ri_ref_kind(ref) != RI_POSITION) {
        const uint32_t position = ri_holder_position(m->s, ref);
        if (position == RI_NONE) {
            return;
        }
        ref = ri_ref_make(RI_POSITION, position);
    }
    if (!RI_PUSH(m->found.items, m->found.n, m->found.capacity, ref)) {
        m->failed = true;
    }
}

static void add_office(meaning *m, const char *office)
{
    uint32_t n = 0;
    const uint32_t *positions = ri_snapshot_office(m->s, office, &n);
    for (uint32_t i = 0; i < n; i++) {
        add(m, ri_ref_make(RI_POSITION, positions[i]));
    }
}

static void mean(meaning *m, const ri_holder *holder)
{
    switch (holder->form) {
    case RI_HOLD_LIST:
        for (uint32_t i = 0; i < holder->n_items; i++) {
            mean(m, holder->items[i]);
        }
        break;
    case RI_HOLD_REFERENCE:
        if (holder->kind == RI_OFFICE) {
            add_office(m, holder->key);
        } else {
            const ri_ref ref = ri_snapshot_find(m->s, holder->kind, holder->key);
            if (ref != RI_NONE) {
                add(m, ref);
            }
        }
        break;
    case RI_HOLD_HEAD_OF:
    case RI_HOLD_LEAD_OF: {
        const ri_ref ref = ri_snapshot_find(m->s, holder->kind, holder->key);
        const uint32_t position = ref != RI_NONE ? ri_holder_position(m->s, ref) : RI_NONE;
        if (position != RI_NONE) {
            add(m, ri_ref_make(RI_POSITION, position));
        }
        break;
    }
    default: /* managers of lists and of whoever delivers are left to evaluation */
        m->known = false;
        break;
    }
}

/* Without a model positions are themselves, and of anything else it is not known whose they
   are. */
static void mean_unseen(meaning *m, ri_intern *names, const ri_holder *holder)
{
    if (holder->form == RI_HOLD_LIST) {
        for (uint32_t i = 0; i < holder->n_items; i++) {
            mean_unseen(m, names, holder->items[i]);
        }
        return;
    }
    if (holder->form != RI_HOLD_REFERENCE ||
        (m->as_positions ? holder->kind != RI_POSITION : holder->kind == RI_OFFICE)) {
        m->known = false;
        return;
    }
    ri_text text = RI_TEXT_INIT;
    ri_text_format(&text, "%s:%s", ri_kind_name(holder->kind), holder->key);
    const uint32_t number = text.failed ? RI_NONE : ri_intern_string(names, ri_text_string(&text));
    ri_text_free(&text);
    if (number == RI_NONE || !RI_PUSH(m->found.items, m->found.n, m->found.capacity, number)) {
        m->failed = true;
    }
}

bool ri_fixed_of(ri_fixed *out, ri_fixing *fixing, const ri_holder *holder, bool as_positions)
{
    ri_text text = RI_TEXT_INIT;
    meaning m = {.s = fixing->s, .as_positions = as_positions, .known = true};
    *out = (ri_fixed){RI_NONE, RI_NONE, 0, NULL};
    const bool plain = say(&text, holder);
    bool fits = !text.failed;
    if (fits && plain) {
        out->said = ri_intern_string(fixing->said, ri_text_string(&text));
        fits = out->said != RI_NONE;
    }
    if (fits && fixing->s != NULL) {
        mean(&m, holder);
    } else if (fits) {
        mean_unseen(&m, fixing->said, holder);
    }
    fits = fits && !m.failed;
    if (fits && m.known) {
        out->n = m.found.n > 0 ? (uint32_t)ri_order_unique(m.found.items, m.found.n) : 0;
        out->whom = ri_intern_put(fixing->whom, out->n > 0 ? (const char *)m.found.items : "",
                                  out->n * sizeof *m.found.items);
        out->refs = ri_arena_keep(fixing->arena, m.found.items, out->n, sizeof *m.found.items);
        fits = out->whom != RI_NONE && out->refs != NULL;
    }
    ri_free(m.found.items);
    ri_text_free(&text);
    return fits;
}

ri_differ ri_fixed_differ(const ri_fixed *a, const ri_fixed *b)
{
    if ((a->whom != RI_NONE && a->n == 0) || (b->whom != RI_NONE && b->n == 0)) {
        return RI_DIFFER_NOT; /* who gives nobody disagrees with nobody */
    }
    if (a->whom != RI_NONE && b->whom != RI_NONE) {
        return a->whom == b->whom ? RI_DIFFER_NOT : RI_DIFFER_SURELY;
    }
    return a->said != RI_NONE && a->said == b->said ? RI_DIFFER_NOT : RI_DIFFER_PERHAPS;
}
