/*
 * Random steps for random organizations, as lines of a scenario: of every kind, most of them
 * such that they may apply.
 */
#ifndef TEST_RANDOM_STEPS_H
#define TEST_RANDOM_STEPS_H

#include "random_organization.h"

/* A field with the key of something there may be, or of something that the steps create. */
static inline void say_key(ri_text *out, const char *field, char kind, uint32_t n)
{
    if (chance(12) && kind != 'q') {
        ri_text_format(out, "%s = \"new-%c%u\", ", field, kind, random_below(2));
    } else {
        ri_text_format(out, "%s = \"%c%u\", ", field, kind, random_below(n));
    }
}

static inline void say_often(ri_text *out, uint32_t percent, const char *field, char kind,
                             uint32_t n)
{
    if (chance(percent)) {
        say_key(out, field, kind, n);
    }
}

static inline void say_new(ri_text *out, const char *field, char kind)
{
    ri_text_format(out, "%s = \"new-%c%u\", ", field, kind, random_below(2));
}

static inline void say_holder(ri_text *out, const char *field)
{
    ri_text_format(out, "%s = \"", field);
    if (chance(15)) {
        ri_text_format(out, "position:new-p%u", random_below(2));
    } else {
        add_holder(out);
    }
    ri_text_add(out, "\", ");
}

static inline void say_columns(ri_text *out)
{
    say_often(out, 40, "journey", 'j', JOURNEYS);
    say_often(out, 30, "stage", 's', 2);
    say_often(out, 30, "channel", 'c', 2);
    if (chance(40)) {
        ri_text_format(out, "order = %u, ", random_below(4));
    }
    if (chance(30)) {
        ri_text_format(out, "criticality = %u, ", 1 + random_below(5));
    }
    if (chance(50)) {
        ri_text_format(out, "units = { \"u%u\", \"u%u\" }, ", random_below(3),
                       3 + random_below(UNITS - 3));
    }
    if (chance(25)) {
        ri_text_format(out, "tags = { \"%s\" }, ", chance(50) ? "x" : "w");
    }
    if (chance(25)) {
        ri_text_format(out, "moment_of_truth = \"%s\", ", chance(50) ? "yes" : "no");
    }
    if (chance(25)) {
        ri_text_format(out, "attr = { note = \"%s\" }, ", chance(30) ? "" : "n");
    }
    if (chance(20)) {
        ri_text_format(out, "name = \"Name %u\", ", random_below(3));
    }
}

static inline void say_units(ri_text *out)
{
    const uint32_t first = random_below(UNITS);
    ri_text_format(out, "units = { \"u%u\", \"u%u\" }, ", first,
                   (first + 1 + random_below(UNITS - 1)) % UNITS);
}

static inline void say_person(ri_text *out)
{
    if (chance(30)) {
        ri_text_format(out, "person = { key = \"new-q%u\", name = \"New %u\" }, ", random_below(2),
                       random_below(9));
    } else {
        ri_text_format(out, "person = \"q%u\", ", random_below(PEOPLE));
    }
}

static const char *const step_scopes[] = {"*", "unit:u1", "journey:j0", "stage:s0",
                                          "touchpoint:t2"};
static const char *const step_letters[] = {"A", "R", "C", "I"};

static inline void say_appoint(ri_text *out)
{
    say_key(out, "position", 'p', POSITIONS);
    say_person(out);
    if (chance(60)) {
        ri_text_format(out, "kind = \"%s\", ", seat_kinds[random_below(3)]);
    }
    if (chance(40)) {
        ri_text_format(out, "to = \"%s\", ", dates[1 + random_below(3)]);
    }
}

static inline void say_change_touchpoint(ri_text *out)
{
    say_key(out, "key", 't', TOUCHPOINTS);
    say_columns(out);
}

static inline void say_close_position(ri_text *out)
{
    say_key(out, "position", 'p', POSITIONS);
    say_often(out, 30, "reports_to", 'p', POSITIONS);
}

static inline void say_close_touchpoint(ri_text *out)
{
    say_key(out, "key", 't', TOUCHPOINTS);
}

static inline void say_close_unit(ri_text *out)
{
    say_key(out, "unit", 'u', UNITS);
    say_often(out, 70, "into", 'u', UNITS);
}

static inline void say_create_position(ri_text *out)
{
    say_new(out, "key", 'p');
    say_often(out, 70, "unit", 'u', UNITS);
    say_often(out, 70, "reports_to", 'p', POSITIONS);
    if (chance(40)) {
        ri_text_format(out, "office = \"%s\", ", offices[random_below(4)]);
    }
}

