/* What search and filters of a web page go by: to what each item belongs, and the controls. */
#include "base/memory.h"
#include "base/order.h"
#include "report/web.h"
#include "resolve/subjects.h"

/* Things are noted as references; a severity as one of no thing that is ever noted. */
#define SEVERITY_KIND RI_RULE

static void note(ri_web *web, ri_ref thing)
{
    if (!RI_PUSH(web->tags.items, web->tags.n, web->tags.capacity, thing)) {
        web->view.failed = true;
    }
}

/* The unit and those above it, but for one that is above everything. */
static void note_unit(ri_web *web, uint32_t unit)
{
    const ri_units *units = &web->view.snapshot->units;
    for (uint32_t at = unit; at != RI_NONE; at = units->up[at]) {
        const uint32_t below = units->leave[at] - units->enter[at];
        if (below < units->rows.n - units->rows.n_absent || units->rows.n == 1) {
            note(web, ri_ref_make(RI_UNIT, at));
        }
    }
}

static void note_set(ri_web *web, const ri_sets *sets, uint32_t set, ri_kind kind)
{
    for (uint32_t i = sets->of.first[set]; i < sets->of.first[set + 1]; i++) {
        ri_web_tag(web, ri_ref_make(kind, sets->of.items[i]));
    }
}

void ri_web_tag_place(ri_web *web, uint32_t touchpoint)
{
    const ri_snapshot *s = web->view.snapshot;
    const uint32_t stage = s->touchpoints.stage[touchpoint];
    note_set(web, &s->journey_sets, s->touchpoints.journey_set[touchpoint], RI_JOURNEY);
    if (stage != RI_NONE) {
        note(web, ri_ref_make(RI_STAGE, stage));
    }
}

static void note_touchpoint(ri_web *web, uint32_t touchpoint)
{
    const ri_snapshot *s = web->view.snapshot;
    ri_web_tag_place(web, touchpoint);
    note_set(web, &s->unit_sets, s->touchpoints.unit_set[touchpoint], RI_UNIT);
}

/* A position's unit, and who sits in it. */
static void note_position(ri_web *web, uint32_t position)
{
    const ri_snapshot *s = web->view.snapshot;
    note_unit(web, s->positions.unit[position]);
    for (uint32_t i = s->positions.first_seat[position]; i < s->positions.first_seat[position + 1];
         i++) {
        note(web, ri_ref_make(RI_PERSON, s->seats[i].person));
    }
}

static void note_person(ri_web *web, uint32_t person)
{
    const ri_snapshot *s = web->view.snapshot;
    const ri_lists *seated = &s->people.positions;
    note(web, ri_ref_make(RI_PERSON, person));
    for (uint32_t i = seated->first[person]; i < seated->first[person + 1]; i++) {
        note_unit(web, s->positions.unit[seated->items[i]]);
    }
}

void ri_web_tag(ri_web *web, ri_ref thing)
{
    const ri_snapshot *s = web->view.snapshot;
    const uint32_t i = ri_ref_index(thing);
    switch (thing == RI_NONE ? RI_KIND_COUNT : ri_ref_kind(thing)) {
    case RI_JOURNEY:
    case RI_STAGE:
        note(web, thing);
        break;
    case RI_UNIT:
        note_unit(web, i);
        break;
    case RI_PERSON:
        note_person(web, i);
        break;
    case RI_POSITION:
        note_position(web, i);
        break;
    case RI_TOUCHPOINT:
        note_touchpoint(web, i);
        break;
    case RI_HANDOFF:
        note_touchpoint(web, s->handoffs.from[i]);
        note_touchpoint(web, s->handoffs.to[i]);
        break;
    default:
        break;
    }
}

void ri_web_tag_severity(ri_web *web, raci_severity severity)
{
    note(web, ri_ref_make(SEVERITY_KIND, (uint32_t)severity));
}

void ri_web_tag_found(ri_web *web, ri_ref subject)
{
    const ri_finding_marks *marks = &web->marks[ri_subject_number(web->view.snapshot, subject)];
    for (unsigned severity = RACI_INFO; severity <= RACI_ERROR; severity++) {
        if (marks->counts[severity] > 0) {
            ri_web_tag_severity(web, (raci_severity)severity);
        }
    }
}

void ri_web_tag_subject(ri_web *web, ri_ref subject)
{
    const uint32_t number = ri_subject_number(web->view.snapshot, subject);
    const ri_row row = ri_matrix_row_of(&web->result->matrix, number);
    ri_web_tag(web, subject);
    ri_web_tag_found(web, subject);
    for (uint32_t i = 0; i < row.n; i++) {
        ri_web_tag(web, row.holder[i]);
    }
}

void ri_web_tag_finding(ri_web *web, const ri_finding *finding)
{
    ri_web_tag(web, finding->subject);
    for (uint32_t i = 0; i < finding->n_parties; i++) {
        ri_web_tag(web, finding->parties[i]);
    }
    ri_web_tag_severity(web, finding->severity);
}

/* ---- as text ---- */

/* "j3", "u14"; of a severity "v3". */
static void say_tag(ri_text *out, ri_ref tag)
{
    const ri_kind kind = ri_ref_kind(tag);
    const char *initial = kind == SEVERITY_KIND ? "v" : ri_kind_name(kind);
    ri_text_format(out, "%c%u", initial[0], (unsigned)ri_ref_index(tag));
}

