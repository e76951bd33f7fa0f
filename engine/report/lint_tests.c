/*
 * Findings of the analysis as a test file for the policy: a case for each that shows on a
 * touchpoint, which fails as long as the finding is there.
 *
 * A case has just enough of an organization: the touchpoint, the units that deliver it and
 * those above, and whom the rules name. Whatever else the policy names counts as not there.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/sink.h"
#include "check/lint_result.h"
#include "raci/report.h"

enum { UNITS, POSITIONS, TEAMS, PEOPLE, JOURNEYS, TABLES };

static const char *const table_names[TABLES] = {"units", "positions", "teams", "people",
                                                "journeys"};
static const ri_kind table_kinds[TABLES] = {RI_UNIT, RI_POSITION, RI_TEAM, RI_PERSON, RI_JOURNEY};

/* One case. */
typedef struct writing {
    const raci_lint *lint;
    ri_text *out;
    ri_intern *keys[TABLES]; /* of what the case's organization has */
    bool failed;             /* memory is exhausted */
} writing;

static void add_key(writing *w, int table, const char *key)
{
    if (ri_intern_string(w->keys[table], key) == RI_NONE) {
        w->failed = true;
    }
}

static const char *key_at(const writing *w, ri_kind kind, uint32_t row)
{
    return ri_snapshot_rows(w->lint->snapshot, kind)->key[row];
}

/* A thing's row, or RI_NONE where there is no model, or it is not there. */
static uint32_t row_of(const writing *w, int table, const char *key)
{
    const ri_ref ref = w->lint->snapshot != NULL
                           ? ri_snapshot_find(w->lint->snapshot, table_kinds[table], key)
                           : RI_NONE;
    return ref != RI_NONE ? ri_ref_index(ref) : RI_NONE;
}

/* ---- what the case needs ---- */

static void need_position(writing *w, uint32_t position)
{
    if (position != RI_NONE) {
        add_key(w, POSITIONS, key_at(w, RI_POSITION, position));
    }
}

/* A unit, those above it, and their heads. */
static void need_unit(writing *w, const char *key)
{
    uint32_t unit = row_of(w, UNITS, key);
    add_key(w, UNITS, key);
    while (unit != RI_NONE) {
        add_key(w, UNITS, key_at(w, RI_UNIT, unit));
        need_position(w, w->lint->snapshot->units.head[unit]);
        unit = w->lint->snapshot->units.up[unit];
    }
}

static void need_journey(writing *w, const char *key)
{
    const uint32_t journey = row_of(w, JOURNEYS, key);
    add_key(w, JOURNEYS, key);
    if (journey != RI_NONE) {
        need_position(w, w->lint->snapshot->journeys.lead[journey]);
    }
}

static void need_list(writing *w, const ri_lists *positions, uint32_t row)
{
    for (uint32_t i = positions->first[row]; i < positions->first[row + 1]; i++) {
        need_position(w, positions->items[i]);
    }
}

static void need_reference(writing *w, const ri_holder *holder)
{
    const ri_snapshot *s = w->lint->snapshot;
    uint32_t n = 0;
    if (holder->kind == RI_UNIT) {
        need_unit(w, holder->key);
    } else if (holder->kind == RI_POSITION) {
        add_key(w, POSITIONS, holder->key);
    } else if (holder->kind == RI_OFFICE && s != NULL) {
        const uint32_t *positions = ri_snapshot_office(s, holder->key, &n);
        for (uint32_t i = 0; i < n; i++) {
            need_position(w, positions[i]);
        }
    } else if (holder->kind == RI_TEAM && row_of(w, TEAMS, holder->key) != RI_NONE) {
        add_key(w, TEAMS, holder->key);
        need_list(w, &s->teams.members, row_of(w, TEAMS, holder->key));
    } else if (holder->kind == RI_PERSON && row_of(w, PEOPLE, holder->key) != RI_NONE) {
        add_key(w, PEOPLE, holder->key);
        need_list(w, &s->people.positions, row_of(w, PEOPLE, holder->key));
    }
}

