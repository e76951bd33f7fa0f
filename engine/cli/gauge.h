/*
 * What a profile of this process is measured with.
 */
#ifndef CLI_GAUGE_H
#define CLI_GAUGE_H

#include <raci.h>

extern const raci_gauge gauge;

#endif
