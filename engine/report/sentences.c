#include "report/sentences.h"

#include <string.h>

#include "base/day.h"
#include "model/titles.h"

#define PEOPLE_NAMED 3

void ri_say(ri_text *out, const char *text)
{
    ri_page_cut(out, text, SIZE_MAX);
}

void ri_say_name(ri_text *out, ri_view *view, ri_ref ref)
{
    const bool two = ri_ref_kind(ref) == RI_HANDOFF; /* the names of both its sides */
    const bool leads = view->leads != NULL && view->leads(view->page, ref);
    if (leads) {
        ri_text_add(out, RI_LINK);
        ri_say(out, ri_view_reference(view, ref));
        ri_text_add(out, RI_LINK_NAME);
    }
    ri_page_cut(out, ri_view_name(view, ref), two ? 2 * RI_NAME_COLUMNS : RI_NAME_COLUMNS);
    ri_text_add(out, leads ? RI_LINK_END : "");
}

void ri_say_reference(ri_text *out, ri_view *view, ri_ref ref)
{
    ri_text_add(out, RI_DIM);
    ri_say(out, ri_view_reference(view, ref));
    ri_text_add(out, RI_PLAIN);
}

const char *ri_say_between(size_t i, size_t n)
{
    return i == 0 ? "" : i + 1 < n ? ", " : " and ";
}

/* Whether the seat is the person's first among those listed: they are told once. */
static bool is_first_seat(const ri_snapshot *s, const ri_indexes *seats, size_t i)
{
    return i == 0 || s->seats[seats->items[i]].person != s->seats[seats->items[i - 1]].person;
}

void ri_say_people(ri_text *out, ri_view *view, ri_ref holder)
{
    const ri_snapshot *s = view->snapshot;
    const ri_indexes *seats = ri_view_seats(view, holder);
    size_t people = 0;
    size_t told = 0;
    for (size_t i = 0; i < seats->n; i++) {
        people += is_first_seat(s, seats, i);
    }
    size_t named = people > PEOPLE_NAMED + 1 ? PEOPLE_NAMED : people;
    size_t items = named < people ? named + 1 : named;
    if (people == 0) {
        bool person = ri_ref_kind(holder) == RI_PERSON;
        ri_text_add(out, person ? RI_DIM "without a seat" RI_PLAIN : RI_YELLOW "vacant" RI_PLAIN);
        return;
    }
    for (size_t i = 0; told < named; i++) {
        const ri_seat *seat = &s->seats[seats->items[i]];
        if (!is_first_seat(s, seats, i)) {
            continue;
        }
        ri_text_add(out, ri_say_between(told++, items));
        ri_say_name(out, view, ri_ref_make(RI_PERSON, seat->person));
        if (seat->kind != RI_SEAT_HOLDER) {
            ri_text_format(out, people == 1 ? ", %s" : " (%s)", ri_seat_kind_name(seat->kind));
        }
    }
    if (named < people) {
        ri_text_format(out, "%s%zu more", ri_say_between(named, items), people - named);
    }
}

void ri_say_holder(ri_text *out, ri_view *view, ri_ref holder)
{
    ri_text_add(out, RI_BOLD);
    ri_say_name(out, view, holder);
    ri_text_add(out, RI_PLAIN);
    if (ri_ref_kind(holder) != RI_PERSON) {
        ri_text_add(out, " (");
        ri_say_people(out, view, holder);
        ri_text_add(out, ")");
    }
}

static void say_place(ri_text *out, const ri_view *view, ri_source source)
{
    const char *file = ri_source_file(view->resolver, source);
    if (file[0] != '\0') {
        ri_text_add(out, " " RI_DIM "(");
        ri_say(out, file);
        ri_text_format(out, ":%d)" RI_PLAIN, ri_source_line(view->resolver, source));
    }
}

void ri_say_source(ri_text *out, ri_view *view, ri_source source)
{
    bool named = ri_source_file(view->resolver, source)[0] != '\0';
    ri_text_add(out, named ? "\"" : "");
    ri_say(out, ri_source_name(view->resolver, source));
    ri_text_add(out, named ? "\"" : "");
    say_place(out, view, source);
}

