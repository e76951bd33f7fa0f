/* What a workbook's colours and letters mean, what it is of, and how edits find their way back. */
#include "base/day.h"
#include "intake/own_workbook.h"
#include "report/sentences.h"
#include "report/workbook.h"

typedef struct legend {
    ri_workbook *w;
    lxw_worksheet *sheet;
    size_t row;
} legend;

static void put(legend *l, const char *what, const char *text)
{
    ri_workbook_cell(l->w, l->sheet, l->row, 0, what, l->w->looks.label);
    ri_workbook_cell(l->w, l->sheet, l->row, 1, text, l->w->looks.wrapped);
    ri_workbook_fit(l->w, l->sheet, l->row++);
}

static void head(legend *l, const char *title)
{
    l->row++;
    ri_workbook_cell(l->w, l->sheet, l->row, 0, title, l->w->looks.head);
    ri_workbook_cell(l->w, l->sheet, l->row++, 1, "", l->w->looks.head);
}

static void put_letters(legend *l)
{
    ri_workbook *w = l->w;
    head(l, "Letters");
    for (uint32_t i = 0; i < w->n_letters; i++) {
        const ri_letter *letter = &w->view.scheme->letters[w->letters[i]];
        ri_workbook_cell(w, l->sheet, l->row, 0, letter->letter, w->looks.letter[w->letters[i]][0]);
        ri_say(&w->line, letter->name);
        if (letter->min > 0) {
            ri_text_format(&w->line, ", at least %u on a touchpoint", (unsigned)letter->min);
        }
        if (letter->max != UINT32_MAX) {
            ri_text_format(&w->line, ", at most %u", (unsigned)letter->max);
        }
        ri_workbook_take(w, l->sheet, l->row++, 1, w->looks.wrapped);
    }
}

static void put_severities(legend *l)
{
    static const char *const texts[RI_WORKBOOK_SEVERITIES] = {
        [RACI_ERROR] = "has to be decided or mended",
        [RACI_WARNING] = "is likely to go wrong",
        [RACI_INFO] = "is worth knowing",
    };
    head(l, "Findings");
    for (unsigned severity = RACI_ERROR; severity >= RACI_INFO; severity--) {
        ri_workbook_cell(l->w, l->sheet, l->row, 0, ri_severity_name((raci_severity)severity),
                         l->w->looks.severity[severity]);
        ri_workbook_cell(l->w, l->sheet, l->row++, 1, texts[severity], l->w->looks.wrapped);
    }
    put(l, "a thick edge", "something is wrong with this very letter: the comment says what");
    put(l, "a comment", "the rules that give the letter, where they stand, and their reasons");
    put(l, "a name in brown", "nobody sits in that position");
}

static void put_basis(legend *l)
{
    ri_workbook *w = l->w;
    const raci_policy *policy = w->result->policy;
    raci_error failure = {.status = RACI_OK};
    char day[11];
    head(l, "What this is of");
    put(l, "Date", ri_day_format(w->result->date, day));
    ri_say(&w->line, raci_policy_name(policy));
    ri_text_add(&w->line, " ");
    ri_say(&w->line, raci_policy_version(policy) != NULL ? raci_policy_version(policy) : "");
    ri_workbook_cell(w, l->sheet, l->row, 0, "Policy", w->looks.label);
    ri_workbook_take(w, l->sheet, l->row++, 1, w->looks.wrapped);
    put(l, "Digest of the policy", raci_policy_digest(policy));
    put(l, "Digest of the model", l->w->digest);
    put(l, "Written by raci", raci_version());
    if (raci_result_failed(w->result, &failure)) {
        ri_workbook_cell(w, l->sheet, l->row, 0, "Not to be relied on",
                         w->looks.severity[RACI_ERROR]);
        ri_text_add(&w->line, "a rule failed: ");
        ri_say(&w->line, failure.message);
        ri_workbook_take(w, l->sheet, l->row++, 1, w->looks.wrapped);
    }
}

static void put_cut(legend *l, size_t n, const char *what)
{
    if (n > 0) {
        ri_text_format(&l->w->line, "%zu %s", n, what);
        ri_workbook_cell(l->w, l->sheet, l->row, 0, "Left out", l->w->looks.severity[RACI_WARNING]);
        ri_workbook_take(l->w, l->sheet, l->row++, 1, l->w->looks.wrapped);
    }
}

static void put_cuts(legend *l)
{
    const ri_workbook_cuts *cuts = &l->w->cuts;
    put_cut(l, cuts->touchpoints, "touchpoints, for which a sheet has no more rows");
    put_cut(l, cuts->holders,
            "holders, those with the fewest letters: a sheet with more columns is of no use");
    put_cut(
        l, cuts->comments,
        "comments: programs take long to open more. 'raci why' tells the reasons of any letter");
    put_cut(l, cuts->findings, "findings, for which a sheet has no more rows");
    put_cut(l, cuts->escalations, "escalations, for which a sheet has no more rows");
    put_cut(l, cuts->loads, "holders of the load, for which a sheet has no more rows");
    put_cut(l, cuts->others, "handoffs and journeys, for which a sheet has no more rows");
}

static void put_way_back(legend *l)
{
    head(l, "Edit it, and take the edits back");
    put(l, "1",
        "Change letters in the sheet " RI_OWN_MATRIX ": type over them, or delete them; two "
        "in a cell have a slash between them. Rows and columns may be sorted, moved or "
        "deleted, but keep the row with the references and the column " RI_OWN_KEY ".");
    put(l, "2", "raci import FILE tells what that changes, and writes nothing.");
    put(l, "3",
        "raci import FILE --save-map MAP, and then --map MAP, takes it in: what was edited "
        "becomes stated rows, which go before rules.");
    put(l, "Text",
        "A cell that a spreadsheet would take for a formula has an apostrophe (') before "
        "it, here and in every file that raci writes.");
}

void ri_workbook_put_legend(ri_workbook *w, lxw_worksheet *sheet)
{
    legend l = {.w = w, .sheet = sheet};
    if (sheet == NULL) {
        return;
    }
    w->widths[1] = 90;
    (void)worksheet_set_column(sheet, 0, 0, 32, NULL);
    (void)worksheet_set_column(sheet, 1, 1, w->widths[1], NULL);
    (void)worksheet_set_row(sheet, 0, 24, NULL);
    ri_workbook_cell(w, sheet, l.row++, 0, "How to read this", w->looks.title);
    put_letters(&l);
    put_severities(&l);
    put_way_back(&l);
    put_basis(&l);
    put_cuts(&l);
}
