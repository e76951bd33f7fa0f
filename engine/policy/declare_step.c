/*
 * Steps of a scenario: each word is a function that takes a table and gives a value,
 * which stands in the list of the scenario. Tables are closed, as rules' are.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "policy/steps_read.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define ITEMS_MAX 100000u /* of one list */

static void complain(const ri_step_reading *r, const char *expected, int index)
{
    ri_field_wrong(r->table, r->field->name, expected, index);
}

/* ---- lists ---- */

/* A file would give it back without them. */
static bool has_blank_ends(const char *text)
{
    const size_t length = strlen(text);
    return length > 0 &&
           (strchr(" \t", text[0]) != NULL || strchr(" \t", text[length - 1]) != NULL);
}

static const char *take_tag(const ri_step_reading *r)
{
    const char *text = ri_step_take_text(r, "a tag, or a list of tags");
    if (text != NULL && strchr(text, ';') != NULL) {
        ri_field_complain(r->table, r->field->name, "must be a list: { \"a\", \"b\" } for \"a;b\"");
        return NULL;
    }
    if (text != NULL && has_blank_ends(text)) {
        ri_field_complain(r->table, r->field->name, "has a tag that begins or ends with a blank");
        return NULL;
    }
    return text;
}

/* Appends the text of an item unless the list has it. */
static void push_item(ri_step_reading *r, const char *item, uint32_t room)
{
    for (uint32_t i = 0; i < r->value->n_items; i++) {
        if (strcmp(r->value->items[i], item) == 0) {
            return;
        }
    }
    if (r->value->n_items < room) {
        r->value->items[r->value->n_items++] = item;
    }
}

/* A list of texts, or one alone; the table stands at the top. false: something is wrong. */
static bool take_list(ri_step_reading *r, const char *(*take)(const ri_step_reading *))
{
    lua_State *L = r->table->L;
    uint32_t n = 1;
    bool right = true;
    const bool list = lua_type(L, -1) == LUA_TTABLE;
    if (list && (!ri_list_length(L, -1, &n) || n > ITEMS_MAX)) {
        complain(r, "a list", -1);
        return false;
    }
    if (n == 0 && !r->field->empties) {
        ri_field_complain(r->table, r->field->name, "must name at least one");
        return false;
    }
    ri_fuel_spend(L, n);
    r->value->items =
        ri_policy_take(L, r->table->at->loader->arena, ((size_t)n + 1) * sizeof(char *));
    for (uint32_t i = 0; i < n; i++) {
        if (list) {
            lua_rawgeti(L, -1, (lua_Integer)i + 1);
        } else {
            lua_pushvalue(L, -1);
        }
        const char *item = take(r); /* value, item */
        lua_pop(L, 1);
        right = right && item != NULL;
        if (item != NULL && *item != '\0') {
            ri_fuel_spend(L, r->value->n_items / 16);
            push_item(r, item, n);
        }
    }
    return right;
}

static const char *take_own_key(const ri_step_reading *r)
{
    return ri_step_take_key(r, r->field->kind);
}

/* ---- a person, parts, attributes ---- */

static bool read_person(ri_step_reading *r)
{
    static const char *const names[] = {"key", "name", "email"};
    static const ri_step_field key = {"key", RI_FIELD_KEY, RI_PERSON, true, false};
    lua_State *L = r->table->L;
    if (lua_type(L, -1) != LUA_TTABLE) {
        r->value->text = ri_step_take_key(r, RI_PERSON);
        return r->value->text != NULL;
    }
    const ri_table table = {L, lua_gettop(L), r->table->at, r->field->name};
    ri_fields_close(&table, names, COUNT(names));
    r->value->items = ri_policy_take(L, table.at->loader->arena, 2 * sizeof(char *));
    r->value->n_items = 2;
    (void)ri_field_text(&table, "name", &r->value->items[0]);
    (void)ri_field_text(&table, "email", &r->value->items[1]);
    if (!ri_field_push(&table, "key")) {
        ri_field_complain(&table, "key", "is missing: the key that the new person is to have");
        return false;
    }
    ri_step_value value = {.said = true};
    const ri_step_reading inner = {&table, &key, &value};
    r->value->text = ri_step_take_key(&inner, RI_PERSON);
    lua_pop(L, 1);
    return r->value->text != NULL;
}

