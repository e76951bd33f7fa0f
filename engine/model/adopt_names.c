/* Whom and what the names of somebody else's file mean. */
#include <string.h>

#include "base/fail.h"
#include "model/adopt.h"

/* What somebody said that a name means, or NULL. */
static const char *said_of(const ri_adopting *a, const char *name)
{
    const ri_answers *answers = a->intake->answers;
    for (size_t i = 0; i < answers->n_names; i++) {
        if (strcmp(answers->names[i].name, name) == 0) {
            return answers->names[i].reference;
        }
    }
    return NULL;
}

static raci_status ask(ri_adopting *a, const char *name, const ri_meant *meant, raci_error *err)
{
    const uint32_t before = ri_intern_count(a->asked);
    const uint32_t number = ri_intern_string(a->asked, name);
    if (number == RI_NONE) {
        return ri_fail_nomem(err);
    }
    if (number < before) {
        return RACI_OK;
    }
    ri_arena *arena = a->intake->arena;
    const char *text =
        ri_arena_format(arena, "'%s' may be %s or %s", name, meant->reference, meant->other);
    const char *option = ri_arena_format(arena, "--name '%s=%s'", name, meant->reference);
    return text != NULL && option != NULL ? ri_adopt_ask(a, text, option, NULL, err)
                                          : ri_fail_nomem(err);
}

raci_status ri_adopt_look(ri_meant *out, const ri_adopting *a, ri_kind kind, const char *name,
                          raci_error *err)
{
    const char *said = said_of(a, name);
    const char *of = said != NULL ? said : name;
    if (kind == RI_KIND_COUNT ? !ri_known_holder(out, a->known, of)
                              : !ri_known_of(out, a->known, kind, of)) {
        return ri_fail_nomem(err);
    }
    out->said = said != NULL;
    if (said != NULL && (out->reference == NULL || out->several)) {
        return ri_fail(err, RACI_INVALID, "'%.100s' is said to be '%.100s', which %s", name, said,
                       out->several ? "may be several" : "there is not");
    }
    return RACI_OK;
}

const char *ri_adopt_new_key(const ri_adopting *a, ri_kind kind, const char *name,
                             const char *otherwise)
{
    ri_text reference = RI_TEXT_INIT;
    ri_meant meant = {.reference = NULL};
    const char *key = NULL;
    bool done = true;
    do {
        key = ri_keys_made_take(a->keys[kind], name, otherwise, NULL);
        ri_text_clear(&reference);
        ri_text_format(&reference, "%s:%s", ri_kind_name(kind), key != NULL ? key : "");
        done = key != NULL && !reference.failed &&
               ri_known_of(&meant, a->known, kind, ri_text_string(&reference));
    } while (done && meant.reference != NULL &&
             strcmp(meant.reference, ri_text_string(&reference)) == 0);
    ri_text_free(&reference);
    return done ? key : NULL;
}

raci_status ri_adopt_meant(ri_meant *out, ri_adopting *a, ri_kind kind, const char *name,
                           raci_error *err)
{
    raci_status status = ri_adopt_look(out, a, kind, name, err);
    return status == RACI_OK && out->several ? ask(a, name, out, err) : status;
}
