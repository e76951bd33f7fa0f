#include "record/finding_row.h"

#include <string.h>

#include "base/fail.h"

static const char *text_or_null(ri_stmt *stmt, int at)
{
    return ri_column_null(stmt, at) ? NULL : ri_column_text(stmt, at, NULL);
}

/* 0 for none. A number that is 0 is one that nobody wrote here: it is no run. */
static int64_t last_run(ri_stmt *stmt)
{
    int64_t last = ri_column_null(stmt, 4) ? 0 : ri_column_int(stmt, 4);
    return last == 0 && !ri_column_null(stmt, 4) ? -1 : last;
}

raci_status ri_finding_row_read(ri_finding_row *out, ri_stmt *stmt, raci_error *err)
{
    *out = (ri_finding_row){
        .subject = ri_column_needed(stmt, 0, NULL),
        .code = ri_column_needed(stmt, 1, NULL),
        .key = ri_column_needed(stmt, 2, NULL),
        .first_run = ri_column_int(stmt, 3),
        .last_run = last_run(stmt),
        .fingerprint = ri_column_needed(stmt, 5, NULL),
        .kind = ri_column_needed(stmt, 6, NULL),
        .severity = ri_column_needed(stmt, 7, NULL),
        .letter = text_or_null(stmt, 8),
        .accepted = ri_column_int(stmt, 9) != 0,
        .parties = ri_column_needed(stmt, 10, NULL),
        .rules = ri_column_int(stmt, 11),
        .message = ri_column_needed(stmt, 12, NULL),
        .cause = text_or_null(stmt, 13),
        .to = text_or_null(stmt, 14),
        .reason = text_or_null(stmt, 15),
        .path = text_or_null(stmt, 16),
    };
    bool whole = out->subject != NULL && out->code != NULL && out->key != NULL &&
                 out->fingerprint != NULL && out->kind != NULL && out->severity != NULL &&
                 out->parties != NULL && out->message != NULL;
    return whole ? ri_row_whole(stmt, err) : ri_fail_nomem(err);
}

void ri_finding_row_bind(const ri_finding_row *row, ri_stmt *stmt)
{
    ri_bind_text(stmt, 1, row->subject);
    ri_bind_text(stmt, 2, row->code);
    ri_bind_text(stmt, 3, row->key);
    ri_bind_int(stmt, 4, row->first_run);
    ri_bind_text(stmt, 5, row->fingerprint);
    ri_bind_text(stmt, 6, row->kind);
    ri_bind_text(stmt, 7, row->severity);
    ri_bind_text(stmt, 8, row->letter);
    ri_bind_int(stmt, 9, row->accepted);
    ri_bind_text(stmt, 10, row->parties);
    if (row->rules > 0) {
        ri_bind_int(stmt, 11, row->rules);
    } else {
        ri_bind_null(stmt, 11);
    }
    ri_bind_text(stmt, 12, row->message);
    ri_bind_text(stmt, 13, row->cause);
    ri_bind_text(stmt, 14, row->to);
    ri_bind_text(stmt, 15, row->reason);
    ri_bind_text(stmt, 16, row->path);
}

int ri_finding_row_order(const ri_finding_row *a, const ri_finding_row *b)
{
    int order = strcmp(a->subject, b->subject);
    order = order != 0 ? order : strcmp(a->code, b->code);
    return order != 0 ? order : strcmp(a->key, b->key);
}

int ri_finding_order(const ri_finding *finding, const ri_finding_row *row)
{
    const ri_finding_row own = {
        .subject = finding->subject_text, .code = finding->code_name, .key = finding->key};
    return ri_finding_row_order(&own, row);
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

bool ri_finding_row_equal(const ri_finding_row *a, const ri_finding_row *b)
{
    return a->accepted == b->accepted && a->rules == b->rules &&
           same(a->fingerprint, b->fingerprint) && same(a->message, b->message) &&
           same(a->subject, b->subject) && same(a->code, b->code) && same(a->key, b->key) &&
           same(a->kind, b->kind) && same(a->severity, b->severity) && same(a->letter, b->letter) &&
           same(a->parties, b->parties) && same(a->cause, b->cause) && same(a->to, b->to) &&
           same(a->reason, b->reason) && same(a->path, b->path);
}

bool ri_finding_row_copy(ri_finding_row *out, const ri_finding_row *row, ri_arena *arena)
{
    *out = *row;
    const char **texts[] = {&out->subject,  &out->code,   &out->key,     &out->fingerprint,
                            &out->kind,     &out->letter, &out->parties, &out->message,
                            &out->severity, &out->cause,  &out->to,      &out->reason,
                            &out->path};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (*texts[i] != NULL) {
            *texts[i] = ri_arena_string(arena, *texts[i]);
            if (*texts[i] == NULL) {
                return false;
            }
        }
    }
    return true;
}

bool ri_finding_row_in(const ri_finding_row *row, int64_t run)
{
    return row->first_run <= run && (row->last_run == 0 || row->last_run >= run);
}
