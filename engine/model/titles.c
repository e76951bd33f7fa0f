#include "model/titles.h"

#include <string.h>

void ri_title_thing(const ri_snapshot *s, ri_ref thing, ri_text *out)
{
    const ri_kind kind = ri_ref_kind(thing);
    if (kind == RI_ENTERPRISE) {
        ri_text_add(out, "the enterprise");
        return;
    }
    ri_text_format(out, "the %s '%s'", kind == RI_HANDOFF ? "passage" : ri_kind_name(kind),
                   ri_snapshot_name(s, thing));
}

void ri_title_holder(const ri_snapshot *s, ri_ref holder, ri_text *out)
{
    const ri_kind kind = ri_ref_kind(holder);
    if ((kind == RI_POSITION || kind == RI_PERSON) &&
        strcmp(ri_snapshot_name(s, holder), ri_snapshot_key(s, holder)) != 0) {
        ri_text_add(out, ri_snapshot_name(s, holder));
    } else {
        ri_title_thing(s, holder, out);
    }
}

/* Whether another one that is told goes by the same name. */
static bool is_ambiguous(const ri_snapshot *s, const ri_ref *holders, size_t n, size_t i)
{
    const char *name = ri_snapshot_name(s, holders[i]);
    for (size_t j = 0; j < n; j++) {
        if (j != i && strcmp(ri_snapshot_name(s, holders[j]), name) == 0) {
            return true;
        }
    }
    return false;
}

void ri_title_holders(const ri_snapshot *s, const ri_ref *holders, size_t n, ri_text *out)
{
    const size_t told = n > RI_TITLES_MAX + 1 ? RI_TITLES_MAX : n;
    for (size_t i = 0; i < told; i++) {
        ri_title_between(out, i, told, n - told, " and ");
        ri_title_holder(s, holders[i], out);
        if (is_ambiguous(s, holders, told, i)) {
            ri_text_format(out, " '%s'", ri_snapshot_key(s, holders[i]));
        }
    }
    ri_title_more(out, n - told);
}

void ri_title_office(ri_text *out, const char *office)
{
    for (const char *at = office; *at != '\0'; at++) {
        ri_text_char(out, *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at);
    }
}

void ri_title_between(ri_text *out, size_t i, size_t n, size_t more, const char *last)
{
    if (i > 0) {
        ri_text_add(out, i + 1 == n && more == 0 ? last : ", ");
    }
}

void ri_title_more(ri_text *out, size_t more)
{
    if (more > 0) {
        ri_text_format(out, " and %zu more", more);
    }
}
