/*
 * Who holds what: one ordered pass over what the last run has and what the new one
 * gives. What stays is not touched; what changes is noted, and written when the pass
 * is over, so that no statement writes where another reads.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "record/keeping.h"

typedef struct closing {
    const char *subject;
    int64_t first;
} closing;

typedef struct opening {
    uint32_t subject; /* its number */
    uint32_t class;   /* in the texts of classes */
} opening;

typedef struct passing {
    ri_keeping *k;
    ri_shared classes;
    ri_class_finder finder;
    ri_stmt *old; /* the last run's, by subject */
    const char *old_subject;
    uint32_t n;      /* subjects */
    uint32_t next;   /* the number of the new run's next subject to look at */
    uint32_t number; /* of the subject at hand, which has holders */
    ri_row row;      /* of it */
    ri_text subject; /* and its reference */
    closing *closings;
    size_t n_closings;
    size_t closings_capacity;
    opening *openings;
    size_t n_openings;
    size_t openings_capacity;
} passing;

static raci_status step_old(void *payload, bool *there, raci_error *err)
{
    passing *p = payload;
    raci_status status = ri_step(p->old, there, err);
    if (status == RACI_OK && *there) {
        p->old_subject = ri_column_needed(p->old, 0, NULL);
        if (p->old_subject == NULL) {
            status = ri_fail_nomem(err);
        }
    }
    return status;
}

/* Subjects without holders are passed over. */
static raci_status step_new(void *payload, bool *there, raci_error *err)
{
    passing *p = payload;
    const raci_result *result = p->k->result;
    *there = false;
    while (!*there && p->next < p->n) {
        p->number = p->next++;
        p->row = ri_matrix_row_of(&result->matrix, p->number);
        *there = p->row.n > 0;
    }
    if (*there) {
        p->subject.length = 0;
        ri_snapshot_reference(result->snapshot, ri_subject_at(result->snapshot, p->number),
                              &p->subject);
    }
    return p->subject.failed ? ri_fail_nomem(err) : RACI_OK;
}

static const char *old_class(const passing *p)
{
    return ri_shared_text(&p->classes, ri_column_int(p->old, 2));
}

static bool note_closing(passing *p)
{
    ri_keeping *k = p->k;
    const closing c = {ri_arena_string(k->arena, p->old_subject), ri_column_int(p->old, 1)};
    ri_body_closes_assignment(&k->body, &k->line, p->old_subject, c.first);
    return c.subject != NULL && RI_PUSH(p->closings, p->n_closings, p->closings_capacity, c);
}

static bool note_opening(passing *p, uint32_t class)
{
    ri_keeping *k = p->k;
    ri_body_opens_assignment(&k->body, &k->line, ri_text_string(&p->subject),
                             ri_intern_get(p->classes.texts, class));
    return RI_PUSH(p->openings, p->n_openings, p->openings_capacity, (opening){p->number, class});
}

static int order_of(const void *payload)
{
    const passing *p = payload;
    return strcmp(p->old_subject, ri_text_string(&p->subject));
}

/* How many letters somebody has. */
static int64_t count_letters(const ri_row *row)
{
    int64_t n = 0;
    for (uint32_t i = 0; i < row->n; i++) { /* by letter */
        n += i == 0 || row->letter[i] != row->letter[i - 1];
    }
    return n;
}

static bool take(void *payload, int order)
{
    passing *p = payload;
    uint32_t class = RI_NONE;
    if (order >= 0) {
        class = ri_class_find(&p->finder, &p->row);
        if (class == RI_NONE) {
            return false;
        }
    }
    const char *from = order <= 0 ? old_class(p) : NULL;
    const char *to = order >= 0 ? ri_intern_get(p->classes.texts, class) : NULL;
    if (order == 0 && from != NULL && strcmp(from, to) == 0) {
        return true;
    }
    p->k->run.moves += order > 0 ? count_letters(&p->row) : (int64_t)ri_class_moves(from, to);
    return (order > 0 || note_closing(p)) && (order < 0 || note_opening(p, class));
}

static raci_status write_closings(passing *p, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < p->n_closings; i++) {
        ri_stmt *stmt = NULL;
        status = ri_store_stmt(&stmt, p->k->store, STMT_RUN_ASSIGNMENT_CLOSE, err);
        if (status == RACI_OK) {
            ri_bind_text(stmt, 1, p->closings[i].subject);
            ri_bind_int(stmt, 2, p->closings[i].first);
            ri_bind_int(stmt, 3, p->k->run.number - 1);
            status = ri_run(stmt, err);
        }
    }
    return status;
}

static raci_status write_openings(passing *p, raci_error *err)
{
    const ri_snapshot *s = p->k->result->snapshot;
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < p->n_openings; i++) {
        ri_stmt *stmt = NULL;
        int64_t id = 0;
        status = ri_class_id(&id, &p->classes, p->openings[i].class, p->k->store, err);
        if (status == RACI_OK) {
            status = ri_store_stmt(&stmt, p->k->store, STMT_RUN_ASSIGNMENT_ADD, err);
        }
        if (status == RACI_OK) {
            p->subject.length = 0;
            ri_snapshot_reference(s, ri_subject_at(s, p->openings[i].subject), &p->subject);
            ri_bind_bytes(stmt, 1, ri_text_string(&p->subject), p->subject.length);
            ri_bind_int(stmt, 2, p->k->run.number);
            ri_bind_int(stmt, 3, id);
            status = p->subject.failed ? ri_fail_nomem(err) : ri_run(stmt, err);
        }
    }
    return status;
}

raci_status ri_keep_assignments(ri_keeping *k, raci_error *err)
{
    static const ri_pass both = {step_old, step_new, order_of, take};
    const raci_result *result = k->result;
    passing p = {.k = k, .n = result->matrix.n};
    raci_status status = ri_classes_read(&p.classes, k->store, err);
    if (status == RACI_OK) {
        status = ri_class_finder_init(&p.finder, &p.classes, result->snapshot,
                                      &ri_policy_data_of(result->policy)->scheme, err);
    }
    if (status == RACI_OK) {
        status = ri_store_stmt(&p.old, k->store, STMT_RUN_ASSIGNMENTS_OPEN, err);
    }
    if (status == RACI_OK) {
        status = ri_pass_both(&both, &p, err);
        ri_reset(p.old);
    }
    if (status == RACI_OK) {
        status = write_closings(&p, err);
    }
    if (status == RACI_OK) {
        status = write_openings(&p, err);
    }
    ri_class_finder_free(&p.finder);
    ri_shared_free(&p.classes);
    ri_text_free(&p.subject);
    ri_free(p.closings);
    ri_free(p.openings);
    return status;
}
