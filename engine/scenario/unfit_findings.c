/*
 * Steps that did not apply, as findings.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/digest.h"
#include "base/fail.h"
#include "base/order.h"
#include "check/finding.h"
#include "scenario/outcome.h"

#define CODE "step-not-applicable"

/* What `checks {}` says of it, or NULL. */
static const ri_check_setting *setting(const ri_policy_data *policy)
{
    for (uint32_t i = 0; i < policy->n_settings; i++) {
        if (strcmp(policy->settings[i].check, CODE) == 0) {
            return &policy->settings[i];
        }
    }
    return NULL;
}

static raci_severity severity_of(const ri_check_setting *said)
{
    const ri_severity wanted = said != NULL ? said->severity : RI_SEVERITY_DEFAULT;
    return wanted == RI_WARNING ? RACI_WARNING : wanted == RI_INFO ? RACI_INFO : RACI_ERROR;
}

const char *ri_unfit_severity(const ri_policy_data *policy)
{
    return ri_severity_name(severity_of(setting(policy)));
}

void ri_unfit_count(ri_summary *summary, size_t n, const ri_policy_data *policy)
{
    summary->kinds[RI_KIND_POLICY] += n;
    summary->severities[severity_of(setting(policy))] += n;
}

static void keys(ri_finding_row *row, char key[17], char print[17], const ri_turn *turn)
{
    char about[32];
    ri_digest digest;
    (void)snprintf(about, sizeof about, "step:%u", (unsigned)turn->number);
    ri_digest_begin(&digest);
    ri_digest_line(&digest, CODE);
    ri_digest_line(&digest, row->subject);
    ri_digest_line(&digest, "");
    ri_digest_line(&digest, about);
    ri_digest_end(&digest, key, 16);
    ri_digest_begin(&digest);
    ri_digest_line(&digest, ri_step_kinds[turn->step->verb].word);
    ri_digest_end(&digest, print, 16);
    row->key = key;
    row->fingerprint = print;
}

static bool ends_sentence(const char *clause)
{
    const size_t length = strlen(clause);
    return length > 0 && clause[length - 1] == '?';
}

static bool make(ri_recorded_finding *out, const ri_unfit *unfit, const ri_check_setting *said,
                 ri_arena *arena)
{
    char key[17];
    char print[17];
    char day[11];
    const ri_turn *turn = unfit->turn;
    const char *word = ri_step_kinds[turn->step->verb].word;
    ri_finding_row row = {.code = CODE, .kind = ri_finding_kind_name(RI_KIND_POLICY)};
    row.severity = ri_severity_name(severity_of(said));
    row.subject = ri_arena_format(arena, "scenario:%s", turn->scenario->name);
    row.parties = "";
    (void)ri_day_format(turn->day, day);
    const bool dated = strstr(unfit->why, day) != NULL;
    row.message =
        ri_arena_format(arena, "The step %s does not apply%s%s: %s%s", word, dated ? "" : " on ",
                        dated ? "" : day, unfit->why, ends_sentence(unfit->why) ? "" : ".");
    if (row.subject == NULL || row.message == NULL) {
        return false;
    }
    keys(&row, key, print, turn);
    out->step = turn->number;
    out->n_rules = 1;
    out->rules = ri_arena_array(arena, 1, sizeof *out->rules);
    if (out->rules == NULL || !ri_finding_row_copy(&out->row, &row, arena)) {
        return false;
    }
    out->rules[0] = (ri_recorded_rule){word, turn->step->file, turn->step->line};
    return true;
}

static int compare(const void *a, const void *b, const void *context)
{
    const ri_recorded_finding *x = a;
    const ri_recorded_finding *y = b;
    (void)context;
    return ri_finding_row_order(&x->row, &y->row);
}

raci_status ri_unfit_findings(ri_recorded_finding **out, size_t *n, const ri_unfits *unfits,
                              const ri_policy_data *policy, ri_arena *arena, raci_error *err)
{
    const ri_check_setting *said = setting(policy);
    *n = said != NULL && said->off ? 0 : unfits->n;
    *out = ri_arena_array(arena, *n, sizeof **out);
    for (size_t i = 0; *out != NULL && i < *n; i++) {
        if (!make(&(*out)[i], &unfits->items[i], said, arena)) {
            return ri_fail_nomem(err);
        }
    }
    return *out != NULL && ri_order(*out, *n, sizeof **out, compare, NULL) ? RACI_OK
                                                                           : ri_fail_nomem(err);
}
