#include "base/fail.h"
#include "check/result.h"

raci_status ri_letter_named(uint8_t *out, const ri_scheme *scheme, const char *letter,
                            raci_error *err)
{
    int found = ri_scheme_letter(scheme, letter);
    if (found >= 0) {
        *out = (uint8_t)found;
        return RACI_OK;
    }
    ri_text list = RI_TEXT_INIT;
    for (uint32_t i = 0; i < scheme->n; i++) {
        ri_text_format(&list, "%s%s", i > 0 ? ", " : "", scheme->letters[i].letter);
    }
    raci_status status =
        list.failed ? ri_fail_nomem(err)
                    : ri_fail(err, RACI_INVALID, "the scheme %s has no letter '%s'; it has %s",
                              scheme->name, letter, ri_text_string(&list));
    ri_text_free(&list);
    return status;
}
