/* Which condition of a rule fails, what it wants and what there is instead. */
#include "base/day.h"
#include "report/report_why_not.h"
#include "report/sentences.h"

/* How a dimension is called in a policy, and in a sentence where it has one value,
   several, and none. */
static const struct {
    const char *name;
    const char *one;
    const char *many;
} dimensions[RI_DIM_COUNT] = {
    [RI_DIM_KEY] = {"key", "key", "key"},
    [RI_DIM_JOURNEY] = {"journey", "journey", "journeys"},
    [RI_DIM_STAGE] = {"stage", "stage", "stage"},
    [RI_DIM_CHANNEL] = {"channel", "channel", "channel"},
    [RI_DIM_UNIT] = {"unit", "delivering unit", "delivering units"},
    [RI_DIM_TAG] = {"tag", "tag", "tags"},
    [RI_DIM_ATTRIBUTE] = {"attr", "attr", "attr"},
    [RI_DIM_CRITICALITY] = {"criticality", "criticality", "criticality"},
    [RI_DIM_TRUTH] = {"moment_of_truth", "moment of truth", "moment of truth"},
    [RI_DIM_MANAGED] = {"managed", "managed", "managed"},
};

static const char *const sides[] = {
    [RI_SIDE_ON] = "", [RI_SIDE_FROM] = "from.", [RI_SIDE_TO] = "to."};

static void name_hurdle(ri_text *out, const ri_hurdle *hurdle)
{
    static const char *const names[] = {
        [RI_HURDLE_NONE] = "",       [RI_HURDLE_EARLY] = "from",
        [RI_HURDLE_LATE] = "to",     [RI_HURDLE_KIND] = "on",
        [RI_HURDLE_WHEN] = "when",   [RI_HURDLE_CROSSING] = "crosses_departments",
        [RI_HURDLE_FAILED] = "when", [RI_HURDLE_CONDITION] = ""};
    const ri_condition *condition = hurdle->condition;
    if (condition == NULL) {
        ri_text_add(out, names[hurdle->kind]);
        return;
    }
    ri_text_add(out, sides[hurdle->side]);
    ri_text_add(out, dimensions[condition->dimension].name);
    if (condition->attribute != NULL) {
        ri_text_char(out, '.');
        ri_text_add(out, condition->attribute);
    }
}

/* ---- values, one after another ---- */

/* What takes the values: their number first, then each. */
typedef struct taker {
    void (*take)(void *self, const char *value);
    void *self;
} taker;

static const char *yes_or_no(bool yes)
{
    return yes ? "yes" : "no";
}

static void take_mask(const ri_condition *condition, const taker *to)
{
    static const char *const numbers[] = {"unset", "1", "2", "3", "4", "5"};
    bool flag = condition->dimension != RI_DIM_CRITICALITY;
    for (unsigned i = 0; i < (flag ? 2u : 6u); i++) {
        if ((condition->mask >> i & 1u) != 0) {
            to->take(to->self, flag ? yes_or_no(i == 1) : numbers[i]);
        }
    }
}

/* NULL for a ruling. */
static const ri_rule *rule_of(const ri_why_not_report *report, const ri_refusal *item)
{
    return item->ruling == NULL ? &ri_resolver_policy(report->view.resolver)->rules[item->source]
                                : NULL;
}

/* When it begins, or ended. */
static int32_t day_of(const ri_why_not_report *report, const ri_refusal *item)
{
    const ri_rule *rule = rule_of(report, item);
    if (item->hurdle.kind == RI_HURDLE_EARLY) {
        return rule != NULL ? rule->from : item->ruling->from;
    }
    return rule != NULL ? rule->to : item->ruling->to;
}

/* What the rule wants. */
static void each_wanted(const ri_why_not_report *report, const ri_refusal *item, const taker *to)
{
    const ri_rule *rule = rule_of(report, item);
    const ri_condition *condition = item->hurdle.condition;
    char day[11];
    switch (item->hurdle.kind) {
    case RI_HURDLE_EARLY:
    case RI_HURDLE_LATE:
        to->take(to->self, ri_day_format(day_of(report, item), day));
        break;
    case RI_HURDLE_KIND:
        to->take(to->self, ri_kind_name(rule->on));
        break;
    case RI_HURDLE_CROSSING:
        to->take(to->self, yes_or_no(rule->crossing == RI_CROSSING_YES));
        break;
    case RI_HURDLE_CONDITION:
        if (condition->n_values == 0) {
            take_mask(condition, to);
        }
        for (uint32_t i = 0; i < condition->n_values; i++) {
            to->take(to->self, condition->values[i]);
        }
        break;
    default:
        break;
    }
}

