/*
 * Scenarios while they load: reading a step's table, and what their files say.
 */
#ifndef RI_STEPS_READ_H
#define RI_STEPS_READ_H

#include "policy/fields.h"
#include "policy/steps.h"

/* A field while its value, at the top of the stack, is read. */
typedef struct ri_step_reading {
    const ri_table *table;
    const ri_step_field *field;
    ri_step_value *value;
} ri_step_reading;

/* Each gives the text of the value at the top, in the arena, or NULL after complaining; ""
   where the field may take a value away. MAY RAISE for want of memory. */
const char *ri_step_take_text(const ri_step_reading *r, const char *expected);
/* A bare key, also where the kind stands before it. */
const char *ri_step_take_key(const ri_step_reading *r, ri_kind kind);
/* By the type of the field. */
const char *ri_step_single(const ri_step_reading *r);

/* Reads the fields of a step of which verb, file and line are known; complains of what is
   wrong and goes on. MAY RAISE. */
void ri_step_read(const ri_table *table, ri_scenario_step *step);

/* Makes the words of steps, `include` and the statements names of every environment of a
   scenario's machine. MAY RAISE. */
void ri_steps_open(lua_State *L);

/* scenario "name" { … }: reads the table at the index. MAY RAISE. */
void ri_declare_scenario(lua_State *L, int table, ri_statement *at);

/* What a scenario file declared. */
typedef struct ri_scenario_draft {
    const ri_statement *at;
    const char *because;
    int32_t effective; /* RI_DAY_MIN where it says none */
    struct ri_step_place *steps;
    uint32_t n_steps;
} ri_scenario_draft;

/* Appends the steps of a list, which may hold lists and stands at the top of the stack; complains
   of what is no step. `depth` is 0. MAY RAISE for want of memory: then `steps` are still the
   draft's. */
void ri_steps_take(lua_State *L, ri_statement *at, ri_scenario_draft *out, size_t *capacity,
                   int depth);

/* Where one is; they do not move. */
typedef struct ri_scenario_place {
    ri_scenario_draft *draft;
} ri_scenario_place;

/* A step as it was written: one that takes the steps of another file instead has an
   include. */
typedef struct ri_step_draft {
    ri_scenario_step step;
    const ri_statement *at;
    uint32_t include; /* place in the loader's includes; RI_NONE for a step of its own */
    bool placed;      /* it stands in a scenario */
    struct ri_step_draft *before; /* the one made before it */
} ri_step_draft;

typedef struct ri_step_place {
    ri_step_draft *draft;
} ri_step_place;

/* When all files have spoken: puts together the scenario of the root file. false only
   when memory is exhausted; what is wrong is complained of. */
bool ri_scenario_finish(ri_loader *loader, raci_scenario *scenario);

#endif
