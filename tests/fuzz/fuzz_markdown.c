#define _POSIX_C_SOURCE 200809L

#include "fuzz_book.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    return fuzz_file(".md", bytes, n);
}
