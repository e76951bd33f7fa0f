/*
 * Finding things by name: what a question's words may mean, and how well each fits.
 *
 * seek.c and find_holder.c look keys and references up; what is left is a name, or a
 * part of one, perhaps mistyped. seek_names.c goes through the ways in which a name
 * can fit, the best first, asks the index of names which things may fit in that way
 * (name_lists.c), looks at each of them (name_fit.c), and keeps the best.
 */
#ifndef RI_SEEKING_H
#define RI_SEEKING_H

#include "base/arena.h"
#include "base/typo.h"
#include "base/words.h"
#include "model/named.h"
#include "model/search.h"
#include "raci/check.h"

#define RI_QUESTION_MAX 1000 /* bytes */
#define RI_CANDIDATES_MAX 50 /* so many are listed at most */

/* ---- name_fit.c ---- */

/* How a thing's name fits, best first. */
typedef enum ri_fit {
    RI_FIT_SAME,       /* byte for byte */
    RI_FIT_FOLDED,     /* but for case, accents, punctuation; or the key is so */
    RI_FIT_WORDS,      /* all words of the question are words of the name or key */
    RI_FIT_BEGINNINGS, /* all are, or begin one */
    RI_FIT_PARTS,      /* all are, or are within one */
    RI_FIT_TYPOS,      /* all are, or begin one, or are nearly one */
    RI_FIT_NONE
} ri_fit;

typedef struct ri_question {
    const char *text;
    ri_words words;
    ri_words name;  /* scratch: of the thing that is looked at */
    ri_typo *typos; /* one for each word */
    size_t letters; /* of all words, in bytes */
    bool holders;   /* looked for among those who hold letters, not among subjects */
} ri_question;

/* Fails when memory is exhausted. */
raci_status ri_question_begin(ri_question *question, const char *text, bool holders,
                              raci_error *err);
void ri_question_end(ri_question *question);
/* *errors are the typing errors, where there are any. */
ri_fit ri_question_fit(ri_question *question, const char *key, const char *name, unsigned *errors);
/* What is not like the question, in letters; SIZE_MAX when nothing is like it. */
size_t ri_question_distance(ri_question *question, const char *key, const char *name);

/* ---- name_lists.c: the things that have a word ---- */

/* Which words of the index a word of the question stands for. */
typedef enum ri_like {
    RI_LIKE_WORD,
    RI_LIKE_BEGINNING,
    RI_LIKE_PART,
    RI_LIKE_TYPO /* or a beginning */
} ri_like;

#define RI_LIST_CURSORS 16

/* References in their order: those of rare words in one array, and a cursor for each
   word that very many things share. */
typedef struct ri_name_list {
    ri_search_reader *reader;
    ri_text refs; /* each a NUL-terminated string after a byte: the words of the name */
    size_t *at;
    size_t n;
    size_t capacity;
    size_t next;
    ri_cursor cursors[RI_LIST_CURSORS];
    size_t n_cursors; /* those at their end are dropped */
    bool cut;         /* there are more than are kept */
    const char *ref;  /* where it stands; NULL at its end */
    uint8_t of_words;
} ri_name_list;

/* Makes the list of a word; with `typo` begun for it where typing errors count. Reads
   at most `most` runs of the index. */
raci_status ri_name_list_make(ri_name_list *list, ri_search_reader *reader, bool holders,
                              ri_like like, const char *word, ri_typo *typo, size_t most,
                              raci_error *err);
/* Goes to the first reference that is not before the given one. */
raci_status ri_name_list_seek(ri_name_list *list, const char *ref, raci_error *err);
/* Passes over things whose names have another number of words, from `ref` on, which is
   changed; where that is quickly done. */
raci_status ri_name_list_pass(ri_name_list *list, char ref[RI_SEARCH_REF_MAX + 2], size_t of_words,
                              raci_error *err);
void ri_name_list_free(ri_name_list *list);

/* ---- seek_names.c ---- */

typedef struct ri_named_fit {
    ri_kind kind;
    const char *key;
    const char *name;
    const char *place; /* a touchpoint's journey, a holder's unit: a key, or NULL */
} ri_named_fit;

/* What fits best: all of it, in the order of references. */
typedef struct ri_named_fits {
    ri_named_fit items[RI_CANDIDATES_MAX];
    size_t n;
    ri_fit fit;
    unsigned errors;
} ri_named_fits;

/* Appends a thing, of which there is room for one more, as a copy in the arena. */
raci_status ri_named_fits_add(ri_named_fits *fits, ri_arena *arena, ri_kind kind, const char *key,
                              const ri_named_thing *thing, raci_error *err);

/* Looks for things of that name. What it gives lives in the arena. */
raci_status ri_seek_names(ri_named_fits *out, ri_arena *arena, raci_model *model, int32_t date,
                          const char *text, bool holders, raci_error *err);

/* ---- seek.c ---- */

/* Fails for a question that is too long to be about a name. */
raci_status ri_seek_refuse_long(const char *text, raci_error *err);

/* ---- find_holder.c ---- */

/* Whom a text names: a reference, an office, a key or a name. Gives at least one, all
   in the order of their references. Fails with RACI_NOTFOUND naming the nearest. */
raci_status ri_seek_holders(ri_named_fits *out, ri_arena *arena, raci_model *model, int32_t date,
                            const char *text, raci_error *err);

/* The same where one is meant: several are RACI_NOTFOUND too, and named. */
raci_status ri_seek_holder(ri_named_fit *out, ri_arena *arena, raci_model *model, int32_t date,
                           const char *text, raci_error *err);

/* The one holder that a text names, in the result's snapshot. Fails with RACI_NOTFOUND,
   naming the nearest, when it is none or several. */
raci_status ri_asked_holder(ri_ref *out, const raci_result *result, const char *text,
                            raci_error *err);

typedef struct ri_holder_found {
    ri_kind kind;
    const char *ref;
    const char *name;
    const char *unit; /* a key, or NULL */
} ri_holder_found;

/* What raci_holders_find found, for the renderer. */
const ri_holder_found *ri_holders_items(const raci_holders *holders);

/* ---- seek_near.c ---- */

/* Appends "; did you mean …?" with up to three things that are like the text in some
   way, or nothing. With a kind other than RI_KIND_COUNT it is a key of that kind. */
raci_status ri_seek_near(ri_text *out, raci_model *model, int32_t date, const char *text,
                         bool holders, ri_kind kind, raci_error *err);

#endif
