/*
 * From the findings of a result to rows of the record.
 */
#ifndef RI_FINDING_TEXT_H
#define RI_FINDING_TEXT_H

#include "check/result.h"
#include "record/classes.h"
#include "record/finding_row.h"

typedef struct ri_finding_texts {
    const raci_result *result;
    ri_shared rules;    /* sets of rules; new ones have ids before they are in the file */
    uint32_t n_stored;  /* texts of `rules` that are in the file */
    ri_intern *files;   /* paths of the policy's files */
    const char **names; /* by number there: how the record calls the file */
    ri_text parties;    /* scratch, as the following */
    ri_text path;
    ri_text to;
    ri_text set;
} ri_finding_texts;

/* Reads what the file has. Freed with ri_finding_texts_free either way. */
raci_status ri_finding_texts_init(ri_finding_texts *texts, const raci_result *result,
                                  ri_store *store, raci_error *err);
void ri_finding_texts_free(ri_finding_texts *texts);

/* The row of a finding; its texts are borrowed from `texts` and the finding until the
   next one. false: memory is exhausted. */
bool ri_finding_text_row(ri_finding_row *out, ri_finding_texts *texts, const ri_finding *finding,
                         bool accepted);

/* Writes the finding's set of rules unless the file has it. */
raci_status ri_finding_texts_write(ri_finding_texts *texts, int64_t id, const ri_finding *finding,
                                   ri_store *store, raci_error *err);

#endif
