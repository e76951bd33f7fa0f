/* The formats and their names. */
#include "raci/report.h"

#include <string.h>

#include "base/fail.h"
#include "base/nearest.h"

static const char *const names[] = {"text",   "json",  "jsonl", "csv",  "md",  "sarif",
                                    "github", "junit", "tap",   "lcov", "html"};

const char *raci_format_name(raci_format format)
{
    return (size_t)format < sizeof names / sizeof names[0] ? names[format] : NULL;
}

raci_status raci_format_parse(raci_format *out, const char *name, raci_error *err)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], name) == 0) {
            *out = (raci_format)i;
            return RACI_OK;
        }
    }
    const char *nearest = ri_nearest_of(name, names, sizeof names / sizeof names[0]);
    if (nearest == NULL) {
        return ri_fail(err, RACI_INVALID, "there is no format '%s': text, json, jsonl, csv, md",
                       name);
    }
    return ri_fail(err, RACI_INVALID, "there is no format '%s'; did you mean '%s'?", name, nearest);
}
