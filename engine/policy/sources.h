/*
 * The files of a policy: found, read, and each taken once.
 */
#ifndef RI_SOURCES_H
#define RI_SOURCES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/digest.h"
#include "policy/declared.h"
#include "raci/error.h"

#define RI_SOURCES_MAX 10000 /* files of one policy */

typedef struct ri_source {
    const char *file; /* as it was found: the path, or "rules/…" for shipped ones */
    const char *name; /* the same wherever the policy lies: for the digest */
    const char *bytes;
    size_t length;
    char *owned; /* bytes, where they were read rather than shipped */
    bool root;   /* named by the caller, rather than included */
    bool shipped;
    uint64_t device; /* with inode, what tells one file from another */
    uint64_t inode;
    char digest[65];
} ri_source;

typedef struct ri_sources {
    ri_arena *arena;
    const ri_policy_file *kept; /* the policy is these files, not what lies on disk; or NULL */
    size_t n_kept;
    ri_source *items;
    size_t n;
    size_t capacity;
} ri_sources;

/* Reads the files and the folders' *.lua (but *_test.lua and hidden ones), sorted
   by path; where there is neither, the governance model of that name; with n = 0 the
   shipped default policy; where files are kept, the root ones of these. Fails with
   RACI_NOTFOUND, RACI_IO, RACI_LIMIT. */
raci_status ri_sources_read(ri_sources *sources, const char *const *paths, size_t n,
                            raci_error *err);

/* Finds what the source `from` includes as `name`: in its own folder, then among
   the shipped rules. *out is its number; it is read when it is new. Fails with
   RACI_NOTFOUND, RACI_INVALID when the name is none, RACI_IO, RACI_LIMIT. */
raci_status ri_sources_include(ri_sources *sources, uint32_t from, const char *name, uint32_t *out,
                               raci_error *err);

/* Moves the text into the arena, where it outlives the source. false: exhausted. */
bool ri_source_keep(ri_source *source, ri_arena *arena);

/* The digest over names and bytes of all of them, whatever their order. */
raci_status ri_sources_digest(const ri_sources *sources, char out[65], raci_error *err);

void ri_sources_free(ri_sources *sources);

#endif
