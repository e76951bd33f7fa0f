/*
 * Processes for tests that are killed at some moment while they write a model.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_KILLING_H
#define TEST_KILLING_H

#include "folders.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "store/sqlite.h"

/* What a process does; gives its exit status. */
typedef int (*killing_fn)(const void *payload);

/* Runs it in a process of its own, which is killed after so many microseconds unless it has
   ended by then; gives whether it has. */
static inline bool killing_run(killing_fn what, const void *payload, uint64_t microseconds)
{
    int status = 0;
    const struct timespec pause = {(time_t)(microseconds / 1000000),
                                   (long)(microseconds % 1000000) * 1000};
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        _exit(what(payload));
    }
    (void)nanosleep(&pause, NULL);
    (void)kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFEXITED(status)) {
        assert_int_equal(WEXITSTATUS(status), 0);
        return true;
    }
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    return false;
}

/* Runs it to its end; gives how long that took, in microseconds. */
static inline uint64_t killing_time(killing_fn what, const void *payload)
{
    struct timespec first;
    struct timespec last;
    int status = 0;
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &first), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        _exit(what(payload));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &last), 0);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return (uint64_t)(last.tv_sec - first.tv_sec) * 1000000 + (uint64_t)(last.tv_nsec / 1000) -
           (uint64_t)(first.tv_nsec / 1000);
}

/* As many kills as ./run soak asks for, else so many. */
static inline size_t killing_times(size_t otherwise)
{
    const char *asked = getenv("RACI_KILLS");
    return asked != NULL ? strtoul(asked, NULL, 10) : otherwise;
}

/* The same numbers in every run. */
static inline uint64_t killing_random(uint64_t n)
{
    static uint64_t state = 20270101;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % n;
}

/* SQLite finds nothing wrong in a file. */
static inline void killing_integrity(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(stmt, 0), "ok");
    assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

#endif
