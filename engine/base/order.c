#include "base/order.h"

#include <string.h>

#include "base/memory.h"

#define RUN ((size_t)8)
#define SMALL ((size_t)64) /* bytes of an item for which the stack has room */

typedef struct sorting {
    size_t size;
    ri_compare_fn compare;
    const void *context;
} sorting;

/* Insertion sort of a short run; spare has room for one item. */
static void sort_run(const sorting *by, char *items, size_t n, char *spare)
{
    for (size_t i = 1; i < n; i++) {
        size_t to = i;
        const char *item = items + i * by->size;
        while (to > 0 && by->compare(items + (to - 1) * by->size, item, by->context) > 0) {
            to--;
        }
        if (to < i) {
            memcpy(spare, item, by->size);
            memmove(items + (to + 1) * by->size, items + to * by->size, (i - to) * by->size);
            memcpy(items + to * by->size, spare, by->size);
        }
    }
}

/* Merges from[0, middle) and from[middle, end) into `to`; byte offsets. */
static void merge(const sorting *by, const char *from, size_t middle, size_t end, char *to)
{
    size_t left = 0;
    size_t right = middle;
    if (middle == end || by->compare(from + middle - by->size, from + middle, by->context) <= 0) {
        memcpy(to, from, end);
        return;
    }
    while (left < middle && right < end) {
        size_t *next = by->compare(from + left, from + right, by->context) <= 0 ? &left : &right;
        memcpy(to, from + *next, by->size);
        *next += by->size;
        to += by->size;
    }
    memcpy(to, from + left, middle - left);
    memcpy(to + (middle - left), from + right, end - right);
}

bool ri_order(void *items, size_t n, size_t size, ri_compare_fn compare, const void *context)
{
    if (n < 2 || size == 0) {
        return true;
    }
    const sorting by = {size, compare, context};
    char *from = items;
    if (n <= RUN && size <= SMALL) { /* most lists: no memory is needed */
        char room[SMALL];
        sort_run(&by, from, n, room);
        return true;
    }
    char *to = ri_alloc(n > RUN ? n * size : size); /* n * size bytes exist */
    if (to == NULL) {
        return false;
    }
    char *const spare = to;
    for (size_t i = 0; i < n; i += RUN) {
        sort_run(&by, from + i * size, n - i < RUN ? n - i : RUN, spare);
    }
    const size_t end = n * size;
    size_t run = RUN * size;
    while (run < end) {
        for (size_t i = 0; i < end;) {
            size_t middle = end - i < run ? end - i : run;
            size_t pair = end - i - middle < run ? end - i : middle + run;
            merge(&by, from + i, middle, pair, to + i);
            i += pair;
        }
        char *swap = from;
        from = to;
        to = swap;
        run = end / 2 < run ? end : run * 2;
    }
    if (from != items) {
        memcpy(items, from, end);
    }
    ri_free(spare);
    return true;
}

static int by_bytes(const void *a, const void *b, const void *context)
{
    (void)context;
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool ri_order_texts(const char **texts, size_t n)
{
    return ri_order((void *)texts, n, sizeof *texts, by_bytes, NULL);
}

/* Lets numbers[at] sink to its place in the heap of n numbers. */
static void sink_down(uint32_t *numbers, size_t at, size_t n)
{
    uint32_t number = numbers[at];
    while (at < n / 2) {
        size_t child = 2 * at + 1;
        if (child + 1 < n && numbers[child + 1] > numbers[child]) {
            child++;
        }
        if (numbers[child] <= number) {
            break;
        }
        numbers[at] = numbers[child];
        at = child;
    }
    numbers[at] = number;
}

static void heap_sort(uint32_t *numbers, size_t n)
{
    for (size_t i = n / 2; i-- > 0;) {
        sink_down(numbers, i, n);
    }
    for (size_t end = n; end-- > 1;) {
        uint32_t largest = numbers[0];
        numbers[0] = numbers[end];
        numbers[end] = largest;
        sink_down(numbers, 0, end);
    }
}

static void insertion_sort(uint32_t *numbers, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint32_t number = numbers[i];
        size_t to = i;
        for (; to > 0 && numbers[to - 1] > number; to--) {
            numbers[to] = numbers[to - 1];
        }
        numbers[to] = number;
    }
}

size_t ri_order_unique(uint32_t *numbers, size_t n)
{
    if (n <= 2 * RUN) {
        insertion_sort(numbers, n);
    } else {
        for (size_t i = 1; i < n; i++) {
            if (numbers[i - 1] > numbers[i]) {
                heap_sort(numbers, n);
                break;
            }
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || numbers[kept - 1] != numbers[i]) {
            numbers[kept++] = numbers[i];
        }
    }
    return kept;
}

size_t ri_order_place(const void *items, size_t n, size_t size, ri_compare_fn compare,
                      const void *key, const void *context)
{
    size_t low = 0;
    size_t high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare((const char *)items + middle * size, key, context) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

size_t ri_order_number(const uint32_t *numbers, size_t n, uint32_t number)
{
    size_t low = 0;
    size_t high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (numbers[middle] < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool ri_order_has(const uint32_t *numbers, size_t n, uint32_t number)
{
    size_t at = ri_order_number(numbers, n, number);
    return at < n && numbers[at] == number;
}
