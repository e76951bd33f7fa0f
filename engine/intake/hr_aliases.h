/*
 * What columns of HR systems and organization charts are called, and which systems call them so.
 */
#ifndef RI_HR_ALIASES_H
#define RI_HR_ALIASES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* What a column is read as. */
typedef enum ri_hr_role {
    RI_HR_IGNORED,   /* somebody said so */
    RI_HR_ATTRIBUTE, /* kept under its name */
    RI_HR_ID,        /* of the row: of a person or of a position, whichever rows are */
    RI_HR_PERSON_ID,
    RI_HR_NAME,
    RI_HR_FIRST_NAME,
    RI_HR_MIDDLE_NAME,
    RI_HR_LAST_NAME,
    RI_HR_PREFERRED_NAME, /* kept, and a name to be referred to by */
    RI_HR_EMAIL,
    RI_HR_POSITION_ID,
    RI_HR_REQUISITION, /* of an open job */
    RI_HR_TITLE,
    RI_HR_SUPERIOR, /* by whatever its values turn out to be */
    RI_HR_SUPERIOR_ID,
    RI_HR_SUPERIOR_POSITION,
    RI_HR_SUPERIOR_EMAIL,
    RI_HR_SUPERIOR_NAME,
    RI_HR_SUPERIOR_REQUISITION,
    RI_HR_DOTTED, /* further superiors, parted by ';' */
    RI_HR_ORGANIZATION,
    RI_HR_DIVISION,
    RI_HR_DEPARTMENT,
    RI_HR_SUBDEPARTMENT,
    RI_HR_UNIT,
    RI_HR_TEAM,
    RI_HR_GRADE,
    RI_HR_START,
    RI_HR_END,       /* the last day */
    RI_HR_EFFECTIVE, /* when what the row says begins */
    RI_HR_VACANT,    /* a yes means that nobody is there */
    RI_HR_ACTIVE,    /* a no means that the person left */
    RI_HR_LOCATION,
    RI_HR_FTE,
    RI_HR_ASSISTANT,
    RI_HR_ROLE_COUNT
} ri_hr_role;

/* "person-id", "superior-email" …: how people say what a column is; static. */
const char *ri_hr_role_name(ri_hr_role role);
/* The role of such a name. false: there is none. */
bool ri_hr_role_named(const char *name, ri_hr_role *out);

/* A heading without the name of a SCIM schema before it; within the heading. */
const char *ri_hr_own_part(const char *heading);
/* Appends a heading's own part as headings are compared: folded, letters and digits only ('#' is
   "number"). */
void ri_hr_normalize(ri_text *out, const char *heading);

typedef struct ri_hr_alias {
    const char *heading; /* normalized */
    ri_hr_role role;
    bool weak; /* steps back where another column has the role, too */
} ri_hr_alias;

/* NULL when no system calls a column so. */
const ri_hr_alias *ri_hr_alias_of(const char *normalized);

typedef struct ri_hr_system {
    const char *name;
    const char *needed[6];  /* normalized; all must be there */
    const char *others[24]; /* that it has, too */
} ri_hr_system;

extern const ri_hr_system ri_hr_systems[];
extern const size_t ri_hr_system_count;

#endif
