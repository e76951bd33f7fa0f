#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "base/memory.h"
#include "model/lines.h"
#include "model/power.h"
#include "organization.h"

/* ceo ─ coo ─ sup ─ agent, coo ─ fl; ceo ─ cso ─ rep, cso ─ st; loner and those who
   have only mandates report to nobody. From 2026-02-01 a, b and c go round. */
static const char acme[] =
    "== units.csv\n"
    "key,parent,head,kind,from\n"
    "acme,,ceo,company,\n"
    "ops,acme,coo,division,\n"
    "support,ops,sup,department,\n"
    "desk,support,,,\n"
    "sales,acme,cso,department,\n"
    "yard,sales,,,\n"
    "field,sales,fl,,\n"
    "store,sales,st,,\n"
    "x,y,a,,\n"
    "y,z,,,2026-02-01\n"
    "z,x,,,2026-01-31\n"
    "below-z,z,,,\n"
    "== positions.csv\n"
    "key,unit,reports_to,from\n"
    "ceo,acme,,\n"
    "coo,ops,ceo,\n"
    "sup,support,coo,\n"
    "agent,desk,sup,\n"
    "fl,field,coo,\n"
    "cso,sales,ceo,\n"
    "rep,yard,cso,\n"
    "st,store,cso,\n"
    "loner,,,\n"
    "all,,,\nended,,,\nby-unit,,,\nby-journey,,,\nby-stage,,,\nby-channel,,,\nby-key,,,\n"
    "a,,b,\n"
    "b,,c,2026-02-01\n"
    "c,,a,2026-01-31\n"
    "below-b,x,b,\n"
    "== people.csv\n"
    "key\nmine\nhalf\nunseated\nceo-herself\n"
    "== seats.csv\n"
    "position,person,kind,to\n"
    "agent,mine,acting,\n"
    "sup,mine,holder,\n"
    "agent,half,holder,\n"
    "rep,half,delegate,\n"
    "agent,unseated,holder,2026-01-01\n"
    "ceo,ceo-herself,holder,\n"
    "fl,mine,holder,\n"
    "== teams.csv\n"
    "key,lead\n"
    "mine,coo\nmixed,coo\nnobody,\n"
    "== team_members.csv\n"
    "team,position,to\n"
    "mine,coo,\nmine,agent,\nmixed,coo,\nmixed,rep,\nnobody,coo,2026-01-01\n"
    "== stages.csv\nkey\nuse\nbuy\n"
    "== channels.csv\nkey\nweb\nphone\n"
    "== journeys.csv\nkey\nfirst\nsecond\nthird\n"
    "== touchpoints.csv\n"
    "key,journey,stage,channel,units\n"
    "t,first,use,web,support\n"
    "u,second,buy,phone,sales\n"
    "v,third,,,yard;desk\n"
    "w,,,,\n"
    "== journey_steps.csv\n"
    "journey,touchpoint\nsecond,v\n"
    "== links.csv\n"
    "from,to,kind\nt,u,handoff\nu,t,handoff\nu,w,handoff\n"
    "== mandates.csv\n"
    "position,scope,to\n"
    "all,*,\n"
    "ended,*,2026-01-01\n"
    "by-unit,unit:support,\n"
    "by-journey,journey:second,\n"
    "by-stage,stage:use,\n"
    "by-channel,channel:web,\n"
    "by-key,touchpoint:t,\n";

static raci_model *model;
static ri_snapshot *s; /* on 2026-06-01 */

struct power {
    const char *name;
    const char *position;
    const char *holder;
    const char *subject; /* "none" for none */
    bool commands;
};