static void need_holder(writing *w, const ri_holder *holder)
{
    if (holder->key != NULL) {
        need_reference(w, holder);
    }
    for (uint32_t i = 0; i < holder->n_items; i++) {
        need_holder(w, holder->items[i]);
    }
}

static void need_rules(writing *w, const ri_lint_finding *finding)
{
    const ri_policy_data *data = ri_policy_data_of(w->lint->policy);
    for (uint32_t i = 0; i < finding->n_rules; i++) {
        const ri_grants *assign = &data->rules[finding->rules[i]].assign;
        for (uint32_t k = 0; k < assign->n; k++) {
            need_holder(w, assign->items[k].holder);
        }
    }
}

/* ---- the touchpoint ---- */

static void say_set(writing *w, const char *name, const ri_sets *sets, uint32_t set, ri_kind kind)
{
    const ri_lists *of = &sets->of;
    if (of->first[set] == of->first[set + 1]) {
        return;
    }
    ri_text_format(w->out, " %s = {", name);
    for (uint32_t i = of->first[set]; i < of->first[set + 1]; i++) {
        const char *key = kind == RI_KIND_COUNT
                              ? ri_intern_get(w->lint->snapshot->words, of->items[i])
                              : key_at(w, kind, of->items[i]);
        ri_text_add(w->out, i > of->first[set] ? ", " : " ");
        ri_lint_quote(w->out, key);
        if (kind == RI_UNIT) {
            need_unit(w, key);
        }
    }
    ri_text_add(w->out, " },");
}

static void say_field(writing *w, const char *name, const char *value)
{
    ri_text_format(w->out, " %s = ", name);
    ri_lint_quote(w->out, value);
    ri_text_char(w->out, ',');
}

static void say_attributes(writing *w, uint32_t row)
{
    const ri_snapshot *s = w->lint->snapshot;
    const ri_attributes *attrs = &s->touchpoints.rows.attrs;
    if (attrs->first == NULL || attrs->first[row] == attrs->first[row + 1]) {
        return;
    }
    ri_text_add(w->out, " attr = {");
    for (uint32_t i = attrs->first[row]; i < attrs->first[row + 1]; i++) {
        ri_text_add(w->out, " [");
        ri_lint_quote(w->out, ri_intern_get(s->words, attrs->name[i]));
        ri_text_add(w->out, "] = ");
        ri_lint_quote(w->out, attrs->value[i]);
        ri_text_char(w->out, ',');
    }
    ri_text_add(w->out, " },");
}

/* One that is there, with all that rules may ask of it. */
static void say_existing(writing *w, uint32_t row)
{
    const ri_snapshot *s = w->lint->snapshot;
    const ri_touchpoints *t = &s->touchpoints;
    if (t->journey[row] != RI_NONE) {
        const char *journey = key_at(w, RI_JOURNEY, t->journey[row]);
        say_field(w, "journey", journey);
        need_journey(w, journey);
    }
    if (t->stage[row] != RI_NONE) {
        say_field(w, "stage", key_at(w, RI_STAGE, t->stage[row]));
    }
    if (t->channel[row] != RI_NONE) {
        say_field(w, "channel", key_at(w, RI_CHANNEL, t->channel[row]));
    }
    if (t->criticality[row] != 0) {
        ri_text_format(w->out, " criticality = %u,", (unsigned)t->criticality[row]);
    }
    if (t->managed[row] == 0) {
        ri_text_add(w->out, " managed = false,");
    }
    if (t->truth[row] != 0) {
        ri_text_add(w->out, " moment_of_truth = true,");
    }
    say_set(w, "units", &s->unit_sets, t->unit_set[row], RI_UNIT);
    say_set(w, "tags", &s->tag_sets, t->tag_set[row], RI_KIND_COUNT);
    say_attributes(w, row);
}

