#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "intake/hr_inside.h"

const ri_hr_way *ri_hr_ways(ri_hr_role role, ri_hr_way first, size_t *n)
{
    static const ri_hr_way people[] = {RI_HR_WAY_PERSON, RI_HR_WAY_POSITION,    RI_HR_WAY_EMAIL,
                                       RI_HR_WAY_NAME,   RI_HR_WAY_REQUISITION, RI_HR_WAY_TITLE};
    static const ri_hr_way posts[] = {RI_HR_WAY_POSITION, RI_HR_WAY_PERSON,      RI_HR_WAY_EMAIL,
                                      RI_HR_WAY_NAME,     RI_HR_WAY_REQUISITION, RI_HR_WAY_TITLE};
    static const ri_hr_way position[] = {RI_HR_WAY_POSITION, RI_HR_WAY_REQUISITION,
                                         RI_HR_WAY_TITLE};
    static const ri_hr_way requisition[] = {RI_HR_WAY_REQUISITION, RI_HR_WAY_POSITION};
    static const ri_hr_way email[] = {RI_HR_WAY_EMAIL};
    static const ri_hr_way name[] = {RI_HR_WAY_NAME, RI_HR_WAY_TITLE};
    switch (role) {
    case RI_HR_SUPERIOR_POSITION:
        *n = 3;
        return position;
    case RI_HR_SUPERIOR_REQUISITION:
        *n = 2;
        return requisition;
    case RI_HR_SUPERIOR_EMAIL:
        *n = 1;
        return email;
    case RI_HR_SUPERIOR_NAME:
        *n = 2;
        return name;
    case RI_HR_SUPERIOR_ID:
        *n = 3; /* ids and e-mails, no names */
        break;
    default:
        *n = 6;
        break;
    }
    return first == RI_HR_WAY_POSITION ? posts : people;
}

/* Where an e-mail address leads: from somebody to where they sit. */
static uint32_t seat_of(const ri_hr *hr, uint32_t person)
{
    return person < RI_HR_SEVERAL ? hr->people[person].post : person;
}

/* The same for names and titles, in either order of their words. */
static uint32_t led_by_words(ri_hr *hr, ri_hr_way way, const char *text, bool *failed)
{
    uint32_t to = RI_NONE;
    for (int swapped = 0; swapped < 2 && to == RI_NONE && !*failed; swapped++) {
        const char *words = ri_hr_name_words(hr, text, swapped == 1);
        *failed = words == NULL;
        to = words != NULL && *words != '\0' ? ri_hr_led(hr, way, words) : RI_NONE;
    }
    return to;
}

/* Where a reference leads by one way; *other_case when only regardless of letter case. */
static uint32_t led(ri_hr *hr, ri_hr_way way, const char *text, bool *other_case, bool *failed)
{
    uint32_t to = RI_NONE;
    *other_case = false;
    if (way == RI_HR_WAY_NAME || way == RI_HR_WAY_TITLE) {
        return led_by_words(hr, way, text, failed);
    }
    if (way != RI_HR_WAY_EMAIL) {
        to = ri_hr_led(hr, way, text);
        if (to != RI_NONE || hr->ids[way].n == 0 || ri_hr_is_root(text)) {
            return to;
        }
    }
    const char *folded = ri_hr_fold(hr, text);
    if (folded == NULL) {
        *failed = true;
        return RI_NONE;
    }
    if (way == RI_HR_WAY_EMAIL) {
        return seat_of(hr, ri_hr_led(hr, way, folded));
    }
    to = ri_hr_led(hr, (unsigned)way + RI_HR_FOLDED, folded);
    *other_case = to != RI_NONE;
    return to;
}

uint32_t ri_hr_refer(ri_hr *hr, ri_hr_role role, size_t column, const char *text, bool *other_case,
                     bool *failed)
{
    size_t n = 0;
    const ri_hr_way *ways = ri_hr_ways(role, hr->first[column], &n);
    uint32_t found = RI_NONE;
    for (size_t i = 0; i < n; i++) {
        uint32_t to = led(hr, ways[i], text, other_case, failed);
        if (to < RI_HR_SEVERAL) {
            return to;
        }
        found = to == RI_HR_SEVERAL ? to : found;
    }
    *other_case = false;
    return found;
}

bool ri_hr_is_root(const char *text)
{
    return strcmp(text, "0") == 0 || strcmp(text, "-1") == 0 || strcmp(text, "XX") == 0 ||
           strcmp(text, "xx") == 0 || strcmp(text, "NO_MANAGER") == 0;
}

