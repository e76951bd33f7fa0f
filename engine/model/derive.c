/*
 * From a prospect to a snapshot: what is shared, what things are there, and their names.
 */
#include "model/deriving.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"

/* ---- helpers ---- */

void *ri_derive_column(ri_deriving *d, const void *column, size_t n, size_t size)
{
    void *copy = ri_arena_keep(d->arena, column, n, size);
    d->failed = d->failed || copy == NULL;
    return copy;
}

bool ri_derive_says(const ri_deriving *d, ri_kind kind, int column)
{
    for (uint32_t i = 0; i < d->n_of[kind]; i++) {
        const ri_altered *altered = d->of[kind][i].it;
        if (altered->there && (altered->says >> column & 1u) != 0) {
            return true;
        }
    }
    return false;
}

uint32_t ri_derive_link(const ri_deriving *d, ri_kind kind, uint32_t row)
{
    return row != RI_NONE && ri_row_there(ri_snapshot_rows(d->out, kind), row) ? row : RI_NONE;
}

/* A column that has been copied may be copied once more: links rarely end. */
void ri_derive_unlink(ri_deriving *d, ri_kind kind, uint32_t **column, uint32_t n)
{
    const ri_rows *rows = ri_snapshot_rows(d->out, kind);
    bool copied = false;
    for (uint32_t i = 0; d->ends[kind] && !d->failed && i < n; i++) {
        if ((*column)[i] == RI_NONE || ri_row_there(rows, (*column)[i])) {
            continue;
        }
        if (!copied && RI_DERIVE(d, *column, n) == NULL) {
            return;
        }
        copied = true;
        (*column)[i] = RI_NONE;
    }
}

uint32_t ri_derive_word(ri_deriving *d, const char *text)
{
    const uint32_t word =
        text != NULL && *text != '\0' ? ri_intern_string(d->out->words, text) : RI_NONE;
    d->failed = d->failed || (text != NULL && *text != '\0' && word == RI_NONE);
    return word;
}

uint32_t ri_derive_set(ri_deriving *d, ri_set_table *table, const uint32_t *items, uint32_t n)
{
    ri_loading *l = &d->l;
    uint32_t set = 0;
    l->n_items = 0;
    for (uint32_t i = 0; i < n && !d->failed; i++) {
        d->failed = !RI_PUSH(l->items, l->n_items, l->items_capacity, items[i]);
    }
    d->failed = d->failed || !ri_loading_set(l, table, &set);
    return set;
}

/* ---- what is altered, by kind ---- */

/* What ended as soon as it began, and what was looked at only, is not altered. */
static bool is_altered(const ri_altered *altered)
{
    const bool touched = altered->says != 0 || altered->n_attributes > 0;
    return altered->there ? !altered->was || touched : altered->was;
}

static void sort_altered(ri_deriving *d)
{
    const ri_prospect *p = d->p;
    uint32_t n[RI_KIND_COUNT] = {0};
    for (uint32_t i = 0; i < p->n_altered; i++) {
        n[p->altered[i].it->kind]++;
    }
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        d->of[kind] = ri_arena_array(d->arena, n[kind], sizeof *d->of[kind]);
        d->failed = d->failed || d->of[kind] == NULL;
    }
    for (uint32_t i = 0; !d->failed && i < p->n_altered; i++) {
        const ri_altered *altered = p->altered[i].it;
        const ri_kind kind = altered->kind;
        if (is_altered(altered)) {
            d->of[kind][d->n_of[kind]++].it = p->altered[i].it;
            d->appears[kind] = d->appears[kind] || altered->was != altered->there;
            d->ends[kind] = d->ends[kind] || !altered->there;
        }
    }
}

