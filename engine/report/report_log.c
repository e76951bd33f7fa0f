/* The document of `log`: runs, changes, acts and acknowledgements, as they came one upon the other;
   the head. */
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "record/runs.h"
#include "report/acknowledgement_view.h"
#include "report/change_view.h"
#include "report/document.h"
#include "report/recorded_view.h"
#include "report/sentences.h"

static const char *const columns[] = {
    "run",           "date",         "recorded_at",  "policy.name", "policy.version",
    "policy.digest", "model.digest", "digest",       "errors",      "warnings",
    "infos",         "accepted",     "new",          "changed",     "gone",
    "moves",         "entry",        "kind",         "undoes",      "undone",
    "title",         "reason",       "model.before", "model.after", "steps.date",
    "steps.step",    "steps.file",   "steps.line",   "by",          "finding",
    "fingerprint",   "holder",       "card",
};

/* An entry: one of them. */
typedef struct entry {
    int64_t number;
    const ri_run_row *run;
    const raci_change *change;
    const ri_acknowledgement *acknowledgement;
} entry;

typedef struct entries {
    const raci_log *log;
    entry *items; /* the newest first */
    size_t n;
} entries;

static int newest_first(const void *a, const void *b, const void *context)
{
    const int64_t left = ((const entry *)a)->number;
    const int64_t right = ((const entry *)b)->number;
    (void)context;
    return left > right ? -1 : left < right;
}

static bool gather(entries *e)
{
    const raci_log *log = e->log;
    const size_t n = log->n + log->n_changes + log->n_acknowledgements;
    e->items = ri_alloc(n * sizeof *e->items);
    if (e->items == NULL) {
        return false;
    }
    for (size_t i = 0; i < log->n; i++) {
        e->items[e->n++] = (entry){.number = log->runs[i].entry, .run = &log->runs[i]};
    }
    for (size_t i = 0; i < log->n_changes; i++) {
        const raci_change *change = log->changes[i].change;
        e->items[e->n++] = (entry){.number = change->entry, .change = change};
    }
    for (size_t i = 0; i < log->n_acknowledgements; i++) {
        const ri_acknowledgement *of = &log->acknowledgements[i];
        e->items[e->n++] = (entry){.number = of->entry, .acknowledgement = of};
    }
    return ri_order(e->items, e->n, sizeof *e->items, newest_first, NULL);
}

static void emit_run(const ri_emit *emit, const ri_run_row *run)
{
    ri_emit_count(emit, "run", (size_t)run->number);
    ri_emit_field(emit, "date", run->date);
    ri_emit_field(emit, "recorded_at", run->recorded_at);
    ri_emit_open_key(emit, "policy", '{');
    ri_emit_field(emit, "name", run->policy_name);
    ri_emit_field(emit, "version", run->policy_version);
    ri_emit_field(emit, "digest", run->policy_digest);
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "model", '{');
    ri_emit_field(emit, "digest", run->model_digest);
    ri_emit_close(emit, '}');
    ri_emit_field(emit, "digest", run->entry_digest);
    ri_emit_count(emit, "errors", (size_t)run->counts[RI_RUN_ERRORS]);
    ri_emit_count(emit, "warnings", (size_t)run->counts[RI_RUN_WARNINGS]);
    ri_emit_count(emit, "infos", (size_t)run->counts[RI_RUN_INFOS]);
    ri_emit_count(emit, "accepted", (size_t)run->counts[RI_RUN_ACCEPTED]);
    ri_emit_compared(emit, "new", run->added);
    ri_emit_compared(emit, "changed", run->changed);
    ri_emit_compared(emit, "gone", run->gone);
    ri_emit_compared(emit, "moves", run->moves);
    ri_emit_count(emit, "entry", (size_t)run->entry);
    ri_emit_field(emit, "kind", "run");
}

static void emit_entry(const ri_emit *emit, void *context, size_t i)
{
    const entries *e = context;
    if (e->items[i].run != NULL) {
        emit_run(emit, e->items[i].run);
    } else if (e->items[i].change != NULL) {
        ri_emit_change(emit, e->items[i].change);
    } else {
        ri_emit_acknowledgement(emit, e->items[i].acknowledgement);
    }
}

