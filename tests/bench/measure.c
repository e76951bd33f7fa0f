/*
 * Runs commands in turns, and prints what each took as a whole process.
 *
 *     measure [-n ROUNDS] [-t SECONDS] [--before COMMAND] COMMAND …
 *
 * Each COMMAND is one argument and is given to the shell with `exec` before it, so that what is
 * measured is the program and not the shell; one after --before makes the next one ready in each
 * round, and is not measured. Output goes to /dev/null unless the command says otherwise.
 *
 * A line for each run, separated by tabs: the command's number from 1, user seconds, user and
 * system seconds, wall seconds, MiB at most. A command that needs more than SECONDS of processor
 * time is stopped, and its line is its number and "stopped"; it does not run again, and one whose
 * runs so far took a third of that together does not either.
 */
#define _DEFAULT_SOURCE /* wait4 */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS = 16, LINE = 8192 };

typedef struct measured {
    const char *before; /* or NULL */
    const char *command;
    double total; /* processor seconds so far */
    int over;
} measured;

typedef struct run {
    double user;
    double cpu;
    double wall;
    double memory;
    int stopped;
} run;

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What 0 and 1 say are answers; 10, 20 and 30 are those of a solver. */
static int is_answer(int status)
{
    return WIFEXITED(status) && (WEXITSTATUS(status) <= 1 || WEXITSTATUS(status) % 10 == 0);
}

static int run_once(run *out, const char *command, unsigned limit)
{
    static char line[LINE];
    struct rusage usage;
    int status = 0;
    if (snprintf(line, sizeof line, "exec %s", command) >= (int)sizeof line) {
        return 0;
    }
    const double begin = now();
    const pid_t child = fork();
    if (child == 0) {
        /* No signal before: some programs end well on one, with what is no answer. */
        const struct rlimit most = {limit, limit};
        if (freopen("/dev/null", "w", stdout) == NULL ||
            (limit > 0 && setrlimit(RLIMIT_CPU, &most) != 0)) {
            _exit(126);
        }
        execl("/bin/sh", "sh", "-c", line, (char *)NULL);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
        return 0;
    }
    out->wall = now() - begin;
    out->user = seconds(usage.ru_utime);
    out->cpu = out->user + seconds(usage.ru_stime);
    out->memory = (double)usage.ru_maxrss / 1024;
    out->stopped = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    return out->stopped || is_answer(status);
}

static int measure(measured *commands, int n, int rounds, unsigned limit)
{
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < n; i++) {
            measured *m = &commands[i];
            run took = {0};
            if (m->over) {
                continue;
            }
            if ((m->before != NULL && system(m->before) != 0) ||
                !run_once(&took, m->command, limit)) {
                fprintf(stderr, "measure: this failed: %s\n", m->command);
                return 1;
            }
            m->total += took.cpu;
            m->over = took.stopped || (limit > 0 && 3 * m->total > limit);
            if (took.stopped) {
                printf("%d\tstopped\n", i + 1);
            } else {
                printf("%d\t%.6f\t%.6f\t%.6f\t%.3f\n", i + 1, took.user, took.cpu, took.wall,
                       took.memory);
            }
            (void)fflush(stdout);
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    static measured commands[COMMANDS];
    const char *before = NULL;
    int n = 0;
    int rounds = 7;
    int limit = 0;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-n") == 0 && i + 1 < argc) {
            rounds = atoi(argv[++i]);
        } else if (strcmp(argv[i], "-t") == 0 && i + 1 < argc) {
            limit = atoi(argv[++i]);
        } else if (strcmp(argv[i], "--before") == 0 && i + 1 < argc) {
            before = argv[++i];
        } else if (n < COMMANDS) {
            commands[n++] = (measured){.before = before, .command = argv[i]};
            before = NULL;
        }
    }
    if (n == 0 || rounds < 1 || limit < 0) {
        fputs("usage: measure [-n ROUNDS] [-t SECONDS] [--before COMMAND] COMMAND...\n", stderr);
        return 2;
    }
    return measure(commands, n, rounds, (unsigned)limit);
}
