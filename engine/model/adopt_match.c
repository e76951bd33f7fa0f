#include "model/adopt_match.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/adopt_things.h"

/* Keys of one kind: the export's, and the model's by their numbers. */
typedef struct matched_keys {
    ri_intern *from;
    const char **to;
    size_t n;
    size_t capacity;
} matched_keys;

struct ri_matched {
    ri_adopting *a;
    bool by_person; /* each person of the export has a position of their own */
    matched_keys people;
    matched_keys positions;
    ri_text text; /* scratch */
};

static bool put(matched_keys *keys, const char *from, const char *to)
{
    const uint32_t before = ri_intern_count(keys->from);
    const uint32_t number = ri_intern_string(keys->from, from);
    return number != RI_NONE && (number < before || RI_PUSH(keys->to, keys->n, keys->capacity, to));
}

static const char *get(const matched_keys *keys, const char *from)
{
    const uint32_t number = from != NULL ? ri_intern_find(keys->from, from) : RI_NONE;
    return number != RI_NONE ? keys->to[number] : from;
}

/* "person:dana-ruiz", in the scratch text. NULL: memory. */
static const char *refer(ri_matched *m, const char *kind, const char *key)
{
    ri_text_clear(&m->text);
    ri_text_add(&m->text, kind);
    ri_text_add(&m->text, ":");
    ri_text_add(&m->text, key);
    return m->text.failed ? NULL : ri_text_string(&m->text);
}

/* The key of "person:dana-ruiz" when it is one of a person, else NULL. */
static const char *key_of(const ri_meant *meant, const char *kind)
{
    const size_t length = strlen(kind);
    return meant->reference != NULL && strncmp(meant->reference, kind, length) == 0 &&
                   meant->reference[length] == ':'
               ? meant->reference + length + 1
               : NULL;
}

static raci_status tell(const ri_matched *m, const ri_hr_person *person, const char *format,
                        const char *key, raci_error *err)
{
    char place[16];
    (void)snprintf(place, sizeof place, "%u", (unsigned)person->line);
    return ri_adopt_note(m->a, (ri_adopt_source){place, person->line}, format, person->name, key,
                         err);
}

static raci_status take_as(ri_matched *m, const ri_hr_person *person, const char *key,
                           raci_error *err)
{
    return put(&m->people, person->key, key) ? RACI_OK : ri_fail_nomem(err);
}

/* By name: certain only where the file says no more of somebody than that. */
static raci_status match_name(ri_matched *m, const ri_hr_person *person, raci_error *err)
{
    ri_meant meant;
    raci_status status = ri_adopt_look(&meant, m->a, RI_KIND_COUNT, person->name, err);
    const char *key = key_of(&meant, "person");
    if (status != RACI_OK || key == NULL || meant.several) {
        return status;
    }
    if (meant.said) {
        return take_as(m, person, key, err);
    }
    if (person->id[0] != '\0' || person->email[0] != '\0') {
        return tell(m, person, "'%s' is taken for somebody new; is person:%s meant?", key, err);
    }
    status = tell(m, person, "'%s' is taken for person:%s, who has the same name", key, err);
    return status == RACI_OK ? take_as(m, person, key, err) : status;
}

static raci_status match_person(const ri_hr_person *person, void *payload, raci_error *err)
{
    ri_matched *m = payload;
    ri_meant meant;
    const char *reference = refer(m, "person", person->key);
    if (reference == NULL || !ri_known_holder(&meant, m->a->known, reference)) {
        return ri_fail_nomem(err);
    }
    if (meant.reference != NULL) {
        return RACI_OK;
    }
    meant = (ri_meant){.reference = NULL};
    if (person->email[0] != '\0' && !ri_known_holder(&meant, m->a->known, person->email)) {
        return ri_fail_nomem(err);
    }
    const char *key = meant.several ? NULL : key_of(&meant, "person");
    if (key == NULL) {
        return person->withheld ? RACI_OK : match_name(m, person, err);
    }
    raci_status status =
        tell(m, person, "'%s' is taken for person:%s, who has the same e-mail address", key, err);
    return status == RACI_OK ? take_as(m, person, key, err) : status;
}

/* A position made for a person is the one in which the model has them. */
static raci_status match_seat(const ri_hr_seat *seat, void *payload, raci_error *err)
{
    ri_matched *m = payload;
    ri_meant meant;
    const char *position = NULL;
    if (!m->by_person) {
        return RACI_OK;
    }
    const char *reference = refer(m, "position", seat->position);
    if (reference == NULL || !ri_known_holder(&meant, m->a->known, reference)) {
        return ri_fail_nomem(err);
    }
    const char *person = refer(m, "person", get(&m->people, seat->person));
    if (person == NULL || !ri_known_seat(&position, m->a->known, person)) {
        return ri_fail_nomem(err);
    }
    return meant.reference != NULL || position == NULL ||
                   put(&m->positions, seat->position, ri_meant_key(position))
               ? RACI_OK
               : ri_fail_nomem(err);
}

raci_status ri_matched_new(ri_matched **out, ri_adopting *a, const ri_hr_columns *columns,
                           ri_hr *hr, const ri_hr_options *options, raci_error *err)
{
    ri_matched *m = ri_alloc(sizeof *m);
    if (m == NULL) {
        return ri_fail_nomem(err);
    }
    *m = (ri_matched){.a = a,
                      .by_person = columns->keying == RI_HR_BY_PERSON,
                      .people = {.from = ri_intern_new()},
                      .positions = {.from = ri_intern_new()}};
    const ri_hr_sink sink = {.person = match_person, .seat = match_seat, .payload = m};
    raci_status status =
        m->people.from == NULL || m->positions.from == NULL ? ri_fail_nomem(err) : RACI_OK;
    if (status == RACI_OK && ri_known_people(a->known)) {
        status = ri_hr_give(hr, options, &sink, err);
    }
    if (status != RACI_OK) {
        ri_matched_free(m);
        return status;
    }
    *out = m;
    return RACI_OK;
}

void ri_matched_free(ri_matched *matched)
{
    if (matched == NULL) {
        return;
    }
    ri_intern_free(matched->people.from);
    ri_intern_free(matched->positions.from);
    ri_free((void *)matched->people.to);
    ri_free((void *)matched->positions.to);
    ri_text_free(&matched->text);
    ri_free(matched);
}

const char *ri_matched_person(const ri_matched *matched, const char *key)
{
    return get(&matched->people, key);
}

const char *ri_matched_position(const ri_matched *matched, const char *key)
{
    return get(&matched->positions, key);
}
