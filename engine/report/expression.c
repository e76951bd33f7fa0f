/* Holder expressions, and why one gives nobody, in words. */
#include "report/report_why.h"
#include "report/sentences.h"

static void write_call(ri_text *out, const char *name, const ri_holder *holder)
{
    ri_text_format(out, "%s(%s:%s)", name, ri_kind_name(holder->kind), holder->key);
}

void ri_write_expression(ri_text *out, const ri_holder *holder)
{
    switch (holder->form) {
    case RI_HOLD_REFERENCE:
        ri_text_format(out, "%s:%s", ri_kind_name(holder->kind), holder->key);
        break;
    case RI_HOLD_LIST:
        for (uint32_t i = 0; i < holder->n_items; i++) {
            ri_text_add(out, i > 0 ? ", " : "");
            ri_write_expression(out, holder->items[i]);
        }
        break;
    case RI_HOLD_FUNCTION:
        ri_text_add(out, "a function");
        break;
    case RI_HOLD_DELIVERING:
        ri_text_add(out, "delivering_units()");
        break;
    case RI_HOLD_DELIVERING_HEADS:
        ri_text_add(out, "head_of_delivering_unit()");
        break;
    case RI_HOLD_HEAD_OF:
        write_call(out, "head_of", holder);
        break;
    case RI_HOLD_MANAGER_OF:
        ri_text_add(out, "manager_of(");
        ri_write_expression(out, holder->items[0]);
        ri_text_add(out, ")");
        break;
    case RI_HOLD_JOURNEY_LEAD:
        ri_text_add(out, "journey_lead()");
        break;
    case RI_HOLD_JOURNEY_TEAM:
        ri_text_add(out, "team_of_journey()");
        break;
    case RI_HOLD_LEAD_OF:
        write_call(out, "lead_of", holder);
        break;
    case RI_HOLD_UNDER:
        write_call(out, "under", holder);
        break;
    }
}

static const struct {
    const char *name;
    const char *before; /* the thing it is about stands between the two */
    const char *after;
} nobodies[] = {
    [RI_NOBODY_EMPTY] = {"empty", "it gives an empty list", ""},
    [RI_NOBODY_FAILED] = {"failed", "its function failed", ""},
    [RI_NOBODY_ABSENT] = {"absent", "", " is not there on the date"},
    [RI_NOBODY_HEADLESS] = {"headless", "", " has no head"},
    [RI_NOBODY_LEADLESS] = {"leadless", "", " has no lead"},
    [RI_NOBODY_UNSEATED] = {"unseated", "", " has no position"},
    [RI_NOBODY_TWO_SEATS] = {"two-seats", "", " has several positions, and it is not said which"},
    [RI_NOBODY_NO_OFFICE] = {"no-office", "no position has ", ""},
    [RI_NOBODY_NO_UNITS] = {"no-units", "no unit delivers it", ""},
    [RI_NOBODY_NO_JOURNEY] = {"no-journey", "it is on no journey", ""},
    [RI_NOBODY_NO_TEAM] = {"no-team", "", " has no team"},
    [RI_NOBODY_TOP] = {"top", "", " reports to nobody"},
};

const char *ri_nobody_name(ri_nobody why)
{
    return nobodies[why].name;
}

void ri_say_nobody(ri_text *out, ri_view *view, const ri_unresolved *unresolved)
{
    bool about_none = unresolved->why == RI_NOBODY_EMPTY || unresolved->why == RI_NOBODY_FAILED ||
                      unresolved->why == RI_NOBODY_NO_UNITS ||
                      unresolved->why == RI_NOBODY_NO_JOURNEY;
    ri_text_add(out, nobodies[unresolved->why].before);
    if (!about_none && unresolved->about != RI_NONE) {
        ri_say_name(out, view, unresolved->about);
    } else if (!about_none) {
        ri_page_cut(out, unresolved->ref_text != NULL ? unresolved->ref_text : "it",
                    RI_NAME_COLUMNS);
    }
    ri_text_add(out, nobodies[unresolved->why].after);
}

const char *ri_part_name(ri_part part)
{
    static const char *const names[] = {
        [RI_PART_WON] = "won",
        [RI_PART_CONTESTED] = "contested",
        [RI_PART_REMOVED] = "removed",
        [RI_PART_NOBODY] = "nobody",
        [RI_PART_OVERRIDDEN] = "overridden",
        [RI_PART_FORBIDS] = "forbids",
        [RI_PART_REQUIRES] = "met",
        [RI_PART_MISSES] = "missing",
        [RI_PART_LIFTED] = "lifted",
    };
    return names[part];
}
