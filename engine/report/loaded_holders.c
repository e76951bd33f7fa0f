#include "report/loaded_holders.h"

#include "base/memory.h"
#include "base/order.h"
#include "report/holder_groups.h"
#include "report/report_who.h"

typedef struct loads {
    const ri_view *view;
    const ri_tally *tally;
} loads;

static int by_load(const void *a, const void *b, const void *context)
{
    const loads *of = context;
    const ri_ref x = *(const ri_ref *)a;
    const ri_ref y = *(const ri_ref *)b;
    for (uint32_t i = 0; i < of->view->scheme->n; i++) {
        const uint8_t letter = ri_letter_in_order(of->view->scheme, i);
        const uint32_t left = ri_tally_on(of->tally, ri_ref_kind(x), ri_ref_index(x), letter);
        const uint32_t right = ri_tally_on(of->tally, ri_ref_kind(y), ri_ref_index(y), letter);
        if (left != right) {
            return left < right ? 1 : -1;
        }
    }
    return ri_holder_order(of->view->snapshot, x, y);
}

bool ri_loaded_holders(ri_indexes *out, const ri_view *view, const ri_tally *tally)
{
    const loads of = {view, tally};
    bool done = true;
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        const uint32_t *all = tally->all[kind];
        for (uint32_t i = 0; all != NULL && done && i < tally->n[kind]; i++) {
            done = all[i] == 0 ||
                   RI_PUSH(out->items, out->n, out->capacity, ri_ref_make((ri_kind)kind, i));
        }
    }
    return done && ri_order(out->items, out->n, sizeof *out->items, by_load, &of);
}
