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

/* Writes it with one piece of memory failing. Gives whether there was such a piece. */
static bool report_without(const struct row *row, size_t piece)
{
    evaluation e = evaluate(EVALUATION_ORGANIZATION, POLICY);
    const raci_report_content content = {.result = e.result};
    ri_text out = RI_TEXT_INIT;
    raci_error err = {0};
    (void)ri_alloc_fail_piece(piece);
    const raci_status status = row->report(&content, &out, &err);
    const bool met = ri_alloc_fail_piece(SIZE_MAX) > piece;
    assert_int_equal(status, met ? RACI_NOMEM : RACI_OK);
    ri_text_free(&out);
    evaluation_free(&e);
    return met;
}

static void misses_no_name(void **state)
{
    size_t piece = 0;
    while (report_without(*state, piece)) {
        piece++;
    }
    assert_true(piece > 0);
}

int main(void)
{
    return RUN_ROWS("names", rows, misses_no_name);
}
