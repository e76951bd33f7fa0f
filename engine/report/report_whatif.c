/* The documents of `whatif` and `impact`. */
#include "report/report_whatif.h"

#include <string.h>

#include "base/day.h"
#include "report/document.h"
#include "report/recorded_view.h"
#include "report/row_nouns.h"
#include "report/sentences.h"
#include "report/sides_view.h"
#include "scenario/outcome.h"

#define NAMED 20 /* of a long list so many are named */

static const char *const columns[] = {RI_FINDING_COLUMNS, "status"};

static ri_sides sides_of(const raci_whatif *w)
{
    return (ri_sides){ri_names_of(w->before->snapshot, w->after->snapshot), &w->before->summary,
                      &w->after->summary, &w->difference, &w->loads};
}

/* ---- for programs ---- */

static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    const raci_whatif *w = *(const raci_whatif **)context;
    ri_emit_difference(emit, &w->difference, i);
}

static void emit_list(const ri_emit *emit, const char *key, const char **items, size_t n)
{
    ri_emit_open_key(emit, key, '[');
    for (size_t i = 0; i < n; i++) {
        ri_emit_string(emit, items[i]);
    }
    ri_emit_close(emit, ']');
}

/* What the folder has, where there is one. */
static void emit_read(const ri_emit *emit, const raci_whatif *w)
{
    const raci_import_counts *counts = &w->read.counts;
    if (w->folder == NULL) {
        ri_emit_null(emit, "read");
        return;
    }
    ri_emit_open_key(emit, "read", '{');
    ri_emit_count(emit, "files", counts->files);
    ri_emit_count(emit, "added", counts->added);
    ri_emit_count(emit, "updated", counts->updated);
    ri_emit_count(emit, "unchanged", counts->unchanged);
    ri_emit_close(emit, '}');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const raci_whatif *w = *(const raci_whatif **)context;
    ri_sides sides = sides_of(w);
    char day[11];
    ri_emit_field(emit, "scenario", w->label);
    ri_emit_differences(emit, &w->difference);
    ri_emit_sides(emit, &sides);
    ri_emit_field(emit, "date", ri_day_format(w->date, day));
    ri_emit_field(emit, "because", w->because);
    ri_emit_count(emit, "steps", w->stack.n);
    ri_emit_count(emit, "not_applicable", w->unfits.n);
    ri_emit_all_earlier(emit, &w->difference);
    emit_read(emit, w);
}

static void emit_impact(const ri_emit *emit, void *context)
{
    const raci_whatif *w = *(const raci_whatif **)context;
    ri_emit_field(emit, "holder", w->leaving);
    emit_list(emit, "vacant", w->impact.vacant, w->impact.n_vacant);
    emit_list(emit, "unowned", w->impact.unowned, w->impact.n_unowned);
    emit_list(emit, "critical", w->impact.critical, w->impact.n_critical);
    emit_whole(emit, context);
}

/* What impact tells, as a list of its own. */
static void emit_left(const ri_emit *emit, void *context, size_t i)
{
    const ri_impact *impact = &(*(const raci_whatif **)context)->impact;
    const bool vacant = i < impact->n_vacant;
    const size_t at = vacant ? i : i - impact->n_vacant;
    const bool unowned = !vacant && at < impact->n_unowned;
    ri_emit_field(emit, "left", vacant ? "vacant" : unowned ? "unowned" : "critical");
    ri_emit_field(emit, "ref",
                  vacant    ? impact->vacant[at]
                  : unowned ? impact->unowned[at]
                            : impact->critical[at - impact->n_unowned]);
}

static ri_section left_behind(const raci_whatif **w)
{
    static const char *const left[] = {"left", "ref"};
    const ri_impact *impact = &(*w)->impact;
    const size_t n = impact->n_vacant + impact->n_unowned + impact->n_critical;
    return (ri_section){RACI_LEFT, left, 2, n, w, emit_left};
}

/* ---- text ---- */

