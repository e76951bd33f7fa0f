/* What could be decided about a finding, and what each option would do, for people. */
#include "report/difference_view.h"
#include "report/report_packet.h"
#include "report/sentences.h"

#define TOLD 5 /* of an effect so many findings are told */

/* A reference by its name, with the people who sit there. */
static void say_whom(ri_text *line, ri_view *view, const char *reference)
{
    ri_kind kind = RI_POSITION;
    const char *key = NULL;
    const ri_ref ref = ri_reference_split(reference, &kind, &key)
                           ? ri_snapshot_find(view->snapshot, kind, key)
                           : RI_NONE;
    if (ref != RI_NONE) {
        ri_say_holder(line, view, ref);
    } else {
        ri_say(line, reference);
    }
}

void ri_say_option(ri_text *line, ri_view *view, const ri_option *option)
{
    if (option->kind == RI_OPTION_ACTING) {
        say_whom(line, view, option->person);
        ri_text_add(line, " acts as ");
        say_whom(line, view, option->position);
        ri_text_char(line, '.');
        return;
    }
    for (uint32_t i = 0; i < option->n_holders; i++) {
        ri_text_add(line, ri_say_between(i, option->n_holders));
        say_whom(line, view, option->holders[i]);
    }
    ri_text_add(line, option->n_holders == 1 ? " has " : " have ");
    ri_say(line, option->letter);
    ri_text_add(line, option->kind == RI_OPTION_CLAIMANT   ? " alone."
                      : option->kind == RI_OPTION_SUPERIOR ? ", from above."
                                                           : " together, on purpose.");
}

/* Findings of one status, the first of them in full. */
static void put_findings(ri_outline *out, const ri_difference *d, ri_change change,
                         const char *title, ri_text *line)
{
    size_t told = 0;
    for (size_t i = 0; i < d->n_findings && told < TOLD; i++) {
        const ri_finding_row *row = &d->findings[i].finding.row;
        if (d->findings[i].change != change) {
            continue;
        }
        ri_text_add(line, title);
        ri_text_add(line, ri_severity_mark(ri_recorded_severity(row->severity)));
        ri_say(line, row->code);
        ri_text_add(line, RI_PLAIN ": ");
        ri_say(line, row->message);
        ri_outline_detail(out, line);
        told++;
    }
    if (d->counts[change] > told) {
        ri_text_format(line, "%sand %zu more", title, d->counts[change] - told);
        ri_outline_detail(out, line);
    }
}

static void put_option(ri_outline *out, ri_view *view, const ri_option_effect *effect,
                       size_t number, ri_text *line)
{
    const ri_difference *d = &effect->difference;
    ri_say_option(line, view, &effect->option);
    ri_outline_item(out, number, line);
    ri_text_add(line, !effect->fits     ? RI_YELLOW "It cannot be done." RI_PLAIN " "
                      : effect->settles ? RI_GREEN "It settles the matter" RI_PLAIN ": "
                                        : RI_YELLOW "It does not settle the matter" RI_PLAIN ": ");
    ri_say_difference(line, d);
    ri_outline_detail(out, line);
    put_findings(out, d, RI_CHANGE_NEW, "new: ", line);
    put_findings(out, d, RI_CHANGE_CHANGED, "changed: ", line);
}

void ri_say_no_option(ri_text *line)
{
    ri_text_add(line, "No decision about a letter or a seat settles this.");
}

void ri_packet_options(ri_outline *outline, ri_packet_report *report)
{
    const ri_option_effects *effects = &report->packet->effects;
    ri_text line = RI_TEXT_INIT;
    ri_outline_heading(outline, "What can be decided, and what it would do");
    if (effects->n == 0) {
        ri_say_no_option(&line);
        ri_outline_paragraph(outline, &line);
    }
    for (size_t i = 0; i < effects->n; i++) {
        put_option(outline, &report->view, &effects->items[i], i + 1, &line);
    }
    ri_text_free(&line);
}
