/*
 * scenario "name" { … } and the words of its steps; when all files have spoken, the steps
 * of the named file with those it includes in their places.
 */
#include <stdio.h>

#include "base/day.h"
#include "policy/steps_read.h"

#define NESTED_MAX 8      /* lists of steps in lists */
#define STEPS_MAX 100000u /* of one scenario */

/* The value that a step's word gives. */
typedef struct step_value {
    ri_value value;
    ri_step_draft *draft;
} step_value;

/* ---- words ---- */

static ri_step_draft *new_draft(lua_State *L, ri_loader *loader, const char *word)
{
    ri_step_draft *draft = ri_policy_take(L, loader->arena, sizeof *draft);
    ri_statement *at = ri_statement_here(L, loader, word);
    at->done = true;
    *draft = (ri_step_draft){.at = at, .include = RI_NONE, .before = loader->last_step};
    draft->step.file = at->file;
    draft->step.line = at->line;
    draft->step.on = RI_DAY_MIN;
    loader->last_step = draft;
    return draft;
}

static int give(lua_State *L, ri_step_draft *draft)
{
    step_value *value = ri_value_new(L, RI_TAG_STEP, sizeof *value);
    value->draft = draft;
    return 1;
}

/* move_unit { … } and the others. Upvalue: the verb. */
static int make_step(lua_State *L)
{
    const ri_step_verb verb = (ri_step_verb)lua_tointeger(L, lua_upvalueindex(1));
    const char *word = ri_step_kinds[verb].word;
    ri_loader *loader = ri_loader_here(L, word);
    char found[RI_FOUND_SIZE];
    if (lua_type(L, 1) != LUA_TTABLE || !lua_isnone(L, 2)) {
        return ri_raise(L, 1, "%s takes one table: %s { … }, found %s", word, word,
                        ri_found(L, 1, found));
    }
    if (!lua_checkstack(L, LUA_MINSTACK * 2)) {
        return ri_loader_nomem(L);
    }
    ri_fuel_spend(L, 50);
    ri_step_draft *draft = new_draft(L, loader, word);
    const ri_table table = {L, 1, draft->at, ""};
    draft->step.verb = verb;
    ri_step_read(&table, &draft->step);
    return give(L, draft);
}

/* include "FILE" */
static int make_include(lua_State *L)
{
    ri_loader *loader = ri_loader_here(L, "include");
    const char *why = NULL;
    if (lua_type(L, 1) != LUA_TSTRING || !lua_isnone(L, 2)) {
        return ri_raise(L, 1, "include takes the name of a scenario file: include \"name\"");
    }
    if (loader->sources.kept != NULL) { /* there is no file in whose folder to seek it */
        return ri_raise(L, 1, "include has no place in a single step; 'raci apply' takes the file");
    }
    ri_fuel_spend(L, 100);
    ri_step_draft *draft = new_draft(L, loader, "include");
    ri_include include = {.at = draft->at, .to = RI_NONE};
    include.name = ri_text_copy(L, loader->arena, 1, &why);
    if (include.name == NULL) {
        return ri_raise(L, 1, "the name of an include %s", why);
    }
    draft->include = (uint32_t)loader->n_includes;
    RI_LOADER_PUSH(L, loader->includes, loader->n_includes, loader->includes_capacity, include);
    return give(L, draft);
}

void ri_steps_open(lua_State *L)
{
    for (int verb = 0; verb < RI_STEP_COUNT; verb++) {
        lua_pushinteger(L, verb);
        lua_pushcclosure(L, make_step, 1);
        ri_machine_global(L, ri_step_kinds[verb].word);
    }
    lua_pushcfunction(L, make_include);
    ri_machine_global(L, "include");
}

/* ---- scenario "name" { … } ---- */

void ri_steps_take(lua_State *L, ri_statement *at, ri_scenario_draft *out, size_t *capacity,
                   int depth)
{
    const lua_Unsigned n = lua_rawlen(L, -1);
    if (depth > NESTED_MAX || !lua_checkstack(L, LUA_MINSTACK)) {
        ri_complain(at, "lists of steps are nested more than %d deep", NESTED_MAX);
        return;
    }
    for (lua_Unsigned i = 1; i <= n; i++) {
        char found[RI_FOUND_SIZE];
        lua_rawgeti(L, -1, (lua_Integer)i); /* list, item */
        ri_fuel_spend(L, 1);
        const step_value *value = ri_value_at(L, -1, RI_TAG_STEP);
        if (value != NULL && out->n_steps >= STEPS_MAX) {
            ri_complain(at, "more than %u steps", STEPS_MAX);
            lua_pop(L, 1);
            return;
        }
        if (value != NULL) {
            value->draft->placed = true;
            RI_LOADER_PUSH(L, out->steps, out->n_steps, *capacity, (ri_step_place){value->draft});
        } else if (lua_type(L, -1) == LUA_TTABLE) {
            ri_steps_take(L, at, out, capacity, depth + 1);
        } else {
            ri_complain(at, "item %u must be a step such as move_unit { … }, found %s", (unsigned)i,
                        ri_found(L, -1, found));
        }
        lua_pop(L, 1);
    }
}