bool ri_prospect_derivable(const ri_prospect *p)
{
    const ri_basis *basis = p->s->own->basis;
    for (uint32_t i = 0; i < p->n_altered; i++) {
        const ri_altered *altered = p->altered[i].it;
        const ri_rows *rows = ri_snapshot_rows(p->s, altered->kind);
        if (!is_altered(altered)) {
            continue;
        }
        if (!altered->there &&
            (altered->kind == RI_TOUCHPOINT ? basis->fresh[altered->row] != 0
                                            : rows->from[altered->row] == p->s->date)) {
            return false;
        }
        const uint32_t passing = UINT32_C(1) << RI_TOUCHPOINT_JOURNEY | UINT32_C(1)
                                                                            << RI_TOUCHPOINT_ORDER;
        if (basis->stray_passages && altered->kind == RI_TOUCHPOINT &&
            (!altered->there || !altered->was || (altered->says & passing) != 0)) {
            return false;
        }
    }
    return true;
}

/* ---- which things are there, since when, and what they are called ---- */

static void derive_presence(ri_deriving *d, ri_kind kind, ri_rows *rows)
{
    uint8_t *absent = NULL;
    if (!d->appears[kind]) {
        return;
    }
    absent = ri_arena_array(d->arena, rows->n, 1);
    if (absent == NULL) {
        d->failed = true;
        return;
    }
    if (rows->absent != NULL) {
        memcpy(absent, rows->absent, rows->n);
    }
    for (uint32_t i = 0; i < d->n_of[kind]; i++) {
        const ri_altered *altered = d->of[kind][i].it;
        absent[altered->row] = !altered->there;
        rows->n_absent += (altered->there ? 0u : 1u) - (altered->was ? 0u : 1u);
    }
    rows->absent = rows->n_absent > 0 ? absent : NULL;
}

static void derive_periods(ri_deriving *d, ri_kind kind, ri_rows *rows)
{
    if (rows->from == NULL || RI_DERIVE(d, rows->from, rows->n) == NULL ||
        RI_DERIVE(d, rows->to, rows->n) == NULL) {
        return;
    }
    for (uint32_t i = 0; i < d->n_of[kind]; i++) {
        const ri_altered *altered = d->of[kind][i].it;
        rows->from[altered->row] = altered->there ? d->s->date : RI_DAY_MIN;
        if (!altered->there) {
            rows->to[altered->row] = RI_DAY_MAX;
        }
    }
}

/* The name is the second column of each kind that can be altered. */
static void derive_names(ri_deriving *d, ri_kind kind, ri_rows *rows)
{
    if (!(d->appears[kind] || ri_derive_says(d, kind, 1)) ||
        RI_DERIVE(d, rows->name, rows->n) == NULL) {
        return;
    }
    for (uint32_t i = 0; i < d->n_of[kind] && !d->failed; i++) {
        const ri_altered *altered = d->of[kind][i].it;
        const char *text = altered->there ? altered->cells[1].text : NULL;
        const char *name = rows->key[altered->row];
        if (altered->there && (altered->says >> 1 & 1u) == 0) {
            continue;
        }
        if (text != NULL && *text != '\0') {
            name = ri_arena_string(d->arena, text);
            d->failed = name == NULL;
        }
        rows->name[altered->row] = name;
    }
}

/* ---- attributes ---- */

typedef struct pair {
    uint32_t name;
    const char *value;
} pair;

static int by_name(const void *a, const void *b, const void *words)
{
    return strcmp(ri_intern_get(words, ((const pair *)a)->name),
                  ri_intern_get(words, ((const pair *)b)->name));
}

/* The attributes of a row, in `out`, which has room for all that were and are said. */
static uint32_t gather_attributes(ri_deriving *d, const ri_altered *altered,
                                  const ri_attributes *was, pair *out)
{
    uint32_t n = 0;
    const bool anew = altered->says == UINT32_MAX || !altered->there;
    for (uint32_t i = was->first != NULL && !anew ? was->first[altered->row] : 0;
         was->first != NULL && !anew && i < was->first[altered->row + 1]; i++) {
        out[n++] = (pair){was->name[i], was->value[i]};
    }
    for (uint32_t i = 0; altered->there && i < altered->n_attributes; i++) {
        const char *value = altered->attributes[(size_t)2 * i + 1];
        const uint32_t name = ri_derive_word(d, altered->attributes[(size_t)2 * i]);
        uint32_t at = 0;
        while (at < n && out[at].name != name) {
            at++;
        }
        if (value == NULL && at < n) {
            n--;
            memmove(out + at, out + at + 1, (n - at) * sizeof *out);
        }
        if (value == NULL) {
            continue;
        }
        const uint32_t kept = ri_intern_string(d->out->own->texts, value);
        d->failed = d->failed || kept == RI_NONE || name == RI_NONE;
        out[at] = (pair){name, d->failed ? "" : ri_intern_get(d->out->own->texts, kept)};
        n += at == n;
    }
    d->failed = d->failed || !ri_order(out, n, sizeof *out, by_name, d->out->words);
    return n;
}

