/* What to do about what the analysis of a policy found: a line to add, or to take away. */
#include <string.h>

#include "base/utf8.h"
#include "check/lint_result.h"
#include "resolve/rule_facts.h"

bool ri_lint_does_more(const raci_lint *lint, uint32_t rule)
{
    return ri_lint_rule(lint, rule)->forbid.n > 0 || lint->analysis.lifting[rule];
}

void ri_lint_quote(ri_text *out, const char *string)
{
    size_t left = strlen(string);
    ri_text_char(out, '"');
    for (const char *at = string; left > 0;) {
        uint32_t code = 0;
        const size_t step = ri_utf8_next(at, left, &code);
        if (code < ' ' || (step == 1 && code >= 0x7f)) { /* a byte that is no UTF-8, too */
            ri_text_format(out, "\\%03u", (unsigned)(unsigned char)*at);
        } else if (!ri_utf8_shown(code) || ri_utf8_begins_command(at)) {
            ri_text_format(out, "\\u{%04X}", (unsigned)code);
        } else {
            ri_text_add(out, code == '"' || code == '\\' ? "\\" : "");
            ri_text_bytes(out, at, step);
        }
        at += step;
        left -= step;
    }
    ri_text_char(out, '"');
}

/* How much a rule asks for: the more, the more special it is. */
static uint32_t conditions(const ri_rule *rule)
{
    return rule->match.n + rule->match_from.n + rule->match_to.n +
           (rule->crossing != RI_CROSSING_ANY ? 1 : 0) + (rule->when != RI_NO_FUNCTION ? 1 : 0);
}

#define NAMES_MANY 50 /* so many names in a field are not repeated */

static uint32_t count_overrides(const ri_rule *rule)
{
    return rule->n_overrides + rule->n_overrides_stated;
}

static void say_name(const char *name, const char *but, uint32_t *said, ri_text *out)
{
    if (but == NULL || strcmp(name, but) != 0) {
        ri_text_add(out, (*said)++ > 0 ? ", " : "");
        ri_lint_quote(out, name);
    }
}

/* The field `overrides` of a rule, with a name more, or without one (`but`). */
static void say_overrides(const ri_rule *rule, const ri_policy_data *data, const char *more,
                          const char *but, ri_text *out)
{
    const uint32_t n = count_overrides(rule) + (more != NULL ? 1 : 0) - (but != NULL ? 1 : 0);
    uint32_t said = 0;
    if (more != NULL && n > NAMES_MANY) {
        ri_text_add(out, "overrides = { …, ");
        ri_lint_quote(out, more);
        ri_text_add(out, " },");
        return;
    }
    ri_text_add(out, n > 1 ? "overrides = { " : "overrides = ");
    for (uint32_t i = 0; i < rule->n_overrides; i++) {
        say_name(data->rules[rule->overrides[i]].name, but, &said, out);
    }
    for (uint32_t i = 0; i < rule->n_overrides_stated; i++) {
        say_name(rule->overrides_stated[i], but, &said, out);
    }
    if (more != NULL) {
        say_name(more, NULL, &said, out);
    }
    ri_text_add(out, n > 1 ? " }," : ",");
}

/* A rule goes before another one, too. */
static ri_mend mend_conflict(const ri_policy_data *data, uint32_t rule, uint32_t other,
                             ri_text *out)
{
    const bool turned = conditions(&data->rules[other]) > conditions(&data->rules[rule]);
    const uint32_t special = turned ? other : rule;
    const ri_rule *of = &data->rules[special];
    say_overrides(of, data, data->rules[turned ? rule : other].name, NULL, out);
    return (ri_mend){.way = count_overrides(of) > 0 ? RI_MEND_REPLACE : RI_MEND_ADD,
                     .rule = special,
                     .within = true};
}

/* A rule goes before another one, or a stated row, no more. */
static ri_mend mend_override(const ri_policy_data *data, const ri_verdict *verdict, ri_text *out)
{
    const ri_rule *rule = &data->rules[verdict->rule];
    const char *name = verdict->stated != NULL ? verdict->stated : data->rules[verdict->other].name;
    const uint32_t n = count_overrides(rule);
    const bool several = n > 1 && n <= NAMES_MANY;
    if (several) {
        say_overrides(rule, data, NULL, name, out);
    } else {
        ri_text_add(out, n > 1 ? "" : "overrides = "); /* of many, the name alone */
        ri_lint_quote(out, name);
        ri_text_char(out, ',');
    }
    return (ri_mend){
        .way = several ? RI_MEND_REPLACE : RI_MEND_REMOVE, .rule = verdict->rule, .within = true};
}

