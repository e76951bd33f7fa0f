/* The document of `who --as-recorded`. */
#include "base/fail.h"
#include "base/memory.h"
#include "record/recollect.h"
#include "report/recorded_view.h"
#include "report/report_who.h"
#include "report/sentences.h"
#include "report/table.h"

static const char *const columns[] = {
    "letter",          "holder",        "title",      "people.person", "people.name",
    "people.kind",     "rules.name",    "rules.file", "rules.line",    "rules.because",
    "overridden.name", "overridden.by", "chain",
};

typedef struct recollection_report {
    const raci_recollection *r;
    ri_subject_report own; /* of the evaluation; its lines are those that it explains */
    ri_view others;        /* of holders whom it does not give */
    const ri_recorded_holder **holders; /* of the letters asked for */
    size_t n_holders;
    const ri_recorded_finding **findings;
    size_t n_findings;
} recollection_report;

/* ---- for programs ---- */

static void emit_people(const ri_emit *emit, ri_view *view, ri_ref holder)
{
    const ri_indexes *seats = ri_view_seats(view, holder);
    for (size_t i = 0; i < seats->n; i++) {
        const ri_seat *seat = &view->snapshot->seats[seats->items[i]];
        ri_ref person = ri_ref_make(RI_PERSON, seat->person);
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "person", ri_snapshot_key(view->snapshot, person));
        ri_emit_field(emit, "name", ri_view_name(view, person));
        ri_emit_field(emit, "kind", ri_seat_kind_name(seat->kind));
        ri_emit_close(emit, '}');
    }
}

/* A holder of whom the evaluation knows nothing: without reasons. */
static void emit_unexplained(const ri_emit *emit, ri_view *view, const ri_recorded_holder *holder)
{
    static const char *const empty[] = {"rules", "overridden", "chain"};
    bool there = holder->holder != RI_NONE;
    ri_emit_field(emit, "holder", holder->reference);
    ri_emit_field(emit, "title", there ? ri_view_name(view, holder->holder) : NULL);
    ri_emit_open_key(emit, "people", '[');
    if (there) {
        emit_people(emit, view, holder->holder);
    }
    ri_emit_close(emit, ']');
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++) {
        ri_emit_open_key(emit, empty[i], '[');
        ri_emit_close(emit, ']');
    }
}

static void emit_holder(const ri_emit *emit, recollection_report *report, size_t i)
{
    const ri_recorded_holder *holder = report->holders[i];
    if (holder->explained) {
        ri_emit_holder(emit, &report->own.view, report->r->answer->settlement, holder->letter,
                       holder->holder);
    } else {
        emit_unexplained(emit, &report->others, holder);
    }
}

static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    recollection_report *report = context;
    ri_emit_letter(emit, &report->own.view, report->holders[i]->letter);
    emit_holder(emit, report, i);
}

static void emit_letters(const ri_emit *emit, recollection_report *report)
{
    ri_emit_open_key(emit, "letters", '{');
    for (size_t i = 0; i < report->n_holders; i++) {
        const uint8_t letter = report->holders[i]->letter;
        if (i == 0 || report->holders[i - 1]->letter != letter) {
            ri_emit_open_key(emit, report->own.view.scheme->letters[letter].letter, '[');
        }
        ri_emit_open(emit, '{');
        emit_holder(emit, report, i);
        ri_emit_close(emit, '}');
        if (i + 1 == report->n_holders || report->holders[i + 1]->letter != letter) {
            ri_emit_close(emit, ']');
        }
    }
    ri_emit_close(emit, '}');
}

