#include <string.h>

#include "base/fingerprint.h"
#include "base/memory.h"
#include "intake/hr_inside.h"

/* Appends what a post says of superiors. */
static bool keep_said(ri_hr *hr, const ri_book_row *row)
{
    const size_t at = hr->n_posts * hr->n_said;
    if (!ri_grow((void **)&hr->says, &hr->says_capacity, at + hr->n_said, sizeof *hr->says)) {
        return false;
    }
    for (size_t i = 0; i <= RI_HR_SAID; i++) {
        const uint32_t column = i < RI_HR_SAID ? hr->said[i] : hr->of_role[RI_HR_DOTTED];
        const char *said = ri_hr_text(row, column);
        const uint32_t text = *said != '\0' ? ri_intern_string(hr->texts, said) : RI_NONE;
        if (*said != '\0' && text == RI_NONE) {
            return false;
        }
        if (hr->said_place[i] < hr->n_said) {
            hr->says[at + hr->said_place[i]] = text;
        }
    }
    return true;
}

/* What a title is compared by; 0 for none. */
static bool title_print(ri_hr *hr, const char *title, uint32_t *out)
{
    const char *words = ri_hr_name_words(hr, title, false);
    if (words != NULL) {
        const uint64_t print = ri_fingerprint(RI_HR_WAY_TITLE, words, strlen(words));
        *out = *words == '\0' ? 0 : (uint32_t)(print | 1);
    }
    return words != NULL;
}

/* Appends a post; its key is made of `name`. NULL: memory is exhausted. */
static ri_hr_post *add_post(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                            const char *name)
{
    ri_hr_post post = {.line = row->line, .superior = RI_NONE, .person = RI_NONE};
    const uint32_t number = (uint32_t)hr->n_posts;
    post.key = ri_keys_made_number(hr->post_keys, name, "position", NULL);
    post.kept = ri_hr_kept(hr, row, false);
    if (post.key == RI_NONE || !title_print(hr, fields->title, &post.title) ||
        !ri_hr_lead_id(hr, RI_HR_WAY_POSITION, fields->position_id, number) ||
        !ri_hr_lead_id(hr, RI_HR_WAY_REQUISITION, fields->requisition, number) ||
        !ri_hr_place_unit(hr, row, &post.unit) || !keep_said(hr, row) ||
        !RI_PUSH(hr->posts, hr->n_posts, hr->posts_capacity, post)) {
        return NULL;
    }
    return &hr->posts[number];
}

/* Whether the key was seen in a row before, which is then repeated; remembers it. */
static bool meets(ri_hr *hr, uint64_t key, uint32_t line, ri_hr_line_record *out)
{
    if (ri_map_get(&hr->seen, key, &out->other)) {
        out->reason = RI_HR_REPEATS;
        return true;
    }
    return ri_map_put(&hr->seen, key, line);
}

static void add(ri_hr *hr, const char *text)
{
    ri_text_bytes(&hr->scratch, text, strlen(text) + 1);
}

/* Whether a row has somebody in a position in which another one has them; remembers it. Of people
   whose names are kept back that tells nothing. */
static bool repeats(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                    ri_hr_line_record *out)
{
    static const ri_hr_role dated[] = {RI_HR_START, RI_HR_END};
    const bool has_id = *fields->person_id != '\0';
    const char *who = has_id                   ? fields->person_id
                      : *fields->email != '\0' ? fields->email
                                               : fields->name;
    hr->row_says = 0;
    if (who == fields->name && fields->who == RI_HR_WITHHELD) {
        return true;
    }
    ri_text_clear(&hr->scratch);
    add(hr, who);
    add(hr, fields->title);
    /* An id says who it is, however the name is written. */
    add(hr, hr->of_role[RI_HR_PERSON_ID] != RI_NONE && has_id ? "" : fields->name);
    for (size_t i = 0; i < RI_HR_SAID; i++) {
        add(hr, ri_hr_text(row, hr->said[i]));
    }
    for (size_t i = 0; i < hr->n_levels; i++) {
        add(hr, ri_hr_text(row, hr->levels[i]));
    }
    for (size_t i = 0; i < sizeof dated / sizeof *dated; i++) {
        add(hr, ri_hr_text_of(hr, row, dated[i]));
    }
    const uint64_t says = ri_fingerprint(RI_HR_SAYS, hr->scratch.bytes, hr->scratch.length);
    const uint32_t met = has_id ? ri_hr_led(hr, RI_HR_IS_PERSON, who) : RI_NONE;
    if (hr->scratch.failed) {
        return false;
    }
    if (has_id && met == RI_NONE) { /* nobody's row was met: theirs is kept with the person */
        hr->row_says = says;
        return true;
    }
    if (met != RI_NONE && hr->people[met].says == says) {
        out->reason = RI_HR_REPEATS;
        out->other = hr->people[met].line;
        return true;
    }
    return meets(hr, says, row->line, out);
}