/* Whether attributes of the kind are other ones: said anew, or of what ends. */
static bool attributes_differ(const ri_deriving *d, ri_kind kind, const ri_attributes *was,
                              size_t *more)
{
    bool differ = false;
    for (uint32_t i = 0; i < d->n_of[kind]; i++) {
        const ri_altered *altered = d->of[kind][i].it;
        *more += altered->n_attributes;
        differ = differ || altered->n_attributes > 0 || (!altered->there && was->first != NULL);
    }
    return differ;
}

static int by_row(const void *a, const void *b, const void *context)
{
    const ri_altered *x = ((const ri_altered_place *)a)->it;
    const ri_altered *y = ((const ri_altered_place *)b)->it;
    (void)context;
    return x->row < y->row ? -1 : x->row > y->row;
}

static void derive_attributes(ri_deriving *d, ri_kind kind, ri_rows *rows)
{
    const ri_attributes was = rows->attrs;
    size_t room = was.first != NULL ? was.first[rows->n] : 0;
    if (!attributes_differ(d, kind, &was, &room)) {
        return;
    }
    uint32_t *first = ri_arena_array(d->arena, (size_t)rows->n + 2, sizeof *first);
    uint32_t *name = ri_arena_array(d->arena, room, sizeof *name);
    const char **value = ri_arena_array(d->arena, room, sizeof *value);
    pair *pairs = ri_arena_array(d->arena, room, sizeof *pairs);
    ri_altered_place *of = d->of[kind];
    uint32_t at = 0;
    uint32_t next = 0;
    if (first == NULL || name == NULL || value == NULL || pairs == NULL ||
        !ri_order(of, d->n_of[kind], sizeof *of, by_row, NULL)) {
        d->failed = true;
        return;
    }
    for (uint32_t row = 0; row < rows->n && !d->failed; row++) {
        uint32_t n = 0;
        first[row] = at;
        if (next < d->n_of[kind] && of[next].it->row == row) {
            n = gather_attributes(d, of[next++].it, &was, pairs);
            for (uint32_t i = 0; i < n; i++) {
                name[at + i] = pairs[i].name;
                value[at + i] = pairs[i].value;
            }
        } else if (was.first != NULL) {
            n = was.first[row + 1] - was.first[row];
            memcpy(name + at, was.name + was.first[row], n * sizeof *name);
            memcpy(value + at, was.value + was.first[row], n * sizeof *value);
        }
        at += n;
    }
    first[rows->n] = at;
    rows->attrs = (ri_attributes){first, name, value};
}

static void derive_rows(ri_deriving *d)
{
    static const ri_kind kinds[] = {RI_JOURNEY, RI_PERSON, RI_POSITION, RI_TOUCHPOINT, RI_UNIT};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && !d->failed; i++) {
        ri_rows *rows = ri_loading_rows(d->out, kinds[i]);
        if (d->n_of[kinds[i]] > 0) {
            derive_presence(d, kinds[i], rows);
            derive_periods(d, kinds[i], rows);
            derive_names(d, kinds[i], rows);
            derive_attributes(d, kinds[i], rows);
        }
    }
}

/* ---- the whole ---- */

/* A copy of the addresses; what is made when it is first asked for, and what belongs to
   one snapshot alone, begins anew. */
