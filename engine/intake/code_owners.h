/*
 * What a CODEOWNERS file says: patterns of paths and who owns what they match. Of the patterns
 * that match a path the last one holds; where GitLab's sections part the file, the last one of
 * each section.
 */
#ifndef RI_CODE_OWNERS_H
#define RI_CODE_OWNERS_H

#include "base/arena.h"
#include "intake/path_owners.h"
#include "intake/path_pattern.h"

typedef struct ri_code_rule {
    const char *pattern; /* as it stands */
    const char *section; /* "" for none */
    const char *const *owners;
    size_t n; /* 0: what it matches has no owner */
    bool optional;
    bool exception; /* what it matches is none of its section's */
    bool again;     /* a later one of its section has the same pattern */
    bool held;      /* for a path that was asked about */
    uint32_t line;
} ri_code_rule;

typedef struct ri_code_owners ri_code_owners;

/* Reads a book of the form RI_BOOK_CODEOWNERS and accounts for each of its rows. What has
   sections, or lies in a folder ".gitlab", is read as GitLab does, else as GitHub does. Gives an
   owned object. Fails as the book does, with RACI_STOPPED when a call gave no 0, RACI_NOMEM. */
raci_status ri_code_owners_read(ri_code_owners **out, ri_book *book, const char *path,
                                const ri_owner_calls *calls, raci_error *err);
void ri_code_owners_free(ri_code_owners *code); /* NULL is allowed */

ri_path_dialect ri_code_owners_dialect(const ri_code_owners *code);
/* Its rules, in the order of the file; NULL beyond the last. Borrowed. */
const ri_code_rule *ri_code_owners_rule(const ri_code_owners *code, size_t i);

/* Appends who owns a path. Fails as ri_path_index_find does. */
raci_status ri_code_owners_find(ri_code_owners *code, const char *path, ri_path_owners *out,
                                raci_error *err);
/* Appends whom a rule names. false when memory is exhausted. */
bool ri_code_owners_of(const ri_code_rule *rule, ri_path_owners *out);

#endif
