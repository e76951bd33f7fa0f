/* The text of `check --profile`: phases, rules and checks, each the worst first. */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "report/report_check.h"
#include "report/report_profile.h"
#include "report/sentences.h"
#include "report/table.h"

#define SHOWN 20 /* rules, and checks; other formats have all of them */

/* Room for a number, so that numbers stand below each other. */
enum { CELL = 24, WIDE = 8 };

/* A table being filled. */
typedef struct filling {
    ri_table table;
    int wide; /* as wide are numbers at least */
} filling;

static void begin(filling *f, const ri_page *page, size_t columns)
{
    *f = (filling){.wide = page->columns >= RI_COLUMNS_DEFAULT ? WIDE : 0};
    ri_table_begin(&f->table, columns);
}

static void add_right(filling *f, const char *cell)
{
    char padded[CELL + WIDE];
    (void)snprintf(padded, sizeof padded, "%*s", f->wide, cell);
    ri_table_add(&f->table, padded);
}

static void add_count(filling *f, size_t n)
{
    char cell[CELL];
    (void)snprintf(cell, sizeof cell, "%zu", n);
    add_right(f, cell);
}

/* Three figures and a unit. */
static const char *say_figure(char out[CELL], double figure, const char *unit)
{
    const int decimals = figure < 10 ? 2 : figure < 100 ? 1 : 0;
    (void)snprintf(out, CELL, "%.*f %s", decimals, figure, unit);
    return out;
}

static const char *time_said(char out[CELL], uint64_t nanoseconds)
{
    const double t = (double)nanoseconds;
    return t < 1e9 ? say_figure(out, t / 1e6, "ms") : say_figure(out, t / 1e9, "s");
}

static const char *bytes_said(char out[CELL], uint64_t bytes)
{
    return say_figure(out, (double)bytes / 1048576, "MiB");
}

static void add_time(filling *f, uint64_t nanoseconds)
{
    char cell[CELL];
    add_right(f, time_said(cell, nanoseconds));
}

static void put_title(ri_page *page, ri_text *line, const char *title)
{
    ri_page_gap(page);
    ri_text_format(line, RI_BOLD "%s" RI_PLAIN, title);
    ri_page_take(page, "", "", line);
}

static void put_table(ri_page *page, filling *f)
{
    ri_table_write(&f->table, page, 0);
    ri_table_free(&f->table);
}

static void put_others(ri_page *page, ri_text *line, size_t n, const char *noun)
{
    if (n > SHOWN) {
        ri_text_add(line, "and ");
        ri_say_count(line, n - SHOWN, noun);
        ri_text_add(line, " more, which --format csv lists");
        ri_page_take(page, "  ", "  ", line);
    }
}

/* ---- the orders ---- */

static int later(uint64_t x, uint64_t y)
{
    return x > y ? -1 : x < y;
}

static int by_phase_time(const void *a, const void *b, const void *context)
{
    const ri_profile_report *report = context;
    return later(ri_phase_spent(report->profile, *(const uint32_t *)a),
                 ri_phase_spent(report->profile, *(const uint32_t *)b));
}

/* By the time in functions; where there is none, by how much there was to settle. */
static int by_rule_cost(const void *a, const void *b, const void *context)
{
    const ri_profile_report *report = context;
    const uint32_t x = *(const uint32_t *)a;
    const uint32_t y = *(const uint32_t *)b;
    const int order = later(ri_rule_spent(report->profile, x), ri_rule_spent(report->profile, y));
    return order != 0 ? order
                      : later(report->profile->costs.rules[x].matched,
                              report->profile->costs.rules[y].matched);
}

static int by_check_time(const void *a, const void *b, const void *context)
{
    const ri_profile_report *report = context;
    return later(ri_check_spent(report->profile, *(const uint32_t *)a),
                 ri_check_spent(report->profile, *(const uint32_t *)b));
}

/* ---- the parts ---- */

