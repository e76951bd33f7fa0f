#include "scenario/ruling_rows.h"

#include <string.h>

#include "base/fail.h"
#include "model/decision_columns.h"

/* ---- what holds before ---- */

static raci_status end_rulings(ri_rewriting *w, const ri_snapshot *s, ri_ref subject,
                               const ri_option *option, const char *day, raci_error *err)
{
    raci_status status = RACI_OK;
    size_t n = 0;
    for (uint32_t i = 0; status == RACI_OK && i < s->n_rulings; i++) {
        const ri_stated *ruling = &s->rulings[i];
        const ri_datum key[RI_TABLE_COLUMNS_MAX] = {
            [RI_RULING_SUBJECT] = ri_datum_text(option->subject),
            [RI_RULING_LETTER] = ri_datum_text(option->letter),
            [RI_RULING_HOLDER] = ri_datum_text(ruling->holder_text)};
        if (ruling->subject == subject && strcmp(ruling->letter, option->letter) == 0) {
            status = ri_rewriting_lapse(w, RI_TABLE_RULINGS, key, day, &n, err);
        }
    }
    return status;
}

static raci_status end_disputes(ri_rewriting *w, const ri_snapshot *s, ri_ref subject,
                                const ri_option *option, const char *day, raci_error *err)
{
    raci_status status = RACI_OK;
    size_t n = 0;
    for (uint32_t i = 0; status == RACI_OK && i < s->n_disputes; i++) {
        const ri_dispute *dispute = &s->disputes[i];
        const ri_datum key[RI_TABLE_COLUMNS_MAX] = {
            [RI_DISPUTE_SUBJECT] = ri_datum_text(option->subject),
            [RI_DISPUTE_LETTER] = ri_datum_text(option->letter),
            [RI_DISPUTE_BY] = ri_datum_text(dispute->by_text)};
        if (dispute->subject == subject && strcmp(dispute->letter, option->letter) == 0) {
            status = ri_rewriting_lapse(w, RI_TABLE_DISPUTES, key, day, &n, err);
        }
    }
    return status;
}

/* ---- what holds later ---- */

static raci_status find_next(ri_ruling_next *next, ri_rewriting *w, const ri_option *option,
                             const ri_ruling_said *said, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool later = false;
    *next = (ri_ruling_next){.from = NULL};
    raci_status status = ri_store_stmt(&stmt, w->store, STMT_RULING_NEXT, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, option->subject);
        ri_bind_text(stmt, 2, option->letter);
        ri_bind_text(stmt, 3, said->from);
        status = ri_step(stmt, &later, err);
    }
    if (status != RACI_OK || !later) {
        return status;
    }
    const char *from = ri_column_needed(stmt, 0, NULL);
    const char *by = ri_column_needed(stmt, 1, NULL);
    if (from == NULL || by == NULL) {
        status = ri_fail_nomem(err);
    } else if (said->to == NULL || strcmp(from, said->to) < 0) {
        next->from = ri_arena_string(w->arena, from);
        next->by = ri_arena_string(w->arena, by);
        status = next->from != NULL && next->by != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_reset(stmt);
    return status;
}

/* ---- the rows ---- */

static void join(ri_text *out, const char *names)
{
    if (names != NULL && names[0] != '\0') {
        ri_text_add(out, out->length > 0 ? ";" : "");
        ri_text_add(out, names);
    }
}

/* The rules and stated rows that the finding names, joined by ';' as all lists are; for an earlier
   ruling those that it chose between itself. A name with a ';' in it is left out: it could not be
   told from two. */
static raci_status say_between(ri_text *out, const raci_result *result, const ri_finding *finding,
                               raci_error *err)
{
    const uint32_t end = ri_policy_data_of(result->policy)->n_rules + result->snapshot->n_stated;
    bool inherited = false;
    for (uint32_t i = 0; i < finding->n_rules; i++) {
        const ri_source source = finding->rules[i];
        const char *name = ri_source_name(result->resolver, source);
        if (source < end) {
            join(out, strchr(name, ';') == NULL ? name : "");
        } else if (!inherited && ri_source_check(result->resolver, source) == NULL) {
            join(out, ri_source_stated(result->resolver, source)->between);
            inherited = true;
        }
    }
    return out->failed ? ri_fail_nomem(err) : RACI_OK;
}

static raci_status add(ri_rewriting *w, const ri_option *option, const ri_ruling_said *said,
                       const char *to, const char *between, raci_error *err)
{
    const char *attributes[4];
    size_t n = 0;
    raci_status status = RACI_OK;
    if (between[0] != '\0') {
        attributes[n++] = "between";
        attributes[n++] = between;
    }
    if (option->kind == RI_OPTION_JOINT) {
        attributes[n++] = "joint";
        attributes[n++] = "yes";
    }
    for (uint32_t i = 0; status == RACI_OK && i < option->n_holders; i++) {
        ri_stored_row row = {.values = {[RI_RULING_SUBJECT] = ri_datum_text(option->subject),
                                        [RI_RULING_LETTER] = ri_datum_text(option->letter),
                                        [RI_RULING_HOLDER] = ri_datum_text(option->holders[i]),
                                        [RI_RULING_BY] = ri_datum_text(said->by),
                                        [RI_RULING_REASON] = ri_datum_text(said->reason),
                                        [RI_RULING_TO] = ri_datum_text(to)},
                             .attributes = attributes,
                             .n_attributes = n / 2};
        status = ri_rewriting_succeed(w, RI_TABLE_RULINGS, &row, said->from, err);
    }
    return status;
}

raci_status ri_ruling_write(ri_ruling_next *next, ri_rewriting *w, const raci_result *result,
                            const ri_finding *finding, const ri_option *option,
                            const ri_ruling_said *said, raci_error *err)
{
    ri_text between = RI_TEXT_INIT;
    const ri_snapshot *s = result->snapshot;
    raci_status status = say_between(&between, result, finding, err);
    if (status == RACI_OK) {
        status = end_rulings(w, s, finding->subject, option, said->from, err);
    }
    if (status == RACI_OK) {
        status = end_disputes(w, s, finding->subject, option, said->from, err);
    }
    if (status == RACI_OK) {
        status = find_next(next, w, option, said, err);
    }
    if (status == RACI_OK) {
        status = add(w, option, said, next->from != NULL ? next->from : said->to,
                     ri_text_string(&between), err);
    }
    ri_text_free(&between);
    return status;
}