static const struct power powers[] = {
    {"itself", "position:coo", "position:coo", "none", true},
    {"a peer", "position:coo", "position:cso", "none", false},
    {"directly under", "position:coo", "position:sup", "none", true},
    {"under at a distance", "position:coo", "position:agent", "none", true},
    {"under a peer", "position:coo", "position:rep", "none", false},
    {"above", "position:sup", "position:coo", "none", false},
    {"under nobody", "position:ceo", "position:loner", "none", false},
    {"the unit it heads", "position:coo", "unit:ops", "none", true},
    {"a unit a peer heads", "position:coo", "unit:sales", "none", false},
    {"the unit it sits in", "position:agent", "unit:desk", "none", false},
    {"a headless unit below the one it heads", "position:coo", "unit:desk", "none", true},
    {"a headless unit below a peer's", "position:coo", "unit:yard", "none", false},
    {"a unit above the one it heads", "position:coo", "unit:acme", "none", false},
    {"a unit elsewhere whose head is under it", "position:coo", "unit:field", "none", true},
    {"a unit elsewhere whose head is not", "position:coo", "unit:store", "none", false},
    {"a team all of whom it commands, itself among them", "position:coo", "team:mine", "none",
     true},
    {"a team with one it does not command", "position:coo", "team:mixed", "none", false},
    {"the same team for who commands that one too", "position:ceo", "team:mixed", "none", true},
    {"a team without members on the date", "position:coo", "team:nobody", "none", false},
    {"a person all of whose positions it commands", "position:coo", "person:mine", "none", true},
    {"a person with one it does not command", "position:coo", "person:half", "none", false},
    {"the same person for who commands both", "position:ceo", "person:half", "none", true},
    {"a person without position on the date", "position:ceo", "person:unseated", "none", false},
    {"with a mandate over everything, anybody, without subject", "position:all", "person:unseated",
     "none", true},
    {"on a touchpoint", "position:all", "unit:acme", "touchpoint:w", true},
    {"on a handoff", "position:all", "unit:acme", "handoff:u->w", true},
    {"on a journey", "position:all", "unit:acme", "journey:first", true},
    {"on the enterprise", "position:all", "unit:acme", "enterprise", true},
    {"not once it ended", "position:ended", "unit:acme", "enterprise", false},
    {"with a mandate over the delivering unit", "position:by-unit", "unit:acme", "touchpoint:t",
     true},
    {"without subject only '*' counts", "position:by-unit", "unit:acme", "none", false},
    {"over a unit above the second delivering unit", "position:by-unit", "unit:acme",
     "touchpoint:v", true},
    {"over another unit", "position:by-unit", "unit:acme", "touchpoint:u", false},
    {"over a unit where none delivers", "position:by-unit", "unit:acme", "touchpoint:w", false},
    {"over the from side's unit", "position:by-unit", "unit:acme", "handoff:t->u", true},
    {"over the to side's unit", "position:by-unit", "unit:acme", "handoff:u->t", true},
    {"over neither side's unit", "position:by-unit", "unit:acme", "handoff:u->w", false},
    {"a unit covers no journey", "position:by-unit", "unit:acme", "journey:first", false},
    {"a unit covers not the enterprise", "position:by-unit", "unit:acme", "enterprise", false},
    {"over the first journey", "position:by-journey", "unit:acme", "touchpoint:u", true},
    {"over a further journey", "position:by-journey", "unit:acme", "touchpoint:v", true},
    {"over another journey", "position:by-journey", "unit:acme", "touchpoint:t", false},
    {"over the journey itself", "position:by-journey", "unit:acme", "journey:second", true},
    {"over another journey itself", "position:by-journey", "unit:acme", "journey:first", false},
    {"over one side's journey", "position:by-journey", "unit:acme", "handoff:t->u", true},
    {"over the stage", "position:by-stage", "unit:acme", "touchpoint:t", true},
    {"over another stage", "position:by-stage", "unit:acme", "touchpoint:u", false},
    {"over a stage where none is set", "position:by-stage", "unit:acme", "touchpoint:v", false},
    {"over the channel", "position:by-channel", "unit:acme", "touchpoint:t", true},
    {"over another channel", "position:by-channel", "unit:acme", "touchpoint:u", false},
    {"over the touchpoint", "position:by-key", "unit:acme", "touchpoint:t", true},
    {"over another touchpoint", "position:by-key", "unit:acme", "touchpoint:u", false},
    {"over a touchpoint on one side", "position:by-key", "unit:acme", "handoff:u->t", true},
    {"a mandate that does not cover adds nothing to the line", "position:by-key",
     "position:by-stage", "touchpoint:u", false},
    {"on a cycle, another on it", "position:a", "position:c", "none", true},
    {"on a cycle, the other way round", "position:c", "position:a", "none", true},
    {"on a cycle, what hangs on another", "position:a", "position:below-b", "none", true},
    {"what hangs on a cycle commands nobody on it", "position:below-b", "position:a", "none",
     false},
    {"a head on a cycle of units, all below it", "position:a", "unit:below-z", "none", true},
};

