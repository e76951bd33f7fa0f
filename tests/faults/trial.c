#define _GNU_SOURCE /* O_TMPFILE, setgroups; NOLINT(bugprone-reserved-identifier) */

#include "trial.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* The program's own main: this one stands in its place (see CMakeLists.txt). */
int __real_main(int argc, char **argv); /* NOLINT(bugprone-reserved-identifier) */

enum { WORDS = 40, LONGEST_SECONDS = 120, NOBODY = 65534, OUTPUT_MAX = 1024 * 1024 };

/* What sanitizers end with: no status of the program's. */
enum { STATUS_OF_ASAN = 97, STATUS_OF_LSAN = 98, STATUS_OF_TRIAL = 99 };

/* NOLINTBEGIN(bugprone-reserved-identifier): names that sanitizers look for. */
const char *__asan_default_options(void);
const char *__lsan_default_options(void);

const char *__asan_default_options(void)
{
    return "exitcode=97:allocator_may_return_null=1:handle_abort=0";
}

const char *__lsan_default_options(void)
{
    return "exitcode=98";
}
/* NOLINTEND(bugprone-reserved-identifier) */

/* ---- the workshop ---- */

void workshop_open(workshop *w)
{
    *w = (workshop){.shared = mmap(NULL, sizeof *w->shared, PROT_READ | PROT_WRITE,
                                   MAP_SHARED | MAP_ANONYMOUS, -1, 0)};
    assert_ptr_not_equal(w->shared, MAP_FAILED);
    scratch_make_small(&w->s);
    scratch_path(&w->s, "work", w->folder);
    assert_int_equal(mkdir(w->folder, 0777), 0);
    assert_int_equal(chmod(w->s.dir, 0755), 0);
}

void workshop_close(workshop *w)
{
    tree_empty(&w->before);
    scratch_remove(&w->s);
    assert_int_equal(munmap(w->shared, sizeof *w->shared), 0);
}

/* ---- in the child ---- */

/* Parts a line into words, in place. */
static int part_words(char *line, char *words[WORDS])
{
    int n = 0;
    for (char *at = line; *(at += strspn(at, " ")) != '\0'; n++) {
        const char *end = " ";
        assert_in_range(n, 0, WORDS - 2);
        if (*at == '"') {
            end = "\"";
            at++;
        }
        words[n] = at;
        at += strcspn(at, end);
        if (*at != '\0') {
            *at++ = '\0';
        }
    }
    words[n] = NULL;
    return n;
}

/* Puts something in the place of a standard stream; -1: a pipe that nobody reads. */
static void replace_stream(int stream, int with)
{
    int ends[2];
    if (with < 0) {
        if (pipe(ends) != 0) {
            _exit(STATUS_OF_TRIAL);
        }
        (void)close(ends[0]);
        with = ends[1];
    }
    if (dup2(with, stream) < 0) {
        _exit(STATUS_OF_TRIAL);
    }
}

static void take_output(int stream, outlet how, int file)
{
    switch (how) {
    case OUTLET_FILE:
        replace_stream(stream, file);
        break;
    case OUTLET_CLOSED_PIPE:
        replace_stream(stream, -1);
        break;
    case OUTLET_FULL:
        replace_stream(stream, open("/dev/full", O_WRONLY));
        break;
    case OUTLET_NONE:
        (void)close(stream);
        break;
    }
}

static void restrict_process(const circumstances *under)
{
    const struct rlimit largest = {under->largest_file, under->largest_file};
    const struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    if (under->largest_file > 0) {
        (void)setrlimit(RLIMIT_FSIZE, &largest);
    }
    if (under->as_user != NULL && getuid() == 0 &&
        (setgroups(0, NULL) != 0 || setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) {
        _exit(STATUS_OF_TRIAL);
    }
}

static void work(const workshop *w, const call *c, const circumstances *under, int out, int err)
{
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGSYS};
    char line[1024];
    char *words[WORDS] = {"raci"};
    (void)snprintf(line, sizeof line, "raci %s", c->line != NULL ? c->line : "");
    const int n = part_words(line, words);
    for (size_t i = 0; i < COUNT(crashes); i++) {
        (void)signal(crashes[i], SIG_DFL); /* cmocka goes on after them */
    }
    (void)alarm(LONGEST_SECONDS);
    if (chdir(w->folder) != 0 || unsetenv("RACI_MODEL") != 0 || unsetenv("RACI_POLICY") != 0 ||
        unsetenv("COLUMNS") != 0 || setenv("TMPDIR", w->s.dir, 1) != 0) {
        _exit(STATUS_OF_TRIAL);
    }
    replace_stream(STDIN_FILENO, open("/dev/null", O_RDONLY));
    restrict_process(under);
    take_output(STDOUT_FILENO, under->out, out);
    take_output(STDERR_FILENO, under->err, err);
    (void)close(out);
    (void)close(err);
    faulting_now = w->shared;
    if (under->own != NULL) {
        (void)under->own(under->fault.first);
    }
    const int status = c->function != NULL ? c->function() : __real_main(n, words);
    faulting_now = NULL;
    if (under->own != NULL) {
        const size_t asked = under->own(SIZE_MAX);
        w->shared->asked[FAULT_MEMORY] = asked;
        w->shared->failed = asked > under->fault.first ? 1 : 0;
    }
    exit(status);
}

/* ---- the trial ---- */

/* Pipes: a limit on what may be written to files is none on them. */
static void open_pipe(int ends[2])
{
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    assert_true(fcntl(ends[1], F_SETPIPE_SZ, OUTPUT_MAX) >= OUTPUT_MAX);
}

