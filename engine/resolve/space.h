/*
 * What the matches of a policy's rules on one kind of subject speak of, as a space: axes
 * with finitely many values, and for each rule what it allows on each.
 *
 * Nothing is enumerated but values: a match is a product of what it allows on the axes,
 * however many combinations that is. Values that no rule tells apart are one.
 */
#ifndef RI_SPACE_H
#define RI_SPACE_H

#include "base/arena.h"
#include "model/snapshot.h"
#include "policy/declared.h"

/* Axes beside the dimensions of matches. */
enum { RI_AXIS_CROSSING = RI_DIM_COUNT, RI_AXIS_DAYS };

/* The value that stands for keys that no rule names, where no rule has a glob. */
#define RI_OTHER_KEY "0-a-key-that-no-rule-names"

typedef enum ri_axis_side { RI_AXIS_ON, RI_AXIS_FROM, RI_AXIS_TO } ri_axis_side;

/* What rules say on an axis. Where a subject has one value: `bits` are those allowed. Where
   it has any set of values: with `any` at least one of `bits`, else none of them. */
typedef struct ri_span {
    const uint64_t *bits;
    uint32_t first; /* its first word that has a bit, */
    uint32_t end;   /* and behind the last such one; the same where none has */
    bool any;
} ri_span;

typedef struct ri_axis {
    ri_axis_side side;
    int dimension;
    const char *attribute; /* RI_DIM_ATTRIBUTE: its name */
    bool sets;             /* a subject has any set of values, also none */
    bool within_loose;     /* that a span lies within another is known only of the values here */
    bool apart_loose;      /* that two spans have nothing in common, likewise */
    bool meets_loose;      /* that they have, likewise: values may lie within each other */
    uint32_t n;            /* values */
    uint32_t words;        /* of a set of them */
    uint32_t first_word;   /* where its part of a region begins */
    const char **value;    /* their texts; NULL: one that no rule names, or none */
    int32_t *number;       /* numbers of criticality and the like; first days; else NULL */
    ri_span *spans;        /* the different ones */
    uint32_t n_spans;
    uint32_t *span_of; /* by rule of the space; RI_NONE: it allows everything */
} ri_axis;

typedef struct ri_space {
    ri_arena *arena; /* of everything here */
    const ri_policy_data *data;
    const ri_snapshot *s; /* NULL: nothing is known but what rules mention */
    ri_kind on;
    int32_t date;          /* only days from here on are looked at */
    const uint32_t *rules; /* those on that kind that have not ended, in order */
    uint32_t n;
    uint32_t words; /* of a set of rules */
    ri_axis *axes;
    uint32_t n_axes;
    bool within_loose; /* some axis is, */
    bool meets_loose;
    uint32_t region_words; /* of sets of values on all axes */
    uint64_t *full;        /* that many: all values */
    uint64_t *empty;       /* rules whose match nothing can fit */
} ri_space;

/* Builds the space of the rules on one kind of subject, in the arena. Fails with
   RACI_NOMEM, and with RACI_LIMIT where matches speak of very many attributes. */
raci_status ri_space_build(ri_space *out, ri_arena *arena, const ri_policy_data *data,
                           const ri_snapshot *snapshot, ri_kind on, int32_t date, raci_error *err);

/* The rule of the policy with number i of the space. */
static inline const ri_rule *ri_space_rule(const ri_space *space, uint32_t i)
{
    return &space->data->rules[space->rules[i]];
}

/* What the space's matches are tried on: of a passage on the touchpoints of its sides. */
static inline ri_kind ri_space_matched(const ri_space *space)
{
    return space->on == RI_JOURNEY ? RI_JOURNEY : RI_TOUCHPOINT;
}

/* What a rule of the space asks of a subject, or of one side of a passage. */
const ri_match *ri_space_match(const ri_space *space, uint32_t i, ri_axis_side side);

/* Whether something on which rules of the space are has the key, in its model. */
bool ri_space_has_key(const ri_space *space, const char *key);

/* What a rule says on an axis, or NULL where it allows everything. */
static inline const ri_span *ri_space_span(const ri_axis *axis, uint32_t i)
{
    return axis->span_of[i] == RI_NONE ? NULL : &axis->spans[axis->span_of[i]];
}

/* Whether a rule holds on the date of the space. */
bool ri_space_holds_today(const ri_space *space, uint32_t i);

/* ---- axis_values.c, axis_keys.c: for space.c ---- */

/* The condition of a rule of the space on an axis of matches, or NULL. */
const ri_condition *ri_axis_condition(const ri_space *space, const ri_axis *axis, uint32_t i);

/* What reads conditions on one axis; from the arena. */
typedef struct ri_axis_reader {
    ri_intern *names;     /* of values that have texts; the reader's */
    uint32_t *value_of;   /* by name: its value */
    const char **classes; /* units: by class the words that tell which names lie above it */
    uint32_t class_words;
} ri_axis_reader;

/* Gives the names values: one to those of the first `n` that no condition on the axis tells
   apart, where these are many, and one to each other. Keys that are there and that are not are
   told apart, too. Fills axis->n and axis->value, but one value more if `others`. */
raci_status ri_axis_give_values(const ri_space *space, ri_axis *axis, ri_axis_reader *reader,
                                uint32_t n, bool others, raci_error *err);
/* Finds the values of an axis. The reader is to be ended either way. */
raci_status ri_axis_find_values(const ri_space *space, ri_axis *axis, ri_axis_reader *reader,
                                raci_error *err);
void ri_axis_reader_end(ri_axis_reader *reader);
/* Writes to `bits` (zeroed) what a condition names there: as in a span. */
void ri_axis_read(const ri_axis *axis, const ri_axis_reader *reader, const ri_condition *condition,
                  uint64_t *bits);
raci_status ri_axis_find_keys(const ri_space *space, ri_axis *axis, ri_axis_reader *reader,
                              raci_error *err);
/* The same for keys, whose conditions have globs. */
void ri_axis_read_keys(const ri_axis *axis, const ri_axis_reader *reader,
                       const ri_condition *condition, uint64_t *bits);

static inline void ri_bit_set(uint64_t *bits, uint32_t i)
{
    bits[i / 64] |= UINT64_C(1) << (i % 64);
}

static inline bool ri_bit_of(const uint64_t *bits, uint32_t i)
{
    return (bits[i / 64] >> (i % 64) & 1u) != 0;
}

#endif
