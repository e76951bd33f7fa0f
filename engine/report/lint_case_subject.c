/*
 * The subject of a case: one that is there, with all that rules may ask of it, or one that the
 * analysis imagined.
 */
#include <string.h>

#include "report/lint_tests.h"
#include "resolve/space.h"

void ri_case_say_field(ri_lint_case *c, const char *name, const char *value)
{
    ri_text_format(c->out, " %s = ", name);
    ri_lint_quote(c->out, value);
    ri_text_char(c->out, ',');
}

static ri_kind kind_of(const raci_lint *lint, const ri_verdict *verdict)
{
    return verdict->rule != RI_NONE ? ri_policy_data_of(lint->policy)->rules[verdict->rule].on
                                    : RI_TOUCHPOINT;
}

/* ---- a touchpoint that is there ---- */

static void say_set(ri_lint_case *c, const char *name, const ri_sets *sets, uint32_t set,
                    ri_kind kind)
{
    const ri_lists *of = &sets->of;
    if (of->first[set] == of->first[set + 1]) {
        return;
    }
    ri_text_format(c->out, " %s = {", name);
    for (uint32_t i = of->first[set]; i < of->first[set + 1]; i++) {
        const char *key = kind == RI_KIND_COUNT
                              ? ri_intern_get(c->lint->snapshot->words, of->items[i])
                              : ri_case_key(c, kind, of->items[i]);
        ri_text_add(c->out, i > of->first[set] ? ", " : " ");
        ri_lint_quote(c->out, key);
        if (kind == RI_UNIT) {
            ri_case_need_unit(c, key);
        }
    }
    ri_text_add(c->out, " },");
}

static void say_attributes(ri_lint_case *c, uint32_t row)
{
    const ri_snapshot *s = c->lint->snapshot;
    const ri_attributes *attrs = &s->touchpoints.rows.attrs;
    if (attrs->first == NULL || attrs->first[row] == attrs->first[row + 1]) {
        return;
    }
    ri_text_add(c->out, " attr = {");
    for (uint32_t i = attrs->first[row]; i < attrs->first[row + 1]; i++) {
        ri_text_add(c->out, " [");
        ri_lint_quote(c->out, ri_intern_get(s->words, attrs->name[i]));
        ri_text_add(c->out, "] = ");
        ri_lint_quote(c->out, attrs->value[i]);
        ri_text_char(c->out, ',');
    }
    ri_text_add(c->out, " },");
}

static void say_existing(ri_lint_case *c, uint32_t row)
{
    const ri_snapshot *s = c->lint->snapshot;
    const ri_touchpoints *t = &s->touchpoints;
    if (t->journey[row] != RI_NONE) {
        const char *journey = ri_case_key(c, RI_JOURNEY, t->journey[row]);
        ri_case_say_field(c, "journey", journey);
        ri_case_need_journey(c, journey);
    }
    if (t->stage[row] != RI_NONE) {
        ri_case_say_field(c, "stage", ri_case_key(c, RI_STAGE, t->stage[row]));
    }
    if (t->channel[row] != RI_NONE) {
        ri_case_say_field(c, "channel", ri_case_key(c, RI_CHANNEL, t->channel[row]));
    }
    if (t->criticality[row] != 0) {
        ri_text_format(c->out, " criticality = %u,", (unsigned)t->criticality[row]);
    }
    if (t->managed[row] == 0) {
        ri_text_add(c->out, " managed = false,");
    }
    if (t->truth[row] != 0) {
        ri_text_add(c->out, " moment_of_truth = true,");
    }
    say_set(c, "units", &s->unit_sets, t->unit_set[row], RI_UNIT);
    say_set(c, "tags", &s->tag_sets, t->tag_set[row], RI_KIND_COUNT);
    say_attributes(c, row);
}

/* That a touchpoint is on a journey. */
static void say_step(ri_lint_case *c, const char *journey, const char *touchpoint)
{
    ri_text_add(c->out, "      {");
    ri_case_say_field(c, "journey", journey);
    ri_case_say_field(c, "touchpoint", touchpoint);
    ri_text_add(c->out, " },\n");
    ri_case_need_journey(c, journey);
}

/* Its further journeys, beside the first one. */
static void step_existing(ri_lint_case *c, uint32_t row)
{
    const ri_snapshot *s = c->lint->snapshot;
    const ri_lists *of = &s->journey_sets.of;
    const uint32_t set = s->touchpoints.journey_set[row];
    for (uint32_t i = of->first[set] + 1; i < of->first[set + 1]; i++) {
        say_step(c, ri_case_key(c, RI_JOURNEY, of->items[i]), ri_case_key(c, RI_TOUCHPOINT, row));
    }
}

