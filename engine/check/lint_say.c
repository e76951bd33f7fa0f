/* What the analysis of a policy found, in sentences. */
#include "base/day.h"
#include "check/lint_result.h"
#include "resolve/rule_facts.h"

const ri_rule *ri_lint_rule(const raci_lint *lint, uint32_t rule)
{
    return &ri_policy_data_of(lint->policy)->rules[rule];
}

static void say_rule(const raci_lint *lint, uint32_t rule, const char *article, ri_text *out)
{
    const ri_rule *of = ri_lint_rule(lint, rule);
    ri_text_format(out, "%s %s '%s'", article, ri_tier_name(of->tier), of->name);
}

/* "A (Accountable)" */
static void say_letter(const raci_lint *lint, uint8_t letter, ri_text *out)
{
    const ri_letter *of = &ri_policy_data_of(lint->policy)->scheme.letters[letter];
    ri_text_format(out, "%s (%s)", of->letter, of->name);
}

static const char *unless(const ri_verdict *verdict)
{
    return verdict->certain ? "" : "perhaps ";
}

static void say_conflict(const raci_lint *lint, const ri_verdict *verdict, ri_text *out)
{
    say_rule(lint, verdict->rule, "The", out);
    ri_text_add(out, " and ");
    say_rule(lint, verdict->other, "the", out);
    ri_text_add(out, verdict->certain ? " give " : " may give ");
    say_letter(lint, verdict->letter, out);
    ri_text_add(out, " of one subject to different holders, and neither goes before the other.");
}

static void say_dead(const raci_lint *lint, const ri_verdict *verdict, ri_text *out)
{
    char day[11];
    say_rule(lint, verdict->rule, "The", out);
    switch (verdict->idle) {
    case RI_IDLE_ENDED:
        ri_text_format(out, " ended on %s and holds no more.",
                       ri_day_format(ri_lint_rule(lint, verdict->rule)->to, day));
        break;
    case RI_IDLE_NOTHING:
        ri_text_add(out, " can match nothing at all.");
        break;
    default:
        ri_text_add(out, " matches nothing that is there today.");
        break;
    }
}

static void say_duplicate(const raci_lint *lint, const ri_verdict *verdict, ri_text *out)
{
    say_rule(lint, verdict->rule, "The", out);
    ri_text_format(out, " %ssays the same of the same subjects as ", unless(verdict));
    say_rule(lint, verdict->other, "the", out);
    ri_text_char(out, '.');
}

static void say_general(const raci_lint *lint, const ri_verdict *verdict, ri_text *out)
{
    say_rule(lint, verdict->rule, "The", out);
    ri_text_add(out, " overrides ");
    say_rule(lint, verdict->other, "the", out);
    ri_text_format(out,
                   ", whose match lies within its own: what is more general %sgoes before what is "
                   "more special.",
                   unless(verdict));
}

static void say_unreasoned(const raci_lint *lint, const ri_verdict *verdict, ri_text *out)
{
    say_rule(lint, verdict->rule, "The", out);
    if (verdict->other != RI_NONE) {
        ri_text_add(out, " overrides ");
        say_rule(lint, verdict->other, "the", out);
    } else {
        ri_text_add(out, " overrides a stated row");
    }
    ri_text_add(out, " and does not say why.");
}

static void say_shadowed(const raci_lint *lint, const ri_verdict *verdict, ri_text *out)
{
    say_rule(lint, verdict->rule, "The", out);
    ri_text_format(out, " %snever %s: ", unless(verdict),
                   ri_lint_does_more(lint, verdict->rule) ? "gives anybody a letter"
                                                          : "decides anything");
    if (verdict->other != RI_NONE) {
        say_rule(lint, verdict->other, "the", out);
        ri_text_add(out, " always goes before it.");
        return;
    }
    for (uint32_t i = 0; i < verdict->n_named; i++) {
        ri_text_add(out, i == 0 ? ""
                         : i + 1 == verdict->n_named && verdict->n_others <= verdict->n_named
                             ? " and "
                             : ", ");
        say_rule(lint, verdict->others[i], "the", out);
    }
    if (verdict->n_others > verdict->n_named) {
        ri_text_format(out, " and %u more", (unsigned)(verdict->n_others - verdict->n_named));
    }
    ri_text_add(out, " go before it wherever it applies.");
}

static void say_subsumed(const raci_lint *lint, const ri_verdict *verdict, ri_text *out)
{
    say_rule(lint, verdict->rule, "The", out);
    ri_text_format(out, " %ssays nothing that ", unless(verdict));
    say_rule(lint, verdict->other, "the", out);
    ri_text_add(out, " does not say of more subjects.");
}

static void say_uncovered(const raci_lint *lint, const ri_verdict *verdict, ri_text *out)
{
    const ri_scheme *scheme = &ri_policy_data_of(lint->policy)->scheme;
    ri_text_format(out, "There %s touchpoints to which no rule gives ",
                   verdict->certain ? "can be" : "may be");
    say_letter(lint, scheme->accountable, out);
    ri_text_char(out, '.');
}

static void say_unused(const raci_lint *lint, const ri_verdict *verdict, ri_text *out)
{
    say_rule(lint, verdict->rule, "The", out);
    ri_text_add(out, " overrides ");
    if (verdict->stated != NULL) {
        ri_text_format(out, "the stated row '%s'", verdict->stated);
    } else {
        say_rule(lint, verdict->other, "the", out);
    }
    switch (verdict->idle) {
    case RI_IDLE_KINDS:
        ri_text_add(out, ", which is about another kind of subject.");
        break;
    case RI_IDLE_ENDED:
        ri_text_add(out, ", which holds no more.");
        break;
    case RI_IDLE_GONE:
        ri_text_add(out, ", which is not there today.");
        break;
    case RI_IDLE_LETTERS:
        ri_text_add(out, ", with which it has no letter in common.");
        break;
    default:
        ri_text_format(out, ", which it can %snever meet.", unless(verdict));
        break;
    }
}

void ri_lint_say(const raci_lint *lint, const ri_verdict *verdict, ri_text *out)
{
    static void (*const say[RI_VERDICT_COUNT])(const raci_lint *lint, const ri_verdict *verdict,
                                               ri_text *out) = {
        [RI_VERDICT_CONFLICT] = say_conflict,     [RI_VERDICT_DEAD] = say_dead,
        [RI_VERDICT_DUPLICATE] = say_duplicate,   [RI_VERDICT_GENERAL] = say_general,
        [RI_VERDICT_UNREASONED] = say_unreasoned, [RI_VERDICT_SHADOWED] = say_shadowed,
        [RI_VERDICT_SUBSUMED] = say_subsumed,     [RI_VERDICT_UNCOVERED] = say_uncovered,
        [RI_VERDICT_UNUSED] = say_unused,
    };
    say[verdict->kind](lint, verdict, out);
}
