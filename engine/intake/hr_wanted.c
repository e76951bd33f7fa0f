/*
 * Whom lines refer to otherwise than by an identifier as it stands: in other letter case, by name,
 * by title. Only what is referred to so is looked for, so that a file's names take no memory.
 */
#include <string.h>

#include "base/fail.h"
#include "intake/hr_inside.h"

typedef struct wanted {
    bool ids;  /* in other letter case */
    bool rows; /* names or titles */
} wanted;

static bool want_words(ri_hr *hr, ri_hr_way way, const char *text, wanted *what)
{
    const bool there = way == RI_HR_WAY_TITLE ? hr->of_role[RI_HR_TITLE] != RI_NONE : hr->has_names;
    const int orders = strchr(text, ',') != NULL ? 2 : 1;
    bool fits = true;
    for (int swapped = 0; there && swapped < orders && fits; swapped++) {
        const char *words = ri_hr_name_words(hr, text, swapped == 1);
        fits = words != NULL && (*words == '\0' || ri_hr_want(hr, way, words));
    }
    what->rows = what->rows || there;
    return fits;
}

/* Whether a reference leads somewhere by one way already; else it is wanted. */
static bool want_by(ri_hr *hr, ri_hr_way way, const char *text, wanted *what, bool *fits)
{
    const bool root = ri_hr_is_root(text);
    if (way == RI_HR_WAY_NAME || way == RI_HR_WAY_TITLE) {
        *fits = root || want_words(hr, way, text, what);
        return false;
    }
    if (way == RI_HR_WAY_EMAIL) {
        const char *email = ri_hr_fold(hr, text);
        *fits = email != NULL;
        return *fits && ri_hr_led(hr, way, email) < RI_HR_SEVERAL;
    }
    const uint32_t to = ri_hr_led(hr, way, text);
    if (to == RI_NONE && !root && hr->ids[way].n > 0) {
        const char *folded = ri_hr_fold(hr, text);
        *fits = folded != NULL && ri_hr_want(hr, (unsigned)way + RI_HR_FOLDED, folded);
        what->ids = true;
    }
    return to < RI_HR_SEVERAL;
}

static bool want(ri_hr *hr, ri_hr_role role, size_t column, const char *text, wanted *what)
{
    size_t n = 0;
    const ri_hr_way *ways = ri_hr_ways(role, hr->first[column], &n);
    bool fits = true;
    for (size_t i = 0; i < n && fits; i++) {
        if (want_by(hr, ways[i], text, what, &fits)) {
            break;
        }
    }
    return fits;
}

static bool want_superiors(ri_hr *hr, const ri_hr_post *post, wanted *what)
{
    bool fits = true;
    for (size_t i = 0; i < RI_HR_SAID && fits; i++) {
        const uint32_t said = ri_hr_said(hr, post, i);
        fits = said == RI_NONE ||
               want(hr, hr->columns->columns[hr->said[i]].role, i, ri_hr_string(hr, said), what);
    }
    const uint32_t dotted = ri_hr_said(hr, post, RI_HR_SAID);
    const char *list = dotted != RI_NONE ? ri_hr_string(hr, dotted) : "";
    for (size_t n = 0; n < RI_HR_DOTTED_MAX && fits && ri_hr_next_item(hr, &list); n++) {
        fits = !hr->scratch.failed &&
               want(hr, RI_HR_DOTTED, RI_HR_SAID, ri_text_string(&hr->scratch), what);
    }
    return fits && !hr->scratch.failed;
}

/* Lets identifiers that are wanted lead to their posts in any letter case. */
static bool lead_ids(ri_hr *hr)
{
    static const ri_hr_way ways[] = {RI_HR_WAY_PERSON, RI_HR_WAY_POSITION, RI_HR_WAY_REQUISITION};
    bool fits = true;
    for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
        const struct ri_hr_ids *ids = &hr->ids[ways[w]];
        for (uint32_t i = 0; i < ids->n && fits; i++) {
            if (ids->to[i] != RI_NONE) {
                const char *folded = ri_hr_fold(hr, ri_hr_string(hr, i));
                fits = folded != NULL &&
                       ri_hr_lead_wanted(hr, (unsigned)ways[w] + RI_HR_FOLDED, folded, ids->to[i]);
            }
        }
    }
    return fits;
}

