/*
 * What confined processes may not do. Each attack is made by a process of its own, in C, as by
 * somebody who has got out of the sandbox, or with all of Lua's own libraries.
 */
#define _GNU_SOURCE /* execveat, pipe2, memfd_create; NOLINT(bugprone-reserved-identifier) */

#include "base/confined.h"

#include <errno.h>
#include <fcntl.h>
#include <lauxlib.h>
#include <lualib.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/worker.h"
#include "scratch.h"

static scratch here; /* a folder with nothing but "kept" */
static char kept[SCRATCH_PATH];
static char made[SCRATCH_PATH];

/* ---- attacks; each gives whether it was done ---- */

static bool opens_a_file(void)
{
    return open(kept, O_RDONLY) >= 0;
}

static bool makes_a_file(void)
{
    return open(made, O_CREAT | O_WRONLY, 0600) >= 0;
}

static bool empties_a_file(void)
{
    return open(kept, O_RDONLY | O_TRUNC) >= 0;
}

static bool writes_a_file(void)
{
    return open(kept, O_WRONLY | O_APPEND) >= 0;
}

static bool makes_a_nameless_file(void)
{
    return open(here.dir, O_TMPFILE | O_RDWR, 0600) >= 0;
}

static bool removes_a_file(void)
{
    return unlink(kept) == 0;
}

static bool renames_a_file(void)
{
    return rename(kept, made) == 0;
}

static bool links_a_file(void)
{
    return symlink(kept, made) == 0 || link(kept, made) == 0;
}

static bool makes_a_folder(void)
{
    return mkdir(made, 0700) == 0;
}

static bool opens_up_a_file(void)
{
    return chmod(kept, 0777) == 0;
}

static bool starts_a_program(void)
{
    char *const arguments[] = {"sh", "-c", ":", NULL};
    return execv("/bin/sh", arguments) == 0;
}

static bool starts_a_program_by_descriptor(void)
{
    char *const arguments[] = {"true", NULL};
    return syscall(SYS_execveat, AT_FDCWD, "/bin/true", arguments, arguments, 0) == 0;
}

static bool forks(void)
{
    const pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    return child > 0;
}

static bool runs_a_command(void)
{
    FILE *pipe = popen("true", "r"); /* NOLINT(cert-env33-c): that is the attack */
    return pipe != NULL && pclose(pipe) == 0;
}

static bool has_a_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool has_a_local_socket(void)
{
    int ends[2];
    return socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) == 0;
}

static bool kills_its_parent(void)
{
    return kill(getppid(), SIGTERM) == 0;
}

static bool traces_its_parent(void)
{
    return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0;
}

static bool makes_code(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                0) != MAP_FAILED;
}

static bool turns_memory_into_code(void)
{
    void *block = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return block != MAP_FAILED && mprotect(block, 4096, PROT_READ | PROT_EXEC) == 0;
}

static bool types_for_the_user(void)
{
    return ioctl(STDIN_FILENO, TIOCSTI, "x") == 0;
}

static bool sees_memory_of_others(void)
{
    return syscall(SYS_process_vm_readv, getppid(), NULL, 0UL, NULL, 0UL, 0UL) >= 0;
}

static bool raises_its_limits(void)
{
    const struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
    return setrlimit(RLIMIT_FSIZE, &all) == 0;
}

static bool becomes_another_user(void)
{
    return setuid(65534) == 0 || unshare(CLONE_NEWUSER) == 0;
}

static bool writes_to_the_terminal(void)
{
    return write(STDOUT_FILENO, "", 0) >= 0 || write(STDERR_FILENO, "", 0) >= 0;
}

/* ---- with all of Lua's libraries ---- */

static const char *lua_source;

static bool runs_lua(void)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    lua_pushstring(L, kept);
    lua_setglobal(L, "kept");
    lua_pushstring(L, made);
    lua_setglobal(L, "made");
    return luaL_dostring(L, lua_source) == LUA_OK && lua_toboolean(L, 1);
}

/* ---- trying ---- */

enum { ENDS = 1, REFUSED, DONE }; /* what becomes of who tries */

