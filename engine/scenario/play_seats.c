/*
 * Steps about people in positions, and about mandates.
 */
#include <string.h>

#include "base/day.h"
#include "model/basis.h"
#include "scenario/playing.h"

/* ---- seats ---- */

static uint32_t seat_kind(const char *word)
{
    return word == NULL || *word == 'h' ? RI_SEAT_HOLDER
           : *word == 'a'               ? RI_SEAT_ACTING
                                        : RI_SEAT_DELEGATE;
}

/* The person whom a step appoints, who may be somebody new. */
static uint32_t need_person(const ri_playing *y, const ri_step_value *person)
{
    return person->n_items > 0 ? ri_need_free(y, RI_PERSON, person->text)
                               : ri_need(y, RI_PERSON, person->text);
}

static void open_person(const ri_playing *y, uint32_t row, const ri_step_value *person)
{
    ri_prospect_open(y->p, RI_PERSON, row);
    ri_prospect_set_text(y->p, RI_PERSON, row, RI_PERSON_NAME, person->items[0]);
    ri_prospect_set_text(y->p, RI_PERSON, row, RI_PERSON_EMAIL, person->items[1]);
}

/* The day on which the seat is to end. */
static int32_t said_end(const ri_playing *y)
{
    const char *to = ri_step_text(y->step, "to");
    int32_t end = RI_DAY_MAX;
    if (to != NULL && *to != '\0' && !ri_day_parse(to, strlen(to), &end)) {
        end = RI_DAY_MAX; /* the reader let dates through only */
    }
    if (end <= y->p->s->date) {
        char day[11];
        (void)ri_misfit(y, "it would end on %s, not after the day on which it begins",
                        ri_day_format(end, day));
    }
    return end;
}

/* Ends the seat that it prolongs or shortens, if there is one. */
static void seat(const ri_playing *y, uint32_t position, uint32_t person, int32_t to)
{
    static const char *const words[] = {"holds", "is acting in", "is a delegate in"};
    ri_prospect *p = y->p;
    const ri_step_value *said = ri_step_said(y->step, "person");
    const uint32_t kind = seat_kind(ri_step_text(y->step, "kind"));
    const int32_t next = ri_basis_next_seat(p->s, position, person, kind);
    int32_t now = RI_DAY_MAX;
    to = next < to ? next : to;
    if (ri_prospect_seated(p, position, person, kind, &now)) {
        if (!ri_step_has(y, "to") || now == to) {
            (void)ri_misfit(y, "'%s' %s the position '%s' already", said->text, words[kind],
                            ri_key_of(y, RI_POSITION, position));
            return;
        }
        (void)ri_prospect_unseat(p, position, person, kind, false);
    }
    ri_prospect_seat(p, position, person, kind, to, ri_step_has(y, "to"));
}

void ri_play_appoint(const ri_playing *y)
{
    const ri_step_value *said = ri_step_said(y->step, "person");
    const uint32_t position = ri_need_field(y, "position", RI_POSITION);
    const uint32_t person = need_person(y, said);
    const int32_t to = said_end(y);
    if (!ri_fits(y)) {
        return;
    }
    if (said->n_items > 0) {
        open_person(y, person, said);
    }
    seat(y, position, person, to);
}

void ri_play_vacate(const ri_playing *y)
{
    const uint32_t position = ri_need_field(y, "position", RI_POSITION);
    const uint32_t person = ri_need_field(y, "person", RI_PERSON);
    if (!ri_fits(y) || ri_prospect_unseat(y->p, position, person, RI_NONE, false) > 0) {
        return;
    }
    if (person != RI_NONE) {
        (void)ri_misfit(y, "'%s' does not sit in the position '%s'",
                        ri_key_of(y, RI_PERSON, person), ri_key_of(y, RI_POSITION, position));
    } else {
        (void)ri_misfit(y, "nobody sits in the position '%s'", ri_key_of(y, RI_POSITION, position));
    }
}

void ri_play_leave(const ri_playing *y)
{
    const uint32_t person = ri_need_field(y, "person", RI_PERSON);
    if (person != RI_NONE && ri_prospect_unseat(y->p, RI_NONE, person, RI_NONE, true) == 0) {
        (void)ri_misfit(y, "'%s' has no seat to leave", ri_key_of(y, RI_PERSON, person));
    }
}

/* ---- mandates ---- */

static void need_scope(const ri_playing *y, const char *scope)
{
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    if (strcmp(scope, "*") != 0 && ri_reference_split(scope, &kind, &key)) {
        (void)ri_need(y, kind, key);
    }
}

void ri_play_grant(const ri_playing *y)
{
    const uint32_t position = ri_need_field(y, "position", RI_POSITION);
    const char *scope = ri_step_text(y->step, "scope");
    need_scope(y, scope);
    if (!ri_fits(y)) {
        return;
    }
    if (ri_prospect_mandated(y->p, position, scope)) {
        (void)ri_misfit(y, "the position '%s' has that mandate already",
                        ri_key_of(y, RI_POSITION, position));
        return;
    }
    ri_prospect_grant(y->p, position, scope);
}

void ri_play_withdraw(const ri_playing *y)
{
    const uint32_t position = ri_need_field(y, "position", RI_POSITION);
    const char *scope = ri_step_text(y->step, "scope");
    if (!ri_fits(y)) {
        return;
    }
    if (!ri_prospect_mandated(y->p, position, scope)) {
        (void)ri_misfit(y, "the position '%s' has no mandate over '%s'",
                        ri_key_of(y, RI_POSITION, position), scope);
        return;
    }
    ri_prospect_withdraw(y->p, position, scope);
}
