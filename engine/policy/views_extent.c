/*
 * How far something reaches: the positions of a unit, what it delivers; on how many touchpoints
 * a position commands those who do the work, or has a letter beside another. A check that went
 * through all touchpoints by itself would run out of fuel on a large organization.
 */
#include "model/power.h"
#include "policy/bind.h"

/* What is gone through here costs this much less than a step of Lua. */
#define CHEAP 8

/* Everything may be asked for, so the answer rests on everything. */
static const ri_snapshot *all_of_it(lua_State *L)
{
    raci_policy *policy = ri_policy_of(L);
    policy->looked = true;
    ri_snapshot_need_whole(policy->snapshot);
    return policy->snapshot;
}

/* u:positions(): the keys of the positions in it and below it, in order of units, then keys. */
int ri_unit_positions(lua_State *L)
{
    const uint32_t unit = ri_view_self(L, RI_UNIT, "positions");
    const ri_units *units = &all_of_it(L)->units;
    const ri_snapshot *s = ri_policy_of(L)->snapshot;
    const uint32_t top =
        units->loop != NULL && units->loop[unit] != RI_NONE ? units->loop[unit] : unit;
    lua_Integer n = 0;
    lua_newtable(L);
    for (uint32_t i = units->enter[top]; i < units->leave[top]; i++) {
        const uint32_t at = units->at[i];
        ri_fuel_spend(L, 1);
        for (uint32_t k = units->positions.first[at]; k < units->positions.first[at + 1]; k++) {
            ri_fuel_spend(L, 1);
            ri_push_key(L, s, RI_POSITION, units->positions.items[k]);
            lua_rawseti(L, -2, ++n);
        }
    }
    return 1;
}

static bool is_delivered_under(const ri_snapshot *s, uint32_t touchpoint, uint32_t unit)
{
    const ri_lists *of = &s->unit_sets.of;
    const uint32_t set = s->touchpoints.unit_set[touchpoint];
    for (uint32_t k = of->first[set]; k < of->first[set + 1]; k++) {
        if (ri_unit_within(s, of->items[k], unit)) {
            return true;
        }
    }
    return false;
}

/* u:delivered(): how many touchpoints it delivers, or units below it. */
int ri_unit_delivered(lua_State *L)
{
    const uint32_t unit = ri_view_self(L, RI_UNIT, "delivered");
    const ri_snapshot *s = all_of_it(L);
    lua_Integer n = 0;
    ri_fuel_spend(L, 1 + s->touchpoints.rows.n / CHEAP);
    for (uint32_t t = 0; t < s->touchpoints.rows.n; t++) {
        n += ri_row_there(&s->touchpoints.rows, t) && is_delivered_under(s, t, unit);
    }
    lua_pushinteger(L, n);
    return 1;
}

/* ---- with letters ---- */

typedef struct extent {
    const ri_snapshot *s;
    const ri_letters *letters;
    uint32_t n_letters;
    uint64_t seen; /* holders that were looked at */
} extent;

static extent begin(lua_State *L, const char *what)
{
    const ri_letters *letters = ri_letters_here(L, what);
    return (extent){all_of_it(L), letters, ri_policy_of(L)->data.scheme.n, 0};
}

static bool has_any(extent *x, ri_ref subject, ri_ref thing)
{
    for (uint32_t letter = 0; letter < x->n_letters; letter++) {
        uint32_t n = 0;
        const ri_ref *holders =
            x->letters->holders(x->letters->payload, subject, (uint8_t)letter, &n);
        x->seen += n;
        for (uint32_t i = 0; i < n; i++) {
            if (ri_includes(x->s, holders[i], thing)) {
                return true;
            }
        }
    }
    return false;
}

/* p:commanded(): on how many touchpoints it commands all who are responsible, and on how many
   somebody is. */
int ri_position_commanded(lua_State *L)
{
    const uint32_t position = ri_view_self(L, RI_POSITION, "commanded");
    const uint8_t responsible = ri_policy_of(L)->data.scheme.responsible;
    extent x = begin(L, "commanded");
    lua_Integer commanded = 0;
    lua_Integer all = 0;
    for (uint32_t t = 0; t < x.s->touchpoints.rows.n; t++) {
        const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, t);
        uint32_t n = 0;
        const ri_ref *holders = x.letters->holders(x.letters->payload, subject, responsible, &n);
        uint32_t i = 0;
        while (i < n && ri_commands(x.s, position, holders[i], subject)) {
            i++;
        }
        x.seen += n;
        all += n > 0;
        commanded += n > 0 && i == n;
    }
    ri_fuel_spend(L, 1 + (x.s->touchpoints.rows.n + x.seen) / CHEAP);
    lua_pushinteger(L, commanded);
    lua_pushinteger(L, all);
    return 2;
}

/* p:shared(q): on how many touchpoints both have a letter, themselves or through a unit or a
   team. */
int ri_position_shared(lua_State *L)
{
    const uint32_t position = ri_view_self(L, RI_POSITION, "shared");
    const ri_ref other = ri_view_argument(L, 2, RI_POSITION, "shared");
    extent x = begin(L, "shared");
    lua_Integer shared = 0;
    for (uint32_t t = 0; other != RI_NONE && t < x.s->touchpoints.rows.n; t++) {
        const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, t);
        shared +=
            has_any(&x, subject, ri_ref_make(RI_POSITION, position)) && has_any(&x, subject, other);
    }
    ri_fuel_spend(L, 1 + (x.s->touchpoints.rows.n + x.seen) / CHEAP);
    lua_pushinteger(L, shared);
    return 1;
}
