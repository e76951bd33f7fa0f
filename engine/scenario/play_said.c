/*
 * What a step names, looked up on its day; and why it does not apply.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/nearest.h"
#include "scenario/playing.h"

#define REASON_MAX 1200 /* bytes: three keys of full length and some words */

bool ri_misfit(const ri_playing *y, const char *format, ...)
{
    char reason[REASON_MAX];
    if (!ri_fits(y)) {
        return false;
    }
    va_list args;
    va_start(args, format);
    (void)vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    ri_text_add(y->why, reason);
    return false;
}

bool ri_fits(const ri_playing *y)
{
    return y->why->length == 0 && !y->why->failed;
}

/* "the unit 'suport'": and which is the nearest that is there. */
static void say_missing(const ri_playing *y, ri_kind kind, const char *key)
{
    char day[11];
    const ri_rows *rows = ri_snapshot_rows(y->p->s, kind);
    ri_nearest search;
    ri_nearest_begin(&search, key);
    for (uint32_t row = 0; row < rows->n; row++) {
        if (ri_prospect_there(y->p, kind, row)) {
            ri_nearest_offer(&search, rows->key[row]);
        }
    }
    (void)ri_misfit(y, "there is no %s '%s' on %s%s%s%s", ri_kind_name(kind), key,
                    ri_day_format(y->p->s->date, day),
                    search.best != NULL ? "; did you mean '" : "",
                    search.best != NULL ? search.best : "", search.best != NULL ? "'?" : "");
}

uint32_t ri_need(const ri_playing *y, ri_kind kind, const char *key)
{
    const uint32_t row = ri_prospect_find(y->p, kind, key);
    if (row == RI_NONE && ri_fits(y)) {
        say_missing(y, kind, key);
    }
    return row;
}

bool ri_step_has(const ri_playing *y, const char *field)
{
    const char *text = ri_step_text(y->step, field);
    return text != NULL && *text != '\0';
}

uint32_t ri_need_field(const ri_playing *y, const char *field, ri_kind kind)
{
    return ri_step_has(y, field) ? ri_need(y, kind, ri_step_text(y->step, field)) : RI_NONE;
}

uint32_t ri_need_free(const ri_playing *y, ri_kind kind, const char *key)
{
    char day[11];
    const uint32_t row = ri_rows_place(ri_snapshot_rows(y->p->s, kind), key);
    if (row != RI_NONE && !ri_prospect_there(y->p, kind, row)) {
        return row;
    }
    (void)ri_misfit(y, "the %s '%s' is there already on %s", ri_kind_name(kind), key,
                    ri_day_format(y->p->s->date, day));
    return RI_NONE;
}

uint32_t *ri_need_all(const ri_playing *y, ri_kind kind, const char **keys, uint32_t n)
{
    uint32_t *rows = ri_arena_array(y->p->arena, n, sizeof *rows);
    if (rows == NULL) {
        y->p->failed = true;
        (void)ri_misfit(y, "memory is exhausted");
        return NULL;
    }
    for (uint32_t i = 0; i < n; i++) {
        rows[i] = ri_need(y, kind, keys[i]);
    }
    return rows;
}

const char *ri_key_of(const ri_playing *y, ri_kind kind, uint32_t row)
{
    return row != RI_NONE ? ri_snapshot_rows(y->p->s, kind)->key[row] : "nothing";
}

/* A circle that is there already does not lead past where the walk began: as many steps
   as there are rows lead everywhere. */
bool ri_is_below(const ri_playing *y, ri_kind kind, int column, uint32_t row, uint32_t above)
{
    uint32_t left = ri_snapshot_rows(y->p->s, kind)->n;
    uint32_t at = ri_prospect_link(y->p, kind, row, column);
    while (at != RI_NONE && at != above && left-- > 0) {
        at = ri_prospect_link(y->p, kind, at, column);
    }
    return at != RI_NONE && at == above;
}

bool ri_goes_round(const ri_playing *y, ri_kind kind, uint32_t row, ri_renew_fn renew,
                   const void *payload)
{
    uint32_t left = ri_snapshot_rows(y->p->s, kind)->n;
    uint32_t at = renew(y, row, payload);
    while (at != RI_NONE && at != row && left-- > 0) {
        at = renew(y, at, payload);
    }
    return at == row;
}

ri_said ri_said_tags(const ri_playing *y, const ri_step_value *tags)
{
    ri_prospect *p = y->p;
    uint32_t *words = ri_arena_array(p->arena, tags->n_items, sizeof *words);
    for (uint32_t i = 0; words != NULL && i < tags->n_items; i++) {
        words[i] = ri_prospect_word(p, tags->items[i]);
    }
    p->failed = p->failed || words == NULL;
    return (ri_said){.link = RI_NONE, .items = words, .n_items = words != NULL ? tags->n_items : 0};
}

const char *ri_office_meant(const char *office)
{
    return office == NULL ? "" : strcmp(office, "cco") == 0 ? "cxo" : office;
}
