/*
 * What a day brings that the day before did not have: seats that become vacant, touchpoints
 * that nobody answers for, what expires, and the findings of a policy that are new.
 */
#include <math.h>

#include "base/day.h"
#include "model/power.h"
#include "scenario/bringing.h"
#include "scenario/who_acts.h"

/* ---- seats ---- */

static bool add_vacant(ri_bringing *b, uint32_t position)
{
    ri_two_days *days = b->days;
    ri_due_item item = {.day = days->after->date, .what = RI_DUE_VACANT};
    const ri_ref ref = ri_ref_make(RI_POSITION, position);
    return ri_due_set_subject(b, &item, days->after, ref) &&
           ri_due_find_cause(&item, b, &item.subject, 1, true) &&
           ri_due_set_to(b, &item, days->after, ri_who_acts(days->after, ref)) &&
           ri_map_put(&b->vacated, position, (uint32_t)days->timeline->n) && ri_due_add(b, &item);
}

static bool find_vacant(ri_bringing *b)
{
    const ri_snapshot *before = b->days->before->snapshot;
    const ri_snapshot *after = b->days->after->snapshot;
    bool done = true;
    for (uint32_t i = 0; done && i < after->positions.rows.n; i++) {
        const uint32_t was = b->matching.other[RI_POSITION][i];
        if (was != RI_NONE && !ri_position_vacant(before, was) && ri_position_vacant(after, i)) {
            done = add_vacant(b, i);
        }
    }
    return done;
}

/* ---- touchpoints ---- */

/* Those who were accountable the day before, as references in the scratch arena. */
static const char **accountable_before(ri_bringing *b, ri_ref subject, uint32_t *n)
{
    const raci_result *before = b->days->before;
    const ri_ref *holders =
        ri_matrix_holders(&before->matrix, ri_subject_number(before->snapshot, subject),
                          ri_policy_data_of(before->policy)->scheme.accountable, n);
    const char **out = ri_arena_array(b->days->scratch, (size_t)*n + 1, sizeof *out);
    for (uint32_t i = 0; out != NULL && i < *n; i++) {
        ri_snapshot_reference(before->snapshot, holders[i], &b->text);
        out[i] = ri_arena_string(b->days->scratch, ri_text_string(&b->text));
        ri_text_clear(&b->text);
        if (out[i] == NULL) {
            return NULL;
        }
    }
    return out;
}

static bool add_unowned(ri_bringing *b, uint32_t touchpoint, uint32_t was)
{
    ri_two_days *days = b->days;
    uint32_t n = 0;
    ri_due_item item = {.day = days->after->date, .what = RI_DUE_UNOWNED};
    const ri_ref ref = ri_ref_make(RI_TOUCHPOINT, touchpoint);
    const char **about = accountable_before(b, ri_ref_make(RI_TOUCHPOINT, was), &n);
    if (about == NULL || !ri_due_set_subject(b, &item, days->after, ref)) {
        return false;
    }
    about[n] = item.subject;
    return ri_due_find_cause(&item, b, about, (size_t)n + 1, true) &&
           ri_due_set_to(b, &item, days->after, ri_who_acts(days->after, ref)) &&
           ri_map_put(&b->unowned, touchpoint, (uint32_t)days->timeline->n) && ri_due_add(b, &item);
}

static bool find_unowned(ri_bringing *b)
{
    const ri_two_days *days = b->days;
    bool done = true;
    for (uint32_t i = 0; done && i < days->after->snapshot->touchpoints.rows.n; i++) {
        const uint32_t was = b->matching.other[RI_TOUCHPOINT][i];
        if (was != RI_NONE &&
            ri_accountable_there(days->before, ri_ref_make(RI_TOUCHPOINT, was)) != RI_NONE &&
            ri_accountable_there(days->after, ri_ref_make(RI_TOUCHPOINT, i)) == RI_NONE) {
            done = add_unowned(b, i, was);
        }
    }
    return done;
}

/* ---- reviews ---- */

/* Which touchpoints the first day has a finding about already, by place. NULL: exhausted. */
static const uint8_t *stale_already(const ri_two_days *days)
{
    const ri_day_side *first = days->first;
    uint8_t *out = ri_arena_array(days->scratch, days->before->snapshot->touchpoints.rows.n, 1);
    for (size_t i = 0; out != NULL && i < first->n; i++) {
        if (first->findings[i].it->code == RI_STALE_ROW) {
            out[ri_ref_index(first->findings[i].it->subject)] = 1;
        }
    }
    return out;
}

