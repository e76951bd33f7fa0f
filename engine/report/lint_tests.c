/*
 * Findings of the analysis as a test file for the policy: a case for each that shows on a
 * subject, which fails as long as the finding is there.
 *
 * A case has just enough of an organization: the subject, the units that deliver it and those
 * above, and whom the rules name. Whatever else the policy names counts as not there.
 */
#include "report/lint_tests.h"

#include "base/day.h"
#include "base/fail.h"
#include "base/sink.h"
#include "raci/report.h"

static const char *const table_names[RI_CASE_TABLES] = {"units", "positions", "teams", "people",
                                                        "journeys"};

/* ---- tables ---- */

static void say_position(ri_lint_case *c, const char *name, uint32_t position)
{
    if (position != RI_NONE) {
        ri_case_say_field(c, name, ri_case_key(c, RI_POSITION, position));
    }
}

static void say_unit(ri_lint_case *c, uint32_t unit)
{
    const ri_snapshot *s = c->lint->snapshot;
    if (s->units.up[unit] != RI_NONE) {
        ri_case_say_field(c, "parent", ri_case_key(c, RI_UNIT, s->units.up[unit]));
    }
    say_position(c, "head", s->units.head[unit]);
    if (s->units.kind[unit] != RI_NONE) {
        ri_case_say_field(c, "kind", ri_intern_get(s->words, s->units.kind[unit]));
    }
}

static void say_row(ri_lint_case *c, int table, uint32_t row)
{
    const ri_snapshot *s = c->lint->snapshot;
    if (table == RI_CASE_UNITS) {
        say_unit(c, row);
    } else if (table == RI_CASE_POSITIONS) {
        if (s->positions.office[row] != RI_NONE) {
            ri_case_say_field(c, "office", ri_intern_get(s->words, s->positions.office[row]));
        }
        say_position(c, "reports_to", c->superiors ? s->positions.up[row] : RI_NONE);
    } else if (table == RI_CASE_TEAMS) {
        say_position(c, "lead", s->teams.lead[row]);
    } else if (table == RI_CASE_JOURNEYS) {
        say_position(c, "lead", s->journeys.lead[row]);
        if (s->journeys.team[row] != RI_NONE) {
            ri_case_say_field(c, "team", ri_case_key(c, RI_TEAM, s->journeys.team[row]));
        }
    }
}

static void begin_row(ri_lint_case *c, const char *key)
{
    ri_text_add(c->out, "      [");
    ri_lint_quote(c->out, key);
    ri_text_add(c->out, "] = {");
}

static void say_table(ri_lint_case *c, int table)
{
    const uint32_t n = ri_intern_count(c->keys[table]);
    const bool another = c->another && table <= RI_CASE_POSITIONS;
    if (n == 0 && !another) {
        return;
    }
    ri_text_format(c->out, "    %s = {\n", table_names[table]);
    for (uint32_t i = 0; i < n; i++) {
        const char *key = ri_intern_get(c->keys[table], i);
        const uint32_t row = ri_case_row(c, table, key);
        begin_row(c, key);
        if (row != RI_NONE) {
            say_row(c, table, row);
        }
        ri_text_add(c->out, " },\n");
    }
    if (another) {
        begin_row(c, table == RI_CASE_UNITS ? RI_CASE_UNIT : RI_CASE_HEAD);
        if (table == RI_CASE_UNITS) {
            ri_case_say_field(c, "head", RI_CASE_HEAD);
        }
        ri_text_add(c->out, " },\n");
    }
    ri_text_add(c->out, "    },\n");
}

