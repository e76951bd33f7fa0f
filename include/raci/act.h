/*
 * Acts: assignments contested, findings decided and accepted, and that taken back again. Each
 * is written in one transaction and recorded as one change, which raci_undo takes back. `by`
 * is what the caller says; whether they may say so the library cannot know.
 */
#ifndef RACI_ACT_H
#define RACI_ACT_H

#include "raci/change.h"
#include "raci/check.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct raci_act_options {
    const char *recorded_at; /* the time in UTC, "2026-11-22T10:30:00Z" */
    const char *by;          /* who does it: a position, its office or a person, as
                                raci_holders_find takes them, who sits somewhere on the date */
    const char *because;     /* why, in UTF-8; NULL only to withdraw and to reopen */
    const char *until;       /* ISO: decide and accept; the first day on which it holds no more */
    const char *claims;      /* contest: whom the letter should go to, or NULL */
    const char *accountable; /* decide: who is to be accountable, or NULL, */
    size_t option;           /* and then the number of an option (0: none) */
} raci_act_options;

/* Contests who has a letter on the subject of an answer, from its date on; or withdraws what
   `by` contested. The answer's model must be open for writing. Give an owned change. Fail with
   RACI_INVALID (options, letter, an answer with candidates; nobody has the letter; contested
   already), RACI_NOTFOUND when there is no such holder or nothing to withdraw, RACI_BUSY,
   RACI_IO. */
raci_status raci_contest(raci_change **out, const raci_answer *answer, const char *letter,
                         const raci_act_options *options, raci_error *err);
raci_status raci_withdraw(raci_change **out, const raci_answer *answer, const char *letter,
                          const raci_act_options *options, raci_error *err);

/* Decides a finding of a `whole` result: its letter goes to whoever is named, as a ruling from
   the result's date on, which ends earlier rulings and disputes about the letter, and ends itself
   where a later ruling about it begins (the change's title says so); or a seat is filled by an
   acting appointment. `finding` is its key, a beginning of it, or the subject if one finding about
   it escalates. Who decides must be whom it escalated to, or above. Gives an owned change. Fails
   as raci_contest, also when it is not theirs to decide, and with RACI_BUSY when the model has
   changed since the evaluation. */
raci_status raci_decide(raci_change **out, const raci_result *result, const char *finding,
                        const raci_act_options *options, raci_error *err);

/* Accepts a finding as it looks now, from the result's date on. One that escalates is accepted
   by whom it escalated to, or above; any other by whoever is named. Otherwise as raci_decide. */
raci_status raci_accept(raci_change **out, const raci_result *result, const char *finding,
                        const raci_act_options *options, raci_error *err);
/* Ends the acceptance of a finding, or what was decided about it, on the result's date. Who does
   so accepted or decided it, or is above. Otherwise as raci_decide. */
raci_status raci_reopen(raci_change **out, const raci_result *result, const char *finding,
                        const raci_act_options *options, raci_error *err);

#ifdef __cplusplus
}
#endif
#endif
