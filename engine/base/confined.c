#define _GNU_SOURCE /* close_range, O_TMPFILE; NOLINT(bugprone-reserved-identifier) */

#include "base/confined.h"

#include <sys/resource.h>
#include <unistd.h>

#include "base/fail.h"

/* ---- limits ---- */

static void limit(unsigned resource, rlim_t most)
{
    struct rlimit now;
    if (getrlimit(resource, &now) == 0 && (now.rlim_max == RLIM_INFINITY || now.rlim_max > most)) {
        const struct rlimit limited = {most, most};
        (void)setrlimit(resource, &limited);
    }
}

/* It writes into its pipe alone; what it was doing is nobody's to read. */
static void limit_worker(void)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
}

#ifdef RACI_SECCOMP

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>

#define MORE_MEMORY ((rlim_t)1 << 30) /* twice what a policy's state may hold */

/* ---- which calls ---- */

/* Lists end with NULL; what a processor or a release of the library does not know is left out. */
static const char *const computing[] = {
    "brk",         "munmap",         "mremap",          "madvise",
    "futex",       "exit",           "exit_group",      "getpid",
    "gettid",      "clock_gettime",  "gettimeofday",    "time",
    "sched_yield", "rt_sigprocmask", "rt_sigaction",    "rt_sigreturn",
    "sigaltstack", "getrandom",      "clock_gettime64", "restart_syscall",
    NULL};

static const char *const reading[] = {"read",
                                      "readv",
                                      "pread64",
                                      "preadv",
                                      "close",
                                      "fstat",
                                      "fstat64",
                                      "stat",
                                      "stat64",
                                      "lstat",
                                      "lstat64",
                                      "newfstatat",
                                      "fstatat64",
                                      "statx",
                                      "statfs",
                                      "fstatfs",
                                      "lseek",
                                      "_llseek",
                                      "access",
                                      "faccessat",
                                      "faccessat2",
                                      "getdents",
                                      "getdents64",
                                      "readlink",
                                      "readlinkat",
                                      "getcwd",
                                      "fcntl",
                                      "fcntl64",
                                      "flock",
                                      "poll",
                                      "ppoll",
                                      "select",
                                      "pselect6",
                                      "_newselect",
                                      "write",
                                      "writev",
                                      "pwrite64",
                                      "pwritev",
                                      "dup",
                                      "dup2",
                                      "dup3",
                                      "fadvise64",
                                      "fsync",
                                      "fdatasync",
                                      "ftruncate",
                                      "ftruncate64",
                                      "memfd_create",
                                      "getuid",
                                      "geteuid",
                                      "getgid",
                                      "getegid",
                                      "getppid",
                                      "uname",
                                      "sysinfo",
                                      "umask",
                                      "getrusage",
                                      "getrlimit",
                                      "times",
                                      "nanosleep",
                                      "clock_nanosleep",
                                      "clock_getres",
                                      "sched_getaffinity",
                                      "msync",
                                      "mincore",
                                      NULL};

static const char *const writing[] = {
    "open",      "openat",    "creat",           "unlink",   "unlinkat", "rmdir",
    "rename",    "renameat",  "renameat2",       "mkdir",    "mkdirat",  "chmod",
    "fchmod",    "fchmodat",  "fchown",          "fchownat", "link",     "linkat",
    "fallocate", "utimensat", "sync_file_range", NULL};

static const char *const having_workers[] = {"wait4",       "waitid",          "pipe",   "pipe2",
                                             "close_range", "set_robust_list", "rseq",   "seccomp",
                                             "setrlimit",   "prlimit64",       "tgkill", NULL};

/* Nobody does these by mistake. */
static const char *const attacking[] = {"execve",
                                        "execveat",
                                        "fork",
                                        "vfork",
                                        "clone",
                                        "clone3",
                                        "socket",
                                        "socketpair",
                                        "connect",
                                        "bind",
                                        "listen",
                                        "accept",
                                        "sendto",
                                        "ptrace",
                                        "process_vm_readv",
                                        "bpf",
                                        "io_uring_setup",
                                        "kill",
                                        "mount",
                                        "process_vm_writev",
                                        "perf_event_open",
                                        "keyctl",
                                        "userfaultfd",
                                        "unshare",
                                        "setns",
                                        "init_module",
                                        "finit_module",
                                        "chroot",
                                        NULL};

/* ---- a filter ---- */

typedef struct filter {
    scmp_filter_ctx context;
    int failed; /* the first error, or 0 */
} filter;

static void add(filter *f, uint32_t action, const char *name, unsigned n,
                const struct scmp_arg_cmp *when)
{
    const int call = seccomp_syscall_resolve_name(name);
    if (call >= 0 && f->failed == 0) {
        f->failed = seccomp_rule_add_array(f->context, action, call, n, when);
    }
}

static void add_all(filter *f, uint32_t action, const char *const *names)
{
    for (; *names != NULL; names++) {
        add(f, action, *names, 0, NULL);
    }
}

static void allow_when(filter *f, const char *name, struct scmp_arg_cmp when)
{
    add(f, SCMP_ACT_ALLOW, name, 1, &when);
}

