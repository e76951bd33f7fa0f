/*
 * Sets of small numbers, one bit for each.
 */
#ifndef RI_BITS_H
#define RI_BITS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct ri_bits {
    const uint64_t *words; /* NULL: there is no set */
    uint32_t n;            /* its numbers are below this */
} ri_bits;

static inline bool ri_bits_has(const ri_bits *bits, uint32_t number)
{
    return (bits->words[number / 64] >> (number % 64) & 1u) != 0;
}

/* The lowest bit of a word that is not 0. */
static inline unsigned ri_bits_lowest(uint64_t word)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(word);
#else
    unsigned place = 0;
    while ((word >> place & 1u) == 0) {
        place++;
    }
    return place;
#endif
}

/* The next number of the set that is not below `from`; `end` when there is none below that. */
static inline uint32_t ri_bits_next(const ri_bits *bits, uint32_t from, uint32_t end)
{
    uint32_t word = from / 64;
    if (from >= end) {
        return end;
    }
    uint64_t rest = bits->words[word] & UINT64_MAX << (from % 64);
    while (rest == 0 && (word + 1) * 64 < end) {
        rest = bits->words[++word];
    }
    const uint32_t next = rest != 0 ? word * 64 + ri_bits_lowest(rest) : end;
    return next < end ? next : end;
}

#endif
