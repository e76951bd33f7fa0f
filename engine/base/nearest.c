#include "base/nearest.h"

#include <string.h>

#define LONGEST 128
#define FARTHEST 4

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The distance of a and b, or limit + 1 when it is more than limit. Rows of
   the matrix are computed one by one; a swap looks two rows back. */
static size_t distance_of(const char *a, size_t a_length, const char *b, size_t b_length,
                          size_t limit)
{
    size_t rows[3][LONGEST + 1];
    for (size_t j = 0; j <= b_length; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *above_two = rows[(i + 1) % 3];
        size_t smallest = row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t replaced = above[j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0);
            row[j] = least(replaced, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = least(row[j], above_two[j - 2] + 1);
            }
            smallest = least(smallest, row[j]);
        }
        /* A later swap can still come from this row, at a cost of one more. */
        if (smallest > limit + 1) {
            return limit + 1;
        }
    }
    return least(rows[a_length % 3][b_length], limit + 1);
}

void ri_nearest_begin(ri_nearest *search, const char *wanted)
{
    *search = (ri_nearest){.wanted = wanted};
}

/* Offers a name of which so much counts. */
static void offer(ri_nearest *search, const char *name, size_t name_length)
{
    size_t wanted_length = strlen(search->wanted);
    size_t longer = wanted_length > name_length ? wanted_length : name_length;
    size_t shorter = least(wanted_length, name_length);
    size_t limit = longer / 3 < 1 ? 1 : least(longer / 3, FARTHEST);
    if (longer > LONGEST || longer - shorter > limit) {
        return;
    }
    size_t distance = distance_of(search->wanted, wanted_length, name, name_length, limit);
    if (distance > limit) {
        return;
    }
    if (search->best == NULL || distance < search->distance ||
        (distance == search->distance && strcmp(name, search->best) < 0)) {
        search->best = name;
        search->distance = distance;
    }
}

void ri_nearest_offer(ri_nearest *search, const char *name)
{
    offer(search, name, strlen(name));
}

void ri_nearest_offer_beginning(ri_nearest *search, const char *name)
{
    offer(search, name, least(strlen(name), strlen(search->wanted)));
}

const char *ri_nearest_of(const char *wanted, const char *const *names, size_t n)
{
    ri_nearest search;
    ri_nearest_begin(&search, wanted);
    for (size_t i = 0; i < n; i++) {
        ri_nearest_offer(&search, names[i]);
    }
    return search.best;
}
