/*
 * The matcher against the plain reading of 2-rules.md "match", on random
 * matches over a random organization.
 */
#include <stdio.h>

#include "base/arena.h"
#include "resolve/matcher.h"
#include "rows.h"

enum { STAGES = 4, CHANNELS = 3, JOURNEYS = 5, UNITS = 7, TAGS = 4, SETS = 12, TOUCHPOINTS = 160 };
enum { MATCHES = 150, VALUES = 3 };

/* An organization of which only what a matcher reads is there. */
struct world {
    ri_snapshot s;
    uint64_t state;
    char keys[TOUCHPOINTS + JOURNEYS + UNITS + STAGES + CHANNELS][16];
    size_t n_keys;
    const char *key[TOUCHPOINTS + JOURNEYS + UNITS + STAGES + CHANNELS];
    uint32_t set_first[3][SETS + 1];
    uint32_t set_items[3][SETS * VALUES];
    uint32_t column[8][TOUCHPOINTS];
    uint8_t small[3][TOUCHPOINTS];
    uint32_t up[UNITS];
    uint32_t attr_first[TOUCHPOINTS + 1];
    uint32_t attr_name[TOUCHPOINTS];
    const char *attr_value[TOUCHPOINTS];
    ri_match match[MATCHES];
    ri_condition condition[MATCHES][4];
    const char *value[MATCHES][4][VALUES];
};

static struct world world;

static uint32_t random_below(uint32_t n)
{
    world.state ^= world.state << 13;
    world.state ^= world.state >> 7;
    world.state ^= world.state << 17;
    return (uint32_t)((world.state >> 16) % n);
}

static void make_rows(ri_rows *rows, const char *prefix, uint32_t n)
{
    rows->n = n;
    rows->key = &world.key[world.n_keys];
    for (uint32_t i = 0; i < n; i++) {
        char *key = world.keys[world.n_keys];
        snprintf(key, sizeof world.keys[0], "%s%u", prefix, (unsigned)i);
        world.key[world.n_keys++] = key;
    }
}

/* Set 0 is empty; the others have one to three different items. */
static void make_sets(ri_sets *sets, int which, uint32_t n_items)
{
    uint32_t end = 0;
    sets->n = SETS;
    sets->of.first = world.set_first[which];
    sets->of.items = world.set_items[which];
    for (uint32_t set = 1; set < SETS; set++) {
        sets->of.first[set] = end;
        uint32_t first = random_below(n_items);
        for (uint32_t i = 0; i <= random_below(VALUES); i++) {
            sets->of.items[end++] = (first + i) % n_items;
        }
    }
    sets->of.first[SETS] = end;
}

static void make_touchpoints(void)
{
    ri_touchpoints *t = &world.s.touchpoints;
    make_rows(&t->rows, "t", TOUCHPOINTS);
    t->stage = world.column[0];
    t->channel = world.column[1];
    t->journey_set = world.column[2];
    t->unit_set = world.column[3];
    t->tag_set = world.column[4];
    t->criticality = world.small[0];
    t->truth = world.small[1];
    t->managed = world.small[2];
    t->rows.attrs = (ri_attributes){world.attr_first, world.attr_name, world.attr_value};
    uint32_t region = ri_intern_string(world.s.words, "region");
    static const char *const regions[] = {"eu", "us", "apac"};
    uint32_t n = 0;
    for (uint32_t i = 0; i < TOUCHPOINTS; i++) {
        uint32_t stage = random_below(STAGES + 1);
        uint32_t channel = random_below(CHANNELS + 1);
        t->stage[i] = stage < STAGES ? stage : RI_NONE;
        t->channel[i] = channel < CHANNELS ? channel : RI_NONE;
        t->journey_set[i] = random_below(SETS);
        t->unit_set[i] = random_below(SETS);
        t->tag_set[i] = random_below(SETS);
        t->criticality[i] = (uint8_t)random_below(6);
        t->truth[i] = (uint8_t)random_below(2);
        t->managed[i] = (uint8_t)random_below(2);
        world.attr_first[i] = n;
        if (random_below(2) == 0) {
            world.attr_name[n] = region;
            world.attr_value[n++] = regions[random_below(3)];
        }
    }
    world.attr_first[TOUCHPOINTS] = n;
}

