/*
 * The page that people look at (`raci report`): one file of HTML that needs nothing else.
 *
 * web.c writes the frame: head, navigation, filters, and one section after the other. A section
 * is an ri_web_section in a file of its own, web_*.c; engine/README.md says how one is added.
 * What several sections show is written by web_say.c, in one way.
 */
#ifndef RI_WEB_H
#define RI_WEB_H

#include "raci/report.h"
#include "report/finding_marks.h"
#include "report/html.h"
#include "report/sentences.h"
#include "report/svg.h"

/* The page at work. Sections note what stops them in `status` and `err`; once html.failed or
   view.failed is set, memory is exhausted, which the frame tells. */
typedef struct ri_web {
    const raci_report_content *of;
    const raci_result *result; /* of->result */
    ri_view view;
    ri_html html;
    ri_text line;            /* scratch; empty between any two functions */
    ri_finding_marks *marks; /* by number of subject */
    bool *placed;            /* by number of subject: whether its row is in the matrix */
    uint32_t anchors;        /* kinds of things that the page has a place for, as bits */
    struct ri_web_tags {
        uint32_t *items; /* see ri_web_tag */
        size_t n;
        size_t capacity;
    } tags;
    raci_status status;
    raci_error *err;
} ri_web;

typedef struct ri_web_section {
    const char *id;                     /* "findings": #findings leads to it */
    const char *title;                  /* "Findings" */
    const char *style;                  /* its own looks, web/STYLE; NULL: none */
    const char *program;                /* what it can do, web/PROGRAM; NULL: nothing */
    uint32_t anchors;                   /* RI_WEB_ANCHORS(kind) of the things whose place it is */
    bool (*wanted)(const ri_web *web);  /* whether there is something to show; NULL: always */
    size_t (*count)(const ri_web *web); /* the number beside its title; NULL: none */
    void (*put)(ri_web *web);           /* writes what stands below its title */
} ri_web_section;

#define RI_WEB_ANCHORS(kind) (UINT32_C(1) << (kind))

/* In this order. */
extern const ri_web_section ri_web_summary;
extern const ri_web_section ri_web_inbox;
extern const ri_web_section ri_web_matrix;
extern const ri_web_section ri_web_journeys;
extern const ri_web_section ri_web_findings;
extern const ri_web_section ri_web_chart;
extern const ri_web_section ri_web_cards;
extern const ri_web_section ri_web_whatif;
extern const ri_web_section ri_web_compare;

/* ---- web_say.c: what several sections show ---- */

/* The attribute id of a thing's place, "touchpoint:checkout", to which all its names lead. Of each
   thing there is one place, in the section that has the kind among its anchors. */
void ri_web_anchor(ri_web *web, ri_ref ref);
/* Opens a link to a thing, to be closed as "a"; false: the page has no place for it. */
bool ri_web_open_link(ri_web *web, ri_ref ref);
/* The name of a thing, a link where the page has a place for it; and without a link. A very long
   one is cut, and then told whole where the pointer rests. */
void ri_web_name(ri_web *web, ri_ref ref);
void ri_web_label(ri_web *web, ri_ref ref);
/* Lets the names in sentences that are said with this view lead there, too. */
void ri_web_lead(ri_web *web, ri_view *view);
/* Whether it is cut. */
bool ri_web_is_cut(ri_web *web, ri_ref ref);
/* The same of a holder, and who sits there: "Chief Operations Officer (Dana Ruiz)". */
void ri_web_holder(ri_web *web, ri_ref holder);
/* A letter as a coloured sign; RI_NO_LETTER is nothing. In short, where a legend tells what it
   means, with how many have it (0 and 1 are not said). */
void ri_web_letter(ri_web *web, uint8_t letter);
void ri_web_letter_short(ri_web *web, uint8_t letter, uint32_t n);
/* "error" as a sign that needs no colour. */
void ri_web_severity(ri_web *web, raci_severity severity);
/* How many findings of each severity are about a subject, as such signs that lead to them. */
void ri_web_subject_signs(ri_web *web, ri_ref subject);
/* A number of findings of that severity, as such a sign; nothing for 0. In short, without the
   word, where there is little room. */
void ri_web_severity_count(ri_web *web, raci_severity severity, size_t n);
void ri_web_severity_short(ri_web *web, raci_severity severity, size_t n);
/* A finding with its reasons and rule lines; `cause` is the one below which it stands, or NULL. Its
   place is there: to be said once on the page. */
void ri_web_finding(ri_web *web, const ri_finding *finding, const ri_finding *cause);
/* A link to a finding's place, with its key's beginning. */
void ri_web_finding_link(ri_web *web, const ri_finding *finding);
/* web->line as an element with a class (or NULL). */
void ri_web_line(ri_web *web, const char *element, const char *class);
/* web->line as what somebody else has written. */
void ri_web_foreign(ri_web *web);
/* web->line as an attribute of what was just opened; and as the id to which that leads. */
void ri_web_attribute(ri_web *web, const char *name);
void ri_web_to_id(ri_web *web);
/* Opens a cell that says what its "col", "row" or "rowgroup" is, to be closed as "th". */
void ri_web_open_heading(ri_web *web, const char *of);
/* A table of rows below the headings of its columns; so many behind the first have numbers. */
void ri_web_open_table(ri_web *web, const char *class, const char *const *heads, size_t n,
                       size_t numbers);
void ri_web_close_table(ri_web *web);
/* Bars are as wide as what they stand in; in their own unit that is RI_WEB_BAR. */
#define RI_WEB_BAR 1000
/* Opens a drawing of bars, to be closed by ri_svg_close: all that it shows is said beside it. */
void ri_web_open_bar(ri_web *web, const char *class, unsigned height);
/* How wide a part of a whole is, also of one of nothing. */
int ri_web_wide(size_t part, size_t whole);
/* The parts of a whole in one bar, each with its class; and below it what they are. */
typedef struct ri_web_part {
    const char *class;
    const char *name;
    size_t n;
} ri_web_part;
void ri_web_bar(ri_web *web, const ri_web_part *parts, size_t n);
void ri_web_legend(ri_web *web, const ri_web_part *parts, size_t n);
/* "And 12 more, which raci check lists."; nothing for 0. */
void ri_web_rest(ri_web *web, const char *class, size_t n, const char *command);
/* How many there are, behind a title. */
void ri_web_count(ri_web *web, size_t n);

/* ---- web_tags.c: what search and filters know ---- */

/* An item that filters show and hide says what it belongs to: first all of that, in any order and
   as often as it likes, then ri_web_put_tags among its attributes, which forgets it. A journey, a
   stage, a unit and a person are what can be chosen; other things bring those they belong to. */
void ri_web_tag(ri_web *web, ri_ref thing);
/* The journeys and the stage of a touchpoint alone. */
void ri_web_tag_place(ri_web *web, uint32_t touchpoint);
void ri_web_tag_severity(ri_web *web, raci_severity severity);
/* How severe what was found about a subject is. */
void ri_web_tag_found(ri_web *web, ri_ref subject);
/* Whoever has a letter on a subject, the subject itself, and how severe what was found is. */
void ri_web_tag_subject(ri_web *web, ri_ref subject);
/* A finding: its subject, its parties, its severity. */
void ri_web_tag_finding(ri_web *web, const ri_finding *finding);
void ri_web_put_tags(ri_web *web);
/* The controls, above all sections. */
void ri_web_put_filters(ri_web *web);

#endif
