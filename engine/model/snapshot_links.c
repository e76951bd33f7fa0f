/*
 * What is stated between things: links, walks, mandates.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/order.h"
#include "model/loading.h"

static raci_status take_link(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    const char *kind = ri_column_text(stmt, 2, NULL);
    ri_link link = {.from = ri_loading_ref(l, stmt, 0, RI_TOUCHPOINT),
                    .to = ri_loading_ref(l, stmt, 1, RI_TOUCHPOINT),
                    .kind = RI_LINK_HANDOFF};
    if (link.from == RI_NONE || link.to == RI_NONE) {
        return RACI_OK;
    }
    if (kind != NULL && strcmp(kind, "handoff") != 0) {
        link.kind = strcmp(kind, "promise") == 0 ? RI_LINK_PROMISE : RI_LINK_FEEDBACK;
    }
    ri_link *kept = ri_gather(&l->gathered, sizeof *kept);
    if (kept == NULL) {
        return ri_fail_nomem(err);
    }
    *kept = link;
    return RACI_OK;
}

static int compare_links(const void *a, const void *b, const void *context)
{
    const ri_link *x = a;
    const ri_link *y = b;
    (void)context;
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    if (x->to != y->to) {
        return x->to < y->to ? -1 : 1;
    }
    return x->kind < y->kind ? -1 : x->kind > y->kind;
}

static raci_status take_walk(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    ri_walk walk = {.position = ri_loading_ref(l, stmt, 0, RI_POSITION),
                    .channel = ri_loading_ref(l, stmt, 1, RI_CHANNEL),
                    .date = ri_column_day(stmt, 2, RI_DAY_MIN)};
    if (walk.position == RI_NONE || walk.channel == RI_NONE) {
        return RACI_OK;
    }
    ri_walk *kept = ri_gather(&l->gathered, sizeof *kept);
    if (kept == NULL) {
        return ri_fail_nomem(err);
    }
    *kept = walk;
    return RACI_OK;
}

static int compare_walks(const void *a, const void *b, const void *context)
{
    const ri_walk *x = a;
    const ri_walk *y = b;
    (void)context;
    if (x->position != y->position) {
        return x->position < y->position ? -1 : 1;
    }
    if (x->channel != y->channel) {
        return x->channel < y->channel ? -1 : 1;
    }
    return x->date < y->date ? -1 : x->date > y->date;
}

/* '*' is the enterprise; all else must be there on the date. */
ri_ref ri_scope_of(const ri_snapshot *s, const char *text)
{
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    if (strcmp(text, "*") == 0) {
        return ri_ref_make(RI_ENTERPRISE, 0);
    }
    if (!ri_reference_split(text, &kind, &key)) {
        return RI_NONE;
    }
    switch (kind) {
    case RI_CHANNEL:
    case RI_JOURNEY:
    case RI_STAGE:
    case RI_TOUCHPOINT:
    case RI_UNIT:
        return ri_rows_find(s, kind, key);
    default:
        return RI_NONE;
    }
}

static raci_status take_mandate(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    ri_mandate mandate = {.position = ri_loading_ref(l, stmt, 0, RI_POSITION),
                          .from = ri_column_day(stmt, 2, RI_DAY_MIN),
                          .to = ri_column_day(stmt, 3, RI_DAY_MAX)};
    if (mandate.position == RI_NONE) {
        return RACI_OK;
    }
    if (!ri_loading_shared(l, stmt, 1, &mandate.scope_text)) {
        return ri_fail_nomem(err);
    }
    ri_mandate *kept = ri_gather(&l->gathered, sizeof *kept);
    if (kept == NULL) {
        return ri_fail_nomem(err);
    }
    mandate.scope = ri_scope_of(l->s, mandate.scope_text);
    *kept = mandate;
    return RACI_OK;
}

int ri_mandate_order(const void *a, const void *b, const void *context)
{
    const ri_mandate *x = a;
    const ri_mandate *y = b;
    (void)context;
    if (x->position != y->position) {
        return x->position < y->position ? -1 : 1;
    }
    return strcmp(x->scope_text, y->scope_text);
}

static raci_status take_any(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    (void)err;
    l->s->has_mandates = ri_column_int(stmt, 0) != 0;
    return RACI_OK;
}

/* Reads a table, sorts what was gathered and keeps it. */
static raci_status load(ri_loading *l, const ri_scan *scan, ri_take_fn take, ri_compare_fn compare,
                        size_t size, void **out, uint32_t *n, raci_error *err)
{
    raci_status status = ri_loading_each(l, scan, take, err);
    if (status == RACI_OK && !(ri_order(l->gathered.items, l->gathered.n, size, compare, NULL) &&
                               ri_loading_keep(l, size, out, n))) {
        status = ri_fail_nomem(err);
    }
    return status;
}

raci_status ri_load_links(ri_loading *l, raci_error *err)
{
    static const ri_scan scan = {STMT_SNAPSHOT_LINKS, STMT_SNAPSHOT_LINKS_OF, false, false, false,
                                 RI_TOUCHPOINT};
    void *links = NULL;
    raci_status status =
        load(l, &scan, take_link, compare_links, sizeof(ri_link), &links, &l->s->n_links, err);
    l->s->links = links;
    return status;
}

raci_status ri_load_walks(ri_loading *l, raci_error *err)
{
    static const ri_scan scan = {STMT_SNAPSHOT_WALKS, STMT_SNAPSHOT_WALKS_OF, true, false, false,
                                 RI_POSITION};
    void *walks = NULL;
    raci_status status =
        load(l, &scan, take_walk, compare_walks, sizeof(ri_walk), &walks, &l->s->n_walks, err);
    l->s->walks = walks;
    return status;
}

/* Where each position's begin. */
bool ri_index_mandates(ri_loading *l)
{
    ri_snapshot *s = l->s;
    uint32_t at = 0;
    if (!ri_numbers(&s->first_mandate, l->arena, (size_t)s->positions.rows.n + 1)) {
        return false;
    }
    for (uint32_t position = 0; position < s->positions.rows.n; position++) {
        s->first_mandate[position] = at;
        while (at < s->n_mandates && s->mandates[at].position == position) {
            at++;
        }
    }
    s->first_mandate[s->positions.rows.n] = at;
    return true;
}

raci_status ri_load_mandates(ri_loading *l, raci_error *err)
{
    static const ri_scan scan = {
        STMT_SNAPSHOT_MANDATES, STMT_SNAPSHOT_MANDATES_OF, true, false, false, RI_POSITION};
    ri_snapshot *s = l->s;
    void *mandates = NULL;
    raci_status status = load(l, &scan, take_mandate, ri_mandate_order, sizeof(ri_mandate),
                              &mandates, &s->n_mandates, err);
    s->mandates = mandates;
    s->has_mandates = s->n_mandates > 0;
    if (status == RACI_OK && l->reach != NULL && !s->has_mandates) {
        status = ri_loading_read(l, STMT_SNAPSHOT_ANY_MANDATE, true, NULL, take_any, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    return ri_index_mandates(l) ? RACI_OK : ri_fail_nomem(err);
}
