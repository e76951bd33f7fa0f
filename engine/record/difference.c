#include "record/difference.h"

#include "base/memory.h"

const char *ri_change_name(ri_change change)
{
    static const char *const names[RI_CHANGES] = {"new", "existing", "changed", "gone"};
    return names[change];
}

void ri_difference_free(ri_difference *difference)
{
    ri_free(difference->findings);
    ri_free(difference->moves);
    *difference = (ri_difference){.arena = NULL};
}

bool ri_difference_add(ri_difference *d, const ri_recorded_finding *finding,
                       const ri_recorded_finding *was, ri_change change)
{
    ri_diff_finding item = {.finding = *finding, .change = change};
    if (was != NULL) {
        item.was = *was;
    }
    d->counts[change]++;
    if (change == RI_CHANGE_EXISTING && !d->all) {
        return true;
    }
    return RI_PUSH(d->findings, d->n_findings, d->findings_capacity, item);
}

size_t ri_difference_count(const ri_difference *d, raci_severity at_least)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n_findings; i++) {
        const ri_diff_finding *item = &d->findings[i];
        const bool counts = item->change == RI_CHANGE_NEW || item->change == RI_CHANGE_CHANGED;
        n += counts && ri_recorded_severity(item->finding.row.severity) >= at_least;
    }
    return n;
}
