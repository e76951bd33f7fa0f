/*
 * Whether a result may be recorded: whole, without a rule that failed, and of what the model
 * says still.
 */
#ifndef RI_WHOLE_RESULT_H
#define RI_WHOLE_RESULT_H

#include "check/result.h"

/* Fails with RACI_INVALID (not whole, the time), RACI_POLICY when a rule failed. */
raci_status ri_whole_result_fit(const raci_result *result, const char *recorded_at,
                                raci_error *err);
/* Within the transaction that writes: fails with RACI_BUSY when the model was changed since it
   was evaluated. */
raci_status ri_whole_result_stands(const raci_result *result, raci_error *err);
/* Says that it was. */
raci_status ri_whole_result_fails(raci_error *err);

#endif
