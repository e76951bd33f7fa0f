/*
 * What columns of inventories of touchpoints, catalogues of services and maps of journeys are
 * called.
 */
#ifndef RI_INVENTORY_WORDS_H
#define RI_INVENTORY_WORDS_H

#include <stdbool.h>

#include "base/text.h"

/* What a column is read as. */
typedef enum ri_inventory_role {
    RI_INVENTORY_IGNORED,   /* somebody said so */
    RI_INVENTORY_ATTRIBUTE, /* kept under its name */
    RI_INVENTORY_TOUCHPOINT,
    RI_INVENTORY_ID,
    RI_INVENTORY_JOURNEY,
    RI_INVENTORY_STAGE,
    RI_INVENTORY_CHANNEL,
    RI_INVENTORY_UNITS,       /* that deliver it */
    RI_INVENTORY_ACCOUNTABLE, /* who is */
    RI_INVENTORY_CRITICALITY, /* 5 is the most */
    RI_INVENTORY_PRIORITY,    /* the same, and 1 is the most */
    RI_INVENTORY_ORDER,
    RI_INVENTORY_TRUTH, /* whether it is a moment of truth */
    RI_INVENTORY_MANAGED,
    RI_INVENTORY_REVIEWED, /* the day of its last review */
    RI_INVENTORY_TAGS,
    RI_INVENTORY_COUNT, /* kept, and added up over the rows of one touchpoint */
    RI_INVENTORY_ROLES
} ri_inventory_role;

/* "touchpoint", "units", "moment-of-truth" …: how people say what a column is; static. */
const char *ri_inventory_role_name(ri_inventory_role role);
/* The role of such a name. false: there is none. */
bool ri_inventory_role_named(const char *name, ri_inventory_role *out);
/* Whether only inventories have columns of the role: to say it of one is to say what it is in. */
bool ri_inventory_role_is_own(ri_inventory_role role);

typedef enum ri_inventory_word {
    RI_WORD_SURE,
    RI_WORD_COMMON,  /* of other tables, too: "Service" */
    RI_WORD_WEAK,    /* where no other column says it: "Name" */
    RI_WORD_DOUBTFUL /* it may be something else: "Team" */
} ri_inventory_word;

/* Appends a heading, to nothing, as headings are compared: its words, folded, with a blank between
   them. */
void ri_inventory_normalize(ri_text *out, const char *heading);
/* What a heading says, and how surely. false: nobody calls a column of an inventory so. */
bool ri_inventory_heading(const char *normalized, ri_inventory_role *role, ri_inventory_word *word);

#endif
