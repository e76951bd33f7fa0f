/*
 * Two runs, side by side: findings by key, and letters with other holders. One pass
 * over each table finds both sides, since rows of both stand together.
 */
#include "record/run_diff.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "record/classes.h"

/* ---- findings ---- */

/* A finding on one of the sides, or on both. */
typedef struct pair {
    ri_finding_row row; /* of the key at hand, in the arena; subject NULL: none yet */
    ri_finding_row old; /* as it was, where it is in the first run */
    bool before;
    bool after;
    char old_print[32];
    char new_print[32];
} pair;

static void note_print(char out[32], const char *fingerprint)
{
    size_t length = strlen(fingerprint);
    length = length < 31 ? length : 31;
    memcpy(out, fingerprint, length);
    out[length] = '\0';
}

/* Ends with a key: all its rows have been seen. */
static bool finish(raci_diff *diff, pair *p)
{
    if (p->row.subject == NULL || (!p->before && !p->after)) {
        return true;
    }
    const ri_recorded_finding finding = {.row = p->row};
    const ri_recorded_finding was = {.row = p->old};
    const ri_change change = !p->before                                ? RI_CHANGE_NEW
                             : !p->after                               ? RI_CHANGE_GONE
                             : strcmp(p->old_print, p->new_print) != 0 ? RI_CHANGE_CHANGED
                                                                       : RI_CHANGE_EXISTING;
    return ri_difference_add(&diff->difference, &finding, change == RI_CHANGE_CHANGED ? &was : NULL,
                             change);
}

static bool take_finding(raci_diff *diff, pair *p, const ri_finding_row *row)
{
    const bool before = !row->accepted && ri_finding_row_in(row, diff->from.number);
    const bool after = !row->accepted && ri_finding_row_in(row, diff->to.number);
    if (p->row.subject == NULL || ri_finding_row_order(&p->row, row) != 0) {
        if (!finish(diff, p)) {
            return false;
        }
        *p = (pair){0};
    }
    if (before && after && !diff->difference.all) { /* most of them: nothing of it is shown */
        diff->difference.counts[RI_CHANGE_EXISTING]++;
        return true;
    }
    if (before) {
        note_print(p->old_print, row->fingerprint);
    }
    if (after) {
        note_print(p->new_print, row->fingerprint);
    }
    if (before && !ri_finding_row_copy(&p->old, row, diff->arena)) {
        return false;
    }
    /* The later run's is shown, wherever it stands. */
    bool shown = p->row.subject == NULL || after || (before && !p->after);
    p->before = p->before || before;
    p->after = p->after || after;
    return !shown || ri_finding_row_copy(&p->row, row, diff->arena);
}

static raci_status read_findings(raci_diff *diff, ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    pair p = {0};
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_RUN_FINDINGS_EITHER, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, diff->from.number);
    ri_bind_int(stmt, 2, diff->to.number);
    while ((status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        ri_finding_row row;
        status = ri_finding_row_read(&row, stmt, err);
        if (status == RACI_OK && !take_finding(diff, &p, &row)) {
            status = ri_fail_nomem(err);
        }
        if (status != RACI_OK) {
            break;
        }
    }
    ri_reset(stmt);
    if (status == RACI_OK && !finish(diff, &p)) {
        status = ri_fail_nomem(err);
    }
    return status;
}

static raci_status read_rules(raci_diff *diff, ri_store *store, raci_error *err)
{
    ri_recorded_files before = {0};
    ri_recorded_files after = {0};
    raci_status status = ri_run_files(&before.items, &before.n, store, diff->from.policy_id, false,
                                      diff->arena, err);
    if (status == RACI_OK) {
        status = ri_run_files(&after.items, &after.n, store, diff->to.policy_id, false, diff->arena,
                              err);
    }
    for (size_t i = 0; status == RACI_OK && i < diff->difference.n_findings; i++) {
        ri_diff_finding *item = &diff->difference.findings[i];
        status = ri_recorded_rules_read(&item->finding,
                                        item->change == RI_CHANGE_GONE ? &before : &after, store,
                                        diff->arena, err);
        if (status == RACI_OK && item->change == RI_CHANGE_CHANGED) {
            status = ri_recorded_rules_read(&item->was, &before, store, diff->arena, err);
        }
    }
    return status;
}

/* ---- moves ---- */

