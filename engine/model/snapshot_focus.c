/*
 * Loading what one question touches.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "model/reach.h"

struct ri_focus {
    raci_model *model;
    int32_t date;
    ri_intern *asked; /* "kind:key", and what ri_snapshot_need_… note */
    bool all;         /* the question turned out to need everything */
};

void ri_focus_free(ri_focus *focus)
{
    if (focus != NULL) {
        ri_intern_free(focus->asked);
        ri_free(focus);
    }
}

raci_status ri_focus_new(ri_focus **out, raci_model *model, int32_t date, raci_error *err)
{
    const raci_status status = ri_model_trust(model, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_focus *focus = ri_alloc(sizeof *focus);
    if (focus == NULL) {
        return ri_fail_nomem(err);
    }
    *focus = (ri_focus){.model = model, .date = date, .asked = ri_intern_new()};
    /* Every answer may escalate. */
    if (focus->asked == NULL || ri_intern_string(focus->asked, "office:ceo") == RI_NONE ||
        ri_intern_string(focus->asked, "office:cxo") == RI_NONE) {
        ri_focus_free(focus);
        return ri_fail_nomem(err);
    }
    *out = focus;
    return RACI_OK;
}

raci_status ri_focus_add(ri_focus *focus, ri_kind kind, const char *key, raci_error *err)
{
    ri_text wanted = RI_TEXT_INIT;
    ri_text_add(&wanted, ri_kind_name(kind));
    ri_text_char(&wanted, ':');
    if (kind == RI_OFFICE) {
        ri_office_word(&wanted, key);
    } else {
        ri_text_add(&wanted, key);
    }
    bool done = !wanted.failed && ri_intern_string(focus->asked, wanted.bytes) != RI_NONE;
    ri_text_free(&wanted);
    return done ? RACI_OK : ri_fail_nomem(err);
}

/* A snapshot remembers what was asked for, so that what is not there is not asked
   for again, and has room to note more. */
static bool remember(ri_snapshot *s, const ri_intern *asked)
{
    s->own->asked = ri_intern_new();
    s->own->lacking = ri_intern_new();
    if (s->own->asked == NULL || s->own->lacking == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < ri_intern_count(asked); i++) {
        if (ri_intern_string(s->own->asked, ri_intern_get(asked, i)) == RI_NONE) {
            return false;
        }
    }
    return true;
}

static raci_status load(ri_snapshot **out, ri_store *store, const ri_focus *focus, raci_error *err)
{
    ri_reach reach = {0};
    ri_snapshot *s = NULL;
    char date[11];
    ri_arena *arena = ri_arena_new();
    if (arena == NULL) {
        return ri_fail_nomem(err);
    }
    (void)ri_day_format(focus->date, date);
    raci_status status = ri_reach_from(&reach, store, date, focus->asked, arena, err);
    if (status == RACI_OK) {
        status = ri_loading_run(&s, store, focus->date, &reach, NULL, NULL, true, err);
    }
    ri_reach_free(&reach);
    ri_arena_free(arena);
    if (status != RACI_OK) {
        return status;
    }
    if (!remember(s, focus->asked)) {
        ri_snapshot_free(s);
        return ri_fail_nomem(err);
    }
    *out = s;
    return RACI_OK;
}

raci_status ri_snapshot_focus(ri_snapshot **out, ri_focus *focus, raci_error *err)
{
    ri_store *store = ri_model_store(focus->model);
    ri_snapshot *s = NULL;
    if (focus->all) {
        return ri_snapshot_load(out, focus->model, focus->date, true, err);
    }
    raci_status status = ri_store_hold(store, err);
    if (status != RACI_OK) {
        return status;
    }
    status = load(&s, store, focus, err);
    return ri_loading_end(out, s, store, status);
}

bool ri_focus_extend(ri_focus *focus, const ri_snapshot *s)
{
    if (s->whole) {
        return false;
    }
    bool extended = s->own->lacks_all && !focus->all;
    focus->all = focus->all || s->own->lacks_all;
    for (uint32_t i = 0; i < ri_intern_count(s->own->lacking); i++) {
        uint32_t before = ri_intern_count(focus->asked);
        if (ri_intern_string(focus->asked, ri_intern_get(s->own->lacking, i)) == RI_NONE) {
            s->own->failures++;
            return false;
        }
        extended = extended || ri_intern_count(focus->asked) > before;
    }
    return extended;
}
