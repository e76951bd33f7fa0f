/*
 * Who answers for a path, as files of owners say it, and what became of their rows.
 */
#ifndef RI_PATH_OWNERS_H
#define RI_PATH_OWNERS_H

#include "intake/book.h"

#define RI_OWNER_MAX 1024 /* bytes of an owner's name */

typedef enum ri_owner_role {
    RI_OWNER,           /* of code: somebody behind the pattern that holds */
    RI_OPTIONAL_OWNER,  /* the same in a section that nobody has to approve for */
    RI_APPROVER,        /* in the nearest folder that names some */
    RI_PARENT_APPROVER, /* in a folder above it */
    RI_REVIEWER,        /* in the nearest folder that names some */
    RI_OWNER_ROLES
} ri_owner_role;

typedef struct ri_path_owner {
    const char *name; /* as it stands: "@org/team" */
    ri_owner_role role;
    const char *by;      /* the pattern, or the folder, "" for the root */
    const char *section; /* "" for none */
    const char *through; /* the group that has them; NULL: none */
    uint32_t line;       /* where they stand */
} ri_path_owner;

/* Owners that are gathered, in the order of roles for one path; a zeroed list is empty. */
typedef struct ri_path_owners {
    ri_path_owner *items;
    size_t n;
    size_t capacity;
} ri_path_owners;

typedef enum ri_owner_fate { RI_OWNER_USED, RI_OWNER_PASSED, RI_OWNER_REFUSED } ri_owner_fate;

/* Called for each row of a file, or once more for something else to be told of it. */
typedef struct ri_owner_calls {
    /* `why` is the reason of a refused row, of another one something to be noticed, or NULL. */
    int (*row)(ri_owner_fate fate, const ri_book_cell *cell, const char *why, void *payload);
    /* A cell that is not read, though its row is. */
    int (*refused)(const ri_book_cell *cell, const char *why, void *payload);
    void *payload;
} ri_owner_calls;

#endif
