/*
 * Somebody who is being forgotten: what they are called, what is to stand in its place, and
 * where it was found.
 */
#ifndef RI_FORGETTING_H
#define RI_FORGETTING_H

#include "base/arena.h"
#include "base/mention.h"
#include "model/known.h"
#include "raci/forget.h"
#include "record/recorded_change.h"

/* A place that may name the person, and what stands there. */
typedef struct ri_forget_place {
    const char *where; /* "positions.title", or a file */
    int64_t line;      /* of a file; 0: of none */
    const char *said;  /* a piece of the text; of what was rewritten, what stands there now */
} ri_forget_place;

typedef struct ri_forget_places {
    ri_forget_place *items; /* the first RI_FORGET_PLACES of them */
    size_t n;
    size_t capacity;
    size_t all;
} ri_forget_places;

enum { RI_FORGET_PLACES = 100 };

struct raci_forgotten {
    ri_arena *arena;
    ri_store *store;
    ri_mentions *mentions;
    ri_mentions *own; /* of these what are words of raci's own, too */
    int64_t id;       /* of the person */
    const char *was;  /* their key */
    const char *key;  /* the neutral one */
    int64_t entry;
    bool dry_run;
    bool again;          /* they were forgotten before */
    size_t texts;        /* cells that were rewritten */
    size_t bytes;        /* of the file that were searched, */
    size_t found;        /* and how often something was found in them */
    raci_error unswept;  /* why the file could not be written anew, or searched */
    raci_change *change; /* what is recorded */
    ri_forget_places doubts;
    ri_forget_places renamed; /* keys of other things that had the name in them */
    ri_forget_places files;
    ri_forget_places prose; /* of a dry run: texts of several words that would be rewritten */
    bool failed;            /* memory is exhausted */
};

/* Notes a place of a text, with what stands around it. */
void ri_forget_note(ri_forget_places *places, raci_forgotten *f, const char *where, int64_t line,
                    const char *bytes, size_t length, size_t at, size_t size);
/* Appends a text of a column, with what is meant replaced where it can be; gives how often. */
size_t ri_forget_replace(ri_text *out, const raci_forgotten *f, const char *table,
                         const char *column, const char *bytes, size_t length);
/* The same, in the arena; NULL when memory is exhausted. */
const char *ri_forget_said(raci_forgotten *f, const char *table, const char *column,
                           const char *text);

/* ---- forget_columns.c ---- */

/* What stands in a column. */
typedef enum ri_forget_sort {
    RI_FORGET_NEVER,      /* nothing that names somebody */
    RI_FORGET_WORD,       /* a word that is nobody's name, or several that may be */
    RI_FORGET_REFERENCES, /* kinds, which are such words, and keys */
    RI_FORGET_ROW,        /* cells, as row_text.h has them */
    RI_FORGET_STEP        /* as ri_step_say has it */
} ri_forget_sort;

typedef struct ri_forget_column {
    const char *table; /* NULL: any */
    const char *column;
    ri_forget_sort sort;
} ri_forget_column;

/* Columns that are not free text all through. */
extern const ri_forget_column ri_forget_columns[];
extern const size_t ri_forget_n_columns;

/* Whether what was found in a text of a column may be somebody's name, and no word of raci's. */
bool ri_forget_is_free(const raci_forgotten *f, const char *table, const char *column,
                       const char *bytes, size_t length, const ri_mention *at);

/* ---- forget_tags.c ---- */

/* Appends what was made of a text of a column, of tags that are the same now only one. */
void ri_forget_add_once(ri_text *out, const char *table, const char *column, const ri_text *said);

/* ---- forget_own.c ---- */

/* Whether a name is a word of raci's own: of its tables, steps and checks, a date, or a letter or
   an office that is used. `as_written`: in that letter case. */
raci_status ri_forget_is_own(bool *out, ri_store *store, const char *text, bool as_written,
                             raci_error *err);

/* ---- forget_person.c ---- */

/* Finds who is meant, takes a neutral key, and gathers what they are called and what others
   are. */
raci_status ri_forget_person(raci_forgotten *f, raci_model *model,
                             const raci_forget_options *options, raci_error *err);

/* ---- forget_clashes.c ---- */

/* After that: keys that would become the same are looked for by themselves, and get numbers. */
raci_status ri_forget_clashes(raci_forgotten *f, raci_error *err);

/* ---- forget_keys.c ---- */

/* Findings about the person get other keys, since keys are made of what findings are about:
   gathers these, and those of fingerprints, as words to be replaced. */
raci_status ri_forget_keys(raci_forgotten *f, raci_error *err);

/* ---- forget_texts.c ---- */

/* Rewrites the person's own rows; and all texts that mention them, but policies. */
raci_status ri_forget_rows(raci_forgotten *f, raci_error *err);
raci_status ri_forget_mentions(raci_forgotten *f, raci_error *err);

/* ---- forget_policies.c ---- */

raci_status ri_forget_policies(raci_forgotten *f, raci_error *err);
/* Before that: no run to come is to share a row of which something was rewritten. */
raci_status ri_forget_shared(raci_forgotten *f, raci_error *err);

/* ---- forget_cards.c ---- */

/* After that: gives acknowledged role cards the digests of their lines. */
raci_status ri_forget_cards(raci_forgotten *f, raci_error *err);

#endif
