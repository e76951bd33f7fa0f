/*
 * Keys, names, references and attributes as text.
 */
#include <string.h>

#include "model/loading.h"

typedef const char *(*text_of_fn)(const ri_snapshot *s, ri_ref ref);

/* "a->b", or with names "A → B": made when first asked for, then kept. */
static const char *handoff_text(const ri_snapshot *s, uint32_t handoff, const char ***made,
                                const char *between, text_of_fn text_of)
{
    struct ri_snapshot_private *own = s->own;
    if (*made == NULL) {
        *made = ri_arena_array(own->arena, s->handoffs.n, sizeof **made);
    }
    if (*made != NULL && (*made)[handoff] == NULL) {
        ri_ref from = ri_ref_make(RI_TOUCHPOINT, s->handoffs.from[handoff]);
        ri_ref to = ri_ref_make(RI_TOUCHPOINT, s->handoffs.to[handoff]);
        (*made)[handoff] =
            ri_arena_format(own->arena, "%s%s%s", text_of(s, from), between, text_of(s, to));
    }
    if (*made == NULL || (*made)[handoff] == NULL) {
        own->failed = true;
        return "";
    }
    return (*made)[handoff];
}

const char *ri_snapshot_key(const ri_snapshot *s, ri_ref ref)
{
    if (ref == RI_NONE) {
        return "";
    }
    ri_kind kind = ri_ref_kind(ref);
    const ri_rows *rows = ri_snapshot_rows(s, kind);
    if (rows != NULL) {
        return rows->key[ri_ref_index(ref)];
    }
    if (kind == RI_HANDOFF) {
        return handoff_text(s, ri_ref_index(ref), &s->own->handoff_keys, "->", ri_snapshot_key);
    }
    return kind == RI_OFFICE ? ri_intern_get(s->words, ri_ref_index(ref)) : "";
}

const char *ri_snapshot_name(const ri_snapshot *s, ri_ref ref)
{
    if (ref == RI_NONE) {
        return "";
    }
    ri_kind kind = ri_ref_kind(ref);
    const ri_rows *rows = ri_snapshot_rows(s, kind);
    if (rows != NULL && rows->name != NULL) {
        return rows->name[ri_ref_index(ref)];
    }
    if (kind == RI_HANDOFF) {
        return handoff_text(s, ri_ref_index(ref), &s->own->handoff_names, " → ", ri_snapshot_name);
    }
    return kind == RI_ENTERPRISE ? "the enterprise" : ri_snapshot_key(s, ref);
}

void ri_snapshot_reference(const ri_snapshot *s, ri_ref ref, ri_text *out)
{
    if (ref == RI_NONE) {
        return;
    }
    ri_text_add(out, ri_kind_name(ri_ref_kind(ref)));
    if (ri_ref_kind(ref) != RI_ENTERPRISE) {
        ri_text_char(out, ':');
        ri_text_add(out, ri_snapshot_key(s, ref));
    }
}

const char *ri_snapshot_attribute(const ri_snapshot *s, ri_kind kind, uint32_t row,
                                  const char *name)
{
    const ri_rows *rows = ri_snapshot_rows(s, kind);
    uint32_t word = ri_intern_find(s->words, name);
    if (rows == NULL || rows->attrs.first == NULL || word == RI_NONE) {
        return NULL;
    }
    for (uint32_t i = rows->attrs.first[row]; i < rows->attrs.first[row + 1]; i++) {
        if (rows->attrs.name[i] == word) {
            return rows->attrs.value[i];
        }
    }
    return NULL;
}
