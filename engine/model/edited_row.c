/*
 * What was edited on a touchpoint, as stated rows.
 *
 * A stated row with a reason applies as an exception, so that it takes the letter from all whom
 * rules give it and whom no such row names. Where somebody gets a letter, or loses one that others
 * keep, all who have it now are therefore stated. What exceptions give they go on giving; rulings
 * and laws go before whatever is stated.
 */
#include <string.h>

#include "base/fail.h"
#include "model/adopt_things.h"
#include "model/edited.h"

/* What became of one letter on the touchpoint. */
typedef struct change {
    ri_editing *e;
    uint8_t letter;
    uint32_t line;
    uint8_t tier;  /* by which it was given */
    uint32_t rule; /* the first that gives it to somebody who is to lose it; 0: none */
    size_t given;  /* how many get it, */
    size_t taken;  /* lose it, */
    size_t left;   /* or keep it; of these some have no column any more */
} change;

static uint32_t bit(uint8_t letter)
{
    return UINT32_C(1) << letter;
}

static const char *name_of(const ri_editing *e, const ri_edited_column *column)
{
    return column->ref != RI_NONE ? ri_snapshot_name(e->s, column->ref) : column->holder;
}

/* ---- telling ---- */

static raci_status tell_edits(ri_editing *e)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < e->n_columns; i++) {
        const ri_edited_column *column = &e->columns[i];
        if (column->before == column->after) {
            continue;
        }
        ri_text line = RI_TEXT_INIT;
        ri_text_format(&line, "%s had ", name_of(e, column));
        ri_edited_letters(e, column->before, "nothing", &line);
        ri_text_format(&line, " on '%s', and has ", ri_snapshot_name(e->s, e->subject));
        ri_edited_letters(e, column->after, "nothing", &line);
        status = line.failed ? ri_fail_nomem(e->err)
                             : ri_edited_tell(e, &e->a->sheet->edits, column->place, "%s",
                                              ri_text_string(&line));
        ri_text_free(&line);
    }
    return status;
}

/* What a stated row gives can be taken back where it was stated, whatever else keeps it. */
static const char *way_out(const change *c, const ri_edited_column *column, const char *why)
{
    ri_editing *e = c->e;
    if (c->rule == 0 || strstr(ri_kept_rule(e->kept, c->rule), "(stated:") == NULL) {
        return why;
    }
    ri_text_clear(&e->text);
    ri_text_format(&e->text,
                   "and raci change 'unstate { touchpoint = \"%s\", letter = \"%s\", holder = "
                   "\"%s\" }' takes it back",
                   ri_snapshot_key(e->s, e->subject), e->kept->letters[c->letter], column->holder);
    return ri_text_string(&e->text);
}

/* Of everybody whose letter was edited in a way that cannot be stated, why not. */
static raci_status refuse(const change *c, bool given, bool taken, const char *why)
{
    ri_editing *e = c->e;
    const char *letter = e->kept->letters[c->letter];
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < e->n_columns; i++) {
        const ri_edited_column *column = &e->columns[i];
        const bool had = (column->before & bit(c->letter)) != 0;
        const bool has = (column->after & bit(c->letter)) != 0;
        if (had == has || !(had ? taken : given)) {
            continue;
        }
        status = ri_edited_tell(e, &e->a->sheet->refusals, column->place,
                                "%s %s %s on '%s': %s gives it, %s", name_of(e, column),
                                had ? "keeps" : "does not get", letter,
                                ri_snapshot_name(e->s, e->subject),
                                c->rule != 0 ? ri_kept_rule(e->kept, c->rule) : "something else",
                                had ? way_out(c, column, why) : why);
    }
    return status;
}

/* ---- stating ---- */

/* What another file stated before stands as it is. */
static raci_status state(const change *c, const char *holder, const char *how, const char *note)
{
    ri_editing *e = c->e;
    const char *touchpoint = ri_snapshot_key(e->s, e->subject);
    const char *letter = e->kept->letters[c->letter];
    uint64_t row = 0;
    if (ri_adopt_has_stated(&row, e->a, touchpoint, letter, holder)) {
        return RACI_OK;
    }
    const char *reason =
        note[0] == '\0' ? how : ri_arena_format(e->a->intake->arena, "%s: %s", how, note);
    return reason != NULL ? ri_adopt_stated(e->a, touchpoint, letter, holder, reason,
                                            (ri_adopt_source){"", c->line}, e->err)
                          : ri_fail_nomem(e->err);
}