static const struct row {
    const char *name;
    bool (*attack)(void);
    const char *lua;
    int in_reader; /* in a worker each ends, but for what is done in both */
    int in_writer;
} rows[] = {
    {"opens a file", opens_a_file, NULL, DONE, DONE},
    {"makes a file", makes_a_file, NULL, REFUSED, DONE},
    {"empties a file", empties_a_file, NULL, REFUSED, DONE},
    {"writes a file", writes_a_file, NULL, REFUSED, DONE},
    {"makes a nameless file", makes_a_nameless_file, NULL, REFUSED, DONE},
    {"removes a file", removes_a_file, NULL, REFUSED, DONE},
    {"renames a file", renames_a_file, NULL, REFUSED, DONE},
    {"links a file", links_a_file, NULL, REFUSED, DONE},
    {"makes a folder", makes_a_folder, NULL, REFUSED, DONE},
    {"opens up a file", opens_up_a_file, NULL, REFUSED, DONE},
    {"starts a program", starts_a_program, NULL, ENDS, ENDS},
    {"starts a program by descriptor", starts_a_program_by_descriptor, NULL, ENDS, ENDS},
    {"forks", forks, NULL, ENDS, ENDS},
    {"runs a command", runs_a_command, NULL, REFUSED, REFUSED},
    {"has a socket", has_a_socket, NULL, ENDS, ENDS},
    {"has a local socket", has_a_local_socket, NULL, ENDS, ENDS},
    {"kills its parent", kills_its_parent, NULL, ENDS, ENDS},
    {"traces its parent", traces_its_parent, NULL, ENDS, ENDS},
    {"makes code", makes_code, NULL, REFUSED, REFUSED},
    {"turns memory into code", turns_memory_into_code, NULL, REFUSED, REFUSED},
    {"types for the user", types_for_the_user, NULL, REFUSED, REFUSED},
    {"sees memory of others", sees_memory_of_others, NULL, ENDS, ENDS},
    {"raises its limits", raises_its_limits, NULL, REFUSED, REFUSED},
    {"becomes another user", becomes_another_user, NULL, ENDS, ENDS},
    {"writes to the terminal", writes_to_the_terminal, NULL, DONE, DONE},
    {"os.execute", runs_lua, "return os.execute('true')", ENDS, ENDS},
    {"io.popen", runs_lua, "return io.popen('true')", REFUSED, REFUSED},
    {"io.open to write", runs_lua, "return io.open(made, 'w')", REFUSED, DONE},
    {"io.open to append", runs_lua, "return io.open(kept, 'a')", REFUSED, DONE},
    {"io.lines", runs_lua, "return io.lines('/etc/passwd')() ~= nil", DONE, DONE},
    {"os.remove", runs_lua, "return os.remove(kept)", REFUSED, DONE},
    {"os.rename", runs_lua, "return os.rename(kept, made)", REFUSED, DONE},
    {"os.tmpname", runs_lua, "return os.remove(os.tmpname())", REFUSED, DONE},
    {"io.tmpfile", runs_lua, "return io.tmpfile()", REFUSED, DONE},
    {"package.loadlib", runs_lua,
     "return package.loadlib('libutil.so.1', '*') or package.loadlib('libresolv.so.2', '*')",
     REFUSED, REFUSED},
    {"bytecode", runs_lua, "return load(string.dump(function() return os.execute('true') end))()",
     ENDS, ENDS},
};

static void write_kept(void)
{
    scratch_write(&here, "kept", "kept", 4);
    assert_int_equal(chmod(kept, 0600), 0);
    (void)remove(made);
}

/* Nothing came of it: one file, with what it had. */
static void expect_kept(void)
{
    char bytes[8] = "";
    struct stat about;
    FILE *file = fopen(kept, "r");
    assert_non_null(file);
    assert_int_equal(fread(bytes, 1, sizeof bytes, file), 4);
    assert_int_equal(fclose(file), 0);
    assert_memory_equal(bytes, "kept", 4);
    assert_int_equal(stat(kept, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(about.st_nlink, 1);
    assert_int_equal(lstat(made, &about), -1);
}

static void tries_in_a_worker(const ri_worker_self *self, void *payload)
{
    const struct row *row = payload;
    lua_source = row->lua;
    const char done = (char)row->attack();
    (void)ri_worker_give(self, &done, 1);
}

static void gets_nowhere_in_a_worker(void **state)
{
    const struct row *row = *state;
    ri_worker worker = {0};
    char done = 0;
    write_kept();
    if (!ri_confine_is_there()) {
        skip();
    }
    assert_true(ri_worker_start(&worker, tries_in_a_worker, (void *)(uintptr_t)row));
    assert_false(ri_worker_take(&worker, &done, 1));
    assert_int_equal(ri_worker_end(&worker), SIGSYS);
    expect_kept();
}

/* What becomes of a process that may do so much, and tries. */
static int outcome(const struct row *row, int may)
{
    int status = 0;
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const struct rlimit none = {0, 0};
        (void)setrlimit(RLIMIT_CORE, &none);
        lua_source = row->lua;
        if (raci_confine(may, NULL) != RACI_OK) {
            _exit(0);
        }
        _exit(row->attack() ? DONE : REFUSED);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status)) {
        assert_int_equal(WTERMSIG(status), SIGSYS);
        return ENDS;
    }
    return WEXITSTATUS(status);
}