static void take_set(const ri_snapshot *s, const ri_sets *sets, uint32_t set, ri_kind kind,
                     const taker *to)
{
    for (uint32_t i = sets->of.first[set]; i < sets->of.first[set + 1]; i++) {
        uint32_t at = sets->of.items[i];
        to->take(to->self, kind == RI_KIND_COUNT ? ri_intern_get(s->words, at)
                                                 : ri_snapshot_key(s, ri_ref_make(kind, at)));
    }
}

/* The values that a touchpoint or journey has in the condition's dimension. */
static void take_values(const ri_snapshot *s, const ri_condition *condition, ri_ref ref,
                        const taker *to)
{
    const ri_touchpoints *t = &s->touchpoints;
    uint32_t row = ri_ref_index(ref);
    const char *value = NULL;
    char digit[2] = {0};
    switch (condition->dimension) {
    case RI_DIM_KEY:
        value = ri_snapshot_key(s, ref);
        break;
    case RI_DIM_JOURNEY:
        take_set(s, &s->journey_sets, t->journey_set[row], RI_JOURNEY, to);
        break;
    case RI_DIM_UNIT:
        take_set(s, &s->unit_sets, t->unit_set[row], RI_UNIT, to);
        break;
    case RI_DIM_TAG:
        take_set(s, &s->tag_sets, t->tag_set[row], RI_KIND_COUNT, to);
        break;
    case RI_DIM_STAGE:
        value = t->stage[row] != RI_NONE ? s->stages.rows.key[t->stage[row]] : NULL;
        break;
    case RI_DIM_CHANNEL:
        value = t->channel[row] != RI_NONE ? s->channels.rows.key[t->channel[row]] : NULL;
        break;
    case RI_DIM_ATTRIBUTE:
        value = ri_snapshot_attribute(s, ri_ref_kind(ref), row, condition->attribute);
        break;
    case RI_DIM_CRITICALITY:
        digit[0] = (char)('0' + t->criticality[row]);
        value = t->criticality[row] > 0 ? digit : NULL;
        break;
    case RI_DIM_TRUTH:
        value = yes_or_no(t->truth[row] != 0);
        break;
    case RI_DIM_MANAGED:
        value = yes_or_no(t->managed[row] != 0);
        break;
    case RI_DIM_COUNT:
        break;
    }
    if (value != NULL) {
        to->take(to->self, value);
    }
}

/* What there is instead. */
static void each_found(const ri_why_not_report *report, const ri_hurdle *hurdle, const taker *to)
{
    const ri_snapshot *s = report->view.snapshot;
    ri_ref subject = report->answer->subject;
    uint32_t at = ri_ref_index(subject);
    char day[11];
    switch (hurdle->kind) {
    case RI_HURDLE_EARLY:
    case RI_HURDLE_LATE:
        to->take(to->self, ri_day_format(s->date, day));
        break;
    case RI_HURDLE_KIND:
        to->take(to->self, ri_kind_name(ri_ref_kind(subject)));
        break;
    case RI_HURDLE_CROSSING:
        to->take(to->self, yes_or_no(ri_handoff_passing(&s->handoffs, at).crosses != 0));
        break;
    case RI_HURDLE_CONDITION:
        if (hurdle->side == RI_SIDE_FROM) {
            subject = ri_ref_make(RI_TOUCHPOINT, s->handoffs.from[at]);
        } else if (hurdle->side == RI_SIDE_TO) {
            subject = ri_ref_make(RI_TOUCHPOINT, s->handoffs.to[at]);
        }
        take_values(s, hurdle->condition, subject, to);
        break;
    default:
        break;
    }
}

/* ---- for programs ---- */

static void take_string(void *self, const char *value)
{
    ri_emit_string(self, value);
}

void ri_emit_hurdle(const ri_emit *emit, ri_why_not_report *report, const ri_refusal *item)
{
    const ri_hurdle *hurdle = &item->hurdle;
    ri_text name = RI_TEXT_INIT;
    ri_emit strings = *emit;
    const taker to = {take_string, &strings};
    bool masked = hurdle->condition != NULL && hurdle->condition->n_values == 0;
    name_hurdle(&name, hurdle);
    ri_emit_field(emit, "condition", name.length > 0 ? ri_text_string(&name) : NULL);
    ri_emit_bool(emit, "except", hurdle->condition != NULL && hurdle->condition->except && !masked);
    ri_emit_open_key(emit, "wanted", '[');
    each_wanted(report, item, &to);
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "found", '[');
    each_found(report, hurdle, &to);
    ri_emit_close(emit, ']');
    report->view.failed = report->view.failed || name.failed;
    ri_text_free(&name);
}

/* ---- for people ---- */

typedef struct counter {
    size_t n;
} counter;

static void count_value(void *self, const char *value)
{
    (void)value;
    ((counter *)self)->n++;
}

