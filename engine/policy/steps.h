/*
 * The steps of scenarios as data: which there are, what fields each has, and what a
 * scenario file said. Nothing here names Lua.
 */
#ifndef RI_STEPS_H
#define RI_STEPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "model/reference.h"
#include "policy/declared.h"
#include "raci/scenario.h"

/* In the byte order of their words; `include` is no step once a scenario is loaded. */
typedef enum ri_step_verb {
    RI_STEP_APPOINT,
    RI_STEP_CHANGE_TOUCHPOINT,
    RI_STEP_CLOSE_POSITION,
    RI_STEP_CLOSE_TOUCHPOINT,
    RI_STEP_CLOSE_UNIT,
    RI_STEP_CREATE_POSITION,
    RI_STEP_CREATE_TOUCHPOINT,
    RI_STEP_CREATE_UNIT,
    RI_STEP_GRANT,
    RI_STEP_HAND_OVER,
    RI_STEP_LEAVE,
    RI_STEP_MERGE_UNITS,
    RI_STEP_MOVE_POSITION,
    RI_STEP_MOVE_UNIT,
    RI_STEP_RENAME_UNIT,
    RI_STEP_SET_HEAD,
    RI_STEP_SET_LEAD,
    RI_STEP_SET_OFFICE,
    RI_STEP_SPLIT_UNIT,
    RI_STEP_STATE,
    RI_STEP_UNSTATE,
    RI_STEP_VACATE,
    RI_STEP_WITHDRAW,
    RI_STEP_COUNT
} ri_step_verb;

/* What may stand in a field. Values are kept as the canonical files have them. */
typedef enum ri_step_type {
    RI_FIELD_KEY,       /* the bare key of a thing of `kind` */
    RI_FIELD_KEYS,      /* a list of them */
    RI_FIELD_TEXT,      /* */
    RI_FIELD_TAGS,      /* a list of words without ';' */
    RI_FIELD_DAY,       /* YYYY-MM-DD */
    RI_FIELD_NUMBER,    /* a whole number */
    RI_FIELD_RATING,    /* 1 to 5 */
    RI_FIELD_FLAG,      /* yes or no */
    RI_FIELD_OFFICE,    /* of the form of a key */
    RI_FIELD_SEAT,      /* holder, acting, delegate */
    RI_FIELD_LETTER,    /* as in stated.csv */
    RI_FIELD_HOLDER,    /* a reference in full */
    RI_FIELD_SCOPE,     /* the same, or '*' */
    RI_FIELD_PERSON,    /* a key; or { key, name, email } for somebody new */
    RI_FIELD_PARTS,     /* of split_unit */
    RI_FIELD_ATTRIBUTES /* name = text */
} ri_step_type;

#define RI_STEP_FIELDS_MAX 13

typedef struct ri_step_field {
    const char *name; /* NULL after the last */
    ri_step_type type;
    ri_kind kind; /* of keys */
    bool required;
    bool empties; /* may be "" or {}: the value is taken away */
} ri_step_field;

typedef struct ri_step_kind {
    const char *word;
    ri_step_field fields[RI_STEP_FIELDS_MAX + 1];
} ri_step_kind;

/* By verb. */
extern const ri_step_kind ri_step_kinds[RI_STEP_COUNT];

/* A part of a unit that is split. */
typedef struct ri_step_part {
    const char *key;
    const char *name; /* NULL where it says none */
    const char *head; /* likewise */
    const char **positions;
    uint32_t n_positions;
    const char **touchpoints;
    uint32_t n_touchpoints;
} ri_step_part;

typedef struct ri_step_value {
    bool said;
    const char *text;   /* of single values; "" takes the value away */
    const char **items; /* of lists; of attributes names and values in turn ("" takes one away);
                           of a new person name and e-mail, NULL where not said */
    uint32_t n_items;
    ri_step_part *parts;
    uint32_t n_parts;
} ri_step_value;

typedef struct ri_scenario_step {
    ri_step_verb verb;
    const char *file;
    int line;
    int32_t on; /* its day; RI_DAY_MIN where neither it nor its scenario says one */
    ri_step_value values[RI_STEP_FIELDS_MAX]; /* by field of its kind */
} ri_scenario_step;

struct raci_scenario {
    ri_arena *arena;
    const char *name;
    const char *because; /* NULL where it gives none */
    const char *file;    /* where it stands */
    int line;
    int32_t effective;       /* RI_DAY_MIN where it says none */
    ri_scenario_step *steps; /* included ones in their places */
    uint32_t n_steps;
    ri_policy_file *files; /* its text, and that of what it includes */
    size_t n_files;
};

/* The value of a step's field of that name; never NULL for one that its kind has. */
const ri_step_value *ri_step_said(const ri_scenario_step *step, const char *field);
/* The text of a field; NULL where it is not said. */
const char *ri_step_text(const ri_scenario_step *step, const char *field);
/* Appends the step as a scenario file has it, but for its day:
   move_unit { unit = "support", parent = "sales" }. */
void ri_step_say(ri_text *out, const ri_scenario_step *step);

#endif
