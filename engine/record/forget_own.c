/* Words that raci itself uses, in what it writes about anybody. */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "check/finding.h"
#include "model/tables.h"
#include "policy/steps.h"
#include "record/forgetting.h"

static bool is_of_tables(const ri_mentions *name)
{
    bool any = false;
    for (int i = 0; !any && i < RI_TABLE_COUNT; i++) {
        const ri_table *table = &ri_tables[i];
        any = ri_mentions_within(name, table->name);
        for (size_t k = 0; !any && k < table->n; k++) {
            any = ri_mentions_within(name, table->columns[k].name);
            for (const char *const *word = table->columns[k].words;
                 !any && word != NULL && *word != NULL; word++) {
                any = ri_mentions_within(name, *word);
            }
        }
    }
    return any;
}

static bool is_of_steps(const ri_mentions *name)
{
    bool any = false;
    for (int i = 0; !any && i < RI_STEP_COUNT; i++) {
        any = ri_mentions_within(name, ri_step_kinds[i].word);
        for (const ri_step_field *f = ri_step_kinds[i].fields; !any && f->name != NULL; f++) {
            any = ri_mentions_within(name, f->name);
        }
    }
    return any;
}

static bool is_of_findings(const ri_mentions *name)
{
    bool any = false;
    for (int kind = 0; !any && kind < RI_KIND_COUNT; kind++) {
        any = ri_mentions_within(name, ri_kind_name((ri_kind)kind));
    }
    for (int code = 0; !any && code < RI_CODE_COUNT; code++) {
        const ri_check_info *info = ri_check_info_of((ri_code)code);
        any = ri_mentions_within(name, info->name) ||
              ri_mentions_within(name, ri_finding_kind_name(info->kind)) ||
              ri_mentions_within(name, ri_severity_name(info->severity));
    }
    return any;
}

/* Letters and offices are words that the organization and its schemes chose. */
static raci_status is_of_model(bool *out, ri_store *store, const ri_mentions *name, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_FORGET_WORDS, err);
    while (status == RACI_OK && !*out && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        const char *word = ri_column_needed(stmt, 0, NULL);
        *out = word != NULL && ri_mentions_within(name, word);
        status = word != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status;
}

raci_status ri_forget_is_own(bool *out, ri_store *store, const char *text, bool as_written,
                             raci_error *err)
{
    int32_t day = 0;
    raci_status status = RACI_OK;
    ri_mentions *name = ri_mentions_new("");
    *out = false;
    if (name == NULL || !ri_mentions_add(name, RI_MENTION_MEANT, text, as_written)) {
        ri_mentions_free(name);
        return ri_fail_nomem(err);
    }
    *out = ri_day_parse(text, strlen(text), &day) || is_of_tables(name) || is_of_steps(name) ||
           is_of_findings(name);
    if (!*out) {
        status = is_of_model(out, store, name, err);
    }
    ri_mentions_free(name);
    return status;
}