/* ---- one that is imagined ---- */

/* What an imagined thing has of a dimension on a side, from the k-th trait on; NULL for none. */
static const ri_trait *next_trait(const ri_imagined *of, int side, int dimension, uint32_t *k)
{
    for (; *k < of->n; (*k)++) {
        const ri_trait *trait = &of->traits[*k];
        if (trait->side == side && (int)trait->dimension == dimension) {
            (*k)++;
            return trait;
        }
    }
    return NULL;
}

static void say_text(ri_lint_case *c, uint8_t side, ri_dimension dimension, const char *name)
{
    uint32_t k = 0;
    const ri_trait *trait = next_trait(c->verdict->witness, side, (int)dimension, &k);
    if (trait != NULL && trait->value != NULL) {
        ri_case_say_field(c, name, trait->value);
    }
}

static void say_number(ri_lint_case *c, uint8_t side, ri_dimension dimension, const char *name)
{
    uint32_t k = 0;
    const ri_trait *trait = next_trait(c->verdict->witness, side, (int)dimension, &k);
    if (trait != NULL && dimension != RI_DIM_CRITICALITY) {
        ri_text_format(c->out, " %s = %s,", name, trait->number != 0 ? "true" : "false");
    } else if (trait != NULL && trait->number != 0) {
        ri_text_format(c->out, " %s = %d,", name, (int)trait->number);
    }
}

/* Whether the side has a unit beside those that it is imagined with: so that somebody delivers it
   where nobody need, or that the passage leads to another department. A unit that no rule names
   is one that any match leaves open. */
static bool has_another(const ri_lint_case *c, uint8_t side)
{
    const ri_imagined *of = c->verdict->witness;
    uint32_t k = 0;
    if (c->verdict->kind == RI_VERDICT_UNCOVERED) {
        return c->verdict->certain && next_trait(of, side, RI_DIM_UNIT, &k) == NULL;
    }
    const ri_trait *crossing = next_trait(of, RI_AXIS_ON, RI_AXIS_CROSSING, &k);
    return side == RI_AXIS_TO && crossing != NULL && crossing->number != 0;
}

/* The n-th of what a thing has, counting from 0: " tags = { "x"," or " "x",". */
static void say_item(ri_lint_case *c, const char *name, size_t n, const char *value)
{
    if (n == 0) {
        ri_text_format(c->out, " %s = {", name);
    }
    ri_text_char(c->out, ' ');
    ri_lint_quote(c->out, value);
    ri_text_char(c->out, ',');
}

static void say_units(ri_lint_case *c, uint8_t side)
{
    const bool another = has_another(c, side);
    const ri_trait *trait = NULL;
    size_t n = 0;
    for (uint32_t k = 0; (trait = next_trait(c->verdict->witness, side, RI_DIM_UNIT, &k)) != NULL;
         n++) {
        say_item(c, "units", n, trait->value);
        ri_case_need_unit(c, trait->value);
    }
    if (another) {
        say_item(c, "units", n, RI_CASE_UNIT);
        c->another = true;
    }
    ri_text_add(c->out, n > 0 || another ? " }," : "");
}

static void say_tags(ri_lint_case *c, uint8_t side)
{
    const ri_trait *trait = NULL;
    size_t n = 0;
    for (uint32_t k = 0; (trait = next_trait(c->verdict->witness, side, RI_DIM_TAG, &k)) != NULL;
         n++) {
        say_item(c, "tags", n, trait->value);
    }
    ri_text_add(c->out, n > 0 ? " }," : "");
}

static void say_imagined_attributes(ri_lint_case *c, uint8_t side)
{
    const ri_trait *trait = NULL;
    size_t n = 0;
    for (uint32_t k = 0;
         (trait = next_trait(c->verdict->witness, side, RI_DIM_ATTRIBUTE, &k)) != NULL; n++) {
        ri_text_add(c->out, n == 0 ? " attr = { [" : " [");
        ri_lint_quote(c->out, trait->attribute);
        ri_text_add(c->out, "] = ");
        ri_lint_quote(c->out, trait->value);
        ri_text_char(c->out, ',');
    }
    ri_text_add(c->out, n > 0 ? " }," : "");
}

