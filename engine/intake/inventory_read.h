/*
 * Goes through an inventory whose columns are known, and gives its touchpoints: rows of one name,
 * channel and stage, or of one id and channel, are one. Every row is accounted for.
 */
#ifndef RI_INVENTORY_READ_H
#define RI_INVENTORY_READ_H

#include "intake/inventory_columns.h"

#define RI_INVENTORY_NAME_MAX 1024 /* bytes of a name; a longer one is refused */
#define RI_INVENTORY_LIST_MAX 4000 /* bytes of what the rows of one touchpoint say together */

typedef struct ri_inventory_place {
    const char *journey;
    const char *order; /* on it: what the row says, else its number among the journey's rows */
} ri_inventory_place;

/* A text that the file does not have is "". Borrowed for the call. */
typedef struct ri_inventory_touchpoint {
    const char *name; /* with channel and stage behind it, where these tell it from others */
    const char *own;  /* as it stands in the file */
    const char *id;
    bool parted; /* others have the same name, or id, and other channels */
    const char *stage;
    const char *channel;
    const ri_inventory_place *places;
    size_t n_places;
    const char *units;       /* parted by line ends, as those below are */
    const char *accountable; /* who is */
    const char *tags;
    int criticality; /* 1 to 5; 0: it is not said */
    int truth;       /* 1 yes, 0 no, -1 not said */
    int managed;
    const char *reviewed;          /* YYYY-MM-DD */
    const char *const *attributes; /* by column; NULL where the column is none, "" for nothing */
    ri_book_cell at;               /* of its first row: where its name stands */
} ri_inventory_touchpoint;

/* Every row with text is in one of them. */
typedef struct ri_inventory_counts {
    size_t rows;
    size_t used;
    size_t passed; /* the header, again too, and what stands above it; headings, totals */
    size_t refused;
    size_t touchpoints;
} ri_inventory_counts;

typedef struct ri_inventory_calls {
    raci_status (*touchpoint)(const ri_inventory_touchpoint *touchpoint, void *payload,
                              raci_error *err);
    raci_status (*note)(const ri_book_cell *cell, const char *text, void *payload, raci_error *err);
    raci_status (*refused)(const ri_book_cell *cell, const char *why, void *payload,
                           raci_error *err);
    void *payload;
} ri_inventory_calls;

/* Reads all of the sheet; touchpoints are given at the end, in the order of their first rows.
   Fails as the book and the calls do, or with RACI_NOMEM. */
raci_status ri_inventory_read(ri_book *book, const ri_inventory_columns *columns,
                              const ri_inventory_calls *calls, ri_inventory_counts *counts,
                              raci_error *err);

#endif
