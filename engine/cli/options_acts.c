/* What is said of acts, and of the record that they are kept in. */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "cli/failure.h"

raci_status take_actor(options *o, const char *value, raci_error *err)
{
    return option_once(&o->actor, "by", value, err);
}

raci_status take_until(options *o, const char *value, raci_error *err)
{
    return option_is_date(value)
               ? option_once(&o->until, "until", value, err)
               : fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'", value);
}

raci_status take_claims(options *o, const char *value, raci_error *err)
{
    return option_once(&o->claims, "claims", value, err);
}

raci_status take_accountable(options *o, const char *value, raci_error *err)
{
    return option_once(&o->accountable, "accountable", value, err);
}

raci_status take_choice(options *o, const char *value, raci_error *err)
{
    const size_t digits = strspn(value, "0123456789");
    const unsigned long number =
        digits > 0 && digits <= 4 && value[digits] == '\0' ? strtoul(value, NULL, 10) : 0;
    if (number == 0) {
        return fail(err, RACI_INVALID, "expected the number of an option, found '%s'", value);
    }
    if (o->option != 0) {
        return fail(err, RACI_INVALID, "--option is given twice");
    }
    o->option = number;
    return RACI_OK;
}

raci_status take_verify(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->verify = true;
    return RACI_OK;
}

raci_status take_head(options *o, const char *value, raci_error *err)
{
    return option_once(&o->head, "head", value, err);
}

raci_status take_signed_by(options *o, const char *value, raci_error *err)
{
    return option_once(&o->signed_by, "signed-by", value, err);
}

raci_status take_sign(options *o, const char *value, raci_error *err)
{
    return option_once(&o->sign, "sign", value, err);
}

raci_status take_new_key(options *o, const char *value, raci_error *err)
{
    return option_once(&o->new_key, "new-key", value, err);
}
