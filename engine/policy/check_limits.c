/*
 * Which numbers `checks {}` may set, check by check. What they mean stands with the
 * checks; where a policy says nothing, this is what they are.
 */
#include <math.h>
#include <string.h>

#include "policy/declared.h"

static const ri_check_limits limits[] = {
    {"acting-too-long", .max = NAN, .min = NAN, .share = NAN, .days = 180},
    {"coming-gap", .max = NAN, .min = NAN, .share = NAN, .days = 90},
    {"no-role", .max = NAN, .min = NAN, .share = NAN, .days = NAN, .attr = true},
    {"overloaded-accountable", .max = INFINITY, .min = 20, .share = 0.5, .days = NAN},
    {"overloaded-consulted", .max = INFINITY, .min = 20, .share = 0.6, .days = NAN},
    {"overloaded-responsible", .max = INFINITY, .min = 20, .share = 0.7, .days = NAN},
    {"stale-row", .max = NAN, .min = NAN, .share = NAN, .days = 365},
    {"too-high", .max = NAN, .min = 2, .share = NAN, .days = NAN},
    {"too-many-consulted", .max = 4, .min = NAN, .share = NAN, .days = NAN},
    {"too-many-responsible", .max = 3, .min = NAN, .share = NAN, .days = NAN},
};

const ri_check_limits *ri_check_limits_of(const char *check)
{
    static const ri_check_limits none = {"", .max = NAN, .min = NAN, .share = NAN, .days = NAN};
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        if (strcmp(limits[i].check, check) == 0) {
            return &limits[i];
        }
    }
    return &none;
}
