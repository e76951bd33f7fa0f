/*
 * Test files as data: the cases they hold, on which organization, and what is expected.
 * Nothing here names Lua; whether a file is Lua or sentences is over once it is read.
 */
#ifndef RI_CASES_H
#define RI_CASES_H

#include "policy/steps.h"

/* One cell of a canonical row. */
typedef struct ri_case_cell {
    const char *column;
    const char *text; /* as a canonical file has it */
} ri_case_cell;

/* One row, of one of the canonical tables. */
typedef struct ri_case_row {
    int tab; /* its number, canonical_columns.h */
    int line;
    ri_case_cell *cells;
    uint32_t n;
} ri_case_row;

typedef enum ri_case_source {
    RI_CASE_ROWS,   /* the rows stand in the test file */
    RI_CASE_SAMPLE, /* a sample that the library carries */
    RI_CASE_FOLDER  /* a folder of canonical files */
} ri_case_source;

/* The organization that cases are about; several cases may share one. */
typedef struct ri_case_organization {
    ri_case_source source;
    const char *name; /* of the sample; the path of the folder; else NULL */
    const char *file; /* where it stands */
    int line;
    ri_case_row *rows;
    size_t n_rows;
    size_t capacity;
    struct ri_case_organization *before; /* the one of the file that was made before it */
} ri_case_organization;

typedef enum ri_expect_verb {
    RI_EXPECT_HOLDERS,    /* these have the letter on the subject, and nobody else */
    RI_EXPECT_HOLDS,      /* these have it, whoever else has */
    RI_EXPECT_HOLDS_NOT,  /* these have it not */
    RI_EXPECT_DECIDED,    /* the rule `name` is one of those by which somebody has it */
    RI_EXPECT_FINDING,    /* the check `name` finds something, on the subject where it says one */
    RI_EXPECT_NO_FINDING, /* it finds nothing there */
    RI_EXPECT_MOVES,      /* by the steps the letter goes from some to others */
    RI_EXPECT_STAYS,      /* by the steps the letter, or all letters, get no other holders */
    RI_EXPECT_BREAKS,     /* by the steps the check finds what it had not found */
    RI_EXPECT_HEALS,      /* or finds no longer what it had */
    RI_EXPECT_GOLDEN      /* a document is as the file `name` has it */
} ri_expect_verb;

typedef struct ri_expectation {
    ri_expect_verb verb;
    const char *file;
    int line;
    const char *subject; /* a reference, a key or a name; NULL where it says none */
    const char *letter;  /* a letter, or what it is called: "accountable"; NULL for none */
    const char *name;    /* of a check, a rule, a golden file (its path); else NULL */
    const char **holders;
    uint32_t n_holders;
    bool split; /* these, or those that follow, stood in one text, between commas or with "and" */
    const char **from; /* of moves: who had it */
    uint32_t n_from;
    const char *severity; /* of findings; each NULL where it says none: */
    const char *to;       /* whom it escalates to */
    const char **parties; /* positions in contention, all of them */
    uint32_t n_parties;
    const char *document; /* of golden ones: "check", "matrix", "matrix JOURNEY", "what HOLDER" */
} ri_expectation;

typedef struct ri_case {
    const char *name;
    const char *because; /* NULL where it gives none */
    const char *file;
    int line;
    const ri_case_organization *organization;
    int32_t at;
    const raci_scenario *after; /* what is done before it is looked at; or NULL, */
    const char *after_file;     /* or this file does it, which stands so here; or NULL */
    int after_line;
    ri_expectation *expects;
    size_t n_expects;
    size_t capacity;
} ri_case;

typedef struct ri_case_file {
    ri_arena *arena; /* all of it */
    const char *file;
    const char *folder;  /* with the '/' at its end; "" for the current one */
    const char **policy; /* what it says is tested, as paths or names of models; none: not said */
    uint32_t n_policy;
    int policy_line;                     /* where it says so */
    ri_case_organization *organizations; /* the one made last */
    ri_case *cases;                      /* in the order in which they stand */
    size_t n;
    size_t capacity;
} ri_case_file;

/* Reads a test file, `*_test.lua` or `*.case`. Errors are told to `problem` (may be NULL), the
   first also to err. Gives an owned object. Fails with RACI_POLICY, RACI_NOTFOUND, RACI_IO,
   RACI_LIMIT, RACI_NOMEM; with RACI_INVALID when its name has neither ending. */
raci_status ri_case_file_read(ri_case_file **out, const char *path, raci_problem_fn problem,
                              void *payload, raci_error *err);
void ri_case_file_free(ri_case_file *file); /* NULL is allowed */

/* The day of a case that says none, nor its file; RI_DAY_MIN where it has to. */
int32_t ri_case_usual_day(const ri_case_organization *organization);
/* Whether a case expects what only steps can do, and has none. */
bool ri_case_lacks_steps(const ri_case *one, const ri_expectation *expectation);

/* An organization of the file, without rows yet. NULL: memory is exhausted. */
ri_case_organization *ri_case_organization_new(ri_case_file *file, ri_case_source source, int line);

/* What a path that a test file says is seen from where the file stands, in its arena. NULL: memory
   is exhausted. */
const char *ri_case_beside(const ri_case_file *file, const char *path);
/* The path of a golden file beside a test file, in its arena. NULL, and *why, when the name is none
   or memory is exhausted (then *why is NULL). */
const char *ri_case_golden(const ri_case_file *file, const char *name, const char **why);
/* Whether a document of that name can be had. */
bool ri_case_document(const char *name);

/* Whether a file of that name has tests. */
bool ri_is_case_file(const char *name);

/* The steps as a scenario, which lies in the arena. NULL: memory is exhausted. */
raci_scenario *ri_case_scenario(ri_arena *arena, const char *file, int line,
                                ri_scenario_step *steps, uint32_t n);

#endif
