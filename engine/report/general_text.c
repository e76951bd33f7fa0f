/* How two policies compare in general, for people. */
#include "report/difference_view.h"
#include "report/expression.h"
#include "report/general_view.h"
#include "report/move_ways.h"

#include <string.h>

#include "report/recorded_view.h"
#include "report/sentences.h"

/* What is being told. */
typedef struct telling {
    ri_page *page;
    const raci_diff *diff;
    ri_names *names;
    ri_text *line;
} telling;

static const ri_policy_data *data_of(const telling *t, int side)
{
    return ri_policy_data_of(side == 0 ? t->diff->before->policy : t->diff->after->policy);
}

/* ---- whom ---- */

static void say_reference(const telling *t, const ri_holder *whom)
{
    ri_text reference = RI_TEXT_INIT;
    ri_write_expression(&reference, whom);
    ri_say_seated(t->line, t->names, ri_text_string(&reference));
    t->line->failed = t->line->failed || reference.failed;
    ri_text_free(&reference);
}

static void say_whom(const telling *t, const ri_holder *whom);

/* Any of whom a requirement names will do. */
static void say_any(const telling *t, const ri_holder *whom)
{
    for (uint32_t i = 0; i < whom->n_items; i++) {
        ri_text_add(t->line, i > 0 ? " or " : "");
        say_whom(t, whom->items[i]);
    }
}

static void say_of(const telling *t, const char *what, const ri_holder *whom)
{
    const ri_holder thing = {.form = RI_HOLD_REFERENCE, .kind = whom->kind, .key = whom->key};
    ri_text_add(t->line, what);
    ri_text_char(t->line, ' ');
    say_reference(t, &thing);
}

static void say_whom(const telling *t, const ri_holder *whom)
{
    switch (whom->form) {
    case RI_HOLD_REFERENCE:
        if (whom->kind == RI_OFFICE) {
            ri_say_office(t->line, whom->key);
        } else {
            say_reference(t, whom);
        }
        break;
    case RI_HOLD_LIST:
        say_any(t, whom);
        break;
    case RI_HOLD_FUNCTION:
        ri_text_add(t->line, "whom a function names");
        break;
    case RI_HOLD_DELIVERING:
        ri_text_add(t->line, "the units that deliver it");
        break;
    case RI_HOLD_DELIVERING_HEADS:
        ri_text_add(t->line, "the heads of the units that deliver it");
        break;
    case RI_HOLD_HEAD_OF:
        say_of(t, "the head of", whom);
        break;
    case RI_HOLD_MANAGER_OF:
        ri_text_add(t->line, "whoever is above ");
        say_whom(t, whom->items[0]);
        break;
    case RI_HOLD_JOURNEY_LEAD:
        ri_text_add(t->line, "the lead of its journey");
        break;
    case RI_HOLD_JOURNEY_TEAM:
        ri_text_add(t->line, "the team of its journey");
        break;
    case RI_HOLD_LEAD_OF:
        say_of(t, "the lead of", whom);
        break;
    case RI_HOLD_UNDER:
        say_of(t, "everything at or below", whom);
        break;
    }
}

/* ---- what each side says of a subject that is not there ---- */

#define NAMED 3 /* holders and rules of one side that are named */

/* " and 2 more", of those whom the other side has not. */
static void say_more(const telling *t, size_t only, size_t n)
{
    if (only > NAMED) {
        ri_text_format(t->line, " and %zu more", only - NAMED);
    } else if (n == 0) {
        ri_text_add(t->line, "nobody");
    }
}

/* ", beside 3 who stay", after those. */
static void say_stay(const telling *t, size_t only, size_t n)
{
    if (n > only) {
        ri_text_format(t->line, only > 0 ? ", beside %zu who stay%s" : "only %zu who stay%s",
                       n - only, n - only == 1 ? "s" : "");
    }
}

static void add_rule(ri_recorded_rule rules[NAMED], size_t *n, const ri_rule *rule)
{
    for (size_t i = 0; i < *n; i++) {
        if (rules[i].name == rule->name) {
            return;
        }
    }
    if (*n < NAMED) {
        rules[(*n)++] = (ri_recorded_rule){rule->name, rule->file, rule->line};
    }
}

static void say_rules(const telling *t, const ri_saying *saying, int side)
{
    const ri_policy_data *data = data_of(t, side);
    ri_recorded_rule rules[NAMED];
    size_t n = 0;
    for (uint32_t i = 0; i < saying->n; i++) {
        if (!saying->named[i].both) {
            add_rule(rules, &n, &data->rules[saying->named[i].rule]);
        }
    }
    for (uint32_t i = 0; i < saying->n_bans; i++) {
        add_rule(rules, &n, &data->rules[saying->bans[i]]);
    }
    if (n > 0) {
        ri_text_add(t->line, saying->n == 0 ? ", " : " ");
        ri_say_recorded_rules(t->line, rules, n);
    }
}

