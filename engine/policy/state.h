/*
 * What a machine is made of; for the files that make it up, and nobody else.
 */
#ifndef RI_STATE_H
#define RI_STATE_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "policy/fuel.h"
#include "policy/machine.h"
#include "policy/plain_locale.h"

/* What went wrong in the entry that is on; `status` is RACI_OK while nothing has. */
typedef struct ri_blame {
    raci_status status;
    const char *file; /* NULL: to be found */
    int line;
    char message[1024];
} ri_blame;

struct ri_machine {
    lua_State *L;
    void *owner;
    ri_plain_locale locale;
    bool entered;
    bool frozen;
    bool used;            /* kept functions were pushed since changes were last looked for */
    const char **changes; /* by number: the changed upvalue an object can reach */
    size_t n_changes;     /* 0 when nothing has changed */
    ri_budget budget;
    ri_blame blame;
    ri_blame refusal; /* of the allocator: counts when the entry ends for want of memory */
    char **files;     /* chunk number N is called "=N" and stands for files[N] */
    size_t n_files;
    size_t files_capacity;
};

/* Names of the registry's entries: their addresses are the keys. */
typedef enum ri_slot {
    RI_SLOT_ANCHORS,      /* texts that must stay interned */
    RI_SLOT_NAMES,        /* library and binding: name to value */
    RI_SLOT_ENVIRONMENTS, /* the list of all environments */
    RI_SLOT_KEPT,         /* the list of kept functions: handle + 1 */
    RI_SLOT_WALK,         /* the metatable of what pairs walks over */
    RI_SLOT_OBJECTS,      /* after the freeze: the list of what can be reached */
    RI_SLOT_NUMBERS,      /* … and each one's number in it */
    RI_SLOT_CELLS,        /* … and what the functions' upvalues held, one after another */
    RI_SLOT_COUNT
} ri_slot;

/* Pushes a table of the registry. */
void ri_slot_push(lua_State *L, ri_slot slot);
/* Puts the value on top there; pops it. */
void ri_slot_set(lua_State *L, ri_slot slot);

/* The machine's, inline because every call from a policy needs it. */
static inline ri_machine *ri_machine_at(lua_State *L)
{
    return *(ri_machine **)lua_getextraspace(L);
}

#endif
