#include "policy/fuel.h"

#include "base/memory.h"
#include "policy/backstop.h"
#include "policy/blame.h"
#include "policy/state.h"

#define CHEAP_BLOCK 128 /* bytes of a block that costs no more than its instruction */
#define BLOCK_UNIT 64   /* bytes for one step */
#define STRING_HEADER 32
#define COLLECT_LEAST (1u << 20)
#define TICKS_FOR_CLOCK 16
/* How lua_newstate's blocks are told apart: the stack is the first without a
   type, the string table the first of this size. */
#define STRING_TABLE_BYTES (128 * sizeof(void *))
#define STACK_EXTRA_BYTES (10 * sizeof(void *))

const char *ri_fuel_message(ri_limit limit)
{
    switch (limit) {
    case RI_LIMIT_FUEL:
        return "stopped after 5 million steps; does a loop never end?";
    case RI_LIMIT_STATE:
        return "stopped: the policy holds more than 512 MiB";
    case RI_LIMIT_STRING:
        return "stopped: a text of more than 1 MiB was to be made";
    case RI_LIMIT_BLOCK:
        return "stopped: a table was to get too many entries";
    case RI_LIMIT_DEPTH:
        return "stopped: functions call each other too deeply, or with too many arguments";
    case RI_LIMIT_CPU:
        return "stopped: its steps take far longer than steps should";
    default:
        return "memory is exhausted";
    }
}

int ri_fuel_stop(lua_State *L, ri_limit limit)
{
    ri_machine *machine = ri_machine_at(L);
    if (limit == RI_LIMIT_FUEL) {
        machine->budget.fuel = 0;
    }
    /* Whatever might catch this is stopped again at its first instruction. */
    lua_sethook(L, lua_gethook(L), LUA_MASKCOUNT, 1);
    return ri_blame_limit(L, limit);
}

void ri_fuel_take(lua_State *L, uint64_t work)
{
    ri_budget *budget = &ri_machine_at(L)->budget;
    if (budget->free) {
        return;
    }
    if (work > budget->fuel) {
        ri_fuel_stop(L, RI_LIMIT_FUEL);
    }
    budget->fuel -= work;
}

void ri_fuel_spend(lua_State *L, uint64_t work)
{
    ri_fuel_take(L, work);
    ri_machine_at(L)->budget.spent += work;
}

/* ---- the hook ---- */

/* The first reading begins the count, so that short calls do not pay for it. */
static bool took_too_long(const ri_machine *machine, ri_budget *budget)
{
    double now = ri_backstop_seconds();
    if (budget->cpu < 0) {
        budget->cpu = now;
    }
    double most = RI_CPU_SECONDS;
    if (!machine->frozen) { /* statements look things up in the model */
        most += (double)budget->spent * RI_CPU_FOR_WORK;
    }
    return now - budget->cpu > most;
}

double ri_fuel_pause(const ri_machine *machine)
{
    return machine->budget.cpu < 0 ? 0 : ri_backstop_seconds();
}

void ri_fuel_resume(ri_machine *machine, double paused)
{
    if (machine->budget.cpu >= 0) {
        machine->budget.cpu += ri_backstop_seconds() - paused;
    }
}

/* Collects at moments that depend on nothing but what the policy did: the
   collector's own steps would depend on the order of hash tables. */
static void collect(lua_State *L, ri_budget *budget)
{
    bool was_free = budget->free;
    budget->free = true; /* it may shrink the stack into a new block */
    lua_gc(L, LUA_GCCOLLECT);
    budget->free = was_free;
    budget->collect_at = budget->bytes * 2;
    if (budget->collect_at < COLLECT_LEAST) {
        budget->collect_at = COLLECT_LEAST;
    }
}

static void on_count(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    ri_machine *machine = ri_machine_at(L);
    ri_budget *budget = &machine->budget;
    lua_Debug deep;
    if (budget->fuel < RI_FUEL_PERIOD) {
        ri_fuel_stop(L, RI_LIMIT_FUEL);
    }
    budget->fuel -= RI_FUEL_PERIOD;
    if (lua_getstack(L, RI_DEPTH, &deep)) {
        ri_fuel_stop(L, RI_LIMIT_DEPTH);
    }
    if (budget->bytes > budget->collect_at) {
        collect(L, budget);
    }
    if (++budget->ticks % TICKS_FOR_CLOCK == 0 && took_too_long(machine, budget)) {
        ri_fuel_stop(L, RI_LIMIT_CPU);
    }
}