static void say_statement(const ri_rule *rule, ri_text *out)
{
    ri_text_format(out, "%s ", ri_tier_name(rule->tier));
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

/* The rules whose overrides name one. false: memory is exhausted. */
static bool find_naming(const raci_lint *lint, ri_mend *mend)
{
    const ri_policy_data *data = ri_policy_data_of(lint->policy);
    uint32_t n = 0;
    for (uint32_t i = 0; i < data->n_rules; i++) {
        n += ri_rule_names(&data->rules[i], mend->rule) ? 1 : 0;
    }
    uint32_t *naming = ri_arena_array(lint->arena, n, sizeof *naming);
    for (uint32_t i = 0; naming != NULL && i < data->n_rules; i++) {
        if (ri_rule_names(&data->rules[i], mend->rule)) {
            naming[mend->n_named_by++] = i;
        }
    }
    mend->named_by = naming;
    if (n > 0) { /* else a chain of overrides would end at the gap */
        mend->instead = &data->rules[mend->rule];
    }
    return naming != NULL;
}

/* A rule goes, or what it assigns where it does something beside. */
static ri_mend mend_rule(const raci_lint *lint, const ri_verdict *verdict, ri_text *out)
{
    const bool duplicate = verdict->kind == RI_VERDICT_DUPLICATE; /* of these the first may stay */
    ri_mend mend = {.way = RI_MEND_REMOVE, .rule = duplicate ? verdict->other : verdict->rule};
    if (verdict->kind == RI_VERDICT_SHADOWED && ri_lint_does_more(lint, mend.rule)) {
        ri_text_add(out, "assign = { … },");
        mend.within = true;
    } else {
        say_statement(ri_lint_rule(lint, mend.rule), out);
    }
    return mend;
}

/* Appends the text. */
static ri_mend find_mend(const raci_lint *lint, const ri_verdict *verdict, ri_text *out)
{
    const ri_policy_data *data = ri_policy_data_of(lint->policy);
    switch (verdict->kind) {
    case RI_VERDICT_CONFLICT:
        return mend_conflict(data, verdict->rule, verdict->other, out);
    case RI_VERDICT_UNREASONED:
        ri_text_add(out, "because = \"…\",");
        return (ri_mend){.way = RI_MEND_ADD, .rule = verdict->rule, .within = true};
    case RI_VERDICT_UNCOVERED:
        say_default(data, ri_lint_office(lint, verdict), out);
        return (ri_mend){.way = RI_MEND_ADD, .rule = RI_NONE};
    case RI_VERDICT_GENERAL:
    case RI_VERDICT_UNUSED:
        return mend_override(data, verdict, out);
    default:
        return mend_rule(lint, verdict, out);
    }
}

ri_mend ri_lint_mend(const raci_lint *lint, const ri_verdict *verdict)
{
    ri_text text = RI_TEXT_INIT;
    ri_mend mend = find_mend(lint, verdict, &text);
    const bool fits = mend.way != RI_MEND_REMOVE || mend.within || find_naming(lint, &mend);
    mend.text = text.failed || !fits
                    ? NULL
                    : ri_arena_copy(lint->arena, ri_text_string(&text), text.length);
    ri_text_free(&text);
    return mend;
}

#define NAMED 6 /* rules that are named one by one */

/* That the name of a rule has to go with it. */
static void say_named_by(const raci_lint *lint, const ri_mend *mend, ri_text *out)
{
    const uint32_t named = mend->n_named_by <= NAMED + 1 ? mend->n_named_by : NAMED;
    for (uint32_t i = 0; i < named; i++) {
        const ri_rule *rule = ri_lint_rule(lint, mend->named_by[i]);
        ri_text_format(out, "%s'%s' (%s:%d)",
                       i > 0 ? ", " : "; and its name from the overrides of ", rule->name,
                       rule->file, rule->line);
    }
    if (named < mend->n_named_by) {
        ri_text_format(out, " and %u more", (unsigned)(mend->n_named_by - named));
    }
    ri_text_add(out, mend->instead != NULL && count_overrides(mend->instead) > 0
                         ? ", with what it overrides in its place"
                         : "");
}

void ri_lint_say_mend(const raci_lint *lint, const ri_lint_finding *finding, ri_text *out)
{
    static const char *const ways[] = {"Add", "Take away", "Change"};
    static const char *const where[] = {"to", "from", "in"};
    const ri_mend *mend = &finding->mend;
    ri_text_add(out, ways[mend->way]);
    if (mend->within) {
        ri_text_format(out, " %s '%s'", where[mend->way], ri_lint_rule(lint, mend->rule)->name);
    }
    ri_text_format(out, "%s: %s", mend->way == RI_MEND_REPLACE ? " to" : "", mend->text);
    say_named_by(lint, mend, out);
}
