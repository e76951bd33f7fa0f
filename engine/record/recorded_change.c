#include "record/recorded_change.h"
#include "model/rewriting.h"

#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "record/row_text.h"

#define REASON_MAX 65000 /* bytes: as of the texts of steps */

bool ri_is_forget(const raci_change *change)
{
    return strcmp(change->kind, "forget") == 0;
}

raci_change *ri_change_new(void)
{
    ri_arena *arena = ri_arena_new();
    raci_change *change = arena != NULL ? ri_arena_take(arena, sizeof *change) : NULL;
    if (change == NULL) {
        ri_arena_free(arena);
        return NULL;
    }
    *change = (raci_change){.arena = arena, .kind = "change"};
    return change;
}

void raci_change_free(raci_change *change)
{
    if (change != NULL) {
        ri_arena_free(change->arena); /* the change itself lies in it */
    }
}

int64_t raci_change_entry(const raci_change *change)
{
    return change->entry;
}

size_t raci_change_keys(const raci_change *change)
{
    return change->n_keys;
}

raci_status ri_reason_check(const char *because, raci_error *err)
{
    size_t at = 0;
    if (because == NULL) {
        return RACI_OK;
    }
    const size_t length = strlen(because);
    if (length > REASON_MAX) {
        return ri_fail(err, RACI_INVALID, "the reason has %zu bytes, and %d are the limit", length,
                       REASON_MAX);
    }
    if (!ri_utf8_valid(because, length, &at)) {
        return ri_fail(err, RACI_INVALID, "the reason is not UTF-8: byte %zu", at + 1);
    }
    return RACI_OK;
}

/* ---- gathering ---- */

/* The rows of a change while they are gathered. */
typedef struct gathering {
    raci_change *change;
    ri_change_row *rows;
    size_t capacity;
} gathering;

static bool push(gathering *g, int tab, bool after, const char **texts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const ri_change_row row = {(int64_t)g->change->n_keys, ri_tables[tab].name, after,
                                   texts[i]};
        if (!RI_PUSH(g->rows, g->change->n_rows, g->capacity, row)) {
            return false;
        }
    }
    return true;
}

static bool same_texts(const char **a, size_t n, const char **b, size_t m)
{
    size_t i = 0;
    while (n == m && i < n && strcmp(a[i], b[i]) == 0) {
        i++;
    }
    return n == m && i == n;
}

static raci_status gather_group(gathering *g, const ri_rewriting *w, const ri_group *group,
                                raci_error *err)
{
    ri_arena *arena = g->change->arena;
    ri_stored_row *rows = NULL;
    const char **before = NULL;
    const char **after = NULL;
    size_t n = 0;
    raci_status status =
        ri_stored_read(&rows, &n, w->store, &ri_tables[group->tab], group->key, arena, err);
    if (status == RACI_OK) {
        status =
            ri_rows_say(&before, w->store, group->tab, group->before, group->n_before, arena, err);
    }
    if (status == RACI_OK) {
        status = ri_rows_say(&after, w->store, group->tab, rows, n, arena, err);
    }
    if (status != RACI_OK || same_texts(before, group->n_before, after, n)) {
        return status;
    }
    if (!push(g, group->tab, false, before, group->n_before) ||
        !push(g, group->tab, true, after, n)) {
        return ri_fail_nomem(err);
    }
    g->change->n_keys++;
    return RACI_OK;
}

raci_status ri_change_gather(raci_change *change, const ri_rewriting *w, raci_error *err)
{
    gathering g = {.change = change};
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < w->n_groups; i++) {
        status = gather_group(&g, w, &w->groups[i], err);
    }
    if (status == RACI_OK) {
        change->rows = ri_arena_keep(change->arena, g.rows, change->n_rows, sizeof *g.rows);
        status = change->rows != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(g.rows);
    return status;
}

/* ---- its digest ---- */

/* Every value with its length, so that no two sayings look alike. */
static void say(ri_digest *digest, const char *value)
{
    char lead[32];
    if (value == NULL) {
        ri_digest_add(digest, "-", 1);
        return;
    }
    const size_t length = strlen(value);
    const int n = snprintf(lead, sizeof lead, "%zu:", length);
    ri_digest_add(digest, lead, (size_t)n);
    ri_digest_add(digest, value, length);
}

static void say_number(ri_digest *digest, int64_t value)
{
    char text[32];
    (void)snprintf(text, sizeof text, "%lld;", (long long)value);
    ri_digest_add(digest, text, strlen(text));
}

static void say_rewritten(ri_digest *digest, const char *lead, const ri_rewritten *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ri_digest_add(digest, lead, strlen(lead));
        say_number(digest, items[i].number);
        say(digest, items[i].digest);
    }
}

void ri_change_body(char out[65], const raci_change *change)
{
    const char *const facts[] = {change->title, change->reason, change->date,
                                 change->raci,  change->before, change->after};
    ri_digest digest;
    ri_digest_begin(&digest);
    say_number(&digest, change->undoes);
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        say(&digest, facts[i]);
    }
    if (change->act) {
        ri_digest_add(&digest, "\nact", 4);
        say(&digest, change->by);
        say(&digest, change->finding);
        say(&digest, change->fingerprint);
        say_number(&digest, change->complete);
    }
    for (size_t i = 0; i < change->n_steps; i++) {
        const ri_change_step *step = &change->steps[i];
        ri_digest_add(&digest, "\nstep", 5);
        say(&digest, step->date);
        say(&digest, step->said);
        say(&digest, step->file);
        say_number(&digest, step->line);
    }
    for (size_t i = 0; i < change->n_rows; i++) {
        const ri_change_row *row = &change->rows[i];
        ri_digest_add(&digest, "\nrow", 4);
        say_number(&digest, row->key);
        say(&digest, row->tab);
        say(&digest, row->after ? "after" : "before");
        say(&digest, row->said);
    }
    say_rewritten(&digest, "\nentry", change->entries, change->n_entries);
    say_rewritten(&digest, "\ntext", change->texts, change->n_texts);
    ri_digest_end(&digest, out, 64);
}