static inline void say_create_touchpoint(ri_text *out)
{
    say_new(out, "key", 't');
    say_columns(out);
}

static inline void say_create_unit(ri_text *out)
{
    say_new(out, "key", 'u');
    say_often(out, 70, "parent", 'u', UNITS);
    say_often(out, 50, "head", 'p', POSITIONS);
    ri_text_format(out, "kind = \"%s\", tags = { \"x\" }, ", unit_kinds[random_below(4)]);
}

static inline void say_withdraw(ri_text *out)
{
    say_key(out, "position", 'p', POSITIONS);
    ri_text_format(out, "scope = \"%s\", ", step_scopes[random_below(COUNT(step_scopes))]);
}

static inline void say_hand_over(ri_text *out)
{
    say_key(out, "from", 'u', UNITS);
    say_key(out, "to", 'u', UNITS);
    say_often(out, 30, "journey", 'j', JOURNEYS);
}

static inline void say_leave(ri_text *out)
{
    ri_text_format(out, "person = \"q%u\", ", random_below(PEOPLE));
}

static inline void say_merge_units(ri_text *out)
{
    say_units(out);
    if (chance(50)) {
        say_new(out, "into", 'u');
    } else {
        say_key(out, "into", 'u', UNITS);
    }
    say_often(out, 40, "head", 'p', POSITIONS);
}

static inline void say_move_position(ri_text *out)
{
    say_key(out, "position", 'p', POSITIONS);
    say_often(out, 70, "unit", 'u', UNITS);
    say_key(out, "reports_to", 'p', POSITIONS);
}

static inline void say_move_unit(ri_text *out)
{
    say_key(out, "unit", 'u', UNITS);
    say_key(out, "parent", 'u', UNITS);
}

static inline void say_rename_unit(ri_text *out)
{
    say_key(out, "unit", 'u', UNITS);
    ri_text_format(out, "name = \"Unit %u\", ", random_below(9));
}

static inline void say_set_head(ri_text *out)
{
    say_key(out, "unit", 'u', UNITS);
    say_key(out, "position", 'p', POSITIONS);
}

static inline void say_set_lead(ri_text *out)
{
    ri_text_format(out, "journey = \"j%u\", ", random_below(JOURNEYS));
    say_key(out, "position", 'p', POSITIONS);
}

static inline void say_set_office(ri_text *out)
{
    say_key(out, "position", 'p', POSITIONS);
    ri_text_format(out, "office = \"%s\", ", chance(30) ? "" : offices[random_below(4)]);
}

static inline void say_split_unit(ri_text *out)
{
    say_key(out, "unit", 'u', UNITS);
    ri_text_format(out, "parts = { { key = \"new-u%u\"", random_below(2));
    if (chance(30)) {
        ri_text_format(out, ", head = \"p%u\"", random_below(POSITIONS));
    }
    ri_text_add(out, " } }, ");
}

static inline void say_state(ri_text *out)
{
    say_key(out, "touchpoint", 't', TOUCHPOINTS);
    ri_text_format(out, "letter = \"%s\", ", step_letters[random_below(4)]);
    say_holder(out, "holder");
    if (chance(50)) {
        ri_text_add(out, "reason = \"so\", ");
    }
}

static inline void say_unstate(ri_text *out)
{
    say_key(out, "touchpoint", 't', TOUCHPOINTS);
    ri_text_add(out, "letter = \"A\", ");
    say_holder(out, "holder");
}

static inline void say_vacate(ri_text *out)
{
    say_key(out, "position", 'p', POSITIONS);
    if (chance(40)) {
        ri_text_format(out, "person = \"q%u\", ", random_below(PEOPLE));
    }
}

/* By verb, in the order of their words. */
typedef void (*say_fn)(ri_text *out);
static const say_fn sayers[] = {
    say_appoint,
    say_change_touchpoint,
    say_close_position,
    say_close_touchpoint,
    say_close_unit,
    say_create_position,
    say_create_touchpoint,
    say_create_unit,
    say_withdraw,
    say_hand_over,
    say_leave,
    say_merge_units,
    say_move_position,
    say_move_unit,
    say_rename_unit,
    say_set_head,
    say_set_lead,
    say_set_office,
    say_split_unit,
    say_state,
    say_unstate,
    say_vacate,
    say_withdraw,
};

/* Appends a step of a kind, by the number of its verb: "WORD { … }". */
static inline void say_step(ri_text *out, const char *word, uint32_t verb)
{
    ri_text_format(out, "%s { ", word);
    sayers[verb](out);
    ri_text_add(out, "}");
}

#endif
