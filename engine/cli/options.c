#define _POSIX_C_SOURCE 200809L

#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/places.h"

#define NAMES_MAX 64

static raci_status take_model(options *o, const char *value, raci_error *err)
{
    (void)err;
    o->model = value;
    o->model_given = true;
    return RACI_OK;
}

static raci_status take_policy(options *o, const char *value, raci_error *err)
{
    if (o->n_policies == OPTION_VALUES_MAX) {
        return fail(err, RACI_INVALID, "--policy is given more than %d times", OPTION_VALUES_MAX);
    }
    if (strcmp(value, "-") == 0) {
        return fail(err, RACI_INVALID,
                    "'-' is standard input, and a policy is a file or folder: name one");
    }
    o->policies[o->n_policies++] = value;
    o->n_policies_given++;
    return RACI_OK;
}

bool option_is_date(const char *text)
{
    static const char shape[] = "0000-00-00";
    for (size_t i = 0; i < sizeof shape; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == '0' ? !digit : text[i] != shape[i]) {
            return false;
        }
    }
    return true;
}

static raci_status take_at(options *o, const char *value, raci_error *err)
{
    if (!option_is_date(value)) {
        return fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'", value);
    }
    o->at = value;
    return RACI_OK;
}

static raci_status take_format(options *o, const char *value, raci_error *err)
{
    o->format_given = true;
    o->xlsx = strcmp(value, "xlsx") == 0;
    return o->xlsx ? RACI_OK : raci_format_parse(&o->format, value, err);
}

static raci_status take_help(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->help = true;
    return RACI_OK;
}

static raci_status take_version(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->version = true;
    return RACI_OK;
}

const option global_options[] = {
    {"model", "FILE", "the model; else RACI_MODEL, else raci.db", take_model},
    {"policy", "FILE|DIR|MODEL",
     "the policy, repeatable: a file or a folder, or where none has that name a governance "
     "model; else RACI_POLICY, else policy/ beside the model, else the shipped default policy",
     take_policy},
    {"at", "DATE", "the organization as of this day, YYYY-MM-DD; else today", take_at},
    {"format", "F",
     "text, json, jsonl, csv or md; else text. Also sarif, github, junit of check and lint; "
     "junit, tap, lcov of test; xlsx of export and report; html of report",
     take_format},
    {"help", NULL, "what the program, or a command, does", take_help},
    {"version", NULL, "the program's version", take_version},
    {NULL, NULL, NULL, NULL},
};

/* ---- the command line ---- */

/* The option that the first `length` bytes of an argument name, dashes included. */
static const option *find_option(const option *list, const char *argument, size_t length)
{
    for (; list != NULL && list->name != NULL; list++) {
        if (strlen(list->name) + 2 == length &&
            strncmp(argument + 2, list->name, length - 2) == 0) {
            return list;
        }
    }
    return NULL;
}

const option *option_find(const command *of, const char *argument, size_t length)
{
    if (length == 2 && strncmp(argument, "-o", length) == 0) {
        argument = "--output";
        length = strlen(argument);
    }
    const option *found = find_option(global_options, argument, length);
    return found == NULL && of != NULL ? find_option(of->options, argument, length) : found;
}

static size_t add_names(const char **names, size_t n, const option *list)
{
    for (; list != NULL && list->name != NULL && n < NAMES_MAX; list++) {
        names[n++] = list->name;
    }
    return n;
}

static raci_status unknown_option(const options *o, const char *argument, size_t length,
                                  raci_error *err)
{
    const char *names[NAMES_MAX];
    char wanted[64];
    size_t n = add_names(names, 0, global_options);
    n = add_names(names, n, o->command != NULL ? o->command->options : NULL);
    for (size_t i = 0; o->command == NULL && commands[i].name != NULL; i++) {
        if (find_option(commands[i].options, argument, length) != NULL) {
            return fail(err, RACI_INVALID,
                        "the option '%.*s' stands after its command, as in "
                        "'raci %s %.*s'",
                        (int)length, argument, commands[i].name, (int)length, argument);
        }
    }
    (void)snprintf(wanted, sizeof wanted, "%.*s", (int)length, argument);
    const char *bare = wanted + strspn(wanted, "-");
    raci_format format = RACI_TEXT;
    if (raci_format_parse(&format, bare, NULL) == RACI_OK) {
        return fail(err, RACI_INVALID, "there is no option '%.*s'; did you mean '--format %s'?",
                    (int)length, argument, raci_format_name(format));
    }
    const char *nearest = raci_text_nearest(bare, names, n);
    if (nearest != NULL) {
        return fail(err, RACI_INVALID, "there is no option '%.*s'; did you mean '--%s'?",
                    (int)length, argument, nearest);
    }
    if (o->command != NULL) {
        return fail(err, RACI_INVALID,
                    "there is no option '%.*s'; 'raci help %s' lists those that "
                    "there are",
                    (int)length, argument, o->command->name);
    }
    return fail(err, RACI_INVALID,
                "there is no option '%.*s'; 'raci help' lists those that there "
                "are",
                (int)length, argument);
}

