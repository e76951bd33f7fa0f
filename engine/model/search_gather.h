/*
 * The words of things on their way into the index of names, or out of it.
 */
#ifndef RI_SEARCH_GATHER_H
#define RI_SEARCH_GATHER_H

#include "base/intern.h"
#include "model/search_run.h"
#include "raci/error.h"

/* What is true of one thing, over all its periods: its names and key as words. */
typedef struct ri_naming {
    ri_words words; /* sorted once it is ended */
    ri_text name;   /* the last one added */
    size_t names;   /* how many differing ones in a row */
    size_t of_words;
} ri_naming;

/* A zeroed ri_naming is valid; each begins one thing anew. */
void ri_naming_begin(ri_naming *naming, const char *key);
void ri_naming_add(ri_naming *naming, const char *name);
void ri_naming_end(ri_naming *naming);
bool ri_naming_failed(const ri_naming *naming);
void ri_naming_free(ri_naming *naming);

/* A word that a thing has, or has no longer. */
typedef struct ri_edit {
    const char *word;
    const char *ref;
    uint8_t word_length;
    uint8_t ref_length;
    uint8_t part;
    uint8_t of_words;
    bool gone;
} ri_edit;

typedef struct ri_gathered {
    uint32_t word;
    uint32_t ref;
    uint8_t of_words;
    bool gone;
} ri_gathered;

typedef struct ri_gather {
    ri_intern *words; /* the part as a byte, then the word */
    ri_text refs;     /* each ends with a NUL */
    size_t *ref_at;
    size_t n_refs;
    size_t refs_capacity;
    ri_gathered *pairs;
    size_t n;
    size_t capacity;
} ri_gather;

bool ri_gather_begin(ri_gather *gather);
/* Begins a thing; things come in the order of their references. */
bool ri_gather_thing(ri_gather *gather, ri_kind kind, const char *key);
/* A word of the thing that was begun last. */
bool ri_gather_word(ri_gather *gather, ri_kind kind, const char *word, size_t of_words, bool gone);
/* Sorts by part, word, reference. */
bool ri_gather_sort(ri_gather *gather);
/* Gathers, sorted, the dictionary's edits for the words of sorted edits: each is added,
   where `has` does not tell that no thing has it any more. */
typedef raci_status (*ri_word_fn)(bool *has, const ri_edit *edit, void *payload, raci_error *err);
raci_status ri_gather_dictionary(ri_gather *out, const ri_gather *from, ri_word_fn has,
                                 void *payload, raci_error *err);
/* The i-th; borrowed until it is freed. */
ri_edit ri_gather_at(const ri_gather *gather, size_t i);
void ri_gather_free(ri_gather *gather);

#endif