static void emit_run(const ri_emit *emit, const raci_recollection *r)
{
    ri_emit_open_key(emit, "recorded", '{');
    ri_emit_count(emit, "run", (size_t)r->run.number);
    ri_emit_field(emit, "date", r->run.date);
    ri_emit_field(emit, "recorded_at", r->run.recorded_at);
    ri_emit_open_key(emit, "policy", '{');
    ri_emit_field(emit, "name", r->run.policy_name);
    ri_emit_field(emit, "version", r->run.policy_version);
    ri_emit_field(emit, "digest", r->run.policy_digest);
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "model", '{');
    ri_emit_field(emit, "digest", r->run.model_digest);
    ri_emit_close(emit, '}');
    ri_emit_bool(emit, "model_altered_since", r->altered);
    ri_emit_count(emit, "changes_since", r->changes);
    ri_emit_close(emit, '}');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    recollection_report *report = context;
    ri_emit_subject(emit, &report->own.view, report->r->answer->subject);
    emit_letters(emit, report);
    ri_emit_open_key(emit, "findings", '[');
    for (size_t i = 0; i < report->n_findings; i++) {
        ri_emit_open(emit, '{');
        ri_emit_recorded(emit, report->findings[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    emit_run(emit, report->r);
}

/* ---- for people ---- */

static void say_holder(ri_text *line, recollection_report *report, const ri_recorded_holder *who)
{
    if (who->holder == RI_NONE) {
        ri_page_cut(line, who->reference, SIZE_MAX);
    } else {
        ri_say_holder(line, who->explained ? &report->own.view : &report->others, who->holder);
    }
}

static void put_first_line(ri_page *page, recollection_report *report, ri_text *line)
{
    const ri_scheme *scheme = report->own.view.scheme;
    const uint8_t asked = report->own.only != RI_NO_LETTER ? report->own.only : scheme->accountable;
    size_t n = 0;
    size_t told = 0;
    for (size_t i = 0; i < report->n_holders; i++) {
        n += report->holders[i]->letter == asked;
    }
    ri_text_add(line, n == 0 ? RI_RED "Nobody" RI_PLAIN : "");
    for (size_t i = 0; i < report->n_holders; i++) {
        if (report->holders[i]->letter == asked) {
            ri_text_add(line, ri_say_between(told++, n));
            say_holder(line, report, report->holders[i]);
        }
    }
    ri_text_char(line, ' ');
    ri_say_verb(line, &scheme->letters[asked], n > 1 ? 2 : 1);
    ri_text_add(line, " \"");
    ri_say_name(line, &report->own.view, report->r->answer->subject);
    ri_text_add(line, "\", as recorded on ");
    ri_page_cut(line, report->r->run.date, 10);
    ri_text_char(line, '.');
    ri_page_take(page, "", "", line);
    ri_say_reference(line, &report->own.view, report->r->answer->subject);
    ri_page_take(page, "", "", line);
}

static void put_holders(ri_page *page, recollection_report *report, ri_text *line)
{
    const ri_scheme *scheme = report->own.view.scheme;
    ri_table table = {0};
    ri_table_begin(&table, 3);
    table.headless = true;
    for (uint32_t k = 0; k < scheme->n; k++) {
        const uint8_t letter = ri_letter_in_order(scheme, k);
        bool first = true;
        for (size_t i = 0; i < report->n_holders; i++) {
            if (report->holders[i]->letter == letter) {
                ri_say(line, first ? scheme->letters[letter].letter : "");
                ri_table_take(&table, line);
                ri_say(line, first ? scheme->letters[letter].name : "");
                ri_table_take(&table, line);
                first = false;
                say_holder(line, report, report->holders[i]);
                ri_table_take(&table, line);
            }
        }
    }
    if (report->n_holders > 0) {
        ri_page_gap(page);
        ri_table_write(&table, page, 2);
    }
    ri_table_free(&table);
}

/* Those of whom the model as it is now does not tell why. */
static void put_unexplained(ri_page *page, recollection_report *report, ri_text *line)
{
    for (size_t i = 0; i < report->n_holders; i++) {
        const ri_recorded_holder *who = report->holders[i];
        if (who->explained) {
            continue;
        }
        ri_say(line, report->own.view.scheme->letters[who->letter].letter);
        ri_text_add(line, "  ");
        say_holder(line, report, who);
        ri_text_add(line, ": why cannot be told any more, because the model was altered since");
        ri_page_take(page, "  ", "     ", line);
    }
}

static void put_text(ri_page *page, void *context)
{
    recollection_report *report = context;
    ri_names unnamed = {.side = RI_AFTER}; /* only what is asked about is loaded */
    ri_text line = RI_TEXT_INIT;
    put_first_line(page, report, &line);
    put_holders(page, report, &line);
    ri_who_put_why(page, &report->own, &line);
    put_unexplained(page, report, &line);
    ri_page_gap(page);
    ri_page_put(page, "", "",
                report->n_findings > 0 ? RI_BOLD "Findings of that run" RI_PLAIN
                                       : "That run found nothing on this subject.");
    for (size_t i = 0; i < report->n_findings; i++) {
        ri_put_recorded(page, report->findings[i], "     ", &unnamed, &line);
    }
    ri_page_gap(page);
    ri_text_add(&line, RI_DIM "Answered from ");
    ri_say_run(&line, &report->r->run);
    ri_text_add(&line, ", recorded ");
    ri_page_cut(&line, report->r->run.recorded_at, 20);
    ri_text_add(&line, report->r->altered
                           ? ". The model was altered since: who holds what and the findings are "
                             "as recorded; names, people and reasons are as it has them now."
                           : ".");
    if (report->r->changes > 0) {
        ri_text_add(&line, " What was recorded since is left out: ");
        ri_say_count(&line, report->r->changes, "change");
        ri_text_char(&line, '.');
    }
    ri_text_add(&line, RI_PLAIN);
    ri_page_take(page, "", "", &line);
    ri_text_free(&line);
}

/* ---- the whole ---- */

/* What is of the letters asked for; the evaluation's lines become those that are both
   recorded and explained. */
static bool gather(recollection_report *report)
{
    const raci_recollection *r = report->r;
    report->holders = ri_alloc(r->n_holders * sizeof(const ri_recorded_holder *));
    report->findings = ri_alloc(r->n_findings * sizeof(const ri_recorded_finding *));
    if (report->holders == NULL || report->findings == NULL) {
        return false;
    }
    report->own.n_lines = 0; /* an explained holder is one of those the evaluation gives */
    for (size_t i = 0; i < r->n_holders; i++) {
        const ri_recorded_holder *holder = &r->holders[i];
        if (ri_subject_report_wants(&report->own, holder->letter)) {
            report->holders[report->n_holders++] = holder;
            if (holder->explained) {
                report->own.lines[report->own.n_lines++] =
                    (ri_who_line){holder->letter, holder->holder};
            }
        }
    }
    for (size_t i = 0; i < r->n_findings; i++) {
        const char *letter = r->findings[i].row.letter;
        int index = letter != NULL ? ri_scheme_letter(report->own.view.scheme, letter) : -1;
        if (index < 0 || ri_subject_report_wants(&report->own, (uint8_t)index)) {
            report->findings[report->n_findings++] = &r->findings[i];
        }
    }
    return true;
}

raci_status raci_report_recollection(const raci_recollection *r, const char *letter,
                                     raci_format format, const raci_look *look, raci_write_fn write,
                                     void *payload, raci_error *err)
{
    raci_error failure = {0};
    recollection_report report = {.r = r, .others = {.snapshot = r->others}};
    if (r->answer->n_candidates > 0) {
        return ri_report_candidates(r->answer, format, look, write, payload, err);
    }
    raci_status status = ri_subject_report_init(&report.own, r->answer, letter, err);
    if (status == RACI_OK && !gather(&report)) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        ri_document document = {
            .columns = columns,
            .n_columns = sizeof columns / sizeof columns[0],
            .n_elements = report.n_holders,
            .context = &report,
            .whole = emit_whole,
            .element = emit_element,
            .text = put_text,
            .failure = raci_answer_failed(r->answer, &failure) ? &failure : NULL,
            .view = &report.own.view,
        };
        status = ri_document_write(&document, format, look, write, payload, err);
    }
    if (status == RACI_OK && report.others.failed) {
        status = ri_fail_nomem(err);
    }
    ri_free((void *)report.holders);
    ri_free((void *)report.findings);
    ri_view_free(&report.others);
    ri_subject_report_free(&report.own);
    return status;
}
