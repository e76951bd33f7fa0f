/*
 * The commands, in one table: what they are called, take and do. Help, option
 * parsing and dispatch all read it, so that they cannot disagree.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include <stddef.h>

#include "cli/options.h"

typedef struct command {
    const char *name;
    const char *operands; /* as help shows them: "SUBJECT [LETTER]" */
    size_t least;         /* operands */
    size_t most;
    const char *summary;   /* one line, no full stop */
    const option *options; /* its own; ends with a NULL name */
    int (*run)(const options *o);
    const char *help;
} command;

/* All of them, in the order of help; ends with a NULL name. */
extern const command commands[];

/* The command of that name, or NULL. */
const command *command_find(const char *name);

int cmd_init(const options *o);
int cmd_import(const options *o);
int cmd_export(const options *o);
int cmd_check(const options *o);
int cmd_who(const options *o);
int cmd_what(const options *o);
int cmd_why(const options *o);
int cmd_matrix(const options *o);
int cmd_help(const options *o);

#endif