/* One field of a part. */
static bool read_part_list(const ri_table *table, const char *name, ri_kind kind,
                           const char ***items, uint32_t *n)
{
    const ri_step_field field = {name, RI_FIELD_KEYS, kind, false, true};
    ri_step_value value = {.said = true};
    ri_step_reading r = {table, &field, &value};
    if (!ri_field_push(table, name)) {
        return true;
    }
    const bool right = take_list(&r, take_own_key);
    lua_pop(table->L, 1);
    *items = value.items;
    *n = value.n_items;
    return right;
}

static bool read_part_key(const ri_table *table, const char *name, ri_kind kind, const char **out)
{
    const ri_step_field field = {name, RI_FIELD_KEY, kind, false, false};
    ri_step_value value = {.said = true};
    const ri_step_reading r = {table, &field, &value};
    if (!ri_field_push(table, name)) {
        return true;
    }
    *out = ri_step_take_key(&r, kind);
    lua_pop(table->L, 1);
    return *out != NULL;
}

/* The part at the top. */
static bool read_part(const ri_table *table, ri_step_part *part)
{
    static const char *const names[] = {"key", "name", "head", "positions", "touchpoints"};
    ri_fields_close(table, names, COUNT(names));
    bool right =
        read_part_key(table, "key", RI_UNIT, &part->key) &&
        read_part_key(table, "head", RI_POSITION, &part->head) &&
        read_part_list(table, "positions", RI_POSITION, &part->positions, &part->n_positions) &&
        read_part_list(table, "touchpoints", RI_TOUCHPOINT, &part->touchpoints,
                       &part->n_touchpoints);
    (void)ri_field_text(table, "name", &part->name);
    if (right && part->key == NULL) {
        ri_field_complain(table, "key", "is missing: the key that the part is to have");
        right = false;
    }
    return right;
}

static bool read_parts(ri_step_reading *r)
{
    static const char expected[] = "a list of parts: { { key = \"…\", positions = { … } }, … }";
    lua_State *L = r->table->L;
    uint32_t n = 0;
    bool right = true;
    if (lua_type(L, -1) != LUA_TTABLE || !ri_list_length(L, -1, &n) || n == 0) {
        complain(r, expected, -1);
        return false;
    }
    r->value->parts = ri_policy_take(L, r->table->at->loader->arena, n * sizeof(ri_step_part));
    for (uint32_t i = 0; i < n; i++) {
        char where[32];
        (void)snprintf(where, sizeof where, "parts[%u]", (unsigned)i + 1);
        lua_rawgeti(L, -1, (lua_Integer)i + 1); /* parts, part */
        const ri_table table = {L, lua_gettop(L), r->table->at, where};
        if (lua_type(L, -1) != LUA_TTABLE) {
            complain(r, expected, -1);
            right = false;
        } else {
            right = read_part(&table, &r->value->parts[r->value->n_parts++]) && right;
        }
        lua_pop(L, 1);
    }
    return right;
}

/* Those that a step fills by its fields, and those that its day does. */
static bool is_touchpoint_column(const char *name)
{
    const ri_step_field *field = ri_step_kinds[RI_STEP_CREATE_TOUCHPOINT].fields;
    while (field->name != NULL &&
           (field->type == RI_FIELD_ATTRIBUTES || strcmp(field->name, name) != 0)) {
        field++;
    }
    return field->name != NULL || strcmp(name, "from") == 0 || strcmp(name, "to") == 0;
}

