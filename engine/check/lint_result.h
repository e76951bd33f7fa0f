/*
 * The analysis of a policy as findings: what raci_lint_run gives, for the renderers.
 */
#ifndef RI_LINT_RESULT_H
#define RI_LINT_RESULT_H

#include "base/text.h"
#include "check/finding.h"
#include "raci/lint.h"
#include "resolve/analysis.h"

/* What to do about a finding. */
typedef enum ri_mend_way { RI_MEND_ADD, RI_MEND_REMOVE, RI_MEND_REPLACE } ri_mend_way;

typedef struct ri_mend {
    ri_mend_way way;
    uint32_t rule;    /* in which, or which; RI_NONE: anywhere */
    bool within;      /* it is a field of the rule */
    const char *text; /* the line to add, to take away, or that the field is to be, as it stands in
                         a policy */
    const uint32_t *named_by; /* where the rule goes: rules whose overrides name it, */
    uint32_t n_named_by;
    const ri_rule *instead; /* and the rule, if any do: what it overrides is to be named there
                               instead */
} ri_mend;

typedef struct ri_lint_finding {
    const ri_verdict *verdict;
    const char *code;
    raci_severity severity;
    const char *subject; /* "rule:NAME" or "enterprise" */
    uint32_t *rules;     /* all that it is about, in the order of their names */
    uint32_t n_rules;
    const char *message;
    ri_mend mend;
    const char *ignored; /* the reason of the comment that says so, or NULL */
    char key[17];
    char fingerprint[17];
} ri_lint_finding;

/* Pairs of one rule that are not told one by one. */
typedef struct ri_lint_more {
    const char *code;
    uint32_t rule;
    uint32_t n;
} ri_lint_more;

struct raci_lint {
    ri_arena *arena;
    raci_model *model; /* NULL where none was asked for; else borrowed */
    raci_policy *policy;
    ri_snapshot *snapshot; /* NULL without a model */
    int32_t date;
    ri_analysis analysis;
    ri_lint_finding *findings; /* by subject, code, key */
    size_t n_findings;
    ri_lint_finding *ignored; /* likewise */
    size_t n_ignored;
    ri_lint_more *more;
    size_t n_more;
    bool narrowed;                /* to some checks, */
    bool asked[RI_VERDICT_COUNT]; /* which these are, less those that the policy turns off */
};

/* A check of the analysis. */
typedef struct ri_lint_check {
    const char *name;
    const char *says;       /* what it finds, in a phrase that goes on from "Found when" */
    raci_severity severity; /* unless a policy says otherwise */
} ri_lint_check;

const ri_lint_check *ri_lint_check_of(ri_verdict_kind kind);

/* The next rule, from a number on, that does not say why; the number of rules for none. An
   exception always does. */
uint32_t ri_lint_reasonless(const raci_lint *lint, uint32_t from);

/* ---- lint_say.c, lint_mend.c ---- */

/* Appends the sentence of a verdict, without its witness. */
void ri_lint_say(const raci_lint *lint, const ri_verdict *verdict, ri_text *out);
/* What to do about it; its text lives in the arena. NULL text: memory is exhausted. */
ri_mend ri_lint_mend(const raci_lint *lint, const ri_verdict *verdict);
/* Of a touchpoint that no rule reaches, and no unit with a head delivers: the office that could
   answer for it, "cxo" or "ceo"; else, or where nobody has these, NULL. */
const char *ri_lint_office(const raci_lint *lint, const ri_verdict *verdict);
/* Appends it as a sentence: "Add to 'x': overrides = \"y\",". */
void ri_lint_say_mend(const raci_lint *lint, const ri_lint_finding *finding, ri_text *out);
/* Whether a rule does something beside giving letters: it forbids, requires, or lifts what another
   one requires. */
bool ri_lint_does_more(const raci_lint *lint, uint32_t rule);
/* A rule of the policy, by its number. */
const ri_rule *ri_lint_rule(const raci_lint *lint, uint32_t rule);
/* Appends a string as Lua has it, with escapes for whatever a policy may not have as it is. */
void ri_lint_quote(ri_text *out, const char *string);

/* ---- lint_ignored.c ---- */

/* A comment "-- raci: ignore NAME reason". */
typedef struct ri_ignore {
    const char *code;
    uint32_t rule; /* that it stands at; RI_NONE before all rules of its file */
    const char *reason;
} ri_ignore;

typedef struct ri_ignores {
    ri_ignore *items;
    size_t n;
    size_t capacity;
} ri_ignores;

/* Reads the comments of a policy's files; texts live in the arena, items are freed by the
   caller. false: memory is exhausted. */
bool ri_ignores_read(ri_ignores *out, ri_arena *arena, const raci_policy *policy);
/* The reason for which a finding is to be ignored, or NULL. */
const char *ri_ignores_find(const ri_ignores *ignores, const ri_lint_finding *finding);

#endif
