/* Gives a fuzzer each file of the folders that are named, as it would be given them itself. */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define LARGEST 1048576

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* false when the file cannot be read. */
static int try_file(const char *folder, const char *name, uint8_t *bytes)
{
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        return 0;
    }
    const size_t n = fread(bytes, 1, LARGEST, file);
    (void)fclose(file);
    (void)LLVMFuzzerTestOneInput(bytes, n);
    return 1;
}

int main(int argc, char **argv)
{
    uint8_t *bytes = malloc(LARGEST);
    int tried = 0;
    for (int i = 1; i < argc && bytes != NULL; i++) {
        DIR *list = opendir(argv[i]);
        if (list == NULL) {
            perror(argv[i]);
            break;
        }
        for (struct dirent *entry; (entry = readdir(list)) != NULL;) {
            if (entry->d_name[0] != '.') {
                tried += try_file(argv[i], entry->d_name, bytes);
            }
        }
        (void)closedir(list);
    }
    free(bytes);
    printf("%d inputs\n", tried);
    return tried > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
