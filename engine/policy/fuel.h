/*
 * The budget of a machine: steps, memory, depth. Steps are counted by a hook for
 * the instructions of policies, by every C function for its own work, and by the
 * allocator for what is allocated; so what a policy may do does not depend on
 * the machine it runs on.
 *
 * The processor's clock is a backstop behind that. One thing costs more than its
 * steps: keys chosen so that they collide in a table, or comparing very long
 * texts again and again. Only policies that do this ever meet it.
 */
#ifndef RI_FUEL_H
#define RI_FUEL_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RI_FUEL_PERIOD 100             /* instructions between two looks at the budget */
#define RI_DEPTH 1000                  /* functions that are running at once */
#define RI_STACK (1u << 18)            /* bytes of Lua's stack */
#define RI_BLOCK_LOADING (1u << 24)    /* bytes of one table's part, while loading */
#define RI_BLOCK_EVALUATING (1u << 22) /* the same, afterwards */
#define RI_CPU_SECONDS 1.8             /* of the processor, for one entry */
#define RI_CPU_FOR_WORK 20e-6          /* more, while loading, for each step of the binding */
#define RI_CPU_COMPILING 4.0           /* for one file */

/* What was exceeded. */
typedef enum ri_limit {
    RI_LIMIT_NONE,
    RI_LIMIT_FUEL,
    RI_LIMIT_STATE,
    RI_LIMIT_STRING,
    RI_LIMIT_BLOCK,
    RI_LIMIT_DEPTH,
    RI_LIMIT_CPU,
    RI_LIMIT_MEMORY /* not a limit of ours: the system has no more */
} ri_limit;

typedef struct ri_budget {
    uint64_t fuel;
    size_t bytes;      /* the state holds */
    size_t collect_at; /* bytes at which garbage is collected */
    size_t block;      /* bytes one block may have */
    bool free;         /* nothing is charged: compiling, freezing, setting up */
    ri_limit refused;  /* why the allocator said no the last time */
    unsigned ticks;    /* hooks in this entry */
    double cpu;        /* the thread's clock when it was first read in this entry, or -1 */
    uint64_t spent;    /* steps of the binding in this entry */

    /* Blocks of Lua's own whose growth is not the policy's doing. */
    void *stack;
    size_t stack_bytes;
    void *strings;
    void *fresh; /* the last block allocated, and what it cost */
    size_t fresh_bytes;
    uint64_t fresh_cost;
} ri_budget;

struct ri_machine;

/* Lua's allocator; `payload` is the ri_machine. */
void *ri_fuel_allocate(void *payload, void *block, size_t old, size_t size);

/* Fills up for one entry. Never raises. */
void ri_fuel_begin(struct ri_machine *machine);

/* ri_fuel_spend for the library, whose steps all take about the same time. MAY RAISE. */
void ri_fuel_take(lua_State *L, uint64_t work);

/* Between the two the processor's clock does not count; `paused` is what the first
   gave. */
double ri_fuel_pause(const struct ri_machine *machine);
void ri_fuel_resume(struct ri_machine *machine, double paused);

/* Raises the failure that stands for the limit. MAY RAISE: always does. */
int ri_fuel_stop(lua_State *L, ri_limit limit);
/* What it says. */
const char *ri_fuel_message(ri_limit limit);

#endif
