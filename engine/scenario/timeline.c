/*
 * The timeline: only days on which something begins or ends are evaluated, each once, and laid
 * beside the one before; between them nothing but the age of reviews changes.
 */
#include "scenario/timeline_days.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "check/checking.h"

const char *ri_due_name(ri_due_what what)
{
    static const char *const names[RI_DUE_WHATS] = {"vacant", "unowned", "expired", "stale",
                                                    "finding"};
    return names[what];
}

/* ---- what begins and ends ---- */

typedef struct turnings {
    ri_turning *items; /* by day */
    size_t n;
    size_t capacity;
} turnings;

static bool add_rule(turnings *all, const raci_timeline *t, const ri_rule *rule, int32_t day,
                     bool begins)
{
    const ri_turning turning = {day, begins, RI_TURNING_RULES, rule->name, "", ""};
    return day <= t->from || day > t->to || RI_PUSH(all->items, all->n, all->capacity, turning);
}

static int by_day(const void *a, const void *b, const void *context)
{
    const int32_t x = ((const ri_turning *)a)->day;
    const int32_t y = ((const ri_turning *)b)->day;
    (void)context;
    return (x > y) - (x < y);
}

/* Of the model, and of the policy's rules. */
static raci_status find_turnings(turnings *all, const raci_timeline *t, raci_model *model,
                                 raci_error *err)
{
    const ri_policy_data *policy = ri_policy_data_of(t->policy);
    ri_turning *read = NULL;
    size_t n = 0;
    bool done = true;
    raci_status status = ri_turnings_read(&read, &n, model, t->from, t->to, t->arena, err);
    for (size_t i = 0; status == RACI_OK && done && i < n; i++) {
        done = RI_PUSH(all->items, all->n, all->capacity, read[i]);
    }
    for (uint32_t i = 0; status == RACI_OK && done && i < policy->n_rules; i++) {
        const ri_rule *rule = &policy->rules[i];
        done = add_rule(all, t, rule, rule->from, true) && add_rule(all, t, rule, rule->to, false);
    }
    if (status == RACI_OK &&
        (!done || !ri_order(all->items, all->n, sizeof *all->items, by_day, NULL))) {
        status = ri_fail_nomem(err);
    }
    return status;
}

/* ---- the days ---- */

/* From one day to the next. */
typedef struct walk {
    raci_timeline *timeline;
    raci_model *model;
    const turnings *all;
    size_t next;  /* turning */
    bool in_full; /* no evaluation is had from another */
    ri_two_days days;
} walk;

/* Whether all that begins or ends up to a day, from `next` on, is seats. */
static bool only_seats(const walk *w, int32_t day)
{
    size_t i = w->next;
    while (i < w->all->n && w->all->items[i].day <= day &&
           w->all->items[i].tab == RI_TURNING_SEATS) {
        i++;
    }
    return i == w->all->n || w->all->items[i].day > day;
}

/* `before` is the day before, or NULL. */
static raci_status evaluate(ri_day_side *out, const walk *w, const ri_day_side *before, int32_t day,
                            raci_error *err)
{
    raci_timeline *t = w->timeline;
    const bool later = before != NULL && !w->in_full && only_seats(w, day);
    raci_status status = later ? ri_day_later(out, before, day, err)
                               : ri_day_in_full(out, w->model, t->policy, day, err);
    if (status == RACI_OK) {
        t->failed = raci_result_failed(ri_day_result(out), &t->failure) != 0 || t->failed;
    }
    return status;
}

static bool keep_turns(walk *w)
{
    raci_timeline *t = w->timeline;
    ri_text text = RI_TEXT_INIT;
    bool done = true;
    for (size_t i = 0; done && i < w->days.n_turnings; i++) {
        if (ri_turning_said_by_end(&w->days, &w->days.turnings[i])) {
            continue;
        }
        ri_turning_say(&text, &w->days, &w->days.turnings[i]);
        const ri_due_turn turn = {w->days.after->date,
                                  ri_arena_string(t->arena, ri_text_string(&text))};
        done = !text.failed && turn.said != NULL &&
               RI_PUSH(t->turns, t->n_turns, t->turns_capacity, turn);
        ri_text_clear(&text);
    }
    ri_text_free(&text);
    return done;
}

