#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "intake/hr_inside.h"

static uint64_t step_of(unsigned way, uint32_t text)
{
    return (uint64_t)way << 32 | text;
}

bool ri_hr_lead(ri_hr *hr, unsigned way, const char *text, uint32_t to)
{
    uint32_t met = RI_NONE;
    uint32_t number = ri_intern_string(hr->texts, text);
    if (number == RI_NONE) {
        return false;
    }
    if (ri_map_get(&hr->found, step_of(way, number), &met) && met != to) {
        to = RI_HR_SEVERAL;
    }
    if (way < RI_HR_WAY_COUNT) {
        hr->leads[way] = true;
    }
    return ri_map_put(&hr->found, step_of(way, number), to);
}

uint32_t ri_hr_led(const ri_hr *hr, unsigned way, const char *text)
{
    uint32_t to = RI_NONE;
    uint32_t number = ri_intern_find(hr->texts, text);
    return number != RI_NONE && ri_map_get(&hr->found, step_of(way, number), &to) ? to : RI_NONE;
}

/* A text without regard to letter case and accents, in hr->folded. NULL: memory. */
static const char *fold(ri_hr *hr, const char *text)
{
    ri_text_clear(&hr->folded);
    ri_utf8_fold(&hr->folded, text);
    return hr->folded.failed ? NULL : ri_text_string(&hr->folded);
}

static bool lead_folded(ri_hr *hr, unsigned way, const char *text, uint32_t to)
{
    const char *folded = fold(hr, text);
    return folded != NULL && ri_hr_lead(hr, way, folded, to);
}

bool ri_hr_lead_id(ri_hr *hr, ri_hr_way way, const char *id, uint32_t post)
{
    return *id == '\0' || ri_hr_lead(hr, way, id, post);
}

/* Names, too, lead to the first post of somebody who has several. */
static bool lead_by_name(ri_hr *hr, const char *name, bool swapped, uint32_t post)
{
    const char *words = ri_hr_name_words(hr, name, swapped);
    return words != NULL && (*words == '\0' || ri_hr_lead(hr, RI_HR_WAY_NAME, words, post));
}

