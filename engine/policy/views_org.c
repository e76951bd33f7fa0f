/*
 * What a function sees of the organization: positions, units, people, teams and
 * the rest with the columns of their files.
 */
#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "model/power.h"
#include "policy/holder_read.h"

/* ---- fields that most kinds have ---- */

#define KEY_AND_NAME(kind_name, kind)                                                              \
    static void kind_name##_key(lua_State *L, const ri_snapshot *s, uint32_t index)                \
    {                                                                                              \
        ri_push_key(L, s, kind, index);                                                            \
    }                                                                                              \
    static void kind_name##_name(lua_State *L, const ri_snapshot *s, uint32_t index)               \
    {                                                                                              \
        ri_push_name(L, s, kind, index);                                                           \
    }

static void push_day(lua_State *L, int32_t day, int32_t unset)
{
    char text[11];
    ri_push_string(L, day == unset ? NULL : ri_day_format(day, text));
}

/* The period in which it is as it is on the date. */
#define FROM_AND_TO(kind_name, kind)                                                               \
    static void kind_name##_from(lua_State *L, const ri_snapshot *s, uint32_t index)               \
    {                                                                                              \
        push_day(L, ri_snapshot_rows(s, kind)->from[index], RI_DAY_MIN);                           \
    }                                                                                              \
    static void kind_name##_to(lua_State *L, const ri_snapshot *s, uint32_t index)                 \
    {                                                                                              \
        push_day(L, ri_snapshot_rows(s, kind)->to[index], RI_DAY_MAX);                             \
    }

FROM_AND_TO(position, RI_POSITION)
FROM_AND_TO(unit, RI_UNIT)
FROM_AND_TO(person, RI_PERSON)
FROM_AND_TO(team, RI_TEAM)

KEY_AND_NAME(position, RI_POSITION)
KEY_AND_NAME(unit, RI_UNIT)
KEY_AND_NAME(person, RI_PERSON)
KEY_AND_NAME(team, RI_TEAM)
KEY_AND_NAME(stage, RI_STAGE)
KEY_AND_NAME(channel, RI_CHANNEL)

/* ---- positions ---- */

static void position_unit(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_UNIT, s->positions.unit[index]);
}

static void position_reports_to(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_POSITION, s->positions.reports_to[index]);
}

static void position_heads(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    const ri_lists *heads = &s->positions.heads;
    ri_push_keys(L, s, RI_UNIT, RI_FROM(heads->items, heads->first[index]),
                 heads->first[index + 1] - heads->first[index]);
}

static void position_office(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_word(L, s, s->positions.office[index]);
}

static void position_dotted_to(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    const ri_lists *dotted = &s->positions.dotted;
    ri_push_keys(L, s, RI_POSITION, RI_FROM(dotted->items, dotted->first[index]),
                 dotted->first[index + 1] - dotted->first[index]);
}

static void position_grade(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_string(L, s->positions.grade[index]);
}

static void position_vacant(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    lua_pushboolean(L, ri_position_vacant(s, index));
}

/* Until when it was filled, by one who was only acting, before it became vacant. */
static void position_acted_until(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    const bool acted = ri_position_vacant(s, index) && s->positions.last_acting[index] != 0;
    push_day(L, acted ? s->positions.last_end[index] : RI_DAY_MIN, RI_DAY_MIN);
}

/* p:under(q): whether p reports, directly or not, to q. */
static int position_under(lua_State *L)
{
    uint32_t position = ri_view_self(L, RI_POSITION, "under");
    ri_ref other = ri_view_argument(L, 2, RI_POSITION, "under");
    lua_pushboolean(L, other != RI_NONE && ri_position_under(ri_policy_of(L)->snapshot, position,
                                                             ri_ref_index(other)));
    return 1;
}

/* A holder that is there on the date: a view, or a reference in full. */
static ri_ref holder_argument(lua_State *L, int index)
{
    char key[RI_KEY_MAX + 1];
    char why[256];
    ri_kind kind = RI_KIND_COUNT;
    const ri_view *view = ri_view_at(L, index);
    if (view != NULL && (view->shape == RI_POSITION || view->shape == RI_UNIT ||
                         view->shape == RI_TEAM || view->shape == RI_PERSON)) {
        return ri_ref_make((ri_kind)view->shape, view->index);
    }
    if (lua_type(L, index) != LUA_TSTRING) {
        char found[RI_FOUND_SIZE];
        ri_raise(L, 1, "commands takes a holder: \"kind:key\" or a view, found %s",
                 ri_found(L, index, found));
    }
    if (!ri_holder_reference(lua_tostring(L, index), &kind, key, why, sizeof why)) {
        ri_raise(L, 1, "commands: its holder %s", why);
    }
    if (kind == RI_OFFICE) {
        uint32_t n = 0;
        const uint32_t *positions = ri_snapshot_office(ri_policy_of(L)->snapshot, key, &n);
        if (n > 1) {
            ri_raise(L, 1, "commands: %u positions have the office \"%s\"; name one of them",
                     (unsigned)n, key);
        }
        return n == 1 ? ri_ref_make(RI_POSITION, positions[0]) : RI_NONE;
    }
    return ri_view_argument(L, index, kind, "commands");
}

