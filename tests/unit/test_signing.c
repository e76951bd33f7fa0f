/* Signatures, against the published example. */
#include "rows.h"

#include "base/signing.h"

/* RFC 8032, 7.1, test 2: the message is the one byte 'r'. */
static const char seed[] = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
static const char signer[] = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
static const char signature[] = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

static void signs_as_published(void **state)
{
    char key[RI_SIGNER_DIGITS + 1];
    char made[RI_SIGNATURE_DIGITS + 1];
    (void)state;
    assert_true(ri_signing_public(key, seed));
    assert_string_equal(key, signer);
    assert_true(ri_sign(made, seed, "r"));
    assert_string_equal(made, signature);
    assert_true(ri_signed_by(signature, signer, "r"));
}

static void sees_what_was_altered(void **state)
{
    char other[RI_SIGNATURE_DIGITS + 1];
    char key[RI_SIGNER_DIGITS + 1];
    (void)state;
    assert_false(ri_signed_by(signature, signer, "s"));
    memcpy(other, signature, sizeof other);
    for (size_t i = 0; i < RI_SIGNATURE_DIGITS; i++) {
        other[i] = signature[i] == '0' ? '1' : '0';
        assert_false(ri_signed_by(other, signer, "r"));
        other[i] = signature[i];
    }
    assert_true(ri_signed_by(other, signer, "r"));
    memcpy(key, signer, sizeof key);
    key[0] = '4';
    assert_false(ri_signed_by(signature, key, "r"));
}

static void takes_hex_digits_only(void **state)
{
    static const char *const bad[] = {"", "4ccd", "zz", signature};
    char out[RI_SIGNATURE_DIGITS + 1];
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_false(ri_signing_public(out, bad[i]));
        assert_false(ri_sign(out, bad[i], "r"));
        assert_false(ri_signed_by(signature, bad[i], "r"));
        assert_int_equal(ri_signed_by(bad[i], signer, "r"), bad[i] == signature);
    }
    assert_true(ri_is_digits("0af", 3));
    assert_false(ri_is_digits("0af", 2));
    assert_false(ri_is_digits("0AF", 3));
}

static void makes_keys_that_differ(void **state)
{
    char one[RI_SEED_DIGITS + 1];
    char two[RI_SEED_DIGITS + 1];
    char key[RI_SIGNER_DIGITS + 1];
    char made[RI_SIGNATURE_DIGITS + 1];
    (void)state;
    assert_true(ri_signing_new(one) && ri_signing_new(two));
    assert_string_not_equal(one, two);
    assert_true(ri_signing_public(key, one) && ri_sign(made, one, "what is said"));
    assert_true(ri_signed_by(made, key, "what is said"));
    assert_false(ri_signed_by(made, signer, "what is said"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_as_published),
        cmocka_unit_test(sees_what_was_altered),
        cmocka_unit_test(takes_hex_digits_only),
        cmocka_unit_test(makes_keys_that_differ),
    };
    return cmocka_run_group_tests_name("signing", tests, NULL, NULL);
}
