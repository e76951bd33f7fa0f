/*
 * From verdicts to findings: each gets its check's severity, its key and its sentence; what
 * a comment or the policy's settings leave out is put apart or away.
 */
#include "check/lint_result.h"

#include <string.h>

#include "base/day.h"
#include "base/digest.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/order.h"
#include "check/checking.h"

/* In the order of ri_verdict_kind, which is the byte order of names. */
static const ri_lint_check checks[RI_VERDICT_COUNT] = {
    {"conflicting-rules",
     "two rules give a letter of one holder to different ones, and neither goes before the other",
     RACI_WARNING},
    {"dead-rule", "a rule has ended, matches nothing today, or can match nothing", RACI_WARNING},
    {"duplicate-rule", "two rules say the same of the same subjects", RACI_WARNING},
    {"general-beats-special", "a rule overrides one whose match lies strictly within its own",
     RACI_WARNING},
    {"override-without-reason", "a rule overrides others and gives no reason", RACI_WARNING},
    {"shadowed-rule", "others, one or several together, always go before a rule", RACI_WARNING},
    {"subsumed-rule", "a rule says nothing that another does not say of more subjects", RACI_INFO},
    {"uncovered", "a touchpoint could be for which no rule makes somebody accountable",
     RACI_WARNING},
    {"unused-override", "a rule overrides one, or a stated row, that it can never meet",
     RACI_WARNING},
};

const char *raci_lint_code(size_t i)
{
    return i < RI_VERDICT_COUNT ? checks[i].name : NULL;
}

const ri_lint_check *ri_lint_check_of(ri_verdict_kind kind)
{
    return &checks[kind];
}

/* ---- which are wanted, and how they count ---- */

typedef struct setting {
    bool wanted;
    raci_severity severity; /* 0: as the check has it */
} setting;

static raci_status choose(setting *settings, const raci_lint_options *options, raci_error *err)
{
    const char *names[RI_VERDICT_COUNT];
    for (size_t k = 0; k < RI_VERDICT_COUNT; k++) {
        names[k] = checks[k].name;
        settings[k] = (setting){.wanted = options->codes == NULL};
    }
    for (size_t i = 0; options->codes != NULL && i < options->n_codes; i++) {
        size_t at = 0;
        while (at < RI_VERDICT_COUNT && strcmp(names[at], options->codes[i]) != 0) {
            at++;
        }
        if (at == RI_VERDICT_COUNT && ri_code_find(options->codes[i]) >= 0) {
            return ri_fail(err, RACI_INVALID, "the check '%s' is one of 'raci check'",
                           options->codes[i]);
        }
        if (at == RI_VERDICT_COUNT) {
            const char *nearest = ri_nearest_of(options->codes[i], names, RI_VERDICT_COUNT);
            return nearest != NULL
                       ? ri_fail(err, RACI_INVALID,
                                 "the analysis has no check '%.80s'; did you mean '%s'?",
                                 options->codes[i], nearest)
                       : ri_fail(err, RACI_INVALID,
                                 "the analysis has no check '%.80s'; it has conflicting-rules, "
                                 "dead-rule, uncovered and others, as 'raci help lint' tells",
                                 options->codes[i]);
        }
        settings[at].wanted = true;
    }
    return RACI_OK;
}

static void read_settings(setting *settings, const ri_policy_data *data)
{
    for (uint32_t i = 0; i < data->n_settings; i++) {
        const ri_check_setting *said = &data->settings[i];
        for (size_t k = 0; k < RI_VERDICT_COUNT; k++) {
            if (strcmp(said->check, checks[k].name) == 0) {
                settings[k].wanted = settings[k].wanted && !said->off;
                settings[k].severity = (raci_severity)said->severity;
            }
        }
    }
}

static raci_severity severity_of(const setting *settings, const ri_verdict *verdict)
{
    if (settings[verdict->kind].severity != (raci_severity)0) {
        return settings[verdict->kind].severity;
    }
    const bool proved =
        verdict->kind == RI_VERDICT_CONFLICT && verdict->certain && verdict->existing != RI_NONE;
    return proved ? RACI_ERROR : checks[verdict->kind].severity;
}

