/*
 * What answers rest on: for each subject, whom and what the way from it to its holders
 * passes, and whom its findings name. An answer can only change when one of these does, or
 * the subject itself. Read backwards: whom it concerns when something changes.
 */
#ifndef RI_GROUNDS_H
#define RI_GROUNDS_H

#include "check/finding.h"
#include "model/sets.h"
#include "resolve/resolver.h"

/* What an answer may rest on beside that. */
enum {
    RI_OPEN_LOOKED = 1, /* a function looked beyond the subject */
    RI_OPEN_LACKED = 2  /* something is named that is not there */
};

/* By item, as many as there are: lists of numbers. */
typedef struct ri_backwards {
    uint32_t *first;
    uint32_t *items;
} ri_backwards;

typedef struct ri_grounds {
    const ri_snapshot *s;
    uint32_t n;    /* subjects */
    uint32_t *of;  /* by subject: its set, of references in order */
    uint8_t *open; /* by subject: RI_OPEN_…, */
    uint8_t any;   /* and of any */
    ri_set_table sets;
    ri_backwards rests[RI_KIND_COUNT]; /* by row of the kind, or word: the sets that have it */
    ri_backwards subjects;             /* by set */
    uint32_t *items;                   /* scratch */
    size_t n_items;
    size_t capacity;
} ri_grounds;

/* false: memory is exhausted, as of all of these. */
bool ri_grounds_begin(ri_grounds *grounds, const ri_snapshot *s, uint32_t n_subjects);
/* Notes them of a settlement. */
bool ri_grounds_note(ri_grounds *grounds, uint32_t subject, const ri_settlement *settlement,
                     uint8_t open);
/* Adds those of n findings, which stand by subject. */
bool ri_grounds_add(ri_grounds *grounds, const ri_finding *findings, size_t n);
/* Once all are noted: reads them backwards. */
bool ri_grounds_end(ri_grounds *grounds);
void ri_grounds_free(ri_grounds *grounds);

#endif
