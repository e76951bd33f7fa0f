#include "report/seam_view.h"

#include "base/memory.h"
#include "base/order.h"
#include "report/sentences.h"
#include "resolve/subjects.h"

void ri_seam_view_free(ri_seam_view *seams)
{
    ri_free(seams->departments.items);
    seams->departments = (ri_indexes){.items = NULL};
}

/* ---- how many ---- */

void ri_seam_sums_add(ri_seam_sums *sums, const ri_seam *seam)
{
    sums->passages++;
    sums->owned += seam->owned;
    sums->silent += seam->silent;
}

void ri_say_seam_sums(ri_text *out, const ri_seam_sums *sums)
{
    ri_say_count(out, sums->passages, "passage");
    ri_text_format(out, " between departments: %zu owned, %zu silent.", sums->owned, sums->silent);
}

/* ---- who ---- */

const ri_ref *ri_seam_accountable(const ri_seam_view *seams, ri_ref subject, uint32_t *n)
{
    const uint32_t number = ri_subject_number(seams->work.s, subject);
    return ri_matrix_holders(seams->work.matrix, number, seams->work.accountable, n);
}

static void push_department(ri_seam_view *seams, uint32_t department)
{
    ri_indexes *out = &seams->departments;
    if (department != RI_NONE && !RI_PUSH(out->items, out->n, out->capacity, department)) {
        seams->view->failed = true;
    }
}

const ri_indexes *ri_seam_delivering(ri_seam_view *seams, uint32_t touchpoint)
{
    const ri_snapshot *s = seams->work.s;
    const ri_lists *units = &s->unit_sets.of;
    const uint32_t set = s->touchpoints.unit_set[touchpoint];
    seams->departments.n = 0;
    for (uint32_t i = units->first[set]; i < units->first[set + 1]; i++) {
        push_department(seams, s->units.department[units->items[i]]);
    }
    seams->departments.n = ri_order_unique(seams->departments.items, seams->departments.n);
    return &seams->departments;
}

const ri_indexes *ri_seam_answering(ri_seam_view *seams, uint32_t touchpoint)
{
    uint32_t n = 0;
    const ri_ref *holders = ri_seam_accountable(seams, ri_ref_make(RI_TOUCHPOINT, touchpoint), &n);
    seams->departments.n = 0;
    for (uint32_t i = 0; i < n; i++) {
        push_department(seams, ri_position_department(seams->work.s, ri_ref_index(holders[i])));
    }
    seams->departments.n = ri_order_unique(seams->departments.items, seams->departments.n);
    return &seams->departments;
}

/* ---- in words ---- */

static void say_departments(ri_text *out, ri_seam_view *seams, const ri_indexes *departments)
{
    for (size_t i = 0; i < departments->n; i++) {
        ri_text_add(out, ri_say_between(i, departments->n));
        ri_say_name(out, seams->view, ri_ref_make(RI_UNIT, departments->items[i]));
    }
    ri_text_add(out, departments->n == 0 ? "no department" : "");
}

void ri_say_seam_departments(ri_text *out, ri_seam_view *seams, const ri_seam *seam)
{
    const uint32_t from = seams->work.s->handoffs.from[seam->handoff];
    const uint32_t to = seams->work.s->handoffs.to[seam->handoff];
    if (seam->crosses) {
        ri_text_add(out, "from ");
        say_departments(out, seams, ri_seam_delivering(seams, from));
        ri_text_add(out, " to ");
        say_departments(out, seams, ri_seam_delivering(seams, to));
    } else {
        ri_text_add(out, "delivered by ");
        say_departments(out, seams, ri_seam_delivering(seams, from));
        ri_text_add(out, ", answered for by ");
        say_departments(out, seams, ri_seam_answering(seams, from));
        ri_text_add(out, ", then by ");
        say_departments(out, seams, ri_seam_answering(seams, to));
    }
}

void ri_say_seam_owners(ri_text *out, ri_seam_view *seams, const ri_seam *seam)
{
    uint32_t n = 0;
    const ri_ref *holders = ri_seam_accountable(seams, ri_ref_make(RI_HANDOFF, seam->handoff), &n);
    for (uint32_t i = 0; i < n; i++) {
        ri_text_add(out, ri_say_between(i, n));
        ri_say_holder(out, seams->view, holders[i]);
    }
    if (n > 0) {
        ri_text_add(out, n == 1 ? " has it" : " have it");
    } else {
        ri_text_add(out, RI_YELLOW "nobody has it" RI_PLAIN);
    }
    ri_text_add(out, !seam->answered ? "; nobody is accountable for one of its sides"
                     : !seam->apart  ? "; one department answers for both sides"
                     : seam->silent  ? "; " RI_YELLOW "neither side is told of the other" RI_PLAIN
                                     : "; the sides talk");
}
