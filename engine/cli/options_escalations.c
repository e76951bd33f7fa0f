/* What `escalations` is asked for. */
#include "cli/options.h"

#include <string.h>

#include "cli/failure.h"

static raci_status take_scope(options *o, raci_inbox_scope scope, const char *name, raci_error *err)
{
    static const char *const names[] = {"open", "overdue", "all"};
    if (o->inbox_scoped && o->inbox_scope != scope) {
        return fail(err, RACI_INVALID, "--%s and --%s are two answers to one question",
                    names[o->inbox_scope], name);
    }
    o->inbox_scoped = true;
    o->inbox_scope = scope;
    return RACI_OK;
}

raci_status take_inbox_open(options *o, const char *value, raci_error *err)
{
    (void)value;
    return take_scope(o, RACI_INBOX_OPEN, "open", err);
}

raci_status take_inbox_overdue(options *o, const char *value, raci_error *err)
{
    (void)value;
    return take_scope(o, RACI_INBOX_OVERDUE, "overdue", err);
}

raci_status take_inbox_all(options *o, const char *value, raci_error *err)
{
    (void)value;
    return take_scope(o, RACI_INBOX_ALL, "all", err);
}

raci_status take_to(options *o, const char *value, raci_error *err)
{
    if (strcmp(value, "cxo") != 0 && strcmp(value, "ceo") != 0) {
        return fail(err, RACI_INVALID, "--to takes cxo or ceo, not '%s'", value);
    }
    return option_once(&o->to, "to", value, err);
}
