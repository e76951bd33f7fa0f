/* A role card, for people: a page to print. */
#include "report/report_brief.h"

#include <string.h>

#include "base/day.h"
#include "report/sentences.h"

/* ---- whose it is ---- */

static void say_seats_of(ri_brief_telling *t, uint32_t person)
{
    const ri_lists *seated = &t->s->people.positions;
    const uint32_t first = seated->first[person];
    const uint32_t n = seated->first[person + 1] - first;
    ri_text_add(&t->line, n > 0 ? "Sits as " : "Has no seat");
    for (uint32_t i = 0; i < n; i++) {
        ri_text_add(&t->line, ri_say_between(i, n));
        ri_say_name(&t->line, t->view, ri_ref_make(RI_POSITION, seated->items[first + i]));
    }
}

static void say_place(ri_brief_telling *t)
{
    const uint32_t position = t->card->position;
    switch (ri_ref_kind(t->card->holder)) {
    case RI_PERSON:
        say_seats_of(t, ri_ref_index(t->card->holder));
        break;
    case RI_POSITION:
        if (t->s->positions.unit[position] != RI_NONE) {
            ri_say_name(&t->line, t->view, ri_ref_make(RI_UNIT, t->s->positions.unit[position]));
        } else {
            ri_text_add(&t->line, "In no unit");
        }
        if (t->s->positions.up[position] != RI_NONE) {
            ri_text_add(&t->line, "; reports to ");
            ri_say_holder(&t->line, t->view,
                          ri_ref_make(RI_POSITION, t->s->positions.up[position]));
        } else {
            ri_text_add(&t->line, "; reports to nobody");
        }
        break;
    default:
        ri_text_add(&t->line, ri_ref_kind(t->card->holder) == RI_TEAM ? "Led by " : "Headed by ");
        if (position != RI_NONE) {
            ri_say_holder(&t->line, t->view, ri_ref_make(RI_POSITION, position));
        } else {
            ri_text_add(&t->line, "nobody");
        }
        break;
    }
    ri_text_add(&t->line, ". ");
    ri_say_reference(&t->line, t->view, t->card->holder);
}

static void put_title(ri_brief_telling *t)
{
    ri_text_add(&t->line, "Role card: ");
    ri_say_name(&t->line, t->view, t->card->holder);
    if (ri_ref_kind(t->card->holder) != RI_PERSON) {
        ri_text_add(&t->line, " (");
        ri_say_people(&t->line, t->view, t->card->holder);
        ri_text_char(&t->line, ')');
    }
    ri_outline_title(t->out, &t->line);
    say_place(t);
    ri_outline_paragraph(t->out, &t->line);
}

/* ---- whom they turn to ---- */

/* Acting and delegate seats in a position; gives how many. */
static size_t say_stand_ins(ri_brief_telling *t, uint32_t position)
{
    const ri_positions *positions = &t->s->positions;
    char to[11];
    size_t n = 0;
    for (uint32_t i = positions->first_seat[position]; i < positions->first_seat[position + 1];
         i++) {
        const ri_seat *seat = &t->s->seats[i];
        if (seat->kind == RI_SEAT_HOLDER) {
            continue;
        }
        ri_text_add(&t->line, n++ > 0 ? "; " : "");
        ri_say_name(&t->line, t->view, ri_ref_make(RI_PERSON, seat->person));
        ri_text_format(&t->line, " (%s", ri_seat_kind_name(seat->kind));
        if (seat->to != RI_DAY_MAX) {
            ri_text_format(&t->line, " until %s", ri_day_format(seat->to, to));
        }
        ri_text_char(&t->line, ')');
    }
    return n;
}

static void put_stand_ins(ri_brief_telling *t, uint32_t position, bool own)
{
    ri_text_add(&t->line, RI_BOLD "While ");
    if (own) {
        ri_text_add(&t->line, "you are");
    } else {
        ri_say_name(&t->line, t->view, ri_ref_make(RI_POSITION, position));
        ri_text_add(&t->line, " is");
    }
    ri_text_add(&t->line, " away" RI_PLAIN ": ");
    if (say_stand_ins(t, position) == 0) {
        ri_text_add(&t->line, "nobody is named who stands in");
    }
    ri_outline_item(t->out, 0, &t->line);
}

