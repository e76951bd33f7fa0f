/* Files with a flipped bit, without their end, with pages of zeros or in each other's place: no
   change of what they say stays silent, nothing crashes, and nothing takes long. */
#define _POSIX_C_SOURCE 200809L

#include "appended.h"
#include "damaging.h"

#include <signal.h>

#if defined(__SANITIZE_ADDRESS__)
#define FLIPS 100
#else
#define FLIPS 320
#endif
#define PAGE 4096
#define ENDS 60
#define SECONDS 20 /* for all that is asked of one file */

/* A model's bytes, and what is answered about it while it is whole. */
typedef struct patient {
    recording r;
    char *bytes;
    size_t length;
    char says[65];
    raci_buffer *matrix;
    bool large;
    char where[128]; /* what was damaged last */
    size_t failures; /* told, and counted until all damage was done */
} patient;

static char running[128];

static void took_too_long(int number)
{
    (void)number;
    static const char lead[] = "took too long: ";
    (void)!write(STDERR_FILENO, lead, sizeof lead - 1);
    (void)!write(STDERR_FILENO, running, strlen(running));
    (void)!write(STDERR_FILENO, "\n", 1);
    _exit(1);
}

static size_t flips(void)
{
    const char *asked = getenv("RACI_FLIPS");
    return asked != NULL ? strtoul(asked, NULL, 10) : FLIPS;
}

static bool is_long(void)
{
    return flips() > FLIPS;
}

static uint64_t next_random(uint64_t *state, uint64_t n)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state % n;
}

/* ---- what is asked of a file ---- */

/* The matrix and one answer, where they are given; NULL where not. */
static raci_buffer *ask(raci_model *model, const char *policy_path)
{
    const raci_look look = {.columns = 80};
    const char *paths[1] = {policy_path};
    raci_policy *policy = NULL;
    raci_result *result = NULL;
    raci_answer *answer = NULL;
    raci_buffer *out = NULL;
    const raci_check_options options = {.date = "2027-01-03", .whole = 1};
    assert_int_equal(raci_buffer_new(&out, NULL), RACI_OK);
    raci_status status = raci_policy_load(&policy, model, paths, 1, NULL, NULL, NULL);
    if (status == RACI_OK) {
        status = raci_check(&result, model, policy, &options, NULL);
    }
    if (status == RACI_OK) {
        status = raci_report_matrix(result, NULL, RACI_BY_UNIT, RACI_JSON, &look, raci_buffer_write,
                                    out, NULL);
    }
    if (status == RACI_OK) {
        status = raci_ask(&answer, model, policy, "2027-01-03", "touchpoint:pay", NULL);
    }
    if (status == RACI_OK) {
        status = raci_report_who(answer, NULL, RACI_JSON, &look, raci_buffer_write, out, NULL);
    }
    raci_answer_free(answer);
    raci_result_free(result);
    raci_policy_free(policy);
    if (status != RACI_OK) {
        raci_buffer_free(out);
        return NULL;
    }
    return out;
}

static bool is_same(const raci_buffer *a, const raci_buffer *b)
{
    ri_text left = RI_TEXT_INIT;
    ri_text right = RI_TEXT_INIT;
    (void)raci_buffer_send(a, append_text, &left, NULL);
    (void)raci_buffer_send(b, append_text, &right, NULL);
    const bool same = strcmp(ri_text_string(&left), ri_text_string(&right)) == 0;
    ri_text_free(&left);
    ri_text_free(&right);
    return same;
}

static void note_failure(patient *p, const char *what)
{
    p->failures++;
    print_error("%s: %s\n", p->where, what);
}

/* Each was told: the next test begins anew. */
static void expect_no_failure(patient *p)
{
    const size_t failures = p->failures;
    p->failures = 0;
    assert_int_equal(failures, 0);
}

/* Whatever a command could do with it. A small file is proved before it answers, so that an answer
   is the right one; a large one is not, and only must not end the process. */
static void use(patient *p)
{
    char path[SCRATCH_PATH];
    char folder[SCRATCH_PATH];
    raci_model *model = NULL;
    raci_proof proof;
    scratch_path(&p->r.s, "policy.lua", path);
    if (raci_model_open(&model, p->r.path, 0, NULL) != RACI_OK) {
        return;
    }
    raci_buffer *matrix = ask(model, path);
    if (matrix != NULL && !p->large && !is_same(matrix, p->matrix)) {
        note_failure(p, "another answer was given as the right one");
    }
    raci_buffer_free(matrix);
    (void)raci_record_prove(&proof, model, NULL, NULL, NULL);
    (void)raci_model_export(model, scratch_path(&p->r.s, "out", folder), NULL);
    raci_model_close(model);
}

/* Gives whether the doctor found something. */
static bool treat(patient *p, const char *bytes, size_t length)
{
    char says[65];
    (void)snprintf(running, sizeof running, "%s", p->where);
    scratch_write(&p->r.s, "raci.db", bytes, length);
    (void)alarm(SECONDS);
    raci_examination *x = NULL;
    raci_error err = {0};
    const bool examined = raci_examine(&x, p->r.path, &err) == RACI_OK;
    const bool found = examined && raci_examination_flaws(x) > 0;
    raci_examination_free(x);
    use(p);
    if (!examined) {
        note_failure(p, err.message);
    } else if (!found) {
        damaging_say(says, p->r.path);
        if (strcmp(says, p->says) != 0) {
            note_failure(p, "the file says something else, and the doctor is silent");
        }
    }
    (void)alarm(0);
    return found;
}

