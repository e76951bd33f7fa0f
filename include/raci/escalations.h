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

/* ---- one finding ---- */

typedef struct raci_packet raci_packet;

/* Gathers what is to be known of the finding that `text` means: its key, a beginning of that of
   four digits or more, or a subject on which one thing waits for a decision, named as in
   raci_ask. Each option is tried on a copy in memory. The result must be one of all findings,
   with its policy still loaded, and must outlive the packet. Gives an owned packet, also when
   several findings fit. Fails with RACI_NOTFOUND when nothing fits, naming the nearest, with
   RACI_INVALID (a result of counts alone), and as raci_check. */
raci_status raci_packet_new(raci_packet **out, const raci_result *result, const char *text,
                            raci_error *err);
void raci_packet_free(raci_packet *packet); /* NULL is allowed */
/* How many findings the text fits when it fits several; 0 when it fitted one. */
size_t raci_packet_candidates(const raci_packet *packet);

/* The packets of what is to be decided first: of each who decides the first, then the second of
   each, and so on; two dozen, or fewer where each option takes long. The inbox, of everything, must
   outlive them. Gives owned packets. Fails as raci_packet_new. */
typedef struct raci_packets raci_packets;
raci_status raci_packets_new(raci_packets **out, const raci_inbox *inbox, raci_error *err);
void raci_packets_free(raci_packets *packets); /* NULL is allowed */

#ifdef __cplusplus
}
#endif
#endif
