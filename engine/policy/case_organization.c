/*
 * organization { … }, sample "name" and folder "path": on whom a test tries its policy. A table
 * gives rows of the canonical files; its fields are their columns, in Lua's writing.
 */
#include <string.h>

#include "base/nearest.h"
#include "model/canonical_columns.h"
#include "policy/cases_read.h"

#define ROWS_MAX 100000u /* of one organization */
#define FIELDS_MAX 256u  /* of one row */

/* A row that is being read. */
typedef struct reading {
    lua_State *L;
    const ri_statement *at;
    ri_case_organization *out;
    int tab;
    ri_case_row row; /* whose cells are these: */
    ri_case_cell cells[FIELDS_MAX];
} reading;

/* The name of its column, or NULL. `func` is the column function, which is a word of Lua. */
static const char *column_named(int tab, const char *name)
{
    return ri_canonical_file_column_named(tab, strcmp(name, "func") == 0 ? "function" : name);
}

static void unknown_column(const reading *r, const char *name)
{
    const char *table = ri_canonical_file_name(r->tab);
    ri_nearest search;
    ri_nearest_begin(&search, name);
    for (size_t i = 0; ri_canonical_file_column(r->tab, i) != NULL; i++) {
        ri_nearest_offer(&search, ri_canonical_file_column(r->tab, i));
    }
    if (search.best != NULL) {
        ri_complain(r->at, "%s: there is no column \"%.60s\"; did you mean \"%s\"?", table, name,
                    search.best);
    } else {
        ri_complain(r->at,
                    "%s: there is no column \"%.60s\"; one of your own stands in attr = { … }",
                    table, name);
    }
}

/* The value at the top as a cell has it; NULL after complaining. */
static const char *cell_of(const reading *r, const char *column)
{
    lua_State *L = r->L;
    char found[RI_FOUND_SIZE];
    const char *why = NULL;
    const int type = lua_type(L, -1);
    ri_fuel_spend(L, 5);
    if (type == LUA_TBOOLEAN) {
        return lua_toboolean(L, -1) ? "yes" : "no";
    }
    if (type != LUA_TNUMBER && type != LUA_TSTRING) {
        ri_complain(r->at, "%s.%s must be a text, a number, true, false or a list, found %s",
                    ri_canonical_file_name(r->tab), column, ri_found(L, -1, found));
        return NULL;
    }
    if (type == LUA_TSTRING && lua_rawlen(L, -1) == 0) {
        return "";
    }
    lua_pushvalue(L, -1); /* a number becomes a text in its place */
    const char *text = ri_text_copy(L, r->at->loader->arena, -1, &why);
    lua_pop(L, 1);
    if (text == NULL) {
        ri_complain(r->at, "%s.%s %s", ri_canonical_file_name(r->tab), column, why);
    }
    return text;
}

/* The same of a list, joined by ';'. */
static const char *list_of(const reading *r, const char *column)
{
    lua_State *L = r->L;
    const char *joined = "";
    uint32_t n = 0;
    if (!ri_list_length(L, -1, &n)) {
        ri_complain(r->at, "%s.%s must be a list without names", ri_canonical_file_name(r->tab),
                    column);
        return NULL;
    }
    for (uint32_t i = 1; i <= n; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        const char *item = cell_of(r, column);
        lua_pop(L, 1);
        if (item == NULL) {
            return NULL;
        }
        ri_fuel_spend(L, 1 + strlen(joined) / 16);
        joined = ri_arena_format(r->at->loader->arena, "%s%s%s", joined, i > 1 ? ";" : "", item);
        if (joined == NULL) {
            ri_loader_nomem(L);
            return NULL;
        }
    }
    return joined;
}

/* The cell at the top. */
static void add_cell(reading *r, const char *column)
{
    const char *text = lua_type(r->L, -1) == LUA_TTABLE ? list_of(r, column) : cell_of(r, column);
    if (text == NULL) {
        return;
    }
    if (r->row.n >= FIELDS_MAX) {
        ri_raise(r->L, 1, "a row has more than %u fields", FIELDS_MAX);
    }
    r->cells[r->row.n++] = (ri_case_cell){column, text};
}

