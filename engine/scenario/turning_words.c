#include "scenario/timeline_days.h"

#include <string.h>

#include "base/day.h"

/* ---- names ---- */

/* What something was called on the day before where it ends, on the day where it begins. */
static const char *name_of(const ri_two_days *days, bool begins, ri_kind kind, const char *key)
{
    const ri_snapshot *sides[] = {days->before->snapshot, days->after->snapshot};
    for (int i = 0; i < 2; i++) {
        const ri_snapshot *s = sides[begins ? 1 - i : i];
        const ri_ref ref = ri_snapshot_find(s, kind, key);
        if (ref != RI_NONE) {
            return ri_snapshot_name(s, ref);
        }
    }
    return key;
}

/* The same of a reference; an office, "*" and what is none as it stands. */
static const char *name_of_reference(const ri_two_days *days, bool begins, const char *reference)
{
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    if (strcmp(reference, "*") == 0) {
        return "everything";
    }
    return ri_reference_split(reference, &kind, &key) && kind != RI_OFFICE && kind != RI_RULE
               ? name_of(days, begins, kind, key)
               : reference;
}

/* ---- relations ---- */

static bool alike(const ri_turning *a, const ri_turning *b)
{
    return a->tab == b->tab && strcmp(a->key, b->key) == 0 && strcmp(a->other, b->other) == 0;
}

/* Those that are alike stand side by side. */
bool ri_turning_goes_on(const ri_two_days *days, const ri_turning *turning)
{
    const ri_turning *end = days->turnings + days->n_turnings;
    const ri_turning *at = turning;
    bool found = false;
    while (at > days->turnings && alike(at - 1, turning)) {
        at--;
    }
    for (; !found && at < end && alike(at, turning); at++) {
        found = at->begins != turning->begins;
    }
    return found;
}

bool ri_turning_said_by_end(const ri_two_days *days, const ri_turning *turning)
{
    switch (turning->tab) {
    case RI_TURNING_UNITS:
    case RI_TURNING_POSITIONS:
    case RI_TURNING_PEOPLE:
    case RI_TURNING_TEAMS:
    case RI_TURNING_JOURNEYS:
    case RI_TURNING_TOUCHPOINTS:
        return turning->begins && ri_turning_goes_on(days, turning);
    default:
        return false;
    }
}

/* The holder of a ruling, behind its letter. */
static const char *ruled_holder(const ri_turning *turning)
{
    const char *blank = strchr(turning->other, ' ');
    return blank != NULL ? blank + 1 : "";
}

/* The kind of what a turning's key is of; RI_KIND_COUNT where the key is a reference itself. */
static ri_kind kind_of(ri_turning_tab tab)
{
    static const ri_kind kinds[RI_TURNING_TABS] = {
        [RI_TURNING_ACCEPTANCES] = RI_KIND_COUNT,
        [RI_TURNING_DISPUTES] = RI_KIND_COUNT,
        [RI_TURNING_JOURNEYS] = RI_JOURNEY,
        [RI_TURNING_MANDATES] = RI_POSITION,
        [RI_TURNING_PEOPLE] = RI_PERSON,
        [RI_TURNING_POSITIONS] = RI_POSITION,
        [RI_TURNING_RULINGS] = RI_KIND_COUNT,
        [RI_TURNING_SEATS] = RI_POSITION,
        [RI_TURNING_TEAM_MEMBERS] = RI_TEAM,
        [RI_TURNING_TEAMS] = RI_TEAM,
        [RI_TURNING_TOUCHPOINTS] = RI_TOUCHPOINT,
        [RI_TURNING_UNITS] = RI_UNIT,
        [RI_TURNING_RULES] = RI_RULE,
        [RI_TURNING_WALKS] = RI_POSITION,
    };
    return kinds[tab];
}

