/*
 * Who decides a finding: 3-checks "Escalation". The CXO, unless it cannot; then
 * the CEO; then nobody. Each step passed over is kept with its reason.
 *
 * Where several positions have one office they are tried in the order of keys:
 * the first that can decides. A finding that recorded runs have shown for too long goes
 * past everybody but the CEO, whoever had it.
 */
#include "base/day.h"
#include "base/memory.h"
#include "check/checking.h"

static const char *const ABSENT = "absent";
static const char *const VACANT = "vacant";
static const char *const PARTY = "party";
static const char *const NO_MANDATE = "no-mandate";
static const char *const OVERDUE = "overdue";
static const char *const LEFT_BELOW = "left-below"; /* overdue, and the CXO never had it */

static ri_ref position_ref(uint32_t position)
{
    return position == RI_NONE ? RI_NONE : ri_ref_make(RI_POSITION, position);
}

static bool is_party(const ri_refs *parties, uint32_t position)
{
    for (size_t i = 0; i < parties->n; i++) {
        if (parties->items[i] == position_ref(position)) {
            return true;
        }
    }
    return false;
}

/* Notes a step, unless the same position was passed over before: it may be above
   the parties and have an office too. */
static void pass_over(ri_checking *c, uint32_t position, const char *office, const char *why)
{
    const ri_skip skip = {position_ref(position), office, why};
    for (size_t i = 0; i < c->path.n && position != RI_NONE; i++) {
        if (c->path.items[i].to == skip.to) {
            return;
        }
    }
    if (!RI_PUSH(c->path.items, c->path.n, c->path.capacity, skip)) {
        c->out_of_memory = true;
    }
}

static void go_to(ri_escalated *out, uint32_t position, const char *reason)
{
    out->to = position_ref(position);
    out->reason = reason;
}

/* Mandates are given over what customers meet; a finding about anything else is
   covered by a mandate over everything alone. */
static bool has_mandate(const ri_checking *c, uint32_t position, ri_ref subject)
{
    if (!c->s->has_mandates) {
        return true;
    }
    switch (ri_ref_kind(subject)) {
    case RI_TOUCHPOINT:
    case RI_HANDOFF:
    case RI_JOURNEY:
    case RI_ENTERPRISE:
        return ri_mandate_covers(c->s, position, subject);
    default:
        return ri_mandate_covers(c->s, position, RI_NONE);
    }
}

/* Why a position cannot decide whatever its office, or NULL. */
static const char *unfit(const ri_checking *c, uint32_t position, const ri_refs *parties)
{
    if (ri_position_vacant(c->s, position)) {
        return VACANT;
    }
    return is_party(parties, position) ? PARTY : NULL;
}

/* Whether a finding has been open longer than the policy leaves it to anybody. Days are
   counted in 64 bits: the policy may say any number. */
static bool is_overdue(const ri_checking *c, int32_t since)
{
    return since != RI_DAY_MAX && (int64_t)c->s->date - since > (int64_t)c->policy->escalation.days;
}

static bool is_among(const ri_arbiters *arbiters, uint32_t position)
{
    for (uint32_t i = 0; i < arbiters->n; i++) {
        if (arbiters->positions[i] == position) {
            return true;
        }
    }
    return false;
}

/* The lowest position above all parties, when the policy wants it asked first. */
static bool try_superior(ri_escalated *out, ri_checking *c, const ri_refs *parties, bool overdue)
{
    c->scratch.n = 0;
    for (size_t i = 0; i < parties->n; i++) {
        if (!RI_PUSH(c->scratch.items, c->scratch.n, c->scratch.capacity,
                     ri_ref_index(parties->items[i]))) {
            c->out_of_memory = true;
            return false;
        }
    }
    if (c->scratch.n == 0) {
        return false;
    }
    uint32_t superior = ri_lowest_common_superior(c->s, c->scratch.items, c->scratch.n);
    if (superior == RI_NONE) {
        return false;
    }
    const char *why = unfit(c, superior, parties);
    if (why == NULL && overdue && !is_among(&c->ceo, superior)) {
        why = OVERDUE;
    }
    if (why != NULL) {
        pass_over(c, superior, "", why);
        return false;
    }
    go_to(out, superior, "the lowest common superior of those involved decides");
    return true;
}

