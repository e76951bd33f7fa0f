#include "base/embedded.h"

#include <string.h>

const ri_embedded *ri_embedded_find(const char *path)
{
    size_t low = 0;
    size_t high = ri_embedded_files_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(path, ri_embedded_files[middle].path);
        if (order == 0) {
            return &ri_embedded_files[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

size_t ri_embedded_count(void)
{
    return ri_embedded_files_count;
}

const ri_embedded *ri_embedded_at(size_t i)
{
    return i < ri_embedded_files_count ? &ri_embedded_files[i] : NULL;
}