void ri_fuel_begin(ri_machine *machine)
{
    ri_budget *budget = &machine->budget;
    budget->fuel = RI_FUEL;
    budget->free = false;
    budget->refused = RI_LIMIT_NONE;
    budget->block = machine->frozen ? RI_BLOCK_EVALUATING : RI_BLOCK_LOADING;
    budget->ticks = 0;
    budget->cpu = -1;
    budget->spent = 0;
    if (budget->bytes > budget->collect_at) {
        collect(machine->L, budget);
    }
    /* Also begins the count anew: what the last entry left of it is gone. */
    lua_sethook(machine->L, on_count, LUA_MASKCOUNT, RI_FUEL_PERIOD);
}

/* ---- the allocator ---- */

/* Whether this is Lua's stack growing: some releases grow it in place, others into
   a new block of twice the size. */
static bool is_stack(const ri_budget *budget, const void *block, size_t old, size_t size)
{
    if (block != NULL) {
        return block == budget->stack;
    }
    return old == 0 && size == 2 * budget->stack_bytes - STACK_EXTRA_BYTES;
}

/* Why a block may not grow to `size` bytes. */
static ri_limit refusal(const ri_budget *budget, const void *block, size_t old, size_t size)
{
    size_t held = block != NULL ? old : 0;
    if (block == NULL && old == LUA_TSTRING && size > RI_MACHINE_STRING + STRING_HEADER) {
        return RI_LIMIT_STRING;
    }
    if (size > RI_STACK && is_stack(budget, block, old, size)) {
        return RI_LIMIT_DEPTH;
    }
    bool ours = block == NULL && old == LUA_TUSERDATA; /* as large as a table that is there */
    if (size > budget->block && !budget->free && !ours) {
        return RI_LIMIT_BLOCK;
    }
    if (size - held > RI_MACHINE_MEMORY - budget->bytes) {
        return RI_LIMIT_STATE;
    }
    return RI_LIMIT_NONE;
}

/* Takes fuel for a block. Raising is not possible here: when nothing is left, the
   hook does it at the next instruction. */
static uint64_t charge(ri_machine *machine, size_t size)
{
    ri_budget *budget = &machine->budget;
    if (budget->free || size <= CHEAP_BLOCK) {
        return 0;
    }
    uint64_t cost = size / BLOCK_UNIT;
    if (cost > budget->fuel) {
        cost = budget->fuel;
        lua_sethook(machine->L, on_count, LUA_MASKCOUNT, 1);
    }
    budget->fuel -= cost;
    return cost;
}

/* Lua's stack and string table grow with what earlier calls did and with the
   moments of collection; a verdict must not, so they are not charged. */
static void remember(ri_machine *machine, void *block, size_t old, size_t size, void *made)
{
    ri_budget *budget = &machine->budget;
    bool untyped = block == NULL && old == 0;
    if (machine->L == NULL && untyped && budget->stack == NULL) {
        budget->stack = made;
        budget->stack_bytes = size;
    } else if (block != NULL && block == budget->stack) {
        budget->stack = made;
        budget->stack_bytes = size;
    } else if (machine->L == NULL && untyped && size == STRING_TABLE_BYTES) {
        budget->strings = made;
    } else if (block != NULL && block == budget->strings) {
        budget->strings = made;
    } else {
        uint64_t cost = is_stack(budget, block, old, size) ? 0 : charge(machine, size);
        if (untyped) {
            budget->fresh = made;
            budget->fresh_bytes = size;
            budget->fresh_cost = cost;
        }
    }
}

static void release(ri_budget *budget, void *block, size_t old)
{
    if (block == NULL) {
        return;
    }
    if (block == budget->stack) { /* moved to the block made just before */
        budget->stack = budget->fresh;
        budget->stack_bytes = budget->fresh_bytes;
        budget->fuel += budget->fresh_cost;
        budget->fresh_cost = 0;
    }
    budget->bytes -= old;
    ri_free(block);
}

void *ri_fuel_allocate(void *payload, void *block, size_t old, size_t size)
{
    ri_machine *machine = payload;
    ri_budget *budget = &machine->budget;
    if (size == 0) {
        release(budget, block, old);
        return NULL;
    }
    size_t held = block != NULL ? old : 0;
    ri_limit limit = size > held ? refusal(budget, block, old, size) : RI_LIMIT_NONE;
    void *made = limit == RI_LIMIT_NONE ? ri_realloc(block, size) : NULL;
    if (made == NULL && limit == RI_LIMIT_NONE) {
        if (size <= held) { /* Lua relies on shrinking: the block is large enough */
            made = block;
        }
        limit = RI_LIMIT_MEMORY;
    }
    if (made == NULL) {
        budget->refused = limit;
        ri_blame_refusal(machine);
        return NULL;
    }
    budget->bytes = budget->bytes - held + size;
    remember(machine, block, old, size, made);
    return made;
}
