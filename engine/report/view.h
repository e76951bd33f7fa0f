/*
 * What the renderers look at: a snapshot, the resolver that knows the rules, and
 * how both are named.
 */
#ifndef RI_VIEW_H
#define RI_VIEW_H

#include "check/result.h"
#include "model/power.h"
#include "report/emit.h"
#include "resolve/rule_facts.h"

typedef struct ri_view {
    const ri_snapshot *snapshot;
    const ri_resolver *resolver;
    const ri_scheme *scheme;
    ri_text reference;  /* scratch */
    ri_indexes seats;   /* scratch */
    ri_indexes sources; /* scratch */
    bool failed;        /* memory is exhausted */
    size_t failures;    /* of the snapshot, when it began */
    /* Of a web page, which things its names lead to (ri_say_name); NULL: to none. */
    bool (*leads)(const void *page, ri_ref ref);
    const void *page;
} ri_view;

void ri_view_init(ri_view *view, const ri_resolver *resolver);
/* One without a resolver: for names and references of things. */
ri_view ri_view_of(const ri_snapshot *snapshot);
void ri_view_free(ri_view *view);
/* Whether memory was exhausted while it, or its snapshot, was used: what was told is not to be
   relied on. */
bool ri_view_failed(const ri_view *view);
/* What a report ends with: where memory was exhausted it is that, whatever else came of it. */
raci_status ri_report_status(raci_status status, bool failed, raci_error *err);

/* The reference as text, also of rules ("rule:name"); borrowed until the next one. */
const char *ri_view_reference(ri_view *view, ri_ref ref);
/* The name of a thing; of a rule its name. */
const char *ri_view_name(const ri_view *view, ri_ref ref);
/* people(h): indexes into the snapshot's seats; borrowed until the next ones. */
const ri_indexes *ri_view_seats(ri_view *view, ri_ref holder);
/* "holder", "acting", "delegate". */
const char *ri_seat_kind_name(uint32_t kind);

void ri_emit_reference(const ri_emit *emit, ri_view *view, ri_ref ref);
/* A reference or, for RI_NONE, null. */
void ri_emit_reference_field(const ri_emit *emit, const char *key, ri_view *view, ri_ref ref);
/* The members name, file, line of a source. */
void ri_emit_source(const ri_emit *emit, const ri_view *view, ri_source source);
/* The object of a policy's rule: name, file, line. */
void ri_emit_rule(const ri_emit *emit, const ri_rule *rule);
/* The letter's text, or null for RI_NO_LETTER. */
void ri_emit_letter(const ri_emit *emit, const ri_view *view, uint8_t letter);

/* The member people of a HOLDER. */
void ri_emit_people(const ri_emit *emit, ri_view *view, ri_ref holder);
/* The members of a HOLDER; its columns, for csv and md. */
void ri_emit_holder(const ri_emit *emit, ri_view *view, const ri_settlement *settlement,
                    uint8_t letter, ri_ref holder);
/* The members of a FINDING. */
void ri_emit_finding(const ri_emit *emit, ri_view *view, const ri_finding *finding);
/* A member that says which policy: name, version, digest. */
void ri_emit_policy(const ri_emit *emit, const char *key, const raci_policy *policy);
/* The members of `summary`. */
void ri_emit_summary(const ri_emit *emit, const ri_summary *summary);
/* The object `subject` of who and why. */
void ri_emit_subject(const ri_emit *emit, ri_view *view, ri_ref subject);

/* The winners because of which a holder has the letter, in the order of their
   names; borrowed from view->sources until the next ones. */
const ri_indexes *ri_view_reasons(ri_view *view, const ri_outcome *outcome, ri_ref holder);
/* The giving through which it is told: the first in that order; NULL for none. */
const ri_giving *ri_view_giving(ri_view *view, const ri_outcome *outcome, ri_ref holder);
/* Numbers of sources in the order of their names. false: no memory. */
bool ri_view_by_name(const ri_view *view, uint32_t *sources, size_t n);

#endif
