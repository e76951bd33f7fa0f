#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "policy/fields.h"
#include "policy/library.h"

#define MATCH_LIMIT 1000 /* conditions of one match: attributes may be many */
#define WHERE_SIZE 128
#define CRITICALITY_MAX 5

typedef struct dimension_name {
    const char *name;
    ri_dimension dimension;
} dimension_name;

static const char *const touchpoint_fields[] = {
    "key", "journey",     "stage",           "channel", "unit",
    "tag", "criticality", "moment_of_truth", "managed", "attr",
};
static const char *const handoff_fields[] = {"from", "to", "crosses_departments"};
static const char *const journey_fields[] = {"key"};

static const dimension_name text_dimensions[] = {
    {"key", RI_DIM_KEY},         {"journey", RI_DIM_JOURNEY}, {"stage", RI_DIM_STAGE},
    {"channel", RI_DIM_CHANNEL}, {"unit", RI_DIM_UNIT},       {"tag", RI_DIM_TAG},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What is being read: conditions go to `match`. */
typedef struct reader {
    ri_table table;
    ri_match *match;
    ri_arena *arena;
    size_t capacity;
} reader;

static ri_condition *condition_new(reader *r, ri_dimension dimension)
{
    ri_condition *condition = &r->match->conditions[r->match->n++];
    *condition = (ri_condition){.dimension = dimension};
    return condition;
}

/* With a value at the top of the stack that may be `except {…}`: replaces it by
   what is excepted and says whether it was one. */
static bool open_except(lua_State *L)
{
    if (ri_value_at(L, -1, RI_TAG_EXCEPT) == NULL) {
        return false;
    }
    (void)lua_getiuservalue(L, -1, 1);
    lua_replace(L, -2);
    return true;
}

/* Complains of an empty list; true when it is one. */
static bool is_empty(const ri_table *table, const char *name, uint32_t n, bool except)
{
    if (n == 0) {
        ri_field_complain(table, name,
                          except ? "is except {}, which matches everything; leave the "
                                   "field out"
                                 : "is an empty list, which matches nothing; leave "
                                   "the field out");
    }
    return n == 0;
}

/* ---- texts ---- */

/* A unit may be written as a reference; other dimensions may not. NULL after
   complaining. */
static const char *bare_key(const ri_table *table, const char *name, ri_dimension dimension,
                            const char *text)
{
    if (dimension == RI_DIM_TAG || dimension == RI_DIM_ATTRIBUTE) {
        return text;
    }
    const char *colon = strchr(text, ':');
    if (colon != NULL && dimension == RI_DIM_UNIT && strncmp(text, "unit:", 5) == 0) {
        text = colon + 1;
        colon = strchr(text, ':');
    }
    if (colon != NULL && dimension == RI_DIM_UNIT) {
        ri_field_complain(table, name, "takes units, \"key\" or \"unit:key\", found \"%s\"", text);
        return NULL;
    }
    if (colon != NULL) {
        ri_field_complain(table, name, "takes bare keys such as \"%s\", found \"%s\"", colon + 1,
                          text);
        return NULL;
    }
    static const char glob_bytes[] = "abcdefghijklmnopqrstuvwxyz0123456789._-*?";
    if (dimension == RI_DIM_KEY && text[strspn(text, glob_bytes)] != '\0') {
        ri_field_complain(table, name,
                          "has \"%s\", which no key can match: keys have lower-case letters, "
                          "digits, '.', '_' and '-'",
                          text);
        return NULL;
    }
    return text;
}

/* The value on top as text: attributes take numbers and booleans too. */
static const char *value_text(reader *r, const ri_table *table, const char *name,
                              ri_dimension dimension)
{
    lua_State *L = table->L;
    int type = lua_type(L, -1);
    if (dimension == RI_DIM_ATTRIBUTE && type == LUA_TNUMBER) {
        char number[RI_NUMBER_SIZE];
        (void)ri_number_write(L, -1, number);
        return ri_policy_string(L, r->arena, number);
    }
    if (dimension == RI_DIM_ATTRIBUTE && type == LUA_TBOOLEAN) {
        return lua_toboolean(L, -1) ? "true" : "false";
    }
    if (type != LUA_TSTRING) {
        ri_field_wrong(table, name, "a string, a list of strings or except {…}", -1);
        return NULL;
    }
    const char *why = NULL;
    const char *text = ri_text_copy(L, r->arena, -1, &why);
    if (text == NULL) {
        ri_field_complain(table, name, "has a value that %s", why);
        return NULL;
    }
    return bare_key(table, name, dimension, text);
}

/* Reads the value on top, pops it. */
static void read_texts(reader *r, const ri_table *table, const char *name, ri_dimension dimension,
                       const char *attribute)
{
    lua_State *L = table->L;
    bool except = open_except(L);
    uint32_t n = 1;
    bool list = lua_type(L, -1) == LUA_TTABLE;
    if (list && !ri_list_length(L, -1, &n)) {
        ri_field_wrong(table, name, "a string, a list of strings or except {…}", -1);
        lua_pop(L, 1);
        return;
    }
    if (is_empty(table, name, n, except)) {
        lua_pop(L, 1);
        return;
    }
    const char **values = ri_policy_take(L, r->arena, n * sizeof *values);
    bool right = true;
    for (uint32_t i = 0; i < n && right; i++) {
        if (list) {
            lua_rawgeti(L, -1, (lua_Integer)i + 1);
        } else {
            lua_pushvalue(L, -1);
        }
        values[i] = value_text(r, table, name, dimension); /* value text */
        right = values[i] != NULL;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    if (right) {
        ri_condition *condition = condition_new(r, dimension);
        condition->except = except;
        condition->attribute = attribute;
        condition->values = values;
        condition->n_values = ri_strings_unique(values, n);
    }
}

/* ---- numbers and flags ---- */

/* The whole number on top, from 1 to 5; 0 after complaining. */
static uint32_t criticality_at_top(const ri_table *table, const char *name)
{
    lua_State *L = table->L;
    double number = lua_type(L, -1) == LUA_TNUMBER ? lua_tonumber(L, -1) : 0;
    if (!(number >= 1 && number <= CRITICALITY_MAX && floor(number) == number)) {
        ri_field_wrong(table, name, "a whole number from 1 to 5", -1);
        return 0;
    }
    return (uint32_t)number;
}

/* The mask of { min =, max = } on top; 0 after complaining. */
static uint32_t range_mask(const ri_table *table)
{
    static const char *const names[] = {"min", "max"};
    lua_State *L = table->L;
    char where[WHERE_SIZE];
    (void)snprintf(where, sizeof where, "%s.criticality", table->where);
    ri_table range = {L, lua_gettop(L), table->at, where};
    uint32_t bounds[2] = {1, CRITICALITY_MAX};
    ri_fields_close(&range, names, COUNT(names));
    for (size_t i = 0; i < COUNT(names); i++) {
        if (ri_field_push(&range, names[i])) {
            bounds[i] = criticality_at_top(&range, names[i]);
            lua_pop(L, 1);
        }
    }
    if (bounds[0] == 0 || bounds[1] == 0) {
        return 0;
    }
    uint32_t mask = 0;
    for (uint32_t v = bounds[0]; v <= bounds[1]; v++) {
        mask |= UINT32_C(1) << v;
    }
    if (mask == 0) {
        ri_field_complain(&range, NULL, "matches nothing: its min is above its max");
    }
    return mask;
}

static uint32_t criticality_mask(const ri_table *table, bool except)
{
    lua_State *L = table->L;
    uint32_t n = 0;
    if (lua_type(L, -1) == LUA_TNUMBER) {
        uint32_t value = criticality_at_top(table, "criticality");
        return value == 0 ? 0 : UINT32_C(1) << value;
    }
    if (lua_type(L, -1) != LUA_TTABLE) {
        ri_field_wrong(table, "criticality",
                       "a number, a list of numbers, { min =, max = } or except {…}", -1);
        return 0;
    }
    if (!ri_list_length(L, -1, &n)) {
        return range_mask(table);
    }
    uint32_t mask = 0;
    bool right = !is_empty(table, "criticality", n, except);
    for (uint32_t i = 0; i < n && right; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i + 1);
        uint32_t value = criticality_at_top(table, "criticality"); /* list number */
        lua_pop(L, 1);
        right = value != 0;
        mask |= UINT32_C(1) << value;
    }
    return right ? mask : 0;
}

static void read_criticality(reader *r)
{
    const ri_table *table = &r->table;
    if (!ri_field_push(table, "criticality")) {
        return;
    }
    bool except = open_except(table->L);
    uint32_t mask = criticality_mask(table, except);
    lua_pop(table->L, 1);
    if (mask != 0) {
        uint32_t all = (UINT32_C(1) << (CRITICALITY_MAX + 1)) - 1;
        ri_condition *condition = condition_new(r, RI_DIM_CRITICALITY);
        condition->except = except;
        condition->mask = except ? all & ~mask : mask;
    }
}

static void read_flag(reader *r, const char *name, ri_dimension dimension)
{
    const ri_table *table = &r->table;
    lua_State *L = table->L;
    if (!ri_field_push(table, name)) {
        return;
    }
    bool except = open_except(L);
    uint32_t n = 1;
    uint32_t mask = 0;
    bool list = lua_type(L, -1) == LUA_TTABLE;
    bool right = !list || (ri_list_length(L, -1, &n) && n > 0);
    for (uint32_t i = 0; i < n && right; i++) {
        if (list) {
            lua_rawgeti(L, -1, (lua_Integer)i + 1);
        } else {
            lua_pushvalue(L, -1);
        }
        right = lua_type(L, -1) == LUA_TBOOLEAN; /* value flag */
        mask |= lua_toboolean(L, -1) ? 2u : 1u;
        lua_pop(L, 1);
    }
    if (!right) {
        ri_field_wrong(table, name, "true or false", -1);
    } else if (except && mask == 3) {
        ri_field_complain(table, name, "matches nothing");
    } else {
        ri_condition *condition = condition_new(r, dimension);
        condition->except = except;
        condition->mask = except ? 3 & ~mask : mask;
    }
    lua_pop(L, 1);
}

/* ---- whole matches ---- */

static void read_attributes(reader *r)
{
    lua_State *L = r->table.L;
    if (!ri_field_push(&r->table, "attr")) {
        return;
    }
    if (lua_type(L, -1) != LUA_TTABLE) {
        ri_field_wrong(&r->table, "attr", "a table such as { region = \"eu\" }", -1);
        lua_pop(L, 1);
        return;
    }
    char where[WHERE_SIZE];
    (void)snprintf(where, sizeof where, "%s.attr", r->table.where);
    ri_table attributes = {L, lua_gettop(L), r->table.at, where};
    uint32_t n = 0;
    const char **names = ri_keys_sorted(&attributes, &n);
    for (uint32_t i = 0; i < n; i++) {
        if (r->match->n >= r->capacity) {
            ri_field_complain(&r->table, NULL, "has more than %d conditions", MATCH_LIMIT);
            break;
        }
        (void)ri_field_push(&attributes, names[i]);
        read_texts(r, &attributes, names[i], RI_DIM_ATTRIBUTE, names[i]);
    }
    lua_pop(L, 1);
}

static int by_dimension(const void *a, const void *b)
{
    const ri_condition *x = a;
    const ri_condition *y = b;
    if (x->dimension != y->dimension) {
        return x->dimension < y->dimension ? -1 : 1;
    }
    return x->attribute != NULL && y->attribute != NULL ? strcmp(x->attribute, y->attribute) : 0;
}

/* Reads a match on touchpoints (or on journeys: only their key). */
static void read_conditions(const ri_table *table, bool journeys, ri_match *match)
{
    static const char *const names[] = {"moment_of_truth", "managed"};
    static const ri_dimension flags[] = {RI_DIM_TRUTH, RI_DIM_MANAGED};
    lua_State *L = table->L;
    ri_condition *conditions = NULL;
    reader r = {.table = *table, .match = match, .arena = table->at->loader->arena};
    uint32_t fields = 0;
    bool many = false;
    /* Attributes are counted first, so that conditions have one array. */
    if (ri_field_push(table, "attr")) {
        if (lua_type(L, -1) == LUA_TTABLE) {
            lua_pushnil(L);
            while (lua_next(L, -2)) { /* attr key value */
                lua_pop(L, 1);
                ri_fuel_spend(L, 1);
                fields++;
            }
        }
        lua_pop(L, 1);
    }
    many = fields > MATCH_LIMIT;
    r.capacity = (many ? MATCH_LIMIT : fields) + RI_DIM_COUNT;
    conditions = ri_policy_take(L, r.arena, r.capacity * sizeof *conditions);
    match->conditions = conditions;
    match->n = 0;
    if (journeys) {
        ri_fields_close(table, journey_fields, COUNT(journey_fields));
    } else {
        ri_fields_close(table, touchpoint_fields, COUNT(touchpoint_fields));
    }
    for (size_t i = 0; i < (journeys ? 1 : COUNT(text_dimensions)); i++) {
        if (ri_field_push(table, text_dimensions[i].name)) {
            read_texts(&r, table, text_dimensions[i].name, text_dimensions[i].dimension, NULL);
        }
    }
    if (journeys) {
        return;
    }
    read_criticality(&r);
    for (size_t i = 0; i < COUNT(flags); i++) {
        read_flag(&r, names[i], flags[i]);
    }
    read_attributes(&r);
    qsort(match->conditions, match->n, sizeof *match->conditions, by_dimension);
}

static void read_side(const ri_table *table, const char *name, ri_match *match)
{
    lua_State *L = table->L;
    if (!ri_field_push(table, name)) {
        return;
    }
    if (lua_type(L, -1) == LUA_TTABLE) {
        char where[WHERE_SIZE];
        (void)snprintf(where, sizeof where, "%s.%s", table->where, name);
        ri_table side = {L, lua_gettop(L), table->at, where};
        read_conditions(&side, false, match);
    } else {
        ri_field_wrong(table, name, "a match on that touchpoint: a table", -1);
    }
    lua_pop(L, 1);
}

/* A dimension of touchpoints on a handoff is no slip of the pen. */
static bool misplaced(const ri_table *table)
{
    for (size_t i = 0; i < COUNT(touchpoint_fields); i++) {
        if (ri_field_push(table, touchpoint_fields[i])) {
            lua_pop(table->L, 1);
            ri_complain(table->at,
                        "match: a handoff is matched by its two sides; write from = { %s = … } or "
                        "to = { %s = … }",
                        touchpoint_fields[i], touchpoint_fields[i]);
            return true;
        }
    }
    return false;
}

void ri_match_read(lua_State *L, int table, const ri_statement *at, ri_rule *rule)
{
    ri_table fields = {L, lua_absindex(L, table), at, "match"};
    switch (rule->on) {
    case RI_HANDOFF: {
        bool crosses = false;
        if (misplaced(&fields)) {
            return;
        }
        ri_fields_close(&fields, handoff_fields, COUNT(handoff_fields));
        read_side(&fields, "from", &rule->match_from);
        read_side(&fields, "to", &rule->match_to);
        if (ri_field_flag(&fields, "crosses_departments", &crosses)) {
            rule->crossing = crosses ? RI_CROSSING_YES : RI_CROSSING_NO;
        }
        return;
    }
    case RI_ENTERPRISE:
        lua_pushnil(L);
        if (lua_next(L, fields.index)) { /* key, value */
            lua_pop(L, 2);
            ri_complain(at, "match: there is one enterprise, and nothing of it to match");
        }
        return;
    default:
        read_conditions(&fields, rule->on == RI_JOURNEY, &rule->match);
    }
}
