/*
 * The parts of sentences: things by their names, and by their keys, quoted, where
 * no name helps.
 */
#include <string.h>

#include "base/day.h"
#include "check/checking.h"
#include "model/titles.h"

void ri_phrase_subject(const ri_checking *c, ri_ref subject, ri_text *out)
{
    if (ri_ref_kind(subject) == RI_RULE) {
        ri_phrase_rule(c, ri_ref_index(subject), out);
    } else {
        ri_title_thing(c->s, subject, out);
    }
}

void ri_phrase_holder(const ri_checking *c, ri_ref holder, ri_text *out)
{
    ri_title_holder(c->s, holder, out);
}

void ri_phrase_holders(const ri_checking *c, const ri_ref *holders, size_t n, ri_text *out)
{
    ri_title_holders(c->s, holders, n, out);
}

void ri_phrase_letter(const ri_checking *c, uint8_t letter, ri_text *out)
{
    const ri_letter *said = &c->policy->scheme.letters[letter];
    ri_text_add(out, said->letter);
    if (said->name != NULL && said->name[0] != '\0' && strcmp(said->name, said->letter) != 0) {
        ri_text_format(out, " (%s)", said->name);
    }
}

void ri_phrase_holds(const ri_checking *c, uint8_t letter, bool many, ri_text *out)
{
    static const struct {
        const char *name;
        const char *phrase;
    } known[] = {{"Accountable", "accountable for"},
                 {"Responsible", "responsible for"},
                 {"Consulted", "consulted on"},
                 {"Informed", "informed about"}};
    const char *name = c->policy->scheme.letters[letter].name;
    for (size_t i = 0; name != NULL && i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(name, known[i].name) == 0) {
            ri_text_format(out, " %s %s ", many ? "are" : "is", known[i].phrase);
            return;
        }
    }
    ri_text_add(out, many ? " have " : " has ");
    ri_phrase_letter(c, letter, out);
    ri_text_add(out, " on ");
}

/* "the ruling of Chief Executive Officer" */
static void say_judge(const ri_checking *c, const char *judge, ri_text *out)
{
    ri_kind kind = RI_POSITION;
    const char *key = NULL;
    const bool known = ri_reference_split(judge, &kind, &key);
    const ri_ref ref = known && kind != RI_OFFICE ? ri_snapshot_find(c->s, kind, key) : RI_NONE;
    ri_text_add(out, "the ruling of ");
    if (ref != RI_NONE) {
        ri_phrase_holder(c, ref, out);
    } else if (known && kind == RI_OFFICE) {
        ri_text_add(out, "the ");
        ri_title_office(out, key);
    } else {
        ri_text_format(out, "'%s'", judge);
    }
}

void ri_phrase_rule(const ri_checking *c, ri_source source, ri_text *out)
{
    static const char *const kinds[] = {"the default ", "the rule ", "the exception ",
                                        "the ruling ", "the law "};
    const char *name = ri_source_name(c->resolver, source);
    if (ri_source_check(c->resolver, source) != NULL) {
        ri_text_format(out, "the check '%s'", name);
        return;
    }
    const ri_stated *ruling = ri_source_ruling(c->resolver, source);
    if (ruling != NULL) {
        say_judge(c, ruling->by, out);
        return;
    }
    bool stated = strncmp(name, "stated:", 7) == 0 && source >= c->policy->n_rules;
    ri_text_add(out, stated ? "the stated row " : kinds[ri_source_tier(c->resolver, source)]);
    ri_text_format(out, "'%s'", name);
}

void ri_phrase_date(const ri_checking *c, ri_text *out)
{
    char day[11];
    ri_text_add(out, ri_day_format(c->s->date, day));
}

void ri_phrase_rules(const ri_checking *c, const ri_source *rules, size_t n, ri_text *out)
{
    size_t told = n > RI_TITLES_MAX + 1 ? RI_TITLES_MAX : n;
    for (size_t i = 0; i < told; i++) {
        ri_title_between(out, i, told, n - told, " and ");
        ri_phrase_rule(c, rules[i], out);
    }
    ri_title_more(out, n - told);
}

/* A thing that a rule names by kind and key, whether it is there or not. */
static void say_mentioned(const ri_checking *c, ri_kind kind, const char *key, ri_text *out)
{
    ri_ref ref = kind == RI_OFFICE ? RI_NONE : ri_snapshot_find(c->s, kind, key);
    if (ref != RI_NONE) {
        ri_phrase_holder(c, ref, out);
    } else {
        ri_text_format(out, "the %s '%s'", ri_kind_name(kind), key);
    }
}

static void say_list(const ri_checking *c, const ri_holder *list, ri_text *out)
{
    size_t n = list->n_items;
    size_t told = n > RI_TITLES_MAX + 1 ? RI_TITLES_MAX : n;
    for (size_t i = 0; i < told; i++) {
        ri_title_between(out, i, told, n - told, " or ");
        ri_phrase_required(c, list->items[i], out);
    }
    ri_title_more(out, n - told);
}

void ri_phrase_required(const ri_checking *c, const ri_holder *holder, ri_text *out)
{
    static const char *const before[] = {
        [RI_HOLD_FUNCTION] = "whom its function names",
        [RI_HOLD_DELIVERING] = "the delivering units",
        [RI_HOLD_DELIVERING_HEADS] = "the heads of the delivering units",
        [RI_HOLD_HEAD_OF] = "the head of ",
        [RI_HOLD_MANAGER_OF] = "the manager of ",
        [RI_HOLD_JOURNEY_LEAD] = "the lead of the journey",
        [RI_HOLD_JOURNEY_TEAM] = "the team of the journey",
        [RI_HOLD_LEAD_OF] = "the lead of ",
        [RI_HOLD_UNDER] = "somebody at or below ",
    };
    if (holder->form == RI_HOLD_LIST) {
        say_list(c, holder, out);
        return;
    }
    if (holder->form != RI_HOLD_REFERENCE) {
        ri_text_add(out, before[holder->form]);
    }
    switch (holder->form) {
    case RI_HOLD_REFERENCE:
    case RI_HOLD_HEAD_OF:
    case RI_HOLD_LEAD_OF:
    case RI_HOLD_UNDER:
        say_mentioned(c, holder->kind, holder->key, out);
        break;
    case RI_HOLD_MANAGER_OF:
        if (holder->n_items > 0) {
            ri_phrase_required(c, holder->items[0], out);
        }
        break;
    default:
        break;
    }
}