/* The values of one dimension of an imagined one; several as a list. */
static void say_traits(writing *w, const ri_imagined *of, ri_dimension dimension, const char *name,
                       bool list)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < of->n; i++) {
        const ri_trait *trait = &of->traits[i];
        if (trait->dimension != dimension || (n > 0 && !list)) {
            continue;
        }
        if (trait->value == NULL) {
            if (dimension != RI_DIM_CRITICALITY) {
                ri_text_format(w->out, " %s = %s,", name, trait->number != 0 ? "true" : "false");
            } else if (trait->number != 0) {
                ri_text_format(w->out, " %s = %d,", name, (int)trait->number);
            }
            continue;
        }
        if (dimension == RI_DIM_ATTRIBUTE) {
            ri_text_add(w->out, n == 0 ? " attr = { [" : " [");
            ri_lint_quote(w->out, trait->attribute);
            ri_text_add(w->out, "] = ");
        } else if (n == 0) {
            ri_text_format(w->out, list ? " %s = { " : " %s = ", name);
        }
        ri_lint_quote(w->out, trait->value);
        ri_text_char(w->out, ',');
        n++;
        if (dimension == RI_DIM_UNIT) {
            need_unit(w, trait->value);
        } else if (dimension == RI_DIM_JOURNEY) {
            need_journey(w, trait->value);
        }
    }
    ri_text_add(w->out, list && n > 0 ? " }," : "");
}

static void say_imagined(writing *w, const ri_imagined *of)
{
    say_traits(w, of, RI_DIM_JOURNEY, "journey", false);
    say_traits(w, of, RI_DIM_STAGE, "stage", false);
    say_traits(w, of, RI_DIM_CHANNEL, "channel", false);
    say_traits(w, of, RI_DIM_CRITICALITY, "criticality", false);
    say_traits(w, of, RI_DIM_MANAGED, "managed", false);
    say_traits(w, of, RI_DIM_TRUTH, "moment_of_truth", false);
    say_traits(w, of, RI_DIM_UNIT, "units", true);
    say_traits(w, of, RI_DIM_TAG, "tags", true);
    say_traits(w, of, RI_DIM_ATTRIBUTE, "attr", true);
}

static const char *touchpoint_key(const writing *w, const ri_verdict *verdict)
{
    if (verdict->existing != RI_NONE) {
        return key_at(w, RI_TOUCHPOINT, ri_ref_index(verdict->existing));
    }
    for (uint32_t i = 0; i < verdict->witness->n; i++) {
        if (verdict->witness->traits[i].dimension == RI_DIM_KEY) {
            return verdict->witness->traits[i].value;
        }
    }
    return "another-touchpoint";
}

/* ---- the other tables ---- */

static void say_unit(writing *w, const char *key)
{
    const uint32_t unit = row_of(w, UNITS, key);
    const ri_snapshot *s = w->lint->snapshot;
    if (unit != RI_NONE && s->units.up[unit] != RI_NONE) {
        say_field(w, "parent", key_at(w, RI_UNIT, s->units.up[unit]));
    }
    if (unit != RI_NONE && s->units.head[unit] != RI_NONE) {
        say_field(w, "head", key_at(w, RI_POSITION, s->units.head[unit]));
    }
}

static void say_row(writing *w, int table, const char *key)
{
    const uint32_t row = row_of(w, table, key);
    const ri_snapshot *s = w->lint->snapshot;
    if (table == UNITS) {
        say_unit(w, key);
    } else if (table == POSITIONS && row != RI_NONE && s->positions.office[row] != RI_NONE) {
        say_field(w, "office", ri_intern_get(s->words, s->positions.office[row]));
    } else if (table == TEAMS && row != RI_NONE && s->teams.lead[row] != RI_NONE) {
        say_field(w, "lead", key_at(w, RI_POSITION, s->teams.lead[row]));
    } else if (table == JOURNEYS && row != RI_NONE && s->journeys.lead[row] != RI_NONE) {
        say_field(w, "lead", key_at(w, RI_POSITION, s->journeys.lead[row]));
    }
}

static void say_table(writing *w, int table)
{
    const uint32_t n = ri_intern_count(w->keys[table]);
    if (n == 0) {
        return;
    }
    ri_text_format(w->out, "    %s = {\n", table_names[table]);
    for (uint32_t i = 0; i < n; i++) {
        const char *key = ri_intern_get(w->keys[table], i);
        ri_text_add(w->out, "      [");
        ri_lint_quote(w->out, key);
        ri_text_add(w->out, "] = {");
        say_row(w, table, key);
        ri_text_add(w->out, " },\n");
    }
    ri_text_add(w->out, "    },\n");
}