/* Memory that is never run. */
static void allow_computing(filter *f)
{
    add_all(f, SCMP_ACT_ALLOW, computing);
    allow_when(f, "mmap", SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    allow_when(f, "mmap2", SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    allow_when(f, "mprotect", SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

/* A terminal may be asked what it is; nobody types into it for the user. */
static void allow_reading(filter *f)
{
    const scmp_datum_t changes = O_ACCMODE | O_CREAT | O_TRUNC;
    add_all(f, SCMP_ACT_ALLOW, reading);
    allow_when(f, "open", SCMP_A1(SCMP_CMP_MASKED_EQ, changes, O_RDONLY));
    allow_when(f, "openat", SCMP_A2(SCMP_CMP_MASKED_EQ, changes, O_RDONLY));
    allow_when(f, "ioctl", SCMP_A1(SCMP_CMP_EQ, TCGETS));
    allow_when(f, "ioctl", SCMP_A1(SCMP_CMP_EQ, TIOCGWINSZ));
    allow_when(f, "prlimit64", SCMP_A2(SCMP_CMP_EQ, 0)); /* telling, not setting */
}

/* Processes that are copies of this one. What glibc tries first cannot be looked into. */
static void allow_workers(filter *f)
{
    const scmp_datum_t shared = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
                                CLONE_NEWNS | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;
    add_all(f, SCMP_ACT_ALLOW, having_workers);
    allow_when(f, "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, shared, 0));
    add(f, SCMP_ACT_ERRNO(ENOSYS), "clone3", 0, NULL);
    allow_when(f, "kill", SCMP_A1(SCMP_CMP_EQ, SIGKILL));
    allow_when(f, "prctl", SCMP_A0(SCMP_CMP_EQ, PR_SET_NO_NEW_PRIVS));
}

static bool is_for_workers(const char *name)
{
    static const char *const names[] = {"clone", "clone3", "kill"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (seccomp_syscall_resolve_name(name) == seccomp_syscall_resolve_name(names[i])) {
            return true;
        }
    }
    return false;
}

static void end_attackers(filter *f, int may)
{
    for (const char *const *name = attacking; *name != NULL; name++) {
        if ((may & RACI_MAY_HAVE_WORKERS) == 0 || !is_for_workers(*name)) {
            add(f, SCMP_ACT_KILL_PROCESS, *name, 0, NULL);
        }
    }
}

static void set(filter *f, enum scmp_filter_attr attribute, uint32_t value)
{
    if (f->failed == 0) {
        f->failed = seccomp_attr_set(f->context, attribute, value);
    }
}

static bool begin(filter *f, uint32_t otherwise)
{
    *f = (filter){.context = seccomp_init(otherwise)};
    if (f->context == NULL) {
        return false;
    }
    set(f, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    set(f, SCMP_FLTATR_API_SYSRAWRC, 1); /* errors are the kernel's own */
    set(f, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* a tree, not a list */
    set(f, SCMP_FLTATR_CTL_SSB, 1);      /* filtered processes are not to be slower ones */
    return true;
}

/* Puts it in force; gives 0, or why not. */
static int end(filter *f)
{
    const int failed = f->failed != 0 ? f->failed : seccomp_load(f->context);
    seccomp_release(f->context);
    return -failed;
}

/* Kernels without filters say one of these. */
static bool is_unknown(int reason)
{
    return reason == ENOSYS || reason == EINVAL || reason == EOPNOTSUPP;
}

/* ---- workers ---- */

/* Bytes of addresses that the process has; 0 where the system does not tell. */
static rlim_t addresses(void)
{
    char line[128] = "";
    FILE *file = fopen("/proc/self/statm", "re");
    if (file != NULL) {
        if (fgets(line, sizeof line, file) == NULL) {
            line[0] = '\0';
        }
        (void)fclose(file);
    }
    const unsigned long long pages = strtoull(line, NULL, 10);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static void close_others(int to)
{
    if (to > 0) {
        (void)close_range(0, (unsigned)to - 1, 0);
    }
    (void)close_range((unsigned)to + 1, ~0U, 0);
}

bool ri_confine_worker(int to)
{
    filter f;
    const rlim_t held = addresses();
    limit_worker();
    limit(RLIMIT_NOFILE, 0);
    limit(RLIMIT_NPROC, 0);
    if (held > 0) {
        limit(RLIMIT_AS, held + MORE_MEMORY);
    }
    close_others(to);
    if (!begin(&f, SCMP_ACT_KILL_PROCESS)) {
        return false;
    }
    allow_computing(&f);
    allow_when(&f, "write", SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)to));
    allow_when(&f, "tgkill", SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
    const int reason = end(&f);
    return reason == 0 || is_unknown(reason);
}

/* ---- programs ---- */

raci_status raci_confine(int may, raci_error *err)
{
    filter f;
    if (!begin(&f, SCMP_ACT_ERRNO(EPERM))) {
        return ri_fail_nomem(err);
    }
    set(&f, SCMP_FLTATR_CTL_TSYNC, 1);
    allow_computing(&f);
    allow_reading(&f);
    if ((may & RACI_MAY_WRITE_FILES) != 0) {
        add_all(&f, SCMP_ACT_ALLOW, writing);
    }
    if ((may & RACI_MAY_HAVE_WORKERS) != 0) {
        allow_workers(&f);
    } else {
        allow_when(&f, "tgkill", SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
    }
    end_attackers(&f, may);
    const int reason = end(&f);
    if (reason == 0) {
        return RACI_OK;
    }
    return is_unknown(reason)
               ? ri_fail(err, RACI_NOTFOUND, "this system cannot confine a process")
               : ri_fail(err, RACI_INTERNAL, "the process cannot be confined (error %d)", reason);
}

bool ri_confine_is_there(void)
{
    return true;
}

#else

bool ri_confine_worker(int to)
{
    (void)to;
    limit_worker();
    return true;
}

raci_status raci_confine(int may, raci_error *err)
{
    (void)may;
    return ri_fail(err, RACI_NOTFOUND, "this build of raci cannot confine a process");
}

bool ri_confine_is_there(void)
{
    return false;
}

#endif