static void say_saying(const telling *t, const ri_saying *saying, int side)
{
    size_t only = 0;
    size_t said = 0;
    for (uint32_t i = 0; i < saying->n; i++) {
        only += !saying->named[i].both;
    }
    t->names->side = side == 0 ? RI_BEFORE : RI_AFTER;
    for (uint32_t i = 0; i < saying->n && said < NAMED; i++) {
        if (!saying->named[i].both) {
            ri_text_add(t->line, ri_say_between(said++, only > NAMED ? NAMED + 1 : only));
            say_whom(t, saying->named[i].whom);
        }
    }
    t->names->side = RI_AFTER;
    say_more(t, only, saying->n);
    say_rules(t, saying, side);
    say_stay(t, only, saying->n);
}

/* "Where stage = "usage"", "On any touchpoint". */
static void say_where(const telling *t, const ri_relation_witness *witness)
{
    const char *noun = witness->on == RI_HANDOFF      ? "passage"
                       : witness->on == RI_JOURNEY    ? "journey"
                       : witness->on == RI_TOUCHPOINT ? "touchpoint"
                                                      : "enterprise";
    if (witness->on == RI_ENTERPRISE) {
        ri_text_add(t->line, "On the enterprise");
    } else if (witness->subject->said[0] == '\0') {
        ri_text_format(t->line, "On any %s", noun);
    } else {
        ri_text_format(t->line, "On a %s where ", noun);
    }
    ri_say(t->line, witness->subject->said);
}

static void put_imagined(const telling *t, const ri_relation_witness *witness)
{
    say_where(t, witness);
    ri_text_add(t->line, witness->certain ? ":" : RI_DIM " (possible)" RI_PLAIN ":");
    ri_page_take(t->page, "     ", "       ", t->line);
    for (int side = 0; side < 2; side++) {
        ri_text_add(t->line, side == 0 ? "before " : "now ");
        say_saying(t, &witness->side[side], side);
        ri_page_take(t->page, "       ", "         ", t->line);
    }
}

/* ---- what is here ---- */

static void say_held(const telling *t, const ri_move *move, int side)
{
    const char **holders = side == 0 ? move->from : move->to;
    const char **others = side == 0 ? move->to : move->from;
    const size_t n = side == 0 ? move->n_from : move->n_to;
    const size_t n_others = side == 0 ? move->n_to : move->n_from;
    size_t only = 0;
    size_t said = 0;
    for (size_t i = 0; i < n; i++) {
        only += !ri_move_has(others, n_others, holders[i]);
    }
    t->names->side = side == 0 ? RI_BEFORE : RI_AFTER;
    for (size_t i = 0; i < n && said < NAMED; i++) {
        if (!ri_move_has(others, n_others, holders[i])) {
            ri_text_add(t->line, ri_say_between(said++, only > NAMED ? NAMED + 1 : only));
            ri_say_seated(t->line, t->names, holders[i]);
        }
    }
    t->names->side = RI_AFTER;
    say_more(t, only, n);
    if (move->n_rules[side] > 0 && (only > 0 || n == 0)) {
        ri_text_add(t->line, n == 0 ? ", " : " ");
        ri_say_recorded_rules(t->line, move->rules[side],
                              move->n_rules[side] < NAMED ? move->n_rules[side] : NAMED);
    }
    say_stay(t, only, n);
}

static void put_here(const telling *t, const ri_here *here)
{
    const ri_move *move = &t->diff->difference.moves[here->moves[0]];
    ri_text_add(t->line, "On ");
    ri_say_named(t->line, t->names, move->subject);
    if (here->all > 1) {
        ri_text_format(t->line, RI_DIM ", as on %zu more here" RI_PLAIN, here->all - 1);
    }
    ri_text_char(t->line, ':');
    ri_page_take(t->page, "     ", "       ", t->line);
    ri_text_add(t->line, "before ");
    say_held(t, move, 0);
    ri_page_take(t->page, "       ", "         ", t->line);
    ri_text_add(t->line, "now ");
    say_held(t, move, 1);
    ri_page_take(t->page, "       ", "         ", t->line);
}

/* ---- one letter ---- */

static void say_label(const telling *t, const ri_relation_part *part)
{
    static const char *const aspects[] = {"", "forbid ", "require "};
    ri_text_add(t->line, RI_CYAN);
    ri_text_add(t->line, aspects[part->aspect]);
    ri_say(t->line, part->letter);
    ri_text_add(t->line, RI_PLAIN);
}

