/*
 * Which subject a question's words name: a reference, a bare key, or a name. Keys
 * are looked up one by one; only names need a look at all of them.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "check/checking.h"
#include "model/named.h"

/* ---- what is not there ---- */

/* "… is not there on DATE, but from A until B" */
static raci_status fail_absent(int32_t date, ri_kind kind, const char *key,
                               const ri_existence *found, raci_error *err)
{
    char on[11];
    char from[11];
    char to[11];
    (void)ri_day_format(found->from, from);
    (void)ri_day_format(found->to, to);
    return ri_fail(err, RACI_NOTFOUND, "the %s '%s' is not there on %s, but%s%s%s%s",
                   ri_kind_name(kind), key, ri_day_format(date, on),
                   from[0] != '\0' ? " from " : "", from, to[0] != '\0' ? " until " : "", to);
}

static raci_status fail_unknown(raci_model *model, ri_kind kind, const char *key, raci_error *err)
{
    char near[RI_KEY_MAX + 1] = "";
    raci_status status = ri_model_nearest(near, sizeof near, model, kind, key, err);
    if (status != RACI_OK) {
        return status;
    }
    if (near[0] != '\0') {
        return ri_fail(err, RACI_NOTFOUND, "there is no %s '%s'; did you mean '%s'?",
                       ri_kind_name(kind), key, near);
    }
    return ri_fail(err, RACI_NOTFOUND, "there is no %s '%s'", ri_kind_name(kind), key);
}

/* Succeeds when it is there after all. */
static raci_status require_thing(raci_model *model, int32_t date, ri_kind kind, const char *key,
                                 raci_error *err)
{
    ri_existence found;
    raci_status status = ri_named_existence(&found, model, kind, key, date, err);
    if (status != RACI_OK || found.now) {
        return status;
    }
    return found.ever ? fail_absent(date, kind, key, &found, err)
                      : fail_unknown(model, kind, key, err);
}