/* p:commands(holder, subject): without a subject only mandates over '*' count. */
static int position_commands(lua_State *L)
{
    uint32_t position = ri_view_self(L, RI_POSITION, "commands");
    const ri_snapshot *s = ri_policy_of(L)->snapshot;
    ri_ref subject = RI_NONE;
    ri_ref holder = holder_argument(L, 2);
    if (!lua_isnoneornil(L, 3)) {
        const ri_view *view = ri_view_at(L, 3);
        if (view == NULL || ri_subject_fields(view->shape) == NULL) {
            char found[RI_FOUND_SIZE];
            return ri_raise(L, 1, "commands takes a subject, found %s", ri_found(L, 3, found));
        }
        subject = ri_ref_make((ri_kind)view->shape, view->index);
    }
    ri_fuel_spend(L, 50);
    lua_pushboolean(L, holder != RI_NONE && ri_commands(s, position, holder, subject));
    return 1;
}

static void set_day(lua_State *L, const char *name, int32_t day, int32_t unset)
{
    push_day(L, day, unset);
    lua_setfield(L, -2, name);
}

/* p:holders(): { { person = key, kind = "holder", from = day, to = day }, … } */
static int position_holders(lua_State *L)
{
    static const char *const kinds[] = {
        [RI_SEAT_HOLDER] = "holder",
        [RI_SEAT_ACTING] = "acting",
        [RI_SEAT_DELEGATE] = "delegate",
    };
    uint32_t position = ri_view_self(L, RI_POSITION, "holders");
    const ri_snapshot *s = ri_policy_of(L)->snapshot;
    uint32_t first = s->positions.first_seat[position];
    uint32_t end = s->positions.first_seat[position + 1];
    ri_fuel_spend(L, end - first);
    lua_createtable(L, (int)(end - first), 0);
    for (uint32_t i = first; i < end; i++) {
        lua_createtable(L, 0, 2); /* list, seat */
        ri_push_key(L, s, RI_PERSON, s->seats[i].person);
        lua_setfield(L, -2, "person");
        lua_pushstring(L, kinds[s->seats[i].kind]);
        lua_setfield(L, -2, "kind");
        set_day(L, "from", s->seats[i].from, RI_DAY_MIN);
        set_day(L, "to", s->seats[i].to, RI_DAY_MAX);
        lua_rawseti(L, -2, (lua_Integer)(i - first) + 1);
    }
    return 1;
}

/* ---- units ---- */

static void unit_parent(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_UNIT, s->units.parent[index]);
}

static void unit_kind(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_word(L, s, s->units.kind[index]);
}

static void unit_func(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_word(L, s, s->units.func[index]);
}

static void unit_tags(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    const ri_lists *of = &s->tag_sets.of;
    uint32_t set = s->units.tag_set[index];
    ri_push_words(L, s, RI_FROM(of->items, of->first[set]), of->first[set + 1] - of->first[set]);
}

/* u:head(): its head position, or nil. */
static int unit_head(lua_State *L)
{
    uint32_t unit = ri_view_self(L, RI_UNIT, "head");
    uint32_t head = ri_policy_of(L)->snapshot->units.head[unit];
    ri_view_push_ref(L, head == RI_NONE ? RI_NONE : ri_ref_make(RI_POSITION, head));
    return 1;
}

/* u:under(v): whether u is v or lies below it. */
static int unit_under(lua_State *L)
{
    uint32_t unit = ri_view_self(L, RI_UNIT, "under");
    ri_ref other = ri_view_argument(L, 2, RI_UNIT, "under");
    lua_pushboolean(L, other != RI_NONE &&
                           ri_unit_within(ri_policy_of(L)->snapshot, unit, ri_ref_index(other)));
    return 1;
}

/* ---- people, teams, stages ---- */

static void person_email(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_string(L, s->people.email[index]);
}

static void person_positions(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    const ri_lists *positions = &s->people.positions;
    ri_push_keys(L, s, RI_POSITION, RI_FROM(positions->items, positions->first[index]),
                 positions->first[index + 1] - positions->first[index]);
}

static void team_kind(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_word(L, s, s->teams.kind[index]);
}

static void team_lead(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_POSITION, s->teams.lead[index]);
}

static void team_members(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    const ri_lists *members = &s->teams.members;
    ri_push_keys(L, s, RI_POSITION, RI_FROM(members->items, members->first[index]),
                 members->first[index + 1] - members->first[index]);
}

static void stage_order(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_order(L, s->stages.order[index]);
}

/* ---- links, mandates, walks ---- */

static void link_from(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_TOUCHPOINT, s->links[index].from);
}

static void link_to(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_TOUCHPOINT, s->links[index].to);
}

