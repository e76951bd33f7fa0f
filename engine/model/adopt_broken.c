/* Which lines of an export lead nowhere, before it is decided what becomes of them. */
#include "base/fail.h"
#include "model/adopt_match.h"

typedef struct telling {
    ri_adopting *a;
    bool stops; /* they are problems, and no notes */
} telling;

static raci_status take_note(const ri_hr_note *note, void *payload, raci_error *err)
{
    const telling *t = payload;
    if (note->kind != RI_HR_BROKEN_LINE) {
        return RACI_OK;
    }
    if (!t->stops) {
        return ri_adopt_tell(t->a, &t->a->sheet->notes, note->place, note->text, err);
    }
    if (t->a->problem != NULL) {
        t->a->problem(t->a->file->path, (int)note->line, (int)note->column, note->text,
                      t->a->payload);
    }
    return RACI_OK;
}

raci_status ri_adopt_broken(ri_adopting *a, ri_hr *hr, bool stops, raci_error *err)
{
    telling t = {a, stops};
    raci_error own = {.status = RACI_OK};
    const ri_hr_sink sink = {.note = take_note, .payload = &t};
    /* In which order dates are read does not matter here. */
    const ri_hr_options options = {.dates = RI_DATES_DAY_FIRST, .lines = RI_HR_LINES_STRICT};
    raci_status status = ri_hr_broken(hr) ? ri_hr_give(hr, &options, &sink, &own) : RACI_OK;
    return status == RACI_OK || status == RACI_INPUT ? RACI_OK
                                                     : ri_fail(err, status, "%s", own.message);
}
