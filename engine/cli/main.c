/*
 * raci: the program. It reads what is asked for, runs one command of the table
 * in commands.c, and answers with an exit status of failure.h.
 */
#define _POSIX_C_SOURCE 200809L

#include <signal.h>

#include "cli/commands.h"
#include "cli/failure.h"

int main(int argc, char **argv)
{
    options o;
    raci_error err = {0};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigaction(SIGPIPE, &ignore, NULL); /* a closed pipe is an error of writing, */
    (void)sigaction(SIGXFSZ, &ignore, NULL); /* and so is a file that may not grow */
    if (options_read(&o, argc, argv, &err) != RACI_OK) {
        return failure_tell(&o, STAGE_USAGE, &err, NULL);
    }
    if (o.help || o.version) {
        return cmd_help(&o);
    }
    return o.command->run(&o);
}
