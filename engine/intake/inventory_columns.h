/*
 * Recognizing inventories: tables whose rows are touchpoints, or services, with what somebody
 * keeps of them: where they are, who delivers them, how much they matter, and no letters.
 */
#ifndef RI_INVENTORY_COLUMNS_H
#define RI_INVENTORY_COLUMNS_H

#include "intake/book.h"
#include "intake/inventory_words.h"

typedef struct ri_inventory_column {
    const char *heading;   /* as it stands; "" for none */
    const char *normal;    /* as headings are compared */
    const char *attribute; /* the name it has as an attribute, a key; no two are equal */
    ri_inventory_role role;
    bool told;  /* the caller said what it is */
    bool fills; /* an empty cell means what the cell above it says */
} ri_inventory_column;

typedef struct ri_inventory_question {
    const char *text;
    const char *option; /* such as --column 'Team=units' */
    const char *taken;  /* what is assumed without an answer; NULL: it must be answered */
} ri_inventory_question;

/* What a caller knows already. A zeroed one knows nothing. */
typedef struct ri_inventory_told {
    bool inventory; /* that it is one, whatever it looks like */
    const struct ri_inventory_told_column {
        const char *heading; /* or "#3" */
        ri_inventory_role role;
    } * columns;
    size_t n;
} ri_inventory_told;

typedef struct ri_inventory_columns {
    size_t sheet;
    bool likely;    /* it is an inventory */
    bool says_more; /* surely more than who owns what: units that deliver, criticality … */
    size_t above;   /* rows with text before the header */
    uint32_t line;  /* the header's; 0 when there is none */
    ri_inventory_column *columns;
    size_t n;
    ri_inventory_question *questions;
    size_t n_questions;
} ri_inventory_columns;

/* Looks at the first rows of a sheet. Gives owned columns, also when it is no inventory. Fails as
   reading does; with RACI_NOTFOUND when a heading that the caller told is not there,
   RACI_INVALID when two columns are told to be what one can be. */
raci_status ri_inventory_columns_find(ri_inventory_columns **out, ri_book *book, size_t sheet,
                                      const ri_inventory_told *told, raci_error *err);
void ri_inventory_columns_free(ri_inventory_columns *columns); /* NULL is allowed */

/* The column that has a role, or as many as there are columns. */
size_t ri_inventory_column_of(const ri_inventory_columns *columns, ri_inventory_role role);

#endif