bool ri_hr_next_item(ri_hr *hr, const char **list)
{
    const char *at = *list;
    while (*at == ' ' || *at == ';' || *at == '|' || *at == '\n' || *at == '\r') {
        at++;
    }
    size_t length = strcspn(at, ";|\r\n");
    *list = at + length;
    while (length > 0 && at[length - 1] == ' ') {
        length--;
    }
    ri_text_clear(&hr->scratch);
    ri_text_bytes(&hr->scratch, at, length);
    return length > 0;
}

/* Counts by which ids a column's references lead, where both are known. */
typedef struct vote {
    size_t person;
    size_t position;
    size_t differ; /* both lead somewhere, and not to the same post */
} vote;

static void count_vote(const ri_hr *hr, const char *text, vote *out)
{
    uint32_t person = ri_hr_led(hr, RI_HR_WAY_PERSON, text);
    uint32_t position = ri_hr_led(hr, RI_HR_WAY_POSITION, text);
    out->person += person != RI_NONE ? 1 : 0;
    out->position += position != RI_NONE ? 1 : 0;
    out->differ += person != RI_NONE && position != RI_NONE && person != position ? 1 : 0;
}

/* What the ids of a column of superiors are of; when that cannot be told, asks. */
static bool elect(ri_hr *hr, size_t at)
{
    bool dotted = at == RI_HR_SAID;
    uint32_t column = dotted ? hr->of_role[RI_HR_DOTTED] : hr->said[at];
    vote votes = {0, 0, 0};
    hr->first[at] = RI_HR_WAY_PERSON;
    if (column == RI_NONE) {
        return true;
    }
    for (size_t i = 0; i < hr->n_posts; i++) {
        const uint32_t said = ri_hr_said(hr, &hr->posts[i], at);
        const char *list = said != RI_NONE ? ri_hr_string(hr, said) : "";
        if (!dotted && *list != '\0') {
            count_vote(hr, list, &votes);
        }
        for (size_t n = 0; dotted && n < RI_HR_DOTTED_MAX && ri_hr_next_item(hr, &list); n++) {
            count_vote(hr, ri_text_string(&hr->scratch), &votes);
        }
        if (hr->scratch.failed) {
            return false;
        }
    }
    if (votes.position > votes.person) {
        hr->first[at] = RI_HR_WAY_POSITION;
    }
    ri_hr_role role = hr->columns->columns[column].role;
    bool open =
        !hr->columns->columns[column].told && (role == RI_HR_SUPERIOR || role == RI_HR_SUPERIOR_ID);
    if (!open || votes.differ == 0 || votes.position != votes.person) {
        return true;
    }
    const char *heading = hr->columns->columns[column].heading;
    ri_hr_question question = {
        ri_arena_format(hr->arena,
                        "%s may be ids of people or of positions, and they are not the same: "
                        "people are taken",
                        heading),
        ri_hr_column_option(hr->arena, heading, RI_HR_SUPERIOR_POSITION)};
    return question.text != NULL && question.option != NULL &&
           RI_PUSH(hr->questions, hr->n_questions, hr->questions_capacity, question);
}

/* Finds the superior of a post by the first of its columns that leads to one. */
static bool resolve_post(ri_hr *hr, uint32_t number)
{
    ri_hr_post *post = &hr->posts[number];
    bool failed = false;
    post->line_state = RI_HR_TOP;
    for (size_t i = 0; i < RI_HR_SAID && !failed; i++) {
        const uint32_t said = ri_hr_said(hr, post, i);
        if (said == RI_NONE) {
            continue;
        }
        const char *text = ri_hr_string(hr, said);
        bool other_case = false;
        uint32_t to =
            ri_hr_refer(hr, hr->columns->columns[hr->said[i]].role, i, text, &other_case, &failed);
        if (to < RI_HR_SEVERAL) {
            if (post->line_state == RI_HR_SET) {
                post->disagrees = post->disagrees || to != post->superior;
                continue;
            }
            post->disagrees = post->line_state != RI_HR_TOP; /* one before it led nowhere */
            post->superior = to;
            post->line_state = RI_HR_SET;
            post->other_case = other_case;
            post->said_at = (uint8_t)i;
        } else if (post->line_state == RI_HR_TOP && !ri_hr_is_root(text)) {
            post->line_state = to == RI_NONE ? RI_HR_MISSING : RI_HR_UNCLEAR;
            post->said_at = (uint8_t)i;
        }
    }
    if (post->line_state == RI_HR_SET && post->superior == number) {
        post->line_state = RI_HR_TOP; /* who reports to themselves reports to nobody */
        post->superior = RI_NONE;
        post->other_case = false;
    }
    return !failed;
}

