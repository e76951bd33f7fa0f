/* The document of `timeline`. */
#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/order.h"
#include "record/recorded_finding.h"
#include "report/document.h"
#include "report/sentences.h"
#include "scenario/timeline_days.h"

#define NAMED 20     /* of many that are alike so many are named */
#define TURNS 6      /* of what begins and ends on a day so much is told, */
#define TOGETHER 12  /* of each kind of what that brings, */
#define REVIEWERS 12 /* and of whom reviews wait for */

static const char *const columns[] = {"date", "what",     "subject", "name",    "critical",
                                      "code", "severity", "letter",  "message", "cause",
                                      "to",   "to_name",  "key"};

/* ---- for programs ---- */

static void emit_item(const ri_emit *emit, void *context, size_t i)
{
    const raci_timeline *t = *(const raci_timeline **)context;
    const ri_due_item *item = &t->items[i];
    char day[11];
    ri_emit_field(emit, "date", ri_day_format(item->day, day));
    ri_emit_field(emit, "what", ri_due_name(item->what));
    ri_emit_field(emit, "subject", item->subject);
    ri_emit_field(emit, "name", item->name);
    ri_emit_bool(emit, "critical", item->critical);
    ri_emit_field(emit, "code", item->code);
    ri_emit_field(emit, "severity", item->severity);
    ri_emit_field(emit, "letter", item->letter);
    ri_emit_field(emit, "message", item->message);
    ri_emit_field(emit, "cause", item->cause);
    ri_emit_field(emit, "to", item->to);
    ri_emit_field(emit, "to_name", item->to_name);
    ri_emit_field(emit, "key", item->key);
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const raci_timeline *t = *(const raci_timeline **)context;
    char day[11];
    ri_emit_field(emit, "from", ri_day_format(t->from, day));
    ri_emit_field(emit, "to", ri_day_format(t->to, day));
    ri_emit_open_key(emit, "summary", '{');
    for (int what = 0; what < RI_DUE_WHATS; what++) {
        ri_emit_count(emit, ri_due_name((ri_due_what)what), t->counts[what]);
    }
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "items", '[');
    for (size_t i = 0; i < t->n; i++) {
        ri_emit_open(emit, '{');
        emit_item(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "changes", '[');
    for (size_t i = 0; i < t->n_turns; i++) {
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "date", ri_day_format(t->turns[i].day, day));
        ri_emit_field(emit, "what", t->turns[i].said);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

/* ---- for people ---- */

typedef struct telling {
    const raci_timeline *t;
    ri_page *page;
    ri_text *line;
    uint32_t *order; /* of items */
} telling;

static const ri_due_item *item_at(const telling *x, size_t i)
{
    return &x->t->items[x->order[i]];
}

static bool same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Whether two are told together: reviews, whoever must act about them. */
static bool alike(const ri_due_item *a, const ri_due_item *b)
{
    return a->day == b->day && a->what == b->what && same(a->cause, b->cause) &&
           (a->what == RI_DUE_STALE || same(a->to, b->to)) &&
           (a->what != RI_DUE_FINDING || same(a->code, b->code));
}

static void say_head(ri_text *line, const ri_due_item *item, size_t n)
{
    if (item->what == RI_DUE_FINDING) {
        const bool error = same(item->severity, "error");
        ri_text_add(line, error ? RI_RED : same(item->severity, "warning") ? RI_YELLOW : RI_CYAN);
        ri_say(line, item->severity);
        ri_text_char(line, ' ');
        ri_say(line, item->code);
        ri_text_add(line, RI_PLAIN);
    } else {
        ri_text_format(line, RI_BOLD "%s" RI_PLAIN, ri_due_name(item->what));
    }
    if (n > 1) {
        ri_text_format(line, " (%zu)", n);
    }
    ri_text_add(line, ": ");
}

/* What the items of order[first] … order[end - 1] are about. */
static void say_names(ri_text *line, const telling *x, size_t first, size_t end)
{
    size_t n = 0;
    const char *before = NULL;
    for (size_t i = first; i < end; i++) {
        const ri_due_item *item = item_at(x, i);
        if (same(before, item->subject)) {
            continue;
        }
        before = item->subject;
        if (n++ < NAMED) {
            ri_text_add(line, n > 1 ? "; " : "");
            ri_page_cut(line, item->name, RI_NAME_COLUMNS);
            ri_text_add(line, item->critical && item->what == RI_DUE_UNOWNED ? " (critical)" : "");
        }
    }
    if (n > NAMED) {
        ri_text_format(line, "; and %zu more", n - NAMED);
    }
}

static void say_who(ri_text *line, const ri_due_item *item)
{
    if (item->to_name != NULL) {
        ri_say(line, item->to_name);
    } else {
        ri_text_add(line, "nobody is left who could act");
    }
}

static void put_more(const telling *x, size_t n, const char *indent)
{
    if (n > 0) {
        ri_text_format(x->line, "and %zu more, which --format csv lists", n);
        ri_page_take(x->page, indent, indent, x->line);
    }
}

/* Reviews: what is whose, and they must act. */
static void put_reviews(const telling *x, size_t first, size_t end)
{
    const ri_due_item *item = item_at(x, first);
    size_t told = 0;
    say_head(x->line, item, end - first);
    ri_say(x->line, item->cause);
    ri_page_take(x->page, "  ", "     ", x->line);
    for (size_t i = first, next = first; i < end; i = next) {
        if (told++ == REVIEWERS) {
            put_more(x, end - i, "     ");
            return;
        }
        while (next < end && same(item_at(x, next)->to, item_at(x, i)->to)) {
            next++;
        }
        say_names(x->line, x, i, next);
        ri_text_add(x->line, " → ");
        say_who(x->line, item_at(x, i));
        ri_page_take(x->page, "     ", "       ", x->line);
    }
}

/* Items that are told together, on a day on which so many rows begin or end. */
static void put_alike(const telling *x, size_t first, size_t end, size_t turns)
{
    const ri_due_item *item = item_at(x, first);
    if (item->what == RI_DUE_STALE) {
        put_reviews(x, first, end);
        return;
    }
    say_head(x->line, item, end - first);
    if (item->what == RI_DUE_EXPIRED) {
        ri_say(x->line, item->cause);
    } else {
        say_names(x->line, x, first, end);
    }
    ri_page_take(x->page, "  ", "     ", x->line);
    if (end - first == 1 && item->message != NULL) {
        ri_say(x->line, item->message);
        ri_page_take(x->page, "     ", "     ", x->line);
    }
    if (item->cause != NULL && item->certain && turns > 1 && item->what != RI_DUE_EXPIRED) {
        ri_text_add(x->line, "because ");
        ri_say(x->line, item->cause);
        ri_page_take(x->page, "     ", "     ", x->line);
    }
    ri_text_add(x->line, "→ ");
    say_who(x->line, item);
    ri_page_take(x->page, "     ", "     ", x->line);
}

/* What begins and ends on a day; gives how much. `next` is the first turn not told yet. */
static size_t put_turns(const telling *x, int32_t day, size_t *next)
{
    const raci_timeline *t = x->t;
    size_t n = 0;
    while (*next < t->n_turns && t->turns[*next].day < day) {
        ++*next;
    }
    for (; *next < t->n_turns && t->turns[*next].day == day; ++*next) {
        if (n++ < TURNS) {
            ri_say(x->line, t->turns[*next].said);
            ri_page_take(x->page, "  - ", "    ", x->line);
        }
    }
    if (n > TURNS) {
        ri_text_format(x->line, "and %zu more, which --format json lists", n - TURNS);
        ri_page_take(x->page, "  - ", "    ", x->line);
    }
    return n;
}

/* All of a day, which begins at `first` in the order; gives where the next one does. */
static size_t put_day(const telling *x, size_t first, size_t *turn)
{
    char date[11];
    const int32_t day = item_at(x, first)->day;
    ri_page_gap(x->page);
    ri_text_format(x->line, RI_BOLD "%s" RI_PLAIN ", in ", ri_day_format(day, date));
    ri_say_count(x->line, (size_t)(day - x->t->from), "day");
    ri_page_take(x->page, "", "", x->line);
    const size_t turns = put_turns(x, day, turn);
    size_t told = 0;
    while (first < x->t->n && item_at(x, first)->day == day) {
        const ri_due_what what = item_at(x, first)->what;
        size_t end = first;
        while (end < x->t->n && alike(item_at(x, first), item_at(x, end))) {
            end++;
        }
        if (told++ == TOGETHER) {
            while (end < x->t->n && item_at(x, end)->day == day && item_at(x, end)->what == what) {
                end++;
            }
            put_more(x, end - first, "  ");
        } else {
            put_alike(x, first, end, turns);
        }
        told = end < x->t->n && item_at(x, end)->what == what ? told : 0;
        first = end;
    }
    return first;
}

static size_t days_of(const raci_timeline *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        n += i == 0 || t->items[i].day != t->items[i - 1].day;
    }
    return n;
}

