/*
 * Findings for programs that know findings, whoever made them: SARIF for whoever shows the results
 * of analyses, workflow commands for GitHub, JUnit for whoever shows tests.
 *
 * Whoever has findings says how many there are and gives them one by one, likewise the checks that
 * were asked. None is held longer than it takes to write.
 */
#ifndef RI_ANNOTATED_H
#define RI_ANNOTATED_H

#include "base/sink.h"
#include "check/result.h"
#include "raci/lint.h"
#include "raci/report.h"
#include "record/difference.h"
#include "record/recorded_finding.h"

/* Where a finding stands: accepted, left out by a comment, or against another evaluation. */
typedef enum ri_annotation_standing {
    RI_STANDING,
    RI_STANDING_ACCEPTED,
    RI_STANDING_LEFT_OUT,
    RI_STANDING_NEW,
    RI_STANDING_AS_BEFORE,
    RI_STANDING_CHANGED,
    RI_STANDING_NO_MORE
} ri_annotation_standing;

typedef struct ri_annotation {
    ri_recorded_finding finding;
    ri_annotation_standing standing;
    const char *reason;  /* for which a comment leaves it out, or NULL */
    const char *also;    /* sentences that go on from its message, or NULL */
    bool analysed;       /* it is one of an analysis; only then the others: */
    bool certain;        /* not only possible */
    const char *witness; /* a subject that is there, or what one would be; NULL for neither */
    const char *mend;    /* the line to add or to take away */
} ri_annotation;

typedef struct ri_annotated_check {
    const char *name; /* its code */
    const char *says; /* when it finds something: "nobody has R on a touchpoint" */
    bool own;         /* it is one of the policy's own: `says` is its reason, or NULL */
    const char *kind;
    raci_severity severity; /* unless a policy says otherwise */
    bool on;
} ri_annotated_check;

typedef struct ri_annotated {
    const char *asker; /* the command, such as "check" */
    void *context;     /* handed to the functions */
    size_t n;
    /* The i-th finding, in the arena. false: memory is exhausted. */
    bool (*at)(ri_annotation *out, void *context, size_t i, ri_arena *arena);
    size_t n_checks;
    /* The i-th check; texts are borrowed until the next one. */
    void (*check)(ri_annotated_check *out, void *context, size_t i);
} ri_annotated;

/* Writes them; `failure` is that of a rule, or NULL. From `fail_on` on JUnit has findings as
   failures. Fails with RACI_NOMEM. */
raci_status ri_annotate(const ri_annotated *of, raci_format format, raci_severity fail_on,
                        const raci_error *failure, ri_sink *sink, raci_error *err);

/* Calls `each` with every finding, in order; it gives false where memory is exhausted, and so
   does this. */
bool ri_annotated_each(const ri_annotated *of,
                       bool (*each)(const ri_annotation *item, void *context), void *context);
/* The place of a check among those that were asked; n_checks where it is not there. */
size_t ri_annotated_number(const ri_annotated *of, const char *code);
/* Whether it is to be seen to: neither accepted, nor left out, nor what was so before. */
bool ri_annotation_counts(const ri_annotation *item);
/* Appends its message and what goes on from it. */
void ri_annotation_say(ri_text *out, const ri_annotation *item);
/* The first rule of a finding that stands in a file, or NULL. */
const ri_recorded_rule *ri_annotation_place(const ri_recorded_finding *finding);

/* The three formats. false: memory is exhausted. */
bool ri_annotate_sarif(const ri_annotated *of, const raci_error *failure, ri_sink *sink);
bool ri_annotate_github(const ri_annotated *of, const raci_error *failure, ri_sink *sink);
bool ri_annotate_junit(const ri_annotated *of, raci_severity fail_on, const raci_error *failure,
                       ri_sink *sink);

/* Those of a result; the accepted ones last. */
ri_annotated ri_annotated_result(const raci_result *result);
/* Those of an analysis; the ones that comments leave out last. */
ri_annotated ri_annotated_lint(const raci_lint *lint);
/* Those of a difference between two results. */
typedef struct ri_annotated_difference {
    const ri_difference *difference;
    const raci_result *before;
    const raci_result *after;
} ri_annotated_difference;
ri_annotated ri_annotated_changes(ri_annotated_difference *of, const char *asker);

#endif
