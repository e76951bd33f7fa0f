/*
 * The phrases of text documents: things, people, rules and escalations as a
 * reader would name them. All append shown text, with marks of page.h.
 */
#ifndef RI_SENTENCES_H
#define RI_SENTENCES_H

#include "report/page.h"
#include "report/view.h"

#define RI_NAME_COLUMNS 60 /* names are cut to this */

/* A text, shown and whole. */
void ri_say(ri_text *out, const char *text);
/* A name, cut; then "touchpoint:key", dim. */
void ri_say_name(ri_text *out, ri_view *view, ri_ref ref);
void ri_say_reference(ri_text *out, ri_view *view, ri_ref ref);
/* "Dana Ruiz and Li Wei (acting)", at most three names; "vacant" for nobody. */
void ri_say_people(ri_text *out, ri_view *view, ri_ref holder);
/* "Chief Operations Officer (Dana Ruiz)"; a person is named once. */
void ri_say_holder(ri_text *out, ri_view *view, ri_ref holder);
/* "the CXO" */
void ri_say_office(ri_text *out, const char *office);
/* "name" (file:line); of a stated row or a ruling its name alone. */
void ri_say_source(ri_text *out, ri_view *view, ri_source source);
/* the rule "name" (file:line); other tiers likewise. `t` is 't', or 'T' at the
   beginning of a sentence. */
void ri_say_the_source(ri_text *out, ri_view *view, ri_source source, char t);
/* The same without its place: the rule "name", the ruling of Chief Executive Officer. */
void ri_say_the_source_alone(ri_text *out, ri_view *view, ri_source source, char t);
/* Who gave a ruling: a reference, by its name. */
void ri_say_judge(ri_text *out, ri_view *view, const char *by);
/* "Chief Executive Officer (Ann Ito): reason. Passed over: …". */
void ri_say_escalation(ri_text *out, ri_view *view, const ri_escalated *escalated);
/* By which of n rules something is: by "name" (file:line), …; nothing for none. And those of a
   finding. */
void ri_say_sources(ri_text *out, ri_view *view, const ri_source *sources, size_t n);
void ri_say_rules(ri_text *out, ri_view *view, const ri_finding *finding);
/* "There since 2026-05-01, for 31 days.", as recorded runs have it. */
void ri_say_age(ri_text *out, int32_t since, int32_t date);
/* Of a finding that stands below its cause: whether that told its rules, and to whom it goes. */
bool ri_same_rules(const ri_finding *a, const ri_finding *b);
bool ri_same_escalation(const ri_finding *a, const ri_finding *b);
/* The mark of a severity's colour. */
const char *ri_severity_mark(raci_severity severity);
/* "1 finding", "2 findings". */
void ri_say_count(ri_text *out, size_t n, const char *noun);
/* What stands between item i and the one before it in a list of n: "", ", ", " and ". */
const char *ri_say_between(size_t i, size_t n);
/* "is accountable for", "are informed about"; for letters of other names "has A
   (Approver) on". With 0 holders without "is", to go on after another. */
void ri_say_verb(ri_text *out, const ri_letter *letter, size_t holders);

/* "as of 2026-03-01, by the policy acme-cx 2026.2": what every text ends with. */
void ri_say_basis(ri_text *out, int32_t date, const raci_policy *policy);

/* The last line of such a text: "Answered as of …". */
void ri_put_basis(ri_page *page, int32_t date, const raci_policy *policy);

/* One finding as paragraphs: message, rules, escalation; `indent` begins them. */
void ri_put_finding(ri_page *page, ri_view *view, const ri_finding *finding, const char *indent,
                    ri_text *line);
/* The same of one that stands below its cause: what the cause has told is left out. `line`
   may hold what the message goes on from. */
void ri_put_effect(ri_page *page, ri_view *view, const ri_finding *finding, const ri_finding *cause,
                   const char *indent, ri_text *line);

#endif
