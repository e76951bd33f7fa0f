#include "scenario/inbox.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "check/checking.h"

/* A finding that escalates, on the way into an item. */
typedef struct escalating {
    const ri_finding *finding;
    const ri_finding *root;
} escalating;

typedef struct items {
    ri_inbox_item *items;
    size_t n;
    size_t capacity;
} items;

/* ---- what waits ---- */

/* Together stands what goes to the same one and follows from the same; within, in the order
   of findings. */
static int by_addressee_and_root(const void *a, const void *b, const void *context)
{
    const escalating *x = a;
    const escalating *y = b;
    (void)context;
    if (x->finding->escalate.to != y->finding->escalate.to) {
        return x->finding->escalate.to < y->finding->escalate.to ? -1 : 1;
    }
    const int root = strcmp(x->root->key, y->root->key);
    return root != 0 ? root : x->finding < y->finding ? -1 : x->finding > y->finding;
}

static escalating *find_escalating(size_t *n, const raci_inbox *inbox)
{
    const raci_result *result = inbox->result;
    escalating *all = ri_alloc(result->n_findings * sizeof *all);
    *n = 0;
    for (size_t i = 0; all != NULL && i < result->n_findings; i++) {
        const ri_finding *finding = &result->findings[i];
        if (finding->escalate.any) {
            all[(*n)++] = (escalating){finding, ri_keyed_root(&inbox->keyed, finding)};
        }
    }
    if (all != NULL && !ri_order(all, *n, sizeof *all, by_addressee_and_root, NULL)) {
        ri_free(all);
        return NULL;
    }
    return all;
}

static bool add_waiting(items *out, raci_inbox *inbox, const escalating *of, size_t n)
{
    ri_finding_at *findings = ri_arena_array(inbox->arena, n, sizeof *findings);
    const ri_ref to = of[0].finding->escalate.to;
    ri_inbox_item item = {.root = of[0].root,
                          .findings = findings,
                          .n_findings = n,
                          .to = to,
                          .office = ri_deciding_office(inbox->result->snapshot, to)};
    if (findings == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        findings[i].finding = of[i].finding;
    }
    item.waiting = ri_waiting_longest(inbox->result, findings, n);
    return ri_stakes_find(&item.stakes, inbox->result, findings, n, inbox->arena) &&
           RI_PUSH(out->items, out->n, out->capacity, item);
}

static bool gather_waiting(items *out, raci_inbox *inbox)
{
    size_t n = 0;
    escalating *all = find_escalating(&n, inbox);
    bool done = all != NULL;
    for (size_t i = 0, next = 0; done && i < n; i = next) {
        for (next = i + 1; next < n && all[next].root == all[i].root &&
                           all[next].finding->escalate.to == all[i].finding->escalate.to;
             next++) {
        }
        done = add_waiting(out, inbox, &all[i], next - i);
    }
    ri_free(all);
    return done;
}

/* ---- what is settled ---- */

static bool add_accepted(items *out, raci_inbox *inbox, const ri_finding *finding)
{
    ri_finding_at *findings = ri_arena_array(inbox->arena, 1, sizeof *findings);
    const ri_ref to = finding->escalate.to;
    ri_inbox_item item = {.state = RI_INBOX_ACCEPTED,
                          .root = finding,
                          .findings = findings,
                          .n_findings = 1,
                          .to = to,
                          .office = ri_deciding_office(inbox->result->snapshot, to),
                          .acceptance = ri_acceptance_covering(inbox->result->snapshot,
                                                               finding->key, finding->fingerprint)};
    if (findings == NULL) {
        return false;
    }
    findings[0].finding = finding;
    item.waiting = ri_waiting_longest(inbox->result, findings, 1);
    item.waiting.due = RI_DAY_MAX; /* it was decided */
    item.waiting.overdue = false;
    return ri_stakes_find(&item.stakes, inbox->result, findings, 1, inbox->arena) &&
           RI_PUSH(out->items, out->n, out->capacity, item);
}

/* Whether two rulings are one decision that gives a letter to several. */
static bool one_decision(const ri_stated *a, const ri_stated *b)
{
    return a->subject == b->subject && strcmp(a->letter, b->letter) == 0 && a->from == b->from &&
           a->to == b->to && strcmp(a->by, b->by) == 0;
}

static bool add_ruled(items *out, const raci_inbox *inbox, const ri_stated *rulings, uint32_t n)
{
    const ri_snapshot *s = inbox->result->snapshot;
    ri_inbox_item item = {.state = RI_INBOX_RULED,
                          .to = ri_meant_there(s, rulings->by),
                          .waiting = {RI_DAY_MAX, RI_DAY_MAX, false},
                          .rulings = rulings,
                          .n_rulings = n};
    const bool position = item.to != RI_NONE && ri_ref_kind(item.to) == RI_POSITION;
    item.office = position ? ri_deciding_office(s, item.to) : NULL;
    const ri_finding about = {.subject = rulings->subject};
    const ri_finding_at findings[] = {{&about}};
    return ri_stakes_find(&item.stakes, inbox->result, findings, 1, inbox->arena) &&
           RI_PUSH(out->items, out->n, out->capacity, item);
}

