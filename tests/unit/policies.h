/*
 * Policies for tests: Lua files that stand in the test as one text, as those of
 * organization.h do; a text without "== NAME.lua" is the file policy.lua. What
 * loading said is one text too: "file:line: message" for each problem.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_POLICIES_H
#define TEST_POLICIES_H

#include "base/text.h"
#include "organization.h"
#include "policy/declared.h"

typedef scratch policy_files;

typedef struct loaded {
    raci_policy *policy; /* NULL when it was refused */
    raci_status status;
    raci_error err;
    ri_text problems;
    const char *dir;
} loaded;

/* A model of an organization in which most things of the domain occur. */
static const char policy_organization[] =
    "== units.csv\nkey,name,parent,head,kind,function,tags,from,to,floor\n"
    "acme,Acme,,ceo,company,,,,,\n"
    "marketing,Marketing,acme,cmo,department,marketing,growth;brand,,,3\n"
    "campaigns,Campaigns,marketing,campaign-lead,team,marketing,,,,\n"
    "operations,Operations,acme,coo,department,operations,,,,\n"
    "billing,Billing,operations,billing-head,team,finance,,,,\n"
    "support,Support,operations,,team,service,,,,\n"
    "finance,Finance,acme,cfo,department,finance,,,,\n"
    "archive,Archive,operations,,team,,,2020-01-01,2021-01-01,\n"
    "== positions.csv\nkey,title,unit,reports_to,office,dotted_to,grade,site\n"
    "ceo,Chief Executive,acme,,ceo,,E1,\n"
    "cxo,Chief Experience,acme,ceo,cco,,E2,berlin\n"
    "cmo,Chief Marketing,marketing,ceo,cmo,,,\n"
    "coo,Chief Operations,operations,ceo,coo,,,\n"
    "cfo,Chief Finance,finance,ceo,cfo,,,\n"
    "campaign-lead,Campaign Lead,campaigns,cmo,,coo;cfo,,\n"
    "billing-head,Head of Billing,billing,coo,lead,,,\n"
    "agent,Agent,support,coo,lead,,,\n"
    "== people.csv\nkey,name,email\nann,Ann,ann@acme.test\nbob,Bob,\ncid,Cid,\n"
    "== seats.csv\nposition,person,kind,from,to\n"
    "ceo,ann,holder,,\ncoo,bob,holder,,\ncoo,cid,delegate,,\n"
    "cfo,cid,acting,2026-01-01,2026-12-31\n"
    "== teams.csv\nkey,name,kind,lead\nonboarding,Onboarding,cross,coo\n"
    "== team_members.csv\nteam,position\nonboarding,coo\nonboarding,cmo\n"
    "== stages.csv\nkey,name,order\nawareness,Awareness,1\nonboarding,Onboarding,2\n"
    "usage,Usage,3\nsupport,Support,\n"
    "== channels.csv\nkey,name\nweb,Web\nphone,Phone\n"
    "== journeys.csv\nkey,name,lead,team\nbuy,Buying,cmo,onboarding\nhelp,Getting help,,\n"
    "== touchpoints.csv\nkey,name,journey,stage,channel,criticality,order,units,tags,managed,"
    "moment_of_truth,reviewed_on,region\n"
    "ad,Advert,buy,awareness,web,2,1,campaigns,campaign,yes,no,,eu\n"
    "welcome,Welcome mail,buy,onboarding,web,3,2,support;campaigns,,yes,yes,2026-01-05,\n"
    "invoice,Invoice,help,usage,web,5,1,billing,dispute;money,yes,no,,eu\n"
    "call,Support call,help,support,phone,,,support,,,,,\n"
    "bare,Bare,,,,,,,,no,,,\n"
    "== links.csv\nfrom,to,kind\nad,welcome,promise\ncall,welcome,feedback\n"
    "== mandates.csv\nposition,scope\ncmo,stage:awareness\ncxo,*\n"
    "== walks.csv\nposition,channel,date\ncxo,web,2026-02-01\n"
    "== stated.csv\ntouchpoint,letter,holder,reason\nad,A,position:cmo,agreed\n";

/* Writes the files into a new folder. */
static inline policy_files policy_write_files(const char *text)
{
    policy_files files;
    scratch_make_small(&files);
    if (strncmp(text, "== ", 3) == 0) {
        folder_write(files.dir, text);
    } else {
        scratch_write(&files, "policy.lua", text, strlen(text));
    }
    return files;
}

static inline void policy_remove_files(const policy_files *files)
{
    scratch_remove(files);
}

