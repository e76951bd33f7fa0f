/*
 * The OWNERS files that one belongs with: those of the same tree, as far as a list of paths names
 * them, and the file of groups.
 */
#ifndef RI_OWNER_FILES_H
#define RI_OWNER_FILES_H

#include "intake/owners_tree.h"
#include "intake/path_list.h"
#include "model/adopt.h"

typedef struct ri_owner_files {
    ri_owners_tree *tree;
    ri_book *book;      /* further file that is being read; NULL: it is the intake's own */
    const char *folder; /* of the intake's own file, as the tree has it */
} ri_owner_files;

/* Reads the intake's own file into an empty object, before it the groups, and of a list that is
   not empty all others. A further file that cannot be read is refused as a row. Fails as
   ri_owners_tree_add does. */
raci_status ri_owner_files_read(ri_owner_files *out, ri_adopting *a, const ri_path_list *paths,
                                const ri_owner_calls *calls, raci_error *err);
void ri_owner_files_close(ri_owner_files *files);

#endif
