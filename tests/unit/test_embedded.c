#include "base/embedded.h"

#include <stdio.h>

#include "rows.h"

static void sorted_and_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < ri_embedded_count(); i++) {
        const ri_embedded *file = ri_embedded_at(i);
        assert_non_null(file);
        assert_true(i == 0 || strcmp(ri_embedded_at(i - 1)->path, file->path) < 0);
        assert_ptr_equal(ri_embedded_find(file->path), file);
        assert_int_equal(file->bytes[file->length], 0);
    }
    assert_null(ri_embedded_at(ri_embedded_count()));
    assert_null(ri_embedded_find(""));
    assert_null(ri_embedded_find("db/no-such-file"));
    assert_null(ri_embedded_find("zzz"));
}

static void same_bytes_as_the_files(void **state)
{
    (void)state;
    assert_non_null(ri_embedded_find("db/schema.sql"));
    for (size_t i = 0; i < ri_embedded_count(); i++) {
        const ri_embedded *file = ri_embedded_at(i);
        char *bytes = ri_alloc(file->length + 2);
        FILE *stream = fopen(file->path, "rb");
        if (stream == NULL) {
            fail_msg("%s cannot be read from the repository's root", file->path);
        }
        size_t length = fread(bytes, 1, file->length + 2, stream);
        (void)fclose(stream);
        assert_int_equal(length, file->length);
        assert_memory_equal(bytes, file->bytes, length);
        ri_free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorted_and_found),
        cmocka_unit_test(same_bytes_as_the_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
