/*
 * Findings of the analysis as cases for `raci test`: what the files that write them share.
 */
#ifndef RI_LINT_TESTS_H
#define RI_LINT_TESTS_H

#include "base/intern.h"
#include "check/lint_result.h"

enum { RI_CASE_UNITS, RI_CASE_POSITIONS, RI_CASE_TEAMS, RI_CASE_PEOPLE, RI_CASE_JOURNEYS };
#define RI_CASE_TABLES 5

/* One case. */
typedef struct ri_lint_case {
    const raci_lint *lint;
    const ri_verdict *verdict;
    ri_text *out;
    ri_intern *keys[RI_CASE_TABLES]; /* of what the case's organization has */
    bool another;                    /* it has a unit that is not there, with a head */
    bool superiors;                  /* positions bring those above them */
    bool failed;                     /* memory is exhausted */
} ri_lint_case;

/* A unit that the model has not, and no rule names; its head. */
#define RI_CASE_UNIT "another-unit"
#define RI_CASE_HEAD "head-of-another-unit"

/* A thing's key; its row, or RI_NONE where there is no model, or it is not there. */
const char *ri_case_key(const ri_lint_case *c, ri_kind kind, uint32_t row);
uint32_t ri_case_row(const ri_lint_case *c, int table, const char *key);

/* ---- lint_case_needs.c: notes what the case's organization has to have ---- */

/* A unit, those above it, and their heads; a journey, its lead and its team. */
void ri_case_need_unit(ri_lint_case *c, const char *key);
void ri_case_need_journey(ri_lint_case *c, const char *key);
/* Whom the rules of a finding name, and the line that mends it. */
void ri_case_need_rules(ri_lint_case *c, const ri_lint_finding *finding);
/* Those above all positions that were noted, where somebody needs them; after all others. */
void ri_case_need_superiors(ri_lint_case *c);

/* ---- lint_case_subject.c ---- */

/* Whether a case can show the finding: on a subject that an organization can be written around,
   by a check that looks at such, and only until it is mended. */
bool ri_case_shows(const raci_lint *lint, const ri_lint_finding *finding);
/* Writes the tables that have the subject, and notes what it needs. */
void ri_case_say_subject(ri_lint_case *c);
/* Appends what a case calls the subject. */
void ri_case_say_name(const ri_lint_case *c, ri_text *out);
/* Appends " name = "value",". */
void ri_case_say_field(ri_lint_case *c, const char *name, const char *value);

#endif
