/* Findings for programs that know findings: what the formats share. */
#include <string.h>

#include "base/fail.h"
#include "report/annotated.h"

#define AT_ONCE 256 /* findings whose texts are held together */

bool ri_annotated_each(const ri_annotated *of,
                       bool (*each)(const ri_annotation *item, void *context), void *context)
{
    ri_arena *arena = NULL;
    bool done = true;
    for (size_t i = 0; done && i < of->n; i++) {
        ri_annotation item = {.standing = RI_STANDING};
        if (i % AT_ONCE == 0) {
            ri_arena_free(arena);
            arena = ri_arena_new();
        }
        done = arena != NULL && of->at(&item, of->context, i, arena) && each(&item, context);
    }
    ri_arena_free(arena);
    return done;
}

size_t ri_annotated_number(const ri_annotated *of, const char *code)
{
    ri_annotated_check check = {0};
    size_t i = 0;
    for (; i < of->n_checks; i++) {
        of->check(&check, of->context, i);
        if (strcmp(check.name, code) == 0) {
            break;
        }
    }
    return i;
}

bool ri_annotation_counts(const ri_annotation *item)
{
    return item->standing == RI_STANDING || item->standing == RI_STANDING_NEW ||
           item->standing == RI_STANDING_CHANGED;
}

void ri_annotation_say(ri_text *out, const ri_annotation *item)
{
    ri_text_add(out, item->finding.row.message);
    if (item->also != NULL) {
        ri_text_char(out, ' ');
        ri_text_add(out, item->also);
    }
}

const ri_recorded_rule *ri_annotation_place(const ri_recorded_finding *finding)
{
    for (size_t i = 0; i < finding->n_rules; i++) {
        if (finding->rules[i].file != NULL && finding->rules[i].line > 0) {
            return &finding->rules[i];
        }
    }
    return NULL;
}

raci_status ri_annotate(const ri_annotated *of, raci_format format, raci_severity fail_on,
                        const raci_error *failure, ri_sink *sink, raci_error *err)
{
    const bool done = format == RACI_SARIF    ? ri_annotate_sarif(of, failure, sink)
                      : format == RACI_GITHUB ? ri_annotate_github(of, failure, sink)
                                              : ri_annotate_junit(of, fail_on, failure, sink);
    return done ? RACI_OK : ri_fail_nomem(err);
}