/* Asks for the superior beside the file, by the first of the columns that leads to one. */
static bool look_beside(ri_hr *hr, uint32_t number)
{
    ri_hr_post *post = &hr->posts[number];
    for (size_t i = 0; i < RI_HR_SAID; i++) {
        const uint32_t said = ri_hr_said(hr, post, i);
        const char *text = said != RI_NONE ? ri_hr_string(hr, said) : "";
        const char *key = *text != '\0' && !ri_hr_is_root(text)
                              ? hr->beside->position(text, hr->beside->payload)
                              : NULL;
        if (key != NULL) {
            const uint32_t beside = ri_intern_string(hr->texts, key);
            post->line_state = RI_HR_BESIDE;
            post->said_at = (uint8_t)i;
            return beside != RI_NONE && ri_map_put(&hr->beside_keys, number, beside);
        }
    }
    return true;
}

/* Marks the posts whose lines go in a circle. */
static bool find_circles(ri_hr *hr)
{
    uint32_t *round = ri_alloc(hr->n_posts * sizeof *round);
    if (round == NULL) {
        return false;
    }
    memset(round, 0, hr->n_posts * sizeof *round);
    for (uint32_t start = 0; start < hr->n_posts; start++) {
        uint32_t at = start;
        while (at != RI_NONE && round[at] == 0) {
            round[at] = start + 1;
            at = hr->posts[at].superior;
        }
        if (at == RI_NONE || round[at] != start + 1 || hr->posts[at].line_state != RI_HR_SET) {
            continue;
        }
        while (hr->posts[at].line_state == RI_HR_SET) {
            hr->posts[at].line_state = RI_HR_CIRCLE;
            at = hr->posts[at].superior;
        }
    }
    ri_free(round);
    return true;
}

static bool count_dotted(ri_hr *hr)
{
    bool failed = false;
    for (size_t i = 0; i < hr->n_posts && !failed; i++) {
        const uint32_t said = ri_hr_said(hr, &hr->posts[i], RI_HR_SAID);
        const char *list = said != RI_NONE ? ri_hr_string(hr, said) : "";
        for (size_t n = 0; n < RI_HR_DOTTED_MAX && ri_hr_next_item(hr, &list); n++) {
            bool other_case = false;
            const char *text = ri_text_string(&hr->scratch);
            uint32_t to = ri_hr_refer(hr, RI_HR_DOTTED, RI_HR_SAID, text, &other_case, &failed);
            hr->summary.dotted_missing += to >= RI_HR_SEVERAL ? 1 : 0;
        }
        failed = failed || hr->scratch.failed;
    }
    return !failed;
}

raci_status ri_hr_resolve(ri_hr *hr, raci_error *err)
{
    ri_hr_summary *summary = &hr->summary;
    for (size_t i = 0; i <= RI_HR_SAID; i++) {
        if (!elect(hr, i)) {
            return ri_fail_nomem(err);
        }
    }
    const raci_status status = ri_hr_find_wanted(hr, err);
    if (status != RACI_OK) {
        return status;
    }
    for (uint32_t i = 0; i < hr->n_posts; i++) {
        if (!resolve_post(hr, i) ||
            (hr->beside != NULL && hr->posts[i].line_state == RI_HR_MISSING &&
             !look_beside(hr, i))) {
            return ri_fail_nomem(err);
        }
    }
    if (!find_circles(hr) || !count_dotted(hr)) {
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < hr->n_posts; i++) {
        ri_hr_post *post = &hr->posts[i];
        summary->tops += post->line_state == RI_HR_TOP ? 1 : 0;
        summary->beside += post->line_state == RI_HR_BESIDE ? 1 : 0;
        summary->lines += post->line_state == RI_HR_SET || post->line_state == RI_HR_BESIDE ? 1 : 0;
        summary->circular += post->line_state == RI_HR_CIRCLE ? 1 : 0;
        summary->missing +=
            post->line_state == RI_HR_MISSING || post->line_state == RI_HR_UNCLEAR ? 1 : 0;
        summary->other_case += post->line_state == RI_HR_SET && post->other_case ? 1 : 0;
    }
    return RACI_OK;
}
