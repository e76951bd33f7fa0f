/* The findings and checks of the analysis of a policy. */
#include "check/lint_result.h"
#include "report/annotated.h"

/* Where the rule stands that it is about, which comes first, and those that have a part in it. */
static bool list_rules(ri_recorded_finding *out, const raci_lint *lint,
                       const ri_lint_finding *finding, ri_arena *arena)
{
    out->rules = ri_arena_array(arena, finding->n_rules, sizeof *out->rules);
    for (int pass = 0; out->rules != NULL && pass < 2; pass++) {
        for (uint32_t i = 0; i < finding->n_rules; i++) {
            const ri_rule *rule = ri_lint_rule(lint, finding->rules[i]);
            if ((finding->rules[i] == finding->verdict->rule) == (pass == 0)) {
                out->rules[out->n_rules++] = (ri_recorded_rule){rule->name, rule->file, rule->line};
            }
        }
    }
    return out->rules != NULL;
}

/* The reference of a witness, or what one would be; NULL for neither. */
static const char *witness_of(const raci_lint *lint, const ri_verdict *verdict, ri_arena *arena,
                              bool *fits)
{
    const char *said = NULL;
    if (verdict->existing != RI_NONE) {
        ri_text reference = RI_TEXT_INIT;
        ri_snapshot_reference(lint->snapshot, verdict->existing, &reference);
        said = reference.failed
                   ? NULL
                   : ri_arena_copy(arena, ri_text_string(&reference), reference.length);
        *fits = *fits && said != NULL;
        ri_text_free(&reference);
    } else if (verdict->witness != NULL && verdict->witness->said[0] != '\0') {
        said = verdict->witness->said;
    }
    return said;
}

/* "As on touchpoint:pay. Add to 'refunds': overrides = \"sales\"," */
static const char *go_on(const raci_lint *lint, const ri_lint_finding *finding, const char *witness,
                         ri_arena *arena)
{
    ri_text text = RI_TEXT_INIT;
    if (witness != NULL) {
        ri_text_format(&text, "As %s %s. ", finding->verdict->existing != RI_NONE ? "on" : "where",
                       witness);
    }
    ri_lint_say_mend(lint, finding, &text);
    const char *said =
        text.failed ? NULL : ri_arena_copy(arena, ri_text_string(&text), text.length);
    ri_text_free(&text);
    return said;
}

static bool finding_at(ri_annotation *out, void *context, size_t i, ri_arena *arena)
{
    const raci_lint *lint = context;
    const bool ignored = i >= lint->n_findings;
    const ri_lint_finding *finding =
        ignored ? &lint->ignored[i - lint->n_findings] : &lint->findings[i];
    bool fits = true;
    *out = (ri_annotation){
        .finding.row = {.subject = finding->subject,
                        .code = finding->code,
                        .key = finding->key,
                        .fingerprint = finding->fingerprint,
                        .kind = ri_finding_kind_name(RI_KIND_POLICY),
                        .severity = ri_severity_name(finding->severity),
                        .parties = "",
                        .message = finding->message},
        .standing = ignored ? RI_STANDING_LEFT_OUT : RI_STANDING,
        .reason = finding->ignored,
        .analysed = true,
        .certain = finding->verdict->certain,
        .witness = witness_of(lint, finding->verdict, arena, &fits),
        .mend = finding->mend.text,
    };
    out->also = go_on(lint, finding, out->witness, arena);
    return fits && out->also != NULL && list_rules(&out->finding, lint, finding, arena);
}

static void check_at(ri_annotated_check *out, void *context, size_t i)
{
    const ri_lint_check *check = ri_lint_check_of((ri_verdict_kind)i);
    *out = (ri_annotated_check){.name = check->name,
                                .says = check->says,
                                .kind = ri_finding_kind_name(RI_KIND_POLICY),
                                .severity = check->severity,
                                .on = ((const raci_lint *)context)->asked[i]};
}

ri_annotated ri_annotated_lint(const raci_lint *lint)
{
    return (ri_annotated){.asker = "lint",
                          .context = (void *)lint,
                          .n = lint->n_findings + lint->n_ignored,
                          .at = finding_at,
                          .n_checks = RI_VERDICT_COUNT,
                          .check = check_at};
}