/* What the whole time brings, in a sentence: the answer. */
static void put_answer(ri_page *page, const raci_timeline *t, ri_text *line)
{
    static const char *const nouns[RI_DUE_WHATS] = {"vacant position", "touchpoint", "expiry",
                                                    "review", "other finding"};
    char from[11];
    char to[11];
    size_t kinds = 0;
    size_t said = 0;
    for (int what = 0; what < RI_DUE_WHATS; what++) {
        kinds += t->counts[what] > 0;
    }
    ri_text_format(line, "From %s to %s, ", ri_day_format(t->from, from), ri_day_format(t->to, to));
    if (t->n == 0) {
        ri_text_add(line, "nothing becomes vacant, unowned, expired or stale.");
        ri_page_take(page, "", "", line);
        return;
    }
    ri_say_count(line, days_of(t), "day");
    ri_text_add(line, days_of(t) == 1 ? " brings something: " : " bring something: ");
    for (int what = 0; what < RI_DUE_WHATS; what++) {
        if (t->counts[what] == 0) {
            continue;
        }
        ri_text_add(line, ri_say_between(said++, kinds));
        if (what == RI_DUE_EXPIRED) {
            ri_text_format(line, "%zu %s", t->counts[what],
                           t->counts[what] == 1 ? "thing that expires" : "things that expire");
            continue;
        }
        ri_say_count(line, t->counts[what], nouns[what]);
        ri_text_add(line, what == RI_DUE_UNOWNED ? " without anybody accountable"
                          : what == RI_DUE_STALE ? " too old"
                                                 : "");
    }
    ri_text_char(line, '.');
    ri_page_take(page, "", "", line);
}

