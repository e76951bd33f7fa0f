#include "check/seam_sides.h"

#include "base/memory.h"
#include "base/order.h"

#define FEW 8 /* so many positions are compared with one another */

/* Appends the departments of n positions to the scratch, sorted, each once; gives
   how many. A position without a unit is in none. */
static size_t add_departments(const ri_snapshot *s, ri_indexes *scratch, bool *exhausted,
                              const ri_ref *positions, size_t n)
{
    size_t first = scratch->n;
    for (size_t i = 0; i < n; i++) {
        uint32_t department = ri_position_department(s, ri_ref_index(positions[i]));
        if (department != RI_NONE &&
            !RI_PUSH(scratch->items, scratch->n, scratch->capacity, department)) {
            *exhausted = true;
        }
    }
    size_t kept =
        scratch->n > first ? ri_order_unique(scratch->items + first, scratch->n - first) : 0;
    scratch->n = first + kept;
    return kept;
}

/* Whether every department of some positions is that of one of others. */
static bool all_among(const ri_snapshot *s, const ri_ref *left, size_t n_left, const ri_ref *right,
                      size_t n_right)
{
    for (size_t i = 0; i < n_left; i++) {
        const uint32_t department = ri_position_department(s, ri_ref_index(left[i]));
        bool among = department == RI_NONE;
        for (size_t j = 0; !among && j < n_right; j++) {
            among = ri_position_department(s, ri_ref_index(right[j])) == department;
        }
        if (!among) {
            return false;
        }
    }
    return true;
}

bool ri_departments_apart(const ri_snapshot *s, ri_indexes *scratch, bool *exhausted,
                          const ri_ref *left, size_t n_left, const ri_ref *right, size_t n_right)
{
    if (n_left == 1 && n_right == 1) { /* as nearly always */
        return ri_position_department(s, ri_ref_index(left[0])) !=
               ri_position_department(s, ri_ref_index(right[0]));
    }
    if (n_left <= FEW && n_right <= FEW) {
        return !all_among(s, left, n_left, right, n_right) ||
               !all_among(s, right, n_right, left, n_left);
    }
    scratch->n = 0;
    size_t first = add_departments(s, scratch, exhausted, left, n_left);
    size_t second = add_departments(s, scratch, exhausted, right, n_right);
    if (first != second) {
        return true;
    }
    for (size_t i = 0; i < first; i++) {
        if (scratch->items[i] != scratch->items[first + i]) {
            return true;
        }
    }
    return false;
}

ri_seam_sides ri_seam_sides_of(const ri_row *from, const ri_row *to, uint8_t accountable)
{
    ri_seam_sides sides = {.from = from, .to = to};
    sides.from_a = ri_row_holders(from, accountable, &sides.n_from_a);
    sides.to_a = ri_row_holders(to, accountable, &sides.n_to_a);
    return sides;
}

bool ri_seam_apart(const ri_seam_sides *sides, const ri_snapshot *s, ri_indexes *scratch,
                   bool *exhausted)
{
    return sides->n_from_a > 0 && sides->n_to_a > 0 &&
           ri_departments_apart(s, scratch, exhausted, sides->from_a, sides->n_from_a, sides->to_a,
                                sides->n_to_a);
}

/* Whether one of the positions has a letter other than A and R in a row. */
static bool hears(const ri_work *work, const ri_ref *positions, uint32_t n, const ri_row *row)
{
    for (uint32_t i = 0; i < row->n; i++) {
        if (row->letter[i] == work->accountable || row->letter[i] == work->responsible) {
            continue;
        }
        for (uint32_t j = 0; j < n; j++) {
            if (ri_includes(work->s, row->holder[i], positions[j])) {
                return true;
            }
        }
    }
    return false;
}

bool ri_seam_heard(const ri_seam_sides *sides, const ri_work *work)
{
    return hears(work, sides->from_a, sides->n_from_a, sides->to) ||
           hears(work, sides->to_a, sides->n_to_a, sides->from);
}
