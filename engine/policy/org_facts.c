/*
 * What follows from the organization's columns: the date, how long ago a day was, the
 * department of somebody, what a unit is for.
 */
#include <string.h>

#include "base/day.h"
#include "model/power.h"
#include "policy/bind.h"
#include "policy/holder_read.h"

/* org.date() */
int ri_org_date(lua_State *L)
{
    char day[11];
    const ri_snapshot *s = ri_running(L, "org.date");
    lua_pushstring(L, ri_day_format(s->date, day));
    return 1;
}

/* org.days_since(day): how many days before the date it was; nil for what is no date. */
int ri_org_days_since(lua_State *L)
{
    const ri_snapshot *s = ri_running(L, "org.days_since");
    int32_t day = 0;
    size_t length = 0;
    const char *text = lua_type(L, 1) == LUA_TSTRING ? lua_tolstring(L, 1, &length) : "";
    ri_fuel_spend(L, 2);
    if (ri_day_parse(text, length, &day)) {
        lua_pushinteger(L, (lua_Integer)s->date - day);
    } else {
        lua_pushnil(L);
    }
    return 1;
}

/* A position or unit that is there on the date, RI_NONE for nil and for what is not. */
static ri_ref place_argument(lua_State *L, const char *what)
{
    const ri_view *view = ri_view_at(L, 1);
    char key[RI_KEY_MAX + 1];
    char why[256];
    char found[RI_FOUND_SIZE];
    ri_kind kind = RI_KIND_COUNT;
    if (lua_isnoneornil(L, 1)) {
        return RI_NONE;
    }
    if (view != NULL && (view->shape == RI_POSITION || view->shape == RI_UNIT)) {
        return ri_ref_make((ri_kind)view->shape, view->index);
    }
    if (lua_type(L, 1) == LUA_TSTRING &&
        ri_holder_reference(lua_tostring(L, 1), &kind, key, why, sizeof why) &&
        (kind == RI_POSITION || kind == RI_UNIT)) {
        return ri_view_argument(L, 1, kind, what);
    }
    ri_raise(L, 1, "%s takes a position or unit: \"kind:key\" or a view, found %s", what,
             ri_found(L, 1, found));
    return RI_NONE;
}

/* org.department(x): the unit that is its department. */
int ri_org_department(lua_State *L)
{
    const ri_snapshot *s = ri_running(L, "org.department");
    const ri_ref place = place_argument(L, "org.department");
    uint32_t unit = RI_NONE;
    if (place != RI_NONE && ri_ref_kind(place) == RI_UNIT) {
        unit = s->units.department[ri_ref_index(place)];
    } else if (place != RI_NONE) {
        unit = ri_position_department(s, ri_ref_index(place));
    }
    ri_fuel_spend(L, 2);
    ri_view_push_ref(L, unit == RI_NONE ? RI_NONE : ri_ref_make(RI_UNIT, unit));
    return 1;
}

/* org.func(x): the function of its unit, or of the nearest unit above that has one. */
int ri_org_func(lua_State *L)
{
    const ri_snapshot *s = ri_running(L, "org.func");
    const ri_ref place = place_argument(L, "org.func");
    uint32_t unit = RI_NONE;
    if (place != RI_NONE) {
        unit = ri_ref_kind(place) == RI_UNIT ? ri_ref_index(place)
                                             : s->positions.unit[ri_ref_index(place)];
    }
    while (unit != RI_NONE && s->units.func[unit] == RI_NONE) {
        ri_fuel_spend(L, 1);
        unit = s->units.up[unit];
    }
    ri_push_word(L, s, unit == RI_NONE ? RI_NONE : s->units.func[unit]);
    return 1;
}
