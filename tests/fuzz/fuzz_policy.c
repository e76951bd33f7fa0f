/* Any bytes as a policy: it is refused with a reason, or evaluated as fuzz_ground.h has it. */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_ground.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    (void)ground_try_policy(bytes, n);
    return 0;
}