/* The holders in the lines of a letter, as references in the arena. */
static bool read_holders(const char ***out, size_t *n, const ri_class_letter *letter,
                         ri_arena *arena)
{
    const char *at = letter->lines;
    const char *end = letter->lines + letter->length;
    size_t count = 0;
    for (const char *c = at; c < end; c++) {
        count += *c == '\n';
    }
    *n = count;
    *out = ri_arena_array(arena, count, sizeof **out);
    for (size_t i = 0; *out != NULL && i < count; i++) {
        const char *holder = strchr(at, ' ') + 1;
        const char *line = strchr(at, '\n');
        (*out)[i] = ri_arena_copy(arena, holder, (size_t)(line - holder));
        if ((*out)[i] == NULL) {
            return false;
        }
        at = line + 1;
    }
    return *out != NULL;
}

static bool add_move(raci_diff *diff, const char *subject, const ri_class_letter *from,
                     const ri_class_letter *to)
{
    static const ri_class_letter nobody = {"", "", 0};
    ri_move move = {.subject = subject};
    move.letter = ri_arena_string(diff->arena, from != NULL ? from->letter : to->letter);
    return move.letter != NULL &&
           read_holders(&move.from, &move.n_from, from != NULL ? from : &nobody, diff->arena) &&
           read_holders(&move.to, &move.n_to, to != NULL ? to : &nobody, diff->arena) &&
           RI_PUSH(diff->difference.moves, diff->difference.n_moves,
                   diff->difference.moves_capacity, move);
}

static bool add_moves(raci_diff *diff, const char *subject, const char *from, const char *to)
{
    const ri_class_letter *left = NULL;
    const ri_class_letter *right = NULL;
    const char *kept = ri_arena_string(diff->arena, subject);
    ri_class_walk walk = ri_class_walk_begin(from, to);
    bool done = kept != NULL;
    while (done && ri_class_walk_next(&walk, &left, &right)) {
        done = add_move(diff, kept, left, right);
    }
    return done;
}

/* A subject, and its classes on both sides; 0 for none. */
typedef struct held {
    ri_text subject;
    int64_t from;
    int64_t to;
    ri_map from_uses; /* how many touchpoints so far have a class */
    ri_map to_uses;
} held;

static bool count_use(ri_map *uses, int64_t id)
{
    uint32_t n = 0;
    (void)ri_map_get(uses, (uint64_t)id, &n);
    return id == 0 || ri_map_put(uses, (uint64_t)id, n + 1);
}

static bool finish_subject(raci_diff *diff, const ri_shared *classes, held *h)
{
    static const char touchpoint[] = "touchpoint:";
    bool done = !h->subject.failed;
    if (strncmp(ri_text_string(&h->subject), touchpoint, sizeof touchpoint - 1) == 0) {
        done = done && count_use(&h->from_uses, h->from) && count_use(&h->to_uses, h->to);
    }
    if (done && h->subject.length > 0 && h->from != h->to) {
        done = add_moves(diff, ri_text_string(&h->subject), ri_shared_text(classes, h->from),
                         ri_shared_text(classes, h->to));
    }
    h->from = 0;
    h->to = 0;
    return done;
}

static bool take_assignment(raci_diff *diff, const ri_shared *classes, held *h, ri_stmt *stmt)
{
    const char *subject = ri_column_needed(stmt, 0, NULL);
    const int64_t first = ri_column_int(stmt, 1);
    const int64_t last = ri_column_null(stmt, 2) ? INT64_MAX : ri_column_int(stmt, 2);
    if (subject == NULL) {
        return false;
    }
    if (strcmp(subject, ri_text_string(&h->subject)) != 0) {
        if (!finish_subject(diff, classes, h)) {
            return false;
        }
        ri_text_clear(&h->subject);
        ri_text_add(&h->subject, subject);
    }
    if (first <= diff->from.number && diff->from.number <= last) {
        h->from = ri_column_int(stmt, 3);
    }
    if (first <= diff->to.number && diff->to.number <= last) {
        h->to = ri_column_int(stmt, 3);
    }
    return true;
}