static void put_turn_to(ri_brief_telling *t)
{
    const ri_card *card = t->card;
    ri_outline_heading(t->out, "Whom you turn to");
    ri_text_add(&t->line, RI_BOLD "Where you cannot agree" RI_PLAIN ": ");
    for (size_t i = 0; i < card->n_escalates; i++) {
        ri_text_add(&t->line, i > 0 ? ", then " : "");
        ri_say_holder(&t->line, t->view, card->escalates[i]);
    }
    if (card->n_escalates == 0) {
        ri_text_add(&t->line,
                    card->decides ? "you decide in the end" : "nobody is there to decide");
    }
    ri_outline_item(t->out, 0, &t->line);
    if (ri_ref_kind(card->holder) != RI_PERSON) {
        if (card->position != RI_NONE) {
            put_stand_ins(t, card->position, ri_ref_kind(card->holder) == RI_POSITION);
        }
        return;
    }
    const ri_lists *seated = &t->s->people.positions;
    const uint32_t person = ri_ref_index(card->holder);
    const uint32_t n = seated->first[person + 1] - seated->first[person];
    for (uint32_t i = 0; i < n; i++) {
        put_stand_ins(t, seated->items[seated->first[person] + i], n == 1);
    }
}

/* ---- what binds them ---- */

static void say_letter(ri_brief_telling *t, const char *letter)
{
    const ri_scheme *scheme = t->view->scheme;
    for (uint32_t i = 0; i < scheme->n; i++) {
        if (strcmp(scheme->letters[i].letter, letter) == 0) {
            ri_say_verb(&t->line, &scheme->letters[i], 1);
            return;
        }
    }
    ri_text_add(&t->line, "has ");
    ri_say(&t->line, letter);
    ri_text_add(&t->line, " on");
}

static void put_ruling(ri_brief_telling *t, const ri_stated *ruling)
{
    char to[11];
    ri_say_judge(&t->line, t->view, ruling->holder_text);
    ri_text_char(&t->line, ' ');
    say_letter(t, ruling->letter);
    ri_text_char(&t->line, ' ');
    ri_say_name(&t->line, t->view, ruling->subject);
    ri_text_add(&t->line, ", decided by ");
    ri_say_judge(&t->line, t->view, ruling->by);
    if (ruling->to != RI_DAY_MAX) {
        ri_text_format(&t->line, " until %s", ri_day_format(ruling->to, to));
    }
    if (ruling->reason != NULL && ruling->reason[0] != '\0') {
        ri_text_add(&t->line, ", because ");
        ri_say(&t->line, ruling->reason);
    }
    ri_outline_item(t->out, 0, &t->line);
}

static void put_rulings(ri_brief_telling *t)
{
    const ri_card *card = t->card;
    if (card->n_rulings > 0) {
        ri_outline_heading(t->out, "What was decided");
    }
    for (size_t i = 0; i < card->n_rulings && i < RI_BRIEF_TOLD; i++) {
        put_ruling(t, &t->s->rulings[card->rulings[i]]);
    }
    ri_brief_more(t, card->n_rulings);
}

/* ---- the whole ---- */

void ri_brief_outline(ri_outline *outline, void *context)
{
    ri_brief_report *report = context;
    const raci_brief *brief = report->brief;
    ri_brief_telling t = {.out = outline,
                          .report = report,
                          .card = &brief->card,
                          .s = report->view.snapshot,
                          .view = &report->view,
                          .line = RI_TEXT_INIT};
    put_title(&t);
    if (brief->n_changes > 0) {
        ri_brief_changes(outline, report);
    }
    ri_brief_letters(&t);
    ri_brief_passages(&t);
    put_turn_to(&t);
    put_rulings(&t);
    if (brief->n_changes == 0) {
        ri_brief_changes(outline, report);
    }
    ri_outline_basis(outline, brief->of->result->date, brief->of->result->policy);
    outline->failed = outline->failed || t.line.failed;
    ri_text_free(&t.line);
}
