/*
 * Which subject a question's words name: a reference, a bare key, or a name. Keys
 * are looked up here, names in seek_names.c.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "check/checking.h"
#include "check/seeking.h"

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

static raci_status fail_unknown(raci_model *model, int32_t date, ri_kind kind, const char *key,
                                raci_error *err)
{
    ri_text near = RI_TEXT_INIT;
    raci_status status = ri_seek_near(&near, model, date, key, false, kind, err);
    if (status == RACI_OK) {
        status = ri_fail(err, RACI_NOTFOUND, "there is no %s '%s'%s", ri_kind_name(kind), key,
                         ri_text_string(&near));
    }
    ri_text_free(&near);
    return status;
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
                      : fail_unknown(model, date, kind, key, err);
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
    return status != RACI_OK ? status : fail_unknown(model, date, kind, key, err);
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

/* *out stays as it is when nothing fits. */
static raci_status seek_name(ri_sought *out, ri_arena *arena, raci_model *model, int32_t date,
                             const char *name, raci_error *err)
{
    ri_named_fits *fits = ri_arena_take(arena, sizeof *fits);
    raci_status status = fits != NULL ? ri_seek_names(fits, arena, model, date, name, false, err)
                                      : ri_fail_nomem(err);
    if (status != RACI_OK || fits->n == 0) {
        return status;
    }
    if (fits->n == 1) {
        *out = (ri_sought){.kind = fits->items[0].kind, .key = fits->items[0].key};
        return RACI_OK;
    }
    ri_candidate *candidates = ri_arena_array(arena, fits->n, sizeof *candidates);
    for (size_t i = 0; candidates != NULL && i < fits->n; i++) {
        const ri_named_fit *fit = &fits->items[i];
        candidates[i] = (ri_candidate){
            .ref = ri_arena_format(arena, "%s:%s", ri_kind_name(fit->kind), fit->key),
            .name = fit->name,
            .journey = fit->place};
        if (candidates[i].ref == NULL) {
            return ri_fail_nomem(err);
        }
    }
    if (candidates == NULL) {
        return ri_fail_nomem(err);
    }
    *out = (ri_sought){.candidates = candidates, .n_candidates = fits->n};
    return RACI_OK;
}

static raci_status fail_nothing(raci_model *model, int32_t date, const char *text, raci_error *err)
{
    ri_text near = RI_TEXT_INIT;
    raci_status status = ri_seek_near(&near, model, date, text, false, RI_KIND_COUNT, err);
    if (status == RACI_OK) {
        status = ri_fail(err, RACI_NOTFOUND, "no touchpoint or journey is called '%s'%s", text,
                         ri_text_string(&near));
    }
    ri_text_free(&near);
    return status;
}

raci_status ri_seek_refuse_long(const char *text, raci_error *err)
{
    size_t length = strlen(text);
    if (length <= RI_QUESTION_MAX) {
        return RACI_OK;
    }
    return ri_fail(err, RACI_INVALID,
                   "the question has %zu bytes, of at most %d: ask by the key, or by a part of "
                   "the name",
                   length, RI_QUESTION_MAX);
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
    if (ri_seek_refuse_long(text, err) != RACI_OK) {
        return RACI_INVALID;
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
    return fail_nothing(model, date, text, err);
}
