#define _DEFAULT_SOURCE /* memory that processes share, and that no file is behind */

#include "base/worker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/confined.h"
#include "base/write_all.h"

#define LOOK_EVERY 250 /* milliseconds */
#define NOTES_SIZE (RI_WORKER_NOTES * sizeof(uint32_t))

bool ri_worker_start(ri_worker *out, void (*work)(const ri_worker_self *self, void *payload),
                     void *payload)
{
    int ends[2];
    void *note = mmap(NULL, NOTES_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (note == MAP_FAILED) {
        return false;
    }
    if (pipe(ends) != 0) {
        (void)munmap(note, NOTES_SIZE);
        return false;
    }
    *out = (ri_worker){.from = ends[0], .note = note};
    for (size_t i = 0; i < RI_WORKER_NOTES; i++) {
        out->note[i] = UINT32_MAX;
    }
    const pid_t pid = fork();
    if (pid == 0) {
        const ri_worker_self self = {ends[1], note};
        (void)close(ends[0]);
        (void)signal(SIGPIPE, SIG_IGN);
        if (ri_confine_worker(ends[1])) {
            work(&self, payload);
        }
        _exit(0);
    }
    (void)close(ends[1]);
    if (pid < 0) {
        (void)close(ends[0]);
        (void)munmap(note, NOTES_SIZE);
        return false;
    }
    out->pid = pid;
    return true;
}

bool ri_worker_give(const ri_worker_self *self, const void *bytes, size_t n)
{
    return ri_write_all(self->to, bytes, n);
}

/* Seconds that it had of the processor; 0 when that is not to be known. */
static double seconds_of(const ri_worker *worker)
{
    clockid_t clock;
    struct timespec now = {0};
    if (clock_getcpuclockid((pid_t)worker->pid, &clock) != 0 || clock_gettime(clock, &now) != 0) {
        return 0;
    }
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Waits until it gives something or has ended; ends it when it does one thing for too long. */
static void await(const ri_worker *worker)
{
    struct pollfd pipe = {.fd = worker->from, .events = POLLIN};
    uint32_t begun = worker->note[2];
    double since = seconds_of(worker);
    for (;;) {
        const int ready = poll(&pipe, 1, LOOK_EVERY);
        if (ready > 0 || (ready < 0 && errno != EINTR)) {
            return;
        }
        if (worker->note[0] == UINT32_MAX || worker->note[2] != begun) {
            begun = worker->note[2];
            since = seconds_of(worker);
        } else if (seconds_of(worker) - since > RI_WORKER_SECONDS) {
            (void)kill((pid_t)worker->pid, SIGKILL);
            return;
        }
    }
}

bool ri_worker_take(const ri_worker *worker, void *bytes, size_t n)
{
    char *at = bytes;
    while (n > 0) {
        await(worker);
        const ssize_t taken = read(worker->from, at, n);
        if (taken == 0 || (taken < 0 && errno != EINTR)) {
            return false;
        }
        at += taken > 0 ? taken : 0;
        n -= taken > 0 ? (size_t)taken : 0;
    }
    return true;
}

int ri_worker_end(ri_worker *worker)
{
    int state = 0;
    pid_t ended = 0;
    if (worker->pid == 0) {
        return 0;
    }
    (void)close(worker->from);
    (void)kill((pid_t)worker->pid, SIGKILL); /* nothing, to one that ends already */
    do {
        ended = waitpid((pid_t)worker->pid, &state, 0);
    } while (ended < 0 && errno == EINTR);
    (void)munmap((void *)(uintptr_t)worker->note, NOTES_SIZE);
    *worker = (ri_worker){0};
    return ended > 0 && WIFSIGNALED(state) ? WTERMSIG(state) : 0;
}
