/*
 * Derived facts about an organization, as 1-domain.md "Derived facts" defines
 * them: lines, departments, power, inclusion. All take indexes of one snapshot.
 */
#ifndef RI_POWER_H
#define RI_POWER_H

#include "model/snapshot.h"

/* under(p, q): p reports, directly or not, to q. On a date with a cycle of
   reporting lines, every position of the cycle is under every other and itself. */
bool ri_position_under(const ri_snapshot *s, uint32_t p, uint32_t q);
/* Unit v is u or below u. */
bool ri_unit_within(const ri_snapshot *s, uint32_t v, uint32_t u);

/* department(p) for a position, RI_NONE when it has no unit; for a unit it is the
   column units.department. */
uint32_t ri_position_department(const ri_snapshot *s, uint32_t position);
/* The departments of a holder (position, unit, team: its members'; person: their
   positions'), sorted, without repetitions, pushed to *out. false: no memory. */
typedef struct ri_indexes {
    uint32_t *items;
    size_t n;
    size_t capacity;
} ri_indexes;
bool ri_holder_departments(const ri_snapshot *s, ri_ref holder, ri_indexes *out);

bool ri_position_vacant(const ri_snapshot *s, uint32_t position);

/* Whether a mandate of the position covers the subject (touchpoint, handoff,
   journey or enterprise; RI_NONE: only '*' counts). */
bool ri_mandate_covers(const ri_snapshot *s, uint32_t position, ri_ref subject);

/* Whether it has power over the holder through lines alone, without a mandate. */
bool ri_commands_by_line(const ri_snapshot *s, uint32_t p, ri_ref holder);
/* commands(p, h) on a subject (RI_NONE: only mandates over '*' count). */
bool ri_commands(const ri_snapshot *s, uint32_t p, ri_ref holder, ri_ref subject);

/* Whether one of a row's positions is in a unit, or in one below it. */
bool ri_any_within(const ri_snapshot *s, const ri_lists *positions, uint32_t row, uint32_t unit);

/* includes(h, x): x is a position, unit or team. */
bool ri_includes(const ri_snapshot *s, ri_ref holder, ri_ref x);

/* The position a holder stands for (a unit's head, a team's lead, a person's one
   position, a position itself), or RI_NONE. */
uint32_t ri_holder_position(const ri_snapshot *s, ri_ref holder);

/* The same of whatever a reference may mean: of an office the first position that has it. */
uint32_t ri_position_meant(const ri_snapshot *s, ri_ref meant);
/* What a text as "unit:ops" or "office:cxo" means: of an office the first position that has it.
   RI_NONE for what is not there, and for rules. */
ri_ref ri_meant_there(const ri_snapshot *s, const char *reference);

/* Whether a position has an office, "cxo" or "ceo"; RI_NONE has none. */
bool ri_position_has_office(const ri_snapshot *s, uint32_t position, const char *office);

/* Lowest common superior of n positions (may be one of them), or RI_NONE. */
uint32_t ri_lowest_common_superior(const ri_snapshot *s, const uint32_t *positions, size_t n);

/* How many steps up the line of `from` position p is: 0 for itself, RI_NONE when `from` is
   not under p. On a cycle, the way round. */
uint32_t ri_steps_above(const ri_snapshot *s, uint32_t p, uint32_t from);

/* people(h): seats of the people of a holder by person, then kind; for a unit
   those of the positions at or below it, for a team its members'. Appends seat
   indexes into s->seats, one for each (person, kind). false: no memory. On a
   focused snapshot notes what it lacks. */
bool ri_holder_seats(const ri_snapshot *s, ri_ref holder, ri_indexes *out);

#endif