static bool gather_settled(items *out, raci_inbox *inbox)
{
    const ri_snapshot *s = inbox->result->snapshot;
    bool done = true;
    for (size_t i = 0; done && i < inbox->result->n_accepted; i++) {
        const ri_finding *finding = &inbox->result->accepted[i];
        done = !finding->escalate.any || add_accepted(out, inbox, finding);
    }
    for (uint32_t i = 0, next = 0; done && i < s->n_rulings; i = next) {
        for (next = i + 1; next < s->n_rulings && one_decision(&s->rulings[i], &s->rulings[next]);
             next++) {
        }
        done = add_ruled(out, inbox, &s->rulings[i], next - i);
    }
    return done;
}

/* ---- which are told, in which order ---- */

static int rank_of(const ri_inbox_item *item)
{
    return item->to == RI_NONE                ? 3
           : item->office == NULL             ? 2
           : strcmp(item->office, "cxo") == 0 ? 0
                                              : 1;
}

static raci_severity worst(const ri_inbox_item *item)
{
    raci_severity worst = RACI_INFO;
    for (size_t i = 0; i < item->n_findings; i++) {
        const raci_severity severity = item->findings[i].finding->severity;
        worst = severity > worst ? severity : worst;
    }
    return worst;
}

/* What comes first in the order of findings; of rulings their own order. */
static int by_place(const ri_inbox_item *x, const ri_inbox_item *y)
{
    if (x->state == RI_INBOX_RULED) {
        return x->rulings < y->rulings ? -1 : x->rulings > y->rulings;
    }
    return x->findings[0].finding < y->findings[0].finding
               ? -1
               : x->findings[0].finding > y->findings[0].finding;
}

static int by_urgency(const void *a, const void *b, const void *context)
{
    const ri_inbox_item *x = a;
    const ri_inbox_item *y = b;
    const int64_t order[][2] = {
        {x->state, y->state},
        {rank_of(x), rank_of(y)},
        {x->to, y->to},
        {x->waiting.due, y->waiting.due},
        {worst(y), worst(x)},
        {y->stakes.n_truths, x->stakes.n_truths},
        {y->stakes.n_touchpoints, x->stakes.n_touchpoints},
    };
    (void)context;
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (order[i][0] != order[i][1]) {
            return order[i][0] < order[i][1] ? -1 : 1;
        }
    }
    return by_place(x, y);
}

static bool is_wanted(const raci_inbox *inbox, const ri_inbox_item *item)
{
    const bool theirs =
        inbox->to == NULL || (item->office != NULL && strcmp(item->office, inbox->to) == 0);
    return theirs && (inbox->scope != RACI_INBOX_OVERDUE || item->waiting.overdue);
}

static bool keep(raci_inbox *inbox, const items *found)
{
    inbox->items = ri_arena_array(inbox->arena, found->n, sizeof *inbox->items);
    for (size_t i = 0; inbox->items != NULL && i < found->n; i++) {
        const ri_inbox_item *item = &found->items[i];
        if (is_wanted(inbox, item)) {
            inbox->items[inbox->n++] = *item;
            inbox->n_waiting += item->state == RI_INBOX_WAITS;
            inbox->n_overdue += item->waiting.overdue;
            inbox->n_settled += item->state != RI_INBOX_WAITS;
        }
    }
    return inbox->items != NULL &&
           ri_order(inbox->items, inbox->n, sizeof *inbox->items, by_urgency, NULL);
}

/* ---- the whole ---- */

static bool fill(raci_inbox *inbox)
{
    items found = {.n = 0};
    const bool done = ri_keyed_findings_make(&inbox->keyed, inbox->result, inbox->arena) &&
                      gather_waiting(&found, inbox) &&
                      (inbox->scope != RACI_INBOX_ALL || gather_settled(&found, inbox)) &&
                      keep(inbox, &found);
    ri_free(found.items);
    return done;
}

raci_status raci_inbox_new(raci_inbox **out, const raci_result *result, const char *to,
                           raci_inbox_scope scope, raci_error *err)
{
    if (result->counts_only || result->narrowed) {
        return ri_fail(err, RACI_INVALID,
                       "an inbox needs all findings, rather than some or counts");
    }
    ri_arena *arena = ri_arena_new();
    raci_inbox *inbox = arena != NULL ? ri_arena_take(arena, sizeof *inbox) : NULL;
    if (inbox == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *inbox = (raci_inbox){.arena = arena,
                          .result = result,
                          .to = to != NULL ? ri_arena_string(arena, to) : NULL,
                          .scope = scope};
    raci_status status = ri_waiting_recall(result, err);
    if (status == RACI_OK && ((to != NULL && inbox->to == NULL) || !fill(inbox))) {
        status = ri_fail_nomem(err);
    }
    if (status != RACI_OK) {
        raci_inbox_free(inbox);
        return status;
    }
    *out = inbox;
    return RACI_OK;
}

void raci_inbox_free(raci_inbox *inbox)
{
    if (inbox != NULL) {
        ri_arena_free(inbox->arena); /* the inbox itself lies in it */
    }
}

size_t raci_inbox_waiting(const raci_inbox *inbox)
{
    return inbox->n_waiting;
}

size_t ri_inbox_end(const raci_inbox *inbox, size_t i)
{
    size_t end = i + 1;
    while (end < inbox->n_waiting && inbox->items[end].to == inbox->items[i].to) {
        end++;
    }
    return end;
}
