/*
 * From what was asked for, by key, to the things a reach begins with.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/reaching.h"

raci_status ri_reaching_id(ri_reaching *r, ri_kind kind, const char *key, size_t length,
                           int64_t *id, bool *known, raci_error *err)
{
    static const struct {
        ri_kind kind;
        enum ri_query query;
    } queries[] = {
        {RI_UNIT, STMT_UNIT_ID},       {RI_POSITION, STMT_POSITION_ID},
        {RI_PERSON, STMT_PERSON_ID},   {RI_TEAM, STMT_TEAM_ID},
        {RI_JOURNEY, STMT_JOURNEY_ID}, {RI_TOUCHPOINT, STMT_TOUCHPOINT_ID},
    };
    *known = false;
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        if (queries[i].kind != kind) {
            continue;
        }
        ri_stmt *stmt = NULL;
        raci_status status = ri_store_stmt(&stmt, r->store, queries[i].query, err);
        if (status == RACI_OK) {
            ri_bind_bytes(stmt, 1, key, length);
            status = ri_step(stmt, known, err);
        }
        if (status == RACI_OK && *known) {
            *id = ri_column_int(stmt, 0);
            ri_reset(stmt);
        }
        return status;
    }
    return RACI_OK;
}

/* The positions of an office; `office` is as people write it. */
static raci_status note_office(ri_reaching *r, const char *office, raci_error *err)
{
    ri_text word = RI_TEXT_INIT;
    ri_stmt *stmt = NULL;
    ri_office_word(&word, office);
    raci_status status = word.failed ? ri_fail_nomem(err) : RACI_OK;
    if (status == RACI_OK) {
        status = ri_store_stmt(&stmt, r->store, STMT_SNAPSHOT_OFFICE, err);
    }
    if (status == RACI_OK) {
        bool row = false;
        const char *name = ri_text_string(&word);
        ri_bind_text(stmt, 1, r->date);
        ri_bind_text(stmt, 2, name);
        ri_bind_text(stmt, 3, strcmp(name, "cxo") == 0 ? "cco" : name);
        while ((status = ri_step(stmt, &row, err)) == RACI_OK && row) {
            status = ri_reaching_note(r, RI_POSITION, ri_column_int(stmt, 0), err);
            if (status != RACI_OK) {
                break;
            }
        }
        ri_reset(stmt);
    }
    ri_text_free(&word);
    return status;
}

/* Everything at or below a unit: the units, and the positions in them. */
static raci_status note_below(ri_reaching *r, int64_t unit, raci_error *err)
{
    ri_stmt *stmt = NULL;
    int64_t *units = NULL;
    size_t n = 0;
    size_t capacity = 0;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, r->store, STMT_SNAPSHOT_UNITS_BELOW, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, r->date);
        ri_bind_int(stmt, 2, unit);
        while ((status = ri_step(stmt, &row, err)) == RACI_OK && row) {
            if (!RI_PUSH(units, n, capacity, ri_column_int(stmt, 0))) {
                status = ri_fail_nomem(err);
                break;
            }
        }
        ri_reset(stmt);
    }
    for (size_t i = 0; i < n && status == RACI_OK; i++) {
        status = ri_reaching_note(r, RI_UNIT, units[i], err);
        if (status == RACI_OK) {
            status =
                ri_reaching_ids(r, STMT_SNAPSHOT_UNIT_POSITIONS, units[i], 0, RI_POSITION, err);
        }
    }
    ri_free(units);
    return status;
}

static raci_status note_thing(ri_reaching *r, ri_kind kind, const char *key, raci_error *err)
{
    int64_t id = 0;
    bool known = false;
    raci_status status = ri_reaching_id(r, kind, key, strlen(key), &id, &known, err);
    return status == RACI_OK && known ? ri_reaching_note(r, kind, id, err) : status;
}

/* "below:UNIT" and "steps:JOURNEY": more than the thing itself. */
static raci_status note_wide(ri_reaching *r, ri_kind kind, const char *key, raci_error *err)
{
    int64_t id = 0;
    bool known = false;
    raci_status status = ri_reaching_id(r, kind, key, strlen(key), &id, &known, err);
    if (status != RACI_OK || !known) {
        return status;
    }
    if (kind == RI_UNIT) {
        return note_below(r, id, err);
    }
    status = ri_reaching_note(r, RI_JOURNEY, id, err);
    return status == RACI_OK
               ? ri_reaching_ids(r, STMT_SNAPSHOT_JOURNEY_ORDER, id, 0, RI_TOUCHPOINT, err)
               : status;
}

/* A reference to anything but a handoff. */
static raci_status note_reference(ri_reaching *r, const char *text, raci_error *err)
{
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    if (text == NULL || !ri_reference_split(text, &kind, &key)) {
        return RACI_OK;
    }
    return kind == RI_OFFICE ? note_office(r, key, err) : note_thing(r, kind, key, err);
}

raci_status ri_reaching_asked(ri_reaching *r, const char *asked, raci_error *err)
{
    static const char below[] = "below:";
    static const char steps[] = "steps:";
    static const char handoff[] = "handoff:";
    if (strncmp(asked, below, strlen(below)) == 0) {
        return note_wide(r, RI_UNIT, asked + strlen(below), err);
    }
    if (strncmp(asked, steps, strlen(steps)) == 0) {
        return note_wide(r, RI_JOURNEY, asked + strlen(steps), err);
    }
    if (strncmp(asked, handoff, strlen(handoff)) == 0) {
        return ri_reaching_handoff(r, asked + strlen(handoff), err);
    }
    return note_reference(r, asked, err);
}

/* Whom column 2 of a statement that has its parameters names, and column 3 where it is a
   reference too. */
static raci_status note_holders(ri_reaching *r, ri_stmt *stmt, bool both, raci_error *err)
{
    bool row = false;
    raci_status status = RACI_OK;
    while ((status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        status = note_reference(r, ri_column_text(stmt, 2, NULL), err);
        if (status == RACI_OK && both) {
            status = note_reference(r, ri_column_text(stmt, 3, NULL), err);
        }
        if (status != RACI_OK) {
            ri_reset(stmt);
            return status;
        }
    }
    return status;
}

raci_status ri_reaching_stated(ri_reaching *r, int64_t touchpoint, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, r->store, STMT_SNAPSHOT_STATED_OF, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 2, touchpoint);
    return note_holders(r, stmt, false, err);
}

/* Those that a statement about a subject, "kind:key", names. */
static raci_status note_decisions(ri_reaching *r, enum ri_query query, const char *subject,
                                  bool both, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, r->store, query, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, r->date);
    ri_bind_text(stmt, 2, subject);
    return note_holders(r, stmt, both, err);
}

raci_status ri_reaching_rulings(ri_reaching *r, ri_kind kind, const char *key, raci_error *err)
{
    ri_text subject = RI_TEXT_INIT;
    ri_text_add(&subject, ri_kind_name(kind));
    if (kind != RI_ENTERPRISE) {
        ri_text_char(&subject, ':');
        ri_text_add(&subject, key);
    }
    raci_status status = subject.failed ? ri_fail_nomem(err) : RACI_OK;
    if (status == RACI_OK) {
        status = note_decisions(r, STMT_SNAPSHOT_RULINGS_OF, subject.bytes, false, err);
    }
    if (status == RACI_OK) {
        status = note_decisions(r, STMT_SNAPSHOT_DISPUTES_OF, subject.bytes, true, err);
    }
    ri_text_free(&subject);
    return status;
}
