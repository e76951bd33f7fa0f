/*
 * Changes taken back: where every key has the rows that the change left, it gets those that
 * it had before.
 */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/known.h"
#include "model/rewriting.h"
#include "record/chain.h"
#include "record/forgotten.h"
#include "record/recorded_change.h"
#include "record/row_text.h"

typedef struct undoing {
    raci_model *model;
    ri_store *store;
    const char *recorded_at;
    raci_problem_fn problem;
    void *payload;
    raci_change *change; /* that is taken back */
    raci_change *made;   /* that is recorded */
    ri_rewriting rewriting;
    bool refused;
    ri_text text;
    ri_text first; /* why it was refused */
} undoing;

/* The rows of one key in the change: n of them from `first` on. */
typedef struct part {
    int tab;
    size_t first;
    size_t n;
    ri_stored_row *rows; /* those from before, read */
    size_t n_before;
    ri_datum key[RI_TABLE_COLUMNS_MAX];
} part;

static raci_status refuse(undoing *u, raci_error *err)
{
    const char *what = ri_text_string(&u->text);
    if (!u->refused) {
        ri_text_add(&u->first, what);
    }
    u->refused = true;
    if (u->text.failed || u->first.failed) {
        return ri_fail_nomem(err);
    }
    if (u->problem != NULL) {
        u->problem(NULL, 0, 0, what, u->payload);
    }
    return RACI_OK;
}

/* ---- one key ---- */

static raci_status read_part(part *p, undoing *u, size_t first, raci_error *err)
{
    const raci_change *change = u->change;
    ri_arena *arena = u->rewriting.arena;
    raci_status status = RACI_OK;
    const ri_table *table = ri_table_named(change->rows[first].tab);
    *p = (part){.tab = table != NULL ? (int)(table - ri_tables) : 0, .first = first};
    while (first + p->n < change->n_rows &&
           change->rows[first + p->n].key == change->rows[first].key) {
        p->n++;
    }
    p->rows = ri_arena_array(arena, p->n, sizeof *p->rows);
    if (table == NULL || p->rows == NULL) {
        return p->rows == NULL
                   ? ri_fail_nomem(err)
                   : ri_chain_broken(err, "there is no table '%s'", change->rows[first].tab);
    }
    for (size_t i = 0; status == RACI_OK && i < p->n; i++) {
        const ri_change_row *row = &change->rows[first + i];
        ri_stored_row read;
        status = ri_row_read(&read, u->store, p->tab, row->said, arena, err);
        if (status == RACI_OK && !row->after) {
            p->rows[p->n_before++] = read;
        }
        if (status == RACI_OK) {
            memcpy(p->key, read.values, sizeof p->key);
        }
    }
    return status;
}

/* Whether the n rows that are there now are those that the change left. Both are compared in the
   order of bytes, in which rows do not stand any more where somebody in them was forgotten. */
static raci_status compare(bool *same, undoing *u, const part *p, const ri_stored_row *rows,
                           size_t n, raci_error *err)
{
    ri_arena *arena = u->rewriting.arena;
    const char **texts = NULL;
    const size_t n_left = p->n - p->n_before;
    const char **left = ri_arena_array(arena, n_left, sizeof *left);
    for (size_t i = 0; left != NULL && i < n_left; i++) {
        left[i] = u->change->rows[p->first + p->n_before + i].said;
    }
    if (left == NULL || !ri_order_texts(left, n_left)) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_rows_say(&texts, u->store, p->tab, rows, n, arena, err);
    *same = n == n_left;
    for (size_t i = 0; status == RACI_OK && *same && i < n; i++) {
        *same = strcmp(texts[i], left[i]) == 0;
    }
    return status;
}

static raci_status replace(undoing *u, part *p, const ri_stored_row *rows, size_t n,
                           raci_error *err)
{
    const ri_table *table = &ri_tables[p->tab];
    raci_status status = RACI_OK;
    if (table->periods) {
        status = ri_model_rename(u->model, table->kind, p->key[0].number, n == 0, err);
    }
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        status = ri_stored_drop(u->store, table, rows[i].id, err);
    }
    for (size_t i = 0; status == RACI_OK && i < p->n_before; i++) {
        status = ri_stored_add(u->store, table, &p->rows[i], err);
    }
    return status;
}

