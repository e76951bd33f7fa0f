/* The packets of what is to be decided first. */
#include "scenario/packet.h"

#include "base/fail.h"
#include "resolve/subjects.h"

#define MOST 24          /* so many of them, */
#define EVALUATED 100000 /* unless their options want more subjects evaluated than that */

/* Numbers of items: the first of each addressee, then the second of each, and so on. */
static size_t choose(size_t chosen[MOST], const raci_inbox *inbox)
{
    size_t n = 0;
    bool any = true;
    for (size_t rank = 0; any && n < MOST; rank++) {
        any = false;
        for (size_t i = 0, end = 0; i < inbox->n_waiting && n < MOST; i = end) {
            end = ri_inbox_end(inbox, i);
            if (i + rank < end) {
                chosen[n++] = i + rank;
                any = true;
            }
        }
    }
    return n;
}

static raci_status fill(raci_packets *packets, const raci_inbox *inbox, raci_error *err)
{
    size_t chosen[MOST];
    size_t evaluated = 0;
    raci_status status = RACI_OK;
    const size_t subjects = ri_subject_count(inbox->result->snapshot);
    const size_t n = choose(chosen, inbox);
    for (size_t i = 0; status == RACI_OK && i < n && evaluated < EVALUATED; i++) {
        raci_packet **packet = &packets->items[chosen[i]];
        status = raci_packet_new(packet, inbox->result, inbox->items[chosen[i]].root->key, err);
        if (status == RACI_OK) {
            evaluated += (*packet)->effects.n * subjects;
        }
    }
    return status;
}

raci_status raci_packets_new(raci_packets **out, const raci_inbox *inbox, raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    raci_packets *packets = arena != NULL ? ri_arena_take(arena, sizeof *packets) : NULL;
    if (packets == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *packets = (raci_packets){.arena = arena, .n = inbox->n_waiting};
    packets->items = ri_arena_array(arena, packets->n, sizeof(raci_packet *));
    const raci_status status =
        packets->items != NULL ? fill(packets, inbox, err) : ri_fail_nomem(err);
    if (status != RACI_OK) {
        raci_packets_free(packets);
        return status;
    }
    *out = packets;
    return RACI_OK;
}

void raci_packets_free(raci_packets *packets)
{
    if (packets != NULL) {
        for (size_t i = 0; packets->items != NULL && i < packets->n; i++) {
            raci_packet_free(packets->items[i]);
        }
        ri_arena_free(packets->arena); /* the packets themselves lie in it */
    }
}
