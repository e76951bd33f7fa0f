/*
 * Models that are not there on disk: empty ones in memory, and samples taken into one.
 */
#ifndef RI_SAMPLE_IMPORT_H
#define RI_SAMPLE_IMPORT_H

#include "raci/model.h"

/* An empty model in memory, gone when it is closed. Gives an owned model. */
raci_status ri_model_in_memory(raci_model **out, raci_error *err);

/* Imports a sample that the library carries. Fails with RACI_NOTFOUND naming the nearest. */
raci_status ri_sample_import(raci_model *model, const char *sample, raci_error *err);

#endif
