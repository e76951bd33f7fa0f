#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Per thread, so that one thread's test disturbs no other. */
static _Thread_local size_t asked;
static _Thread_local size_t fail_first = SIZE_MAX;
static _Thread_local size_t fail_last = SIZE_MAX;
static _Thread_local size_t pieces;
static _Thread_local size_t fail_piece = SIZE_MAX;

/* Whether the next allocation is to fail. */
static bool fails(void)
{
    const size_t number = asked++;
    return number >= fail_first && number <= fail_last;
}

void *ri_alloc(size_t size)
{
    if (fails()) {
        return NULL;
    }
    return malloc(size > 0 ? size : 1);
}

void *ri_alloc_zeroed(size_t size)
{
    if (fails()) {
        return NULL;
    }
    return calloc(size > 0 ? size : 1, 1);
}

void *ri_realloc(void *old, size_t size)
{
    if (fails()) {
        return NULL;
    }
    return realloc(old, size > 0 ? size : 1);
}

void ri_free(void *block)
{
    free(block);
}

bool ri_grow(void **items, size_t *capacity, size_t need, size_t size)
{
    if (need <= *capacity) {
        return true;
    }
    size_t larger = *capacity > 0 ? *capacity : 4;
    while (larger < need) {
        if (larger > SIZE_MAX / 2) {
            return false;
        }
        larger *= 2;
    }
    if (size > 0 && larger > SIZE_MAX / size) {
        return false;
    }
    /* The caller's pointer is of another type than void *: copied as bytes, it
       is neither read nor written under a wrong type. */
    void *block;
    memcpy(&block, items, sizeof block);
    block = ri_realloc(block, larger * size);
    if (block == NULL) {
        return false;
    }
    memcpy(items, &block, sizeof block);
    *capacity = larger;
    return true;
}

static size_t fail_within(size_t first, size_t last)
{
    size_t before = asked;
    asked = 0;
    fail_first = first;
    fail_last = last;
    return before;
}

size_t ri_alloc_fail_from(size_t first)
{
    return fail_within(first, SIZE_MAX);
}

size_t ri_alloc_fail_only(size_t which)
{
    return fail_within(which, which);
}

size_t ri_alloc_fail_piece(size_t which)
{
    const size_t before = pieces;
    pieces = 0;
    fail_piece = which;
    return before;
}

bool ri_piece_fails(void)
{
    return pieces++ == fail_piece;
}