static int compare_texts(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "");
}

/* Days in order, and on each the worst first, what is told together side by side. */
static int by_telling(const void *a, const void *b, const void *context)
{
    const raci_timeline *t = context;
    const uint32_t left = *(const uint32_t *)a;
    const uint32_t right = *(const uint32_t *)b;
    const ri_due_item *x = &t->items[left];
    const ri_due_item *y = &t->items[right];
    if (x->day != y->day || x->what != y->what) {
        return x->day != y->day ? (x->day > y->day) - (x->day < y->day)
                                : (x->what > y->what) - (x->what < y->what);
    }
    int order = 0;
    if (x->what == RI_DUE_FINDING) {
        order = (int)ri_recorded_severity(y->severity) - (int)ri_recorded_severity(x->severity);
        order = order != 0 ? order : compare_texts(x->code, y->code);
    }
    order = order != 0 ? order : compare_texts(x->cause, y->cause);
    order = order != 0 ? order : compare_texts(x->to, y->to);
    return order != 0 ? order : (left > right) - (left < right);
}

static void put_text(ri_page *page, void *context)
{
    const raci_timeline *t = *(const raci_timeline **)context;
    ri_text line = RI_TEXT_INIT;
    telling x = {.t = t, .page = page, .line = &line, .order = ri_alloc(t->n * sizeof *x.order)};
    for (uint32_t i = 0; x.order != NULL && i < t->n; i++) {
        x.order[i] = i;
    }
    if (x.order == NULL || !ri_order(x.order, t->n, sizeof *x.order, by_telling, t)) {
        page->failed = true;
    } else {
        size_t turn = 0;
        put_answer(page, t, &line);
        for (size_t i = 0; i < t->n;) {
            i = put_day(&x, i, &turn);
        }
        ri_put_basis(page, t->from, t->policy);
    }
    ri_free(x.order);
    ri_text_free(&line);
}

raci_status raci_report_timeline(const raci_timeline *timeline, raci_format format,
                                 const raci_look *look, raci_write_fn write, void *payload,
                                 raci_error *err)
{
    raci_error failure = {0};
    ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = timeline->n,
        .context = &timeline,
        .whole = emit_whole,
        .element = emit_item,
        .text = put_text,
        .failure = raci_timeline_failed(timeline, &failure) ? &failure : NULL,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}
