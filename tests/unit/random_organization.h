/*
 * Random organizations, equal for equal seeds: few things, many relations, and
 * all of it in pieces of time, so that on any one date much is missing or goes
 * round in cycles.
 */
#ifndef TEST_RANDOM_ORGANIZATION_H
#define TEST_RANDOM_ORGANIZATION_H

#include "organization.h"

static uint64_t random_state;

/* What is chosen first, a byte for each choice, where a fuzzer chooses. */
static const uint8_t *random_bytes;
static size_t random_bytes_left;

static inline uint32_t random_below(uint32_t n)
{
    if (random_bytes_left > 0) {
        random_bytes_left--;
        return *random_bytes++ % n;
    }
    /* SplitMix64 */
    uint64_t z = random_state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((z ^ (z >> 31)) % n);
}

static inline bool chance(uint32_t percent)
{
    return random_below(100) < percent;
}

enum { UNITS = 7, POSITIONS = 9, PEOPLE = 6, TEAMS = 3, JOURNEYS = 3, TOUCHPOINTS = 8 };

static const char *const dates[] = {"2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"};

static inline void add_period(ri_text *out)
{
    uint32_t from = chance(70) ? 0 : 1 + random_below(2);
    uint32_t to = chance(70) ? 0 : 2 + random_below(2);
    ri_text_format(out, ",%s,%s\n", from > 0 ? dates[from - 1] : "",
                   to > 0 && to > from ? dates[to] : "");
}

/* A key such as "p3", or nothing. */
static inline void add_key(ri_text *out, char kind, uint32_t n, uint32_t percent)
{
    ri_text_char(out, ',');
    if (chance(percent)) {
        ri_text_format(out, "%c%u", kind, random_below(n));
    }
}

static inline void add_word(ri_text *out, const char *const *words, uint32_t n, uint32_t percent)
{
    ri_text_format(out, ",%s", chance(percent) ? words[random_below(n)] : "");
}

static const char *const unit_kinds[] = {"company", "division", "department", "team"};
static const char *const offices[] = {"ceo", "cxo", "cco", "cmo"};
static const char *const seat_kinds[] = {"holder", "acting", "delegate"};
static const char *const link_kinds[] = {"handoff", "handoff", "promise", "feedback"};

static inline void add_structure(ri_text *out)
{
    ri_text_add(out, "== units.csv\nkey,parent,head,kind,tags,size,from,to\n");
    for (uint32_t i = 0; i < UNITS; i++) {
        ri_text_format(out, "u%u", i);
        /* Mostly a tree; now and then anything, of which some are cycles. */
        if (i > 0 && chance(80)) {
            ri_text_format(out, ",u%u", random_below(i));
        } else {
            add_key(out, 'u', UNITS, 40);
        }
        add_key(out, 'p', POSITIONS, 70);
        add_word(out, unit_kinds, 4, 70);
        ri_text_format(out, ",%s,%u", chance(30) ? "x;y" : "", random_below(3));
        add_period(out);
    }
    ri_text_add(out, "== positions.csv\nkey,unit,reports_to,office,dotted_to,from,to\n");
    for (uint32_t i = 0; i < POSITIONS; i++) {
        ri_text_format(out, "p%u", i);
        add_key(out, 'u', UNITS, 80);
        if (i > 0 && chance(70)) {
            ri_text_format(out, ",p%u", random_below(i));
        } else {
            add_key(out, 'p', POSITIONS, 50);
        }
        add_word(out, offices, 4, 30);
        add_key(out, 'p', POSITIONS, 30);
        add_period(out);
    }
}

static inline void add_people(ri_text *out)
{
    ri_text_add(out, "== people.csv\nkey,name,from,to\n");
    for (uint32_t i = 0; i < PEOPLE; i++) {
        ri_text_format(out, "q%u,Person %u", i, i);
        add_period(out);
    }
    ri_text_add(out, "== seats.csv\nposition,person,kind,from,to\n");
    for (uint32_t i = 0; i < POSITIONS; i++) {
        for (uint32_t j = 0; j < PEOPLE; j++) {
            if (chance(15)) {
                ri_text_format(out, "p%u,q%u", i, j);
                add_word(out, seat_kinds, 3, 80);
                add_period(out);
            }
        }
    }
    ri_text_add(out, "== teams.csv\nkey,lead,from,to\n");
    for (uint32_t i = 0; i < TEAMS; i++) {
        ri_text_format(out, "g%u,p%u", i, i);
        add_period(out);
    }
    ri_text_add(out, "== team_members.csv\nteam,position,from,to\n");
    for (uint32_t i = 0; i < TEAMS * POSITIONS; i++) {
        if (i / POSITIONS == i % POSITIONS) {
            ri_text_format(out, "g%u,p%u,,\n", i / POSITIONS, i % POSITIONS);
        } else if (chance(25)) {
            ri_text_format(out, "g%u,p%u", i / POSITIONS, i % POSITIONS);
            add_period(out);
        }
    }
}

