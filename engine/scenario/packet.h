/*
 * All there is to know about a finding before it is decided.
 */
#ifndef RI_PACKET_H
#define RI_PACKET_H

#include "record/tried.h"
#include "scenario/claims.h"
#include "scenario/inbox.h"
#include "scenario/option_effects.h"
#include "scenario/surroundings.h"

struct raci_packet {
    ri_arena *arena;
    const raci_result *result;
    ri_keyed_findings keyed;
    ri_finding_sought sought;  /* with candidates nothing below is there */
    const ri_finding *finding; /* that it is about */
    const ri_finding *cause;   /* from which that follows; NULL for none */
    ri_finding_at *followers;  /* that follow from it, in their order */
    size_t n_followers;
    const ri_finding *route; /* whose addressee decides: it, or the first follower that goes to
                                somebody; NULL for none */
    const ri_acceptance *acceptance; /* that covers it, or NULL */
    ri_waiting waiting;
    ri_stakes stakes;
    ri_resolver *resolver;           /* that gave */
    const ri_settlement *settlement; /* the answer of its subject, or NULL where that is none */
    ri_claims claims;
    ri_surroundings around;
    ri_tried tried;
    ri_option_effects effects;
};

/* Those of what is to be decided first. */
struct raci_packets {
    ri_arena *arena;
    raci_packet **items; /* by item of the inbox that waits; NULL for those that have none */
    size_t n;
};

#endif
