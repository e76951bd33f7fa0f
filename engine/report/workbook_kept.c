/* The hidden sheet of a workbook: what the letters were, so that edits can be told from them. */
#include <stdio.h>

#include "base/day.h"
#include "intake/own_workbook.h"
#include "report/sentences.h"
#include "report/workbook.h"

#define CELL_MOST 7500 /* bytes; a touchpoint that needs more has another row */

static void put(ri_workbook_kept *kept, const char *what, const char *value)
{
    ri_workbook_cell(kept->w, kept->sheet, kept->row, 0, what, NULL);
    ri_workbook_cell(kept->w, kept->sheet, kept->row, 1, value, NULL);
    kept->row++;
}

void ri_workbook_kept_begin(ri_workbook_kept *kept, ri_workbook *w, lxw_worksheet *sheet)
{
    char day[11];
    *kept = (ri_workbook_kept){.w = w, .sheet = sheet};
    put(kept, RI_OWN_MAGIC, RI_OWN_VERSION);
    put(kept, RI_OWN_DATE, ri_day_format(w->result->date, day));
    ri_workbook_cell(w, sheet, kept->row, 0, RI_OWN_LETTERS, NULL);
    for (uint32_t i = 0; i < w->n_letters; i++) {
        ri_workbook_cell(w, sheet, kept->row, i + 1, w->view.scheme->letters[w->letters[i]].letter,
                         NULL);
    }
    kept->row++;
    if (sheet != NULL) {
        worksheet_hide(sheet);
    }
}

/* The number of what gives letters, which is told when it is met first. */
static uint32_t number_of(ri_workbook_kept *kept, ri_source source)
{
    uint32_t number = 0;
    char text[16];
    if (ri_map_get(&kept->rules, source, &number)) {
        return number;
    }
    number = ++kept->n_rules;
    kept->w->failed = kept->w->failed || !ri_map_put(&kept->rules, source, number);
    (void)snprintf(text, sizeof text, "%u", (unsigned)number);
    ri_say_the_source(&kept->w->line, &kept->w->view, source, 't');
    ri_workbook_take(kept->w, kept->sheet, kept->row, 2, NULL);
    put(kept, RI_OWN_RULE, text);
    return number;
}

static void put_touchpoint(ri_workbook_kept *kept, ri_ref touchpoint)
{
    ri_workbook *w = kept->w;
    ri_workbook_cell(w, kept->sheet, kept->row, 0, RI_OWN_HELD, NULL);
    ri_workbook_cell(w, kept->sheet, kept->row, 1, ri_snapshot_key(w->view.snapshot, touchpoint),
                     NULL);
    for (uint32_t i = 0; i < w->n_letters; i++) {
        w->failed = w->failed || kept->cells[i].failed;
        ri_workbook_cell(w, kept->sheet, kept->row, i + 2, ri_text_string(&kept->cells[i]), NULL);
        ri_text_clear(&kept->cells[i]);
    }
    kept->row++;
}

void ri_workbook_kept_add(ri_workbook_kept *kept, const ri_settlement *settlement)
{
    ri_workbook *w = kept->w;
    size_t held = 0;
    for (uint32_t i = 0; i < w->n_letters; i++) {
        const ri_outcome *outcome = &settlement->letters[w->letters[i]];
        for (uint32_t k = 0; k < outcome->n_holders; k++) {
            const ri_giving *giving = ri_view_giving(&w->view, outcome, outcome->holders[k]);
            uint32_t column = 0;
            if (giving == NULL || !ri_map_get(&w->columns, outcome->holders[k], &column)) {
                continue;
            }
            const uint32_t number = number_of(kept, giving->winner);
            ri_text *cell = &kept->cells[i];
            if (cell->length == 0) {
                ri_text_add(cell, ri_tier_name(ri_source_tier(w->resolver, giving->winner)));
            }
            ri_text_format(cell, " %s=%u", ri_view_reference(&w->view, outcome->holders[k]),
                           (unsigned)number);
            held++;
            if (cell->length > CELL_MOST) {
                put_touchpoint(kept, settlement->subject);
            }
        }
    }
    if (held > 0) {
        put_touchpoint(kept, settlement->subject);
    }
}

void ri_workbook_kept_free(ri_workbook_kept *kept)
{
    ri_map_free(&kept->rules);
    for (size_t i = 0; i < RI_LETTERS_MAX; i++) {
        ri_text_free(&kept->cells[i]);
    }
}
