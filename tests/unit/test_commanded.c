/*
 * What every position commands, counted at once, against asking about each position and
 * touchpoint by itself, on random organizations with all kinds of circles.
 */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "base/order.h"
#include "check/answering.h"
#include "random_organization.h"

#define SEEDS 300
#define HOLDERS_MOST 3

enum { ACCOUNTABLE, RESPONSIBLE };

/* A position, unit, team or person of the snapshot; RI_NONE where it has none of the kind. */
static ri_ref random_one(const ri_snapshot *s)
{
    static const ri_kind kinds[] = {RI_POSITION, RI_POSITION, RI_UNIT, RI_TEAM, RI_PERSON};
    const ri_kind kind = kinds[random_below(COUNT(kinds))];
    const uint32_t n = ri_snapshot_rows(s, kind)->n;
    return n > 0 ? ri_ref_make(kind, random_below(n)) : RI_NONE;
}

static void hold(ri_matrix *m, ri_ref holder, uint8_t letter)
{
    assert_true(RI_PUSH(m->holder, m->n_holdings, m->capacity_holders, holder));
    m->n_holdings--;
    assert_true(RI_PUSH(m->letter, m->n_holdings, m->capacity_letters, letter));
}

/* Whoever has a letter on touchpoints, at random; often nobody. */
static ri_matrix random_holdings(const ri_snapshot *s)
{
    ri_matrix m = {.n = 0};
    const uint32_t n = ri_subject_count(s);
    m.first = ri_alloc((n + 1) * sizeof *m.first);
    assert_non_null(m.first);
    m.first[0] = 0;
    for (; m.n < n; m.n++) {
        const bool touchpoint = ri_ref_kind(ri_subject_at(s, m.n)) == RI_TOUCHPOINT;
        for (uint8_t letter = ACCOUNTABLE; touchpoint && letter <= RESPONSIBLE; letter++) {
            uint32_t holders[HOLDERS_MOST];
            size_t many = 0;
            for (uint32_t i = random_below(HOLDERS_MOST + 1); i > 0; i--) {
                const ri_ref one = random_one(s);
                const bool fits = letter == RESPONSIBLE || ri_ref_kind(one) == RI_POSITION;
                if (one != RI_NONE && fits) {
                    holders[many++] = one;
                }
            }
            many = many > 0 ? ri_order_unique(holders, many) : 0;
            for (size_t i = 0; i < many; i++) {
                hold(&m, holders[i], letter);
            }
        }
        m.first[m.n + 1] = m.n_holdings;
    }
    return m;
}

/* All that was found in one way or the other, over all seeds. */
typedef struct sums {
    size_t by_line;
    size_t by_mandate;
    size_t nowhere;
    size_t empowered;
    size_t powerless; /* within units */
} sums;

static void compare(const ri_work *work, sums *all)
{
    const ri_snapshot *s = work->s;
    ri_commanded commanded;
    assert_true(ri_commanded_count(&commanded, work));
    assert_int_equal(commanded.touchpoints, s->touchpoints.rows.n);
    for (uint32_t p = 0; p < s->positions.rows.n; p++) {
        uint32_t ways[] = {0, 0, 0};
        for (uint32_t t = 0; t < s->touchpoints.rows.n; t++) {
            ri_hurdle hurdle;
            ways[ri_commands_work(work, &p, 1, t, &hurdle)]++;
        }
        assert_int_equal(commanded.by_line[p], ways[RI_WAY_LINE]);
        assert_int_equal(commanded.by_mandate[p], ways[RI_WAY_MANDATE]);
        all->by_line += ways[RI_WAY_LINE];
        all->by_mandate += ways[RI_WAY_MANDATE];
        all->nowhere += ways[RI_WAY_NONE];
    }
    ri_commanded_free(&commanded);
}

/* ---- who answers for how much ---- */

static bool is_within(const ri_snapshot *s, ri_ref holder, uint32_t unit)
{
    uint32_t at = ri_ref_kind(holder) == RI_UNIT       ? ri_ref_index(holder)
                  : ri_ref_kind(holder) == RI_POSITION ? s->positions.unit[ri_ref_index(holder)]
                                                       : RI_NONE;
    while (at != RI_NONE && at != unit) {
        at = s->units.up[at];
    }
    return at != RI_NONE;
}

