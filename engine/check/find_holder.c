/*
 * Whom a question's words name among those who hold letters: a reference, an office, a
 * key, or a name. Several may be meant, and then all of them are given.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "check/result.h"
#include "check/seeking.h"
#include "model/known.h"

static const ri_kind kinds[] = {RI_PERSON, RI_POSITION, RI_TEAM, RI_UNIT};
#define KINDS (sizeof kinds / sizeof kinds[0])
#define NAMED_MAX 5 /* so many are told where one is wanted and several fit */

static bool is_holder(ri_kind kind)
{
    return ri_search_has(kind) && kind != RI_JOURNEY && kind != RI_TOUCHPOINT;
}

/* Adds the thing of that key, if it is there on the date. */
static raci_status add(ri_named_fits *out, ri_arena *arena, raci_model *model, int32_t date,
                       ri_kind kind, const char *key, raci_error *err)
{
    ri_named_thing thing;
    raci_status status = ri_named_thing_of(&thing, model, kind, key, date, err);
    if (status != RACI_OK || !thing.there || out->n == RI_CANDIDATES_MAX) {
        return status;
    }
    return ri_named_fits_add(out, arena, kind, key, &thing, err);
}

/* The positions that carry an office on the date. */
static raci_status add_office(ri_named_fits *out, ri_arena *arena, raci_model *model, int32_t date,
                              const char *office, raci_error *err)
{
    char day[11];
    ri_stmt *stmt = NULL;
    bool row = false;
    bool experience = strcmp(office, "cxo") == 0 || strcmp(office, "cco") == 0;
    raci_status status = ri_store_stmt(&stmt, ri_model_store(model), STMT_FOUND_OFFICE, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, experience ? "cxo" : office);
    ri_bind_text(stmt, 2, ri_day_format(date, day));
    ri_bind_text(stmt, 3, experience ? "cco" : office);
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        const char *key = ri_column_text(stmt, 0, NULL);
        status = key != NULL ? add(out, arena, model, date, RI_POSITION, key, err) : RACI_OK;
    }
    ri_reset(stmt);
    return status;
}

static raci_status fail_unknown(raci_model *model, int32_t date, ri_kind kind, const char *text,
                                raci_error *err)
{
    ri_text near = RI_TEXT_INIT;
    raci_status status = ri_seek_near(&near, model, date, text, true, kind, err);
    if (status == RACI_OK) {
        status =
            ri_fail(err, RACI_NOTFOUND, "there is no %s '%s' on the date%s",
                    kind == RI_KIND_COUNT ? "position, unit, team or person" : ri_kind_name(kind),
                    text, ri_text_string(&near));
    }
    ri_text_free(&near);
    return status;
}

static raci_status find_reference(ri_named_fits *out, ri_arena *arena, raci_model *model,
                                  int32_t date, ri_kind kind, const char *key, raci_error *err)
{
    if (kind == RI_OFFICE) {
        raci_status status = add_office(out, arena, model, date, key, err);
        return status == RACI_OK && out->n == 0
                   ? ri_fail(err, RACI_NOTFOUND, "no position has the office '%s'", key)
                   : status;
    }
    if (!is_holder(kind)) {
        return ri_fail(err, RACI_NOTFOUND,
                       "%s %s holds no letters: name a position, unit, team or person",
                       kind == RI_ENTERPRISE ? "the" : "a", ri_kind_name(kind));
    }
    raci_status status = add(out, arena, model, date, kind, key, err);
    return status == RACI_OK && out->n == 0 ? fail_unknown(model, date, kind, key, err) : status;
}

