/* From what somebody typed to the position, unit, team or person they mean. */
#include <string.h>

#include "base/fail.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "report/report_what.h"

#define NAMED_MAX 5 /* so many are listed when several fit */

static const ri_kind kinds[] = {RI_POSITION, RI_UNIT, RI_TEAM, RI_PERSON};
#define KINDS (sizeof kinds / sizeof kinds[0])

typedef struct search {
    const ri_snapshot *s;
    ri_text wanted; /* folded */
    ri_text name;   /* likewise */
    ri_ref found[NAMED_MAX];
    size_t n; /* how many fit; more than NAMED_MAX are counted only */
} search;

static void add(search *to, ri_ref ref)
{
    if (to->n < NAMED_MAX) {
        to->found[to->n] = ref;
    }
    to->n++;
}

static void match_keys(search *to, const char *text)
{
    for (size_t k = 0; k < KINDS; k++) {
        ri_ref ref = ri_snapshot_find(to->s, kinds[k], text);
        if (ref != RI_NONE) {
            add(to, ref);
        }
    }
}

/* Names that are equal but for case and accents, or that contain the text. */
static void match_names(search *to, bool whole)
{
    for (size_t k = 0; k < KINDS; k++) {
        const ri_rows *rows = ri_snapshot_rows(to->s, kinds[k]);
        for (uint32_t i = 0; rows->name != NULL && i < rows->n; i++) {
            ri_text_clear(&to->name);
            ri_utf8_fold(&to->name, rows->name[i]);
            const char *name = ri_text_string(&to->name);
            const char *wanted = ri_text_string(&to->wanted);
            if (whole ? strcmp(name, wanted) == 0 : strstr(name, wanted) != NULL) {
                add(to, ri_ref_make(kinds[k], i));
            }
        }
    }
}

static raci_status fail_unknown(const ri_snapshot *s, const char *text, bool any_kind, ri_kind kind,
                                raci_error *err)
{
    ri_nearest nearest;
    ri_nearest_begin(&nearest, text);
    for (size_t k = 0; k < KINDS; k++) {
        const ri_rows *rows = ri_snapshot_rows(s, kinds[k]);
        for (uint32_t i = 0; (any_kind || kinds[k] == kind) && i < rows->n; i++) {
            ri_nearest_offer(&nearest, rows->key[i]);
            if (rows->name != NULL && any_kind) {
                ri_nearest_offer(&nearest, rows->name[i]);
            }
        }
    }
    const char *what = any_kind ? "position, unit, team or person" : ri_kind_name(kind);
    if (nearest.best == NULL) {
        return ri_fail(err, RACI_NOTFOUND, "there is no %s '%s' on the date", what, text);
    }
    return ri_fail(err, RACI_NOTFOUND, "there is no %s '%s' on the date; did you mean '%s'?", what,
                   text, nearest.best);
}

static raci_status fail_several(search *from, const char *text, raci_error *err)
{
    ri_text list = RI_TEXT_INIT;
    for (size_t i = 0; i < from->n && i < NAMED_MAX; i++) {
        ri_text_add(&list, i > 0 ? ", " : "");
        ri_snapshot_reference(from->s, from->found[i], &list);
    }
    raci_status status = ri_fail(err, RACI_NOTFOUND, "'%s' may be %s%s; say which", text,
                                 ri_text_string(&list), from->n > NAMED_MAX ? " or others" : "");
    ri_text_free(&list);
    return status;
}

/* A reference names its kind itself; an office stands for its positions. */
static raci_status by_reference(search *to, ri_kind kind, const char *key, raci_error *err)
{
    if (kind == RI_OFFICE) {
        uint32_t n = 0;
        const uint32_t *positions = ri_snapshot_office(to->s, key, &n);
        for (uint32_t i = 0; i < n; i++) {
            add(to, ri_ref_make(RI_POSITION, positions[i]));
        }
        return n > 0 ? RACI_OK
                     : ri_fail(err, RACI_NOTFOUND, "no position has the office '%s'", key);
    }
    for (size_t k = 0; k < KINDS; k++) {
        if (kinds[k] == kind) {
            ri_ref ref = ri_snapshot_find(to->s, kind, key);
            if (ref == RI_NONE) {
                return fail_unknown(to->s, key, false, kind, err);
            }
            add(to, ref);
            return RACI_OK;
        }
    }
    return ri_fail(err, RACI_NOTFOUND,
                   "a %s holds no letters: name a position, unit, team or person",
                   ri_kind_name(kind));
}

raci_status ri_holder_named(ri_ref *out, const ri_snapshot *snapshot, const char *text,
                            raci_error *err)
{
    search to = {.s = snapshot, .wanted = RI_TEXT_INIT, .name = RI_TEXT_INIT};
    ri_kind kind = RI_POSITION;
    const char *key = NULL;
    raci_status status = RACI_OK;
    if (ri_reference_split(text, &kind, &key)) {
        status = by_reference(&to, kind, key, err);
    } else {
        ri_utf8_fold(&to.wanted, text);
        match_keys(&to, text);
        if (to.n == 0 && text[0] != '\0') {
            match_names(&to, true);
        }
        if (to.n == 0 && text[0] != '\0') {
            match_names(&to, false);
        }
        if (to.wanted.failed || to.name.failed) {
            status = ri_fail_nomem(err);
        } else if (to.n == 0) {
            status = fail_unknown(snapshot, text, true, RI_POSITION, err);
        }
    }
    if (status == RACI_OK && to.n > 1) {
        status = fail_several(&to, text, err);
    }
    if (status == RACI_OK) {
        *out = to.found[0];
    }
    ri_text_free(&to.wanted);
    ri_text_free(&to.name);
    return status;
}