static const char *last_review(const ri_bringing *b, const raci_result *result, uint32_t touchpoint)
{
    char reviewed[11];
    const int32_t day = result->snapshot->touchpoints.reviewed_on[touchpoint];
    return ri_arena_format(b->days->timeline->arena, "last reviewed on %s",
                           ri_day_format(day, reviewed));
}

static bool add_stale(ri_bringing *b, uint32_t touchpoint, int32_t day)
{
    const raci_result *after = b->days->after;
    ri_due_item item = {.day = day, .what = RI_DUE_STALE};
    const ri_ref ref = ri_ref_make(RI_TOUCHPOINT, touchpoint);
    item.code = ri_check_info_of(RI_STALE_ROW)->name;
    item.severity = ri_severity_name(b->days->stale_severity);
    item.cause = last_review(b, after, touchpoint);
    item.certain = true;
    return item.cause != NULL && ri_due_set_subject(b, &item, after, ref) &&
           ri_due_set_to(b, &item, after, ri_who_acts(after, ref)) && ri_due_add(b, &item);
}

/* The first day on which a review is too old. */
static double too_old(const ri_two_days *days, int32_t reviewed)
{
    return (double)reviewed + floor(days->stale_days) + 1;
}

/* The place on the first day of a touchpoint whose review is the same one then; or RI_NONE. */
static uint32_t same_review(const ri_bringing *b, uint32_t touchpoint)
{
    const ri_two_days *days = b->days;
    const uint32_t was = b->matching.other[RI_TOUCHPOINT][touchpoint];
    const int32_t reviewed = days->after->snapshot->touchpoints.reviewed_on[touchpoint];
    return reviewed != RI_DAY_MIN && was != RI_NONE &&
                   days->before->snapshot->touchpoints.reviewed_on[was] == reviewed
               ? was
               : RI_NONE;
}

/* Reviews that get too old up to the second day: where its subject is not looked at again, no
   check finds that. */
static bool find_stale(ri_bringing *b)
{
    const ri_two_days *days = b->days;
    const ri_touchpoints *t = &days->after->snapshot->touchpoints;
    const uint8_t *already = days->stale_days >= 0 ? stale_already(days) : NULL;
    bool done = days->stale_days < 0 || already != NULL;
    for (uint32_t i = 0; done && already != NULL && i < t->rows.n; i++) {
        const uint32_t was = same_review(b, i);
        const double day = too_old(days, t->reviewed_on[i]);
        if (was != RI_NONE && already[was] == 0 && day > days->before->date &&
            day <= days->after->date) {
            done = add_stale(b, i, (int32_t)day);
        }
    }
    return done;
}

/* ---- findings ---- */

/* What a finding says goes with an item that it is about. */
static bool set_finding(ri_bringing *b, ri_due_item *item, const ri_finding *finding)
{
    ri_arena *arena = b->days->timeline->arena;
    const ri_policy_data *policy = ri_policy_data_of(b->days->after->policy);
    item->code = ri_arena_string(arena, finding->code_name);
    item->key = ri_arena_string(arena, finding->key);
    item->severity = ri_severity_name(finding->severity);
    item->message = ri_arena_string(arena, finding->message);
    item->letter =
        finding->letter != RI_NO_LETTER ? policy->scheme.letters[finding->letter].letter : NULL;
    return item->code != NULL && item->key != NULL && item->message != NULL;
}

/* The item that tells of what a finding says, by its number; RI_NONE where none does. */
static uint32_t told_by(const ri_bringing *b, const ri_finding *finding)
{
    const bool accountable =
        finding->letter == ri_policy_data_of(b->days->after->policy)->scheme.accountable;
    uint32_t item = RI_NONE;
    switch (finding->code) {
    case RI_VACANT_SEAT:
        return ri_map_get(&b->vacated, ri_ref_index(finding->subject), &item) ? item : RI_NONE;
    case RI_VACANT_ACCOUNTABLE:
    case RI_NO_ACCOUNTABLE:
    case RI_UNRESOLVED_HOLDER:
        return accountable && ri_ref_kind(finding->subject) == RI_TOUCHPOINT &&
                       ri_map_get(&b->unowned, ri_ref_index(finding->subject), &item)
                   ? item
                   : RI_NONE;
    case RI_RULING_EXPIRED:
        return ri_map_get(&b->expired, finding->subject, &item) ? item : RI_NONE;
    default:
        return RI_NONE;
    }
}

/* An item gets what its finding says, and whom that goes to. */
static bool complete(ri_bringing *b, uint32_t number, const ri_finding *finding)
{
    ri_due_item *item = &b->days->timeline->items[number];
    const bool routed = finding->escalate.any && finding->escalate.to != RI_NONE;
    return (item->code != NULL || set_finding(b, item, finding)) &&
           (!routed || ri_due_set_to(b, item, b->days->after, finding->escalate.to));
}