/* Notes where a further row of a post says something else than its first. */
static bool compare(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                    ri_hr_line_record *out)
{
    const ri_hr_post *post = &hr->posts[out->post];
    uint32_t title = 0;
    if (!title_print(hr, fields->title, &title)) {
        return false;
    }
    out->other = post->line;
    out->flags |= post->kept != ri_hr_kept(hr, row, false) ? RI_HR_OTHER_CELLS : 0;
    if (title != 0 && post->title != title) {
        out->flags |= RI_HR_OTHER_TITLE;
    }
    for (size_t i = 0; i < RI_HR_SAID; i++) {
        const char *said = ri_hr_text(row, hr->said[i]);
        uint32_t text = *said != '\0' ? ri_intern_string(hr->texts, said) : RI_NONE;
        if (*said == '\0') {
            continue;
        }
        if (text == RI_NONE) {
            return false;
        }
        uint32_t *before = &hr->says[(size_t)out->post * hr->n_said + hr->said_place[i]];
        if (*before == RI_NONE) {
            *before = text;
        } else if (text != *before) {
            out->flags |= RI_HR_OTHER_SUPERIOR;
        }
    }
    return true;
}

/* A post without anybody, in a list of people: by the id of the person who is not there. */
static bool place_vacancy(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                          ri_hr_line_record *out)
{
    const char *id = *fields->position_id != '\0' ? fields->position_id : fields->person_id;
    uint32_t met = ri_hr_led(hr, RI_HR_WAY_PERSON, fields->person_id);
    if (*fields->person_id != '\0' && met < RI_HR_SEVERAL) {
        out->reason = RI_HR_VACANT_AGAIN;
        out->other = hr->posts[met].line;
        return true;
    }
    id = *id != '\0' ? id : fields->requisition;
    if (*id == '\0' && *fields->title == '\0') {
        out->reason = RI_HR_NOTHING;
        return true;
    }
    out->post = (uint32_t)hr->n_posts;
    out->flags |= RI_HR_NEW_POST;
    ri_hr_post *post = add_post(hr, row, fields, *id != '\0' ? id : fields->title);
    if (post == NULL) {
        return false;
    }
    post->eliminated = fields->who == RI_HR_NO_MORE;
    return ri_hr_lead_id(hr, RI_HR_WAY_PERSON, fields->person_id, out->post);
}

/* A person's row: a post of their own, unless it was there before, as another row or vacant. */
static bool place_by_person(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                            ri_hr_line_record *out)
{
    if (fields->who == RI_HR_NOBODY || fields->who == RI_HR_NO_MORE) {
        return place_vacancy(hr, row, fields, out);
    }
    if (!repeats(hr, row, fields, out)) {
        return false;
    }
    if (out->reason != RI_HR_FINE) {
        return true;
    }
    if (!ri_hr_place_person(hr, row, fields, RI_NONE, out)) {
        return false;
    }
    if (out->reason != RI_HR_FINE) {
        return true;
    }
    uint32_t met = ri_hr_led(hr, RI_HR_WAY_PERSON, fields->person_id);
    if (*fields->person_id != '\0' && met < RI_HR_SEVERAL && hr->posts[met].holders == 0) {
        out->post = met;
        return compare(hr, row, fields, out) && ri_hr_seat_person(hr, row, fields, out);
    }
    out->post = (uint32_t)hr->n_posts;
    out->flags |= RI_HR_NEW_POST;
    return add_post(hr, row, fields, ri_hr_string(hr, hr->people[out->person].key)) != NULL &&
           ri_hr_seat_person(hr, row, fields, out);
}

