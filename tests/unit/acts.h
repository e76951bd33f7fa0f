/*
 * Acts for tests: on a small organization where two answer for one touchpoint.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_ACTS_H
#define TEST_ACTS_H

#include "changing.h"
#include "recording.h"

#define ACTS_DAY "2026-07-01"
#define ACTS_AT "2026-07-01T10:30:00Z"

/* The touchpoint pay has two accountable; two sit as clerk, nobody in spare and in lone. */
#define ACTS_ORGANIZATION                                                                          \
    RECORDING_UNITS RECORDING_POSITIONS                                                            \
        "clerk,Clerk,ops,coo,\nspare,Spare,ops,coo,\nlone,Lone,,,\n"                               \
        "== people.csv\nkey,name\nann,Ann Ito\nxia,Xia Wu\nmia,Mia Roe\ndan,Dan Ruiz\n"            \
        "bob,Bob\neve,Eve\nzed,Zed\n"                                                              \
        "== seats.csv\nposition,person,kind\nceo,ann,holder\ncxo,xia,holder\ncmo,mia,holder\n"     \
        "coo,dan,holder\nclerk,bob,holder\nclerk,eve,delegate\n" RECORDING_TOUCHPOINTS
#define ACTS_POLICY RECORDING_POLICY RECORDING_TWO

typedef enum acts_verb { CONTEST, WITHDRAW, DECIDE, ACCEPT, REOPEN } acts_verb;

/* One act. `what` is the subject of a letter, or a finding: its code and subject, or as it is
   when it has no blank. */
typedef struct acts_step {
    acts_verb verb;
    const char *what;
    const char *letter;
    const char *by;
    const char *until;
    const char *accountable;
    size_t option;
    const char *claims;
    const char *date; /* NULL: ACTS_DAY */
    bool unreasoned;
} acts_step;

/* The key of the finding "code subject". */
static inline const char *acts_key(const raci_result *result, const char *what)
{
    char both[256];
    for (size_t i = 0; i < result->n_findings + result->n_accepted; i++) {
        const ri_finding *finding = i < result->n_findings
                                        ? &result->findings[i]
                                        : &result->accepted[i - result->n_findings];
        (void)snprintf(both, sizeof both, "%s %s", finding->code_name, finding->subject_text);
        if (strcmp(both, what) == 0) {
            return finding->key;
        }
    }
    return what;
}

static inline raci_status acts_ask(raci_change **out, recording *r, const acts_step *step,
                                   const raci_act_options *options, raci_error *err)
{
    raci_answer *answer = NULL;
    const char *date = step->date != NULL ? step->date : ACTS_DAY;
    raci_status status = raci_ask(&answer, r->model, r->policy, date, step->what, err);
    if (status == RACI_OK) {
        status = (step->verb == CONTEST ? raci_contest : raci_withdraw)(out, answer, step->letter,
                                                                        options, err);
    }
    raci_answer_free(answer);
    return status;
}

static inline raci_status acts_evaluate(raci_change **out, recording *r, const acts_step *step,
                                        const raci_act_options *options, raci_error *err)
{
    raci_result *result = NULL;
    const raci_check_options how = {.date = step->date != NULL ? step->date : ACTS_DAY, .whole = 1};
    raci_status status = raci_check(&result, r->model, r->policy, &how, err);
    if (status == RACI_OK) {
        status = (step->verb == DECIDE ? raci_decide
                  : step->verb == ACCEPT
                      ? raci_accept
                      : raci_reopen)(out, result, acts_key(result, step->what), options, err);
    }
    raci_result_free(result);
    return status;
}

/* Does it; gives the change, owned. */
static inline raci_status acts_do(raci_change **out, recording *r, const acts_step *step,
                                  raci_error *err)
{
    const raci_act_options options = {.recorded_at = ACTS_AT,
                                      .by = step->by,
                                      .because = step->unreasoned ? NULL : "so it is",
                                      .until = step->until,
                                      .claims = step->claims,
                                      .accountable = step->accountable,
                                      .option = step->option};
    return step->verb <= WITHDRAW ? acts_ask(out, r, step, &options, err)
                                  : acts_evaluate(out, r, step, &options, err);
}

/* Does it, as it must be possible. */
static inline void acts_must(recording *r, const acts_step *step)
{
    raci_change *change = NULL;
    raci_error err = {0};
    if (acts_do(&change, r, step, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_change_free(change);
}

#endif