static void say_imagined(ri_lint_case *c, uint8_t side)
{
    uint32_t k = 0;
    const ri_trait *journey = next_trait(c->verdict->witness, side, RI_DIM_JOURNEY, &k);
    if (journey != NULL) {
        ri_case_say_field(c, "journey", journey->value);
        ri_case_need_journey(c, journey->value);
    }
    say_text(c, side, RI_DIM_STAGE, "stage");
    say_text(c, side, RI_DIM_CHANNEL, "channel");
    say_number(c, side, RI_DIM_CRITICALITY, "criticality");
    say_number(c, side, RI_DIM_MANAGED, "managed");
    say_number(c, side, RI_DIM_TRUTH, "moment_of_truth");
    say_units(c, side);
    say_tags(c, side);
    say_imagined_attributes(c, side);
}

/* A key that it is imagined with, or one that no rule names. */
static void say_key(const ri_lint_case *c, uint8_t side, ri_text *out)
{
    uint32_t k = 0;
    const ri_trait *trait = next_trait(c->verdict->witness, side, RI_DIM_KEY, &k);
    ri_text_add(out, trait != NULL ? trait->value : RI_OTHER_KEY);
    if (trait == NULL && side == RI_AXIS_TO) {
        ri_text_add(out, "-2");
    }
}

static void step_imagined(ri_lint_case *c, uint8_t side)
{
    const ri_trait *trait = NULL;
    uint32_t k = 0;
    (void)next_trait(c->verdict->witness, side, RI_DIM_JOURNEY, &k);
    while ((trait = next_trait(c->verdict->witness, side, RI_DIM_JOURNEY, &k)) != NULL) {
        ri_text key = RI_TEXT_INIT;
        say_key(c, side, &key);
        say_step(c, trait->value, ri_text_string(&key));
        c->failed = c->failed || key.failed;
        ri_text_free(&key);
    }
}

/* ---- whatever it is ---- */

/* The touchpoint that is there, on a side; RI_NONE where it is imagined. */
static uint32_t touchpoint_at(const ri_lint_case *c, uint8_t side)
{
    const ri_ref existing = c->verdict->existing;
    if (existing == RI_NONE) {
        return RI_NONE;
    }
    const uint32_t row = ri_ref_index(existing);
    const ri_handoffs *handoffs = side != RI_AXIS_ON ? &c->lint->snapshot->handoffs : NULL;
    return handoffs == NULL ? row : side == RI_AXIS_FROM ? handoffs->from[row] : handoffs->to[row];
}

static void say_touchpoint_key(const ri_lint_case *c, uint8_t side, ri_text *out)
{
    const uint32_t row = touchpoint_at(c, side);
    if (row != RI_NONE) {
        ri_text_add(out, ri_case_key(c, RI_TOUCHPOINT, row));
    } else {
        say_key(c, side, out);
    }
}

static void quote_key(ri_lint_case *c, uint8_t side)
{
    ri_text key = RI_TEXT_INIT;
    say_touchpoint_key(c, side, &key);
    ri_lint_quote(c->out, ri_text_string(&key));
    c->failed = c->failed || key.failed;
    ri_text_free(&key);
}

static void say_touchpoint(ri_lint_case *c, uint8_t side)
{
    const uint32_t row = touchpoint_at(c, side);
    ri_text_add(c->out, "      [");
    quote_key(c, side);
    ri_text_add(c->out, "] = {");
    if (row != RI_NONE) {
        say_existing(c, row);
    } else {
        say_imagined(c, side);
    }
    ri_text_add(c->out, " },\n");
}

/* The rows by which touchpoints are on more than one journey. */
static void say_steps(ri_lint_case *c, uint8_t from, uint8_t to)
{
    static const char table[] = "    journey_steps = {\n";
    ri_text_add(c->out, table);
    const size_t before = c->out->length;
    for (uint8_t side = from; side <= to; side++) {
        const uint32_t row = touchpoint_at(c, side);
        if (row != RI_NONE) {
            step_existing(c, row);
        } else {
            step_imagined(c, side);
        }
    }
    if (c->out->length > before) {
        ri_text_add(c->out, "    },\n");
    } else if (!c->out->failed) { /* there are none */
        c->out->length -= sizeof table - 1;
        c->out->bytes[c->out->length] = '\0';
    }
}

static void say_touchpoints(ri_lint_case *c, uint8_t from, uint8_t to)
{
    ri_text_add(c->out, "    touchpoints = {\n");
    for (uint8_t side = from; side <= to; side++) {
        say_touchpoint(c, side);
    }
    ri_text_add(c->out, "    },\n");
    say_steps(c, from, to);
}

