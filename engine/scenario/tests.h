/*
 * What raci_tests_run gives, for the renderers; and how its files work together.
 */
#ifndef RI_TESTS_H
#define RI_TESTS_H

#include "check/result.h"
#include "policy/cases.h"
#include "raci/test.h"
#include "record/difference.h"
#include "resolve/coverage.h"
#include "scenario/stack.h"

/* Why a case failed, in sentences; texts live in the arena of the tests. */
typedef struct ri_case_failure {
    const char *file;
    int line;
    const char *expected;
    const char *found;
    const char *why; /* rules and their lines, by "; "; NULL where there is nothing to say */
} ri_case_failure;

typedef struct ri_case_result {
    const ri_case *of;
    ri_case_failure *failures;
    size_t n_failures;
    size_t capacity;
} ri_case_result;

/* Where a file is; it does not move. */
typedef struct ri_case_place {
    ri_case_file *file;
} ri_case_place;

struct raci_tests {
    ri_arena *arena;
    ri_case_place *files;
    size_t n_files;
    size_t files_capacity;
    ri_case_result *results; /* of the cases that were run, in their order */
    size_t n_results;
    size_t capacity;
    size_t n_failed;
    ri_coverage *coverage;             /* NULL where it was not asked for */
    const raci_tests_options *options; /* of the run */
    ri_intern *sources;                /* see raci_tests_source */
    ri_intern *golden;                 /* the files with which documents have been compared */
};

/* ---- case_model.c ---- */

/* The organization of a case as a model in memory. Gives an owned model. Fails with RACI_INPUT when
   rows are wrong, RACI_NOTFOUND for a sample or folder that is not there. */
raci_status ri_case_model(raci_model **out, const ri_case_organization *organization,
                          raci_problem_fn problem, void *payload, raci_error *err);

/* ---- case_sides.c: evaluations, each had once ---- */

#define RI_SIDES 8

typedef struct ri_side {
    const ri_case_organization *organization;
    raci_model *model;
    raci_result *result; /* as of the day that was asked for last, or NULL */
} ri_side;

typedef struct ri_sides {
    raci_policy *policy; /* borrowed */
    ri_coverage *coverage;
    ri_side items[RI_SIDES];
    size_t next; /* which gives way */
    raci_problem_fn problem;
    void *payload;
} ri_sides;

void ri_sides_free(ri_sides *sides);

/* What one case looks at. */
typedef struct ri_case_view {
    const raci_result *result; /* what is expected of it */
    const raci_result *before; /* of a case with steps: what it was without them; else NULL */
    ri_difference difference;  /* of these */
    ri_unfits unfits;
    ri_stack stack;
    raci_scenario *loaded; /* from a file, or NULL */
    raci_model *copy;      /* on which the steps were taken */
    raci_result *after;
    ri_arena *arena;
} ri_case_view;

/* Of a failure to find a file or folder that a test names: says in err where it does. Gives the
   status. */
raci_status ri_case_say_where(raci_error *err, raci_status status, const raci_error *cause,
                              const char *file, int line);

/* Evaluates what a case looks at. *view is to be freed either way. */
raci_status ri_case_look(ri_case_view *view, ri_sides *sides, const ri_case *one, raci_error *err);
void ri_case_view_free(ri_case_view *view);

/* ---- case_expect.c, case_found.c ---- */

/* One case while it is judged. */
typedef struct ri_judging {
    raci_tests *tests;
    ri_case_result *result;
    const ri_expectation *e;
    const ri_case_view *view;
    const raci_result *r; /* the view's */
    ri_resolver *asker;   /* answers once more, for reasons; NULL until it is needed */
    ri_text expected;
    ri_text found;
    ri_text why;
    raci_error *err;
    raci_status status;
} ri_judging;

/* Judges all that a case expects; failures go to the result. */
raci_status ri_case_judge(raci_tests *tests, ri_case_result *result, const ri_case_view *view,
                          raci_error *err);

/* The subject or holder that a text names: by its reference, its key or its whole name. false: it
   names nothing, which `found` then says. */
bool ri_judge_subject(ri_judging *j, const raci_result *r, const char *text, ri_ref *out);
bool ri_judge_holder(ri_judging *j, const raci_result *r, const char *text, ri_ref *out);
bool ri_judge_letter(ri_judging *j, const char *text, uint8_t *out);
/* Words that name holders of a letter. */
typedef struct ri_named_holders {
    const raci_result *in; /* who is meant */
    uint8_t letter;        /* for the accountable one a unit means its head, a team its lead */
    const char *const *words;
    uint32_t n;
} ri_named_holders;

/* These, in order, each once; `out` has room for all. false: one of them names nothing. */
bool ri_judge_holders(ri_judging *j, const ri_named_holders *of, ri_ref *out, size_t *n);
/* Whether a text is a thing's reference, key, or name but for case and accents; what it does not
   know for want of memory becomes the judging's status. */
bool ri_is_called(ri_judging *j, const ri_snapshot *s, ri_ref ref, const char *text);

/* Whether a text names anything that a finding can be about, with or without the steps. false:
   `found` says so, and what is near. */
bool ri_judge_there(ri_judging *j, const char *text); /* case_names.c */
/* Whether there is a check that the expectation names; likewise. */
bool ri_judge_check(ri_judging *j);

/* Whether a subject, as a reference, is what a text names. */
bool ri_judge_about(ri_judging *j, const char *subject, const char *text);

/* Whether an expectation of the kind is met; else, or when j->status is none, says why not. */
bool ri_judge_letters(ri_judging *j);
bool ri_judge_findings(ri_judging *j); /* case_findings.c */
bool ri_judge_changes(ri_judging *j);  /* case_changes.c */
bool ri_judge_golden(ri_judging *j);

/* The settlement of a subject; NULL when that fails. Borrowed until the next one. */
const ri_settlement *ri_judge_settle(ri_judging *j, ri_ref subject);

/* "coo, cmo and cfo", "nobody". */
void ri_say_list(ri_text *out, const char *const *items, size_t n);
/* "Director of Billing and CFO", "nobody"; of many the first. */
void ri_say_refs(ri_text *out, const ri_snapshot *s, const ri_ref *refs, size_t n);
/* "A on 'Call about a bill'". */
void ri_say_letter_on(ri_text *out, const raci_result *r, uint8_t letter, ri_ref subject);
/* the rule "name" (file:line) */
void ri_say_rule(ri_text *out, const ri_resolver *resolver, ri_source source);
/* By which rules a letter is where it is, and what was beaten or forbidden. */
void ri_say_reasons(ri_text *out, const ri_resolver *resolver, const ri_settlement *t,
                    uint8_t letter);

#endif