/* All that somebody who has ended wrote into a pipe, to be freed. */
static char *take_bytes(const int ends[2], size_t *n)
{
    char *bytes = malloc(OUTPUT_MAX + 1);
    ssize_t got = 0;
    assert_non_null(bytes);
    (void)close(ends[1]);
    for (*n = 0; (got = read(ends[0], bytes + *n, OUTPUT_MAX - *n)) > 0;) {
        *n += (size_t)got;
    }
    assert_int_equal(got, 0);
    bytes[*n] = '\0';
    (void)close(ends[0]);
    return bytes;
}

void trial_run(outcome *out, workshop *w, const call *c, const circumstances *under, bool stays)
{
    int to[2];
    int told[2];
    size_t n_told = 0;
    open_pipe(to);
    open_pipe(told);
    if (!stays) {
        tree_write(&w->before, w->folder);
    }
    *w->shared = under->fault;
    if (under->own) {
        w->shared->kind = FAULT_KINDS;
    }
    *out = (outcome){.state = 0};
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        work(w, c, under, to[1], told[1]);
    }
    assert_int_equal(waitpid(child, &out->state, 0), child);
    if (w->shared->made[0] != '\0') {
        (void)unlink(w->shared->made);
    }
    out->out = take_bytes(to, &out->n_out);
    out->err = take_bytes(told, &n_told);
    tree_read(&out->after, w->folder, &w->before);
}

void outcome_empty(outcome *o)
{
    free(o->out);
    free(o->err);
    tree_empty(&o->after);
}

/* ---- judging ---- */

enum { TOLD = 1024 };

static const char *state_is_wrong(const outcome *found, char told[TOLD])
{
    if (WIFSIGNALED(found->state)) {
        (void)snprintf(told, TOLD, "it ended by signal %d: %.600s", WTERMSIG(found->state),
                       found->err);
        return told;
    }
    const int status = WEXITSTATUS(found->state);
    if (status == STATUS_OF_ASAN || status == STATUS_OF_LSAN || status == STATUS_OF_TRIAL ||
        strstr(found->err, "runtime error:") != NULL) {
        const char *report = strstr(found->err, "ERROR:");
        (void)snprintf(told, TOLD, "%s: %.900s",
                       status == STATUS_OF_LSAN ? "it leaks" : "a sanitizer ended it",
                       report != NULL ? report : found->err);
        return told;
    }
    return NULL;
}

static bool is_beginning(const outcome *of, const outcome *whole)
{
    return of->n_out <= whole->n_out && memcmp(of->out, whole->out, of->n_out) == 0;
}

/* Its message, after what libraries say by themselves (libxlsxwriter does). */
static bool says_so(const char *err)
{
    return strncmp(err, "raci: ", 6) == 0 || strstr(err, "\nraci: ") != NULL;
}

/* It has failed, and says so: by its status, a message, and nothing else. */
static const char *failure_is_wrong(const call *c, const outcome *expected, const outcome *found,
                                    const circumstances *under, size_t failed_out)
{
    const bool output = failed_out > 0 || under->out != OUTLET_FILE;
    const bool broken_pipe = under->out == OUTLET_CLOSED_PIPE || under->fault.reason == EPIPE;
    const bool document = strncmp(found->out, "{\"error\":{", 10) == 0;
    if (found->n_out > 0 && !document &&
        !(output && (c->exact == VARIES || is_beginning(found, expected)))) {
        return "it failed, but printed something else than an error";
    }
    if (under->err == OUTLET_FILE && !(output && broken_pipe) &&
        (!says_so(found->err) || strstr(found->err, "raci: \n") != NULL)) {
        return "it failed, and does not say why";
    }
    return NULL;
}

/* The answer of a call that was done. */
static const char *answer_is_wrong(const call *c, const outcome *expected, const outcome *found,
                                   int status, char told[TOLD])
{
    const bool same = found->n_out == expected->n_out && is_beginning(found, expected);
    const bool other = (c->exact == VARIES && found->n_out > 0) || c->exact == OFFERS ||
                       (status == c->also && found->n_out > 0);
    if (same || other) {
        return NULL;
    }
    (void)snprintf(told, TOLD, "exit status %d with another answer: %zu bytes for %zu: %.600s",
                   status, found->n_out, expected->n_out, found->out);
    return told;
}

const char *trial_judge(const workshop *w, const call *c, const outcome *expected,
                        const outcome *found, const circumstances *under)
{
    static char told[TOLD];
    char about[TREE_TOLD];
    bool spared = false;
    const char *wrong = state_is_wrong(found, told);
    if (wrong != NULL) {
        return wrong;
    }
    const int status = WEXITSTATUS(found->state);
    const bool done = status == c->status || (c->also != 0 && status == c->also);
    if (!done && status != 4) {
        (void)snprintf(told, TOLD, "exit status %d rather than %d or 4: %.400s", status, c->status,
                       found->err);
        return told;
    }
    if (done && under->out == OUTLET_FILE) {
        wrong = answer_is_wrong(c, expected, found, status, told);
    }
    if (wrong != NULL) {
        return wrong;
    }
    if (!done) {
        wrong = failure_is_wrong(c, expected, found, under, w->shared->failed_out);
    }
    if (wrong == NULL &&
        !tree_fits(&found->after, &w->before, &expected->after, done, &spared, about) &&
        !(spared && under->fault.kind == FAULT_DELETE)) {
        wrong = about;
    }
    if (wrong != NULL) {
        (void)snprintf(told, TOLD, "%s (exit status %d, standard error: %.300s)", wrong, status,
                       found->err);
        return told;
    }
    return NULL;
}