/* Those that are acts, or those that are not. */
static void emit_changes(const ri_emit *emit, const raci_log *log, const char *key, bool acts)
{
    ri_emit_open_key(emit, key, '[');
    for (size_t i = 0; i < log->n_changes; i++) {
        if (log->changes[i].change->act == acts) {
            ri_emit_open(emit, '{');
            ri_emit_change(emit, log->changes[i].change);
            ri_emit_close(emit, '}');
        }
    }
    ri_emit_close(emit, ']');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const raci_log *log = ((const entries *)context)->log;
    ri_emit_open_key(emit, "runs", '[');
    for (size_t i = 0; i < log->n; i++) {
        ri_emit_open(emit, '{');
        emit_run(emit, &log->runs[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    emit_changes(emit, log, "changes", false);
    emit_changes(emit, log, "acts", true);
    ri_emit_open_key(emit, "acknowledgements", '[');
    for (size_t i = 0; i < log->n_acknowledgements; i++) {
        ri_emit_open(emit, '{');
        ri_emit_acknowledgement(emit, &log->acknowledgements[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "head", '{');
    ri_emit_compared(emit, "entry", log->head_entry > 0 ? log->head_entry : -1);
    ri_emit_field(emit, "digest", log->head_entry > 0 ? log->head : NULL);
    ri_emit_close(emit, '}');
}

/* What differs from the run before. */
static void say_compared(ri_text *line, const ri_run_row *run)
{
    const struct {
        int64_t n;
        const char *what;
    } all[] = {
        {run->added, "new"},
        {run->changed, "changed"},
        {run->gone, "gone"},
    };
    if (run->added < 0) {
        ri_text_add(line, "The first run.");
        return;
    }
    bool any = false;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (all[i].n > 0) {
            ri_text_format(line, "%s%lld %s", any ? ", " : "Findings: ", (long long)all[i].n,
                           all[i].what);
            any = true;
        }
    }
    ri_text_add(line, any ? ". " : "No finding differs from the run before. ");
    if (run->moves > 0) {
        ri_say_count(line, (size_t)run->moves, "letter");
        ri_text_add(line, run->moves == 1 ? " has other holders." : " have other holders.");
    } else {
        ri_text_add(line, "Every letter stayed where it was.");
    }
}

static void put_run(ri_page *page, const ri_run_row *run, ri_text *line)
{
    ri_text_format(line, RI_BOLD "Run %lld" RI_PLAIN "  ", (long long)run->number);
    ri_page_cut(line, run->date, 10);
    ri_text_add(line, RI_DIM "  recorded ");
    ri_page_cut(line, run->recorded_at, 20);
    ri_text_add(line, ", entry ");
    ri_say_digest(line, run->entry_digest);
    ri_text_add(line, RI_PLAIN);
    ri_page_take(page, "", "       ", line);
    ri_say_count(line, (size_t)run->counts[RI_RUN_ERRORS], "error");
    ri_text_add(line, ", ");
    ri_say_count(line, (size_t)run->counts[RI_RUN_WARNINGS], "warning");
    ri_text_add(line, ", ");
    ri_say_count(line, (size_t)run->counts[RI_RUN_INFOS], "info");
    if (run->counts[RI_RUN_ACCEPTED] > 0) {
        ri_text_format(line, ", %lld accepted", (long long)run->counts[RI_RUN_ACCEPTED]);
    }
    ri_text_add(line, ". ");
    say_compared(line, run);
    ri_page_take(page, "  ", "  ", line);
    ri_text_add(line, "By the policy ");
    ri_page_cut(line, run->policy_name, RI_NAME_COLUMNS);
    ri_text_char(line, ' ');
    ri_page_cut(line, run->policy_version, RI_NAME_COLUMNS);
    ri_text_add(line, RI_DIM " (");
    ri_say_digest(line, run->policy_digest);
    ri_text_add(line, "), model ");
    ri_say_digest(line, run->model_digest);
    ri_text_add(line, RI_PLAIN);
    ri_page_take(page, "  ", "  ", line);
}

static void put_acknowledgement(ri_page *page, const ri_acknowledgement *of, ri_text *line)
{
    ri_text_format(line, RI_BOLD "Card %lld" RI_PLAIN "  ", (long long)of->entry);
    ri_say(line, of->holder);
    ri_text_add(line, ", acknowledged by ");
    ri_say(line, of->person);
    ri_text_add(line, " as of ");
    ri_page_cut(line, of->date, 10);
    ri_text_add(line, RI_DIM "  recorded ");
    ri_page_cut(line, of->recorded_at, 20);
    ri_text_add(line, RI_PLAIN);
    ri_page_take(page, "", "       ", line);
}

static void put_text(ri_page *page, void *context)
{
    const entries *e = context;
    ri_text line = RI_TEXT_INIT;
    for (size_t i = 0; i < e->n; i++) {
        if (i > 0) {
            ri_page_gap(page);
        }
        if (e->items[i].run != NULL) {
            put_run(page, e->items[i].run, &line);
        } else if (e->items[i].change != NULL) {
            ri_put_change(page, e->items[i].change, &line);
        } else {
            put_acknowledgement(page, e->items[i].acknowledgement, &line);
        }
    }
    if (e->n > 0 && e->log->n == 0) {
        ri_page_gap(page);
    }
    if (e->log->n == 0) {
        ri_page_put(page, "", "", "No run is recorded yet; 'raci check --record' records one.");
    }
    if (e->n > 0) {
        ri_page_gap(page);
        ri_text_format(&line, "The head is entry %lld:", (long long)e->log->head_entry);
        ri_page_take(page, "", "  ", &line);
        ri_say(&line, e->log->head);
        ri_page_take(page, "  ", "  ", &line);
    }
    ri_text_free(&line);
}

raci_status raci_report_log(const raci_log *log, raci_format format, const raci_look *look,
                            raci_write_fn write, void *payload, raci_error *err)
{
    entries all = {.log = log};
    if (!gather(&all)) {
        return ri_fail_nomem(err);
    }
    ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = all.n,
        .context = &all,
        .whole = emit_whole,
        .element = emit_entry,
        .text = put_text,
    };
    const raci_status status = ri_document_write(&document, format, look, write, payload, err);
    ri_free(all.items);
    return status;
}