/* Counts a touchpoint for a holder, or for a unit with all who are within it. */
static void count_for(const ri_work *work, uint32_t touchpoint, ri_ref who, bool within,
                      ri_answers_for *out)
{
    const ri_snapshot *s = work->s;
    const ri_row row = ri_matrix_row_of(
        work->matrix, ri_subject_number(s, ri_ref_make(RI_TOUCHPOINT, touchpoint)));
    bool accountable = false;
    bool powerless = false;
    bool responsible = false;
    for (uint32_t i = 0; i < row.n; i++) {
        const uint32_t position = ri_ref_index(row.holder[i]);
        ri_hurdle hurdle;
        if (within ? !is_within(s, row.holder[i], ri_ref_index(who)) : row.holder[i] != who) {
            continue;
        }
        responsible = responsible || row.letter[i] == RESPONSIBLE;
        if (row.letter[i] == ACCOUNTABLE) { /* positions only, here */
            accountable = true;
            powerless = powerless ||
                        ri_commands_work(work, &position, 1, touchpoint, &hurdle) == RI_WAY_NONE;
        }
    }
    out->accountable += accountable;
    out->commanded += accountable && !powerless;
    out->responsible += responsible;
}

static void answers_as_asked(const ri_work *work, const ri_answers_for *is, ri_ref who, bool within)
{
    ri_answers_for expected = {0, 0, 0};
    for (uint32_t t = 0; t < work->s->touchpoints.rows.n; t++) {
        count_for(work, t, who, within, &expected);
    }
    assert_int_equal(is->accountable, expected.accountable);
    assert_int_equal(is->commanded, expected.commanded);
    assert_int_equal(is->responsible, expected.responsible);
}

static size_t answers_one_by_one(const ri_work *work)
{
    static const ri_kind kinds[] = {RI_POSITION, RI_UNIT, RI_TEAM, RI_PERSON};
    ri_answering answering;
    size_t powerless = 0;
    assert_true(ri_answering_count(&answering, work));
    for (size_t k = 0; k < COUNT(kinds); k++) {
        for (uint32_t i = 0; i < ri_snapshot_rows(work->s, kinds[k])->n; i++) {
            answers_as_asked(work, &answering.by[kinds[k]][i], ri_ref_make(kinds[k], i), false);
        }
    }
    for (uint32_t u = 0; u < work->s->units.rows.n; u++) {
        const ri_answers_for *under = &answering.under[u];
        answers_as_asked(work, under, ri_ref_make(RI_UNIT, u), true);
        powerless += under->accountable - under->commanded;
    }
    ri_answering_free(&answering);
    return powerless;
}

/* Who commands each doer, or has a mandate over the touchpoint, commands the work; what is in
   the way of others is the first doer, and a position of its that they do not command. */
static void hurdles_are_real(const ri_work *work)
{
    const ri_snapshot *s = work->s;
    for (uint32_t p = 0; p < s->positions.rows.n; p++) {
        for (uint32_t t = 0; t < s->touchpoints.rows.n; t++) {
            const ri_doers doers = ri_doers_of(work, t);
            const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, t);
            ri_hurdle hurdle = {.doer = RI_NONE};
            uint32_t n = 0;
            while (n < doers.n && ri_commands(s, p, ri_doer(&doers, n), subject)) {
                n++;
            }
            const ri_way way = ri_commands_work(work, &p, 1, t, &hurdle);
            const bool commands = n == doers.n && (n > 0 || ri_mandate_covers(s, p, subject));
            assert_int_equal(way != RI_WAY_NONE, commands);
            if (!commands) {
                assert_int_equal(hurdle.doer, doers.n > 0 ? ri_doer(&doers, n) : RI_NONE);
                assert_true(hurdle.position == RI_NONE ||
                            !ri_commands_by_line(s, p, ri_ref_make(RI_POSITION, hurdle.position)) ||
                            ri_ref_kind(hurdle.doer) == RI_UNIT);
            }
        }
    }
}

