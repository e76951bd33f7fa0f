/*
 * A thing of a snapshot in one line of text, by keys, so that two snapshots can
 * be compared and expectations read: "parent=ops head=coo kind=team". What is
 * unset is left out; lists are joined by ','.
 */
#ifndef TEST_DESCRIBE_H
#define TEST_DESCRIBE_H

#include <inttypes.h>
#include <string.h>

#include "base/day.h"
#include "model/power.h"
#include "model/snapshot.h"

/* What a focused snapshot need not have in full is left out with `narrow`. */
typedef struct describing {
    const ri_snapshot *s;
    ri_text *out;
    bool narrow;
} describing;

static inline void say(const describing *d, const char *field, const char *value)
{
    if (value != NULL) {
        ri_text_format(d->out, "%s%s=%s", d->out->length > 0 ? " " : "", field, value);
    }
}

static inline void say_row(const describing *d, const char *field, ri_kind kind, uint32_t row)
{
    say(d, field, row != RI_NONE ? ri_snapshot_rows(d->s, kind)->key[row] : NULL);
}

static inline void say_word(const describing *d, const char *field, uint32_t word)
{
    say(d, field, word != RI_NONE ? ri_intern_get(d->s->words, word) : NULL);
}

static inline void say_number(const describing *d, const char *field, int64_t number)
{
    ri_text text = RI_TEXT_INIT;
    ri_text_format(&text, "%" PRId64, number);
    say(d, field, ri_text_string(&text));
    ri_text_free(&text);
}

/* Items are rows of a kind, or words with RI_OFFICE. */
static inline void say_list(const describing *d, const char *field, const ri_lists *lists,
                            uint32_t row, ri_kind kind)
{
    ri_text text = RI_TEXT_INIT;
    for (uint32_t i = lists->first[row]; i < lists->first[row + 1]; i++) {
        ri_text_add(&text, i > lists->first[row] ? "," : "");
        ri_text_add(&text, ri_snapshot_key(d->s, ri_ref_make(kind, lists->items[i])));
    }
    say(d, field, text.length > 0 ? text.bytes : NULL);
    ri_text_free(&text);
}

static inline void say_rows(const describing *d, ri_kind kind, uint32_t row)
{
    const ri_rows *rows = ri_snapshot_rows(d->s, kind);
    const char *name = ri_snapshot_name(d->s, ri_ref_make(kind, row));
    say(d, "name", strcmp(name, rows->key[row]) != 0 ? name : NULL);
    const uint32_t *first = rows->attrs.first;
    for (uint32_t i = first != NULL ? first[row] : 0; first != NULL && i < first[row + 1]; i++) {
        say(d, ri_intern_get(d->s->words, rows->attrs.name[i]), rows->attrs.value[i]);
    }
}

static inline void describe_unit(const describing *d, uint32_t at)
{
    const ri_units *units = &d->s->units;
    say_row(d, "parent", RI_UNIT, units->parent[at]);
    if (units->up[at] != units->parent[at]) {
        say(d, "up", "cut");
    }
    if (units->loop != NULL) {
        say_row(d, "loop", RI_UNIT, units->loop[at]);
    }
    say_row(d, "head", RI_POSITION, units->head[at]);
    say_word(d, "kind", units->kind[at]);
    say_word(d, "func", units->func[at]);
    say_list(d, "tags", &d->s->tag_sets.of, units->tag_set[at], RI_OFFICE);
    say_row(d, "department", RI_UNIT, units->department[at]);
    if (!d->narrow) {
        say_list(d, "positions", &units->positions, at, RI_POSITION);
    }
}

