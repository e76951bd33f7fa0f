/*
 * The document of `why`, between its formats for programs and its text.
 */
#ifndef RI_REPORT_WHY_H
#define RI_REPORT_WHY_H

#include "report/expression.h"
#include "report/report_who.h"
#include "resolve/explain.h"

/* What became of a rule that applies and says something of the letter. */
typedef enum ri_part {
    RI_PART_WON,        /* it assigns, and what it gives is kept */
    RI_PART_CONTESTED,  /* it assigns, and all it gives is contested or removed */
    RI_PART_REMOVED,    /* it assigns, and all it gives is removed */
    RI_PART_NOBODY,     /* it assigns, and gives nobody */
    RI_PART_OVERRIDDEN, /* it assigns, and another precedes it */
    RI_PART_FORBIDS,
    RI_PART_REQUIRES, /* and what it requires is there */
    RI_PART_MISSES,   /* it requires what is not there */
    RI_PART_LIFTED    /* what it requires is not looked at, as another overrides it */
} ri_part;

typedef struct ri_applied {
    ri_source source;
    ri_part part;
    ri_source by; /* RI_PART_OVERRIDDEN, RI_PART_LIFTED: what does that; else RI_NO_SOURCE */
    uint8_t letter;
} ri_applied;

typedef struct ri_why_report {
    ri_subject_report subject;
    ri_arena *arena;
    ri_applied *applied; /* by letter, then name, then part */
    size_t n_applied;
    size_t capacity;
} ri_why_report;

/* The members `how` ("tier", "overrides") and `through`; null and none without `above`. Where it
   lifts what the other requires, tiers do not count. */
void ri_emit_precedence(const ri_emit *emit, ri_view *view, ri_arena *arena, ri_source above,
                        ri_source below, bool lifts);
/* Why, as a clause: "an exception goes before a rule", "it overrides that one by way of …". */
void ri_say_precedence(ri_text *out, ri_view *view, ri_arena *arena, ri_source above,
                       ri_source below);
/* The latter alone, of one that overrides the other whatever their tiers. */
void ri_say_override(ri_text *out, ri_view *view, ri_arena *arena, ri_source above,
                     ri_source below);

/* "won", "contested" … */
const char *ri_part_name(ri_part part);
/* "headless" …, and as a clause: "the unit Operations has no head". */
const char *ri_nobody_name(ri_nobody why);
void ri_say_nobody(ri_text *out, ri_view *view, const ri_unresolved *unresolved);
/* What the rule says of the letter; NULL for a stated row or a ruling. */
const ri_holder *ri_applied_expression(const ri_view *view, const ri_applied *applied);
/* Whether the ban is one of those against a giving. */
bool ri_giving_denied(const ri_settlement *settlement, const ri_giving *giving, ri_source ban);

void ri_why_text(ri_page *page, ri_why_report *report);
/* Its second part: the derivation as a tree. */
void ri_why_tree(ri_page *page, ri_why_report *report);

/* Who has the letter and by which rules, a paragraph for each group of holders with the
   same reasons; only those that `wanted` (or NULL) says. Gives how many have been told. */
size_t ri_tell_holders(ri_page *page, ri_view *view, const ri_settlement *settlement,
                       uint8_t letter, bool (*wanted)(void *context, ri_ref holder), void *context);
/* Winners that give nobody. */
void ri_tell_unresolved(ri_page *page, ri_view *view, const ri_settlement *settlement,
                        uint8_t letter);
/* ", because …" where the source has a reason. */
void ri_say_because(ri_text *out, ri_view *view, ri_source source);

#endif