static void commands(void **state)
{
    const struct power *power = *state;
    assert_int_equal(
        ri_commands(s, row(s, power->position), named(s, power->holder), named(s, power->subject)),
        power->commands);
}

struct inclusion {
    const char *name;
    const char *holder;
    const char *x;
    bool includes;
};

static const struct inclusion inclusions[] = {
    {"itself", "position:coo", "position:coo", true},
    {"a position does not include those under it", "position:coo", "position:sup", false},
    {"a position does not include its unit", "position:coo", "unit:ops", false},
    {"a unit itself", "unit:ops", "unit:ops", true},
    {"a unit below", "unit:ops", "unit:desk", true},
    {"a unit above", "unit:desk", "unit:ops", false},
    {"a position in it", "unit:desk", "position:agent", true},
    {"a position in a unit below it", "unit:ops", "position:agent", true},
    {"a position elsewhere", "unit:ops", "position:rep", false},
    {"its head sits elsewhere, or here", "unit:support", "position:coo", false},
    {"a position without unit", "unit:acme", "position:loner", false},
    {"a unit on a cycle, another on it", "unit:x", "unit:z", true},
    {"a team's member", "team:mine", "position:agent", true},
    {"not a team's member", "team:mine", "position:sup", false},
    {"no longer a member", "team:nobody", "position:coo", false},
    {"a team itself", "team:mine", "team:mine", true},
    {"a team is included by no other", "team:mine", "team:mixed", false},
    {"a team is included by no unit of its members", "unit:ops", "team:mine", false},
    {"a team does not include units", "team:mine", "unit:ops", false},
    {"a position a person is seated in", "person:mine", "position:sup", true},
    {"acting too", "person:mine", "position:agent", true},
    {"one they are not seated in", "person:mine", "position:rep", false},
    {"no longer seated in", "person:unseated", "position:agent", false},
    {"a unit a person is seated in", "person:mine", "unit:support", true},
    {"one above it", "person:mine", "unit:ops", true},
    {"one below it, or beside it", "person:ceo-herself", "unit:support", false},
};

static void includes(void **state)
{
    const struct inclusion *inclusion = *state;
    assert_int_equal(ri_includes(s, named(s, inclusion->holder), named(s, inclusion->x)),
                     inclusion->includes);
}

struct party {
    const char *name;
    const char *holder;
    const char *stands_for;
    const char *departments;
    const char *people; /* person/kind, holders before others */
};

static const struct party parties[] = {
    {"a position", "position:agent", "agent", "support", "half/0 mine/1"},
    {"a vacant position", "position:coo", "coo", "ops", ""},
    {"a position without unit", "position:loner", "loner", "", ""},
    {"a unit with a head", "unit:support", "sup", "support", "half/0 mine/0 mine/1"},
    {"a unit without", "unit:desk", "none", "support", "half/0 mine/1"},
    {"a unit has the people of all below it, its head elsewhere not", "unit:sales", "cso", "sales",
     "half/2 mine/0"},
    {"a company", "unit:acme", "ceo", "acme", "ceo-herself/0 half/0 half/2 mine/0 mine/1"},
    {"a team", "team:mine", "coo", "ops support", "half/0 mine/1"},
    {"a team of several departments", "team:mixed", "coo", "ops sales", "half/2"},
    {"a team without members", "team:nobody", "none", "", ""},
    {"a person with several positions", "person:mine", "none", "sales support", "mine/0 mine/1"},
    {"a person with one", "person:ceo-herself", "ceo", "acme", "ceo-herself/0"},
    {"a person with none", "person:unseated", "none", "", ""},
    {"a unit on a cycle has everything", "unit:z", "none", "x", ""},
};

static void stands_for(void **state)
{
    const struct party *party = *state;
    uint32_t position = ri_holder_position(s, named(s, party->holder));
    assert_string_equal(position != RI_NONE ? s->positions.rows.key[position] : "none",
                        party->stands_for);
}

static void has_departments(void **state)
{
    const struct party *party = *state;
    ri_indexes found = {0};
    ri_text text = RI_TEXT_INIT;
    assert_true(ri_holder_departments(s, named(s, party->holder), &found));
    for (size_t i = 0; i < found.n; i++) {
        ri_text_format(&text, "%s%s", i > 0 ? " " : "", s->units.rows.key[found.items[i]]);
    }
    assert_string_equal(ri_text_string(&text), party->departments);
    ri_text_free(&text);
    ri_free(found.items);
}