/* Who is in teams, and who sits where, are lists of pairs. */
static void say_pairs(writing *w, int table, const char *name, const char *one)
{
    const uint32_t n = ri_intern_count(w->keys[table]);
    for (uint32_t i = 0; i < n; i++) {
        const char *key = ri_intern_get(w->keys[table], i);
        const uint32_t row = row_of(w, table, key);
        const ri_lists *of = table == TEAMS ? &w->lint->snapshot->teams.members
                                            : &w->lint->snapshot->people.positions;
        if (i == 0) {
            ri_text_format(w->out, "    %s = {\n", name);
        }
        for (uint32_t k = of->first[row]; k < of->first[row + 1]; k++) {
            ri_text_add(w->out, "      {");
            say_field(w, one, key);
            say_field(w, "position", key_at(w, RI_POSITION, of->items[k]));
            ri_text_add(w->out, " },\n");
        }
    }
    ri_text_add(w->out, n > 0 ? "    },\n" : "");
}

/* ---- cases ---- */

/* The check of `raci check` that shows the finding on a touchpoint. */
static const char *shown_by(const raci_lint *lint, const ri_verdict *verdict)
{
    if (verdict->kind == RI_VERDICT_UNCOVERED) {
        return "no-accountable";
    }
    return verdict->letter == ri_policy_data_of(lint->policy)->scheme.accountable
               ? "many-accountable"
               : "letter-count";
}

/* Whether a case can be made of it: it shows on a touchpoint. */
static bool shows(const raci_lint *lint, const ri_lint_finding *finding)
{
    const ri_verdict *verdict = finding->verdict;
    const ri_policy_data *data = ri_policy_data_of(lint->policy);
    if (verdict->kind != RI_VERDICT_CONFLICT && verdict->kind != RI_VERDICT_UNCOVERED) {
        return false;
    }
    const bool touchpoint =
        verdict->rule == RI_NONE || data->rules[verdict->rule].on == RI_TOUCHPOINT;
    return touchpoint && (verdict->existing != RI_NONE || verdict->witness != NULL);
}

static void say_case(writing *w, const ri_lint_finding *finding)
{
    const ri_verdict *verdict = finding->verdict;
    const char *key = touchpoint_key(w, verdict);
    char day[11];
    ri_text_add(w->out, verdict->certain ? "" : "\n-- Only possible: it may hold as it is.");
    ri_text_format(w->out, "\ncase \"%s %s\" {\n  because = ", finding->code, finding->key);
    ri_lint_quote(w->out, finding->message);
    ri_text_format(
        w->out, ",\n  at = \"%s\",\n  organization = {\n    touchpoints = {\n      [",
        ri_day_format(verdict->witness != NULL ? verdict->witness->day : w->lint->date, day));
    ri_lint_quote(w->out, key);
    ri_text_add(w->out, "] = {");
    if (verdict->existing != RI_NONE) {
        say_existing(w, ri_ref_index(verdict->existing));
    } else {
        say_imagined(w, verdict->witness);
    }
    ri_text_add(w->out, " },\n    },\n");
    need_rules(w, finding);
    for (int table = 0; table < TABLES; table++) {
        say_table(w, table);
    }
    say_pairs(w, TEAMS, "team_members", "team");
    say_pairs(w, PEOPLE, "seats", "person");
    ri_text_format(w->out, "  },\n  expect.no_finding(\"%s\", ", shown_by(w->lint, verdict));
    ri_lint_quote(w->out, key);
    ri_text_add(w->out, "),\n}\n");
}

static bool write_case(const raci_lint *lint, const ri_lint_finding *finding, ri_text *out)
{
    writing w = {.lint = lint, .out = out};
    for (int table = 0; table < TABLES; table++) {
        w.keys[table] = ri_intern_new();
        w.failed = w.failed || w.keys[table] == NULL;
    }
    if (!w.failed) {
        say_case(&w, finding);
    }
    for (int table = 0; table < TABLES; table++) {
        ri_intern_free(w.keys[table]);
    }
    return !w.failed && !out->failed;
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
        if (shows(lint, &lint->findings[i])) {
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
