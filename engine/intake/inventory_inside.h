/*
 * The inside of the reader of inventories: inventory_read.c says what each row is,
 * inventory_merge.c puts the rows of one touchpoint together, inventory_give.c names the
 * touchpoints and gives them. For these files only.
 */
#ifndef RI_INVENTORY_INSIDE_H
#define RI_INVENTORY_INSIDE_H

#include "base/arena.h"
#include "base/intern.h"
#include "base/map.h"
#include "base/text.h"
#include "base/words.h"
#include "intake/inventory_read.h"

/* What the rows of a touchpoint say in one column. */
typedef struct ri_inventory_value {
    const char *text; /* "" for nothing */
    ri_text *many;    /* where they say several things, or may: these; else NULL */
} ri_inventory_value;

/* A touchpoint, as far as it was read. */
typedef struct ri_inventory_entry {
    uint32_t base; /* number of its id, or its name */
    const char *name;
    const char *heading; /* above it; "" for none */
    ri_book_cell at;
    ri_inventory_place *places;
    size_t n_places;
    size_t places_capacity;
    ri_inventory_value *values; /* by column */
} ri_inventory_entry;

/* What is known of an id, or a name, that touchpoints have. */
typedef struct ri_inventory_base {
    uint32_t channel; /* of the first: the number of what identifies it */
    bool staged;      /* it has one channel in several stages */
} ri_inventory_base;

typedef struct ri_inventory_gathering {
    ri_book *book;
    const ri_inventory_columns *columns;
    const ri_inventory_calls *calls;
    ri_inventory_counts *counts;
    raci_error *err;
    size_t of_role[RI_INVENTORY_ROLES]; /* the column; as many as there are: none */

    ri_arena *arena;
    ri_intern *identities; /* by number of these: the entries */
    ri_intern *folded;     /* ids, names, channels */
    ri_map channels;       /* of each base: both numbers; the value says nothing */
    ri_map placed;         /* entries and the journeys that they are on: the same */
    ri_intern *journeys;
    ri_intern *noted;   /* names that were told to be doubtful */
    size_t *on_journey; /* by number: how many rows it has */
    size_t n_journeys;
    size_t journeys_capacity;
    ri_inventory_base *bases; /* by number in `folded` */
    size_t n_bases;
    size_t bases_capacity;
    ri_inventory_entry *entries;
    size_t n;
    size_t capacity;
    bool parted; /* some name has several channels: then each touchpoint's has its own */

    ri_text *above;  /* by column: what empty cells mean */
    ri_text heading; /* what a row over all columns said; the stage, where no column says it */
    ri_words words;
    ri_text text;
    ri_text identity;
} ri_inventory_gathering;

/* What a row has in a column, without markdown's signs of bold, or what stands above it where
   that is meant; borrowed until the next such question. "" for nothing. */
const char *ri_inventory_text(ri_inventory_gathering *g, const ri_book_row *row, size_t column);
/* Tells something of a cell, as printf writes it. */
raci_status ri_inventory_note(ri_inventory_gathering *g, const ri_book_cell *cell,
                              const char *format, ...) RI_PRINTF(3, 4);
/* Takes a row whose name is known into its touchpoint. */
raci_status ri_inventory_merge(ri_inventory_gathering *g, const ri_book_row *row, const char *name);
/* Gives all touchpoints. */
raci_status ri_inventory_give(ri_inventory_gathering *g);

#endif