static raci_status take_back(undoing *u, size_t first, size_t *n_rows, raci_error *err)
{
    part p;
    ri_stored_row *rows = NULL;
    size_t n = 0;
    bool same = false;
    raci_status status = read_part(&p, u, first, err);
    *n_rows = p.n;
    if (status == RACI_OK) {
        status = ri_rewriting_rows(&rows, &n, &u->rewriting, p.tab, p.key, err);
    }
    if (status == RACI_OK) {
        status = compare(&same, u, &p, rows, n, err);
    }
    if (status == RACI_OK && same) {
        return replace(u, &p, rows, n, err);
    }
    if (status == RACI_OK) {
        ri_text_clear(&u->text);
        ri_text_format(&u->text, "%s.csv: '", ri_tables[p.tab].name);
        ri_row_key(&u->text, ri_tables[p.tab].name, u->change->rows[first].said);
        ri_text_add(&u->text, "' was changed since");
        status = refuse(u, err);
    }
    return status;
}

/* ---- all of them ---- */

static raci_status take_all_back(undoing *u, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < u->change->n_rows;) {
        size_t n = 0;
        status = take_back(u, i, &n, err);
        i += n;
    }
    return status;
}

raci_status ri_change_rewind(bool *done, raci_model *model, raci_change *change, raci_error *err)
{
    undoing u = {.model = model, .store = ri_model_store(model), .change = change};
    raci_status status = ri_rewriting_begin(&u.rewriting, model, err);
    if (status == RACI_OK) {
        status = take_all_back(&u, err);
    }
    *done = !u.refused;
    ri_rewriting_end(&u.rewriting);
    ri_text_free(&u.text);
    ri_text_free(&u.first);
    return status;
}

/* What would have no row any more may have been named since, and what the rows name that
   come back may be gone since. */
static raci_status look_for_names(undoing *u, raci_error *err)
{
    ri_dangling *rows = NULL;
    size_t n = 0;
    raci_status status = ri_rewriting_dangling(&rows, &n, &u->rewriting, true, err);
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        ri_stored_row *of = NULL;
        ri_text said = RI_TEXT_INIT;
        size_t m = 0;
        status = ri_stored_read(&of, &m, u->store, &ri_tables[rows[i].tab], rows[i].key,
                                u->rewriting.arena, err);
        if (status == RACI_OK && m > 0) {
            status = ri_row_say(&said, u->store, rows[i].tab, &of[0], err);
        }
        if (status == RACI_OK) {
            ri_text_clear(&u->text);
            ri_text_format(&u->text, "%s.csv: '", ri_tables[rows[i].tab].name);
            ri_row_key(&u->text, ri_tables[rows[i].tab].name, ri_text_string(&said));
            ri_text_format(&u->text,
                           rows[i].since ? "' names '%s' since, which would be gone"
                                         : "' would name '%s', which is gone since",
                           rows[i].named);
            u->text.failed = u->text.failed || said.failed;
            status = refuse(u, err);
        }
        ri_text_free(&said);
    }
    return status;
}

/* A line that comes back may lead in a circle with lines that were drawn since. */
static raci_status look_for_circles(undoing *u, raci_error *err)
{
    ri_circle *circles = NULL;
    size_t n = 0;
    raci_status status = ri_rewriting_circles(&circles, &n, &u->rewriting, err);
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        ri_text_clear(&u->text);
        ri_text_format(&u->text, "%s.csv: '%s' would be above itself: %s",
                       ri_tables[circles[i].tab].name, circles[i].key, circles[i].keys);
        status = refuse(u, err);
    }
    return status;
}

