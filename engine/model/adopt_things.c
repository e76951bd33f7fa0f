#include "model/adopt_things.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/fingerprint.h"
#include "intake/channel_in_cell.h"

enum { THING_KEY, THING_NAME, THING_ORDER, THING_CELLS };
enum { STATED_TOUCHPOINT, STATED_LETTER, STATED_HOLDER, STATED_REASON, STATED_CELLS };

raci_status ri_adopt_note(ri_adopting *a, ri_adopt_source from, const char *format,
                          const char *first, const char *second, raci_error *err)
{
    ri_text text = RI_TEXT_INIT;
    ri_text_format(&text, format, first, second != NULL ? second : "");
    raci_status status =
        text.failed ? ri_fail_nomem(err)
                    : ri_adopt_tell(a, &a->sheet->notes, from.place, ri_text_string(&text), err);
    ri_text_free(&text);
    return status;
}

/* Gives the import something new, by its key and name; stages in the order they are met. */
static raci_status add(const char **key, ri_adopting *a, ri_kind kind, const char *name,
                       ri_adopt_source from, raci_error *err)
{
    static const char *const named[] = {"key", "name", "order"};
    const int tab = ri_table_of_kind(kind);
    char order[16] = "";
    if (kind == RI_STAGE) {
        (void)snprintf(order, sizeof order, "%u", ++a->n_stages);
    }
    *key = ri_adopt_new_key(a, kind, name, ri_kind_name(kind));
    if (*key == NULL || !ri_known_names_add(a->known, kind, *key, name)) {
        return ri_fail_nomem(err);
    }
    const char *cells[THING_CELLS] = {*key, name, order};
    raci_status status =
        ri_adopt_table(a, tab, named, kind == RI_STAGE ? THING_CELLS : THING_ORDER, err);
    return status == RACI_OK ? ri_adopt_row(NULL, a, tab, cells, from.line, err) : status;
}

raci_status ri_adopt_thing(const char **key, ri_adopting *a, ri_kind kind, const char *name,
                           ri_adopt_source from, raci_error *err)
{
    ri_meant meant;
    raci_status status = ri_adopt_meant(&meant, a, kind, name, err);
    if (status != RACI_OK || meant.reference != NULL) {
        *key = status == RACI_OK ? ri_meant_key(meant.reference) : NULL;
        return status;
    }
    const char *near = ri_known_near(a->known, kind, name); /* before it is known itself */
    status = add(key, a, kind, name, from, err);
    return status == RACI_OK && near != NULL
               ? ri_adopt_note(a, from, "'%s' is taken for something new; is '%s' meant?", name,
                               near, err)
               : status;
}

raci_status ri_adopt_channel(const char **key, const char **rest, ri_adopting *a, const char *cell,
                             ri_adopt_source from, raci_error *err)
{
    ri_meant meant;
    ri_text name = RI_TEXT_INIT;
    raci_status status = RACI_OK;
    *rest = NULL;
    if (!ri_known_of(&meant, a->known, RI_CHANNEL, cell)) {
        return ri_fail_nomem(err);
    }
    const bool several = ri_channel_in_cell(&name, cell);
    if (name.failed) {
        status = ri_fail_nomem(err);
    } else if (meant.reference != NULL || name.length == 0) {
        status = ri_adopt_thing(key, a, RI_CHANNEL, cell, from, err);
    } else {
        status = ri_adopt_thing(key, a, RI_CHANNEL, ri_text_string(&name), from, err);
        *rest = strcmp(ri_text_string(&name), cell) != 0 ? cell : NULL;
        if (status == RACI_OK && several) {
            status = ri_adopt_note(a, from, "of the channels '%s' the first is taken, '%s'", cell,
                                   ri_text_string(&name), err);
        }
    }
    ri_text_free(&name);
    return status;
}

/* Whether names head two columns of the sheet: then one is not the other, mistyped. */
static bool are_columns(const ri_read_sheet *sheet, const char *name, const char *other)
{
    bool first = false;
    bool second = false;
    for (size_t i = 0; i < sheet->n_columns; i++) {
        first = first || strcmp(sheet->columns[i].heading, name) == 0;
        second = second || strcmp(sheet->columns[i].heading, other) == 0;
    }
    return first && second;
}

raci_status ri_adopt_holder(const char **reference, ri_adopting *a, const char *name,
                            ri_adopt_source from, raci_error *err)
{
    ri_meant meant;
    const ri_kind said = ri_adopt_party_kind(a, RI_POSITION);
    const ri_kind as = said == RI_PERSON ? RI_POSITION : said; /* as which it is known then */
    raci_status status = ri_adopt_meant(&meant, a, RI_KIND_COUNT, name, err);
    *reference = meant.reference;
    if (status != RACI_OK || meant.reference != NULL) {
        return status;
    }
    const char *near = ri_known_near(a->known, RI_KIND_COUNT, name);
    status = ri_adopt_party(reference, a, said, name, NULL, from.line, err);
    if (status == RACI_OK && !ri_known_names_add(a->known, as, ri_meant_key(*reference), name)) {
        status = ri_fail_nomem(err);
    }
    return status == RACI_OK && near != NULL && !are_columns(a->sheet, name, near)
               ? ri_adopt_note(a, from, "'%s' is taken for somebody new; is '%s' meant?", name,
                               near, err)
               : status;
}

bool ri_adopt_has_stated(uint64_t *row, const ri_adopting *a, const char *touchpoint,
                         const char *letter, const char *holder)
{
    char text[3 * RI_KEY_MAX + 64];
    uint32_t met = 0;
    const int length = snprintf(text, sizeof text, "%s %s %s", touchpoint, letter, holder);
    *row = ri_fingerprint(0, text, length > 0 ? (size_t)length : 0);
    return ri_map_get(&a->stated, *row, &met);
}

raci_status ri_adopt_stated(ri_adopting *a, const char *touchpoint, const char *letter,
                            const char *holder, const char *reason, ri_adopt_source from,
                            raci_error *err)
{
    static const char *const names[STATED_CELLS] = {"touchpoint", "letter", "holder", "reason"};
    const char *cells[STATED_CELLS] = {touchpoint, letter, holder, reason};
    uint64_t row = 0;
    if (ri_adopt_has_stated(&row, a, touchpoint, letter, holder)) {
        char what[64 + RI_KEY_MAX];
        (void)snprintf(what, sizeof what, "%s %s", touchpoint, letter);
        return ri_adopt_note(a, from, "said before: %s %s", what, holder, err);
    }
    if (!ri_map_put(&a->stated, row, 1)) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_adopt_table(a, RI_TABLE_STATED, names, STATED_CELLS, err);
    return status == RACI_OK ? ri_adopt_row(NULL, a, RI_TABLE_STATED, cells, from.line, err)
                             : status;
}
