/*
 * Keys, names, references and attributes as text.
 */
#include <string.h>

#include "model/loading.h"

/* Where the texts of handoffs are kept: of a snapshot that is derived, with those of the other
   one, as long as the touchpoints are called the same. */
static struct ri_snapshot_private *keeper(const ri_snapshot *s, bool names)
{
    const ri_snapshot *of = s->own->of;
    const bool same =
        of != NULL && (!names || of->touchpoints.rows.name == s->touchpoints.rows.name);
    return same ? of->own : s->own;
}

/* "a->b", or with names "A → B": made when first asked for, then kept. */
static const char *handoff_text(const ri_snapshot *s, uint32_t handoff, bool names)
{
    struct ri_snapshot_private *own = keeper(s, names);
    const char ***made = names ? &own->handoff_names : &own->handoff_keys;
    if (*made == NULL) {
        *made = ri_arena_array(own->arena, s->handoffs.n, sizeof **made);
    }
    if (*made != NULL && (*made)[handoff] == NULL) {
        const char **texts = names ? s->touchpoints.rows.name : NULL;
        texts = texts != NULL ? texts : s->touchpoints.rows.key;
        (*made)[handoff] = ri_arena_format(own->arena, "%s%s%s", texts[s->handoffs.from[handoff]],
                                           names ? " → " : "->", texts[s->handoffs.to[handoff]]);
    }
    if (*made == NULL || (*made)[handoff] == NULL) {
        s->own->failures++;
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
        return handoff_text(s, ri_ref_index(ref), false);
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
        return handoff_text(s, ri_ref_index(ref), true);
    }
    return kind == RI_ENTERPRISE ? "the enterprise" : ri_snapshot_key(s, ref);
}

void ri_snapshot_reference(const ri_snapshot *s, ri_ref ref, ri_text *out)
{
    if (ref == RI_NONE) {
        return;
    }
    ri_text_add(out, ri_kind_name(ri_ref_kind(ref)));
    if (ri_ref_kind(ref) == RI_ENTERPRISE) {
        return;
    }
    ri_text_char(out, ':');
    if (ri_ref_kind(ref) == RI_HANDOFF) { /* of which no text need be made and kept */
        const uint32_t handoff = ri_ref_index(ref);
        ri_text_add(out, s->touchpoints.rows.key[s->handoffs.from[handoff]]);
        ri_text_add(out, "->");
        ri_text_add(out, s->touchpoints.rows.key[s->handoffs.to[handoff]]);
    } else {
        ri_text_add(out, ri_snapshot_key(s, ref));
    }
}

const char *ri_rows_attribute(const ri_rows *rows, uint32_t row, uint32_t word)
{
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

const char *ri_snapshot_attribute(const ri_snapshot *s, ri_kind kind, uint32_t row,
                                  const char *name)
{
    return ri_rows_attribute(ri_snapshot_rows(s, kind), row, ri_intern_find(s->words, name));
}
