/*
 * Overrides that do nothing. One does something where a rule that has it, itself or through
 * others that override that rule, meets what it names, or what this overrides in its turn:
 * the way from the one to the other leads over it.
 */
#include "base/order.h"
#include "model/lists.h"
#include "resolve/analyst.h"

#define WORK 20000      /* steps for one override, */
#define BUDGET 10000000 /* and for all of them */

/* Whether two rules meet on a letter, the least first. */
typedef enum meeting { MEET_NEVER, MEET_HARDLY, MEET_MAY } meeting;

/* Rules in the order in which chains of overrides lead to them. */
typedef struct rule_list {
    uint32_t *rules;
    uint32_t n;
} rule_list;

typedef struct chains {
    ri_analyst *a;
    uint32_t *place; /* by rule: its number in the space of its kind; RI_NONE: it has ended */
    ri_lists naming; /* by rule: those that name it */
    uint64_t *seen;  /* by rule: in which walk */
    uint64_t walk;
    rule_list above; /* a rule, and all that override it through chains; */
    rule_list below; /* a rule, and all that it overrides */
    ri_rows_met rows;
    uint32_t work; /* steps that are left for the override at hand */
} chains;

/* Whether an override between two rules can matter for any letter. */
static bool share_letters(const ri_rule *rule, const ri_rule *other)
{
    const uint16_t assign = ri_grants_letters(&rule->assign);
    const uint16_t forbid = ri_grants_letters(&rule->forbid);
    const uint16_t others = ri_grants_letters(&other->assign);
    return ((assign | forbid) & others) != 0 || (assign & ri_grants_letters(&other->forbid)) != 0 ||
           other->require.n > 0;
}

/* Whether no subject of a day fits both matches. */
static bool lie_apart(const ri_space *space, uint32_t i, uint32_t k)
{
    for (uint32_t x = 0; x < space->n_axes; x++) {
        const ri_span *left = ri_space_span(&space->axes[x], i);
        const ri_span *right = ri_space_span(&space->axes[x], k);
        if (left != NULL && right != NULL && !ri_spans_meet(&space->axes[x], left, right)) {
            return true;
        }
    }
    return false;
}

static meeting meet(const chains *c, uint32_t rule, uint32_t other)
{
    const ri_rule *rules = c->a->data->rules;
    const ri_space *space = &c->a->spaces[rules[rule].on];
    const uint32_t i = c->place[rule];
    const uint32_t k = c->place[other];
    if (rules[rule].on != rules[other].on || i == RI_NONE || k == RI_NONE ||
        !share_letters(&rules[rule], &rules[other]) || ri_bit_of(space->empty, i) ||
        ri_bit_of(space->empty, k)) {
        return MEET_NEVER;
    }
    if (!lie_apart(space, i, k)) {
        return MEET_MAY;
    }
    return ri_surely_apart(space, i, k) ? MEET_NEVER : MEET_HARDLY;
}

/* ---- chains ---- */

/* Takes a step. false: none is left. */
static bool step(chains *c)
{
    c->work -= c->work > 0 ? 1 : 0;
    return c->work > 0;
}

static void add(chains *c, rule_list *out, uint32_t rule)
{
    if (c->seen[rule] != c->walk) {
        c->seen[rule] = c->walk;
        out->rules[out->n++] = rule;
    }
}

/* Adds to the rules of a list those to which chains of overrides lead from them, or `up` those
   from which chains lead to them. false: it was too far. */
static bool go_on(chains *c, rule_list *out, bool up)
{
    for (uint32_t at = 0; at < out->n; at++) {
        const uint32_t from = out->rules[at];
        const ri_rule *of = &c->a->data->rules[from];
        const uint32_t *first = &c->naming.first[from];
        const uint32_t *next = up ? &c->naming.items[first[0]] : of->overrides;
        const uint32_t n = up ? first[1] - first[0] : of->n_overrides;
        for (uint32_t k = 0; k < n; k++) {
            if (!step(c)) {
                return false;
            }
            add(c, out, next[k]);
        }
    }
    return true;
}

