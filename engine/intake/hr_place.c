#include <string.h>

#include "base/digest.h"
#include "base/memory.h"
#include "intake/hr_inside.h"

/* Appends a post; its key is made of `name`. NULL: memory is exhausted. */
static ri_hr_post *add_post(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                            const char *name)
{
    ri_hr_post post = {.line = row->line};
    post.key = ri_keys_made_take(hr->post_keys, name, "position", NULL);
    const char *title = ri_hr_name_words(hr, fields->title, false);
    if (post.key == NULL || title == NULL) {
        return NULL;
    }
    post.title = *title != '\0' ? ri_intern_string(hr->texts, title) : RI_NONE;
    post.superior = RI_NONE;
    post.kept = ri_hr_kept(hr, row, false);
    post.person = RI_NONE;
    uint32_t number = (uint32_t)hr->n_posts;
    if ((*title != '\0' &&
         (post.title == RI_NONE || !ri_hr_lead(hr, RI_HR_WAY_TITLE, title, number))) ||
        !ri_hr_lead_id(hr, RI_HR_WAY_POSITION, fields->position_id, number) ||
        !ri_hr_lead_id(hr, RI_HR_WAY_REQUISITION, fields->requisition, number) ||
        !ri_hr_place_unit(hr, row, &post.unit)) {
        return NULL;
    }
    for (size_t i = 0; i < RI_HR_SAID; i++) {
        const char *said = ri_hr_text(row, hr->said[i]);
        post.said[i] = *said != '\0' ? ri_intern_string(hr->texts, said) : RI_NONE;
        if (*said != '\0' && post.said[i] == RI_NONE) {
            return NULL;
        }
    }
    const char *dotted = ri_hr_text_of(hr, row, RI_HR_DOTTED);
    post.dotted = *dotted != '\0' ? ri_intern_string(hr->texts, dotted) : RI_NONE;
    if ((*dotted != '\0' && post.dotted == RI_NONE) ||
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

static void add(ri_digest *digest, const char *text)
{
    ri_digest_add(digest, text, strlen(text) + 1);
}

/* Enough of a digest to tell rows apart. */
static uint64_t end_of(ri_digest *digest)
{
    char digits[17];
    uint64_t key = 0;
    ri_digest_end(digest, digits, 15);
    for (size_t i = 0; digits[i] != '\0'; i++) {
        unsigned digit = (unsigned)(digits[i] <= '9' ? digits[i] - '0' : digits[i] - 'a' + 10);
        key = key << 4 | digit;
    }
    return key;
}

/* Whether a row has somebody in a position in which another one has them; remembers it. Of people
   whose names are kept back that tells nothing. */
static bool repeats(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                    ri_hr_line_record *out)
{
    static const ri_hr_role dated[] = {RI_HR_START, RI_HR_END};
    const char *who = *fields->person_id != '\0' ? fields->person_id
                      : *fields->email != '\0'   ? fields->email
                                                 : fields->name;
    if (who == fields->name && fields->who == RI_HR_WITHHELD) {
        return true;
    }
    ri_digest digest;
    ri_digest_begin(&digest);
    add(&digest, who);
    add(&digest, fields->title);
    /* An id says who it is, however the name is written. */
    bool by_id = hr->of_role[RI_HR_PERSON_ID] != RI_NONE && *fields->person_id != '\0';
    add(&digest, by_id ? "" : fields->name);
    for (size_t i = 0; i < RI_HR_SAID; i++) {
        add(&digest, ri_hr_text(row, hr->said[i]));
    }
    for (size_t i = 0; i < hr->n_levels; i++) {
        add(&digest, ri_hr_text(row, hr->levels[i]));
    }
    for (size_t i = 0; i < sizeof dated / sizeof *dated; i++) {
        add(&digest, ri_hr_text_of(hr, row, dated[i]));
    }
    return meets(hr, end_of(&digest), row->line, out);
}

/* Notes where a further row of a post says something else than its first. */
static bool compare(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                    ri_hr_line_record *out)
{
    ri_hr_post *post = &hr->posts[out->post];
    const char *title = ri_hr_name_words(hr, fields->title, false);
    if (title == NULL) {
        return false;
    }
    out->other = post->line;
    out->flags |= post->kept != ri_hr_kept(hr, row, false) ? RI_HR_OTHER_CELLS : 0;
    if (*title != '\0' && post->title != ri_intern_find(hr->texts, title)) {
        out->flags |= RI_HR_OTHER_TITLE;
    }
    for (size_t i = 0; i < RI_HR_SAID; i++) {
        const char *said = ri_hr_text(row, hr->said[i]);
        uint32_t text = *said != '\0' ? ri_intern_string(hr->texts, said) : RI_NONE;
        if (*said != '\0' && text == RI_NONE) {
            return false;
        }
        if (post->said[i] == RI_NONE) {
            post->said[i] = text;
        } else if (text != RI_NONE && text != post->said[i]) {
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
    return add_post(hr, row, fields, hr->people[out->person].key) != NULL &&
           ri_hr_seat_person(hr, row, fields, out);
}

static bool remember_in_post(ri_hr *hr, const ri_hr_fields *fields, const ri_hr_line_record *out)
{
    const char *name = ri_hr_name_words(hr, fields->name, false);
    if (name == NULL || fields->who != RI_HR_SOMEBODY || *name == '\0') {
        return name != NULL;
    }
    ri_text_clear(&hr->scratch);
    ri_text_format(&hr->scratch, "%u\n%s", (unsigned)out->post, name);
    return !hr->scratch.failed && ri_hr_lead(hr, RI_HR_IS_NAME, hr->scratch.bytes, out->person);
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
    uint64_t who_where = (uint64_t)out->post << 32 | out->person;
    return meets(hr, who_where, row->line, out) &&
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
