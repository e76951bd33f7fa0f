/*
 * What a function sees of a subject. All kinds of subjects have the same fields;
 * what a kind has not is nil.
 */
#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "model/power.h"
#include "policy/bind.h"

/* ---- what a subject is made of ---- */

/* Its delivering units. */
static const uint32_t *units_of(const ri_snapshot *s, ri_kind kind, uint32_t index, uint32_t *n)
{
    uint32_t set = 0;
    if (kind == RI_TOUCHPOINT) {
        set = s->touchpoints.unit_set[index];
    } else if (kind == RI_HANDOFF) {
        set = ri_handoff_passing(&s->handoffs, index).unit_set;
    }
    *n = s->unit_sets.of.first[set + 1] - s->unit_sets.of.first[set];
    return RI_FROM(s->unit_sets.of.items, s->unit_sets.of.first[set]);
}

static const uint32_t *tags_of(const ri_snapshot *s, ri_kind kind, uint32_t index, uint32_t *n)
{
    uint32_t set = kind == RI_TOUCHPOINT ? s->touchpoints.tag_set[index] : 0;
    *n = s->tag_sets.of.first[set + 1] - s->tag_sets.of.first[set];
    return RI_FROM(s->tag_sets.of.items, s->tag_sets.of.first[set]);
}

static void get_nothing(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    (void)s;
    (void)index;
    lua_pushnil(L);
}

/* ---- touchpoints ---- */

static void touchpoint_key(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_TOUCHPOINT, index);
}

static void touchpoint_name(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_name(L, s, RI_TOUCHPOINT, index);
}

static void touchpoint_kind(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    (void)s;
    (void)index;
    lua_pushliteral(L, "touchpoint");
}

static void touchpoint_journey(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_JOURNEY, s->touchpoints.journey[index]);
}

/* The journeys that a touchpoint is on, the first one first; of a handoff those of both. */
static void push_journeys(lua_State *L, const ri_snapshot *s, uint32_t set)
{
    const ri_lists *of = &s->journey_sets.of;
    ri_push_keys(L, s, RI_JOURNEY, RI_FROM(of->items, of->first[set]),
                 of->first[set + 1] - of->first[set]);
}

static void touchpoint_journeys(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    push_journeys(L, s, s->touchpoints.journey_set[index]);
}

/* The leads of those journeys that have one, each once. */
static void push_leads(lua_State *L, const ri_snapshot *s, uint32_t set)
{
    const ri_lists *of = &s->journey_sets.of;
    const uint32_t *leads = s->journeys.lead;
    lua_Integer n = 0;
    ri_fuel_spend(L, of->first[set + 1] - of->first[set]);
    lua_newtable(L);
    for (uint32_t i = of->first[set]; i < of->first[set + 1]; i++) {
        const uint32_t lead = leads[of->items[i]];
        bool again = lead == RI_NONE;
        for (uint32_t j = of->first[set]; j < i && !again; j++) {
            again = leads[of->items[j]] == lead;
        }
        if (!again) {
            ri_push_key(L, s, RI_POSITION, lead);
            lua_rawseti(L, -2, ++n);
        }
    }
}

static void touchpoint_leads(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    push_leads(L, s, s->touchpoints.journey_set[index]);
}

static void touchpoint_stage(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_STAGE, s->touchpoints.stage[index]);
}

static void touchpoint_channel(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_CHANNEL, s->touchpoints.channel[index]);
}

static void touchpoint_criticality(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    if (s->touchpoints.criticality[index] == 0) {
        lua_pushnil(L);
    } else {
        lua_pushinteger(L, s->touchpoints.criticality[index]);
    }
}

static void touchpoint_order(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_order(L, s->touchpoints.order[index]);
}

static void touchpoint_units(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    uint32_t n = 0;
    const uint32_t *units = units_of(s, RI_TOUCHPOINT, index, &n);
    ri_push_keys(L, s, RI_UNIT, units, n);
}

static void touchpoint_tags(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    uint32_t n = 0;
    const uint32_t *tags = tags_of(s, RI_TOUCHPOINT, index, &n);
    ri_push_words(L, s, tags, n);
}

static void touchpoint_managed(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    lua_pushboolean(L, s->touchpoints.managed[index] != 0);
}

static void touchpoint_truth(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    lua_pushboolean(L, s->touchpoints.truth[index] != 0);
}