/* The references that a finding is about, in the scratch arena. */
static const char **references_of(ri_bringing *b, const ri_finding *finding, size_t *n)
{
    const raci_result *after = b->days->after;
    const char **out =
        ri_arena_array(b->days->scratch, (size_t)finding->n_parties + 2, sizeof *out);
    if (out == NULL) {
        return NULL;
    }
    *n = 0;
    out[(*n)++] = finding->subject_text;
    for (uint32_t i = 0; i <= finding->n_parties; i++) {
        const ri_ref ref = i < finding->n_parties ? finding->parties[i] : finding->other;
        if (ref == RI_NONE) {
            continue;
        }
        ri_finding_reference(after->resolver, ref, &b->text);
        out[*n] = ri_arena_string(b->days->scratch, ri_text_string(&b->text));
        ri_text_clear(&b->text);
        if (out[(*n)++] == NULL) {
            return NULL;
        }
    }
    return out;
}

/* A review that gets too old has no other cause than time. */
static bool set_cause(ri_bringing *b, ri_due_item *item, const ri_finding *finding,
                      const char *const *about, size_t n)
{
    const bool stale = finding->code == RI_STALE_ROW;
    if (!ri_due_find_cause(item, b, about, n, !stale)) {
        return false;
    }
    if (stale && item->cause == NULL) {
        item->cause = last_review(b, b->days->after, ri_ref_index(finding->subject));
        item->certain = true;
        return item->cause != NULL;
    }
    return true;
}

static bool add_finding(ri_bringing *b, const ri_finding *finding)
{
    const raci_result *after = b->days->after;
    const bool routed = finding->escalate.any && finding->escalate.to != RI_NONE;
    ri_due_item item = {.day = after->date,
                        .what = finding->code == RI_STALE_ROW ? RI_DUE_STALE : RI_DUE_FINDING};
    size_t n = 0;
    const char **about = references_of(b, finding, &n);
    return about != NULL && ri_due_set_subject(b, &item, after, finding->subject) &&
           set_finding(b, &item, finding) && set_cause(b, &item, finding, about, n) &&
           ri_due_set_to(b, &item, after,
                         routed ? finding->escalate.to : ri_who_acts(after, finding->subject)) &&
           ri_due_add(b, &item);
}

/* A review that got too old on a day since the first one has been told. */
static bool was_told(const ri_bringing *b, const ri_finding *finding)
{
    if (finding->code != RI_STALE_ROW) {
        return false;
    }
    const uint32_t touchpoint = ri_ref_index(finding->subject);
    const ri_snapshot *s = b->days->after->snapshot;
    const double day = too_old(b->days, s->touchpoints.reviewed_on[touchpoint]);
    return same_review(b, touchpoint) != RI_NONE && day > b->days->timeline->from &&
           day <= b->days->after->date;
}

static bool take_new(ri_bringing *b, const ri_finding *finding)
{
    const uint32_t item = told_by(b, finding);
    if (finding->code == RI_COMING_GAP || was_told(b, finding)) {
        return true; /* a gap is told on the day on which it comes */
    }
    return item != RI_NONE ? complete(b, item, finding) : add_finding(b, finding);
}

static bool find_findings(ri_bringing *b)
{
    const ri_day_side *first = b->days->first;
    const ri_day_side *second = b->days->second;
    size_t at = 0;
    bool done = true;
    for (size_t i = 0; done && i < second->n; i++) {
        const ri_finding *finding = second->findings[i].it;
        while (at < first->n && ri_findings_order(first->findings[at].it, finding) < 0) {
            at++;
        }
        if (at == first->n || ri_findings_order(first->findings[at].it, finding) != 0) {
            done = take_new(b, finding);
        }
    }
    return done;
}

bool ri_day_brings(ri_two_days *days)
{
    ri_bringing b = {.days = days};
    const bool done = ri_bringing_begin(&b) &&
                      ri_matching_make(&b.matching, days->after->snapshot, days->before->snapshot,
                                       days->scratch) &&
                      find_stale(&b) && find_vacant(&b) && find_unowned(&b) && ri_day_expires(&b) &&
                      find_findings(&b) && !ri_snapshot_failed(days->before->snapshot) &&
                      !ri_snapshot_failed(days->after->snapshot);
    ri_map_free(&b.vacated);
    ri_map_free(&b.unowned);
    ri_map_free(&b.expired);
    ri_text_free(&b.text);
    return done;
}
