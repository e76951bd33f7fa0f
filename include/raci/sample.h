/*
 * The sample organizations that the library carries: canonical CSV files, and
 * policies below "policy/", scenarios below "scenarios/".
 */
#ifndef RACI_SAMPLE_H
#define RACI_SAMPLE_H

#include "raci/error.h"

#ifdef __cplusplus
extern "C" {
#endif

#define RACI_SAMPLE_NAME 64 /* bytes of a name, its NUL included */

/* Writes the name of the i-th sample, in byte order; 0 beyond the last. */
int raci_sample_name(char name[RACI_SAMPLE_NAME], size_t i);

/* Gives the i-th file of a sample: its path within the sample, such as
   "units.csv" or "policy/acme.lua", and its bytes; both borrowed, static. Fails
   with RACI_NOTFOUND beyond the last, and for a name that no sample has. */
raci_status raci_sample_file(const char **path, const char **bytes, size_t *length,
                             const char *sample, size_t i, raci_error *err);

#ifdef __cplusplus
}
#endif
#endif