static void touchpoint_reviewed(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    char day[11];
    int32_t reviewed = s->touchpoints.reviewed_on[index];
    ri_push_string(L, reviewed == RI_DAY_MIN ? NULL : ri_day_format(reviewed, day));
}

/* ---- handoffs, journeys, the enterprise ---- */

static void handoff_key(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    lua_pushstring(L, ri_snapshot_key(s, ri_ref_make(RI_HANDOFF, index)));
}

static void handoff_name(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    if (s->touchpoints.rows.name == NULL) { /* says so */
        ri_push_name(L, s, RI_TOUCHPOINT, 0);
    }
    lua_pushstring(L, ri_snapshot_name(s, ri_ref_make(RI_HANDOFF, index)));
}

static void handoff_kind(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    (void)s;
    (void)index;
    lua_pushliteral(L, "handoff");
}

static void handoff_units(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    uint32_t n = 0;
    const uint32_t *units = units_of(s, RI_HANDOFF, index, &n);
    ri_push_keys(L, s, RI_UNIT, units, n);
}

static void handoff_journeys(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    push_journeys(L, s, ri_handoff_passing(&s->handoffs, index).journey_set);
}

static void handoff_leads(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    push_leads(L, s, ri_handoff_passing(&s->handoffs, index).journey_set);
}

static void handoff_crosses(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    lua_pushboolean(L, ri_handoff_passing(&s->handoffs, index).crosses != 0);
}

static void handoff_from(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_view_push(L, RI_TOUCHPOINT, s->handoffs.from[index]);
}

static void handoff_to(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_view_push(L, RI_TOUCHPOINT, s->handoffs.to[index]);
}

static void no_items(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    (void)s;
    (void)index;
    lua_newtable(L);
}

static void journey_key(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_JOURNEY, index);
}

static void journey_name(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_name(L, s, RI_JOURNEY, index);
}

static void journey_kind(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    (void)s;
    (void)index;
    lua_pushliteral(L, "journey");
}

static void journey_lead(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_POSITION, s->journeys.lead[index]);
}

static void journey_leads(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    const uint32_t *lead = &s->journeys.lead[index];
    ri_push_keys(L, s, RI_POSITION, lead, *lead == RI_NONE ? 0 : 1);
}

static void journey_team(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_TEAM, s->journeys.team[index]);
}

static void journey_touchpoints(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    const ri_lists *steps = &s->journeys.touchpoints;
    ri_snapshot_need_journey(s, index);
    ri_push_keys(L, s, RI_TOUCHPOINT, RI_FROM(steps->items, steps->first[index]),
                 steps->first[index + 1] - steps->first[index]);
}

static void enterprise_key(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    (void)s;
    (void)index;
    lua_pushliteral(L, "");
}

static void enterprise_name(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    lua_pushstring(L, ri_snapshot_name(s, ri_ref_make(RI_ENTERPRISE, index)));
}

static void enterprise_kind(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    (void)s;
    (void)index;
    lua_pushliteral(L, "enterprise");
}

/* ---- methods ---- */

static ri_kind self(lua_State *L, const char *method, uint32_t *index)
{
    const ri_view *view = ri_view_at(L, 1);
    if (view == NULL || ri_subject_fields(view->shape) == NULL) {
        ri_raise(L, 1, "%s is asked of a subject, with a colon: s:%s(…)", method, method);
        return RI_TOUCHPOINT;
    }
    *index = view->index;
    return (ri_kind)view->shape;
}

/* s:has_tag(tag) */
static int has_tag(lua_State *L)
{
    uint32_t index = 0;
    uint32_t n = 0;
    ri_kind kind = self(L, "has_tag", &index);
    const ri_snapshot *s = ri_policy_of(L)->snapshot;
    if (lua_type(L, 2) != LUA_TSTRING) {
        char found[RI_FOUND_SIZE];
        return ri_raise(L, 1, "has_tag takes a tag, found %s", ri_found(L, 2, found));
    }
    const uint32_t *tags = tags_of(s, kind, index, &n);
    ri_fuel_spend(L, n + lua_rawlen(L, 2) / 64);
    uint32_t word = n > 0 ? ri_intern_find(s->words, lua_tostring(L, 2)) : RI_NONE;
    bool found = false;
    for (uint32_t i = 0; i < n && word != RI_NONE && !found; i++) {
        found = tags[i] == word;
    }
    lua_pushboolean(L, found);
    return 1;
}