void ri_web_put_tags(ri_web *web)
{
    struct ri_web_tags *tags = &web->tags;
    tags->n = ri_order_unique(tags->items, tags->n);
    for (size_t i = 0; i < tags->n; i++) {
        ri_text_add(&web->line, i > 0 ? " " : "");
        say_tag(&web->line, tags->items[i]);
    }
    ri_web_attribute(web, "data-of");
    tags->n = 0;
}

/* ---- the controls ---- */

static void open_choice(ri_web *web, const char *label)
{
    ri_html_open_as(&web->html, "label", "choice");
    ri_html_leaf(&web->html, "span", NULL, label);
    ri_html_open(&web->html, "select");
    ri_html_open(&web->html, "option");
    ri_html_attribute(&web->html, "value", "");
    ri_html_text(&web->html, "All");
    ri_html_close(&web->html, "option");
}

static void close_choice(ri_web *web)
{
    ri_html_close(&web->html, "select");
    ri_html_close(&web->html, "label");
}

static void open_option(ri_web *web, ri_ref tag)
{
    say_tag(&web->line, tag);
    ri_html_open(&web->html, "option");
    ri_web_attribute(web, "value");
}

/* Those that are there and, unless it is NULL, among some; nothing where there are none. */
static void put_choice(ri_web *web, const char *label, ri_kind kind, const ri_rows *rows,
                       const uint32_t *among)
{
    bool any = false;
    for (uint32_t i = 0; i < rows->n; i++) {
        const ri_ref thing = ri_ref_make(kind, i);
        if (!ri_row_there(rows, i) || (among != NULL && among[i] == 0)) {
            continue;
        }
        if (!any) {
            open_choice(web, label);
            any = true;
        }
        open_option(web, thing);
        ri_say_name(&web->line, &web->view, thing);
        ri_html_take(&web->html, &web->line);
        ri_html_close(&web->html, "option");
    }
    if (any) {
        close_choice(web);
    }
}

static void put_severities(ri_web *web)
{
    open_choice(web, "Severity");
    for (unsigned severity = RACI_ERROR; severity >= RACI_INFO; severity--) {
        open_option(web, ri_ref_make(SEVERITY_KIND, severity));
        ri_html_text(&web->html, ri_severity_name((raci_severity)severity));
        ri_html_close(&web->html, "option");
    }
    close_choice(web);
}

/* Whoever sits where letters reach, by person. NULL: memory is exhausted. */
static uint32_t *reached_people(const ri_web *web)
{
    const ri_snapshot *s = web->view.snapshot;
    uint32_t *positions = ri_tally_reached(&web->result->tally, s);
    uint32_t *people = ri_alloc(((size_t)s->people.rows.n + 1) * sizeof *people);
    for (uint32_t i = 0; people != NULL && i < s->people.rows.n; i++) {
        people[i] = 0;
    }
    for (uint32_t i = 0; positions != NULL && people != NULL && i < s->n_seats; i++) {
        people[s->seats[i].person] += positions[s->seats[i].position];
    }
    if (positions == NULL) {
        ri_free(people);
        people = NULL;
    }
    ri_free(positions);
    return people;
}

static void put_search(ri_web *web)
{
    ri_html_open(&web->html, "input");
    ri_html_attribute(&web->html, "type", "search");
    ri_html_attribute(&web->html, "id", "search");
    ri_html_attribute(&web->html, "aria-label", "Search");
    ri_html_attribute(&web->html, "placeholder", "Search  /");
    ri_html_attribute(&web->html, "autocomplete", "off");
    ri_html_end(&web->html, "input");
}

static void put_choices(ri_web *web, const uint32_t *people)
{
    const ri_snapshot *s = web->view.snapshot;
    ri_html_open_as(&web->html, "div", "choices");
    put_choice(web, "Journey", RI_JOURNEY, &s->journeys.rows, NULL);
    put_choice(web, "Stage", RI_STAGE, &s->stages.rows, NULL);
    put_choice(web, "Unit", RI_UNIT, &s->units.rows, NULL);
    put_choice(web, "Person", RI_PERSON, &s->people.rows, people);
    put_severities(web);
    ri_html_open_as(&web->html, "button", "quiet");
    ri_html_attribute(&web->html, "type", "reset");
    ri_html_text(&web->html, "Clear");
    ri_html_close(&web->html, "button");
    ri_html_close(&web->html, "div");
}

void ri_web_put_filters(ri_web *web)
{
    uint32_t *people = reached_people(web);
    web->view.failed = people == NULL || web->view.failed;
    ri_html_open_as(&web->html, "form", "filters");
    ri_html_attribute(&web->html, "id", "filters");
    ri_html_attribute(&web->html, "role", "search");
    ri_html_flag(&web->html, "hidden"); /* without a program it would do nothing */
    put_search(web);
    ri_html_open(&web->html, "details");
    ri_html_leaf(&web->html, "summary", NULL, "Filters");
    if (people != NULL) {
        put_choices(web, people);
    }
    ri_html_close(&web->html, "details");
    ri_html_open_as(&web->html, "output", "dim");
    ri_html_attribute(&web->html, "id", "shown");
    ri_html_close(&web->html, "output");
    ri_html_close(&web->html, "form");
    ri_free(people);
}