static void counts_as_asked_one_by_one(void **state)
{
    sums all = {0};
    (void)state;
    for (uint32_t seed = 0; seed < SEEDS; seed++) {
        random_state = seed;
        raci_model *model = random_organization();
        if (model == NULL) {
            continue;
        }
        ri_snapshot *s = snapshot_at(model, "2026-02-01");
        ri_matrix m = random_holdings(s);
        const ri_work work = {s, &m, ACCOUNTABLE, RESPONSIBLE};
        compare(&work, &all);
        hurdles_are_real(&work);
        const ri_empowered empowered = ri_empowered_count(&work);
        assert_true(empowered.empowered <= empowered.accountable);
        all.empowered += empowered.empowered;
        all.powerless += answers_one_by_one(&work);
        ri_matrix_free(&m);
        ri_snapshot_free(s);
        raci_model_close(model);
    }
    assert_true(all.by_line > SEEDS && all.by_mandate > SEEDS && all.nowhere > SEEDS);
    assert_true(all.empowered > SEEDS / 4 && all.powerless > SEEDS / 4);
}

/* ---- named cases ---- */

/* ceo ─ coo ─ lead ─ agent; ceo ─ cmo. The head of sales sits in no line. */
static const char acme[] =
    "== units.csv\nkey,parent,head,kind\n"
    "acme,,ceo,company\nops,acme,coo,department\ndesk,ops,lead,team\n"
    "sales,acme,cso,department\nshop,sales,clerk,team\nloose,ops,,team\n"
    "== positions.csv\nkey,unit,reports_to\n"
    "ceo,acme,\ncoo,ops,ceo\nlead,desk,coo\nagent,desk,lead\ncmo,acme,ceo\n"
    "cso,sales,\nclerk,shop,cmo\n"
    "== people.csv\nkey\nann\nbob\n"
    "== seats.csv\nposition,person,kind\nagent,ann,holder\nclerk,ann,holder\ncoo,bob,holder\n"
    "lead,bob,acting\n"
    "== teams.csv\nkey,lead\ncircle,coo\n"
    "== team_members.csv\nteam,position\ncircle,coo\ncircle,clerk\n"
    "== stages.csv\nkey\nuse\n"
    "== touchpoints.csv\nkey,stage,units\n"
    "by-desk,use,desk\nby-nobody,use,\nby-shop,,shop\nby-both,,desk;shop\nby-loose,,loose\n"
    "== mandates.csv\nposition,scope\ncmo,stage:use\n";

struct row {
    const char *name;
    const char *who;
    const char *touchpoint;
    const char *way;
    const char *doer; /* what is in the way */
    const char *position;
    const char *department;
};

static const struct row rows[] = {
    {"its head", "lead", "by-desk", "line", NULL, NULL, NULL},
    {"above its head", "ceo", "by-desk", "line", NULL, NULL, NULL},
    {"under its head", "agent", "by-desk", NULL, "unit:desk", "lead", "unit:ops"},
    {"a mandate", "cmo", "by-desk", "mandate", NULL, NULL, NULL},
    {"a mandate where nobody works", "cmo", "by-nobody", "mandate", NULL, NULL, NULL},
    {"nobody works", "ceo", "by-nobody", NULL, NULL, NULL, NULL},
    {"the head of the unit above, out of line", "cso", "by-shop", "line", NULL, NULL, NULL},
    {"the line of the head", "cmo", "by-shop", "line", NULL, NULL, NULL},
    {"the first of two", "cso", "by-both", NULL, "unit:desk", "lead", "unit:ops"},
    {"the second of two", "coo", "by-both", NULL, "unit:shop", "clerk", "unit:sales"},
    {"both", "ceo", "by-both", "line", NULL, NULL, NULL},
    {"a unit without head", "coo", "by-loose", "line", NULL, NULL, NULL},
    {"a unit without head in the way", "lead", "by-loose", NULL, "unit:loose", NULL, "unit:ops"},
};

