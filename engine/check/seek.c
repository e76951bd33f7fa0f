/*
 * Which subject a question's words name: a reference, a bare key, or a name. Keys
 * are looked up here, names in seek_names.c.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/utf8.h"
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

/* A reference, or "a->b" for one, taken apart. *key stays NULL when it is neither. */
static raci_status split(ri_kind *kind, const char **key, ri_arena *arena, const char *text,
                         raci_error *err)
{
    if (ri_reference_split(text, kind, key) || strstr(text, "->") == NULL) {
        return RACI_OK;
    }
    const char *reference = ri_arena_format(arena, "handoff:%s", text);
    if (reference == NULL) {
        return ri_fail_nomem(err);
    }
    (void)ri_reference_split(reference, kind, key);
    return RACI_OK;
}

/* By key, else by name. *out stays as it is when nothing fits. */
static raci_status seek_words(ri_sought *out, ri_arena *arena, raci_model *model, int32_t date,
                              const char *text, ri_existence missed[2], raci_error *err)
{
    raci_status status = RACI_OK;
    if (ri_key_valid(text, strlen(text))) {
        status = seek_key(out, arena, model, date, text, missed, err);
    }
    if (status == RACI_OK && out->key == NULL) {
        status = seek_name(out, arena, model, date, text, err);
    }
    return status;
}

/* ---- passages by the names of their sides ---- */

/* Where an arrow is in the text, as people type it or as names are shown; NULL: nowhere. */
static const char *find_arrow(const char *text, size_t *length)
{
    static const char shown[] = "\xE2\x86\x92"; /* U+2192 */
    const char *typed = strstr(text, "->");
    const char *arrow = strstr(text, shown);
    if (typed != NULL && (arrow == NULL || typed < arrow)) {
        *length = 2;
        return typed;
    }
    *length = sizeof shown - 1;
    return arrow;
}

/* The touchpoint that a side names. *key stays NULL when none does. */
static raci_status seek_side(const char **key, ri_arena *arena, raci_model *model, int32_t date,
                             const char *from, size_t length, raci_error *err)
{
    ri_existence missed[2] = {{0}, {0}};
    ri_sought side = {0};
    while (length > 0 && from[0] == ' ') {
        from++;
        length--;
    }
    while (length > 0 && from[length - 1] == ' ') {
        length--;
    }
    const char *text = ri_arena_copy(arena, from, length);
    if (text == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status =
        length > 0 ? seek_words(&side, arena, model, date, text, missed, err) : RACI_OK;
    if (status == RACI_OK && side.n_candidates > 0) {
        return ri_fail(err, RACI_NOTFOUND,
                       "'%s' fits %zu touchpoints and journeys, %s among them; ask by the keys of "
                       "the two touchpoints, a->b",
                       text, side.n_candidates, side.candidates[0].ref);
    }
    *key = side.key != NULL && side.kind == RI_TOUCHPOINT ? side.key : NULL;
    return status;
}

/* *out stays as it is when there is no arrow, or neither side names a touchpoint: then
   the arrow is part of a name. */
static raci_status seek_passage(ri_sought *out, ri_arena *arena, raci_model *model, int32_t date,
                                const char *text, raci_error *err)
{
    size_t length = 0;
    const char *from = NULL;
    const char *to = NULL;
    const char *arrow = find_arrow(text, &length);
    if (arrow == NULL) {
        return RACI_OK;
    }
    const char *rest = arrow + length;
    raci_status status = seek_side(&from, arena, model, date, text, (size_t)(arrow - text), err);
    if (status == RACI_OK) {
        status = seek_side(&to, arena, model, date, rest, strlen(rest), err);
    }
    if (status != RACI_OK || (from == NULL && to == NULL)) {
        return status;
    }
    if (from == NULL || to == NULL) {
        return ri_fail(err, RACI_NOTFOUND,
                       "a passage is between two touchpoints; of '%s' only '%s' is one", text,
                       from != NULL ? from : to);
    }
    const char *key = ri_arena_format(arena, "%s->%s", from, to);
    if (key == NULL) {
        return ri_fail_nomem(err);
    }
    *out = (ri_sought){.kind = RI_HANDOFF, .key = key};
    return RACI_OK;
}

/* "enterprise", however it is written. */
static raci_status seek_enterprise(ri_sought *out, const char *text, raci_error *err)
{
    ri_text folded = RI_TEXT_INIT;
    ri_utf8_fold(&folded, text);
    const char *word = ri_text_string(&folded);
    word = strncmp(word, "the ", 4) == 0 ? word + 4 : word;
    if (strcmp(word, "enterprise") == 0) {
        *out = (ri_sought){.kind = RI_ENTERPRISE, .key = ""};
    }
    const raci_status status = folded.failed ? ri_fail_nomem(err) : RACI_OK;
    ri_text_free(&folded);
    return status;
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
    raci_status status = split(&kind, &key, arena, text, err);
    if (status == RACI_OK && key != NULL) {
        return seek_reference(out, arena, model, date, kind, key, err);
    }
    if (status == RACI_OK) {
        status = seek_passage(out, arena, model, date, text, err);
    }
    if (status == RACI_OK && out->key == NULL) {
        status = seek_words(out, arena, model, date, text, missed, err);
    }
    if (status == RACI_OK && out->key == NULL && out->n_candidates == 0) {
        status = seek_enterprise(out, text, err);
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

raci_status ri_seek_one(const char **out, ri_arena *arena, raci_model *model, int32_t date,
                        const char *text, raci_error *err)
{
    ri_sought sought;
    raci_status status = ri_seek(&sought, arena, model, date, text, err);
    if (status != RACI_OK) {
        return status;
    }
    if (sought.n_candidates > 0) {
        return ri_fail(err, RACI_NOTFOUND,
                       "'%s' fits %zu things, %s among them; name one by its key", text,
                       sought.n_candidates, sought.candidates[0].ref);
    }
    *out = sought.kind == RI_ENTERPRISE
               ? ri_kind_name(sought.kind)
               : ri_arena_format(arena, "%s:%s", ri_kind_name(sought.kind), sought.key);
    return *out != NULL ? RACI_OK : ri_fail_nomem(err);
}
