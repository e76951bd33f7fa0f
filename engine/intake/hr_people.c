#include <string.h>

#include "base/day.h"
#include "base/fingerprint.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "intake/hr_inside.h"

const char *ri_hr_fold(ri_hr *hr, const char *text)
{
    ri_text_clear(&hr->folded);
    ri_utf8_fold(&hr->folded, text);
    return hr->folded.failed ? NULL : ri_text_string(&hr->folded);
}

bool ri_hr_lead_id(ri_hr *hr, ri_hr_way way, const char *id, uint32_t post)
{
    return *id == '\0' || ri_hr_lead(hr, way, id, post);
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

ri_hr_span ri_hr_span_of(const ri_hr_fields *fields)
{
    const ri_date *start = &fields->dates[0];
    const ri_date *end = &fields->dates[1];
    ri_hr_span out;
    for (size_t order = 0; order < 2; order++) {
        const int32_t last = order == 0 ? end->day_first : end->month_first;
        out.from[order] = order == 0 ? start->day_first : start->month_first;
        out.to[order] = last == RI_DAY_MIN ? RI_DAY_MAX : last;
    }
    return out;
}

void ri_hr_span_add(ri_hr_span *span, const ri_hr_span *more)
{
    for (size_t order = 0; order < 2; order++) {
        span->from[order] = least(span->from[order], more->from[order]);
        span->to[order] = more->to[order] > span->to[order] ? more->to[order] : span->to[order];
    }
}

/* A person is there from the first to the last day of all their rows. */
static bool lengthen(ri_hr *hr, uint32_t person, const ri_hr_fields *fields)
{
    const ri_hr_span span = ri_hr_span_of(fields);
    uint32_t at = (uint32_t)hr->n_spans;
    if (ri_map_get(&hr->spans_of, person, &at)) {
        ri_hr_span_add(&hr->spans[at], &span);
        return true;
    }
    return RI_PUSH(hr->spans, hr->n_spans, hr->spans_capacity, span) &&
           ri_map_put(&hr->spans_of, person, at);
}

static uint64_t name_print(const char *words)
{
    return *words != '\0' ? ri_fingerprint(RI_HR_IS_NAME, words, strlen(words)) : 0;
}

static bool add_human(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                      const char *key_from, uint32_t *out)
{
    ri_hr_human human = {.line = row->line, .post = RI_NONE, .says = hr->row_says};
    human.key = ri_keys_made_number(hr->person_keys, key_from, "person", NULL);
    human.kept = ri_hr_kept(hr, row, true);
    human.name = name_print(fields->words);
    *out = (uint32_t)hr->n_people;
    return human.key != RI_NONE &&
           (fields->who != RI_HR_WITHHELD || ri_number_set_put(&hr->withheld, *out)) &&
           RI_PUSH(hr->people, hr->n_people, hr->people_capacity, human);
}

static bool is_named(const ri_hr *hr, uint32_t person, const ri_hr_fields *fields)
{
    const uint64_t name = name_print(fields->words);
    return name == 0 || hr->people[person].name == 0 || hr->people[person].name == name;
}

/* Whom a row with an id is about: RI_NONE when nobody was met under it. */
static void find_by_id(ri_hr *hr, const ri_hr_fields *fields, uint32_t *person,
                       ri_hr_line_record *out)
{
    *person = ri_hr_led(hr, RI_HR_IS_PERSON, fields->person_id);
    if (*person == RI_NONE || is_named(hr, *person, fields)) {
        return;
    }
    out->other = hr->people[*person].line;
    if (hr->of_role[RI_HR_PERSON_ID] == RI_NONE && hr->columns->keying == RI_HR_BY_PERSON) {
        hr->ids_of_two++; /* it may be a position's */
        out->reason = RI_HR_OTHERS_ID;
    } else {
        out->flags |= RI_HR_OTHER_NAME;
    }
}

/* Whom a row without an id is about, by e-mail and name. A name alone makes nobody the same. */
static bool find_by_email(ri_hr *hr, const ri_hr_fields *fields, uint32_t *person,
                          ri_hr_line_record *out)
{
    const char *email = ri_hr_fold(hr, fields->email);
    if (email == NULL) {
        return false;
    }
    *person = *email != '\0' ? ri_hr_led(hr, RI_HR_WAY_EMAIL, email) : RI_NONE;
    if (*person < RI_HR_SEVERAL && !is_named(hr, *person, fields)) {
        out->other = hr->people[*person].line;
        out->flags |= RI_HR_SAME_EMAIL;
        *person = RI_NONE;
    }
    if (*person == RI_HR_SEVERAL) {
        out->flags |= RI_HR_SAME_EMAIL;
        *person = RI_NONE;
    }
    return true;
}

/* Lets the names of all who were met lead to the first who has them. */
static bool meet_names(ri_hr *hr)
{
    for (uint32_t i = 0; i < hr->n_people && !hr->names_met; i++) {
        const uint64_t name = hr->people[i].name;
        uint32_t met = RI_NONE;
        if (name != 0 && !ri_number_set_has(&hr->withheld, i) &&
            !ri_map_get(&hr->found, name, &met) && !ri_map_put(&hr->found, name, i)) {
            return false;
        }
    }
    hr->names_met = true;
    return true;
}

/* Notes that somebody else has the name, when nothing but it tells who this is. */
static bool note_name(ri_hr *hr, const ri_hr_fields *fields, uint32_t person,
                      ri_hr_line_record *out)
{
    const bool nameless = *fields->person_id == '\0' && *fields->email == '\0';
    const uint64_t name = hr->people[person].name;
    uint32_t met = RI_NONE;
    if (name == 0) {
        out->flags |= hr->has_names ? RI_HR_NO_NAME : 0;
        return true;
    }
    if (fields->who == RI_HR_WITHHELD || (!nameless && !hr->names_met)) {
        return true;
    }
    if (!meet_names(hr)) {
        return false;
    }
    if (!ri_map_get(&hr->found, name, &met)) {
        return ri_map_put(&hr->found, name, person);
    }
    if (nameless && met != person) {
        out->flags |= RI_HR_SAME_NAME;
        out->other = hr->people[met].line;
    }
    return true;
}

/* A name that is there already in the very post is the same person. */
static bool find_in_post(ri_hr *hr, const ri_hr_fields *fields, uint32_t post, uint32_t *person)
{
    if (post != RI_NONE && fields->who == RI_HR_SOMEBODY) {
        ri_text_clear(&hr->scratch);
        ri_text_format(&hr->scratch, "%u\n%s", (unsigned)post, fields->words);
        uint32_t met = ri_hr_led(hr, RI_HR_IS_NAME, ri_text_string(&hr->scratch));
        *person = met == RI_HR_SEVERAL ? RI_NONE : met;
        return !hr->scratch.failed;
    }
    return true;
}

/* Whom a row is about, as far as anybody was met. */
static bool find_person(ri_hr *hr, const ri_hr_fields *fields, uint32_t post, uint32_t *person,
                        ri_hr_line_record *out)
{
    if (*fields->person_id != '\0') {
        find_by_id(hr, fields, person, out);
        return true;
    }
    return *fields->email == '\0' ? find_in_post(hr, fields, post, person)
                                  : find_by_email(hr, fields, person, out);
}

/* Lets somebody new be found by id and e-mail address. */
static bool lead_identities(ri_hr *hr, const ri_hr_fields *fields, uint32_t person,
                            ri_hr_line_record *out)
{
    const bool by_id = *fields->person_id != '\0';
    if (by_id && !ri_hr_lead(hr, RI_HR_IS_PERSON, fields->person_id, person)) {
        return false;
    }
    if (*fields->email == '\0') {
        return true;
    }
    const char *email = ri_hr_fold(hr, fields->email);
    if (email == NULL) {
        return false;
    }
    if (by_id && ri_hr_led(hr, RI_HR_WAY_EMAIL, email) != RI_NONE) {
        out->flags |= RI_HR_SAME_EMAIL;
    }
    return ri_hr_lead(hr, RI_HR_WAY_EMAIL, email, person);
}

bool ri_hr_place_person(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                        uint32_t post, ri_hr_line_record *out)
{
    uint32_t person = RI_NONE;
    const bool by_id = *fields->person_id != '\0';
    const bool nameless = !by_id && *fields->email == '\0';
    if (!find_person(hr, fields, post, &person, out) || out->reason != RI_HR_FINE) {
        return out->reason != RI_HR_FINE;
    }
    if (person != RI_NONE) {
        if (hr->people[person].kept != ri_hr_kept(hr, row, true)) {
            out->flags |= RI_HR_OTHER_DETAILS;
            out->other = hr->people[person].line;
        }
        out->person = person;
        return lengthen(hr, person, fields);
    }
    const char *key_from = by_id ? fields->person_id : !nameless ? fields->email : fields->name;
    if (nameless && fields->who == RI_HR_WITHHELD) {
        ri_text_clear(&hr->scratch);
        ri_text_format(&hr->scratch, "%s-holder",
                       post != RI_NONE ? ri_hr_string(hr, hr->posts[post].key) : fields->title);
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
    return lead_identities(hr, fields, person, out) && note_name(hr, fields, person, out);
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
           ri_hr_lead_id(hr, RI_HR_WAY_PERSON, ri_hr_text_of(hr, row, RI_HR_ID), out->post);
}
