#include "policy/library.h"

#include <math.h>

#include "policy/fuel.h"
#include "policy/machine.h"

/* Only functions whose result is exact, and so the same on every processor. */

/* math.abs(x) */
static int math_abs(lua_State *L)
{
    lua_Number x = ri_argument_number(L, 1, "math.abs");
    if (lua_isinteger(L, 1)) {
        lua_Integer i = lua_tointeger(L, 1);
        lua_pushinteger(L, i < 0 ? (lua_Integer)(0u - (lua_Unsigned)i) : i);
    } else {
        lua_pushnumber(L, fabs(x));
    }
    return 1;
}

/* Pushes a whole float as an integer where it fits. */
static int push_whole(lua_State *L, lua_Number x)
{
    lua_Integer i = 0;
    if (lua_numbertointeger(x, &i)) {
        lua_pushinteger(L, i);
    } else {
        lua_pushnumber(L, x);
    }
    return 1;
}

/* math.ceil(x) */
static int math_ceil(lua_State *L)
{
    lua_Number x = ri_argument_number(L, 1, "math.ceil");
    if (lua_isinteger(L, 1)) {
        lua_settop(L, 1);
        return 1;
    }
    return push_whole(L, ceil(x));
}

/* math.floor(x) */
static int math_floor(lua_State *L)
{
    lua_Number x = ri_argument_number(L, 1, "math.floor");
    if (lua_isinteger(L, 1)) {
        lua_settop(L, 1);
        return 1;
    }
    return push_whole(L, floor(x));
}

/* math.fmod(x, y): what is left of x / y rounded towards zero */
static int math_fmod(lua_State *L)
{
    lua_Number x = ri_argument_number(L, 1, "math.fmod");
    lua_Number y = ri_argument_number(L, 2, "math.fmod");
    if (!lua_isinteger(L, 1) || !lua_isinteger(L, 2)) {
        lua_pushnumber(L, fmod(x, y));
        return 1;
    }
    lua_Integer divisor = lua_tointeger(L, 2);
    if (divisor == 0) {
        return ri_raise(L, 1, "math.fmod: division by zero");
    }
    /* The smallest integer divided by -1 overflows. */
    lua_pushinteger(L, divisor == -1 ? 0 : lua_tointeger(L, 1) % divisor);
    return 1;
}

static int push_extreme(lua_State *L, const char *who, bool largest)
{
    int best = 1;
    (void)ri_argument_number(L, 1, who);
    int n = lua_gettop(L);
    ri_fuel_take(L, (uint64_t)n);
    for (int i = 2; i <= n; i++) {
        (void)ri_argument_number(L, i, who);
        bool better =
            largest ? lua_compare(L, best, i, LUA_OPLT) : lua_compare(L, i, best, LUA_OPLT);
        best = better ? i : best;
    }
    lua_pushvalue(L, best);
    return 1;
}

/* math.max(x, ...) */
static int math_max(lua_State *L)
{
    return push_extreme(L, "math.max", true);
}

/* math.min(x, ...) */
static int math_min(lua_State *L)
{
    return push_extreme(L, "math.min", false);
}

/* math.tointeger(x): nil where x is not whole */
static int math_tointeger(lua_State *L)
{
    int is_integer = 0;
    lua_Integer i = lua_tointegerx(L, 1, &is_integer);
    if (is_integer && lua_type(L, 1) == LUA_TNUMBER) {
        lua_pushinteger(L, i);
    } else {
        lua_pushnil(L);
    }
    return 1;
}

/* math.type(x): "integer", "float", or nil where it is no number */
static int math_type(lua_State *L)
{
    if (lua_type(L, 1) == LUA_TNUMBER) {
        lua_pushstring(L, lua_isinteger(L, 1) ? "integer" : "float");
    } else {
        lua_pushnil(L);
    }
    return 1;
}

/* math.ult(a, b): whether a < b, taken without their signs */
static int math_ult(lua_State *L)
{
    lua_Integer a = ri_argument_integer(L, 1, "math.ult");
    lua_Integer b = ri_argument_integer(L, 2, "math.ult");
    lua_pushboolean(L, (lua_Unsigned)a < (lua_Unsigned)b);
    return 1;
}

void ri_math_values(lua_State *L)
{
    /* stack: … math */
    lua_pushnumber(L, (lua_Number)HUGE_VAL);
    lua_setfield(L, -2, "huge");
    lua_pushnumber(L, 3.141592653589793238462643383279502884);
    lua_setfield(L, -2, "pi");
    lua_pushinteger(L, LUA_MAXINTEGER);
    lua_setfield(L, -2, "maxinteger");
    lua_pushinteger(L, LUA_MININTEGER);
    lua_setfield(L, -2, "mininteger");
}

const ri_function ri_math_functions[] = {
    {"abs", math_abs}, {"ceil", math_ceil}, {"floor", math_floor},         {"fmod", math_fmod},
    {"max", math_max}, {"min", math_min},   {"tointeger", math_tointeger}, {"type", math_type},
    {"ult", math_ult}, {NULL, NULL},
};