/* ---- one finding ---- */

/* Whether the other rule tells findings of one rule apart. */
static bool is_pair(const ri_verdict *verdict)
{
    return verdict->other != RI_NONE && verdict->kind != RI_VERDICT_UNREASONED;
}

static bool name_rules(const raci_lint *lint, ri_lint_finding *finding)
{
    const ri_verdict *verdict = finding->verdict;
    uint32_t rules[RI_VERDICT_OTHERS + 2];
    size_t n = 0;
    if (verdict->rule != RI_NONE) {
        rules[n++] = verdict->rule;
    }
    if (is_pair(verdict)) {
        rules[n++] = verdict->other;
    }
    for (uint32_t i = 0; i < verdict->n_named; i++) {
        rules[n++] = verdict->others[i];
    }
    finding->n_rules = n > 0 ? (uint32_t)ri_order_unique(rules, n) : 0;
    finding->rules = ri_arena_keep(lint->arena, rules, finding->n_rules, sizeof *rules);
    return finding->rules != NULL;
}

static void make_fingerprint(const ri_policy_data *data, ri_lint_finding *finding)
{
    ri_digest digest;
    ri_digest_begin(&digest);
    for (uint32_t i = 0; i < finding->n_rules; i++) {
        ri_digest_line(&digest, data->rules[finding->rules[i]].name);
    }
    if (finding->verdict->stated != NULL) {
        ri_digest_line(&digest, finding->verdict->stated);
    }
    ri_digest_end(&digest, finding->fingerprint, RI_KEY_DIGITS);
}

static bool make_key(const raci_lint *lint, ri_lint_finding *finding)
{
    const ri_policy_data *data = ri_policy_data_of(lint->policy);
    const ri_verdict *verdict = finding->verdict;
    const char *other = "";
    finding->subject = verdict->rule != RI_NONE ? ri_arena_format(lint->arena, "rule:%s",
                                                                  data->rules[verdict->rule].name)
                                                : "enterprise";
    if (verdict->stated != NULL) {
        other = ri_arena_format(lint->arena, "rule:%s", verdict->stated);
    } else if (is_pair(verdict)) {
        other = ri_arena_format(lint->arena, "rule:%s", data->rules[verdict->other].name);
    }
    if (finding->subject == NULL || other == NULL) {
        return false;
    }
    ri_finding_key_said(finding->key, finding->code, finding->subject, "", other);
    return true;
}

/* Makes the finding of a verdict. false: memory is exhausted. */
static bool make(const raci_lint *lint, const setting *settings, const ri_verdict *verdict,
                 ri_lint_finding *out)
{
    ri_text text = RI_TEXT_INIT;
    *out = (ri_lint_finding){.verdict = verdict,
                             .code = checks[verdict->kind].name,
                             .severity = severity_of(settings, verdict)};
    ri_lint_say(lint, verdict, &text);
    out->message =
        text.failed ? NULL : ri_arena_copy(lint->arena, ri_text_string(&text), text.length);
    ri_text_free(&text);
    out->mend = ri_lint_mend(lint, verdict);
    if (out->message == NULL || out->mend.text == NULL || !name_rules(lint, out) ||
        !make_key(lint, out)) {
        return false;
    }
    make_fingerprint(ri_policy_data_of(lint->policy), out);
    return true;
}

/* ---- all of them ---- */

typedef struct collected {
    ri_lint_finding *items;
    size_t n;
    size_t capacity;
} collected;

static int by_subject(const void *a, const void *b, const void *context)
{
    const ri_lint_finding *left = a;
    const ri_lint_finding *right = b;
    (void)context;
    int order = strcmp(left->subject, right->subject);
    order = order != 0 ? order : strcmp(left->code, right->code);
    return order != 0 ? order : strcmp(left->key, right->key);
}

