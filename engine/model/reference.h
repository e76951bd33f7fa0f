/*
 * References: a kind and an index in one number, and their text form.
 *
 * Kinds are numbered in the byte order of their names and indexes follow the
 * byte order of keys, so that comparing two references as numbers compares
 * their text: every sorted output rests on this.
 */
#ifndef RI_REFERENCE_H
#define RI_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/intern.h"

typedef enum ri_kind {
    RI_CHANNEL,
    RI_ENTERPRISE,
    RI_HANDOFF,
    RI_JOURNEY,
    RI_OFFICE,
    RI_PERSON,
    RI_POSITION,
    RI_RULE,
    RI_STAGE,
    RI_TEAM,
    RI_TOUCHPOINT,
    RI_UNIT,
    RI_KIND_COUNT
} ri_kind;

typedef uint32_t ri_ref; /* RI_NONE for none */

#define RI_REF_BITS 28
#define RI_REF_MAX ((UINT32_C(1) << RI_REF_BITS) - 1)

static inline ri_ref ri_ref_make(ri_kind kind, uint32_t index)
{
    return ((uint32_t)kind << RI_REF_BITS) | index;
}

static inline ri_kind ri_ref_kind(ri_ref ref)
{
    return (ri_kind)(ref >> RI_REF_BITS);
}

static inline uint32_t ri_ref_index(ri_ref ref)
{
    return ref & RI_REF_MAX;
}

/* "unit", "position" …; static. */
const char *ri_kind_name(ri_kind kind);

/* Splits "kind:key" without copying: gives the kind and where the key begins.
   false when the text is no reference of a known kind or the key is malformed.
   "enterprise" is a reference with an empty key; a handoff's key is "a->b". */
bool ri_reference_split(const char *text, ri_kind *kind, const char **key);

/* Whether the bytes match [a-z0-9][a-z0-9._-]* and are at most RI_KEY_MAX. */
#define RI_KEY_MAX 200
bool ri_key_valid(const char *bytes, size_t length);

#endif
