#include "check/why_not.h"

#include <string.h>

#include "base/fail.h"
#include "base/order.h"
#include "check/seeking.h"

raci_status ri_why_not_begin(raci_answer *answer, const char *letter, const char *holder,
                             raci_error *err)
{
    const ri_scheme *scheme = &ri_policy_data_of(answer->policy)->scheme;
    ri_why_not *w = ri_arena_take(answer->arena, sizeof *w);
    ri_named_fit one = {.kind = RI_POSITION};
    if (w == NULL) {
        return ri_fail_nomem(err);
    }
    w->holder = RI_NONE;
    raci_status status = ri_letter_named(&w->letter, scheme, letter, err);
    if (status == RACI_OK) {
        status = ri_seek_holder(&one, answer->arena, answer->model, answer->date, holder, err);
    }
    if (status == RACI_OK) {
        w->kind = one.kind;
        w->key = one.key;
        answer->why_not = w;
    }
    return status;
}

/* ---- who would have to hold the letter ---- */

/* 2-rules.md "Holder expressions": accountable are positions, for which a unit stands by
   its head, a team by its lead, a person by those they hold; elsewhere each is itself. */
static raci_status find_meant(ri_why_not *w, const ri_snapshot *s, bool as_positions,
                              ri_arena *arena, raci_error *err)
{
    uint32_t index = ri_ref_index(w->holder);
    bool person = ri_ref_kind(w->holder) == RI_PERSON;
    const ri_lists *positions = &s->people.positions;
    uint32_t n = person ? positions->first[index + 1] - positions->first[index] : 0;
    w->n_meant = 0;
    w->meant = ri_arena_array(arena, (size_t)n + 1, sizeof *w->meant);
    if (w->meant == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t position = positions->items[positions->first[index] + i];
        w->meant[w->n_meant++] = ri_ref_make(RI_POSITION, position);
    }
    if (!as_positions) {
        w->meant[w->n_meant++] = w->holder;
    } else if (!person) {
        uint32_t position = ri_holder_position(s, w->holder);
        if (position != RI_NONE) {
            w->meant[w->n_meant++] = ri_ref_make(RI_POSITION, position);
        }
    }
    return RACI_OK;
}

/* Whether the holder asked about has what `via` has. */
static bool reaches(const ri_why_not *w, const ri_snapshot *s, ri_ref via)
{
    for (uint32_t i = 0; i < w->n_meant; i++) {
        if (ri_includes(s, via, w->meant[i])) {
            return true;
        }
    }
    return false;
}

/* ---- which sources could have given it ---- */

/* Whether the expression names the very thing that was asked about. */
static bool names_it(const ri_why_not *w, const ri_holder *holder)
{
    if (holder->key != NULL && holder->kind == w->kind && strcmp(holder->key, w->key) == 0) {
        return true;
    }
    for (uint32_t i = 0; i < holder->n_items; i++) {
        if (names_it(w, holder->items[i])) {
            return true;
        }
    }
    return false;
}

static bool any_kind(const ri_why_not *w, ri_kind kind)
{
    for (uint32_t i = 0; i < w->n_meant; i++) {
        if (ri_ref_kind(w->meant[i]) == kind) {
            return true;
        }
    }
    return false;
}

static bool any_head(const ri_why_not *w, const ri_snapshot *s)
{
    const ri_lists *heads = &s->positions.heads;
    for (uint32_t i = 0; i < w->n_meant; i++) {
        uint32_t at = ri_ref_index(w->meant[i]);
        if (ri_ref_kind(w->meant[i]) == RI_POSITION && heads->first[at] < heads->first[at + 1]) {
            return true;
        }
    }
    return false;
}

/* Whether whom the expression names depends on the subject, so that on another one it
   could be the holder. */