static bool lead_words(ri_hr *hr, ri_hr_way way, const char *text, bool swapped, uint32_t post)
{
    const char *words = ri_hr_name_words(hr, text, swapped);
    return words != NULL && (*words == '\0' || ri_hr_lead_wanted(hr, way, words, post));
}

/* Names lead to the first post of somebody who has several. */
static bool lead_names(ri_hr *hr, const ri_book_row *row, const char *name, uint32_t post)
{
    const char *preferred = ri_hr_text_of(hr, row, RI_HR_PREFERRED_NAME);
    const char *last = ri_hr_text_of(hr, row, RI_HR_LAST_NAME);
    const char *first = ri_hr_text_of(hr, row, RI_HR_FIRST_NAME);
    bool fits = lead_words(hr, RI_HR_WAY_NAME, name, false, post) &&
                lead_words(hr, RI_HR_WAY_NAME, name, true, post);
    if (fits && *first != '\0' && *last != '\0') {
        ri_text_clear(&hr->scratch);
        ri_text_format(&hr->scratch, "%s, %s", last, first);
        fits = !hr->scratch.failed &&
               lead_words(hr, RI_HR_WAY_NAME, hr->scratch.bytes, true, post) &&
               lead_words(hr, RI_HR_WAY_NAME, hr->scratch.bytes, false, post);
    }
    if (fits && *preferred != '\0') {
        fits = lead_words(hr, RI_HR_WAY_NAME, preferred, false, post);
        ri_text_clear(&hr->scratch);
        ri_text_format(&hr->scratch, "%s %s", preferred, last);
        fits = fits && !hr->scratch.failed &&
               lead_words(hr, RI_HR_WAY_NAME, ri_text_string(&hr->scratch), false, post);
    }
    return fits;
}

/* Lets what a row is the first to name lead to its post. */
static bool lead_row(ri_hr *hr, const ri_book_row *row, const ri_hr_row_kept *record)
{
    ri_hr_fields fields;
    bool fits = true;
    if ((record->flags & (RI_HR_NEW_PERSON | RI_HR_NEW_POST)) == 0) {
        return true;
    }
    if (!ri_hr_fields_read(hr, row, &fields)) {
        return false;
    }
    if ((record->flags & RI_HR_NEW_PERSON) != 0) {
        const ri_hr_human *human = &hr->people[record->person];
        fits = human->name == 0 || ri_number_set_has(&hr->withheld, record->person) ||
               lead_names(hr, row, fields.name, human->post);
    }
    if (fits && (record->flags & RI_HR_NEW_POST) != 0) {
        fits = lead_words(hr, RI_HR_WAY_TITLE, fields.title, false, record->post);
    }
    return fits;
}

static raci_status lead_rows(ri_hr *hr, raci_error *err)
{
    ri_book_row row;
    bool more = true;
    raci_status status = ri_book_begin(hr->book, hr->columns->sheet, err);
    for (size_t at = 0; status == RACI_OK; at++) {
        status = ri_book_next(hr->book, &row, &more, err);
        if (status != RACI_OK || !more) {
            break;
        }
        if (at <= hr->columns->above) {
            continue;
        }
        if (at - hr->columns->above > hr->n_rows) {
            return ri_fail(err, RACI_IO, "the file changed while it was read");
        }
        if (!lead_row(hr, &row, &hr->rows[at - hr->columns->above - 1])) {
            return ri_fail_nomem(err);
        }
    }
    return status;
}

raci_status ri_hr_find_wanted(ri_hr *hr, raci_error *err)
{
    wanted what = {false, false};
    for (size_t i = 0; i < hr->n_posts; i++) {
        if (!want_superiors(hr, &hr->posts[i], &what)) {
            return ri_fail_nomem(err);
        }
    }
    if (what.ids && !lead_ids(hr)) {
        return ri_fail_nomem(err);
    }
    return what.rows ? lead_rows(hr, err) : RACI_OK;
}
