/* What is wrong, beside what it is about. */
#include "base/memory.h"
#include "base/order.h"
#include "report/sentences.h"
#include "report/workbook.h"
#include "resolve/subjects.h"

#define TOLD 12 /* findings of a subject in a comment */

bool ri_workbook_mark(ri_workbook *w)
{
    const ri_snapshot *s = w->view.snapshot;
    const uint32_t n = ri_subject_count(s);
    w->marks = ri_alloc(n * sizeof *w->marks);
    for (uint32_t i = 0; w->marks != NULL && i < n; i++) {
        w->marks[i] = (ri_workbook_marks){.n = 0};
    }
    for (size_t i = 0; w->marks != NULL && i < w->result->n_findings; i++) {
        const ri_finding *finding = &w->result->findings[i];
        if (!ri_is_subject(finding->subject) && ri_ref_kind(finding->subject) != RI_ENTERPRISE) {
            continue;
        }
        ri_workbook_marks *marks = &w->marks[ri_subject_number(s, finding->subject)];
        marks->first = marks->n == 0 ? (uint32_t)i : marks->first;
        marks->n++;
        marks->counts[finding->severity]++;
    }
    return w->marks != NULL;
}

static const ri_workbook_marks *marks_of(const ri_workbook *w, ri_ref subject)
{
    return &w->marks[ri_subject_number(w->view.snapshot, subject)];
}

static void say_finding(ri_text *out, const ri_finding *finding)
{
    ri_text_add(out, out->length > 0 ? "\n" : "");
    ri_text_format(out, "%s %s: ", ri_severity_name(finding->severity), finding->code_name);
    ri_say(out, finding->message != NULL ? finding->message : "");
}

/* The counts, the worst first. Gives the worst severity; 0: none. */
static unsigned say_marks(ri_text *out, const ri_workbook_marks *marks)
{
    static const char *const nouns[] = {"", "info", "warning", "error"};
    unsigned worst = 0;
    for (unsigned severity = RACI_ERROR; severity >= RACI_INFO; severity--) {
        if (marks->counts[severity] > 0) {
            ri_text_add(out, worst > 0 ? ", " : "");
            ri_say_count(out, marks->counts[severity], nouns[severity]);
            worst = worst > 0 ? worst : severity;
        }
    }
    return worst;
}

void ri_workbook_put_marks(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                           ri_ref subject, lxw_format *otherwise)
{
    const ri_workbook_marks *marks = marks_of(w, subject);
    const unsigned worst = say_marks(&w->line, marks);
    ri_workbook_take(w, sheet, row, column, worst > 0 ? w->looks.severity[worst] : otherwise);
    size_t told = 0;
    for (unsigned severity = RACI_ERROR; severity >= RACI_INFO; severity--) {
        for (uint32_t i = 0; i < marks->n && told < TOLD; i++) {
            const ri_finding *finding = &w->result->findings[marks->first + i];
            if (finding->severity == (raci_severity)severity) {
                say_finding(&w->line, finding);
                told++;
            }
        }
    }
    ri_workbook_comment(w, sheet, row, column);
}

unsigned ri_workbook_wrong(const ri_workbook *w, ri_ref subject, uint8_t letter, ri_ref holder,
                           ri_text *out)
{
    const ri_workbook_marks *marks = marks_of(w, subject);
    const uint32_t position = ri_holder_position(w->view.snapshot, holder);
    const ri_ref party = position != RI_NONE ? ri_ref_make(RI_POSITION, position) : holder;
    unsigned worst = 0;
    for (uint32_t i = 0; i < marks->n; i++) {
        const ri_finding *finding = &w->result->findings[marks->first + i];
        bool meant = finding->letter == letter && finding->n_parties == 0;
        for (uint32_t k = 0; k < finding->n_parties && !meant; k++) {
            meant = finding->letter == letter && finding->parties[k] == party;
        }
        if (meant) {
            worst = worst > (unsigned)finding->severity ? worst : (unsigned)finding->severity;
            say_finding(out, finding);
        }
    }
    return worst;
}
