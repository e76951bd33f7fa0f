/*
 * Names of passages are made when somebody first asks for them, which may be while a report is
 * written: one that had no memory for a name says so.
 */
#define _POSIX_C_SOURCE 200809L

#include "appended.h"
#include "evaluation.h"

#define POLICY                                                                                     \
    "policy { name = 'p' }\n"                                                                      \
    "rule 'r' { because = 'x', assign = { A = head_of_delivering_unit(), R = 'position:coo' } }\n" \
    "rule 'h' { because = 'x', on = 'handoff', assign = { A = 'position:cxo' } }\n"

static raci_status matrix(const raci_report_content *content, ri_text *out, raci_error *err)
{
    return raci_report_matrix(content->result, NULL, RACI_BY_POSITION, RACI_TEXT, NULL, append_text,
                              out, err);
}

static raci_status load(const raci_report_content *content, ri_text *out, raci_error *err)
{
    return raci_report_what(content->result, "position:cxo", RACI_JSON, NULL, append_text, out,
                            err);
}

static raci_status page(const raci_report_content *content, ri_text *out, raci_error *err)
{
    return raci_report_page(content, append_text, out, err);
}

static raci_status workbook(const raci_report_content *content, ri_text *out, raci_error *err)
{
    return raci_report_book(content, append_text, out, err);
}

static const struct row {
    const char *name;
    raci_status (*report)(const raci_report_content *content, ri_text *out, raci_error *err);
} rows[] = {
    {"matrix", matrix},
    {"what somebody has", load},
    {"page", page},
    {"workbook", workbook},
};

/* Writes it with one failing of what `refuse` counts. Gives whether there was such a one. */
static bool report_without(const struct row *row, const evaluation *e,
                           size_t (*refuse)(size_t which), size_t which)
{
    const raci_report_content content = {.result = e->result};
    ri_text out = RI_TEXT_INIT;
    raci_error err = {0};
    (void)refuse(which);
    const raci_status status = row->report(&content, &out, &err);
    const bool met = refuse(SIZE_MAX) > which;
    if (!out.failed) { /* which writes, and is not the report's */
        assert_int_equal(status, met ? RACI_NOMEM : RACI_OK);
    }
    ri_text_free(&out);
    return met;
}

/* Names that were made are kept, so that it is another evaluation each time. */
static void misses_no_name(void **state)
{
    bool met = true;
    size_t piece = 0;
    for (; met; piece++) {
        evaluation e = evaluate(EVALUATION_ORGANIZATION, POLICY);
        met = report_without(*state, &e, ri_alloc_fail_piece, piece);
        evaluation_free(&e);
    }
    assert_true(piece > 1);
}

/* What had no memory for its name may be asked about without one. */
static void says_what_was_wanting(void **state)
{
    size_t which = 0;
    evaluation e = evaluate(EVALUATION_ORGANIZATION, POLICY);
    while (report_without(*state, &e, ri_alloc_fail_only, which)) {
        which++;
    }
    assert_true(which > 1);
    evaluation_free(&e);
}

int main(void)
{
    return RUN_ROWS("names", rows, misses_no_name) +
           RUN_ROWS("allocations", rows, says_what_was_wanting);
}