static ri_snapshot *begin(const ri_snapshot *s)
{
    ri_arena *arena = ri_arena_new();
    ri_snapshot *out = arena != NULL ? ri_arena_take(arena, sizeof *out) : NULL;
    struct ri_snapshot_private *own = out != NULL ? ri_arena_take(arena, sizeof *own) : NULL;
    if (own == NULL) {
        ri_arena_free(arena);
        return NULL;
    }
    *out = *s;
    *own = (struct ri_snapshot_private){.arena = arena,
                                        .of = s,
                                        .texts = s->own->texts,
                                        .offices = s->own->offices,
                                        .n_offices = s->own->n_offices};
    out->own = own;
    return out;
}

/* Sets that were made stay in the tables of the basis. */
static void publish(ri_deriving *d)
{
    ri_basis *basis = d->basis;
    ri_arena *arena = d->s->own->arena;
    basis->unit_sets = d->l.unit_sets;
    basis->tag_sets = d->l.tag_sets;
    basis->journey_sets = d->l.journey_sets;
    d->failed =
        d->failed ||
        !ri_set_publish(&basis->unit_rows, &basis->unit_sets, arena, &d->out->unit_sets) ||
        !ri_set_publish(&basis->tag_rows, &basis->tag_sets, arena, &d->out->tag_sets) ||
        !ri_set_publish(&basis->journey_rows, &basis->journey_sets, arena, &d->out->journey_sets);
}

static void derive_parts(ri_deriving *d)
{
    static void (*const parts[])(ri_deriving *) = {
        sort_altered,       derive_rows,     ri_derive_units,       ri_derive_positions,
        ri_derive_groups,   ri_derive_seats, ri_derive_touchpoints, ri_derive_journeys,
        ri_derive_handoffs, publish,         ri_derive_said,
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!d->failed || parts[i] == publish) {
            parts[i](d);
        }
    }
}

static ri_deriving deriving_of(ri_prospect *p, ri_snapshot *made)
{
    ri_basis *basis = p->s->own->basis;
    return (ri_deriving){.p = p,
                         .s = p->s,
                         .out = made,
                         .arena = made->own->arena,
                         .basis = basis,
                         .l = {.s = made,
                               .arena = made->own->arena,
                               .basis = basis,
                               .names = true,
                               .unit_sets = basis->unit_sets,
                               .tag_sets = basis->tag_sets,
                               .journey_sets = basis->journey_sets}};
}

static void end(ri_deriving *d)
{
    ri_free((void *)d->passages);
    ri_pairs_free(&d->l.pairs);
    ri_text_free(&d->l.line);
    ri_free(d->l.items);
    ri_free(d->l.gathered.items);
    ri_free(d->passed);
    ri_free(d->placed);
}

raci_status ri_snapshot_later(ri_snapshot **out, const ri_snapshot *s, int32_t day, raci_error *err)
{
    ri_prospect nothing = {.s = s};
    ri_snapshot *made = begin(s);
    if (made == NULL) {
        return ri_fail_nomem(err);
    }
    made->date = day;
    ri_deriving d = deriving_of(&nothing, made);
    ri_derive_seats_later(&d);
    end(&d);
    if (d.failed) {
        ri_snapshot_free(made);
        return ri_fail_nomem(err);
    }
    *out = made;
    return RACI_OK;
}

raci_status ri_snapshot_derive(ri_snapshot **out, ri_prospect *p, const char ***passages,
                               size_t *n_passages, raci_error *err)
{
    ri_snapshot *made = begin(p->s);
    if (made == NULL) {
        return ri_fail_nomem(err);
    }
    ri_deriving d = deriving_of(p, made);
    size_t kept = 0;
    d.failed = p->failed;
    derive_parts(&d);
    d.failed = d.failed || !ri_order_texts(d.passages, d.n_passages);
    for (size_t i = 0; !d.failed && i < d.n_passages; i++) {
        if (kept == 0 || strcmp(d.passages[kept - 1], d.passages[i]) != 0) {
            d.passages[kept++] = d.passages[i];
        }
    }
    *n_passages = kept;
    *passages = ri_arena_keep(d.arena, (const void *)d.passages, kept, sizeof **passages);
    d.failed = d.failed || *passages == NULL;
    end(&d);
    if (d.failed) {
        ri_snapshot_free(made);
        return ri_fail_nomem(err);
    }
    *out = made;
    return RACI_OK;
}