static void read_head(lua_State *L, int table, ri_statement *at, ri_scenario_draft *draft)
{
    static const char *const names[] = {"because", "effective"};
    ri_fields_push_named(L, table, at, "steps");
    const ri_table fields = {L, lua_gettop(L), at, ""};
    ri_fields_close(&fields, names, sizeof names / sizeof *names);
    (void)ri_field_text(&fields, "because", &draft->because);
    (void)ri_field_day(&fields, "effective", "2027-01-01", &draft->effective);
    lua_pop(L, 1);
}

void ri_declare_scenario(lua_State *L, int table, ri_statement *at)
{
    ri_loader *loader = at->loader;
    size_t capacity = 0;
    for (size_t i = 0; i < loader->n_scenarios; i++) {
        const ri_statement *other = loader->scenarios[i].draft->at;
        if (other->source == at->source) {
            ri_complain(at, "a file has one scenario, and this has one at line %d", other->line);
            return;
        }
    }
    ri_scenario_draft *draft = ri_policy_take(L, loader->arena, sizeof *draft);
    *draft = (ri_scenario_draft){.at = at, .effective = RI_DAY_MIN};
    RI_LOADER_PUSH(L, loader->scenarios, loader->n_scenarios, loader->scenarios_capacity,
                   (ri_scenario_place){draft});
    read_head(L, table, at, draft);
    lua_pushvalue(L, table);
    ri_steps_take(L, at, draft, &capacity, 0);
    lua_pop(L, 1);
}

void ri_scenario_drafts_free(ri_loader *loader)
{
    for (size_t i = 0; i < loader->n_scenarios; i++) {
        ri_free(loader->scenarios[i].draft->steps);
    }
    ri_free(loader->scenarios);
}

/* ---- putting together ---- */

/* The steps so far, and the files on the way to where they stand. */
typedef struct joining {
    ri_loader *loader;
    ri_scenario_step *steps;
    size_t n;
    size_t capacity;
    uint32_t open[NESTED_MAX]; /* sources */
    uint32_t n_open;
    bool failed; /* memory is exhausted */
} joining;

static const ri_scenario_draft *draft_of(const ri_loader *loader, uint32_t source)
{
    for (size_t i = 0; i < loader->n_scenarios; i++) {
        if (loader->scenarios[i].draft->at->source == source) {
            return loader->scenarios[i].draft;
        }
    }
    return NULL;
}

static void join(joining *j, const ri_scenario_draft *draft, int32_t effective);

static void join_included(joining *j, const ri_step_draft *step, int32_t effective)
{
    const ri_include *include = &j->loader->includes[step->include];
    if (include->to == RI_NONE) {
        return; /* which was told */
    }
    for (uint32_t i = 0; i < j->n_open; i++) {
        if (j->open[i] == include->to) {
            ri_complain(step->at, "\"%s\" includes itself", include->name);
            return;
        }
    }
    if (j->n_open == NESTED_MAX) {
        ri_complain(step->at, "scenarios include each other more than %d deep", NESTED_MAX);
        return;
    }
    const ri_scenario_draft *draft = draft_of(j->loader, include->to);
    if (draft == NULL) {
        ri_complain(step->at, "\"%s\" has no scenario", include->name);
        return;
    }
    join(j, draft, effective);
}

static void join(joining *j, const ri_scenario_draft *draft, int32_t effective)
{
    effective = draft->effective != RI_DAY_MIN ? draft->effective : effective;
    j->open[j->n_open++] = draft->at->source;
    for (uint32_t i = 0; i < draft->n_steps && !j->failed; i++) {
        const ri_step_draft *step = draft->steps[i].draft;
        if (step->include != RI_NONE) {
            join_included(j, step, effective);
            continue;
        }
        ri_scenario_step kept = step->step;
        kept.on = kept.on != RI_DAY_MIN ? kept.on : effective;
        if (j->n >= STEPS_MAX) {
            ri_complain(step->at, "more than %u steps", STEPS_MAX);
            break;
        }
        j->failed = !RI_PUSH(j->steps, j->n, j->capacity, kept);
    }
    j->n_open--;
}

/* A step that stands in no list would be passed over silently. */
static void find_lost(const ri_loader *loader)
{
    for (const ri_step_draft *step = loader->last_step; step != NULL; step = step->before) {
        if (!step->placed && !loader->incomplete) {
            ri_complain(step->at, "this step stands in no scenario: write it between the braces");
        }
    }
}

bool ri_scenario_finish(ri_loader *loader, raci_scenario *scenario)
{
    joining j = {.loader = loader};
    find_lost(loader);
    for (uint32_t i = 0; i < loader->sources.n && loader->sources.items[i].root; i++) {
        const ri_scenario_draft *draft = draft_of(loader, i);
        if (draft == NULL && !loader->incomplete) {
            ri_faults_add(&loader->faults, loader->sources.items[i].file, 1,
                          "the file has no scenario: scenario \"name\" { … }");
        }
        if (draft != NULL && scenario->name == NULL) {
            scenario->name = draft->at->name;
            scenario->because = draft->because;
            scenario->file = draft->at->file;
            scenario->line = draft->at->line;
            scenario->effective = draft->effective;
        }
        if (draft != NULL) {
            join(&j, draft, RI_DAY_MIN);
        }
    }
    scenario->steps = ri_arena_keep(loader->arena, j.steps, j.n, sizeof *j.steps);
    scenario->n_steps = (uint32_t)j.n;
    ri_free(j.steps);
    return !j.failed && scenario->steps != NULL;
}