static bool could_name(const ri_why_not *w, const ri_snapshot *s, const ri_holder *holder,
                       bool as_positions)
{
    switch (holder->form) {
    case RI_HOLD_FUNCTION:
        return true;
    case RI_HOLD_JOURNEY_TEAM:
        return any_kind(w, RI_TEAM) || any_kind(w, RI_POSITION);
    case RI_HOLD_JOURNEY_LEAD:
        return any_kind(w, RI_POSITION);
    case RI_HOLD_DELIVERING:
        return as_positions ? any_head(w, s) : any_kind(w, RI_UNIT) || any_kind(w, RI_POSITION);
    case RI_HOLD_DELIVERING_HEADS:
        return any_head(w, s);
    case RI_HOLD_LIST:
    case RI_HOLD_MANAGER_OF:
        for (uint32_t i = 0; i < holder->n_items; i++) {
            bool manager = holder->form == RI_HOLD_MANAGER_OF;
            bool could = manager ? holder->items[i]->form != RI_HOLD_REFERENCE &&
                                       holder->items[i]->form != RI_HOLD_HEAD_OF &&
                                       holder->items[i]->form != RI_HOLD_LEAD_OF
                                 : could_name(w, s, holder->items[i], as_positions);
            if (could) {
                return true;
            }
        }
        return false;
    default:
        return false;
    }
}

/* Whether a source is worth telling of: it gives the letter to the holder here, or it
   could have, had it applied, had the subject been another, had there been a head. */
static bool concerns(const raci_answer *answer, const ri_why_not *w, const ri_refusal *item)
{
    const ri_policy_data *policy = ri_resolver_policy(answer->resolver);
    const ri_holder *holder = ri_explain_expression(answer->resolver, item->source, w->letter);
    bool applies = item->hurdle.kind == RI_HURDLE_NONE;
    if (item->meant || !item->gives.known) {
        return item->meant || item->hurdle.kind != RI_HURDLE_KIND;
    }
    if (holder == NULL) {
        const ri_stated *rows = answer->snapshot->stated;
        uint32_t at = item->source - policy->n_rules;
        uint32_t n_stated = answer->snapshot->n_stated;
        const ri_stated *row =
            at < n_stated ? &rows[at] : &answer->snapshot->rulings[at - n_stated];
        return row->holder == w->holder && item->gives.n_holders == 0;
    }
    if (item->gives.n_holders == 0 && names_it(w, holder)) {
        return true;
    }
    return applies &&
           could_name(w, answer->snapshot, holder, w->letter == policy->scheme.accountable);
}