static void link_kind(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    static const char *const kinds[] = {
        [RI_LINK_FEEDBACK] = "feedback",
        [RI_LINK_HANDOFF] = "handoff",
        [RI_LINK_PROMISE] = "promise",
    };
    lua_pushstring(L, kinds[s->links[index].kind]);
}

static void mandate_position(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_POSITION, s->mandates[index].position);
}

static void mandate_scope(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    lua_pushstring(L, s->mandates[index].scope_text);
}

static void mandate_from(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    push_day(L, s->mandates[index].from, RI_DAY_MIN);
}

static void mandate_to(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    push_day(L, s->mandates[index].to, RI_DAY_MAX);
}

static void walk_position(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_POSITION, s->walks[index].position);
}

static void walk_channel(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    ri_push_key(L, s, RI_CHANNEL, s->walks[index].channel);
}

static void walk_date(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    char day[11];
    lua_pushstring(L, ri_day_format(s->walks[index].date, day));
}

/* ---- tables ---- */

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL                                                                           \
    }

static const ri_field position_fields[] = {
    {"key", position_key, NULL},
    {"title", position_name, NULL},
    {"unit", position_unit, NULL},
    {"reports_to", position_reports_to, NULL},
    {"office", position_office, NULL},
    {"dotted_to", position_dotted_to, NULL},
    {"grade", position_grade, NULL},
    {"heads", position_heads, NULL},
    {"attr", ri_push_attributes, NULL},
    {"from", position_from, NULL},
    {"to", position_to, NULL},
    {"vacant", position_vacant, NULL},
    {"under", NULL, position_under},
    {"commands", NULL, position_commands},
    {"holders", NULL, position_holders},
    {"letters", NULL, ri_holder_letters},
    {"has", NULL, ri_holder_has},
    {"acted_until", position_acted_until, NULL},
    {"commanded", NULL, ri_position_commanded},
    {"shared", NULL, ri_position_shared},
    END,
};

static const ri_field unit_fields[] = {
    {"key", unit_key, NULL},
    {"name", unit_name, NULL},
    {"parent", unit_parent, NULL},
    {"kind", unit_kind, NULL},
    {"func", unit_func, NULL},
    {"tags", unit_tags, NULL},
    {"from", unit_from, NULL},
    {"to", unit_to, NULL},
    {"attr", ri_push_attributes, NULL},
    {"head", NULL, unit_head},
    {"under", NULL, unit_under},
    {"positions", NULL, ri_unit_positions},
    {"delivered", NULL, ri_unit_delivered},
    {"letters", NULL, ri_holder_letters},
    {"has", NULL, ri_holder_has},
    END,
};

static const ri_field person_fields[] = {
    {"key", person_key, NULL},
    {"name", person_name, NULL},
    {"email", person_email, NULL},
    {"from", person_from, NULL},
    {"to", person_to, NULL},
    {"positions", person_positions, NULL},
    {"attr", ri_push_attributes, NULL},
    {"letters", NULL, ri_holder_letters},
    END,
};

static const ri_field team_fields[] = {
    {"key", team_key, NULL},
    {"name", team_name, NULL},
    {"kind", team_kind, NULL},
    {"lead", team_lead, NULL},
    {"from", team_from, NULL},
    {"to", team_to, NULL},
    {"members", team_members, NULL},
    {"attr", ri_push_attributes, NULL},
    {"letters", NULL, ri_holder_letters},
    {"has", NULL, ri_holder_has},
    END,
};

static const ri_field stage_fields[] = {
    {"key", stage_key, NULL},
    {"name", stage_name, NULL},
    {"order", stage_order, NULL},
    {"attr", ri_push_attributes, NULL},
    END,
};

static const ri_field channel_fields[] = {
    {"key", channel_key, NULL},
    {"name", channel_name, NULL},
    {"attr", ri_push_attributes, NULL},
    END,
};

static const ri_field link_fields[] = {
    {"from", link_from, NULL},
    {"to", link_to, NULL},
    {"kind", link_kind, NULL},
    END,
};

static const ri_field mandate_fields[] = {
    {"position", mandate_position, NULL},
    {"scope", mandate_scope, NULL},
    {"from", mandate_from, NULL},
    {"to", mandate_to, NULL},
    END,
};

static const ri_field walk_fields[] = {
    {"position", walk_position, NULL},
    {"channel", walk_channel, NULL},
    {"date", walk_date, NULL},
    END,
};

const ri_field *ri_org_fields(uint32_t shape)
{
    static const ri_field *const fields[RI_SHAPE_COUNT] = {
        [RI_POSITION] = position_fields, [RI_UNIT] = unit_fields,
        [RI_PERSON] = person_fields,     [RI_TEAM] = team_fields,
        [RI_STAGE] = stage_fields,       [RI_CHANNEL] = channel_fields,
        [RI_SHAPE_LINK] = link_fields,   [RI_SHAPE_MANDATE] = mandate_fields,
        [RI_SHAPE_WALK] = walk_fields,
    };
    return fields[shape];
}
