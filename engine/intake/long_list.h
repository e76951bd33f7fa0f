/*
 * What of YAML or JSON is a table: long lists of responsibilities, lists of objects, objects by
 * name, lists of lists.
 */
#ifndef RI_LONG_LIST_H
#define RI_LONG_LIST_H

#include "base/intern.h"
#include "intake/values.h"

typedef enum ri_list_shape {
    RI_LIST_ACTIVITIES, /* groups of activities with assignments: a row for each letter */
    RI_LIST_OBJECTS,    /* a row each; the first row has their keys */
    RI_LIST_NAMED,      /* an object of objects: their names are the column "key" */
    RI_LIST_ONE,        /* one object: one row */
    RI_LIST_ROWS        /* texts, or lists of texts */
} ri_list_shape;

typedef struct ri_list {
    ri_list_shape shape;
    const char *name; /* the key it goes by, or "" */
    const ri_value *from;
} ri_list;

/* Called for each table that is found. */
typedef raci_status (*ri_list_fn)(const ri_list *list, void *payload, raci_error *err);
raci_status ri_lists_find(const ri_value *documents, ri_list_fn found, void *payload,
                          raci_error *err);

/* Where the groups of activities begin; their activities. NULL: there are none. */
const ri_value *ri_list_groups(const ri_list *list);
const ri_value *ri_list_activities(const ri_value *group);
/* The value of the first of the keys, separated by blanks, that an object has a text for. */
const ri_value *ri_list_text(const ri_value *object, const char *const keys[], size_t n);

/* Called for each column of an object: keys within keys are parted by dots. */
typedef raci_status (*ri_column_fn)(const char *name, const ri_value *value, void *payload,
                                    raci_error *err);
raci_status ri_list_columns(const ri_value *object, ri_column_fn each, void *payload,
                            raci_error *err);

#endif
