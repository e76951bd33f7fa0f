/*
 * Several things that a question may have meant, as text.
 */
#ifndef RI_CHOICES_H
#define RI_CHOICES_H

#include "report/page.h"

typedef struct ri_choice {
    const char *ref;
    const char *name;
    const char *place; /* what tells it from the others; NULL for nothing */
} ri_choice;

/* What the columns are called, and how wide a name may be. */
typedef struct ri_choice_titles {
    const char *what;
    const char *place;
    size_t name_columns;
} ri_choice_titles;

void ri_put_choices(ri_page *page, const ri_choice_titles *titles, size_t n,
                    ri_choice (*at)(const void *context, size_t i), const void *context);

#endif