/* The key as people type it: an office is written in small letters too. */
static bool lower_key(char out[RI_KEY_MAX + 1], const char *text)
{
    size_t length = strlen(text);
    if (length > RI_KEY_MAX) {
        return false;
    }
    for (size_t i = 0; i <= length; i++) {
        char c = text[i];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return ri_key_valid(out, length);
}

raci_status ri_seek_holders(ri_named_fits *out, ri_arena *arena, raci_model *model, int32_t date,
                            const char *text, raci_error *err)
{
    char office[RI_KEY_MAX + 1];
    ri_kind kind = RI_POSITION;
    const char *key = NULL;
    *out = (ri_named_fits){.fit = RI_FIT_SAME};
    if (text[0] == '\0') {
        return ri_fail(err, RACI_INVALID,
                       "expected a position, a unit, a team or a person, found nothing");
    }
    raci_status status = ri_seek_refuse_long(text, err);
    if (status != RACI_OK) {
        return status;
    }
    if (ri_reference_split(text, &kind, &key)) {
        return find_reference(out, arena, model, date, kind, key, err);
    }
    for (size_t k = 0; k < KINDS && status == RACI_OK && ri_key_valid(text, strlen(text)); k++) {
        status = add(out, arena, model, date, kinds[k], text, err);
    }
    if (status == RACI_OK && out->n == 0 && lower_key(office, text)) {
        status = add_office(out, arena, model, date, office, err);
    }
    if (status == RACI_OK && out->n == 0) {
        status = ri_seek_names(out, arena, model, date, text, true, err);
    }
    return status == RACI_OK && out->n == 0 ? fail_unknown(model, date, RI_KIND_COUNT, text, err)
                                            : status;
}

static raci_status fail_several(const ri_named_fits *fits, const char *text, raci_error *err)
{
    ri_text list = RI_TEXT_INIT;
    for (size_t i = 0; i < fits->n && i < NAMED_MAX; i++) {
        ri_text_format(&list, "%s%s:%s", i > 0 ? ", " : "", ri_kind_name(fits->items[i].kind),
                       fits->items[i].key);
    }
    raci_status status =
        list.failed ? ri_fail_nomem(err)
                    : ri_fail(err, RACI_NOTFOUND, "'%s' may be %s%s; say which", text,
                              ri_text_string(&list), fits->n > NAMED_MAX ? " or others" : "");
    ri_text_free(&list);
    return status;
}

raci_status ri_seek_holder(ri_named_fit *out, ri_arena *arena, raci_model *model, int32_t date,
                           const char *text, raci_error *err)
{
    ri_named_fits *fits = ri_arena_take(arena, sizeof *fits);
    if (fits == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_seek_holders(fits, arena, model, date, text, err);
    if (status == RACI_OK && fits->n > 1) {
        status = fail_several(fits, text, err);
    }
    if (status == RACI_OK) {
        *out = fits->items[0];
    }
    return status;
}

struct raci_holders {
    ri_arena *arena;
    ri_holder_found *items;
    size_t n;
};

raci_status raci_holders_find(raci_holders **out, raci_model *model, const char *date,
                              const char *text, raci_error *err)
{
    int32_t day = 0;
    if (date == NULL || !ri_day_parse(date, strlen(date), &day)) {
        return ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'",
                       date != NULL ? date : "");
    }
    ri_arena *arena = ri_arena_new();
    raci_holders *holders = arena != NULL ? ri_arena_take(arena, sizeof *holders) : NULL;
    ri_named_fits *fits = holders != NULL ? ri_arena_take(arena, sizeof *fits) : NULL;
    if (fits == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    raci_status status = ri_seek_holders(fits, arena, model, day, text != NULL ? text : "", err);
    holders->arena = arena;
    if (status == RACI_OK) {
        holders->items = ri_arena_array(arena, fits->n, sizeof *holders->items);
        status = holders->items != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    for (size_t i = 0; status == RACI_OK && i < fits->n; i++) {
        const ri_named_fit *fit = &fits->items[i];
        const char *ref = ri_arena_format(arena, "%s:%s", ri_kind_name(fit->kind), fit->key);
        holders->items[holders->n++] = (ri_holder_found){fit->kind, ref, fit->name, fit->place};
        status = ref != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    if (status != RACI_OK) {
        ri_arena_free(arena);
        return status;
    }
    *out = holders;
    return RACI_OK;
}

void raci_holders_free(raci_holders *holders)
{
    if (holders != NULL) {
        ri_arena_free(holders->arena);
    }
}

size_t raci_holders_count(const raci_holders *holders)
{
    return holders->n;
}

const char *raci_holders_reference(const raci_holders *holders, size_t i)
{
    return i < holders->n ? holders->items[i].ref : NULL;
}

const ri_holder_found *ri_holders_items(const raci_holders *holders)
{
    return holders->items;
}

raci_status ri_asked_holder(ri_ref *out, const raci_result *result, const char *text,
                            raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    ri_named_fit one = {.kind = RI_POSITION};
    raci_status status = arena != NULL
                             ? ri_seek_holder(&one, arena, result->model, result->date, text, err)
                             : ri_fail_nomem(err);
    if (status == RACI_OK) {
        *out = ri_snapshot_find(result->snapshot, one.kind, one.key);
        if (*out == RI_NONE) { /* the model has changed since */
            status = ri_fail(err, RACI_NOTFOUND, "there is no %s '%s' on the date",
                             ri_kind_name(one.kind), one.key);
        }
    }
    ri_arena_free(arena);
    return status;
}
