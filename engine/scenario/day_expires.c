/* What expires on a day: what was decided or given until then. */
#include <string.h>

#include "model/power.h"
#include "scenario/bringing.h"
#include "scenario/who_acts.h"

/* What an expired thing was about, as of the day before: its subject, and who must act. */
typedef struct expiry {
    ri_ref about; /* RI_NONE: nothing that is there */
    ri_ref to;    /* as of the second day */
} expiry;

/* Whoever decided, or the nearest above who is there. */
static ri_ref who_decided(const raci_result *result, const char *by)
{
    const ri_snapshot *s = result->snapshot;
    const ri_ref ref = by != NULL ? ri_meant_there(s, by) : RI_NONE;
    const uint32_t position = ref != RI_NONE ? ri_holder_position(s, ref) : RI_NONE;
    const uint32_t there = position != RI_NONE ? ri_filled_above(s, position) : RI_NONE;
    return there != RI_NONE ? ri_ref_make(RI_POSITION, there) : ri_who_acts(result, RI_NONE);
}

static ri_ref accepted_in(const raci_result *result, const char *key)
{
    for (size_t i = 0; i < result->n_accepted; i++) {
        if (strcmp(result->accepted[i].key, key) == 0) {
            return result->accepted[i].subject;
        }
    }
    return RI_NONE;
}

/* The subject of the finding that was accepted, where it is among those of the day before. */
static ri_ref accepted_subject(const ri_two_days *days, const char *key)
{
    const ri_ref found = accepted_in(days->before, key);
    return found != RI_NONE ? found : accepted_in(days->first->outlook->result, key);
}

static expiry expiry_of(const ri_two_days *days, const ri_turning *t)
{
    const raci_result *after = days->after;
    const ri_snapshot *s = after->snapshot;
    ri_ref was = RI_NONE;
    switch (t->tab) {
    case RI_TURNING_RULINGS:
        return (expiry){ri_meant_there(s, t->key), who_decided(after, t->detail)};
    case RI_TURNING_ACCEPTANCES:
        was = accepted_subject(days, t->key);
        return (expiry){was, who_decided(after, t->detail)};
    case RI_TURNING_MANDATES:
    case RI_TURNING_SEATS:
        was = ri_snapshot_find(s, RI_POSITION, t->key);
        return (expiry){was, ri_who_acts(after, was)};
    default:
        return (expiry){RI_NONE, who_decided(after, ri_policy_data_of(after->policy)->owner)};
    }
}

static bool expires(const ri_two_days *days, const ri_turning *t)
{
    const bool seat = t->tab == RI_TURNING_SEATS && strcmp(t->detail, "holder") != 0;
    const bool other = t->tab == RI_TURNING_RULINGS || t->tab == RI_TURNING_ACCEPTANCES ||
                       t->tab == RI_TURNING_MANDATES || t->tab == RI_TURNING_RULES;
    return !t->begins && (seat || other) && !ri_turning_goes_on(days, t);
}

/* What is not there any more has no name but its reference. */
static bool set_expired_subject(ri_bringing *b, ri_due_item *item, const ri_turning *t,
                                ri_ref about)
{
    const bool was = t->tab == RI_TURNING_ACCEPTANCES;
    ri_arena *arena = b->days->timeline->arena;
    if (about != RI_NONE) {
        return ri_due_set_subject(b, item, was ? b->days->before : b->days->after, about);
    }
    item->subject = t->tab == RI_TURNING_RULINGS ? ri_arena_string(arena, t->key)
                    : t->tab == RI_TURNING_RULES ? ri_arena_format(arena, "rule:%s", t->key)
                    : was                        ? ri_arena_format(arena, "finding:%s", t->key)
                                                 : ri_arena_format(arena, "position:%s", t->key);
    item->name = ri_arena_string(arena, t->key);
    return item->subject != NULL && item->name != NULL;
}

bool ri_day_expires(ri_bringing *b)
{
    const ri_two_days *days = b->days;
    bool done = true;
    for (size_t i = 0; done && i < days->n_turnings; i++) {
        const ri_turning *t = &days->turnings[i];
        ri_due_item item = {.day = days->after->date, .what = RI_DUE_EXPIRED, .certain = true};
        if (!expires(days, t)) {
            continue;
        }
        const expiry of = expiry_of(days, t);
        ri_turning_say(&b->text, days, t);
        item.cause = ri_due_keep(b);
        done = item.cause != NULL && set_expired_subject(b, &item, t, of.about) &&
               ri_due_set_to(b, &item, days->after, of.to);
        if (done && of.about != RI_NONE && t->tab != RI_TURNING_ACCEPTANCES) {
            done = ri_map_put(&b->expired, of.about, (uint32_t)days->timeline->n);
        }
        done = done && ri_due_add(b, &item);
    }
    return done;
}
