#include "base/typo.h"

#include <string.h>

#include "base/utf8.h"

static uint8_t least(unsigned a, unsigned b)
{
    return (uint8_t)(a < b ? a : b);
}

void ri_typo_begin(ri_typo *typo, const char *wanted, unsigned limit)
{
    size_t left = strlen(wanted);
    typo->n = 0;
    typo->limit = (uint8_t)limit;
    while (left > 0 && typo->n < RI_WORD_MAX) {
        size_t step = ri_utf8_next(wanted, left, &typo->wanted[typo->n++]);
        wanted += step;
        left -= step;
    }
    for (size_t j = 0; j <= typo->n; j++) {
        typo->rows[0][j] = (uint8_t)j;
    }
    typo->least[0] = 0;
}

bool ri_typo_take(ri_typo *typo, size_t depth, uint32_t letter)
{
    const uint8_t *above = typo->rows[depth];
    size_t i = depth + 1;
    if (i > RI_WORD_MAX) {
        return false;
    }
    uint8_t *row = typo->rows[i];
    uint8_t smallest = row[0] = (uint8_t)i;
    typo->met[depth] = letter;
    for (size_t j = 1; j <= typo->n; j++) {
        unsigned replaced = above[j - 1] + (typo->wanted[j - 1] != letter ? 1U : 0U);
        uint8_t cost = least(replaced, least(above[j], row[j - 1]) + 1U);
        if (i > 1 && j > 1 && typo->wanted[j - 2] == letter &&
            typo->wanted[j - 1] == typo->met[i - 2]) {
            cost = least(cost, typo->rows[i - 2][j - 2] + 1U);
        }
        row[j] = cost;
        smallest = least(smallest, cost);
    }
    typo->least[i] = smallest;
    /* A swap still to come starts from the row before. */
    return smallest <= typo->limit || typo->least[depth] + 1U <= typo->limit;
}

unsigned ri_typo_errors(const ri_typo *typo, size_t depth)
{
    return typo->rows[depth][typo->n];
}

unsigned ri_typo_of(ri_typo *typo, const char *word)
{
    size_t left = strlen(word);
    size_t depth = 0;
    while (left > 0) {
        uint32_t letter = 0;
        size_t step = ri_utf8_next(word, left, &letter);
        if (!ri_typo_take(typo, depth, letter)) {
            return typo->limit + 1U;
        }
        depth++;
        word += step;
        left -= step;
    }
    return ri_typo_errors(typo, depth);
}

unsigned ri_typo_tolerance(const char *word)
{
    size_t letters = 0;
    size_t digits = 0;
    size_t left = strlen(word);
    while (left > 0) {
        uint32_t c = 0;
        size_t step = ri_utf8_next(word, left, &c);
        *(ri_utf8_class_of(c) == RI_UTF8_DIGIT ? &digits : &letters) += 1;
        word += step;
        left -= step;
    }
    if (letters + digits <= 3 || letters == 0) {
        return 0;
    }
    return letters + digits <= 7 || digits > 0 ? 1 : 2;
}
