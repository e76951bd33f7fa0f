/* The sample organizations carried inside the library, below db/samples/. */
#include "raci/sample.h"

#include <string.h>

#include "base/embedded.h"
#include "base/fail.h"

#define FOLDER "db/samples/"

/* The part of an embedded path that follows the folder, or NULL. */
static const char *within(const ri_embedded *file)
{
    size_t length = sizeof FOLDER - 1;
    return strncmp(file->path, FOLDER, length) == 0 ? file->path + length : NULL;
}

int raci_sample_name(char name[RACI_SAMPLE_NAME], size_t i)
{
    const char *before = "";
    size_t length_before = 0;
    size_t seen = 0;
    for (size_t k = 0; k < ri_embedded_count(); k++) {
        const char *path = within(ri_embedded_at(k));
        const char *slash = path != NULL ? strchr(path, '/') : NULL;
        if (slash == NULL || slash - path >= RACI_SAMPLE_NAME) {
            continue;
        }
        size_t length = (size_t)(slash - path);
        if (length == length_before && strncmp(path, before, length) == 0) {
            continue;
        }
        before = path;
        length_before = length;
        if (seen++ == i) {
            memcpy(name, path, length);
            name[length] = '\0';
            return 1;
        }
    }
    return 0;
}

raci_status raci_sample_file(const char **path, const char **bytes, size_t *length,
                             const char *sample, size_t i, raci_error *err)
{
    size_t name = strlen(sample);
    size_t seen = 0;
    for (size_t k = 0; k < ri_embedded_count(); k++) {
        const ri_embedded *file = ri_embedded_at(k);
        const char *inside = within(file);
        if (inside == NULL || strncmp(inside, sample, name) != 0 || inside[name] != '/') {
            continue;
        }
        if (seen++ == i) {
            *path = inside + name + 1;
            *bytes = (const char *)file->bytes;
            *length = file->length;
            return RACI_OK;
        }
    }
    if (seen == 0) {
        return ri_fail(err, RACI_NOTFOUND, "there is no sample '%s'", sample);
    }
    return ri_fail(err, RACI_NOTFOUND, "the sample '%s' has %zu files", sample, seen);
}