static inline void describe_seats(const describing *d, uint32_t at)
{
    static const char *const kinds[] = {"holder", "acting", "delegate"};
    for (uint32_t i = d->s->positions.first_seat[at]; i < d->s->positions.first_seat[at + 1]; i++) {
        const ri_seat *seat = &d->s->seats[i];
        char from[11];
        char to[11];
        ri_text text = RI_TEXT_INIT;
        ri_text_format(&text, "%s(%s..%s)", d->s->people.rows.key[seat->person],
                       ri_day_format(seat->from, from), ri_day_format(seat->to, to));
        say(d, kinds[seat->kind], text.bytes);
        ri_text_free(&text);
    }
}

static inline void say_day(const describing *d, const char *field, int32_t day)
{
    char text[11];
    if (day != RI_DAY_MIN && day != RI_DAY_MAX) {
        say(d, field, ri_day_format(day, text));
    }
}

static inline void describe_tenure(const describing *d, uint32_t at)
{
    const ri_positions *positions = &d->s->positions;
    const bool acting = positions->last_end[at] != RI_DAY_MIN && positions->last_acting[at];
    say_day(d, "vacant_on", positions->vacant_on[at]);
    say_day(d, acting ? "last_acting" : "last_end", positions->last_end[at]);
    say_day(d, "reseated", positions->reseated[at]);
}

static inline void describe_position(const describing *d, uint32_t at)
{
    const ri_snapshot *s = d->s;
    const ri_positions *positions = &s->positions;
    say_row(d, "unit", RI_UNIT, positions->unit[at]);
    say_row(d, "reports_to", RI_POSITION, positions->reports_to[at]);
    if (positions->up[at] != positions->reports_to[at]) {
        say(d, "up", "cut");
    }
    if (positions->loop != NULL) {
        say_row(d, "loop", RI_POSITION, positions->loop[at]);
    }
    say_word(d, "office", positions->office[at]);
    say(d, "grade", positions->grade[at]);
    say_list(d, "dotted", &positions->dotted, at, RI_POSITION);
    say_list(d, "heads", &positions->heads, at, RI_UNIT);
    describe_seats(d, at);
    describe_tenure(d, at);
    for (uint32_t i = s->first_mandate[at]; i < s->first_mandate[at + 1]; i++) {
        say(d, "mandate", s->mandates[i].scope_text);
        if (!d->narrow && s->mandates[i].scope == RI_NONE) {
            say(d, "scope", "absent");
        }
    }
    for (uint32_t i = 0; i < s->n_walks; i++) {
        char date[11];
        if (s->walks[i].position == at) {
            say_row(d, "channel", RI_CHANNEL, s->walks[i].channel);
            say(d, "walked", ri_day_format(s->walks[i].date, date));
        }
    }
}

static inline void describe_touchpoint(const describing *d, uint32_t at)
{
    const ri_snapshot *s = d->s;
    const ri_touchpoints *t = &s->touchpoints;
    char date[11];
    say_row(d, "journey", RI_JOURNEY, t->journey[at]);
    say_list(d, "journeys", &s->journey_sets.of, t->journey_set[at], RI_JOURNEY);
    say_row(d, "stage", RI_STAGE, t->stage[at]);
    say_row(d, "channel", RI_CHANNEL, t->channel[at]);
    if (t->criticality[at] != 0) {
        say_number(d, "criticality", t->criticality[at]);
    }
    if (t->order[at] != INT64_MAX) {
        say_number(d, "order", t->order[at]);
    }
    say_list(d, "units", &s->unit_sets.of, t->unit_set[at], RI_UNIT);
    say_list(d, "tags", &s->tag_sets.of, t->tag_set[at], RI_OFFICE);
    say(d, "managed", t->managed[at] ? NULL : "no");
    say(d, "truth", t->truth[at] ? "yes" : NULL);
    if (t->reviewed_on[at] != RI_DAY_MIN) {
        say(d, "reviewed", ri_day_format(t->reviewed_on[at], date));
    }
}

