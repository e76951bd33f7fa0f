/*
 * Patterns of paths, as CODEOWNERS files have them: much as in .gitignore, and not quite, for
 * what GitHub and GitLab make of them is not the same.
 */
#ifndef RI_PATH_PATTERN_H
#define RI_PATH_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define RI_PATH_MAX 4096 /* bytes of a path, or of a pattern */

typedef enum ri_path_dialect {
    RI_PATHS_GITHUB, /* a slash within binds to the root; "docs" has all that is below it, too */
    RI_PATHS_GITLAB  /* only a slash in front binds; "docs" is a file; [a-z] is a class */
} ri_path_dialect;

typedef enum ri_path_part_kind {
    RI_PART_LITERAL,
    RI_PART_GLOB, /* has wildcards */
    RI_PART_DEPTH /* "**": any number of folders, none included */
} ri_path_part_kind;

/* What stands between two slashes. */
typedef struct ri_path_part {
    ri_path_part_kind kind;
    const char *bytes; /* of a literal without its escapes; a NUL follows */
    size_t length;
} ri_path_part;

typedef enum ri_path_end {
    RI_ENDS_THERE,    /* the path has no more parts */
    RI_ENDS_OR_BELOW, /* or it has */
    RI_ENDS_BELOW     /* it has at least one more */
} ri_path_end;

typedef struct ri_path_pattern {
    const ri_path_part *parts;
    size_t n;
    ri_path_end end;
    bool nothing; /* it matches no path */
    bool classes; /* "[a-z]" in a glob is a class */
} ri_path_pattern;

/* Reads a pattern; its parts live in the arena. false when memory is exhausted. */
bool ri_path_pattern_read(ri_path_pattern *out, ri_arena *arena, const char *text,
                          ri_path_dialect dialect);
/* Whether it matches a path of parts with one slash between them and none around. Adds to *work
   how many bytes had to be looked at, about. */
bool ri_path_pattern_matches(const ri_path_pattern *pattern, const char *path, uint64_t *work);

#endif
