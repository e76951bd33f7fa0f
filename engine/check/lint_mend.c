/* What to do about what the analysis of a policy found: a line to add, or to take away. */
#include <string.h>

#include "check/lint_result.h"

static const ri_rule *rule_of(const raci_lint *lint, uint32_t rule)
{
    return &ri_policy_data_of(lint->policy)->rules[rule];
}

void ri_lint_quote(ri_text *out, const char *string)
{
    ri_text_char(out, '"');
    for (const char *at = string; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\') {
            ri_text_char(out, '\\');
        }
        if ((unsigned char)*at < ' ') {
            ri_text_format(out, "\\%03u", (unsigned)(unsigned char)*at);
        } else {
            ri_text_char(out, *at);
        }
    }
    ri_text_char(out, '"');
}

/* How much a rule asks for: the more, the more special it is. */
static uint32_t conditions(const ri_rule *rule)
{
    return rule->match.n + rule->match_from.n + rule->match_to.n +
           (rule->crossing != RI_CROSSING_ANY ? 1 : 0) + (rule->when != RI_NO_FUNCTION ? 1 : 0);
}

/* The field that lets a rule go before another one, with those it goes before already. */
static void say_override(const ri_rule *rule, const ri_policy_data *data, const char *other,
                         ri_text *out)
{
    const bool several = rule->n_overrides + rule->n_overrides_stated > 0;
    ri_text_add(out, several ? "overrides = { " : "overrides = ");
    for (uint32_t i = 0; i < rule->n_overrides; i++) {
        ri_lint_quote(out, data->rules[rule->overrides[i]].name);
        ri_text_add(out, ", ");
    }
    for (uint32_t i = 0; i < rule->n_overrides_stated; i++) {
        ri_lint_quote(out, rule->overrides_stated[i]);
        ri_text_add(out, ", ");
    }
    ri_lint_quote(out, other);
    ri_text_add(out, several ? " }," : ",");
}

static void say_statement(const ri_rule *rule, ri_text *out)
{
    static const char *const words[] = {"default", "rule", "exception", "ruling", "law"};
    ri_text_format(out, "%s ", words[rule->tier]);
    ri_lint_quote(out, rule->name);
    ri_text_add(out, " { … }");
}

/* Whether a letter can stand before '=' as it is. */
static bool is_name(const char *letter)
{
    const char *at = letter;
    while ((*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z')) {
        at++;
    }
    return at > letter && *at == '\0';
}

/* Whether somebody heads a unit that delivers the touchpoint. */
static bool is_headed(const ri_snapshot *s, ri_ref touchpoint)
{
    const ri_lists *units = &s->unit_sets.of;
    const uint32_t set = s->touchpoints.unit_set[ri_ref_index(touchpoint)];
    uint32_t i = units->first[set];
    while (i < units->first[set + 1] && s->units.head[units->items[i]] == RI_NONE) {
        i++;
    }
    return i < units->first[set + 1];
}

const char *ri_lint_office(const raci_lint *lint, const ri_verdict *verdict)
{
    static const char *const offices[] = {"cxo", "ceo"};
    if (verdict->kind != RI_VERDICT_UNCOVERED || !verdict->certain ||
        verdict->existing == RI_NONE || is_headed(lint->snapshot, verdict->existing)) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
        uint32_t n = 0;
        (void)ri_snapshot_office(lint->snapshot, offices[i], &n);
        if (n == 1) {
            return offices[i];
        }
    }
    return NULL;
}

/* A default that reaches everything. Its letter is the scheme's. */
static void say_default(const ri_policy_data *data, const char *office, ri_text *out)
{
    const char *letter = data->scheme.letters[data->scheme.accountable].letter;
    ri_text_format(out, "default \"the %s%s answers, where no rule says\" { ",
                   office != NULL ? "office " : "head of whoever delivers",
                   office != NULL ? office : "");
    ri_text_format(out,
                   is_name(letter) ? "because = \"somebody must\", assign = { %s = "
                                   : "because = \"somebody must\", assign = { [\"%s\"] = ",
                   letter);
    if (office != NULL) {
        ri_text_format(out, "\"office:%s\" } }", office);
    } else {
        ri_text_add(out, "head_of_delivering_unit() } }");
    }
}

/* Appends the text. */
static ri_mend find_mend(const raci_lint *lint, const ri_verdict *verdict, ri_text *out)
{
    const ri_policy_data *data = ri_policy_data_of(lint->policy);
    const uint32_t rule = verdict->rule;
    const uint32_t other = verdict->other;
    switch (verdict->kind) {
    case RI_VERDICT_CONFLICT: {
        const bool turned = conditions(rule_of(lint, other)) > conditions(rule_of(lint, rule));
        const uint32_t special = turned ? other : rule;
        say_override(rule_of(lint, special), data, rule_of(lint, turned ? rule : other)->name, out);
        return (ri_mend){RI_MEND_ADD, special, NULL};
    }
    case RI_VERDICT_UNREASONED:
        ri_text_add(out, "because = \"…\",");
        return (ri_mend){RI_MEND_ADD, rule, NULL};
    case RI_VERDICT_UNCOVERED:
        say_default(data, ri_lint_office(lint, verdict), out);
        return (ri_mend){RI_MEND_ADD, RI_NONE, NULL};
    case RI_VERDICT_GENERAL:
    case RI_VERDICT_UNUSED:
        ri_text_add(out, "overrides = ");
        ri_lint_quote(out, verdict->stated != NULL ? verdict->stated : rule_of(lint, other)->name);
        ri_text_char(out, ',');
        return (ri_mend){RI_MEND_REMOVE, rule, NULL};
    default:
        say_statement(rule_of(lint, rule), out);
        return (ri_mend){RI_MEND_REMOVE, rule, NULL};
    }
}

ri_mend ri_lint_mend(const raci_lint *lint, const ri_verdict *verdict)
{
    ri_text text = RI_TEXT_INIT;
    ri_mend mend = find_mend(lint, verdict, &text);
    mend.text = text.failed ? NULL : ri_arena_copy(lint->arena, ri_text_string(&text), text.length);
    ri_text_free(&text);
    return mend;
}

/* Whether it is something within a rule, rather than the rule, or anywhere. */
static bool is_within(const ri_lint_finding *finding)
{
    const ri_verdict_kind kind = finding->verdict->kind;
    return finding->mend.rule != RI_NONE &&
           (finding->mend.way == RI_MEND_ADD || kind == RI_VERDICT_GENERAL ||
            kind == RI_VERDICT_UNUSED);
}

void ri_lint_say_mend(const raci_lint *lint, const ri_lint_finding *finding, ri_text *out)
{
    const bool add = finding->mend.way == RI_MEND_ADD;
    ri_text_add(out, add ? "Add" : "Take away");
    if (is_within(finding)) {
        ri_text_format(out, "%s '%s'", add ? " to" : " from",
                       rule_of(lint, finding->mend.rule)->name);
    }
    ri_text_format(out, ": %s", finding->mend.text);
}
