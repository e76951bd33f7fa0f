#include "base/intern.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"

/* Strings lie in the arena, a NUL behind each and its length before it: one byte, or, where that
   says LONG, the eight before it. Entries are pointers to their bytes. */
#define LONG 255

typedef struct slot {
    uint32_t hash;
    uint32_t number; /* RI_NONE: empty */
} slot;

struct ri_intern {
    ri_arena *arena;
    const char **entries;
    size_t count;
    size_t capacity;
    slot *slots;
    size_t slot_count; /* a power of two, more than the entries; or 0 */
};

/* FNV-1a in 64 bits, folded. */
static uint32_t hash_of(const char *bytes, size_t length)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    }
    return (uint32_t)(hash ^ (hash >> 32));
}

static size_t length_of(const char *bytes)
{
    const unsigned char brief = ((const unsigned char *)bytes)[-1];
    uint64_t length = brief;
    if (brief == LONG) {
        memcpy(&length, bytes - 1 - sizeof length, sizeof length);
    }
    return (size_t)length;
}

/* A copy in the arena. NULL: exhausted. */
static const char *keep(ri_arena *arena, const char *bytes, size_t length)
{
    const uint64_t whole = length;
    const size_t before = length < LONG ? 1 : 1 + sizeof whole;
    char *copy = length < SIZE_MAX - before ? ri_arena_pack(arena, before + length + 1) : NULL;
    if (copy == NULL) {
        return NULL;
    }
    copy += before;
    if (length >= LONG) {
        memcpy(copy - before, &whole, sizeof whole);
    }
    ((unsigned char *)copy)[-1] = (unsigned char)(length < LONG ? length : LONG);
    if (length > 0) {
        memcpy(copy, bytes, length);
    }
    copy[length] = '\0';
    return copy;
}

/* The string's slot, or the empty one where it belongs; needs slots. */
static slot *slot_of(const ri_intern *table, const char *bytes, size_t length, uint32_t hash)
{
    size_t mask = table->slot_count - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        slot *here = &table->slots[i];
        if (here->number == RI_NONE) {
            return here;
        }
        if (here->hash != hash) {
            continue;
        }
        const char *met = table->entries[here->number];
        if (length_of(met) == length && (length == 0 || memcmp(met, bytes, length) == 0)) {
            return here;
        }
    }
}

/* Keeps at least a quarter of the slots empty once one more is put. */
static bool make_room(ri_intern *table)
{
    if (!ri_grow((void **)&table->entries, &table->capacity, table->count + 1,
                 sizeof *table->entries)) {
        return false;
    }
    if (table->count + 1 <= table->slot_count / 4 * 3) {
        return true;
    }
    size_t larger = table->slot_count > 0 ? table->slot_count * 2 : 16;
    slot *slots = ri_alloc(larger * sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < larger; i++) {
        slots[i].number = RI_NONE;
    }
    for (size_t i = 0; i < table->slot_count; i++) {
        if (table->slots[i].number == RI_NONE) {
            continue;
        }
        size_t to = table->slots[i].hash & (larger - 1);
        while (slots[to].number != RI_NONE) {
            to = (to + 1) & (larger - 1);
        }
        slots[to] = table->slots[i];
    }
    ri_free(table->slots);
    table->slots = slots;
    table->slot_count = larger;
    return true;
}

ri_intern *ri_intern_new(void)
{
    ri_intern *table = ri_alloc(sizeof *table);
    ri_arena *arena = ri_arena_new();
    if (table == NULL || arena == NULL) {
        ri_arena_free(arena);
        ri_free(table);
        return NULL;
    }
    *table = (ri_intern){.arena = arena};
    return table;
}

void ri_intern_free(ri_intern *table)
{
    if (table == NULL) {
        return;
    }
    ri_arena_free(table->arena);
    ri_free((void *)table->entries);
    ri_free(table->slots);
    ri_free(table);
}

uint32_t ri_intern_put(ri_intern *table, const char *bytes, size_t length)
{
    uint32_t hash = hash_of(bytes, length);
    if (table->slot_count > 0) {
        uint32_t known = slot_of(table, bytes, length, hash)->number;
        if (known != RI_NONE) {
            return known;
        }
    }
    if (table->count >= RI_NONE || !make_room(table)) {
        return RI_NONE;
    }
    const char *copy = keep(table->arena, bytes, length);
    if (copy == NULL) {
        return RI_NONE;
    }
    uint32_t number = (uint32_t)table->count;
    *slot_of(table, bytes, length, hash) = (slot){hash, number};
    table->entries[table->count++] = copy;
    return number;
}

uint32_t ri_intern_string(ri_intern *table, const char *string)
{
    return ri_intern_put(table, string, strlen(string));
}

uint32_t ri_intern_find(const ri_intern *table, const char *string)
{
    if (table->slot_count == 0) {
        return RI_NONE;
    }
    size_t length = strlen(string);
    return slot_of(table, string, length, hash_of(string, length))->number;
}

const char *ri_intern_get(const ri_intern *table, uint32_t number)
{
    return number < table->count ? table->entries[number] : NULL;
}

uint32_t ri_intern_count(const ri_intern *table)
{
    return (uint32_t)table->count;
}