static void gets_nowhere_in_a_program(void **state)
{
    const struct row *row = *state;
    if (!ri_confine_is_there()) {
        skip();
    }
    write_kept();
    assert_int_equal(outcome(row, 0), row->in_reader);
    expect_kept();
    assert_int_equal(outcome(row, RACI_MAY_WRITE_FILES), row->in_writer);
}

/* ---- what still goes ---- */

static void computes(const ri_worker_self *self, void *payload)
{
    (void)payload;
    char *much = malloc((size_t)64 << 20);
    if (much != NULL) {
        memset(much, 7, (size_t)64 << 20);
        (void)ri_worker_give(self, much + 12345, 1);
    }
    free(much);
    abort(); /* is told as what it is */
}

static void workers_compute(void **state)
{
    (void)state;
    ri_worker worker = {0};
    char byte = 0;
    assert_true(ri_worker_start(&worker, computes, NULL));
    assert_true(ri_worker_take(&worker, &byte, 1));
    assert_int_equal(byte, 7);
    assert_false(ri_worker_take(&worker, &byte, 1));
    assert_int_equal(ri_worker_end(&worker), SIGABRT);
}

static void takes_all_memory(const ri_worker_self *self, void *payload)
{
    (void)payload;
    void *blocks[64] = {NULL}; /* of 64 MiB */
    char taken = 0;
    while (taken < 64 && (blocks[(int)taken] = malloc((size_t)64 << 20)) != NULL) {
        taken++;
    }
    for (int i = 0; i < taken; i++) {
        free(blocks[i]);
    }
    (void)ri_worker_give(self, &taken, 1);
}

static void workers_have_so_much_memory(void **state)
{
    (void)state;
    ri_worker worker = {0};
    char taken = 0;
    if (!ri_confine_is_there()) {
        skip();
    }
    assert_true(ri_worker_start(&worker, takes_all_memory, NULL));
    assert_true(ri_worker_take(&worker, &taken, 1));
    (void)ri_worker_end(&worker);
    assert_in_range(taken, 8, 16); /* what a policy may hold, and at most 1 GiB */
}

static void gives_one(const ri_worker_self *self, void *payload)
{
    (void)payload;
    (void)ri_worker_give(self, "1", 1);
}

/* A confined program has workers, and they are confined as ever. The first has ended by itself once
   it gives nothing more. */
static int has_workers(void)
{
    ri_worker worker = {0};
    char byte = 0;
    char more = 0;
    if (raci_confine(RACI_MAY_HAVE_WORKERS, NULL) != RACI_OK ||
        !ri_worker_start(&worker, gives_one, NULL) || !ri_worker_take(&worker, &byte, 1) ||
        byte != '1' || ri_worker_take(&worker, &more, 1) || ri_worker_end(&worker) != 0) {
        return 1;
    }
    if (!ri_worker_start(&worker, tries_in_a_worker, (void *)(uintptr_t)&rows[0]) ||
        ri_worker_take(&worker, &byte, 1) || ri_worker_end(&worker) != SIGSYS) {
        return 2;
    }
    return has_a_socket() ? 3 : 4; /* not reached: it ends the process */
}

static void programs_have_workers(void **state)
{
    (void)state;
    int status = 0;
    if (!ri_confine_is_there()) {
        skip();
    }
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        _exit(has_workers());
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGSYS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(workers_compute),
        cmocka_unit_test(workers_have_so_much_memory),
        cmocka_unit_test(programs_have_workers),
    };
    scratch_make(&here);
    (void)scratch_path(&here, "kept", kept);
    (void)scratch_path(&here, "made", made);
    int failed = RUN_ROWS("in a worker", rows, gets_nowhere_in_a_worker);
    failed += RUN_ROWS("in a program", rows, gets_nowhere_in_a_program);
    failed += cmocka_run_group_tests_name("confine", tests, NULL, NULL);
    (void)remove(made);
    scratch_remove(&here);
    return failed;
}
