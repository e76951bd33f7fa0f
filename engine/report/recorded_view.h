/*
 * Recorded findings, as documents print them: without the organization or the policy,
 * from what the record has.
 */
#ifndef RI_RECORDED_VIEW_H
#define RI_RECORDED_VIEW_H

#include "record/recorded_finding.h"
#include "report/emit.h"
#include "report/page.h"

/* The members of a FINDING. */
void ri_emit_recorded(const ri_emit *emit, const ri_recorded_finding *finding);
/* Gives a thing's name by its reference, or NULL. Borrowed. */
typedef const char *(*ri_name_fn)(const void *names, const char *reference);

typedef struct ri_names {
    ri_name_fn name; /* NULL: references stand for themselves */
    const void *names;
} ri_names;

/* The name of a thing, shown and cut; its reference where it has none. */
void ri_say_named(ri_text *line, const ri_names *names, const char *reference);
/* As paragraphs: severity, code and subject, then message, rules, escalation; `names` may be
   NULL. */
void ri_put_recorded(ri_page *page, const ri_recorded_finding *finding, const char *indent,
                     const ri_names *names, ri_text *line);
/* The columns of a FINDING, for csv and md. */
#define RI_FINDING_COLUMNS                                                                         \
    "key", "fingerprint", "code", "kind", "severity", "subject", "letter", "parties",              \
        "rules.name", "rules.file", "rules.line", "message", "cause", "escalate.to",               \
        "escalate.reason", "escalate.path.to", "escalate.path.skipped"
/* A number, or null below 0. */
void ri_emit_compared(const ri_emit *emit, const char *key, int64_t value);
/* The first digits of a digest. */
void ri_say_digest(ri_text *line, const char *digest);
/* "run 3 of 2026-06-01 (policy acme-cx 2026.2)" */
void ri_say_run(ri_text *out, const ri_run_row *run);

#endif
