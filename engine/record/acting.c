#include "record/acting.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "model/known.h"
#include "record/chain.h"
#include "record/decisions.h"

/* ---- what was said ---- */

raci_status ri_act_options_check(const raci_act_options *options, bool reasoned, raci_error *err)
{
    if (!ri_is_time(options->recorded_at)) {
        return ri_fail(err, RACI_INVALID, "expected a time as 2026-11-22T10:30:00Z, found '%s'",
                       options->recorded_at != NULL ? options->recorded_at : "");
    }
    if (reasoned && (options->because == NULL || options->because[0] == '\0')) {
        return ri_fail(err, RACI_INVALID, "say why, with --because: it is kept in the record");
    }
    return ri_reason_check(options->because, err);
}

raci_status ri_act_until_check(const raci_act_options *options, int32_t date, raci_error *err)
{
    char day[11];
    int32_t until = 0;
    const char *text = options->until;
    if (text == NULL) {
        return ri_fail(err, RACI_INVALID, "say until when, with --until: nothing holds for ever");
    }
    if (!ri_day_parse(text, strlen(text), &until)) {
        return ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'", text);
    }
    return until > date
               ? RACI_OK
               : ri_fail(err, RACI_INVALID, "it would end before it begins: until %s, from %s on",
                         text, ri_day_format(date, day));
}

/* ---- the transaction ---- */

raci_status ri_act_new(ri_act *act, raci_model *model, const char *kind, int32_t date,
                       const raci_act_options *options, const char *const *others, size_t n_others,
                       raci_error *err)
{
    *act = (ri_act){.model = model, .options = options, .change = ri_change_new(), .date = date};
    if (act->change == NULL) {
        return ri_fail_nomem(err);
    }
    (void)ri_day_format(date, act->day);
    act->change->kind = kind;
    act->change->act = true;
    act->change->raci = raci_version();
    raci_status status = ri_actor_find(&act->actor, model, date, options->by, others, n_others,
                                       act->change->arena, err);
    return status == RACI_OK ? ri_rewriting_begin(&act->rewriting, model, err) : status;
}

void ri_act_end(ri_act *act)
{
    if (act->begun) {
        ri_store_rollback(ri_model_store(act->model));
    }
    ri_rewriting_end(&act->rewriting);
    ri_actor_free(&act->actor);
    raci_change_free(act->change);
    act->change = NULL;
}

static raci_status take_digest(const char **out, const ri_act *act, raci_error *err)
{
    const char *digest = NULL;
    raci_status status = raci_model_digest(&digest, act->model, err);
    if (status == RACI_OK) {
        *out = ri_arena_string(act->change->arena, digest);
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    return status;
}

raci_status ri_act_open(ri_act *act, const char *digest, raci_error *err)
{
    raci_status status = ri_model_begin(act->model, err);
    act->begun = status == RACI_OK;
    if (status == RACI_OK) {
        status = take_digest(&act->change->before, act, err);
    }
    if (status == RACI_OK && digest != NULL && strcmp(digest, act->change->before) != 0) {
        return ri_fail(err, RACI_BUSY,
                       "the model has changed since it was evaluated; nothing was written");
    }
    return status == RACI_OK
               ? ri_decisions_complete(&act->change->complete, ri_model_store(act->model), err)
               : status;
}

/* ---- rows ---- */

static void take_cells(ri_datum *values, const ri_table *table, ri_act_cells cells)
{
    for (size_t i = 0; i < table->n; i++) {
        values[i] = ri_datum_text(cells[i]);
    }
}

raci_status ri_act_close(ri_act *act, int tab, ri_act_cells key, size_t *n, raci_error *err)
{
    ri_datum values[RI_TABLE_COLUMNS_MAX] = {{.type = RI_DATUM_NONE}};
    take_cells(values, &ri_tables[tab], key);
    return ri_rewriting_lapse(&act->rewriting, tab, values, act->day, n, err);
}

raci_status ri_act_add(ri_act *act, int tab, ri_act_cells cells, raci_error *err)
{
    ri_stored_row row = {.id = 0};
    take_cells(row.values, &ri_tables[tab], cells);
    return ri_rewriting_succeed(&act->rewriting, tab, &row, act->day, err);
}

/* ---- the entry ---- */

const char *ri_act_name_of(const ri_snapshot *s, const char *ref)
{
    ri_kind kind = RI_POSITION;
    const char *key = NULL;
    const ri_ref found =
        ri_reference_split(ref, &kind, &key) ? ri_snapshot_find(s, kind, key) : RI_NONE;
    return found != RI_NONE ? ri_snapshot_name(s, found) : ref;
}

static bool describe(ri_act *act, ri_text *title)
{
    raci_change *change = act->change;
    const char *because = act->options->because;
    change->by = act->actor.ref;
    change->title = title->failed ? NULL : ri_arena_string(change->arena, ri_text_string(title));
    change->date = ri_arena_string(change->arena, act->day);
    change->reason = because != NULL ? ri_arena_string(change->arena, because) : NULL;
    return change->title != NULL && change->date != NULL &&
           (because == NULL || change->reason != NULL);
}

raci_status ri_act_finish(raci_change **out, ri_act *act, ri_text *title, raci_error *err)
{
    ri_store *store = ri_model_store(act->model);
    raci_status status = describe(act, title) ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = ri_change_gather(act->change, &act->rewriting, err);
    }
    if (status == RACI_OK) {
        status = ri_model_seal(act->model, err);
    }
    if (status == RACI_OK) {
        status = take_digest(&act->change->after, act, err);
    }
    if (status == RACI_OK) {
        status = ri_change_keep(act->change, store, act->options->recorded_at, err);
    }
    if (status == RACI_OK) {
        status = ri_store_commit(store, err);
    }
    if (status == RACI_OK) {
        act->begun = false;
        *out = act->change;
        act->change = NULL;
    }
    return status;
}
