/*
 * case "name" { … }, cases "name" { … } and tests { … }: what a Lua test file says.
 */

#include "base/day.h"
#include "policy/cases_read.h"
#include "policy/steps_read.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NESTED_MAX 8 /* lists of expectations in lists */
#define CASES_MAX 100000u
#define EXPECTS_MAX 100000u /* of one case */

/* ---- what one and several cases have in common ---- */

/* Steps in a list; those that another file has would need a folder to be sought in. */
static void read_steps(const ri_table *fields, ri_statement *at, ri_case *out)
{
    lua_State *L = fields->L;
    ri_loader *loader = at->loader;
    size_t capacity = 0;
    ri_scenario_draft *draft = ri_policy_take(L, loader->arena, sizeof *draft);
    *draft = (ri_scenario_draft){.at = at, .effective = RI_DAY_MIN};
    RI_LOADER_PUSH(L, loader->scenarios, loader->n_scenarios, loader->scenarios_capacity,
                   (ri_scenario_place){draft});
    ri_steps_take(L, at, draft, &capacity, 0);
    ri_scenario_step *steps =
        ri_policy_take(L, loader->arena, ((size_t)draft->n_steps + 1) * sizeof *steps);
    uint32_t n = 0;
    for (uint32_t i = 0; i < draft->n_steps; i++) {
        const ri_step_draft *step = draft->steps[i].draft;
        if (step->include != RI_NONE) {
            ri_complain(step->at, "a case takes a scenario file by its name: after = \"name.lua\"");
            continue;
        }
        steps[n++] = step->step;
    }
    if (n == 0) {
        ri_field_complain(fields, "after", "has no step such as leave { … }");
    }
    out->after = ri_case_scenario(loader->arena, at->file, at->line, steps, n);
    if (out->after == NULL) {
        ri_loader_nomem(L);
    }
}

static void read_after(const ri_table *fields, ri_statement *at, ri_case *out)
{
    const char *path = NULL;
    if (!ri_field_push(fields, "after")) {
        return;
    }
    if (lua_type(fields->L, -1) == LUA_TTABLE) { /* steps */
        read_steps(fields, at, out);
        lua_pop(fields->L, 1);
        return;
    }
    lua_pop(fields->L, 1);
    if (ri_field_text(fields, "after", &path)) {
        out->after_file = ri_case_beside(at->loader->cases->file, path);
        out->after_line = at->line;
        if (out->after_file == NULL) {
            ri_loader_nomem(fields->L);
        }
    }
}

/* Reads what a case says beside what it expects. */
static void read_head(lua_State *L, ri_statement *at, ri_case *out, const char *items)
{
    static const char *const names[] = {"because", "organization", "at", "after"};
    ri_case_drafts *drafts = at->loader->cases;
    drafts->begun = true;
    *out = (ri_case){.name = at->name, .file = at->file, .line = at->line, .at = RI_DAY_MIN};
    ri_fields_push_named(L, 1, at, items);
    const ri_table fields = {L, lua_gettop(L), at, ""};
    ri_fields_close(&fields, names, COUNT(names));
    (void)ri_field_text(&fields, "because", &out->because);
    out->organization = ri_organization_field(&fields);
    if (out->organization == NULL) {
        out->organization = drafts->everybody;
    }
    if (!ri_field_day(&fields, "at", "2026-12-01", &out->at)) {
        out->at = drafts->at != RI_DAY_MIN ? drafts->at : ri_case_usual_day(out->organization);
    }
    read_after(&fields, at, out);
    lua_pop(L, 1);
    if (out->organization == NULL) {
        ri_complain(at, "which organization? Say organization = { units = { … }, … }, "
                        "organization = sample \"halvenny\", or folder \"name\"");
    } else if (out->at == RI_DAY_MIN) {
        ri_complain(at, "on which day? Say at = \"2026-12-01\": only of an organization that "
                        "stands in the file it does not matter");
    }
}

ri_case *ri_case_add(lua_State *L, ri_loader *loader, const ri_case *one)
{
    ri_case_file *file = loader->cases->file;
    if (file->n >= CASES_MAX) {
        ri_raise(L, 1, "more than %u cases", CASES_MAX);
    }
    RI_LOADER_PUSH(L, file->cases, file->n, file->capacity, *one);
    return &file->cases[file->n - 1];
}

void ri_case_expect(lua_State *L, ri_case *one, const ri_expectation *expectation)
{
    if (one->n_expects >= EXPECTS_MAX) {
        ri_raise(L, 1, "more than %u expectations in one case", EXPECTS_MAX);
    }
    RI_LOADER_PUSH(L, one->expects, one->n_expects, one->capacity, *expectation);
}

/* ---- case "name" { … } ---- */