static void has_people(void **state)
{
    const struct party *party = *state;
    ri_indexes found = {0};
    ri_text text = RI_TEXT_INIT;
    assert_true(ri_holder_seats(s, named(s, party->holder), &found));
    for (size_t i = 0; i < found.n; i++) {
        const ri_seat *seat = &s->seats[found.items[i]];
        ri_text_format(&text, "%s%s/%u", i > 0 ? " " : "", s->people.rows.key[seat->person],
                       (unsigned)seat->kind);
    }
    assert_string_equal(ri_text_string(&text), party->people);
    ri_text_free(&text);
    ri_free(found.items);
}

struct superior {
    const char *name;
    const char *positions[3];
    const char *lowest;
};

static const struct superior superiors[] = {
    {"of one, itself", {"agent"}, "agent"},
    {"of one and its superior, the superior", {"agent", "coo"}, "coo"},
    {"the other way round", {"coo", "agent"}, "coo"},
    {"of two branches", {"agent", "fl"}, "coo"},
    {"of three", {"agent", "fl", "rep"}, "ceo"},
    {"of two trees, none", {"agent", "loner"}, "none"},
    {"of a cycle, which is cut at its smallest key", {"below-b", "c"}, "c"},
    {"of nobody, none", {NULL}, "none"},
};

static uint32_t find_position(const char *key)
{
    ri_ref position = ri_snapshot_find(s, RI_POSITION, key);
    assert_int_not_equal(position, RI_NONE);
    return ri_ref_index(position);
}

static void lowest(void **state)
{
    const struct superior *superior = *state;
    uint32_t positions[3];
    size_t n = 0;
    while (n < COUNT(positions) && superior->positions[n] != NULL) {
        positions[n] = find_position(superior->positions[n]);
        n++;
    }
    uint32_t found = ri_lowest_common_superior(s, positions, n);
    assert_string_equal(found != RI_NONE ? s->positions.rows.key[found] : "none", superior->lowest);
}

static void under(void **state)
{
    (void)state;
    assert_true(ri_position_under(s, find_position("agent"), find_position("ceo")));
    assert_false(ri_position_under(s, find_position("ceo"), find_position("ceo")));
    assert_false(ri_position_under(s, find_position("ceo"), find_position("agent")));
    assert_true(ri_position_under(s, find_position("a"), find_position("a")));
    assert_true(ri_position_under(s, find_position("b"), find_position("a")));
    assert_false(ri_position_under(s, find_position("a"), find_position("below-b")));
    assert_false(ri_position_under(s, RI_NONE, find_position("ceo")));
    assert_false(ri_position_under(s, find_position("ceo"), RI_NONE));
    assert_true(ri_position_vacant(s, find_position("coo")));
    assert_false(ri_position_vacant(s, find_position("agent")));
    assert_int_equal(ri_position_department(s, find_position("loner")), RI_NONE);
}

/* ---- against the definitions, step by step ---- */

static uint64_t random_state = 20260731;

static uint32_t random_below(uint32_t n)
{
    /* SplitMix64 */
    uint64_t z = random_state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((z ^ (z >> 31)) % n);
}

enum { MOST = 60 };

static uint32_t steps_walked(const uint32_t *reports_to, uint32_t n, uint32_t p, uint32_t from)
{
    uint32_t steps = 0;
    for (uint32_t at = from; at != RI_NONE && steps <= n; at = reports_to[at]) {
        if (at == p) {
            return steps;
        }
        steps++;
    }
    return RI_NONE;
}

static bool is_above_all(const ri_positions *p, uint32_t at, const uint32_t *of, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (steps_walked(p->up, p->rows.n, at, of[i]) == RI_NONE) {
            return false;
        }
    }
    return true;
}

static void compare_ways_up(const ri_snapshot *some)
{
    const ri_positions *p = &some->positions;
    const uint32_t n = p->rows.n;
    for (uint32_t from = 0; from < n; from++) {
        for (uint32_t to = 0; to < n; to++) {
            assert_int_equal(ri_steps_above(some, to, from),
                             steps_walked(p->reports_to, n, to, from));
        }
        const uint32_t of[] = {from, random_below(n), random_below(n)};
        for (size_t many = 1; many <= COUNT(of); many++) {
            uint32_t expected = from;
            while (expected != RI_NONE && !is_above_all(p, expected, of, many)) {
                expected = p->up[expected];
            }
            assert_int_equal(ri_lowest_common_superior(some, of, many), expected);
        }
    }
}

