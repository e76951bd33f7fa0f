#include "report/finding_marks.h"

#include "base/memory.h"
#include "report/sentences.h"
#include "resolve/subjects.h"

ri_finding_marks *ri_finding_marks_of(const raci_result *result)
{
    const ri_snapshot *s = result->snapshot;
    const uint32_t n = ri_subject_count(s);
    ri_finding_marks *all = ri_alloc(((size_t)n + 1) * sizeof *all);
    for (uint32_t i = 0; all != NULL && i < n; i++) {
        all[i] = (ri_finding_marks){.n = 0};
    }
    for (size_t i = 0; all != NULL && i < result->n_findings; i++) {
        const ri_finding *finding = &result->findings[i];
        if (!ri_is_subject(finding->subject) && ri_ref_kind(finding->subject) != RI_ENTERPRISE) {
            continue;
        }
        ri_finding_marks *marks = &all[ri_subject_number(s, finding->subject)];
        marks->first = marks->n == 0 ? (uint32_t)i : marks->first;
        marks->n++;
        marks->counts[finding->severity]++;
    }
    return all;
}

unsigned ri_finding_marks_worst(const ri_finding_marks *marks)
{
    unsigned severity = RACI_ERROR;
    while (severity >= RACI_INFO && marks->counts[severity] == 0) {
        severity--;
    }
    return severity;
}

void ri_say_finding_marks(ri_text *out, const ri_finding_marks *marks)
{
    static const char *const nouns[] = {"", "info", "warning", "error"};
    bool any = false;
    for (unsigned severity = RACI_ERROR; severity >= RACI_INFO; severity--) {
        if (marks->counts[severity] > 0) {
            ri_text_add(out, any ? ", " : "");
            ri_say_count(out, marks->counts[severity], nouns[severity]);
            any = true;
        }
    }
}

bool ri_finding_means(const ri_snapshot *s, const ri_finding *finding, uint8_t letter,
                      ri_ref holder)
{
    const uint32_t position = ri_holder_position(s, holder);
    const ri_ref party = position != RI_NONE ? ri_ref_make(RI_POSITION, position) : holder;
    bool meant = finding->letter == letter && finding->n_parties == 0;
    for (uint32_t k = 0; k < finding->n_parties && !meant; k++) {
        meant = finding->letter == letter && finding->parties[k] == party;
    }
    return meant;
}