void ri_say_judge(ri_text *out, ri_view *view, const char *by)
{
    ri_kind kind = RI_POSITION;
    const char *key = NULL;
    const bool known = by != NULL && ri_reference_split(by, &kind, &key);
    if (known && kind == RI_OFFICE) {
        ri_say_office(out, key);
        return;
    }
    ri_ref ref = known ? ri_snapshot_find(view->snapshot, kind, key) : RI_NONE;
    if (ref != RI_NONE) {
        ri_say_name(out, view, ref);
    } else {
        ri_say(out, by != NULL ? by : "somebody");
    }
}

void ri_say_the_source_alone(ri_text *out, ri_view *view, ri_source source, char t)
{
    ri_text_char(out, t);
    if (ri_source_file(view->resolver, source)[0] == '\0') {
        const ri_stated *ruling = ri_source_ruling(view->resolver, source);
        ri_text_add(out, ruling != NULL ? "he ruling of " : "he imported matrix");
        if (ruling != NULL) {
            ri_say_judge(out, view, ruling->by);
        }
        return;
    }
    ri_text_format(out, "he %s \"", ri_tier_name(ri_source_tier(view->resolver, source)));
    ri_say(out, ri_source_name(view->resolver, source));
    ri_text_add(out, "\"");
}

void ri_say_the_source(ri_text *out, ri_view *view, ri_source source, char t)
{
    ri_say_the_source_alone(out, view, source, t);
    if (ri_source_file(view->resolver, source)[0] == '\0') {
        ri_text_add(out, " " RI_DIM "(");
        ri_say(out, ri_source_name(view->resolver, source));
        ri_text_add(out, ")" RI_PLAIN);
    } else {
        say_place(out, view, source);
    }
}

static const char *skip_phrase(const char *skipped)
{
    static const char *const phrases[][2] = {
        {"absent", "there is none"},
        {"vacant", "the seat is vacant"},
        {"party", "is a party"},
        {"no-mandate", "has no mandate over it"},
        {"overdue", "has had it too long"},
    };
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
        if (strcmp(phrases[i][0], skipped) == 0) {
            return phrases[i][1];
        }
    }
    return skipped;
}

void ri_say_office(ri_text *out, const char *office)
{
    ri_text_add(out, "the ");
    ri_title_office(out, office);
}

void ri_say_escalation(ri_text *out, ri_view *view, const ri_escalated *escalated)
{
    if (escalated->to == RI_NONE) {
        ri_text_add(out, "nobody is left to decide");
    } else {
        ri_say_holder(out, view, escalated->to);
    }
    if (escalated->reason != NULL) {
        ri_text_add(out, ": ");
        ri_say(out, escalated->reason);
    }
    /* Elsewhere the reason says who was passed over. */
    for (uint32_t i = 0; escalated->to == RI_NONE && i < escalated->n_path; i++) {
        const ri_skip *skip = &escalated->path[i];
        ri_text_add(out, i == 0 ? "; passed over: " : ", ");
        if (skip->to == RI_NONE) {
            ri_say_office(out, skip->office);
        } else {
            ri_say_name(out, view, skip->to);
        }
        ri_text_format(out, " (%s)", skip_phrase(skip->skipped));
    }
}

const char *ri_severity_mark(raci_severity severity)
{
    return severity == RACI_ERROR ? RI_RED : severity == RACI_WARNING ? RI_YELLOW : RI_CYAN;
}

void ri_say_count(ri_text *out, size_t n, const char *noun)
{
    ri_text_format(out, "%zu %s%s", n, noun, n == 1 ? "" : "s");
}

void ri_say_verb(ri_text *out, const ri_letter *letter, size_t holders)
{
    static const char *const verbs[][2] = {
        {"Accountable", "accountable for"},
        {"Responsible", "responsible for"},
        {"Consulted", "consulted on"},
        {"Informed", "informed about"},
    };
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (strcmp(letter->name, verbs[i][0]) == 0) {
            ri_text_add(out, holders == 0 ? "" : holders > 1 ? "are " : "is ");
            ri_text_add(out, verbs[i][1]);
            return;
        }
    }
    ri_text_add(out, holders > 1 ? "have " : "has ");
    ri_say(out, letter->letter);
    ri_text_add(out, " (");
    ri_say(out, letter->name);
    ri_text_add(out, ") on");
}

