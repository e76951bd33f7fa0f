/* Files without a name: they keep what is written, and small ones lie in memory. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include <string.h>
#include <unistd.h>

#include "base/nameless.h"

static void keeps(void **state)
{
    (void)state;
    for (int small = 0; small < 2; small++) {
        char bytes[8] = "";
        FILE *file = ri_nameless(small);
        assert_non_null(file);
        assert_int_equal(fwrite("nothing", 1, 8, file), 8);
        assert_int_equal(fseek(file, 0, SEEK_SET), 0);
        assert_int_equal(fread(bytes, 1, 8, file), 8);
        assert_string_equal(bytes, "nothing");
        assert_int_equal(fclose(file), 0);
    }
}

static void small_ones_lie_in_memory(void **state)
{
    char link[64];
    char where[64] = "";
    FILE *file = ri_nameless(true);
    (void)state;
    assert_non_null(file);
    (void)snprintf(link, sizeof link, "/proc/self/fd/%d", fileno(file));
    const ssize_t length = readlink(link, where, sizeof where - 1);
    assert_int_equal(fclose(file), 0);
    if (length < 0) {
        skip(); /* there is no such file system here */
    }
    assert_memory_equal(where, "/memfd:", 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps),
        cmocka_unit_test(small_ones_lie_in_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