static void put_phases(ri_page *page, ri_profile_report *report, ri_text *line)
{
    filling f;
    char cell[CELL];
    const double whole = (double)ri_whole_spent(report);
    uint32_t phases[RACI_PHASE_COUNT];
    memcpy(phases, report->phases, sizeof phases);
    page->failed |= !ri_order(phases, report->n_phases, sizeof *phases, by_phase_time, report);
    put_title(page, line, "Phases");
    begin(&f, page, 4);
    ri_table_add(&f.table, "Phase");
    add_right(&f, "Time");
    add_right(&f, "Share");
    add_right(&f, "Memory");
    for (uint32_t i = 0; i < report->n_phases; i++) {
        const uint64_t spent = ri_phase_spent(report->profile, phases[i]);
        ri_table_add(&f.table, ri_phase_name(phases[i]));
        add_time(&f, spent);
        (void)snprintf(cell, sizeof cell, "%.0f %%", whole > 0 ? 100 * (double)spent / whole : 0.0);
        add_right(&f, cell);
        add_right(&f, bytes_said(cell, ri_phase_grown(report->profile, phases[i])));
    }
    put_table(page, &f);
}

static void put_rule(filling *f, const ri_profile_report *report, uint32_t i, ri_text *line)
{
    const ri_rule *rule = &report->policy->rules[i];
    const ri_rule_cost *cost = &report->profile->costs.rules[i];
    add_time(f, ri_rule_spent(report->profile, i));
    add_count(f, cost->called);
    add_count(f, cost->matched);
    add_count(f, cost->won);
    ri_page_cut(line, rule->name, RI_NAME_COLUMNS);
    ri_text_add(line, RI_DIM " (");
    ri_say(line, rule->file);
    ri_text_format(line, ":%d)" RI_PLAIN, rule->line);
    ri_table_take(&f->table, line);
}

static void put_rules(ri_page *page, ri_profile_report *report, ri_text *line)
{
    const uint32_t n = report->policy->n_rules;
    filling f;
    uint32_t *order = n > 0 ? ri_alloc(n * sizeof *order) : NULL;
    if (order == NULL) {
        page->failed |= n > 0;
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        order[i] = i;
    }
    page->failed |= !ri_order(order, n, sizeof *order, by_rule_cost, report);
    put_title(page, line, "Rules, by the time in their functions");
    begin(&f, page, 5);
    add_right(&f, "In Lua");
    add_right(&f, "Asked");
    add_right(&f, "Matched");
    add_right(&f, "Won");
    ri_table_add(&f.table, "Rule");
    for (uint32_t i = 0; i < n && i < SHOWN; i++) {
        put_rule(&f, report, order[i], line);
    }
    put_table(page, &f);
    put_others(page, line, n, "rule");
    ri_free(order);
}

static void put_checks(ri_page *page, ri_profile_report *report, ri_text *line)
{
    filling f;
    const uint32_t n = report->n_checks;
    if (n == 0) {
        return;
    }
    page->failed |= !ri_order(report->checks, n, sizeof *report->checks, by_check_time, report);
    put_title(page, line, "Checks");
    begin(&f, page, 3);
    add_right(&f, "Time");
    add_right(&f, "Findings");
    ri_table_add(&f.table, "Check");
    for (uint32_t i = 0; i < n && i < SHOWN; i++) {
        add_time(&f, ri_check_spent(report->profile, report->checks[i]));
        add_count(&f, report->result->summary.codes[report->checks[i]]);
        ri_say(line, ri_code_name(report->policy, (ri_code)report->checks[i]));
        ri_table_take(&f.table, line);
    }
    put_table(page, &f);
    put_others(page, line, n, "check");
}

static void put_how(ri_page *page, const ri_profile_report *report, ri_text *line)
{
    const uint32_t every = report->profile->every;
    ri_page_gap(page);
    ri_text_add(line, "Memory is what a phase added to what is in use.");
    if (every > 1) {
        ri_text_format(line,
                       " How match, settle and the checks share their time was seen on one subject "
                       "in %u.",
                       every);
    }
    ri_page_take(page, "", "", line);
    ri_text_add(line, "Evaluated ");
    ri_say_basis(line, report->result->date, report->result->policy);
    ri_page_take(page, "", "", line);
}

void ri_profile_text(ri_page *page, ri_profile_report *report)
{
    ri_text line = RI_TEXT_INIT;
    char time[CELL];
    char memory[CELL];
    ri_check_counts(page, report->result, &line);
    ri_text_format(&line, "It took %s of processor time and at most %s of memory, for ",
                   time_said(time, ri_whole_spent(report)),
                   bytes_said(memory, ri_profile_most(report->profile)));
    ri_say_count(&line, report->result->summary.subjects, "subject");
    ri_text_char(&line, '.');
    ri_page_take(page, "", "", &line);
    put_phases(page, report, &line);
    put_rules(page, report, &line);
    put_checks(page, report, &line);
    put_how(page, report, &line);
    page->failed |= line.failed;
    ri_text_free(&line);
}