static inline void add_touchpoints(ri_text *out)
{
    ri_text_add(out, "== stages.csv\nkey,order\ns0,\ns1,3\n== channels.csv\nkey\nc0\nc1\n");
    ri_text_add(out, "== journeys.csv\nkey,lead,team,from,to\n");
    for (uint32_t i = 0; i < JOURNEYS; i++) {
        ri_text_format(out, "j%u", i);
        add_key(out, 'p', POSITIONS, 60);
        add_key(out, 'g', TEAMS, 50);
        add_period(out);
    }
    ri_text_add(out, "== touchpoints.csv\nkey,journey,stage,channel,order,units,note,from,to\n");
    for (uint32_t i = 0; i < TOUCHPOINTS; i++) {
        ri_text_format(out, "t%u", i);
        add_key(out, 'j', JOURNEYS, 80);
        add_key(out, 's', 2, 70);
        add_key(out, 'c', 2, 70);
        ri_text_format(out, chance(60) ? ",%u" : ",", random_below(3));
        add_key(out, 'u', UNITS, 80);
        if (chance(30)) {
            ri_text_format(out, ";u%u", random_below(UNITS));
        }
        ri_text_format(out, ",%s", chance(30) ? "n" : "");
        add_period(out);
    }
    ri_text_add(out, "== journey_steps.csv\njourney,touchpoint,order\n");
    for (uint32_t i = 0; i < JOURNEYS * TOUCHPOINTS; i++) {
        if (chance(25)) {
            ri_text_format(out, "j%u,t%u", i / TOUCHPOINTS, i % TOUCHPOINTS);
            ri_text_format(out, chance(60) ? ",%u\n" : ",\n", random_below(3));
        }
    }
    ri_text_add(out, "== links.csv\nfrom,to,kind\n");
    for (uint32_t i = 0; i < TOUCHPOINTS * TOUCHPOINTS; i++) {
        if (chance(6) && i / TOUCHPOINTS != i % TOUCHPOINTS) {
            ri_text_format(out, "t%u,t%u", i / TOUCHPOINTS, i % TOUCHPOINTS);
            add_word(out, link_kinds, 4, 100);
            ri_text_char(out, '\n');
        }
    }
}

static inline void add_holder(ri_text *out)
{
    static const struct {
        const char *kind;
        char letter;
        uint32_t n;
    } kinds[] = {{"unit", 'u', UNITS},
                 {"position", 'p', POSITIONS},
                 {"person", 'q', PEOPLE},
                 {"team", 'g', TEAMS}};
    uint32_t at = random_below(5);
    if (at == 4) {
        ri_text_format(out, "office:%s", offices[random_below(4)]);
    } else {
        ri_text_format(out, "%s:%c%u", kinds[at].kind, kinds[at].letter, random_below(kinds[at].n));
    }
}

static inline void add_decisions(ri_text *out)
{
    static const char *const scopes[] = {"*",        "unit:u1",    "unit:u3",      "journey:j0",
                                         "stage:s0", "channel:c1", "touchpoint:t2"};
    static const char *const subjects[] = {"touchpoint:t0", "touchpoint:t3",  "journey:j0",
                                           "journey:j1",    "handoff:t0->t1", "handoff:t2->t3",
                                           "journey:j2",    "enterprise"};
    ri_text_add(out, "== walks.csv\nposition,channel,date\np0,c0,2026-01-15\np1,c1,2026-02-15\n");
    ri_text_add(out, "== mandates.csv\nposition,scope,from,to\n");
    for (uint32_t i = 0; i < COUNT(scopes); i++) {
        if (chance(40)) {
            ri_text_format(out, "p%u,%s", random_below(POSITIONS), scopes[i]);
            add_period(out);
        }
    }
    ri_text_add(out, "== stated.csv\ntouchpoint,letter,holder,reason\n");
    for (uint32_t i = 0; i < TOUCHPOINTS; i++) {
        if (chance(50)) {
            ri_text_format(out, "t%u,A,", i);
            add_holder(out);
            ri_text_add(out, ",\n");
        }
    }
    ri_text_add(out, "== rulings.csv\nsubject,letter,holder,by,reason,from,to\n");
    for (uint32_t i = 0; i < COUNT(subjects); i++) {
        ri_text_format(out, "%s,A,", subjects[i]);
        add_holder(out);
        ri_text_add(out, ",office:cxo,so");
        add_period(out);
    }
}

static inline void add_disputes(ri_text *out)
{
    static const char *const subjects[] = {"touchpoint:t0", "journey:j0", "handoff:t0->t1",
                                           "enterprise"};
    ri_text_add(out, "== disputes.csv\nsubject,letter,by,claims,reason,from,to\n");
    for (uint32_t i = 0; i < COUNT(subjects); i++) {
        ri_text_format(out, "%s,A,position:p%u,", subjects[i], random_below(POSITIONS));
        add_holder(out);
        ri_text_add(out, ",so");
        add_period(out);
        ri_text_format(out, "%s,A,office:%s,,", subjects[i], offices[random_below(4)]);
        add_period(out);
    }
}

/* Appends its files. */
static inline void random_files(ri_text *text)
{
    add_structure(text);
    add_people(text);
    add_touchpoints(text);
    add_decisions(text);
    add_disputes(text);
}

/* NULL when the import refuses it: for a cycle within one period. */
static inline raci_model *random_organization(void)
{
    ri_text text = RI_TEXT_INIT;
    random_files(&text);
    raci_model *model = organization_try(text.bytes, true);
    ri_text_free(&text);
    return model;
}

#endif