bool ri_turning_references(const char *out[2], const ri_turning *t, ri_arena *arena)
{
    const ri_kind kind = kind_of(t->tab);
    out[0] = kind != RI_KIND_COUNT ? ri_arena_format(arena, "%s:%s", ri_kind_name(kind), t->key)
                                   : t->key;
    switch (t->tab) {
    case RI_TURNING_SEATS:
        out[1] = ri_arena_format(arena, "%s:%s", ri_kind_name(RI_PERSON), t->other);
        break;
    case RI_TURNING_TEAM_MEMBERS:
        out[1] = ri_arena_format(arena, "%s:%s", ri_kind_name(RI_POSITION), t->other);
        break;
    case RI_TURNING_MANDATES:
        out[1] = t->other;
        break;
    case RI_TURNING_RULINGS:
        out[1] = ruled_holder(t);
        break;
    default:
        out[1] = "";
        break;
    }
    return out[0] != NULL && out[1] != NULL;
}

/* ---- words ---- */

static void say_thing(ri_text *out, const ri_two_days *days, const ri_turning *t)
{
    const ri_kind kind = kind_of(t->tab);
    const bool goes_on = ri_turning_goes_on(days, t);
    ri_text_format(out, "the %s '%s' %s", ri_kind_name(kind),
                   name_of(days, t->begins, kind, t->key),
                   goes_on     ? "changes"
                   : t->begins ? "begins"
                               : "ends");
}

static void say_seat(ri_text *out, const ri_two_days *days, const ri_turning *t)
{
    const bool holder = strcmp(t->detail, "holder") == 0;
    ri_text_format(out, "the %s%sseat of %s", holder ? "" : t->detail, holder ? "" : " ",
                   name_of(days, t->begins, RI_PERSON, t->other));
    ri_text_format(out, " as %s %s", name_of(days, t->begins, RI_POSITION, t->key),
                   t->begins ? "begins" : "ends");
}

static void say_ruling(ri_text *out, const ri_two_days *days, const ri_turning *t)
{
    const size_t letter = strcspn(t->other, " ");
    ri_text_format(out, "the ruling that gives %.*s on '%s'", (int)letter, t->other,
                   name_of_reference(days, t->begins, t->key));
    ri_text_format(out, " to %s %s", name_of_reference(days, t->begins, ruled_holder(t)),
                   t->begins ? "begins" : "ends");
}

void ri_turning_say(ri_text *out, const ri_two_days *days, const ri_turning *t)
{
    const char *verb = t->begins ? "begins" : "ends";
    switch (t->tab) {
    case RI_TURNING_SEATS:
        say_seat(out, days, t);
        break;
    case RI_TURNING_RULINGS:
        say_ruling(out, days, t);
        break;
    case RI_TURNING_ACCEPTANCES:
        ri_text_format(out, "the acceptance of the finding %s by %s %s", t->key,
                       name_of_reference(days, t->begins, t->detail), verb);
        break;
    case RI_TURNING_DISPUTES:
        ri_text_format(out, "the dispute about %s on '%s' %s", t->other,
                       name_of_reference(days, t->begins, t->key), verb);
        break;
    case RI_TURNING_MANDATES:
        ri_text_format(out, "the mandate of %s", name_of(days, t->begins, RI_POSITION, t->key));
        ri_text_format(out, " over %s %s", name_of_reference(days, t->begins, t->other), verb);
        break;
    case RI_TURNING_TEAM_MEMBERS:
        ri_text_format(out, "%s %s", name_of(days, t->begins, RI_POSITION, t->other),
                       t->begins ? "joins" : "leaves");
        ri_text_format(out, " the team '%s'", name_of(days, t->begins, RI_TEAM, t->key));
        break;
    case RI_TURNING_RULES:
        ri_text_format(out, "the rule '%s' %s", t->key, verb);
        break;
    case RI_TURNING_WALKS:
        ri_text_format(out, "%s walks", name_of(days, t->begins, RI_POSITION, t->key));
        ri_text_format(out, " the channel '%s'", name_of(days, t->begins, RI_CHANNEL, t->other));
        break;
    case RI_TURNING_UNITS:
    case RI_TURNING_POSITIONS:
    case RI_TURNING_TEAMS:
    case RI_TURNING_JOURNEYS:
    case RI_TURNING_TOUCHPOINTS:
        say_thing(out, days, t);
        break;
    case RI_TURNING_PEOPLE:
        ri_text_format(out, "%s %s", name_of(days, t->begins, RI_PERSON, t->key),
                       ri_turning_goes_on(days, t) ? "changes"
                       : t->begins                 ? "comes"
                                                   : "leaves");
        break;
    case RI_TURNING_TABS:
        break;
    }
}
