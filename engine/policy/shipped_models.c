#include "policy/shipped_models.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/nearest.h"

#define FOLDER "rules/models/"
#define ENDING ".lua"

/* The name of a model by its file; false for a file that is none: another one, or one in a
   folder further down. */
static bool read_name(char out[RACI_GOVERNANCE_NAME], const char *path)
{
    const size_t folder = sizeof FOLDER - 1;
    const size_t ending = sizeof ENDING - 1;
    const size_t length = strlen(path);
    if (length <= folder + ending || length - folder - ending >= RACI_GOVERNANCE_NAME ||
        strncmp(path, FOLDER, folder) != 0 || strcmp(path + length - ending, ENDING) != 0 ||
        strchr(path + folder, '/') != NULL) {
        return false;
    }
    (void)snprintf(out, RACI_GOVERNANCE_NAME, "%.*s", (int)(length - folder - ending),
                   path + folder);
    return true;
}

const ri_embedded *ri_governance_file(const char *name)
{
    char path[sizeof FOLDER + RACI_GOVERNANCE_NAME + sizeof ENDING];
    char found[RACI_GOVERNANCE_NAME];
    const int length = snprintf(path, sizeof path, "%s%s%s", FOLDER, name, ENDING);
    const bool fits = length > 0 && (size_t)length < sizeof path && read_name(found, path);
    return fits ? ri_embedded_find(path) : NULL;
}

int raci_governance_at(raci_governance *out, size_t i)
{
    for (size_t k = 0; k < ri_embedded_count(); k++) {
        const ri_embedded *file = ri_embedded_at(k);
        char name[RACI_GOVERNANCE_NAME];
        if (read_name(name, file->path) && i-- == 0) {
            *out = (raci_governance){
                .file = file->path, .text = (const char *)file->bytes, .length = file->length};
            memcpy(out->name, name, sizeof name);
            return 1;
        }
    }
    return 0;
}

bool ri_governance_near(char out[RACI_GOVERNANCE_NAME], const char *wanted)
{
    raci_governance model;
    ri_nearest nearest;
    char best[RACI_GOVERNANCE_NAME] = "";
    ri_nearest_begin(&nearest, wanted);
    for (size_t i = 0; raci_governance_at(&model, i); i++) {
        ri_nearest_offer(&nearest, model.name);
        if (nearest.best == model.name) { /* which the next one will be written over */
            memcpy(best, model.name, sizeof best);
            nearest.best = best;
        }
    }
    if (nearest.best != NULL) {
        memcpy(out, best, sizeof best);
    }
    return nearest.best != NULL;
}

raci_status raci_governance_find(raci_governance *out, const char *name, raci_error *err)
{
    raci_governance model;
    char near[RACI_GOVERNANCE_NAME];
    for (size_t i = 0; raci_governance_at(&model, i); i++) {
        if (strcmp(model.name, name) == 0) {
            *out = model;
            return RACI_OK;
        }
    }
    if (ri_governance_near(near, name)) {
        return ri_fail(err, RACI_NOTFOUND,
                       "there is no governance model '%.200s'; did you mean '%s'?", name, near);
    }
    return ri_fail(
        err, RACI_NOTFOUND,
        "there is no governance model '%.200s'; 'raci models' lists those that there are", name);
}