/* Then the delivering units do the work. */
static ri_matrix nobody_holds(const ri_snapshot *s)
{
    ri_matrix m = {.n = ri_subject_count(s)};
    const size_t size = (m.n + 1) * sizeof *m.first;
    m.first = ri_alloc(size);
    assert_non_null(m.first);
    memset(m.first, 0, size);
    return m;
}

static const char *key_of(const ri_snapshot *s, ri_kind kind, uint32_t row)
{
    return row != RI_NONE ? ri_snapshot_key(s, ri_ref_make(kind, row)) : "none";
}

static void says_what_is_in_the_way(void **state)
{
    const struct row *row = *state;
    raci_model *model = organization(acme);
    ri_snapshot *s = snapshot_at(model, "2026-06-01");
    ri_matrix m = nobody_holds(s);
    ri_text text = RI_TEXT_INIT;
    ri_hurdle hurdle = {RI_NONE, RI_NONE, RI_NONE};
    const ri_work work = {s, &m, ACCOUNTABLE, RESPONSIBLE};
    const uint32_t who = ri_ref_index(ri_snapshot_find(s, RI_POSITION, row->who));
    const uint32_t touchpoint = ri_ref_index(ri_snapshot_find(s, RI_TOUCHPOINT, row->touchpoint));
    const char *way = ri_way_name(ri_commands_work(&work, &who, 1, touchpoint, &hurdle));
    assert_string_equal(way != NULL ? way : "none", row->way != NULL ? row->way : "none");
    if (hurdle.doer != RI_NONE) {
        ri_snapshot_reference(s, hurdle.doer, &text);
    }
    assert_string_equal(ri_text_string(&text), row->doer != NULL ? row->doer : "");
    assert_string_equal(key_of(s, RI_POSITION, hurdle.position),
                        row->position != NULL ? row->position : "none");
    ri_text_clear(&text);
    ri_text_format(&text, "unit:%s", key_of(s, RI_UNIT, hurdle.department));
    assert_string_equal(ri_text_string(&text),
                        row->department != NULL ? row->department : "unit:none");
    ri_text_free(&text);
    ri_matrix_free(&m);
    ri_snapshot_free(s);
    raci_model_close(model);
}

/* Several positions, as those of one person, command together what none does alone. */
static void commands_together(void **state)
{
    raci_model *model = organization(acme);
    ri_snapshot *s = snapshot_at(model, "2026-06-01");
    ri_matrix m = nobody_holds(s);
    ri_hurdle hurdle;
    (void)state;
    const ri_work work = {s, &m, ACCOUNTABLE, RESPONSIBLE};
    const uint32_t both[] = {row(s, "position:coo"), row(s, "position:cso")};
    const uint32_t touchpoint = row(s, "touchpoint:by-both");
    assert_int_equal(ri_commands_work(&work, both, 2, touchpoint, &hurdle), RI_WAY_LINE);
    assert_int_equal(ri_commands_work(&work, both, 1, touchpoint, &hurdle), RI_WAY_NONE);
    assert_int_equal(ri_commands_work(&work, both, 0, touchpoint, &hurdle), RI_WAY_NONE);
    ri_matrix_free(&m);
    ri_snapshot_free(s);
    raci_model_close(model);
}

static bool count_with_little_memory(void *payload)
{
    ri_commanded commanded;
    const bool done = ri_commanded_count(&commanded, payload);
    ri_commanded_free(&commanded);
    return done;
}

static void survives_want_of_memory(void **state)
{
    raci_model *model = organization(acme);
    ri_snapshot *s = snapshot_at(model, "2026-06-01");
    (void)state;
    random_state = 1;
    ri_matrix m = random_holdings(s);
    ri_work work = {s, &m, ACCOUNTABLE, RESPONSIBLE};
    assert_true(with_all_failures(count_with_little_memory, &work) > 5);
    ri_matrix_free(&m);
    ri_snapshot_free(s);
    raci_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_as_asked_one_by_one),
        cmocka_unit_test(commands_together),
        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) +
           RUN_ROWS("what is in the way", rows, says_what_is_in_the_way);
}
