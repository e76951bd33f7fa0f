/* Any bytes as an export of an HR system, read in a way that its last byte chooses: whatever
   comes out adds up, row by row. */
#define _POSIX_C_SOURCE 200809L
#include "hr_reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* A file of this process in memory, where there is such a folder. */
static const char *input_path(void)
{
    static char path[64];
    if (path[0] == '\0') {
        (void)snprintf(path, sizeof path, "%s/raci-fuzz-hr-%ld.csv",
                       access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp", (long)getpid());
    }
    return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const ri_hr_keying keyings[] = {RI_HR_BY_LOOKS, RI_HR_BY_LOOKS, RI_HR_BY_PERSON,
                                           RI_HR_BY_POSITION};
    uint8_t choice = n > 0 ? bytes[n - 1] : 0;
    ri_hr_told told = {.keying = keyings[choice & 3]};
    hr_reading reading = {.told = &told, .headings = true, .accounts = true};
    reading.options.dates = (choice & 4) != 0 ? RI_DATES_OPEN : RI_DATES_DAY_FIRST;
    reading.options.lines = (choice & 8) != 0 ? RI_HR_LINES_STRICT : RI_HR_LINES_KEEP;
    FILE *file = fopen(input_path(), "wb");
    if (file == NULL || fwrite(bytes, 1, n, file) != n || fclose(file) != 0) {
        abort();
    }
    raci_status status = hr_read_path(&reading, input_path());
    if (status == RACI_OK) {
        hr_adds_up(&reading);
    }
    (void)unlink(input_path());
    ri_text_free(&reading.out);
    return 0;
}