/* "Read from to-be: 3 units and 1 seat (1 new, 1 changed, 2 as before)." */
static void put_read(ri_page *page, const raci_whatif *w, ri_text *line)
{
    const raci_import_counts *counts = &w->read.counts;
    const size_t absent = RI_TABLE_COUNT - counts->files;
    ri_text_add(line, "Read from ");
    ri_say(line, w->folder);
    ri_text_add(line, ": ");
    ri_say_rows(line, w->read.rows);
    ri_text_add(line, counts->added + counts->updated + counts->unchanged == 0 ? "no row" : "");
    ri_text_format(line, " (%zu new, %zu changed, %zu as before).", counts->added, counts->updated,
                   counts->unchanged);
    if (w->full) {
        ri_text_add(line, " Rows that these files lack end.");
    }
    if (absent > 0) {
        ri_text_char(line, ' ');
        ri_say_count(line, absent, "canonical file");
        ri_text_add(line, absent == 1 ? " is absent: what it would tell of stays."
                                      : " are absent: what they would tell of stays.");
    }
    ri_page_take(page, "", "", line);
}

void ri_say_unfits(ri_text *line, const raci_whatif *w)
{
    if (w->unfits.n > 0) {
        ri_say_count(line, w->unfits.n, "step");
        ri_text_format(line, " of %u %s not apply and %s left out: see step-not-applicable.",
                       (unsigned)w->stack.n, w->unfits.n == 1 ? "does" : "do",
                       w->unfits.n == 1 ? "was" : "were");
    }
}

static void put_rest(ri_page *page, const raci_whatif *w, ri_sides *sides, ri_text *line)
{
    ri_put_sums(page, sides, line);
    ri_say_unfits(line, w);
    if (line->length > 0) {
        ri_page_take(page, "", "", line);
    }
    ri_page_gap(page);
    ri_put_sides(page, sides, line);
    ri_text_add(line, "Nothing was written. Before and after are ");
    ri_say_basis(line, w->date, w->policy);
    ri_page_take(page, "", "", line);
    ri_text_free(line);
    ri_names_free(&sides->names);
}

/* "Chief Operations Officer (Dana Ruiz)", "everybody in Operations". */
static void say_leaving(ri_text *line, const raci_whatif *w, ri_sides *sides)
{
    ri_kind kind = RI_PERSON;
    const char *key = NULL;
    (void)ri_reference_split(w->leaving, &kind, &key);
    sides->names.side = RI_BEFORE;
    ri_text_add(line, kind == RI_UNIT || kind == RI_TEAM ? "everybody in " : "");
    ri_text_add(line, RI_BOLD);
    ri_say_seated(line, &sides->names, w->leaving);
    ri_text_add(line, RI_PLAIN);
    sides->names.side = RI_AFTER;
}

static void put_text(ri_page *page, void *context)
{
    const raci_whatif *w = *(const raci_whatif **)context;
    ri_sides sides = sides_of(w);
    ri_text line = RI_TEXT_INIT;
    ri_text_add(&line, "What if: ");
    if (w->leaving != NULL) {
        char day[11];
        say_leaving(&line, w, &sides);
        ri_text_format(&line, " leaves on %s", ri_day_format(w->date, day));
    } else {
        ri_text_add(&line, w->folder != NULL ? "the organization of " RI_BOLD : RI_BOLD);
        ri_say(&line, w->label);
        ri_text_add(&line, RI_PLAIN);
    }
    ri_page_take(page, "", "  ", &line);
    if (w->folder != NULL) {
        put_read(page, w, &line);
    }
    if (w->because != NULL) {
        ri_say(&line, w->because);
        ri_page_take(page, "  ", "  ", &line);
    }
    put_rest(page, w, &sides, &line);
}

/* A list of things, of which the first are told, unless everything is asked for. */
static void put_list(ri_page *page, const char *title, const char **items, size_t n,
                     ri_sides *sides, ri_text *line)
{
    const bool whole = sides->difference->all || n <= NAMED + 1;
    const size_t named = whole ? n : NAMED;
    ri_text_format(line, RI_BOLD "%s" RI_PLAIN " (%zu)", title, n);
    ri_page_take(page, "", "", line);
    for (size_t i = 0; i < named; i++) {
        ri_text_add(line, i > 0 ? "; " : "");
        ri_say_seated(line, &sides->names, items[i]);
    }
    if (named < n) {
        ri_text_format(line, "; and %zu more, which --all names", n - named);
    }
    ri_text_add(line, n == 0 ? "none" : "");
    ri_page_take(page, "  ", "  ", line);
}