static bool put(raci_lint *lint, collected *of, ri_lint_finding **out, size_t *n)
{
    if (!ri_order(of->items, of->n, sizeof *of->items, by_subject, NULL)) {
        return false;
    }
    *n = of->n;
    *out = ri_arena_keep(lint->arena, of->items, of->n, sizeof *of->items);
    return *out != NULL;
}

static bool put_more(raci_lint *lint, const setting *settings)
{
    const ri_analysis *analysis = &lint->analysis;
    lint->more = ri_arena_array(lint->arena, analysis->n_untold, sizeof *lint->more);
    for (size_t i = 0; lint->more != NULL && i < analysis->n_untold; i++) {
        const ri_untold *untold = &analysis->untold[i];
        if (settings[untold->kind].wanted) {
            lint->more[lint->n_more++] =
                (ri_lint_more){checks[untold->kind].name, untold->hub, untold->n};
        }
    }
    return lint->more != NULL;
}

static bool collect(raci_lint *lint, const setting *settings)
{
    ri_ignores ignores = {0};
    collected found = {0};
    collected ignored = {0};
    bool fits = ri_ignores_read(&ignores, lint->arena, lint->policy);
    for (size_t i = 0; fits && i < lint->analysis.n; i++) {
        ri_lint_finding finding;
        if (!settings[lint->analysis.verdicts[i].kind].wanted) {
            continue;
        }
        fits = make(lint, settings, &lint->analysis.verdicts[i], &finding);
        if (fits) {
            finding.ignored = ri_ignores_find(&ignores, &finding);
            collected *to = finding.ignored != NULL ? &ignored : &found;
            fits = RI_PUSH(to->items, to->n, to->capacity, finding);
        }
    }
    fits = fits && put(lint, &found, &lint->findings, &lint->n_findings) &&
           put(lint, &ignored, &lint->ignored, &lint->n_ignored) && put_more(lint, settings);
    ri_free(ignores.items);
    ri_free(found.items);
    ri_free(ignored.items);
    return fits;
}

raci_status raci_lint_run(raci_lint **out, raci_model *model, raci_policy *policy,
                          const raci_lint_options *options, raci_error *err)
{
    setting settings[RI_VERDICT_COUNT];
    int32_t date = 0;
    const char *day = options->date != NULL ? options->date : "";
    if (!ri_day_parse(day, strlen(day), &date)) {
        return ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'", day);
    }
    raci_status status = choose(settings, options, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_arena *arena = ri_arena_new();
    raci_lint *lint = arena != NULL ? ri_arena_take(arena, sizeof *lint) : NULL;
    if (lint == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    lint->arena = arena;
    lint->model = model;
    lint->policy = policy;
    lint->date = date;
    lint->narrowed = options->codes != NULL;
    read_settings(settings, ri_policy_data_of(policy));
    for (size_t k = 0; k < RI_VERDICT_COUNT; k++) {
        lint->asked[k] = settings[k].wanted;
    }
    if (model != NULL) {
        status = ri_snapshot_load(&lint->snapshot, model, date, true, err);
    }
    if (status == RACI_OK) {
        status = ri_analyze(&lint->analysis, arena, policy, lint->snapshot, date, err);
    }
    if (status == RACI_OK && !collect(lint, settings)) {
        status = ri_fail_nomem(err);
    }
    if (status != RACI_OK) {
        raci_lint_free(lint);
        return status;
    }
    *out = lint;
    return RACI_OK;
}

void raci_lint_free(raci_lint *lint)
{
    if (lint == NULL) {
        return;
    }
    ri_snapshot_free(lint->snapshot);
    ri_arena_free(lint->arena); /* itself lies in it */
}

uint32_t ri_lint_reasonless(const raci_lint *lint, uint32_t from)
{
    const ri_policy_data *data = ri_policy_data_of(lint->policy);
    while (from < data->n_rules && data->rules[from].because != NULL) {
        from++;
    }
    return from;
}

size_t raci_lint_count(const raci_lint *lint, raci_severity at_least)
{
    size_t n = 0;
    for (size_t i = 0; i < lint->n_findings; i++) {
        n += lint->findings[i].severity >= at_least;
    }
    return n;
}