static raci_status take_option(options *o, int argc, char **argv, int *at, raci_error *err)
{
    const char *argument = argv[*at];
    const char *equals = strchr(argument, '=');
    size_t length = equals != NULL ? (size_t)(equals - argument) : strlen(argument);
    if (strcmp(argument, "-h") == 0) {
        o->help = true;
        return RACI_OK;
    }
    const option *found = option_find(o->command, argument, length);
    if (found == NULL) {
        return unknown_option(o, argument, length, err);
    }
    if (found->value == NULL) {
        return equals == NULL ? found->take(o, NULL, err)
                              : fail(err, RACI_INVALID, "--%s takes no value", found->name);
    }
    const char *value = equals != NULL ? equals + 1 : *at + 1 < argc ? argv[++*at] : NULL;
    if (value == NULL || value[0] == '\0') {
        return fail(err, RACI_INVALID, "--%s needs a value: --%s %s", found->name, found->name,
                    found->value);
    }
    return found->take(o, value, err);
}

static raci_status take_command(options *o, const char *name, raci_error *err)
{
    const char *names[NAMES_MAX];
    size_t n = 0;
    o->command = command_find(name);
    if (o->command != NULL) {
        return RACI_OK;
    }
    for (size_t i = 0; commands[i].name != NULL && n < NAMES_MAX; i++) {
        names[n++] = commands[i].name;
    }
    const char *nearest = raci_text_nearest(name, names, n);
    if (nearest == NULL) {
        return fail(err, RACI_INVALID,
                    "there is no command '%s'; 'raci help' lists those that "
                    "there are",
                    name);
    }
    return fail(err, RACI_INVALID, "there is no command '%s'; did you mean '%s'?", name, nearest);
}

static raci_status count_operands(const options *o, raci_error *err)
{
    const command *c = o->command;
    if (o->help || o->version) {
        return RACI_OK;
    }
    if (c == NULL) {
        return fail(err, RACI_INVALID, "which command? 'raci help' lists them");
    }
    if (o->n_operands < c->least) {
        return fail(err, RACI_INVALID, "too little is said: raci %s %s", c->name, c->operands);
    }
    if (o->n_operands > c->most) {
        return fail(err, RACI_INVALID,
                    "'%s' is one too many: raci %s%s%s (a name with blanks "
                    "wants quotes)",
                    o->operands[c->most], c->name, c->operands[0] != '\0' ? " " : "", c->operands);
    }
    return RACI_OK;
}

/* Some formats are those of single commands. */
static raci_status look_at_format(const options *o, raci_error *err)
{
    const char *name = o->xlsx ? "xlsx" : raci_format_name(o->format);
    const char *own = o->command != NULL ? o->command->formats : NULL;
    char word[PLACE_SIZE];
    char all[4 * PLACE_SIZE] = "";
    place what = PLACE_OPEN;
    if (o->help || o->version || (!o->xlsx && o->format <= RACI_MD)) {
        return RACI_OK;
    }
    while (own != NULL && place_next(&what, word, &own)) {
        if (strcmp(word, name) == 0) {
            return RACI_OK;
        }
        if (strcmp(word, "xlsx") != 0) {
            (void)snprintf(all + strlen(all), sizeof all - strlen(all), ", %s", word);
        }
    }
    return o->xlsx ? fail(err, RACI_INVALID,
                          "only 'raci export' and 'raci report' write workbooks; of '%s' there is "
                          "text, json, jsonl, csv and md",
                          o->command->name)
                   : fail(err, RACI_INVALID,
                          "of '%s' there is text, json, jsonl, csv, md%s, but not %s",
                          o->command->name, all, name);
}

/* Which format an error is to be told in, though the rest may be wrong. */
static void look_for_format(options *o, int argc, char **argv)
{
    raci_format format = RACI_TEXT;
    for (int i = 1; i < argc && argv[i] != NULL && strcmp(argv[i], "--") != 0; i++) {
        const char *value = NULL;
        if (strncmp(argv[i], "--format=", 9) == 0) {
            value = argv[i] + 9;
        } else if (strcmp(argv[i], "--format") == 0 && i + 1 < argc) {
            value = argv[i + 1];
        }
        if (value != NULL && raci_format_parse(&format, value, NULL) == RACI_OK) {
            o->format = format;
        }
    }
}

static void look_at_environment(options *o)
{
    const char *model = getenv("RACI_MODEL");
    const char *policy = getenv("RACI_POLICY");
    if (!o->model_given && model != NULL && model[0] != '\0') {
        o->model = model;
    }
    if (o->n_policies == 0 && policy != NULL && policy[0] != '\0') {
        o->policies[o->n_policies++] = policy;
    }
}

raci_status options_read(options *o, int argc, char **argv, raci_error *err)
{
    raci_status status = RACI_OK;
    bool ended = false; /* by -- */
    *o = (options){
        .model = "raci.db", .at = today(), .fail_on = RACI_ERROR, .days = RACI_TIMELINE_DAYS};
    o->operands = (const char **)argv; /* they move to its front */
    look_for_format(o, argc, argv);
    raci_format asked = o->format;
    for (int i = 1; i < argc && status == RACI_OK; i++) {
        const char *argument = argv[i];
        if (!ended && strcmp(argument, "--") == 0) {
            ended = true;
        } else if (!ended && argument[0] == '-' && argument[1] != '\0') {
            status = take_option(o, argc, argv, &i, err);
        } else if (o->command == NULL) {
            status = take_command(o, argument, err);
        } else {
            o->operands[o->n_operands++] = argument;
        }
    }
    if (status == RACI_OK) {
        status = count_operands(o, err);
        status = status == RACI_OK ? look_at_format(o, err) : status;
    } else {
        o->format = asked;
    }
    look_at_environment(o);
    return status;
}