static raci_status take_digest(const char **out, const undoing *u, raci_error *err)
{
    const char *digest = NULL;
    raci_status status = raci_model_digest(&digest, u->model, err);
    if (status == RACI_OK) {
        *out = ri_arena_string(u->made->arena, digest);
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    return status;
}

/* Which change is meant, and whether it can be taken back. */
static raci_status find_change(undoing *u, int64_t entry, raci_error *err)
{
    raci_status status = RACI_OK;
    if (entry == 0) {
        status = ri_store_ask(&entry, u->store, STMT_CHANGE_LAST, err);
    }
    if (status == RACI_OK && entry == 0) {
        return ri_fail(err, RACI_NOTFOUND, "there is no change that could be taken back");
    }
    if (status == RACI_OK) {
        status = ri_change_read(&u->change, u->store, entry, true, err);
    }
    if (status == RACI_OK && u->change->undoes != 0) {
        return ri_fail(err, RACI_INVALID,
                       "entry %lld took a change back itself; do that change again instead",
                       (long long)entry);
    }
    if (status == RACI_OK && strcmp(u->change->kind, "import") == 0) {
        return ri_fail(err, RACI_INVALID,
                       "entry %lld is what an import brought; import files that say otherwise",
                       (long long)entry);
    }
    if (status == RACI_OK && ri_is_forget(u->change)) {
        return ri_fail(err, RACI_INVALID,
                       "entry %lld forgot somebody (%s): that cannot be taken back",
                       (long long)entry, u->change->title);
    }
    if (status == RACI_OK && u->change->undone != 0) {
        return ri_fail(err, RACI_INVALID, "the change of entry %lld was taken back by entry %lld",
                       (long long)entry, (long long)u->change->undone);
    }
    return status;
}

/* Where what it changed was who somebody is, and they were forgotten since, nothing is left of it
   that could be taken back. */
static raci_status look_for_forgotten(const undoing *u, raci_error *err)
{
    const raci_change *change = u->change;
    int64_t by = 0;
    bool other = false;
    for (size_t i = 0; !other && i < change->n_rows;) {
        size_t n = 0;
        size_t before = 0;
        while (i + n < change->n_rows && change->rows[i + n].key == change->rows[i].key) {
            before += !change->rows[i + n++].after;
        }
        other = n != 2 * before;
        for (size_t row = 0; !other && row < before; row++) {
            other = strcmp(change->rows[i + row].said, change->rows[i + before + row].said) != 0;
        }
        i += n;
    }
    raci_status status = other ? RACI_OK : ri_forgotten_by(&by, u->store, change->entry, err);
    return status == RACI_OK && by != 0
               ? ri_fail(err, RACI_CHANGED,
                         "nothing was written: the change of entry %lld cannot be taken back: it "
                         "was about somebody whom entry %lld forgot",
                         (long long)change->entry, (long long)by)
               : status;
}

static raci_status describe(undoing *u, raci_error *err)
{
    raci_change *made = u->made;
    made->kind = "undo";
    made->undoes = u->change->entry;
    made->title = ri_arena_string(made->arena, u->change->title);
    made->date = ri_arena_string(made->arena, u->change->date);
    made->raci = raci_version();
    return made->title != NULL && made->date != NULL ? RACI_OK : ri_fail_nomem(err);
}

static raci_status write(undoing *u, int64_t entry, raci_error *err)
{
    raci_status status = find_change(u, entry, err);
    if (status == RACI_OK) {
        status = look_for_forgotten(u, err);
    }
    if (status == RACI_OK) {
        status = describe(u, err);
    }
    if (status == RACI_OK) {
        status = take_digest(&u->made->before, u, err);
    }
    if (status == RACI_OK) {
        status = take_all_back(u, err);
    }
    if (status == RACI_OK && !u->refused) {
        status = look_for_names(u, err);
    }
    /* If nothing was done since, what comes back is what was there, circles and all. */
    if (status == RACI_OK && !u->refused && strcmp(u->made->before, u->change->after) != 0) {
        status = look_for_circles(u, err);
    }
    if (status == RACI_OK && u->refused) {
        return ri_fail(err, RACI_CHANGED,
                       "nothing was written: the change of entry %lld cannot be taken back: %s",
                       (long long)u->change->entry, ri_text_string(&u->first));
    }
    if (status == RACI_OK) {
        status = ri_change_gather(u->made, &u->rewriting, err);
    }
    if (status == RACI_OK) {
        status = ri_model_seal(u->model, err);
    }
    if (status == RACI_OK) {
        status = take_digest(&u->made->after, u, err);
    }
    return status == RACI_OK ? ri_change_keep(u->made, u->store, u->recorded_at, err) : status;
}

raci_status raci_undo(raci_change **out, raci_model *model, int64_t entry, const char *recorded_at,
                      raci_problem_fn problem, void *payload, raci_error *err)
{
    undoing u = {.model = model,
                 .store = ri_model_store(model),
                 .recorded_at = recorded_at,
                 .problem = problem,
                 .payload = payload,
                 .made = ri_change_new()};
    raci_status status = u.made != NULL ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK && !ri_is_time(recorded_at)) {
        status = ri_fail(err, RACI_INVALID, "expected a time as 2026-11-22T10:30:00Z, found '%s'",
                         recorded_at != NULL ? recorded_at : "");
    }
    if (status == RACI_OK) {
        status = ri_rewriting_begin(&u.rewriting, model, err);
    }
    if (status == RACI_OK) {
        status = ri_model_begin(model, err);
    }
    if (status == RACI_OK) {
        status = write(&u, entry, err);
    }
    if (status == RACI_OK) {
        status = ri_store_commit(u.store, err);
    }
    ri_store_rollback(u.store);
    ri_rewriting_end(&u.rewriting);
    ri_text_free(&u.text);
    ri_text_free(&u.first);
    raci_change_free(u.change);
    if (status != RACI_OK) {
        raci_change_free(u.made);
        return status;
    }
    *out = u.made;
    return RACI_OK;
}
