#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/output.h"

static void put(output *out, const char *text)
{
    (void)raci_buffer_write(text, strlen(text), out->buffer);
}

/* Text in lines of 80 columns, each indented as the first one is by now. */
static void put_wrapped(output *out, const char *text, size_t indent)
{
    size_t column = indent;
    while (*text != '\0') {
        size_t word = strcspn(text, " ");
        if (column > indent && column + word + 1 > 80) {
            put(out, "\n");
            for (column = 0; column < indent; column++) {
                put(out, " ");
            }
        } else if (column > indent) {
            put(out, " ");
            column++;
        }
        (void)raci_buffer_write(text, word, out->buffer);
        column += word;
        text += word + strspn(text + word, " ");
    }
    put(out, "\n");
}

static void put_options(output *out, const option *list)
{
    for (; list->name != NULL; list++) {
        char name[40];
        (void)snprintf(name, sizeof name, "  --%s%s%s", list->name, list->value != NULL ? " " : "",
                       list->value != NULL ? list->value : "");
        char line[48];
        (void)snprintf(line, sizeof line, "%-21s ", name);
        put(out, line);
        put_wrapped(out, list->help, 22);
    }
}

static void put_command(output *out, const command *c)
{
    char line[200];
    (void)snprintf(line, sizeof line, "raci %s%s%s%s: %s\n\n", c->name,
                   c->options != NULL ? " [OPTION]..." : "", c->operands[0] != '\0' ? " " : "",
                   c->operands, c->summary);
    put(out, line);
    put(out, c->help);
    if (c->options != NULL) {
        put(out, "\nOptions:\n");
        put_options(out, c->options);
    }
    put(out, "\nOptions of every command:\n");
    put_options(out, global_options);
    if (strcmp(c->name, "init") == 0) {
        char name[RACI_SAMPLE_NAME];
        put(out, "\nSamples:");
        for (size_t i = 0; raci_sample_name(name, i); i++) {
            put(out, " ");
            put(out, name);
        }
        put(out, "\n");
    }
}

static void put_overview(output *out)
{
    put(out, "raci: who answers for what, by rules: conflicts, gaps, and whom they go to.\n\n"
             "Usage: raci [OPTION]... COMMAND ...\n\nCommands:\n");
    for (const command *c = commands; c->name != NULL; c++) {
        char name[40];
        (void)snprintf(name, sizeof name, "  %s %s", c->name, c->operands);
        char line[48];
        (void)snprintf(line, sizeof line, "%-22s ", name);
        put(out, line);
        put_wrapped(out, c->summary, 23);
    }
    put(out, "\nOptions, before the command or after it:\n");
    put_options(out, global_options);
    put(out, "\n'raci help COMMAND' explains a command. To begin: raci init demo --sample NAME\n"
             "Exit status: 0 fine, 1 something was found, 2 wrong usage, 3 the model or the\n"
             "policy is invalid or a rule failed, 4 the machine failed.\n");
}

static const command *asked_about(const options *o, raci_error *err)
{
    if (o->command != NULL && o->command->run == cmd_help && o->n_operands > 0) {
        const command *c = command_find(o->operands[0]);
        if (c == NULL) {
            (void)fail(err, RACI_NOTFOUND,
                       "there is no command '%s'; 'raci help' lists those that "
                       "there are",
                       o->operands[0]);
        }
        return c;
    }
    return o->command != NULL && o->command->run != cmd_help ? o->command : NULL;
}

int cmd_help(const options *o)
{
    output out = {0};
    raci_error err = {0};
    const command *c = o->version ? NULL : asked_about(o, &err);
    if (err.status != RACI_OK || output_begin(&out, &err) != RACI_OK) {
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    if (o->version) {
        put(&out, "raci ");
        put(&out, raci_version());
        put(&out, "\n");
    } else if (c != NULL) {
        put_command(&out, c);
    } else {
        put_overview(&out);
    }
    return output_end(&out, o, EXIT_FINE);
}