/* The expectations of a list, which may hold lists; it stands at the top. */
static void take_expects(lua_State *L, ri_statement *at, ri_case *one, int depth)
{
    const lua_Unsigned n = lua_rawlen(L, -1);
    if (depth > NESTED_MAX || !lua_checkstack(L, LUA_MINSTACK)) {
        ri_complain(at, "lists of expectations are nested more than %d deep", NESTED_MAX);
        return;
    }
    for (lua_Unsigned i = 1; i <= n; i++) {
        char found[RI_FOUND_SIZE];
        lua_rawgeti(L, -1, (lua_Integer)i); /* list, item */
        ri_fuel_spend(L, 1);
        ri_expect_draft *draft = ri_expect_at(L, -1);
        if (draft != NULL) {
            draft->placed = true;
            ri_case_expect(L, one, &draft->expectation);
        } else if (lua_type(L, -1) == LUA_TTABLE) {
            take_expects(L, at, one, depth + 1);
        } else {
            ri_complain(at, "item %u must be something such as expect.accountable(…), found %s",
                        (unsigned)i, ri_found(L, -1, found));
        }
        lua_pop(L, 1);
    }
}

/* Whether it asks for a change where the case makes none. */
static void judge_expects(const ri_statement *at, const ri_case *one)
{
    for (size_t i = 0; i < one->n_expects; i++) {
        if (ri_case_lacks_steps(one, &one->expects[i])) {
            ri_complain(at, "what moves, breaks or heals does so by steps: say after = { … }");
            return;
        }
    }
}

static int take_case(lua_State *L)
{
    ri_statement *at = lua_touserdata(L, lua_upvalueindex(1));
    (void)ri_loader_here(L, "case");
    ri_case head;
    if (!ri_statement_table(L, at)) {
        return 0;
    }
    read_head(L, at, &head, "expectations");
    ri_case *one = ri_case_add(L, at->loader, &head);
    lua_pushvalue(L, 1);
    take_expects(L, at, one, 0);
    lua_pop(L, 1);
    if (one->n_expects == 0) {
        ri_complain(at, "a case expects something: write expect.accountable(…) or the like in it");
    }
    judge_expects(at, one);
    return 0;
}

/* ---- cases "name" { … }: a row is a case ---- */

#define TABLE_COLUMNS 32

typedef struct table_reading {
    lua_State *L;
    ri_statement *at;
    const ri_case *head;
    ri_case_column columns[TABLE_COLUMNS];
    lua_Unsigned n; /* columns */
    lua_Unsigned subject;
} table_reading;

/* The text of a cell of the row at the top; NULL after complaining. */
static const char *cell_text(const table_reading *t, lua_Unsigned row, lua_Unsigned column)
{
    lua_State *L = t->L;
    char found[RI_FOUND_SIZE];
    const char *why = NULL;
    const char *text = NULL;
    lua_rawgeti(L, -1, (lua_Integer)column); /* row, cell */
    ri_fuel_spend(L, 2);
    if (lua_type(L, -1) != LUA_TSTRING) {
        ri_complain(t->at, "row %u, place %u must be a text, \"\" where nothing is asked; found %s",
                    (unsigned)row, (unsigned)column, ri_found(L, -1, found));
    } else if (lua_rawlen(L, -1) == 0) {
        text = "";
    } else if ((text = ri_text_copy(L, t->at->loader->arena, -1, &why)) == NULL) {
        ri_complain(t->at, "row %u, place %u %s", (unsigned)row, (unsigned)column, why);
    }
    lua_pop(L, 1);
    return text;
}

/* The first row, at the top, says what the columns are. */
static bool read_headings(table_reading *t)
{
    bool right = true;
    t->n = lua_rawlen(t->L, -1);
    if (t->n > TABLE_COLUMNS) {
        ri_complain(t->at, "the table has more than %d columns", TABLE_COLUMNS);
        return false;
    }
    for (lua_Unsigned i = 1; i <= t->n; i++) {
        const char *near = NULL;
        const char *heading = cell_text(t, 1, i);
        if (heading == NULL || !ri_case_heading(&t->columns[i - 1], heading, &near)) {
            ri_complain(t->at, "nothing is known of a column \"%.40s\"%s%s%s",
                        heading != NULL ? heading : "", near != NULL ? "; did you mean \"" : "",
                        near != NULL ? near : "", near != NULL ? "\"?" : "");
            right = false;
        } else if (t->columns[i - 1].verb == RI_EXPECT_STAYS) {
            t->subject = i;
        }
    }
    if (right && t->subject == 0) {
        ri_complain(t->at, "the first row names the columns, and one of them is \"subject\"");
    }
    return right && t->subject != 0;
}

