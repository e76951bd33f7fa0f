#include "base/fingerprint.h"

#include <sodium/crypto_shorthash_siphash24.h>
#include <string.h>

uint64_t ri_fingerprint(unsigned way, const void *bytes, size_t length)
{
    static const unsigned char nothing = 0;
    const uint64_t key[2] = {way, 0};
    uint64_t out = 0;
    unsigned char hash[crypto_shorthash_siphash24_BYTES];
    unsigned char keyed[crypto_shorthash_siphash24_KEYBYTES];
    _Static_assert(sizeof key == sizeof keyed && sizeof out == sizeof hash, "64 bits each");
    memcpy(keyed, key, sizeof keyed);
    (void)crypto_shorthash_siphash24(hash, length > 0 ? bytes : &nothing, length, keyed);
    memcpy(&out, hash, sizeof out);
    return out == 0 || out == UINT64_MAX ? 1 : out;
}
