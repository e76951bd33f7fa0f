#define _DEFAULT_SOURCE /* memory that processes share, and that no file is behind */

#include "base/worker.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOTES_SIZE (RI_WORKER_NOTES * sizeof(uint32_t))

/* A worker writes into its pipe alone; what it was doing is nobody's to read. */
static void limit(void)
{
    const struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)setrlimit(RLIMIT_FSIZE, &none);
}

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
        limit();
        work(&self, payload);
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
    const char *at = bytes;
    while (n > 0) {
        const ssize_t given = write(self->to, at, n);
        if (given < 0 && errno != EINTR) {
            return false;
        }
        at += given > 0 ? given : 0;
        n -= given > 0 ? (size_t)given : 0;
    }
    return true;
}

bool ri_worker_take(const ri_worker *worker, void *bytes, size_t n)
{
    char *at = bytes;
    while (n > 0) {
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
