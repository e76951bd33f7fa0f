/*
 * Recorded findings, as documents print them: without the organization or the policy,
 * from what the record has.
 */
#ifndef RI_RECORDED_VIEW_H
#define RI_RECORDED_VIEW_H

#include "record/recorded_finding.h"
#include "report/emit.h"
#include "report/page.h"
#include "report/thing_names.h"

/* The members of a FINDING. */
void ri_emit_recorded(const ri_emit *emit, const ri_recorded_finding *finding);
/* Of these the key, and what may differ while the finding is the same: fingerprint, severity,
   parties, rules, message. */
void ri_emit_recorded_core(const ri_emit *emit, const ri_recorded_finding *finding);
/* A member that is a list of rules: name, file, line. */
void ri_emit_recorded_rules(const ri_emit *emit, const char *key, const ri_recorded_rule *rules,
                            size_t n);
/* The member parties, of a ';' list. */
void ri_emit_recorded_parties(const ri_emit *emit, const char *parties);
/* As paragraphs: severity, code and subject, then message, rules, escalation. */
void ri_put_recorded(ri_page *page, const ri_recorded_finding *finding, const char *indent,
                     ri_names *names, ri_text *line);
/* "by "a rule" (policy.lua:3), another"; nothing where no rule has a part. */
void ri_say_recorded_rules(ri_text *line, const ri_recorded_rule *rules, size_t n);
/* "→ Chief Executive Officer (Ann Ito): why": to whom a finding goes that escalates. */
void ri_say_recorded_route(ri_text *line, const ri_finding_row *row, ri_names *names);
/* Takes the next item of a ';' list of references; false at its end. */
#define RI_PARTY_SIZE ((size_t)2 * RI_KEY_MAX + 64) /* what it was skipped for, too */
bool ri_recorded_party(char item[RI_PARTY_SIZE], const char **list);
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
