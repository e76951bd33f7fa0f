/*
 * Files of the repository carried inside the library: the schema and its
 * migrations, the shipped rules, the sample organizations, what web pages are
 * dressed with. The table is
 * written by engine/cmake/embed.cmake.
 */
#ifndef RI_EMBEDDED_H
#define RI_EMBEDDED_H

#include <stddef.h>

typedef struct ri_embedded {
    const char *path;           /* as in the repository: "db/schema.sql" */
    const unsigned char *bytes; /* a NUL follows, not counted in length */
    size_t length;
} ri_embedded;

/* The file of this path, or NULL. */
const ri_embedded *ri_embedded_find(const char *path);

/* All of them, in byte order of their paths; NULL beyond the last. */
size_t ri_embedded_count(void);
const ri_embedded *ri_embedded_at(size_t i);

/* The table itself, for embedded.c. */
extern const ri_embedded ri_embedded_files[];
extern const size_t ri_embedded_files_count;

#endif
