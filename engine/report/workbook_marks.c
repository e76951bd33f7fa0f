/* What is wrong, beside what it is about. */
#include "base/memory.h"
#include "base/order.h"
#include "report/sentences.h"
#include "report/workbook.h"
#include "resolve/subjects.h"

#define TOLD 12 /* findings of a subject in a comment */

static const ri_finding_marks *marks_of(const ri_workbook *w, ri_ref subject)
{
    return &w->marks[ri_subject_number(w->view.snapshot, subject)];
}

static void say_finding(ri_text *out, const ri_finding *finding)
{
    ri_text_add(out, out->length > 0 ? "\n" : "");
    ri_text_format(out, "%s %s: ", ri_severity_name(finding->severity), finding->code_name);
    ri_say(out, finding->message != NULL ? finding->message : "");
}

void ri_workbook_put_marks(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                           ri_ref subject, lxw_format *otherwise)
{
    const ri_finding_marks *marks = marks_of(w, subject);
    const unsigned worst = ri_finding_marks_worst(marks);
    ri_say_finding_marks(&w->line, marks);
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
    const ri_finding_marks *marks = marks_of(w, subject);
    unsigned worst = 0;
    for (uint32_t i = 0; i < marks->n; i++) {
        const ri_finding *finding = &w->result->findings[marks->first + i];
        if (ri_finding_means(w->view.snapshot, finding, letter, holder)) {
            worst = worst > (unsigned)finding->severity ? worst : (unsigned)finding->severity;
            say_finding(out, finding);
        }
    }
    return worst;
}
