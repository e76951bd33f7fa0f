/*
 * What waits for a decision: the inbox of those who decide, and all there is to know about
 * one finding before it is decided. Nothing is written.
 */
#ifndef RACI_ESCALATIONS_H
#define RACI_ESCALATIONS_H

#include "raci/check.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum raci_inbox_scope {
    RACI_INBOX_OPEN,    /* what waits for a decision */
    RACI_INBOX_OVERDUE, /* of that, what has waited longer than the policy allows */
    RACI_INBOX_ALL      /* what waits, and what is settled: accepted, ruled */
} raci_inbox_scope;

typedef struct raci_inbox raci_inbox;

/* Gathers what escalates in a result, one item for each cause and addressee; `to` keeps what
   goes to those who have an office ("cxo", "ceo"), or NULL. The result must have its
   findings and the matrix, and must outlive the inbox. Since when findings have been there
   is read from the record. Gives an owned inbox. Fails with RACI_INVALID (a result of counts
   alone), and as reading the model does. */
raci_status raci_inbox_new(raci_inbox **out, const raci_result *result, const char *to,
                           raci_inbox_scope scope, raci_error *err);
void raci_inbox_free(raci_inbox *inbox); /* NULL is allowed */
/* How many of its items wait for a decision. */
size_t raci_inbox_waiting(const raci_inbox *inbox);

#ifdef __cplusplus
}
#endif
#endif
