/*
 * The commands, in one table: what they are called, take and do. Help, manual
 * pages, completion, option parsing and dispatch all read it, so that they cannot
 * disagree. What operands and values are called (SUBJECT, FILE, error|warning)
 * says what completion offers for them: places.h.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/options.h"

/* What a command reads beside its operands. */
typedef enum needs {
    NEEDS_POLICY, /* and the model */
    NEEDS_TESTS,  /* of a policy, and it */
    NEEDS_MODEL,
    NEEDS_NOTHING
} needs;

typedef struct command {
    const char *name;
    const char *operands; /* as help shows them: "SUBJECT [LETTER]" */
    size_t least;         /* operands */
    size_t most;
    const char *summary;   /* one line, no full stop */
    const option *options; /* its own; ends with a NULL name */
    int (*run)(const options *o);
    const char *help; /* paragraphs with an empty line between them; filled when shown */
    needs needs;
    bool answers;        /* on standard output, from the model as it is: it writes no file and no
                            model unless an option says so, and makes none without a name */
    bool hidden;         /* for programs: not listed among the commands */
    const char *found;   /* when the exit status is 1; NULL: never */
    const char *formats; /* those that it has beside the ones of all: "sarif|junit"; NULL: none */
} command;

/* A command line that works on the sample organization, and what it shows; they
   stand in examples.c, in the order of the commands. */
typedef struct usage_example {
    const char *command;
    const char *line;
    const char *shows;
    int status; /* its exit status */
} usage_example;

/* Ends with a NULL command. */
extern const usage_example usage_examples[];

/* All of them, in the order of help; ends with a NULL name. */
extern const command commands[];

/* The command of that name, or NULL. */
const command *command_find(const char *name);

int cmd_init(const options *o);
int cmd_import(const options *o);
int cmd_export(const options *o);
int cmd_check(const options *o);
int check_diff(const options *o); /* of `check --diff` */
int cmd_lint(const options *o);
int cmd_who(const options *o);
int cmd_what(const options *o);
int cmd_whatif(const options *o);
int cmd_impact(const options *o);
int cmd_apply(const options *o);
int cmd_change(const options *o);
int cmd_undo(const options *o);
int cmd_contest(const options *o);
int cmd_withdraw(const options *o);
int cmd_decide(const options *o);
int cmd_accept(const options *o);
int cmd_reopen(const options *o);
int cmd_forget(const options *o);
int cmd_log(const options *o);
int cmd_doctor(const options *o);
int cmd_diff(const options *o);
int cmd_why(const options *o);
int cmd_why_not(const options *o);
int cmd_matrix(const options *o);
int cmd_report(const options *o);
int cmd_power(const options *o);
int cmd_seams(const options *o);
int cmd_escalations(const options *o);
int cmd_models(const options *o);
int cmd_compare(const options *o);
int cmd_timeline(const options *o);
int cmd_brief(const options *o);
int cmd_acknowledge(const options *o);
int cmd_meta(const options *o);
int cmd_test(const options *o);
int cmd_help(const options *o);
int cmd_completion(const options *o);
int cmd_complete(const options *o);

#endif
