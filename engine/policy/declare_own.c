/*
 * check "name" { … }: an organization's own check. Its name is the code of what it
 * finds and takes part in keys, so it must be nobody else's; whose it would be is
 * known only once all files have spoken.
 */
#include <string.h>

#include "base/order.h"
#include "policy/fields.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const own_fields[] = {"on", "severity", "kind", "because", "test"};

static const char *const on_words[] = {"touchpoint", "handoff", "journey", "unit",      "position",
                                       "person",     "channel", "stage",   "enterprise"};
static const ri_kind on_kinds[] = {RI_TOUCHPOINT, RI_HANDOFF, RI_JOURNEY, RI_UNIT,      RI_POSITION,
                                   RI_PERSON,     RI_CHANNEL, RI_STAGE,   RI_ENTERPRISE};

static const char *const kind_words[] = {"conflict", "gap", "risk", "hygiene", "policy"};
static const ri_finding_kind kinds[] = {RI_KIND_CONFLICT, RI_KIND_GAP, RI_KIND_RISK,
                                        RI_KIND_HYGIENE, RI_KIND_POLICY};

static void read_test(const ri_table *fields, ri_own_check *check)
{
    static const char expected[] = "a function: function(x) … end";
    lua_State *L = fields->L;
    check->test = RI_NO_FUNCTION;
    if (!ri_field_push(fields, "test")) {
        ri_complain(fields->at, "a check must say test = function(x) … end");
        return;
    }
    if (lua_type(L, -1) == LUA_TFUNCTION && !lua_iscfunction(L, -1)) { /* test */
        check->test = ri_loader_keep(L);
        return;
    }
    ri_field_wrong(fields, "test", expected, -1);
    lua_pop(L, 1);
}

static void read_reason(const ri_table *fields, ri_own_check *check)
{
    if (ri_field_text(fields, "because", &check->because) &&
        check->because[strspn(check->because, " \t\r\n")] == '\0') {
        ri_field_complain(fields, "because", "says nothing");
    }
}

void ri_declare_own(lua_State *L, int table, ri_statement *at)
{
    ri_loader *loader = at->loader;
    ri_table fields = {L, table, at, ""};
    ri_own_draft draft = {.at = at};
    size_t on = 0;
    ri_severity severity = RI_WARNING;
    size_t kind = 2; /* a risk, and a warning, unless it says otherwise */
    ri_fields_close(&fields, own_fields, COUNT(own_fields));
    (void)ri_field_word(&fields, "on", on_words, COUNT(on_words), &on);
    (void)ri_field_severity(&fields, "severity", &severity);
    (void)ri_field_word(&fields, "kind", kind_words, COUNT(kind_words), &kind);
    draft.check = (ri_own_check){.name = at->name,
                                 .file = at->file,
                                 .line = at->line,
                                 .on = on_kinds[on],
                                 .kind = kinds[kind],
                                 .severity = severity};
    read_reason(&fields, &draft.check);
    read_test(&fields, &draft.check);
    RI_LOADER_PUSH(L, loader->own, loader->n_own, loader->own_capacity, draft);
}

/* ---- once all files have spoken ---- */

static int by_name(const void *a, const void *b, const void *context)
{
    (void)context;
    const ri_own_draft *x = a;
    const ri_own_draft *y = b;
    int order = strcmp(x->check.name, y->check.name);
    order = order != 0 ? order : strcmp(x->at->file, y->at->file);
    return order != 0 ? order : (x->at->line > y->at->line) - (x->at->line < y->at->line);
}

/* A failure of either is a finding about rule:NAME. Both are sorted by name; *next
   is the first rule that is not before the check. */
static void expect_no_rule(const ri_loader *loader, const ri_own_draft *draft, uint32_t *next)
{
    const ri_policy_data *data = &loader->policy->data;
    while (*next < data->n_rules && strcmp(data->rules[*next].name, draft->check.name) < 0) {
        ++*next;
    }
    if (*next < data->n_rules && strcmp(data->rules[*next].name, draft->check.name) == 0) {
        ri_complain(draft->at,
                    "the rule at %s:%d has this name; no rule and no other check may have a "
                    "check's name",
                    data->rules[*next].file, data->rules[*next].line);
    }
}

bool ri_finish_own(ri_loader *loader)
{
    ri_policy_data *data = &loader->policy->data;
    const ri_own_draft *drafts = loader->own;
    uint32_t rule = 0;
    data->checks = ri_arena_array(loader->arena, loader->n_own, sizeof *data->checks);
    if (data->checks == NULL ||
        !ri_order(loader->own, loader->n_own, sizeof *drafts, by_name, NULL)) {
        return false;
    }
    for (size_t i = 0; i < loader->n_own; i++) {
        const ri_own_draft *draft = &drafts[i];
        if (i > 0 && strcmp(drafts[i - 1].check.name, draft->check.name) == 0) {
            ri_complain(draft->at,
                        "the name was given already, at %s:%d; names are unique in a policy",
                        drafts[i - 1].at->file, drafts[i - 1].at->line);
        }
        if (ri_check_is_core(draft->check.name)) {
            ri_complain(draft->at,
                        "a core check has this name; choose another, or set that one with "
                        "checks { [\"%s\"] = … }",
                        draft->check.name);
        }
        expect_no_rule(loader, draft, &rule);
        data->checks[i] = draft->check;
    }
    data->n_checks = (uint32_t)loader->n_own;
    data->has_functions = data->has_functions || data->n_checks > 0;
    return true;
}
