#include "record/card_kept.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "check/seeking.h"
#include "model/known.h"

/* ---- all of them ---- */

static bool find_positions(raci_briefs *b)
{
    const ri_rows *rows = &b->result->snapshot->positions.rows;
    uint32_t *reached = ri_tally_reached(&b->result->tally, b->result->snapshot);
    b->positions = ri_arena_array(b->arena, rows->n, sizeof *b->positions);
    for (uint32_t p = 0; reached != NULL && b->positions != NULL && p < rows->n; p++) {
        if (reached[p] != 0 && ri_row_there(rows, p)) {
            b->positions[b->n++] = p;
        }
    }
    const bool done = reached != NULL && b->positions != NULL;
    ri_free(reached);
    return done;
}

raci_status raci_briefs_new(raci_briefs **out, const raci_result *result, raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    raci_briefs *b = arena != NULL ? ri_arena_take(arena, sizeof *b) : NULL;
    if (b == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *b = (raci_briefs){.arena = arena, .result = result};
    if (!ri_cards_begin(&b->cards, result->snapshot, &result->matrix,
                        ri_policy_data_of(result->policy), arena) ||
        !find_positions(b)) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *out = b;
    return RACI_OK;
}

void raci_briefs_free(raci_briefs *briefs)
{
    if (briefs != NULL) {
        ri_arena_free(briefs->arena); /* the briefs themselves lie in it */
    }
}

size_t raci_briefs_count(const raci_briefs *briefs)
{
    return briefs->n;
}

const char *raci_briefs_key(const raci_briefs *briefs, size_t i)
{
    return i < briefs->n ? briefs->result->snapshot->positions.rows.key[briefs->positions[i]]
                         : NULL;
}

/* ---- what has changed ---- */

static int by_line(const void *a, const void *b, const void *context)
{
    const ri_card_line *x = a;
    const ri_card_line *y = b;
    (void)context;
    const int order = strcmp(x->via, y->via);
    return order != 0 ? order : strcmp(x->said, y->said);
}

/* By what they are about alone. */
static int compare_about(const ri_card_line *x, const ri_card_line *y)
{
    const size_t n = ri_card_line_about(x->said);
    const size_t m = ri_card_line_about(y->said);
    int order = strcmp(x->via, y->via);
    order = order != 0 ? order : strncmp(x->said, y->said, n < m ? n : m);
    return order != 0 ? order : (n > m) - (n < m);
}

/* The lines of one side that the other has not. */
static bool keep_others(ri_card_line **out, size_t *n, const ri_card_line *a, size_t n_a,
                        const ri_card_line *b, size_t n_b)
{
    size_t capacity = 0;
    size_t at = 0;
    for (size_t i = 0; i < n_a; i++) {
        while (at < n_b && by_line(&b[at], &a[i], NULL) < 0) {
            at++;
        }
        if ((at == n_b || by_line(&b[at], &a[i], NULL) != 0) &&
            !RI_PUSH(*out, *n, capacity, a[i])) {
            return false;
        }
    }
    return true;
}

static bool pair_up(raci_brief *brief, const ri_card_line *gone, size_t n_gone,
                    const ri_card_line *fresh, size_t n_fresh)
{
    size_t g = 0;
    size_t f = 0;
    brief->changes = ri_arena_array(brief->of->arena, n_gone + n_fresh, sizeof *brief->changes);
    while (brief->changes != NULL && (g < n_gone || f < n_fresh)) {
        const int order = g == n_gone ? 1 : f == n_fresh ? -1 : compare_about(&gone[g], &fresh[f]);
        brief->changes[brief->n_changes++] =
            (ri_card_change){order < 0 ? gone[g].via : fresh[f].via,
                             order >= 0 ? fresh[f].said : NULL, order <= 0 ? gone[g].said : NULL};
        g += order <= 0;
        f += order >= 0;
    }
    return brief->changes != NULL;
}

static bool find_changes(raci_brief *brief)
{
    const ri_acknowledgement *last = &brief->last;
    ri_arena *arena = brief->of->arena;
    ri_card_line *then = ri_arena_keep(arena, last->lines, last->n_lines, sizeof *last->lines);
    ri_card_line *now =
        ri_arena_keep(arena, brief->card.lines, brief->card.n_lines, sizeof *brief->card.lines);
    ri_card_line *gone = NULL;
    ri_card_line *fresh = NULL;
    size_t n_gone = 0;
    size_t n_fresh = 0;
    const bool done =
        then != NULL && now != NULL && ri_order(then, last->n_lines, sizeof *then, by_line, NULL) &&
        ri_order(now, brief->card.n_lines, sizeof *now, by_line, NULL) &&
        keep_others(&gone, &n_gone, then, last->n_lines, now, brief->card.n_lines) &&
        keep_others(&fresh, &n_fresh, now, brief->card.n_lines, then, last->n_lines) &&
        pair_up(brief, gone, n_gone, fresh, n_fresh);
    ri_free(gone);
    ri_free(fresh);
    return done;
}

/* ---- one ---- */

/* Whether who acknowledged it still sits there. */
static raci_status look_who_stands(raci_brief *brief, raci_error *err)
{
    const ri_snapshot *s = brief->of->result->snapshot;
    ri_indexes seats = {.n = 0};
    raci_status status =
        ri_holder_seats(s, brief->card.holder, &seats) ? RACI_OK : ri_fail_nomem(err);
    brief->stands = ri_card_is_for(s, &seats, brief->card.holder, brief->last.person);
    ri_free(seats.items);
    return status;
}

static raci_status recall(raci_brief *brief, raci_error *err)
{
    const raci_briefs *of = brief->of;
    char date[11];
    raci_status status =
        ri_acknowledgement_last(&brief->last, ri_model_store(of->result->model), brief->reference,
                                ri_day_format(of->result->date, date), of->arena, err);
    if (status == RACI_OK && brief->last.entry != 0) {
        status = find_changes(brief) ? look_who_stands(brief, err) : ri_fail_nomem(err);
    }
    return status;
}

raci_status raci_brief_of(const raci_brief **out, raci_briefs *briefs, const char *holder,
                          raci_error *err)
{
    ri_text reference = RI_TEXT_INIT;
    ri_ref ref = RI_NONE;
    raci_brief *brief = ri_arena_take(briefs->arena, sizeof *brief);
    raci_status status =
        brief != NULL ? ri_asked_holder(&ref, briefs->result, holder, err) : ri_fail_nomem(err);
    if (status != RACI_OK) {
        return status;
    }
    *brief = (raci_brief){.of = briefs};
    ri_snapshot_reference(briefs->result->snapshot, ref, &reference);
    brief->reference =
        reference.failed ? NULL : ri_arena_string(briefs->arena, ri_text_string(&reference));
    ri_text_free(&reference);
    if (brief->reference == NULL || !ri_card_make(&brief->card, &briefs->cards, ref)) {
        return ri_fail_nomem(err);
    }
    status = recall(brief, err);
    if (status == RACI_OK) {
        *out = brief;
    }
    return status;
}

const char *raci_brief_digest(const raci_brief *brief)
{
    return brief->card.digest;
}
