#define _POSIX_C_SOURCE 200809L

#include "fuzz_book.h"

/* What begins as JSON does is read as both, for much of JSON is YAML. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n > 0 && strchr("{[\" \n0123456789-tfn", bytes[0]) != NULL) {
        (void)fuzz_file(".json", bytes, n);
    }
    return fuzz_file(".yaml", bytes, n);
}