static void begin(chains *c, rule_list *out)
{
    c->walk++;
    out->n = 0;
}

/* The same from one rule. */
static bool go(chains *c, rule_list *out, uint32_t rule, bool up)
{
    begin(c, out);
    add(c, out, rule);
    return go_on(c, out, up);
}

/* Whether any rule of c->above meets the row. false also where no step is left. */
static bool row_is_met(chains *c, const ri_row_named *row)
{
    ri_idle why = RI_IDLE_APART;
    for (uint32_t u = 0; u < c->above.n && step(c); u++) {
        const uint32_t rule = c->above.rules[u];
        if (c->place[rule] != RI_NONE && ri_rows_met_by(&c->rows, rule, row, &why)) {
            return true;
        }
    }
    return false;
}

/* How any rule of c->above meets any of c->below, or the stated rows that these override; the
   most that was found before no step was left. */
static meeting meet_through(chains *c)
{
    meeting most = MEET_NEVER;
    for (uint32_t d = 0; d < c->below.n; d++) {
        const uint32_t other = c->below.rules[d];
        for (uint32_t u = 0; u < c->above.n && step(c); u++) {
            const meeting found = meet(c, c->above.rules[u], other);
            most = found > most ? found : most;
            if (most == MEET_MAY) {
                return most;
            }
        }
        for (uint32_t k = 0; k < c->a->data->rules[other].n_overrides_stated; k++) {
            if (row_is_met(c, &c->rows.rows[other][k])) {
                return MEET_MAY;
            }
        }
    }
    return most;
}

/* ---- one override ---- */

static void give(const chains *c, ri_verdict *verdict, meeting most)
{
    verdict->unknown = c->work == 0;
    verdict->certain = most == MEET_NEVER && !verdict->unknown;
    ri_verdict_give(c->a, verdict);
}

static ri_verdict unused(const chains *c, uint32_t rule)
{
    ri_verdict verdict = ri_verdict_of(c->a, RI_VERDICT_UNUSED, RI_NONE, RI_NONE);
    verdict.rule = rule;
    verdict.hub = rule;
    return verdict;
}

static ri_idle idle_of(const ri_analyst *a, const ri_rule *rule, const ri_rule *other)
{
    return rule->on != other->on         ? RI_IDLE_KINDS
           : other->to <= a->date        ? RI_IDLE_ENDED
           : !share_letters(rule, other) ? RI_IDLE_LETTERS
                                         : RI_IDLE_APART;
}

static void look_at_rule(chains *c, uint32_t rule, uint32_t other)
{
    const ri_rule *rules = c->a->data->rules;
    meeting most = meet(c, rule, other);
    if (most != MEET_MAY && go(c, &c->above, rule, true) && go(c, &c->below, other, false)) {
        const meeting found = meet_through(c);
        most = found > most ? found : most;
    }
    if (most != MEET_MAY) {
        ri_verdict verdict = unused(c, rule);
        verdict.other = other;
        verdict.idle = idle_of(c->a, &rules[rule], &rules[other]);
        give(c, &verdict, most);
    }
}

static void look_at_row(chains *c, uint32_t rule, const ri_row_named *row)
{
    ri_verdict verdict = unused(c, rule);
    if (!ri_rows_met_by(&c->rows, rule, row, &verdict.idle) &&
        !(go(c, &c->above, rule, true) && row_is_met(c, row))) {
        verdict.stated = row->name;
        give(c, &verdict, MEET_NEVER);
    }
}

/* ---- all of them ---- */

static bool place_rules(chains *c)
{
    const ri_analyst *a = c->a;
    c->place = ri_arena_array(a->arena, a->data->n_rules, sizeof *c->place);
    for (uint32_t i = 0; c->place != NULL && i < a->data->n_rules; i++) {
        const ri_space *space = &a->spaces[a->data->rules[i].on];
        const size_t at = ri_order_number(space->rules, space->n, i);
        c->place[i] = at < space->n && space->rules[at] == i ? (uint32_t)at : RI_NONE;
    }
    return c->place != NULL;
}

