/*
 * Two evaluated organizations, side by side, as documents show them.
 */
#include "report/sides_view.h"

#include "base/day.h"
#include "base/memory.h"
#include "base/order.h"
#include "report/sentences.h"
#include "report/table.h"

#define LOADS 20 /* so many are told; those that change most */

/* ---- for programs ---- */

static void emit_move(const ri_emit *emit, void *context, size_t i)
{
    const ri_sides *sides = context;
    ri_emit_move(emit, sides->difference, i);
}

static void emit_earlier(const ri_emit *emit, void *context, size_t i)
{
    const ri_sides *sides = context;
    ri_emit_earlier(emit, sides->difference, i);
}

static void emit_load(const ri_emit *emit, void *context, size_t i)
{
    const ri_sides *sides = context;
    const ri_load *load = &sides->loads->items[i];
    ri_emit_field(emit, "holder", load->holder);
    ri_emit_field(emit, "letter", load->letter);
    ri_emit_count(emit, "from", load->from);
    ri_emit_count(emit, "to", load->to);
}

static void emit_routes(const ri_emit *emit, const char *side, const ri_summary *summary)
{
    ri_emit_open_key(emit, side, '{');
    ri_emit_count(emit, "cxo", summary->escalated_cxo);
    ri_emit_count(emit, "ceo", summary->escalated_ceo);
    ri_emit_count(emit, "other", summary->escalated_other);
    ri_emit_count(emit, "none", summary->escalated_none);
    ri_emit_close(emit, '}');
}

/* The only one: both sides. */
static void emit_escalations(const ri_emit *emit, void *context, size_t i)
{
    const ri_sides *sides = context;
    (void)i;
    emit_routes(emit, "from", sides->before);
    emit_routes(emit, "to", sides->after);
}

