/*
 * What the Lua bindings of a policy stand on: the policy's inside, the tagged
 * values a policy may hold but not look into, and the views of a snapshot.
 *
 * All functions that take a lua_State run inside ri_machine_enter; those marked
 * MAY RAISE leave by a Lua error, so that nothing allocated may be live there.
 */
#ifndef RI_BIND_H
#define RI_BIND_H

#include <lua.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"
#include "model/power.h"
#include "policy/declared.h"
#include "policy/machine.h"

struct ri_loader;
struct ri_chains;

/* An unknown name that a function mentioned, and the nearest one there is. */
#define RI_UNKNOWN_KEPT 8
typedef struct ri_unknown {
    ri_kind kind;
    char key[RI_KEY_MAX + 1];
    char nearest[RI_KEY_MAX + 1];
} ri_unknown;

struct raci_policy {
    ri_arena *arena;   /* everything declared */
    ri_arena *scratch; /* what holder functions gave */
    ri_machine *machine;
    ri_policy_data data;
    ri_policy_file *files; /* in the order in which they were read */
    size_t n_files;
    struct ri_chains *chains;            /* who overrides whom, through chains */
    uint32_t *rule_of;                   /* the rule of each kept function */
    struct ri_loader *loader;            /* NULL once loaded */
    const ri_snapshot *snapshot;         /* NULL between runs */
    raci_model *model;                   /* for names that are not in the snapshot; may be NULL */
    ri_unknown unknown[RI_UNKNOWN_KEPT]; /* of the run: functions repeat their mistakes */
    unsigned n_unknown;
    size_t offers;             /* names that the run may still look at for nearest ones */
    uint32_t run;              /* counts snapshots: views of an earlier one have expired */
    ri_ref subject;            /* of the running call, RI_NONE outside */
    const ri_letters *letters; /* of the running call, when it is a check's */
    bool cached;               /* whether the running call has views of its own */
    bool lacked;               /* a function mentioned what only a model could tell of */
    bool looked;               /* a function looked beyond its subject; see ri_policy_looked */
    bool nomem;                /* memory ran out where only an error could be raised */
    ri_indexes named;          /* what a function of org was asked about, and what it tells: */
    ri_text told;              /* memory that is used again */
};

/* The policy a state belongs to. */
raci_policy *ri_policy_of(lua_State *L);
/* Memory from the arena; MAY RAISE, and marks the policy, when it is exhausted. */
void *ri_policy_take(lua_State *L, ri_arena *arena, size_t size);
char *ri_policy_string(lua_State *L, ri_arena *arena, const char *string);
/* Gets the scratch ready for one more answer. false: memory is exhausted. */
bool ri_policy_scratch(raci_policy *policy);

/* ---- tagged values: the only full userdata a policy can hold ---- */

typedef enum ri_tag {
    RI_TAG_HOLDER,
    RI_TAG_EXCEPT,
    RI_TAG_VIEW,
    RI_TAG_ATTRIBUTES,
    RI_TAG_LETTERS,
    RI_TAG_STEP,
    RI_TAG_EXPECTATION,
    RI_TAG_ORGANIZATION
} ri_tag;

typedef struct ri_value {
    uint32_t magic;
    ri_tag tag;
} ri_value;

/* Pushes a new value of `size` bytes, which begin with an ri_value. MAY RAISE. */
void *ri_value_new(lua_State *L, ri_tag tag, size_t size);
/* The value at the index when it has that tag, else NULL. Never raises. */
void *ri_value_at(lua_State *L, int index, ri_tag tag);

/* What stands at the index, for messages: "a number", "a list" … `buffer` holds
   what is not static. Never raises. */
#define RI_FOUND_SIZE 80
const char *ri_found(lua_State *L, int index, char buffer[RI_FOUND_SIZE]);

/* Raises unless a run is on: `what` begins the message. MAY RAISE. */
const ri_snapshot *ri_running(lua_State *L, const char *what);

/* ---- views ---- */

/* What a view shows: a kind of the snapshot, or a row of one of its lists. */
typedef enum ri_shape {
    RI_SHAPE_LINK = RI_KIND_COUNT,
    RI_SHAPE_MANDATE,
    RI_SHAPE_WALK,
    RI_SHAPE_COUNT
} ri_shape;

typedef struct ri_view {
    ri_value value;
    uint32_t shape; /* an ri_kind or ri_shape */
    uint32_t index;
    uint32_t run;
} ri_view;

