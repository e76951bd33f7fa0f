/* What single commands are asked for, one function for each option. */
#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/failure.h"
#include "cli/places.h"

raci_status option_once(const char **out, const char *name, const char *value, raci_error *err)
{
    if (*out != NULL) {
        return fail(err, RACI_INVALID, "--%s is given twice, with '%s' and '%s'", name, *out,
                    value);
    }
    *out = value;
    return RACI_OK;
}

raci_status option_number(int *out, const char *name, const char *value, int most, raci_error *err)
{
    const size_t longest = (size_t)snprintf(NULL, 0, "%d", most);
    const size_t digits = strspn(value, "0123456789");
    const long number =
        digits > 0 && digits <= longest && value[digits] == '\0' ? strtol(value, NULL, 10) : 0;
    if (number < 1 || number > most) {
        return fail(err, RACI_INVALID, "--%s takes a number from 1 to %d, not '%s'", name, most,
                    value);
    }
    *out = (int)number;
    return RACI_OK;
}

raci_status take_sample(options *o, const char *value, raci_error *err)
{
    return option_once(&o->sample, "sample", value, err);
}

raci_status take_dry_run(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->dry_run = true;
    return RACI_OK;
}

/* The place of a value among the words, which '|' separates. */
static raci_status choose(size_t *out, const char *name, const char *value, const char *words,
                          raci_error *err)
{
    char list[128] = "";
    char word[PLACE_SIZE];
    place what = PLACE_OPEN;
    for (size_t i = 0; place_next(&what, word, &words); i++) {
        size_t used = strlen(list);
        if (strcmp(word, value) == 0) {
            *out = i;
            return RACI_OK;
        }
        (void)snprintf(list + used, sizeof list - used, "%s%s",
                       i == 0           ? ""
                       : *words != '\0' ? ", "
                                        : " or ",
                       word);
    }
    return fail(err, RACI_INVALID, "--%s takes %s, not '%s'", name, list, value);
}

raci_status take_fail_on(options *o, const char *value, raci_error *err)
{
    size_t i = 0;
    raci_status status = choose(&i, "fail-on", value, SEVERITIES, err);
    if (status == RACI_OK) {
        o->fail_on = (raci_severity)(RACI_INFO + (int)i);
    }
    return status;
}

raci_status take_code(options *o, const char *value, raci_error *err)
{
    if (o->n_codes == OPTION_VALUES_MAX) {
        return fail(err, RACI_INVALID, "--code is given more than %d times", OPTION_VALUES_MAX);
    }
    o->codes[o->n_codes++] = value;
    return RACI_OK;
}

raci_status take_summary(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->summary = true;
    return RACI_OK;
}

raci_status take_record(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->record = true;
    return RACI_OK;
}

raci_status take_recorded_at(options *o, const char *value, raci_error *err)
{
    return option_once(&o->recorded_at, "recorded-at", value, err);
}

raci_status take_because(options *o, const char *value, raci_error *err)
{
    return option_once(&o->because, "because", value, err);
}

raci_status take_new_since(options *o, const char *value, raci_error *err)
{
    return option_once(&o->new_since, "new-since", value, err);
}

raci_status take_as_recorded(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->as_recorded = true;
    return RACI_OK;
}

raci_status take_all(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->all = true;
    return RACI_OK;
}

raci_status take_scenario(options *o, const char *value, raci_error *err)
{
    if (o->n_scenarios == OPTION_VALUES_MAX) {
        return fail(err, RACI_INVALID, "--scenario is given more than %d times", OPTION_VALUES_MAX);
    }
    o->scenarios[o->n_scenarios++] = value;
    return RACI_OK;
}

raci_status take_explain(options *o, const char *value, raci_error *err)
{
    return option_once(&o->explain, "explain", value, err);
}

raci_status take_org(options *o, const char *value, raci_error *err)
{
    return option_once(&o->org, "org", value, err);
}

raci_status take_full(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->full = true;
    return RACI_OK;
}

raci_status take_leave(options *o, const char *value, raci_error *err)
{
    return option_once(&o->leave, "leave", value, err);
}

raci_status take_on(options *o, const char *value, raci_error *err)
{
    return option_is_date(value)
               ? option_once(&o->on, "on", value, err)
               : fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'", value);
}

raci_status take_letter(options *o, const char *value, raci_error *err)
{
    return option_once(&o->letter, "letter", value, err);
}

raci_status take_journey(options *o, const char *value, raci_error *err)
{
    return option_once(&o->journey, "journey", value, err);
}

raci_status take_print(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->print = true;
    return RACI_OK;
}

raci_status take_officers(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->officers = true;
    return RACI_OK;
}

raci_status take_man(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->man = true;
    return RACI_OK;
}

raci_status take_by(options *o, const char *value, raci_error *err)
{
    size_t i = 0;
    raci_status status = choose(&i, "by", value, GROUPINGS, err);
    if (status == RACI_OK) {
        o->by = (raci_by)(RACI_BY_UNIT + (int)i);
    }
    return status;
}

static raci_status take_part(options *o, const char *value, const char *lists, raci_error *err)
{
    size_t i = 0;
    raci_status status = choose(&i, "list", value, lists, err);
    if (status == RACI_OK) {
        o->part = (raci_part)i;
        o->part_given = true;
    }
    return status;
}

raci_status take_list(options *o, const char *value, raci_error *err)
{
    return take_part(o, value, LISTS, err);
}

raci_status take_list_leaving(options *o, const char *value, raci_error *err)
{
    return take_part(o, value, LISTS_LEAVING, err);
}

raci_status take_list_of_policies(options *o, const char *value, raci_error *err)
{
    raci_status status = take_part(o, value, LISTS_OF_POLICIES, err);
    if (status == RACI_OK && o->part == RACI_LEFT) { /* what others have in its place */
        o->part = RACI_GENERAL;
    }
    return status;
}

raci_status take_list_of_report(options *o, const char *value, raci_error *err)
{
    size_t i = 0;
    raci_status status = choose(&i, "list", value, LISTS_OF_REPORT, err);
    if (status == RACI_OK) {
        o->report_list = (report_list)i;
        o->part_given = true;
    }
    return status;
}