#define VALUES_TOLD 8

/* "a, b or c"; of many the first ones. */
typedef struct lister {
    ri_text *out;
    const char *last; /* " or " */
    size_t n;
    size_t i;
} lister;

static void list_value(void *self, const char *value)
{
    lister *list = self;
    size_t told = list->n > VALUES_TOLD + 1 ? VALUES_TOLD : list->n;
    if (list->i < told) {
        bool last = list->i + 1 == list->n;
        ri_text_add(list->out, list->i == 0 ? "" : last ? list->last : ", ");
        ri_page_cut(list->out, value, RI_NAME_COLUMNS);
    } else if (list->i == told) {
        ri_text_format(list->out, "%s%zu more", list->last, list->n - told);
    }
    list->i++;
}

/* "stage is purchase", "there is no stage". */
static void say_found(ri_text *out, const ri_why_not_report *report, const ri_hurdle *hurdle)
{
    const ri_condition *condition = hurdle->condition;
    counter count = {0};
    each_found(report, hurdle, &(taker){count_value, &count});
    lister list = {out, " and ", count.n, 0};
    ri_text_add(out, hurdle->side == RI_SIDE_FROM ? "where it comes from, "
                     : hurdle->side == RI_SIDE_TO ? "where it goes, "
                                                  : "");
    ri_text_add(out, count.n == 0 ? "there is no " : "");
    if (condition->attribute != NULL) {
        ri_page_cut(out, condition->attribute, RI_NAME_COLUMNS);
    } else {
        ri_text_add(out, count.n > 1 ? dimensions[condition->dimension].many
                                     : dimensions[condition->dimension].one);
    }
    ri_text_add(out, count.n == 0 ? "" : count.n > 1 ? " are " : " is ");
    each_found(report, hurdle, &(taker){list_value, &list});
}

static void say_condition(ri_text *out, const ri_why_not_report *report, const ri_refusal *item)
{
    const ri_condition *condition = item->hurdle.condition;
    bool masked = condition->n_values == 0;
    counter count = {0};
    say_found(out, report, &item->hurdle);
    each_wanted(report, item, &(taker){count_value, &count});
    lister list = {out, " or ", count.n, 0};
    ri_text_format(out, ", the %s wants %s",
                   ri_tier_name(ri_source_tier(report->view.resolver, item->source)),
                   condition->except && !masked ? "any but " : "");
    each_wanted(report, item, &(taker){list_value, &list});
}

static void say_kind(ri_text *out, const ri_why_not_report *report, const ri_refusal *item)
{
    const ri_rule *rule = &ri_resolver_policy(report->view.resolver)->rules[item->source];
    ri_kind kind = ri_ref_kind(report->answer->subject);
    ri_text_format(out, "it is about %s, and this is %s %s",
                   rule->on == RI_ENTERPRISE ? "the enterprise"
                   : rule->on == RI_HANDOFF  ? "handoffs"
                   : rule->on == RI_JOURNEY  ? "journeys"
                                             : "touchpoints",
                   kind == RI_ENTERPRISE ? "the" : "a", ri_kind_name(kind));
}

void ri_say_hurdle(ri_text *out, ri_why_not_report *report, const ri_refusal *item)
{
    const ri_hurdle *hurdle = &item->hurdle;
    char day[11];
    switch (hurdle->kind) {
    case RI_HURDLE_NONE:
        return;
    case RI_HURDLE_EARLY:
        ri_text_format(out, "it does not hold before %s", ri_day_format(day_of(report, item), day));
        break;
    case RI_HURDLE_LATE:
        ri_text_format(out, "it held until %s only", ri_day_format(day_of(report, item), day));
        break;
    case RI_HURDLE_KIND:
        say_kind(out, report, item);
        return; /* nothing else of it can hold here */
    case RI_HURDLE_CROSSING:
        ri_text_add(out, rule_of(report, item)->crossing == RI_CROSSING_YES
                             ? "it is about passages between departments, and this one stays "
                               "within"
                             : "it is about passages within departments, and this one leads from "
                               "one to another");
        break;
    case RI_HURDLE_CONDITION:
        say_condition(out, report, item);
        break;
    case RI_HURDLE_WHEN:
        ri_text_add(out, "its `when` says no here");
        break;
    case RI_HURDLE_FAILED:
        ri_text_add(out, "its `when` failed: ");
        ri_say(out, hurdle->failure->message);
        break;
    }
    if (hurdle->failing > 1) {
        ri_text_format(out, "; %u more condition%s of it fail%s too", (unsigned)hurdle->failing - 1,
                       hurdle->failing == 2 ? "" : "s", hurdle->failing == 2 ? "s" : "");
    }
}