/* What else nobody answers for, of which the list before does not tell. */
static void put_vacated(ri_page *page, const raci_whatif *w, ri_text *line)
{
    static const ri_kind kinds[] = {RI_HANDOFF, RI_JOURNEY, RI_ENTERPRISE};
    static const char *const nouns[] = {"passage", "journey", "enterprise"};
    size_t counts[] = {0, 0, 0};
    size_t said = 0;
    size_t n = 0;
    for (size_t i = 0; i < w->difference.n_findings; i++) {
        const ri_diff_finding *item = &w->difference.findings[i];
        ri_kind kind = RI_KIND_COUNT;
        const char *key = NULL;
        const bool counts_in = item->change == RI_CHANGE_NEW &&
                               strcmp(item->finding.row.code, "vacant-accountable") == 0 &&
                               ri_reference_split(item->finding.row.subject, &kind, &key);
        for (size_t k = 0; counts_in && k < 3; k++) {
            n += kind == kinds[k] && counts[k] == 0;
            counts[k] += kind == kinds[k];
        }
    }
    for (size_t k = 0; k < 3; k++) {
        if (counts[k] > 0) {
            ri_text_add(line, said == 0 ? "besides, " : ri_say_between(said, n));
            said++;
            if (kinds[k] == RI_ENTERPRISE) {
                ri_text_add(line, "the enterprise");
            } else {
                ri_say_count(line, counts[k], nouns[k]);
            }
        }
    }
    if (n > 0) {
        ri_text_add(line, ": see vacant-accountable");
        ri_page_take(page, "  ", "  ", line);
    }
}

static void put_impact(ri_page *page, void *context)
{
    const raci_whatif *w = *(const raci_whatif **)context;
    const ri_impact *impact = &w->impact;
    ri_sides sides = sides_of(w);
    ri_text line = RI_TEXT_INIT;
    ri_text_add(&line, "If ");
    say_leaving(&line, w, &sides);
    ri_text_add(&line, " leaves:");
    ri_page_take(page, "", "  ", &line);
    ri_page_gap(page);
    sides.names.side = RI_BEFORE; /* who sits there until then */
    put_list(page, "Positions that become vacant", impact->vacant, impact->n_vacant, &sides, &line);
    sides.names.side = RI_AFTER;
    put_list(page, "Touchpoints left without anybody accountable", impact->unowned,
             impact->n_unowned, &sides, &line);
    put_vacated(page, w, &line);
    put_list(page, "Critical among them", impact->critical, impact->n_critical, &sides, &line);
    ri_page_gap(page);
    put_rest(page, w, &sides, &line);
}

/* ---- both ---- */

static raci_status write_document(const raci_whatif *w, bool impact, raci_format format,
                                  const raci_look *look, raci_write_fn write, void *payload,
                                  raci_error *err)
{
    raci_error failure = {0};
    const bool failed = raci_whatif_failed(w, &failure) != 0;
    ri_sides sides = sides_of(w);
    ri_section sections[1 + RI_SIDES_SECTIONS];
    sections[0] = left_behind(&w);
    ri_sides_sections(sections + 1, &sides);
    ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = w->difference.n_findings,
        .context = &w,
        .whole = impact ? emit_impact : emit_whole,
        .element = emit_element,
        .text = impact ? put_impact : put_text,
        .sections = sections,
        .n_sections = 1 + RI_SIDES_SECTIONS,
        .failure = failed ? &failure : NULL,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}

raci_status raci_report_whatif(const raci_whatif *w, raci_format format, const raci_look *look,
                               raci_write_fn write, void *payload, raci_error *err)
{
    return write_document(w, false, format, look, write, payload, err);
}

raci_status raci_report_impact(const raci_whatif *w, raci_format format, const raci_look *look,
                               raci_write_fn write, void *payload, raci_error *err)
{
    return write_document(w, true, format, look, write, payload, err);
}