/* attr = { region = "eu" }: the table stands at the top. */
static void add_attributes(reading *r)
{
    uint32_t n = 0;
    if (lua_type(r->L, -1) != LUA_TTABLE) {
        char found[RI_FOUND_SIZE];
        ri_complain(r->at, "%s.attr must be a table such as { region = \"eu\" }, found %s",
                    ri_canonical_file_name(r->tab), ri_found(r->L, -1, found));
        return;
    }
    const ri_table table = {r->L, lua_gettop(r->L), r->at, "attr"};
    const char **names = ri_keys_sorted(&table, &n);
    for (uint32_t i = 0; i < n; i++) {
        if (column_named(r->tab, names[i]) != NULL) {
            ri_complain(r->at, "attr.%.60s is a column that %s have anyway: say it outside of attr",
                        names[i], ri_canonical_file_name(r->tab));
        } else if (ri_field_push(&table, names[i])) {
            add_cell(r, names[i]);
            lua_pop(r->L, 1);
        }
    }
}

/* The fields of the row at the top. */
static void add_fields(reading *r)
{
    uint32_t n = 0;
    const ri_table table = {r->L, lua_gettop(r->L), r->at, ri_canonical_file_name(r->tab)};
    const char **names = ri_keys_sorted(&table, &n);
    for (uint32_t i = 0; i < n; i++) {
        const char *column = column_named(r->tab, names[i]);
        const bool attributes = strcmp(names[i], "attr") == 0;
        if (column == NULL && !attributes) {
            unknown_column(r, names[i]);
            continue;
        }
        (void)ri_field_push(&table, names[i]);
        if (attributes) {
            add_attributes(r);
        } else {
            add_cell(r, column);
        }
        lua_pop(r->L, 1);
    }
}

/* The column that says how people call a thing, or NULL. */
static const char *called(int tab)
{
    const char *title = column_named(tab, "title");
    return title != NULL ? title : column_named(tab, "name");
}

/* Reads the value at the top as a row: a table of fields; of things with keys a key alone or,
   where it stands under its `key` (else NULL), what it is called. */
static void read_row(reading *r, const char *key)
{
    lua_State *L = r->L;
    char found[RI_FOUND_SIZE];
    r->row = (ri_case_row){.tab = r->tab, .line = r->at->line, .cells = r->cells};
    if (key != NULL) {
        r->cells[r->row.n++] = (ri_case_cell){"key", key};
    }
    if (lua_type(L, -1) == LUA_TTABLE) {
        add_fields(r);
    } else if (lua_type(L, -1) == LUA_TSTRING && key == NULL && ri_canonical_file_keyed(r->tab)) {
        add_cell(r, "key");
    } else if (lua_type(L, -1) == LUA_TSTRING && key != NULL && called(r->tab) != NULL) {
        add_cell(r, called(r->tab));
    } else {
        ri_complain(r->at, "%s: a row must be a table of columns, found %s",
                    ri_canonical_file_name(r->tab), ri_found(L, -1, found));
        return;
    }
    if (r->out->n_rows >= ROWS_MAX) {
        ri_raise(L, 1, "the organization has more than %u rows", ROWS_MAX);
    }
    r->row.cells = ri_policy_take(L, r->at->loader->arena, (r->row.n + 1) * sizeof *r->cells);
    memcpy(r->row.cells, r->cells, r->row.n * sizeof *r->cells);
    RI_LOADER_PUSH(L, r->out->rows, r->out->n_rows, r->out->capacity, r->row);
}

/* The rows of a table, which stands at the top: those under keys, then those of the list. */
static void read_rows(reading *r)
{
    lua_State *L = r->L;
    uint32_t n = 0;
    const lua_Unsigned length = lua_rawlen(L, -1);
    ri_fields_push_named(L, lua_gettop(L), r->at, "rows"); /* rows, named */
    const ri_table named = {L, lua_gettop(L), r->at, ri_canonical_file_name(r->tab)};
    const char **keys = ri_keys_sorted(&named, &n);
    if (n > 0 && !ri_canonical_file_keyed(r->tab)) {
        ri_complain(r->at, "%s have no keys: write a list, { { … }, { … } }", named.where);
        n = 0;
    }
    for (uint32_t i = 0; i < n; i++) {
        (void)ri_field_push(&named, keys[i]);
        read_row(r, keys[i]);
        lua_pop(L, 1);
    }
    lua_pop(L, 1); /* rows */
    for (lua_Unsigned i = 1; i <= length; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        read_row(r, NULL);
        lua_pop(L, 1);
    }
}