static void make_world(uint64_t seed)
{
    memset(&world, 0, sizeof world);
    world.state = seed;
    world.s.words = ri_intern_new();
    assert_non_null(world.s.words);
    for (uint32_t i = 0; i < TAGS; i++) {
        char tag[8];
        snprintf(tag, sizeof tag, "g%u", (unsigned)i);
        assert_int_equal(ri_intern_string(world.s.words, tag), i);
    }
    make_rows(&world.s.stages.rows, "s", STAGES);
    make_rows(&world.s.channels.rows, "c", CHANNELS);
    make_rows(&world.s.journeys.rows, "j", JOURNEYS);
    make_rows(&world.s.units.rows, "u", UNITS);
    world.s.units.parent = world.up;
    for (uint32_t i = 0; i < UNITS; i++) {
        world.up[i] = i == 0 ? RI_NONE : random_below(i);
    }
    make_sets(&world.s.journey_sets, 0, JOURNEYS);
    make_sets(&world.s.unit_sets, 1, UNITS);
    make_sets(&world.s.tag_sets, 2, TAGS);
    make_touchpoints();
}

/* ---- random matches ---- */

static const char *random_value(ri_dimension dimension)
{
    static const char *const regions[] = {"eu", "us", "moon"};
    static const char *const globs[] = {"t1*", "t?", "*7", "t12", "t5", "t?3*", "none", "t1?"};
    switch (dimension) {
    case RI_DIM_KEY:
        return globs[random_below(8)];
    case RI_DIM_JOURNEY:
        return world.s.journeys.rows.key[random_below(JOURNEYS)];
    case RI_DIM_STAGE:
        return world.s.stages.rows.key[random_below(STAGES)];
    case RI_DIM_CHANNEL:
        return world.s.channels.rows.key[random_below(CHANNELS)];
    case RI_DIM_UNIT:
        return world.s.units.rows.key[random_below(UNITS)];
    case RI_DIM_TAG:
        return ri_intern_get(world.s.words, random_below(TAGS));
    default:
        return regions[random_below(3)];
    }
}

static void make_matches(void)
{
    for (uint32_t m = 0; m < MATCHES; m++) {
        ri_match *match = &world.match[m];
        uint32_t dimension = random_below(RI_DIM_COUNT);
        match->conditions = world.condition[m];
        match->n = random_below(5);
        for (uint32_t i = 0; i < match->n; i++) {
            ri_condition *condition = &world.condition[m][i];
            condition->dimension = (ri_dimension)((dimension + i) % RI_DIM_COUNT);
            condition->attribute = condition->dimension == RI_DIM_ATTRIBUTE ? "region" : NULL;
            condition->except = random_below(3) == 0;
            condition->mask = random_below(64);
            condition->values = world.value[m][i];
            condition->n_values = 1 + random_below(VALUES);
            for (uint32_t v = 0; v < condition->n_values; v++) {
                condition->values[v] = random_value(condition->dimension);
            }
        }
    }
}

/* ---- the plain reading ---- */