void ri_say_basis(ri_text *out, int32_t date, const raci_policy *policy)
{
    char day[11];
    const char *version = raci_policy_version(policy);
    ri_text_format(out, "as of %s, by the policy ", ri_day_format(date, day));
    ri_page_cut(out, raci_policy_name(policy), RI_NAME_COLUMNS);
    if (version != NULL && version[0] != '\0') {
        ri_text_char(out, ' ');
        ri_page_cut(out, version, RI_NAME_COLUMNS);
    }
    ri_text_char(out, '.');
}

void ri_put_basis(ri_page *page, int32_t date, const raci_policy *policy)
{
    ri_text line = RI_TEXT_INIT;
    ri_text_add(&line, RI_DIM "Answered ");
    ri_say_basis(&line, date, policy);
    ri_text_add(&line, RI_PLAIN);
    ri_page_gap(page);
    ri_page_take(page, "", "", &line);
    ri_text_free(&line);
}

void ri_say_age(ri_text *out, int32_t since, int32_t date)
{
    char day[11];
    ri_text_format(out, RI_DIM "There since %s, for ", ri_day_format(since, day));
    ri_say_count(out, (size_t)(date - since), "day");
    ri_text_add(out, "." RI_PLAIN);
}

void ri_say_sources(ri_text *out, ri_view *view, const ri_source *sources, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ri_text_add(out, i == 0 ? RI_DIM "by" RI_PLAIN " " : ", ");
        ri_say_source(out, view, sources[i]);
    }
}

void ri_say_rules(ri_text *out, ri_view *view, const ri_finding *finding)
{
    ri_say_sources(out, view, finding->rules, finding->n_rules);
}

static void put_rules(ri_page *page, ri_view *view, const ri_finding *finding, const char *indent,
                      ri_text *line)
{
    if (finding->n_rules > 0) {
        ri_say_rules(line, view, finding);
        ri_page_take(page, indent, indent, line);
    }
}

static void put_escalation(ri_page *page, ri_view *view, const ri_finding *finding,
                           const char *indent, ri_text *line)
{
    if (finding->escalate.any) {
        ri_text_add(line, "→ ");
        ri_say_escalation(line, view, &finding->escalate);
        ri_page_take(page, indent, indent, line);
    }
}

static void put_age(ri_page *page, const ri_view *view, const ri_finding *finding,
                    const char *indent, ri_text *line)
{
    if (finding->since != RI_DAY_MAX) {
        ri_say_age(line, finding->since, view->snapshot->date);
        ri_page_take(page, indent, indent, line);
    }
}

void ri_put_finding(ri_page *page, ri_view *view, const ri_finding *finding, const char *indent,
                    ri_text *line)
{
    ri_say(line, finding->message != NULL ? finding->message : "");
    ri_page_take(page, indent, indent, line);
    put_rules(page, view, finding, indent, line);
    put_escalation(page, view, finding, indent, line);
    put_age(page, view, finding, indent, line);
}

bool ri_same_rules(const ri_finding *a, const ri_finding *b)
{
    for (uint32_t i = 0; a->n_rules == b->n_rules && i < a->n_rules; i++) {
        if (a->rules[i] != b->rules[i]) {
            return false;
        }
    }
    return a->n_rules == b->n_rules;
}

bool ri_same_escalation(const ri_finding *a, const ri_finding *b)
{
    const char *reason_a = a->escalate.reason != NULL ? a->escalate.reason : "";
    const char *reason_b = b->escalate.reason != NULL ? b->escalate.reason : "";
    return a->escalate.any && b->escalate.any && a->escalate.to == b->escalate.to &&
           strcmp(reason_a, reason_b) == 0;
}

void ri_put_effect(ri_page *page, ri_view *view, const ri_finding *finding, const ri_finding *cause,
                   const char *indent, ri_text *line)
{
    ri_say(line, finding->message != NULL ? finding->message : "");
    ri_page_take(page, indent, indent, line);
    if (!ri_same_rules(finding, cause)) {
        put_rules(page, view, finding, indent, line);
    }
    if (!ri_same_escalation(finding, cause)) {
        put_escalation(page, view, finding, indent, line);
    }
    if (finding->since != cause->since) {
        put_age(page, view, finding, indent, line);
    }
}
