/*
 * Test files while they are read; for the files of this folder.
 */
#ifndef RI_CASES_READ_H
#define RI_CASES_READ_H

#include "policy/cases.h"
#include "policy/fields.h"

/* An expectation as the words of `expect` make it; they do not move. */
typedef struct ri_expect_draft {
    ri_expectation expectation;
    const ri_statement *at;
    bool placed;                    /* it stands in a case */
    struct ri_expect_draft *before; /* the one made before it */
} ri_expect_draft;

/* What a Lua test file has said so far. */
typedef struct ri_case_drafts {
    ri_case_file *file;
    ri_expect_draft *last;                 /* the one made last */
    const ri_case_organization *everybody; /* what `tests {}` says for all cases: */
    int32_t at;                            /* RI_DAY_MIN where it says none */
    const ri_statement *said;              /* where it stands, or NULL */
    bool begun;                            /* a case has been met */
} ri_case_drafts;

/* The value that `organization`, `sample` and `folder` give. */
typedef struct ri_organization_value {
    ri_value value;
    const ri_case_organization *organization;
} ri_organization_value;

/* Makes the words of tests names of every environment. MAY RAISE. */
void ri_cases_open(lua_State *L);
void ri_expects_open(lua_State *L);       /* declare_expect.c: expect.… */
void ri_organizations_open(lua_State *L); /* case_organization.c */

/* The expectation at the index of the stack, or NULL. Never raises. */
ri_expect_draft *ri_expect_at(lua_State *L, int index);
/* Reads the field `organization`: one of these values, or a table of rows. NULL where it is not
   there or wrong, which is told. MAY RAISE. */
const ri_case_organization *ri_organization_field(const ri_table *table);

/* Appends, from Lua. MAY RAISE for want of memory. */
ri_case *ri_case_add(lua_State *L, ri_loader *loader, const ri_case *one);
void ri_case_expect(lua_State *L, ri_case *one, const ri_expectation *expectation);

/* Complains of expectations that stand in no case, and of a file without cases. */
void ri_cases_finish(ri_loader *loader);

/* case_table.c: the rows of a table, the first of which says what stands in the columns. */
typedef struct ri_case_column {
    ri_expect_verb verb; /* RI_EXPECT_STAYS: the subject itself */
    const char *letter;  /* of RI_EXPECT_HOLDERS and RI_EXPECT_DECIDED */
} ri_case_column;

/* What a heading says of its column; false when it says nothing that is known: then *nearest is
   the nearest word that is, or NULL. `heading` must outlive the column. */
bool ri_case_heading(ri_case_column *out, const char *heading, const char **nearest);
/* What a cell expects of a subject; false when it asks nothing. "nobody" is an empty list. The
   items are split at commas, in the arena. *failed: memory is exhausted. */
bool ri_case_cell_expects(ri_expectation *out, const ri_case_column *column, const char *subject,
                          const char *cell, ri_arena *arena, bool *failed);
/* The items of "a, b and c", trimmed; "nobody" has none. What stands in quotes is one item. false:
   memory is exhausted. */
bool ri_case_items(const char ***items, uint32_t *n, const char *text, ri_arena *arena);

/* Where a text begins without the quotes around it, if all of it stands in quotes. */
const char *ri_case_unquoted(const char *text, size_t *length);

/* case_sentences.c: what a sentence expects; false when it makes none. Of one that is understood
   file and line stay as they are. *failed: memory is exhausted. */
bool ri_case_sentence(ri_expectation *out, const char *line, ri_arena *arena, bool *failed);
/* Of a line that is no sentence: the words of one that are near some of its own, or NULL. */
const char *ri_case_near_sentence(const char *line, ri_arena *arena);
/* A copy without blanks at its end. NULL, and *failed, when memory is exhausted. */
const char *ri_case_keep(ri_arena *arena, const char *bytes, size_t length, bool *failed);
/* What follows a word at the beginning of a line, or NULL. */
const char *ri_case_after(const char *line, const char *word);

/* cases.c: complains of names that several cases of a file have, unless one statement makes them
   all. false: memory is exhausted. */
bool ri_case_names_judge(const ri_case_file *file, ri_faults *faults);

/* case_lines.c: fills a file of sentences. */
raci_status ri_case_lines_read(ri_case_file *file, const char *bytes, size_t length,
                               raci_problem_fn problem, void *payload, raci_error *err);

#endif