static raci_status read_moves(raci_diff *diff, ri_store *store, raci_error *err)
{
    ri_shared classes = {0};
    held h = {.subject = RI_TEXT_INIT};
    ri_stmt *stmt = NULL;
    bool more = false;
    raci_status status = ri_classes_read(&classes, store, err);
    if (status == RACI_OK) {
        status = ri_store_stmt(&stmt, store, STMT_RUN_ASSIGNMENTS_EITHER, err);
    }
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, diff->from.number);
        ri_bind_int(stmt, 2, diff->to.number);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        if (!take_assignment(diff, &classes, &h, stmt)) {
            status = ri_fail_nomem(err);
        }
    }
    if (status == RACI_OK && !finish_subject(diff, &classes, &h)) {
        status = ri_fail_nomem(err);
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (status == RACI_OK) {
        status = ri_run_loads(&diff->loads, &classes, &h.from_uses, &h.to_uses, diff->arena, err);
    }
    ri_shared_free(&classes);
    ri_text_free(&h.subject);
    ri_map_free(&h.from_uses);
    ri_map_free(&h.to_uses);
    return status;
}

/* ---- the whole ---- */

static raci_status compare(raci_diff *diff, ri_store *store, int64_t from, int64_t to,
                           raci_error *err)
{
    raci_status status = ri_run_row_get(&diff->from, store, from, diff->arena, err);
    if (status == RACI_OK) {
        status = ri_run_row_get(&diff->to, store, to, diff->arena, err);
    }
    if (status == RACI_OK) {
        status = read_findings(diff, store, err);
    }
    if (status == RACI_OK) {
        status = read_rules(diff, store, err);
    }
    return status == RACI_OK ? read_moves(diff, store, err) : status;
}

static ri_summary summary_of(const ri_run_row *run)
{
    const int64_t *counts = run->counts;
    ri_summary summary = {
        .escalated_cxo = (size_t)counts[RI_RUN_TO_CXO],
        .escalated_ceo = (size_t)counts[RI_RUN_TO_CEO],
        .escalated_other = (size_t)counts[RI_RUN_TO_OTHER],
        .escalated_none = (size_t)counts[RI_RUN_TO_NONE],
    };
    summary.severities[RACI_ERROR] = (size_t)counts[RI_RUN_ERRORS];
    summary.severities[RACI_WARNING] = (size_t)counts[RI_RUN_WARNINGS];
    summary.severities[RACI_INFO] = (size_t)counts[RI_RUN_INFOS];
    return summary;
}

/* What the record calls by reference has its name in the model, on the day of the run. */
static raci_status load_names(raci_diff *diff, raci_model *model, raci_error *err)
{
    const ri_run_row *runs[2] = {&diff->from, &diff->to};
    raci_status status = RACI_OK;
    for (int side = 0; status == RACI_OK && side < 2; side++) {
        int32_t date = 0;
        diff->summary[side] = summary_of(runs[side]);
        status =
            ri_day_parse(runs[side]->date, strlen(runs[side]->date), &date)
                ? ri_snapshot_load(&diff->then[side], model, date, true, err)
                : ri_fail(err, RACI_FORMAT, "run %lld has no date", (long long)runs[side]->number);
    }
    return status;
}

raci_status raci_diff_runs(raci_diff **out, raci_model *model, int64_t from, int64_t to, int all,
                           raci_error *err)
{
    ri_store *store = ri_model_store(model);
    ri_arena *arena = ri_arena_new();
    raci_diff *diff = arena != NULL ? ri_arena_take(arena, sizeof *diff) : NULL;
    if (diff == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *diff = (raci_diff){.arena = arena, .difference = {.arena = arena, .all = all != 0}};
    raci_status status = ri_store_hold(store, err);
    if (status == RACI_OK) {
        status = compare(diff, store, from, to, err);
        if (status == RACI_OK) {
            status = load_names(diff, model, err);
        }
        ri_store_release(store);
    }
    if (status != RACI_OK) {
        raci_diff_free(diff);
        return status;
    }
    *out = diff;
    return RACI_OK;
}

void raci_diff_free(raci_diff *diff)
{
    if (diff == NULL) {
        return;
    }
    ri_difference_free(&diff->difference);
    ri_free(diff->loads.items);
    ri_snapshot_free(diff->then[0]);
    ri_snapshot_free(diff->then[1]);
    raci_result_free(diff->before);
    raci_result_free(diff->after);
    ri_arena_free(diff->arena); /* the diff itself lies in it */
}

int raci_diff_failed(const raci_diff *diff, raci_error *err)
{
    return (diff->before != NULL && raci_result_failed(diff->before, err)) ||
           (diff->after != NULL && raci_result_failed(diff->after, err));
}

size_t raci_diff_count(const raci_diff *diff, raci_severity at_least)
{
    return ri_difference_count(&diff->difference, at_least);
}
