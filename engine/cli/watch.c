/*
 * Each run is a child, so that it begins like the first one, whatever became of the one before.
 * It says over a pipe which files it read; the parent looks at these from time to time.
 */
#define _POSIX_C_SOURCE 200809L

#include "cli/watch.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/clock.h"
#include "cli/evaluate.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/terminal.h"

#define WATCHED_MAX 1024                /* files and folders; */
#define ROOM ((size_t)WATCHED_MAX * 64) /* for their names */
#define LOOK_EVERY 250                  /* milliseconds */
#define REST 60                         /* so long nothing may change before it is read again, */
#define RESTS 50                        /* unless it never comes to rest */

typedef struct watched {
    char names[ROOM];
    size_t used;
    const char *paths[WATCHED_MAX]; /* in `names` */
    uint64_t marks[WATCHED_MAX];    /* of each as it was when it was last read */
    size_t n;
} watched;

static volatile sig_atomic_t interrupted;
static int telling = -1; /* in a child: the pipe */

static void interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

static void rest(long milliseconds)
{
    const struct timespec a_while = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    (void)nanosleep(&a_while, NULL);
}

/* ---- what files look like ---- */

static uint64_t mix(uint64_t mark, uint64_t value)
{
    for (int i = 0; i < 8; i++) {
        mark = (mark ^ (value >> (8 * i) & 0xff)) * UINT64_C(0x100000001b3);
    }
    return mark;
}

static uint64_t mark_of_file(const char *path, struct stat *about)
{
    uint64_t mark = UINT64_C(0xcbf29ce484222325);
    if (stat(path, about) != 0) {
        about->st_mode = 0;
        return mark;
    }
    mark = mix(mark, (uint64_t)about->st_dev);
    mark = mix(mark, (uint64_t)about->st_ino);
    mark = mix(mark, (uint64_t)about->st_size);
    mark = mix(mark, (uint64_t)about->st_mtim.tv_sec);
    return mix(mark, (uint64_t)about->st_mtim.tv_nsec);
}

/* Whether a file of that name is one of a policy, a test or an organization. */
static bool is_looked_at(const char *name)
{
    static const char *const ends[] = {".lua", ".case", ".csv", ".jsonl"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (file_ends_in(name, ends[i])) {
            return true;
        }
    }
    return false;
}

/* The same of a file that has another name. */
static uint64_t mark_of_name(uint64_t mark, const char *name)
{
    for (; *name != '\0'; name++) {
        mark = mix(mark, (unsigned char)*name);
    }
    return mark;
}

/* Of a folder that of all such files in it, in whatever order they stand. */
static uint64_t mark_of(const char *path)
{
    struct stat about;
    uint64_t mark = mark_of_file(path, &about);
    DIR *folder = S_ISDIR(about.st_mode) ? opendir(path) : NULL;
    if (folder == NULL) {
        return mark;
    }
    mark = 1;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char file[PATH_SIZE];
        const int n = snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (is_looked_at(entry->d_name) && n > 0 && (size_t)n < sizeof file) {
            mark += mark_of_name(mark_of_file(file, &about), entry->d_name);
        }
    }
    (void)closedir(folder);
    return mark;
}

/* ---- what is looked at ---- */

/* Adds a path that is not there yet; what there is no room for is not looked at. */
static void add(watched *w, const char *path)
{
    const size_t length = strlen(path) + 1;
    for (size_t i = 0; i < w->n; i++) {
        if (strcmp(w->paths[i], path) == 0) {
            return;
        }
    }
    if (w->n == WATCHED_MAX || length > ROOM - w->used || length == 1) {
        return;
    }
    memcpy(w->names + w->used, path, length);
    w->paths[w->n] = w->names + w->used;
    w->marks[w->n++] = mark_of(path);
    w->used += length;
}

static void add_named(watched *w, const options *o)
{
    char path[PATH_SIZE];
    raci_error ignored = {0};
    add(w, o->model);
    if ((size_t)snprintf(path, sizeof path, "%s-wal", o->model) < sizeof path) {
        add(w, path);
    }
    if (o->n_policies == 0 && policy_beside(path, o->model, &ignored) == RACI_OK) {
        add(w, path);
    }
    for (size_t i = 0; i < o->n_policies; i++) {
        add(w, o->policies[i]);
    }
    if (o->diff != NULL) {
        add(w, o->diff);
    }
}