static bool lead_by_names(ri_hr *hr, const ri_book_row *row, const char *name, uint32_t post)
{
    const char *preferred = ri_hr_text_of(hr, row, RI_HR_PREFERRED_NAME);
    const char *last = ri_hr_text_of(hr, row, RI_HR_LAST_NAME);
    const char *first = ri_hr_text_of(hr, row, RI_HR_FIRST_NAME);
    bool fits = lead_by_name(hr, name, false, post) && lead_by_name(hr, name, true, post);
    if (fits && *first != '\0' && *last != '\0') {
        ri_text_clear(&hr->scratch);
        ri_text_format(&hr->scratch, "%s, %s", last, first);
        fits = !hr->scratch.failed && lead_by_name(hr, hr->scratch.bytes, true, post) &&
               lead_by_name(hr, hr->scratch.bytes, false, post);
    }
    if (fits && *preferred != '\0') {
        fits = lead_by_name(hr, preferred, false, post);
        ri_text_clear(&hr->scratch);
        ri_text_format(&hr->scratch, "%s %s", preferred, last);
        fits = fits && !hr->scratch.failed &&
               lead_by_name(hr, ri_text_string(&hr->scratch), false, post);
    }
    return fits;
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* A person is there from the first to the last day of all their rows. */
static void lengthen(ri_hr_human *human, const ri_hr_fields *fields, bool first)
{
    const ri_date *start = &fields->dates[0];
    const ri_date *end = &fields->dates[1];
    for (size_t order = 0; order < 2; order++) {
        int32_t from = order == 0 ? start->day_first : start->month_first;
        int32_t last = order == 0 ? end->day_first : end->month_first;
        int32_t to = last == RI_DAY_MIN ? RI_DAY_MAX : last;
        human->from[order] = first ? from : least(human->from[order], from);
        human->to[order] = first || to > human->to[order] ? to : human->to[order];
    }
}

static bool add_human(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                      const char *key_from, uint32_t *out)
{
    ri_hr_human human = {.line = row->line, .post = RI_NONE, .name = RI_NONE};
    human.key = ri_keys_made_take(hr->person_keys, key_from, "person", NULL);
    human.kept = ri_hr_kept(hr, row, true);
    human.withheld = fields->who == RI_HR_WITHHELD;
    lengthen(&human, fields, true);
    const char *name = human.key != NULL ? ri_hr_name_words(hr, fields->name, false) : NULL;
    if (name == NULL) {
        return false;
    }
    human.name = *name != '\0' ? ri_intern_string(hr->texts, name) : RI_NONE;
    *out = (uint32_t)hr->n_people;
    return (*name == '\0' || human.name != RI_NONE) &&
           RI_PUSH(hr->people, hr->n_people, hr->people_capacity, human);
}

static bool is_named(ri_hr *hr, uint32_t person, const ri_hr_fields *fields, bool *fits)
{
    const char *name = ri_hr_name_words(hr, fields->name, false);
    *fits = name != NULL;
    return name == NULL || *name == '\0' || hr->people[person].name == RI_NONE ||
           strcmp(ri_intern_get(hr->texts, hr->people[person].name), name) == 0;
}

/* Whom a row with an id is about: RI_NONE when nobody was met under it. */
static bool find_by_id(ri_hr *hr, const ri_hr_fields *fields, uint32_t *person,
                       ri_hr_line_record *out)
{
    bool fits = true;
    *person = ri_hr_led(hr, RI_HR_IS_PERSON, fields->person_id);
    if (*person == RI_NONE || is_named(hr, *person, fields, &fits)) {
        return fits;
    }
    out->other = hr->people[*person].line;
    if (hr->of_role[RI_HR_PERSON_ID] == RI_NONE && hr->columns->keying == RI_HR_BY_PERSON) {
        hr->ids_of_two++; /* it may be a position's */
        out->reason = RI_HR_OTHERS_ID;
    } else {
        out->flags |= RI_HR_OTHER_NAME;
    }
    return true;
}

/* Whom a row without an id is about, by e-mail and name. A name alone makes nobody the same. */
static bool find_by_email(ri_hr *hr, const ri_hr_fields *fields, uint32_t *person,
                          ri_hr_line_record *out)
{
    bool fits = true;
    const char *email = fold(hr, fields->email);
    if (email == NULL) {
        return false;
    }
    *person = *email != '\0' ? ri_hr_led(hr, RI_HR_WAY_EMAIL, email) : RI_NONE;
    if (*person < RI_HR_SEVERAL && !is_named(hr, *person, fields, &fits)) {
        out->other = hr->people[*person].line;
        out->flags |= RI_HR_SAME_EMAIL;
        *person = RI_NONE;
    }
    if (*person == RI_HR_SEVERAL) {
        out->flags |= RI_HR_SAME_EMAIL;
        *person = RI_NONE;
    }
    return fits;
}

/* Notes that somebody else has the name, when nothing but it tells who this is. */
static bool note_name(ri_hr *hr, const ri_hr_fields *fields, uint32_t person,
                      ri_hr_line_record *out)
{
    const char *name = ri_hr_name_words(hr, fields->name, false);
    if (name == NULL) {
        return false;
    }
    if (*name == '\0') {
        out->flags |= hr->has_names ? RI_HR_NO_NAME : 0;
        return true;
    }
    if (fields->who == RI_HR_WITHHELD) {
        return true;
    }
    uint32_t met = ri_hr_led(hr, RI_HR_IS_NAME, name);
    if (met == RI_NONE) {
        return ri_hr_lead(hr, RI_HR_IS_NAME, name, person);
    }
    if (*fields->person_id == '\0' && *fields->email == '\0') {
        out->flags |= RI_HR_SAME_NAME;
        out->other = hr->people[met].line;
    }
    return true;
}

/* A name that is there already in the very post is the same person. */
static bool find_in_post(ri_hr *hr, const ri_hr_fields *fields, uint32_t post, uint32_t *person)
{
    const char *name = ri_hr_name_words(hr, fields->name, false);
    if (name == NULL) {
        return false;
    }
    if (post != RI_NONE && fields->who == RI_HR_SOMEBODY) {
        ri_text_clear(&hr->scratch);
        ri_text_format(&hr->scratch, "%u\n%s", (unsigned)post, name);
        uint32_t met = ri_hr_led(hr, RI_HR_IS_NAME, ri_text_string(&hr->scratch));
        *person = met == RI_HR_SEVERAL ? RI_NONE : met;
        return !hr->scratch.failed;
    }
    return true;
}

bool ri_hr_place_person(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                        uint32_t post, ri_hr_line_record *out)
{
    uint32_t person = RI_NONE;
    bool by_id = *fields->person_id != '\0';
    bool nameless = !by_id && *fields->email == '\0';
    bool fits = by_id      ? find_by_id(hr, fields, &person, out)
                : nameless ? find_in_post(hr, fields, post, &person)
                           : find_by_email(hr, fields, &person, out);
    if (!fits || out->reason != RI_HR_FINE) {
        return fits;
    }
    if (person != RI_NONE) {
        lengthen(&hr->people[person], fields, false);
        if (hr->people[person].kept != ri_hr_kept(hr, row, true)) {
            out->flags |= RI_HR_OTHER_DETAILS;
            out->other = hr->people[person].line;
        }
        out->person = person;
        return true;
    }
    const char *key_from = by_id ? fields->person_id : !nameless ? fields->email : fields->name;
    if (nameless && fields->who == RI_HR_WITHHELD) {
        ri_text_clear(&hr->scratch);
        ri_text_format(&hr->scratch, "%s-holder",
                       post != RI_NONE ? hr->posts[post].key : fields->title);
        key_from = ri_text_string(&hr->scratch);
    }
    if (out->flags & RI_HR_SAME_EMAIL) {
        key_from = fields->name;
    }
    if (!add_human(hr, row, fields, key_from, &person)) {
        return false;
    }
    out->person = person;
    out->flags |= RI_HR_NEW_PERSON;
    if (by_id && *fields->email != '\0') {
        const char *email = fold(hr, fields->email);
        if (email == NULL) {
            return false;
        }
        out->flags |= ri_hr_led(hr, RI_HR_WAY_EMAIL, email) != RI_NONE ? RI_HR_SAME_EMAIL : 0;
    }
    if ((by_id && !ri_hr_lead(hr, RI_HR_IS_PERSON, fields->person_id, person)) ||
        (*fields->email != '\0' && !lead_folded(hr, RI_HR_WAY_EMAIL, fields->email, person))) {
        return false;
    }
    return note_name(hr, fields, person, out);
}

bool ri_hr_seat_person(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                       const ri_hr_line_record *out)
{
    ri_hr_post *post = &hr->posts[out->post];
    ri_hr_human *human = &hr->people[out->person];
    post->holders++;
    post->person = post->person == RI_NONE ? out->person : post->person;
    human->posts++;
    if (human->posts > 1) {
        return true; /* references lead to the first */
    }
    human->post = out->post;
    return ri_hr_lead_id(hr, RI_HR_WAY_PERSON, fields->person_id, out->post) &&
           ri_hr_lead_id(hr, RI_HR_WAY_PERSON, ri_hr_text_of(hr, row, RI_HR_ID), out->post) &&
           (human->withheld || human->name == RI_NONE ||
            lead_by_names(hr, row, fields->name, out->post));
}