static void ways_up(void **state)
{
    uint32_t reports_to[MOST];
    (void)state;
    for (int round = 0; round < 200; round++) {
        ri_arena *arena = ri_arena_new();
        ri_snapshot some = {0};
        ri_lines lines = {0};
        const uint32_t n = 1 + random_below(MOST);
        for (uint32_t i = 0; i < n; i++) { /* mostly chains, some of them closed */
            uint32_t other = random_below(n);
            reports_to[i] = random_below(15) == 0 ? RI_NONE
                            : random_below(3) > 0 ? (i > 0 ? i - 1 : other)
                                                  : other;
        }
        assert_true(ri_lines_build(&lines, arena, n, reports_to));
        some.positions = (ri_positions){.rows.n = n,
                                        .reports_to = reports_to,
                                        .up = lines.up,
                                        .loop = lines.loop,
                                        .enter = lines.enter,
                                        .leave = lines.leave};
        assert_true(ri_lines_climb(&some.positions.depth, &some.positions.jump, arena, n, &lines));
        compare_ways_up(&some);
        ri_arena_free(arena);
    }
}

/* A chain of a hundred thousand, asked about from its end a million times. */
static void long_way_up(void **state)
{
    const uint32_t n = 100000;
    ri_arena *arena = ri_arena_new();
    uint32_t *reports_to = ri_arena_array(arena, n, sizeof *reports_to);
    ri_snapshot some = {0};
    ri_lines lines = {0};
    (void)state;
    assert_non_null(reports_to);
    for (uint32_t i = 0; i < n; i++) {
        reports_to[i] = i > 0 ? i - 1 : RI_NONE;
    }
    assert_true(ri_lines_build(&lines, arena, n, reports_to));
    some.positions = (ri_positions){.rows.n = n,
                                    .reports_to = reports_to,
                                    .up = lines.up,
                                    .enter = lines.enter,
                                    .leave = lines.leave};
    assert_true(ri_lines_climb(&some.positions.depth, &some.positions.jump, arena, n, &lines));
    for (uint32_t i = 0; i < 1000000; i++) {
        const uint32_t of[] = {n - 1, i % n};
        const uint32_t found = ri_lowest_common_superior(&some, of, 2);
        assert_int_equal(found, i % n);
        assert_int_equal(ri_steps_above(&some, found, n - 1), n - 1 - found);
    }
    ri_arena_free(arena);
}

/* The day before the last piece of the cycle begins there is none. */
static void no_cycle_yet(void **state)
{
    ri_snapshot *before = snapshot_at(model, "2026-01-31");
    (void)state;
    assert_null(before->positions.loop);
    assert_null(before->units.loop);
    assert_true(ri_position_under(before, row(before, "position:c"), row(before, "position:a")));
    assert_false(ri_position_under(before, row(before, "position:a"), row(before, "position:c")));
    assert_true(ri_unit_within(before, row(before, "unit:z"), row(before, "unit:x")));
    assert_false(ri_unit_within(before, row(before, "unit:x"), row(before, "unit:z")));
    assert_non_null(s->positions.loop);
    assert_int_equal(s->positions.loop[find_position("c")], find_position("a"));
    ri_snapshot_free(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(under),
        cmocka_unit_test(ways_up),
        cmocka_unit_test(long_way_up),
        cmocka_unit_test(no_cycle_yet),
    };
    model = organization(acme);
    s = snapshot_at(model, "2026-06-01");
    int failed = RUN_ROWS("commands", powers, commands);
    failed += RUN_ROWS("includes", inclusions, includes);
    failed += RUN_ROWS("stands for", parties, stands_for);
    failed += RUN_ROWS("departments", parties, has_departments);
    failed += RUN_ROWS("people", parties, has_people);
    failed += RUN_ROWS("lowest common superior", superiors, lowest);
    failed += cmocka_run_group_tests(tests, NULL, NULL);
    ri_snapshot_free(s);
    raci_model_close(model);
    return failed;
}
