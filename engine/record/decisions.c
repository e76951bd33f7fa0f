#include "record/decisions.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "record/chain.h"
#include "record/row_text.h"

static const int tables[] = {RI_TABLE_RULINGS, RI_TABLE_ACCEPTANCES, RI_TABLE_DISPUTES};
#define TABLES (sizeof tables / sizeof tables[0])

/* ---- reading ---- */

/* The key of a row, as text in the arena; NULL when memory is exhausted. */
static const char *key_of(int tab, const char *said, ri_text *scratch, ri_arena *arena)
{
    ri_text_clear(scratch);
    ri_row_key(scratch, ri_tables[tab].name, said);
    return scratch->failed ? NULL : ri_arena_string(arena, ri_text_string(scratch));
}

static int compare_keys(const ri_decision *x, const ri_decision *y)
{
    return x->tab != y->tab ? (x->tab < y->tab ? -1 : 1) : strcmp(x->key, y->key);
}

static int by_row(const void *a, const void *b, const void *context)
{
    const ri_decision *x = a;
    const ri_decision *y = b;
    const int order = compare_keys(x, y);
    (void)context;
    return order != 0 ? order : strcmp(x->said, y->said);
}

typedef struct reading {
    ri_decisions *out;
    size_t capacity;
    ri_text text;
    ri_store *store;
    ri_arena *arena;
} reading;

static raci_status read_table(reading *r, int tab, raci_error *err)
{
    ri_stored_row *rows = NULL;
    const char **said = NULL;
    size_t n = 0;
    raci_status status = ri_stored_read_all(&rows, &n, r->store, &ri_tables[tab], r->arena, err);
    if (status == RACI_OK) {
        status = ri_rows_say(&said, r->store, tab, rows, n, r->arena, err);
    }
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        const ri_decision row = {tab, key_of(tab, said[i], &r->text, r->arena), said[i]};
        if (row.key == NULL || !RI_PUSH(r->out->items, r->out->n, r->capacity, row)) {
            status = ri_fail_nomem(err);
        }
    }
    return status;
}

raci_status ri_decisions_read(ri_decisions *out, ri_store *store, ri_arena *arena, raci_error *err)
{
    ri_decisions all = {.n = 0};
    reading r = {.out = &all, .text = RI_TEXT_INIT, .store = store, .arena = arena};
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < TABLES; i++) {
        status = read_table(&r, tables[i], err);
    }
    if (status == RACI_OK) {
        out->n = all.n;
        out->items = ri_order(all.items, all.n, sizeof *all.items, by_row, NULL)
                         ? ri_arena_keep(arena, all.items, all.n, sizeof *all.items)
                         : NULL;
        status = out->items != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(all.items);
    ri_text_free(&r.text);
    return status;
}

/* Where the rows of the key at `first` end. */
static size_t end_of_key(const ri_decisions *rows, size_t first)
{
    size_t end = first;
    while (end < rows->n && compare_keys(&rows->items[end], &rows->items[first]) == 0) {
        end++;
    }
    return end;
}

/* ---- what the record says ---- */

/* A row of a change, before it or after. */
typedef struct noted {
    ri_decision row;
    int64_t entry;
    bool after;
} noted;

typedef struct notes {
    noted *items; /* by table, key, entry; before and after; text */
    size_t n;
    size_t capacity;
    int64_t complete; /* the first entry that says that all rows were recorded, or 0 */
} notes;

static int by_note(const void *a, const void *b, const void *context)
{
    const noted *x = a;
    const noted *y = b;
    const int order = compare_keys(&x->row, &y->row);
    (void)context;
    if (order != 0) {
        return order;
    }
    if (x->entry != y->entry) {
        return x->entry < y->entry ? -1 : 1;
    }
    return x->after != y->after ? (x->after ? 1 : -1) : strcmp(x->row.said, y->row.said);
}

static raci_status take_note(notes *all, ri_stmt *stmt, ri_text *scratch, ri_arena *arena,
                             raci_error *err)
{
    const char *said = ri_column_needed(stmt, 4, NULL);
    const char *tab = ri_column_needed(stmt, 2, NULL);
    if (said == NULL || tab == NULL) {
        return ri_fail_nomem(err);
    }
    const ri_table *table = ri_table_named(tab);
    if (table == NULL) { /* the statement gives these tables only */
        return ri_fail(err, RACI_FORMAT, "the record tells of rows of '%.60s', which is no table",
                       tab);
    }
    noted note = {.row = {.tab = (int)(table - ri_tables), .said = ri_arena_string(arena, said)},
                  .entry = ri_column_int(stmt, 0),
                  .after = ri_column_int(stmt, 3) != 0};
    note.row.key = key_of(note.row.tab, said, scratch, arena);
    if (ri_column_int(stmt, 5) != 0 && (all->complete == 0 || note.entry < all->complete)) {
        all->complete = note.entry;
    }
    return note.row.key != NULL && note.row.said != NULL &&
                   RI_PUSH(all->items, all->n, all->capacity, note)
               ? RACI_OK
               : ri_fail_nomem(err);
}

