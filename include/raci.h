/*
 * raci: a responsibility-matrix rules engine.
 *
 *     model  --+
 *     policy --+--> check --> matrix, findings --> report
 *     date   --+--> ask   --> answer ------------> report
 *
 * Strings are UTF-8. Handles are used by one thread at a time; there is no
 * global state. `*out` is untouched on failure; what is received through `out`
 * is owned, pointers that are returned are borrowed. Free in the reverse order
 * of creation. The library never prints, exits, or reads the clock or the
 * environment.
 */
#ifndef RACI_H
#define RACI_H

#include "raci/error.h"
#include "raci/model.h"
#include "raci/doctor.h"
#include "raci/intake.h"
#include "raci/policy.h"
#include "raci/governance.h"
#include "raci/profile.h"
#include "raci/check.h"
#include "raci/lint.h"
#include "raci/record.h"
#include "raci/escalations.h"
#include "raci/scenario.h"
#include "raci/change.h"
#include "raci/act.h"
#include "raci/forget.h"
#include "raci/whatif.h"
#include "raci/test.h"
#include "raci/compare.h"
#include "raci/timeline.h"
#include "raci/brief.h"
#include "raci/report.h"
#include "raci/sample.h"
#include "raci/printing.h"
#include "raci/confine.h"

#endif
