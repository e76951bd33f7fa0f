/*
 * What people decided, stated rows and rulings, and what they dispute.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/basis.h"

/* The subject of a ruling as a reference, RI_NONE when it is not there. */
static ri_ref subject_of(const ri_snapshot *s, const char *text)
{
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    if (text == NULL || !ri_reference_split(text, &kind, &key)) {
        return RI_NONE;
    }
    switch (kind) {
    case RI_ENTERPRISE:
    case RI_HANDOFF:
    case RI_JOURNEY:
    case RI_TOUCHPOINT:
        return ri_rows_find(s, kind, key);
    default:
        return RI_NONE;
    }
}

/* A passage that is not there today may be once touchpoints move. */
static void note_stray(const ri_loading *l, const char *subject)
{
    if (l->basis != NULL && subject != NULL && strncmp(subject, "handoff:", 8) == 0) {
        l->basis->stray_passages = true;
    }
}

ri_ref ri_loading_holder(ri_loading *l, const char *text)
{
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    if (!ri_reference_split(text, &kind, &key)) {
        return RI_NONE;
    }
    switch (kind) {
    case RI_PERSON:
    case RI_POSITION:
    case RI_TEAM:
    case RI_UNIT:
        return ri_rows_find(l->s, kind, key);
    case RI_OFFICE: {
        ri_text_clear(&l->line);
        ri_office_word(&l->line, key);
        uint32_t word = ri_intern_find(l->s->words, ri_text_string(&l->line));
        const ri_lists *offices = &l->s->own->offices;
        bool there = word < l->s->own->n_offices && offices->first[word] < offices->first[word + 1];
        return there ? ri_ref_make(RI_OFFICE, word) : RI_NONE;
    }
    default:
        return RI_NONE;
    }
}

/* Who is named in a column, looked up once for each text; unset is nobody. */
static bool take_holder(ri_loading *l, ri_stmt *stmt, int at, ri_ref *holder,
                        const char **holder_text)
{
    size_t length = 0;
    const char *text = ri_column_text(stmt, at, &length);
    uint32_t number = ri_intern_put(l->s->own->texts, text != NULL ? text : "", length);
    if (number == RI_NONE) {
        return false;
    }
    *holder_text = ri_intern_get(l->s->own->texts, number);
    if (ri_map_get(&l->holders, number, holder)) {
        return true;
    }
    *holder = ri_loading_holder(l, *holder_text);
    return ri_map_put(&l->holders, number, *holder);
}

/* Columns 1 to 3 of both tables: letter, holder, reason. */
static bool take_cell(ri_loading *l, ri_stmt *stmt, ri_stated *row, const char *kind,
                      const char *subject)
{
    if (!ri_loading_shared(l, stmt, 1, &row->letter) ||
        !take_holder(l, stmt, 2, &row->holder, &row->holder_text) ||
        !ri_loading_shared(l, stmt, 3, &row->reason)) {
        return false;
    }
    row->letter = row->letter != NULL ? row->letter : ""; /* of a damaged file */
    ri_text_clear(&l->line);
    ri_text_add(&l->line, kind);
    ri_text_char(&l->line, ':');
    ri_text_add(&l->line, subject);
    ri_text_char(&l->line, ':');
    ri_text_add(&l->line, row->letter);
    ri_text_char(&l->line, ':');
    ri_text_add(&l->line, row->holder_text);
    if (l->line.failed) {
        return false;
    }
    row->name = ri_loading_text(l, l->line.bytes, l->line.length);
    return row->name != NULL;
}

static raci_status keep(ri_loading *l, const ri_stated *row, raci_error *err)
{
    ri_stated *kept = ri_gather(&l->gathered, sizeof *kept);
    if (kept == NULL) {
        return ri_fail_nomem(err);
    }
    *kept = *row;
    return RACI_OK;
}

static raci_status take_stated(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    uint32_t touchpoint = ri_loading_ref(l, stmt, 0, RI_TOUCHPOINT);
    if (touchpoint == RI_NONE) {
        return RACI_OK;
    }
    ri_stated row = {.subject = ri_ref_make(RI_TOUCHPOINT, touchpoint), .to = RI_DAY_MAX};
    if (!take_cell(l, stmt, &row, "stated", l->s->touchpoints.rows.key[touchpoint])) {
        return ri_fail_nomem(err);
    }
    return keep(l, &row, err);
}

static raci_status take_ruling(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    const char *subject = ri_column_text(stmt, 0, NULL);
    ri_stated row = {.subject = subject_of(l->s, subject),
                     .from = ri_column_day(stmt, 5, RI_DAY_MIN),
                     .to = ri_column_day(stmt, 6, RI_DAY_MAX),
                     .joint = ri_column_int(stmt, 7) != 0};
    if (row.subject == RI_NONE) {
        note_stray(l, subject);
        return RACI_OK;
    }
    if (!ri_loading_shared(l, stmt, 4, &row.by) || !ri_loading_shared(l, stmt, 8, &row.between) ||
        !take_cell(l, stmt, &row, "ruling", subject)) {
        return ri_fail_nomem(err);
    }
    return keep(l, &row, err);
}