/* Whether something is not as it was; what it is now is noted. */
static bool look(watched *w)
{
    bool changed = false;
    for (size_t i = 0; i < w->n; i++) {
        const uint64_t mark = mark_of(w->paths[i]);
        changed = changed || mark != w->marks[i];
        w->marks[i] = mark;
    }
    return changed;
}

/* ---- a run ---- */

/* An interruption is the child's too. */
static void pass_on(pid_t child)
{
    if (interrupted) {
        (void)kill(child, SIGINT);
    }
}

/* Reads names, each ending with a NUL, until the child has closed the pipe. */
static void listen_to(watched *w, int from, pid_t child)
{
    char name[PATH_SIZE];
    char bytes[PATH_SIZE];
    size_t length = 0;
    for (;;) {
        const ssize_t got = read(from, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR) {
            pass_on(child);
            continue;
        }
        if (got <= 0) {
            return;
        }
        for (ssize_t i = 0; i < got; i++) {
            if (length < sizeof name) {
                name[length++] = bytes[i];
            }
            if (bytes[i] == '\0') {
                name[sizeof name - 1] = '\0';
                add(w, name);
                length = 0;
            }
        }
    }
}

/* Waits for the child's end. */
static int await(pid_t child)
{
    int state = 0;
    while (waitpid(child, &state, 0) < 0 && errno == EINTR) {
        pass_on(child);
    }
    return WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}

/* The exit status; -1 when it had none. */
static int run_once(watched *w, const options *o, int (*run)(const options *o))
{
    int ends[2];
    if (pipe(ends) != 0) {
        return -1;
    }
    const pid_t child = fork();
    if (child == 0) {
        (void)close(ends[0]);
        (void)signal(SIGINT, SIG_DFL);
        (void)signal(SIGTERM, SIG_DFL);
        telling = ends[1];
        exit(run(o));
    }
    (void)close(ends[1]);
    if (child > 0) {
        listen_to(w, ends[0], child);
    }
    (void)close(ends[0]);
    return child > 0 ? await(child) : -1;
}

/* ---- for ever ---- */

/* Whether standard output is a pipe or terminal whose other end is closed. */
static bool nobody_reads(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO};
    return poll(&out, 1, 0) > 0 && (out.revents & (POLLERR | POLLHUP)) != 0;
}

/* Waits for something to change, and then until nothing does any more: who writes a file may not
   have finished. */
static void wait_for_change(watched *w)
{
    while (!interrupted && !nobody_reads() && !look(w)) {
        rest(LOOK_EVERY);
    }
    for (int i = 0; i < RESTS && !interrupted && !nobody_reads(); i++) {
        rest(REST);
        if (!look(w)) {
            break;
        }
    }
}

static void tell_waiting(const watched *w)
{
    char n[32];
    (void)snprintf(n, sizeof n, "%zu", w->n);
    failure_note("waiting for a change; Ctrl-C ends it. Files and folders looked at: ", n);
}

int watch(const options *o, int (*run)(const options *o))
{
    static const char clear[] = "\x1b[H\x1b[2J";
    static watched w;
    const struct sigaction stop = {.sa_handler = interrupt};
    int code = EXIT_FINE;
    (void)sigaction(SIGINT, &stop, NULL);
    (void)sigaction(SIGTERM, &stop, NULL);
    add_named(&w, o);
    while (!interrupted && !nobody_reads()) {
        (void)today(); /* what --at is when nothing is said lies there: it may be another day */
        if (terminal_clears()) {
            (void)write_out(clear, sizeof clear - 1, NULL);
        }
        const int ended = run_once(&w, o, run);
        code = ended >= 0 ? ended : interrupted ? code : EXIT_MACHINE;
        if (interrupted || code == EXIT_USAGE || nobody_reads()) {
            break;
        }
        tell_waiting(&w);
        wait_for_change(&w);
    }
    return code;
}

/* A path and its NUL; whoever cannot hear it looks at what was named. */
void watch_file(const char *path)
{
    if (telling >= 0 && write(telling, path, strlen(path) + 1) < 0) {
        telling = -1;
    }
}

void watch_note(const raci_policy *policy, const problems *found, const raci_error *err)
{
    const char *file = NULL;
    for (size_t i = 0; policy != NULL && (file = raci_policy_file(policy, i)) != NULL; i++) {
        watch_file(file);
    }
    for (size_t i = 0; i < found->n; i++) {
        watch_file(found->items[i].file);
    }
    watch_file(err->file);
}
