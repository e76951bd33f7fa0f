/* What the program explains of itself: as text, or as the source of manual pages. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/manual.h"
#include "cli/topics.h"

#define OPTION_COLUMN 22
#define COMMAND_COLUMN 23
#define EXAMPLE_COLUMN 6 /* below the line */
#define LINE_SIZE 256
#define NAMES_MAX 64

static const char statuses[] = "0\tFine, and nothing was found.\n"
                               "1\tSomething was found, or several things fit.\n"
                               "2\tWrong usage.\n"
                               "3\tThe model or the policy is invalid, or a rule failed.\n"
                               "4\tThe machine failed: disk, memory, permission.";

static void put_options(const manual *m, const option *list)
{
    char name[LINE_SIZE];
    for (; list != NULL && list->name != NULL; list++) {
        (void)snprintf(name, sizeof name, "--%s%s%s", list->name, list->value != NULL ? " " : "",
                       list->value != NULL ? list->value : "");
        manual_term(m, name, OPTION_COLUMN, list->help);
    }
}

/* "raci who [OPTION]... SUBJECT" */
static void write_usage(char out[LINE_SIZE], const command *c)
{
    (void)snprintf(out, LINE_SIZE, "raci %s%s%s%s", c->name,
                   c->options != NULL ? " [OPTION]..." : "", c->operands[0] != '\0' ? " " : "",
                   c->operands);
}

/* The head of a page, which text has in one line. */
static void put_head(const manual *m, const char *name, int section, const char *summary,
                     const char *usage)
{
    char line[2 * LINE_SIZE];
    if (m->roff) {
        manual_title(m, name, section);
        manual_heading(m, "Name");
        (void)snprintf(line, sizeof line, "%s - %s", name, summary);
        manual_text(m, line);
        if (usage != NULL) {
            manual_heading(m, "Synopsis");
            manual_text(m, usage);
        }
        manual_heading(m, "Description");
    } else {
        (void)snprintf(line, sizeof line, "%s: %s", usage != NULL ? usage : name, summary);
        manual_text(m, line);
        (void)raci_buffer_write("\n", 1, m->out->buffer);
    }
}

static void put_examples(const manual *m, const command *c)
{
    char shows[LINE_SIZE];
    bool any = false;
    for (const usage_example *e = usage_examples; e->command != NULL; e++) {
        if (strcmp(e->command, c->name) != 0) {
            continue;
        }
        if (!any) {
            manual_heading(m, "Examples");
        }
        any = true;
        (void)snprintf(shows, sizeof shows, e->status != 0 ? "%s (exit status %d)" : "%s", e->shows,
                       e->status);
        manual_term(m, e->line, EXAMPLE_COLUMN, shows);
    }
}

static void put_statuses(const manual *m, const command *c)
{
    char one[LINE_SIZE] = "";
    manual_heading(m, "Exit status");
    manual_term(m, "0", OPTION_COLUMN, c->found != NULL ? "None of what follows." : "Fine.");
    if (c->found != NULL) {
        (void)snprintf(one, sizeof one, "When %s.", c->found);
        manual_term(m, "1", OPTION_COLUMN, one);
    }
    manual_term(m, "2", OPTION_COLUMN, "Wrong usage.");
    if (c->needs != NEEDS_NOTHING) {
        manual_term(m, "3", OPTION_COLUMN,
                    c->needs == NEEDS_POLICY
                        ? "The model or the policy is invalid, or a rule failed."
                    : c->needs == NEEDS_TESTS ? "A test file or the policy is invalid."
                                              : "The model is invalid, or a file to be read.");
    }
    manual_term(m, "4", OPTION_COLUMN, "The machine failed: disk, memory, permission.");
}

static void put_surroundings(const manual *m, needs what)
{
    if (what != NEEDS_NOTHING) {
        manual_heading(m, "Files");
        manual_term(m, "raci.db", OPTION_COLUMN, "The model, unless another one is named.");
    }
    if (what == NEEDS_POLICY || what == NEEDS_TESTS) {
        manual_term(m, "policy/", OPTION_COLUMN,
                    "Beside the model: the policy, unless another one is named.");
    }
    manual_heading(m, "Environment");
    if (what != NEEDS_NOTHING) {
        manual_term(m, "RACI_MODEL", OPTION_COLUMN, "The model, where --model is not given.");
    }
    if (what == NEEDS_POLICY || what == NEEDS_TESTS) {
        manual_term(m, "RACI_POLICY", OPTION_COLUMN, "The policy, where --policy is not given.");
    }
    manual_term(m, "NO_COLOR", OPTION_COLUMN, "When set, nothing is coloured.");
}

static void put_samples(const manual *m)
{
    char name[RACI_SAMPLE_NAME];
    char names[LINE_SIZE] = "";
    for (size_t i = 0; raci_sample_name(name, i); i++) {
        size_t used = strlen(names);
        (void)snprintf(names + used, sizeof names - used, "%s%s", i > 0 ? " " : "", name);
    }
    manual_heading(m, "Samples");
    manual_text(m, names);
}

