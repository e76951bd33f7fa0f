/*
 * What the letters were when raci wrote a workbook, read from the hidden sheet of it
 * (own_workbook.h). The sheet went through other hands: what does not look as raci writes it is
 * an error, and what it says is compared, never imported.
 */
#ifndef RI_KEPT_LETTERS_H
#define RI_KEPT_LETTERS_H

#include "base/intern.h"
#include "intake/book.h"
#include "intake/letters.h"

/* A letter of a holder on a touchpoint. */
typedef struct ri_kept_holding {
    uint32_t holder; /* number in `holders` */
    uint32_t rule;   /* that gives it: ri_kept_rule tells */
    uint32_t next;   /* of the same touchpoint, or RI_NONE */
    uint8_t letter;  /* number in `letters` */
    uint8_t tier;    /* RI_KEPT_… */
} ri_kept_holding;

/* By what a letter is given: what a stated row with a reason goes before; what it stands beside;
   what goes before it. */
enum { RI_KEPT_RULE, RI_KEPT_EXCEPTION, RI_KEPT_ABOVE };

typedef struct ri_kept {
    char date[11];
    const char *letters[RI_SCHEME_MAX]; /* borrowed from `words` */
    size_t n_letters;
    ri_intern *words;
    ri_intern *touchpoints; /* keys; by their numbers: */
    uint32_t *first;        /* the first holding of each */
    size_t n_first;
    size_t first_capacity;
    ri_intern *holders; /* references as text */
    ri_kept_holding *holdings;
    size_t n_holdings;
    size_t capacity;
    uint32_t *rules; /* words, by number of the rule from 1 */
    size_t n_rules;
    size_t rules_capacity;
} ri_kept;

/* Reads a sheet. *out is NULL when it is another one; else owned. Fails as the book does, with
   RACI_INPUT naming the place, RACI_LIMIT, RACI_NOMEM. */
raci_status ri_kept_read(ri_kept **out, ri_book *book, size_t sheet, raci_error *err);
void ri_kept_free(ri_kept *kept); /* NULL is allowed */

/* The first holding of a touchpoint, or RI_NONE. */
uint32_t ri_kept_first(const ri_kept *kept, const char *touchpoint);
/* What gives letters by that number, for people: the rule "name" (file:line). Borrowed. */
const char *ri_kept_rule(const ri_kept *kept, uint32_t rule);

#endif
