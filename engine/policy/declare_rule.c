#include <string.h>

#include "base/day.h"
#include "policy/fields.h"
#include "policy/holder_read.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const rule_fields[] = {
    "because", "on",        "match", "when", "assign", "forbid",
    "require", "overrides", "joint", "from", "to",
};

static const char *const subject_words[] = {"touchpoint", "handoff", "journey", "enterprise"};
static const ri_kind subject_kinds[] = {RI_TOUCHPOINT, RI_HANDOFF, RI_JOURNEY, RI_ENTERPRISE};

static void read_match(const ri_table *fields, ri_rule *rule)
{
    if (!ri_field_push(fields, "match")) {
        return;
    }
    if (lua_type(fields->L, -1) == LUA_TTABLE) { /* match */
        ri_match_read(fields->L, -1, fields->at, rule);
    } else {
        ri_field_wrong(fields, "match", "a table such as { stage = \"support\" }", -1);
    }
    lua_pop(fields->L, 1);
}

static void read_when(const ri_table *fields, ri_rule *rule)
{
    lua_State *L = fields->L;
    rule->when = RI_NO_FUNCTION;
    if (!ri_field_push(fields, "when")) {
        return;
    }
    if (lua_type(L, -1) == LUA_TFUNCTION && !lua_iscfunction(L, -1)) { /* when */
        rule->when = ri_loader_keep(L);
        return;
    }
    ri_field_wrong(fields, "when", "a function: function(s) return … end", -1);
    lua_pop(L, 1);
}

/* One letter's expression; NULL after complaining. */
static const ri_holder *read_holder(const ri_table *grants, const char *letter, bool under)
{
    lua_State *L = grants->L;
    ri_holder_reader reader = {
        .arena = grants->at->loader->arena, .under = under, .functions = true};
    (void)ri_field_push(grants, letter);
    ri_holder *holder = ri_holder_read(L, -1, &reader); /* expression */
    if (holder == NULL) {
        ri_field_complain(grants, letter, "%s", reader.why);
    } else if (holder->form == RI_HOLD_LIST && holder->n_items == 0) {
        ri_field_complain(grants, letter, "is an empty list; leave the letter out");
        holder = NULL;
    }
    lua_pop(L, 1);
    return holder;
}

/* Reads assign, forbid or require; gives whether the field is there. */
static bool read_grants(const ri_table *fields, const char *name, bool under, ri_grants_draft *out)
{
    lua_State *L = fields->L;
    if (!ri_field_push(fields, name)) {
        return false;
    }
    if (lua_type(L, -1) != LUA_TTABLE) { /* grants */
        ri_field_wrong(fields, name, "a table such as { A = \"position:coo\" }", -1);
        lua_pop(L, 1);
        return true;
    }
    ri_table grants = {L, lua_gettop(L), fields->at, name};
    uint32_t n = 0;
    size_t before = fields->at->loader->faults.n;
    const char **letters = ri_keys_sorted(&grants, &n);
    if (n == 0 && fields->at->loader->faults.n == before) {
        ri_field_complain(fields, name, "names no letter");
    }
    out->items = ri_policy_take(L, fields->at->loader->arena, n * sizeof *out->items);
    for (uint32_t i = 0; i < n; i++) {
        const ri_holder *holder = read_holder(&grants, letters[i], under);
        if (holder != NULL) {
            out->items[out->n++] = (ri_grant_draft){letters[i], holder};
        }
    }
    lua_pop(L, 1);
    return true;
}

static void read_period(const ri_table *fields, ri_rule *rule)
{
    rule->from = RI_DAY_MIN;
    rule->to = RI_DAY_MAX;
    (void)ri_field_day(fields, "from", "2026-01-31", &rule->from);
    (void)ri_field_day(fields, "to", "2026-01-31", &rule->to);
    if (rule->from >= rule->to) {
        ri_complain(fields->at, "from must be before to, the first day it no longer holds");
    }
}

/* Whether a text says anything. */
static bool is_blank(const char *text)
{
    return text == NULL || text[strspn(text, " \t\r\n")] == '\0';
}

static void read_reason(const ri_table *fields, ri_rule *rule)
{
    static const char *const reasoned[] = {"because"};
    bool told = ri_field_push(fields, reasoned[0]);
    if (told) {
        lua_pop(fields->L, 1);
    }
    bool right = ri_field_text(fields, "because", &rule->because);
    if (told && right && is_blank(rule->because)) {
        ri_field_complain(fields, "because", "says nothing");
    } else if (!told && rule->tier == RI_TIER_EXCEPTION) {
        ri_complain(fields->at, "an exception must say because = \"…\"");
    } else if (!told && rule->joint) {
        ri_complain(fields->at, "joint = true must say because = \"…\"");
    }
}

static void read_fields(const ri_table *fields, ri_draft *draft)
{
    ri_rule *rule = &draft->rule;
    size_t on = 0;
    ri_fields_close(fields, rule_fields, COUNT(rule_fields));
    (void)ri_field_word(fields, "on", subject_words, COUNT(subject_words), &on);
    rule->on = subject_kinds[on];
    (void)ri_field_flag(fields, "joint", &rule->joint);
    read_reason(fields, rule);
    read_match(fields, rule);
    read_when(fields, rule);
    bool assigns = read_grants(fields, "assign", false, &draft->assign);
    bool forbids = read_grants(fields, "forbid", true, &draft->forbid);
    bool requires = read_grants(fields, "require", true, &draft->require);
    (void)ri_field_texts(fields, "overrides", &draft->overrides, &draft->n_overrides);
    /* A rule may be made only to lift what another one requires. */
    if (!assigns && !forbids && !requires && draft->n_overrides == 0) {
        ri_complain(fields->at, "says nothing: there is no assign, forbid, require or overrides");
    }
    read_period(fields, rule);
}

void ri_declare_rule(lua_State *L, int table, ri_statement *at, ri_tier tier)
{
    ri_loader *loader = at->loader;
    uint32_t number = ri_intern_string(loader->rule_names, at->name);
    if (number == RI_NONE) {
        ri_loader_nomem(L);
    }
    if (number < loader->n_drafts) {
        const ri_statement *first = loader->drafts[number].at;
        ri_complain(at, "the name was given already, at %s:%d; names are unique in a policy",
                    first->file, first->line);
        return;
    }
    ri_draft draft = {.at = at, .rule.when = RI_NO_FUNCTION};
    draft.rule.name = at->name;
    draft.rule.file = at->file;
    draft.rule.line = at->line;
    draft.rule.tier = tier;
    ri_table fields = {L, table, at, ""};
    RI_LOADER_PUSH(L, loader->drafts, loader->n_drafts, loader->drafts_capacity, draft);
    read_fields(&fields, &loader->drafts[number]);
}