/* Who is in teams, and who sits where, are lists of pairs. */
static void say_pairs(ri_lint_case *c, int table, const char *name, const char *one)
{
    const uint32_t n = ri_intern_count(c->keys[table]);
    for (uint32_t i = 0; i < n; i++) {
        const char *key = ri_intern_get(c->keys[table], i);
        const uint32_t row = ri_case_row(c, table, key);
        const ri_lists *of = table == RI_CASE_TEAMS ? &c->lint->snapshot->teams.members
                                                    : &c->lint->snapshot->people.positions;
        if (i == 0) {
            ri_text_format(c->out, "    %s = {\n", name);
        }
        for (uint32_t k = of->first[row]; k < of->first[row + 1]; k++) {
            ri_text_add(c->out, "      {");
            ri_case_say_field(c, one, key);
            ri_case_say_field(c, "position", ri_case_key(c, RI_POSITION, of->items[k]));
            ri_text_add(c->out, " },\n");
        }
    }
    ri_text_add(c->out, n > 0 ? "    },\n" : "");
}

/* ---- cases ---- */

/* The check of `raci check` that shows the finding. */
static const char *shown_by(const raci_lint *lint, const ri_verdict *verdict)
{
    if (verdict->kind == RI_VERDICT_UNCOVERED) {
        return "no-accountable";
    }
    return verdict->letter == ri_policy_data_of(lint->policy)->scheme.accountable
               ? "many-accountable"
               : "letter-count";
}

static void say_expectation(ri_lint_case *c)
{
    ri_text name = RI_TEXT_INIT;
    ri_case_say_name(c, &name);
    ri_text_format(c->out, "  expect.no_finding(\"%s\", ", shown_by(c->lint, c->verdict));
    ri_lint_quote(c->out, ri_text_string(&name));
    ri_text_add(c->out, "),\n");
    c->failed = c->failed || name.failed;
    ri_text_free(&name);
}

static void say_case(ri_lint_case *c, const ri_lint_finding *finding)
{
    const ri_verdict *verdict = finding->verdict;
    char day[11];
    ri_text_add(c->out, verdict->certain ? "" : "\n-- Only possible: it may hold as it is.");
    ri_text_format(c->out, "\ncase \"%s %s\" {\n  because = ", finding->code, finding->key);
    ri_lint_quote(c->out, finding->message);
    ri_text_format(
        c->out, ",\n  at = \"%s\",\n  organization = {\n",
        ri_day_format(verdict->witness != NULL ? verdict->witness->day : c->lint->date, day));
    ri_case_say_subject(c);
    ri_case_need_rules(c, finding);
    ri_case_need_superiors(c);
    for (int table = 0; table < RI_CASE_TABLES; table++) {
        say_table(c, table);
    }
    say_pairs(c, RI_CASE_TEAMS, "team_members", "team");
    say_pairs(c, RI_CASE_PEOPLE, "seats", "person");
    ri_text_add(c->out, "  },\n");
    say_expectation(c);
    ri_text_add(c->out, "}\n");
}

static bool write_case(const raci_lint *lint, const ri_lint_finding *finding, ri_text *out)
{
    ri_lint_case c = {.lint = lint, .verdict = finding->verdict, .out = out};
    for (int table = 0; table < RI_CASE_TABLES; table++) {
        c.keys[table] = ri_intern_new();
        c.failed = c.failed || c.keys[table] == NULL;
    }
    if (!c.failed) {
        say_case(&c, finding);
    }
    for (int table = 0; table < RI_CASE_TABLES; table++) {
        ri_intern_free(c.keys[table]);
    }
    return !c.failed && !out->failed;
}

raci_status raci_report_lint_tests(const raci_lint *lint, raci_write_fn write, void *payload,
                                   raci_error *err)
{
    ri_text text = RI_TEXT_INIT;
    ri_sink sink;
    bool fits = true;
    ri_text_add(&text, "-- Written by raci lint --emit-test. Each case fails as long as what the\n"
                       "-- analysis found for certain is so.\n");
    for (size_t i = 0; fits && i < lint->n_findings; i++) {
        if (ri_case_shows(lint, &lint->findings[i])) {
            fits = write_case(lint, &lint->findings[i], &text);
        }
    }
    if (!fits || text.failed) {
        ri_text_free(&text);
        return ri_fail_nomem(err);
    }
    ri_sink_init(&sink, write, payload);
    ri_sink_add(&sink, ri_text_string(&text));
    ri_text_free(&text);
    return ri_sink_flush(&sink, err);
}