/* ---- damage ---- */

/* Half of the flips hit what is not zero: most of a small file is. */
static size_t choose_byte(const patient *p, size_t within, uint64_t *state)
{
    const bool used = next_random(state, 2) == 0;
    size_t at = next_random(state, within);
    while (used && p->bytes[at] == 0) {
        at = next_random(state, within);
    }
    return at;
}

/* Flips bits in the first `within` bytes, one in each try. */
static void flip(patient *p, size_t within, size_t n, uint64_t random)
{
    size_t found = 0;
    char *bytes = malloc(p->length);
    assert_non_null(bytes);
    for (size_t i = 0; i < n; i++) {
        const size_t at = choose_byte(p, within, &random);
        const unsigned bit = (unsigned)next_random(&random, 8);
        memcpy(bytes, p->bytes, p->length);
        bytes[at] = (char)((unsigned char)bytes[at] ^ 1U << bit);
        (void)snprintf(p->where, sizeof p->where, "flip %zu: byte %zu, bit %u", i, at, bit);
        found += treat(p, bytes, p->length);
    }
    print_message("%zu flips, of which %zu were found\n", n, found);
    assert_in_range(found, n / 4, n); /* else nothing was hit */
    free(bytes);
}

static void flips_are_found(void **state)
{
    patient *p = *state;
    flip(p, p->length, flips(), 20261130);
    expect_no_failure(p);
}

/* The same with so many empty pages behind it that nothing is proved before it answers. */
static void flips_in_large_files_do_no_harm(void **state)
{
    patient *p = *state;
    const patient small = *p;
    scratch_write(&p->r.s, "raci.db", small.bytes, small.length);
    recording_sql(&p->r, "PRAGMA auto_vacuum = 0; CREATE TABLE t (a); "
                         "INSERT INTO t VALUES (zeroblob(1000000)); DROP TABLE t");
    p->bytes = scratch_read(&p->r.s, "raci.db", &p->length);
    assert_true(p->length > 1048576);
    damaging_say(p->says, p->r.path);
    assert_string_equal(p->says, small.says);
    p->large = true;
    flip(p, small.length, flips() / 4, 20261201);
    free(p->bytes);
    const size_t failures = p->failures;
    *p = small;
    p->failures = failures;
    expect_no_failure(p);
}

static void ends_are_missed(void **state)
{
    patient *p = *state;
    for (size_t i = 0; i < ENDS; i++) {
        const size_t length =
            i < 20 ? i * 37
                   : p->length * (i - 20) / 40 / (i % 2 != 0 ? 1 : PAGE) * (i % 2 != 0 ? 1 : PAGE);
        (void)snprintf(p->where, sizeof p->where, "the first %zu bytes", length);
        if (length < p->length && !treat(p, p->bytes, length)) {
            note_failure(p, "nothing was found");
        }
    }
    expect_no_failure(p);
}

static void pages_are_missed(void **state)
{
    patient *p = *state;
    uint64_t random = 7;
    char *bytes = malloc(p->length);
    assert_non_null(bytes);
    const size_t pages = p->length / PAGE;
    for (size_t page = 0; page < pages; page++) {
        memcpy(bytes, p->bytes, p->length);
        memset(bytes + page * PAGE, 0, PAGE);
        (void)snprintf(p->where, sizeof p->where, "page %zu is zeros", page);
        (void)treat(p, bytes, p->length);
    }
    for (size_t i = 0; i < (is_long() ? 10 * pages : pages / 4); i++) {
        const size_t a = next_random(&random, pages);
        const size_t b = next_random(&random, pages);
        memcpy(bytes, p->bytes, p->length);
        memcpy(bytes + a * PAGE, p->bytes + b * PAGE, PAGE);
        memcpy(bytes + b * PAGE, p->bytes + a * PAGE, PAGE);
        (void)snprintf(p->where, sizeof p->where, "pages %zu and %zu are swapped", a, b);
        (void)treat(p, bytes, p->length);
    }
    free(bytes);
    expect_no_failure(p);
}

/* ---- all of it ---- */

static int make(void **state)
{
    static patient p;
    char path[SCRATCH_PATH];
    raci_model *model = NULL;
    damaging_make(&p.r);
    p.bytes = scratch_read(&p.r.s, "raci.db", &p.length);
    assert_non_null(p.bytes);
    damaging_say(p.says, p.r.path);
    damaging_expect(p.r.path, "");
    assert_int_equal(raci_model_open(&model, p.r.path, 0, NULL), RACI_OK);
    p.matrix = ask(model, scratch_path(&p.r.s, "policy.lua", path));
    assert_non_null(p.matrix);
    raci_model_close(model);
    (void)signal(SIGALRM, took_too_long);
    *state = &p;
    return 0;
}

static int remove_it(void **state)
{
    patient *p = *state;
    raci_buffer_free(p->matrix);
    free(p->bytes);
    recording_remove(&p->r);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flips_are_found),
        cmocka_unit_test(flips_in_large_files_do_no_harm),
        cmocka_unit_test(ends_are_missed),
        cmocka_unit_test(pages_are_missed),
    };
    return cmocka_run_group_tests(tests, make, remove_it);
}