void ri_emit_sides(const ri_emit *emit, ri_sides *sides)
{
    ri_emit_open_key(emit, "load", '[');
    for (size_t i = 0; i < sides->loads->n; i++) {
        ri_emit_open(emit, '{');
        emit_load(emit, sides, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "escalations", '{');
    emit_escalations(emit, sides, 0);
    ri_emit_close(emit, '}');
}

void ri_sides_sections(ri_section sections[RI_SIDES_SECTIONS], ri_sides *sides)
{
    static const char *const moves[] = {"subject",
                                        "letter",
                                        "from",
                                        "to",
                                        "rules.from.name",
                                        "rules.from.file",
                                        "rules.from.line",
                                        "rules.to.name",
                                        "rules.to.file",
                                        "rules.to.line"};
    static const char *const loads[] = {"holder", "letter", "from", "to"};
    static const char *const routes[] = {"from.cxo", "from.ceo", "from.other", "from.none",
                                         "to.cxo",   "to.ceo",   "to.other",   "to.none"};
    static const char *const earlier[] = {"key",        "fingerprint", "severity",   "parties",
                                          "rules.name", "rules.file",  "rules.line", "message"};
    const ri_difference *d = sides->difference;
    const size_t n_moved = d->reasoned ? sizeof moves / sizeof moves[0] : 4;
    sections[0] = (ri_section){RACI_MOVES, moves, n_moved, d->n_moves, sides, emit_move};
    sections[1] = (ri_section){RACI_LOAD, loads, 4, sides->loads->n, sides, emit_load};
    sections[2] = (ri_section){RACI_ESCALATIONS, routes, 8, 1, sides, emit_escalations};
    sections[3] =
        (ri_section){RACI_EARLIER, earlier, 8, d->counts[RI_CHANGE_CHANGED], sides, emit_earlier};
}

/* ---- for people ---- */

static size_t weight(const ri_load *load)
{
    return load->to > load->from ? load->to - load->from : load->from - load->to;
}

static int heavier(const void *a, const void *b, const void *context)
{
    const ri_load *items = context;
    const size_t x = weight(&items[*(const uint32_t *)a]);
    const size_t y = weight(&items[*(const uint32_t *)b]);
    return (y > x) - (y < x);
}

static void add_load(ri_table *table, const ri_load *load, ri_names *names, ri_text *cell)
{
    ri_say_named(cell, names, load->holder);
    ri_table_take(table, cell);
    ri_say(cell, load->letter);
    ri_table_take(table, cell);
    ri_text_format(cell, "%zu", load->from);
    ri_table_take(table, cell);
    ri_text_format(cell, "%zu", load->to);
    ri_table_take(table, cell);
}

uint32_t *ri_loads_order(const ri_loads *loads)
{
    uint32_t *order = ri_alloc((loads->n + 1) * sizeof *order);
    for (uint32_t i = 0; order != NULL && i < loads->n; i++) {
        order[i] = i;
    }
    if (order != NULL && !ri_order(order, loads->n, sizeof *order, heavier, loads->items)) {
        ri_free(order);
        order = NULL;
    }
    return order;
}

bool ri_put_loads(ri_page *page, ri_sides *sides, ri_text *line)
{
    static const char *const head[] = {"On touchpoints", "Letter", "Before", "After"};
    const ri_loads *loads = sides->loads;
    ri_table table = {0};
    uint32_t *order = ri_loads_order(loads);
    if (order != NULL && loads->n > 0) {
        const size_t told = loads->n > LOADS + 1 ? LOADS : loads->n;
        ri_page_put(page, "", "", RI_BOLD "Load" RI_PLAIN);
        ri_table_begin(&table, 4);
        for (size_t i = 0; i < 4; i++) {
            ri_table_add(&table, head[i]);
        }
        for (size_t i = 0; i < told; i++) {
            add_load(&table, &loads->items[order[i]], &sides->names, line);
        }
        ri_table_write(&table, page, 2);
        if (told < loads->n) {
            ri_text_format(line, "and %zu more, which --format json lists", loads->n - told);
            ri_page_take(page, "  ", "  ", line);
        }
        ri_page_gap(page);
    }
    page->failed = page->failed || table.failed;
    ri_table_free(&table);
    const bool done = order != NULL;
    ri_free(order);
    return done;
}

static void say_severities(ri_text *line, const ri_summary *summary)
{
    ri_say_count(line, summary->severities[RACI_ERROR], "error");
    ri_text_add(line, ", ");
    ri_say_count(line, summary->severities[RACI_WARNING], "warning");
    ri_text_add(line, ", ");
    ri_say_count(line, summary->severities[RACI_INFO], "info");
}

static void say_route(ri_text *line, bool *any, const char *who, size_t from, size_t to)
{
    if (from == 0 && to == 0) {
        return;
    }
    ri_text_format(line, "%s%zu to %s", *any ? ", " : "", to, who);
    if (from != to) {
        ri_text_format(line, " (%zu before)", from);
    }
    *any = true;
}

void ri_put_sums(ri_page *page, const ri_sides *sides, ri_text *line)
{
    const ri_summary *a = sides->before;
    const ri_summary *b = sides->after;
    bool any = false;
    ri_say_difference(line, sides->difference);
    ri_page_take(page, "", "", line);
    ri_text_add(line, "Before: ");
    say_severities(line, a);
    ri_text_add(line, ". After: ");
    say_severities(line, b);
    ri_text_char(line, '.');
    ri_page_take(page, "", "", line);
    ri_text_add(line, "Escalated: ");
    say_route(line, &any, "the CXO", a->escalated_cxo, b->escalated_cxo);
    say_route(line, &any, "the CEO", a->escalated_ceo, b->escalated_ceo);
    say_route(line, &any, "others", a->escalated_other, b->escalated_other);
    say_route(line, &any, "nobody, as nobody is left to decide", a->escalated_none,
              b->escalated_none);
    ri_text_add(line, any ? "." : "nothing, before or after.");
    ri_page_take(page, "", "", line);
}

void ri_put_sides(ri_page *page, ri_sides *sides, ri_text *line)
{
    page->failed = !ri_put_differences(page, sides->difference, &sides->names, line) ||
                   !ri_put_moves(page, sides->difference, &sides->names, line) ||
                   !ri_put_loads(page, sides, line) || page->failed;
}