/* Lists for each rule those that name it. */
static bool turn_round(chains *c)
{
    const ri_policy_data *data = c->a->data;
    ri_pairs pairs = {0};
    bool done = true;
    for (uint32_t i = 0; i < data->n_rules; i++) {
        for (uint32_t k = 0; k < data->rules[i].n_overrides && done; k++) {
            done = ri_pairs_add(&pairs, data->rules[i].overrides[k], i);
        }
    }
    done = done && ri_lists_build(&c->naming, c->a->arena, data->n_rules, &pairs);
    ri_pairs_free(&pairs);
    return done;
}

static bool overrides_rows(const chains *c, uint32_t rule)
{
    return c->a->data->rules[rule].n_overrides_stated > 0;
}

static bool requires(const chains *c, uint32_t rule)
{
    return c->a->data->rules[rule].require.n > 0 && c->place[rule] != RI_NONE;
}

/* By rule: whether it is such a one, or a chain of overrides leads from it to one. In the arena;
   NULL: memory is exhausted. */
static bool *find_leading(chains *c, bool (*is_such)(const chains *c, uint32_t rule))
{
    const uint32_t n = c->a->data->n_rules;
    bool *leading = ri_arena_array(c->a->arena, n, sizeof *leading);
    if (leading == NULL) {
        return NULL;
    }
    begin(c, &c->above);
    for (uint32_t i = 0; i < n; i++) {
        if (is_such(c, i)) {
            add(c, &c->above, i);
        }
    }
    c->work = UINT32_MAX;
    (void)go_on(c, &c->above, true);
    for (uint32_t u = 0; u < c->above.n; u++) {
        leading[c->above.rules[u]] = true;
    }
    return leading;
}

/* The rules that hold today or later and override stated rows, themselves or through others. */
static bool find_rows(chains *c)
{
    const uint32_t n = c->a->data->n_rules;
    uint32_t *rules = ri_arena_array(c->a->arena, n, sizeof *rules);
    const bool *leading = find_leading(c, overrides_rows);
    uint32_t n_rules = 0;
    if (rules == NULL || leading == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (leading[i] && c->place[i] != RI_NONE) {
            rules[n_rules++] = i;
        }
    }
    return ri_rows_met_begin(&c->rows, c->a, rules, n_rules);
}

static bool prepare(chains *c)
{
    ri_arena *arena = c->a->arena;
    const uint32_t n = c->a->data->n_rules;
    c->seen = ri_arena_array(arena, n, sizeof *c->seen);
    c->above.rules = ri_arena_array(arena, n, sizeof *c->above.rules);
    c->below.rules = ri_arena_array(arena, n, sizeof *c->below.rules);
    if (c->seen == NULL || c->above.rules == NULL || c->below.rules == NULL || !place_rules(c) ||
        !turn_round(c) || !find_rows(c)) {
        return false;
    }
    c->a->lifting = find_leading(c, requires);
    return c->a->lifting != NULL;
}

/* Gives the override at hand its share of the work. */
static uint32_t share(chains *c)
{
    c->work = c->a->budget < WORK ? c->a->budget : WORK;
    return c->work;
}

void ri_analyze_unused(ri_analyst *a)
{
    chains c = {.a = a};
    a->budget = BUDGET;
    if (!prepare(&c)) {
        a->out_of_memory = true;
    }
    for (uint32_t i = 0; i < a->data->n_rules && !a->out_of_memory; i++) {
        const ri_rule *rule = &a->data->rules[i];
        for (uint32_t k = 0; k < rule->n_overrides && c.place[i] != RI_NONE; k++) {
            const uint32_t work = share(&c);
            look_at_rule(&c, i, rule->overrides[k]);
            a->budget -= work - c.work;
        }
        for (uint32_t k = 0; k < rule->n_overrides_stated && c.place[i] != RI_NONE; k++) {
            const uint32_t work = share(&c);
            look_at_row(&c, i, &c.rows.rows[i][k]);
            a->budget -= work - c.work;
        }
    }
    ri_rows_met_end(&c.rows);
}
