#include "report/holder_columns.h"

#include "base/memory.h"
#include "base/order.h"

static int by_column(const void *a, const void *b, const void *context)
{
    static const int ranks[RI_KIND_COUNT] = {
        [RI_UNIT] = 0, [RI_POSITION] = 1, [RI_TEAM] = 2, [RI_PERSON] = 3};
    const ri_ref x = *(const ri_ref *)a;
    const ri_ref y = *(const ri_ref *)b;
    const ri_ref of_x = ri_holder_group(context, x);
    const ri_ref of_y = ri_holder_group(context, y);
    if (ri_ref_kind(of_x) != ri_ref_kind(of_y)) {
        return ranks[ri_ref_kind(of_x)] - ranks[ri_ref_kind(of_y)];
    }
    return of_x != of_y ? ri_holder_order(context, of_x, of_y) : ri_holder_order(context, x, y);
}

static bool gather(ri_holder_columns *columns, const ri_matrix *matrix)
{
    const size_t n = matrix->n_holdings;
    columns->holders = ri_alloc((n + 1) * sizeof *columns->holders);
    for (size_t i = 0; columns->holders != NULL && i < n; i++) {
        columns->holders[i] = matrix->holder[i];
    }
    if (columns->holders == NULL ||
        !ri_order(columns->holders, n, sizeof *columns->holders, by_column, columns->s)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const size_t last = columns->n_holders;
        if (last == 0 || columns->holders[last - 1] != columns->holders[i]) {
            columns->holders[columns->n_holders++] = columns->holders[i];
        }
    }
    return true;
}

bool ri_holder_columns_of(ri_holder_columns *out, const raci_result *result)
{
    const ri_snapshot *s = result->snapshot;
    *out = (ri_holder_columns){.s = s};
    bool ok = gather(out, &result->matrix);
    for (size_t i = 0; ok && i < out->n_holders; i++) {
        if (i == 0 ||
            ri_holder_group(s, out->holders[i]) != ri_holder_group(s, out->holders[i - 1])) {
            ok = RI_PUSH(out->first, out->n, out->capacity, i);
        }
    }
    return ok;
}

void ri_holder_columns_free(ri_holder_columns *columns)
{
    ri_free(columns->holders);
    ri_free(columns->first);
}

size_t ri_holder_number(const ri_holder_columns *columns, ri_ref holder)
{
    return ri_order_place(columns->holders, columns->n_holders, sizeof *columns->holders, by_column,
                          &holder, columns->s);
}

/* A column that begins with the number is before it, so that its place is the column's end. */
static int by_first(const void *item, const void *number, const void *context)
{
    (void)context;
    return *(const size_t *)item <= *(const size_t *)number ? -1 : 1;
}

size_t ri_holder_column(const ri_holder_columns *columns, size_t number)
{
    return ri_order_place(columns->first, columns->n, sizeof *columns->first, by_first, &number,
                          NULL) -
           1;
}
