#include "base/number_set.h"

#include "base/memory.h"

bool ri_number_set_put(ri_number_set *set, uint32_t number)
{
    const size_t word = number / 64;
    if (!ri_grow((void **)&set->words, &set->capacity, word + 1, sizeof *set->words)) {
        return false;
    }
    while (set->n <= word) {
        set->words[set->n++] = 0;
    }
    set->words[word] |= UINT64_C(1) << (number % 64);
    return true;
}

bool ri_number_set_has(const ri_number_set *set, uint32_t number)
{
    return number / 64 < set->n && (set->words[number / 64] >> (number % 64) & 1U) != 0;
}

void ri_number_set_free(ri_number_set *set)
{
    ri_free(set->words);
    *set = (ri_number_set){0};
}