static ri_case_organization *new_organization(lua_State *L, const ri_statement *at,
                                              ri_case_source source)
{
    ri_case_organization *out = ri_case_organization_new(at->loader->cases->file, source, at->line);
    if (out == NULL) {
        ri_loader_nomem(L);
    }
    return out;
}

/* The organization that the table at the index gives. */
static const ri_case_organization *read_tables(lua_State *L, int index, const ri_statement *at)
{
    const char *names[64];
    size_t n = 0;
    reading *r = ri_policy_take(L, at->loader->arena, sizeof *r);
    r->out = new_organization(L, at, RI_CASE_ROWS);
    r->L = L;
    r->at = at;
    while (n < sizeof names / sizeof *names && ri_canonical_file_name((int)n) != NULL) {
        names[n] = ri_canonical_file_name((int)n);
        n++;
    }
    const ri_table table = {L, index, at, "organization"};
    ri_fields_close(&table, names, n);
    for (r->tab = 0; r->tab < (int)n; r->tab++) {
        char found[RI_FOUND_SIZE];
        if (!ri_field_push(&table, names[r->tab])) {
            continue;
        }
        if (lua_type(L, -1) == LUA_TTABLE) {
            read_rows(r);
        } else {
            ri_complain(at, "organization.%s must be a table of rows, found %s", names[r->tab],
                        ri_found(L, -1, found));
        }
        lua_pop(L, 1);
    }
    return r->out;
}

static int give(lua_State *L, const ri_case_organization *organization)
{
    ri_organization_value *value = ri_value_new(L, RI_TAG_ORGANIZATION, sizeof *value);
    value->organization = organization;
    return 1;
}

/* organization { … } */
static int organization(lua_State *L)
{
    ri_loader *loader = ri_loader_here(L, "organization");
    ri_statement *at = ri_statement_here(L, loader, "organization");
    if (!ri_statement_table(L, at)) {
        return ri_raise(L, 1, "organization takes a table: organization { units = { … }, … }");
    }
    return give(L, read_tables(L, 1, at));
}

/* sample "name", folder "path". Upvalue: which. */
static int elsewhere(lua_State *L)
{
    const ri_case_source source = (ri_case_source)lua_tointeger(L, lua_upvalueindex(1));
    const char *word = source == RI_CASE_SAMPLE ? "sample" : "folder";
    ri_loader *loader = ri_loader_here(L, word);
    const char *why = NULL;
    if (lua_type(L, 1) != LUA_TSTRING || !lua_isnone(L, 2)) {
        return ri_raise(L, 1, "%s takes a name: %s \"halvenny\"", word, word);
    }
    ri_statement *at = ri_statement_here(L, loader, word);
    at->done = true;
    const char *name = ri_text_copy(L, loader->arena, 1, &why);
    if (name == NULL) {
        return ri_raise(L, 1, "the name of a %s %s", word, why);
    }
    if (source == RI_CASE_FOLDER) {
        name = ri_case_beside(loader->cases->file, name);
    }
    if (name == NULL) {
        return ri_loader_nomem(L);
    }
    ri_case_organization *out = new_organization(L, at, source);
    out->name = name;
    return give(L, out);
}

const ri_case_organization *ri_organization_field(const ri_table *table)
{
    lua_State *L = table->L;
    const ri_case_organization *out = NULL;
    if (!ri_field_push(table, "organization")) {
        return NULL;
    }
    const ri_organization_value *value = ri_value_at(L, -1, RI_TAG_ORGANIZATION);
    if (value != NULL) {
        out = value->organization;
    } else if (lua_type(L, -1) == LUA_TTABLE) {
        out = read_tables(L, lua_gettop(L), table->at);
    } else {
        ri_field_wrong(table, "organization", "a table, or sample \"halvenny\", or folder \"name\"",
                       -1);
    }
    lua_pop(L, 1);
    return out;
}

void ri_organizations_open(lua_State *L)
{
    lua_pushcfunction(L, organization);
    ri_machine_global(L, "organization");
    lua_pushinteger(L, RI_CASE_SAMPLE);
    lua_pushcclosure(L, elsewhere, 1);
    ri_machine_global(L, "sample");
    lua_pushinteger(L, RI_CASE_FOLDER);
    lua_pushcclosure(L, elsewhere, 1);
    ri_machine_global(L, "folder");
}