static raci_status fail_handoff(raci_model *model, int32_t date, const char *key, raci_error *err)
{
    char side[RI_KEY_MAX + 1];
    char day[11];
    const char *arrow = strstr(key, "->");
    const char *to = arrow != NULL ? arrow + 2 : key;
    size_t length = arrow != NULL ? (size_t)(arrow - key) : 0;
    raci_status status = RACI_OK;
    if (length > 0 && length < sizeof side) {
        memcpy(side, key, length);
        side[length] = '\0';
        status = require_thing(model, date, RI_TOUCHPOINT, side, err);
    }
    if (status == RACI_OK) {
        status = require_thing(model, date, RI_TOUCHPOINT, to, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    return ri_fail(err, RACI_NOTFOUND,
                   "there is no handoff '%s' on %s: no journey goes from the one to the other "
                   "and no link says so",
                   key, ri_day_format(date, day));
}

raci_status ri_seek_nothing(raci_model *model, int32_t date, ri_kind kind, const char *key,
                            raci_error *err)
{
    if (kind == RI_HANDOFF) {
        return fail_handoff(model, date, key, err);
    }
    raci_status status = require_thing(model, date, kind, key, err);
    return status != RACI_OK ? status : fail_unknown(model, kind, key, err);
}

/* ---- by key ---- */

static raci_status found_key(ri_sought *out, ri_arena *arena, ri_kind kind, const char *key,
                             raci_error *err)
{
    const char *kept = ri_arena_string(arena, key);
    if (kept == NULL) {
        return ri_fail_nomem(err);
    }
    *out = (ri_sought){.kind = kind, .key = kept};
    return RACI_OK;
}

static raci_status seek_reference(ri_sought *out, ri_arena *arena, raci_model *model, int32_t date,
                                  ri_kind kind, const char *key, raci_error *err)
{
    raci_status status = RACI_OK;
    switch (kind) {
    case RI_ENTERPRISE:
    case RI_HANDOFF: /* looked up where it is loaded */
        break;
    case RI_JOURNEY:
    case RI_TOUCHPOINT:
        status = require_thing(model, date, kind, key, err);
        break;
    default:
        return ri_fail(err, RACI_INVALID,
                       "letters are held on a touchpoint, a handoff, a journey or the enterprise, "
                       "not on the %s '%s'",
                       ri_kind_name(kind), key);
    }
    return status == RACI_OK ? found_key(out, arena, kind, key, err) : status;
}

/* *out stays as it is when no touchpoint and no journey of that key is there;
   `missed` tells when there is one on another date. */
static raci_status seek_key(ri_sought *out, ri_arena *arena, raci_model *model, int32_t date,
                            const char *key, ri_existence missed[2], raci_error *err)
{
    static const ri_kind kinds[2] = {RI_TOUCHPOINT, RI_JOURNEY};
    for (int i = 0; i < 2; i++) {
        raci_status status = ri_named_existence(&missed[i], model, kinds[i], key, date, err);
        if (status != RACI_OK) {
            return status;
        }
        if (missed[i].now) {
            return found_key(out, arena, kinds[i], key, err);
        }
    }
    return RACI_OK;
}

/* ---- by name ---- */

enum { SAME, FOLDED, WITHIN, WAYS };

typedef struct search {
    ri_arena *arena;
    const char *wanted;
    ri_text wanted_folded;
    ri_text folded;
    ri_kind kind[WAYS]; /* of the first that fits in each way, and its key */
    const char *key[WAYS];
    ri_candidate *fits[WAYS]; /* room for RI_CANDIDATES_MAX each */
    size_t n[WAYS];
} search;

static int how_it_fits(search *look, const char *key, const char *name)
{
    if (strcmp(name, look->wanted) == 0) {
        return SAME;
    }
    if (look->n[SAME] > 0) {
        return WAYS;
    }
    const char *wanted = ri_text_string(&look->wanted_folded);
    ri_text_clear(&look->folded);
    ri_utf8_fold(&look->folded, name);
    if (strcmp(ri_text_string(&look->folded), wanted) == 0 || strcmp(key, wanted) == 0) {
        return FOLDED;
    }
    if (look->n[FOLDED] > 0) {
        return WAYS;
    }
    return strstr(ri_text_string(&look->folded), wanted) != NULL ? WITHIN : WAYS;
}

/* Things come in the order of their references; the first of them are kept. */
static bool visit(ri_kind kind, const char *key, const char *name, const char *journey,
                  void *payload)
{
    search *look = payload;
    int way = how_it_fits(look, key, name);
    if (look->folded.failed) {
        return false;
    }
    if (way == WAYS || look->n[way] == RI_CANDIDATES_MAX) {
        return true;
    }
    ri_candidate *fit = &look->fits[way][look->n[way]++];
    fit->ref = ri_arena_format(look->arena, "%s:%s", ri_kind_name(kind), key);
    fit->name = ri_arena_string(look->arena, name);
    fit->journey = journey != NULL ? ri_arena_string(look->arena, journey) : NULL;
    if (fit->ref == NULL || fit->name == NULL || (journey != NULL && fit->journey == NULL)) {
        return false;
    }
    if (look->n[way] == 1) {
        look->kind[way] = kind;
        look->key[way] = strchr(fit->ref, ':') + 1;
    }
    return true;
}

/* *out stays as it is when nothing fits. */
static raci_status seek_name(ri_sought *out, ri_arena *arena, raci_model *model, int32_t date,
                             const char *name, raci_error *err)
{
    raci_status status = RACI_OK;
    search look = {.arena = arena, .wanted = name};
    ri_utf8_fold(&look.wanted_folded, name);
    bool room = !look.wanted_folded.failed;
    for (int way = 0; way < WAYS; way++) {
        look.fits[way] = ri_arena_array(arena, RI_CANDIDATES_MAX, sizeof(ri_candidate));
        room = room && look.fits[way] != NULL;
    }
    if (!room) {
        status = ri_fail_nomem(err);
    } else if (look.wanted_folded.length > 0) {
        status = ri_named_each(model, date, visit, &look, err);
    }
    for (int way = 0; status == RACI_OK && way < WAYS; way++) {
        if (look.n[way] == 1) {
            *out = (ri_sought){.kind = look.kind[way], .key = look.key[way]};
            break;
        }
        if (look.n[way] > 1) {
            *out = (ri_sought){.candidates = look.fits[way], .n_candidates = look.n[way]};
            break;
        }
    }
    ri_text_free(&look.wanted_folded);
    ri_text_free(&look.folded);
    return status;
}

/* ---- what nothing fits ---- */

/* Keys are written with '-' where names have blanks. Of equally near ones the
   touchpoint is told. */
static raci_status fail_nothing(raci_model *model, const char *text, raci_error *err)
{
    static const ri_kind kinds[2] = {RI_TOUCHPOINT, RI_JOURNEY};
    char near[2][RI_KEY_MAX + 1] = {"", ""};
    ri_text like = RI_TEXT_INIT;
    ri_nearest best = {0};
    int which = 0;
    raci_status status = RACI_OK;
    ri_utf8_fold(&like, text);
    for (size_t i = 0; i < like.length; i++) {
        like.bytes[i] = (char)(like.bytes[i] == ' ' ? '-' : like.bytes[i]);
    }
    ri_nearest_begin(&best, ri_text_string(&like));
    for (int i = 0; i < 2 && status == RACI_OK; i++) {
        status =
            ri_model_nearest(near[i], sizeof near[i], model, kinds[i], ri_text_string(&like), err);
        if (near[i][0] != '\0') {
            ri_nearest_offer(&best, near[i]);
            which = best.best == near[i] ? i : which;
        }
    }
    if (status == RACI_OK && best.best != NULL) {
        status = ri_fail(err, RACI_NOTFOUND,
                         "no touchpoint or journey is called '%s'; did you mean '%s:%s'?", text,
                         ri_kind_name(kinds[which]), best.best);
    } else if (status == RACI_OK) {
        status = ri_fail(err, RACI_NOTFOUND, "no touchpoint or journey is called '%s'", text);
    }
    ri_text_free(&like);
    return status;
}

/* "a->b" as a reference. false when it is none, or memory is exhausted. */
static bool split_arrow(ri_arena *arena, const char *text, ri_kind *kind, const char **key)
{
    const char *reference =
        strstr(text, "->") != NULL ? ri_arena_format(arena, "handoff:%s", text) : NULL;
    return reference != NULL && ri_reference_split(reference, kind, key);
}

raci_status ri_seek(ri_sought *out, ri_arena *arena, raci_model *model, int32_t date,
                    const char *text, raci_error *err)
{
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    ri_existence missed[2] = {{0}, {0}};
    *out = (ri_sought){0};
    if (text[0] == '\0') {
        return ri_fail(err, RACI_INVALID,
                       "expected a touchpoint, a journey or a passage between "
                       "touchpoints to ask about, found nothing");
    }
    if (ri_reference_split(text, &kind, &key) || split_arrow(arena, text, &kind, &key)) {
        return seek_reference(out, arena, model, date, kind, key, err);
    }
    raci_status status = RACI_OK;
    if (ri_key_valid(text, strlen(text))) {
        status = seek_key(out, arena, model, date, text, missed, err);
    }
    if (status == RACI_OK && out->key == NULL) {
        status = seek_name(out, arena, model, date, text, err);
    }
    if (status != RACI_OK || out->key != NULL || out->n_candidates > 0) {
        return status;
    }
    if (missed[0].ever || missed[1].ever) {
        int which = missed[0].ever ? 0 : 1;
        return fail_absent(date, which == 0 ? RI_TOUCHPOINT : RI_JOURNEY, text, &missed[which],
                           err);
    }
    return fail_nothing(model, text, err);
}