static raci_status look_at(raci_answer *answer, ri_source source, raci_error *err)
{
    ri_why_not *w = answer->why_not;
    ri_refusal item = {.source = source};
    raci_status status = ri_explain_hurdle(&item.hurdle, answer->resolver, source, answer->subject,
                                           answer->arena, err);
    if (status == RACI_OK) {
        bool applies = item.hurdle.kind == RI_HURDLE_NONE;
        status = ri_explain_holders(&item.gives, answer->resolver, source, answer->subject,
                                    w->letter, applies, answer->arena, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    for (uint32_t i = 0; i < item.gives.n_holders; i++) {
        item.meant = item.meant || reaches(w, answer->snapshot, item.gives.holders[i]);
    }
    if (concerns(answer, w, &item)) {
        w->items[w->n_items++] = item;
    } else {
        w->others++;
    }
    return RACI_OK;
}

/* ---- rulings that are not in force ---- */

/* Adds a ruling that would give it, but has ended or not begun. */
static raci_status look_at_ruling(raci_answer *answer, const ri_idle_ruling *ruling,
                                  raci_error *err)
{
    ri_why_not *w = answer->why_not;
    const ri_snapshot *s = answer->snapshot;
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    uint32_t n = 0;
    ri_ref one = RI_NONE;
    ri_refusal item = {.source = RI_NO_SOURCE, .ruling = ruling, .gives = {.known = true}};
    if (ruling->by != NULL && ri_reference_split(ruling->by, &kind, &key) && kind != RI_OFFICE) {
        (void)ri_snapshot_find(s, kind, key); /* who decided is told */
    }
    if (ruling->holder == NULL || !ri_reference_split(ruling->holder, &kind, &key)) {
        return RACI_OK;
    }
    const uint32_t *positions = kind == RI_OFFICE ? ri_snapshot_office(s, key, &n) : NULL;
    if (kind != RI_OFFICE) {
        one = ri_snapshot_find(s, kind, key);
        n = one != RI_NONE ? 1 : 0;
    }
    item.gives.holders = ri_arena_array(answer->arena, n, sizeof *item.gives.holders);
    if (item.gives.holders == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < n; i++) {
        ri_ref named = positions != NULL ? ri_ref_make(RI_POSITION, positions[i]) : one;
        if (w->letter == ri_resolver_policy(answer->resolver)->scheme.accountable) {
            uint32_t position = ri_holder_position(s, named);
            named = position != RI_NONE ? ri_ref_make(RI_POSITION, position) : RI_NONE;
        }
        if (named != RI_NONE) {
            item.gives.holders[item.gives.n_holders++] = named;
            item.meant = item.meant || reaches(w, s, named);
        }
    }
    if (item.meant) {
        bool ended = ruling->to <= answer->date;
        item.hurdle.kind = ended ? RI_HURDLE_LATE : RI_HURDLE_EARLY;
        item.hurdle.failing = 1;
        w->items[w->n_items++] = item;
    }
    return RACI_OK;
}

static raci_status find_rulings(ri_idle_ruling **out, uint32_t *n, raci_answer *answer,
                                raci_error *err)
{
    const ri_scheme *scheme = &ri_resolver_policy(answer->resolver)->scheme;
    const char *letter = scheme->letters[answer->why_not->letter].letter;
    ri_text subject = RI_TEXT_INIT;
    ri_snapshot_reference(answer->snapshot, answer->subject, &subject);
    raci_status status =
        subject.failed ? ri_fail_nomem(err)
                       : ri_idle_rulings(out, n, answer->model, answer->date,
                                         ri_text_string(&subject), letter, answer->arena, err);
    ri_text_free(&subject);
    return status;
}

static raci_status look_at_all(raci_answer *answer, raci_error *err)
{
    ri_why_not *w = answer->why_not;
    ri_source *sources = NULL;
    ri_idle_ruling *rulings = NULL;
    uint32_t n = 0;
    uint32_t n_rulings = 0;
    raci_status status = ri_explain_sources(&sources, &n, answer->resolver, answer->subject,
                                            w->letter, answer->arena, err);
    if (status == RACI_OK) {
        status = find_rulings(&rulings, &n_rulings, answer, err);
    }
    if (status == RACI_OK) {
        w->items = ri_arena_array(answer->arena, (size_t)n + n_rulings, sizeof *w->items);
        status = w->items != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < n && status == RACI_OK; i++) {
        status = look_at(answer, sources[i], err);
    }
    for (uint32_t i = 0; i < n_rulings && status == RACI_OK; i++) {
        status = look_at_ruling(answer, &rulings[i], err);
    }
    return status;
}

raci_status ri_why_not_gather(raci_answer *answer, raci_error *err)
{
    ri_why_not *w = answer->why_not;
    const ri_scheme *scheme = &ri_resolver_policy(answer->resolver)->scheme;
    w->n_items = 0;
    w->others = 0;
    raci_status status = RACI_OK;
    w->holder = ri_snapshot_find(answer->snapshot, w->kind, w->key);
    if (w->holder == RI_NONE) {
        return ri_fail(err, RACI_NOTFOUND, "there is no %s '%s' on the date", ri_kind_name(w->kind),
                       w->key);
    }
    if (w->kind == RI_UNIT) {
        ri_snapshot_need_below(answer->snapshot, ri_ref_index(w->holder));
    }
    status = find_meant(w, answer->snapshot, w->letter == scheme->accountable, answer->arena, err);
    return status == RACI_OK ? look_at_all(answer, err) : status;
}

const char *ri_refusal_name(const ri_resolver *resolver, const ri_refusal *item)
{
    return item->ruling != NULL ? item->ruling->name : ri_source_name(resolver, item->source);
}

/* ---- what became of each ---- */

/* Copies, since what a settlement has ends with it. */
static raci_status keep_by(ri_refusal *item, const ri_source *by, uint32_t n, ri_arena *arena,
                           raci_error *err)
{
    item->by = ri_arena_keep(arena, by, n, sizeof *by);
    item->n_by = n;
    return item->by != NULL ? RACI_OK : ri_fail_nomem(err);
}

/* A winner's best giving to the holder, and the bans against it. */
static raci_status settle_winner(ri_refusal *item, const raci_answer *answer,
                                 const ri_outcome *outcome, raci_error *err)
{
    static const ri_obstacle obstacles[] = {[RI_KEPT] = RI_OBSTACLE_NONE,
                                            [RI_CONTESTED] = RI_OBSTACLE_CONTESTED,
                                            [RI_REMOVED] = RI_OBSTACLE_REMOVED};
    const ri_giving *best = NULL;
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        const ri_giving *giving = &outcome->givings[i];
        if (giving->winner == item->source &&
            reaches(answer->why_not, answer->snapshot, giving->holder) &&
            (best == NULL || giving->fate < best->fate)) {
            best = giving;
        }
    }
    if (best == NULL) { /* its `when` said otherwise the second time: it keeps state */
        item->obstacle = RI_OBSTACLE_HURDLE;
        item->hurdle.kind = RI_HURDLE_WHEN;
        item->hurdle.failing = 1;
        return RACI_OK;
    }
    item->obstacle = obstacles[best->fate];
    return keep_by(item, answer->settlement->bans + best->first_ban, best->n_bans, answer->arena,
                   err);
}

static raci_status settle_item(ri_refusal *item, const raci_answer *answer, raci_error *err)
{
    const ri_outcome *outcome = &answer->settlement->letters[answer->why_not->letter];
    if (item->hurdle.kind != RI_HURDLE_NONE) {
        item->obstacle = RI_OBSTACLE_HURDLE;
        return RACI_OK;
    }
    if (!item->meant) {
        item->obstacle = item->gives.n_holders > 0 ? RI_OBSTACLE_OTHERS : RI_OBSTACLE_NOBODY;
        return RACI_OK;
    }
    for (uint32_t i = 0; i < outcome->n_beaten; i++) {
        if (outcome->beaten[i].source == item->source) {
            item->obstacle = RI_OBSTACLE_BEATEN;
            return keep_by(item, &outcome->beaten[i].by, 1, answer->arena, err);
        }
    }
    return settle_winner(item, answer, outcome, err);
}

static int compare_items(const void *a, const void *b, const void *context)
{
    const ri_refusal *x = a;
    const ri_refusal *y = b;
    const ri_resolver *resolver = context;
    if (x->obstacle != y->obstacle) {
        return x->obstacle < y->obstacle ? -1 : 1;
    }
    if (x->hurdle.failing != y->hurdle.failing) {
        return x->hurdle.failing < y->hurdle.failing ? -1 : 1;
    }
    if (x->gives.known != y->gives.known) {
        return x->gives.known ? -1 : 1;
    }
    int names = strcmp(ri_refusal_name(resolver, x), ri_refusal_name(resolver, y));
    if (names != 0 || x->ruling == NULL || y->ruling == NULL) {
        return names;
    }
    return (x->ruling->from > y->ruling->from) - (x->ruling->from < y->ruling->from);
}

raci_status ri_why_not_settle(raci_answer *answer, raci_error *err)
{
    ri_why_not *w = answer->why_not;
    const ri_outcome *outcome = &answer->settlement->letters[w->letter];
    raci_status status = RACI_OK;
    for (size_t i = 0; i < w->n_items && status == RACI_OK; i++) {
        status = settle_item(&w->items[i], answer, err);
    }
    w->held = false;
    for (uint32_t i = 0; i < outcome->n_holders; i++) {
        w->held = w->held || reaches(w, answer->snapshot, outcome->holders[i]);
    }
    if (status == RACI_OK && w->n_items > 1 &&
        !ri_order(w->items, w->n_items, sizeof *w->items, compare_items, answer->resolver)) {
        status = ri_fail_nomem(err);
    }
    return status;
}