/* It is to be the header of a column of touchpoints.csv, beside those that are there. */
static bool take_attribute_name(const ri_table *table, const char *name)
{
    const size_t length = strlen(name);
    if (length > RI_KEY_MAX || strchr(name, '\n') != NULL || has_blank_ends(name)) {
        ri_field_complain(table, NULL,
                          "has a name of more than %d bytes or lines, or one that begins or ends "
                          "with a blank",
                          RI_KEY_MAX);
        return false;
    }
    if (is_touchpoint_column(name)) {
        ri_field_complain(table, name, "is a column of touchpoints.csv, and no attribute");
        return false;
    }
    return true;
}

/* attr = { region = "us" }: the value of each as text. */
static bool read_attributes(ri_step_reading *r)
{
    lua_State *L = r->table->L;
    const ri_step_field field = {"attr", RI_FIELD_TEXT, RI_KIND_COUNT, false, r->field->empties};
    bool right = true;
    uint32_t n = 0;
    if (lua_type(L, -1) != LUA_TTABLE) {
        complain(r, "a table of names and texts", -1);
        return false;
    }
    const ri_table table = {L, lua_gettop(L), r->table->at, "attr"};
    const char **names = ri_keys_sorted(&table, &n);
    r->value->items =
        ri_policy_take(L, r->table->at->loader->arena, ((size_t)n * 2 + 1) * sizeof(char *));
    for (uint32_t i = 0; i < n; i++) {
        const ri_step_reading inner = {r->table, &field, r->value};
        if (!take_attribute_name(&table, names[i])) {
            right = false;
            continue;
        }
        (void)ri_field_push(&table, names[i]); /* attr, value */
        const char *text = ri_step_take_text(&inner, "texts for its names");
        lua_pop(L, 1);
        right = right && text != NULL;
        r->value->items[r->value->n_items++] = names[i];
        r->value->items[r->value->n_items++] = text;
    }
    return right;
}

/* ---- fields ---- */

/* The value at the top. */
static void read_value(ri_step_reading *r)
{
    switch (r->field->type) {
    case RI_FIELD_KEYS:
        r->value->said = take_list(r, take_own_key);
        break;
    case RI_FIELD_TAGS:
        r->value->said = take_list(r, take_tag);
        break;
    case RI_FIELD_PERSON:
        r->value->said = read_person(r);
        break;
    case RI_FIELD_PARTS:
        r->value->said = read_parts(r);
        break;
    case RI_FIELD_ATTRIBUTES:
        r->value->said = read_attributes(r);
        break;
    default:
        r->value->text = ri_step_single(r);
        r->value->said = r->value->text != NULL;
        break;
    }
}

static void read_on(const ri_table *table, ri_scenario_step *step)
{
    static const ri_step_field field = {"on", RI_FIELD_DAY, RI_KIND_COUNT, false, false};
    ri_step_value value = {.said = true};
    const ri_step_reading r = {table, &field, &value};
    if (!ri_field_push(table, "on")) {
        return;
    }
    const char *text = ri_step_single(&r);
    lua_pop(table->L, 1);
    if (text != NULL) {
        (void)ri_day_parse(text, strlen(text), &step->on);
    }
}

void ri_step_read(const ri_table *table, ri_scenario_step *step)
{
    const ri_step_field *fields = ri_step_kinds[step->verb].fields;
    const char *names[RI_STEP_FIELDS_MAX + 1];
    size_t n = 0;
    for (; fields[n].name != NULL; n++) {
        names[n] = fields[n].name;
    }
    names[n] = "on";
    ri_fields_close(table, names, n + 1);
    for (size_t i = 0; i < n; i++) {
        ri_step_reading r = {table, &fields[i], &step->values[i]};
        if (ri_field_push(table, fields[i].name)) {
            read_value(&r);
            lua_pop(table->L, 1);
        } else if (fields[i].required) {
            ri_field_complain(table, fields[i].name, "is missing");
        }
    }
    read_on(table, step);
}
