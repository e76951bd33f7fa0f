#include "base/digest.h"

#include "rows.h"

struct row {
    const char *name;
    const char *text;
    size_t times;
    const char *expected;
};

/* The examples of FIPS 180-4. */
static const struct row rows[] = {
    {"nothing", "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"two blocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"a million", "aaaaaaaaaa", 100000,
     "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

static void digests(void **state)
{
    const struct row *row = *state;
    ri_digest digest;
    char out[65];
    ri_digest_begin(&digest);
    for (size_t i = 0; i < row->times; i++) {
        ri_digest_add(&digest, row->text, strlen(row->text));
    }
    ri_digest_end(&digest, out, 64);
    assert_string_equal(out, row->expected);
}

static void line_is_string_and_newline(void **state)
{
    (void)state;
    ri_digest lines;
    ri_digest bytes;
    char a[65];
    char b[65];
    ri_digest_begin(&lines);
    ri_digest_line(&lines, "unit:ops");
    ri_digest_line(&lines, "");
    ri_digest_end(&lines, a, 64);
    ri_digest_begin(&bytes);
    ri_digest_add(&bytes, "unit:ops\n\n", 10);
    ri_digest_end(&bytes, b, 64);
    assert_string_equal(a, b);
}

static void gives_as_many_digits_as_asked(void **state)
{
    (void)state;
    const size_t asked[] = {0, 1, 7, 12, 63, 64, 1000};
    for (size_t i = 0; i < COUNT(asked); i++) {
        ri_digest digest;
        char out[65];
        memset(out, '?', sizeof out);
        ri_digest_begin(&digest);
        ri_digest_add(&digest, "abc", 3);
        ri_digest_end(&digest, out, asked[i]);
        assert_int_equal(strlen(out), asked[i] < 64 ? asked[i] : 64);
        assert_int_equal(strncmp(out, rows[1].expected, strlen(out)), 0);
    }
}

/* As a page's security policy names what is empty, and "abc". */
static void whole_in_base64(void **state)
{
    (void)state;
    ri_digest digest;
    char out[RI_DIGEST_BASE64];
    ri_digest_begin(&digest);
    ri_digest_end_base64(&digest, out);
    assert_string_equal(out, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    ri_digest_begin(&digest);
    ri_digest_add(&digest, "abc", 3);
    ri_digest_end_base64(&digest, out);
    assert_string_equal(out, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_is_string_and_newline),
        cmocka_unit_test(gives_as_many_digits_as_asked),
        cmocka_unit_test(whole_in_base64),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("digest", rows, digests);
}
