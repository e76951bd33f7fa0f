/*
 * Runs commands in turns and prints the median user time, user and system time,
 * wall time and peak memory of each, as whole processes.
 *
 *     measure [-n ROUNDS] COMMAND [--vs COMMAND]…
 *
 * Each COMMAND is one argument and is given to the shell with `exec` before it,
 * so that what is measured is the program and not the shell. Output goes to
 * /dev/null unless the command says otherwise. After the first command, each
 * line ends with its user time as a share of the first one's, round by round.
 */
#define _DEFAULT_SOURCE /* wait4 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS = 8, ROUNDS = 99, FIGURES = 4 };
enum { USER, CPU, WALL, MEMORY };

static double figure[COMMANDS][FIGURES][ROUNDS];
static double share[COMMANDS][ROUNDS];

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* Runs one command once; non-zero exit statuses up to 1 are answers too. */
static int run(const char *command, double *user, double *cpu, double *wall, double *memory)
{
    char line[4096];
    struct timespec begin;
    struct timespec end;
    struct rusage usage;
    int status = 0;
    if (snprintf(line, sizeof line, "exec %s", command) >= (int)sizeof line) {
        return 0;
    }
    clock_gettime(CLOCK_MONOTONIC, &begin);
    pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stdout) == NULL) {
            _exit(126);
        }
        execl("/bin/sh", "sh", "-c", line, (char *)NULL);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
        return 0;
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    *user = seconds(usage.ru_utime);
    *cpu = *user + seconds(usage.ru_stime);
    *wall = (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
    *memory = (double)usage.ru_maxrss / 1024;
    return WIFEXITED(status) && WEXITSTATUS(status) <= 1;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(double *of, int n)
{
    qsort(of, (size_t)n, sizeof *of, by_size);
    return n % 2 == 1 ? of[n / 2] : (of[n / 2 - 1] + of[n / 2]) / 2;
}

static int measure(char **commands, int n, int rounds)
{
    for (int round = -1; round < rounds; round++) { /* round -1 warms up */
        int at = round < 0 ? 0 : round;
        for (int i = 0; i < n; i++) {
            if (!run(commands[i], &figure[i][USER][at], &figure[i][CPU][at], &figure[i][WALL][at],
                     &figure[i][MEMORY][at])) {
                fprintf(stderr, "measure: this failed: %s\n", commands[i]);
                return 1;
            }
            share[i][at] = figure[i][USER][at] / figure[0][USER][at];
        }
    }
    printf("%10s %10s %10s %10s %8s\n", "user s", "cpu s", "wall s", "MiB", "ratio");
    for (int i = 0; i < n; i++) {
        printf("%10.4f %10.4f %10.4f %10.1f %8.3f  %s\n", median(figure[i][USER], rounds),
               median(figure[i][CPU], rounds), median(figure[i][WALL], rounds),
               median(figure[i][MEMORY], rounds), median(share[i], rounds), commands[i]);
    }
    return 0;
}

int main(int argc, char **argv)
{
    char *commands[COMMANDS];
    int n = 0;
    int rounds = 7;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-n") == 0 && i + 1 < argc) {
            rounds = atoi(argv[++i]);
        } else if (strcmp(argv[i], "--vs") != 0 && n < COMMANDS) {
            commands[n++] = argv[i];
        }
    }
    if (n == 0 || rounds < 1 || rounds > ROUNDS) {
        fputs("usage: measure [-n ROUNDS] COMMAND [--vs COMMAND]...\n", stderr);
        return 2;
    }
    return measure(commands, n, rounds);
}