static raci_status take_dispute(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    const char *subject = ri_column_text(stmt, 0, NULL);
    ri_dispute row = {.subject = subject_of(l->s, subject)};
    if (row.subject == RI_NONE) {
        note_stray(l, subject);
        return RACI_OK;
    }
    ri_dispute *kept = ri_gather(&l->gathered, sizeof *kept);
    if (kept == NULL || !ri_loading_shared(l, stmt, 1, &row.letter) ||
        !take_holder(l, stmt, 2, &row.by, &row.by_text) ||
        !take_holder(l, stmt, 3, &row.claims, &row.claims_text) ||
        !ri_loading_shared(l, stmt, 4, &row.reason)) {
        return ri_fail_nomem(err);
    }
    *kept = row;
    return RACI_OK;
}

/* What has ended on the date stands last. */
int ri_stated_order(const void *a, const void *b, const void *context)
{
    const ri_stated *x = a;
    const ri_stated *y = b;
    const int32_t date = *(const int32_t *)context;
    if ((x->to <= date) != (y->to <= date)) {
        return x->to <= date ? 1 : -1;
    }
    if (x->subject != y->subject) {
        return x->subject < y->subject ? -1 : 1;
    }
    int letters = strcmp(x->letter, y->letter);
    int holders = letters != 0 ? letters : strcmp(x->holder_text, y->holder_text);
    return holders != 0 ? holders : (x->from > y->from) - (x->from < y->from);
}

static int compare_disputes(const void *a, const void *b, const void *context)
{
    const ri_dispute *x = a;
    const ri_dispute *y = b;
    (void)context;
    if (x->subject != y->subject) {
        return x->subject < y->subject ? -1 : 1;
    }
    int letters = strcmp(x->letter, y->letter);
    return letters != 0 ? letters : strcmp(x->by_text, y->by_text);
}

static bool sort_and_keep(ri_loading *l, ri_stated **out, uint32_t *n)
{
    void *rows = NULL;
    bool done = ri_order(l->gathered.items, l->gathered.n, sizeof(ri_stated), ri_stated_order,
                         &l->s->date) &&
                ri_loading_keep(l, sizeof(ri_stated), &rows, n);
    *out = rows;
    return done;
}

/* The rulings, or the disputes: all of them, or those on the enterprise and on every
   subject that is loaded. */
static raci_status each_decision(ri_loading *l, enum ri_query all, enum ri_query of,
                                 ri_take_fn take, raci_error *err)
{
    static const ri_kind kinds[] = {RI_ENTERPRISE, RI_HANDOFF, RI_JOURNEY, RI_TOUCHPOINT};
    raci_status status = RACI_OK;
    if (l->reach == NULL) {
        return ri_loading_read(l, all, true, NULL, take, err);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const ri_rows *rows = ri_snapshot_rows(l->s, kinds[i]);
        uint32_t n = kinds[i] == RI_ENTERPRISE ? 1
                     : kinds[i] == RI_HANDOFF  ? l->s->handoffs.n
                                               : rows->n;
        for (uint32_t at = 0; at < n && status == RACI_OK; at++) {
            ri_text subject = RI_TEXT_INIT;
            ri_snapshot_reference(l->s, ri_ref_make(kinds[i], at), &subject);
            status = subject.failed ? ri_fail_nomem(err)
                                    : ri_loading_read(l, of, true, subject.bytes, take, err);
            ri_text_free(&subject);
        }
    }
    return status;
}

static raci_status load_disputes(ri_loading *l, raci_error *err)
{
    void *rows = NULL;
    raci_status status =
        each_decision(l, STMT_SNAPSHOT_DISPUTES, STMT_SNAPSHOT_DISPUTES_OF, take_dispute, err);
    if (status == RACI_OK &&
        !(ri_order(l->gathered.items, l->gathered.n, sizeof(ri_dispute), compare_disputes, NULL) &&
          ri_loading_keep(l, sizeof(ri_dispute), &rows, &l->s->n_disputes))) {
        status = ri_fail_nomem(err);
    }
    l->s->disputes = rows;
    return status;
}

raci_status ri_load_stated(ri_loading *l, raci_error *err)
{
    static const ri_scan stated = {
        STMT_SNAPSHOT_STATED, STMT_SNAPSHOT_STATED_OF, false, false, false, RI_TOUCHPOINT};
    ri_snapshot *s = l->s;
    raci_status status = ri_loading_each(l, &stated, take_stated, err);
    if (status == RACI_OK && !sort_and_keep(l, &s->stated, &s->n_stated)) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        status =
            each_decision(l, STMT_SNAPSHOT_RULINGS, STMT_SNAPSHOT_RULINGS_OF, take_ruling, err);
    }
    if (status == RACI_OK && !sort_and_keep(l, &s->rulings, &s->n_rulings)) {
        status = ri_fail_nomem(err);
    }
    if (status != RACI_OK) {
        return status;
    }
    while (s->n_rulings > 0 && s->rulings[s->n_rulings - 1].to <= s->date) {
        s->n_rulings--;
        s->n_ended_rulings++;
    }
    if (l->reach == NULL) {
        status = ri_load_ruled_units(l, err);
    }
    return status == RACI_OK ? load_disputes(l, err) : status;
}