/* Pushes the view of something of the snapshot under the policy: within one call
   equal things are one object. MAY RAISE. */
void ri_view_push(lua_State *L, uint32_t shape, uint32_t index);
void ri_view_push_ref(lua_State *L, ri_ref ref); /* RI_NONE: nil */
/* The view at the index, NULL when it is none. MAY RAISE: when it has expired. */
const ri_view *ri_view_at(lua_State *L, int index);

/* The first argument of a method: a view of that shape. MAY RAISE. */
uint32_t ri_view_self(lua_State *L, uint32_t shape, const char *method);
/* Reads an argument that names something of that kind: a view, "kind:key" or a
   bare key. RI_NONE when it is not there on the date. `what` names the function
   for messages. MAY RAISE: when it is none of these, or the model has it on no
   date. */
ri_ref ri_view_argument(lua_State *L, int index, ri_kind kind, const char *what);

/* Makes the metatables of views, the subjects and `org`. MAY RAISE. */
void ri_views_open(lua_State *L);
void ri_letters_open(lua_State *L); /* views_letters.c */
void ri_org_open(lua_State *L);

/* One field of a shape. */
typedef struct ri_field {
    const char *name;
    void (*get)(lua_State *L, const ri_snapshot *s, uint32_t index); /* pushes; MAY RAISE */
    lua_CFunction method;                                            /* where get is NULL */
} ri_field;

/* The fields of a shape, ended by a NULL name; NULL for other shapes. */
const ri_field *ri_subject_fields(uint32_t shape); /* views_subject.c */
const ri_field *ri_org_fields(uint32_t shape);     /* views_org.c */
/* What a view is called in messages: "touchpoint", "link" … */
const char *ri_shape_name(uint32_t shape);

/* Pushing pieces of views. MAY RAISE. */
void ri_push_string(lua_State *L, const char *string);                /* NULL: nil */
void ri_push_word(lua_State *L, const ri_snapshot *s, uint32_t word); /* RI_NONE: nil */
void ri_push_key(lua_State *L, const ri_snapshot *s, ri_kind kind, uint32_t index);
void ri_push_name(lua_State *L, const ri_snapshot *s, ri_kind kind, uint32_t index);
/* Arrays of the keys of rows, of words. */
void ri_push_keys(lua_State *L, const ri_snapshot *s, ri_kind kind, const uint32_t *items,
                  uint32_t n);
void ri_push_words(lua_State *L, const ri_snapshot *s, const uint32_t *words, uint32_t n);
/* The order of stages and touchpoints: nil where unset. */
void ri_push_order(lua_State *L, int64_t order);
/* The `attr` of the view that a field is asked of. */
void ri_push_attributes(lua_State *L, const ri_snapshot *s, uint32_t index);

/* org_facts.c: functions of `org` that take no letters. MAY RAISE. */
int ri_org_date(lua_State *L);
int ri_org_days_since(lua_State *L);
int ri_org_department(lua_State *L);
int ri_org_func(lua_State *L);

/* Who holds what: only checks may ask. MAY RAISE. */
const ri_letters *ri_letters_here(lua_State *L, const char *what);           /* raises in a rule */
void ri_push_letters(lua_State *L, const ri_snapshot *s, uint32_t index);    /* s.letters */
int ri_holder_letters(lua_State *L);                                         /* h:letters(L) */
int ri_org_letters(lua_State *L);                                            /* org.letters(s) */
int ri_org_letter(lua_State *L);                                             /* org.letter(name) */
int ri_holder_has(lua_State *L);                                             /* h:has(s, L) */
void ri_push_unreasoned(lua_State *L, const ri_snapshot *s, uint32_t index); /* s.unreasoned */
/* Pushes a table of all letters when the value is s.letters; else false, and nothing. */
bool ri_letters_spread(lua_State *L, int index);

/* How far something reaches. MAY RAISE. */
int ri_unit_positions(lua_State *L);     /* u:positions() */
int ri_unit_delivered(lua_State *L);     /* u:delivered() */
int ri_position_commanded(lua_State *L); /* p:commanded(), in checks */
int ri_position_shared(lua_State *L);    /* p:shared(q), in checks */

/* About several holders at once. MAY RAISE. */
int ri_org_places(lua_State *L); /* org.places(holders) */
int ri_org_names(lua_State *L);  /* org.names(things) */
int ri_org_seated(lua_State *L); /* org.seated(holders) */

#endif