/* Gives why none of them can, the first one's reason; NULL when one decides. */
static const char *try_cxo(ri_escalated *out, ri_checking *c, ri_ref subject,
                           const ri_refs *parties, bool overdue)
{
    const char *first = NULL;
    for (uint32_t i = 0; i < c->cxo.n; i++) {
        uint32_t position = c->cxo.positions[i];
        const char *why = unfit(c, position, parties);
        if (why == NULL && subject == position_ref(position)) {
            why = PARTY; /* it is about the CXO's own seat */
        }
        if (why == NULL && !has_mandate(c, position, subject)) {
            why = NO_MANDATE;
        }
        if (why == NULL && overdue) {
            why = OVERDUE;
        }
        if (why == NULL) {
            go_to(out, position, "the CXO decides");
            return NULL;
        }
        pass_over(c, position, "cxo", why);
        first = first != NULL ? first : why;
    }
    if (c->cxo.n == 0) {
        pass_over(c, RI_NONE, "cxo", ABSENT);
        first = ABSENT;
    }
    return first;
}

static const char *ceo_reason(const char *cxo_skipped, bool party)
{
    static const struct {
        const char *const *skipped;
        const char *reason;
        const char *as_party;
    } reasons[] = {
        {&ABSENT, "there is no CXO, so the CEO decides",
         "there is no CXO, so the CEO decides, though a party"},
        {&VACANT, "the CXO's seat is vacant, so the CEO decides",
         "the CXO's seat is vacant, so the CEO decides, though a party"},
        {&PARTY, "the CXO is a party, so the CEO decides",
         "the CXO is a party, so the CEO decides, though a party too"},
        {&NO_MANDATE, "no mandate of the CXO covers it, so the CEO decides",
         "no mandate of the CXO covers it, so the CEO decides, though a party"},
        {&OVERDUE, "the CXO has left it open too long, so the CEO decides",
         "the CXO has left it open too long, so the CEO decides, though a party"},
        {&LEFT_BELOW, "it was left open too long, so the CEO decides",
         "it was left open too long, so the CEO decides, though a party"},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (*reasons[i].skipped == cxo_skipped) {
            return party ? reasons[i].as_party : reasons[i].reason;
        }
    }
    return "the CEO decides";
}

/* Whether the superior of those involved had it too long, who is not the CXO. */
static bool was_left_below(const ri_checking *c)
{
    const ri_skip *first = c->path.items;
    return c->path.n > 0 && first->skipped == OVERDUE &&
           !is_among(&c->cxo, ri_ref_index(first->to));
}

static void route(ri_escalated *out, ri_checking *c, ri_ref subject, const ri_refs *parties,
                  bool overdue)
{
    if (c->policy->escalation.lowest_first && try_superior(out, c, parties, overdue)) {
        return;
    }
    const bool left_below = was_left_below(c);
    const char *skipped = try_cxo(out, c, subject, parties, overdue);
    if (skipped == NULL) {
        return;
    }
    if (left_below && skipped == OVERDUE) {
        skipped = LEFT_BELOW;
    }
    for (uint32_t i = 0; i < c->ceo.n; i++) {
        uint32_t position = c->ceo.positions[i];
        if (!ri_position_vacant(c->s, position)) {
            go_to(out, position, ceo_reason(skipped, is_party(parties, position)));
            return;
        }
        pass_over(c, position, "ceo", VACANT);
    }
    if (c->ceo.n == 0) {
        pass_over(c, RI_NONE, "ceo", ABSENT);
    }
    out->reason = c->ceo.n == 0 ? "there is no CEO" : "the CEO's seat is vacant";
}

bool ri_escalates(const ri_checking *c, ri_code code, ri_finding_kind kind)
{
    const ri_in_force *force = &c->in_force[code];
    bool weighs =
        (kind == RI_KIND_CONFLICT || kind == RI_KIND_GAP) && force->severity == RACI_ERROR;
    return (weighs || force->also) && !force->never;
}

void ri_escalate(ri_escalated *out, ri_checking *c, const ri_identity *id, ri_finding_kind kind,
                 const ri_refs *parties, int32_t since)
{
    *out = (ri_escalated){.any = ri_escalates(c, id->code, kind), .to = RI_NONE};
    c->path.n = 0;
    if (out->any) {
        route(out, c, id->subject, parties, is_overdue(c, since));
    }
    out->path = c->path.items;
    out->n_path = (uint32_t)c->path.n;
}
