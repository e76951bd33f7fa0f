/*
 * What many rows of the record share, each kept once: sets of holders with their
 * letters (classes), and sets of rules.
 *
 * A class is a text, "A position:coo\nR unit:ops\n", in the order of letters and then
 * holders; letters and references have neither blanks nor line ends.
 */
#ifndef RI_CLASSES_H
#define RI_CLASSES_H

#include "base/map.h"
#include "record/body.h"
#include "resolve/matrix.h"

/* Texts with the numbers that they have in the file. */
typedef struct ri_shared {
    ri_intern *texts;
    int64_t *ids; /* by number in texts; 0: not in the file yet */
    size_t n_ids;
    size_t ids_capacity;
    ri_map numbers; /* of what is in the file: id -> number in texts */
    int64_t last_id;
} ri_shared;

/* All classes or sets of rules of the file. Freed with ri_shared_free either way. */
raci_status ri_classes_read(ri_shared *out, ri_store *store, raci_error *err);
raci_status ri_rule_sets_read(ri_shared *out, ri_store *store, raci_error *err);
void ri_shared_free(ri_shared *shared);

/* The text of an id; NULL when the file has none of it. */
const char *ri_shared_text(const ri_shared *shared, int64_t id);

/* The class of a row of the matrix, as a number in texts; RI_NONE: exhausted. `raw` is
   a table of rows met before, by their bytes, and `known` their classes. */
typedef struct ri_class_finder {
    ri_shared *classes;
    const ri_snapshot *snapshot;
    const ri_scheme *scheme;
    ri_intern *raw;
    uint32_t *known;
    size_t n_known;
    size_t known_capacity;
    ri_text text; /* scratch */
    ri_text bytes;
} ri_class_finder;

raci_status ri_class_finder_init(ri_class_finder *finder, ri_shared *classes,
                                 const ri_snapshot *snapshot, const ri_scheme *scheme,
                                 raci_error *err);
void ri_class_finder_free(ri_class_finder *finder);
uint32_t ri_class_find(ri_class_finder *finder, const ri_row *row);

/* The number that a class, or a set of rules, has in the file: it is written there when
   it is new. */
raci_status ri_class_id(int64_t *out, ri_shared *classes, uint32_t number, ri_store *store,
                        raci_error *err);

/* One letter of a class: the bytes of its lines. */
#define RI_LETTER_SIZE 16
typedef struct ri_class_letter {
    char letter[RI_LETTER_SIZE];
    const char *lines;
    size_t length;
} ri_class_letter;

/* Walks along the letters that differ between two classes; NULL is the empty class. */
typedef struct ri_class_walk {
    const char *from; /* what is left of each */
    const char *to;
    ri_class_letter of_from; /* the letters at hand */
    ri_class_letter of_to;
    bool has_from;
    bool has_to;
    int order; /* of these; what has been told of is passed */
} ri_class_walk;

ri_class_walk ri_class_walk_begin(const char *from, const char *to);
/* The next letter that differs, NULL on a side where nobody has it; borrowed until the
   one after. false at the end. */
bool ri_class_walk_next(ri_class_walk *walk, const ri_class_letter **from,
                        const ri_class_letter **to);
/* How many letters differ between two classes. */
size_t ri_class_moves(const char *from, const char *to);

/* Appends what a set of rules says of one: file (its name, or NULL) and line (0: none). */
void ri_rule_text(ri_text *out, const char *name, const char *file, int line);

#endif