static raci_status read_notes(notes *all, ri_store *store, ri_arena *arena, raci_error *err)
{
    ri_stmt *stmt = NULL;
    ri_text scratch = RI_TEXT_INIT;
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_DECISION_ROWS_EVER, err);
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        status = take_note(all, stmt, &scratch, arena, err);
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    ri_text_free(&scratch);
    return status == RACI_OK && !ri_order(all->items, all->n, sizeof *all->items, by_note, NULL)
               ? ri_fail_nomem(err)
               : status;
}

/* ---- proving ---- */

/* The rows of a key at some time: notes[first] … notes[end - 1]. */
typedef struct stretch {
    size_t first;
    size_t end;
} stretch;

/* The notes of one entry about one key, from `at` on, before or after; they may be none. */
static stretch stretch_of(const notes *all, size_t at, size_t end, int64_t entry, bool after)
{
    stretch found = {at, at};
    while (found.end < end && all->items[found.end].entry == entry &&
           all->items[found.end].after == after) {
        found.end++;
    }
    return found;
}

static bool same(const notes *all, stretch a, stretch b)
{
    bool equal = a.end - a.first == b.end - b.first;
    for (size_t i = 0; equal && i < a.end - a.first; i++) {
        equal = strcmp(all->items[a.first + i].row.said, all->items[b.first + i].row.said) == 0;
    }
    return equal;
}

static bool stands(const notes *all, stretch left, const ri_decisions *rows, stretch now)
{
    bool equal = left.end - left.first == now.end - now.first;
    for (size_t i = 0; equal && i < now.end - now.first; i++) {
        equal = strcmp(all->items[left.first + i].row.said, rows->items[now.first + i].said) == 0;
    }
    return equal;
}

/* Goes through what entries say of one key, notes[at] … notes[end - 1]; gives the rows that the
   last of them left. */
static raci_status replay(stretch *left, const notes *all, size_t at, size_t end, raci_error *err)
{
    const ri_decision *of = &all->items[at].row;
    int64_t last = 0;
    while (at < end) {
        const int64_t entry = all->items[at].entry;
        const stretch before = stretch_of(all, at, end, entry, false);
        const stretch after = stretch_of(all, before.end, end, entry, true);
        const bool brought = before.first == before.end; /* it was not there before */
        if (last == 0 && !brought && all->complete != 0 && all->complete < entry) {
            return ri_chain_broken_at(err, entry, ri_tables[of->tab].name,
                                      "it found '%s' in the %s, which no entry had brought",
                                      of->key, ri_tables[of->tab].name);
        }
        if (last != 0 && !same(all, *left, before)) {
            return ri_chain_broken_at(err, entry, ri_tables[of->tab].name,
                                      "it found '%s' in the %s not as entry %lld had left it",
                                      of->key, ri_tables[of->tab].name, (long long)last);
        }
        *left = after;
        last = entry;
        at = after.end;
    }
    return RACI_OK;
}

/* Holds one key that entries are about against its rows. */
static raci_status prove_key(const notes *all, size_t first, size_t end, const ri_decisions *rows,
                             stretch now, raci_error *err)
{
    const ri_decision *of = &all->items[first].row;
    stretch left = {0, 0};
    raci_status status = replay(&left, all, first, end, err);
    if (status == RACI_OK && !stands(all, left, rows, now)) {
        return ri_chain_broken_at(err, all->items[end - 1].entry, ri_tables[of->tab].name,
                                  "'%s' in the %s is not as it left it", of->key,
                                  ri_tables[of->tab].name);
    }
    return status;
}

static raci_status prove_unrecorded(ri_decisions_state *out, const notes *all,
                                    const ri_decisions *rows, stretch now, raci_error *err)
{
    const ri_decision *of = &rows->items[now.first];
    if (all->complete != 0) {
        return ri_chain_broken_at(err, all->complete, ri_tables[of->tab].name,
                                  "'%s' in the %s came after it, and no entry brought it", of->key,
                                  ri_tables[of->tab].name);
    }
    out->unrecorded[of->tab] += now.end - now.first;
    out->complete = false;
    return RACI_OK;
}

