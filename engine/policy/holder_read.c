#include "policy/holder_read.h"

#include <stdio.h>
#include <string.h>

#include "policy/fields.h"
#include "policy/freeze.h"

#define FORMS "\"kind:key\", such as \"position:coo\" or \"unit:ops\""

static bool is_holder_kind(ri_kind kind)
{
    return kind == RI_POSITION || kind == RI_UNIT || kind == RI_TEAM || kind == RI_PERSON ||
           kind == RI_OFFICE;
}

/* Copies an office's name in lower case; 'cco' is read as 'cxo'. */
static void office_name(char key[RI_KEY_MAX + 1], const char *name)
{
    size_t n = 0;
    for (; name[n] != '\0' && n < RI_KEY_MAX; n++) {
        char c = name[n];
        key[n] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    key[n] = '\0';
    if (strcmp(key, "cco") == 0) {
        memcpy(key, "cxo", sizeof "cxo");
    }
}

bool ri_holder_reference(const char *text, ri_kind *kind, char key[RI_KEY_MAX + 1], char *why,
                         size_t size)
{
    static const char office[] = "office:";
    char lowered[sizeof office + RI_KEY_MAX + 1];
    const char *at = NULL;
    bool is_office = strncmp(text, office, sizeof office - 1) == 0;
    if (is_office && strlen(text) < sizeof lowered) {
        memcpy(lowered, office, sizeof office - 1);
        office_name(lowered + sizeof office - 1, text + sizeof office - 1);
        text = lowered;
    }
    if (ri_reference_split(text, kind, &at) && is_holder_kind(*kind)) {
        (void)snprintf(key, RI_KEY_MAX + 1, "%s", at);
        return true;
    }
    const char *colon = strchr(text, ':');
    if (colon == NULL) {
        (void)snprintf(why, size, "must be a reference of the form " FORMS ", found \"%.60s\"",
                       text);
    } else if (ri_key_valid(colon + 1, strlen(colon + 1))) {
        (void)snprintf(why, size,
                       "must name a position, unit, team, person or office in the form " FORMS
                       ", found \"%.60s\"",
                       text);
    } else {
        (void)snprintf(why, size,
                       "must be a reference of the form " FORMS ", whose key has lower-case "
                       "letters, digits, '.', '_' and '-', found \"%.60s\"",
                       text);
    }
    return false;
}

static ri_holder *holder_new(lua_State *L, ri_holder_reader *reader, ri_holder_form form)
{
    ri_fuel_spend(L, 4);
    ri_holder *holder = ri_policy_take(L, reader->arena, sizeof *holder);
    *holder = (ri_holder){.form = form, .function = RI_NO_FUNCTION};
    return holder;
}

static ri_holder *read_string(lua_State *L, int index, ri_holder_reader *reader)
{
    size_t length = 0;
    const char *text = lua_tolstring(L, index, &length);
    char key[RI_KEY_MAX + 1];
    ri_kind kind = RI_KIND_COUNT;
    if (strlen(text) != length ||
        !ri_holder_reference(text, &kind, key, reader->why, sizeof reader->why)) {
        if (strlen(text) != length) {
            (void)snprintf(reader->why, sizeof reader->why,
                           "must be a reference of the form " FORMS);
        }
        return NULL;
    }
    ri_holder *holder = holder_new(L, reader, RI_HOLD_REFERENCE);
    holder->kind = kind;
    holder->key = ri_policy_string(L, reader->arena, key);
    return holder;
}

static ri_holder *read_value(lua_State *L, int index, ri_holder_reader *reader)
{
    const ri_holder_value *value = ri_value_at(L, index, RI_TAG_HOLDER);
    if (value->form == RI_HOLD_UNDER && !reader->under) {
        (void)snprintf(reader->why, sizeof reader->why,
                       "must not be under(…): it is for forbid and require only");
        return NULL;
    }
    ri_holder *holder = holder_new(L, reader, value->form);
    holder->kind = value->kind;
    holder->key = value->key[0] == '\0' ? NULL : ri_policy_string(L, reader->arena, value->key);
    if (value->form == RI_HOLD_MANAGER_OF) {
        holder->items = ri_policy_take(L, reader->arena, sizeof(void *));
        (void)lua_getiuservalue(L, index, 1);
        holder->items[0] = read_value(L, lua_gettop(L), reader);
        holder->n_items = 1;
        lua_pop(L, 1);
        return holder->items[0] == NULL ? NULL : holder;
    }
    return holder;
}

static ri_holder *read_function(lua_State *L, int index, ri_holder_reader *reader)
{
    if (lua_iscfunction(L, index)) {
        const char *name = ri_constructor_name(lua_tocfunction(L, index));
        if (name != NULL) {
            (void)snprintf(reader->why, sizeof reader->why,
                           "must be a holder expression: write %s() with its parentheses", name);
        } else {
            (void)snprintf(reader->why, sizeof reader->why,
                           "must be a holder expression, found a function of the library");
        }
        return NULL;
    }
    if (!reader->functions) {
        (void)snprintf(reader->why, sizeof reader->why,
                       "must be a reference, a list, a constructor's value or nil, found a "
                       "function");
        return NULL;
    }
    ri_holder *holder = holder_new(L, reader, RI_HOLD_FUNCTION);
    lua_pushvalue(L, index);
    holder->function = ri_loader_keep(L);
    return holder;
}

/* One that may stand in a list: a reference or a constructor's value. */
static ri_holder *read_single(lua_State *L, int index, ri_holder_reader *reader)
{
    if (lua_type(L, index) == LUA_TSTRING) {
        return read_string(L, index, reader);
    }
    if (ri_value_at(L, index, RI_TAG_HOLDER) != NULL) {
        return read_value(L, index, reader);
    }
    return NULL;
}

static ri_holder *read_list(lua_State *L, int index, ri_holder_reader *reader)
{
    uint32_t n = 0;
    char found[RI_FOUND_SIZE];
    ri_contents(L, index); /* a function may give a table that is read-only by now */
    index = lua_gettop(L);
    if (!ri_list_length(L, index, &n)) {
        (void)snprintf(reader->why, sizeof reader->why,
                       "must be a reference of the form " FORMS
                       ", a list of them or a constructor's value, found a table with fields");
        lua_pop(L, 1);
        return NULL;
    }
    ri_holder *holder = holder_new(L, reader, RI_HOLD_LIST);
    holder->items = ri_policy_take(L, reader->arena, n * sizeof(void *));
    holder->n_items = n;
    for (uint32_t i = 0; i < n; i++) {
        lua_rawgeti(L, index, (lua_Integer)i + 1); /* item */
        reader->why[0] = '\0';
        holder->items[i] = read_single(L, lua_gettop(L), reader);
        if (holder->items[i] == NULL && reader->why[0] == '\0') {
            if (lua_iscfunction(L, -1)) {
                (void)read_function(L, lua_gettop(L), reader);
            } else {
                (void)snprintf(reader->why, sizeof reader->why,
                               "must be a list of references and constructors' values, found %s "
                               "in it",
                               ri_found(L, -1, found));
            }
        }
        lua_pop(L, 1);
        if (holder->items[i] == NULL) {
            holder = NULL;
            break;
        }
    }
    lua_pop(L, 1);
    return holder;
}

ri_holder *ri_holder_read(lua_State *L, int index, ri_holder_reader *reader)
{
    index = lua_absindex(L, index);
    reader->why[0] = '\0';
    if (!lua_checkstack(L, 2 * RI_MANAGER_DEPTH)) {
        ri_policy_of(L)->nomem = true;
        ri_raise(L, 1, "not enough memory");
    }
    switch (lua_type(L, index)) {
    case LUA_TTABLE:
        return read_list(L, index, reader);
    case LUA_TFUNCTION:
        return read_function(L, index, reader);
    default: {
        ri_holder *holder = read_single(L, index, reader);
        if (holder == NULL && reader->why[0] == '\0') {
            char found[RI_FOUND_SIZE];
            (void)snprintf(reader->why, sizeof reader->why,
                           "must be a reference of the form " FORMS ", a list of them%s or a "
                           "constructor's value, found %s",
                           reader->functions ? ", a function" : "", ri_found(L, index, found));
        }
        return holder;
    }
    }
}
