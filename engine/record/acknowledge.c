/* Recording that somebody has acknowledged a role card. */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "check/seeking.h"
#include "model/known.h"
#include "model/power.h"
#include "record/card_kept.h"
#include "record/whole_result.h"

/* ---- who ---- */

/* Leaves one seat of each person: they may sit there in several kinds of seats. */
static void leave_one_each(ri_indexes *seats, const ri_snapshot *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < seats->n; i++) {
        if (kept == 0 ||
            s->seats[seats->items[kept - 1]].person != s->seats[seats->items[i]].person) {
            seats->items[kept++] = seats->items[i];
        }
    }
    seats->n = kept;
}

static void say_seated(ri_text *out, const ri_snapshot *s, const ri_indexes *seats)
{
    for (size_t i = 0; i < seats->n; i++) {
        if (i > 0) {
            ri_text_add(out, i + 1 == seats->n ? " and " : ", ");
        }
        ri_text_add(out, s->people.rows.name[s->seats[seats->items[i]].person]);
        if (i == 2 && seats->n > 4) {
            ri_text_format(out, " and %zu more", seats->n - 3);
            return;
        }
    }
}

static raci_status refuse(const raci_brief *brief, ri_ref person, const ri_indexes *seats,
                          raci_error *err)
{
    const ri_snapshot *s = brief->of->result->snapshot;
    const char *name = ri_snapshot_name(s, brief->card.holder);
    ri_text who = RI_TEXT_INIT;
    say_seated(&who, s, seats);
    const raci_status status =
        who.failed      ? ri_fail_nomem(err)
        : seats->n == 0 ? ri_fail(err, RACI_INVALID,
                                  "nobody sits in '%s', so nobody can acknowledge its card", name)
                        : ri_fail(err, RACI_INVALID,
                                  "%s does not sit in '%s': whose card it is acknowledges it, %s",
                                  ri_snapshot_name(s, person), name, ri_text_string(&who));
    ri_text_free(&who);
    return status;
}

static raci_status look_at_person(const raci_brief *brief, ri_ref person, const char *reference,
                                  raci_error *err)
{
    const ri_snapshot *s = brief->of->result->snapshot;
    ri_indexes seats = {.n = 0};
    raci_status status =
        ri_holder_seats(s, brief->card.holder, &seats) ? RACI_OK : ri_fail_nomem(err);
    leave_one_each(&seats, s);
    if (status == RACI_OK && !ri_card_is_for(s, &seats, brief->card.holder, reference)) {
        status = refuse(brief, person, &seats, err);
    }
    ri_free(seats.items);
    return status;
}

/* ---- writing ---- */

static raci_status keep(ri_acknowledgement *of, const raci_result *result, const char *recorded_at,
                        raci_error *err)
{
    ri_store *store = ri_model_store(result->model);
    char body[65];
    raci_status status = ri_store_begin(store, err);
    if (status == RACI_OK) {
        status = ri_whole_result_stands(result, err);
    }
    if (status == RACI_OK) {
        status = ri_chain_begin(&of->entry, store, "acknowledge", recorded_at, err);
    }
    if (status == RACI_OK) {
        status = ri_acknowledgement_add(of, store, err);
    }
    if (status == RACI_OK) {
        ri_acknowledgement_body(body, of);
        status = ri_chain_seal(store, of->entry, body, err);
    }
    if (status == RACI_OK) {
        status = ri_store_commit(store, err);
    }
    ri_store_rollback(store);
    return status;
}

raci_status raci_acknowledge(int64_t *entry, const raci_brief *brief, const char *person,
                             const char *recorded_at, raci_error *err)
{
    const raci_result *result = brief->of->result;
    ri_text by = RI_TEXT_INIT;
    char date[11];
    ri_ref who = RI_NONE;
    raci_status status = ri_whole_result_fit(result, recorded_at, err);
    if (status == RACI_OK) {
        status = ri_asked_holder(&who, result, person, err);
    }
    if (status == RACI_OK) {
        ri_snapshot_reference(result->snapshot, who, &by);
        status =
            by.failed ? ri_fail_nomem(err) : look_at_person(brief, who, ri_text_string(&by), err);
    }
    if (status == RACI_OK) {
        ri_acknowledgement of = {.holder = brief->reference,
                                 .person = ri_text_string(&by),
                                 .date = ri_day_format(result->date, date),
                                 .card = brief->card.digest,
                                 .lines = brief->card.lines,
                                 .n_lines = brief->card.n_lines};
        status = keep(&of, result, recorded_at, err);
        *entry = status == RACI_OK ? of.entry : *entry;
    }
    ri_text_free(&by);
    return status;
}