static const char *journey_of(const ri_lint_case *c)
{
    uint32_t k = 0;
    if (c->verdict->existing != RI_NONE) {
        return ri_case_key(c, RI_JOURNEY, ri_ref_index(c->verdict->existing));
    }
    const ri_trait *trait = next_trait(c->verdict->witness, RI_AXIS_ON, RI_DIM_KEY, &k);
    return trait != NULL ? trait->value : RI_OTHER_KEY;
}

void ri_case_say_subject(ri_lint_case *c)
{
    switch (kind_of(c->lint, c->verdict)) {
    case RI_TOUCHPOINT:
        say_touchpoints(c, RI_AXIS_ON, RI_AXIS_ON);
        break;
    case RI_HANDOFF:
        say_touchpoints(c, RI_AXIS_FROM, RI_AXIS_TO);
        ri_text_add(c->out, "    links = { { kind = \"handoff\", from = ");
        quote_key(c, RI_AXIS_FROM);
        ri_text_add(c->out, ", to = ");
        quote_key(c, RI_AXIS_TO);
        ri_text_add(c->out, " } },\n");
        break;
    case RI_JOURNEY:
        ri_case_need_journey(c, journey_of(c));
        break;
    default: /* the enterprise, which is always there */
        break;
    }
}

void ri_case_say_name(const ri_lint_case *c, ri_text *out)
{
    switch (kind_of(c->lint, c->verdict)) {
    case RI_TOUCHPOINT:
        say_touchpoint_key(c, RI_AXIS_ON, out);
        break;
    case RI_HANDOFF:
        say_touchpoint_key(c, RI_AXIS_FROM, out);
        ri_text_add(out, "->");
        say_touchpoint_key(c, RI_AXIS_TO, out);
        break;
    case RI_JOURNEY:
        ri_text_format(out, "journey:%s", journey_of(c));
        break;
    default:
        ri_text_add(out, "enterprise");
        break;
    }
}

/* Whether an imagined passage can be had: it leads from one touchpoint to another one, and one
   that stays within departments has sides without units. */
static bool can_be_passed(const ri_imagined *of)
{
    uint32_t k = 0;
    const ri_trait *crossing = next_trait(of, RI_AXIS_ON, RI_AXIS_CROSSING, &k);
    const ri_trait *keys[RI_AXIS_TO + 1] = {NULL};
    bool units = false;
    for (int side = RI_AXIS_FROM; side <= RI_AXIS_TO; side++) {
        k = 0;
        units = units || next_trait(of, side, RI_DIM_UNIT, &k) != NULL;
        k = 0;
        keys[side] = next_trait(of, side, RI_DIM_KEY, &k);
    }
    if (keys[RI_AXIS_FROM] != NULL && keys[RI_AXIS_TO] != NULL &&
        strcmp(keys[RI_AXIS_FROM]->value, keys[RI_AXIS_TO]->value) == 0) {
        return false;
    }
    return crossing == NULL || crossing->number != 0 || !units;
}

/* Whether a rule may give a letter to several, without the other rule. */
static bool gives_several(const raci_lint *lint, uint32_t rule, uint8_t letter)
{
    const ri_rule *of = &ri_policy_data_of(lint->policy)->rules[rule];
    uint32_t n = 0;
    for (uint32_t i = 0; i < of->assign.n && !of->joint; i++) {
        const ri_holder *holder = of->assign.items[i].holder;
        if (of->assign.items[i].letter != letter) {
            continue;
        }
        if (holder->form == RI_HOLD_LIST && holder->n_items > 1) {
            return true;
        }
        if (holder->form == RI_HOLD_REFERENCE && holder->kind == RI_OFFICE &&
            lint->snapshot != NULL) {
            (void)ri_snapshot_office(lint->snapshot, holder->key, &n);
        }
    }
    return n > 1;
}

bool ri_case_shows(const raci_lint *lint, const ri_lint_finding *finding)
{
    const ri_verdict *verdict = finding->verdict;
    const ri_kind kind = kind_of(lint, verdict);
    const uint8_t accountable = ri_policy_data_of(lint->policy)->scheme.accountable;
    if ((verdict->kind != RI_VERDICT_CONFLICT && verdict->kind != RI_VERDICT_UNCOVERED) ||
        (verdict->existing == RI_NONE && verdict->witness == NULL)) {
        return false;
    }
    if (kind == RI_HANDOFF && verdict->existing == RI_NONE && !can_be_passed(verdict->witness)) {
        return false;
    }
    if (finding->mend.rule != RI_NONE && gives_several(lint, finding->mend.rule, verdict->letter)) {
        return false;
    }
    /* Other letters are counted on touchpoints alone. */
    return kind == RI_TOUCHPOINT || verdict->letter == accountable;
}
