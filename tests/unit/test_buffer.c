#include "raci/printing.h"

#include <errno.h>

#include "rows.h"

static int count(const char *data, size_t length, void *payload)
{
    (void)data;
    *(size_t *)payload += length;
    return 0;
}

static int refuse(const char *data, size_t length, void *payload)
{
    (void)data, (void)length;
    errno = *(const int *)payload;
    return 1;
}

/* Whoever writes into it need not look each time: what it lacks it never passes on. */
static void lacks_nothing_silently(void **state)
{
    raci_buffer *buffer = NULL;
    raci_error err = {0};
    size_t n = 0;
    (void)state;
    assert_int_equal(raci_buffer_new(&buffer, NULL), RACI_OK);
    assert_int_equal(raci_buffer_write("before", 6, buffer), 0);
    static char much[100000];
    ri_alloc_fail_from(0);
    assert_int_not_equal(raci_buffer_write(much, sizeof much, buffer), 0);
    (void)ri_alloc_fail_from(SIZE_MAX);
    assert_int_equal(raci_buffer_write("after", 5, buffer), 0);
    assert_int_equal(raci_buffer_send(buffer, count, &n, &err), RACI_NOMEM);
    assert_int_equal(err.status, RACI_NOMEM);
    assert_int_equal(n, 0);
    raci_buffer_free(buffer);
}

static void passes_on(void **state)
{
    static char much[200000];
    raci_buffer *buffer = NULL;
    raci_error err = {0};
    size_t n = 0;
    (void)state;
    assert_int_equal(raci_buffer_new(&buffer, NULL), RACI_OK);
    assert_int_equal(raci_buffer_write(much, sizeof much, buffer), 0);
    assert_int_equal(raci_buffer_send(buffer, count, &n, &err), RACI_OK);
    assert_int_equal(n, sizeof much);
    int reason = ENOSPC;
    assert_int_equal(raci_buffer_send(buffer, refuse, &reason, &err), RACI_IO);
    reason = 0;
    assert_int_equal(raci_buffer_send(buffer, refuse, &reason, NULL), RACI_STOPPED);
    raci_buffer_free(buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lacks_nothing_silently),
        cmocka_unit_test(passes_on),
    };
    return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}