/* s:delivered_under(unit): whether some delivering unit is it or lies below it. */
static int delivered_under(lua_State *L)
{
    uint32_t index = 0;
    uint32_t n = 0;
    ri_kind kind = self(L, "delivered_under", &index);
    const ri_snapshot *s = ri_policy_of(L)->snapshot;
    ri_ref unit = ri_view_argument(L, 2, RI_UNIT, "delivered_under");
    const uint32_t *units = units_of(s, kind, index, &n);
    ri_fuel_spend(L, n);
    bool found = false;
    for (uint32_t i = 0; i < n && unit != RI_NONE && !found; i++) {
        found = ri_unit_within(s, units[i], ri_ref_index(unit));
    }
    lua_pushboolean(L, found);
    return 1;
}

/* ---- tables ---- */

static const ri_field touchpoint_fields[] = {
    {"key", touchpoint_key, NULL},
    {"name", touchpoint_name, NULL},
    {"kind", touchpoint_kind, NULL},
    {"journey", touchpoint_journey, NULL},
    {"journeys", touchpoint_journeys, NULL},
    {"leads", touchpoint_leads, NULL},
    {"stage", touchpoint_stage, NULL},
    {"channel", touchpoint_channel, NULL},
    {"criticality", touchpoint_criticality, NULL},
    {"order", touchpoint_order, NULL},
    {"units", touchpoint_units, NULL},
    {"tags", touchpoint_tags, NULL},
    {"attr", ri_push_attributes, NULL},
    {"letters", ri_push_letters, NULL},
    {"unreasoned", ri_push_unreasoned, NULL},
    {"crosses_departments", get_nothing, NULL},
    {"managed", touchpoint_managed, NULL},
    {"moment_of_truth", touchpoint_truth, NULL},
    {"reviewed_on", touchpoint_reviewed, NULL},
    {"has_tag", NULL, has_tag},
    {"delivered_under", NULL, delivered_under},
    {NULL, NULL, NULL},
};

/* What handoffs, journeys and the enterprise have alike: mostly nothing. */
#define ABSENT                                                                                     \
    {"journey", get_nothing, NULL}, {"stage", get_nothing, NULL}, {"channel", get_nothing, NULL},  \
        {"criticality", get_nothing, NULL}, {"order", get_nothing, NULL},                          \
        {"tags", no_items, NULL}, {"attr", ri_push_attributes, NULL},                              \
        {"letters", ri_push_letters, NULL}, {"unreasoned", ri_push_unreasoned, NULL},              \
        {"managed", get_nothing, NULL}, {"moment_of_truth", get_nothing, NULL},                    \
        {"has_tag", NULL, has_tag},                                                                \
    {                                                                                              \
        "delivered_under", NULL, delivered_under                                                   \
    }

static const ri_field handoff_fields[] = {
    {"key", handoff_key, NULL},
    {"name", handoff_name, NULL},
    {"kind", handoff_kind, NULL},
    {"units", handoff_units, NULL},
    {"journeys", handoff_journeys, NULL},
    {"leads", handoff_leads, NULL},
    {"crosses_departments", handoff_crosses, NULL},
    {"from", handoff_from, NULL},
    {"to", handoff_to, NULL},
    ABSENT,
    {NULL, NULL, NULL},
};

static const ri_field journey_fields[] = {
    {"key", journey_key, NULL},
    {"name", journey_name, NULL},
    {"kind", journey_kind, NULL},
    {"units", no_items, NULL},
    {"journeys", no_items, NULL},
    {"leads", journey_leads, NULL},
    {"crosses_departments", get_nothing, NULL},
    {"lead", journey_lead, NULL},
    {"team", journey_team, NULL},
    {"touchpoints", journey_touchpoints, NULL},
    ABSENT,
    {NULL, NULL, NULL},
};

static const ri_field enterprise_fields[] = {
    {"key", enterprise_key, NULL},
    {"name", enterprise_name, NULL},
    {"kind", enterprise_kind, NULL},
    {"units", no_items, NULL},
    {"journeys", no_items, NULL},
    {"leads", no_items, NULL},
    {"crosses_departments", get_nothing, NULL},
    ABSENT,
    {NULL, NULL, NULL},
};

const ri_field *ri_subject_fields(uint32_t shape)
{
    switch (shape) {
    case RI_TOUCHPOINT:
        return touchpoint_fields;
    case RI_HANDOFF:
        return handoff_fields;
    case RI_JOURNEY:
        return journey_fields;
    case RI_ENTERPRISE:
        return enterprise_fields;
    default:
        return NULL;
    }
}