static bool remember_in_post(ri_hr *hr, const ri_hr_fields *fields, const ri_hr_line_record *out)
{
    if (fields->who != RI_HR_SOMEBODY || *fields->words == '\0') {
        return true;
    }
    ri_text_clear(&hr->scratch);
    ri_text_format(&hr->scratch, "%u\n%s", (unsigned)out->post, fields->words);
    return !hr->scratch.failed && ri_hr_lead(hr, RI_HR_IS_NAME, hr->scratch.bytes, out->person);
}

/* Whether another row has the person in the post; remembers it, where they and it do not tell. */
static bool sits_there(ri_hr *hr, const ri_book_row *row, ri_hr_line_record *out)
{
    const ri_hr_human *human = &hr->people[out->person];
    if ((out->flags & RI_HR_NEW_PERSON) != 0) {
        return true;
    }
    if (human->post == out->post) {
        out->reason = RI_HR_REPEATS;
        out->other = human->line;
        return true;
    }
    return meets(hr, (uint64_t)out->post << 32 | out->person, row->line, out);
}

/* A position's row: its post may be there already, with others in it. */
static bool place_by_position(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                              ri_hr_line_record *out)
{
    bool by_id = hr->of_role[RI_HR_POSITION_ID] != RI_NONE || hr->of_role[RI_HR_ID] != RI_NONE;
    bool vacant = fields->who == RI_HR_NOBODY || fields->who == RI_HR_NO_MORE;
    const char *id = *fields->position_id != '\0' ? fields->position_id : fields->requisition;
    if (*id == '\0' && (by_id || *fields->title == '\0')) {
        out->reason = by_id ? RI_HR_NO_POSITION : RI_HR_NOTHING;
        return true;
    }
    ri_hr_way way = *fields->position_id != '\0' ? RI_HR_WAY_POSITION : RI_HR_WAY_REQUISITION;
    uint32_t met = *id != '\0' ? ri_hr_led(hr, way, id) : RI_NONE;
    if (met < RI_HR_SEVERAL) {
        out->post = met;
        if (!compare(hr, row, fields, out)) {
            return false;
        }
        out->reason = vacant ? RI_HR_VACANT_AGAIN : RI_HR_FINE;
    } else {
        out->post = (uint32_t)hr->n_posts;
        out->flags |= RI_HR_NEW_POST;
        ri_hr_post *post = add_post(hr, row, fields, *id != '\0' ? id : fields->title);
        if (post == NULL) {
            return false;
        }
        post->eliminated = fields->who == RI_HR_NO_MORE;
    }
    if (vacant) {
        return true;
    }
    if (!ri_hr_place_person(hr, row, fields, out->post, out)) {
        return false;
    }
    if (out->reason != RI_HR_FINE) {
        return true;
    }
    return sits_there(hr, row, out) &&
           (out->reason != RI_HR_FINE ||
            (ri_hr_seat_person(hr, row, fields, out) && remember_in_post(hr, fields, out)));
}

bool ri_hr_place_row(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                     ri_hr_line_record *out)
{
    if (strlen(fields->person_id) > RI_HR_ID_MAX || strlen(fields->position_id) > RI_HR_ID_MAX ||
        strlen(fields->requisition) > RI_HR_ID_MAX || strlen(fields->email) > RI_HR_ID_MAX) {
        out->reason = RI_HR_LONG_ID;
        return true;
    }
    out->flags |= (uint16_t)(fields->flag_disagrees ? RI_HR_FLAG_DISAGREES : 0);
    out->flags |= (uint16_t)(fields->acting ? RI_HR_ACTING : 0);
    return hr->columns->keying == RI_HR_BY_PERSON ? place_by_person(hr, row, fields, out)
                                                  : place_by_position(hr, row, fields, out);
}
