/*
 * Who decides a finding: 3-checks "Escalation". The CXO, unless it cannot; then
 * the CEO; then nobody. Each step passed over is kept with its reason.
 *
 * Where two positions have one office the first in the order of keys decides. A
 * finding that has been open too long goes past the CXO once runs are recorded
 * from which an age can be told.
 */
#include "base/memory.h"
#include "check/checking.h"

static const char *const ABSENT = "absent";
static const char *const VACANT = "vacant";
static const char *const PARTY = "party";
static const char *const NO_MANDATE = "no-mandate";

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

static void pass_over(ri_escalated *out, uint32_t position, const char *office, const char *why)
{
    out->path[out->n_path++] = (ri_skip){position_ref(position), office, why};
}

static void go_to(ri_escalated *out, uint32_t position, const char *reason)
{
    out->to = position_ref(position);
    out->reason = reason;
}

/* Mandates are given over what customers meet; a finding about anything else is
   covered by a mandate over everything alone. */
static bool has_mandate(const ri_checking *c, ri_ref subject)
{
    if (!c->s->has_mandates) {
        return true;
    }
    switch (ri_ref_kind(subject)) {
    case RI_TOUCHPOINT:
    case RI_HANDOFF:
    case RI_JOURNEY:
    case RI_ENTERPRISE:
        return ri_mandate_covers(c->s, c->cxo.position, subject);
    default:
        return ri_mandate_covers(c->s, c->cxo.position, RI_NONE);
    }
}

/* The lowest position above all parties, when the policy wants it asked first. The
   offices' own steps come anyway and say for themselves why they are passed over. */
static bool try_superior(ri_escalated *out, ri_checking *c, const ri_refs *parties)
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
    bool vacant = ri_position_vacant(c->s, superior);
    if (!vacant && !is_party(parties, superior)) {
        go_to(out, superior, "the lowest common superior of those involved decides");
        return true;
    }
    if (superior != c->cxo.position && !(superior == c->ceo.position && vacant)) {
        pass_over(out, superior, "", vacant ? VACANT : PARTY);
    }
    return false;
}

/* Why the CXO cannot decide, or NULL. */
static const char *cxo_unfit(const ri_checking *c, const ri_identity *id, const ri_refs *parties)
{
    if (c->cxo.position == RI_NONE) {
        return ABSENT;
    }
    if (c->cxo.vacant) {
        return VACANT;
    }
    if (is_party(parties, c->cxo.position)) {
        return PARTY;
    }
    return has_mandate(c, id->subject) ? NULL : NO_MANDATE;
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
    };
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (*reasons[i].skipped == cxo_skipped) {
            return party ? reasons[i].as_party : reasons[i].reason;
        }
    }
    return "the CEO decides";
}

static void route(ri_escalated *out, ri_checking *c, const ri_identity *id, const ri_refs *parties)
{
    if (c->policy->escalation.lowest_first && try_superior(out, c, parties)) {
        return;
    }
    const char *unfit = cxo_unfit(c, id, parties);
    if (unfit == NULL) {
        go_to(out, c->cxo.position, "the CXO decides");
        return;
    }
    pass_over(out, c->cxo.position, "cxo", unfit);
    if (c->ceo.position != RI_NONE && !c->ceo.vacant) {
        go_to(out, c->ceo.position, ceo_reason(unfit, is_party(parties, c->ceo.position)));
        return;
    }
    pass_over(out, c->ceo.position, "ceo", c->ceo.position == RI_NONE ? ABSENT : VACANT);
    out->reason = "nobody is there who could decide";
}

void ri_escalate(ri_escalated *out, ri_checking *c, const ri_identity *id, ri_finding_kind kind,
                 raci_severity severity, const ri_refs *parties)
{
    const ri_in_force *force = &c->in_force[id->code];
    bool weighs = (kind == RI_KIND_CONFLICT || kind == RI_KIND_GAP) && severity == RACI_ERROR;
    *out = (ri_escalated){.any = (weighs || force->also) && !force->never, .to = RI_NONE};
    if (out->any) {
        route(out, c, id, parties);
    }
}