static void put_command(const manual *m, const command *c)
{
    char usage[LINE_SIZE];
    char name[LINE_SIZE];
    write_usage(usage, c);
    (void)snprintf(name, sizeof name, "raci-%s", c->name);
    put_head(m, name, 1, c->summary, usage);
    manual_text(m, c->help);
    if (c->options != NULL) {
        manual_heading(m, "Options");
        put_options(m, c->options);
    }
    if (c->run == cmd_init) {
        put_samples(m);
    }
    put_examples(m, c);
    put_statuses(m, c);
    if (m->roff) {
        put_surroundings(m, c->needs);
    }
    manual_heading(m, "Options of every command");
    put_options(m, global_options);
    if (m->roff) {
        manual_heading(m, "See also");
        manual_text(m, "raci(1), raci-policy(5), raci-model(5), raci-scenario(5)");
    }
}

/* The pages of the other topics. */
static void put_others(const manual *m, const topic *than)
{
    char line[LINE_SIZE] = "raci(1)";
    for (const topic *t = topics; t->name != NULL; t++) {
        const size_t used = strlen(line);
        if (t != than) {
            (void)snprintf(line + used, sizeof line - used, ", raci-%s(5)", t->name);
        }
    }
    manual_text(m, line);
}

static void put_topic(const manual *m, const topic *t)
{
    char name[LINE_SIZE];
    (void)snprintf(name, sizeof name, "raci-%s", t->name);
    put_head(m, name, 5, t->summary, NULL);
    manual_text(m, t->text);
    if (m->roff) {
        manual_heading(m, "See also");
        put_others(m, t);
    }
}

static void put_overview(const manual *m)
{
    char name[LINE_SIZE];
    put_head(m, "raci", 1, "who answers for what, by rules: conflicts, gaps, and whom they go to",
             m->roff ? "raci [OPTION]... COMMAND ..." : NULL);
    manual_text(m, m->roff ? "Keeps a model of an organization in one file, takes rules that say "
                             "who is responsible, accountable, consulted and informed, and tells "
                             "what follows and what is wrong with it. Each command has a page of "
                             "its own, such as raci-who(1)."
                           : "Usage: raci [OPTION]... COMMAND ...");
    manual_heading(m, "Commands");
    for (const command *c = commands; c->name != NULL; c++) {
        if (!c->hidden) {
            (void)snprintf(name, sizeof name, "%s%s%s", c->name, c->operands[0] != '\0' ? " " : "",
                           c->operands);
            manual_term(m, name, COMMAND_COLUMN, c->summary);
        }
    }
    manual_heading(m, "Options, before the command or after it");
    put_options(m, global_options);
    manual_heading(m, "Exit status");
    manual_text(m, statuses);
    if (m->roff) {
        put_surroundings(m, NEEDS_POLICY);
        manual_heading(m, "See also");
        manual_text(m, "raci-policy(5), raci-model(5), raci-scenario(5)");
    } else {
        (void)raci_buffer_write("\n", 1, m->out->buffer);
        manual_text(m, "'raci help COMMAND' explains a command, 'raci help policy' the rules, "
                       "'raci help model' the files, 'raci help scenario' reorganizations. To "
                       "begin: raci init demo --sample halvenny");
    }
}

/* What is asked about: a command, a topic, or neither: all of it. */
typedef struct question {
    const command *command;
    const topic *topic;
} question;

static raci_status read_question(question *out, const options *o, raci_error *err)
{
    const char *name = o->n_operands > 0 ? o->operands[0] : NULL;
    if (o->command == NULL || o->command->run != cmd_help || name == NULL) {
        bool other = o->command != NULL && o->command->run != cmd_help;
        out->command = other || o->help ? o->command : NULL;
        return RACI_OK;
    }
    out->command = command_find(name);
    for (const topic *t = topics; out->command == NULL && t->name != NULL; t++) {
        out->topic = strcmp(t->name, name) == 0 ? t : out->topic;
    }
    if (out->command != NULL || out->topic != NULL) {
        return RACI_OK;
    }
    const char *names[NAMES_MAX];
    size_t n = 0;
    for (const command *c = commands; c->name != NULL && n < NAMES_MAX; c++) {
        names[n++] = c->name;
    }
    for (const topic *t = topics; t->name != NULL && n < NAMES_MAX; t++) {
        names[n++] = t->name;
    }
    const char *nearest = raci_text_nearest(name, names, n);
    return nearest != NULL
               ? fail(err, RACI_NOTFOUND, "there is no command '%s'; did you mean 'raci help %s'?",
                      name, nearest)
               : fail(err, RACI_NOTFOUND,
                      "there is no command '%s'; 'raci help' lists those that there are", name);
}

int cmd_help(const options *o)
{
    output out = {0};
    raci_error err = {0};
    question asked = {NULL, NULL};
    manual m = {&out, o->man};
    if (!o->version && read_question(&asked, o, &err) != RACI_OK) {
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    if (output_begin(&out, &err) != RACI_OK) {
        return failure_tell(o, STAGE_ASKING, &err, NULL);
    }
    if (o->version) {
        char line[LINE_SIZE];
        int length = snprintf(line, sizeof line, "raci %s\n", raci_version());
        (void)raci_buffer_write(line, (size_t)length, out.buffer);
    } else if (asked.command != NULL) {
        put_command(&m, asked.command);
    } else if (asked.topic != NULL) {
        put_topic(&m, asked.topic);
    } else {
        put_overview(&m);
    }
    return output_end(&out, o, EXIT_FINE);
}
