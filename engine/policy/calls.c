/*
 * Calls into a policy's functions, for one subject at a time, and the run they
 * belong to.
 */
#include <stdio.h>

#include "base/fail.h"
#include "policy/blame.h"
#include "policy/holder_read.h"
#include "policy/names.h"

#define OFFERS 500000 /* names that one run looks at to find the nearest of unknown ones */

/* A call on its way through the protected entry. */
typedef struct call {
    raci_policy *policy;
    int function;
    bool answer;
    const ri_holder *holder;
} call;

bool ri_policy_looked(raci_policy *policy)
{
    const bool looked = policy->looked;
    policy->looked = false;
    return looked;
}

raci_status ri_policy_begin(raci_policy *policy, const ri_snapshot *snapshot, raci_error *err)
{
    if (snapshot == NULL) {
        return ri_fail(err, RACI_INVALID, "a run needs a snapshot");
    }
    policy->snapshot = snapshot;
    policy->run++;
    policy->n_unknown = 0;
    policy->offers = OFFERS;
    policy->lacked = false;
    return RACI_OK;
}

size_t ri_policy_held(const raci_policy *policy)
{
    return ri_machine_held(policy->machine);
}

void ri_policy_set_model(raci_policy *policy, raci_model *model)
{
    policy->model = model;
}

bool ri_policy_lacked_model(const raci_policy *policy)
{
    return policy->lacked;
}

/* Pushes the kept function and its subject. */
static void push_call(lua_State *L, const call *c)
{
    ri_machine_push_kept(L, c->function);
    ri_view_push_ref(L, c->policy->subject);
}

/* Raises with the place where the function begins, for what it gave is wrong. */
static int wrong_answer(lua_State *L, const call *c, const char *message)
{
    lua_Debug ar;
    ri_machine_push_kept(L, c->function);
    lua_getinfo(L, ">S", &ar);
    const ri_rule *rule = &c->policy->data.rules[c->policy->rule_of[c->function]];
    return ri_blame_at(L, RACI_POLICY, rule->file, ar.linedefined, "%s", message);
}

static int run_when(lua_State *L)
{
    call *c = lua_touserdata(L, 1);
    push_call(L, c);
    lua_call(L, 1, 1); /* call, answer */
    int type = lua_type(L, -1);
    if (type != LUA_TBOOLEAN && type != LUA_TNIL) {
        char found[RI_FOUND_SIZE];
        char message[256];
        (void)snprintf(message, sizeof message,
                       "when must return true, false or nil, but returned %s; compare it, as in "
                       "return s.criticality >= 4",
                       ri_found(L, -1, found));
        return wrong_answer(L, c, message);
    }
    c->answer = lua_toboolean(L, -1) != 0;
    return 0;
}

static int run_holder(lua_State *L)
{
    call *c = lua_touserdata(L, 1);
    ri_holder_reader reader = {.arena = c->policy->scratch};
    push_call(L, c);
    lua_call(L, 1, 1); /* call, answer */
    if (lua_type(L, -1) == LUA_TNIL) {
        return 0;
    }
    ri_holder *holder = ri_holder_read(L, -1, &reader);
    char message[320];
    if (holder == NULL) {
        (void)snprintf(message, sizeof message, "what the function returns %s", reader.why);
        return wrong_answer(L, c, message);
    }
    if (!ri_name_holder(c->policy, holder, message, sizeof message)) {
        return wrong_answer(L, c, message);
    }
    bool nobody = holder->form == RI_HOLD_LIST && holder->n_items == 0;
    c->holder = nobody ? NULL : holder;
    return 0;
}

/* Enters the machine with the subject under the function. */
static bool enter(raci_policy *policy, lua_CFunction body, call *c, ri_ref subject,
                  ri_call_failure *failure)
{
    policy->subject = subject;
    policy->cached = false;
    bool done = ri_machine_enter(policy->machine, body, c, failure, NULL);
    policy->subject = RI_NONE;
    return done;
}

bool ri_policy_call_when(raci_policy *policy, int function, ri_ref subject, bool *answer,
                         ri_call_failure *failure)
{
    call c = {.policy = policy, .function = function};
    if (!enter(policy, run_when, &c, subject, failure)) {
        return false;
    }
    *answer = c.answer;
    return true;
}

bool ri_policy_call_holder(raci_policy *policy, int function, ri_ref subject, const ri_holder **out,
                           ri_call_failure *failure)
{
    call c = {.policy = policy, .function = function};
    if (!ri_policy_scratch(policy)) {
        *failure = (ri_call_failure){"", 0, "memory is exhausted"};
        return false;
    }
    if (!enter(policy, run_holder, &c, subject, failure)) {
        return false;
    }
    *out = c.holder;
    return true;
}

/* ---- the end of a run ---- */

/* What one rule's functions are asked. */
typedef struct purity {
    const ri_rule *rule; /* NULL: a check's */
    int test;
    bool changed;
    char variable[128];
} purity;

static void look_at(lua_State *L, purity *asked, int function)
{
    const char *variable = NULL;
    if (function != RI_NO_FUNCTION && !asked->changed) {
        variable = ri_machine_changed(L, function);
    }
    if (variable != NULL) {
        asked->changed = true;
        (void)snprintf(asked->variable, sizeof asked->variable, "%s", variable);
    }
}

static void look_at_all(lua_State *L, purity *asked, const ri_grants *grants)
{
    for (uint32_t i = 0; i < grants->n; i++) {
        look_at(L, asked, grants->items[i].holder->function);
    }
}

static int ask_rule(lua_State *L)
{
    purity *asked = lua_touserdata(L, 1);
    look_at(L, asked, asked->rule->when);
    look_at_all(L, asked, &asked->rule->assign);
    look_at_all(L, asked, &asked->rule->forbid);
    look_at_all(L, asked, &asked->rule->require);
    return 0;
}

static int ask_check(lua_State *L)
{
    purity *asked = lua_touserdata(L, 1);
    look_at(L, asked, asked->test);
    return 0;
}

static bool has_functions(const ri_grants *grants)
{
    for (uint32_t i = 0; i < grants->n; i++) {
        if (grants->items[i].holder->function != RI_NO_FUNCTION) {
            return true;
        }
    }
    return false;
}

raci_status ri_policy_end(raci_policy *policy,
                          void (*changed)(uint32_t rule, const char *variable, void *payload),
                          void *payload, raci_error *err)
{
    raci_status status = RACI_OK;
    for (uint32_t i = 0; i < policy->data.n_rules && status == RACI_OK; i++) {
        ri_call_failure failure;
        const ri_rule *rule = &policy->data.rules[i];
        purity asked = {.rule = rule};
        if (rule->when == RI_NO_FUNCTION && !has_functions(&rule->assign) &&
            !has_functions(&rule->forbid) && !has_functions(&rule->require)) {
            continue;
        }
        if (!ri_machine_enter(policy->machine, ask_rule, &asked, &failure, &status)) {
            status = ri_fail(err, status, "%s", failure.message);
        } else if (asked.changed && changed != NULL) {
            changed(i, asked.variable, payload);
        }
    }
    for (uint32_t i = 0; i < policy->data.n_checks && status == RACI_OK; i++) {
        ri_call_failure failure;
        purity asked = {.test = policy->data.checks[i].test};
        if (!ri_machine_enter(policy->machine, ask_check, &asked, &failure, &status)) {
            status = ri_fail(err, status, "%s", failure.message);
        } else if (asked.changed && changed != NULL) {
            changed(policy->data.n_rules + i, asked.variable, payload);
        }
    }
    policy->snapshot = NULL;
    policy->model = NULL;
    policy->run++;
    return status;
}
