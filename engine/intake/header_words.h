/*
 * What the header of a column says about its cells, by the words that people use there.
 */
#ifndef RI_HEADER_WORDS_H
#define RI_HEADER_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* What the cells of a column are. */
typedef enum ri_matrix_role {
    RI_ROLE_OTHER,    /* nothing that is read */
    RI_ROLE_GROUP,    /* the phase, stage or section that an activity is in */
    RI_ROLE_ACTIVITY, /* what is to be done: a task, a touchpoint */
    RI_ROLE_KEY,      /* its number */
    RI_ROLE_CHANNEL,
    RI_ROLE_REMARK,  /* something about the row */
    RI_ROLE_CHECK,   /* counts and the like, that can be computed again */
    RI_ROLE_CELLS,   /* letters; the column is of one party, or where parties stand in rows of one
                        activity */
    RI_ROLE_NAMES,   /* who has the column's letter */
    RI_ROLE_PARTY,   /* who has the letters of the row */
    RI_ROLE_LETTERS, /* the letters of the row's party */
    RI_ROLE_LEGEND,  /* explains letters, beside the table */
    RI_ROLE_PAIRS    /* letters, and who has them: "R: Dana; A: Eli" */
} ri_matrix_role;

/* "group", "activity" …, as they are named in map files; static. */
const char *ri_matrix_role_name(ri_matrix_role role);
/* The role of a name. false: there is none such. */
bool ri_matrix_role_named(const char *name, ri_matrix_role *out);

/* What the names of groups are. */
typedef enum ri_groups {
    RI_GROUPS_SECTIONS, /* parts of the matrix, or nobody says what */
    RI_GROUPS_STAGES,
    RI_GROUPS_JOURNEYS
} ri_groups;

typedef struct ri_header {
    ri_matrix_role role; /* RI_ROLE_OTHER: the words say nothing, or that it is not read */
    bool known;          /* these words are known; else `role` says nothing */
    bool weak;           /* "Name", "Description": where nothing says it better */
    const char *letter;  /* of RI_ROLE_NAMES: of whom they are; static */
    ri_groups groups;    /* of RI_ROLE_GROUP */
} ri_header;

/* What a header says. false when memory is exhausted. */
bool ri_header_read(const char *text, ri_header *out);

/* Whether a name has a word that names of roles, teams and people's jobs have: "Lead SDE",
   "Cloud adoption team". Sets *failed, and leaves it alone otherwise, when memory is exhausted. */
bool ri_names_party(const char *name, bool *failed);
/* The letters beyond R, A, C and I of a scheme that is named in a text, such as "RASCI matrix":
   "S". NULL: there is none; static. */
const char *ri_scheme_in(const char *text, bool *failed);

#endif
