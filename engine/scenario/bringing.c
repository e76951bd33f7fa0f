#include "scenario/bringing.h"

#include <string.h>

#include "base/memory.h"
#include "base/order.h"

#define CAUSES 3 /* of more that may have brought something so many are named */

const char *ri_due_keep(ri_bringing *b)
{
    const char *kept =
        b->text.failed ? NULL : ri_arena_string(b->days->timeline->arena, ri_text_string(&b->text));
    ri_text_clear(&b->text);
    return kept;
}

/* "Head of App (Dana Ruiz and 2 more)". */
static const char *seated_name(ri_bringing *b, const ri_snapshot *s, uint32_t position)
{
    const uint32_t first = s->positions.first_seat[position];
    const uint32_t n = s->positions.first_seat[position + 1] - first;
    ri_text_add(&b->text, s->positions.rows.name[position]);
    if (n > 0) {
        ri_text_format(&b->text, " (%s", s->people.rows.name[s->seats[first].person]);
        if (n > 1) {
            ri_text_format(&b->text, " and %u more", (unsigned)(n - 1));
        }
        ri_text_char(&b->text, ')');
    }
    return ri_due_keep(b);
}

bool ri_due_set_to(ri_bringing *b, ri_due_item *item, const raci_result *result, ri_ref to)
{
    if (to == RI_NONE) {
        return true;
    }
    ri_snapshot_reference(result->snapshot, to, &b->text);
    item->to = ri_due_keep(b);
    item->to_name = seated_name(b, result->snapshot, ri_ref_index(to));
    return item->to != NULL && item->to_name != NULL;
}

bool ri_due_set_subject(ri_bringing *b, ri_due_item *item, const raci_result *result,
                        ri_ref subject)
{
    ri_finding_reference(result->resolver, subject, &b->text);
    item->subject = ri_due_keep(b);
    ri_text_add(&b->text, ri_ref_kind(subject) == RI_RULE
                              ? ri_source_name(result->resolver, ri_ref_index(subject))
                              : ri_snapshot_name(result->snapshot, subject));
    item->name = ri_due_keep(b);
    item->critical = ri_ref_kind(subject) == RI_TOUCHPOINT &&
                     ri_is_critical(&result->snapshot->touchpoints, ri_ref_index(subject));
    return item->subject != NULL && item->name != NULL;
}

bool ri_due_add(ri_bringing *b, const ri_due_item *item)
{
    raci_timeline *t = b->days->timeline;
    t->counts[item->what]++;
    return RI_PUSH(t->items, t->n, t->capacity, *item);
}

/* ---- causes ---- */

static int by_reference(const void *a, const void *b, const void *context)
{
    const ri_touched *x = a;
    const ri_touched *y = b;
    const int order = strcmp(x->reference, y->reference);
    (void)context;
    return order != 0 ? order : (x->turning > y->turning) - (x->turning < y->turning);
}

bool ri_bringing_begin(ri_bringing *b)
{
    const ri_two_days *days = b->days;
    b->touched = ri_arena_array(days->scratch, 2 * days->n_turnings, sizeof *b->touched);
    for (uint32_t i = 0; b->touched != NULL && i < days->n_turnings; i++) {
        const char *references[2];
        if (!ri_turning_references(references, &days->turnings[i], days->scratch)) {
            return false;
        }
        for (int k = 0; k < 2; k++) {
            if (references[k][0] != '\0') {
                b->touched[b->n_touched++] = (ri_touched){references[k], i};
            }
        }
    }
    return b->touched != NULL &&
           ri_order(b->touched, b->n_touched, sizeof *b->touched, by_reference, NULL);
}

static int place_of(const void *item, const void *reference, const void *context)
{
    (void)context;
    return strcmp(((const ri_touched *)item)->reference, reference);
}

/* The turnings about some of the references, in order, in the scratch arena; NULL: exhausted. */
static const uint32_t *touching(ri_bringing *b, const char *const *references, size_t n,
                                size_t *count)
{
    size_t all = 0;
    uint32_t *out = NULL;
    for (int pass = 0; pass < 2; pass++) {
        size_t at = 0;
        for (size_t i = 0; i < n; i++) {
            size_t k = ri_order_place(b->touched, b->n_touched, sizeof *b->touched, place_of,
                                      references[i], NULL);
            for (; k < b->n_touched && strcmp(b->touched[k].reference, references[i]) == 0; k++) {
                all += pass == 0;
                if (pass == 1) {
                    out[at++] = b->touched[k].turning;
                }
            }
        }
        if (pass == 0) {
            out = ri_arena_array(b->days->scratch, all, sizeof *out);
            if (out == NULL) {
                return NULL;
            }
        }
    }
    *count = ri_order_unique(out, all);
    return out;
}

bool ri_due_find_cause(ri_due_item *item, ri_bringing *b, const char *const *references, size_t n,
                       bool any)
{
    const ri_two_days *days = b->days;
    size_t count = 0;
    const uint32_t *about = touching(b, references, n, &count);
    const bool certain = count > 0;
    if (about == NULL) {
        return false;
    }
    count = certain ? count : any ? days->n_turnings : 0;
    for (size_t i = 0; i < count && i < CAUSES; i++) {
        ri_text_add(&b->text, i > 0 ? "; " : "");
        ri_turning_say(&b->text, days, &days->turnings[certain ? about[i] : i]);
    }
    if (count > CAUSES) {
        ri_text_format(&b->text, "; and %zu more", count - CAUSES);
    }
    if (count == 0) {
        return true;
    }
    item->certain = certain;
    item->cause = ri_due_keep(b);
    return item->cause != NULL;
}
