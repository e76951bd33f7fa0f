/*
 * Finding things in a snapshot, and noting what a focused one lacks.
 */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "model/loading.h"

const ri_rows *ri_snapshot_rows(const ri_snapshot *s, ri_kind kind)
{
    return ri_loading_rows((ri_snapshot *)s, kind); /* which changes nothing */
}

static uint32_t find_row(const ri_rows *rows, const char *key)
{
    uint32_t low = 0;
    uint32_t high = rows->n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(rows->key[middle], key);
        if (order == 0) {
            return middle;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return RI_NONE;
}

/* The handoff's "a->b" against a key, byte by byte, without writing it down. */
static int compare_handoff(const ri_snapshot *s, uint32_t handoff, const char *key)
{
    const char *parts[] = {s->touchpoints.rows.key[s->handoffs.from[handoff]], "->",
                           s->touchpoints.rows.key[s->handoffs.to[handoff]]};
    for (size_t i = 0; i < 2; i++) {
        size_t length = strlen(parts[i]);
        int order = strncmp(parts[i], key, length);
        if (order != 0) {
            return order;
        }
        key += length;
    }
    return strcmp(parts[2], key);
}

static uint32_t find_handoff(const ri_snapshot *s, const char *key)
{
    uint32_t low = 0;
    uint32_t high = s->handoffs.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare_handoff(s, middle, key);
        if (order == 0) {
            return middle;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return RI_NONE;
}

ri_ref ri_rows_find(const ri_snapshot *s, ri_kind kind, const char *key)
{
    const ri_rows *rows = ri_snapshot_rows(s, kind);
    uint32_t at = RI_NONE;
    if (rows != NULL) {
        at = find_row(rows, key);
        at = at != RI_NONE && ri_row_there(rows, at) ? at : RI_NONE;
    } else if (kind == RI_HANDOFF) {
        at = find_handoff(s, key);
        at = at != RI_NONE && ri_handoff_there(&s->handoffs, at) ? at : RI_NONE;
    } else if (kind == RI_ENTERPRISE && *key == '\0') {
        at = 0;
    }
    return at != RI_NONE ? ri_ref_make(kind, at) : RI_NONE;
}

uint32_t ri_rows_place(const ri_rows *rows, const char *key)
{
    return find_row(rows, key);
}

/* Notes "what:key" for ri_focus_extend, unless the loading already knew of it. */
static void note(const ri_snapshot *s, const char *what, const char *key)
{
    struct ri_snapshot_private *own = s->own;
    ri_text wanted = RI_TEXT_INIT;
    if (s->whole) {
        return;
    }
    ri_text_add(&wanted, what);
    ri_text_char(&wanted, ':');
    ri_text_add(&wanted, key);
    if (wanted.failed || (ri_intern_find(own->asked, wanted.bytes) == RI_NONE &&
                          ri_intern_string(own->lacking, wanted.bytes) == RI_NONE)) {
        own->failures++;
    }
    ri_text_free(&wanted);
}

ri_ref ri_snapshot_find(const ri_snapshot *s, ri_kind kind, const char *key)
{
    ri_ref found = ri_rows_find(s, kind, key);
    switch (kind) {
    case RI_HANDOFF:
    case RI_JOURNEY:
    case RI_PERSON:
    case RI_POSITION:
    case RI_TEAM:
    case RI_TOUCHPOINT:
    case RI_UNIT:
        if (found == RI_NONE) {
            note(s, ri_kind_name(kind), key);
        }
        break;
    default:
        break; /* stages and channels are always there */
    }
    return found;
}

static int compare_repassing(const void *repassing, const void *handoff, const void *context)
{
    const uint32_t of = ((const ri_repassing *)repassing)->handoff;
    const uint32_t wanted = *(const uint32_t *)handoff;
    (void)context;
    return of < wanted ? -1 : of > wanted;
}

ri_passing ri_handoff_repassing(const ri_handoffs *handoffs, uint32_t handoff)
{
    const ri_repassing *others = handoffs->repassing;
    const size_t at = ri_order_place(others, handoffs->n_repassing, sizeof *others,
                                     compare_repassing, &handoff, NULL);
    return at < handoffs->n_repassing && others[at].handoff == handoff ? others[at].passing
                                                                       : handoffs->passing[handoff];
}

static int compare_subject(const void *row, const void *subject, const void *context)
{
    const ri_ref left = ((const ri_stated *)row)->subject;
    const ri_ref right = *(const ri_ref *)subject;
    (void)context;
    return left < right ? -1 : left > right;
}

uint32_t ri_stated_first(const ri_stated *rows, uint32_t n, ri_ref subject)
{
    const size_t at = ri_order_place(rows, n, sizeof *rows, compare_subject, &subject, NULL);
    return at < n && rows[at].subject == subject ? (uint32_t)at : n;
}

const uint32_t *ri_snapshot_office(const ri_snapshot *s, const char *office, uint32_t *n)
{
    const ri_lists *offices = &s->own->offices;
    const size_t length = strlen(office);
    char word[RI_KEY_MAX + 1];
    uint32_t number = RI_NONE;
    if (length <= RI_KEY_MAX) { /* no office is longer */
        memcpy(word, office, length + 1);
        ri_office_fold(word);
        note(s, "office", word);
        number = ri_intern_find(s->words, word);
    }
    if (number >= s->own->n_offices) {
        *n = 0;
        return NULL;
    }
    *n = offices->first[number + 1] - offices->first[number];
    return RI_FROM(offices->items, offices->first[number]);
}

void ri_snapshot_need_below(const ri_snapshot *s, uint32_t unit)
{
    note(s, "below", s->units.rows.key[unit]);
}

void ri_snapshot_need_journey(const ri_snapshot *s, uint32_t journey)
{
    note(s, "steps", s->journeys.rows.key[journey]);
}

void ri_snapshot_need_whole(const ri_snapshot *s)
{
    s->own->lacks_all = !s->whole;
}

size_t ri_snapshot_failures(const ri_snapshot *s)
{
    return s != NULL ? s->own->failures : 0;
}