/* Lays a day beside the one before, which it then replaces. */
static raci_status take_day(walk *w, ri_day_side *before, int32_t day, raci_error *err)
{
    ri_day_side after = {.outlook = NULL};
    const size_t first = w->next;
    raci_status status = evaluate(&after, w, before, day, err);
    if (status != RACI_OK) {
        return status;
    }
    while (w->next < w->all->n && w->all->items[w->next].day == day) {
        w->next++;
    }
    w->days.first = before;
    w->days.second = &after;
    w->days.before = ri_day_result(before);
    w->days.after = ri_day_result(&after);
    w->days.turnings = w->all->items + first;
    w->days.n_turnings = w->next - first;
    w->days.scratch = ri_arena_new();
    if (w->days.scratch == NULL || !keep_turns(w) || !ri_day_brings(&w->days)) {
        status = ri_fail_nomem(err);
    }
    ri_arena_free(w->days.scratch);
    ri_day_pass(&after, before);
    ri_day_free(before);
    *before = after;
    w->days.first = NULL; /* neither outlives its turn */
    w->days.second = NULL;
    return status;
}

/* Whether reviews are looked at, and after how many days they are too old. */
static raci_status read_settings(walk *w, raci_error *err)
{
    const ri_policy_data *policy = ri_policy_data_of(w->timeline->policy);
    ri_in_force *force = ri_arena_array(w->timeline->arena, ri_code_total(policy), sizeof *force);
    if (force == NULL) {
        return ri_fail_nomem(err);
    }
    ri_settings_read(force, policy);
    w->days.stale_days = force[RI_STALE_ROW].on ? force[RI_STALE_ROW].days : -1;
    w->days.stale_severity = force[RI_STALE_ROW].severity;
    return RACI_OK;
}

static raci_status go(walk *w, raci_error *err)
{
    raci_timeline *t = w->timeline;
    ri_day_side at = {.outlook = NULL};
    raci_status status = read_settings(w, err);
    if (status == RACI_OK) {
        status = evaluate(&at, w, NULL, t->from, err);
    }
    while (status == RACI_OK && ri_day_result(&at)->date < t->to) {
        const bool more = w->next < w->all->n;
        status = take_day(w, &at, more ? w->all->items[w->next].day : t->to, err);
    }
    ri_day_free(&at);
    return status;
}

static int by_place(const void *a, const void *b, const void *context)
{
    const ri_due_item *x = a;
    const ri_due_item *y = b;
    (void)context;
    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    if (x->what != y->what) {
        return x->what < y->what ? -1 : 1;
    }
    int order = strcmp(x->subject, y->subject);
    order =
        order != 0 ? order : strcmp(x->code != NULL ? x->code : "", y->code != NULL ? y->code : "");
    return order != 0 ? order : strcmp(x->key != NULL ? x->key : "", y->key != NULL ? y->key : "");
}

/* ---- the whole ---- */

static raci_status make(raci_timeline *t, raci_model *model, bool in_full, raci_error *err)
{
    turnings all = {.n = 0};
    walk w = {
        .timeline = t, .model = model, .all = &all, .in_full = in_full, .days = {.timeline = t}};
    ri_store *store = ri_model_store(model);
    raci_status status = ri_store_hold(store, err);
    if (status != RACI_OK) {
        return status;
    }
    status = find_turnings(&all, t, model, err);
    if (status == RACI_OK) {
        status = go(&w, err);
    }
    ri_store_release(store);
    if (status == RACI_OK && !ri_order(t->items, t->n, sizeof *t->items, by_place, NULL)) {
        status = ri_fail_nomem(err);
    }
    ri_free(all.items);
    return status;
}

raci_status raci_timeline_open(raci_timeline **out, raci_model *model, raci_policy *policy,
                               const raci_timeline_options *options, raci_error *err)
{
    const char *day = options->date != NULL ? options->date : "";
    const int days = options->days;
    int32_t from = 0;
    char last[11];
    if (!ri_day_parse(day, strlen(day), &from)) {
        return ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'", day);
    }
    if (days < 1 || days > RACI_TIMELINE_DAYS_MAX || ri_day_format(from + days, last)[0] == '\0') {
        return ri_fail(err, RACI_INVALID,
                       "expected a number of days from 1 to %d that ends before the year 10000, "
                       "found %d",
                       RACI_TIMELINE_DAYS_MAX, days);
    }
    ri_arena *arena = ri_arena_new();
    raci_timeline *t = arena != NULL ? ri_arena_take(arena, sizeof *t) : NULL;
    if (t == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *t = (raci_timeline){.arena = arena, .policy = policy, .from = from, .to = from + days};
    raci_status status = make(t, model, options->in_full != 0, err);
    if (status != RACI_OK) {
        raci_timeline_free(t);
        return status;
    }
    *out = t;
    return RACI_OK;
}

void raci_timeline_free(raci_timeline *t)
{
    if (t != NULL) {
        ri_free(t->items);
        ri_free(t->turns);
        ri_arena_free(t->arena); /* the timeline itself lies in it */
    }
}

size_t raci_timeline_count(const raci_timeline *t)
{
    return t->n;
}

int raci_timeline_failed(const raci_timeline *t, raci_error *err)
{
    if (t->failed && err != NULL) {
        *err = t->failure;
    }
    return t->failed;
}