static inline void policy_problem(const char *file, int line, int column, const char *message,
                                  void *payload)
{
    loaded *l = payload;
    ri_text whole = RI_TEXT_INIT;
    size_t skip = strlen(l->dir);
    assert_int_equal(column, 0);
    ri_text_format(&whole, "%s:%d: %s\n", file, line, message);
    const char *from = ri_text_string(&whole);
    for (const char *at = NULL; skip > 0 && (at = strstr(from, l->dir)) != NULL;
         from = at + skip + 1) {
        ri_text_bytes(&l->problems, from, (size_t)(at - from));
    }
    ri_text_add(&l->problems, from);
    ri_text_free(&whole);
}

/* Loads n paths; `dir` is left out of what problems say. */
static inline loaded policy_load_paths(raci_model *model, const char *dir, const char *const *paths,
                                       size_t n)
{
    loaded l = {.dir = dir};
    l.status = raci_policy_load(&l.policy, model, paths, n, policy_problem, &l, &l.err);
    assert_int_equal(l.policy != NULL, l.status == RACI_OK);
    assert_int_equal(l.problems.length > 0, l.status == RACI_POLICY);
    l.dir = "";
    return l;
}

/* Loads the text's files as one folder. */
static inline loaded policy_load(raci_model *model, const char *text)
{
    policy_files files = policy_write_files(text);
    const char *path = files.dir;
    loaded l = policy_load_paths(model, files.dir, &path, 1);
    policy_remove_files(&files);
    return l;
}

/* The same; it must load. */
static inline raci_policy *policy_of(raci_model *model, const char *text)
{
    loaded l = policy_load(model, text);
    if (l.status != RACI_OK) {
        fail_msg("%s%s", ri_text_string(&l.problems), l.err.message);
    }
    ri_text_free(&l.problems);
    return l.policy;
}

static inline void policy_unload(loaded *l)
{
    raci_policy_free(l->policy);
    ri_text_free(&l->problems);
}

/* The rule of that name. */
static inline const ri_rule *policy_rule(const raci_policy *policy, const char *name)
{
    const ri_policy_data *data = ri_policy_data_of(policy);
    for (uint32_t i = 0; i < data->n_rules; i++) {
        if (strcmp(data->rules[i].name, name) == 0) {
            return &data->rules[i];
        }
    }
    fail_msg("there is no rule %s", name);
    return NULL;
}

/* ---- data as text ---- */

static inline void add_match(ri_text *out, const ri_match *match)
{
    static const char *const names[RI_DIM_COUNT] = {
        "key", "journey", "stage",       "channel",         "unit",
        "tag", "attr",    "criticality", "moment_of_truth", "managed",
    };
    for (uint32_t i = 0; i < match->n; i++) {
        const ri_condition *c = &match->conditions[i];
        ri_text_add(out, i > 0 ? "; " : "");
        ri_text_add(out, names[c->dimension]);
        if (c->attribute != NULL) {
            ri_text_format(out, ".%s", c->attribute);
        }
        ri_text_add(out, c->except ? " except" : "");
        for (uint32_t k = 0; k < c->n_values; k++) {
            ri_text_format(out, " %s", c->values[k]);
        }
        if (c->n_values == 0) {
            ri_text_format(out, " %x", c->mask);
        }
    }
}

static inline void add_holder(ri_text *out, const ri_holder *holder)
{
    static const char *const forms[] = {
        [RI_HOLD_REFERENCE] = "",
        [RI_HOLD_LIST] = "list",
        [RI_HOLD_FUNCTION] = "function",
        [RI_HOLD_DELIVERING] = "delivering_units",
        [RI_HOLD_DELIVERING_HEADS] = "head_of_delivering_unit",
        [RI_HOLD_HEAD_OF] = "head_of ",
        [RI_HOLD_MANAGER_OF] = "manager_of",
        [RI_HOLD_JOURNEY_LEAD] = "journey_lead",
        [RI_HOLD_JOURNEY_TEAM] = "team_of_journey",
        [RI_HOLD_LEAD_OF] = "lead_of ",
        [RI_HOLD_UNDER] = "under ",
    };
    ri_text_add(out, forms[holder->form]);
    if (holder->key != NULL) {
        ri_text_format(out, "%s:%s", ri_kind_name(holder->kind), holder->key);
    }
    for (uint32_t i = 0; i < holder->n_items; i++) {
        ri_text_add(out, i == 0 ? "(" : ", ");
        add_holder(out, holder->items[i]);
        ri_text_add(out, i + 1 == holder->n_items ? ")" : "");
    }
}

static inline void add_grants(ri_text *out, const ri_scheme *scheme, const char *name,
                              const ri_grants *grants)
{
    for (uint32_t i = 0; i < grants->n; i++) {
        ri_text_format(out, "%s%s %s = ", out->length > 0 ? "; " : "", name,
                       scheme->letters[grants->items[i].letter].letter);
        add_holder(out, grants->items[i].holder);
    }
}

#endif