/* The row at the top becomes a case. */
static void read_row(table_reading *t, lua_Unsigned row)
{
    lua_State *L = t->L;
    ri_loader *loader = t->at->loader;
    bool failed = false;
    if (lua_rawlen(L, -1) != t->n) {
        ri_complain(t->at, "row %u has %u places, and the first row %u", (unsigned)row,
                    (unsigned)lua_rawlen(L, -1), (unsigned)t->n);
        return;
    }
    const char *subject = cell_text(t, row, t->subject);
    if (subject == NULL) {
        return;
    }
    if (subject[0] == '\0') {
        ri_complain(t->at, "row %u names no subject", (unsigned)row);
        return;
    }
    ri_case *one = ri_case_add(L, loader, t->head);
    one->name = ri_arena_format(loader->arena, "%s: %s", t->head->name, subject);
    for (lua_Unsigned i = 1; i <= t->n; i++) {
        ri_expectation expectation = {.file = one->file, .line = one->line};
        const char *cell = cell_text(t, row, i);
        if (cell != NULL && ri_case_cell_expects(&expectation, &t->columns[i - 1], subject, cell,
                                                 loader->arena, &failed)) {
            ri_case_expect(L, one, &expectation);
        }
    }
    if (failed || one->name == NULL) {
        ri_loader_nomem(L);
    }
    if (one->n_expects == 0) {
        ri_complain(t->at, "row %u asks nothing: no case can fail by it", (unsigned)row);
    }
}

static int take_cases(lua_State *L)
{
    ri_statement *at = lua_touserdata(L, lua_upvalueindex(1));
    (void)ri_loader_here(L, "cases");
    ri_case head;
    if (!ri_statement_table(L, at)) {
        return 0;
    }
    read_head(L, at, &head, "rows");
    table_reading *t = ri_policy_take(L, at->loader->arena, sizeof *t);
    *t = (table_reading){.L = L, .at = at, .head = &head};
    const lua_Unsigned n = lua_rawlen(L, 1);
    bool right = n > 1;
    if (n < 2) {
        ri_complain(at, "cases are rows: { { \"subject\", \"A\" }, { \"checkout\", \"coo\" } }");
    }
    for (lua_Unsigned i = 1; i <= n && right; i++) {
        char found[RI_FOUND_SIZE];
        lua_rawgeti(L, 1, (lua_Integer)i); /* row */
        if (lua_type(L, -1) != LUA_TTABLE) {
            ri_complain(at, "row %u must be a list of texts, found %s", (unsigned)i,
                        ri_found(L, -1, found));
        } else if (i == 1) {
            right = read_headings(t);
        } else {
            read_row(t, i);
        }
        lua_pop(L, 1);
    }
    return 0;
}

/* ---- tests { … } ---- */

static int take_tests(lua_State *L)
{
    static const char *const names[] = {"policy", "organization", "at"};
    ri_loader *loader = ri_loader_here(L, "tests");
    ri_case_drafts *drafts = loader->cases;
    ri_statement *at = ri_statement_here(L, loader, "tests");
    if (!ri_statement_table(L, at)) {
        return 0;
    }
    if (drafts->said != NULL) {
        ri_complain(at, "a file says it once, and this has done so at line %d", drafts->said->line);
        return 0;
    }
    if (drafts->begun) {
        ri_complain(at, "it stands before the first case, of which it says something");
    }
    drafts->said = at;
    const ri_table fields = {L, 1, at, ""};
    ri_fields_close(&fields, names, COUNT(names));
    (void)ri_field_texts(&fields, "policy", &drafts->file->policy, &drafts->file->n_policy);
    drafts->file->policy_line = at->line;
    drafts->everybody = ri_organization_field(&fields);
    (void)ri_field_day(&fields, "at", "2026-12-01", &drafts->at);
    return 0;
}

/* The first call of case "name" and cases "name". Upvalue: whether of several. */
static int name_case(lua_State *L)
{
    const bool several = lua_toboolean(L, lua_upvalueindex(1));
    const char *word = several ? "cases" : "case";
    ri_statement *at = ri_statement_named(L, ri_loader_here(L, word), word);
    lua_pushlightuserdata(L, at);
    lua_pushcclosure(L, several ? take_cases : take_case, 1);
    return 1;
}

void ri_cases_open(lua_State *L)
{
    for (int several = 0; several < 2; several++) {
        lua_pushboolean(L, several);
        lua_pushcclosure(L, name_case, 1);
        ri_machine_global(L, several ? "cases" : "case");
    }
    lua_pushcfunction(L, take_tests);
    ri_machine_global(L, "tests");
    ri_organizations_open(L);
    ri_expects_open(L);
    ri_steps_open(L);
}

void ri_cases_finish(ri_loader *loader)
{
    ri_case_drafts *drafts = loader->cases;
    for (ri_expect_draft *e = drafts->last; e != NULL && !loader->incomplete; e = e->before) {
        if (!e->placed) {
            ri_complain(e->at, "this stands in no case: write it between the braces of one");
        }
    }
    for (ri_step_draft *s = loader->last_step; s != NULL && !loader->incomplete; s = s->before) {
        if (!s->placed) {
            ri_complain(s->at, "this step stands in no case: write it in after = { … }");
        }
    }
    if (!ri_case_names_judge(drafts->file, &loader->faults)) {
        loader->faults.failed = true;
    }
    if (drafts->file->n == 0 && !loader->incomplete && loader->faults.n == 0) {
        ri_faults_add(&loader->faults, drafts->file->file, 1,
                      "the file has no case: case \"name\" { … }");
    }
}
