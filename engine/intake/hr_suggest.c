#include "base/fail.h"
#include "base/memory.h"
#include "intake/hr_inside.h"

#define FEW 3 /* lines that lead nowhere, and say nothing of the columns yet */

/* Notes what the lines that lead nowhere refer to; gives how many different texts. */
static bool collect_wanted(ri_hr *hr, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < hr->n_posts; i++) {
        const ri_hr_post *post = &hr->posts[i];
        if (post->line_state != RI_HR_MISSING) {
            continue;
        }
        const char *text = ri_hr_string(hr, ri_hr_said(hr, post, post->said_at));
        if (ri_hr_led(hr, RI_HR_IS_WANTED, text) == RI_NONE) {
            (*n)++;
            if (!ri_hr_lead(hr, RI_HR_IS_WANTED, text, 0)) {
                return false;
            }
        }
    }
    return true;
}

/* Counts, for each column that is kept as it stands, the cells that are referred to. */
static raci_status count_hits(ri_hr *hr, size_t *hits, raci_error *err)
{
    const ri_hr_columns *columns = hr->columns;
    ri_book_row row;
    bool more = true;
    raci_status status = ri_book_begin(hr->book, columns->sheet, err);
    for (size_t at = 0; status == RACI_OK; at++) {
        status = ri_book_next(hr->book, &row, &more, err);
        if (status != RACI_OK || !more) {
            break;
        }
        for (uint32_t i = 0; at > columns->above && i < columns->n && i < row.n; i++) {
            bool kept = columns->columns[i].role == RI_HR_ATTRIBUTE && !columns->columns[i].told;
            if (kept && row.cells[i].length > 0 &&
                ri_hr_led(hr, RI_HR_IS_WANTED, row.cells[i].bytes) != RI_NONE) {
                hits[i]++;
            }
        }
    }
    return status;
}

/* An identifier is there once for each that is referred to; what is there more often, such as
   another column of superiors, is none. */
static bool ask(ri_hr *hr, const size_t *hits, size_t wanted)
{
    const ri_hr_columns *columns = hr->columns;
    size_t best = 0;
    for (size_t i = 1; i < columns->n; i++) {
        if (hits[i] <= wanted && (hits[best] > wanted || hits[i] > hits[best])) {
            best = i;
        }
    }
    if (hits[best] > wanted || hits[best] * 2 < wanted) {
        return true;
    }
    ri_hr_role role = columns->keying == RI_HR_BY_PERSON ? RI_HR_PERSON_ID : RI_HR_POSITION_ID;
    const char *heading = columns->columns[best].heading;
    ri_hr_question question = {
        ri_arena_format(hr->arena, "most superiors that are nowhere stand in the column %s",
                        heading),
        ri_hr_column_option(hr->arena, heading, role)};
    return question.text != NULL && question.option != NULL &&
           RI_PUSH(hr->questions, hr->n_questions, hr->questions_capacity, question);
}

raci_status ri_hr_suggest(ri_hr *hr, raci_error *err)
{
    const ri_hr_summary *summary = &hr->summary;
    size_t wanted = 0;
    if (summary->missing < FEW || summary->missing <= summary->lines) {
        return RACI_OK;
    }
    size_t *hits = ri_alloc(hr->columns->n * sizeof *hits);
    if (hits == NULL || !collect_wanted(hr, &wanted)) {
        ri_free(hits);
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < hr->columns->n; i++) {
        hits[i] = 0;
    }
    raci_status status = count_hits(hr, hits, err);
    if (status == RACI_OK && !ask(hr, hits, wanted)) {
        status = ri_fail_nomem(err);
    }
    ri_free(hits);
    return status;
}
