#define _POSIX_C_SOURCE 200809L /* locales of threads */

#include "policy/plain_locale.h"

#include <locale.h>
#include <stddef.h>

ri_plain_locale ri_plain_locale_new(void)
{
    return newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

void ri_plain_locale_free(ri_plain_locale locale)
{
    if (locale != NULL) {
        freelocale((locale_t)locale);
    }
}

ri_plain_locale ri_plain_locale_use(ri_plain_locale locale)
{
    return uselocale((locale_t)locale);
}
