/* Holders that a file names and nobody knows. */
#include <string.h>

#include "base/fail.h"
#include "model/adopt.h"

#define CELLS 3

ri_kind ri_adopt_party_kind(const ri_adopting *a, ri_kind otherwise)
{
    static const ri_kind kinds[] = {RI_POSITION, RI_UNIT, RI_TEAM, RI_PERSON};
    const char *said = a->intake->answers->parties;
    for (size_t i = 0; said != NULL && i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(said, ri_kind_name(kinds[i])) == 0) {
            return kinds[i];
        }
    }
    return otherwise;
}

/* The tables that holders are made of, always with these columns. */
static const struct {
    int tab;
    const char *names[CELLS];
    size_t n;
} made_of[] = {
    {RI_TABLE_POSITIONS, {"key", "title"}, 2},      {RI_TABLE_UNITS, {"key", "name"}, 2},
    {RI_TABLE_TEAMS, {"key", "name", "lead"}, 3},   {RI_TABLE_MEMBERS, {"team", "position"}, 2},
    {RI_TABLE_PEOPLE, {"key", "name", "email"}, 3}, {RI_TABLE_SEATS, {"position", "person"}, 2},
};

static raci_status add(ri_adopting *a, int tab, const char *first, const char *second,
                       const char *third, uint32_t line, raci_error *err)
{
    const char *cells[CELLS] = {first, second, third};
    size_t i = 0;
    while (made_of[i].tab != tab) {
        i++;
    }
    const raci_status status = ri_adopt_table(a, tab, made_of[i].names, made_of[i].n, err);
    return status == RACI_OK ? ri_adopt_row(NULL, a, tab, cells, line, err) : status;
}

/* A team that nobody leads could not answer for anything: its lead is a position in which nobody
   sits yet. */
static raci_status add_team(ri_adopting *a, const char *key, const char *name, uint32_t line,
                            raci_error *err)
{
    const char *title = ri_arena_format(a->intake->arena, "Lead of %s", name);
    const char *lead =
        title != NULL ? ri_keys_made_take(a->keys[RI_POSITION], title, "lead", NULL) : NULL;
    if (lead == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = add(a, RI_TABLE_TEAMS, key, name, lead, line, err);
    if (status == RACI_OK) {
        status = add(a, RI_TABLE_POSITIONS, lead, title, NULL, line, err);
    }
    return status == RACI_OK ? add(a, RI_TABLE_MEMBERS, key, lead, NULL, line, err) : status;
}

/* Nor could a person without a position: they get one of their name. */
static raci_status add_person(ri_adopting *a, const char *key, const char *name, const char *email,
                              uint32_t line, raci_error *err)
{
    raci_status status = add(a, RI_TABLE_PEOPLE, key, name, email, line, err);
    if (status == RACI_OK) {
        status = add(a, RI_TABLE_POSITIONS, key, name, NULL, line, err);
    }
    return status == RACI_OK ? add(a, RI_TABLE_SEATS, key, key, NULL, line, err) : status;
}

raci_status ri_adopt_party(const char **out, ri_adopting *a, ri_kind as, const char *name,
                           const char *email, uint32_t line, raci_error *err)
{
    const char *key = ri_adopt_new_key(a, RI_POSITION, name, "party");
    if (key == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = as == RI_TEAM ? add_team(a, key, name, line, err)
                         : as == RI_PERSON
                             ? add_person(a, key, name, email, line, err)
                             : add(a, as == RI_UNIT ? RI_TABLE_UNITS : RI_TABLE_POSITIONS, key,
                                   name, NULL, line, err);
    *out = ri_arena_format(a->intake->arena, "%s:%s",
                           ri_kind_name(as == RI_PERSON ? RI_POSITION : as), key);
    return status == RACI_OK && *out == NULL ? ri_fail_nomem(err) : status;
}
