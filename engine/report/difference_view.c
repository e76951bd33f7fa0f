#include "report/difference_view.h"

#include <string.h>

#include "report/recorded_view.h"
#include "report/sentences.h"

/* ---- for programs ---- */

void ri_emit_difference(const ri_emit *emit, const ri_difference *d, size_t i)
{
    ri_emit_recorded(emit, &d->findings[i].finding);
    ri_emit_field(emit, "status", ri_change_name(d->findings[i].change));
}

static void emit_holders(const ri_emit *emit, const char *key, const char **holders, size_t n)
{
    ri_emit_open_key(emit, key, '[');
    for (size_t i = 0; i < n; i++) {
        ri_emit_string(emit, holders[i]);
    }
    ri_emit_close(emit, ']');
}

void ri_emit_move(const ri_emit *emit, const ri_difference *d, size_t i)
{
    const ri_move *move = &d->moves[i];
    ri_emit_field(emit, "subject", move->subject);
    ri_emit_field(emit, "letter", move->letter);
    emit_holders(emit, "from", move->from, move->n_from);
    emit_holders(emit, "to", move->to, move->n_to);
    if (d->reasoned) {
        ri_emit_open_key(emit, "rules", '{');
        ri_emit_recorded_rules(emit, "from", move->rules[0], move->n_rules[0]);
        ri_emit_recorded_rules(emit, "to", move->rules[1], move->n_rules[1]);
        ri_emit_close(emit, '}');
    }
}

void ri_emit_earlier(const ri_emit *emit, const ri_difference *d, size_t i)
{
    size_t at = 0;
    while (d->findings[at].change != RI_CHANGE_CHANGED || i-- > 0) {
        at++;
    }
    ri_emit_recorded_core(emit, &d->findings[at].was);
}

static void emit_list(const ri_emit *emit, const char *key, const ri_difference *d, size_t n,
                      void (*element)(const ri_emit *emit, const ri_difference *d, size_t i))
{
    ri_emit_open_key(emit, key, '[');
    for (size_t i = 0; i < n; i++) {
        ri_emit_open(emit, '{');
        element(emit, d, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

void ri_emit_differences(const ri_emit *emit, const ri_difference *d)
{
    ri_emit_open_key(emit, "summary", '{');
    for (int change = 0; change < RI_CHANGES; change++) {
        ri_emit_count(emit, ri_change_name((ri_change)change), d->counts[change]);
    }
    ri_emit_close(emit, '}');
    emit_list(emit, "findings", d, d->n_findings, ri_emit_difference);
    emit_list(emit, "moves", d, d->n_moves, ri_emit_move);
}

void ri_emit_all_earlier(const ri_emit *emit, const ri_difference *d)
{
    emit_list(emit, "earlier", d, d->counts[RI_CHANGE_CHANGED], ri_emit_earlier);
}

/* ---- for people ---- */

void ri_say_difference(ri_text *line, const ri_difference *d)
{
    ri_say_count(line, d->counts[RI_CHANGE_NEW], "finding");
    ri_text_format(line, " new, %zu changed, %zu gone, %zu as before; ",
                   d->counts[RI_CHANGE_CHANGED], d->counts[RI_CHANGE_GONE],
                   d->counts[RI_CHANGE_EXISTING]);
    if (d->n_moves == 0) {
        ri_text_add(line, "every letter stays where it is.");
    } else {
        ri_say_count(line, d->n_moves, "letter");
        ri_text_add(line, " with other holders.");
    }
}

/* Parties, or nobody: "position:coo;position:cso". */
static void say_parties(ri_text *line, ri_names *names, const char *parties)
{
    char item[RI_PARTY_SIZE];
    size_t n = 0;
    while (ri_recorded_party(item, &parties)) {
        ri_text_add(line, n++ > 0 ? ", " : "");
        ri_say_seated(line, names, item);
    }
    ri_text_add(line, n == 0 ? "nobody" : "");
}

void ri_say_earlier(ri_text *line, const ri_diff_finding *item, ri_names *names)
{
    const ri_finding_row *was = &item->was.row;
    names->side = RI_BEFORE;
    if (strcmp(was->message, item->finding.row.message) != 0) {
        ri_text_add(line, "before: ");
        ri_say(line, was->message);
    } else if (strcmp(was->parties, item->finding.row.parties) != 0) {
        ri_text_add(line, "before, in it: ");
        say_parties(line, names, was->parties);
        names->side = RI_AFTER;
        ri_text_add(line, "; now: ");
        say_parties(line, names, item->finding.row.parties);
    } else {
        ri_text_add(line, "before ");
        ri_say_recorded_rules(line, item->was.rules, item->was.n_rules);
    }
    names->side = RI_AFTER;
}