static void say_comparison(const telling *t, ri_aspect aspect, ri_comparison comparison)
{
    static const char *const said[RI_ASPECT_COUNT][RI_DIFFERENT + 1] = {
        {"equivalent: the same, whatever the subject",
         "narrower: nobody any more on some subjects, else the same",
         "wider: somebody also where nobody was, else the same", "different"},
        {"equivalent", "narrower: less is forbidden", "wider: more is forbidden",
         "different: some more is forbidden, some less"},
        {"equivalent", "narrower: less is required", "wider: more is required",
         "different: some more is required, some less"},
    };
    ri_text_add(t->line, said[aspect][comparison]);
}

static void say_counts(const telling *t, const ri_relation_part *part)
{
    static const char *const whose[] = {"before", "now"};
    bool any = false;
    for (int side = 0; side < 2; side++) {
        if (part->differ[side] > 0) {
            ri_text_format(t->line, "%s%u of ", any ? ", and " : "by ",
                           (unsigned)part->differ[side]);
            ri_say_count(t->line, part->rules[side], "rule");
            ri_text_format(t->line, " %s", whose[side]);
            any = true;
        }
    }
}

static void put_part(const telling *t, uint32_t i)
{
    const ri_relation_part *part = &t->diff->general->relation.parts[i];
    bool certain = true;
    const ri_comparison comparison = ri_part_compares(part, &certain);
    say_label(t, part);
    ri_text_add(t->line, "  ");
    say_comparison(t, part->aspect, comparison);
    ri_text_add(t->line, certain ? "" : RI_DIM " (possible)" RI_PLAIN);
    if (part->differ[0] + part->differ[1] > 0) {
        ri_text_add(t->line, "; ");
        say_counts(t, part);
    }
    ri_page_take(t->page, "  ", "     ", t->line);
    for (int way = 0; way < RI_RELATION_COUNT; way++) {
        const ri_here *here = &t->diff->general->here[i][way];
        if (here->n > 0) {
            put_here(t, here);
        }
        if (here->n == 0 && part->ways[way].n > 0) {
            put_imagined(t, &part->ways[way].witnesses[0]);
        }
    }
    if (part->undecided > 0) {
        ri_text_add(t->line, "Whether ");
        ri_say_count(t->line, part->undecided, "rule");
        ri_text_add(t->line, part->undecided == 1 ? " says" : " say");
        ri_text_add(t->line, " the same everywhere is not known: it would take too long to find "
                             "out, or globs are compared.");
        ri_page_take(t->page, "     ", "       ", t->line);
    }
}

/* The letters of which there is nothing to tell but that they are the same. */
static bool is_plain(const ri_relation_part *part)
{
    bool certain = true;
    return ri_part_compares(part, &certain) == RI_EQUIVALENT && certain;
}

static void put_same(const telling *t)
{
    const ri_relation *relation = &t->diff->general->relation;
    uint32_t all = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < relation->n; i++) {
        all += is_plain(&relation->parts[i]) ? 1 : 0;
    }
    for (uint32_t i = 0; i < relation->n; i++) {
        if (is_plain(&relation->parts[i])) {
            ri_text_add(t->line, ri_say_between(n++, all));
            say_label(t, &relation->parts[i]);
        }
    }
    if (n > 0) {
        ri_text_add(t->line, "  ");
        say_comparison(t, RI_ASPECT_ASSIGN, RI_EQUIVALENT);
        ri_page_take(t->page, "  ", "     ", t->line);
    }
}

void ri_put_general(ri_page *page, const raci_diff *diff, ri_names *names, ri_text *line)
{
    static const char *const said[] = {
        [RI_EQUIVALENT] = "the two policies are equivalent",
        [RI_NARROWER] = "the second policy is narrower",
        [RI_WIDER] = "the second policy is wider",
        [RI_DIFFERENT] = "the two policies are different",
    };
    const telling t = {page, diff, names, line};
    const ri_general *general = diff->general;
    ri_text_add(line, RI_BOLD "In general" RI_PLAIN ", whatever the subject, ");
    ri_text_add(line, said[general->comparison]);
    ri_text_add(line, general->certain ? "." : RI_DIM " (possible)" RI_PLAIN ".");
    ri_page_take(page, "", "  ", line);
    for (uint32_t i = 0; i < general->relation.n; i++) {
        if (!is_plain(&general->relation.parts[i])) {
            put_part(&t, i);
        }
    }
    put_same(&t);
    ri_page_gap(page);
}