static inline void describe_decisions(const describing *d, ri_ref subject, const ri_stated *rows,
                                      uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (rows[i].subject != subject) {
            continue;
        }
        ri_text holder = RI_TEXT_INIT;
        ri_snapshot_reference(d->s, rows[i].holder, &holder);
        say(d, rows[i].letter, holder.length > 0 ? holder.bytes : "absent");
        say(d, "as", rows[i].name);
        say(d, "by", rows[i].by);
        say(d, "because", rows[i].reason);
        ri_text_free(&holder);
    }
}

static inline void describe_disputes(const describing *d, ri_ref subject)
{
    for (uint32_t i = 0; i < d->s->n_disputes; i++) {
        const ri_dispute *dispute = &d->s->disputes[i];
        if (dispute->subject != subject) {
            continue;
        }
        ri_text by = RI_TEXT_INIT;
        ri_text claims = RI_TEXT_INIT;
        ri_snapshot_reference(d->s, dispute->by, &by);
        ri_snapshot_reference(d->s, dispute->claims, &claims);
        say(d, "disputed", dispute->letter);
        say(d, "by", by.length > 0 ? by.bytes : "absent");
        say(d, "as", dispute->by_text);
        say(d, "claims", claims.length > 0 ? claims.bytes : NULL);
        say(d, "because", dispute->reason);
        ri_text_free(&by);
        ri_text_free(&claims);
    }
}

static inline void describe_rest(const describing *d, ri_kind kind, uint32_t at)
{
    const ri_snapshot *s = d->s;
    switch (kind) {
    case RI_PERSON:
        say(d, "email", s->people.email[at]);
        say_list(d, "positions", &s->people.positions, at, RI_POSITION);
        say_day(d, "reseated", s->people.reseated[at]);
        break;
    case RI_TEAM:
        say_word(d, "kind", s->teams.kind[at]);
        say_row(d, "lead", RI_POSITION, s->teams.lead[at]);
        say_list(d, "members", &s->teams.members, at, RI_POSITION);
        break;
    case RI_STAGE:
        if (s->stages.order[at] != INT64_MAX) {
            say_number(d, "order", s->stages.order[at]);
        }
        break;
    case RI_JOURNEY:
        say_row(d, "lead", RI_POSITION, s->journeys.lead[at]);
        say_row(d, "team", RI_TEAM, s->journeys.team[at]);
        if (!d->narrow) {
            say_list(d, "touchpoints", &s->journeys.touchpoints, at, RI_TOUCHPOINT);
        }
        break;
    case RI_HANDOFF:
        say(d, "crosses", ri_handoff_passing(&s->handoffs, at).crosses ? "yes" : "no");
        say_list(d, "units", &s->unit_sets.of, ri_handoff_passing(&s->handoffs, at).unit_set,
                 RI_UNIT);
        say_list(d, "journeys", &s->journey_sets.of,
                 ri_handoff_passing(&s->handoffs, at).journey_set, RI_JOURNEY);
        break;
    default:
        break;
    }
}

static inline void describe(const ri_snapshot *s, ri_ref ref, bool narrow, ri_text *out)
{
    const describing d = {s, out, narrow};
    uint32_t at = ri_ref_index(ref);
    ri_text_clear(out);
    if (ref == RI_NONE) {
        ri_text_add(out, "absent");
        return;
    }
    if (ri_snapshot_rows(s, ri_ref_kind(ref)) != NULL) {
        say_rows(&d, ri_ref_kind(ref), at);
    }
    switch (ri_ref_kind(ref)) {
    case RI_UNIT:
        describe_unit(&d, at);
        break;
    case RI_POSITION:
        describe_position(&d, at);
        break;
    case RI_TOUCHPOINT:
        describe_touchpoint(&d, at);
        break;
    default:
        describe_rest(&d, ri_ref_kind(ref), at);
        break;
    }
    describe_decisions(&d, ref, s->stated, s->n_stated);
    describe_decisions(&d, ref, s->rulings, s->n_rulings);
    describe_disputes(&d, ref);
}

#endif
