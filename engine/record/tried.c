#include "record/tried.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "record/recorded_change.h"

typedef struct finding_tried {
    ri_tried *out;
    ri_store *store;
    const ri_tried_about *about;
    ri_arena *arena;
    size_t capacity[3];
    ri_text name; /* scratch */
    ri_text value;
} finding_tried;

/* A column's text in the arena; NULL for none, and *done is false when memory is exhausted. */
static const char *keep(bool *done, ri_stmt *stmt, int column, ri_arena *arena)
{
    const char *text = ri_column_text(stmt, column, NULL);
    const char *kept = text != NULL ? ri_arena_string(arena, text) : NULL;
    *done = *done && (text == NULL || kept != NULL);
    return kept;
}

/* ---- runs ---- */

static bool take_shown(finding_tried *x, ri_stmt *stmt)
{
    ri_tried *out = x->out;
    bool done = true;
    const ri_shown shown = {
        .first = ri_column_int(stmt, 0),
        .last = ri_column_int(stmt, 2),
        .from = keep(&done, stmt, 1, x->arena),
        .until = keep(&done, stmt, 3, x->arena),
        .open = ri_column_int(stmt, 4) != 0,
    };
    return done && RI_PUSH(out->shown, out->n_shown, x->capacity[0], shown);
}

/* ---- disputes ---- */

static bool take_dispute(finding_tried *x, ri_stmt *stmt)
{
    ri_tried *out = x->out;
    bool done = true;
    const ri_past_dispute dispute = {
        .letter = keep(&done, stmt, 0, x->arena),
        .by = keep(&done, stmt, 1, x->arena),
        .claims = keep(&done, stmt, 2, x->arena),
        .reason = keep(&done, stmt, 3, x->arena),
        .from = keep(&done, stmt, 4, x->arena),
        .to = keep(&done, stmt, 5, x->arena),
    };
    return done && RI_PUSH(out->disputes, out->n_disputes, x->capacity[1], dispute);
}

static raci_status take_all(finding_tried *x, enum ri_query query, const char *parameter,
                            bool (*take)(finding_tried *x, ri_stmt *stmt), raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, x->store, query, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, parameter);
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        status = take(x, stmt) ? RACI_OK : ri_fail_nomem(err);
    }
    ri_reset(stmt);
    return status;
}

/* ---- changes ---- */

static int compare_text(const void *item, const void *key, const void *context)
{
    (void)context;
    return strcmp(*(const char *const *)item, key);
}

static bool is_one_of(const char *const *items, size_t n, const char *key)
{
    const size_t at =
        ri_order_place((const void *)items, n, sizeof *items, compare_text, key, NULL);
    return at < n && strcmp(items[at], key) == 0;
}

/* Which cells name what: rows of these tables are about the touchpoint or the position. */
static const struct naming {
    const char *tab;
    const char *column;
    bool position;
} namings[] = {
    {"touchpoints", "key", false},   {"journey_steps", "touchpoint", false},
    {"stated", "touchpoint", false}, {"links", "from", false},
    {"links", "to", false},          {"positions", "key", true},
    {"seats", "position", true},     {"mandates", "position", true},
};

static bool names_it(finding_tried *x, const ri_change_row *row)
{
    const ri_tried_about *about = x->about;
    const char *at = row->said;
    while (ri_row_cell(&x->name, &x->value, &at)) {
        for (size_t i = 0; i < sizeof namings / sizeof namings[0]; i++) {
            const char *value = ri_text_string(&x->value);
            if (strcmp(namings[i].tab, row->tab) == 0 &&
                strcmp(namings[i].column, ri_text_string(&x->name)) == 0 &&
                (namings[i].position
                     ? is_one_of(about->positions, about->n_positions, value)
                     : is_one_of(about->touchpoints, about->n_touchpoints, value))) {
                return true;
            }
        }
    }
    return false;
}

static bool take_change(finding_tried *x, const raci_change *change)
{
    ri_tried *out = x->out;
    bool touches = false;
    for (size_t i = 0; !touches && i < change->n_rows; i++) {
        touches = names_it(x, &change->rows[i]);
    }
    if (!touches) {
        return true;
    }
    const ri_touching item = {
        .entry = change->entry,
        .title = ri_arena_string(x->arena, change->title),
        .reason = change->reason != NULL ? ri_arena_string(x->arena, change->reason) : NULL,
        .date = ri_arena_string(x->arena, change->date),
        .undone = change->undone != 0,
    };
    return item.title != NULL && item.date != NULL &&
           (change->reason == NULL || item.reason != NULL) &&
           RI_PUSH(out->changes, out->n_changes, x->capacity[2], item);
}

static raci_status find_changes(finding_tried *x, raci_error *err)
{
    int64_t *entries = NULL;
    size_t n = 0;
    raci_status status = ri_change_entries(&entries, &n, x->store, x->arena, err);
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        raci_change *change = NULL;
        status = ri_change_read(&change, x->store, entries[i], true, err);
        if (status == RACI_OK && (!take_change(x, change) || x->name.failed || x->value.failed)) {
            status = ri_fail_nomem(err);
        }
        raci_change_free(change);
    }
    return status;
}

/* ---- the whole ---- */

/* From memory of its own into the arena. */
static bool settle(finding_tried *x, ri_tried *found)
{
    *found = *x->out;
    found->shown = ri_arena_keep(x->arena, found->shown, found->n_shown, sizeof *found->shown);
    found->disputes =
        ri_arena_keep(x->arena, found->disputes, found->n_disputes, sizeof *found->disputes);
    found->changes =
        ri_arena_keep(x->arena, found->changes, found->n_changes, sizeof *found->changes);
    return found->shown != NULL && found->disputes != NULL && found->changes != NULL;
}

raci_status ri_tried_find(ri_tried *out, ri_store *store, const ri_tried_about *about,
                          ri_arena *arena, raci_error *err)
{
    ri_tried growing = {.n_shown = 0};
    finding_tried x = {.out = &growing, .store = store, .about = about, .arena = arena};
    raci_status status = take_all(&x, STMT_SERIES_OF, about->key, take_shown, err);
    if (status == RACI_OK) {
        status = take_all(&x, STMT_DISPUTES_ABOUT, about->subject, take_dispute, err);
    }
    if (status == RACI_OK) {
        status = find_changes(&x, err);
    }
    if (status == RACI_OK && !settle(&x, out)) {
        status = ri_fail_nomem(err);
    }
    ri_free(growing.shown);
    ri_free(growing.disputes);
    ri_free(growing.changes);
    ri_text_free(&x.name);
    ri_text_free(&x.value);
    return status;
}