/* Both stand in the order of keys: goes through them side by side. What an entry says comes
   first; then the first row that none has. */
static raci_status prove_all(ri_decisions_state *out, const notes *all, const ri_decisions *rows,
                             raci_error *err)
{
    raci_status status = RACI_OK;
    raci_status stray_status = RACI_OK;
    raci_error stray = {0};
    size_t note = 0;
    size_t row = 0;
    while (status == RACI_OK && (note < all->n || row < rows->n)) {
        const int order = note == all->n   ? 1
                          : row == rows->n ? -1
                                           : compare_keys(&all->items[note].row, &rows->items[row]);
        size_t end = note;
        stretch now = {row, row};
        if (order >= 0) {
            now.end = end_of_key(rows, row);
        }
        while (order <= 0 && end < all->n &&
               compare_keys(&all->items[end].row, &all->items[note].row) == 0) {
            end++;
        }
        if (order <= 0) {
            status = prove_key(all, note, end, rows, now, err);
        } else if (stray_status == RACI_OK) {
            stray_status = prove_unrecorded(out, all, rows, now, &stray);
        }
        note = end;
        row = now.end;
    }
    if (status != RACI_OK || stray_status == RACI_OK) {
        return status;
    }
    if (err != NULL) {
        *err = stray;
    }
    return stray_status;
}

raci_status ri_decisions_prove(ri_decisions_state *out, ri_store *store, raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    ri_decisions rows = {.n = 0};
    notes all = {.n = 0};
    *out = (ri_decisions_state){.complete = true};
    raci_status status =
        arena != NULL ? ri_decisions_read(&rows, store, arena, err) : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = read_notes(&all, store, arena, err);
    }
    if (status == RACI_OK) {
        status = prove_all(out, &all, &rows, err);
    }
    ri_free(all.items);
    ri_arena_free(arena);
    return status;
}

raci_status ri_decisions_complete(bool *out, ri_store *store, raci_error *err)
{
    ri_decisions_state state;
    raci_error broken = {0};
    const raci_status status = ri_decisions_prove(&state, store, &broken);
    *out = status == RACI_OK && state.complete;
    return status == RACI_OK || status == RACI_FORMAT ? RACI_OK
                                                      : ri_fail(err, status, "%s", broken.message);
}

/* ---- what an import did ---- */

typedef struct gathering {
    raci_change *change;
    ri_change_row *rows;
    size_t capacity;
} gathering;

static bool push(gathering *g, const ri_decisions *of, stretch rows, bool after)
{
    bool done = true;
    for (size_t i = rows.first; done && i < rows.end; i++) {
        const char *said = ri_arena_string(g->change->arena, of->items[i].said);
        const ri_change_row row = {(int64_t)g->change->n_keys, ri_tables[of->items[i].tab].name,
                                   after, said};
        done = said != NULL && RI_PUSH(g->rows, g->change->n_rows, g->capacity, row);
    }
    return done;
}

static bool differ(const ri_decisions *before, stretch b, const ri_decisions *after, stretch a)
{
    bool equal = b.end - b.first == a.end - a.first;
    for (size_t i = 0; equal && i < a.end - a.first; i++) {
        equal = strcmp(before->items[b.first + i].said, after->items[a.first + i].said) == 0;
    }
    return !equal;
}

raci_status ri_decisions_gather(raci_change *change, const ri_decisions *before,
                                const ri_decisions *after, raci_error *err)
{
    gathering g = {.change = change};
    stretch b = {0, 0};
    stretch a = {0, 0};
    bool done = true;
    while (done && (b.first < before->n || a.first < after->n)) {
        const int order = b.first == before->n ? 1
                          : a.first == after->n
                              ? -1
                              : compare_keys(&before->items[b.first], &after->items[a.first]);
        b.end = order <= 0 ? end_of_key(before, b.first) : b.first;
        a.end = order >= 0 ? end_of_key(after, a.first) : a.first;
        if (differ(before, b, after, a)) {
            done = push(&g, before, b, false) && push(&g, after, a, true);
            change->n_keys++;
        }
        b.first = b.end;
        a.first = a.end;
    }
    change->rows =
        done ? ri_arena_keep(change->arena, g.rows, change->n_rows, sizeof *g.rows) : NULL;
    ri_free(g.rows);
    return change->rows != NULL ? RACI_OK : ri_fail_nomem(err);
}
