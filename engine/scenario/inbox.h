/*
 * Who has to decide what: escalated findings, one item for each cause and addressee, with how
 * long they have waited and what hangs on them; and what was settled.
 */
#ifndef RI_INBOX_H
#define RI_INBOX_H

#include "check/seek_finding.h"
#include "raci/escalations.h"
#include "scenario/stakes.h"

typedef enum ri_inbox_state { RI_INBOX_WAITS, RI_INBOX_ACCEPTED, RI_INBOX_RULED } ri_inbox_state;

/* How long a finding has been there, and until when it may. */
typedef struct ri_waiting {
    int32_t since; /* RI_DAY_MAX: no run has shown it yet */
    int32_t due;   /* the last day its addressee has; RI_DAY_MAX: none */
    bool overdue;  /* that day has passed */
} ri_waiting;

/* In the order of what is to be done first. */
typedef struct ri_inbox_item {
    ri_inbox_state state;
    const ri_finding *root;  /* the cause of them all, or the one there is; NULL for a ruling */
    ri_finding_at *findings; /* those that escalate, in their order; */
    size_t n_findings;       /* the root may be none of them */
    ri_ref to;               /* who decides: a position, or RI_NONE for nobody */
    const char *office;      /* "cxo", "ceo"; NULL for others */
    ri_waiting waiting;
    ri_stakes stakes;
    const ri_acceptance *acceptance; /* of one that is accepted */
    const ri_stated *rulings;        /* of one that is ruled: as many as give the letter */
    uint32_t n_rulings;
} ri_inbox_item;

struct raci_inbox {
    ri_arena *arena;
    const raci_result *result;
    const char *to;
    raci_inbox_scope scope;
    ri_keyed_findings keyed;
    ri_inbox_item *items; /* what waits by addressee (CXO, CEO, others, nobody), the earliest due
                             first, then what most hangs on; behind them what is settled */
    size_t n;
    size_t n_waiting; /* of all items: so many wait, */
    size_t n_overdue; /* and so many of these are overdue */
    size_t n_settled;
};

/* Where those end that wait for the same as the i-th, from there. */
size_t ri_inbox_end(const raci_inbox *inbox, size_t i);
/* Brings to a result's snapshot since when findings have been there, those that were first
   recorded on its day among them. */
raci_status ri_waiting_recall(const raci_result *result, raci_error *err);
/* How long the first of n findings (one at least) has been there; after ri_waiting_recall. */
ri_waiting ri_waiting_longest(const raci_result *result, const ri_finding_at *findings, size_t n);
/* "cxo" or "ceo" when the position has that office, else NULL. */
const char *ri_deciding_office(const ri_snapshot *s, ri_ref position);

#endif
