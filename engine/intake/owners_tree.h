/*
 * What the OWNERS files of a tree of folders say, as Kubernetes reads them: who approves and
 * reviews what lies in a folder and below it. The nearest folder that names somebody comes first;
 * those above it may approve, too, unless one says that it has no parent.
 */
#ifndef RI_OWNERS_TREE_H
#define RI_OWNERS_TREE_H

#include "intake/path_owners.h"

typedef struct ri_owners_tree ri_owners_tree;

/* Gives an owned object, or NULL when memory is exhausted. */
ri_owners_tree *ri_owners_tree_new(void);
void ri_owners_tree_free(ri_owners_tree *tree); /* NULL is allowed */

/* Adds what a book of the form RI_BOOK_OWNERS says of a folder, by its path ("" for the root,
   "pkg/api"), and accounts for each of its rows. What it says of groups holds for the files that
   are added after it. Fails as the book does, with RACI_STOPPED when a call gave no 0, RACI_LIMIT,
   RACI_NOMEM. */
raci_status ri_owners_tree_add(ri_owners_tree *tree, const char *path, ri_book *book,
                               const ri_owner_calls *calls, raci_error *err);

/* Appends who answers for a path, the highest role first. false when memory is exhausted. */
bool ri_owners_tree_find(ri_owners_tree *tree, const char *path, ri_path_owners *out);

/* The regular expressions by which a folder parts its files; NULL beyond the last. The first one
   is "" and stands for all. Borrowed. */
const char *ri_owners_tree_filter(const ri_owners_tree *tree, const char *path, size_t i);
/* Appends whom a folder names for the i-th of them. false when memory is exhausted. */
bool ri_owners_tree_of(ri_owners_tree *tree, const char *path, size_t i, ri_path_owners *out);

#endif