/* All who get the letter; and, where the rows take it from others, all who keep it. */
static raci_status state_columns(const change *c, bool left)
{
    ri_editing *e = c->e;
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < e->n_columns; i++) {
        const ri_edited_column *column = &e->columns[i];
        const bool had = (column->before & bit(c->letter)) != 0;
        if ((column->after & bit(c->letter)) == 0 || (had && !left)) {
            continue;
        }
        status = had ? state(c, column->holder, e->left_as, "")
                     : state(c, column->holder, e->given_as, column->note);
    }
    return status;
}

/* And those whose column is gone, who keep what they had. */
static raci_status state_hidden(const change *c)
{
    ri_editing *e = c->e;
    raci_status status = RACI_OK;
    uint32_t at = ri_kept_first(e->kept, ri_snapshot_key(e->s, e->subject));
    for (; status == RACI_OK && at != RI_NONE; at = e->kept->holdings[at].next) {
        const ri_kept_holding *holding = &e->kept->holdings[at];
        if (holding->letter == c->letter && e->column_of[holding->holder] == RI_NONE) {
            status = state(c, ri_intern_get(e->kept->holders, holding->holder), e->left_as, "");
        }
    }
    return status;
}

/* ---- one letter ---- */

static void count(change *c)
{
    ri_editing *e = c->e;
    for (size_t i = 0; i < e->n_columns; i++) {
        const bool had = (e->columns[i].before & bit(c->letter)) != 0;
        const bool has = (e->columns[i].after & bit(c->letter)) != 0;
        c->given += has && !had;
        c->taken += had && !has;
        c->left += had && has;
    }
    uint32_t at = ri_kept_first(e->kept, ri_snapshot_key(e->s, e->subject));
    for (; at != RI_NONE; at = e->kept->holdings[at].next) {
        const ri_kept_holding *holding = &e->kept->holdings[at];
        if (holding->letter != c->letter) {
            continue;
        }
        const uint32_t column = e->column_of[holding->holder];
        c->tier = holding->tier;
        c->left += column == RI_NONE;
        if (column == RI_NONE || (e->columns[column].after & bit(c->letter)) == 0 || c->rule == 0) {
            c->rule = holding->rule;
        }
    }
}

static raci_status state_letter(change *c)
{
    raci_status status = RACI_OK;
    if (c->tier == RI_KEPT_ABOVE) {
        return refuse(c, true, true, "and what is stated does not go before it");
    }
    if (c->tier == RI_KEPT_EXCEPTION) {
        status = refuse(c, false, true,
                        "which a stated row stands beside and does not go before; what gave it has "
                        "to be taken out");
        return status == RACI_OK ? state_columns(c, false) : status;
    }
    if (c->given + c->left == 0) {
        return refuse(c, false, true,
                      "and what is stated can only give the letter to others, of whom there are "
                      "none");
    }
    if (c->left > 0) {
        status = ri_edited_tell(
            c->e, &c->e->a->sheet->notes, "",
            "%zu who keep%s %s on '%s' %s stated, too: what is stated takes a letter from all whom "
            "it does not name",
            c->left, c->left == 1 ? "s" : "", c->e->kept->letters[c->letter],
            ri_snapshot_name(c->e->s, c->e->subject), c->left == 1 ? "is" : "are");
    }
    if (status == RACI_OK) {
        status = state_columns(c, true);
    }
    return status == RACI_OK ? state_hidden(c) : status;
}

raci_status ri_edited_state(ri_editing *e, uint32_t line)
{
    raci_status status = tell_edits(e);
    for (size_t i = 0; status == RACI_OK && i < e->kept->n_letters; i++) {
        change c = {.e = e, .letter = (uint8_t)i, .line = line};
        count(&c);
        if (c.given + c.taken > 0) {
            status = state_letter(&c);
        }
    }
    return status;
}