static bool among(const ri_condition *condition, const char *value)
{
    for (uint32_t i = 0; i < condition->n_values; i++) {
        if (condition->dimension == RI_DIM_KEY ? ri_glob(condition->values[i], value)
                                               : strcmp(condition->values[i], value) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether any value that the touchpoint has in the dimension is among those named. */
static bool has_named_value(const ri_condition *condition, uint32_t t)
{
    const ri_touchpoints *of = &world.s.touchpoints;
    const ri_sets *sets = &world.s.journey_sets;
    uint32_t set = of->journey_set[t];
    switch (condition->dimension) {
    case RI_DIM_KEY:
        return among(condition, of->rows.key[t]);
    case RI_DIM_STAGE:
        return of->stage[t] != RI_NONE && among(condition, world.s.stages.rows.key[of->stage[t]]);
    case RI_DIM_CHANNEL:
        return of->channel[t] != RI_NONE &&
               among(condition, world.s.channels.rows.key[of->channel[t]]);
    case RI_DIM_ATTRIBUTE:
        return world.attr_first[t] < world.attr_first[t + 1] &&
               among(condition, world.attr_value[world.attr_first[t]]);
    case RI_DIM_UNIT:
        sets = &world.s.unit_sets;
        set = of->unit_set[t];
        break;
    case RI_DIM_TAG:
        sets = &world.s.tag_sets;
        set = of->tag_set[t];
        break;
    default:
        break;
    }
    for (uint32_t i = sets->of.first[set]; i < sets->of.first[set + 1]; i++) {
        uint32_t item = sets->of.items[i];
        if (condition->dimension == RI_DIM_TAG) {
            if (among(condition, ri_intern_get(world.s.words, item))) {
                return true;
            }
        } else if (condition->dimension == RI_DIM_JOURNEY) {
            if (among(condition, world.s.journeys.rows.key[item])) {
                return true;
            }
        } else {
            for (; item != RI_NONE; item = world.up[item]) {
                if (among(condition, world.s.units.rows.key[item])) {
                    return true;
                }
            }
        }
    }
    return false;
}

static bool holds(const ri_condition *condition, uint32_t t)
{
    const ri_touchpoints *of = &world.s.touchpoints;
    switch (condition->dimension) {
    case RI_DIM_CRITICALITY:
        return (condition->mask >> of->criticality[t] & 1u) != 0;
    case RI_DIM_TRUTH:
        return (condition->mask >> of->truth[t] & 1u) != 0;
    case RI_DIM_MANAGED:
        return (condition->mask >> of->managed[t] & 1u) != 0;
    default:
        return has_named_value(condition, t) != condition->except;
    }
}

static bool matches(const ri_match *match, uint32_t t)
{
    for (uint32_t i = 0; i < match->n; i++) {
        if (!holds(&match->conditions[i], t)) {
            return false;
        }
    }
    return true;
}

/* ---- the comparison ---- */

struct row {
    const char *name;
    uint64_t seed;
    uint32_t n_matches;
};

static const struct row rows[] = {
    {"no match at all", 11, 0},
    {"one match", 12, 1},
    {"63 matches", 13, 63},
    {"exactly a word of matches", 14, 64},
    {"a word and one", 15, 65},
    {"many matches", 16, MATCHES},
    {"many matches, other seed", 17, MATCHES},
    {"many matches, third seed", 18, MATCHES},
};

static void agrees_with_the_plain_reading(void **state)
{
    const struct row *row = *state;
    const ri_match *list[MATCHES];
    ri_matcher *matcher = NULL;
    ri_arena *arena = ri_arena_new();
    uint32_t held = 0;
    make_world(row->seed * 0x9E3779B97F4A7C15u);
    make_matches();
    for (uint32_t m = 0; m < MATCHES; m++) {
        list[m] = &world.match[m];
    }
    assert_int_equal(
        ri_matcher_new(&matcher, arena, &world.s, RI_TOUCHPOINT, list, row->n_matches, NULL),
        RACI_OK);
    for (uint32_t t = 0; t < TOUCHPOINTS; t++) {
        uint64_t bits[MATCHES / 64 + 1];
        memset(bits, 0xFF, sizeof bits);
        ri_matcher_and(matcher, t, bits);
        for (uint32_t m = 0; m < row->n_matches; m++) {
            bool is = (bits[m / 64] >> (m % 64) & 1u) != 0;
            held += is;
            if (is != matches(&world.match[m], t)) {
                fail_msg("match %u on touchpoint %u: %d", (unsigned)m, (unsigned)t, is);
            }
        }
    }
    assert_true(row->n_matches < 10 || (held > 100 && held < TOUCHPOINTS * row->n_matches));
    ri_matcher_free(matcher);
    ri_arena_free(arena);
    ri_intern_free(world.s.words);
}

static bool compile_once(void *payload)
{
    const ri_match **list = payload;
    ri_matcher *matcher = NULL;
    ri_arena *arena = ri_arena_new();
    raci_status status = RACI_NOMEM;
    if (arena != NULL) {
        status = ri_matcher_new(&matcher, arena, &world.s, RI_TOUCHPOINT, list, MATCHES, NULL);
    }
    if (status == RACI_OK) {
        ri_matcher_free(matcher);
    }
    ri_arena_free(arena);
    return status == RACI_OK;
}

static void says_so_when_memory_is_short(void **state)
{
    const ri_match *list[MATCHES];
    (void)state;
    make_world(99);
    make_matches();
    for (uint32_t m = 0; m < MATCHES; m++) {
        list[m] = &world.match[m];
    }
    assert_true(with_all_failures(compile_once, (void *)list) > 10);
    ri_intern_free(world.s.words);
}

int main(void)
{
    const struct CMUnitTest alone[] = {cmocka_unit_test(says_so_when_memory_is_short)};
    int failed = RUN_ROWS("agrees with the plain reading", rows, agrees_with_the_plain_reading);
    return failed + cmocka_run_group_tests_name("matcher", alone, NULL, NULL);
}
