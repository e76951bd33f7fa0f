/* The temporary file of a workbook: nothing is left of it where it cannot be opened. */
#define _POSIX_C_SOURCE 200809L

#include "evaluation.h"

#include <errno.h>
#include <fcntl.h>

#include "raci/report.h"

static int given = -1; /* the descriptor that could not be opened as a stream, */
static int kept = -1;  /* and another of the same file, which tells what became of it */

/* In the place of the C library's: memory is exhausted. */
FILE *fdopen(int descriptor, const char *mode)
{
    (void)mode;
    given = descriptor;
    kept = dup(descriptor);
    errno = ENOMEM;
    return NULL;
}

static int write_nothing(const char *data, size_t length, void *payload)
{
    (void)data;
    (void)length;
    (void)payload;
    return 0;
}

static void leaves_nothing(void **state)
{
    struct stat about;
    raci_error err = {0};
    evaluation e = evaluate(EVALUATION_ORGANIZATION, "policy { name = 'x' }\n");
    (void)state;
    assert_int_equal(raci_report_workbook(e.result, write_nothing, NULL, &err), RACI_IO);
    assert_non_null(strstr(err.message, "a temporary file cannot be made in '"));
    assert_non_null(strstr(err.message, strerror(ENOMEM)));
    assert_true(kept >= 0);
    assert_int_equal(fstat(kept, &about), 0);
    assert_int_equal(about.st_nlink, 0);
    assert_int_equal(fcntl(given, F_GETFD), -1);
    assert_int_equal(close(kept), 0);
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(leaves_nothing)};
    return cmocka_run_group_tests_name("report workbook", tests, NULL, NULL);
}
